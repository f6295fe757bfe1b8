"""Numbers in text: money, percentages, measures, counts, times of day, ordinals and legal references."""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from polnews.mentions.dates import dates_in
from polnews.mentions.lexicon import listed, section, words
from polnews.mentions.number_kinds import (
    DASHES,
    ORDINAL,
    Found,
    counted_noun,
    read_clock,
    read_legal,
    read_ordinal,
)
from polnews.mentions.number_scan import Number, number_at, starts_number
from polnews.mentions.numerals import small_number_words, word_value
from polnews.mentions.tokens import Tokens, tokenise
from polnews.mentions.units import Unit, unit_at
from polnews.mentions.values import AmountMention

__all__ = ["amounts_in", "find_amounts"]

_QUALIFIERS: tuple[Literal["min", "max", "over", "under", "about"], ...] = (
    "min",
    "max",
    "over",
    "under",
    "about",
)


def find_amounts(text: str, language: str) -> list[AmountMention]:
    """Find the numbers in a text, except those that are part of a date.

    Args:
        text: Plain text of any length; the time needed grows linearly.
        language: BCP 47 tag. bg, de, en, it and pt have number, scale and unit words; other languages get
            numbers in digits, read as 1.234,5.

    Returns:
        Mentions in reading order, disjoint. "One" and "a" are left out, because most languages write them
        alike.

    >>> [(a.text, a.value, a.unit) for a in find_amounts("Elf Schiffe für bis zu 1,2 Mrd. Euro", "de")]
    [('Elf', Decimal('11'), 'schiffe'), ('1,2 Mrd. Euro', Decimal('1200000000'), 'EUR')]
    >>> find_amounts("с 2,5 процентни пункта", "bg")[0].unit
    'percentage-point'
    """
    tokens = tokenise(text, language)
    return amounts_in(tokens, dates_in(tokens, None)[1])


def amounts_in(tokens: Tokens, dates: Collection[tuple[int, int]]) -> list[AmountMention]:
    """Find the amounts among tokens that are not inside one of the token ranges `dates`."""
    taken = {index for first, last in dates for index in range(first, last)}
    found: list[Found] = []
    index = 0
    while index < len(tokens):
        hit = None
        if index not in taken and _starts(tokens, index):
            hit = _read(tokens, index, taken, found[-1] if found else None)
        if hit is None:
            index += 1
        else:
            found.append(hit)
            index = hit.last
    return [_mention(tokens, hit) for hit in _share_units(tokens, found)]


def _starts(tokens: Tokens, index: int) -> bool:
    return starts_number(tokens, index) or _measure_word(tokens.lows[index], tokens.language) is not None


def _read(tokens: Tokens, index: int, taken: Collection[int], before: Found | None) -> Found | None:
    if tokens.texts[index][0].isdigit():
        special = (
            read_clock(tokens, index) or read_legal(tokens, index, before) or read_ordinal(tokens, index)
        )
        if special is not None:
            return special if special.value >= 0 else None
    elif (measure := _measure_word(tokens.lows[index], tokens.language)) is not None:
        return Found(index, index + 1, Decimal(measure[0]), measure[1], "measure")
    number = number_at(tokens, index)
    if number is None or any(at in taken for at in range(index, number.last)):
        return None
    hit = _with_unit(tokens, index, number, before.last if before else 0)
    return hit and _range(tokens, hit, taken)


def _with_unit(tokens: Tokens, index: int, number: Number, free: int) -> Found | None:
    """Add the unit behind or before a number; tokens before `free` belong to the amount before."""
    first, last, value = index, number.last, number.value
    if (
        index > free
        and tokens.texts[index - 1] in DASHES
        and tokens.glued(index)
        and not tokens.glued(index - 1)
    ) or (index > free and _says_minus(tokens, index - 1, last)):
        first, value = index - 1, -value
    found = _unit_behind(tokens, last, scaled=number.scale >= 1_000_000)
    if found is None:
        front = _unit_before(tokens, first, free)
        if front is not None:
            unit, first = front
            return Found(first, last, value, unit.code, unit.kind, scale=number.scale, base=number.base)
        if tokens.glued(last) and tokens.texts[last][0].isalpha() and number.scale == 1:
            return None  # 5G, 4x4
        return Found(
            first, last, value, _counted(tokens, last, number), "count", scale=number.scale, base=number.base
        )
    unit, last = found
    if unit.scale is not None:
        value *= unit.scale
    return Found(first, last, value, unit.code, unit.kind, scale=number.scale, base=number.base)


