"""The versions of a story side by side: each sentence knows its fact, and what versions have otherwise is marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from polnews.output.page import escaped, spoken
from polnews.output.story_lines import StoryView, ToldFact

if TYPE_CHECKING:
    from polnews.article import Article
    from polnews.segment import Segment
    from polnews.story.values import Reading

__all__ = ["Versions", "sentence_anchor"]


def sentence_anchor(version: int, segment: int) -> str:
    """Return the anchor of a sentence of a version."""
    return f"version-{version}-sentence-{segment}"


@dataclass(frozen=True, slots=True)
class _Marked:
    """A value that other versions have otherwise: where it stands in a clean sentence, and what is said of it."""

    start: int
    end: int
    kind: str
    note: str


@dataclass(frozen=True)
class Versions:
    """The right side of the page."""

    view: StoryView

    def parts(self) -> Iterator[str]:
        """Yield the versions as HTML: tabs for narrow screens, then a pane for each."""
        labels = self.view.story.labels
        tabs = "".join(
            f'<a href="#version-{place}" title="{escaped(self.view.name(place))}">{escaped(label)}</a>'
            for place, label in enumerate(labels)
        )
        yield (
            f'<div class="versions" lang="en"><nav class="tabs" aria-label="Versions">{tabs}'
            '<button type="button" class="close" hidden>Close</button></nav>\n<div class="panes">'
        )
        for place, article in enumerate(self.view.story.versions):
            yield self._pane(place, article)
        yield "</div></div>"

    def _pane(self, version: int, article: "Article") -> str:
        name = escaped(self.view.name(version))
        label = escaped(self.view.story.labels[version])
        head = f'<h2 class="version-name"><b>{label}</b> {name}</h2>'
        text = "\n".join(self._paragraphs(version, article))
        return (
            f'<section class="version" id="version-{version}" aria-label="{name}">{head}\n'
            f"<div {spoken(article.language)}>\n{text}\n</div></section>"
        )

    def _paragraphs(self, version: int, article: "Article") -> Iterator[str]:
        for (_, is_head), segments in groupby(article.segments, key=_place):
            tag = "h3" if is_head else "p"
            inner = " ".join(self._sentence(version, segment, article.language) for segment in segments)
            yield f"<{tag}>{inner}</{tag}>"

    def _sentence(self, version: int, segment: "Segment", language: str) -> str:
        told = self._facts.get((version, segment.index))
        own = f" {spoken(segment.language)}" if segment.language != language else ""
        fact = f' class="sentence" data-fact="{told.number}"' if told else ' class="sentence"'
        text = _with_marks(segment.clean, self._marks.get((version, segment.index), ()))
        number = self._number(told) if told else ""
        return f'<span id="{sentence_anchor(version, segment.index)}"{fact}{own}>{text}{number}</span>'

    def _number(self, told: ToldFact) -> str:
        alone = len(told.fact.versions) == 1 and len(self.view.story.versions) > 1
        css = "mark alone" if alone else "mark"
        what = "Only here: opinion" if told.fact.opinion else "Only here: fact" if alone else "Fact"
        return (
            # The number stays on the line of the sentence's end.
            f'\u2060<sup lang="en" dir="ltr"><a class="{css}" href="#fact-{told.number}" '
            f'title="{what} {told.number}">{told.number}</a></sup>'
        )

    @cached_property
    def _facts(self) -> Mapping[tuple[int, int], ToldFact]:
        return {
            (said.version, said.segment): told for told in self.view.facts for said in told.fact.statements
        }

    @cached_property
    def _marks(self) -> Mapping[tuple[int, int], Sequence[_Marked]]:
        """What versions have otherwise, by version and sentence, in order."""
        found: dict[tuple[int, int], list[_Marked]] = {}
        for fact in self.view.story.facts:
            for difference in fact.differences:
                note = self.view.difference(difference)
                for reading in difference.readings:
                    mark = self._marked(reading, difference.kind, note)
                    found.setdefault((reading.version, reading.segment), []).append(mark)
        return {place: sorted(marks, key=lambda mark: mark.start) for place, marks in found.items()}

    def _marked(self, reading: "Reading", kind: str, note: str) -> _Marked:
        segment = self.view.story.versions[reading.version].segments[reading.segment]
        start, end = _in_clean(segment, reading.start, reading.end)
        return _Marked(start, end, kind, note)


def _place(segment: "Segment") -> tuple[int, bool]:
    return segment.paragraph, segment.role in ("title", "heading")


def _in_clean(segment: "Segment", start: int, end: int) -> tuple[int, int]:
    """Map a span of the article's text to `segment.clean`; `Segment.locate` goes the other way."""
    origins = [segment.locate(at, at + 1).start for at in range(len(segment.clean))]
    first = sum(origin < start for origin in origins)
    return first, max(first, sum(origin < end for origin in origins))


def _with_marks(text: str, marks: Sequence[_Marked]) -> str:
    """Return a sentence as HTML with what differs marked; of marks that overlap the first stays."""
    parts: list[str] = []
    at = 0
    for mark in marks:
        if mark.start < at:
            continue
        inner = escaped(text[mark.start : mark.end]) or _left_out(mark.kind)
        css = "differs" if mark.end > mark.start else "differs left-out"
        parts += [
            escaped(text[at : mark.start]),
            f'<mark class="{css}" title="{escaped(mark.note)}">{inner}</mark>',
        ]
        at = mark.end
    return "".join([*parts, escaped(text[at:])])


def _left_out(kind: str) -> str:
    return f'<span lang="en" dir="ltr">{kind} left out</span>'
