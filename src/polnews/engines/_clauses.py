"""Long inputs in parts a model can hold, parted where a reader would draw breath."""

import re
from collections.abc import Callable, Iterator

__all__ = ["split_long"]

# From the best place to part a text to the worst. Each pattern matches the blank between two parts.
_PLACES = (
    re.compile(r"(?<=[.!?…][\"'”“»)\]])\s+|(?<=[.!?…])\s+"),
    re.compile(r"(?<=[;:])\s+|\s+(?=[–—]\s)"),
    re.compile(r"(?<=,)\s+"),
    re.compile(r"\s+"),
)


def split_long(text: str, limit: int, length: Callable[[str], int]) -> list[str]:
    """Part a text so that no part is longer than the limit: at clause ends, commas, words, else anywhere.

    Args:
        text: Any text.
        limit: The greatest length of a part, at least 1, in what `length` counts.
        length: Measures a text, e.g. in pieces.

    Returns:
        The parts in order, without blanks at their ends, about equally long; the text itself when it fits.

    >>> split_long("Der Rat tagt; die Kommission wartet, das Parlament schweigt.", 6, lambda text: len(text.split()))
    ['Der Rat tagt;', 'die Kommission wartet, das Parlament schweigt.']
    """
    total = length(text)
    if total <= limit:
        return [text]
    # Equal parts leave no stump at the end, which a model without context would guess at.
    aim = -(-total // -(-total // limit))
    return _pack(_atoms(text, limit, length, 0), min(limit, aim + aim // 4), limit, length)


def _atoms(text: str, limit: int, length: Callable[[str], int], level: int) -> Iterator[tuple[str, bool]]:
    """Yield pieces of text that fit, each with whether a blank stands before it."""
    if length(text) <= limit:
        yield text, True
        return
    if level == len(_PLACES):
        yield from _halves(text, limit, length)
        return
    for part in _PLACES[level].split(text):
        if part:
            yield from _atoms(part, limit, length, level + 1)


def _halves(text: str, limit: int, length: Callable[[str], int]) -> Iterator[tuple[str, bool]]:
    """Cut a word without blanks, such as a long address, in halves until they fit."""
    if length(text) <= limit or len(text) < 2:
        yield text, True
        return
    middle = len(text) // 2
    yield from _halves(text[:middle], limit, length)
    for part, _ in _halves(text[middle:], limit, length):
        yield part, False


def _pack(atoms: Iterator[tuple[str, bool]], aim: int, limit: int, length: Callable[[str], int]) -> list[str]:
    parts: list[str] = []
    for atom, spaced in atoms:
        joined = parts[-1] + (" " if spaced else "") + atom if parts else atom
        if parts and length(joined) <= min(aim, limit):
            parts[-1] = joined
        else:
            parts.append(atom)
    return parts
