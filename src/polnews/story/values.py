"""What a story is made of: links between segments of two versions, facts with the versions that state them."""

from dataclasses import dataclass
from typing import Literal

from polnews.original import Original
from polnews.ranking.kinds import Kind

__all__ = [
    "Alignment",
    "Anchor",
    "AnchorKind",
    "Difference",
    "Link",
    "LinkKind",
    "Reading",
    "Relation",
    "RelationKind",
    "StoryFact",
]

AnchorKind = Literal["name", "country", "number", "amount", "date", "word", "address"]
LinkKind = Literal["same", "fact"]
DifferenceKind = Literal["number", "amount", "date", "name", "negation"]
RelationKind = Literal["duplicate", "translation", "update", "rewrite"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something two segments share: why they were linked.

    Attributes:
        kind: What it is.
        value: Its value, the same in every language.
        left: `[start, end)` in the text of the left article.
        right: `[start, end)` in the text of the right article.
    """

    kind: AnchorKind
    value: str
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Segments of two versions that say the same.

    Attributes:
        left: Indices of segments of the left article, ascending, one or two; neighbours unless the text was told anew.
        right: Indices of segments of the right article, likewise; two on one side at most.
        kind: "same" for the same sentence, "fact" for the same fact in other words.
        score: The chance that they say the same, in [0, 1], rounded to four places.
        anchors: What both sides share.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    kind: LinkKind
    score: float
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two versions side by side.

    Attributes:
        left: Index of the left version in its story.
        right: Index of the right version.
        links: In reading order of the left version; a segment stands in at most one link.
        only_left: Segments of the left version without a link, in order.
        only_right: Segments of the right version without a link, in order.
    """

    left: int
    right: int
    links: tuple[Link, ...]
    only_left: tuple[int, ...]
    only_right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version says where versions differ.

    Attributes:
        version: Index of the version in its story.
        segment: Index of the segment.
        start: First code point in the text of the version's article.
        end: One past the last; `start == end` where the version leaves the value out.
        text: The exact slice, "" where it is left out.
        value: The value, the same in every language.
    """

    version: int
    segment: int
    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that versions of one fact have otherwise.

    Attributes:
        kind: What differs.
        readings: What each version says, at least two.
    """

    kind: DifferenceKind
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class StoryFact:
    """One fact of a story.

    Attributes:
        rank: 1 for the most important of the story.
        score: Comparable within one story only.
        kind: What it is mainly about.
        statements: The sentences that state it, best version first; `Original.version` tells whose they are.
        differences: Values on which the versions disagree.
        opinion: It judges rather than reports.
    """

    rank: int
    score: float
    kind: Kind
    statements: tuple[Original, ...]
    differences: tuple[Difference, ...] = ()
    opinion: bool = False

    @property
    def versions(self) -> tuple[int, ...]:
        """Indices of the versions that state it, ascending."""
        return tuple(sorted({statement.version for statement in self.statements}))


@dataclass(frozen=True, slots=True)
class Relation:
    """What two versions of a story are to each other.

    Attributes:
        left: Index of the earlier version in the story.
        right: Index of the other one.
        kind: "duplicate" for nearly the same text in one language, "translation" for the same text in another,
            "update" for a later text of the same outlet that keeps most of the earlier one, "rewrite" for the same
            event told anew.
        score: How much of the shorter one the other holds, in [0, 1].
    """

    left: int
    right: int
    kind: RelationKind
    score: float
