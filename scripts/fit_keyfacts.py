"""Fit the weights of the key-facts ranker on tests/data/articles and write src/polnews/ranking/keyfacts.json.

`python scripts/fit_keyfacts.py` takes some minutes: it cross-validates first, with the choice of features and
of the regularisation inside each training part, and writes the score beside the weights. `--check` fits
without writing and fails when the weights in the package are not those of the corpus and the features as they
stand.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT / "tests" / "quality"))

import ranking  # noqa: E402 - a script of the quality harness

WEIGHTS = PROJECT / "src" / "polnews" / "ranking" / "keyfacts.json"
PARAGRAPHINGS = 4  # the corpus does not tell its paragraphs; weights are fitted on this many ways to set them


def fitted() -> tuple[str, float, dict[str, float]]:
    """Return the chosen feature set, the strength and the weights, from the whole corpus."""
    name, strength = ranking.choose(ranking.examples(0), 0)
    every = [one for seed in range(PARAGRAPHINGS) for one in ranking.examples(seed)]
    names = ranking.FEATURE_SETS[name]
    weights = ranking.fit(every, names, strength)
    return (
        name,
        strength,
        {"lead": ranking.FIRST_SENTENCE} | dict(zip(names, weights.round(4).tolist(), strict=True)),
    )


def document(
    name: str, strength: float, weights: dict[str, float], scores: dict[str, np.ndarray]
) -> dict[str, object]:
    """Return what is written: the weights, where they come from, how well they do on articles not seen."""
    return {
        "about": "Weights of the key-facts ranker, written by scripts/fit_keyfacts.py. Do not edit.",
        "corpus": {
            "path": "tests/data/articles",
            "sha256": ranking.digest(),
            "articles": len(ranking.articles()),
        },
        "fit": {"loss": "pairwise logistic", "features": name, "strength": strength},
        "cross_validated": {
            language: dict(zip(("R3", "R5"), found.mean(axis=(0, 1)).round(3).tolist(), strict=True))
            for language, found in scores.items()
        },
        "redundancy": ranking.REDUNDANCY,
        "features": weights,
    }


def main() -> int:
    """Fit and write, or fit and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the weights in the package")
    check = parser.parse_args().check
    name, strength, weights = fitted()
    if check:
        shipped = json.loads(WEIGHTS.read_text("utf-8"))["features"]
        same = shipped.keys() == weights.keys() and all(abs(shipped[k] - weights[k]) < 1e-3 for k in weights)
        print(
            "the weights are those of the corpus"
            if same
            else f"the weights differ; run {Path(__file__).name}"
        )
        return 0 if same else 1
    scores = ranking.cross_validate()
    WEIGHTS.write_text(json.dumps(document(name, strength, weights, scores), indent=1) + "\n", "utf-8")
    for language, found in scores.items():
        print(language, *found.mean(axis=(0, 1)).round(3))
    return 0


if __name__ == "__main__":
    sys.exit(main())
