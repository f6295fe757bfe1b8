"""Reads one number from tokens: digits or words, with the scale words behind them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from polnews.mentions.lexicon import section, words
from polnews.mentions.numerals import AND, ones, parse_digits, small_number_words, word_value
from polnews.mentions.tokens import Tokens
from polnews.mentions.units import scale_at

__all__ = ["Number", "number_at", "starts_number"]

_THOUSAND = Decimal(1000)
_BARE_SCALES = {  # scale words that are a number without one before them
    "de": frozenset({"tausend"}),
    "it": frozenset({"mille", "milione", "miliardo"}),
    "pt": frozenset({"mil", "milhão"}),
    "bg": frozenset({"хиляда", "милион", "милиард"}),
}
_JOIN_AFTER_THOUSAND = frozenset({"pt", "bg", "en"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the token after it; `base` is the number before its scale words, `scale` their product."""

    value: Decimal
    last: int
    base: Decimal
    scale: Decimal = Decimal(1)


@lru_cache(maxsize=16)
def _halves(language: str) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in section(language, "amount").get("halves", {}).items()}


@lru_cache(maxsize=16)
def _half_words(language: str) -> frozenset[str]:
    return frozenset(words(language, "amount", "half"))


@lru_cache(maxsize=16)
def _starters(language: str) -> frozenset[str]:
    bare = _BARE_SCALES.get(language, frozenset())
    return (
        frozenset(small_number_words(language)) | bare | _half_words(language) | frozenset(_halves(language))
    )


def starts_number(tokens: Tokens, index: int) -> bool:
    """Whether a number may start at a token; cheap, and true for articles that mean one."""
    low = tokens.lows[index]
    return low[0].isdigit() or low in _starters(tokens.language) or _compound(low, tokens.language)


def _compound(low: str, language: str) -> bool:
    joint = {"de": "tausend", "it": "mila"}.get(language)
    return joint is not None and joint in low and word_value(low, language) is not None


def number_at(tokens: Tokens, index: int) -> Number | None:
    """Read the number that starts at a token.

    Returns:
        None when there is none, or when the word is only an article ("ein Schiff", "one of them").

    >>> from polnews.mentions.tokens import tokenise
    >>> texts = ("2,5 mil milhões", "vinte e um navios", "mil e duzentos")
    >>> [str(number_at(tokenise(text, "pt"), 0).value) for text in texts]
    ['2500000000.0', '21', '1200']
    """
    low = tokens.lows[index]
    if low in _half_words(tokens.language):
        return _half_scale(tokens, index)
    if low[0].isdecimal():  # not "¹", which is a digit but no number
        return _scaled(tokens, parse_digits(low, tokens.language), index + 1)
    if low in _halves(tokens.language):
        return _scaled(tokens, _halves(tokens.language)[low], index + 1)
    return _from_words(tokens, index)


def _half_scale(tokens: Tokens, index: int) -> Number | None:
    after = index + 1 + (tokens.language == "en" and tokens.lows[index + 1 : index + 2] == ["a"])
    found = scale_at(tokens, after)
    if found is None or found[0] == _THOUSAND:
        return None
    return Number(found[0] / 2, found[1], Decimal("0.5"), found[0])


def _scaled(tokens: Tokens, base: Decimal, last: int) -> Number:
    scale = Decimal(1)
    half = _and_half(tokens, last) if tokens.language == "en" else None
    if half is not None and scale_at(tokens, half):
        base, last = base + Decimal("0.5"), half
    while (found := scale_at(tokens, last)) is not None:
        scale, last = scale * found[0], found[1]
    extra = _and_half(tokens, last) if scale >= 1_000_000 else None
    if extra is not None:
        return Number((base + Decimal("0.5")) * scale, extra, base + Decimal("0.5"), scale)
    return Number(base * scale, last, base, scale)


def _and_half(tokens: Tokens, index: int) -> int | None:
    """Return the token after "and a half", "e mezzo", "и половина"; None when it does not stand here."""
    if tokens.lows[index : index + 1] != [AND.get(tokens.language)]:
        return None
    at = index + 1 + (tokens.lows[index + 1 : index + 2] == ["a"])
    half = tokens.lows[at] if at < len(tokens) else ""
    return at + 1 if half in _half_words(tokens.language) or half == "половина" else None


def _from_words(tokens: Tokens, index: int) -> Number | None:
    language = tokens.language
    total, current, at = Decimal(0), _first_word(tokens, index), index + 1
    if current is None:
        found = scale_at(tokens, index)
        if found is None or tokens.lows[index] not in _BARE_SCALES.get(language, frozenset()):
            return None
        current, at = Decimal(1), index
    half = _and_half(tokens, at) if language == "en" else None
    if half is not None and scale_at(tokens, half):
        return _scaled(tokens, current, at)
    base, scale = current, Decimal(1)
    while at < len(tokens):
        step = scale_at(tokens, at)
        if step is not None:
            counted = bool(total) and current is None and step[0] > _THOUSAND and total < step[0]
            total, current = _apply_scale(total, current, step[0])
            scale, at = step[0] * (scale if counted else 1), step[1]
            continue
        joined = tokens.lows[at] == AND.get(language)
        following = at + joined
        word = tokens.lows[following] if following < len(tokens) else ""
        merged = _merge(current, word, language, joined, scale)
        if merged is None:
            break
        current, at = merged, following + 1
    extra = _and_half(tokens, at) if scale >= 1_000_000 else None
    value = total + (current or 0)
    if extra is not None:
        return Number(value + scale / 2, extra, base, scale)
    return Number(value, at, base if scale > 1 else value, scale)


def _first_word(tokens: Tokens, index: int) -> Decimal | None:
    """Return the value of the first number word; an article counts only before a scale word."""
    low = tokens.lows[index]
    if low in ones(tokens.language):
        half = _and_half(tokens, index + 1) if tokens.language == "en" else None
        if half is not None and scale_at(tokens, half):
            return Decimal(1)
        hundred = tokens.language == "en" and tokens.lows[index + 1 : index + 2] == ["hundred"]
        return Decimal(1) if hundred or scale_at(tokens, index + 1) else None
    value = word_value(low, tokens.language)
    return None if value is None or low == "hundred" else Decimal(value)


def _apply_scale(total: Decimal, current: Decimal | None, scale: Decimal) -> tuple[Decimal, Decimal | None]:
    if total and scale > _THOUSAND and total < scale:  # dois mil milhões: the thousand counts millions
        return (total + (current or 0)) * scale, None
    return total + (current if current is not None else Decimal(1)) * scale, None


def _merge(current: Decimal | None, word: str, language: str, joined: bool, scale: Decimal) -> Decimal | None:
    """Return the number with one more word, or None when the word starts another number."""
    known = word_value(word, language)
    if known is None:
        return None
    value = Decimal(known)
    if current is None:
        fits = scale == _THOUSAND and value < _THOUSAND and (not joined or language in _JOIN_AFTER_THOUSAND)
        return value if fits else None
    if language == "en" and word == "hundred" and current < 100 and not joined:
        return current * 100
    if current >= 100 and current % 100 == 0 and value < 100:
        return current + value
    tens_and_unit = current % 100 >= 20 and current % 10 == 0 and value < 10
    if tens_and_unit and (joined if language in ("pt", "bg") else language == "en" and not joined):
        return current + value
    return None
