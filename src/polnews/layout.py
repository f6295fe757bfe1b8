"""Text into blocks: lines of a document, hard-wrapped ones joined, each with its language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from polnews.detection import Guess, guess
from polnews.segment import is_invisible, reflow

__all__ = ["Block", "blocks_at", "blocks_of"]

_LINE = re.compile(r"[^\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_TERMINAL = (".", "!", "?", "…", ":", ";")
_MAX_WRAP = 120
"""Wider than any terminal or mail programme wraps to."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text set as one paragraph, heading or stray line: `[start, end)` without outer white space."""

    start: int
    end: int
    text: str
    clean: str
    guess: Guess
    after_blank: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_blank: bool


def blocks_of(text: str) -> list[Block]:
    r"""Cut `text` into blocks, in order; together they cover every non-blank character.

    A line is a block of its own, unless the document is hard-wrapped: then lines that were broken only
    because the
    next word did not fit are one block.

    >>> [b.clean for b in blocks_of("One line\nand another.\n\nA third.")]
    ['One line', 'and another.', 'A third.']
    """
    lines = _lines(text)
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and (_is_wrapped(groups[-1][-1], line, width) if width else _goes_on(groups[-1][-1], line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(text, group) for group in groups]


def blocks_at(text: str, spans: Iterable[tuple[int, int]]) -> list[Block]:
    r"""Return the blocks whose places are known: `[start, end)` in `text`, without outer white space.

    >>> [b.clean for b in blocks_at("One line\nand another.", [(0, 21)])]
    ['One line and another.']
    """
    return [_block(text, [_Line(start, end, text[start:end], True)]) for start, end in spans]


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        bare = raw.strip()
        if not bare:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        gap = text.count("\n", last_end, start) > 1
        lines.append(_Line(start, start + len(bare), bare, gap or not lines))
        last_end = start + len(bare)
    return lines


_SENTENCE_LINE = 50
"""Characters: shorter lines may be items of a list or of a page's furniture."""
_NEXT_BEGUN = re.compile(r"\w{3}[.!?…][\"”“»’]*\s+[\"“„«]?[^\W\d_]")


def _wrap_width(lines: list[_Line]) -> int:
    """The column a document is wrapped at, or 0 when its lines are whole paragraphs or sentences.

    Proof of a wrap is a line that breaks off inside a sentence and goes on in lower case on the next.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    broken = [len(a.text) for a, b in pairs if not a.text.endswith(_TERMINAL) and b.text[0].islower()]
    if len(broken) < 2 or len(broken) * 4 < len(pairs):
        return 0
    width = max(broken)
    full = sum(length >= width * 0.7 for length in broken)
    return width if width <= _MAX_WRAP and full * 2 >= len(broken) else 0


def _is_wrapped(line: _Line, following: _Line, width: int) -> bool:
    """Whether `line` was broken because the first word of `following` did not fit."""
    if following.after_blank or "|" in line.text or is_invisible(line.text) or is_invisible(following.text):
        return False
    word = re.split(r"(?<=-)|\s", following.text, maxsplit=1)[0]
    fits = len(line.text) + 1 + len(word) <= width
    if not fits:
        return True
    return following.text[0].islower() and not line.text.endswith(_TERMINAL) and len(line.text) >= width * 0.6


def _goes_on(line: _Line, following: _Line) -> bool:
    """Whether a line of prose plainly breaks off inside a sentence, in a document too short to tell its width.

    A sentence has ended in it and the next has begun: titles and furniture, which have no stop either, hold but one.
    """
    broken = (
        not line.text.endswith(_TERMINAL) and following.text[0].islower() and _NEXT_BEGUN.search(line.text)
    )
    return bool(broken) and not following.after_blank and _SENTENCE_LINE <= len(line.text) <= _MAX_WRAP


def _block(text: str, group: list[_Line]) -> Block:
    start, end = group[0].start, group[-1].end
    clean = reflow(text[start:end])
    return Block(start, end, text[start:end], clean, guess(clean), group[0].after_blank)
