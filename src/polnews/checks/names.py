"""Names: a person, place or institution of the original that the translation does not name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from polnews.checks.addresses import ADDRESS
from polnews.checks.base import Check, Severity, Translated
from polnews.checks.name_words import (
    KNOWN,
    acronym_forms,
    concept_forms,
    inflects,
    is_common,
    is_compound_body,
    is_institution_word,
    is_name_elsewhere,
    is_written,
    place_forms,
    places,
    word_list,
)
from polnews.languages import base_language
from polnews.provenance import Span

__all__ = ["ALIKE", "check_names", "is_free", "lost_names", "lost_spans", "renders"]

Place = Literal["shouted", "opening", "joined", "apposed", "determined", "free", "alone"]
"""Where a word stands: opening a sentence; after a name, another capital, an article or adjective; or none."""

_WORD = re.compile(r"[^\W\d_]+")
_JOINTS = frozenset((" ", "\u00a0"))
# Articles, pronouns and adjectives before a German noun, by their endings, without verbs ("sagte Beltrán").
_GERMAN_DETERMINER = re.compile(
    r"(?!über$|unter$|hinter$|gegen$|wegen$|neben$|zwischen$|oder$|aber$|bisher$)"
    r"(?:im|ins|[az]u?[mr]|beim|vom|das|was|[^\W\d_A-Z]*(?:e[rsmn]|(?<!t)e|ein))"
)
_DOTTED = re.compile(r"\b(?:[A-ZА-Я]\.){2,}")  # U.S., F.B.I.
_CAPITAL_NEXT = re.compile(r"[ \u00a0-](?!\d)(?=\w)(?=[^a-zа-яà-ÿ])")
_QUOTED_NAME = re.compile(r"\W*[\"“„«»‘]\w+(?:[ -]\w+){0,3}[\"“”»’]")
_TITLED = r"(?<!\bDr)(?<!\bProf)(?<!\bSt)(?<!\bMr)(?<!\bMs)(?<!\bSr)(?<!\bSra)(?<!dott)(?<!проф)(?<!\bд-р)"
_OPENING = re.compile(rf"(?:^|{_TITLED}[.!?:;]|[–—]|[\"“„«»‘(])[\s\"“„«»‘(]*([^\W\d_])")

_SAID = "The translation does not seem to name: "
_SHORTEST_ACRONYM = 3

_SEVERITIES: tuple[tuple[Severity, bool], ...] = (("severe", False), ("warning", True))

ALIKE = 0.76
"""How alike two spellings must sound, from 0 to 1: in more than three of four letters (`mentions.names.name_score`)."""


def check_names(translated: Translated) -> Iterator[Check]:
    """Find names of the original without a counterpart in the translation."""
    source = base_language(translated.source_language)
    lost = lost_names(translated)
    for severity, institution in _SEVERITIES:
        spans = [span for span in lost if is_free(translated.source, span, source) == institution]
        if spans:
            names = ", ".join(dict.fromkeys(translated.source[span.start : span.end] for span in spans))
            yield Check("name", severity, f"{_SAID}{names}.", source=spans[0])


def lost_spans(text: str, check: Check) -> list[Span]:
    """Return where the names stand that a finding of this check lists.

    >>> finding = Check("name", "severe", "The translation does not seem to name: Ana, Rossi.")
    >>> lost_spans("Ana Rossi", finding)
    [Span(start=0, end=3), Span(start=4, end=9)]
    """
    names = check.message.removeprefix(_SAID).removesuffix(".").split(", ")
    return [Span(*match.span()) for match in _WORD.finditer(text) if match.group() in names]


def is_free(text: str, span: Span, language: str) -> bool:
    """Tell whether a word of a name is one that languages render in many ways, such as Ministry, or shorten."""
    word = text[span.start : span.end]
    return is_institution_word(word, language) or word.isupper()


def lost_names(translated: Translated) -> list[Span]:
    """Return the words of names in the source that nothing in the translation corresponds to."""
    source, target = base_language(translated.source_language), base_language(translated.target_language)
    if source not in KNOWN or target not in KNOWN:
        return []
    plain = _DOTTED.sub(lambda match: match.group().replace(".", "") + " ", translated.target)
    there = _WORD.findall(ADDRESS.sub(" ", plain))
    return [
        Span(*match.span())
        for match in _names(translated.source, source)
        if not any(renders(word, match.group(), source, target) for word in there)
    ]


def _names(text: str, language: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text that belong to names."""
    plain = ADDRESS.sub(lambda match: " " * len(match.group()), text)
    openings = {match.start(1) for match in _OPENING.finditer(plain) if not _short_quote(plain, match)}
    before: re.Match[str] | None = None  # the word before this one
    named = False  # whether that was a name
    shouted = plain.isupper() and len(plain.split()) > 2
    for match in _WORD.finditer(plain):
        place = "shouted" if shouted else _place(plain, match, before, named, openings)
        here = match.group()[0].isupper() and _is_name(match.group(), language, place)
        if here:
            yield match
        before, named = match, here and not is_institution_word(match.group(), language)


