"""Dates in text, with ISO 8601 values.

Absolute, without a year, and relative to the day the text was written.
"""

import datetime as dt

from polnews.mentions import date_values as dv
from polnews.mentions.date_grammar import grammar
from polnews.mentions.date_readers import READERS, join_readings
from polnews.mentions.date_scan import Hit, Scan
from polnews.mentions.date_values import Reading
from polnews.mentions.date_words import DateWords, classify, date_words
from polnews.mentions.tokens import Tokens, tokenise
from polnews.mentions.values import DateMention

__all__ = ["dates_in", "find_dates"]


def find_dates(text: str, language: str, *, reference: dt.date | None = None) -> list[DateMention]:
    """Find the dates a text names.

    Args:
        text: Plain text of any length; the time needed grows linearly.
        language: BCP 47 tag. bg, de, en, it and pt have every rule; other languages get dates in figures,
            CLDR's month and weekday names, and years.
        reference: The day the text was written. Relative dates are resolved against it, and have the value
            None without it.

    Returns:
        Mentions in reading order, disjoint.

    >>> [(d.text, d.value) for d in find_dates("Ab dem 3. Februar 2025, bis Ende 2027.", "de")]
    [('3. Februar 2025', '2025-02-03'), ('Ende 2027', '2027')]
    >>> find_dates("днес", "bg", reference=dt.date(2025, 2, 3))[0].value
    '2025-02-03'
    """
    return dates_in(tokenise(text, language), reference)[0]


def dates_in(tokens: Tokens, reference: dt.date | None) -> tuple[list[DateMention], list[tuple[int, int]]]:
    """Find dates in tokens; also return the token ranges they fill."""
    lexis = date_words(tokens.language)
    letters = classify(tokens, lexis)
    found = []
    for match in grammar(tokens.language).finditer(letters):
        scan = Scan(tokens, letters, lexis, reference, match.start(), match.end())
        found += READERS[match.lastgroup or ""](scan)
    joined = _join_ranges(found, tokens, letters, lexis, reference)
    return [_mention(hit, tokens) for hit in joined], [(hit.first, hit.last) for hit in joined]


def _join_ranges(
    hits: list[Hit], tokens: Tokens, letters: str, lexis: DateWords, reference: dt.date | None
) -> list[Hit]:
    joined: list[Hit] = []
    for hit in hits:
        left = joined[-1] if joined else None
        if left is not None and _spans_range(left, hit, tokens, letters, lexis):
            joined[-1] = Hit(
                left.first, hit.last, join_readings(_same_year(left, hit, reference), hit.reading)
            )
        else:
            joined.append(hit)
    return joined


def _same_year(left: Hit, right: Hit, reference: dt.date | None) -> Reading:
    """Give a left month without a year the year of the right one: "Januar bis März 2025"."""
    if left.month is None or right.reading.relative or right.reading.precision != "month":
        return left.reading
    return dv.month_of(int(right.reading.form[:4]), left.month, reference)


def _spans_range(left: Hit, right: Hit, tokens: Tokens, letters: str, lexis: DateWords) -> bool:
    gap = range(left.last, right.first)
    if (
        not 1 <= len(gap) <= 3
        or left.reading.precision == "range"
        or right.reading.precision != left.reading.precision
    ):
        return False
    if not all(letters[index] in "z-f&p" or tokens.lows[index] in lexis.links for index in gap):
        return False
    lead = tokens.lows[gap[0]]
    opened = _opened(left, tokens, lexis)
    if letters[gap[0]] == "-":
        return True
    if lead in lexis.links:
        return (letters[gap[0]] == "z" and left.reading.precision != "year") or bool(opened)
    return letters[gap[0]] == "&" and opened in lexis.betweens


def _opened(left: Hit, tokens: Tokens, lexis: DateWords) -> str:
    """Return the "from" or "between" that stands up to two words before the left end, or nothing."""
    before = tokens.lows[max(0, left.first - 2) : left.first]
    return next((low for low in reversed(before) if low in lexis.starts), "")


def _mention(hit: Hit, tokens: Tokens) -> DateMention:
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    reading = hit.reading
    return DateMention(
        start,
        end,
        tokens.source[start:end],
        reading.value,
        reading.precision,
        reading.relative,
        reading.form,
        reading.part,
    )
