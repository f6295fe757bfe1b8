"""A story as Markdown, and as the table of facts and versions that notebooks show."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from polnews.output.markdown import finding_lines, headline_lines, markdown_escaped, quoted
from polnews.output.notes import counted, remarks
from polnews.output.story_lines import StoryView, ToldFact
from polnews.output.story_text import SHOWN

if TYPE_CHECKING:
    from polnews.brief import Brief
    from polnews.story.story import Story

__all__ = ["story_markdown", "story_table"]


def story_markdown(story: "Story", brief: "Brief | None" = None, *, facts: int = SHOWN) -> str:
    """Return a story as Markdown: versions, facts with their originals, what one version alone says, a table.

    Args:
        story: What to show.
        brief: A brief of the story; facts that stand in it are shown in its words.
        facts: How many facts of several versions to show; the table holds them all.

    Raises:
        ArticleError: The brief is of other articles.
    """
    view = StoryView(story, brief)
    notes = view.notes
    head = headline_lines(brief) if brief is not None else ()
    lines = [f"# {markdown_escaped(view.headline)}", "", *head, *_versions(view), "", view.summary, ""]
    said = [*notes, *([view.alert.text] if view.alert else [])]
    lines += [f"*{markdown_escaped(note)}*  " for note in said] + [""]
    shown = view.shown(view.several, facts)
    for told in shown:
        lines += [*_fact(view, told, notes), ""]
    if more := len(view.several) - len(shown):
        lines += [f"… {counted(more, 'more fact', 'more facts')} in the table below.", ""]
    for version, group in view.alone:
        lines += [f"## Only in the {view.name(version)} version", ""]
        for told in group:
            lines += [*_only(told, notes), ""]
    lines += ["## Facts and versions", "", *_table(view)]
    return "\n".join([*lines, "", f"`{view.signature}`", ""])


def story_table(story: "Story", brief: "Brief | None" = None) -> str:
    """Return facts against versions as a Markdown table."""
    view = StoryView(story, brief)
    return "\n".join([f"**{markdown_escaped(view.headline)}**", "", view.summary, "", *_table(view), ""])


def _versions(view: StoryView) -> Iterator[str]:
    for place, label in enumerate(view.story.labels):
        yield f"- **{label}** {markdown_escaped(' · '.join(view.about(place)))}"


def _fact(view: StoryView, told: ToldFact, notes: Sequence[str]) -> Iterator[str]:
    yield f"{told.number}. {markdown_escaped(told.text)}"
    beneath = [markdown_escaped(stated)] if (stated := view.stated(told)) else []
    beneath += [markdown_escaped(view.difference(one)) for one in told.fact.differences]
    beneath += finding_lines(remarks(told.outcome.checks, notes))
    original = f" {markdown_escaped(' '.join(told.source.text.split()))}" if told.is_translated else ""
    beneath.append(f"*{told.fact.kind}, {view.place(told.source)}*{original}")
    yield quoted(beneath, _indent(told))


def _indent(told: ToldFact) -> str:
    return " " * (len(str(told.number)) + 2)


def _only(told: ToldFact, notes: Sequence[str]) -> Iterator[str]:
    opinion = "*Opinion:* " if told.fact.opinion else ""
    where = f"*sentence {told.source.segment + 1}*"
    yield f"{told.number}. {opinion}{markdown_escaped(told.text)} {where}"
    beneath = [*finding_lines(remarks(told.outcome.checks, notes))]
    beneath += [markdown_escaped(" ".join(told.source.text.split()))] if told.is_translated else []
    if beneath:
        yield quoted(beneath, _indent(told))


def _table(view: StoryView) -> Iterator[str]:
    labels = view.story.labels
    yield f"| | Fact | {' | '.join(labels)} |"
    yield f"| --: | --- |{' :-: |' * len(labels)}"
    for told in view.facts:
        text = ("*Opinion:* " if told.fact.opinion else "") + markdown_escaped(told.text)
        yield f"| {told.number} | {text} | {' | '.join(view.marks(told))} |"
