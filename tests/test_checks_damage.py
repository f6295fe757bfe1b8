"""The checks find what they promise to find, and leave sound translations alone."""

from pathlib import Path

import pytest

from .loading import load

damage = load(Path(__file__).parent / "quality" / "damage.py")


def _hold(score: "damage.Score") -> None:
    for kind, floor in damage.FLOORS.items():
        assert not score.cases[kind] or score.recall(kind) >= floor, (
            f"{kind}: {score.recall(kind):.3f} of {score.cases[kind]} found"
        )
        assert score.alarms(damage.CODES[kind]) <= damage.MOST_FALSE_ALARMS, kind
    assert score.alarms("any severe") <= damage.MOST_SEVERE


@pytest.mark.parametrize("pair", damage.PAIRS)
def test_damage_to_the_projects_articles_is_found(pair: str) -> None:
    """On the half of the articles no number was fitted on."""
    _hold(damage.measure(damage.damaged(damage.article_rows(1), pair), pair))


@pytest.mark.parametrize("pair", damage.PAIRS)
def test_damage_files_are_found(pair: str) -> None:
    cases = damage.damage_file(pair)
    if not cases:
        pytest.skip("dev/damage is not here: set POLNEWS_DEV_DATA")
    _hold(damage.measure(cases, pair))
