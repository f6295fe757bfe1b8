"""The text every benchmark reads: the development articles, in five languages."""

import json
from collections.abc import Iterator
from pathlib import Path

from polnews import Article

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("bg", "de", "en", "it", "pt")


def rows(language: str) -> Iterator[list[str]]:
    """Yield the title, lead and sentences of every development article."""
    for path in sorted((ROOT / "tests" / "data" / "articles").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield [row[language] for row in json.loads(line)["rows"]]


def texts(language: str) -> list[str]:
    """Return every development article as a page of text: title, lead, paragraphs of three sentences."""
    return ["\n\n".join([*row[:2], *_paragraphs(row[2:])]) for row in rows(language)]


def articles(language: str, count: int | None = None) -> list[Article]:
    """Read the development articles."""
    return [Article.from_text(text, language=language) for text in texts(language)[:count]]


def long_text(language: str, sentences: int) -> str:
    """Return one article of many sentences; repeated ones get a number, so that no two are equal."""
    body = [sentence for row in rows(language) for sentence in row[2:]]
    rounds = -(-sentences // len(body))
    numbered = [f"{one[:-1]} ({again}){one[-1]}" if again else one for again in range(rounds) for one in body]
    return "\n\n".join(["Titel", *_paragraphs(numbered[:sentences])])


def _paragraphs(sentences: list[str]) -> list[str]:
    return [" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]
