"""How dates are put together, as one pattern over the letters of `date_words`, the same for all languages.

Every repeat has an upper bound, so a scan costs a constant per token. The name of the group that matched says
what kind of date it is; alternatives stand from the longest to the shortest.
"""

import re
from functools import lru_cache

__all__ = ["grammar"]

_YEAR = "(?:f{0,2}y?f?Y[Gy]?)"  # des Jahres 2025, de 2025, 2025 г.
_DEICTIC_YEAR = "(?:[pf]{0,2}(?:[HLN]f?y|yf?[HLN](?![MWymwqtKec])|R))"  # nächsten Jahres, dell'anno scorso
_OF_YEAR = f"(?:{_YEAR}|{_DEICTIC_YEAR})"
_DAY = "(?:[dO]\\.?|o)"
_LINK = "(?:[z&f-]p?f{0,2})"
_PART = "(?:Bf{0,2})?"


def _alternatives(language: str) -> list[tuple[str, str]]:
    comma_year = f"(?:,?Y|{_OF_YEAR})" if language in ("en", "pt", "it") else _OF_YEAR
    before = ",?[pf]{0,2}"
    found = [
        ("figures", "[IF]G?"),
        ("days", f"(?:W{before})?{_DAY}(?:,{_DAY}){{0,9}}{_LINK}{_DAY}f{{0,2}}(?:M|A\\.?)(?:{comma_year})?"),
    ]
    if language == "en":
        found += [
            ("days_after", f"[MA]\\.?d(?:-|z)d(?![.,]?[dn])(?:,?Y|{_DEICTIC_YEAR})?"),
            ("day_after", f"(?:W,?)?[MA]\\.?f?[dO](?![dn%])(?:,?Y|{_DEICTIC_YEAR})?"),
        ]
    found += [
        ("day", f"(?:W{before})?{_DAY}f{{0,2}}(?:M|A\\.?)(?:{comma_year})?"),
        (
            "month",
            f"{_PART}(?:[HLN]f?M|Mf?[HLN](?![ymwqKtec])|M{_OF_YEAR}|A\\.?{_YEAR}|Mf?(?:[HLN]f?y|yf?[HLN]|R))",
        ),
        ("season", f"{_PART}(?:[HLN]f?J|J{_OF_YEAR}(?:/[dnY]G?)?|Jf?[HLN](?![ymwqKtec]))"),
        ("quarter", f"{_PART}(?:(?:[oO]\\.?|d\\.)f?q{_OF_YEAR}?|Q[/f]?Y?|YQ|[HLN]f?q|qf?[HLN])"),
        ("half", f"(?:[oO]\\.?|d\\.)f?[hB](?:{_OF_YEAR}|f{{1,2}}y)?"),
        ("decade", "(?:[Bo]f{0,2})?(?:y'?[Endk](?!%)|ef?(?:Y|n|E)|E-?y|YE|E(?=[^y])|E$|[HLN]f?e|ef?[HLN])"),
        ("century", "(?:Bf{0,2})?(?:[oOX]\\.?c|d\\.c|n\\.c|cX|[HLN]f?c|cf?[HLN])"),
        ("weekday_of_week", "Wf{0,2}(?:[HLN]f?w|wf?[HLN])"),
        ("weekday", "[HLN]f?W|Wf?[LN](?![ymwqKtecMJ])"),
        ("ago", "V[fp]?[akdn][ymwte]|[akdn][ymwte]P"),
        ("ahead", "Uf?[akdn][ymwt]"),
        ("years", "Y[-/](?:Y|d|n)[Gy]?"),
        ("deictic", f"{_PART}(?:[HLN]f?[ymwK]|[ymwK]f?[HLN](?![ymwqKtecWMJ])|(?<!f)R|R)"),
        ("year", f"{_PART}(?:(?:yf?)?Y[Gy]?)"),
        ("part_of_now", "Bf{1,2}[ymw]"),
        ("part_of_month", "Bf{0,2}M"),
        ("part_of_season", "Bf{0,2}J"),
        ("today", "r(?:,?W)?|W,?r"),
        ("bare_weekday", "W"),
        ("bare_weekend", "K"),
        ("bare_month", "M"),
        ("year_part", "B"),
        ("bare_season", "J"),
    ]
    if language == "pt":
        found.insert(len(found) - 5, ("bare_day", "td(?![./])"))
    return found


@lru_cache(maxsize=16)
def grammar(language: str) -> re.Pattern[str]:
    """Return the compiled pattern of a language.

    >>> grammar("de").search("pd.MY").lastgroup
    'day'
    """
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _alternatives(language)))
