"""Which blocks of a document are not the story, and why.

Lines are judged by general features, not by known wording: what language they are in, whether they repeat the
title,
the lead or another line, whether they are built like a table, a link or a byline, and how many kinds of words
they hold
by which a page speaks of itself (`cues`). The longer and the more sentence-like a line, the more of these it
takes;
prose in the main language inside an article is kept.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from polnews.cues import read
from polnews.detection import is_foreign
from polnews.layout import Block
from polnews.segment import is_invisible
from polnews.service import (
    BULLETS,
    DEMAND,
    MAX_SERVICE_WORDS,
    Reason,
    is_name,
    is_plainly_service,
    names_stranger,
    service_reason,
)

__all__ = ["Reason", "Verdict", "is_same_line", "judge"]


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
    _spare_first(blocks, reasons, main)
    _mark_by_place(blocks, reasons, main)
    _mark_repeats(blocks, reasons, title)
    _mark_ends(blocks, reasons, main)
    return [Verdict(block, reason) for block, reason in zip(blocks, reasons, strict=True)]


def _spare_first(blocks: Sequence[Block], reasons: list[Reason | None], main: str) -> None:
    """Keep a first line unless it says plainly that it is no title: titles may be about advertising."""
    first = next(
        (i for i, reason in enumerate(reasons) if reason not in ("empty", "table", "foreign-language")), None
    )
    if first is None or reasons[first] in (None, "byline"):
        return
    if not is_plainly_service(blocks[first].clean, main):
        reasons[first] = None


def _judge_alone(block: Block, main: str) -> Reason | None:
    if is_invisible(block.text):
        return "empty"
    if _is_table(block.text, block.clean):
        # One bar also stands between names of services: "Share: X | Mastodon".
        return (service_reason(block, main) if _has_one_bar(block.clean) else None) or "table"
    if is_foreign(block.guess, main):
        return "foreign-language"
    return service_reason(block, main)


# --- tables ---

_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_BARS = re.compile(r"[|│┃¦]")
_COLUMNS = re.compile(r"\t|\S {3,}(?=\S)|;(?=\S)")


def _is_table(text: str, line: str) -> bool:
    """Cells between bars, tabs or wide gaps; rules; lines of figures alone."""
    if not _LETTER.search(line):
        return True
    cells = len(_BARS.findall(line))
    if cells:
        return (
            cells > 1
            or _BARS.search(line[0] + line[-1]) is not None
            or (len(line.split()) < 12 and len(_BARS.split(line)[0].split()) <= 3)
        )
    return len(_COLUMNS.findall(text)) > 1 and "\n" not in text and len(line.split()) < 15


def _has_one_bar(line: str) -> bool:
    """Tell whether a single bar stands in a line, not at its beginning or end."""
    return len(_BARS.findall(line)) == 1 and not _BARS.search(line[0] + line[-1])


# --- repeats ---

MIN_REPEAT = 4
"""Words. Shorter lines may be headings that come back ("Question", "Answer")."""
MIN_OVERLAP = 0.85
"""Share of words two lines have in common to be one line in two spellings. No other line of a dev article
reaches 0.5 with its title or lead."""


def _key(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


def is_same_line(line: str, other: str) -> bool:
    """Return whether two lines hold the same words, whatever their case and punctuation.

    >>> is_same_line("Sofia joins: today!", "SOFIA JOINS TODAY")
    True
    """
    return _key(line) == _key(other)


@dataclass(frozen=True, slots=True)
class _Model:
    """A title or lead that later lines may repeat."""

    line: str
    key: str
    reason: Reason
    words: frozenset[str]

    @classmethod
    def of(cls, line: str, reason: Reason) -> "_Model":
        key = _key(line)
        return cls(line, key, reason, frozenset(key.split()))

    def is_repeated_by(self, line: str, key: str) -> bool:
        if key == self.key:
            return True
        if len(self.key.split(None, MIN_REPEAT)) < MIN_REPEAT:
            return False
        return self._is_cut_to(line, key) or self._is_framed_by(line, key) or self._is_varied_by(key)

    def _is_cut_to(self, line: str, key: str) -> bool:
        """The line is its beginning, with dots."""
        return line.endswith(("…", "...")) and self.key.startswith(key) and key.count(" ") >= MIN_REPEAT - 1

    def _is_framed_by(self, line: str, key: str) -> bool:
        """The line adds a section before or a site after it, behind a mark: "Title | Site", "News: Title"."""
        if self.key not in key or key.count(" ") - self.key.count(" ") > 5:
            return False
        if key.startswith(self.key):
            return re.match(r"\W{0,3}[|–—·•»/-]\s", line[len(self.line.rstrip(".!?")) :]) is not None
        return key.endswith(self.key) and re.search(r"[:|–—·•»/-]\s", line) is not None

    def _is_varied_by(self, key: str) -> bool:
        """Nearly all words are the same, the others are forms of each other, and all figures are the same."""
        if not 0.8 <= len(key) / len(self.key) <= 1.25:
            return False
        if len(self.words.intersection(key.split())) < 0.8 * len(self.words):
            return False
        mine, others = Counter(self.key.split()), Counter(key.split())
        lost, new = mine - others, others - mine
        if any(_DIGIT.search(word) for word in lost | new) or not _are_forms(lost, new):
            return False
        return (mine & others).total() >= MIN_OVERLAP * max(mine.total(), others.total())


def _are_forms(words: Counter[str], others: Counter[str]) -> bool:
    """Whether each word has another that begins alike: who did it, where, and "not" make another line."""
    stems, other_stems = ({word[:ALIKE] for word in some} for some in (words, others))
    return stems == other_stems


ALIKE = 4
"""Letters two forms of a word have in common at least."""


def _mark_repeats(blocks: Sequence[Block], reasons: list[Reason | None], title: str | None) -> None:
    """Keep the first of equal blocks, set aside the others.

    Title and lead are known again in other spellings.
    """
    models = [_Model.of(title, "repeated-title")] if title else []
    seen: set[str] = set()
    kept = 0
    for i, block in enumerate(blocks):
        if reasons[i] in ("empty", "foreign-language"):
            continue
        aside = reasons[i] is not None
        key = _key(block.clean)
        reasons[i] = _repeat(block.clean, key, models, seen) or reasons[i]
        if aside:
            continue
        if reasons[i] is not None and kept == 0 and title:
            reasons[i] = None  # the given title where it first stands
        if reasons[i] is None:
            seen.add(key)
            kept += 1
            if kept <= 2 and key not in {model.key for model in models}:
                models.append(_Model.of(block.clean, _part(block, kept)))


def _part(block: Block, kept: int) -> Reason:
    return "repeated-title" if kept == 1 and not block.clean.endswith(".") else "repeated-lead"


def _repeat(line: str, key: str, models: Sequence[_Model], seen: set[str]) -> Reason | None:
    for model in models:
        if model.is_repeated_by(line, key):
            return model.reason
    return "repeated" if key in seen and key.count(" ") >= MIN_REPEAT - 1 else None


# --- where a line stands ---

_SERVICE = frozenset({"share", "newsletter", "link", "boilerplate"})
_HEADING = DEMAND + 2.0
_FAMILIAR = DEMAND + 3.0
_BESIDE = -0.5
_HEADS_NOTHING = -1.0
_ALONE = -1.0
"""The log-odds a line takes by its place, and what is taken off: a stray line before a paragraph may be a heading; one
that no paragraph follows, one beside lines that are not the story, and one that shares no word with the story hardly
are. Set so that no line of a clean dev article and no made-up heading is lost."""


def _mark_by_place(blocks: Sequence[Block], reasons: list[Reason | None], main: str) -> None:
    """Judge short lines once more by what stands around them."""
    story = _Story(blocks, reasons, main)
    first = next((i for i, reason in enumerate(reasons) if reason is None), len(blocks))
    for i in range(first + 1, len(blocks)):
        if reasons[i] in _SERVICE and _may_head(i, blocks, reasons):
            reasons[i] = service_reason(blocks[i], main, _HEADING)
        elif reasons[i] in _SERVICE and _is_long(blocks[i]):
            if story.is_familiar(blocks[i]):
                reasons[i] = service_reason(blocks[i], main, _FAMILIAR)
        elif reasons[i] is None and blocks[i].guess.words <= MAX_SERVICE_WORDS:
            reasons[i] = _reason_in_place(i, blocks, reasons, story)


def _may_head(i: int, blocks: Sequence[Block], reasons: Sequence[Reason | None]) -> bool:
    """A stray line right before a paragraph, after nothing that is set aside."""
    after = i + 1
    return (
        not _ends_sentence(blocks[i])
        and after < len(blocks)
        and reasons[after] is None
        and _is_prose(blocks[after])
        and reasons[i - 1] is None
    )


def _reason_in_place(
    i: int, blocks: Sequence[Block], reasons: Sequence[Reason | None], story: "_Story"
) -> Reason | None:
    beside = reasons[i - 1] is not None or (i + 1 < len(blocks) and reasons[i + 1] is not None)
    if _is_long(blocks[i]) or blocks[i].clean[0] in BULLETS:
        return None
    heads = i > story.head and i + 1 < len(blocks) and reasons[i + 1] is None and _is_prose(blocks[i + 1])
    if (beside or not heads) and names_stranger(blocks[i].clean, story.main, story.told):
        return "byline"
    demand = DEMAND + (_BESIDE if beside else 0.0)
    if not _ends_sentence(blocks[i]):
        if heads:
            return service_reason(blocks[i], story.main, demand)
        demand += _HEADS_NOTHING
    eased = service_reason(blocks[i], story.main, demand + _ALONE)
    if eased is None or story.is_strange(blocks[i]):
        return eased
    return service_reason(blocks[i], story.main, demand)


def _ends_sentence(block: Block) -> bool:
    return block.clean.rstrip("\"'“”»’)").endswith((".", "!", "?", "…"))


def _is_long(block: Block) -> bool:
    return block.guess.words > MAX_SHORT and _ends_sentence(block)


MAX_SHORT = 12
"""Words. A longer sentence is set aside only if it has at most one word in common with the story."""


class _Story:
    """The words of the paragraphs that are kept, counted when first asked for."""

    def __init__(self, blocks: Sequence[Block], reasons: Sequence[Reason | None], main: str) -> None:
        self.main = main
        self._kept = [block for block, reason in zip(blocks, reasons, strict=True) if reason is None]
        self._own = {id(block) for block in self._kept}
        self.head = next(
            (i for i, (b, r) in enumerate(zip(blocks, reasons, strict=True)) if r is None and _is_prose(b)), 0
        )

    @cached_property
    def told(self) -> frozenset[str]:
        """The words as written, those of the first line too."""
        kept = [block for i, block in enumerate(self._kept) if i == 0 or _is_prose(block)]
        return frozenset(word for block in kept for word in re.findall(r"[^\W\d_][\w'’-]+", block.clean))

    @cached_property
    def _counts(self) -> Counter[str]:
        kept = [block for block in self._kept if _is_prose(block)]
        return Counter(stem for block in kept for stem in _stems(block.clean.casefold()))

    def _shared(self, block: Block) -> int:
        """How many words of content a line has in common with other paragraphs."""
        mine = _stems(" ".join(read(block.clean, self.main).content))
        once = 1 if id(block) in self._own and _is_prose(block) else 0
        return sum(self._counts[stem] > once for stem in mine)

    def is_strange(self, block: Block) -> bool:
        """Whether a line has no word of content in common with any other paragraph."""
        return self._shared(block) == 0

    def is_familiar(self, block: Block) -> bool:
        """Whether it has at least two."""
        return self._shared(block) >= 2


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words; endings differ from case to case."""
    return {word[:STEM] for word in re.findall(r"[^\W\d_]{4,}", text)}


