"""What a ranking takes and gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["Candidate", "RankedArticle", "Scored", "Scores"]


class Candidate(Protocol):
    """What a ranking needs to know of a segment; `polnews.segment.Segment` has it all."""

    @property
    def index(self) -> int:
        """Place among the segments of the article, from 0."""

    @property
    def clean(self) -> str:
        """The sentence on one line, without invisible characters."""

    @property
    def role(self) -> str:
        """One of "title", "lead", "heading", "body"."""

    @property
    def paragraph(self) -> int:
        """Number of the paragraph it stands in, from 0."""


class RankedArticle(Protocol):
    """What a ranking needs to know of an article; `polnews.Article` has it all."""

    @property
    def segments(self) -> Sequence[Candidate]:
        """Every segment, in reading order."""

    @property
    def language(self) -> str:
        """BCP 47 tag."""

    @property
    def title(self) -> str | None:
        """The title, if known."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A segment and what a method thinks of it.

    Attributes:
        segment_index: The segment's `index` in its article: equal sentences keep separate scores.
        score: Higher is more important. Comparable within one article and method only.
        features: What the score was made from, by name; empty for methods that do not tell.
    """

    segment_index: int
    score: float
    features: Mapping[str, float] = field(default_factory=dict)


class Scores(list[Scored]):
    """The scores of an article's sentences, in reading order; a list that notebooks show as a table.

    Attributes:
        sentences: The sentences by `segment_index`.
        language: The article's language, a BCP 47 tag.
    """

    def __init__(self, scored: Iterable[Scored], article: RankedArticle) -> None:
        super().__init__(scored)
        self.sentences = {segment.index: segment.clean for segment in article.segments}
        self.language = article.language

    def _repr_html_(self) -> str:
        from polnews.output.cells import scores_cell

        return scores_cell(self)
