"""From articles to a story: order the versions, align them, find what each states."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from polnews.article import Article
from polnews.provenance import reading_signature, signature_line
from polnews.ranking import signature as ranking_signature
from polnews.story.alignment import align
from polnews.story.facts import facts_of
from polnews.story.reading import VersionReading, read_version
from polnews.story.relations import relation_of
from polnews.story.story import Story
from polnews.story.values import Alignment

if TYPE_CHECKING:
    from polnews.story.encoders import Encoder

__all__ = ["build_story", "in_order"]

# Up to this many versions all are aligned with all: 28 pairs. Of more, each is aligned with this many that have most to
# compare, so that a story of a hundred versions takes twelve times as long as one of eight, not two hundred times.
_ALL_PAIRS = 8


def build_story(readings: Sequence[VersionReading], *, encoder: "Encoder | None" = None) -> Story:
    """Align versions of one event and find what each of them states.

    Args:
        readings: The versions, read, in the order they are to have.
        encoder: Adds the nearness of sentence vectors to the evidence of the alignment.
    """
    alignments = [
        _aligned(left, right, readings, encoder) for left, right in _pairs([len(one.marks) for one in readings])
    ]
    relations = [relation_of(readings, alignment) for alignment in alignments]
    return Story(
        versions=tuple(reading.article for reading in readings),
        alignments=tuple(alignments),
        facts=facts_of(readings, alignments, relations),
        relations=tuple(relations),
        signature=signature_line(_signature(encoder)),
    )


def in_order(articles: Sequence[Article]) -> list[Article]:
    """Order versions by date; where a date is unknown the order given stays, and the undated come last."""
    return sorted(articles, key=lambda article: (article.date is None, article.date or 0))


def _pairs(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of versions to align, the earlier version first.

    >>> list(_pairs([3, 5, 4]))
    [(0, 1), (0, 2), (1, 2)]
    """
    hubs = set(sorted(range(len(lengths)), key=lambda version: -lengths[version])[:_ALL_PAIRS])
    for left, right in combinations(range(len(lengths)), 2):
        if left in hubs or right in hubs:
            yield left, right


def _aligned(
    left: int, right: int, readings: Sequence[VersionReading], encoder: "Encoder | None"
) -> Alignment:
    links = align(readings[left], readings[right], encoder=encoder)
    lefts = {at for link in links for at in link.left}
    rights = {at for link in links for at in link.right}
    return Alignment(
        left, right, links, _others(lefts, readings[left]), _others(rights, readings[right])
    )


def _others(linked: set[int], reading: VersionReading) -> tuple[int, ...]:
    return tuple(at for at in range(len(reading.article.segments)) if at not in linked)


def _signature(encoder: "Encoder | None") -> Mapping[str, str]:
    parts = dict(reading_signature()) | dict(ranking_signature("keyfacts"))
    return parts | {"alignment": "anchors" if encoder is None else encoder.signature}
