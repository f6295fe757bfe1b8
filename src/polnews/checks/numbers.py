"""Numbers, dates and amounts: every figure of the original must be found again, by value, and no other.

1.234,5 and 1,234.5, "elf" and 11, 13 Uhr and 1 p.m., Mrd. and billion are the same value.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from polnews.checks.base import Check, Translated
from polnews.checks.figures import Figure, figures

__all__ = ["check_numbers", "unexplained"]

_CURRENCY_LENGTH = 3
_SCALES = (Decimal(1000), Decimal(1_000_000), Decimal(1_000_000_000))
_RELATIVE = re.compile(
    r"[+-]\d+[DWMY]|W[1-7]|XXXX-\d\d(?:-\d\d)?"
)  # forms of dates, as `mentions` gives them
_MULTIPLES = (10, 100)  # "two decades" are twenty years


def check_numbers(translated: Translated) -> Iterator[Check]:
    """Find numbers, dates and currencies that changed, vanished or appeared."""
    ours = figures(translated.source, translated.source_language)
    theirs = figures(translated.target, translated.target_language)
    lost, added = unexplained(ours, theirs), unexplained(theirs, ours)
    yield from _changes(lost, added)
    if not lost and not added:
        yield from _changed_words(ours, theirs)
    yield from _changed_names(ours, theirs) or _changed_days(ours, theirs) or _lost_months(ours, theirs)
    yield from _changed_currency(ours, theirs)


def _changes(lost: Sequence[Figure], added: Sequence[Figure]) -> Iterator[Check]:
    """Pair what vanished with what appeared: one finding each."""
    for index in range(max(len(lost), len(added))):
        ours = lost[index] if index < len(lost) else None
        theirs = added[index] if index < len(added) else None
        yield Check(
            "number",
            "severe",
            _message(ours, theirs),
            source=ours.span if ours else None,
            target=theirs.span if theirs else None,
        )


def _message(ours: Figure | None, theirs: Figure | None) -> str:
    if theirs is None:
        return f"{ours.text if ours else ''} of the original is missing."
    if ours is None:
        return f"The translation says {theirs.text}, which is not in the original."
    return f"The original says {ours.text}, the translation {theirs.text}."


def unexplained(figures_here: Sequence[Figure], figures_there: Sequence[Figure]) -> list[Figure]:
    """Return figures in digits here whose value stands nowhere there, in digits or words.

    >>> from polnews.checks.figures import figures
    >>> [f.text for f in unexplained(figures("Elf von 40", "de"), figures("11 of 50", "en"))]
    ['40']
    """
    there = (
        _values(figures_there) | _elided(figures_there, figures_here) | _elided(figures_here, figures_there)
    )
    return [figure for figure in figures_here if figure.in_digits and not figure.is_among(there)]


def _elided(short: Sequence[Figure], full: Sequence[Figure]) -> frozenset[Decimal]:
    """Return values said once with "million" and once without, as in "5.2 million, of which 3.1"."""
    there, whole = _values(full), _values(short)
    found = set()
    for scale in _SCALES:
        if any(value >= scale for value in whole):
            bare = (value for value in whole if value < _SCALES[0])
            alike = {value for value in bare if value * scale in there and value * scale not in whole}
            found |= alike | {value * scale for value in alike}
    return frozenset(found)


def _values(figures_there: Sequence[Figure]) -> frozenset[Decimal]:
    return frozenset(value for figure in figures_there for value in figure.values)


def _changed_words(ours: Sequence[Figure], theirs: Sequence[Figure]) -> Iterator[Check]:
    """Numbers in words: only when one vanished and another appeared, since such words have other uses."""
    lost, added = _unmatched_words(ours, theirs), _unmatched_words(theirs, ours)
    if lost and added and not _same_span_of_time(lost[0], added[0]):
        yield from _changes(lost[:1], added[:1])


def _same_span_of_time(ours: Figure, theirs: Figure) -> bool:
    one, two = sorted((ours.values[0], theirs.values[0]))
    return any(one * multiple == two for multiple in _MULTIPLES)


def _unmatched_words(here: Sequence[Figure], there: Sequence[Figure]) -> list[Figure]:
    values = _values(there)
    return [f for f in here if not f.in_digits and f.kind not in ("date", "time") and not f.is_among(values)]


def _changed_names(ours: Sequence[Figure], theirs: Sequence[Figure]) -> list[Check]:
    """A month or day of the week that became another one."""
    found = []
    for kind in ("months", "weekdays"):
        here = {value: figure for figure in ours for value in getattr(figure, kind)}
        there = {value: figure for figure in theirs for value in getattr(figure, kind)}
        lost = [figure for value, figure in here.items() if value not in there]
        added = [figure for value, figure in there.items() if value not in here]
        if lost and added:
            found.append(_swapped(lost[0], added[0]))
    return found


def _lost_months(ours: Sequence[Figure], theirs: Sequence[Figure]) -> list[Check]:
    """A month that is only missing: "early 2025" for "febbraio 2025"."""
    there = {month for figure in theirs for month in figure.months}
    lost = next((figure for figure in ours if set(figure.months) - there), None)
    if lost is None:
        return []
    message = f"The translation does not seem to say the month of “{lost.text}”."
    return [Check("date", "warning", message, source=lost.span)]


def _changed_days(ours: Sequence[Figure], theirs: Sequence[Figure]) -> list[Check]:
    """A time told from the day of writing that became another: "yesterday", "on Friday", "in March"."""
    here = {figure.unit: figure for figure in ours if _RELATIVE.fullmatch(figure.unit or "")}
    there = {figure.unit: figure for figure in theirs if _RELATIVE.fullmatch(figure.unit or "")}
    lost = [figure for form, figure in here.items() if form not in there]
    added = [figure for form, figure in there.items() if form not in here]
    return [_swapped(lost[0], added[0])] if lost and added else []


def _swapped(ours: Figure, theirs: Figure) -> Check:
    message = f"The original says {ours.text}, the translation {theirs.text}."
    return Check("date", "severe", message, source=ours.span, target=theirs.span)


def _changed_currency(ours: Sequence[Figure], theirs: Sequence[Figure]) -> Iterator[Check]:
    here = {figure.unit: figure for figure in ours if figure.kind == "money"}
    there = {figure.unit: figure for figure in theirs if figure.kind == "money"}
    lost = [unit for unit in here if unit not in there]
    added = [unit for unit in there if unit not in here]
    if lost and added and all(len(unit or "") == _CURRENCY_LENGTH for unit in (lost[0], added[0])):
        message = f"The original says {lost[0]}, the translation {added[0]}."
        yield Check("currency", "severe", message, source=here[lost[0]].span, target=there[added[0]].span)
