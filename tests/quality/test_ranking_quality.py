"""Floors under the quality of the ranking, and the weights in the package against the corpus."""

import json
from pathlib import Path

import numpy as np
import pytest

from ..loading import load

HERE = Path(__file__).parent
ASKED = {"R3": 0.92, "R5": 0.76}
GAP = 0.03  # no language lies further behind the best


ranking = load(HERE / "ranking.py")
SHIPPED = json.loads((ranking.PROJECT / "src/polnews/ranking/keyfacts.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def fitted() -> dict[str, dict[str, float]]:
    """Cross-validated scores with the shipped choice of features."""
    scores = ranking.cross_validate(lambda _training, _seed: _choice(), splits=ranking.SPLITS)
    return {
        language: dict(zip(("R3", "R5"), found.mean(axis=(0, 1)).tolist(), strict=True))
        for language, found in scores.items()
    }


def _choice() -> tuple[str, float]:
    return SHIPPED["fit"]["features"], SHIPPED["fit"]["strength"]


def test_what_is_asked_for_holds_in_every_language(fitted: dict[str, dict[str, float]]) -> None:
    for language, scores in fitted.items():
        for measure, least in ASKED.items():
            assert scores[measure] >= least, (language, measure)


def test_no_language_lies_far_behind_the_best(fitted: dict[str, dict[str, float]]) -> None:
    for measure in ASKED:
        values = [scores[measure] for scores in fitted.values()]
        assert max(values) - min(values) <= GAP


def test_floors(fitted: dict[str, dict[str, float]]) -> None:
    floors = json.loads((HERE / "ranking_floors.json").read_text("utf-8"))
    assert floors["corpus"] == ranking.digest(), (
        "the corpus changed: measure again, ranking_report.py --floors"
    )
    for language, scores in fitted.items():
        for measure, floor in floors["floors"][language].items():
            assert scores[measure] >= floor, (language, measure)


@pytest.mark.parametrize("language", ["bg", "de", "en", "it", "pt"])
def test_better_than_the_lead_and_every_sumy_method(
    language: str, fitted: dict[str, dict[str, float]]
) -> None:
    for method in ranking.UNFITTED:
        r3, r5 = ranking.by_method(method, language).mean(axis=0)
        assert fitted[language]["R3"] > r3, method
        assert fitted[language]["R5"] > r5, method


def test_the_weights_in_the_package_are_those_of_the_corpus() -> None:
    """Fitting again gives what is shipped: nobody edited the file, no feature changed without a new fit."""
    assert SHIPPED["corpus"]["sha256"] == ranking.digest()
    name, strength = _choice()
    every = [one for seed in range(4) for one in ranking.examples(seed)]
    names = ranking.FEATURE_SETS[name]
    again = dict(zip(names, ranking.fit(every, names, strength), strict=True))
    for feature, weight in again.items():
        assert SHIPPED["features"][feature] == pytest.approx(weight, abs=1e-3), feature


def test_a_title_row_never_counts() -> None:
    assert all(0 not in rows for source in ranking.versions("en") for rows in source.facts)
    assert (
        ranking.measure([0], [frozenset({1}), frozenset({2}), frozenset(), frozenset(), frozenset()]).sum()
        == 0
    )


def test_all_versions_of_an_article_share_a_fold() -> None:
    for split in range(ranking.SPLITS):
        parts = ranking.folds(range(48), ranking.FOLDS, split)
        assert sorted(number for part in parts for number in part) == list(range(48))


def test_the_fit_finds_what_made_the_data() -> None:
    """Rows whose worth is one feature: that feature gets the weight."""
    chance = np.random.default_rng(0)
    table = chance.random((40, 2))
    gains = (table[:, 0] > 0.5) * 1.0
    one = ranking.Example(ranking.version(0, "en"), ("useful", "noise"), table, (), gains)
    useful, noise = ranking.fit([one] * 20, ("useful", "noise"), 0.3)
    assert useful > 5 * abs(noise)
