"""Our sentence boundaries are better than bare sentencex, in every language."""

from collections import defaultdict
from pathlib import Path

import pytest

from ..loading import load

sentences = load(Path(__file__).parent / "sentences.py")


def totals(names):
    found = defaultdict(lambda: [sentences.Score(), sentences.Score()])
    for name, language, score in sentences.sets():
        if names(name) and language in sentences.LANGUAGES:
            found[language][0] += score(sentences.bare)
            found[language][1] += score(sentences.ours)
    return found


def test_dev_articles_have_hardly_a_boundary_wrong():
    for language, (bare, ours) in totals(lambda name: name == "articles").items():
        assert ours.f1 >= max(0.998, bare.f1), language


@pytest.mark.skipif(not sentences.DEV.exists(), reason="gold sentences not here: set POLNEWS_DEV_DATA")
def test_gold_sentences_are_found_better_than_by_sentencex_alone():
    for language, (bare, ours) in totals(lambda name: name != "articles").items():
        assert ours.f1 > bare.f1, language
