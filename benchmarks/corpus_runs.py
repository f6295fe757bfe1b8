"""Corpus runs: growth and memory, kills, Ray, and what a million articles a day need. Writes docs/scaling.md.

    python benchmarks/corpus_runs.py                  everything; an hour or two on two cores
    python benchmarks/corpus_runs.py kills ray        only these; the page keeps the last results of the others
    python benchmarks/corpus_runs.py --quick          tiny sizes, to see that it runs; writes nothing

Ends with 1 when an article was lost or doubled, bytes differ, or a budget is exceeded. Needs Linux, for it looks
at processes in /proc. The corpora are made of the development articles, their sentences mixed and numbered.
"""

import argparse
import importlib.util
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import corpus
from corpus_page import scaling_page
from report import RESULTS, ROOT, Budget, Report, Table
from watching import alive, family, watch

from packages import sized_package
from polnews import Summarize, Translate, run
from polnews.engines.argos import ArgosEngine
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
SENTENCES = 14
"""Of an article, title included: as many as the development articles have in the middle."""


def main() -> None:
    """Measure what is named, else all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="tiny sizes; the numbers mean nothing")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--write-page", action="store_true", help="measure nothing, write the page")
    given = parser.parse_args()
    if unknown := sorted(set(given.names) - set(PARTS)):
        parser.error(f"No part {', '.join(unknown)}. There are: {', '.join(PARTS)}.")
    failed = []
    for name in () if given.write_page else given.names or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            report = PARTS[name](Path(folder), quick=given.quick, kills=2 if given.quick else given.kills)
        print(report.text(), end="\n\n", flush=True)
        failed += [budget.what for budget in report.budgets if not budget.holds]
        if not given.quick:
            report.save(RESULTS)
    if not given.quick:
        found = {name: path for name in PARTS if (path := RESULTS / f"corpus-{name}.json").exists()}
        reports = {name: Report.load(path) for name, path in found.items()}
        (ROOT / "docs" / "scaling.md").write_text(scaling_page(reports), encoding="utf-8")
    if failed and not given.quick:
        sys.exit(f"Not as it must be: {'; '.join(failed)}")


# --- growth and memory ---------------------------------------------------------------------------------------


def growth(folder: Path, *, quick: bool, kills: int) -> Report:  # noqa: ARG001 - one signature for all parts
    """Runs of more and more articles in their own language, on all cores."""
    rows, before = [], (0, 0.0)
    sizes = (5, 10, 20) if quick else (100, 1_000, 10_000)
    for size in sizes:
        news = _corpus(folder / f"{size}.jsonl", size)
        seen = watch(_command(news, folder / f"out-{size}", CORES))
        further = (seen.cpu - before[1]) / (size - before[0])
        before = (size, seen.cpu)
        rows.append([size, seen.seconds, size / seen.seconds, seen.cpu, 1000 * further, 1000 * seen.main_cpu / size,
                     seen.main_peak, seen.largest, seen.peak, seen.growth()])  # fmt: skip
    again = watch(_command(folder / f"{sizes[-1]}.jsonl", folder / f"out-{sizes[-1]}", CORES))
    table = Table(
        "Runs of growing size",
        f"`polnews run` with five facts in each article's own language, {CORES} processes. Articles have "
        f"{SENTENCES} sentences in five languages. Elapsed time is this machine's with all else it did; processor "
        "time is all processes together. “A further article” is what each one more than in the row above took. "
        "Memory counts pages that processes share once for each of them.",
        ["articles", "seconds", "articles/s", "processor s", "ms a further article", "ms an article, first process",
         "peak MB, first process", "peak MB, largest", "peak MB, all", "MB gained in the second half"],
        rows,
    )  # fmt: skip
    known = Table(
        "A run that has nothing left to do",
        "The same command on the finished folder: reading and hashing all input and output, the part of the work "
        "that one process does for all.",
        ["articles", "seconds", "processor s"],
        [[sizes[-1], again.seconds, again.cpu]],
    )
    budgets = [
        Budget(
            "a further article up to 10,000, against up to 1,000", rows[2][4] / rows[1][4], 1.2, "times", True
        ),
        # Five languages without a model: dictionaries and language identification in each working process.
        Budget(
            "memory of the largest process, 10,000 articles in five languages",
            rows[2][7],
            600,
            "MB",
            True,
        ),
        Budget("memory gained in the second half of 10,000 articles", rows[2][9], 20, "MB", True),
    ]
    return Report("corpus-growth", [table, known], budgets, quick)


def translated(folder: Path, *, quick: bool, kills: int) -> Report:  # noqa: ARG001
    """A long run into another language: memory with models loaded."""
    size = 10 if quick else 2_000
    packages = folder / "packages"
    for language in set(corpus.LANGUAGES) - {"en"}:
        words = Counter(
            word for row in corpus.rows(language) for text in row for word in re.findall(r"[^\W\d_]+", text)
        )
        known = {word: word for word, _ in words.most_common(600)}
        build_toy(packages / f"translate-{language}_en-1_0", ToyPackage(source=language, words=known))
    models = sum(path.stat().st_size for path in packages.rglob("*") if path.is_file()) / 1e6
    news = _corpus(folder / "news.jsonl", size)
    command = [*_command(news, folder / "out", 1), "--to", "en", "--beam", "1"]
    own = {
        "ARGOS_PACKAGES_DIR": str(packages),
        "POLNEWS_HOME": str(folder / "home"),
        "XDG_DATA_HOME": str(folder),
    }
    seen = watch(command, {**os.environ, **own})
    table = Table(
        "A long run into another language",
        "Five facts into English from five languages, beam 1, one process with the engine's threads. Four small "
        "packages built for this, which copy words: they measure memory, not speed.",
        ["articles", "seconds", "MB of packages", "peak MB", "MB gained in the second half"],
        [[size, seen.seconds, models, seen.peak, seen.growth()]],
    )
    budgets = [
        Budget(
            "memory beyond the packages, into English from five languages",
            seen.peak - models,
            600,
            "MB",
            True,
        ),
        Budget(
            f"memory gained in the second half of {size:,} translated articles", seen.growth(), 20, "MB", True
        ),
    ]
    return Report("corpus-translated", [table], budgets, quick)


# --- kills ---------------------------------------------------------------------------------------------------


def kills(folder: Path, *, quick: bool, kills: int) -> Report:
    """Kill runs at random moments, run them again, compare with one that nobody disturbed."""
    size, batch = (12, 4) if quick else (48, 4)
    news = _corpus(folder / "news.jsonl", size, ("en",))
    whole = folder / "whole"
    begin = time.perf_counter()
    subprocess.run(_command(news, whole, 1, batch), check=True, capture_output=True)
    pause = (time.perf_counter() - begin) * batch / size
    chance = random.Random(20250701)
    plans = [
        (
            folder / f"killed-{number}",
            1 if number % 5 else 2,
            chance.randrange(size // batch),
            chance.uniform(0, pause),
        )
        for number in range(kills)
    ]
    with ThreadPoolExecutor(2 * CORES) as several:
        found = list(several.map(lambda plan: _killed_and_resumed(news, whole, batch, *plan), plans))
    middle, lost, doubled, differ = (sum(column) for column in zip(*found, strict=True))
    table = Table(
        "Killed and run again",
        f"{kills} runs of {size} articles in batches of {batch}, every fifth in two processes, {2 * CORES} runs at a "
        "time. Each was killed (SIGKILL, the first process alone) after a random number of parts and a random time "
        "on top, then run again to the end.",
        ["runs", "killed between the first part and the last", "articles lost", "articles doubled",
         "folders that differ from an unbroken run's"],
        [[kills, middle, lost, doubled, differ]],
    )  # fmt: skip
    budgets = [
        Budget(f"articles lost in {kills} kills", lost, 0, "", True),
        Budget(f"articles doubled in {kills} kills", doubled, 0, "", True),
        Budget(f"folders that differ in {kills} kills", differ, 0, "", True),
    ]
    return Report("corpus-kills", [table], budgets, quick)


def _killed_and_resumed(
    news: Path, whole: Path, batch: int, out: Path, workers: int, parts: int, more: float
) -> list[int]:
    """Return whether the kill came in the middle, articles lost and doubled, whether the folder differs."""
    done = _kill(_command(news, out, workers, batch), out, parts, more)
    subprocess.run(_command(news, out, workers, batch), check=True, capture_output=True)
    expected, got = _identities(whole), _identities(out)
    lost, doubled = len(set(expected) - set(got)), len(got) - len(set(got))
    return [0 < done < len(list(whole.glob("part-*"))), lost, doubled, _tree(out) != _tree(whole)]


def _kill(command: list[str], out: Path, parts: int, more: float) -> int:
    """Kill a run some time after so many parts are there; return how many there were."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    while len(list(out.glob("part-*"))) < parts and process.poll() is None:
        time.sleep(0.005)
    time.sleep(more)
    workers = family(process.pid)[1:]
    process.send_signal(signal.SIGKILL)
    process.communicate()
    end = time.perf_counter() + 60
    while any(alive(worker) for worker in workers):
        if time.perf_counter() > end:
            sys.exit("Processes of a killed run go on without it.")
        time.sleep(0.05)
    return len(list(out.glob("part-*")))


