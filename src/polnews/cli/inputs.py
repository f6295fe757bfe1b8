"""What commands read: files, addresses, standard input; one that cannot be read stops no other."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from polnews.cli.terminal import say
from polnews.errors import ArticleError, PolnewsError

if TYPE_CHECKING:
    import datetime

    from polnews.article import Article

__all__ = ["day_of", "read_articles", "reporting"]


@contextmanager
def reporting(names: str, failures: list[int]) -> Iterator[None]:
    """Say what went wrong with which files, and go on."""
    try:
        yield
    except PolnewsError as error:
        say(f"polnews: {names}: {error}")
        failures.append(error.exit_code)


def day_of(date: str | None) -> "datetime.date | None":
    """Return the day that --date names.

    Raises:
        ArticleError: It is no date.
    """
    import datetime

    try:
        return datetime.date.fromisoformat(date) if date else None
    except ValueError as error:
        raise ArticleError(f"{date!r} is not a date. Write it as --date 2025-07-01.") from error


def read_articles(name: str, lang: str | None, day: "datetime.date | None") -> "list[Article]":
    """Read what a file, an address or standard input holds: one article, or all of a feed."""
    from polnews.article import Article

    source = sys.stdin.buffer.read() if name == "-" else name
    return Article.all_from(source, language=lang, date=day)
