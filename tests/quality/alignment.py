"""Alignment of versions on the project's own articles: precision, recall and F1 of links, by row number.

    python tests/quality/alignment.py            prints, some minutes; without vectors (`--without`) half a minute
    python tests/quality/alignment.py --write    writes docs/quality-alignment.md
    python tests/quality/alignment.py --floors   raises tests/quality/alignment_floors.json (`--lower` may lower it)

Every article is read by `Article.from_text` from its joined rows and split by our own splitter; segments are laid back
over rows by their offsets. Weights and thresholds were fitted on TUNED and the development rewrites
(`alignment_fit.py`); the other half only measures.
"""

import hashlib
import itertools
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from polnews import Article
from polnews.story.alignment import align
from polnews.story.encoders import Encoder
from polnews.story.reading import VersionReading, read_version
from polnews.story.values import Link

PROJECT = Path(__file__).parents[2]
ARTICLES = PROJECT / "tests" / "data" / "articles"
REWRITES = PROJECT / "tests" / "data" / "rewrites"
PAGE = PROJECT / "docs" / "quality-alignment.md"
FLOORS = Path(__file__).parent / "alignment_floors.json"
LANGUAGES = ("bg", "de", "en", "it", "pt")
PAIRS = tuple(itertools.combinations(LANGUAGES, 2))
TUNED, HELD = ("def", "eco"), ("dig", "soc")
DROPPED = 0.2
SWAPPED = 0.2  # chance that a row changes places with the next one
UNRELATED = 4  # other articles each article is compared with, a pair of languages
MARGIN = 0.01


@dataclass(frozen=True, eq=False)
class Source:
    """Rows of an article, each with its number and its text in some languages."""

    name: str
    date: str
    rows: tuple[tuple[int, dict[str, str]], ...]


@dataclass(frozen=True, eq=False)
class Version:
    """A source read in one language, with the row numbers that each of its segments covers."""

    reading: VersionReading
    rows: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Rewrite:
    """An article told anew: which rows of the original each sentence states, as people judged."""

    source: Source
    original: str
    use: str
    languages: tuple[str, ...]
    states: tuple[frozenset[int], ...]


