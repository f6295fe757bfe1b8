"""Pictures of a story: what is drawn is what the story says, and nothing else of matplotlib is touched."""

import io
import subprocess
import sys

import pytest

from polnews import Story
from polnews.errors import MissingExtraError

from . import stories
from .stories import DE, EN, IT

matplotlib = pytest.importorskip("matplotlib", reason='drawing needs matplotlib: pip install "polnews[plot]"')


@pytest.fixture
def story() -> Story:
    return stories.story()


def _points(axes, marker: str) -> set[tuple[float, float]]:
    lines = [line for line in axes.lines if line.get_marker() == marker]
    return {(float(x), float(y)) for line in lines for x, y in line.get_xydata()}


def test_the_matrix_has_a_sign_for_each_fact_and_version(story: Story) -> None:
    axes = story.plot().axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["en", "de", "it", "pt", "bg"]
    assert axes.get_yticklabels()[1].get_text() == "2. The act follows in July."
    assert axes.get_yticklabels()[3].get_text().startswith("4. Opinion: Sadly")
    assert _points(axes, "o") == {(0, 0), (2, 0), (3, 0), (0, 1), (1, 1), (2, 1), (4, 1), (0, 2), (0, 3)}
    assert _points(axes, "X") == {(1, 0), (4, 0)}
    assert len(_points(axes, "_")) == 9


def test_an_alignment_is_drawn_as_lines_whichever_way_round(story: Story) -> None:
    for left, right in ((EN, DE), (DE, EN)):
        axes = story.plot_alignment(left, right).axes[0]
        lines = [line for line in axes.lines if list(line.get_xdata()) == [0, 1]]
        assert [(line.get_linestyle(), list(line.get_ydata())) for line in lines] == [
            ("-", [1, 1]),
            ("-", [2, 2]),
            ("--", [3, 3]),
        ]
        alone = [dots for dots in axes.collections if len(dots.get_offsets()) == 2]
        assert [[tuple(place) for place in dots.get_offsets()] for dots in alone] == [
            [(float(left == DE), 4.0), (float(left == DE), 5.0)]
        ]


def test_versions_that_are_not_aligned_are_refused(story: Story) -> None:
    with pytest.raises(KeyError, match="0 and 0"):
        story.plot_alignment(EN, EN)
    with pytest.raises(KeyError):
        story.plot_alignment(EN, IT)


def test_figures_can_be_saved_in_every_script(story: Story) -> None:
    content = io.BytesIO()
    story.plot().savefig(content, format="png", dpi=40)
    assert content.getvalue().startswith(b"\x89PNG")


def test_formulas_in_a_fact_stay_text(story: Story) -> None:
    first = story.facts[0]
    dollars = first.statements[0]
    text = "It costs $5 to $6 million."
    told = Story(
        versions=story.versions,
        facts=(type(first)(1, 1.0, "amount", (type(dollars)(1, 0, len(text), text, "en", 0),)),),
        signature="by hand",
    )
    told.plot().savefig(io.BytesIO(), format="png", dpi=40)


def test_drawing_leaves_pyplot_alone() -> None:
    code = (
        "import sys; from polnews import Article, Story; "
        "Story.from_articles([Article.from_text('Ministers agreed on Monday.', language='en')]).plot(); "
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_matplotlib_the_mend_is_named(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    for draw in (story.plot, lambda: story.plot_alignment(EN, DE)):
        with pytest.raises(MissingExtraError, match=r'pip install "polnews\[plot\]"'):
            draw()
