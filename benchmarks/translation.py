"""Translation: Argos Translate, a bare `translate_batch` and polnews, in turns, on the same segments.

python benchmarks/translation.py --memory CONTENDER PACKAGE    (one contender's peak memory; run by itself)
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import corpus
from contenders import ARGOS, BARE, DEFAULTS, MAKERS, PARALLEL, PLAIN, Contender, Settings, _pieces
from report import Budget, Report, Table
from resident import highest
from turns import in_turns, percentile, seconds_of

from packages import given_packages, sized_package
from polnews import Article
from polnews.languages import Pair

_ARTICLES = 48
"""All development articles: 581 segments."""
_TIMES_ARGOS, _OF_BARE, _BEYOND_THE_PACKAGE = 3.5, 0.9, 250.0
_SIZED = "Argos-sized"
_NOTE = (
    "German development articles (English ones for en-it, Bulgarian for bg-en), in one call where a "
    "contender takes "
    "more than one article; medians of rounds in turns. “Bare” gets segments already split, tokenised "
    "and sorted; "
    "“of bare” compares with the faster of its two ways to use the threads. The Argos-sized package says "
    "as many pieces "
    "as its source has, whoever decodes; the small packages repeat themselves until a limit stops them, "
    "and contenders "
    "have different limits. Elapsed time decides; processor time, all threads together, tells how far a "
    "busy machine "
    "may have bent it."
    " The Argos-sized package copies its source, which the checks of polnews find in every segment and, by default, "
    "try again in another way: its last row shows the most that second tries can cost."
)
_COLUMNS = ["package", "contender", "segments", "rounds", "segments/s", "source pieces/s", "pieces said",
            "processor s", "times Argos", "of bare"]  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """One row group of the table: a package, settings, and how much text."""

    name: str
    settings: Settings
    articles: int
    rounds: int
    names: Sequence[str] = field(default=tuple(MAKERS))


def measure(*, quick: bool, articles: int = _ARTICLES, rounds: int = 3) -> Report:
    """Compare all contenders at Argos' own settings on a package of its size."""
    with tempfile.TemporaryDirectory() as folder:
        trial = _sized(Path(folder), quick=quick, articles=articles, rounds=1 if quick else rounds)
        found = _run(trial)
        tables = [
            Table("Throughput at Argos' settings", _NOTE, _COLUMNS, found),
            _one_article(trial, 2 if quick else min(12, articles)),
            _memory(trial),
        ]
        alone = tables[-1].rows[-1][1] - _size(trial.settings.route[0])
    main = {row[1]: row for row in found}
    argos, of_bare = _COLUMNS.index("times Argos"), _COLUMNS.index("of bare")
    budgets = [
        Budget(
            "translation, Argos-sized, beam 4, over Argos Translate",
            main[PLAIN][argos],
            _TIMES_ARGOS,
            "times",
            False,
        ),
        Budget(
            "translation, Argos-sized, beam 4, of bare translate_batch",
            main[PLAIN][of_bare],
            _OF_BARE,
            "",
            False,
        ),
        Budget("memory beyond the package, one language", alone, _BEYOND_THE_PACKAGE, "MB", True),
    ]
    return Report("translation", tables, budgets, quick)


def measure_settings(*, quick: bool) -> Report:
    """Compare them at other beams, threads and types, over a pivot, and on the packages given."""
    with tempfile.TemporaryDirectory() as folder:
        found = [_run(trial) for trial in _others(Path(folder), quick=quick)]
    rows = [row for rows in found for row in rows]
    return Report("settings", [Table("Throughput at other settings", _NOTE, _COLUMNS, rows)], (), quick)


def _sized(
    folder: Path,
    *,
    quick: bool,
    compute: str = "int8",
    beam: int = 4,
    threads: int = 2,
    articles: int = _ARTICLES,
    rounds: int = 1,
) -> Trial:
    package = sized_package(folder, "de", "en", tiny=quick, compute=compute)
    settings = Settings((package,), (Pair("de", "en"),), beam, threads, compute)
    name = f"{_SIZED} de-en, {compute}, beam {beam}, threads {threads}"
    return Trial(name, settings, 1 if quick else articles, rounds)


