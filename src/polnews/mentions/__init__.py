"""Values found in text: dates, amounts, actors and quotes, in five languages.

Own rules on CLDR's data; nothing is downloaded, nothing is loaded before the first call. Each name is loaded
when it is first used: a brief read from JSON needs the values, not what finds them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polnews.mentions.actors import find_actors
    from polnews.mentions.amounts import find_amounts
    from polnews.mentions.dates import find_dates
    from polnews.mentions.extract import NameFinder, find_mentions
    from polnews.mentions.grouping import group_actors
    from polnews.mentions.names import name_score, same_name, transliterate
    from polnews.mentions.quotes import find_quotes
    from polnews.mentions.values import Actor, ActorMention, AmountMention, DateMention, Mentions, Quote

__all__ = [
    "Actor",
    "ActorMention",
    "AmountMention",
    "DateMention",
    "Mentions",
    "NameFinder",
    "Quote",
    "find_actors",
    "find_amounts",
    "find_dates",
    "find_mentions",
    "find_quotes",
    "group_actors",
    "name_score",
    "same_name",
    "transliterate",
]

_HOME = {
    "Actor": "values",
    "ActorMention": "values",
    "AmountMention": "values",
    "DateMention": "values",
    "Mentions": "values",
    "NameFinder": "extract",
    "Quote": "values",
    "find_actors": "actors",
    "find_amounts": "amounts",
    "find_dates": "dates",
    "find_mentions": "extract",
    "find_quotes": "quotes",
    "group_actors": "grouping",
    "name_score": "names",
    "same_name": "names",
    "transliterate": "names",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'polnews.mentions' has no attribute {name!r}")
    return getattr(import_module(f"polnews.mentions.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
