"""Names in a source and in a candidate: which got lost, and which were put in their place.

Small models swap a rare name for a likelier one. Where just one name of the source is missing, and just one
stands in the candidate that the source does not have, it is put back: as written, or transliterated.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from polnews.languages import Pair, base_language
from polnews.words import is_known

__all__ = ["lost_names", "restore_names", "transliterate"]

# Bulgarian Transliteration Act of 2009.
_BULGARIAN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya".split(),  # noqa: SIM905
        strict=True,
    )
)

_WORD = r"[^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*"  # without the 's of an English genitive
# Words with a capital, one after the other; name particles may stand between.
_CAPITAL = rf"(?=[^\W\d_])(?-i:[A-ZÀ-ÖØ-ÞŁŚŠŽČĆА-ЯЁ]){_WORD}|[A-ZА-Я]"
_RUN = re.compile(rf"(?:{_CAPITAL})(?: (?:(?:de|da|do|dos|di|del|della|van|von|der|la) )?(?:{_CAPITAL}))*")

# Likeness of two spellings of one name, from 0 to 1. In the human translations of NTREX-128 lines 1530-1639
# it misses 10 of 377 names (7 of them Bulgarian), and would put back three right ones in another spelling.
_ALIKE = 0.67
_SHORTEST = 4  # Shorter words are alike by chance, and are often abbreviations.
_COMPOUND = 12  # Nearly all German words of this length that a dictionary lacks are compounds, not names.
_LATIN = (
    "bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lb lt lv mt nb nl nn no pl pt ro sk sl sq sv tr"
)


def transliterate(text: str) -> str:
    """Return a text with Bulgarian letters written as Latin ones, other characters as they are.

    >>> transliterate("Плевен, София")
    'Pleven, Sofia'
    """
    latin = re.sub(r"ия\b", "ia", text)
    return "".join(_letter(letter) for letter in latin)


def _letter(letter: str) -> str:
    found = _BULGARIAN.get(letter.lower(), letter)
    return found.capitalize() if letter.isupper() and letter.lower() in _BULGARIAN else found


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in Latin letters, and the word of it by which it is recognised."""

    text: str
    key: str


def lost_names(source: str, target: str, pair: Pair) -> list[str]:
    """Return the names of the source that the candidate lacks, in Latin letters.

    >>> lost_names("Ieri il ministro Kowacz parla.", "Minister Lukashin spoke.", Pair("it", "en"))
    ['Kowacz']
    """
    return [name.text for name in names(source, pair.source) if not _occurs(name, target)]


def invented_names(source: str, target: str, pair: Pair) -> list[str]:
    """Return the names of the candidate that the source has nothing like."""
    latin = transliterate(source)
    return [name.text for name in names(target, pair.target) if not _occurs(name, latin)]


def restore_names(source: str, target: str, pair: Pair) -> str:
    """Return the candidate with a swapped name put right, where it is plain which name took whose place.

    >>> restore_names("Ieri il ministro Kowacz parla.", "Minister Lukashin spoke.", Pair("it", "en"))
    'Minister Kowacz spoke.'
    """
    if base_language(pair.target) not in _LATIN.split():
        return target
    lost, invented = lost_names(source, target, pair), invented_names(source, target, pair)
    if len(lost) == len(invented) == 1:
        target = re.sub(rf"(?<!\w){re.escape(invented[0])}(?!\w)", lambda _: lost[0], target)
    return target


def names(text: str, language: str) -> list[Name]:
    """Return the names in a text, each once: runs of capitalised words that hold a word no dictionary has."""
    found = {}
    for run in _RUN.finditer(text):
        words = run.group().split()
        first = _opens_sentence(text, run.start())
        if first and len(words) == 1 and base_language(language) != "en":
            continue  # any word begins a sentence with a capital, and dictionaries lack many forms of verbs
        if name := _name_in(words, language, first=first):
            found[name.text] = name
    return list(found.values())


def _name_in(words: Sequence[str], language: str, *, first: bool) -> Name | None:
    """Cut what is no name off a run's front: German nouns, English titles, the first word of a sentence."""
    unknown = [word for word in words if not _ordinary(word, language)]
    if unknown:
        trims = first or base_language(language) in ("de", "en")
        kept = words[words.index(unknown[0]) :] if trims else words
        return Name(transliterate(" ".join(kept)), transliterate(max(unknown, key=len)))
    if base_language(language) == "bg" and len(words) > 1 and len(words[-1]) >= _SHORTEST:
        # Its dictionary knows many surnames, and it writes two capitals in a row for little else.
        return Name(transliterate(" ".join(words)), transliterate(words[-1]))
    return None


@lru_cache(maxsize=4096)
def _ordinary(word: str, language: str) -> bool:
    """Whether a word is no name to look for: short, an acronym, a long German compound, or a known word."""
    if word.isupper() or len(word) < _SHORTEST or word[0].islower():
        return True
    if base_language(language) == "de" and len(word) >= _COMPOUND:
        return True
    return (
        is_known(word, language)
        or is_known(word.lower(), language)
        or is_known(word.split("-")[-1], language)
    )


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“”„«»‘’(–—-")
    return not before or before[-1] in ".!?:"


def _occurs(name: Name, text: str) -> bool:
    """Whether a name's key stands in a text, or a word like it or like a part of it between hyphens."""
    keys = [_fold(part) for part in name.key.split("-") if len(part) >= _SHORTEST] or [_fold(name.key)]
    words = re.findall(r"[^\W\d_]+", text) + re.findall(_WORD, text)
    return any(_alike(key, _fold(word)) for key in keys for word in words)


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE


@lru_cache(maxsize=4096)
def _fold(word: str) -> str:
    """A spelling reduced to what differs between names rather than between ways to write them."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    for pattern, plain in _SOUNDS:
        bare = re.sub(pattern, plain, bare)
    return bare


_SOUNDS = (
    (r"sch|sh", "s"), (r"tz|ts", "z"), (r"ph", "f"), (r"ck|[cq]", "k"), (r"[wv]", "v"), (r"[yj]", "i"),
    (r"x", "ks"), (r"h", ""), (r"(.)\1", r"\1"),
)  # fmt: skip
