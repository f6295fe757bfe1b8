"""What the checks find in damaged translations, and how often they cry wolf on sound ones.

    python tests/quality/damage.py [--write]    (--write puts the table into docs/checks.md)

Each cell: the share found / false alarms on undamaged translations. Three sets, eight pairs each. "articles": the project's own articles (tests/data/articles), damaged here by the recipe
below. "damage" and "news": the files of `POLNEWS_DEV_DATA` (or `../shared/dev` beside the project), when they are
there: dev/damage as it stands, and lines 1640-1749 of dev/translation (NTREX-128), on which nothing was chosen, damaged
by the recipe below. A finding counts for a kind of damage only under the code of that kind.

Recipe: one digit of the translation changed; a name dropped; a phrase of two to five words repeated one to three times;
a clause of 30 to 50 % between punctuation dropped; the only negation dropped where the source has one too; a
name of another line put in; "none" is undamaged.
"""

import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from polnews.checks import Translated, run_checks

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "data" / "articles"
DEV = Path(os.environ.get("POLNEWS_DEV_DATA", ROOT / ".." / "shared" / "dev"))
PAGE = ROOT / "docs" / "checks.md"
START, END = "<!-- damage -->", "<!-- /damage -->"
PAIRS = ("bg-en", "de-en", "it-en", "pt-en", "en-bg", "en-de", "en-it", "en-pt")
CODES = {
    "number": "number",
    "name": "name",
    "repeat": "repeated",
    "clause": "clause",
    "negation": "negation",
    "added": "added-name",
}
FLOORS = {"number": 0.98, "name": 0.85, "repeat": 0.98, "clause": 0.60, "negation": 0.70, "added": 0.55}
MOST_FALSE_ALARMS = 0.05
MOST_SEVERE = 0.10
HELD_OUT = range(1640, 1750)

NEGATIONS = {
    "bg": r"не|няма|нямат|без|нито",
    "de": r"nicht|kein\w*|ohne|nie",
    "en": r"not|no|never|without",
    "it": r"non|senza|nessun\w*|mai",
    "pt": r"não|sem|nenhum\w*|nunca",
}
LATIN = ("de", "en", "it", "pt")


@dataclass(frozen=True)
class Case:
    """A source, its translation, damaged or not, and the kind of damage."""

    kind: str
    source: str
    target: str


@dataclass
class Score:
    """Cases and findings of one pair."""

    cases: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def recall(self, kind: str) -> float:
        return self.found[kind] / max(1, self.cases[kind])

    def alarms(self, code: str) -> float:
        return self.false[code] / max(1, self.cases["none"])


def measure(cases: Iterable[Case], pair: str) -> Score:
    source, target = pair.split("-")
    score = Score()
    for case in cases:
        checks = run_checks(Translated(case.source, source, case.target, target, "test"))
        codes = {check.code for check in checks}
        score.cases[case.kind] += 1
        if case.kind == "none":
            score.false.update(codes)
            score.false["any severe"] += any(check.severity == "severe" for check in checks)
        else:
            score.found[case.kind] += CODES[case.kind] in codes
    return score


# --- the recipe --------------------------------------------------------------------------------------------------


def damaged(rows: Iterable[dict[str, str]], pair: str) -> Iterator[Case]:
    """Damage the translations of aligned rows in every way each allows."""
    source, target = pair.split("-")
    dice, other_dice = random.Random(f"{pair} 7"), random.Random(f"{pair} 8")
    rows = list(rows)
    for row in rows:
        text = row[target]
        yield Case("none", row[source], text)
        ways = {
            "number": number_changed(text, dice),
            "name": name_dropped(row, target, dice),
            "repeat": phrase_repeated(text, dice),
            "clause": clause_dropped(text, dice),
            "negation": negation_dropped(text, target) if _negated(row[source], source) else None,
            "added": name_added(row, other_dice.choice(rows), target, other_dice),
        }
        for kind, changed in ways.items():
            if changed is not None and changed != text:
                yield Case(kind, row[source], changed)


def number_changed(text: str, dice: random.Random) -> str | None:
    places = [match.start() for match in re.finditer(r"(?<![A-Za-z])\d", text)]
    if not places:
        return None
    at = dice.choice(places)
    digit = dice.choice([digit for digit in "123456789" if digit != text[at]])
    return text[:at] + digit + text[at + 1 :]


