"""From articles to a story: order the versions, align them, find what each states."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from polnews.article import Article
from polnews.assembly import digest_of
from polnews.errors import ArticleError
from polnews.provenance import reading_signature, signature_line
from polnews.ranking import signature as ranking_signature
from polnews.story.alignment import align
from polnews.story.facts import facts_of
from polnews.story.gaps import without_gaps
from polnews.story.grouping import card_of, group, strangers
from polnews.story.reading import VersionReading, read_version
from polnews.story.relations import relation_of
from polnews.story.story import Story
from polnews.story.values import Alignment

if TYPE_CHECKING:
    from polnews.story.encoders import Encoder
    from polnews.translate import Translation

__all__ = ["one_story", "stories"]

# Up to this many versions all are aligned with all: 28 pairs. Of more, each is aligned with this many that have most to
# compare, so that a story of a hundred versions takes twelve times as long as one of eight, not two hundred times.
_ALL_PAIRS = 8


def one_story(
    articles: Iterable[Article],
    *,
    encoder: "Encoder | None" = None,
    translations: Iterable["Translation"] = (),
) -> Story:
    """Build the story of articles that tell one event; see `Story.from_articles`."""
    given = _in_order(articles)
    if not given:
        raise ArticleError("A story needs at least one article. Give the versions of one event.")
    readings = [read_version(article) for article in given]
    others = strangers([card_of(reading) for reading in readings])
    if others:
        raise ArticleError(_more_than_one(given, others))
    return _built(readings, encoder, list(translations))


def stories(
    articles: Iterable[Article], *, days: int | None, encoder: "Encoder | None" = None
) -> list[Story]:
    """Build the stories of a mixed heap; see `Story.group`."""
    if days is not None and days < 0:
        raise ArticleError(f"days={days}: give the days a story may last, e.g. days=7, or None for any.")
    heap = list(articles)
    # Of a large heap only what groups need is kept, and an article is read again with its story: a reading takes a
    # hundred times the memory of a card.
    groups = group([card_of(read_version(article)) for article in heap], days=days)
    return [
        _built([read_version(article) for article in _in_order(heap[at] for at in found)], encoder)
        for found in groups
    ]


def _in_order(articles: Iterable[Article]) -> list[Article]:
    """Order versions by date; the undated come last, in the order given."""
    return sorted(articles, key=lambda article: (article.date is None, str(article.date or "")))


def _more_than_one(articles: Sequence[Article], others: Sequence[int]) -> str:
    listed = "\n".join(f"  {_described(articles[at])}" for at in others)
    return (
        f"{len(others)} of {len(articles)} articles seem to tell another event than the rest:\n{listed}\n"
        "Leave them out, or sort a mixed heap into its stories with Story.group(articles)."
    )


def _described(article: Article) -> str:
    name = article.title or article.segments[0].clean
    return " · ".join(part for part in (article.source, article.language, name) if part)


def _built(
    readings: Sequence[VersionReading], encoder: "Encoder | None", known: "Sequence[Translation]" = ()
) -> Story:
    """Align versions of one event and find what each of them states."""
    alignments = [
        _aligned(left, right, readings, encoder, known)
        for left, right in _pairs([len(reading.marks) for reading in readings])
    ]
    relations = [relation_of(readings, alignment) for alignment in alignments]
    alignments = [
        found if relation.kind == "rewrite" else without_gaps(found, readings)
        for found, relation in zip(alignments, relations, strict=True)
    ]
    return Story(
        versions=tuple(reading.article for reading in readings),
        alignments=tuple(alignments),
        facts=facts_of(readings, alignments, relations),
        relations=tuple(relations),
        signature=signature_line(_signature(encoder, known)),
    )


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
    left: int,
    right: int,
    readings: Sequence[VersionReading],
    encoder: "Encoder | None",
    known: "Sequence[Translation]",
) -> Alignment:
    links = align(readings[left], readings[right], encoder=encoder, known=known)
    lefts = {at for link in links for at in link.left}
    rights = {at for link in links for at in link.right}
    return Alignment(left, right, links, _others(lefts, readings[left]), _others(rights, readings[right]))


def _others(linked: set[int], reading: VersionReading) -> tuple[int, ...]:
    return tuple(at for at in range(len(reading.article.segments)) if at not in linked)


def _signature(encoder: "Encoder | None", known: "Sequence[Translation]") -> Mapping[str, str]:
    parts = dict(reading_signature()) | dict(ranking_signature("keyfacts"))
    if known:
        parts["known"] = ",".join(digest_of(one.article.text.encode())[:12] for one in known)
    return parts | {"alignment": "anchors" if encoder is None else encoder.signature}
