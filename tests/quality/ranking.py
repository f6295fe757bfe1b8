"""How well rankings find what editors put first: the corpus, the measures, the fit, the cross-validation.

tests/quality/ranking_report.py prints the tables and writes docs/quality-ranking.md. R3 is the share of the
facts ranked 1 to 3 that stand in at least one lead or body row among the five segments a brief takes, R5 the
same for ranks 1 to 5. Title rows never count: a fact that stood in the title only would count as missed
(there is none).

The corpus is tests/data/articles: 48 articles, each in five languages. Scores of the fitted ranker are
cross-validated: all five versions of an article share a fold, and feature set and regularisation are chosen
inside each training part.
"""

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from polnews.ranking import METHODS, rank
from polnews.ranking.features import features_of, read
from polnews.ranking.redundancy import by_marginal_relevance
from polnews.segment import Segment

PROJECT = Path(__file__).parents[2]
CORPUS = PROJECT / "tests" / "data" / "articles"
LANGUAGES = ("bg", "de", "en", "it", "pt")
TAKEN = 5  # segments a brief takes
SPLITS = 10
FOLDS = 6
INNER_FOLDS = 4

REDUNDANCY = 1.0
"""What a sentence loses that equals one already taken. Not fitted: the corpus holds no repeats. 0, 1 and 2
score alike (within 0.003); 1 is about the distance between the second and the fifth sentence of an
article."""

FIRST_SENTENCE = 10.0
"""Weight of `lead`. Not fitted: in all 48 articles the first fact stands in the lead, so that any large
weight fits."""

PLAIN = (
    "depth", "last", "numbers", "date", "quoted", "substance", "decision", "agreement", "rule", "plan",
    "deadline", "next", "react", "currency", "scale", "technical", "settled",
)  # fmt: skip
FEATURE_SETS: Mapping[str, tuple[str, ...]] = {
    "plain": PLAIN,
    "plain, effects and sources": (*PLAIN, "effect", "cost", "source", "say"),
    "plain, title and centrality": (*PLAIN, "title", "opening", "central"),
    "plain, form": (*PLAIN, "length", "capitals", "paragraph"),
    "plain, other cues": (*PLAIN, "background", "office", "detail"),
}
STRENGTHS = (0.1, 0.3)
"""Inverse strength of the ridge penalty on standardised features, against a loss in which every article
weighs 1."""

NEAR = 0.005
"""A sixth of the standard error of R3 + R5 over 48 articles: smaller differences are chance."""

GAINS = {1: 3.0, 2: 3.0, 3: 3.0, 4: 2.0, 5: 2.0}
"""What a row is worth by the rank of its best fact; both measures count ranks 1 to 3, one counts 4 and 5.
Rows of facts ranked 6 or 7 and rows of no fact are worth nothing."""


@dataclass(frozen=True)
class Version:
    """One article in one language, as the rankings see it."""

    article: int
    id: str
    language: str
    title: str | None
    segments: tuple[Segment, ...]
    facts: tuple[frozenset[int], ...]  # by rank; indices of segments


@dataclass(frozen=True)
class Example:
    """A version with its feature table and what its rows are worth."""

    version: Version
    names: tuple[str, ...]
    table: np.ndarray
    vectors: tuple[Mapping[str, float], ...]
    gains: np.ndarray

    def columns(self, names: Sequence[str]) -> np.ndarray:
        return self.table[:, [self.names.index(name) for name in names]]