def _says_minus(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a word makes the number behind it negative: "minus"; "meno" and "menos" only before degrees."""
    if tokens.lows[at] in ("meno", "menos"):
        found = unit_at(tokens, last)
        return found is not None and found[0].code == "°C"
    return tokens.lows[at] in ("minus", "минус")


def _counted(tokens: Tokens, index: int, number: Number) -> str | None:
    """Return the counted noun; millions count one only over "di" or "de" in Italian and Portuguese."""
    if number.scale < 1_000_000 or tokens.language not in ("it", "pt"):
        return counted_noun(tokens, index)
    linked = tokens.lows[index : index + 1] in (["di"], ["de"], ["d'"], ["d’"])
    return counted_noun(tokens, index + 1) if linked else None


def _unit_behind(tokens: Tokens, index: int, *, scaled: bool) -> tuple[Unit, int] | None:
    linked = scaled and tokens.lows[index : index + 1] in (["di"], ["de"], ["d'"], ["d’"])
    found = unit_at(tokens, index + 1 if linked else index)
    if found is None:
        return _hyphenated(tokens, index)
    unit, last = found
    single = last == index + 1 and tokens.texts[index] not in ("%", "€", "$", "£")
    dotted = single and len(tokens.texts[index]) < 4 and tokens.texts[last : last + 1] == ["."]
    goes_on = dotted and last + 1 < len(tokens) and not tokens.texts[last + 1][0].isupper()
    return unit, last + goes_on


def _hyphenated(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """Read the unit of "a 90-day deadline", "die 5-Prozent-Hürde" and "24-часов"."""
    if not tokens.glued(index) or tokens.texts[index] not in DASHES or not tokens.glued(index + 1):
        return None
    head, _, _ = tokens.lows[index + 1].partition("-")
    found = unit_at(tokenise(head, tokens.language), 0)
    if found is not None:
        return found[0], index + 2
    code = next((code for stem, code in _adjective_stems(tokens.language) if head.startswith(stem)), None)
    return None if code is None else (Unit("measure", code), index + 2)


@lru_cache(maxsize=16)
def _adjective_stems(language: str) -> tuple[tuple[str, str], ...]:
    """Return the stems of -jährig, -monatig, -годишен and the unit each stands for."""
    stems = section(language, "amount").get("adjective_stems", {})
    return tuple((stem, code) for code, entry in stems.items() for stem in listed(entry))


@lru_cache(maxsize=4096)
def _measure_word(low: str, language: str) -> tuple[int, str] | None:
    """Read a number and a unit in one word: five-year, sechsmonatig, двугодишен."""
    if language == "en":
        head, _, tail = low.partition("-")
        found = unit_at(tokenise(tail, "en"), 0) if tail and word_value(head, "en") else None
        return None if found is None or head in ("one", "a") else (word_value(head, "en") or 0, found[0].code)
    for stem, code in _adjective_stems(language):
        at = low.find(stem)
        if at > 1:
            value = _prefix_values(language).get(low[:at])
            return None if value is None else (value, code)
    return None


@lru_cache(maxsize=16)
def _prefix_values(language: str) -> dict[str, int]:
    values = {word: value for word, value in small_number_words(language).items() if value > 1}
    prefixes: dict[str, int] = section(language, "amount").get("prefixes", {})
    return values | prefixes


def _unit_before(tokens: Tokens, index: int, free: int) -> tuple[Unit, int] | None:
    """Read a currency sign or code before a number: € 5, EUR 412, US$3."""
    for length in (2, 1):
        if index - length >= free and (found := unit_at(tokens, index - length)) is not None:
            unit, last = found
            text = tokens.texts[index - 1]
            sign = not text[-1].isalpha() or (text.isupper() and len(text) == 3)
            if unit.kind == "money" and last == index and sign:
                return unit, index - length
    return None


def _range(tokens: Tokens, hit: Found, taken: Collection[int]) -> Found:
    """Join "10 bis 12 Prozent", "between 4 and 6", "5–7 %" into one amount with an upper end."""
    at = _link(tokens, hit)
    if at is None or at >= len(tokens) or at in taken or not starts_number(tokens, at):
        return hit
    number = number_at(tokens, at)
    if number is None or ORDINAL.match(tokens.lows[at]) or tokens.texts[hit.last - 1] == ":":
        return hit
    upper = _with_unit(tokens, at, number, at)
    if upper is None:
        return hit
    inherits = (hit.kind == "count" and hit.last == hit.first + 1) or (
        hit.kind == upper.kind and hit.unit == upper.unit
    )
    if hit.kind == "money" and upper.kind == "count" and tokens.texts[hit.last] in DASHES:  # €5-7bn
        upper = replace(upper, unit=hit.unit, kind="money")
        inherits = True
    lower = hit.value
    if hit.scale == 1 and upper.scale > 1 and hit.base is not None and upper.base is not None:
        lower = hit.value * upper.scale if hit.base < upper.base * 1000 and hit.value < 1000 else lower
    if not inherits or lower >= upper.value:
        return hit
    return replace(upper, first=hit.first, value=lower, upper=upper.value)


def _link(tokens: Tokens, hit: Found) -> int | None:
    """Return the token after the word or dash that opens the upper end of a range."""
    if hit.last >= len(tokens):
        return None
    low = tokens.lows[hit.last]
    if tokens.texts[hit.last] in DASHES or low in words(tokens.language, "amount", "range_to"):
        return hit.last + 1
    opened = any(
        tokens.lows[at] in words(tokens.language, "amount", "range_from")
        for at in range(max(0, hit.first - 2), hit.first)
    )
    if not opened or low not in words(tokens.language, "amount", "range_and"):
        return None
    article = tokens.lows[hit.last + 1 : hit.last + 2] and tokens.lows[hit.last + 1] in words(
        tokens.language, "date", "fill"
    )
    return hit.last + 1 + bool(article)


def _share_units(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Give the first number of "3 and 4.1 percent" the unit of the second."""
    shared = _share_forward(tokens, found)
    passed_on = False
    for at in range(len(shared) - 2, -1, -1):
        left, right = shared[at], shared[at + 1]
        gap = tokens.lows[left.last : right.first]
        listed = _joins(tokens.language, gap, passed_on=passed_on)
        joint = right.kind in ("percent", "points", "money") and starts_number(tokens, right.first)
        passed_on = left.kind == "count" and left.unit is None and listed and joint
        if passed_on:
            scale = right.scale if left.scale == 1 else Decimal(1)
            shared[at] = replace(left, unit=right.unit, kind=right.kind, value=left.value * scale)
    return shared


def _joins(language: str, gap: list[str], *, passed_on: bool) -> bool:
    """Whether the words between two numbers make the first one share the unit of the second."""
    if not gap or len(gap) > 2 or (len(gap) == 2 and gap[1] not in words(language, "date", "fill")):
        return False
    return gap[0] in (*words(language, "amount", "list"), *words(language, "amount", "change")) or (
        passed_on and gap == [","]
    )


def _share_forward(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Give "by 85 million euros to 1.02 billion" the euros at its second number.

    It stands in the same sentence.
    """
    shared = list(found)
    for at in range(1, len(shared)):
        left, right = shared[at - 1], shared[at]
        bare = right.kind == "count" and right.unit is None and right.scale >= 1_000_000
        near = right.first - left.last < 20 and not any(
            tokens.texts[index] in (".", ";") for index in range(left.last, right.first)
        )
        if bare and near and left.kind == "money":
            shared[at] = replace(right, unit=left.unit, kind="money")
    return shared


def _mention(tokens: Tokens, hit: Found) -> AmountMention:
    start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
    upper = None if hit.upper is None else _plain(hit.upper)
    return AmountMention(
        start,
        end,
        tokens.source[start:end],
        _plain(hit.value),
        hit.unit,
        hit.kind,
        upper,
        _qualifier(tokens, hit.first),
    )


def _plain(value: Decimal) -> Decimal:
    """Write 1200000000.0 as 1200000000 and 2.50 as 2.5, so that equal values print alike."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _qualifier(tokens: Tokens, first: int) -> Literal["about", "min", "max", "over", "under"] | None:
    for length in (3, 2, 1):
        phrase = " ".join(tokens.lows[max(0, first - length) : first])
        for qualifier in _QUALIFIERS:
            if phrase in words(tokens.language, "amount", qualifier):
                return qualifier
    return None
