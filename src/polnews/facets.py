"""Who, when, how much, and in whose words: the mentions of an article, chosen for a brief."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TypeVar

from polnews.languages import base_language
from polnews.mentions.values import Actor, AmountMention, DateMention, Mentions, Quote

__all__ = ["Facets", "facets", "mentions_in", "rendered_actors"]

_MOST_ACTORS = 10
_COUNTED = ("money", "percent", "points", "measure", "count")

_WORD = re.compile(r"[^\W\d_]+")

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


def rendered_actors(
    who: Iterable[Actor], told: Iterable[tuple[str, str, str]], language: str
) -> tuple[Actor, ...]:
    """Give each organisation the name it has in translated sentences, where one of them names it.

    Args:
        who: Actors of the original.
        told: Sentences: the original, its language, and its translation.
        language: BCP 47 tag of the translations.

    >>> ministry = Actor("ministero della Difesa", "organisation", ())
    >>> told = [("Paga il ministero della Difesa.", "it", "The Ministry of Defence pays.")]
    >>> [actor.rendered for actor in rendered_actors([ministry], told, "en")]
    ['Ministry of Defence']
    """
    told = [one for one in told if base_language(one[1]) != base_language(language)]
    bodies = cache(partial(_bodies, language=base_language(language)))  # two actors may share a sentence
    return tuple(
        replace(actor, rendered=_rendered(actor, told, base_language(language), bodies))
        if actor.kind == "organisation" and told
        else actor
        for actor in who
    )


def _bodies(text: str, language: str) -> frozenset[str]:
    from polnews.mentions import find_actors

    return frozenset(hit.text for hit in find_actors(text, language) if hit.kind == "organisation")


def _rendered(
    actor: Actor,
    told: Iterable[tuple[str, str, str]],
    language: str,
    bodies: Callable[[str], frozenset[str]],
) -> str | None:
    names = {actor.name, *(" ".join(mention.text.split()) for mention in actor.mentions)}
    for original, source, translation in told:
        if not any(name in original for name in names):
            continue
        for name in sorted(bodies(translation) - names):
            if any(_same_body(one, base_language(source), name, language) for one in names):
                return name
    return None


def _same_body(one: str, source: str, other: str, target: str) -> bool:
    """Tell whether every word that says something stands for one of the other name."""
    from polnews.checks.names import renders
    from polnews.words import stop_words

    ours = [word for word in _WORD.findall(one) if word.lower() not in stop_words(source)]
    theirs = [word for word in _WORD.findall(other) if word.lower() not in stop_words(target)]
    return (
        bool(ours and theirs)
        and all(any(renders(there, word, source, target) for there in theirs) for word in ours)
        and all(any(renders(here, word, target, source) for here in ours) for word in theirs)
    )


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
