"""What the reader must know about a translated segment. One file per check."""

from polnews.checks.base import Check, Severity, Translated
from polnews.checks.copied import check_copied
from polnews.checks.language import check_language
from polnews.checks.length import check_length
from polnews.checks.repetition import check_repetition

__all__ = ["Check", "Severity", "Translated", "run_checks"]


def run_checks(translated: Translated) -> tuple[Check, ...]:
    """Return what the reader must know about one translated segment, worst first.

    >>> [check.code for check in run_checks(Translated("Die Frist endet.", "de", "Die Frist endet.", "en", "fake"))]
    ['untranslated']
    """
    found = list(check_copied(translated))
    if not found:  # a copy needs no further comment
        for check in (check_repetition, check_length, check_language):
            found.extend(check(translated))
    order: list[Severity] = ["severe", "warning", "note"]
    return tuple(sorted(found, key=lambda check: order.index(check.severity)))
