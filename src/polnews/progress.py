"""Progress for whoever watches: a bar on a terminal or in a notebook, after one second, and nothing anywhere else.

Work says what it does and how far it is; whether anybody sees it is decided here. `POLNEWS_PROGRESS=0` in the
environment, or `hidden()`, turns it off. Results never depend on it.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Any, Protocol, TypeVar

__all__ = ["Task", "advance", "each", "hidden", "tracked"]

DELAY = 1.0
"""Seconds before a bar appears: what is done sooner needs none."""

_Item = TypeVar("_Item")
_Done = TypeVar("_Done")


class View(Protocol):
    """Where progress is seen."""

    def update(self, done: int) -> None:
        """Show how far the work is."""

    def close(self) -> None:
        """Take everything away again."""


class Alarm(Protocol):
    """What rings once, like `threading.Timer`."""

    def start(self) -> None:
        """Begin to wait."""

    def cancel(self) -> None:
        """Ring no more."""


class Task:
    """One piece of work, from `tracked`.

    Args:
        total: How many steps it has; None when nobody knows.
        view: Makes the view when the work takes longer than `DELAY`; None when nobody watches.
        alarm: Makes what rings after a number of seconds.
    """

    def __init__(
        self,
        total: int | None,
        view: Callable[[], View] | None,
        alarm: Callable[[float, Callable[[], None]], Alarm],
    ) -> None:
        self.done = 0
        self._total, self._make = total, view
        self._view: View | None = None
        self._lock = threading.Lock()
        self._alarm = alarm(DELAY, self._show) if view is not None else None
        if self._alarm is not None:
            self._alarm.start()

    def advance(self, steps: int = 1) -> None:
        """Say that steps were done. Work that is tried twice does not count beyond the last step but one."""
        with self._lock:
            done = self.done + steps
            self._go_to(done if self._total is None else min(done, self._total - 1))

    def reach(self, done: int) -> None:
        """Say how many steps are done in all; never goes back."""
        with self._lock:
            self._go_to(done)

    def _go_to(self, done: int) -> None:
        self.done = max(self.done, done)
        if self._view is not None:
            self._view.update(self.done)

    def close(self) -> None:
        """Take the bar away, if there is one."""
        if self._alarm is not None:
            self._alarm.cancel()
        with self._lock:
            self._make = None
            if self._view is not None:
                self._view.close()
                self._view = None

    def _show(self) -> None:
        with self._lock:
            if self._make is not None:
                self._view = self._make()
                self._view.update(self.done)


_CURRENT: ContextVar[Task | None] = ContextVar("polnews_progress", default=None)


@contextmanager
def tracked(doing: str, total: int | None = None) -> Iterator[Task]:
    """Track a piece of work. Inside another one it is a part of that, and shows nothing of its own.

    Args:
        doing: What is done, for people, e.g. "Translating".
        total: How many steps it has; None when nobody knows.
    """
    view = None if _CURRENT.get() is not None else _view(doing, total)
    task = Task(total, view, _timer)
    token = _CURRENT.set(task)
    try:
        yield task
    finally:
        _CURRENT.reset(token)
        task.close()


@contextmanager
def hidden() -> Iterator[None]:
    """Show no progress within.

    >>> with hidden():
    ...     each(["a", "b"], "Reading", str.upper)
    ['A', 'B']
    """
    token = _CURRENT.set(Task(None, None, _timer))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def each(items: Sequence[_Item], doing: str, do: Callable[[_Item], _Done]) -> list[_Done]:
    """Do something with each item, tracked, and return what came of it; an error ends the tracking at once.

    >>> each(["a", "b"], "Reading", str.upper)
    ['A', 'B']
    """
    done: list[_Done] = []
    with tracked(doing, len(items)) as task:
        for item in items:
            done.append(do(item))
            task.reach(len(done))
    return done


def advance() -> Callable[[int], None]:
    """Return what an engine calls with a number of finished texts, from any thread."""
    task = _CURRENT.get()
    return _nothing if task is None else task.advance


def _nothing(steps: int) -> None:
    pass


def _timer(seconds: float, ring: Callable[[], None]) -> Alarm:
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    return timer


def _view(doing: str, total: int | None) -> Callable[[], View] | None:
    """Return what makes the view; None where nobody watches: in pipes, worker processes and threads."""
    if os.environ.get("POLNEWS_PROGRESS") == "0" or threading.current_thread() is not threading.main_thread():
        return None
    if _is_worker():
        return None
    if _in_notebook():
        return lambda: _NotebookView(doing, total)
    return (lambda: _TerminalView(doing, total)) if _on_terminal() else None


def _is_worker() -> bool:
    multiprocessing = sys.modules.get("multiprocessing.process")
    return multiprocessing is not None and multiprocessing.parent_process() is not None


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _in_notebook() -> bool:
    """Whether IPython runs with a kernel, as in Jupyter; nothing is imported to find out."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and hasattr(shell, "kernel")


class _TerminalView:
    """A bar of rich, on standard error; a wheel when the number of steps is not known."""

    def __init__(self, doing: str, total: int | None) -> None:
        from rich import progress
        from rich.console import Console

        counted = (progress.BarColumn(), progress.MofNCompleteColumn(), progress.TimeRemainingColumn())
        columns = (progress.SpinnerColumn(), progress.TextColumn("{task.description}"))
        self._bar = progress.Progress(
            *columns, *(counted if total else ()), console=Console(stderr=True), transient=True
        )
        self._task = self._bar.add_task(doing, total=total)
        self._bar.start()

    def update(self, done: int) -> None:
        self._bar.update(self._task, completed=done)

    def close(self) -> None:
        self._bar.stop()


class _NotebookView:
    """A line below the cell. IPython's own display: bars made of widgets need one more package on either side."""

    def __init__(self, doing: str, total: int | None) -> None:
        self._doing, self._total = doing, total
        self._handle: Any = import_module("IPython.display").display(self._html(0), raw=True, display_id=True)

    def update(self, done: int) -> None:
        self._handle.update(self._html(done), raw=True)

    def close(self) -> None:
        self._handle.update({"text/html": "", "text/plain": ""}, raw=True)

    def _html(self, done: int) -> dict[str, str]:
        if self._total is None:
            return {"text/html": f"<progress></progress> {self._doing}", "text/plain": self._doing}
        said = f"{self._doing}: {done} of {self._total}"
        bar = f'<progress value="{done}" max="{self._total}"></progress>'
        return {"text/html": f"{bar} {said}", "text/plain": said}