def _others(folder: Path, *, quick: bool) -> Iterator[Trial]:
    varied = [{"beam": 2}, {"beam": 1}, {"threads": 1}, {"compute": "float32"}]
    for other in varied[:1] if quick else varied:
        yield _sized(folder, quick=quick, **other)
    two = tuple(sized_package(folder, *pair, tiny=quick) for pair in (("de", "en"), ("en", "it")))
    route = Settings(two, (Pair("de", "en"), Pair("en", "it")), 4, 2, "int8")
    yield Trial(f"{_SIZED} de-en-it, int8, beam 4, threads 2", route, 1 if quick else _ARTICLES, 1)
    for archive in [] if quick else given_packages():
        package = _unpacked(archive, folder / "given")
        pair = _pair(package)
        # Beam 1 alone: they say words until a limit stops them, and with beam 4 would take an hour more.
        settings = Settings((package,), (pair,), 1, 2, "default")
        yield Trial(f"{pair}, 8.5 million parameters, beam 1, threads 2", settings, _ARTICLES, 1)


def _run(trial: Trial) -> list[list[object]]:
    articles = corpus.articles(trial.settings.pair.source, trial.articles)
    texts = [segment.clean for article in articles for segment in article.segments]
    read = sum(map(len, _pieces(trial.settings.route[0]).encode(texts)))
    ready = {name: MAKERS[name](trial.settings) for name in trial.names}
    for run in ready.values():
        run(articles[:1])
    said: dict[str, int] = {}
    runs = {name: _counting(name, run, articles, said) for name, run in ready.items()}
    measured = in_turns(runs, trial.rounds, _both_clocks)
    seconds = {name: statistics.median(one.elapsed for one in found) for name, found in measured.items()}
    busy = {name: statistics.median(one.busy for one in found) for name, found in measured.items()}
    limit = min(seconds.get(BARE, float("inf")), seconds.get(PARALLEL, float("inf")))
    rows = [
        [trial.name, name, len(texts), trial.rounds, len(texts) / taken, read / taken, said[name], busy[name],
         seconds[ARGOS] / taken, limit / taken]
        for name, taken in seconds.items()
    ]  # fmt: skip
    print(*rows, sep="\n", file=sys.stderr, flush=True)
    return rows


@dataclass(frozen=True)
class _Moment:
    """Both clocks at once; the difference of two is how long something took by each."""

    elapsed: float
    busy: float

    def __sub__(self, before: "_Moment") -> "_Moment":
        return _Moment(self.elapsed - before.elapsed, self.busy - before.busy)


def _both_clocks() -> _Moment:
    return _Moment(time.perf_counter(), time.process_time())


def _counting(name: str, run: Contender, articles: list[Article], said: dict[str, int]) -> Callable[[], None]:
    def count() -> None:
        said[name] = run(articles)

    return count


def _one_article(trial: Trial, count: int) -> Table:
    articles = corpus.articles(trial.settings.pair.source, count + 1)
    found: dict[str, list[float]] = {}
    ready = {name: MAKERS[name](trial.settings) for name in (ARGOS, BARE, PLAIN, DEFAULTS)}
    for run in ready.values():
        run(articles[:1])
    for article in articles[1:]:
        for name, run in ready.items():
            one = [article]
            found.setdefault(name, []).append(
                seconds_of(lambda run=run, one=one: run(one), time.perf_counter)
            )
    return Table(
        "One article at a time",
        f"Seconds for one development article of about a dozen segments, {count} articles in turns; "
        f"{trial.name}.",
        ["contender", "median", "95th percentile"],
        [[name, statistics.median(seconds), percentile(seconds, 0.95)] for name, seconds in found.items()],
    )


def _memory(trial: Trial) -> Table:
    package = trial.settings.route[0]
    rows = [
        [name, _peak("translation.py", "--memory", name, str(package))]
        for name in (ARGOS, BARE, PLAIN, DEFAULTS)
    ]
    rows.append(["polnews, defaults, in a process without the others", _peak("resident.py", str(package))])
    return Table(
        "Memory",
        f"Peak megabytes of a process that translates four articles; {trial.name}; its package has "
        f"{_size(package):.0f} MB. "
        "Every process but the last imports all contenders: compare their differences.",
        ["contender", "peak MB"],
        rows,
    )


def _size(package: Path) -> float:
    return sum(path.stat().st_size for path in package.rglob("*") if path.is_file()) / 1e6


def _peak(script: str, *arguments: str) -> float:
    command = [sys.executable, str(Path(__file__).with_name(script)), *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(run.stdout)["peak"])


def _peak_here(name: str, package: Path) -> None:
    settings = Settings((package,), (_pair(package),), 4, 2, "default")
    MAKERS[name](settings)(corpus.articles(settings.pair.source, 4))
    print(json.dumps({"peak": highest()}))


def _unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as content:
        content.extractall(folder)
        return folder / content.namelist()[0].split("/")[0]


def _pair(package: Path) -> Pair:
    described = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
    return Pair(described["from_code"], described["to_code"])


if __name__ == "__main__":
    _peak_here(sys.argv[2], Path(sys.argv[3]))
