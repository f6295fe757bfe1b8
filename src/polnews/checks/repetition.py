"""Repetition: a phrase or a character said over and over, as looping models do."""

import re
from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.provenance import Span

__all__ = ["check_repetition", "loops"]

# A phrase of two to eight words twice in a row; or one word three times or more.
# News prose says a single word twice at most ("very, very", German "die die"), which stays below both.
# A word takes all of its hyphens and apostrophes, so that none is tried as a gap too: the search stays short.
_WORD = r"\w[\w'’-]*[^\w'’-]\W*"
_LOOP = re.compile(rf"\b((?:{_WORD}){{2,8}}?)\1+|\b({_WORD})\2{{2,}}", re.IGNORECASE)
_STUTTER = re.compile(r"(\w{1,3}?)\1{7,}|([^\w\s.…_=*#-])\2{5,}")


def loops(text: str) -> list[Span]:
    """Return the spans in which a phrase repeats itself directly.

    >>> [text[s.start:s.end] for text in ["again and again and again and again."] for s in loops(text)]
    ['again and again and again and ']
    >>> loops("a very, very long debate")
    []
    """
    padded = text + " "
    found = [match.span() for match in _LOOP.finditer(padded)] + [
        match.span() for match in _STUTTER.finditer(padded)
    ]
    return [Span(start, min(end, len(text))) for start, end in sorted(found)]


def check_repetition(translated: Translated) -> Iterator[Check]:
    """Find loops in the translation that the source does not have."""
    found = loops(translated.target)
    if not found or loops(translated.source):
        return
    yield Check(
        "repeated", "severe", "A phrase repeats itself: the engine lost its way here.", target=found[0]
    )
