"""Who, when, how much and in whose words, as short texts in the reader's language."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from polnews.detection import script_of
from polnews.languages import base_language
from polnews.mentions.lexicon import office_name
from polnews.mentions.names import transliterate

if TYPE_CHECKING:
    from babel import Locale

    from polnews.brief import Brief
    from polnews.mentions import Actor, AmountMention, DateMention, Quote

__all__ = ["FacetItem", "actor_text", "amount_text", "date_text", "facet_items", "facet_lines", "quote_text"]

_UNITS = {"percent": "%", "percentage-point": " pp", "basis-point": " bp"}


@dataclass(frozen=True, slots=True)
class FacetItem:
    """One entry of a facet: what it says, and the index of the segment it stands in, where that helps the reader."""

    text: str
    segment: int | None = None

    @property
    def line(self) -> str:
        """The entry with its sentence, counted from 1."""
        return self.text if self.segment is None else f"{self.text} [{self.segment + 1}]"


def facet_lines(brief: "Brief") -> Iterator[tuple[str, str]]:
    """Yield a label and a line for each facet the article has: who, when, how much, quotes."""
    for label, items in facet_items(brief):
        yield label, " · ".join(item.line for item in items)


def facet_items(brief: "Brief") -> Iterator[tuple[str, list[FacetItem]]]:
    """Yield a label and its entries for each facet the article has; every quote has a label of its own."""
    if brief.who:
        language = brief.versions[brief.main].language
        yield "Who", [FacetItem(actor_text(actor, brief.language, language)) for actor in brief.who]
    if brief.timeline:
        yield "When", [FacetItem(date_text(date), date.segment) for date in brief.timeline]
    sums = [number for number in brief.numbers if number.kind in ("money", "percent", "points")]
    if sums:
        yield "How much", [FacetItem(amount_text(number, brief.language), number.segment) for number in sums]
    for quote in brief.quotes:
        yield "Quote", [FacetItem(quote_text(quote), quote.segment)]


def actor_text(actor: "Actor", language: str, source: str | None = None) -> str:
    """Return a name with its office, as the reader's language calls it; so too a country.

    Before a person's name in another script stands the name in the reader's letters, before a body's the name that the
    brief's own sentences give it.

    Args:
        actor: Who.
        language: The reader's.
        source: The article's, when it may be another.
    """
    if actor.code is not None:
        return str(_locale(language).territories.get(actor.code, actor.name))
    title = actor.title
    if title and source and base_language(source) != base_language(language):
        title = office_name(title, base_language(source), base_language(language)) or title
    name = f"{actor.name} ({title})" if title else actor.name
    if actor.rendered:
        return f"{actor.rendered} / {name}"
    foreign = script_of(base_language(language)) == "Latin" and "LATIN" not in unicodedata.name(
        actor.name[0], ""
    )
    return f"{transliterate(actor.name)} / {name}" if actor.kind == "person" and foreign else name


def date_text(date: "DateMention") -> str:
    """Return a date's value, or its words where the value is not known."""
    if date.value is None:
        return f"“{' '.join(date.text.split())}” (date of the article unknown)"
    return f"{date.part} of {date.value}" if date.part else date.value


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
    """Return a quotation with its speaker."""
    speaker = f" — {' '.join(quote.speaker.split())}" if quote.speaker else ""
    return f"{' '.join(quote.text.split())}{speaker}"


def _locale(language: str) -> "Locale":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(base_language(language))
    except UnknownLocaleError:
        return Locale.parse("en")
