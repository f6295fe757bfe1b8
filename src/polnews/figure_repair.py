"""Figures in the target's writing: what to protect, and how a wrong figure is put right."""

import re
from collections.abc import Iterator

from polnews.checks.base import Translated
from polnews.checks.figures import Figure, figures
from polnews.checks.numbers import unexplained
from polnews.languages import base_language
from polnews.protect import Item
from polnews.writing import write_date, write_money, write_number, write_percent

__all__ = ["corrected", "figure_items", "localised"]

_NUMERAL = re.compile(r"\d+(?:[.,'’\u00a0\u202f\u2009 ]\d{3}(?!\d))*(?:[.,]\d+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
# A number as English writes it, with groups or decimals; and as the others do.
_POINT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+")
_COMMA = re.compile(r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+,\d+|\d+")


def figure_items(text: str, source: str, target: str) -> list[Item]:
    """Return the figures of a text as items to protect, each in the target language's writing.

    >>> [item.text for item in figure_items("Am 3. Mai 2026 flossen 1,2 Mrd. Euro.", "de", "en")]
    ['3 May 2026', '1.2 billion euros']
    """
    return [
        item
        for figure in figures(text, source)
        if figure.in_digits
        for item in _items(figure, source, target)
    ]


def _items(figure: Figure, source: str, target: str) -> Iterator[Item]:
    written = _written(figure, target)
    if written is not None:
        yield Item(figure.span.start, figure.span.end, written, "date" if figure.kind == "date" else "number")
        return
    if figure.kind in (
        "time",
        "date",
        "decade",
        "legal",
    ):  # their words are the engine's; digits stay as they are
        for match in _NUMERAL.finditer(figure.text):
            yield _item(figure, match, match.group())
        return
    for match in _NUMERAL.finditer(figure.text):
        yield _item(figure, match, _rewritten(match.group(), source, target))


def _item(figure: Figure, match: re.Match[str], text: str) -> Item:
    return Item(figure.span.start + match.start(), figure.span.start + match.end(), text, "number")


def _written(figure: Figure, target: str) -> str | None:
    """Return a whole amount or date in the target's words; None where only its digits can be written."""
    if figure.kind == "date" and not figure.weekdays:
        return write_date(figure.unit or "", target)
    if len(figure.values) != 1:
        return None
    if figure.kind == "money" and _CURRENCY.fullmatch(figure.unit or ""):
        return write_money(figure.values[0], figure.unit or "", target, like=figure.text)
    if figure.kind == "percent" and figure.unit == "percent":
        return write_percent(figure.values[0], target)
    return None


def _rewritten(numeral: str, source: str, target: str) -> str:
    from polnews.mentions.numerals import parse_digits

    return write_number(parse_digits(numeral, base_language(source)), target, like=numeral)


def corrected(translated: Translated) -> tuple[str, Figure, Figure] | None:
    """Put right the one figure of a translation that differs from the source's.

    Returns:
        The new translation, the source's figure and the wrong one; None unless exactly one figure of the same
        kind vanished and one appeared.

    >>> corrected(Translated("Es kostet 412 Mio. Euro.", "de", "It costs 472 million euros.", "en", "x"))[0]
    'It costs 412 million euros.'
    """
    ours = figures(translated.source, translated.source_language)
    theirs = figures(translated.target, translated.target_language)
    lost, added = unexplained(ours, theirs), unexplained(theirs, ours)
    if len(lost) != 1 or len(added) != 1 or lost[0].kind != added[0].kind:
        return None
    right = _right(lost[0], added[0], translated)
    if right is None:
        return None
    span = added[0].span
    return translated.target[: span.start] + right + translated.target[span.end :], lost[0], added[0]


def _right(ours: Figure, theirs: Figure, translated: Translated) -> str | None:
    if written := _written(ours, translated.target_language):
        return written
    there, here = _NUMERAL.findall(theirs.text), _NUMERAL.findall(ours.text)
    if len(there) != 1 or len(here) != 1:
        return None
    return theirs.text.replace(
        there[0], _rewritten(here[0], translated.source_language, translated.target_language)
    )


def localised(translated: Translated) -> str:
    """Return a translation whose numbers follow the target language's habit where the engine copied the source's.

    >>> localised(Translated("Es sind 14.500 und 1,5.", "de", "There are 14.500 and 1,5.", "en", "x"))
    'There are 14,500 and 1.5.'
    """
    source, target = base_language(translated.source_language), base_language(translated.target_language)
    if (source == "en") == (target == "en"):
        return translated.target
    ours = set(_NUMERAL.findall(translated.source))
    foreign, own = (_POINT, _COMMA) if source == "en" else (_COMMA, _POINT)

    def write(match: re.Match[str]) -> str:
        numeral = match.group()
        copied = numeral in ours and foreign.fullmatch(numeral) and not numeral.isdigit()
        if not copied or (own.fullmatch(numeral) and not _grouped_alike(numeral)):
            return numeral
        return _rewritten(numeral, source, translated.target_language)

    return _NUMERAL.sub(write, translated.target)


def _grouped_alike(numeral: str) -> bool:
    """Tell whether a numeral reads as thousands in one habit and as a fraction in the other: 14.500, 14,500."""
    return re.fullmatch(r"\d{1,3}[.,]\d{3}", numeral) is not None
