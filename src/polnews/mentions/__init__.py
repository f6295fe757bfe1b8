"""Values found in text: dates, amounts, actors and quotes, in Bulgarian, German, English, Italian and Portuguese.

Own rules on CLDR's data; nothing is downloaded and nothing is loaded before the first call.
"""

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
