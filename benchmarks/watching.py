"""A command that is watched while it runs: time, processor time and memory of it and of all its processes."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
PAUSE = 0.25
"""Seconds between two looks. A look at a few processes costs a millisecond."""


@dataclass
class Watched:
    """What was seen of a command.

    Attributes:
        seconds: Elapsed time.
        cpu: Processor seconds of all processes, as far as the last look saw them.
        main_cpu: Processor seconds of the first process alone.
        largest: The most megabytes one process held.
        memory: At each look, how many processes there were and their megabytes together, shared pages counted
            once for each.
        main_peak: The most megabytes the first process held.
    """

    seconds: float = 0.0
    cpu: float = 0.0
    main_cpu: float = 0.0
    largest: float = 0.0
    main_peak: float = 0.0
    memory: list[tuple[int, float]] = field(default_factory=list)

    @property
    def peak(self) -> float:
        """The most megabytes all processes held together."""
        return max(megabytes for _, megabytes in self.memory)

    def growth(self) -> float:
        """Return how many megabytes all processes gained over the second half, between medians of its ends.

        Only looks at the usual number of processes count: at the start and the end some are not there, and a package
        that is used for the first time is tried in a process of its own.
        """
        usual = statistics.mode(count for count, _ in self.memory)
        full = [megabytes for count, megabytes in self.memory if count == usual]
        half = full[len(full) // 2 :]
        some = max(1, len(half) // 5)
        return statistics.median(half[-some:]) - statistics.median(half[:some])


def watch(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Watched:
    """Run a command to its end and return what was seen of it."""
    seen = Watched()
    begin = time.perf_counter()
    spent: dict[int, float] = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:  # a pipe would fill, and stop the command
        process = subprocess.Popen(command, env=environment, stderr=errors)
        while process.poll() is None:
            _look(process.pid, seen, spent)
            time.sleep(PAUSE)
        seen.seconds = time.perf_counter() - begin
        seen.cpu, seen.main_cpu = sum(spent.values()), spent.get(process.pid, 0.0)
        if process.returncode:
            errors.seek(0)
            raise RuntimeError(f"{command} ended with {process.returncode}: {errors.read()}")
    return seen


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it, those that live."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            parents[int(entry.name)] = int(stat[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def alive(pid: int) -> bool:
    """Return whether a process lives; one that ended and was not yet collected does not."""
    stat = _stat(pid)
    return stat is not None and stat[0] not in "ZX"


def _look(pid: int, seen: Watched, spent: dict[int, float]) -> None:
    held = {}
    for one in family(pid):
        stat = _stat(one)
        if stat is None:
            continue
        spent[one] = max(spent.get(one, 0.0), (int(stat[11]) + int(stat[12])) / _TICKS)
        held[one] = int(stat[21]) * _PAGE / 1e6
    if any(held.values()):
        seen.memory.append((len(held), sum(held.values())))
        seen.largest = max(seen.largest, *held.values(), 0.0)
        seen.main_peak = max(seen.main_peak, held.get(pid, 0.0))


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat behind the name: state, parent, ..."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
