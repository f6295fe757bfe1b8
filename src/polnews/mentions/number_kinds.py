"""Numbers that count nothing: times of day, references to laws, ordinals."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from polnews.mentions.lexicon import words
from polnews.mentions.tokens import Tokens
from polnews.mentions.units import unit_words
from polnews.mentions.values import AmountKind

__all__ = ["DASHES", "ORDINAL", "Found", "counted_noun", "read_clock", "read_legal", "read_ordinal"]

DASHES = frozenset("-–—‑−")
_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:[:.,]([0-5]\d))?$")
ORDINAL = re.compile(r"(\d+)(?:\.?[ºª°]|st|nd|rd|th|-(?!те$|мата$)[а-я]{1,4})$")  # 27-те are "the 27"
_DECADE_OR_OTHER = re.compile(r"\d+(?:s|ern?)$")
_CLOCK_TAIL = re.compile(r"h(?:([0-5]\d))?$")
_GERMAN_ARTICLES = frozenset(
    {"der", "die", "das", "dem", "den", "des", "zum", "zur", "im", "am", "vom", "beim"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """An amount over tokens [first, last)."""

    first: int
    last: int
    value: Decimal
    unit: str | None
    kind: AmountKind
    upper: Decimal | None = None
    scale: Decimal = Decimal(1)
    base: Decimal | None = None


def read_clock(tokens: Tokens, index: int) -> Found | None:
    """Read a time of day: 13:30, 13 Uhr, 1 p.m., alle 13.30, às 15h30, в 13,30 часа."""
    match = _CLOCK.match(tokens.lows[index])
    if match is None:
        return None
    hours, minutes = int(match[1]), int(match[2] or 0)
    end = _clock_end(tokens, index, ":" in tokens.lows[index], match[2] is not None)
    if end is None:
        return None
    last, shift, late_minutes = end
    if shift is not None:
        hours = hours % 12 + shift
    minutes += late_minutes
    text = f"{hours % 24:02}:{minutes:02}"
    return Found(index, last, Decimal(hours % 24 * 60 + minutes), text, "time")


def _clock_end(
    tokens: Tokens, index: int, colon: bool, with_minutes: bool
) -> tuple[int, int | None, int] | None:
    """Return the token after a time, the hours a.m.

    Or p.m. add, and minutes that follow: None when it is no time.
    """
    language, lows, after = tokens.language, tokens.lows, index + 1
    for key, shift in (("pm", 12), ("am", 0)):
        for word in words(language, "amount", key):
            pieces = word.replace(".", " . ").split()
            if lows[after : after + len(pieces)] == pieces:
                last = after + len(pieces)
                return last + (len(pieces) > 1 and lows[last : last + 1] == ["."]), shift, 0
    following = lows[after] if after < len(tokens) else ""
    before = lows[index - 1] if index else ""
    tail = _CLOCK_TAIL.match(following) if tokens.glued(after) else None
    if tail and language == "pt":
        return after + 1, None, int(tail[1] or 0)
    if following in words(language, "amount", "clock_after") and (
        language != "bg" or _bulgarian_clock(before, following)
    ):
        dotted = (
            following == "ч"
            and lows[after + 1 : after + 2] == ["."]
            and tokens.texts[after + 2 : after + 3] != []
        )
        goes_on = dotted and not tokens.texts[after + 2][0].isupper()
        return after + 1 + goes_on, None, 0
    at_hour = language == "it" and following not in unit_words("it") and counted_noun(tokens, after) is None
    if (
        colon
        or before == "ore"
        or ((with_minutes or at_hour) and before in words(language, "amount", "clock_before"))
    ):
        return after, None, 0
    if language == "pt" and following == "horas" and before in words("pt", "amount", "clock_before"):
        return after + 1, None, 0
    return None


def _bulgarian_clock(before: str, following: str) -> bool:
    """Whether "13 часа" is a time and not a duration: the preposition before it tells."""
    return following == "ч" or before in ("в", "към")


def read_legal(tokens: Tokens, index: int, before: Found | None) -> Found | None:
    """Read the number of an article, paragraph, law or directive."""
    digits = re.match(r"\d+", tokens.lows[index])
    if digits is None or not (_named_legal(tokens, index) or _continues_legal(tokens, index, before)):
        return None
    last = index + 1
    while (
        last + 1 < len(tokens)
        and tokens.texts[last] == "/"
        and tokens.glued(last)
        and tokens.texts[last + 1][0].isdigit()
    ):
        last += 2
    return Found(index, last, Decimal(digits.group()), tokens.slice(index, last), "legal")


def _named_legal(tokens: Tokens, index: int) -> bool:
    at = index - 1
    for _ in range(5):  # up to "Regulation (EU) No."
        if at < 0:
            return False
        low, text = tokens.lows[at], tokens.texts[at]
        if low in words(tokens.language, "amount", "legal"):
            short = low.isalpha() and len(low) <= 2 and low not in ("nº",)
            return not short or tokens.texts[at + 1] == "." or text[0].isupper()
        if (
            text not in ".()º"
            and not (text.isupper() and len(text) <= 4 and text.isalpha())
            and low not in ("n", "no", "nr")
        ):
            return False
        at -= 1
    return False


def _continues_legal(tokens: Tokens, index: int, before: Found | None) -> bool:
    """Whether the number goes on a list of references: "Artikel 5 und 6", "чл. 5, 6"."""
    if before is None or before.kind != "legal" or not 1 <= index - before.last <= 1:
        return False
    gap = tokens.lows[before.last]
    if gap in words(tokens.language, "amount", "list") or gap in words(tokens.language, "amount", "range_to"):
        return True
    return gap in DASHES or gap == "("


def read_ordinal(tokens: Tokens, index: int) -> Found | None:
    """Read 3rd, 3.º, 3-ти and, in German, "der 3. Entwurf"; a negative value marks no number."""
    text, after = tokens.lows[index], index + 1
    match = ORDINAL.match(text)
    if match:
        return Found(index, after, Decimal(match[1]), None, "ordinal")
    if _DECADE_OR_OTHER.match(text):
        return Found(index, after, Decimal(-1), None, "ordinal")  # no amount at all
    dotted = (
        tokens.language == "de" and text.isdecimal() and tokens.glued(after) and tokens.texts[after] == "."
    )
    if not dotted or after + 1 >= len(tokens):
        return None
    following = tokens.texts[after + 1]
    article = index > 0 and tokens.lows[index - 1] in _GERMAN_ARTICLES
    if following[0].isalpha() and (following[0].islower() or article):
        return Found(index, after + 1, Decimal(text), None, "ordinal")
    return None


def counted_noun(tokens: Tokens, index: int) -> str | None:
    """Return the counted noun in lower case; German ones have a capital, adjectives stand before it."""
    for at in range(index, min(index + (3 if tokens.language == "de" else 1), len(tokens))):
        text = tokens.texts[at]
        if not text[0].isalpha():
            return None
        if tokens.language != "de":
            return (
                None
                if text[0].isupper() or tokens.lows[at] in _function_words(tokens.language)
                else tokens.lows[at]
            )
        if text[0].isupper():
            return tokens.lows[at]
        if tokens.lows[at] in _function_words("de"):
            return None
    return None


@lru_cache(maxsize=16)
def _function_words(language: str) -> frozenset[str]:
    keys = ("prep", "fill", "from", "to", "and")
    found = {word for key in keys for word in words(language, "date", key)}
    return frozenset(
        found | set(words(language, "amount", "list")) | set(words(language, "amount", "range_to"))
    )
