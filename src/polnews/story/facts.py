"""The facts of a story: what its versions state, ranked, each with the sentences that state it."""

from collections.abc import Iterable, Mapping, Sequence

from polnews.facets import mentions_in
from polnews.original import Original
from polnews.ranking import rank
from polnews.ranking.kinds import Kind, kind_of
from polnews.segment import Segment
from polnews.story.clusters import Cluster, clusters_of
from polnews.story.differences import differences_of
from polnews.story.opinion import is_opinion
from polnews.story.passages import Passage
from polnews.story.reading import VersionReading
from polnews.story.values import Alignment, Difference, Relation, StoryFact

__all__ = ["facts_of"]

# What a version counts that is a translation, a copy or an update of another that states the fact too. Somebody chose
# to publish it, but nobody found the fact out anew: four translations count as much as one and three quarter versions.
_DEPENDENT = 0.25
# A fact's score is what its sentences are worth, halved when nearly nobody else states it.
_ALONE = 0.5


def facts_of(
    readings: Sequence[VersionReading], alignments: Sequence[Alignment], relations: Iterable[Relation]
) -> tuple[StoryFact, ...]:
    """Return what the versions of a story state, the most important first.

    A fact's score is the mean worth of its sentences as key facts, each measured within its version from 0 to 1, times
    a factor from one half to one that grows with the share of independent versions stating it.

    Args:
        readings: The versions, read.
        alignments: The links between them.
        relations: What they are to each other: translations of one another count less than independent versions.
    """
    clusters = clusters_of([len(reading.article.segments) for reading in readings], alignments)
    stated = [
        cluster for cluster in clusters if any(_is_told(readings, *one) for one in cluster.segments.items())
    ]
    families = _families(len(readings), relations)
    order = _best_first(stated, len(readings))
    worth = [_worth(reading) for reading in readings]
    scored = [(_score(cluster, worth, families), cluster) for cluster in stated]
    scored.sort(key=lambda one: -one[0])
    return tuple(
        _fact(rank_, score, cluster, readings, order)
        for rank_, (score, cluster) in enumerate(scored, start=1)
    )


def _is_told(readings: Sequence[VersionReading], version: int, segments: Iterable[int]) -> bool:
    """Whether a version states it in a sentence, not in a headline only."""
    return any(readings[version].article.segments[at].role in ("lead", "body") for at in segments)


def _fact(
    rank_: int, score: float, cluster: Cluster, readings: Sequence[VersionReading], order: Sequence[int]
) -> StoryFact:
    versions = [version for version in order if version in cluster.segments]
    passages = {version: _passage(version, cluster.segments[version], readings) for version in versions}
    best = passages[versions[0]].segments[0]
    return StoryFact(
        rank=rank_,
        score=score,
        kind=_kind(readings[versions[0]], best),
        statements=tuple(
            Original.of(segment, version) for version in versions for segment in passages[version].segments
        ),
        differences=_differences(cluster, passages),
        opinion=len(readings) > 1 and len(versions) == 1 and is_opinion(best.clean, best.language),
    )


def _passage(version: int, segments: Iterable[int], readings: Sequence[VersionReading]) -> Passage:
    return Passage(version, [readings[version].article.segments[at] for at in segments])


def _kind(reading: VersionReading, segment: Segment) -> Kind:
    place = segment.index / max(1, len(reading.article.segments) - 1)
    return kind_of(segment.clean, segment.language, mentions_in(reading.mentions, segment.index), place)


def _differences(cluster: Cluster, passages: Mapping[int, Passage]) -> tuple[Difference, ...]:
    found: list[Difference] = []
    for group in cluster.same:
        found += differences_of([passages[version] for version in group])
    return tuple(found)


# --- worth -------------------------------------------------------------------------------------------------------


def _worth(reading: VersionReading) -> dict[int, float]:
    """Return what each sentence of a version is worth as a key fact, from 0 to 1."""
    scores = {scored.segment_index: scored.score for scored in rank(reading.article)}
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {at: (score - low) / (high - low) if high > low else 1.0 for at, score in scores.items()}


def _score(
    cluster: Cluster, worth: Sequence[Mapping[int, float]], families: Sequence[Sequence[int]]
) -> float:
    values = [
        max(worth[version].get(at, 0.0) for at in segments) for version, segments in cluster.segments.items()
    ]
    everybody = [version for family in families for version in family]
    support = _support(cluster.segments, families) / _support(everybody, families)
    return sum(values) / len(values) * (_ALONE + (1 - _ALONE) * support)


def _support(versions: Iterable[int], families: Sequence[Sequence[int]]) -> float:
    """Return how many independent versions these are.

    >>> _support([0, 1, 2], [[0, 1], [2]])
    2.25
    """
    among = set(versions)
    stating = [sum(version in among for version in family) for family in families]
    return sum(1 + _DEPENDENT * (count - 1) for count in stating if count)


def _families(versions: int, relations: Iterable[Relation]) -> list[list[int]]:
    """Group versions of which one was made from another."""
    groups = [[version] for version in range(versions)]
    for relation in relations:
        if relation.kind != "rewrite":
            near = [group for group in groups if relation.left in group or relation.right in group]
            joined = sorted(version for group in near for version in group)
            groups = [*(group for group in groups if group not in near), joined]
    return groups


def _best_first(clusters: Sequence[Cluster], versions: int) -> list[int]:
    """Order versions by how many facts they state that others state too."""
    shared = [cluster.segments for cluster in clusters if len(cluster.segments) > 1]
    return sorted(range(versions), key=lambda version: -sum(version in segments for segments in shared))
