"""Measuring in turns: whoever is compared runs in the same minutes, so a busy machine slows all alike.

What runs on one core is measured in processor time: it is the same on an idle machine and on a busy one.
"""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Name = TypeVar("Name")
Time = Any
"""What a clock tells: seconds, or anything of which two have a difference."""


def in_turns(
    contenders: Mapping[Name, Callable[[], object]],
    rounds: int,
    clock: Callable[[], Time] = time.process_time,
) -> dict[Name, list[Time]]:
    """Run every contender once a round, each round beginning with another.

    Returns:
        Seconds per contender, one per round.
    """
    seconds: dict[Name, list[Time]] = {name: [] for name in contenders}
    names = list(contenders)
    for turn in range(rounds):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            seconds[name].append(seconds_of(contenders[name], clock))
    return seconds


def seconds_of(run: Callable[[], object], clock: Callable[[], Time] = time.process_time) -> Time:
    """Return how long one call takes by a clock."""
    begin = clock()
    run()
    return clock() - begin


def medians(seconds: Mapping[Name, list[float]]) -> dict[Name, float]:
    """Return the median of each contender."""
    return {name: statistics.median(found) for name, found in seconds.items()}


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of all lies: the nearest one measured."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]
