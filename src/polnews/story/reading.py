"""One version read once: its mentions, what can be recognised in each segment, and its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from polnews.article import Article
from polnews.mentions import find_mentions
from polnews.mentions.values import ActorMention, AmountMention, DateMention, Mentions
from polnews.story.anchors import Mark, marks_of
from polnews.words import content_lemmas

__all__ = ["VersionReading", "read_version"]


@dataclass(frozen=True)
class VersionReading:
    """A version of a story with everything that comparing it needs, found once.

    Attributes:
        article: The version.
        mentions: Its dates, amounts, actors and quotes.
        marks: For each segment, what can be recognised in another language, in reading order.
    """

    article: Article
    mentions: Mentions
    marks: tuple[tuple[Mark, ...], ...]

    @cached_property
    def lemmas(self) -> tuple[tuple[str, ...], ...]:
        """For each segment the dictionary forms of its words that carry content, in order."""
        return tuple(
            tuple(content_lemmas(segment.clean, segment.language)) for segment in self.article.segments
        )


def read_version(article: Article) -> VersionReading:
    r"""Read an article once for all comparisons with others.

    >>> text = "Sofia agrees\n\nBulgaria pays EUR 5 million on 3 March 2025."
    >>> article = Article.from_text(text, language="en")
    >>> [(mark.kind, mark.value) for mark in read_version(article).marks[1]]
    [('country', 'BG'), ('amount', '5000000 EUR'), ('date', '2025-03-03')]
    """
    mentions = find_mentions(article)
    count = len(article.segments)
    named = (mention for actor in mentions.actors for mention in actor.mentions)
    parts = zip(
        article.segments,
        _by_segment(mentions.dates, count),
        _by_segment(mentions.amounts, count),
        _by_segment(named, count),
        strict=True,
    )
    return VersionReading(article, mentions, tuple(marks_of(*part) for part in parts))


_Placed = TypeVar("_Placed", DateMention, AmountMention, ActorMention)


def _by_segment(mentions: Iterable[_Placed], count: int) -> list[list[_Placed]]:
    parts: list[list[_Placed]] = [[] for _ in range(count)]
    for mention in mentions:
        if mention.segment is not None:
            parts[mention.segment].append(mention)
    return parts
