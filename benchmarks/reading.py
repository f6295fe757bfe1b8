"""Cleaning, language detection and segmentation: megabytes of text a second on one core."""

from collections.abc import Callable

import corpus
from report import Budget, Report, Table
from turns import in_turns, medians

from polnews import Article
from polnews.provenance import Span
from polnews.segment import split_sentences

_FLOOR = 1.0


def measure(*, quick: bool) -> Report:
    """Read the development articles, and articles of growing length."""
    rounds = 1 if quick else 7
    languages = _languages(rounds, 2 if quick else 48)
    growth = _growth(rounds, (30, 60) if quick else (100, 1_000, 10_000))
    slowest = min(row[3] for row in languages.rows)
    smallest, largest = growth.rows[0], growth.rows[-1]
    budgets = [
        Budget("clean + detect + segment, slowest language", slowest, _FLOOR, "MB/s", False),
        Budget(
            f"reading {largest[0]:,} sentences, per sentence, against {smallest[0]:,}",
            largest[2] / smallest[2], 1.5, "times", True,
        ),
    ]  # fmt: skip
    return Report("reading", [languages, growth], budgets, quick)


def _languages(rounds: int, count: int) -> Table:
    pages = {language: corpus.texts(language)[:count] for language in corpus.LANGUAGES}
    detected = {(language, "read"): _reader(texts) for language, texts in pages.items()}
    split = {(language, "split"): _splitter(texts, language) for language, texts in pages.items()}
    for run in detected.values():
        run()  # rules and profiles are loaded once a process
    found = medians(in_turns({**detected, **split}, rounds))
    rows = []
    for language, texts in pages.items():
        megabytes = sum(len(text.encode()) for text in texts) / 1e6
        one, two = found[language, "read"], found[language, "split"]
        rows.append([language, len(texts), 1000 * one / len(texts), megabytes / one, megabytes / two])
    return Table(
        "Cleaning, detection and segmentation by language",
        "`Article.from_text` without a language given, on the development articles; UTF-8 megabytes a "
        "second, processor "
        f"time, median of {rounds} rounds in turns.",
        ["language", "articles", "ms an article", "MB/s", "MB/s of sentence splitting alone"],
        rows,
    )


def _growth(rounds: int, sizes: tuple[int, ...]) -> Table:
    pages = {size: corpus.long_text("de", size) for size in sizes}
    found = medians(in_turns({size: _reader([text]) for size, text in pages.items()}, min(rounds, 3)))
    return Table(
        "One long article",
        "`Article.from_text` of one German article of that many sentences; processor time.",
        ["sentences", "seconds", "ms a sentence", "MB/s"],
        [
            [size, found[size], 1000 * found[size] / size, len(text.encode()) / 1e6 / found[size]]
            for size, text in pages.items()
        ],
    )


def _reader(texts: list[str]) -> Callable[[], list[Article]]:
    return lambda: [Article.from_text(text) for text in texts]


def _splitter(texts: list[str], language: str) -> Callable[[], list[list[Span]]]:
    return lambda: [split_sentences(text, language) for text in texts]
