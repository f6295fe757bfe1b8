"""Figures of a segment: every number, date and time in it, by value, so that languages can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from polnews.checks.addresses import ADDRESS
from polnews.languages import base_language
from polnews.provenance import Span

if TYPE_CHECKING:
    from polnews.mentions.values import AmountMention, DateMention

__all__ = ["Figure", "figures"]

_LEFT_OVER = re.compile(r"\d+(?:[.,'’\u00a0\u202f\u2009 ]\d{3}(?!\d))*(?:[.,]\d+)?")
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4}|XXXX|[-+]\d+Y)-(\d\d)(?!\d|-\d)")
_NUMBERS = re.compile(r"\d+")
_DECADE = re.compile(r"(\d{3})X$")
_YEARS = re.compile(r"(?<!\d)(\d\d)\d\d/(\d\d)(?!\d)")
_WEEKDAY = re.compile(r"(?<!\d-)W([1-7])(?!\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, date or time in a segment.

    Attributes:
        span: Where it stands.
        text: The exact slice.
        kind: What it is, as `mentions` calls it, "date", "decade", or "number" for digits that are none.
        values: What must be found again: the number, both ends of a range, day and year of a date. For a time
            of day or a decade its spellings, of which one is enough.
        months: 1 to 12 for each month the date names.
        weekdays: 1 (Monday) to 7 for the day of the week it names.
        unit: Currency code or unit; of a date the form `mentions` gives it.
    """

    span: Span
    text: str
    kind: str
    values: tuple[Decimal, ...]
    months: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    unit: str | None = None

    @property
    def in_digits(self) -> bool:
        """Whether it is written with digits."""
        return any(letter.isdigit() for letter in self.text)

    def is_among(self, values: frozenset[Decimal]) -> bool:
        """Whether its values are all among these; one is enough for a time or a decade."""
        found = (value in values for value in self.values)
        return any(found) if self.kind in ("time", "decade") else all(found)


# A call of `Translate` looks at each segment twice (checks, then choice between two renderings).
@lru_cache(maxsize=4096)
def figures(text: str, language: str) -> tuple[Figure, ...]:
    """Return the figures of a segment in reading order; those inside web and mail addresses are left out.

    >>> [(f.text, f.kind, *map(str, f.values)) for f in figures("Am 3. Mai 12 Prozent", "de")]
    [('3. Mai', 'date', '3'), ('12 Prozent', 'percent', '12')]
    """
    language = base_language(language)
    plain = ADDRESS.sub(lambda match: " " * len(match.group()), text)
    found = list(_mentioned(plain, language))
    found += _left_over(plain, language, found)
    return tuple(sorted(found, key=lambda figure: figure.span))


def _mentioned(text: str, language: str) -> Iterator[Figure]:
    from polnews.mentions.amounts import amounts_in
    from polnews.mentions.dates import dates_in
    from polnews.mentions.tokens import tokenise

    tokens = tokenise(text, language)
    dates, taken = dates_in(tokens, None)
    for date in dates:
        yield _date(date)
    for amount in amounts_in(tokens, taken):
        yield from _amount(amount)


def _date(date: "DateMention") -> Figure:
    days, months = _DAY.findall(date.form), _MONTH.findall(date.form)
    weekday = _WEEKDAY.search(date.form)
    return Figure(
        Span(date.start, date.end),
        date.text,
        "decade" if _DECADE.match(date.form) else "date",
        _date_values(date.form, date.text),
        months=tuple(int(month) for _, month, *_ in (*days, *months)),
        weekdays=(int(weekday[1]),) if weekday else (),
        unit=date.form,
    )


def _date_values(form: str, text: str) -> tuple[Decimal, ...]:
    """Return year and day of month. A month is left out: one language writes its number, another its name."""
    if decade := _DECADE.match(form):
        return Decimal(decade[1] + "0"), Decimal(decade[1][-1] + "0")
    if not any(letter.isdigit() for letter in text):
        return tuple(Decimal(day) for _, _, day in _DAY.findall(form))
    plain = _DAY.sub(lambda match: f" {match[1]} {match[3]} ", form)
    plain = _MONTH.sub(lambda match: f" {match[1]} ", plain)
    plain = re.sub(r"-?W[1-7]\b", " ", plain)
    # "the winter of 2023/24" has the form of one year, and its reader still looks for two
    ends = [century + end for century, end in _YEARS.findall(text)]
    return tuple(dict.fromkeys(Decimal(number) for number in (*_NUMBERS.findall(plain), *ends)))


def _amount(amount: "AmountMention") -> Iterator[Figure]:
    span = Span(amount.start, amount.end)
    values = tuple(abs(value) for value in amount.values)
    if amount.kind == "time":
        values = _hours(int(amount.value))
        if minutes := int(amount.value) % 60:
            yield Figure(span, amount.text, "count", (Decimal(minutes),))
    elif amount.kind == "legal":
        values = tuple(Decimal(number) for number in _NUMBERS.findall(amount.unit or amount.text))
    yield Figure(span, amount.text, amount.kind, values, unit=amount.unit)


def _hours(minutes: int) -> tuple[Decimal, ...]:
    """13:00 may be 13, 1 (p.m.) or 13:00 for the other language's reader."""
    hour = minutes // 60
    return tuple(dict.fromkeys(Decimal(value) for value in (hour, hour % 12, hour % 12 or 12)))


def _left_over(text: str, language: str, found: list[Figure]) -> list[Figure]:
    """Return digits in no mention: of names (5G, CO2), lists and the like."""
    from polnews.mentions.numerals import parse_digits

    taken = {place for figure in found for place in range(figure.span.start, figure.span.end)}
    return [
        Figure(Span(*match.span()), match.group(), "number", (parse_digits(match.group(), language),))
        for match in _LEFT_OVER.finditer(text)
        if match.start() not in taken
    ]
