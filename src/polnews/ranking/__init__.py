"""Which sentences of an article matter most: the key-facts ranker, sumy's eight methods, the plain lead."""

from polnews.ranking.methods import METHODS, check_method, rank, score_table, select, signature
from polnews.ranking.values import Candidate, RankedArticle, Scored, Scores

__all__ = [
    "METHODS",
    "Candidate",
    "RankedArticle",
    "Scored",
    "Scores",
    "check_method",
    "rank",
    "score_table",
    "select",
    "signature",
]
