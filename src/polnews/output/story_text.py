"""A story as plain text: its versions, the facts with the versions that state them, what one alone says."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from polnews.output.notes import counted, remarks
from polnews.output.story_lines import StoryView, ToldFact
from polnews.output.text import WIDTH, wrap

if TYPE_CHECKING:
    from polnews.brief import Brief
    from polnews.story.story import Story

__all__ = ["SHOWN", "SHOWN_ALONE", "story_text"]

# Facts of several versions shown without being asked for more: as many as the longest brief has.
SHOWN = 10
# Facts shown of those that a version alone states, and as many of its opinions.
SHOWN_ALONE = 5


def story_text(
    story: "Story", brief: "Brief | None" = None, *, facts: int = SHOWN, width: int = WIDTH
) -> str:
    """Return a story as plain text.

    Args:
        story: What to show.
        brief: A brief of the story; facts that stand in it are shown in its words.
        facts: How many facts of several versions to show; the others are counted.
        width: Longest line in characters.

    Raises:
        ArticleError: The brief is of other articles.
    """
    view = StoryView(story, brief)
    lines = [*_headline(view, width), "", *_versions(view, width), "", *wrap(view.summary, width)]
    notes = view.notes
    said = [*notes, *([view.alert.text] if view.alert else [])]
    lines += [line for note in said for line in wrap(note, width)]
    lines += [""]
    shown = view.shown(view.several, facts)
    for told in shown:
        lines += [*_fact(view, told, notes, width), ""]
    if more := len(view.several) - len(shown):
        whose = " of several versions" if len(story.versions) > 1 else ""
        lines += [f"… {counted(more, 'more fact', 'more facts')}{whose}.", ""]
    for version, group in view.alone:
        lines += _alone(view, version, group, notes, width)
    return "\n".join([*lines, *wrap(view.signature, width)])


def _headline(view: StoryView, width: int) -> Iterator[str]:
    """Yield the headline, what was found about it, and what it was translated from."""
    yield from wrap(view.headline, width)
    for check in view.headline_checks:
        yield from wrap(f"{check.code}: {check.message}", width, "! ", "  ")
    if view.headline_original is not None:
        yield from wrap(" ".join(view.headline_original.text.split()), width, "   | ")


def _versions(view: StoryView, width: int) -> Iterator[str]:
    labels = view.story.labels
    margin = max(map(len, labels)) + 2
    for place, label in enumerate(labels):
        yield from wrap(" · ".join(view.about(place)), width, f"{label:<{margin}}", " " * margin)


def _fact(view: StoryView, told: ToldFact, notes: Sequence[str], width: int) -> Iterator[str]:
    label = f"{told.number}. "
    indent = " " * len(label)
    yield from wrap(told.text, width, label, indent)
    for check in remarks(told.outcome.checks, notes):
        yield from wrap(f"{check.code}: {check.message}", width, f"{indent}! ", f"{indent}  ")
    for difference in told.fact.differences:
        yield from wrap(view.difference(difference), width, f"{indent}! ", f"{indent}  ")
    if stated := view.stated(told):
        yield from wrap(stated, width, indent)
    yield from _source(view, told, indent, width)


def _source(view: StoryView, told: ToldFact, indent: str, width: int) -> Iterator[str]:
    where = f"{told.fact.kind}, {view.place(told.source)}"
    if told.is_translated:
        where += f": {' '.join(told.source.text.split())}"
    yield from wrap(where, width, f"{indent}| ")


def _alone(
    view: StoryView, version: int, group: Sequence[ToldFact], notes: Sequence[str], width: int
) -> Iterator[str]:
    """Yield what one version alone says: its facts, then its opinions, each up to a few."""
    parts = (
        ("Only in the {} version", [told for told in group if not told.fact.opinion]),
        ("Opinion, only in the {} version", [told for told in group if told.fact.opinion]),
    )
    for title, facts in parts:
        if not facts:
            continue
        yield f"{title.format(view.name(version))}:"
        shown = view.shown(facts, SHOWN_ALONE)
        for told in shown:
            yield from _only(view, told, notes, width)
        if more := len(facts) - len(shown):
            yield f"… {more} more."
        yield ""


def _only(view: StoryView, told: ToldFact, notes: Sequence[str], width: int) -> Iterator[str]:
    label = f"{told.number}. "
    indent = " " * len(label)
    yield from wrap(f"{told.text} [{told.source.segment + 1}]", width, label, indent)
    for check in remarks(told.outcome.checks, notes):
        yield from wrap(f"{check.code}: {check.message}", width, f"{indent}! ", f"{indent}  ")
    if told.is_translated:
        yield from _source(view, told, indent, width)
