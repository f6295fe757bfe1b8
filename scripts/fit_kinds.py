"""Fit the weights that tell what a key fact is about, and write src/polnews/ranking/kinds.json with their score.

Trained on the facts of tests/data/articles, whose kinds editors gave. The score is cross-validated: all language
versions of an article stand in one fold. Needs scikit-learn.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from polnews.languages import FIRST_CLASS
from polnews.mentions import Mentions, find_amounts, find_dates, find_quotes
from polnews.ranking.kinds import Kind, signals

ROOT = Path(__file__).parent.parent
CORPUS = sorted((ROOT / "tests" / "data" / "articles").glob("*.jsonl"))
MODEL = LogisticRegression(C=0.5, max_iter=5000)


def examples() -> Iterator[tuple[str, str, str, dict[str, float]]]:
    """Yield article, language, kind and signals of every fact in every language."""
    for line in (line for path in CORPUS for line in path.read_text(encoding="utf-8").splitlines()):
        article = json.loads(line)
        for fact in article["facts"]:
            told = [row for row in fact["rows"] if article["rows"][row]["k"] != "title"]
            for language in FIRST_CLASS if told else ():
                text = article["rows"][told[0]][language]
                found = Mentions(
                    dates=tuple(find_dates(text, language)),
                    amounts=tuple(find_amounts(text, language)),
                    quotes=tuple(find_quotes(text, language)),
                )
                place = (told[0] - 1) / max(1, len(article["rows"]) - 2)
                yield article["id"], language, fact["kind"], signals(text, language, found, place)


def main() -> None:
    """Fit, score and write."""
    articles, languages, kinds, rows = (list(column) for column in zip(*examples(), strict=True))
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    labels = np.array(kinds)
    guessed = cross_val_predict(MODEL, table, labels, groups=articles, cv=GroupKFold(8))
    spoken = np.array(languages)
    score = {one: round(float((guessed == labels)[spoken == one].mean()), 3) for one in FIRST_CLASS}
    fitted = MODEL.fit(table, labels)
    assert set(fitted.classes_) == set(get_args(Kind))
    weights = {
        kind: {name: round(float(weight), 3) for name, weight in zip(names, row, strict=True)}
        for kind, row in zip(fitted.classes_, fitted.coef_, strict=True)
    }
    for kind, bias in zip(fitted.classes_, fitted.intercept_, strict=True):
        weights[kind]["bias"] = round(weights[kind].get("bias", 0.0) + float(bias), 3)
    result = {
        "about": "Weights of the kinds of key facts, written by scripts/fit_kinds.py. Do not edit.",
        "corpus_sha256": hashlib.sha256(b"".join(path.read_bytes() for path in CORPUS)).hexdigest(),
        "facts": len(labels),
        "agreement_cross_validated": score,
        "most_frequent_kind_would_score": round(float((labels == "effect").mean()), 3),
        "weights": weights,
    }
    path = ROOT / "src" / "polnews" / "ranking" / "kinds.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(score)


if __name__ == "__main__":
    main()
