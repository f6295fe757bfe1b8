"""Byte pair encoding: the merges of an older package's bpe.model (Sennrich, Haddow and Birch 2016)."""

from itertools import pairwise
from pathlib import Path

from polnews.errors import PackageError

__all__ = ["Merges"]


class Merges:
    """The merges of a bpe.model file, in the order they were learned.

    >>> Merges({("l", "o"): 0, ("lo", "w</w>"): 1}).split("low")
    ('low',)
    >>> Merges({("l", "o"): 0}).split("low")
    ('lo@@', 'w')
    """

    def __init__(self, ranks: dict[tuple[str, str], int], *, mark_apart: bool = False) -> None:
        self._ranks = ranks
        self._mark_apart = mark_apart

    @classmethod
    def read(cls, path: Path) -> "Merges":
        """Read a file of one merge a line; "#version: 0.2" stands in the first line of all but the oldest.

        Raises:
            PackageError: A line is not two symbols.
        """
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise PackageError(f"{path} is not a text file of merges ({error}).") from error
        version = lines.pop(0).split()[-1] if lines and lines[0].startswith("#version:") else "0.1"
        ranks: dict[tuple[str, str], int] = {}
        for number, line in enumerate(lines):
            left, _, right = line.strip("\r\n ").partition(" ")
            if not left or not right or " " in right:
                raise PackageError(f"{path} has {line[:40]!r} where two symbols should stand.")
            ranks.setdefault((left, right), number)
        return cls(ranks, mark_apart=version == "0.1")

    def split(self, word: str) -> tuple[str, ...]:
        """Return the pieces of one word, all but the last marked with "@@"."""
        if not word:
            return ()
        # In the oldest files the mark of a word's end is a symbol of its own.
        symbols = [*word, "</w>"] if self._mark_apart else [*word[:-1], word[-1] + "</w>"]
        while len(symbols) > 1:
            best = min(pairwise(symbols), key=self._rank)
            if best not in self._ranks:
                break
            symbols = _merged(symbols, best)
        if symbols[-1] == "</w>":
            symbols.pop()
        symbols[-1] = symbols[-1].removesuffix("</w>")
        return (*(symbol + "@@" for symbol in symbols[:-1]), symbols[-1])

    def _rank(self, pair: tuple[str, str]) -> int:
        return self._ranks.get(pair, len(self._ranks) + 1_000_000)


def _merged(symbols: list[str], pair: tuple[str, str]) -> list[str]:
    merged: list[str] = []
    index = 0
    while index < len(symbols):
        if tuple(symbols[index : index + 2]) == pair:
            merged.append(pair[0] + pair[1])
            index += 2
        else:
            merged.append(symbols[index])
            index += 1
    return merged
