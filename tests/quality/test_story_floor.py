"""Floors of grouping and of differences, on articles nothing was chosen on."""

from pathlib import Path

from ..loading import load

HERE = Path(__file__).parent
STEP = 4
"""Every fourth article, to keep the test quick; the script measures all."""
SLACK = 0.05
"""Thirty cases of a kind are few: one of them more or less is no fall."""


story = load(HERE / "story.py")


def test_a_mixed_heap_falls_into_its_stories():
    assert story.grouping(story.heap(story.HELD)).f1 >= story.FLOORS["grouping F1"]


def test_relations_are_told_apart():
    counts = story.relations(story.heap(story.HELD), events=4)
    assert sum(count for (wanted, found), count in counts.items() if wanted != found) == 0
    assert {wanted for wanted, _ in counts} >= {"duplicate", "translation"}


def test_differences_are_found_and_few_reported_without_one(monkeypatch):
    monkeypatch.setattr(story.building, "align", story.building.align)  # put back what compare_once replaces
    monkeypatch.setattr(story.building, "read_version", story.building.read_version)
    story.compare_once()
    score = story.differences(story.articles(story.HELD)[::STEP], story.LANGUAGES)
    low = {way: score.recall(way) for way in story.WAYS if score.recall(way) < story.FLOORS[way] - SLACK}
    assert not low
    assert score.false.total() <= story.MOST_FALSE_REPORTS * score.stories + 1, score.false


def test_the_recipe_alters_what_it_says():
    row = {"de": "Am 3. Mai stimmte Ana Petrov zu.", "en": "Ana Petrov agreed on 3 May.", "it": "Ana Petrov"}
    row |= {"pt": "Ana Petrov", "bg": "Ана Петров"}
    dice = story.random.Random(1)
    assert "Mai" not in story.month_changed(row, "de", dice)
    replaced = story.name_replaced(row, "en", dice)
    assert any(name in replaced for name in story.LATIN_STRANGERS.split())
    assert story.month_changed(row, "it", dice) is None
