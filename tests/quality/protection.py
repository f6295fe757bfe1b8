"""What protection and second tries do to a translation as a whole: chrF with and without them.

    python tests/quality/protection.py

Every package of `POLNEWS_TEST_MODELS` (or `../shared/models` beside the project) translates lines 1640-1749 of
dev/translation (NTREX-128), on which nothing was chosen: the engine alone, with what is always protected, and as
`Translate` does by default, with one second try where a severe finding asks for it. Exits with 1 when chrF falls by
more than 0.3.
"""

import os
import sys
import tempfile
from pathlib import Path

from sacrebleu.metrics import CHRF

from polnews import Translate
from polnews.engines.argos import ArgosEngine
from polnews.engines.base import DecodeOptions
from polnews.languages import Pair
from polnews.models.store import Store
from polnews.translate import Source

ROOT = Path(__file__).parents[2]
DEV = Path(os.environ.get("POLNEWS_DEV_DATA", ROOT / ".." / "shared" / "dev"))
MODELS = Path(os.environ.get("POLNEWS_TEST_MODELS", ROOT / ".." / "shared" / "models"))
HELD_OUT = range(1640, 1750)
MOST_LOST = 0.3


def news() -> dict[str, list[str]]:
    """Return the held-out lines by language, in order."""
    rows = [line.split("\t") for line in (DEV / "translation" / "news.tsv").read_text("utf-8").splitlines()]
    head, *lines = rows
    kept = [line for line in lines if int(line[0]) in HELD_OUT]
    return {language: [line[column] for line in kept] for column, language in enumerate(head) if column}


def main() -> int:
    """Print the table."""
    if not MODELS.is_dir() or not (DEV / "translation").is_dir():
        print("Not measured: set POLNEWS_TEST_MODELS and POLNEWS_DEV_DATA to the packages and the data.")
        return 0
    texts, falls = news(), []
    print("package  lines   engine alone   protected   by default   severe, first try   severe, by default")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for path in sorted(MODELS.glob("*.argosmodel")):
            store.install(path)
        for pair in sorted(ArgosEngine(store=store).pairs(), key=str):
            falls.append(_row(ArgosEngine(store=store), pair, texts))
    return int(max(falls) > MOST_LOST)


def _row(engine: ArgosEngine, pair: Pair, texts: dict[str, list[str]]) -> float:
    sources, references = texts[pair.source], texts[pair.target]
    alone = [one.text for one in engine.translate(sources, pair, options=DecodeOptions(beam=4))]
    given = [Source(text, pair.source) for text in sources]
    first = Translate(to=pair.target, engine=engine, retry=False).render(given)
    best = Translate(to=pair.target, engine=engine).render(given)
    scores = [
        CHRF().corpus_score(one, [references]).score
        for one in (alone, [target.text for target in first], [target.text for target in best])
    ]
    severe = [sum(target.outcome.is_severe for target in run) for run in (first, best)]
    print(
        f"{pair!s:8} {len(sources):5}   {scores[0]:12.2f}   {scores[1]:9.2f}   {scores[2]:10.2f}   {severe[0]:17}   {severe[1]:18}"
    )
    return scores[0] - min(scores[1:])


if __name__ == "__main__":
    sys.exit(main())
