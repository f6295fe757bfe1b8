"""A brief as HTML: who, when, how much, the facts beside their originals, and everything that was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from polnews.output.facets import FacetItem, amount_text, facet_items
from polnews.output.notes import (
    alert,
    counted,
    disagreements,
    headline_original,
    notes_of,
    place,
    remarks,
    shared_notes,
    version_note,
)
from polnews.output.page import (
    about,
    alerted,
    column,
    escaped,
    findings,
    fold,
    footer,
    heading,
    paragraph,
    set_aside,
    spoken,
    way,
)

if TYPE_CHECKING:
    from polnews.brief import ArticleInfo, Brief, KeyFact, Original, Passage
    from polnews.checks import Check

__all__ = ["brief_body"]


def brief_body(brief: "Brief", prefix: str = "") -> list[str]:
    """Return a brief as parts of a page.

    Args:
        brief: What to show.
        prefix: What the page's anchors begin with, so that several briefs can share a page.
    """
    return list(_BriefView(brief, prefix, tuple(shared_notes(brief.outcomes))).parts())


@dataclass(frozen=True, slots=True)
class _BriefView:
    brief: "Brief"
    prefix: str
    shared: tuple[str, ...]

    def parts(self) -> Iterator[str]:
        yield from self._head()
        yield from self._facets()
        yield from self._facts()
        yield from self._passages()
        yield from self._numbers()
        brief = self.brief
        labels = brief.labels if len(brief.versions) > 1 else ("",)
        aside = (set_aside(one.set_aside, label) for label, one in zip(labels, brief.versions, strict=True))
        yield footer(*aside, signature=brief.signature)

    def _head(self) -> Iterator[str]:
        brief, headline = self.brief, self.brief.headline
        yield f"<header>\n{heading(headline.text, brief.language)}"
        yield self._found(headline.outcome.checks)
        if title := headline_original(brief):
            yield paragraph(" ".join(title.text.split()), title.language, "original-title")
        for index, version in enumerate(brief.versions):
            yield about(self._about(index, version))
        if headline.from_fact:
            yield about(["The text has no title: this is its most important fact."])
        yield from (about([note]) for note in notes_of(brief))
        yield alerted(alert(brief.outcomes))
        yield "</header>"

    def _about(self, index: int, version: "ArticleInfo") -> Iterator[str]:
        brief = self.brief
        yield way(brief.route, brief.engine) if len(brief.versions) == 1 else brief.labels[index]
        yield version.date.isoformat() if version.date else "date unknown"
        if version.source:
            yield version.source

    def _facets(self) -> Iterator[str]:
        facets = list(facet_items(self.brief))
        if facets:
            yield '<dl class="facets">'
            for label, items in facets:
                entries = "\u00a0· ".join(map(self._facet_item, items))
                yield f'<div><dt lang="en">{label}</dt><dd>{entries}</dd></div>'
            yield "</dl>"

    def _facet_item(self, item: FacetItem) -> str:
        if item.segment is None:
            return f"<bdi>{escaped(item.text)}</bdi>"
        mark = f"[{item.segment + 1}]"
        if item.segment in self._shown_segments():
            mark = f'<a href="#{self.prefix}sentence-{item.segment}">{mark}</a>'
        return f"<bdi>{escaped(item.text)}</bdi> {mark}"

    def _shown_segments(self) -> set[int]:
        """The segments, of the version that dates and quotes come from, that a reader can be led to."""
        if len(self.brief.versions) > 1:
            return set()
        facts = {source.segment for fact in self.brief.facts for source in fact.sources}
        return facts | {passage.source.segment for passage in self.brief.passages}

    def _facts(self) -> Iterator[str]:
        beside = self.brief.translated or len(self.brief.versions) > 1
        heads = ("Key facts", "Original" if beside else "Where it stands")
        css = "columns" if beside else "columns narrow"
        yield f'<div class="{css} heads">{"".join(map(column, heads))}</div>'
        yield f'<ol class="{css}">'
        for number, fact in enumerate(self.brief.facts, start=1):
            yield self._fact(number, fact, beside)
        yield "</ol>"

    def _fact(self, number: int, fact: "KeyFact", beside: bool) -> str:
        text = paragraph(fact.text, self.brief.language) + self._found(fact.outcome.checks)
        if note := version_note(self.brief, fact):
            text += about([note])
        text += "".join(
            f'<p class="warning" lang="en">{escaped(one)}</p>' for one in disagreements(self.brief, fact)
        )
        left = (
            f'<div class="cell fact" id="{self.prefix}fact-{number}">'
            f'<a class="number" href="#{self._anchor(fact.sources[0])}">{number}</a><div>{text}</div></div>'
        )
        first, *others = (self._original(number, fact, source, beside) for source in fact.sources)
        more = (
            fold(counted(len(others), "more sentence", "more sentences"), "".join(others)) if others else ""
        )
        right = first + more
        return f'<li>{left}<div class="cell source">{right}</div></li>'

    def _original(self, number: int, fact: "KeyFact", source: "Original", beside: bool) -> str:
        kind = f'<span class="kind">{fact.kind}</span> ' if source is fact.sources[0] else ""
        where = (
            f'<a class="where" lang="en" dir="ltr" href="#{self.prefix}fact-{number}">'
            f"{kind}{escaped(place(self.brief, source))}, <span>characters {source.start}–{source.end}</span></a>"
        )
        said = " ".join(source.text.split())
        text = paragraph(said, source.language) if beside and said != fact.text else ""
        return f'<div id="{self._anchor(source)}">{text}{where}</div>'

    def _anchor(self, source: "Original") -> str:
        version = f"version-{source.version}-" if len(self.brief.versions) > 1 else ""
        return f"{self.prefix}{version}sentence-{source.segment}"

    def _found(self, checks: "tuple[Check, ...]") -> str:
        return findings(remarks(checks, self.shared))

    def _passages(self) -> Iterator[str]:
        """The sentences dates and quotes stand in, where they are no facts."""
        if self.brief.passages:
            yield column("Dates and quotes above stand in")
            yield '<ol class="passages">'
            for one in self.brief.passages:
                yield self._passage(one)
            yield "</ol>"

    def _passage(self, passage: "Passage") -> str:
        source = passage.source
        language = self.brief.language if passage.is_translated else source.language
        text = paragraph(" ".join(passage.text.split()), language) + self._found(passage.outcome.checks)
        if passage.is_translated:
            text += paragraph(" ".join(source.text.split()), source.language, "original")
        return f'<li id="{self._anchor(source)}"><span>[{source.segment + 1}]</span><div>{text}</div></li>'

    def _numbers(self) -> Iterator[str]:
        """All amounts, folded, with the words they stand in."""
        numbers = self.brief.numbers
        if not numbers:
            return
        language = self.brief.versions[0].language if len(self.brief.versions) == 1 else "und"
        rows = "".join(
            f'<tr><td class="value">{escaped(amount_text(number, self.brief.language))}</td><td>{number.kind}</td>'
            f"<td {spoken(language)}>{escaped(' '.join(number.text.split()))}</td>"
            f"<td>{'' if number.segment is None else number.segment + 1}</td></tr>"
            for number in numbers
        )
        heads = "".join(
            f'<th scope="col">{head}</th>' for head in ("Number", "Kind", "As written", "Sentence")
        )
        table = (
            f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        )
        yield fold(f"{counted(len(numbers), 'number', 'numbers')} in the text", table)
