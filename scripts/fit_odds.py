"""Fit the model that tells a page's own lines from the story, and write src/polnews/odds.json with its scores.

Trained on the dirt wording that was at hand (tests/data/soil, without the sets that only measure) against the lines
of tests/data/articles and scraps of them, the first half of tests/data/headings.json and tests/data/plain.json. The
scores: each set is judged by a model that never saw it, by its words alone. Names, outlets and dates are filled in at
random, so that no name is learned. Needs scikit-learn.
"""

import hashlib
import importlib.util
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from types import ModuleType

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from polnews.cues import read
from polnews.languages import FIRST_CLASS
from polnews.odds import traits, word_traits
from polnews.service import DEMAND

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
FILE = ROOT / "src" / "polnews" / "odds.json"
C = 2.0
"""Inverse strength of the penalty; 0.3, 1, 2 and 3 were tried, judged by the sets left out."""
MIN_WEIGHT = 0.08
"""Weights of words below this are left out of the file."""
COPIES = 2
"""How often each line is taken. The second time most of its words are struck out, as if they were new: a line must be
judged well by what the rest tells, for new wording is what the model will meet."""
KEPT = 0.3
"""Share of the words that stay the second time."""


def _load_soil() -> ModuleType:
    spec = importlib.util.spec_from_file_location("soil", ROOT / "tests" / "quality" / "soil.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["soil"] = module
    spec.loader.exec_module(module)
    return module


soil = _load_soil()
SETS = tuple(name for name in soil.SETS if name not in soil.REPORT)


@dataclass(frozen=True)
class Example:
    """A line, whether it is dirt, and the wording set it is from ("" for the story)."""

    line: str
    language: str
    dirt: bool
    words: str = ""
    copy: int = 0


_SYLLABLES = {
    "bg": ["ба", "ве", "ди", "го", "лу", "ми", "на", "ро", "са", "те", "ви", "кра", "ни", "по"],
    "": ["ba", "re", "di", "lo", "mu", "sa", "ne", "ti", "vo", "ka", "ler", "min", "tor", "pe"],
}


def _name(dice: random.Random, language: str, parts: int) -> str:
    syllables = _SYLLABLES.get(language, _SYLLABLES[""])
    return " ".join("".join(dice.choices(syllables, k=dice.randint(2, 4))).capitalize() for _ in range(parts))


def _fill(line: str, language: str, dice: random.Random) -> str:
    return line.format(
        name=_name(dice, language, 2),
        other_name=_name(dice, language, 2),
        outlet=_name(dice, language, dice.choice([1, 2])),
        url=dice.choice(["https://nord.example/2026/a_b", "www.nord.example/politik", "desk@nord.example"]),
        other=dice.choice(dice.choice(soil.articles(language))[:1]),
        date=dice.choice(["12.03.2026", "2026-03-12", "03/12/2026"]),
        time=dice.choice(["14:05", "09:30"]),
        year="2026",
    )


def dirt() -> list[Example]:
    """Every line of every set at hand, filled in."""
    dice = random.Random(11)
    return [
        Example(_fill(text, language, dice), language, True, words, copy)
        for words in SETS
        for language, kinds in soil.wording(words).items()
        for texts in kinds.values()
        for text in texts
        for copy in range(COPIES)
    ]


def story() -> list[Example]:
    """Lines of the dev articles and scraps of them, headings, and plain lines that sound like a page."""
    dice = random.Random(12)
    plain = json.loads((DATA / "plain.json").read_text(encoding="utf-8"))
    return [
        Example(text, language, False, copy=copy)
        for language in FIRST_CLASS
        for text in [
            *(row for article in soil.articles(language) for row in article),
            *soil.headings(language, True),
            *plain[language]["headings"],
            *plain[language]["sentences"],
        ]
        for copy in range(COPIES)
    ] + [
        Example(_scrap(row, dice), language, False, copy=copy)
        for language in FIRST_CLASS
        for article in soil.articles(language)
        for row in article[1:]
        for copy in range(COPIES)
    ]


def _scrap(row: str, dice: random.Random) -> str:
    """A few words of a sentence, set as a heading or a sentence: short lines of the story."""
    words = row.rstrip(".!?").split()
    at = dice.randrange(max(1, len(words) - 3))
    scrap = " ".join(words[at : at + dice.randint(2, 8)]).rstrip(",;:")
    return scrap[0].upper() + scrap[1:] + dice.choice(["", "."])


def features(example: Example) -> dict[str, float]:
    """All traits of a line by one name each."""
    found = traits(example.line, read(example.line, example.language), example.language)
    names = word_traits(example.line)
    size = 1 / sqrt(max(1, sum(" " in name for name in names) - 1))
    dice = random.Random(example.line)
    for name in names:
        if not example.copy or dice.random() < KEPT:
            key = f"{example.language}:{name}"
            found[key] = found.get(key, 0.0) + size
    return found


class Table:
    """Examples as rows of numbers."""

    def __init__(self, examples: Sequence[Example]) -> None:
        rows = [features(example) for example in examples]
        seen = Counter(name for row in rows for name in row)
        self.names = sorted(name for name, times in seen.items() if times > COPIES)
        column = {name: i for i, name in enumerate(self.names)}
        cells = [(i, column[n], v) for i, row in enumerate(rows) for n, v in row.items() if n in column]
        at, across, values = zip(*cells, strict=True)
        self.x = csr_matrix(
            (values, (np.array(at, np.int32), np.array(across, np.int32))), (len(rows), len(self.names))
        )
        self.y = np.array([example.dirt for example in examples])

    def fit(self, rows: Iterable[int]) -> LogisticRegression:
        """Fit on some of the rows."""
        rows = np.array(list(rows))
        return LogisticRegression(C=C, solver="liblinear", max_iter=500, fit_intercept=False).fit(
            self.x[rows], self.y[rows]
        )


def weights_of(
    table: Table, model: LogisticRegression
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """The weights of the file: of traits, and of words by language."""
    traits_: dict[str, float] = {}
    words: dict[str, dict[str, float]] = {language: {} for language in FIRST_CLASS}
    for name, weight in zip(table.names, model.coef_[0], strict=True):
        language, colon, word = name.partition(":")
        if not colon or language not in words:
            traits_[name] = round(float(weight), 3)
        elif abs(weight) >= MIN_WEIGHT:
            words[language][word] = round(float(weight), 2)
    return traits_, words


def score(table: Table, examples: Sequence[Example], words: str) -> float:
    """Recall on a set by a model that was fitted without it."""
    model = table.fit(i for i, example in enumerate(examples) if example.words != words)
    own = np.array([i for i, example in enumerate(examples) if example.words == words and not example.copy])
    return round(float((model.decision_function(table.x[own]) > DEMAND).mean()), 3)


def main() -> None:
    """Fit, score and write."""
    examples = dirt() + story()
    table = Table(examples)
    scores = {words: score(table, examples, words) for words in SETS}
    found, words = weights_of(table, table.fit(range(len(examples))))
    corpus = "\n".join(f"{e.language} {e.words} {e.line}" for e in examples)
    result = {
        "about": "Weights of the traits of a page's own lines, written by scripts/fit_odds.py. Do not edit.",
        "corpus_sha256": hashlib.sha256(corpus.encode()).hexdigest(),
        "lines": {"dirt": int(table.y.sum()), "story": int((~table.y).sum())},
        "recall_of_sets_left_out": scores,
        "traits": found,
        "words": words,
    }
    FILE.write_text(json.dumps(result, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(scores, FILE.stat().st_size)


if __name__ == "__main__":
    main()
