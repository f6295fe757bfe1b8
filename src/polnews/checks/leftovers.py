"""Words left as they were: of the original's language, in the middle of a translation."""

import re
from collections.abc import Iterator

from polnews.checks.addresses import ADDRESS
from polnews.checks.base import Check, Translated
from polnews.languages import base_language
from polnews.provenance import Span

__all__ = ["check_leftovers"]

_GERMAN_NOUN = re.compile(r"(?:ung|heit|keit|schaft|ität|nis|ismus)(?:en)?$")
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{4,}(?![\w'’-])")


def check_leftovers(translated: Translated) -> Iterator[Check]:
    """Find words of the original's dictionary that the translation repeats and its own dictionary does not have.

    Words with a capital are let pass, for they may be names, but for German nouns that end as no name does. English
    words are let pass too, which are at home everywhere: software, online.
    """
    source, target = base_language(translated.source_language), base_language(translated.target_language)
    if source == "en":
        return
    ours = set(_WORD.findall(translated.source)) | set(_WORD.findall(translated.source.lower()))
    text = ADDRESS.sub(lambda match: " " * len(match.group()), translated.target)
    found = [
        match
        for match in _WORD.finditer(text)
        if match.group() in ours and _is_foreign(match.group(), source, target)
    ]
    if found:
        words = ", ".join(dict.fromkeys(match.group() for match in found))
        yield Check("leftover", "warning", f"Not translated: {words}.", target=Span(*found[0].span()))


def _is_foreign(word: str, source: str, target: str) -> bool:
    from polnews.words import has_lemmas, is_known

    if not has_lemmas(target) or is_known(word, target) or is_known(word.lower(), target):
        return False
    if not word.islower():
        return source == "de" and _GERMAN_NOUN.search(word) is not None and is_known(word, "de")
    return is_known(word, source) or is_known(word.capitalize(), source)
