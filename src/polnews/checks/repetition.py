"""Repetition: a phrase or a character said over and over, as looping models do."""

import re
from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.provenance import Span

__all__ = ["check_repetition", "loops"]

# A unit of one to eight words, three times or more in a row; or one of 3 words and more, twice in a row.
# News prose says a single word twice at most ("very, very"), which stays below both.
_WORD = r"\w[\w'’-]*\W+"
_LOOP = re.compile(rf"\b((?:{_WORD}){{1,8}}?)\1{{2,}}|\b((?:{_WORD}){{3,8}}?)\2", re.IGNORECASE)
_STUTTER = re.compile(r"(\w{1,3}?)\1{7,}|([^\w\s.…_=*#-])\2{5,}")


def loops(text: str) -> list[Span]:
    """Return the spans in which a phrase repeats itself directly.

    >>> [text[s.start:s.end] for text in ["again and again and again and again."] for s in loops(text)]
    ['again and again and again and ']
    >>> loops("a very, very long debate")
    []
    """
    padded = text + " "
    found = [match.span() for match in _LOOP.finditer(padded)] + [match.span() for match in _STUTTER.finditer(padded)]
    return [Span(start, min(end, len(text))) for start, end in sorted(found)]


def check_repetition(translated: Translated) -> Iterator[Check]:
    """Find loops in the translation that the source does not have."""
    if loops(translated.source):
        return
    for span in loops(translated.target)[:1]:
        yield Check("repeated", "severe", "A phrase repeats itself: the engine lost its way here.", target=span)
