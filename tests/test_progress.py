"""Progress: seen after a second by whoever watches, by nobody else, and never part of a result."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from polnews import Article, Summarize, Translate, progress
from polnews.testing import FakeEngine


class Clock:
    """Rings when it is told to, not when time passes."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def alarm(self, seconds: float, ring: Callable[[], None]) -> "Clock":
        self.waiting.append((seconds, ring))
        return self

    def start(self) -> None:
        pass

    def cancel(self) -> None:
        self.waiting.clear()

    def pass_a_second(self) -> None:
        for seconds, ring in self.waiting:
            assert seconds == progress.DELAY
            ring()


class Board:
    """A view that writes down what it is shown."""

    def __init__(self) -> None:
        self.seen: list[int | str] = []

    def update(self, done: int) -> None:
        self.seen.append(done)

    def close(self) -> None:
        self.seen.append("closed")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "_timer", clock.alarm)
    return clock


@pytest.fixture
def boards(monkeypatch: pytest.MonkeyPatch) -> dict[str, Board]:
    """Somebody watches: every view made, by what is done."""
    made: dict[str, Board] = {}

    def view(doing: str, total: int | None) -> Callable[[], Board]:
        return lambda: made.setdefault(f"{doing} {total}", Board())

    monkeypatch.setattr(progress, "_view", view)
    return made


def test_quick_work_shows_nothing(clock: Clock, boards: dict[str, Board]) -> None:
    with progress.tracked("Translating", 3) as task:
        task.advance()
    clock.pass_a_second()
    assert boards == {}


def test_slow_work_shows_how_far_it_is_and_cleans_up(clock: Clock, boards: dict[str, Board]) -> None:
    with progress.tracked("Translating", 3) as task:
        task.advance()
        clock.pass_a_second()
        task.advance()
        task.reach(3)
    assert boards["Translating 3"].seen == [1, 2, 3, "closed"]


def test_work_tried_twice_is_not_done_before_it_is(clock: Clock, boards: dict[str, Board]) -> None:
    with progress.tracked("Translating", 2) as task:
        clock.pass_a_second()
        task.advance(5)
        assert task.done == 1
        task.reach(2)
    assert boards["Translating 2"].seen == [0, 1, 2, "closed"]


def test_work_inside_work_shows_nothing_of_its_own(clock: Clock, boards: dict[str, Board]) -> None:
    def translate(_: str) -> None:
        with progress.tracked("Translating", 2):
            clock.pass_a_second()

    progress.each(["a"], "Reading", translate)
    assert list(boards) == ["Reading 1"]


def test_hidden_work_shows_nothing(clock: Clock, boards: dict[str, Board]) -> None:
    with progress.hidden(), progress.tracked("Translating", 2):
        clock.pass_a_second()
    assert boards == {}


def test_work_that_fails_takes_its_bar_away(clock: Clock, boards: dict[str, Board]) -> None:
    def fail() -> None:
        with progress.tracked("Translating", 2):
            clock.pass_a_second()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert boards["Translating 2"].seen == [0, "closed"]


def test_engines_report_from_other_threads(clock: Clock, boards: dict[str, Board]) -> None:
    with progress.tracked("Translating", 3):
        clock.pass_a_second()
        thread = threading.Thread(target=progress.advance(), args=(2,))
        thread.start()
        thread.join()
    assert boards["Translating 3"].seen == [0, 2, "closed"]


