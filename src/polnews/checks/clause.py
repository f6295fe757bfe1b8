"""Clauses: a part of the original that the translation leaves out."""

import math
import re
from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.languages import base_language

__all__ = ["check_clause", "expected_ratio"]

# Natural logarithm of how much longer than English a language writes the same: the mean over every second
# development article (288 rows) and over 140 lines of NTREX-128 (human translations of news), half each.
_LONGER = {"en": 0.0, "bg": 0.05, "de": 0.12, "it": 0.11, "pt": 0.07}

# Spread of log(length of translation / length of source) about what is expected, by length of the source in
# characters: the standard deviation on NTREX lines 1500-1639, all twenty directions. Short lines vary more.
_SPREAD = ((60, 0.22), (100, 0.175), (150, 0.16), (220, 0.15), (10_000, 0.135))

# Shorter sources are headlines and quotes, whose lengths tell nothing.
_SHORTEST = 40

# Spreads below the expected length at which a part is missing for sure, and at which fewer clauses must say so too.
# Of (2.2, 1.35) to (2.8, 1.8), tried on every second article and NTREX lines 1500-1639: at (2.6, 1.6) 80 to 97 % of
# dropped clauses are found with at most 2 % false alarms in each pair.
_SURE = 2.6
_LIKELY = 1.6

_CLAUSE_END = re.compile(r"[,;:–—]\s|[.!?]\s")


def expected_ratio(source: str, target: str) -> float | None:
    """Return how many characters a translation has for each of its source; None for languages never measured.

    >>> round(expected_ratio("en", "it"), 2), expected_ratio("en", "fi")
    (1.12, None)
    """
    pair = base_language(source), base_language(target)
    if any(language not in _LONGER for language in pair):
        return None
    return math.exp(_LONGER[pair[1]] - _LONGER[pair[0]])


def check_clause(translated: Translated) -> Iterator[Check]:
    """Find translations from which a clause is missing, by length and by what it held."""
    expected = expected_ratio(translated.source_language, translated.target_language)
    if expected is None or len(translated.source) < _SHORTEST or translated.cut:
        return
    short = _shortfall(translated, expected)
    if short >= _SURE or (short >= _LIKELY and _fewer_clauses(translated)):
        share = round(100 * (1 - len(translated.target) / (expected * len(translated.source))))
        yield Check(
            "clause",
            "severe",
            f"A part seems to be missing: {share} % shorter than the original leads to expect.",
        )


def _shortfall(translated: Translated, expected: float) -> float:
    """Return by how many spreads the translation is shorter than expected."""
    spread = next(
        spread for length, spread in _SPREAD if len(translated.source) < length or length == _SPREAD[-1][0]
    )
    return -math.log(max(1, len(translated.target)) / (expected * len(translated.source))) / spread


def _fewer_clauses(translated: Translated) -> bool:
    return len(_CLAUSE_END.findall(translated.target)) < len(_CLAUSE_END.findall(translated.source))