@dataclass
class Score:
    """Pairs of rows linked rightly, all linked, and all that should be."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def count(self, found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> None:
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.gold)


# --- data ---


@lru_cache(maxsize=4)
def sources(files: tuple[str, ...]) -> list[Source]:
    lines = [line for name in files for line in (ARTICLES / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [Source(one["id"], one["date"], tuple(enumerate(one["rows"]))) for one in map(json.loads, lines)]


@lru_cache(maxsize=4)
def rewrites(use: str) -> list[Rewrite]:
    found = [json.loads(path.read_text("utf-8")) for path in sorted(REWRITES.glob("*.json"))]
    return [
        Rewrite(
            Source(one["id"], one["date"], tuple(enumerate(one["sentences"]))),
            one["original"],
            one["use"],
            tuple(one["languages"]),
            tuple(frozenset(sentence["rows"]) for sentence in one["sentences"]),
        )
        for one in found
        if one["use"] == use
    ]


def digest() -> str:
    data = [path.read_bytes() for folder in (ARTICLES, REWRITES) for path in sorted(folder.glob("*.json*"))]
    return hashlib.sha256(b"".join(data)).hexdigest()


@lru_cache(maxsize=2048)
def version(source: Source, language: str) -> Version:
    """Read the rows of a source in one language as one text."""
    text, spans = "", []
    for place, (number, row) in enumerate(source.rows):
        if place:
            text += "\n\n" if source.rows[place - 1][1]["k"] in ("title", "lead") else " "
        spans.append((len(text), len(text) + len(row[language]), number))
        text += row[language]
    article = Article.from_text(text, language=language, date=source.date)
    segments = [frozenset(_covered(segment.start, segment.end, spans)) for segment in article.segments]
    return Version(read_version(article), tuple(segments))


def _covered(start: int, end: int, spans: Sequence[tuple[int, int, int]]) -> Iterator[int]:
    """Rows of which a segment covers half, or that cover half of it."""
    for first, last, number in spans:
        common = min(end, last) - max(start, first)
        if 2 * common > min(end - start, last - first):
            yield number


@lru_cache(maxsize=1024)
def damaged(source: Source, seed: str, *, swap: float) -> Source:
    """Drop a fifth of the rows after the title, then let some neighbours change places."""
    chance = random.Random(f"{source.name} {seed}")
    body = range(1, len(source.rows))
    dropped = set(chance.sample(body, round(len(source.rows) * DROPPED)))
    rows = [row for place, row in enumerate(source.rows) if place not in dropped]
    place = 1
    while place < len(rows) - 1:
        if chance.random() < swap:
            rows[place], rows[place + 1] = rows[place + 1], rows[place]
            place += 1
        place += 1
    return Source(source.name, source.date, tuple(rows))


# --- measures ---


def linked(links: Iterable[Link], left: Version, right: Version) -> set[tuple[int, int]]:
    """Return the pairs of rows that links join."""
    found = set()
    for link in links:
        lefts = frozenset[int]().union(*(left.rows[at] for at in link.left))
        rights = frozenset[int]().union(*(right.rows[at] for at in link.right))
        found |= {(row, row) for row in lefts} if lefts == rights else set(itertools.product(lefts, rights))
    return found


def parallel(files: tuple[str, ...], encoder: Encoder | None, *, drop: bool, swap: float) -> dict[str, Score]:
    """Align the versions of each article, whole or damaged on both sides."""
    scores: dict[str, Score] = defaultdict(Score)
    for source in sources(files):
        one = damaged(source, "left", swap=0) if drop else source
        two = damaged(source, "right", swap=swap) if drop else source
        both = {number for number, _ in one.rows} & {number for number, _ in two.rows}
        for languages in PAIRS:
            left, right = version(one, languages[0]), version(two, languages[1])
            found = linked(align(left.reading, right.reading, encoder=encoder), left, right)
            scores["-".join(languages)].count(found, {(row, row) for row in both})
    return scores


@dataclass
class Strays:
    """Links between articles that have nothing to do with each other."""

    links: int = 0
    segments: int = 0
    linked: int = 0
    pairs: int = 0

    @property
    def rate(self) -> float:
        """Links by segments of the shorter article."""
        return self.links / max(1, self.segments)


def unrelated(files: tuple[str, ...], encoder: Encoder | None) -> Strays:
    """Align articles with others of the same half."""
    every = sources(files)
    count = Strays()
    for source in every:
        chance = random.Random(source.name)
        others = [other for other in every if other is not source]
        for languages in PAIRS:
            for other in chance.sample(others, UNRELATED):
                left, right = version(source, languages[0]), version(other, languages[1])
                links = align(left.reading, right.reading, encoder=encoder)
                count.links += len(links)
                count.segments += min(len(left.rows), len(right.rows))
                count.linked += bool(links)
                count.pairs += 1
    return count


def retold(use: str, encoder: Encoder | None) -> dict[str, Score]:
    """Align each rewrite, in each of its languages, with its original in all five; `all` sums them up."""
    originals = {source.name: source for source in sources((*TUNED, *HELD))}
    scores: dict[str, Score] = defaultdict(Score)
    for rewrite in rewrites(use):
        for language, other in itertools.product(rewrite.languages, LANGUAGES):
            left, right = version(rewrite.source, language), version(originals[rewrite.original], other)
            found = linked(align(left.reading, right.reading, encoder=encoder), left, right)
            gold = {(number, row) for number, rows in enumerate(rewrite.states) for row in rows}
            scores["all"].count(found, gold)
            scores[f"{rewrite.original} {language}"].count(found, gold)
    return scores


def kinds(encoder: Encoder | None) -> tuple[float, float]:
    """Return how many links of held-out translations are "same", and how many of report rewrites are "fact"."""
    same = [
        link.kind == "same"
        for source in sources(HELD)
        for left, right in PAIRS
        for link in align(version(source, left).reading, version(source, right).reading, encoder=encoder)
    ]
    originals = {source.name: source for source in sources(HELD)}
    fact = [
        link.kind == "fact"
        for rewrite in rewrites("report")
        for language, other in itertools.product(rewrite.languages, LANGUAGES)
        for link in align(
            version(rewrite.source, language).reading,
            version(originals[rewrite.original], other).reading,
            encoder=encoder,
        )
    ]
    return sum(same) / len(same), sum(fact) / len(fact)
