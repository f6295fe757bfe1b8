"""Words broken at the end of a printed line: which hyphens mark the break, and which belong to the word."""

import re
from collections.abc import Sequence

from polnews.detection import guess, main_language
from polnews.errors import LanguageError
from polnews.languages import base_language
from polnews.words import is_known

__all__ = ["join_hyphens"]

_BREAK = re.compile(r"([^\W\d_]+)[-\u2010](\n)([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# Portuguese pronouns after the verb keep their hyphen: "tornou-se", "fazê-lo", "disse-lhe".
_PRONOUNS = frozenset(
    [
        "se",
        "lo",
        "la",
        "los",
        "las",
        "lhe",
        "lhes",
        "me",
        "te",
        "nos",
        "vos",
        "o",
        "a",
        "os",
        "as",
        "no",
        "na",
    ]
)


def join_hyphens(paragraphs: Sequence[str]) -> list[str]:
    r"""Replace hyphens that only mark a line break by soft hyphens, which show nothing elsewhere.

    A hyphen stays when the document writes the word with one elsewhere, when both halves are words and the
    whole is none, before a capital letter, and before a Portuguese pronoun.

    Args:
        paragraphs: Texts with their printed lines.

    >>> join_hyphens(["Die Regie-\nrung hat den Haushalt und das Nord-\nSüd-Projekt vertagt."])
    ['Die Regie\xad\nrung hat den Haushalt und das Nord-\nSüd-Projekt vertagt.']
    """
    whole = "\n\n".join(paragraphs)
    if not _BREAK.search(whole):
        return list(paragraphs)
    seen = {word.casefold() for word in _WORD.findall(whole)}
    language = _language(paragraphs)

    def joined(match: re.Match[str]) -> str:
        left, newline, right = match.groups()
        soft = _only_marks_break(left, right, seen, language)
        return f"{left}\u00ad{newline}{right}" if soft else match.group()

    return [_BREAK.sub(joined, paragraph) for paragraph in paragraphs]


def _language(paragraphs: Sequence[str]) -> str:
    try:
        return base_language(main_language(guess(" ".join(paragraph.split())) for paragraph in paragraphs))
    except LanguageError:
        return "en"


def _only_marks_break(left: str, right: str, seen: set[str], language: str) -> bool:
    if not right[0].islower():
        return left.isupper() and right.isupper()
    whole, hyphened = (left + right).casefold(), f"{left}-{right}".casefold()
    if hyphened in seen:
        return False
    if whole in seen:
        return True
    if language == "pt" and right in _PRONOUNS:
        return False
    if _known(left + right, language):
        return True
    return not (len(left) > 2 and len(right) > 2 and _known(left, language) and _known(right, language))


def _known(word: str, language: str) -> bool:
    """Whether a dictionary holds the word, or its lower-case form."""
    return is_known(word, language) or is_known(word.lower(), language)
