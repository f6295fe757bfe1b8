"""Whatever a broken input breaks in a library, as our errors."""

import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from polnews.errors import ArticleError, PolnewsError

__all__ = ["reads"]

P = ParamSpec("P")
T = TypeVar("T")


def reads(what: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make whatever a broken input breaks in a library, or in ours, an `ArticleError` raised from it.

    Libraries for old formats fail in more ways than they list; to the user each means that the input cannot
    be read.

    Args:
        what: What the input was read as: "a PDF". The reader's second parameter is `name`.
    """

    def decorate(reader: Callable[P, T]) -> Callable[P, T]:
        signature = inspect.signature(reader)

        @functools.wraps(reader)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return reader(*args, **kwargs)
            except PolnewsError:
                raise
            except Exception as error:
                bound = signature.bind(*args, **kwargs)
                bound.apply_defaults()
                raise ArticleError(
                    f"{bound.arguments['name']} cannot be read as {what}: {_said(error)}. "
                    "Save it again, or save its text as plain text."
                ) from error

        return guarded

    return decorate


def _said(error: Exception) -> str:
    """What an exception says, in one line."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, MemoryError):
        return "it is too large for the memory"
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
