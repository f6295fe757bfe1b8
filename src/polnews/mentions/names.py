"""Names across spellings and scripts: transliteration into plain Latin letters, and a tolerant comparison."""

import re
import unicodedata
from functools import lru_cache

from polnews.mentions.lexicon import common

__all__ = ["consonants", "name_score", "same_name", "transliterate"]

# Letters that name a sound plain letters cannot: kept before accents are dropped.
_DIACRITIC_SOUNDS = {
    "č": "ch",
    "š": "sh",
    "ž": "zh",
    "ć": "ch",
    "ș": "sh",
    "ş": "sh",
    "ț": "ts",
    "ñ": "ny",
    "ř": "r",
    "ç": "s",
}
# Spellings of one sound in the languages served, folded together; order matters, longest first.
_FOLDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tzsch|tsch|tch|tsh|cz", "C"),
        (r"dzh|dsch|dj|gi(?=[aou])", "J"),
        (r"sch|sh|sz", "S"),
        (r"zh", "Z"),
        (r"ch", "C"),
        (r"ph", "f"),
        (r"ck|qu?|kh|c(?=[aoukltrns]|$)", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"th", "t"),
        (r"tz|ts|z|c", "s"),
        (r"eu|oi|aeu", "oy"),
        (r"ae|oe|ie|ee|ei|ey|ay|ai|y|j|i|e", "i"),
        (r"ue|ou|oo|u|o", "u"),
        (r"gh|g", "g"),
        (r"h", ""),
        (r"[CSZJ]", "s"),
        (r"(.)\1+", r"\1"),
    )
]
_PARTICLES = frozenset(
    {"de", "da", "do", "di", "von", "van", "der", "den", "del", "della", "dos", "das", "la", "le", "el"}
)


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Return plain spellings: Cyrillic by Bulgaria's Transliteration Act of 2009, Greek by ELOT 743."""
    tables = common()
    return {**tables["cyrillic"], **tables["greek"], **tables["latin"]}


@lru_cache(maxsize=8192)
def transliterate(text: str) -> str:
    """Write a text in plain Latin letters: other alphabets by their official tables, Latin without accents.

    >>> transliterate("Люк Фриден"), transliterate("Krajčíková")
    ('Lyuk Friden', 'Krajcikova')
    """
    letters = _letters()
    written = []
    for letter in unicodedata.normalize("NFC", text):
        low = letter.lower()
        plain = letters.get(low)
        if plain is None:
            base = unicodedata.normalize("NFD", letter)
            written.append("".join(mark for mark in base if not unicodedata.combining(mark)))
        else:
            written.append(plain.capitalize() if letter != low else plain)
    return "".join(written)


@lru_cache(maxsize=16384)
def _skeleton(word: str) -> str:
    """Return the sound of a word, roughly: what stays the same when a name is written in another language."""
    low = word.lower()
    for letter, sound in _DIACRITIC_SOUNDS.items():
        low = low.replace(letter, sound)
    plain = transliterate(low)
    for pattern, replacement in _FOLDS:
        plain = pattern.sub(replacement, plain)
    return plain


def _pieces(name: str) -> list[str]:
    return [piece for piece in re.findall(r"[^\W\d_]+", name) if piece.lower() not in _PARTICLES]


def name_score(left: str, right: str) -> float:
    """Return how likely two spellings name the same, from 0 to 1.

    Every part of the shorter name is compared with its best partner in the longer one by sound, so that other
    scripts, accents, spelling habits and case endings count little; 1.0 means all parts sound the same.

    >>> name_score("Фриден", "Frieden"), name_score("Rossi", "Petrov") < 0.5
    (1.0, True)
    """
    short, long = sorted((_pieces(left), _pieces(right)), key=len)
    if not short:
        return float(left == right)
    weights = [len(piece) for piece in short]
    scores = [max(_word_score(piece, other) for other in long) for piece in short]
    return sum(weight * score for weight, score in zip(weights, scores, strict=True)) / sum(weights)


def same_name(left: str, right: str) -> bool:
    """Tell whether two spellings name the same person, place or body.

    The last parts (family names) must agree too, unless one name is a single word: "Ana Costa" is not "Ana
    Rossi".

    Args:
        left: A name as written.
        right: Another one, in any script. Within one script spellings must agree more closely (score 0.9)
            than between two (0.8), where habits differ: one vowel of a short name may be another.

    >>> same_name("Люк Фриден", "Luc Frieden"), same_name("Ana Costa", "Ana Rossi")
    (True, False)
    """
    at_least = 0.9 if _is_latin(left) == _is_latin(right) else 0.8
    lefts, rights = _pieces(left), _pieces(right)
    if not lefts or not rights:
        return left == right
    if len(lefts) > 1 and len(rights) > 1 and _word_score(lefts[-1], rights[-1]) < at_least:
        return False
    return name_score(left, right) >= at_least


def _is_latin(name: str) -> bool:
    return not any("\u0370" <= letter <= "\u04ff" for letter in name)


def consonants(name: str) -> str:
    """Return the consonants of a name's last part by sound, equal for spellings that may be the same.

    >>> consonants("Фриден"), consonants("Фридън"), consonants("Luc Frieden")
    ('frdn', 'frdn', 'frdn')
    """
    pieces = _pieces(name) or [name]
    sound = _skeleton(pieces[-1])
    return re.sub("[aiu]", "", sound) or sound


@lru_cache(maxsize=16384)
def _word_score(left: str, right: str) -> float:
    one, two = _skeleton(left), _skeleton(right)
    if one == two:
        return 1.0
    longest = max(len(one), len(two))
    if not one or not two or longest > 40:
        return 0.0
    return 1.0 - _edits(one, two) / longest


def _edits(one: str, two: str) -> float:
    """Return the edit distance; a changed vowel costs half, an ending of one letter too (genitives)."""
    row = [float(column) for column in range(len(two) + 1)]
    for at, letter in enumerate(one, 1):
        previous, row = row, [float(at)] + [0.0] * len(two)
        for column, other in enumerate(two, 1):
            swap = 0.0 if letter == other else 0.5 if letter in "aiu" and other in "aiu" else 1.0
            gap = 0.5 if letter in "aiu" or other in "aiu" else 1.0
            row[column] = min(previous[column - 1] + swap, previous[column] + gap, row[column - 1] + gap)
    return row[-1]
