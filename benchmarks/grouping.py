"""How the time to sort a heap into stories grows with the number of articles.

    python benchmarks/grouping.py                1,000 and 10,000 articles
    python benchmarks/grouping.py 100000         other sizes; 100,000 take a minute or two and 1 GB

The project's articles are read as they are, in five languages. Further events are made from what they are recognised
by: names, numbers and days of each become others, the same in all its versions; countries, weekdays, months, years
and numbers up to a dozen stay, so that the heap is as full of chance likenesses as real news. Events are spread over a
year.
"""

import argparse
import json
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from itertools import combinations, count, islice
from pathlib import Path

from polnews import Article
from polnews.story.grouping import Card, card_of, group
from polnews.story.reading import read_version

ARTICLES = Path(__file__).parents[1] / "tests" / "data" / "articles"
LANGUAGES = ("bg", "de", "en", "it", "pt")
SIZES = (1_000, 10_000)
START = date(2026, 1, 1).toordinal()
YEAR = 365
SMALL = 12
DAY = re.compile(r"-\d\d-\d\d")


def main() -> None:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="N", help="numbers of articles")
    begun = time.perf_counter()
    base = read_base()
    each = (time.perf_counter() - begun) / (len(base) * len(LANGUAGES))
    print(f"reading: {1000 * each:.0f} ms an article, the same for each")
    for size in parser.parse_args().sizes:
        print(line(size, base))


def line(size: int, base: list[list[frozenset[str]]]) -> str:
    """Group so many articles; say how long it took and how well it went."""
    heap = list(islice(made(base), size))
    random.Random(size).shuffle(heap)
    begun = time.perf_counter()
    groups = group([card for _, card in heap], days=7)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{size:>9,} articles: {seconds:8.1f} s, {1000 * seconds / size:6.2f} ms each, {len(groups):,} groups, "
        f"F1 {score([event for event, _ in heap], groups):.4f}, peak {peak:,.0f} MB"
    )


def read_base() -> list[list[frozenset[str]]]:
    """Return for each of the project's articles what its five versions are recognised by."""
    lines = [one for path in sorted(ARTICLES.glob("*.jsonl")) for one in path.read_text("utf-8").splitlines()]
    return [[_keys(json.loads(one), language) for language in LANGUAGES] for one in lines]


def _keys(source: dict[str, list[dict[str, str]]], language: str) -> frozenset[str]:
    rows = [row[language] for row in source["rows"]]
    article = Article.from_text(f"{rows[0]}\n\n{' '.join(rows[1:])}", language=language)
    return card_of(read_version(article)).keys


def made(base: list[list[frozenset[str]]]) -> Iterator[tuple[int, Card]]:
    """Yield made articles without end: the number of the event, and a card."""
    for event in count():
        versions = base[event % len(base)]
        day = START + random.Random(event).randrange(YEAR)
        for keys in versions:
            yield event, Card(frozenset(varied(key, event) for key in keys), day)


def varied(key: str, event: int) -> str:
    """Return another name or number for an event, the same whenever it is asked for."""
    kind, _, value = key.partition(":")
    if kind == "number":
        stays = value.isdigit() and int(value) <= SMALL
    elif kind == "date":
        stays = DAY.search(value) is None
    else:
        stays = kind == "country"
    return key if stays else f"{kind}:{blake2b(f'{key} {event}'.encode(), digest_size=5).hexdigest()}"


def score(events: list[int], groups: list[tuple[int, ...]]) -> float:
    """Return the F1 of pairs put together."""
    found = right = 0
    for members in groups:
        for one, other in combinations(members, 2):
            found += 1
            right += events[one] == events[other]
    gold = sum(many * (many - 1) // 2 for many in Counter(events).values())
    return 2 * right / (found + gold)


if __name__ == "__main__":
    main()
