"""Values of dates: what a day, month or season without a year means beside a reference date."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from polnews.mentions.values import Precision

__all__ = [
    "Part",
    "Reading",
    "day",
    "deictic",
    "month_of",
    "offset_days",
    "quarter_of",
    "season_of",
    "weekday",
]

Part = Literal["start", "mid", "end"]
# The month in the middle of each season, on the northern half of the earth.
_SEASON_MONTHS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date expression means: its value, or None, and its form without a reference."""

    value: str | None
    form: str
    precision: Precision
    relative: bool = False
    part: Part | None = None


def _valid(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def day(
    year: int | None,
    month: int,
    number: int,
    weekday_number: int | None,
    reference: dt.date | None,
    *,
    future: bool = False,
) -> Reading | None:
    """Return a day of a month.

    Without a year it is the one nearest to the reference, the weekday agreeing where one is given.
    With `future`, the first such day from the reference on.

    >>> day(None, 2, 3, None, dt.date(2025, 1, 20)).value
    '2025-02-03'
    """
    form = f"{'XXXX' if year is None else f'{year:04}'}-{month:02}-{number:02}"
    if _valid(year if year is not None else 2024, month, number) is None:
        return None
    if year is not None:
        return Reading(form, form, "day")
    if reference is None:
        return Reading(None, form, "day", relative=True)
    near = (_valid(reference.year + offset, month, number) for offset in (-1, 0, 1))
    candidates = [date for date in near if date is not None and (not future or date >= reference)]
    agreeing = [date for date in candidates if weekday_number in (None, date.isoweekday())]
    if not candidates:
        return Reading(None, form, "day", relative=True)
    best = min(agreeing or candidates, key=lambda date: abs((date - reference).days))
    return Reading(best.isoformat(), form, "day", relative=True)


def month_of(
    year: int | None, month: int, reference: dt.date | None, direction: int = 0, *, future: bool = False
) -> Reading:
    """Return a month.

    Without a year it is the nearest one, the last (-1) or next (+1) one, or with `future` the first from now.

    >>> month_of(None, 12, dt.date(2025, 2, 3)).value, month_of(None, 12, dt.date(2025, 2, 3), 1).value
    ('2024-12', '2025-12')
    """
    form = f"{'XXXX' if year is None else f'{year:04}'}-{month:02}"
    if year is not None:
        return Reading(form, form, "month")
    if reference is None:
        return Reading(None, form, "month", relative=True)
    return Reading(
        f"{_nearest_year(month, reference, direction, future):04}-{month:02}", form, "month", relative=True
    )


def _nearest_year(month: int, reference: dt.date, direction: int, future: bool) -> int:
    ahead = (month - reference.month) % 12
    if direction == 0 and future:
        return reference.year + (reference.month + ahead > 12)
    if direction > 0:
        return reference.year + (reference.month + (ahead or 12) > 12)
    if direction < 0:
        return reference.year - (month >= reference.month)
    if ahead < 6:
        return reference.year + (reference.month + ahead > 12)
    return reference.year - (reference.month - (12 - ahead) < 1)


def season_of(
    year: int | None, code: str, reference: dt.date | None, direction: int = 0, *, future: bool = False
) -> Reading:
    """Return a season; without a year the nearest one by its middle month.

    >>> season_of(None, "SU", dt.date(2025, 2, 3)).value
    '2025-SU'
    """
    form = f"{'XXXX' if year is None else f'{year:04}'}-{code}"
    if year is not None:
        return Reading(form, form, "season")
    if reference is None:
        return Reading(None, form, "season", relative=True)
    found = _nearest_year(_SEASON_MONTHS[code], reference, direction, future)
    return Reading(f"{found:04}-{code}", form, "season", relative=True)


def quarter_of(year: int | None, code: str, reference: dt.date | None) -> Reading:
    """Return a quarter (`Q3`) or half-year (`H1`); without a year the one of the reference's year."""
    precision: Precision = "quarter" if code[0] == "Q" else "half"
    form = f"{'XXXX' if year is None else f'{year:04}'}-{code}"
    if year is not None:
        return Reading(form, form, precision)
    value = None if reference is None else f"{reference.year:04}-{code}"
    return Reading(value, form, precision, relative=True)


def weekday(number: int, reference: dt.date | None, *, shift: str = "", future: bool = False) -> Reading:
    """Return a day named by its weekday (Monday is 1).

    Args:
        number: ISO weekday.
        reference: The day the text was written.
        shift: `L` the last before the reference, `N` the next after it, `H` the nearest; empty: see `future`.
        future: The clause speaks of what is to come: the next such day, today included; else the last,
            today included.

    >>> weekday(4, dt.date(2025, 2, 3)).value, weekday(4, dt.date(2025, 2, 3), future=True).value
    ('2025-01-30', '2025-02-06')
    """
    form = f"W{number}"
    if reference is None:
        return Reading(None, form, "day", relative=True)
    back = (reference.isoweekday() - number) % 7
    if shift == "L":
        offset = -(back or 7)
    elif shift == "N":
        offset = 7 - back
    elif shift == "H":
        offset = -back if back <= 3 else 7 - back
    else:
        offset = (7 - back) % 7 if future else -back
    return Reading((reference + dt.timedelta(offset)).isoformat(), form, "day", relative=True)


def offset_days(offset: int, reference: dt.date | None) -> Reading:
    """Return today (0), yesterday (-1) and their like."""
    form = f"{offset:+}D"
    try:
        value = None if reference is None else (reference + dt.timedelta(offset)).isoformat()
    except OverflowError:  # "vor 900000 Tagen" leaves the calendar
        value = None
    return Reading(value, form, "day", relative=True)


def deictic(unit: str, offset: int, reference: dt.date | None) -> Reading:
    """Return the day, week, month, year ... that lies `offset` of them from the reference's.

    >>> deictic("w", -1, dt.date(2025, 2, 3)).value, deictic("q", 1, dt.date(2025, 2, 3)).value
    ('2025-W05', '2025-Q2')
    """
    if unit == "t":
        return offset_days(offset, reference)
    precision = _PRECISIONS[unit]
    form = f"{offset:+}{_FORM_UNITS[unit]}"
    try:
        value = None if reference is None else _SHIFTS[unit](reference, offset)
    except (ValueError, OverflowError):  # "in 30000 Jahren" leaves the calendar
        value = None
    return Reading(value, form, precision, relative=True)


def _week(reference: dt.date, offset: int) -> str:
    year, week, _ = (reference + dt.timedelta(weeks=offset)).isocalendar()
    return f"{year:04}-W{week:02}"


def _weekend(reference: dt.date, offset: int) -> str:
    saturday = reference + dt.timedelta(6 - reference.isoweekday(), weeks=offset)
    return f"{saturday.isoformat()}/{(saturday + dt.timedelta(1)).isoformat()}"


def _month(reference: dt.date, offset: int) -> str:
    months = reference.year * 12 + reference.month - 1 + offset
    if not 12 <= months < 120_000:
        raise ValueError(months)
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _quarter(reference: dt.date, offset: int) -> str:
    quarters = reference.year * 4 + (reference.month - 1) // 3 + offset
    return f"{quarters // 4:04}-Q{quarters % 4 + 1}"


def _year(reference: dt.date, offset: int) -> str:
    if not 0 < reference.year + offset < 10_000:
        raise ValueError(offset)
    return f"{reference.year + offset:04}"


def _decade(reference: dt.date, offset: int) -> str:
    return f"{reference.year // 10 + offset:03}X"


def _century(reference: dt.date, offset: int) -> str:
    return f"{reference.year // 100 + offset:02}XX"


_PRECISIONS: dict[str, Precision] = {
    "y": "year",
    "m": "month",
    "w": "week",
    "q": "quarter",
    "K": "range",
    "e": "decade",
    "c": "century",
}
_FORM_UNITS = {"y": "Y", "m": "M", "w": "W", "q": "Q", "K": "WE", "e": "DE", "c": "CE"}
_SHIFTS = {
    "y": _year,
    "m": _month,
    "w": _week,
    "q": _quarter,
    "K": _weekend,
    "e": _decade,
    "c": _century,
}
