"""One match of the date grammar, and what its tokens and surroundings tell about it."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from polnews.mentions.date_values import Part, Reading
from polnews.mentions.date_words import DateWords, roman_value
from polnews.mentions.lexicon import words
from polnews.mentions.tokens import Tokens

__all__ = ["OFFSETS", "Hit", "Scan"]

OFFSETS = {"H": 0, "L": -1, "N": 1}
_CLAUSE_ENDS = frozenset([*'.;:!?,()„“”«»"', "that", "dass", "che", "que", "че"])


@dataclass(frozen=True, slots=True)
class Hit:
    """A date over tokens [first, last)."""

    first: int
    last: int  # one past the last token
    reading: Reading
    month: int | None = None  # a month that may take its year from the other end of a range


@dataclass(frozen=True, slots=True)
class Scan:
    """One match of the grammar, and the questions its handler asks about it."""

    tokens: Tokens
    letters: str
    lexis: DateWords
    reference: dt.date | None
    first: int
    last: int

    def at(self, wanted: str) -> list[int]:
        """Return the token indices whose letter is one of `wanted`."""
        return [index for index in range(self.first, self.last) if self.letters[index] in wanted]

    def low(self, index: int) -> str:
        """Return a token in lower case."""
        return self.tokens.lows[index]

    def number(self, index: int) -> int:
        """Return the value of a day, ordinal or number word."""
        low = self.low(index)
        if self.letters[index] == "o":
            return self.lexis.ordinals[low]
        if self.letters[index] == "X":
            return roman_value(self.tokens.texts[index])
        digits = re.match(r"\d+", low)
        return int(digits.group()) if digits else self.lexis.numbers.get(low, 0)

    def shift(self) -> str:
        """Return H, L or N when "this", "last" or "next" stands in the match, else an empty string."""
        found = self.at("HLN")
        return self.letters[found[0]] if found else ""

    def year(self) -> tuple[int | None, int | None]:
        """Return the year named in figures, and the offset of one named by "last year" or "heuer"."""
        figures = self.at("Y")
        if figures:
            return int(self.low(figures[0])), None
        named = self.at("R")
        if named:
            return None, self.lexis.years[self.low(named[0])]
        if self.at("y") and self.shift():
            return None, OFFSETS[self.shift()]
        return None, None

    def full_year(self) -> tuple[int | None, str]:
        """Return the year, resolved if it is a relative one, and the prefix of the form."""
        figures, offset = self.year()
        if offset is None:
            return figures, ""
        return (None if self.reference is None else self.reference.year + offset), f"{offset:+}Y"

    def part(self) -> Part | None:
        """Return start, mid or end when the match says so."""
        found = self.at("B")
        return self.lexis.parts.get(self.low(found[0])) if found else None

    def hit(
        self, reading: Reading | None, *, month: int | None = None, first: int | None = None
    ) -> list[Hit]:
        """Return the one hit of this match with a reading, none without."""
        if reading is None:
            return []
        part = self.part()
        if part is not None and reading.precision not in ("half", "day", "decade", "century"):
            reading = replace(reading, part=part)
        return [Hit(self.first if first is None else first, self.last, reading, month)]

    def after_preposition(self) -> bool:
        """Whether a preposition or a part of a period stands before the match."""
        before = self.tokens.lows[self.first - 1] if self.first else ""
        return before in self.lexis.prepositions or self.letters[self.first - 1 : self.first] in tuple("BHLN")

    def after_every(self) -> bool:
        """Whether a word such as every stands before the match."""
        return self.first > 0 and self.letters[self.first - 1] == "!"

    def future(self) -> bool:
        """Whether the clause speaks of the future: an auxiliary such as "wird", or an ending such as -rà."""
        language = self.tokens.language
        verbs, ends = _future_words(language), words(language, "date", "future_ends")
        for index in self._clause():
            low = self.tokens.lows[index]
            if low in verbs or (ends and len(low) > 4 and low.endswith(ends)):
                return True
        return False

    def ahead(self) -> bool:
        """Whether a date without a year lies ahead: the clause says so, or the date is a deadline."""
        before = self.tokens.lows[max(0, self.first - 2) : self.first]
        deadlines = words(self.tokens.language, "date", "deadline")
        return self.future() or any(low in deadlines for low in before)

    def _clause(self) -> range:
        first, last = self.first, self.last
        while first > 0 and self.first - first < 25 and self.tokens.texts[first - 1] not in _CLAUSE_ENDS:
            first -= 1
        size = len(self.tokens)
        while last < size and last - self.last < 25 and self.tokens.texts[last] not in _CLAUSE_ENDS:
            last += 1
        return range(first, last)


def _future_words(language: str) -> frozenset[str]:
    return frozenset(words(language, "date", "future"))
