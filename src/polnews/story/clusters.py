"""Clusters: the segments of all versions that say the same, joined from the links between each two of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from polnews.story.values import Alignment

__all__ = ["Cluster", "clusters_of"]

# Neighbouring segments of one version that one fact may take: a link joins at most two.
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
    """Join links to clusters, the surest first.

    A link that would give a version segments from two places in one cluster is refused: one of the links is wrong, and
    the weaker one is the likelier.

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
    forest = _Forest(lengths)
    alike: list[tuple[_Place, _Place]] = []
    for kind, left, right in _surest_first(alignments):
        if forest.join([*left, *right]) and kind == "same":
            alike.append((left[0], right[0]))
    same: dict[_Place, list[tuple[int, int]]] = {}
    for one, other in alike:
        same.setdefault(forest.root(one), []).append((one[0], other[0]))
    return [
        Cluster(members, _components(members, same.get(forest.root(place), ())))
        for place, members in forest.clusters()
    ]


def _surest_first(alignments: Iterable[Alignment]) -> list[tuple[str, list[_Place], list[_Place]]]:
    links = [(link, found.left, found.right) for found in alignments for link in found.links]
    links.sort(key=lambda one: (one[0].kind != "same", -one[0].score, one[1], one[2], one[0].left))
    return [
        (link.kind, [(left, segment) for segment in link.left], [(right, segment) for segment in link.right])
        for link, left, right in links
    ]


class _Forest:
    """Segments, and which of them were joined."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self._places = [(version, at) for version, length in enumerate(lengths) for at in range(length)]
        self._parent = {place: place for place in self._places}
        self._members = {place: [place] for place in self._places}

    def root(self, place: _Place) -> _Place:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, places: Iterable[_Place]) -> bool:
        """Join places to one cluster; False, and nothing is joined, when they do not fit into one."""
        roots = sorted({self.root(place) for place in places})
        together = sorted(member for root in roots for member in self._members[root])
        if not _fits(together):
            return False
        for root in roots:
            self._parent[root] = roots[0]
        self._members[roots[0]] = together
        return True

    def clusters(self) -> list[tuple[_Place, dict[int, tuple[int, ...]]]]:
        found = []
        for place in self._places:
            if self._parent[place] == place:
                by_version: dict[int, tuple[int, ...]] = {}
                for version, segment in self._members[place]:
                    by_version[version] = (*by_version.get(version, ()), segment)
                found.append((place, by_version))
        return found


def _fits(places: Sequence[_Place]) -> bool:
    """Whether each version has its segments side by side, and not too many."""
    by_version: dict[int, list[int]] = {}
    for version, segment in places:
        by_version.setdefault(version, []).append(segment)
    return all(
        len(segments) <= _MOST_SEGMENTS and max(segments) - min(segments) == len(segments) - 1
        for segments in by_version.values()
    )


def _components(versions: Iterable[int], pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Return versions that are linked, directly or through others, as groups."""
    groups = [{version} for version in versions]
    for one, other in pairs:
        near = [group for group in groups if one in group or other in group]
        groups = [group for group in groups if group not in near] + [set().union(*near)]
    return tuple(sorted(tuple(sorted(group)) for group in groups))
