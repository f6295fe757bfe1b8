"""Scores of the mention finders stay above the floors pinned with their corpora."""

import json
from pathlib import Path

import pytest

from .loading import load

quality = load(Path(__file__).parent / "quality" / "mentions.py")
TARGETS = {"dates": 0.90, "amounts": 0.97, "names": 0.90, "quotes": 0.90}


@pytest.fixture(scope="module")
def measured():
    return quality.measure()


@pytest.mark.parametrize("kind", quality.KINDS)
@pytest.mark.parametrize("language", quality.LANGUAGES)
def test_written_cases_reach_the_target(measured, kind, language):
    """Nine in ten written cases are right in every language, 97 in 100 for amounts."""
    assert len(quality.read_cases(kind, language)) >= 40
    assert measured[f"written {kind}"]["scores"][language] >= TARGETS[kind]


def test_scores_are_above_their_floors(measured):
    """No score falls below the floor pinned for the same corpus."""
    floors = json.loads(quality.FLOORS.read_text())
    assert quality.below_floor(measured, floors) == []


def test_annotated_sets_reach_the_targets(measured):
    """Dates reach F1 0.80, direct quotes F1 0.85, their speakers 0.70."""
    if quality.dev_data() is None:
        pytest.skip("annotated sets not found: set POLNEWS_DEV_DATA to their folder")
    assert measured["dates-de"]["scores"]["f1"] >= 0.80
    assert measured["quotes-de"]["scores"]["f1"] >= 0.85
    assert measured["quotes-de"]["scores"]["speaker"] >= 0.70


def test_a_floor_can_only_be_lowered_on_purpose():
    """Pinning keeps the higher floor of the same corpus unless told to lower it."""
    floors = {"c": {"digest": "d", "scores": {"f1": 0.9}}}
    worse = {"c": {"digest": "d", "scores": {"f1": 0.8}}}
    assert quality.pin(worse, floors, lower=False)["c"]["scores"]["f1"] == 0.9
    assert quality.pin(worse, floors, lower=True)["c"]["scores"]["f1"] == 0.8
    assert quality.below_floor(worse, floors) == ["c f1: 0.8000 is below the floor 0.9000"]
    changed = {"c": {"digest": "e", "scores": {"f1": 1.0}}}
    assert "corpus changed" in quality.below_floor(changed, floors)[0]