STEM = 6
"""Characters."""


# --- head and tail ---

MIN_PROSE = 8
"""Words. A line of so many that ends in a stop is prose; the shortest lead of the dev articles has 15."""


def _mark_ends(blocks: Sequence[Block], reasons: list[Reason | None], main: str) -> None:
    """Between title and first prose, and after the last prose, a page puts what is not the story."""
    kept = [i for i, reason in enumerate(reasons) if reason is None]
    prose = [i for i in kept if _is_prose(blocks[i])]
    if not prose:
        return
    told: set[str] | None = None
    for i in kept[1:]:
        name = is_name(blocks[i].clean)
        if i > prose[-1] and _is_stray(blocks[i], blocks[i - 1]):
            reasons[i] = "byline" if name else "boilerplate"
        elif name and i < prose[0]:
            reasons[i] = "byline"
        elif name and _may_be_lone(i, blocks, reasons, main):
            told = told if told is not None else {word for j in prose for word in blocks[j].clean.split()}
            reasons[i] = None if told & set(blocks[i].clean.split()) else "byline"


def _is_prose(block: Block) -> bool:
    return block.guess.words >= MIN_PROSE and _ends_sentence(block)


def _is_stray(block: Block, before: Block) -> bool:
    """A short line that no sentence follows: no heading, for it heads nothing; lists are spared."""
    line = block.clean
    if line[0] in BULLETS or line[0].isdigit() or before.clean.endswith(":"):
        return False
    return block.guess.words <= 12 and not line.endswith((".", "!", "?", "…", "“", "”", "»", '"'))


def _may_be_lone(i: int, blocks: Sequence[Block], reasons: Sequence[Reason | None], main: str) -> bool:
    """A name between paragraphs.

    In German and English headings look like names, so dirt must stand beside it.
    """
    if main not in ("de", "en"):
        return True
    return any(0 <= j < len(blocks) and reasons[j] not in (None, "empty") for j in (i - 1, i + 1))
