"""Corpus runs: briefs of any number of articles, written so that a killed run goes on where it was."""

from polnews.corpus.runs import Run, run
from polnews.corpus.values import Failure, Result, State

__all__ = ["Failure", "Result", "Run", "State", "run"]
