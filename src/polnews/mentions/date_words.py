"""The words of dates, each mapped to one letter, so that one pattern over letters serves all languages.

Letters: I ISO date, F date in figures, d day number, n other number, Y year number, O ordinal in figures, o
    ordinal word,
k number word, a "one"/"a", M month, A abbreviated month, W weekday, J season, r day-word (today), R year-word
(heuer), H this, L last, N next, y q m w t h K e c units (year, quarter, month, week, day, half, weekend,
decade, century), Q "Q3", E decade ("1990s"), X Roman numeral, B start/mid/end, V "vor", U "in", P "ago", G
"г.", f filler (of, the), p preposition, z "to", & "and", ! "every"; marks stand for themselves, x is anything
else.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from polnews.mentions.date_values import Part
from polnews.mentions.lexicon import cldr_locale, listed, section, words
from polnews.mentions.numerals import small_number_words
from polnews.mentions.tokens import Tokens

__all__ = ["DateWords", "classify", "date_words"]

_UNITS = {
    "day": "t",
    "week": "w",
    "month": "m",
    "year": "y",
    "quarter": "q",
    "half": "h",
    "half_word": "h",
    "weekend": "K",
    "decade": "e",
    "century": "c",
}
_PARTS: tuple[Part, ...] = ("start", "mid", "end")
_CAPITALISED = ("de", "en")  # month and weekday names begin with a capital
_DASHES = "-–—‑−"
_ORDINAL = re.compile(r"(\d+)(?:\.?[ºª°]|st|nd|rd|th|-[а-я]{1,4})$")
_DECADE = re.compile(r"(\d{2}|\d{3}0)(?:s|ern?|-те)$")
_ROMAN = re.compile(r"[IVXIVX]{1,6}$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class DateWords:
    """One language's date words: letter by word, and what the words stand for."""

    letters: dict[str, str]
    months: dict[str, int]
    weekdays: dict[str, int]  # Monday is 1, as in ISO 8601
    seasons: dict[str, str]
    days: dict[str, int]
    years: dict[str, int]
    decades: dict[str, int]
    ordinals: dict[str, int]
    parts: dict[str, Part]
    numbers: dict[str, int]
    starts: frozenset[str]  # words that open a range: from, between
    betweens: frozenset[str]
    links: frozenset[str]  # words that join its ends: to, until
    prepositions: frozenset[str]
    halves: frozenset[str] = field(default_factory=frozenset)


@lru_cache(maxsize=16)
def date_words(language: str) -> DateWords:
    """Return a language's date words: ours and CLDR's. Languages without lists of ours get CLDR's alone."""
    lists = section(language, "date")
    letters: dict[str, str] = {}
    for letter, key in (("p", "prep"), ("f", "fill"), ("!", "every"), ("z", "to"), ("&", "and")):
        letters.update(
            {
                word: letter
                for word in words(language, "date", key)
                if not (letter == "z" and letters.get(word) == "f")
            }
        )
    numbers = small_number_words(language)
    letters.update(dict.fromkeys(numbers, "k"))
    letters.update({word: "a" for word, value in numbers.items() if value == 1})
    for letter, key in (
        ("V", "ago_before"),
        ("U", "in_before"),
        ("P", "ago_after"),
        ("H", "this"),
        ("L", "last"),
    ):
        letters.update(dict.fromkeys(words(language, "date", key), letter))
    letters.update(dict.fromkeys(words(language, "date", "next"), "N"))
    for key, letter in _UNITS.items():
        letters.update(dict.fromkeys(words(language, "date", key), letter))
    tables = _tables(language)
    for letter, table in tables.items():
        letters.update(dict.fromkeys(table, letter))
    letters.update(dict.fromkeys(words(language, "date", "year_suffix"), "G"))
    return DateWords(
        letters=letters,
        months=tables["A"] | tables["M"],
        weekdays=tables["W"],
        seasons={word: code for code, entry in lists.get("seasons", {}).items() for word in listed(entry)},
        days=lists.get("days", {}),
        years=lists.get("years", {}),
        decades=lists.get("decades", {}),
        ordinals=tables["o"],
        parts={word: part for part in _PARTS for word in words(language, "date", part)},
        numbers=numbers,
        starts=frozenset(words(language, "date", "from")),
        betweens=frozenset(words(language, "date", "between")),
        links=frozenset(words(language, "date", "to")),
        prepositions=frozenset(
            word
            for key in ("prep", "fill", "from", "to", "in_before")
            for word in words(language, "date", key)
        ),
        halves=frozenset(words(language, "date", "half_word")),
    )


