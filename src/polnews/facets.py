"""Who, when, how much, and in whose words: the mentions of an article, chosen for a brief."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from polnews.mentions.values import Actor, AmountMention, DateMention, Mentions, Quote

__all__ = ["Facets", "facets", "mentions_in"]

_MOST_ACTORS = 10
_COUNTED = ("money", "percent", "points", "measure", "count")

_Mention = TypeVar("_Mention")


@dataclass(frozen=True, slots=True)
class Facets:
    """What a brief lists beside its facts; see the attributes of the same names of `Brief`."""

    who: tuple[Actor, ...]
    timeline: tuple[DateMention, ...]
    numbers: tuple[AmountMention, ...]
    quotes: tuple[Quote, ...]


def facets(found: Mentions) -> Facets:
    """Choose from the mentions of an article what a brief lists."""
    by_mentions = sorted(filter(_matters, found.actors), key=lambda actor: -len(actor.mentions))
    dates = _once(found.dates, lambda date: date.value or date.form)
    amounts = [amount for amount in found.amounts if amount.kind in _COUNTED]
    return Facets(
        who=tuple(_once(by_mentions, lambda actor: actor.name.casefold())[:_MOST_ACTORS]),
        timeline=tuple(sorted(dates, key=lambda date: (date.value is None, date.value or ""))),
        numbers=tuple(_once(amounts, lambda amount: (amount.value, amount.upper, amount.unit))),
        quotes=tuple(quote for quote in found.quotes if quote.direct),
    )


def _matters(actor: Actor) -> bool:
    """Leave out what no rule knows, bare offices, and places: who, not where."""
    return actor.kind in ("person", "organisation", "country")


def mentions_in(found: Mentions, segment: int) -> Mentions:
    """Return the dates, amounts and quotes of one segment."""
    return Mentions(
        dates=tuple(date for date in found.dates if date.segment == segment),
        amounts=tuple(amount for amount in found.amounts if amount.segment == segment),
        quotes=tuple(quote for quote in found.quotes if quote.segment == segment),
    )


def _once(mentions: Iterable[_Mention], value: Callable[[_Mention], object]) -> list[_Mention]:
    """Return the first mention of each value, in reading order."""
    first: dict[object, _Mention] = {}
    for mention in mentions:
        first.setdefault(value(mention), mention)
    return list(first.values())
