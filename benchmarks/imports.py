"""How long importing and starting take, above a bare interpreter."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable

from report import Budget, Report, Table
from turns import in_turns, medians

_BARE = "bare interpreter"
_COMMANDS = {
    _BARE: [sys.executable, "-c", "pass"],
    "import polnews": [sys.executable, "-c", "import polnews"],
    "Article, Summarize, Translate, Brief": [
        sys.executable,
        "-c",
        "from polnews import Article, Summarize, Translate, Brief",
    ],
    "polnews --help": [sys.executable, "-c", "from polnews.cli import main; main()", "--help"],
    "import pydantic's BaseModel (for comparison)": [sys.executable, "-c", "from pydantic import BaseModel"],
}
_LIMITS = {"import polnews": 30.0, "Article, Summarize, Translate, Brief": 300.0, "polnews --help": 250.0}


def measure(*, quick: bool) -> Report:
    """Start Python again and again."""
    runs = {name: _starter(command) for name, command in _COMMANDS.items()}
    for run in runs.values():
        run()  # compiled files are there from now on
    rounds = 1 if quick else 15
    elapsed = medians(in_turns(runs, rounds, time.perf_counter))
    busy = medians(in_turns(runs, rounds, _processor_time))
    above = {name: 1000 * (busy[name] - busy[_BARE]) for name in _COMMANDS}
    table = Table(
        "Imports and start",
        f"Milliseconds, medians of {rounds} starts each, in turns; compiled files present. Processor time "
        "is what a "
        "machine with nothing else to do needs; elapsed time is this machine's.",
        ["what", "processor time", "above bare", "elapsed", "elapsed, above bare"],
        [
            [
                name,
                1000 * busy[name],
                above[name],
                1000 * elapsed[name],
                1000 * (elapsed[name] - elapsed[_BARE]),
            ]
            for name in _COMMANDS
        ],
    )
    budgets = [
        Budget(f"{name}, above a bare interpreter", above[name], _LIMITS[name], "ms", True)
        for name in _LIMITS
    ]
    return Report("imports", [table], budgets, quick)


def _processor_time() -> float:
    """Seconds all ended child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _starter(command: list[str]) -> Callable[[], None]:
    def start() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return start
