"""Acronyms in the target's writing, where an engine copied the original's: UE, IA."""

import re

from polnews.checks.base import Translated
from polnews.checks.name_words import KNOWN, translated_acronym
from polnews.languages import base_language

__all__ = ["localised_acronyms"]

# Not part of an address, a longer name or a sum ("US$").
_SHORT = re.compile(r"(?<![\w.@/-])[^\W\d_]{2,6}(?![\w@/$-])(?!\.\w)")
_WORD_BEFORE = re.compile(r"[^\W\d_]\w+ $")
_WORD_AFTER = re.compile(r" [^\W\d_]\w+")


def localised_acronyms(translated: Translated) -> str:
    """Return a translation in which acronyms that change with the language are the target language's.

    One within a name that stands so in the original stays: "Mistral AI", "AI Act".

    >>> localised_acronyms(Translated("L'UE regola l'IA.", "it", "The UE regulates IA.", "en", "x"))
    'The EU regulates AI.'
    >>> localised_acronyms(Translated("Mistral AI sells AI.", "en", "Mistral AI verkauft AI.", "de", "x"))
    'Mistral AI verkauft KI.'
    """
    source, target = base_language(translated.source_language), base_language(translated.target_language)
    if source not in KNOWN or target not in KNOWN or source == target:
        return translated.target
    ours = {word for word in _SHORT.findall(re.sub(r"['’-]", " ", translated.source)) if word.isupper()}

    def write(match: re.Match[str]) -> str:
        word = match.group()
        if word not in ours or any(name in translated.source for name in _names_with(match)):
            return word
        return translated_acronym(word, source, target) or word

    return _SHORT.sub(write, translated.target)


def _names_with(acronym: re.Match[str]) -> list[str]:
    """Return the acronym with the word before it and with the one after it, where these have a capital."""
    text, word = acronym.string, acronym.group()
    before = _WORD_BEFORE.search(text[: acronym.start()])
    after = _WORD_AFTER.match(text, acronym.end())
    names = [before.group() + word] if before and before.group()[0].isupper() else []
    return [*names, word + after.group()] if after and after.group()[1].isupper() else names
