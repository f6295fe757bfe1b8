"""Names and countries that a small model swapped are put back, where it is plain which took whose place.

A name it put before a headline is left out.
"""

import re
from collections.abc import Sequence

from polnews.checks import Translated
from polnews.checks.countries import copied_countries, swapped_country
from polnews.checks.name_words import KNOWN, places, translated_acronym
from polnews.checks.names import is_free, lost_names
from polnews.detection import script_of
from polnews.languages import Pair, base_language
from polnews.mentions.names import transliterate
from polnews.provenance import Span

__all__ = ["restore_country", "restore_name", "spelled", "without_label"]

_LABEL = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)?): (?=\S)")


def restore_name(source: str, target: str, pair: Pair) -> str:
    """Return the translation with a swapped name put right: as written, in other scripts transliterated.

    Only where just one name of the source is missing, and just one stands in the translation that the source does
    not have. Names of places are left alone: languages have their own for them.

    >>> restore_name("Ieri il ministro Kowacz parla.", "Minister Lukashin spoke.", Pair("it", "en"))
    'Minister Kowacz spoke.'
    """
    if script_of(base_language(pair.target)) != "Latin":
        return target
    lost = _names(Translated(source, pair.source, target, pair.target, ""))
    added = _invented(source, target, pair)
    if len(lost) != 1 or len(added) != 1:
        return target
    ours, theirs = source[lost[0].start : lost[0].end], added[0]
    if ours.lower() in places(base_language(pair.source)):
        return target
    latin = ours if script_of(base_language(pair.source)) == "Latin" else transliterate(ours)
    return target[: theirs.start] + latin + target[theirs.end :]


def restore_country(source: str, target: str, pair: Pair) -> str:
    """Return the translation with a swapped or copied country put right, by its name in the target language.

    >>> restore_country("La Germania tace.", "France is silent.", Pair("it", "en"))
    'Germany is silent.'
    >>> restore_country("La Germania tace.", "Germania is silent.", Pair("it", "en"))
    'Germany is silent.'
    """
    from babel import Locale

    translated = Translated(source, pair.source, target, pair.target, "")
    swapped = swapped_country(translated)
    names = Locale.parse(base_language(pair.target)).territories
    for code, span in [swapped] if swapped else reversed(copied_countries(translated)):
        target = target[: span.start] + names.get(code, target[span.start : span.end]) + target[span.end :]
    return target


def without_label(source: str, target: str, pair: Pair) -> str:
    """Return the translation without a name and colon at its beginning that the source does not have.

    Small models open headlines with what they have read most often.

    >>> without_label("Бъдещето на пристанището във Варна", "Brexit: future of Varna's port", Pair("bg", "en"))
    "Future of Varna's port"
    """
    label = _LABEL.match(target)
    if label is None or Span(*label.span(1)) not in _invented(source, target, pair):
        return target
    return target[label.end()].upper() + target[label.end() + 1 :]


def spelled(text: str, pair: Pair) -> str:
    """Return names and acronyms alone as the target language writes them, where it has other letters.

    >>> spelled("НАТО, Ана Петрова, ЕС", Pair("bg", "en")), spelled("Ana Petrova", Pair("pt", "en"))
    ('NATO, Ana Petrova, EU', 'Ana Petrova')
    """
    source, target = base_language(pair.source), base_language(pair.target)
    if script_of(target) != "Latin" or script_of(source) == "Latin":
        return text

    def write(match: re.Match[str]) -> str:
        word = match.group()
        known = translated_acronym(word, source, target) if target in KNOWN and source in KNOWN else None
        latin = transliterate(word)
        return known or (latin.upper() if word.isupper() and len(word) > 1 else latin)

    return re.sub(r"[^\W\d_]+", write, text)


def _names(translated: Translated) -> list[Span]:
    """Return the names of the source side that the other side lacks, neighbouring words as one."""
    text, language = translated.source, base_language(translated.source_language)
    spans = [span for span in lost_names(translated) if not is_free(text, span, language)]
    return _joined(text, spans)


def _invented(source: str, target: str, pair: Pair) -> list[Span]:
    """Return the names of the translation that the source lacks."""
    return _names(Translated(target, pair.target, source, pair.source, ""))


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and text[joined[-1].end : span.start] in (" ", "-"):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
