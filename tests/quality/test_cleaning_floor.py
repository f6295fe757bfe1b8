"""Floors of set-aside precision and recall on generated dirt, per kind and language."""

from collections import Counter
from pathlib import Path

import pytest

from ..loading import load

HERE = Path(__file__).parent
MIN_PRECISION = 0.98
MIN_RECALL = 0.90
MIN_LARGE = 0.85
"""For the sets of 40 lines a cell, of which the sample takes 24; all cells of all articles are above 0.92."""
MIN_BLIND = 0.85
STEP = 6
"""Every sixth article, to keep the tests quick; the script measures all."""


cleaning = load(HERE / "cleaning.py")


@pytest.mark.parametrize(
    ("words", "least"), [*((w, MIN_RECALL) for w in "abcd"), *((w, MIN_LARGE) for w in "gh")]
)
def test_dirt_is_set_aside_and_the_story_stays(words, least):
    tally = cleaning.measure(words, step=STEP)
    low = [
        (kind, language, tally.precision(kind, language), tally.recall(kind, language))
        for kind in cleaning.soil.KINDS
        for language in cleaning.soil.LANGUAGES
        if tally.precision(kind, language) < MIN_PRECISION or tally.recall(kind, language) < least
    ]
    assert not low
    assert not tally.examples  # no article was taken for another language


def test_wording_nobody_saw_is_set_aside_too():
    """Over the three blind sets: most lines of every kind and language, and no line of the story."""
    dirt, found = Counter(), Counter()
    for words in cleaning.soil.REPORT:
        tally = cleaning.measure(words, step=STEP)
        assert not any(tally.lost.values())
        for (kind, language), times in tally.dirt.items():
            dirt[kind, language] += times
            found[kind, language] += tally.found[kind, language]
    assert not [cell for cell in dirt if found[cell] < MIN_BLIND * dirt[cell]]


def test_headings_stay_in_clean_articles():
    tally = cleaning.measure_headings(seen=True, step=STEP)
    assert not any(tally.found.values())
    assert not any(tally.lost.values())
