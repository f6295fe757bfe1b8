"""Where a statement stands: the original sentence behind it."""

from dataclasses import dataclass

from polnews.segment import Segment

__all__ = ["Original"]


@dataclass(frozen=True, slots=True)
class Original:
    """The sentence a fact came from.

    Attributes:
        segment: Index of the segment in its article.
        start: First code point of the sentence in `article.text`.
        end: One past the last; `article.text[start:end] == text`.
        text: The exact slice.
        language: Its language, a BCP 47 tag.
        version: Index of its article in `Brief.versions` or `Story.versions`; 0 for a brief of one article.
    """

    segment: int
    start: int
    end: int
    text: str
    language: str
    version: int = 0

    @classmethod
    def of(cls, segment: Segment, version: int = 0) -> "Original":
        """Point at a segment of a version."""
        return cls(segment.index, segment.start, segment.end, segment.text, segment.language, version)