def names_of(row: dict[str, str], target: str) -> list[re.Match[str]]:
    """Return the capitalised words inside the sentence: in Latin script those that other languages write alike."""
    text = row[target]
    words = [match for match in re.finditer(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*", text) if match.start() > 1]
    words = [match for match in words if match.group()[0].isupper() and text[match.start() - 2] not in ".!?:"]
    if target not in LATIN:
        return words
    others = [set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", row[code])) for code in LATIN if code != target]
    return [match for match in words if sum(match.group() in other for other in others) >= 2]


def name_dropped(row: dict[str, str], target: str, dice: random.Random) -> str | None:
    words, text = names_of(row, target), row[target]
    if not words:
        return None
    start, end = dice.choice(words).span()
    return re.sub(r"\s+", " ", text[:start] + text[end:])


def name_added(row: dict[str, str], other: dict[str, str], target: str, dice: random.Random) -> str | None:
    """Put a name of another line before a word, unless a word of this line begins like it."""
    names = [match.group() for match in names_of(other, target) if match.group()[:4] not in row[target]]
    if not names:
        return None
    words = row[target].split()
    at = dice.randrange(len(words))
    return " ".join([*words[:at], dice.choice(names), *words[at:]])


def phrase_repeated(text: str, dice: random.Random) -> str | None:
    words = text.split()
    length = dice.randint(2, 5)
    if len(words) < length + 3:
        return None
    at = dice.randrange(len(words) - length)
    phrase = words[at : at + length]
    return " ".join(words[: at + length] + phrase * dice.randint(1, 3) + words[at + length :])


def clause_dropped(text: str, dice: random.Random) -> str | None:
    cuts = [0, *(match.end() for match in re.finditer(r"[,;:–](?=\s)", text)), len(text)]
    spans = [(a, b) for i, a in enumerate(cuts) for b in cuts[i + 1 :] if 0.3 <= (b - a) / len(text) <= 0.5]
    if not spans:
        return None
    start, end = dice.choice(spans)
    return (text[:start].rstrip(" ,;:–") + " " + text[end:].lstrip()).strip()


def _negated(text: str, language: str) -> bool:
    return re.search(rf"(?<!\w)(?:{NEGATIONS[language]})(?!\w)", text, re.IGNORECASE) is not None


def negation_dropped(text: str, target: str) -> str | None:
    found = list(re.finditer(rf"(?<!\w)(?:{NEGATIONS[target]})(?!\w)\s?", text, re.IGNORECASE))
    return text[: found[0].start()] + text[found[0].end() :] if len(found) == 1 else None


# --- the sets ----------------------------------------------------------------------------------------------------


def article_rows(half: int | None = None) -> list[dict[str, str]]:
    """Rows of the project's articles; `half` 0 are those numbers were fitted on, 1 the others."""
    lines = [
        line
        for path in sorted(ARTICLES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    chosen = lines if half is None else lines[half::2]
    return [row for line in chosen for row in json.loads(line)["rows"]]


def news_rows() -> list[dict[str, str]]:
    path = DEV / "translation" / "news.tsv"
    if not path.exists():
        return []
    header, *lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    rows = (dict(zip(header, line, strict=True)) for line in lines)
    return [row for row in rows if int(row["line"]) in HELD_OUT]


def damage_file(pair: str) -> list[Case]:
    path = DEV / "damage" / f"{pair}.tsv"
    if not path.exists():
        return []
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [Case(kind, source, target) for kind, source, _, target in rows]


def sets() -> Iterator[tuple[str, str, list[Case]]]:
    """Name, pair and cases of every set that is here."""
    for pair in PAIRS:
        yield "articles", pair, list(damaged(article_rows(), pair))
    for pair in PAIRS:
        yield "damage", pair, damage_file(pair)
    # Of dev/damage, the half of the articles no number was fitted on.
    unseen = article_rows(1)
    for pair in PAIRS:
        known = {row[pair.split("-")[0]] for row in unseen}
        yield "damage/2", pair, [case for case in damage_file(pair) if case.source in known]
    for pair in PAIRS:
        yield "news", pair, list(damaged(news_rows(), pair))


def table() -> Iterator[str]:
    """Yield the table as Markdown, row by row, while it is measured."""
    yield f"| set | pair | {' | '.join(CODES)} | any severe | lines |"
    yield "| --- " * (len(CODES) + 4) + "|"
    for name, pair, cases in sets():
        if cases:
            score = measure(cases, pair)
            cells = [_cell(score, kind, code) for kind, code in CODES.items()]
            severe, lines = score.alarms("any severe"), sum(score.cases.values())
            yield f"| {name} | {pair} | {' | '.join(cells)} | {severe:.3f} | {lines:,} |"


def _cell(score: Score, kind: str, code: str) -> str:
    found = f"{score.recall(kind):.3f}" if score.cases[kind] else "-"
    return f"{found} / {score.alarms(code):.3f}"


def main() -> None:
    rows = []
    for row in table():
        print(row, flush=True)
        rows.append(row)
    if "--write" in sys.argv[1:]:
        before, rest = PAGE.read_text(encoding="utf-8").split(START)
        PAGE.write_text(
            f"{before}{START}\n\n" + "\n".join(rows) + f"\n\n{END}{rest.split(END)[1]}", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
