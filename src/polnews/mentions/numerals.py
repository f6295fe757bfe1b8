"""Numbers in digits and in words: `1.234,5`, `zweihundertfünfzig`, `vinte e um`, `двадесет и пет`."""

import re
from decimal import Decimal
from functools import lru_cache

from polnews.mentions.lexicon import number_atoms

__all__ = ["AND", "ones", "parse_digits", "small_number_words", "word_value"]

_POINT_FIRST = frozenset({"en"})  # 1,234.5; the other four write 1.234,5
AND = {"en": "and", "de": "und", "it": "e", "pt": "e", "bg": "и"}
_GROUPED = re.compile(r"\d{1,3}(?:[.,’' \u00a0\u202f\u2009]\d{3})+$")


def parse_digits(text: str, language: str) -> Decimal:
    """Return the value of a number in digits, by the language's separators.

    A single separator that can only be the other language's is read as that: `1.5` is one and a half in
    German too, because a group has three digits.

    >>> [str(parse_digits(text, "de")) for text in ("1.234,5", "1,234.5", "1.5", "3.500")]
    ['1234.5', '1234.5', '1.5', '3500']
    """
    compact = re.sub(r"[ \u00a0\u202f\u2009’':]|-[а-я]+$", "", text)  # 27:37, minutes of play
    point, group = (".", ",") if language in _POINT_FIRST else (",", ".")
    if point in compact and group in compact:
        if compact.rindex(point) < compact.rindex(group):  # the text follows another language's habit
            point, group = group, point
    elif (group in compact and not _GROUPED.match(compact)) or (
        compact.count(point) > 1 and _GROUPED.match(compact)
    ):
        point, group = group, point
    digits = compact.replace(group, "").replace(point, ".")
    return Decimal(digits) if digits.count(".") < 2 else Decimal(digits.replace(".", ""))


@lru_cache(maxsize=16)
def ones(language: str) -> frozenset[str]:
    """Return the words that mean one, which are articles too."""
    return frozenset(number_atoms(language).get("one", "").split())


@lru_cache(maxsize=16)
def small_number_words(language: str) -> dict[str, int]:
    """Return every single word for a number below a thousand; German and Italian write them together.

    >>> small_number_words("it")["ventuno"], small_number_words("de")["zweihundertfünfzig"]
    (21, 250)
    """
    data = number_atoms(language)
    if not data:
        return {}
    units, tens = data["units"].split(), data["tens"].split()
    found = {word: value for value, word in enumerate(units)}
    found |= {word: 10 * (rank + 2) for rank, word in enumerate(tens)}
    found |= _joined_tens(language, units, tens)
    found[data["hundred"]] = 100
    if language in ("de", "it"):
        found |= _joined_hundreds(language, found)
    if language == "it":  # vent'anni
        found |= {f"{ten[:-1]}{mark}": 10 * (rank + 2) for rank, ten in enumerate(tens) for mark in "'’"}
    found |= data.get("also", {})
    return found | dict.fromkeys(data["one"].split(), 1)


def _joined_tens(language: str, units: list[str], tens: list[str]) -> dict[str, int]:
    found = {}
    for rank, ten in enumerate(tens):
        for unit in range(1, 10):
            value = 10 * (rank + 2) + unit
            if language == "en":
                found[f"{ten}-{units[unit]}"] = value
            elif language == "de":
                found[f"{units[unit]}und{ten}"] = value
            elif language == "it":
                stem = ten[:-1] if unit in (1, 8) else ten  # ventuno, ventotto
                found[stem + ("tré" if unit == 3 else units[unit])] = value
                if unit == 3:
                    found[stem + "tre"] = value
                if unit == 1:
                    found[stem + "un"] = value
    return found


def _joined_hundreds(language: str, below: dict[str, int]) -> dict[str, int]:
    hundred = "hundert" if language == "de" else "cento"
    units = {value: word for word, value in below.items() if 2 <= value <= 9}
    heads = {hundred: 100} | {units[value] + hundred: 100 * value for value in range(2, 10)}
    if language == "de":
        heads["einhundert"] = 100
    found = dict(heads)
    for head, base in heads.items():
        for word, value in below.items():
            if 1 <= value < 100:
                found[head + word] = base + value
                if language == "de" and value < 20:
                    found[f"{head}und{word}"] = base + value
    return found


@lru_cache(maxsize=4096)
def word_value(word: str, language: str) -> int | None:
    """Return the value of one number word, None for other words.

    Thousands are read where the language joins them to the word.

    >>> word_value("zwölftausend", "de"), word_value("cinquemila", "it"), word_value("ship", "en")
    (12000, 5000, None)
    """
    known = small_number_words(language)
    if word in known:
        return known[word]
    joint = {"de": "tausend", "it": "mila"}.get(language)
    if joint is None or joint not in word or len(word) == len(joint):
        return None
    head, _, tail = word.partition(joint)
    front, rest = known.get(head), known.get(tail.removeprefix("und")) if tail else 0
    if front is None or rest is None or front < 1:
        return None
    return front * 1000 + rest
