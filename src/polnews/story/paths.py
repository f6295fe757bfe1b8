"""The best path through two texts: which pieces, one after the other on both sides, make the most sense together."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

__all__ = ["Order", "Step", "best_path", "log_odds"]


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a path: segments `[left, left_end)` beside `[right, right_end)`.

    Attributes:
        left: First segment on the left.
        left_end: One past the last.
        right: First segment on the right.
        right_end: One past the last.
        odds: Log-odds that the two say the same.
        crossed: Two neighbours that changed places.
    """

    left: int
    left_end: int
    right: int
    right_end: int
    odds: float
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What the place of a step adds to its log-odds.

    Attributes:
        next: It follows another directly, or both texts begin with it.
        gap: One segment was left out before it, on either side or both.
        apart: It follows none.
    """

    next: float
    gap: float
    apart: float


def best_path(steps: list[Step], order: Order) -> list[Step]:
    """Return the chain of steps, each after the one before on both sides, with the highest sum of log-odds.

    The log-odds of the steps returned hold what their place adds.

    Each step looks up the best of those that ended before it, so the cost grows with the number of steps and the
    logarithm of the length, not with the product of the lengths.

    >>> steps = [Step(0, 1, 0, 1, 2.0), Step(1, 2, 0, 1, 1.0), Step(2, 3, 1, 2, -0.5)]
    >>> [(step.left, step.right) for step in best_path(steps, Order(next=1.0, gap=0.75, apart=0.0))]
    [(0, 0), (2, 1)]
    """
    steps = sorted(steps, key=lambda step: (step.left, step.right))
    chains = _Chains(steps, order)
    for number in range(len(steps)):
        chains.extend_to(number)
    return chains.best()


class _Chains:
    """For each step the best chain that ends with it."""

    def __init__(self, steps: list[Step], order: Order) -> None:
        self._steps, self._order = steps, order
        self._total = [0.0] * len(steps)
        self._previous = [-1] * len(steps)
        self._reached = _Reached(max((step.right_end for step in steps), default=0))
        self._row = 0
        self._ended: dict[int, list[int]] = {}  # steps by their end on the left
        self._ended_at: dict[tuple[int, int], int] = {}  # the best step by both its ends

    def extend_to(self, number: int) -> None:
        """Find the best predecessor of a step; steps come in order of where they start."""
        step = self._steps[number]
        self._pass(step.left)
        gained, before = max(self._options(step))
        self._total[number], self._previous[number] = step.odds + gained, before
        self._ended.setdefault(step.left_end, []).append(number)
        place = (step.left_end, step.right_end)
        best = self._ended_at.get(place)
        if best is None or self._total[best] < self._total[number]:
            self._ended_at[place] = number

    def _pass(self, row: int) -> None:
        """Let the chains that have ended by a segment of the left be found by later steps."""
        while self._row < row:
            self._row += 1
            for number in self._ended.pop(self._row, ()):
                self._reached.add(self._steps[number].right_end, self._total[number], number)

    def _options(self, step: Step) -> Iterator[tuple[float, int]]:
        total, number = self._reached.up_to(step.right)
        yield total + self._order.apart, number
        if step.left == step.right == 0:
            yield self._order.next, -1
        for left, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            before = self._ended_at.get((step.left - left, step.right - right))
            if before is not None:
                yield self._total[before] + (self._order.gap if left or right else self._order.next), before

    def best(self) -> list[Step]:
        """Return the best chain of all; none when no chain is more likely than not."""
        at = max(range(len(self._steps)), key=lambda number: (self._total[number], -number), default=-1)
        if at < 0 or self._total[at] <= 0:
            return []
        path = []
        while at >= 0:
            before = self._previous[at]
            gained = self._total[at] - (self._total[before] if before >= 0 else 0.0)
            path.append(replace(self._steps[at], odds=gained))
            at = before
        return path[::-1]


class _Reached:
    """The best chain among those that ended up to a place on the right: maxima over prefixes (Fenwick 1994)."""

    def __init__(self, size: int) -> None:
        self._best = [(0.0, -1)] * (size + 2)

    def add(self, place: int, total: float, number: int) -> None:
        at = place + 1
        while at < len(self._best):
            self._best[at] = max(self._best[at], (total, number))
            at += at & -at

    def up_to(self, place: int) -> tuple[float, int]:
        at, best = min(place + 1, len(self._best) - 1), (0.0, -1)
        while at > 0:
            best = max(best, self._best[at])
            at -= at & -at
        return best


def log_odds(chance: float) -> float:
    """Return the log-odds of a chance.

    >>> log_odds(0.5)
    0.0
    """
    return math.log(chance / (1 - chance))
