"""Currencies, scale words, percent signs and units of measure of each language."""

from functools import lru_cache

from polnews.mentions.lexicon import listed, section

__all__ = ["unit_words"]


@lru_cache(maxsize=16)
def unit_words(language: str) -> frozenset[str]:
    """Return every word that makes the number before it an amount."""
    return frozenset(
        word for table in section(language, "units").values() for entry in table.values() for word in listed(entry)
    )