def test_no_step_is_lost_between_threads(clock: Clock, boards: dict[str, Board]) -> None:
    with progress.tracked("Translating", 4_001) as task:
        threads = [threading.Thread(target=lambda: [task.advance() for _ in range(1_000)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert task.done == 4_000


def test_translating_is_tracked_by_sentences(clock: Clock, boards: dict[str, Board]) -> None:
    def render(text: str, pair: object) -> str:
        clock.pass_a_second()
        return f"Translated: {text}"

    articles = [
        Article.from_text("Der Rat stimmte zu. Es gilt ab Juli.", language="de"),
        Article.from_text("Съветът прие закона. Той влиза в сила.", language="bg"),
    ]
    Translate(to="en", engine=FakeEngine("de-en", "bg-en", render=render), retry=False)(articles)
    assert boards["Translating to en 4"].seen[-2:] == [4, "closed"]


def test_results_are_the_same_whoever_watches(clock: Clock, boards: dict[str, Board]) -> None:
    article = Article.from_text("Der Rat stimmte am Montag zu. Es gilt ab Juli.", language="de")
    summarize = Summarize(facts=1, to=Translate(to="en", engine=FakeEngine("de-en")))
    watched = summarize([article, article])
    with progress.hidden():
        assert summarize([article, article]) == watched


def test_nobody_watches_a_pipe_a_thread_or_who_said_no(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[object] = []
    monkeypatch.setattr(progress, "_on_terminal", lambda: True)
    assert progress._view("Reading", 1) is not None
    thread = threading.Thread(target=lambda: found.append(progress._view("Reading", 1)))
    thread.start()
    thread.join()
    assert found == [None]
    monkeypatch.setenv("POLNEWS_PROGRESS", "0")
    assert progress._view("Reading", 1) is None
    monkeypatch.delenv("POLNEWS_PROGRESS")
    monkeypatch.setattr(progress, "_on_terminal", lambda: False)
    assert progress._view("Reading", 1) is None


_SLOW = """
import sys
from polnews import Article, Translate, progress
from polnews.testing import FakeEngine
import time
progress.DELAY = 0.05
def render(text, pair):
    time.sleep(0.15)
    return "Translated"
article = Article.from_text("Der Rat stimmte zu. Es gilt ab Juli. Nur Malta war dagegen.", language="de")
Translate(to="en", engine=FakeEngine("de-en", render=render), retry=False)(article)
print("done")
"""


def _on_a_terminal(code: str) -> str:
    """Run code whose standard error is a terminal, and return what the terminal was sent."""
    pty = pytest.importorskip("pty", reason="no such terminals on this system")
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        [sys.executable, "-c", code], stderr=theirs, stdout=subprocess.PIPE, env=environment
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            seen += part
        assert process.stdout is not None
        assert process.stdout.read() == b"done\n"
    os.close(ours)
    return seen.decode()


def test_a_terminal_sees_a_bar() -> None:
    assert "Translating to en" in _on_a_terminal(_SLOW)


def test_a_pipe_sees_nothing(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _SLOW], capture_output=True, check=True)
    assert done.stderr == b""
    assert done.stdout == b"done\n"


def test_a_notebook_sees_a_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, str]] = []

    class Handle:
        def update(self, data: dict[str, str], *, raw: bool) -> None:
            assert raw
            shown.append(data)

    class Display:
        @staticmethod
        def display(data: dict[str, str], *, raw: bool, display_id: bool) -> Handle:
            assert raw
            assert display_id
            shown.append(data)
            return Handle()

    class Shell:
        kernel = object()

    class IPython:
        get_ipython = staticmethod(Shell)

    monkeypatch.setitem(sys.modules, "IPython", IPython)
    monkeypatch.setitem(sys.modules, "IPython.display", Display)
    make = progress._view("Translating", 3)
    assert make is not None
    view = make()
    view.update(2)
    view.close()
    assert [data["text/plain"] for data in shown] == ["Translating: 0 of 3", "Translating: 2 of 3", ""]
    assert '<progress value="2" max="3">' in shown[1]["text/html"]


def test_an_item_that_fails_leaves_nothing_behind(clock: Clock, boards: dict[str, Board]) -> None:
    with pytest.raises(ZeroDivisionError) as failure:
        progress.each([1, 0], "Dividing", lambda number: 1 / number)
    with progress.tracked("Translating", 2):
        clock.pass_a_second()
    assert "Translating 2" in boards
    del failure
