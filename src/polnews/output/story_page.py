"""A story as one page: facts on the left, versions side by side on the right, a table of both below.

Pointing at a fact or a sentence, or tabbing to it, lights everything that states the fact; a click pins it and moves
every version to its sentences. Where no script is run, rules of CSS light as well, and links lead the way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from polnews.output.notes import remarks
from polnews.output.page import (
    about,
    alerted,
    column,
    escaped,
    findings,
    footer,
    fragment,
    heading,
    page,
    paragraph,
    set_aside,
    spoken,
)
from polnews.output.story_lines import StoryView, ToldFact
from polnews.output.story_versions import Versions, sentence_anchor

if TYPE_CHECKING:
    from polnews.brief import Brief
    from polnews.story.story import Story

__all__ = ["story_cell", "story_html"]


# Facts up to which rules without a script follow the mouse at once: 50 take Chromium 0.05 seconds, 300 take 0.9.
_LIT_BY_RULES = 100


def story_html(story: "Story", brief: "Brief | None" = None) -> str:
    """Return a story as one self-contained page.

    Args:
        story: What to show.
        brief: A brief of the story; facts that stand in it are shown in its words.

    Raises:
        ArticleError: The brief is of other articles.
    """
    view = StoryView(story, brief)
    shown = _StoryPage(view, tuple(view.notes))
    return page(
        view.headline,
        view.language,
        shown.parts(),
        kind="story",
        style=_resource("story.css"),
        script=_resource("story.js"),
        unscripted=_lighting(view.facts),
    )


def story_cell(story: "Story", brief: "Brief | None" = None) -> str:
    """Return facts against versions as a notebook shows them."""
    view = StoryView(story, brief)
    head = [paragraph(view.headline, view.language, "cell-title"), about([view.summary])]
    return fragment(view.language, [*head, _table(view, linked=False)], style=_resource("story.css"))


def _resource(name: str) -> str:
    return (files("polnews.output") / name).read_text(encoding="utf-8")


def _lighting(facts: Sequence[ToldFact]) -> str:
    """Return the rules that light what states a fact: what an address names and, in stories of usual length, all else.

    With each rule the browser has more to look through whenever the mouse moves.
    """
    lit = "{ --lit: var(--mark); --edge: var(--accent); }"
    this = [f'[data-fact="{told.number}"]' for told in facts]
    rules = [f".story:has({one}:target) {one} {lit}" for one in this]
    if len(facts) <= _LIT_BY_RULES:
        rules += [f".story:has({one}:hover, {one} :focus-visible) {one} {lit}" for one in this]
    return "\n".join([*rules, ""])


@dataclass(frozen=True, slots=True)
class _StoryPage:
    view: StoryView
    notes: Sequence[str]

    def parts(self) -> Iterator[str]:
        yield from self._head()
        yield '<main class="story-grid">'
        yield from self._facts()
        yield from Versions(self.view).parts()
        yield "</main>"
        yield '<section id="table" lang="en">'
        yield column("Facts and versions")
        yield _table(self.view, linked=True)
        yield "</section>"
        yield from self._foot()

    def _head(self) -> Iterator[str]:
        view = self.view
        yield f"<header>\n{heading(view.headline, view.language)}"
        yield findings(view.headline_checks)
        if title := view.headline_original:
            yield paragraph(" ".join(title.text.split()), title.language, "original-title")
        yield about([view.summary])
        yield '<ul class="sources" lang="en">'
        for place, label in enumerate(view.story.labels):
            line = escaped(" · ".join(view.about(place)))
            yield f'<li><a href="#version-{place}">{escaped(label)}</a> <span>{line}</span></li>'
        yield "</ul>"
        yield from (about([note]) for note in self.notes)
        yield alerted(view.alert)
        yield _LEGEND
        yield "</header>"

    def _facts(self) -> Iterator[str]:
        yield '<section class="facts" id="facts" aria-label="Facts">'
        if self.view.several:
            yield column("What several versions state" if self.view.alone else "Facts")
            yield from self._list(self.view.several)
        for version, group in self.view.alone:
            yield column(f"Only in the {self.view.name(version)} version")
            yield from self._list([told for told in group if not told.fact.opinion])
            opinions = [told for told in group if told.fact.opinion]
            if opinions:
                yield column(f"Opinion, only in the {self.view.name(version)} version")
                yield from self._list(opinions)
        yield "</section>"

    def _list(self, facts: Sequence[ToldFact]) -> Iterator[str]:
        if facts:
            yield '<ol class="fact-list">'
            yield from map(self._fact, facts)
            yield "</ol>"

    def _fact(self, told: ToldFact) -> str:
        differences = "".join(
            f'<p class="differing" lang="en">{escaped(self.view.difference(one))}</p>'
            for one in told.fact.differences
        )
        return (
            f'<li id="fact-{told.number}" data-fact="{told.number}">'
            f'<a class="number" href="#fact-{told.number}">{told.number}</a><div>'
            f"{paragraph(told.text, told.language)}{findings(remarks(told.outcome.checks, self.notes))}"
            f"{self._original(told)}{differences}{self._stated(told)}</div></li>"
        )

    def _original(self, told: ToldFact) -> str:
        if not told.is_translated:
            return ""
        text = escaped(" ".join(told.source.text.split()))
        where = f'<span lang="en" dir="ltr">{escaped(self.view.place(told.source))}</span>'
        return f'<p class="original">{where}: <span {spoken(told.source.language)}>{text}</span></p>'

    def _stated(self, told: ToldFact) -> str:
        """Return which versions state a fact, each with a link; of what one alone says, where it stands."""
        first = {said.version: said.segment for said in reversed(told.fact.statements)}
        chips = [self._chip(version, first.get(version)) for version in range(len(self.view.story.versions))]
        if len(first) == 1:
            ((version, segment),) = first.items()
            return f'<p class="stated" lang="en" dir="ltr">{chips[version]} sentence {segment + 1}</p>'
        there = " ".join(chips[version] for version in told.fact.versions)
        absent = " ".join(chips[version] for version in self.view.story.missing_in(told.fact))
        missing = f' <span class="missing">missing in: {absent}</span>' if absent else ""
        return f'<p class="stated" lang="en" dir="ltr"><span>stated by: {there}</span>{missing}</p>'

    def _chip(self, version: int, segment: int | None) -> str:
        label = escaped(self.view.story.labels[version])
        if segment is None:
            return f'<span class="chip">{label}</span>'
        return f'<a class="chip" href="#{sentence_anchor(version, segment)}">{label}</a>'

    def _foot(self) -> Iterator[str]:
        story = self.view.story
        aside = (
            set_aside(one.set_aside, label) for label, one in zip(story.labels, story.versions, strict=True)
        )
        yield footer(*aside, signature=self.view.signature)


_LEGEND = (
    '<p class="legend" lang="en">Point at a fact or a sentence, tap it or tab to it: everything that states the same '
    'lights up. <span class="key"><span class="mark">1</span> stated by several versions</span> '
    '<span class="key"><span class="mark alone">2</span> only here</span> '
    '<span class="key"><mark class="differs">5 million</mark> other versions say otherwise</span></p>'
)


def _table(view: StoryView, *, linked: bool) -> str:
    """Return facts against versions; with links to both where the page holds them."""
    heads = "".join(
        f'<th scope="col" title="{escaped(view.name(place))}">{escaped(label)}</th>'
        for place, label in enumerate(view.story.labels)
    )
    rows = "\n".join(_row(view, told, linked) for told in view.facts)
    return (
        '<div class="scroll"><table class="matrix"><thead><tr><th scope="col">#</th><th scope="col">Fact</th>'
        f"{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(view: StoryView, told: ToldFact, linked: bool) -> str:
    number = f'<a href="#fact-{told.number}">{told.number}</a>' if linked else str(told.number)
    tag = '<span class="tag" lang="en">opinion</span> ' if told.fact.opinion else ""
    cells = "".join(_cell(view, told, version, mark, linked) for version, mark in enumerate(view.marks(told)))
    attribute = f' data-fact="{told.number}"' if linked else ""
    return (
        f'<tr{attribute}><td>{number}</td><th scope="row" {spoken(told.language)}>{tag}{escaped(told.text)}</th>'
        f"{cells}</tr>"
    )


_SAID = {"●": "stated", "≠": "stated otherwise", "–": "missing"}


def _cell(view: StoryView, told: ToldFact, version: int, mark: str, linked: bool) -> str:
    what = f"{view.story.labels[version]}: {_SAID[mark]}"
    sign = f'<span aria-hidden="true">{mark}</span><span class="aloud">{escaped(what)}</span>'
    said = next((one for one in told.fact.statements if one.version == version), None)
    if linked and said is not None:
        sign = f'<a href="#{sentence_anchor(version, said.segment)}">{sign}</a>'
    css = {"●": "yes", "≠": "odd", "–": "no"}[mark]
    return f'<td class="{css}" title="{escaped(what)}">{sign}</td>'
