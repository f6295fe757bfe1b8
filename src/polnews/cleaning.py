"""Which blocks of a document are not the story, and why.

Lines are judged by general features, not by known wording: what language they are in, whether they repeat the title,
the lead or another line, whether they are built like a table, a link or a byline, and how many kinds of words they hold
by which a page speaks of itself (`cues`). The longer and the more sentence-like a line, the more of these it takes;
prose in the main language inside an article is kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from polnews.cues import CUES
from polnews.detection import is_foreign
from polnews.layout import Block
from polnews.segment import ends_in_stop, is_invisible

__all__ = ["Reason", "Verdict", "is_same_line", "judge"]

Reason = Literal[
    "foreign-language",
    "repeated-title",
    "repeated-lead",
    "repeated",
    "table",
    "link",
    "share",
    "newsletter",
    "byline",
    "boilerplate",
    "empty",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A block and why it is set aside; None means it is kept."""

    block: Block
    reason: Reason | None


def judge(blocks: Sequence[Block], main: str, title: str | None = None) -> list[Verdict]:
    """Judge every block of a document.

    Args:
        blocks: The document, in order.
        main: ISO 639-1 code of its main language.
        title: The title, when the user gave one.
    """
    reasons = [_judge_alone(block, main) for block in blocks]
    _mark_repeats(blocks, reasons, main, title)
    return [Verdict(block, reason) for block, reason in zip(blocks, reasons, strict=True)]


def _judge_alone(block: Block, main: str) -> Reason | None:
    if is_invisible(block.text):
        return "empty"
    if _is_table(block.clean):
        return "table"
    if is_foreign(block.guess, main):
        return "foreign-language"
    return _service_reason(block, main)


# --- tables ------------------------------------------------------------------------------------------------------


def _is_table(line: str) -> bool:
    if not re.search(r"\w", line):
        return True
    bars = line.count("|") + line.count("│")
    if not bars:
        return False
    return bars > 1 or line.rstrip().endswith("|") or len(line.split()) < 12


# --- service lines -----------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"[\w©]+(?:[-'’]\w+)*:?")
_URL = re.compile(r"https?://|www\.|\S+@\S+\.\w+|\b[\w-]+\.(?:com|org|net|eu|de|it|pt|bg|info|uk)\b(?:/\S*)?")


@lru_cache(maxsize=65536)
def _features(token: str, language: str) -> frozenset[str]:
    found = set()
    for words in (CUES["*"], CUES.get(language, {})):
        for feature, cues in words.items():
            if any(token.startswith(cue[:-1]) if cue.endswith("*") else token == cue for cue in cues.split()):
                found.add(feature)
    return frozenset(found)


_STRONG = {"social": 1.0, "share": 1.0, "newsletter": 1.0, "rights": 1.0, "ad": 1.0, "photo": 0.8, "publish": 0.8,
           "source": 0.7, "link": 1.0, "web": 0.7, "editor": 0.8, "agency": 1.0, "comment": 0.7, "machine": 0.7,
           "contact": 0.8, "person": 1.0, "act": 0.7, "more": 0.4, "self": 0.7, "by": 0.3}  # fmt: skip


def _service_reason(block: Block, main: str) -> Reason | None:
    line = block.clean
    if len(line) > 320:
        return None
    tokens = [token.lower() for token in _TOKEN.findall(line)]
    if not tokens:
        return None
    features: set[str] = set()
    hits = 0
    for token in tokens:
        found = _features(token.rstrip(":"), main) | (
            _features(token, main) if token.endswith(":") else frozenset()
        )
        features |= found
        hits += bool(found)
    url = _URL.search(line) is not None
    score = sum(_STRONG[f] for f in features) + (1.0 if url else 0.0)
    stop = ends_in_stop(line, main)
    if stop:
        needed = 2.4 if len(tokens) <= 14 else 3.0
        if score < needed or hits * 4 < len(tokens):
            return None
    elif hits * 2 < len(tokens) and score < 1.6 and not url:
        return None
    elif score < 0.7:
        return None
    return _name_reason(features, url)


def _name_reason(features: set[str], url: bool) -> Reason:
    if features & {"newsletter"}:
        return "newsletter"
    if features & {"social", "share"}:
        return "share"
    if url or "link" in features or ("more" in features and "act" in features):
        return "link"
    if features & {"by"} and not features & {"rights", "publish", "ad"}:
        return "byline"
    return "boilerplate"


# --- repeats -----------------------------------------------------------------------------------------------------


def _key(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


def is_same_line(line: str, other: str) -> bool:
    """Return whether two lines hold the same words, whatever their case and punctuation.

    >>> is_same_line("Sofia joins: today!", "SOFIA JOINS TODAY")
    True
    """
    return _key(line) == _key(other)


def _mark_repeats(
    blocks: Sequence[Block], reasons: list[Reason | None], main: str, title: str | None
) -> None:
    """Keep the first of equal blocks, set aside the others."""
    seen: set[str] = {_key(title)} if title else set()
    named: dict[str, Reason] = {_key(title): "repeated-title"} if title else {}
    kept = 0
    for i, block in enumerate(blocks):
        if reasons[i] is not None:
            continue
        key = _key(block.clean)
        first_is_title = title is not None and kept == 0 and key == _key(title)
        if key in seen and not first_is_title and len(key) > 12:
            reasons[i] = named.get(key, "repeated")
            continue
        seen.add(key)
        if kept < 2:
            named.setdefault(key, "repeated-title" if kept == 0 else "repeated-lead")
        kept += 1