def _tables(language: str) -> dict[str, dict[str, int]]:
    """Return the value of each word by letter; letters later in the table win over earlier ones."""
    lists = section(language, "date")
    decades = lists.get("decades", {})
    return {
        "A": _month_names(language, "abbreviated"),
        "E": decades,
        "B": {word: 0 for part in ("start", "mid", "end") for word in words(language, "date", part)},
        "o": {word: int(rank) for rank, entry in lists.get("ordinals", {}).items() for word in listed(entry)},
        "J": {word: 0 for entry in lists.get("seasons", {}).values() for word in listed(entry)},
        "r": lists.get("days", {}),
        "R": lists.get("years", {}),
        "W": _weekday_names(language),
        "M": _month_names(language, "wide"),
    }


def _month_names(language: str, width: str) -> dict[str, int]:
    months = cldr_locale(language).months
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for number, name in months[context][width].items():
            names[name.lower().rstrip(".")] = number
    if language == "de" and width == "wide":
        names |= {"jänner": 1, "feber": 2, "märzes": 3, "maerz": 3}  # Austrian names and an old genitive
    if language == "en" and width == "abbreviated":
        names["sept"] = 9
    return names


def _weekday_names(language: str) -> dict[str, int]:
    names = {
        name.lower(): number + 1 for number, name in cldr_locale(language).days["format"]["wide"].items()
    }
    if language == "de":
        names["sonnabend"] = 6
    tails = words(language, "date", "weekday_tails")
    return names | {name + tail: number for name, number in names.items() for tail in tails}


def classify(tokens: Tokens, lexis: DateWords) -> str:
    """Return one letter per token.

    >>> from polnews.mentions.tokens import tokenise
    >>> classify(tokenise("Am 3. März 2025", "de"), date_words("de"))
    'pd.MY'
    """
    letters = lexis.letters
    capitalised = tokens.language in _CAPITALISED
    found = []
    for text, low in zip(tokens.texts, tokens.lows, strict=True):
        letter = letters.get(low)
        if letter is None:
            letter = _mark_or_number(text)
        elif (capitalised and letter in "MWA" and not text[0].isupper()) or (
            low == "morgen" and text[0].isupper()
        ):
            letter = "x"
        found.append(letter)
    return "".join(found)


@lru_cache(maxsize=8192)
def _mark_or_number(text: str) -> str:
    first = text[0]
    if first.isdigit():
        return _number_letter(text)
    if len(text) == 1:
        return (
            "-" if first in _DASHES else "'" if first in "'’" else first if first in ".,/()" else _short(text)
        )
    if first == "\n":
        return "¶"
    return _short(text)


def _short(text: str) -> str:
    if len(text) == 2 and text[0] in "QT" and text[1] in "1234":
        return "Q"
    return "X" if _ROMAN.match(text) else "x"


def _number_letter(text: str) -> str:
    if text.isdecimal():
        value = int(text) if len(text) < 5 else 0
        return "d" if len(text) < 3 and 1 <= value <= 31 else "Y" if 1000 <= value <= 2199 else "n"
    if _DECADE.match(text):
        return "E"
    if _ORDINAL.match(text):
        return "O"
    if text[4:5] == "-":
        return "I"
    return (
        "F"
        if text.count(".") + text.count("/") + text.count("-") == 2
        and "," not in text
        and " " not in text.replace(". ", ".")
        and len(text) < 13
        else "n"
    )


def roman_value(text: str) -> int:
    """Return the value of a Roman numeral up to 39."""
    total = 0
    values = [_ROMAN_VALUES[letter] for letter in text]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total
