"""Pictures of a story: facts against versions, and how two versions run beside each other. Needs matplotlib."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from polnews.errors import MissingExtraError
from polnews.output.story_lines import StoryView, ToldFact

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from polnews.brief import Brief
    from polnews.story.story import Story
    from polnews.story.values import Alignment

__all__ = ["alignment_figure", "matrix_figure"]

# Okabe and Ito 2008: colours that differ for every kind of colour vision. Shapes differ too, for print.
_BLUE, _ORANGE, _GREY = "#0072B2", "#D55E00", "#9A9A9A"
_LONGEST = 90


def matrix_figure(story: "Story", brief: "Brief | None" = None) -> "Figure":
    """Draw which version states which fact: a row a fact, a column a version.

    Args:
        story: What to draw.
        brief: A brief of the story; facts that stand in it are shown in its words.

    Returns:
        A figure of its own; nothing of matplotlib's global state is touched.

    Raises:
        MissingExtraError: matplotlib is not installed.
        ArticleError: The brief is of other articles.
    """
    view = StoryView(story, brief)
    rows, labels = view.facts, story.labels
    figure, axes = _canvas(2.5 + 0.45 * len(labels) + 6.5, 1.6 + 0.3 * max(1, len(rows)))
    for row, told in enumerate(rows):
        _draw_row(axes, row, told, list(view.marks(told)))
    axes.set_xticks(range(len(labels)), labels)
    axes.set_yticks(range(len(rows)), [f"{told.number}. {_short(told)}" for told in rows])
    axes.set_xlim(-0.6, len(labels) - 0.4)
    axes.set_ylim(max(1, len(rows)) - 0.4, -0.6)
    axes.xaxis.tick_top()
    axes.yaxis.tick_right()
    _plain(axes)
    _legend(axes, [("o", _BLUE, "stated"), ("X", _ORANGE, "stated otherwise"), ("_", _GREY, "missing")])
    return figure


def alignment_figure(story: "Story", left: int, right: int) -> "Figure":
    """Draw two versions as columns of sentences, with a line from each sentence to the one that says the same.

    Args:
        story: What to draw.
        left: Index of the version on the left.
        right: Index of the version on the right.

    Returns:
        A figure of its own; nothing of matplotlib's global state is touched.

    Raises:
        MissingExtraError: matplotlib is not installed.
        KeyError: Not two different versions of the story.
    """
    found = story.alignment(left, right)
    view = StoryView(story)
    sizes = [len(story.versions[place].segments) for place in (left, right)]
    figure, axes = _canvas(5.5, 1.8 + 0.16 * max(sizes))
    for place, (version, size) in enumerate(zip((left, right), sizes, strict=True)):
        alone = set(found.only_left if found.left == version else found.only_right)
        for shape, colour, rows in (
            ("o", _BLUE, [row for row in range(size) if row not in alone]),
            ("s", _ORANGE, [row for row in range(size) if row in alone]),
        ):
            axes.scatter(
                [place] * len(rows), [row + 1 for row in rows], marker=shape, c=colour, s=22, zorder=3
            )
    _draw_links(axes, found, turned=found.left != left)
    axes.set_xticks((0, 1), [view.name(left), view.name(right)])
    axes.set_ylabel("sentence")
    axes.set_xlim(-0.35, 1.35)
    axes.set_ylim(max(sizes) + 1, 0)
    axes.xaxis.tick_top()
    _plain(axes)
    lines = [("-", _BLUE, "same sentence"), ("--", _BLUE, "same fact in other words")]
    _legend(axes, [*lines, ("s", _ORANGE, "only here")])
    return figure


def _canvas(width: float, height: float) -> "tuple[Figure, Axes]":
    """Return a figure of a size in inches that belongs to nobody, and its axes."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("plot", "Drawing a story") from error
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def _draw_row(axes: "Axes", row: int, told: ToldFact, marks: Sequence[str]) -> None:
    for sign, shape, colour in (("●", "o", _BLUE), ("≠", "X", _ORANGE), ("–", "_", _GREY)):
        places = [place for place, mark in enumerate(marks) if mark == sign]
        inside = "none" if told.fact.opinion and sign == "●" else colour
        axes.plot(places, [row] * len(places), shape, color=colour, markerfacecolor=inside, markersize=8)


def _draw_links(axes: "Axes", found: "Alignment", *, turned: bool) -> None:
    for link in found.links:
        ends = (link.right, link.left) if turned else (link.left, link.right)
        style = "-" if link.kind == "same" else "--"
        for start in ends[0]:
            for end in ends[1]:
                axes.plot(
                    (0, 1), (start + 1, end + 1), style, color=_BLUE, alpha=0.3 + 0.7 * link.score, lw=1.2
                )


def _short(told: ToldFact) -> str:
    text = ("Opinion: " if told.fact.opinion else "") + told.text
    # Between two dollar signs matplotlib would read a formula.
    return (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…").replace("$", r"\$")


def _plain(axes: "Axes") -> None:
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.grid(axis="y", color="#E5E5E5", lw=0.6)
    axes.set_axisbelow(True)


def _legend(axes: "Axes", entries: Sequence[tuple[str, str, str]]) -> None:
    """Explain signs, each a matplotlib format such as "o" or "--", below the picture."""
    for sign, colour, label in entries:
        axes.plot([], [], sign, color=colour, label=label)
    axes.figure.legend(loc="outside lower center", ncols=len(entries), frameon=False)