def _place(
    text: str, word: re.Match[str], before: re.Match[str] | None, named: bool, openings: set[int]
) -> Place:
    from polnews.words import stop_words

    if word.start() in openings or before is None:
        return "opening"
    gap = text[before.end() : word.start()]
    if named and gap in _JOINTS:
        return "joined"
    low = before.group().lower()
    if gap == "-" or (
        gap in _JOINTS
        and (before.group().islower() or low in word_list("de-articles"))
        and _GERMAN_DETERMINER.fullmatch(low)
    ):
        return "determined"
    if gap in _JOINTS and before.group()[0].isupper() and low not in word_list("de-measures"):
        return "free" if low in stop_words("de") else "apposed"
    return "free" if _CAPITAL_NEXT.match(text, word.end()) else "alone"


def _short_quote(text: str, opening: re.Match[str]) -> bool:
    """Tell whether a quotation mark opens a name, not a sentence."""
    return opening.start() > 0 and _QUOTED_NAME.match(text, opening.start()) is not None


def _is_no_name(low: str, language: str) -> bool:
    from polnews.words import stop_words

    return low in word_list(language) or low in word_list("any") or low in stop_words(language)


@lru_cache(maxsize=16384)
def _is_name(word: str, language: str, place: Place) -> bool:
    low = word.lower()
    if len(word) < 3 or _is_no_name(low, language):
        return False
    if place == "shouted":
        return not is_common(word.capitalize(), language) and (
            low in places(language) or not _known(low, language)
        )
    if word.isupper():
        return len(word) >= _SHORTEST_ACRONYM
    if low in places(language) or _inner_capital(word):
        return True
    if place == "opening":
        return language == "en" and not is_common(word, "en")
    if language == "de":
        return _is_german_name(word, place)
    if (place == "alone" and language == "en") or (place in ("alone", "free") and language == "bg"):
        return True  # inside a sentence English and Bulgarian write nothing else with a capital
    return place == "joined" or not is_common(word, language) or is_institution_word(word, language)


def _known(low: str, language: str) -> bool:
    from polnews.words import is_known

    return is_known(low, language)


def _is_german_name(word: str, place: Place) -> bool:
    """German nouns have capitals too: a name is what English writes so as well, or what looks like no noun."""
    if is_name_elsewhere(word) or not is_common(word, "de") or is_compound_body(word):
        return True
    if place == "joined" and not (is_written(word) and inflects(word)):
        return True
    if place == "apposed" and not is_written(word):
        return True  # "Firma Fjordkode": what looks like a compound is a name beside its kind
    return place in ("free", "alone", "apposed") and not inflects(word)


def _inner_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])


@lru_cache(maxsize=16384)
def renders(there: str, name: str, source: str, target: str) -> bool:
    """Tell whether a word of the translation stands for a word of a name.

    >>> renders("Defence", "Verteidigungsministeriums", "de", "en"), renders("Finance", "Difesa", "it", "en")
    (True, False)
    """
    from polnews.mentions.names import name_score, transliterate

    one, two = transliterate(name).lower(), transliterate(there).lower()
    if _share_beginning(one, two):
        return True
    if there[0].isupper() and len(there) > 2 and name_score(name, there) >= ALIKE:
        return True
    if there in acronym_forms(name, source, target):
        return True
    low = there.lower()
    forms = (*concept_forms(name, source, target), *place_forms(name, source, target))
    return any(low.startswith(form) or _in_compound(form, low, target) for form in forms)


def _in_compound(form: str, low: str, language: str) -> bool:
    """Tell whether a word holds another: Ministerrat, вицепрезидент."""
    if language == "de":
        return (len(form) > 3 and form in low) or low.endswith((form, form + "s", form + "es"))
    return len(form) > 4 and form in low


def _share_beginning(one: str, two: str) -> bool:
    """Tell whether two words begin alike for most of their length, as a name and its adjective do."""
    short, long = sorted((len(one), len(two)))
    shared = next((at for at in range(short) if one[at] != two[at]), short)
    if one == two or (short >= 3 and short * 3 >= long * 2 and (one in two or two in one)):
        return True
    return shared >= 4 and (shared >= 0.6 * long or (shared >= 0.66 * short and shared >= 0.5 * long))
