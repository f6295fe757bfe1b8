"""Articles from the seeds, and what every article promises."""

from pathlib import Path

import pytest
from polnews.article import Article

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_seed_round_trips_through_json(path):
    article = Article.from_file(path)
    assert Article.from_json(article.to_json()) == article
