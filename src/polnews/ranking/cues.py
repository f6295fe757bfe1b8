"""Words that tell what a sentence does: decide, oblige, plan, report, react, look back.

Small lists for the five first-class languages, in `cues.json`: general vocabulary of policy news, written
from the languages' own words; no names. A language without lists has no cues.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from polnews.languages import base_language
from polnews.words import lemma

__all__ = ["CUES", "cue_words", "cues_of", "pair_cues"]

# Stems shorter than this are not looked for; the lists have none.
_SHORTEST = 2

_Affixes = Mapping[str, list[tuple[str, frozenset[str]]]]

# Distinct words kept with their cues, as for lemmas.
_WORDS_KEPT = 16_384


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[str, str]]:
    text = files("polnews.ranking").joinpath("cues.json").read_text(encoding="utf-8")
    lists: Mapping[str, Mapping[str, str]] = json.loads(text)["cues"]
    return lists


TIME = "time"
"""Kind of the words that name a stretch or point of time; they serve "deadline" and are no feature
themselves."""

CUES: Mapping[str, str] = {
    "decision": "something is decided, agreed, signed, refused",
    "agreement": "treaties, contracts, partnerships and their signing",
    "rule": "obligation, limit, exception",
    "plan": "what is to come or is intended",
    "deadline": "a limit in time, followed closely by the time",
    "next": "the procedure: readings, appeals, talks, hearings",
    "say": "verbs of saying",
    "source": "estimates and who makes them",
    "react": "critics, unions, opposition and what they do",
    "effect": "what changes, and for whom",
    "currency": "names of currencies",
    "cost": "prices, funds, taxes, payments",
    "scale": "millions and billions",
    "background": "looking back",
    "technical": "measures and equipment",
    "office": "offices and professions of people quoted",
    "detail": "additions and restrictions",
}
"""Kinds of cue with what they are about; each has a list in all five first-class languages."""


@lru_cache(maxsize=16)
def _entries(language: str) -> Mapping[str, frozenset[str]]:
    entries: dict[str, set[str]] = {}
    for kind, lists in _lists().items():
        for entry in lists.get(language, "").split():
            entries.setdefault(entry, set()).add(kind)
    return {entry: frozenset(kinds) for entry, kinds in entries.items()}


@lru_cache(maxsize=_WORDS_KEPT)
def cues_of(word: str, language: str) -> frozenset[str]:
    """Return the kinds of cue a word is, empty for most words.

    Whole entries are compared with the word as written, so that an auxiliary keeps its tense: "wird" looks
    ahead, "wurde" does not. Stems are compared with its dictionary form too.

    Args:
        word: A word as written.
        language: Language without region, e.g. "pt".

    >>> sorted(cues_of("genehmigte", "de")), sorted(cues_of("cheese", "en"))
    (['decision'], [])
    """
    lower = word.lower()
    return (
        _entries(language).get(lower, frozenset())
        | _stems(lower, language)
        | _stems(lemma(word, language), language)
    )


def _stems(word: str, language: str) -> frozenset[str]:
    beginnings, ends = _affixes(language)
    kinds = [kinds for stem, kinds in beginnings.get(word[:_SHORTEST], ()) if word.startswith(stem)]
    kinds += [kinds for stem, kinds in ends.get(word[-_SHORTEST:], ()) if word.endswith(stem)]
    return frozenset[str]().union(*kinds)


@lru_cache(maxsize=16)
def _affixes(language: str) -> tuple[_Affixes, _Affixes]:
    """Return how words of a kind begin and how they end, by the letters nearest the edge: most words have none."""
    beginnings: dict[str, list[tuple[str, frozenset[str]]]] = {}
    ends: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for entry, kinds in _entries(language).items():
        stem = entry.strip("*")
        if entry == f"{stem}*":
            beginnings.setdefault(stem[:_SHORTEST], []).append((stem, kinds))
        elif entry == f"*{stem}":
            ends.setdefault(stem[-_SHORTEST:], []).append((stem, kinds))
    return beginnings, ends


def pair_cues(word: str, following: str, language: str) -> frozenset[str]:
    """Return the kinds of cue two neighbouring words are together.

    >>> sorted(pair_cues("are", "to", "en"))
    ['plan']
    """
    return _entries(language).get(f"{word}_{following}".lower(), frozenset())


def cue_words(kind: str, language: str) -> frozenset[str]:
    """Return the whole words (not the stems) of one kind of cue in one language.

    >>> "previously" in cue_words("background", "en"), "вече" in cue_words("background", "bg")
    (False, True)
    """
    entries = _lists().get(kind, {}).get(base_language(language), "").split()
    return frozenset(entry for entry in entries if entry.isalpha())
