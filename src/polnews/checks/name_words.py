"""What names are made of in each language: words of institutions, countries, cities, dictionary words."""

import re
from functools import lru_cache
from importlib import resources

from polnews.languages import FIRST_CLASS

__all__ = [
    "KNOWN",
    "acronym_forms",
    "concept_forms",
    "inflects",
    "is_common",
    "is_compound_body",
    "is_institution_word",
    "is_name_elsewhere",
    "is_written",
    "place_forms",
    "places",
    "translated_acronym",
    "word_list",
]

KNOWN = frozenset(FIRST_CLASS)
"""Languages whose name words are known."""

_LONG = 5
"""Letters a part within a compound must have to be told from chance: "minist" is, "rat" is not."""
_COLUMNS = ("en", "de", "it", "pt", "bg")
Concept = dict[str, tuple[str, ...]]


def _lines(name: str) -> list[str]:
    text = (resources.files("polnews.checks") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=4)
def _table(name: str) -> tuple[Concept, ...]:
    rows = (line.split("\t")[-len(_COLUMNS) :] for line in _lines(name)[1:])
    return tuple(
        {code: tuple(cell.split("|")) for code, cell in zip(_COLUMNS, row, strict=True)} for row in rows
    )


@lru_cache(maxsize=16)
def word_list(name: str) -> frozenset[str]:
    """Return the words with a capital that are no names in a language, or another list by its name.

    >>> "montag" in word_list("de"), "eur" in word_list("any")
    (True, True)
    """
    rows = (line.split("\t") for line in _lines("no_names.tsv"))
    return frozenset(word for key, words in rows if key == name for word in words.split())


@lru_cache(maxsize=8192)
def concept_forms(word: str, source: str, target: str) -> tuple[str, ...]:
    """Return the beginnings of words that render a word of an institution's or country's name.

    >>> concept_forms("Ministry", "en", "bg"), concept_forms("Dutch", "en", "it")
    (('минист',), ('bass', 'oland', 'neerland', 'nederland'))
    """
    low = word.lower()
    return tuple(
        form
        for name in ("names.tsv", "countries.tsv")
        for concept in _table(name)
        if any(_holds(low, start, source) for start in concept[source])
        for form in concept[target]
    )


def _holds(low: str, start: str, language: str) -> bool:
    """Tell whether a word is of a concept: begins like it or, in a German compound, goes on like it."""
    if low.startswith(start):
        return True
    return language == "de" and len(start) >= _LONG and start in low and is_compound_body(low)


@lru_cache(maxsize=1024)
def acronym_forms(word: str, source: str, target: str) -> tuple[str, ...]:
    """Return how another language writes an acronym, exactly.

    >>> acronym_forms("BIP", "de", "bg"), acronym_forms("FMA", "de", "bg")
    (('БВП',), ())
    """
    return tuple(form for row in _table("acronyms.tsv") if word in row[source] for form in row[target])


@lru_cache(maxsize=1024)
def translated_acronym(word: str, source: str, target: str) -> str | None:
    """Return how another language mostly writes an acronym that has one meaning; None where it stays, or is not known.

    >>> translated_acronym("UE", "it", "en"), translated_acronym("PNRR", "it", "en")
    ('EU', None)
    """
    rows = [row for row in _table("acronyms.tsv") if row[source][0] == word]
    if len(rows) != 1 or word in rows[0][target]:
        return None
    return rows[0][target][0] or None


@lru_cache(maxsize=8192)
def is_institution_word(word: str, language: str) -> bool:
    """Tell whether a word is one that names of institutions hold.

    >>> is_institution_word("Ministry", "en"), is_institution_word("Ministry", "de")
    (True, True)
    """
    low = word.lower()
    return any(_holds(low, start, language) for concept in _table("names.tsv") for start in concept[language])


@lru_cache(maxsize=8192)
def is_compound_body(word: str) -> bool:
    """Tell whether a German word names a body by itself; a Notenbank or Finanzamt may be any.

    >>> is_compound_body("Finanzministeriums"), is_compound_body("Ministerium"), is_compound_body("Notenbank")
    (True, False, False)
    """
    low = word.lower()
    return any(low.endswith(tail) and len(low) - len(tail) > 2 for tail in word_list("de-bodies"))


