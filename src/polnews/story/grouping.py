"""Which articles tell the same event: found by what they name, in time that grows with the number of articles.

Names by their consonants, numbers, dates and countries by value are the same in every language. Each article is
compared only with those that share its rarest ones, and of a long list only with the nearest in time.
"""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from polnews.mentions.names import consonants
from polnews.story.reading import VersionReading

__all__ = ["Card", "card_of", "group", "strangers"]

# Cosine of two cards from which they tell one event. On the half of the development articles it was chosen on, any two
# versions of one have 0.57 and more, free rewrites of them 0.32 and more, two different articles at most 0.18.
_SAME_EVENT = 0.26
# What two groups must have in common on average before they become one, so that no chain of near misses joins them.
_SAME_GROUP = 0.2
# Names, days and large numbers that two articles must have in common: fewer are chance, and countries, months and small
# numbers stand in any two reports of one kind.
_LEAST_COMMON = 2
_SMALL = 12
# Rarest keys each article is looked up by, articles looked at for each, and articles then compared in full.
_RAREST, _NEIGHBOURS, _COMPARED = 16, 32, 24
# Versions of each of two groups that are compared before they are joined.
_SAMPLE = 4
# Cards with fewer keys say too little to tell that an article does not belong to the others.
_TELLING = 6
# Consonants of a name that tell it from others, and those compared: what follows is mostly ending.
_SHORTEST, _LONGEST = 3, 6
_DAY = re.compile(r"-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Card:
    """What an article is recognised by.

    Attributes:
        keys: Names by sound, numbers, amounts, dates and countries by value.
        day: Its date as an ordinal, None when unknown.
    """

    keys: frozenset[str]
    day: int | None = None


def card_of(reading: VersionReading) -> Card:
    """Return what an article is recognised by, in any language.

    >>> from polnews import Article
    >>> from polnews.story.reading import read_version
    >>> article = Article.from_text("Luc Frieden signed on 3 March 2025. He pays EUR 5 million.", language="en")
    >>> sorted(card_of(read_version(article)).keys)
    ['date:2025-03-03', 'name:frdn', 'number:5000000']
    """
    keys = {
        intern(key)
        for marks in reading.marks
        for mark in marks
        for key in _keys(mark.kind, mark.value, mark.keys)
    }
    day = reading.article.date
    return Card(frozenset(keys), None if day is None else day.toordinal())


def _keys(kind: str, value: str, keys: Iterable[str]) -> Iterator[str]:
    if kind == "name" and len(sound := consonants(value)) >= _SHORTEST:
        yield f"name:{sound[:_LONGEST]}"
    for key in keys:
        if kind not in ("name", "word") or key.startswith("exact:"):
            yield key


def _is_telling(key: str) -> bool:
    """Whether a key tells one event from another of its kind.

    >>> [key for key in ("name:frdn", "number:7", "date:2026-03", "date:2026-03-12", "country:LU") if _is_telling(key)]
    ['name:frdn', 'date:2026-03-12']
    """
    kind, _, value = key.partition(":")
    if kind == "number":
        return not value.isdigit() or int(value) > _SMALL
    return _DAY.search(value) is not None if kind == "date" else kind != "country"


def group(cards: Sequence[Card], *, days: int | None) -> list[tuple[int, ...]]:
    """Group articles that tell the same event.

    Args:
        cards: One per article.
        days: Articles further apart than this tell different events; articles without a date are near any. None
            leaves dates out of account.

    Returns:
        Indices of the articles of each event, ascending; groups by their first article. Every article is in one.

    >>> one, other = Card(frozenset("abcde")), Card(frozenset("vwxyz"))
    >>> group([one, other, one], days=None)
    [(0, 2), (1,)]
    """
    heap = _Heap(cards, days)
    groups = {at: [at] for at in range(len(cards))}
    member = list(range(len(cards)))
    for _, left, right in sorted(heap.pairs(), key=lambda pair: (-pair[0], pair[1], pair[2])):
        one, other = sorted((member[left], member[right]))
        if one != other and heap.belong_together(groups[one], groups[other]):
            for at in groups[other]:
                member[at] = one
            groups[one] += groups.pop(other)
    return [tuple(sorted(found)) for _, found in sorted(groups.items())]


def strangers(cards: Sequence[Card]) -> list[int]:
    """Return the articles that seem to tell another event than most; those that name too little are not judged.

    >>> one, other = Card(frozenset("abcdef")), Card(frozenset("uvwxyz"))
    >>> strangers([one, one, other, Card(frozenset("k"))])
    [2]
    """
    groups = group(cards, days=None)
    main = max(groups, key=len)
    return [at for found in groups if found is not main for at in found if len(cards[at].keys) >= _TELLING]


class _Heap:
    """Cards, and for each key the articles that have it, in order of time."""

    def __init__(self, cards: Sequence[Card], days: int | None) -> None:
        self._cards, self._days = cards, days
        self._in_time = sorted(range(len(cards)), key=lambda at: (cards[at].day or 0, at))
        self._place = {at: place for place, at in enumerate(self._in_time)}
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, at in enumerate(self._in_time):
            for key in cards[at].keys:
                self._places[key].append(place)
        self._telling = {key for key in self._places if _is_telling(key)}
        self._weights = {key: math.log(1 + len(cards) / len(found)) for key, found in self._places.items()}
        self._norms = [math.sqrt(self._weight(card.keys)) for card in cards]

    def pairs(self) -> Iterator[tuple[float, int, int]]:
        """Yield how alike they are and which, for pairs that seem to tell one event."""
        for at in range(len(self._cards)):
            for other in self._near(at):
                likeness = self._likeness(at, other)
                if likeness >= _SAME_EVENT:
                    yield likeness, min(at, other), max(at, other)

    def belong_together(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two groups have enough in common on average, by the first members of each."""
        found = [self._likeness(left, right) for left in one[:_SAMPLE] for right in other[:_SAMPLE]]
        return sum(found) / len(found) >= _SAME_GROUP

    def _near(self, at: int) -> list[int]:
        """Return the articles that share the rarest keys of one, those that share most first."""
        place = self._place[at]
        shared: defaultdict[int, float] = defaultdict(float)
        by_rarity = sorted(self._cards[at].keys, key=lambda key: (len(self._places[key]), key))
        for key in [key for key in by_rarity if len(self._places[key]) > 1][:_RAREST]:
            places = self._places[key]
            middle = bisect_left(places, place)
            for found in places[max(0, middle - _NEIGHBOURS // 2) : middle + _NEIGHBOURS // 2 + 1]:
                shared[found] += self._weights[key]
        shared.pop(place, None)
        best = sorted(shared, key=lambda found: (-shared[found], found))[:_COMPARED]
        return [self._in_time[found] for found in best]

    def _likeness(self, one: int, other: int) -> float:
        """Return the cosine of two cards, each key weighed by how rare it is; 0 where too little is common."""
        common = self._cards[one].keys & self._cards[other].keys
        if len(common & self._telling) < _LEAST_COMMON or not self._in_window(one, other):
            return 0.0
        return self._weight(common) / (self._norms[one] * self._norms[other])

    def _in_window(self, one: int, other: int) -> bool:
        first, second = self._cards[one].day, self._cards[other].day
        return self._days is None or first is None or second is None or abs(first - second) <= self._days

    def _weight(self, keys: Iterable[str]) -> float:
        # sorted: a sum of floats depends on its order, and the order of a set on the process
        return sum(map(self._weights.__getitem__, sorted(keys)))
