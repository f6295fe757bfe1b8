"""Who, when, how much and in whose words, as short texts in the reader's language."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polnews.languages import base_language

if TYPE_CHECKING:
    from babel import Locale

    from polnews.brief import Brief
    from polnews.mentions import Actor, AmountMention, DateMention, Quote

__all__ = ["actor_text", "amount_text", "date_text", "facet_lines", "quote_text"]

_UNITS = {"percent": "%", "percentage-point": " pp", "basis-point": " bp"}


def facet_lines(brief: "Brief") -> Iterator[tuple[str, str]]:
    """Yield a label and a line for each facet the article has: who, when, how much, quotes."""
    if brief.who:
        yield "Who", " · ".join(actor_text(actor, brief.language) for actor in brief.who)
    if brief.timeline:
        yield "When", " · ".join(map(date_text, brief.timeline))
    sums = [number for number in brief.numbers if number.kind in ("money", "percent", "points")]
    if sums:
        yield "How much", " · ".join(amount_text(number, brief.language) for number in sums)
    for quote in brief.quotes:
        yield "Quote", quote_text(quote)


def actor_text(actor: "Actor", language: str) -> str:
    """Return a name with its office; a country by its name in the reader's language."""
    if actor.code is not None:
        return str(_locale(language).territories.get(actor.code, actor.name))
    return f"{actor.name} ({actor.title})" if actor.title else actor.name


def date_text(date: "DateMention") -> str:
    """Return a date's value, or its words where the value is not known, and the sentence it stands in."""
    where = "" if date.segment is None else f" [{date.segment + 1}]"
    if date.value is None:
        return f"“{date.text}” (date of the article unknown){where}"
    return f"{date.part} of {date.value}{where}" if date.part else f"{date.value}{where}"


def amount_text(amount: "AmountMention", language: str) -> str:
    """Return an amount with its unit, the number in the reader's writing."""
    from babel.numbers import format_decimal

    values = "–".join(format_decimal(value, locale=_locale(language)) for value in amount.values)
    if (
        amount.kind == "count" or amount.unit is None
    ):  # what is counted stands in the article's words beside it
        return values
    return f"{values}{_UNITS.get(amount.unit, f' {amount.unit}')}"


def quote_text(quote: "Quote") -> str:
    """Return a quotation with its speaker and the sentence it stands in."""
    speaker = f" {quote.speaker}," if quote.speaker else ""
    where = "" if quote.segment is None else f" sentence {quote.segment + 1}"
    return f"{' '.join(quote.text.split())} —{speaker}{where}"


def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(base_language(language))
    except UnknownLocaleError:
        return Locale.parse("en")
