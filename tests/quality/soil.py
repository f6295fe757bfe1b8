"""Dirt for clean articles: a seeded generator.

`soil` takes a clean article (rows of title, lead, body) and mixes in lines that are not the story, each of a
known kind.
The wording stands in tests/data/soil: sets "a" to "d", "g", "h" and "j" were at hand while the cleaner was written and
are what its model is fitted on; sets "e", "f" and "i" only measure: nobody looked at which of their lines were missed.
A test holds that no line of any set stands in the source of the cleaner.
tests/data/headings.json holds made-up headings, which must stay; the first half of each language's was at hand,
the second half only measures.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
SETS = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
REPORT = ("e", "f", "i")
LANGUAGES = ("bg", "de", "en", "it", "pt")
WORDED = ("share", "newsletter", "byline", "link", "boilerplate")
KINDS = ("foreign", "repeated-title", "repeated-lead", "table", *WORDED)

_NAMES = {
    "bg": ["Калина Дончева", "Петър Ралев", "Ивайло С. Граматиков"],
    "de": ["Friederike Ahlborn", "Jens-Uwe Tappert", "Dr. Mona Seiler"],
    "en": ["Harriet Colbourne", "Owen P. Maddox", "Priya Sellars"],
    "it": ["Ginevra Tosatti", "Pierluigi Mannoni", "Elena De Sanctis"],
    "pt": ["Leonor Vilhena", "Duarte de Sá Pinto", "Inês Carrapato"],
}
_OUTLETS = {
    "bg": ["Вестник Хоризонт", "Радио Балкан"],
    "de": ["Nordkurier Wochenblatt", "Radio Alpina"],
    "en": ["The Harbour Times", "Radio Northgate"],
    "it": ["Il Corriere del Golfo", "Radio Levante"],
    "pt": ["Jornal do Estuário", "Rádio Planície"],
}
_TABLES = {
    "bg": ["Показател | 2025 | 2026", "Страна | Сума |", "| Срок | юни |", "Бюджет\t12,4\t13,1\t14,0"],
    "de": ["Kennzahl | 2025 | 2026", "Land | Betrag |", "| Frist | Juni |", "Haushalt\t12,4\t13,1\t14,0"],
    "en": [
        "Indicator | 2025 | 2026",
        "Country | Amount |",
        "| Deadline | June |",
        "Budget\t12.4\t13.1\t14.0",
    ],
    "it": [
        "Indicatore | 2025 | 2026",
        "Paese | Importo |",
        "| Termine | giugno |",
        "Bilancio\t12,4\t13,1\t14,0",
    ],
    "pt": [
        "Indicador | 2025 | 2026",
        "País | Montante |",
        "| Prazo | junho |",
        "Orçamento\t12,4\t13,1\t14,0",
    ],
}
_RULES = ["---|---|", "| | |", "+-----+-----+", "* * *", "12,4 | 13,1 | -0,7"]


_RESPELLED = [
    lambda line: line,
    lambda line: (
        line.replace("“", '"').replace("”", '"').replace("„", '"').replace("«", '"').replace("»", '"')
    ),
    str.upper,
    lambda line: f"{line} | Radio Northgate",
    lambda line: f"{line} - Nordkurier",
    lambda line: line[: line.rindex(" ", 0, -8)] + " …",
]


@dataclass(frozen=True)
class Line:
    """One line of a soiled article and the kind of dirt it is; None means it is the story."""

    text: str
    kind: str | None


@cache
def articles(language: str) -> list[list[str]]:
    """Clean articles in one language, each a list of lines: title, lead, body."""
    found = []
    for path in sorted((DATA / "articles").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found.append([row[language] for row in json.loads(line)["rows"]])
    return found


@cache
def wording(name: str) -> dict[str, dict[str, list[str]]]:
    """The lines of a set, one of SETS, by language and kind."""
    words: dict[str, dict[str, list[str]]] = json.loads(
        (DATA / "soil" / f"{name}.json").read_text(encoding="utf-8")
    )
    return words


@cache
def headings(language: str, seen: bool) -> list[str]:
    """Made-up headings: those at hand while the cleaner was written, or the others."""
    found: list[str] = json.loads((DATA / "headings.json").read_text(encoding="utf-8"))[language]
    return found[: len(found) // 2] if seen else found[len(found) // 2 :]


def headed(language: str, number: int, seen: bool, seed: int) -> list[Line]:
    """Return clean article `number`, a sentence a line, with three made-up headings, of kind "heading"."""
    dice = random.Random(f"{seed} {language} {number} headings")
    rows = articles(language)[number]
    lines = [Line(text, None) for text in rows]
    places = sorted(dice.sample(range(2, len(rows)), 3), reverse=True)
    for place, text in zip(places, dice.sample(headings(language, seen), 3), strict=True):
        lines.insert(place, Line(text, "heading"))
    return lines


def soil(language: str, number: int, words: str, seed: int) -> list[Line]:
    """Return article `number` in `language` with dirt from wording set `words`."""
    dice = random.Random(f"{seed} {language} {number} {words}")
    clean = _paragraphs(articles(language)[number], dice)
    lines = [Line(text, None) for text in clean]
    for dirt in _dirt(language, number, words, dice):
        lines.insert(_place(dirt, lines, clean, dice), dirt)
    return lines


def _paragraphs(rows: list[str], dice: random.Random) -> list[str]:
    """Title, lead, then paragraphs of one to three sentences."""
    body, paragraphs = rows[2:], rows[:2]
    while body:
        size = dice.randint(1, 3)
        paragraphs.append(" ".join(body[:size]))
        body = body[size:]
    return paragraphs


def _dirt(language: str, number: int, words: str, dice: random.Random) -> Iterator[Line]:
    rows = articles(language)[number]
    for other in dice.sample([g for g in LANGUAGES if g != language], 2):
        yield Line(dice.choice(dice.choice(articles(other))), "foreign")
    yield Line(dice.choice(_RESPELLED)(rows[0]), "repeated-title")
    yield Line(dice.choice(_RESPELLED[:2])(rows[1]), "repeated-lead")
    for text in dice.sample(_TABLES[language] + _RULES, 3):
        yield Line(text, "table")
    for kind, texts in wording(words)[language].items():
        for text in dice.sample(texts, 3):
            yield Line(_fill(text, language, dice), kind)


def _fill(text: str, language: str, dice: random.Random) -> str:
    return text.format(
        name=dice.choice(_NAMES[language]),
        other_name=dice.choice(_NAMES[language]),
        outlet=dice.choice(_OUTLETS[language]),
        url=dice.choice(
            ["https://harbour.example/2026/03/a_b", "www.nord.example/politik", "press@harbour.example"]
        ),
        other=dice.choice(articles(language))[0],
        date=dice.choice(["12.03.2026", "2026-03-12", "03/12/2026"]),
        time=dice.choice(["14:05", "09:30"]),
        year="2026",
    )


def _place(dirt: Line, lines: list[Line], clean: list[str], dice: random.Random) -> int:
    """Bylines stand near the top or the end, repeats after the first; anything else anywhere after the title."""
    if dirt.kind == "byline":
        return dice.choice([1, 2, len(lines)])
    first = 1
    if dirt.kind == "repeated-title":
        first = lines.index(Line(clean[0], None)) + 1
    if dirt.kind == "repeated-lead":
        first = lines.index(Line(clean[1], None)) + 1
    return dice.randint(first, len(lines))


def render(lines: list[Line], separator: str) -> str:
    """Join the lines: "\\n" glues them, "\\n\\n" leaves a blank line between."""
    return separator.join(line.text for line in lines)
