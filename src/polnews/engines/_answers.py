"""Answers of a language model: what needs none, and what is a translation in one."""

import re
from collections import Counter
from collections.abc import Sequence

from polnews.abbreviations import ABBREVIATIONS
from polnews.checks.addresses import ADDRESS
from polnews.checks.name_words import places
from polnews.languages import base_language
from polnews.words import has_lemmas, is_known

__all__ = ["clean_answer", "finish", "is_opaque"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# "Sure, here is the translation:", "Output:"; not "Output of industry fell in May: ministry warns".
_CHATTER = re.compile(
    r"^(?:(?:sure|certainly|of course)[,!.]?\s+)?here(?: is|'s) [^:\n]{0,60}:\s*"
    r"|^(?:(?:the )?(?:english )?translation(?: is)?|output|answer)\s*:\s*",
    re.I,
)
# The search for a second telling looks at the end only, so that its cost stays bounded.
_LONGEST_TAIL = 600


def is_opaque(text: str, language: str) -> bool:
    """Say whether a text has nothing to translate: no word besides addresses, acronyms and names.

    >>> [is_opaque(text, "it") for text in ("", "12,5 %", "www.example.eu", "NATO", "Ugo Rosenzweig")]
    [True, True, True, True, True]
    >>> is_opaque("La legge", "it")
    False
    """
    words = _WORD.findall(ADDRESS.sub(" ", text))
    if len(words) <= 3 and all(word.isupper() and len(word) <= 5 for word in words):
        return not any(_is_shouted(word, language, alone=len(words) == 1) for word in words)
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and _are_names(words, language)


def _is_shouted(word: str, language: str, *, alone: bool) -> bool:
    """Tell whether a word in capitals is an ordinary one, or a place: alone it may well be an acronym (NATO, nato)."""
    low = word.lower()
    if low in places(base_language(language)):
        return True
    return len(low) >= (5 if alone else 3) and is_known(low, language)


def _are_names(words: Sequence[str], language: str) -> bool:
    """Whether capitalised words are names: in German if none is known, elsewhere if one is not."""
    if not has_lemmas(language):
        return False
    unknown = [not is_known(word, language) and not is_known(word.lower(), language) for word in words]
    return (
        all(unknown) if base_language(language) == "de" else any(unknown) or base_language(language) == "bg"
    )


def clean_answer(answer: str, source: str, labels: tuple[str, ...]) -> str:
    """Return the translation in an answer: without labels, echo, chatter, or quotation marks of its own.

    >>> clean_answer(' English: "The deadline ends."', "Die Frist endet.", ("German", "English"))
    'The deadline ends.'
    """
    text = " ".join(answer.split())
    text = _CHATTER.sub("", text)
    for label in labels:
        text = re.sub(rf"^{re.escape(label)}\s*:\s*", "", text)
        text = re.split(rf"\s{re.escape(label)}\s*:\s", text)[0]
    if len(text) > len(source) and text.startswith(source):
        text = text[len(source) :].lstrip(" :-–—→=")
    if len(text) > 2 and text[0] in "\"“„«'" and text[-1] in "\"”“»'" and source[:1] not in "\"“”„«»'‘’":
        text = text[1:-1]
    return text.strip()


def finish(source: str, target: str) -> str:
    """Return a translation without what was added at its end: a second telling, a headline's full stop.

    >>> finish("Neue Frist für Anträge", "New deadline for applications. The deadline was extended.")
    'New deadline for applications'
    >>> finish("Er sagt ja.", "He says yes to the new deal and he says yes to the new deal.")
    'He says yes to the new deal.'
    """
    target = _without_second_telling(target) if not _repeated(source) else target
    if source.rstrip()[-1:] not in ".!?…:" and not re.search(r"[.!?…]\s", source):
        ends = (found.end() for found in _STOP.finditer(target) if found[1].lower() not in _SHORTENED)
        end = next(ends, None)
        target = target[:end].removesuffix(".") if end is not None else target
    return target


# A full stop behind a word of four letters or more, which few abbreviations are.
_STOP = re.compile(r"([^\W\d_]{4,})[\"”»)]?[.](?=\s|$)")
_SHORTENED = frozenset().union(*(listed.all for listed in ABBREVIATIONS.values()))


# Words said again at the end of an answer, at least four, and what joins them to the first telling.
# A word takes all of its hyphens and apostrophes, so that none is tried as a gap too: the search stays short.
_TOLD_TWICE = re.compile(
    r"\b((?:[\w'’-]+[^\w'’-]\W*){3,}[\w'’-]+)(?:[^\w'’-]\W*[\w'’-]+){0,3}?[^\w'’-]\W*\1\W*$", re.IGNORECASE
)


def _without_second_telling(text: str) -> str:
    match = _TOLD_TWICE.search(text[-_LONGEST_TAIL:])
    if not match:
        return text
    kept = text[: len(text) - len(text[-_LONGEST_TAIL:]) + match.end(1)]
    return kept + (text[-1] if text[-1] in ".!?" else "")


def _repeated(text: str) -> int:
    """Count the words of three-word phrases that were said before."""
    words = [word.casefold() for word in _WORD.findall(text)]
    seen: Counter[tuple[str, ...]] = Counter(zip(words, words[1:], words[2:], strict=False))
    return sum(count - 1 for count in seen.values())
