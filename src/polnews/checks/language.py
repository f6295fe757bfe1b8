"""Output language: the engine wrote in a language nobody asked for."""

from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.detection import detect_language
from polnews.languages import base_language, language_name

__all__ = ["check_language"]

# Shorter texts are mostly names, on which language identification guesses.
_ENOUGH = 40


def check_language(translated: Translated) -> Iterator[Check]:
    """Find translations written in another language than the target's."""
    if len(translated.target) < _ENOUGH:
        return
    found = detect_language(translated.target)
    if found is not None and found != base_language(translated.target_language):
        expected = language_name(translated.target_language)
        yield Check("language", "severe", f"Reads as {language_name(found)}, not {expected}.")
