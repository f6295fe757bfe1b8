"""Length: cut at the engine's limit, or far too short or long for its source."""

from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.checks.clause import expected_ratio

__all__ = ["check_length"]

# Characters of translation per character of source. Over the 11,620 human translations of the development
# articles (all twenty directions, sentences of 40 characters and more) it stays within 0.59 and 1.69.
_RATIO = (0.4, 2.5)
_SHORT = 40
# Words of translation a heading of one to three words may have: a German compound takes up to five in Italian.
_FEW, _WORDS_A_WORD, _MORE = 3, 3, 4


def check_length(translated: Translated) -> Iterator[Check]:
    """Find translations that were cut or whose length cannot be right.

    Where the length to expect is known, `clause` looks for what is missing.
    """
    if translated.cut:
        yield Check("cut", "severe", "Cut at the engine's length limit: the end of the sentence is missing.")
        return
    words = len(translated.source.split())
    if words <= _FEW and len(translated.target.split()) > _WORDS_A_WORD * words + _MORE:
        yield Check("length", "severe", "Much longer than the original: something was added.")
    if len(translated.source) < _SHORT:
        return
    ratio = len(translated.target) / len(translated.source)
    if ratio < _RATIO[0] and expected_ratio(translated.source_language, translated.target_language) is None:
        yield Check("length", "severe", "Much shorter than the original: something is missing.")
    elif ratio > _RATIO[1]:
        yield Check("length", "severe", "Much longer than the original: something was added.")