# --- Ray -----------------------------------------------------------------------------------------------------


def on_ray(folder: Path, *, quick: bool, kills: int) -> Report:  # noqa: ARG001
    """The same run here and on a Ray cluster with two workers."""
    size, batch = (8, 4) if quick else (1_000, 20)
    news = _corpus(folder / "news.jsonl", size)
    rows = []
    for name, more in (("two processes", []), ("Ray, two workers", ["--engine", "ray"])):
        if more and importlib.util.find_spec("ray") is None:
            sys.exit('Ray is not installed: pip install "polnews[ray]"')
        seen = watch([*_command(news, folder / name, 2, batch), *more])
        rows.append([name, size, seen.seconds, size / seen.seconds, seen.main_peak])
    same = _tree(folder / "two processes") == _tree(folder / "Ray, two workers")
    table = Table(
        "On one machine and on a Ray cluster",
        "The same articles in their own language; Ray started for the run, on this machine. "
        f"The folders are {'equal byte for byte' if same else '**different**'}.",
        ["where", "articles", "seconds", "articles/s", "peak MB, first process"],
        rows,
    )
    return Report(
        "corpus-ray", [table], [Budget("folders that differ from Ray's", int(not same), 0, "", True)], quick
    )


# --- what an article costs -----------------------------------------------------------------------------------


