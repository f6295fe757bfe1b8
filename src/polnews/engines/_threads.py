"""How many threads translate."""

import os

from polnews.errors import EngineError

__all__ = ["thread_count"]


def thread_count(given: int | None = None) -> int:
    """Return the threads to use: as given, else `POLNEWS_THREADS`, else the cores this process may use.

    Raises:
        EngineError: The number given is not a whole number of at least 1.

    >>> thread_count(3)
    3
    """
    value = given if given is not None else os.environ.get("POLNEWS_THREADS")
    if value is None:
        affinity = getattr(os, "sched_getaffinity", None)
        return len(affinity(0)) if affinity else os.cpu_count() or 1
    try:
        count = int(value)
    except ValueError:
        count = 0
    if count < 1:
        raise EngineError(
            f"{value!r} is no number of threads. Set POLNEWS_THREADS, or threads=, to 1 or more."
        )
    return count
