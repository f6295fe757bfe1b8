"""Ranking: polnews' key facts beside sumy's methods, and how both grow."""

from functools import partial

import corpus
from report import Budget, Report, Table
from turns import seconds_of

from polnews import Article
from polnews.ranking import METHODS, rank

_SIZES = (30, 100, 300, 1_000, 10_000)
_PATIENCE = 5.0
"""Seconds. A method whose next size would take longer, by the square of its last, is left out there."""
_COMPARED, _RATIO = 1_000, 50.0
"""LexRank is run up to this many sentences however long it takes: the budget is about it."""


def measure(*, quick: bool) -> Report:
    """Rank articles of growing length by every method."""
    sizes = (30, 60) if quick else _SIZES
    articles = {size: Article.from_text(corpus.long_text("de", size), language="de") for size in sizes}
    seconds = {method: _grow(articles, method) for method in METHODS if method != "lead"}
    table = Table(
        "Ranking methods by length of the article",
        "Milliseconds of processor time to score every sentence of one German article; the second run, "
        "so that lemmas are known to all; "
        f"— where it would take more than {_PATIENCE:.0f} s. sumy's methods run on our words and lemmas.",
        ["method", *(f"{size:,} sentences" for size in sizes)],
        [[method, *_cells(found, sizes)] for method, found in seconds.items()],
    )
    own, lexrank = seconds["keyfacts"], seconds["sumy:lexrank"]
    middle = max(size for size in sizes if size <= _COMPARED and size in lexrank)
    few, many = min(size for size in sizes if size >= sizes[-1] // 100), sizes[-1]
    budgets = [
        Budget(
            f"sumy's LexRank over ours, {middle:,} sentences",
            lexrank[middle] / own[middle], _RATIO, "times", False,
        ),
        Budget(
            f"ranking {many:,} sentences, per sentence, against {few:,}",
            own[many] / many / (own[few] / few), 1.5, "times", True,
        ),
    ]  # fmt: skip
    return Report("ranking", [table], budgets, quick)


def _grow(articles: dict[int, Article], method: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for size, article in articles.items():
        if found:
            last = max(found)
            growth = 1 if method == "keyfacts" else 2
            compared = method == "sumy:lexrank" and size <= _COMPARED
            if not compared and found[last] * (size / last) ** growth > _PATIENCE:
                break
        rank(article, method=method)
        found[size] = min(
            seconds_of(partial(rank, article, method=method)) for _ in range(3 if size <= 300 else 1)
        )
    return found


def _cells(found: dict[int, float], sizes: tuple[int, ...]) -> list[object]:
    return [1000 * found[size] if size in found else "—" for size in sizes]
