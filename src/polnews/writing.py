"""How a language writes numbers, amounts and dates: values in, text out.

The only module that formats through `babel`.
"""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from polnews.languages import base_language

__all__ = ["write_date", "write_money", "write_number", "write_percent"]

# Which country's habits a language without a region follows.
_HOMES = {"en": "en_GB", "pt": "pt_PT"}

# Above this an amount is written "1.2 billion", below with all its digits.
_COMPACT_FROM = Decimal(1_000_000)
_OF = {"it": " di ", "pt": " de "}
_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_LEAP_YEAR = 2024


@lru_cache(maxsize=32)
def _locale(language: str) -> Any:  # noqa: ANN401 - babel's Locale, which is loaded only here
    from babel import Locale
    from babel.localedata import exists

    names = (_HOMES.get(language, language.replace("-", "_")), base_language(language))
    return Locale.parse(next((name for name in names if exists(name)), "en_GB"))


def write_number(value: Decimal, language: str, *, like: str = "") -> str:
    """Write a number as a language does; millions and more in words.

    Args:
        value: The number.
        language: BCP 47 tag.
        like: How the original wrote it. Its digits behind the decimal mark are kept, zeros too.

    >>> [write_number(Decimal("1234.5"), code) for code in ("en", "de", "it")]
    ['1,234.5', '1.234,5', '1.234,5']
    >>> write_number(Decimal(1200000000), "en"), write_number(Decimal(1200000000), "it")
    ('1.2 billion', '1,2 miliardi')
    >>> write_number(Decimal(2025), "de", like="2025")
    '2025'
    """
    from babel.numbers import format_compact_decimal, format_decimal

    if re.fullmatch(r"\d+", like.strip()) and len(like.strip()) <= len("2025"):
        return like.strip()  # years and other short numbers have no groups
    locale = _locale(language)
    if abs(value) >= _COMPACT_FROM and not re.fullmatch(r"[\d.,’'\s\u00a0\u202f]+", like or "x"):
        return str(format_compact_decimal(value, format_type="long", locale=locale, fraction_digits=3))
    decimals = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    grouped = len(str(int(abs(value)))) > 4 or language in ("en", "de", "it")
    return str(
        format_decimal(value, format=pattern if grouped else pattern.replace("#,##", ""), locale=locale)
    )


def write_money(value: Decimal, currency: str, language: str, *, like: str = "") -> str:
    """Write an amount of money with the currency's name.

    >>> write_money(Decimal(412000000), "EUR", "it"), write_money(Decimal(1850), "EUR", "bg")
    ('412 milioni di euro', '1850 евро')
    """
    from babel.numbers import get_currency_name

    number = write_number(value, language, like=like)
    name = get_currency_name(currency, value, locale=_locale(language))
    linked = _OF.get(base_language(language), " ") if number[-1].isalpha() else " "
    return f"{number}{linked}{name[0].lower() if base_language(language) != 'de' else name[0]}{name[1:]}"


def write_percent(value: Decimal, language: str) -> str:
    """Write a percentage with the sign.

    >>> write_percent(Decimal("60.5"), "en"), write_percent(Decimal("60.5"), "bg")
    ('60.5%', '60,5%')
    """
    from babel.numbers import format_percent

    return str(format_percent(value / 100, locale=_locale(language), decimal_quantization=False))


def write_date(form: str, language: str) -> str | None:
    """Write a day or a month; None for other dates.

    Args:
        form: As `mentions` gives it: "2026-03-20", "XXXX-03-20" or "2026-03".
        language: BCP 47 tag.

    >>> write_date("2026-03-20", "en"), write_date("XXXX-03-20", "pt"), write_date("2026-Q1", "it")
    ('20 March 2026', '20 de março', None)
    """
    from babel.dates import format_date, format_skeleton

    locale = _locale(language)
    if match := _DAY.match(form):
        day = date(int(match[1]) if match[1].isdigit() else _LEAP_YEAR, int(match[2]), int(match[3]))
        if match[1].isdigit():
            return str(format_date(day, "long", locale=locale))
        return str(format_skeleton("MMMMd", day, locale=locale))
    if match := _MONTH.match(form):
        return str(format_skeleton("yMMMM", date(int(match[1]), int(match[2]), 1), locale=locale))
    return None
