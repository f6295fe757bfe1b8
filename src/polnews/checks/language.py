"""Output language: the engine wrote in a language nobody asked for."""

from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.detection import guess, served
from polnews.languages import language_name

__all__ = ["check_language"]

# Shorter texts are mostly names, on which language identification guesses.
_ENOUGH = 40


def check_language(translated: Translated) -> Iterator[Check]:
    """Find translations written in another language than the target's."""
    if len(translated.target) < _ENOUGH:
        return
    found = guess(translated.target).language
    if found not in ("und", served(translated.target_language)):
        expected = language_name(translated.target_language)
        yield Check("language", "severe", f"Reads as {language_name(found)}, not {expected}.")
