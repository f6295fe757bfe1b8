"""Gaps in two versions of one text: a sentence that was altered, between neighbours that are linked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from polnews.story.anchors import shared_anchors
from polnews.story.reading import VersionReading
from polnews.story.values import Alignment, Link

__all__ = ["without_gaps"]

# One sentence is at most this many times as long as the other, as in every pair of rows of the project's articles.
_LONGEST = 2.0
# As likely as not: nothing but its place speaks for it.
_SCORE = 0.5


def without_gaps(found: Alignment, readings: Sequence[VersionReading]) -> Alignment:
    """Link single sentences that stand alone between the same linked neighbours.

    Only for versions of which one was made from the other: what altered a sentence, a figure say, is what kept it from
    being linked, and the reader wants to see it.

    >>> ends = (Link((0,), (0,), "same", 0.9), Link((2,), (2,), "same", 0.9))
    >>> from polnews import Article
    >>> from polnews.story.reading import read_version
    >>> text = "The vote was held. It was {} to 40. The council will meet again."
    >>> versions = [read_version(Article.from_text(text.format(votes), language="en")) for votes in ("61", "59")]
    >>> [link.left for link in without_gaps(Alignment(0, 1, ends, (1,), (1,)), versions).links]
    [(0,), (1,), (2,)]
    """
    added = list(_added(found, readings))
    if not added:
        return found
    return replace(
        found,
        links=tuple(sorted([*found.links, *added], key=lambda link: link.left)),
        only_left=tuple(at for at in found.only_left if all(at not in link.left for link in added)),
        only_right=tuple(at for at in found.only_right if all(at not in link.right for link in added)),
    )


def _added(found: Alignment, readings: Sequence[VersionReading]) -> Iterator[Link]:
    left, right = readings[found.left], readings[found.right]
    after = {link.left[-1]: link.right[-1] for link in found.links} | {-1: -1}
    before = {link.left[0]: link.right[0] for link in found.links}
    before[len(left.article.segments)] = len(right.article.segments)
    alone = set(found.only_right)
    for at in found.only_left:
        place = after.get(at - 1, len(right.article.segments)) + 1
        if place in alone and before.get(at + 1) == place + 1 and _similar_length(left, at, right, place):
            anchors = shared_anchors(left.marks[at], right.marks[place])
            yield Link((at,), (place,), "fact", _SCORE, anchors)


def _similar_length(left: VersionReading, at: int, right: VersionReading, place: int) -> bool:
    one, other = len(left.article.segments[at].clean), len(right.article.segments[place].clean)
    return max(one, other) <= _LONGEST * min(one, other)
