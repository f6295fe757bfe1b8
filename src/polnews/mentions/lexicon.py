"""The small word lists of each language, from `data/<language>.json`, and CLDR's names, read once."""

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from polnews.languages import FIRST_CLASS

__all__ = [
    "cldr_locale",
    "common",
    "everyday_names",
    "listed",
    "number_atoms",
    "office_name",
    "section",
    "words",
]


@lru_cache(maxsize=16)
def _lexicon(language: str) -> dict[str, Any]:
    if language not in FIRST_CLASS:
        return {}
    return _read(f"{language}.json")


def _read(name: str) -> dict[str, Any]:
    source = resources.files("polnews.mentions") / "data" / name
    found: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return found


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


@lru_cache(maxsize=1)
def common() -> dict[str, Any]:
    """Return what all languages share: legal forms, particles of names, transliteration tables."""
    return _read("common.json")


@lru_cache(maxsize=16)
def everyday_names(language: str) -> dict[str, str]:
    """Return country names CLDR files as variants, which babel leaves out, with their codes.

    >>> everyday_names("en")["Britain"]
    'GB'
    """
    found: dict[str, str] = _read("countries.json").get(language, {})
    return found


@lru_cache(maxsize=16)
def number_atoms(language: str) -> dict[str, Any]:
    """Return the number words of a language that the others are built from."""
    found: dict[str, Any] = _read("numbers.json").get(language, {})
    return found


@lru_cache(maxsize=1)
def _offices() -> tuple[dict[str, tuple[str, ...]], ...]:
    source = resources.files("polnews.mentions") / "data" / "offices.tsv"
    rows = [
        line.split("\t")
        for line in source.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return tuple(
        {language: tuple(cell.split("|")) for language, cell in zip(rows[0], row, strict=True)}
        for row in rows[1:]
    )


@lru_cache(maxsize=1024)
def office_name(title: str, source: str, target: str) -> str | None:
    """Return how another language calls an office, None for one that is not listed or may be several.

    Args:
        title: As an article writes it.
        source: Language of the article, without region.
        target: Language asked for, without region.

    >>> office_name("Министър-председателят", "bg", "en"), office_name("Premierminister", "de", "it")
    ('prime minister', 'primo ministro')
    >>> office_name("premier", "bg", "de"), office_name("chancellor", "en", "de")
    (None, 'Kanzler')
    >>> office_name("Quästor", "de", "en")
    """
    low = title.lower()
    named = {row[target][0] for row in _offices() if target in row and low in row.get(source, ())}
    if len(named) != 1:
        return None
    name = named.pop()
    return name.capitalize() if target == "de" else name


@lru_cache(maxsize=16)
def cldr_locale(language: str) -> Any:  # noqa: ANN401  (babel's Locale, which is loaded only here)
    """Return babel's locale for a base language; English for one CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
