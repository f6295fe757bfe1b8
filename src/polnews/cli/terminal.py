"""Talking to people: everything here goes to standard error, so that results can be piped."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from polnews.progress import tracked

if TYPE_CHECKING:
    from polnews.models.download import Progress

__all__ = ["download_progress", "say", "status"]


def say(text: str) -> None:
    """Print a line for people."""
    print(text, file=sys.stderr)  # noqa: T201 - the command line talks to people


@contextmanager
def status(doing: str) -> Iterator[None]:
    """Show on a terminal that work goes on, once it takes longer than a second; nothing where nobody watches."""
    with tracked(doing):
        yield


@contextmanager
def download_progress() -> "Iterator[Callable[[Progress], None] | None]":
    """Show bars for downloads on a terminal; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, progress.TaskID] = {}

        def report(state: "Progress") -> None:
            if state.what not in tasks:
                tasks[state.what] = bars.add_task(state.what, total=state.total)
            bars.update(tasks[state.what], completed=state.done, total=state.total)

        yield report
