"""Words, numbers and marks of a text, cut once and shared by every finder."""

import re
from dataclasses import dataclass

__all__ = ["Tokens", "tokenise"]

# Order matters: whole dates before numbers, ordinals before plain numbers. No alternative nests a repeat in a
# repeat over the same characters, so the scan is linear.
_TOKEN = re.compile(
    r"""
      (?=\d)(?:
        \d{4}-\d{2}(?:-\d{2})?(?![\d-])                                   # 2025-02-03, 2025-02
      | \d{1,2}\.[ ]?\d{1,2}\.(?:[ ]?\d{4}|\d{2})(?!\d)                   # 03.02.2025, 3. 2. 2025
      | \d{1,2}/\d{1,2}/\d{4}(?!\d) | \d{1,2}-\d{1,2}-\d{4}(?!\d)         # 03/02/2025
      | \d{1,2}:\d{2}(?!\d)                                               # 13:30
      | \d+(?:\.?[ºª°]|st\b|nd\b|rd\b|th\b|s\b|er\b|ern\b|-[а-я]{1,4}\b)  # 3.º, 3rd, 1990s, 90er, 3-ти
      | \d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?             # 1 234 567,8
      | \d+(?:[.,’']\d+)*                                                 # 1.234,5
      )
    | (?=[FfDdLlQqВвМMmг])(?:
        [Mm]id-(?=\w)
      | (?i:fim\ de\ semana|fine\ settimana|depois\ de\ amanhã|l['’]altro\ ieri|day\ before\ yesterday|в\
      други\ ден|que\ vem)\b
      | г\.
      )
    | [^\W\d_]+(?:[-‑][^\W_]+)*(?:['’](?=[^\W\d_])(?!s\b)|\d+)?         # words, F-16, dell', G20
    | \n[ \t\r]*\n\s*                                                   # a paragraph ends
    | [^\w\s]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over the tokens of a text: offsets, the exact slices, and these in lower case."""

    source: str
    language: str
    starts: list[int]
    ends: list[int]
    texts: list[str]
    lows: list[str]

    def __len__(self) -> int:
        return len(self.texts)

    def slice(self, first: int, last: int) -> str:
        """Return the text from token `first` to the end of token `last - 1`."""
        return self.source[self.starts[first] : self.ends[last - 1]]

    def glued(self, index: int) -> bool:
        """Whether token `index` touches the one before it."""
        return index > 0 and index < len(self.starts) and self.starts[index] == self.ends[index - 1]


def tokenise(text: str, language: str) -> Tokens:
    """Cut a text into words, numbers and marks; a blank line is a token of its own.

    Args:
        text: Any text.
        language: BCP 47 tag; its base language is kept with the tokens.

    >>> tokenise("Bis zum 3. März 1.234,5 Mio. €", "de").texts
    ['Bis', 'zum', '3', '.', 'März', '1.234,5', 'Mio', '.', '€']
    """
    starts, ends, texts = [], [], []
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        texts.append(match.group())
    lows = [word.lower() for word in texts]
    return Tokens(text, language.partition("-")[0].lower(), starts, ends, texts, lows)
