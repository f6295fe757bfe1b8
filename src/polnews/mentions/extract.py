"""All mentions of an article, with offsets into its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from polnews.errors import EngineError
from polnews.mentions.actors import actors_in
from polnews.mentions.amounts import amounts_in
from polnews.mentions.dates import dates_in
from polnews.mentions.grouping import group_actors
from polnews.mentions.quotes import quotes_in
from polnews.mentions.tokens import tokenise
from polnews.mentions.values import ActorMention, AmountMention, DateMention, Mentions, Quote
from polnews.provenance import Span

if TYPE_CHECKING:
    from polnews.article import Article
    from polnews.segment import Segment

__all__ = ["NameFinder", "find_mentions"]

_Mention = TypeVar("_Mention", DateMention, AmountMention, ActorMention)


class NameFinder(Protocol):
    """Finds names with a model of the user's own, such as spaCy or GLiNER, in place of polnews' rules."""

    def find(self, texts: Sequence[str], language: str) -> list[list[ActorMention]]:
        """Return the names in each text.

        Args:
            texts: The segments of one article, in order.
            language: BCP 47 tag of all of them.

        Returns:
            One list per text, same order; offsets are code points into that text.
        """


def find_mentions(article: Article, *, names: NameFinder | None = None) -> Mentions:
    r"""Find dates, amounts, actors and quotes in an article.

    Args:
        article: Its date, when known, resolves relative dates; its segments are searched, what was set
            aside is not.
        names: A finder to use instead of our rules for names.

    Returns:
        Mentions whose spans index `article.text`, each with the index of its segment. A quotation of several
        sentences has the index of its first.

    Raises:
        EngineError: `names` returned another number of lists than texts, or a span outside its text.

    >>> from polnews.article import Article
    >>> text = "Sofia agrees\n\nBulgaria pays EUR 5 million on 3 March 2025."
    >>> article = Article.from_text(text, language="en")
    >>> found = find_mentions(article)
    >>> found.dates[0].value, str(found.amounts[0].value), found.dates[0].segment
    ('2025-03-03', '5000000', 1)
    """
    segments = article.segments
    parts = [tokenise(segment.clean, article.language) for segment in segments]
    dates: list[DateMention] = []
    amounts: list[AmountMention] = []
    for segment, tokens in zip(segments, parts, strict=True):
        found, taken = dates_in(tokens, article.date)
        dates += _placed(article, segment, found)
        amounts += _placed(article, segment, amounts_in(tokens, taken))
    hits = (
        actors_in(parts)
        if names is None
        else _asked(names, [segment.clean for segment in segments], article.language)
    )
    actors = [
        hit for segment, found in zip(segments, hits, strict=True) for hit in _placed(article, segment, found)
    ]
    quotes = _quotes(article)
    return Mentions(tuple(dates), tuple(amounts), tuple(group_actors(actors)), tuple(quotes))


def _asked(names: NameFinder, texts: list[str], language: str) -> list[list[ActorMention]]:
    found = names.find(texts, language)
    if len(found) != len(texts):
        raise EngineError(
            f"The name finder returned {len(found)} lists for {len(texts)} texts. "
            "It must return one list per text, in order."
        )
    for text, hits in zip(texts, found, strict=True):
        for hit in hits:
            if not 0 <= hit.start < hit.end <= len(text):
                raise EngineError(
                    f"The name finder returned [{hit.start}, {hit.end}) for {len(text)} characters. "
                    "Offsets must be code points into the text it was given."
                )
    return found


def _placed(article: Article, segment: Segment, found: Iterable[_Mention]) -> list[_Mention]:
    """Move mentions from a segment's clean text to the article's text."""
    placed = []
    for mention in found:
        span = segment.locate(mention.start, mention.end)
        text = article.text[span.start : span.end]
        placed.append(replace(mention, start=span.start, end=span.end, text=text, segment=segment.index))
    return placed


def _quotes(article: Article) -> list[Quote]:
    """Find quotations over the whole article, because they may span sentences."""
    pieces, starts, length, paragraph = [], [], 0, None
    for segment in article.segments:
        gap = "" if paragraph is None else " " if paragraph == segment.paragraph else "\n\n"
        starts.append(length + len(gap))
        pieces += [gap, segment.clean]
        length += len(gap) + len(segment.clean)
        paragraph = segment.paragraph
    if not starts:
        return []
    placed = []
    for quote in quotes_in(tokenise("".join(pieces), article.language)):
        span, index = _locate(article, starts, quote.start, quote.end)
        speaker = (
            quote.speaker_span
            and _locate(article, starts, quote.speaker_span.start, quote.speaker_span.end)[0]
        )
        placed.append(
            replace(
                quote,
                start=span.start,
                end=span.end,
                text=article.text[span.start : span.end],
                speaker_span=speaker,
                segment=index,
            )
        )
    return placed


def _locate(article: Article, starts: list[int], start: int, end: int) -> tuple[Span, int]:
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
    head, tail = article.segments[first], article.segments[last]
    begin = head.locate(start - starts[first], min(end - starts[first], len(head.clean))).start
    finish = tail.locate(max(start - starts[last], 0), min(end - starts[last], len(tail.clean))).end
    return Span(begin, finish), head.index
