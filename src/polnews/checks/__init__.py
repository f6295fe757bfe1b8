"""What the reader must know about a translated segment. One file per check."""

from collections.abc import Callable, Iterable, Iterator

from polnews.checks.added_names import check_added_names
from polnews.checks.addresses import check_addresses
from polnews.checks.base import Check, Severity, Translated
from polnews.checks.clause import check_clause
from polnews.checks.copied import check_copied
from polnews.checks.countries import check_countries
from polnews.checks.language import check_language
from polnews.checks.leftovers import check_leftovers
from polnews.checks.length import check_length
from polnews.checks.names import check_names
from polnews.checks.negation import check_negation
from polnews.checks.numbers import check_numbers
from polnews.checks.person import check_person
from polnews.checks.repetition import check_repetition
from polnews.checks.trust import check_trust

__all__ = ["Check", "Severity", "Translated", "run_checks", "weight"]

_CHECKS: tuple[Callable[[Translated], Iterator[Check]], ...] = (
    check_language,
    check_repetition,
    check_leftovers,
    check_length,
    check_numbers,
    check_addresses,
    check_negation,
    check_clause,
    check_person,
    check_names,
    check_added_names,
    check_countries,
    check_trust,
)
_WEIGHTS = {"severe": 10.0, "warning": 2.0, "note": 0.0}
# Findings that say the whole line is worthless weigh as much as any number of details.
_WORTHLESS = {
    "untranslated": 90.0,
    "language": 60.0,
    "repeated": 40.0,
    "cut": 20.0,
    "length": 20.0,
    "clause": 10.0,
}
_ORDER: tuple[Severity, ...] = ("severe", "warning", "note")


def run_checks(translated: Translated) -> tuple[Check, ...]:
    """Return what the reader must know about one translated segment, worst first.

    >>> copied = Translated("Die Frist endet.", "de", "Die Frist endet.", "en", "fake")
    >>> [check.code for check in run_checks(copied)]
    ['untranslated']
    """
    found = list(check_copied(translated))
    if not found:  # a copy needs no further comment
        found = [finding for check in _CHECKS for finding in check(translated)]
    return tuple(sorted(found, key=lambda check: _ORDER.index(check.severity)))


def weight(checks: Iterable[Check]) -> float:
    """Return how bad findings are together, to choose between translations by; 0 is faultless.

    >>> weight([Check("number", "severe", "3 of the original is missing.")])
    10.0
    """
    return sum(_WEIGHTS[check.severity] + _WORTHLESS.get(check.code, 0.0) for check in checks)
