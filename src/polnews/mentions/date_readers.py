"""One reader for each kind of date the grammar knows: from a match to values."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from polnews.mentions import date_values as dv
from polnews.mentions.date_scan import OFFSETS, Hit, Scan
from polnews.mentions.date_values import Reading
from polnews.mentions.lexicon import words
from polnews.mentions.tokens import Tokens
from polnews.mentions.units import unit_words

__all__ = ["READERS", "join_readings"]

_YEAR_SLASH = re.compile(r"(\d{4})-(\d{2})$")
_AMBIGUOUS = {
    "en": frozenset({"may", "march"}),
    "bg": frozenset(),
    "pt": frozenset(),
    "it": frozenset(),
    "de": frozenset(),
}


def _marked(reading: Reading | None, prefix: str) -> Reading | None:
    """Mark a reading whose year was itself relative: `+1Y-03` for March next year."""
    if reading is None or not prefix:
        return reading
    tail = reading.form.partition("-")[2]
    return replace(reading, form=f"{prefix}-{tail}", relative=True)


def _figures(scan: Scan) -> list[Hit]:
    text = scan.tokens.texts[scan.first]
    slashed = _YEAR_SLASH.match(text)
    if slashed and int(slashed[2]) > 12:
        return scan.hit(_year_range(int(slashed[1]), slashed[2]))
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    if len(numbers) == 2:
        return scan.hit(dv.month_of(numbers[0], numbers[1], None)) if 1 <= numbers[1] <= 12 else []
    if len(str(numbers[0])) == 4:
        year, month, number = numbers
    else:
        number, month, year = numbers
        if month > 12 and scan.tokens.language == "en":  # 02/28/2025 can only be American
            number, month = month, number
        year += 2000 if year < 50 else 1900 if year < 100 else 0
    return scan.hit(dv.day(year, month, number, None, scan.reference)) if month <= 12 else []


def _year_range(first: int, second: str) -> Reading | None:
    last = int(str(first)[: -len(second)] + second) if len(second) < 4 else int(second)
    if last < first:
        last += 100
    if not first < last <= first + 100:
        return None
    value = f"{first:04}/{last:04}"
    return Reading(value, value, "range")


def _day_values(scan: Scan) -> tuple[list[int], int]:
    month = scan.lexis.months[scan.low(scan.at("MA")[0])]
    return [scan.number(index) for index in scan.at("dOo")], month


def _one_day(scan: Scan) -> list[Hit]:
    days, month = _day_values(scan)
    weekdays = scan.at("W")
    wanted = scan.lexis.weekdays[scan.low(weekdays[0])] if weekdays else None
    year, prefix = scan.full_year()
    reference = None if prefix and year is None else scan.reference
    reading = dv.day(year, month, days[0], wanted, reference, future=scan.ahead())
    if reading is None:  # the 30th of February: the month is still right
        only_month = replace(scan, first=scan.at("MA")[0])
        return (
            only_month.hit(dv.month_of(year, month, reference))
            if scan.letters[only_month.first] == "M"
            else []
        )
    return scan.hit(_marked(reading, prefix))


def _days(scan: Scan) -> list[Hit]:
    days, month = _day_values(scan)
    year, prefix = scan.full_year()
    numbers = scan.at("dOo")
    ahead = scan.ahead()
    ends = [
        _marked(dv.day(year, month, number, None, scan.reference, future=ahead), prefix) for number in days
    ]
    if len(days) > 2 or not _is_range(scan, numbers[0], numbers[1]):
        return _listed_days(scan, numbers, ends)
    if ends[0] is None or ends[1] is None:
        return []
    first = scan.first if scan.letters[scan.first] == "W" else numbers[0]
    return scan.hit(join_readings(ends[0], ends[1]), first=first)


def _listed_days(scan: Scan, numbers: list[int], ends: list[Reading | None]) -> list[Hit]:
    """Return each day of "3., 4. und 5. Oktober" on its own; the last one has the month in its span."""
    hits = []
    for index, reading in zip(numbers, ends, strict=True):
        dotted = scan.letters[index + 1] == "."
        last = scan.last if index == numbers[-1] else index + 1 + dotted
        if reading is not None:
            hits.append(Hit(index, last, reading))
    return hits


def _is_range(scan: Scan, left: int, right: int) -> bool:
    between = range(left + 1, right)
    if any(scan.letters[index] == "-" or scan.low(index) in scan.lexis.links for index in between):
        return True
    return scan.first > 0 and any(
        scan.tokens.lows[index] in scan.lexis.betweens for index in range(max(0, left - 2), left)
    )


def join_readings(left: Reading, right: Reading) -> Reading:
    """Return the range from one date to another."""
    value = None if left.value is None or right.value is None else f"{left.value}/{right.value}"
    return Reading(value, f"{left.form}/{right.form}", "range", relative=left.relative or right.relative)


def _month(scan: Scan) -> list[Hit]:
    month = scan.lexis.months[scan.low(scan.at("MA")[0])]
    year, prefix = scan.full_year()
    if prefix and year is None:
        return scan.hit(_marked(dv.month_of(None, month, None), prefix))
    direction = 0 if prefix or year else OFFSETS.get(scan.shift(), 0)
    return scan.hit(_marked(dv.month_of(year, month, scan.reference, direction, future=scan.ahead()), prefix))


def _bare_month(scan: Scan) -> list[Hit]:
    low = scan.low(scan.first)
    doubtful = low in _AMBIGUOUS.get(scan.tokens.language, frozenset())
    if scan.after_every() or (doubtful and not scan.after_preposition()):
        return []
    month = scan.lexis.months[low]
    return scan.hit(dv.month_of(None, month, scan.reference, future=scan.ahead()), month=month)


def _part_of_month(scan: Scan) -> list[Hit]:
    month = scan.lexis.months[scan.low(scan.at("M")[0])]
    return scan.hit(dv.month_of(None, month, scan.reference, future=scan.ahead()), month=month)


def _season(scan: Scan) -> list[Hit]:
    code = scan.lexis.seasons[scan.low(scan.at("J")[0])]
    year, prefix = scan.full_year()
    if prefix and year is None:
        return scan.hit(_marked(dv.season_of(None, code, None), prefix))
    direction = 0 if prefix or year else OFFSETS.get(scan.shift(), 0)
    return scan.hit(_marked(dv.season_of(year, code, scan.reference, direction, future=scan.ahead()), prefix))


def _bare_season(scan: Scan) -> list[Hit]:
    low, tokens = scan.low(scan.first), scan.tokens
    if low in words(tokens.language, "date", "season_adverbs"):
        return _season(scan)
    before = tokens.lows[scan.first - 1] if scan.first else ""
    if scan.after_every() or not scan.after_preposition() or before in words(tokens.language, "date", "of"):
        return []  # "férias de verão" are a kind of holidays
    after = tokens.texts[scan.last] if scan.last < len(tokens) else ""
    if tokens.language == "en" and after.isalpha() and after.lower() not in scan.lexis.prepositions:
        return []  # so is a "summer recess"
    return _season(scan)


def _quarter(scan: Scan) -> list[Hit]:
    year, prefix = scan.full_year()
    short, ordinals = scan.at("Q"), scan.at("oOd")
    if not short and not ordinals:
        return scan.hit(dv.deictic("q", OFFSETS[scan.shift()], scan.reference))
    number = int(scan.low(short[0])[1]) if short else scan.number(ordinals[0])
    if not 1 <= number <= 4:
        return []
    return scan.hit(_marked(dv.quarter_of(year, f"Q{number}", scan.reference), prefix))


def _half(scan: Scan) -> list[Hit]:
    word = next(index for index in range(scan.last - 1, scan.first - 1, -1) if scan.letters[index] in "hB")
    needs_year = scan.low(word) in scan.lexis.halves
    number = scan.number(scan.at("oOd")[0])
    if (scan.letters[word] == "B" and not needs_year) or (needs_year and word == scan.last - 1) or number > 2:
        return []
    year, prefix = scan.full_year()
    return scan.hit(_marked(dv.quarter_of(year, f"H{number}", scan.reference), prefix))


def _decade(scan: Scan) -> list[Hit]:
    if scan.shift():
        return scan.hit(dv.deictic("e", OFFSETS[scan.shift()], scan.reference))
    index = next(i for i in range(scan.last - 1, scan.first - 1, -1) if scan.letters[i] in "EYndk")
    low = scan.low(index)
    digits = re.match(r"\d+", low)
    number = int(digits.group()) if digits else scan.lexis.decades.get(low, 0) * 10
    alone = scan.first == index and index + 1 == scan.last
    if number % 10 or (
        alone and (not digits or low.endswith(("er", "ern", "-те"))) and not _the_nineties(scan, low)
    ):
        return []
    if not digits and scan.tokens.language in ("it", "pt") and not scan.at("y"[: index - scan.first]):
        return []  # "vinte anos" are years that passed, "anos vinte" a decade
    if number < 100:
        number = 1900 + number if number >= 20 else 0
    if not 1000 <= number <= 2200:
        return []
    return scan.hit(Reading(f"{number // 10}X", f"{number // 10}X", "decade"))


def _the_nineties(scan: Scan, low: str) -> bool:
    return scan.tokens.language == "en" and low in scan.lexis.decades and scan.after_preposition()


def _century(scan: Scan) -> list[Hit]:
    if scan.shift():
        return scan.hit(dv.deictic("c", OFFSETS[scan.shift()], scan.reference))
    number = scan.number(scan.at("oOXdn")[0])
    value = f"{number - 1:02}XX"
    return scan.hit(Reading(value, value, "century")) if 1 <= number <= 22 else []


def _weekday_of_week(scan: Scan) -> list[Hit]:
    number = scan.lexis.weekdays[scan.low(scan.at("W")[0])]
    offset = OFFSETS[scan.shift()]
    if scan.reference is None:
        return scan.hit(Reading(None, f"{offset:+}W-W{number}", "day", relative=True))
    monday = scan.reference - dt.timedelta(scan.reference.isoweekday() - 1)
    value = (monday + dt.timedelta(number - 1, weeks=offset)).isoformat()
    return scan.hit(Reading(value, f"{offset:+}W-W{number}", "day", relative=True))


def _weekday(scan: Scan) -> list[Hit]:
    if scan.after_every():
        return []
    number = scan.lexis.weekdays[scan.low(scan.at("W")[0])]
    shift = scan.shift()
    return scan.hit(dv.weekday(number, scan.reference, shift=shift, future=not shift and scan.ahead()))


def _ago(scan: Scan) -> list[Hit]:
    return _distance(scan, -1)


def _ahead(scan: Scan) -> list[Hit]:
    if scan.tokens.language == "en" and not scan.future():
        return []  # "the first in three years" looks back
    return _distance(scan, 1)


def _distance(scan: Scan, sign: int) -> list[Hit]:
    unit = scan.at("ymwte")[-1]
    number = scan.number(scan.at("akdn")[0])
    if not number:
        return []
    if scan.letters[unit] == "e":
        return scan.hit(dv.deictic("y", sign * number * 10, scan.reference))
    return scan.hit(dv.deictic(scan.letters[unit], sign * number, scan.reference))


def _years(scan: Scan) -> list[Hit]:
    first, second = (scan.low(index) for index in scan.at("Ydn"))
    whole = len(second) == 4 or (len(second) == 2 and int(first) >= 1900)
    reading = _year_range(int(first), second) if whole and second.isdecimal() else None
    if reading is None:
        return _year(replace(scan, last=scan.first + 1))
    if not scan.after_preposition() and _counts(scan.tokens, scan.last):
        return []
    return scan.hit(reading)


def _deictic(scan: Scan) -> list[Hit]:
    named = scan.at("R")
    if named:
        return scan.hit(dv.deictic("y", scan.lexis.years[scan.low(named[0])], scan.reference))
    unit = scan.at("ymwK")[0]
    if scan.low(unit) in words(scan.tokens.language, "date", "plural"):
        return []  # "the last years" are a while, not a year
    return scan.hit(dv.deictic(scan.letters[unit], OFFSETS[scan.shift()], scan.reference))


def _weekend(scan: Scan) -> list[Hit]:
    if scan.after_every():
        return []
    past = not scan.ahead() and scan.reference is not None and scan.reference.isoweekday() < 6
    reading = dv.deictic("K", -1 if past else 0, scan.reference)
    return scan.hit(replace(reading, form="WE"))


def _part_of_now(scan: Scan) -> list[Hit]:
    return scan.hit(dv.deictic(scan.letters[scan.last - 1], 0, scan.reference))


def _year_part(scan: Scan) -> list[Hit]:
    """Read "Jahresende", which names the year it ends."""
    part = words(scan.tokens.language, "date", "year_part")
    return scan.hit(dv.deictic("y", 0, scan.reference)) if scan.low(scan.first) in part else []


def _year(scan: Scan) -> list[Hit]:
    index = scan.at("Y")[0]
    value = scan.low(index)
    named = index > scan.first or scan.last > index + 1
    if not named and not _bare_year(scan, int(value)):
        return []
    return scan.hit(Reading(value, value, "year"))


def _bare_year(scan: Scan, value: int) -> bool:
    """Whether four figures alone are a year and not a count or a reference number."""
    tokens, first, last = scan.tokens, scan.first, scan.last
    before = tokens.texts[first - 1] if first else ""
    after = tokens.texts[last] if last < len(tokens) else ""
    if (
        before in ("/", "№", "$", "€", "£", "#")
        or after in ("/", "%", "€", "$", "°")
        or (tokens.glued(last) and after[:1].isalpha())
    ):
        return False
    prepared = scan.after_preposition()
    if value % 100 == 0 and value not in (1900, 2000, 2100):
        return False  # 1,600 of something, far more often than the year
    if not 1900 <= value <= 2099 or value % 100 == 0:
        bracketed = before in ("(", "-", "–") or after in ("-", "–", ")")
        dated = before.lower() in words(tokens.language, "date", "year_prep")
        return (dated or (bracketed and value % 100 != 0)) and not _counts(tokens, last)
    return (prepared and not _is_unit(tokens, last)) or not _counts(tokens, last)


def _is_unit(tokens: Tokens, index: int) -> bool:
    return index < len(tokens) and tokens.lows[index] in unit_words(tokens.language)


def _counts(tokens: Tokens, index: int) -> bool:
    """Whether a number before token `index` would count it: a German noun, or a unit of any language."""
    if index >= len(tokens) or _is_unit(tokens, index):
        return index < len(tokens)
    return tokens.language == "de" and tokens.texts[index][0].isupper()


def _today(scan: Scan) -> list[Hit]:
    word = scan.at("r")[0]
    lows = scan.tokens.lows
    around = " " + " ".join(lows[max(0, word - 4) : word + 4]) + " "
    if any(f" {phrase} " in around for phrase in words(scan.tokens.language, "date", "vague")):
        return []
    if lows[word] == "morgen" and word and scan.letters[word - 1] == "W":
        return []
    return scan.hit(dv.offset_days(scan.lexis.days[lows[word]], scan.reference))


def _bare_day(scan: Scan) -> list[Hit]:
    number = scan.number(scan.at("d")[0])
    before = scan.tokens.lows[scan.first - 1] if scan.first else ""
    if before not in ("no", "ao", "do", "o", "até", "desde", "pelo"):
        return []
    form = f"XXXX-XX-{number:02}"
    if scan.reference is None:
        return scan.hit(Reading(None, form, "day", relative=True))
    months = (dv.deictic("m", offset, scan.reference).value or "" for offset in (-1, 0, 1))
    readings = [dv.day(int(month[:4]), int(month[5:]), number, None, None) for month in months]
    days = [dt.date.fromisoformat(reading.form) for reading in readings if reading]
    nearest = min(days, key=lambda date: abs((date - scan.reference).days)) if days else None  # type: ignore[operator]
    return scan.hit(Reading(nearest.isoformat() if nearest else None, form, "day", relative=True))


READERS: dict[str, Callable[[Scan], list[Hit]]] = {
    "figures": _figures,
    "days": _days,
    "days_after": _days,
    "day_after": _one_day,
    "day": _one_day,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "decade": _decade,
    "century": _century,
    "weekday_of_week": _weekday_of_week,
    "weekday": _weekday,
    "ago": _ago,
    "ahead": _ahead,
    "years": _years,
    "deictic": _deictic,
    "year": _year,
    "part_of_now": _part_of_now,
    "part_of_month": _part_of_month,
    "part_of_season": _season,
    "today": _today,
    "bare_weekday": _weekday,
    "bare_weekend": _weekend,
    "bare_month": _bare_month,
    "bare_season": _bare_season,
    "bare_day": _bare_day,
    "year_part": _year_part,
}
