"""Boundary F1 of our sentence splitter beside bare sentencex, per language.

    python tests/quality/sentences.py

Gold: the sentences of the project's own articles (tests/data/articles), and, where `POLNEWS_DEV_DATA` (or
`../shared/dev` beside the project) holds them, halves of Universal Dependencies test sets and the pySBD
golden rules. A boundary is the end of a sentence inside a paragraph; the end of a paragraph counts for
nobody.
"""

import csv
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sentencex

from polnews.segment import split_sentences

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "data" / "articles"
DEV = Path(os.environ.get("POLNEWS_DEV_DATA", ROOT / ".." / "shared" / "dev")) / "sentences"
LANGUAGES = ("bg", "de", "en", "it", "pt")

Paragraph = list[tuple[str, bool]]  # sentences, each with whether a space follows
Splitter = Callable[[str, str], set[int]]


@dataclass(frozen=True)
class Score:
    """Boundaries found rightly, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def ours(text: str, language: str) -> set[int]:
    return {span.end for span in split_sentences(text, language)}


def bare(text: str, language: str) -> set[int]:
    ends = set()
    for boundary in sentencex.get_sentence_boundaries(language, text):
        part = text[boundary["start_index"] : boundary["end_index"]]
        if part.strip():
            ends.add(boundary["start_index"] + len(part.rstrip()))
    return ends


def articles(language: str) -> Iterator[Paragraph]:
    """Lead and body of each article as one paragraph: rows are sentences."""
    for path in sorted(ARTICLES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            rows = json.loads(line)["rows"]
            yield [(row[language], True) for row in rows if row["k"] != "title"]


def treebank(path: Path) -> Iterator[Paragraph]:
    """Paragraphs of a treebank file: tsv with doc, sent_id, newpar, space_after, text."""
    paragraph: Paragraph = []
    last = None
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if paragraph and (row["doc"] != last or row["newpar"] == "1"):
                yield paragraph
                paragraph = []
            last = row["doc"]
            paragraph.append((row["text"], row["space_after"] != "0"))
    yield paragraph


def measure(paragraphs: Iterable[Paragraph], language: str, splitter: Splitter) -> Score:
    total = Score()
    for paragraph in paragraphs:
        text, gold = _join(paragraph)
        found = {end for end in splitter(text, language) if end < len(text)}
        total += Score(len(gold & found), len(found - gold), len(gold - found))
    return total


def _join(paragraph: Paragraph) -> tuple[str, set[int]]:
    text = ""
    ends = set()
    for sentence, space in paragraph:
        text += sentence
        ends.add(len(text))
        text += " " if space else ""
    text = text.rstrip()
    return text, {end for end in ends if end < len(text)}


def golden(path: Path) -> dict[str, list[tuple[str, list[str]]]]:
    cases = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        cases[case["lang"]].append((case["text"], case["sentences"]))
    return cases


def measure_golden(cases: list[tuple[str, list[str]]], language: str, splitter: Splitter) -> Score:
    total = Score()
    for text, sentences in cases:
        at, gold = 0, set()
        for sentence in sentences:
            found = text.find(sentence.strip(), at)
            if found < 0:
                break
            at = found + len(sentence.strip())
            gold.add(at)
        else:
            end = len(text.rstrip())
            cut = {e for e in splitter(text, language) if e < end}
            gold.discard(end)
            total += Score(len(gold & cut), len(cut - gold), len(gold - cut))
    return total


def sets() -> Iterator[tuple[str, str, Callable[[Splitter], Score]]]:
    """Name, language and a measure for each corpus that is here."""
    for language in LANGUAGES:
        yield "articles", language, lambda s, g=language: measure(articles(g), g, s)
    for path in sorted(DEV.glob("*.tsv")):
        language = path.stem[:2]
        yield path.stem, language, lambda s, p=path, g=language: measure(treebank(p), g, s)
    if (DEV / "golden.jsonl").exists():
        for language, cases in sorted(golden(DEV / "golden.jsonl").items()):
            yield "golden", language, lambda s, c=cases, g=language: measure_golden(c, g, s)


def main() -> None:
    print(f"{'corpus':12} lang {'boundaries':>10} {'sentencex':>9} {'polnews':>8} {'wrong':>6} {'missed':>6}")
    for name, language, score in sets():
        before, after = score(bare), score(ours)
        total = after.right + after.missed
        print(
            f"{name:12} {language:4} {total:10} {before.f1:9.4f} {after.f1:8.4f} {after.wrong:6} {after.missed:6}"
            f"   (sentencex: {before.wrong} wrong, {before.missed} missed)"
        )


if __name__ == "__main__":
    main()
