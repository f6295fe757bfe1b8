"""Copied source: the engine gave back what it was given."""

import re
import unicodedata
from collections.abc import Iterator

from polnews.checks.addresses import ADDRESS
from polnews.checks.base import Check, Translated
from polnews.languages import base_language

__all__ = ["check_copied", "is_copy", "is_translatable"]

_LOWER_WORD = re.compile(r"(?<![\w.-])[^\W\d_A-Z][^\W\d_]+(?![\w-])")


def is_translatable(text: str, language: str) -> bool:
    """Say whether a text holds a word to translate: names, numbers and addresses alone have none.

    A word counts when it begins with a small letter; in a text without any (a headline in capitals), four
    words do, or three that all stand in the language's dictionary.

    >>> [is_translatable(text, "de") for text in ("Mistral AI, 2025", "Die Frist endet.", "www.example.eu")]
    [False, True, False]
    >>> is_translatable("ПАРЛАМЕНТЪТ ПРИЕ БЮДЖЕТА", "bg"), is_translatable("ACME MISTRAL DUO", "bg")
    (True, False)
    """
    words = ADDRESS.sub(" ", text)
    if any(word[0].islower() for word in _LOWER_WORD.findall(words)):
        return True
    long = re.findall(r"[^\W\d_]{3,}", words)
    return len(long) >= 4 or (len(words.split()) >= 3 and _all_known(long, language))


def _all_known(words: list[str], language: str) -> bool:
    from polnews.words import is_known

    return len(words) >= 2 and all(is_known(word.lower(), language) for word in words)


def check_copied(translated: Translated) -> Iterator[Check]:
    """Find a translation that is the source itself, with words to translate or in letters that are not the target's."""
    if not is_copy(translated.source, translated.target):
        return
    if is_translatable(translated.source, translated.source_language) or _in_other_letters(translated):
        yield Check("untranslated", "severe", "Not translated: this is the original text.")


def is_copy(source: str, target: str) -> bool:
    """Tell whether two texts have the same words.

    >>> is_copy("Die Frist endet.", "die Frist endet"), is_copy("Die Frist endet.", "The deadline ends.")
    (True, False)
    """
    return _words(source) == _words(target)


def _in_other_letters(translated: Translated) -> bool:
    from polnews.detection import script_of

    ours, theirs = (
        script_of(base_language(tag)) for tag in (translated.source_language, translated.target_language)
    )
    return ours != theirs and any(
        unicodedata.name(one, "").startswith(ours.upper()) for one in translated.target
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
