"""What one version says of a fact: its one or two sentences as one text, with the way back into the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from polnews.mentions.values import ActorMention
from polnews.provenance import Span
from polnews.segment import Segment
from polnews.story.values import Reading

__all__ = ["Passage"]


@dataclass(frozen=True)
class Passage:
    """The segments of one version that state a fact.

    Attributes:
        version: Index of the version in its story.
        segments: Its segments, in reading order, at least one.
        names: The names in it, with offsets into the article's text; None when they were not looked for.
    """

    version: int
    segments: Sequence[Segment]
    names: Sequence[ActorMention] | None = None

    @cached_property
    def text(self) -> str:
        """The clean text of the segments, on one line."""
        return " ".join(segment.clean for segment in self.segments)

    @property
    def language(self) -> str:
        """The language of the first segment, a BCP 47 tag."""
        return self.segments[0].language

    def read(self, start: int, end: int, value: str) -> Reading:
        """Return what stands at `[start, end)` of `text`, as it stands in the article.

        >>> segment = Segment.cut("Six  vessels.", 0, 13, index=4, role="body", language="en", paragraph=2)
        >>> Passage(1, [segment]).read(4, 11, "vessel")
        Reading(version=1, segment=4, start=5, end=12, text='vessels', value='vessel')
        """
        segment, span = self._locate(start, end)
        slice_ = segment.text[span.start - segment.start : span.end - segment.start]
        return Reading(self.version, segment.index, span.start, span.end, slice_, value)

    def is_named(self, span: Span) -> bool:
        """Whether part of `text` is part of a name, as far as names were looked for."""
        return self.names is None or self._name_at(span) is not None

    def country_at(self, span: Span) -> str | None:
        """Return the ISO 3166 code of the country that part of `text` names, None for anything else."""
        name = self._name_at(span)
        return None if name is None else name.code

    def _name_at(self, span: Span) -> ActorMention | None:
        _, place = self._locate(span.start, span.end)
        return next(
            (one for one in self.names or () if one.start < place.end and place.start < one.end), None
        )

    def _locate(self, start: int, end: int) -> tuple[Segment, Span]:
        """Return the segment `[start, end)` of `text` begins in, and where in the article's text it stands."""
        offset = 0
        for segment in self.segments:
            if start < offset + len(segment.clean):
                break
            offset += len(segment.clean) + 1
        return segment, segment.locate(start - offset, min(end - offset, len(segment.clean)))

    def leave_out(self) -> Reading:
        """Return that the version leaves a value out: an empty reading where its last sentence ends."""
        last = self.segments[-1]
        return Reading(self.version, last.index, last.end, last.end, "", "")
