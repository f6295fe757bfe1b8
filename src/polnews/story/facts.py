"""The facts of a story: what its versions state, ranked, each with the sentences that state it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

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

__all__ = ["facts_of", "ordered"]

# What a version counts that is a translation, a copy or an update of another that states the fact too. Somebody chose
# to publish it, but nobody found the fact out anew: four translations count as much as one and three quarter versions.
_DEPENDENT = 0.25
# A fact's score is what its sentences are worth, halved when nearly nobody else states it.
_ALONE = 0.5


def facts_of(
    readings: Sequence[VersionReading], alignments: Sequence[Alignment], relations: Sequence[Relation]
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
    order = _best_first(stated, len(readings))
    families = _families(len(readings), relations)
    told = [_passages(cluster, readings, order) for cluster in stated]
    facts = [
        _fact(passages, differences, readings)
        for passages, differences in zip(told, _differences(stated, told, families), strict=True)
    ]
    scores = [{one.segment_index: one.score for one in rank(reading.article)} for reading in readings]
    return tuple(ordered(facts, relations, scores))


def ordered(
    facts: Iterable[StoryFact], relations: Iterable[Relation], scores: Sequence[Mapping[int, float]]
) -> list[StoryFact]:
    """Rank facts: see `facts_of`.

    Args:
        facts: The facts of a story, whatever their rank.
        relations: What its versions are to each other.
        scores: By version, what a ranking method gives its sentences, by index.
    """
    families = _families(len(scores), relations)
    worth = [_worth(given) for given in scores]
    rated = [replace(fact, score=_score(fact, worth, families)) for fact in facts]
    rated.sort(key=lambda fact: -fact.score)
    return [replace(fact, rank=rank_) for rank_, fact in enumerate(rated, start=1)]


def _is_told(readings: Sequence[VersionReading], version: int, segments: Iterable[int]) -> bool:
    """Whether a version states it in a sentence, not in a headline only."""
    return any(readings[version].article.segments[at].role in ("lead", "body") for at in segments)


def _passages(
    cluster: Cluster, readings: Sequence[VersionReading], order: Sequence[int]
) -> dict[int, Passage]:
    """Return what each version says of a fact, the best version first."""
    return {
        version: _passage(version, cluster.segments[version], readings[version])
        for version in order
        if version in cluster.segments
    }


def _passage(version: int, segments: Iterable[int], reading: VersionReading) -> Passage:
    chosen = [reading.article.segments[at] for at in segments]
    within = {segment.index for segment in chosen}
    mentions = (mention for actor in reading.mentions.actors for mention in actor.mentions)
    names = [one for one in mentions if one.segment in within and one.kind != "office"]
    return Passage(version, chosen, names)


def _fact(
    passages: Mapping[int, Passage], differences: tuple[Difference, ...], readings: Sequence[VersionReading]
) -> StoryFact:
    version, best = next((version, passage.segments[0]) for version, passage in passages.items())
    return StoryFact(
        rank=0,
        score=0.0,
        kind=_kind(readings[version], best),
        statements=tuple(
            Original.of(segment, version)
            for version, passage in passages.items()
            for segment in passage.segments
        ),
        differences=differences,
        opinion=len(readings) > 1 and len(passages) == 1 and is_opinion(best.clean, best.language),
    )


def _kind(reading: VersionReading, segment: Segment) -> Kind:
    place = segment.index / max(1, len(reading.article.segments) - 1)
    return kind_of(segment.clean, segment.language, mentions_in(reading.mentions, segment.index), place)


def _differences(
    clusters: Sequence[Cluster], told: Sequence[Mapping[int, Passage]], families: Sequence[Sequence[int]]
) -> list[tuple[Difference, ...]]:
    """Compare the versions that tell a fact sentence by sentence alike, or that were made from one another.

    What others tell in other words is not compared: they need not say the same of it.
    """
    groups = [
        (at, [passages[version] for version in versions])
        for at, (cluster, passages) in enumerate(zip(clusters, told, strict=True))
        for versions in _alike(cluster, families)
    ]
    found: list[tuple[Difference, ...]] = [()] * len(clusters)
    for (at, _), differences in zip(groups, differences_of([group for _, group in groups]), strict=True):
        found[at] += tuple(one for one in differences if _is_between_equals(one, families))
    return found


def _alike(cluster: Cluster, families: Sequence[Sequence[int]]) -> list[list[int]]:
    """Group the versions of a fact that are to be compared."""
    kin = [[version for version in family if version in cluster.segments] for family in families]
    groups: list[list[int]] = []
    for given in [*map(list, cluster.same), *kin]:
        near = [group for group in groups if set(group) & set(given)]
        joined = sorted({version for group in [*near, given] for version in group})
        groups = [*(group for group in groups if group not in near), joined]
    return [group for group in groups if len(group) > 1]


def _is_between_equals(found: Difference, families: Sequence[Sequence[int]]) -> bool:
    """Whether what one version leaves out stands in another made from the same text: who tells anew may leave out."""
    left_out = {reading.version for reading in found.readings if not reading.text}
    stating = {reading.version for reading in found.readings} - left_out
    return all(stating & set(family) for family in families if left_out & set(family))


# --- worth -------------------------------------------------------------------------------------------------------


def _worth(scores: Mapping[int, float]) -> dict[int, float]:
    """Return what each sentence of a version is worth, from 0 to 1."""
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {at: (score - low) / (high - low) if high > low else 1.0 for at, score in scores.items()}


def _score(fact: StoryFact, worth: Sequence[Mapping[int, float]], families: Sequence[Sequence[int]]) -> float:
    best: dict[int, float] = {}
    for said in fact.statements:
        best[said.version] = max(best.get(said.version, 0.0), worth[said.version].get(said.segment, 0.0))
    support = _support(best, families) / _support(range(len(worth)), families)
    return sum(best.values()) / len(best) * (_ALONE + (1 - _ALONE) * support)


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
