"""Read, translate and brief thousands of articles in one process; show what memory, files and threads do.

Ends with 1 when memory still grows at the end or a file or thread is left behind. Every article is another
one: the development articles with their sentences mixed and numbered. Translates with a small real package
built on the spot.

    python scripts/soak.py --articles 10000
"""

import argparse
import json
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from polnews import Article, Summarize, Translate
from polnews.engines.argos import ArgosEngine
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("bg", "de", "it", "pt")
WORDS = 600
"""Words of a package; the rest of a text is spelled letter by letter, which costs time."""
SAMPLES = 40
"""Times the process is looked at."""
FLAT = 2.0
"""Megabytes per 1,000 articles over the second half of the run. At this rate a million articles would need
2 GB; what is measured is the allocator's noise, which goes both ways."""


@dataclass(frozen=True)
class Sample:
    """The process after so many articles."""

    articles: int
    seconds: float
    megabytes: float
    files: int
    threads: int


def main() -> None:
    """Run, print the samples and the slope, say whether all is flat."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="print the samples as JSON")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples = list(soak(given.articles, Path(folder)))
    growth = slope(samples[len(samples) // 2 :])
    if given.json:
        print(json.dumps({"samples": [asdict(sample) for sample in samples], "slope": growth}))
    else:
        for sample in samples:
            print(
                f"{sample.articles:7,} articles {sample.seconds:7.0f} s {sample.megabytes:7.1f} MB "
                f"{sample.files:3} files {sample.threads:3} threads"
            )
        print(f"{growth:+.2f} MB per 1,000 articles over the second half")
    middle, last = samples[len(samples) // 2], samples[-1]
    leaks = [name for name in ("files", "threads") if getattr(last, name) > getattr(middle, name)]
    if leaks or (growth > FLAT and given.articles >= 1_000):
        sys.exit(
            f"Not flat: {growth:+.2f} MB per 1,000 articles; left behind: {', '.join(leaks) or 'nothing'}."
        )


def soak(count: int, folder: Path) -> Iterator[Sample]:
    """Read, translate and brief `count` articles; yield what the process looks like from time to time."""
    sentences = _sentences()
    for language in LANGUAGES:
        common = Counter(re.findall(r"[^\W\d_]+", " ".join(sentences[language]))).most_common(WORDS)
        toy = ToyPackage(source=language, words={word: word for word, _ in common})
        build_toy(folder / "packages" / f"translate-{language}_en-1_0", toy)
    store = Store(folder / "own", foreign=(folder / "packages",))
    english = Translate(to="en", engine=ArgosEngine(store=store, threads=1), beam=1)
    brief = Summarize(facts=3, to=english)
    begin = time.perf_counter()
    step = max(1, count // SAMPLES)
    for number, text in enumerate(_texts(sentences, count), start=1):
        article = Article.from_text(text)
        brief(article)
        if number % 10 == 0:
            english(article).to_json()
        if number % step == 0 or number == count:
            yield _sample(number, time.perf_counter() - begin)


def slope(samples: list[Sample]) -> float:
    """Return megabytes per 1,000 articles: the least-squares line through the samples."""
    if len(samples) < 2:
        return 0.0
    mean_x = sum(sample.articles for sample in samples) / len(samples)
    mean_y = sum(sample.megabytes for sample in samples) / len(samples)
    spread = sum((sample.articles - mean_x) ** 2 for sample in samples)
    rise = sum((sample.articles - mean_x) * (sample.megabytes - mean_y) for sample in samples)
    return 1_000 * rise / spread


def _sentences() -> dict[str, list[str]]:
    pools: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for path in sorted((ROOT / "tests" / "data" / "articles").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for row in json.loads(line)["rows"]:
                for language, pool in pools.items():
                    pool.append(row[language])
    return pools


def _texts(pools: dict[str, list[str]], count: int) -> Iterator[str]:
    chance = random.Random(20250701)
    for number in range(count):
        pool = pools[LANGUAGES[number % len(LANGUAGES)]]
        sentences = chance.sample(pool, 12)
        # A word nobody has seen before: caches must not grow with the vocabulary.
        sentences[3] = f"{sentences[3]} Wort{number}."
        yield "\n\n".join(sentences)


def _sample(articles: int, seconds: float) -> Sample:
    return Sample(
        articles, seconds, _megabytes(), _entries("fd"), _entries("task") or threading.active_count()
    )


def _megabytes() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3  # the highest so far; it never falls


def _entries(name: str) -> int:
    """Count open files ("fd") or the threads of all libraries ("task"), where the system shows them."""
    folder = Path("/proc/self") / name
    return len(list(folder.iterdir())) if folder.is_dir() else 0


if __name__ == "__main__":
    main()