def cost(folder: Path, *, quick: bool, kills: int) -> Report:  # noqa: ARG001
    """Processor seconds of an article by engine and beam."""
    size = 2 if quick else 16
    news = _corpus(folder / "german.jsonl", size, ("de",))
    package = sized_package(folder, "de", "en", tiny=quick)
    engine = ArgosEngine(store=Store(folder / "own", foreign=(package.parent,)))
    rows = [["own language", "-", *_timed(news, folder / "own-out", Summarize(facts=5))]]
    for beam in (1, 2, 4):
        english = Translate(to="en", engine=engine, beam=beam, retry=False)
        summarize = Summarize(facts=5, to=english)
        rows.append(["Argos-sized de-en, int8", beam, *_timed(news, folder / f"beam-{beam}", summarize)])
    table = Table(
        "What an article takes",
        f"{size} German articles of {SENTENCES} sentences, five facts and the headline; one process, the engine's "
        f"threads on {CORES} cores, models loaded before, no second tries. The package has Argos' size and random "
        "weights, and says as many pieces as its source has.",
        ["engine", "beam", "seconds an article", "processor s an article"],
        rows,
    )
    return Report("corpus-cost", [table], (), quick)


def _timed(news: Path, out: Path, summarize: Summarize) -> list[float]:
    """Return elapsed and processor seconds an article, after one run that loads everything."""
    run(
        _corpus(out.with_suffix(".jsonl"), 2, ("de",)), out.with_suffix(".warm"), summarize=summarize
    ).finish()
    begin, cpu = time.perf_counter(), time.process_time()
    state = run(news, out, summarize=summarize).finish()
    if state.errors:
        sys.exit((out / "errors.jsonl").read_text(encoding="utf-8"))
    return [(time.perf_counter() - begin) / state.articles, (time.process_time() - cpu) / state.articles]


# --- shared --------------------------------------------------------------------------------------------------


def _corpus(path: Path, count: int, languages: tuple[str, ...] = corpus.LANGUAGES) -> Path:
    """Write so many different articles as JSON Lines."""
    pools = {language: [text for row in corpus.rows(language) for text in row] for language in languages}
    chance = random.Random(20250701)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            title, *body = chance.sample(pools[languages[number % len(languages)]], SENTENCES)
            body[2] += f" Wort{number}."  # no two are equal, and caches meet a new word
            file.write(json.dumps({"title": title, "text": "\n\n".join(body)}, ensure_ascii=False) + "\n")
    return path


def _command(news: Path, out: Path, workers: int, batch: int = 64) -> list[str]:
    command = [sys.executable, "-m", "polnews", "run", str(news), "-o", str(out), "--facts", "5"]
    return [*command, "--workers", str(workers), "--batch", str(batch)]


def _identities(out: Path) -> list[tuple[str, int]]:
    lines = [
        line for part in sorted(out.glob("part-*")) for line in part.read_text(encoding="utf-8").splitlines()
    ]
    return [(row["input"], row["record"]) for row in map(json.loads, lines)]


def _tree(out: Path) -> dict[str, bytes]:
    paths = [path for path in out.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


PARTS: dict[str, Callable[..., Report]] = {
    "growth": growth,
    "translated": translated,
    "kills": kills,
    "ray": on_ray,
    "cost": cost,
}


if __name__ == "__main__":
    main()
