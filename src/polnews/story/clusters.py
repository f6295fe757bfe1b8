"""Clusters: the segments of all versions that say the same, joined from the links between each two of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from polnews.story.values import Alignment, Link

__all__ = ["Cluster", "clusters_of"]

# Segments of one version that one fact may take: a link joins at most two.
_MOST_SEGMENTS = 2

_Place = tuple[int, int]
"""A version, and a segment of it."""


@dataclass(frozen=True)
class Cluster:
    """One fact's segments.

    Attributes:
        segments: By version, its segments in reading order.
        same: Versions that tell it sentence by sentence alike; a version that tells it in its own words stands alone.
    """

    segments: dict[int, tuple[int, ...]]
    same: tuple[tuple[int, ...], ...] = field(default=())


def clusters_of(lengths: Sequence[int], alignments: Iterable[Alignment]) -> list[Cluster]:
    """Join links to clusters: one sentence with one sentence first, the surest first.

    A version may tell a fact in two sentences that a link takes together, or that are neighbours, if no more versions
    do so than tell it in one: what most tell in two sentences are two facts, and who tells both in one breath states
    the first.

    Args:
        lengths: How many segments each version has.
        alignments: The links between versions.

    Returns:
        Clusters by first version, then in its reading order. Every segment stands in exactly one.

    >>> from polnews.story.values import Link
    >>> links = (Link((0,), (1,), "same", 0.9), Link((1,), (0,), "fact", 0.5))
    >>> [cluster.segments for cluster in clusters_of([2, 2], [Alignment(0, 1, links, (), ())])]
    [{0: (0,), 1: (1,)}, {0: (1,), 1: (0,)}]
    """
    given = list(alignments)
    forest = _Forest(lengths, _taken_together(given))
    alike: list[tuple[_Place, _Place]] = []
    for kind, left, right in _surest_first(given):
        joined = forest.join([*left, *right]) or any(
            forest.join([one, other]) for one in left for other in right if len(left) + len(right) > 2
        )
        if joined and kind == "same":
            alike.append((left[0], right[0]))
    same: dict[_Place, list[tuple[int, int]]] = {}
    for one, other in alike:
        if forest.root(one) == forest.root(other):
            same.setdefault(forest.root(one), []).append((one[0], other[0]))
    return [
        Cluster(members, _components(members, same.get(forest.root(place), ())))
        for place, members in forest.clusters()
    ]


def _surest_first(alignments: Iterable[Alignment]) -> list[tuple[str, list[_Place], list[_Place]]]:
    links = [(link, found.left, found.right) for found in alignments for link in found.links]
    links.sort(key=_sureness)
    return [
        (link.kind, [(left, segment) for segment in link.left], [(right, segment) for segment in link.right])
        for link, left, right in links
    ]


def _sureness(one: tuple[Link, int, int]) -> tuple[object, ...]:
    link, left, right = one
    return len(link.left) + len(link.right), link.kind != "same", -link.score, left, right, link.left


def _taken_together(alignments: Iterable[Alignment]) -> frozenset[tuple[int, tuple[int, ...]]]:
    """Return the segments, with their version, that some link takes as one."""
    sides = (
        (version, segments)
        for found in alignments
        for link in found.links
        for version, segments in ((found.left, link.left), (found.right, link.right))
    )
    return frozenset(side for side in sides if len(side[1]) > 1)


class _Forest:
    """Segments, and which of them were joined."""

    def __init__(self, lengths: Sequence[int], together: frozenset[tuple[int, tuple[int, ...]]]) -> None:
        self._places = [(version, at) for version, length in enumerate(lengths) for at in range(length)]
        self._parent = {place: place for place in self._places}
        self._members = {place: [place] for place in self._places}
        self._together = together

    def root(self, place: _Place) -> _Place:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, places: Iterable[_Place]) -> bool:
        """Join places to one cluster; False, and nothing is joined, when they do not fit into one."""
        roots = sorted({self.root(place) for place in places})
        together = sorted(member for root in roots for member in self._members[root])
        if not self._fits(together):
            return False
        for root in roots:
            self._parent[root] = roots[0]
        self._members[roots[0]] = together
        return True

    def clusters(self) -> list[tuple[_Place, dict[int, tuple[int, ...]]]]:
        return [
            (place, {version: tuple(found) for version, found in _by_version(self._members[place]).items()})
            for place in self._places
            if self._parent[place] == place
        ]

    def _fits(self, places: Iterable[_Place]) -> bool:
        """Whether each version has one segment or two that belong together, and two no more often than one."""
        found = _by_version(places)
        double = [(version, tuple(segments)) for version, segments in found.items() if len(segments) > 1]
        return len(double) * 2 <= len(found) and all(
            len(segments) == _MOST_SEGMENTS
            and (segments[1] - segments[0] == 1 or (version, segments) in self._together)
            for version, segments in double
        )


def _by_version(places: Iterable[_Place]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for version, segment in places:
        found.setdefault(version, []).append(segment)
    return found


def _components(versions: Iterable[int], pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Return versions that are linked, directly or through others, as groups."""
    groups = [{version} for version in versions]
    for one, other in pairs:
        near = [group for group in groups if one in group or other in group]
        groups = [group for group in groups if group not in near] + [set().union(*near)]
    return tuple(sorted(tuple(sorted(group)) for group in groups))