@lru_cache(maxsize=8)
def places(language: str) -> dict[str, str]:
    """Return countries and cities of one word, by their name in lower case, with their code in CLDR.

    >>> places("de")["wien"], places("bg")["литва"]
    ('Europe/Vienna', 'LT')
    """
    from polnews.mentions.lexicon import cldr_locale

    locale, fullest = cldr_locale(language), cldr_locale("bg")
    named = {code: name for code, name in locale.territories.items() if len(code) == 2 or code.isdigit()}
    for zone in fullest.time_zones:
        if "/" in zone:
            city = locale.time_zones.get(zone, {}).get("city")
            named[zone] = city or zone.rpartition("/")[2].replace("_", " ")
    return {name.lower(): code for code, name in named.items() if name.isalpha()}


@lru_cache(maxsize=8)
def _names_of_place(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, code in places(language).items():
        found[code] = (*found.get(code, ()), name)
    return found


@lru_cache(maxsize=8192)
def place_forms(word: str, source: str, target: str) -> tuple[str, ...]:
    """Return the beginnings of the words for a place in another language: Wien -> viena.

    >>> place_forms("Wien", "de", "it"), place_forms("Litauens", "de", "en")
    (('vien',), ('lithuan',))
    """
    low = word.lower()
    known = places(source)
    code = known.get(low) or (known.get(low[:-1]) if low.endswith("s") else None)
    names = _names_of_place(target).get(code, ()) if code else ()
    return tuple(name[: max(4, len(name) - 2)] if len(name) > 5 else name[:4] for name in names)


@lru_cache(maxsize=16384)
def is_common(word: str, language: str) -> bool:
    """Tell whether the dictionary has a word as an ordinary one: in small letters, in German as written.

    >>> is_common("Bank", "en"), is_common("Nairobi", "en"), is_common("Zugbremsen", "de")
    (True, False, True)
    """
    from polnews.words import stands_written

    if stands_written(word.lower(), language):
        return True
    return language == "de" and (stands_written(word, "de") or _is_compound(word, 0))


@lru_cache(maxsize=16384)
def is_name_elsewhere(word: str) -> bool:
    """Tell whether English writes a word with a capital only: this tells names among German nouns.

    >>> is_name_elsewhere("Nairobi"), is_name_elsewhere("Bank")
    (True, False)
    """
    from polnews.words import stands_written

    return stands_written(word, "en") and not stands_written(word.lower(), "en")


def is_written(word: str) -> bool:
    """Tell whether the German dictionary has a word, or the word without a genitive's s, just so.

    >>> is_written("Universitäten"), is_written("Fjordkode")
    (True, False)
    """
    from polnews.words import stands_written

    return stands_written(word, "de") or stands_written(word.removesuffix("s"), "de")


_GERMAN_ENDINGS = ("en", "n", "e", "er", "es", "innen", "nen", "ern", "se")
_GERMAN_NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|tum|ion|ität|ik|ie|ismus|ment|ing|in|nis|sal|ling|ei|enz|anz|ur|zeug|werk|lich)s?$"
)


@lru_cache(maxsize=16384)
def inflects(word: str) -> bool:
    """Tell whether a German noun has other forms than a genitive with s, which is all a name has.

    >>> inflects("Universität"), inflects("Katharina"), inflects("Udine")
    (True, False, False)
    """
    from polnews.words import lemma, stands_written

    low = word.lower()
    if (
        _GERMAN_NOUN.search(word)
        or stands_written(low, "de")
        or lemma(word, "de") != low
        or _is_compound(word, 0)
    ):
        return True
    return any(stands_written(word + ending, "de") for ending in _GERMAN_ENDINGS)


def _is_compound(word: str, depth: int) -> bool:
    """Tell whether a German word is made of two or more known ones."""
    low = word.lower()
    return any(
        _is_head(low[:cut])
        and (_is_noun(low[cut:]) or (depth < 2 and len(low) - cut > 7 and _is_compound(low[cut:], depth + 1)))
        for cut in range(2, len(low) - 2)
    )


def _is_noun(low: str) -> bool:
    """Tell whether a word can end a compound. Of short ones, only those that often do: "gala" ends Donggala too."""
    from polnews.words import stands_written

    if low in word_list("de-tails"):
        return True
    return len(low) >= 5 and (stands_written(low.capitalize(), "de") or stands_written(low, "de"))


def _is_head(low: str) -> bool:
    from polnews.words import stands_written

    if len(low) < 4:
        return low in word_list(
            "de-heads"
        )  # with any head of two or three letters nearly any name would be one
    spellings = (low, low.capitalize(), low + "e", low + "en")
    joined = low.endswith("s") and stands_written(low[:-1].capitalize(), "de")
    return joined or any(stands_written(spelling, "de") for spelling in spellings)
