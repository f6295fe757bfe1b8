"""Words, their dictionary forms and the words that carry no content, for any language.

The only module that uses `simplemma` and `stopwordsiso`; both are loaded on first use.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from polnews.languages import base_language

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from simplemma.strategies import DictionaryLookupStrategy

__all__ = [
    "content_lemma",
    "content_lemmas",
    "count_words",
    "has_lemmas",
    "is_known",
    "lemma",
    "lemmas",
    "stands_written",
    "stop_words",
    "tokenize",
]

# A run of letters, a number with its inner separators, or one character of a script written without spaces.
# Hyphens and apostrophes part words: "EFTA-Staaten" shares "EFTA" with its title, "dell'Unione" shares
# "Unione".
_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    r"|[^\W\d_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
    r"|\d+(?:[.,]\d+)*"
)

# Distinct words kept with their lemma. Two articles share their frequent words, not their rare ones: with four times as
# many, 10,000 articles in four languages took as long and memory grew to the end.
_LEMMAS_KEPT = 16_384

# Entries of a dictionary kept as they were looked up: one word is asked for several times within an article, by the
# lemmatiser and by each test whether it is known.
_ENTRIES_KEPT = 8_192


def tokenize(text: str) -> list[str]:
    """Return the words and numbers of a text in order, without punctuation.

    >>> tokenize("L'Ue approva 1,5 miliardi: l'ha detto il vice-ministro.")
    ['L', 'Ue', 'approva', '1,5', 'miliardi', 'l', 'ha', 'detto', 'il', 'vice', 'ministro']
    """
    return _TOKEN.findall(text)


def count_words(text: str) -> int:
    """Return how many words a reader would count: runs of characters between white space.

    >>> count_words("Der Bund zahlt 1,5 Mrd. Euro.")
    6
    """
    return len(text.split())


def has_lemmas(language: str) -> bool:
    """Tell whether dictionary forms are known for a language; if not, a lemma is the word in lower case.

    >>> has_lemmas("bg"), has_lemmas("pt-BR"), has_lemmas("ja")
    (True, True, False)
    """
    return base_language(language) in _dictionary_languages()


@lru_cache(maxsize=1)
def _dictionary_languages() -> frozenset[str]:
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    return frozenset(SUPPORTED_LANGUAGES)


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Mapping[str, str]:
    """Return the dictionary of a language, which remembers what it was asked.

    The compact dictionaries: 38 MB for the five languages instead of 370, and half the loading time. An entry takes
    16 us to find instead of 1, and is asked for again by the lemmatiser and by each test whether a word is known.
    """
    from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY
    from simplemma.strategies.dictionaries.dictionary_factory import DecodedStrMapping

    entries = LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(language)

    class Remembered(DecodedStrMapping):
        _lookup = staticmethod(lru_cache(maxsize=_ENTRIES_KEPT)(entries.get))

        def __iter__(self) -> Iterator[str]:
            return iter(entries)

        def __len__(self) -> int:
            return len(entries)

    return Remembered()


class _Dictionaries:
    """What simplemma's strategies ask for dictionaries."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return _dictionary(lang)


@lru_cache(maxsize=1)
def _lemmatizer() -> "Lemmatizer":
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    # Its own memory would be a second copy of `_lemma`'s.
    return Lemmatizer(1, lemmatization_strategy=DefaultStrategy(dictionary_factory=_Dictionaries()))


@lru_cache(maxsize=1)
def _lookup() -> "DictionaryLookupStrategy":
    from simplemma.strategies import DictionaryLookupStrategy

    return DictionaryLookupStrategy(_Dictionaries())


def lemma(word: str, language: str) -> str:
    """Return the dictionary form of a word in lower case, or the word in lower case where none is known.

    Args:
        word: One word, as `tokenize` gives it.
        language: BCP 47 tag; its region is ignored.

    >>> lemma("министрите", "bg"), lemma("unterzeichnete", "de"), lemma("Approves", "en")
    ('министър', 'unterzeichnen', 'approve')
    """
    return _lemma(word, base_language(language))


@lru_cache(maxsize=_LEMMAS_KEPT)
def _lemma(word: str, language: str) -> str:
    if word[0].isdigit() or language not in _dictionary_languages():
        return word.lower()
    return _lemmatizer().lemmatize(word, language).lower()


def is_known(word: str, language: str) -> bool:
    """Tell whether a word stands in a language's dictionary; False for every word where there is none.

    Names mostly do not.

    >>> is_known("министрите", "bg"), is_known("Haushalt", "de"), is_known("Rosenstein", "en")
    (True, True, False)
    """
    return _is_known(word, base_language(language))


@lru_cache(maxsize=_LEMMAS_KEPT)
def _is_known(word: str, language: str) -> bool:
    return language in _dictionary_languages() and _lookup().get_lemma(word, language) is not None


@lru_cache(maxsize=16)
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry no content, in lower case; empty when no list is known.

    >>> "и" in stop_words("bg"), "dei" in stop_words("it"), "министър" in stop_words("bg")
    (True, True, False)
    """
    import stopwordsiso

    base = base_language(language)
    words = stopwordsiso.stopwords(base) if stopwordsiso.has_lang(base) else ()
    return frozenset(word.lower() for word in words)


def lemmas(text: str, language: str) -> list[str]:
    """Return the dictionary form of every word of a text, in order.

    >>> lemmas("Il governo ha approvato i decreti.", "it")
    ['il', 'governo', 'avere', 'approvare', 'il', 'decreto']
    """
    base = base_language(language)
    return [_lemma(word, base) for word in _TOKEN.findall(text)]


def content_lemmas(text: str, language: str) -> list[str]:
    """Return the dictionary forms of the words that carry content, in order, repeats kept; numbers count.

    Single letters and stop words (as written or as dictionary form) are left out.

    >>> content_lemmas("Il governo ha approvato i 2 decreti.", "it")
    ['governo', 'approvare', '2', 'decreto']
    """
    base = base_language(language)
    return [found for word in _TOKEN.findall(text) if (found := content_lemma(word, base))]


@lru_cache(maxsize=_LEMMAS_KEPT)
def content_lemma(word: str, language: str) -> str:
    """Return the dictionary form of a word that carries content, "" for one that does not.

    Args:
        word: One word, as `tokenize` gives it.
        language: Language without region, e.g. "pt".
    """
    if word[0].isdigit():
        return word
    found = _lemma(word, language)
    stops = stop_words(language)
    is_content = len(word) > 1 and word.lower() not in stops and found not in stops
    return found if is_content or _stands_alone(word) else ""


def _stands_alone(character: str) -> bool:
    return "\u3040" <= character[0] <= "\u9fff"


@lru_cache(maxsize=_LEMMAS_KEPT)
def stands_written(word: str, language: str) -> bool:
    """Tell whether the dictionary holds a word exactly as it is written, capital letters included.

    >>> stands_written("Nairobi", "en"), stands_written("nairobi", "en")
    (True, False)
    """
    base = base_language(language)
    return base in _dictionary_languages() and word in _dictionary(base)