def digest() -> str:
    """Return the sha256 of the corpus files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(CORPUS.glob("*.jsonl")):
        total.update(path.read_bytes())
    return total.hexdigest()


@lru_cache(maxsize=1)
def articles() -> tuple[dict, ...]:
    lines = [line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return tuple(json.loads(line) for line in lines)


def paragraphs(rows: int, seed: int) -> list[int]:
    """Return a paragraph for every row: title, lead, then one to three rows each. The corpus does not tell;
    it varies."""
    chance = random.Random(seed)
    numbers = [0, 1]
    while len(numbers) < rows:
        numbers += [numbers[-1] + 1] * chance.randint(1, 3)
    return numbers[:rows]


def version(number: int, language: str, seed: int = 0) -> Version:
    """Build one version with its rows as segments, so that splitting does not blur the measure."""
    article = articles()[number]
    numbers = paragraphs(len(article["rows"]), seed * 1000 + number)
    segments, text = [], ""
    for index, row in enumerate(article["rows"]):
        start, text = len(text), text + row[language] + "\n\n"
        spot = {"index": index, "role": row["k"], "language": language, "paragraph": numbers[index]}
        segments.append(Segment.cut(text, start, start + len(row[language]), **spot))
    told = [segment.index for segment in segments if segment.role != "title"]
    facts = sorted(article["facts"], key=lambda fact: fact["rank"])
    rows = tuple(frozenset(fact["rows"]) & frozenset(told) for fact in facts)
    return Version(number, article["id"], language, segments[0].clean, tuple(segments), rows)


def versions(language: str, seed: int = 0) -> list[Version]:
    return [version(number, language, seed) for number in range(len(articles()))]


def measure(taken: Iterable[int], facts: Sequence[frozenset[int]]) -> np.ndarray:
    """Return R3 and R5 of one brief."""
    hits = [bool(rows & set(taken)) for rows in facts[:5]]
    return np.array([np.mean(hits[:3]), np.mean(hits)])


def example(source: Version) -> Example:
    sentences = read(source.segments, source.language)
    rows = features_of(sentences, source.language, source.title)
    names = tuple(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    gains = np.array([_gain(sentence.segment.index, source.facts) for sentence in sentences])
    return Example(source, names, table, tuple(sentence.weights for sentence in sentences), gains)


def _gain(index: int, facts: Sequence[frozenset[int]]) -> float:
    return max((GAINS.get(rank, 0.0) for rank, rows in enumerate(facts, 1) if index in rows), default=0.0)


@lru_cache(maxsize=16)
def examples(seed: int = 0) -> tuple[Example, ...]:
    return tuple(example(source) for language in LANGUAGES for source in versions(language, seed))


def fit(training: Sequence[Example], names: Sequence[str], strength: float) -> np.ndarray:
    """Fit weights: logistic regression on pairs of body rows of one version of unequal worth, by Newton's
    method.

    A pair weighs the difference in worth. Ridge penalty on standardised columns; no intercept.
    """
    pairs = [_pairs(one.columns(names)[1:], one.gains[1:]) for one in training]
    x = np.concatenate([differences for differences, _ in pairs])
    importance = np.concatenate([worth for _, worth in pairs])
    importance = importance * (len(training) / importance.sum())
    scale = x.std(axis=0)
    scale[scale == 0] = 1.0
    x = x / scale
    weights = np.zeros(len(names))
    for _ in range(30):
        probability = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (importance * (1 - probability)) - weights / (2 * strength)
        curve = (x * (importance * probability * (1 - probability))[:, None]).T @ x
        step = np.linalg.solve(curve + np.eye(len(names)) / (2 * strength), slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights / scale


def _pairs(table: np.ndarray, gains: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    better, worse = np.nonzero(gains[:, None] > gains[None, :])
    return table[better] - table[worse], gains[better] - gains[worse]


def taken(one: Example, names: Sequence[str], weights: np.ndarray) -> list[int]:
    """Return the segments a brief of five takes, by the shipped choice and the given weights."""
    scores = one.columns(names) @ weights
    scores[0] += FIRST_SENTENCE
    order = by_marginal_relevance(scores.tolist(), one.vectors, penalty=REDUNDANCY)
    told = [segment.index for segment in one.version.segments if segment.role in ("lead", "body")]
    return [told[place] for place, _ in zip(order, range(TAKEN), strict=False)]


def folds(numbers: Sequence[int], count: int, seed: int) -> list[frozenset[int]]:
    mixed = list(numbers)
    random.Random(seed).shuffle(mixed)
    return [frozenset(mixed[start::count]) for start in range(count)]


def choose(training: Sequence[Example], seed: int) -> tuple[str, float]:
    """Choose feature set and strength by cross-validation within the training part.

    Of the options whose R3 + R5 comes within `NEAR` of the highest, the first: sets and strengths stand in
    order, the plainest first.
    """
    numbers = sorted({one.version.article for one in training})
    parts = folds(numbers, INNER_FOLDS, seed)

    def score(names: Sequence[str], strength: float) -> float:
        total = 0.0
        for part in parts:
            weights = fit([one for one in training if one.version.article not in part], names, strength)
            held = [one for one in training if one.version.article in part]
            total += sum(measure(taken(one, names, weights), one.version.facts).sum() for one in held)
        return total

    options = [(name, strength) for name in FEATURE_SETS for strength in STRENGTHS]
    scores = [score(FEATURE_SETS[name], strength) / len(training) for name, strength in options]
    return next(option for option, found in zip(options, scores, strict=True) if found >= max(scores) - NEAR)


Chooser = Callable[[Sequence[Example], int], tuple[str, float]]


def cross_validate(chooser: Chooser = choose, splits: int = SPLITS) -> dict[str, np.ndarray]:
    """Return R3 and R5 per language as arrays of splits x articles x 2. Paragraphs differ from split to
    split."""
    count = len(articles())
    scores = {language: np.zeros((splits, count, 2)) for language in LANGUAGES}
    for split in range(splits):
        every = examples(split)
        for part in folds(range(count), FOLDS, split):
            training = [one for one in every if one.version.article not in part]
            name, strength = chooser(training, split)
            weights = fit(training, FEATURE_SETS[name], strength)
            for one in every:
                if one.version.article in part:
                    found = measure(taken(one, FEATURE_SETS[name], weights), one.version.facts)
                    scores[one.version.language][split, one.version.article] = found
    return scores


def by_method(method: str, language: str) -> np.ndarray:
    """Return R3 and R5 of every article for a method that is not fitted, ties in reading order: articles x
    2."""
    found = []
    for source in versions(language):
        ranked = sorted(rank(source, method=method), key=lambda one: (-one.score, one.segment_index))
        found.append(measure([one.segment_index for one in ranked[:TAKEN]], source.facts))
    return np.array(found)


UNFITTED = tuple(method for method in METHODS if method != "keyfacts")
