"""The small word lists of each language, from `data/<language>.json`, and CLDR's names, read once."""

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from polnews.languages import FIRST_CLASS

__all__ = ["cldr_locale", "listed", "section", "words"]


@lru_cache(maxsize=16)
def _lexicon(language: str) -> dict[str, Any]:
    if language not in FIRST_CLASS:
        return {}
    source = resources.files("polnews.mentions").joinpath("data", f"{language}.json")
    lexicon: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return lexicon


def section(language: str, name: str) -> dict[str, Any]:
    """Return one section of a language's lists; empty for languages without lists."""
    found: dict[str, Any] = _lexicon(language).get(name, {})
    return found


@lru_cache(maxsize=1024)
def words(language: str, name: str, key: str) -> tuple[str, ...]:
    """Return a list of words; an underscore in the data stands for a space.

    >>> words("de", "date", "weekend")[0]
    'wochenende'
    """
    return listed(section(language, name).get(key, ""))


def listed(entry: str) -> tuple[str, ...]:
    """Split an entry of the data files into its words."""
    return tuple(word.replace("_", " ") for word in entry.split())


@lru_cache(maxsize=16)
def cldr_locale(language: str) -> Any:  # noqa: ANN401  (babel's Locale, which is loaded only here)
    """Return babel's locale for a base language; English for one CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
