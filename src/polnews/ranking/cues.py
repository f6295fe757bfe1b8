"""Words that tell what a sentence does: decide, oblige, plan, report, react, look back.

Small lists for the five first-class languages, in `cues.json`: general vocabulary of policy news, written
from the languages' own words; no names. A language without lists has no cues.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from polnews.languages import base_language

__all__ = ["CUES", "cue_words", "cues_of"]

# Prefixes shorter than this are not looked for; the lists have none.
_SHORTEST_PREFIX = 2

# Distinct words kept with their cues, as for lemmas.
_WORDS_KEPT = 65_536


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[str, str]]:
    text = files("polnews.ranking").joinpath("cues.json").read_text(encoding="utf-8")
    lists: Mapping[str, Mapping[str, str]] = json.loads(text)["cues"]
    return lists


CUES = ("decision", "rule", "future", "next", "say", "source", "react", "effect", "background", "detail")
"""Kinds of cue, each with a list in all five first-class languages."""


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

    Args:
        word: A word in lower case, as written or as dictionary form.
        language: Language without region, e.g. "pt".

    >>> sorted(cues_of("genehmigte", "de")), sorted(cues_of("cheese", "en"))
    (['decision'], [])
    """
    entries = _entries(language)
    found = entries.get(word, frozenset())
    for length in range(_SHORTEST_PREFIX, len(word) + 1):
        found |= entries.get(f"{word[:length]}*", frozenset())
    return found


def cue_words(kind: str, language: str) -> frozenset[str]:
    """Return the whole words (not the stems) of one kind of cue in one language.

    >>> "previously" in cue_words("background", "en"), "вече" in cue_words("background", "bg")
    (False, True)
    """
    entries = _lists().get(kind, {}).get(base_language(language), "").split()
    return frozenset(entry for entry in entries if not entry.endswith("*"))
