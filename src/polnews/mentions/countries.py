"""Countries and well-known cities by CLDR's names in each language, with the case endings a rule can give."""

from functools import lru_cache

from polnews.mentions.lexicon import cldr_locale, everyday_names
from polnews.mentions.tokens import Tokens, tokenise

__all__ = ["cities", "country_at", "demonyms", "is_body"]

_BODIES = frozenset({"EU", "UN"})
_NO_COUNTRY = frozenset({"EZ", "QO", "ZZ", "XA", "XB", "AQ", "TA", "CP", "DG", "EA", "IC", "AC"})


@lru_cache(maxsize=16)
def _countries(language: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    names: dict[str, str] = {}
    for code, name in cldr_locale(language).territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
            names[name.partition(" (")[0]] = code
    names |= everyday_names(language)
    names |= {"EU": "EU", "UN": "UN"} if language in ("en", "de") else {}
    if language == "de":
        names |= {
            name + ending: code
            for name, code in names.items()
            for ending in ("s", "es")
            if name[-1:] not in "sxz"
        }
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, code in names.items():
        pieces = tuple(tokenise(name, language).texts)
        found.setdefault(pieces[0], []).append((pieces, code))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def country_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """Return the ISO 3166 code (or EU, UN) of the country named at a token, and the token after it.

    >>> country_at(tokenise("Luxemburgs Regierung", "de"), 0), country_at(tokenise("на Люксембург", "bg"), 1)
    (('LU', 1), ('LU', 2))
    """
    for pieces, code in _countries(tokens.language).get(tokens.texts[index], ()):
        if tuple(tokens.texts[index : index + len(pieces)]) == pieces:
            return code, index + len(pieces)
    return None


def is_body(code: str) -> bool:
    """Whether a code names a body of states, not a state.

    >>> is_body("EU"), is_body("LU")
    (True, False)
    """
    return code in _BODIES


@lru_cache(maxsize=16)
def demonyms(language: str) -> frozenset[str]:
    """Return the adjectives of peoples in lower case; only English writes them with a capital.

    Most are CLDR's names of languages; the rest follow from the country's name: Austria, Austrian.

    >>> "austrian" in demonyms("en"), "maltese" in demonyms("en"), demonyms("it")
    (True, True, frozenset())
    """
    if language != "en":
        return frozenset()
    locale = cldr_locale(language)
    spoken = {
        name.lower() for name in locale.languages.values() if name.endswith(("ish", "ian", "ese", "ch"))
    }
    formed = set()
    for name in locale.territories.values():
        low = name.lower()
        formed |= {low + "n", low + "an", low + "ian", low[:-1] + "ian", low[:-2] + "an"}
    return frozenset(
        spoken | formed | {"swiss", "dutch", "nordic", "baltic", "greek", "arab", "czech", "slovak"}
    )


@lru_cache(maxsize=16)
def cities(language: str) -> frozenset[str]:
    """Return the cities that CLDR knows as examples of time zones: most capitals and some more.

    >>> "Wien" in cities("de"), "Лисабон" in cities("bg")
    (True, True)
    """
    from babel import Locale

    zones = cldr_locale(language).time_zones
    found = set()
    for zone in map(str, Locale.parse("bg").time_zones):  # the fullest list of zones
        continent, _, city = zone.rpartition("/")
        if continent in ("Europe", "Asia", "Africa", "America", "Australia", "Pacific"):
            found.add(zones.get(zone, {}).get("city") or city.replace("_", " "))
    return frozenset(found)
