"""Protection: addresses, terms, numbers and names pass through an engine as placeholders it carries.

Which placeholders an engine carries depends on its model: each form is tried once per engine and pair, when it
is first needed. Where none passes, the text is translated around what is protected.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from polnews.checks.addresses import ADDRESS
from polnews.engines.base import DecodeOptions, TranslationEngine
from polnews.languages import Pair, base_language

__all__ = ["Item", "Masked", "addresses", "find_form", "mask", "without_overlaps"]


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """Something in a source text that is to come out as given.

    Attributes:
        start: First code point in the source.
        end: One past the last.
        text: What shall stand in the translation.
        kind: "address", "term", "number", "date" or "name".
    """

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders, what each stands for, and the marks around it that no engine needs to see.

    Attributes:
        text: The text to translate.
        slots: Placeholder and item, in order.
        before: Bullets, emoji and list letters it begins with, as written.
        after: Emoji and marks it ends with, as written.
    """

    text: str
    slots: tuple[tuple[str, Item], ...] = ()
    before: str = ""
    after: str = ""

    def restore(self, rendered: str) -> str:
        """Put what was protected back into a translation, and the marks around it.

        What the engine lost is for the checks to tell.
        """
        for placeholder, item in self.slots:
            rendered = _spotted(placeholder).sub(lambda _, item=item: item.text, rendered)  # type: ignore[misc]
        return f"{self.before}{rendered}{self.after}" if rendered else ""


# From the likeliest to the unlikeliest to survive. No underscores: Argos packages turn them to blanks.
_FORMS = ("QX{}", "XZ{}Q", "X{}X", "({})", "[{}]", "#{}", "<{}>", "§{}")

# Plain sentences in which a placeholder is a thing, a person, and one of two.
_PROBES = {
    "bg": ("Повече за това има на {}.", "{} и {} подписаха споразумението в понеделник."),
    "de": ("Mehr dazu steht unter {}.", "{} und {} unterzeichneten am Montag das Abkommen."),
    "en": ("More about this can be found at {}.", "{} and {} signed the agreement on Monday."),
    "it": ("Maggiori informazioni su {}.", "{} e {} hanno firmato l'accordo lunedì."),
    "pt": ("Mais informações em {}.", "{} e {} assinaram o acordo na segunda-feira."),
}

_proven: "WeakKeyDictionary[TranslationEngine, dict[tuple[Pair, DecodeOptions], str | None]]" = (
    WeakKeyDictionary()
)


def find_form(engine: TranslationEngine, pair: Pair, options: DecodeOptions) -> str | None:
    """Return a form of placeholder that this engine carries through for a pair, None when no form passes.

    The engine is asked once per pair and options, in one or two calls of a few short sentences; one that goes through
    other languages once for the engine it goes with.

    >>> from polnews.testing import FakeEngine
    >>> find_form(FakeEngine("de-en"), Pair("de", "en"), DecodeOptions())
    'QX{}'
    """
    known = _proven.setdefault(getattr(engine, "engine", engine), {})
    if (pair, options) not in known:
        known[pair, options] = _prove(engine, pair, options)
    return known[pair, options]


def _prove(engine: TranslationEngine, pair: Pair, options: DecodeOptions) -> str | None:
    # Most engines carry the first form: the others are tried only when it fails, since a language model is slow.
    return _passing(_FORMS[:1], engine, pair, options) or _passing(_FORMS[1:], engine, pair, options)


def _passing(
    forms: Sequence[str], engine: TranslationEngine, pair: Pair, options: DecodeOptions
) -> str | None:
    """Return the first form that comes out of every probe, once."""
    probes = _PROBES.get(base_language(pair.source), ("({})", "{}, {}."))
    texts = {form: [probe.format(*map(form.format, (1, 2))) for probe in probes] for form in forms}
    asked = [text for row in texts.values() for text in row]
    rendered = {
        text: one.text
        for text, one in zip(asked, engine.translate(asked, pair, options=options), strict=True)
    }
    return next((form for form in forms if all(_carried(text, rendered[text]) for text in texts[form])), None)


def _carried(source: str, rendered: str) -> bool:
    """Tell whether every placeholder of a probe came out, once."""
    placeholders = [
        form.format(number) for form in _FORMS for number in (1, 2) if form.format(number) in source
    ]
    return all(len(_spotted(placeholder).findall(rendered)) == 1 for placeholder in placeholders)


@lru_cache(maxsize=256)
def _spotted(placeholder: str) -> re.Pattern[str]:
    """Match a placeholder however an engine spaced it or wrote its letters."""
    spaced = r"\s?".join(re.escape(letter) for letter in placeholder)
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def mask(text: str, items: Sequence[Item], form: str) -> Masked:
    """Replace items of a text by placeholders.

    Args:
        text: The source.
        items: What to protect, in order, without overlaps.
        form: As `find_form` returns it.

    >>> mask("Siehe https://x.eu/a_b.", [Item(6, 22, "https://x.eu/a_b", "address")], "QX{}").text
    'Siehe QX1.'
    >>> mask("• a) Neue Regeln 🙂", [], "QX{}")
    Masked(text='Neue Regeln', slots=(), before='• a) ', after=' 🙂')
    """
    slots, written, at, number = [], "", 0, 0
    for item in items:
        number += 1
        while form.format(number) in text:  # the source has such a word of its own
            number += 1
        slots.append((form.format(number), item))
        written += text[at : item.start] + form.format(number)
        at = item.end
    before, core, after = _framed(written + text[at:])
    return Masked(core, tuple(slots), before, after)


# Bullets, dashes, emoji and other symbols, and list letters or numbers in brackets. "3." may begin a date.
_BEFORE = re.compile(r"(?:(?:[^\w\s\"'„“”«»‚‘’(\[<#§$€£¥+−…¿¡.&%@]+|\(?(?:\d{1,2}|[^\W\d_])\))\s+)+")
_AFTER = re.compile(r"(?:\s+[^\w\s\"'„“”«»‚‘’)\]>%‰°$€£¥…!?.,;:*†]+)+$")


def _framed(text: str) -> tuple[str, str, str]:
    """Return the marks before a text, the text, and the marks after it; all of it when it is marks alone."""
    start = found.end() if (found := _BEFORE.match(text)) else 0
    end = found.start() if (found := _AFTER.search(text, start)) else len(text)
    return (text[:start], text[start:end], text[end:]) if start < end else ("", text, "")


def addresses(text: str) -> list[Item]:
    """Return the web and mail addresses of a text, to be kept as they are.

    >>> [item.text for item in addresses("Mehr unter www.example.eu/a_b oder von info@example.eu.")]
    ['www.example.eu/a_b', 'info@example.eu']
    """
    return [Item(*match.span(), match.group(), "address") for match in ADDRESS.finditer(text)]


def without_overlaps(items: Iterable[Item]) -> list[Item]:
    """Return items in order, of overlapping ones the first and longest.

    >>> [item.text for item in without_overlaps([Item(4, 9, "b", "term"), Item(0, 5, "a", "term")])]
    ['a']
    """
    kept: list[Item] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
