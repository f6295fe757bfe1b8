"""Currencies, scale words, percent signs and units of measure of each language."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from polnews.mentions.lexicon import cldr_locale, listed, section
from polnews.mentions.tokens import Tokens, tokenise
from polnews.mentions.values import AmountKind

__all__ = ["Unit", "scale_at", "unit_at", "unit_words"]

_BY_FIRST = dict[str, list[tuple[tuple[str, ...], "Unit"]]]
_LOOSE_LETTERS = frozenset({"m", "k"})  # "5m" is five million, "5 m" five metres


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands behind (or before) a number: its kind and its code; `scale` for thousand, million, ..."""

    kind: AmountKind
    code: str
    scale: Decimal | None = None


@lru_cache(maxsize=16)
def unit_words(language: str) -> frozenset[str]:
    """Return every word that makes the number before it an amount."""
    return frozenset(
        word
        for table in section(language, "units").values()
        for entry in table.values()
        for word in listed(entry)
    )


@lru_cache(maxsize=16)
def _units(language: str) -> _BY_FIRST:
    found: _BY_FIRST = {}
    for group, table in section(language, "units").items():
        for code, entry in table.items():
            for word in listed(entry):
                pieces = tuple(tokenise(word, language).lows)
                found.setdefault(pieces[0], []).append((pieces, _unit(group, code)))
    for code, name in _currency_names(language):
        pieces = tuple(tokenise(name, language).lows)
        if len(pieces) > 1:  # "Swiss francs"; single words such as "won" or "real" mean other things too
            found.setdefault(pieces[0], []).append((pieces, Unit("money", code)))
    for entries in found.values():
        entries.sort(key=lambda pair: -len(pair[0]))
    return found


def _currency_names(language: str) -> list[tuple[str, str]]:
    """Return CLDR's currency names in singular and plural."""
    from babel.core import get_global
    from babel.numbers import get_currency_name

    locale = cldr_locale(language)
    current = {
        entry[0]
        for entries in get_global("territory_currencies").values()
        for entry in entries
        if entry[2] is None
    }
    names = {(code, get_currency_name(code, count, locale)) for code in current for count in (1, 2, 5)}
    return sorted((code, name.lower()) for code, name in names if name != code)


def _unit(group: str, code: str) -> Unit:
    if group == "scale":
        return Unit("count", code, Decimal(code))
    if group == "percent":
        return Unit("percent" if code in ("percent", "permille") else "points", code)
    return Unit("money" if group == "money" else "measure", code)


def _lookup(tokens: Tokens, index: int, *, scale: bool) -> tuple[Unit, int] | None:
    if index >= len(tokens):
        return None
    for pieces, unit in _units(tokens.language).get(tokens.lows[index], ()):
        last = index + len(pieces)
        if (unit.scale is not None) == scale and tuple(tokens.lows[index:last]) == pieces:
            return unit, last
    return None


def unit_at(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """Return the currency, percent or measure that starts at a token, and the token after it.

    >>> unit_at(tokenise("punti percentuali", "it"), 0)
    (Unit(kind='points', code='percentage-point', scale=None), 2)
    """
    return _lookup(tokens, index, scale=False)


def scale_at(tokens: Tokens, index: int) -> tuple[Decimal, int] | None:
    """Return the value of the scale word at a token, and the token after it and the dot that abbreviates it.

    >>> scale_at(tokenise("Mrd. Euro", "de"), 0)
    (Decimal('1000000000'), 2)
    """
    found = _lookup(tokens, index, scale=True)
    if found is None:
        return None
    unit, last = found
    low = tokens.lows[index]
    if low in _LOOSE_LETTERS and not (tokens.glued(index) or _money_near(tokens, index)):
        return None
    dotted = len(low) < 5 and last < len(tokens) and tokens.texts[last] == "." and tokens.glued(last)
    if unit.scale is None:
        return None
    return unit.scale, last + (dotted and _goes_on(tokens, last))


def _money_near(tokens: Tokens, index: int) -> bool:
    return any(
        0 <= near < len(tokens) and (found := unit_at(tokens, near)) is not None and found[0].kind == "money"
        for near in (index + 1, index - 2)
    )


def _goes_on(tokens: Tokens, dot: int) -> bool:
    """Whether the sentence goes on after a dot: the next word has no capital, or is a unit."""
    if dot + 1 >= len(tokens):
        return False
    return not tokens.texts[dot + 1][0].isupper() or unit_at(tokens, dot + 1) is not None
