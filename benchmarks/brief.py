"""Briefs: in the article's own language, and in another one against translating everything.

python benchmarks/brief.py LANGUAGE COUNT    (the seconds of reading and of briefing so many texts; run by itself)
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import corpus
from report import Budget, Report, Table
from turns import in_turns, medians, percentile, seconds_of

from packages import sized_package
from polnews import Article, Summarize, Translate
from polnews.engines.argos import ArgosEngine
from polnews.models.store import Store

_WORDS = 500
_PROCESSES = 3
_LIMIT = 20.0
_SHARE = 1 / 3


def measure(*, quick: bool) -> Report:
    """Make briefs of articles nobody has seen before, then of long ones in another language."""
    own = Table(
        "A brief in the article's own language",
        f"Milliseconds of processor time for development articles joined until they have {_WORDS} words; "
        "each text is new, rules and "
        "dictionaries are loaded. `Summarize(facts=5)` alone, and with reading the text before it. "
        f"Each text counts with its least in {_PROCESSES} processes one after the other: what else runs on the host "
        "only adds.",
        ["language", "texts", "brief, median", "brief, 95th percentile", "read and brief, median"],
        [
            _own_row(language, [_timed(language, 3)] if quick else _in_processes(language, 24))
            for language in corpus.LANGUAGES
        ],
    )
    with tempfile.TemporaryDirectory() as folder:
        other = _other(Path(folder), quick=quick)
    slowest = max(row[2] for row in own.rows)
    share = max(row[3] for row in other.rows)
    budgets = [
        Budget("brief without translation, 500 words, warm, slowest language", slowest, _LIMIT, "ms", True),
        Budget(
            "brief in another language over translating all, 40 segments or more", share, _SHARE, "", True
        ),
    ]
    return Report("brief", [own, other], budgets, quick)


def _own_row(language: str, runs: list[tuple[list[float], list[float]]]) -> list[object]:
    reading, briefing = (
        [min(times) for times in zip(*kind, strict=True)] for kind in zip(*runs, strict=True)
    )
    both = [one + two for one, two in zip(reading, briefing, strict=True)]
    return [
        language,
        len(briefing),
        1000 * statistics.median(briefing),
        1000 * percentile(briefing, 0.95),
        1000 * statistics.median(both),
    ]


def _in_processes(language: str, count: int) -> list[tuple[list[float], list[float]]]:
    command = [sys.executable, __file__, language, str(count)]
    runs = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(_PROCESSES))
    return [json.loads(run.stdout) for run in runs]


def _timed(language: str, count: int) -> tuple[list[float], list[float]]:
    """Return the seconds of reading and of briefing each text; a word met before is remembered."""
    texts = list(_of_length(language, _WORDS))
    summarize = Summarize(facts=5)
    for text in texts[-2:]:
        summarize(Article.from_text(text))
    reading, briefing = [], []
    for text in texts[:count]:
        reading.append(seconds_of(partial(Article.from_text, text)))
        article = Article.from_text(text)
        briefing.append(seconds_of(partial(summarize, article)))
    return reading, briefing


def _of_length(language: str, words: int) -> Iterator[str]:
    """Yield texts of about so many words, each sentence in one of them."""
    gathered: list[str] = []
    for text in corpus.texts(language):
        gathered.append(text)
        if len(" ".join(gathered).split()) >= words:
            yield " ".join("\n\n".join(gathered).split(" ")[:words])
            gathered = []


def _other(folder: Path, *, quick: bool) -> Table:
    package = sized_package(folder, "de", "en", tiny=quick)
    engine = ArgosEngine(store=Store(folder / "own", foreign=(package.parent,)))
    whole = Translate(to="en", engine=engine)
    brief = Summarize(facts=5, to=whole)
    rows, clock = [], time.perf_counter
    for size in (10,) if quick else (40, 80):
        article = Article.from_text(corpus.long_text("de", size), language="de")
        whole(Article.from_text("Die Frist endet am Montag.", language="de"))
        found = medians(
            in_turns(
                {"brief": partial(brief, article), "all": partial(whole, article)}, 1 if quick else 3, clock
            )
        )
        rows.append([len(article.segments), found["brief"], found["all"], found["brief"] / found["all"]])
    return Table(
        "A brief in another language",
        "Seconds for five facts and the headline of one German article in English, and for translating "
        "it whole; "
        "package of Argos' size, beam 4, in turns.",
        ["segments", "brief", "whole translation", "share"],
        rows,
    )


if __name__ == "__main__":
    print(json.dumps(_timed(sys.argv[1], int(sys.argv[2]))))
