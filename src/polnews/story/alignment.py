"""Which segments of two versions say the same: a best path through the text, then what was moved.

Evidence decides about each pair by itself; how well the two texts run in parallel, which the evidence shows too,
decides how much the order counts. Two independent articles have no common order, so nothing is paired for its place.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from polnews.story.anchors import shared_anchors
from polnews.story.evidence import Evidence
from polnews.story.values import Link, LinkKind

if TYPE_CHECKING:
    from polnews.story.encoders import Encoder
    from polnews.story.reading import VersionReading
    from polnews.translation import Translation

__all__ = ["align"]

# Log-odds below which a pair is not even considered: more than order can make up for.
_HOPELESS = -6.0
# Log-odds from which a pair counts as found before order is known.
_FOUND = 1.0
# What a segment in two parts, or two that changed places, cost: each is about one in twenty.
_RARE = 3.0
# What a segment moved elsewhere must have for itself.
_MOVED = 1.0


@dataclass(frozen=True, slots=True)
class _Step:
    """A piece of the path: segments `[left, left_end)` beside `[right, right_end)`, and its log-odds."""

    left: int
    left_end: int
    right: int
    right_end: int
    odds: float
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class _Order:
    """How much more likely a pair is that follows a pair: directly, or after a gap."""

    next: float
    gap: float
    apart: float


def align(
    left: "VersionReading",
    right: "VersionReading",
    *,
    encoder: "Encoder | None" = None,
    known: "Sequence[Translation]" = (),
) -> tuple[Link, ...]:
    """Link the segments of two versions that say the same.

    Args:
        left: One version.
        right: Another one, in the same or another language.
        encoder: Adds the nearness of sentence vectors to the evidence.
        known: Translations that exist anyway; those of one side into the language of the other are used.

    Returns:
        Links in reading order of the left version; a segment stands in one link at most.
    """
    evidence = Evidence(left, right)
    odds = _likely(evidence)
    path = _best_path(list(_steps(evidence, odds)), evidence.shape, _order(odds, evidence.shape))
    links = [*path, *_moved(odds, path)]
    return tuple(_link(left, right, step, "same") for step in sorted(_uncrossed(links), key=_place))


_Odds = list[dict[int, float]]


def _likely(evidence: Evidence) -> _Odds:
    """Return for each segment of the left the log-odds of those of the right that are not hopeless."""
    kept = []
    for left in range(evidence.shape[0]):
        row = evidence.row(left)
        kept.append({int(right): float(row[right]) for right in (row > _HOPELESS).nonzero()[0]})
    return kept


def _order(odds: _Odds, shape: tuple[int, int]) -> _Order:
    """Measure how far the two texts run in parallel, by the pairs that are each other's best."""
    pairs = _mutual(odds, _FOUND)
    follows = sum(-1 <= after[1] - before[1] <= 3 for before, after in pairwise(pairs))
    common = (len(pairs) + 0.5) / (min(shape) + 1)
    ordered = (follows + 0.5) / (max(len(pairs) - 1, 0) + 1)
    chance = min(common * ordered, 0.99)
    bonus = math.log(12 * chance / (1 - chance))
    return _Order(bonus, bonus - 1.5, min(0.0, math.log(common / (1 - min(common, 0.99)))))


def _mutual(odds: _Odds, least: float) -> list[tuple[int, int]]:
    """Return the pairs of at least these log-odds that are each other's best, by the left."""
    best: dict[int, tuple[float, int]] = {}
    for left, row in enumerate(odds):
        for right, value in row.items():
            best[right] = max(best.get(right, (-math.inf, 0)), (value, -left))
    pairs = []
    for left, row in enumerate(odds):
        right = max(row, key=lambda at: (row[at], -at), default=-1)
        if right >= 0 and row[right] >= least and best[right] == (row[right], -left):
            pairs.append((left, right))
    return pairs


def _steps(evidence: Evidence, odds: _Odds) -> Iterator[_Step]:
    """Return every piece a path may be made of."""
    for left, row in enumerate(odds):
        below = odds[left + 1] if left + 1 < len(odds) else {}
        for right, value in row.items():
            yield _Step(left, left + 1, right, right + 1, value)
            if right + 1 in row:
                yield _Step(
                    left, left + 1, right, right + 2, evidence.group((left,), (right, right + 1)) - _RARE
                )
            if right in below:
                yield _Step(
                    left, left + 2, right, right + 1, evidence.group((left, left + 1), (right,)) - _RARE
                )
            if right - 1 in below and min(value, below[right - 1]) > 0:
                yield _Step(
                    left, left + 2, right - 1, right + 1, value + below[right - 1] - _RARE, crossed=True
                )


def _best_path(steps: list[_Step], shape: tuple[int, int], order: _Order) -> list[_Step]:
    """Return the chain of steps, each after the one before on both sides, with the highest sum.

    Steps are taken by where they start; `reached` holds those that ended, by their end on the right, so that each looks
    up its best predecessor: the cost grows with the number of steps, not with the product of the lengths.
    """
    steps.sort(key=lambda step: (step.left, step.right))
    best = _Reached(shape[1] + 1)
    total = [0.0] * len(steps)
    previous = [-1] * len(steps)
    ending: dict[int, list[int]] = {}
    at_end: dict[tuple[int, int], int] = {}
    row = 0
    for number, step in enumerate(steps):
        while row < step.left:
            row += 1
            for done in ending.pop(row, ()):
                best.add(steps[done].right_end, total[done], done)
        options = [(best.up_to(step.right)[0] + order.apart, best.up_to(step.right)[1])]
        options += _before(step, at_end, total, order)
        gained, before = max(options)
        total[number], previous[number] = step.odds + gained, before
        ending.setdefault(step.left_end, []).append(number)
        place = (step.left_end, step.right_end)
        if place not in at_end or total[at_end[place]] < total[number]:
            at_end[place] = number
    return _walk(steps, total, previous)


def _before(
    step: _Step, at_end: dict[tuple[int, int], int], total: list[float], order: _Order
) -> Iterator[tuple[float, int]]:
    """Yield what is gained by each predecessor that ends where the step starts, or one segment before."""
    if step.left == step.right == 0:
        yield order.next, -1
    for left, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
        done = at_end.get((step.left - left, step.right - right))
        if done is not None:
            yield total[done] + (order.gap if left or right else order.next), done


def _walk(steps: list[_Step], total: list[float], previous: list[int]) -> list[_Step]:
    at = max(range(len(steps)), key=lambda number: (total[number], -number), default=-1)
    if at < 0 or total[at] <= 0:
        return []
    path = []
    while at >= 0:
        path.append(steps[at])
        at = previous[at]
    return path[::-1]


class _Reached:
    """The best total among chains that ended up to a place: a tree of maxima over prefixes (Fenwick 1994)."""

    def __init__(self, size: int) -> None:
        self._best = [(0.0, -1)] * (size + 1)

    def add(self, place: int, total: float, number: int) -> None:
        at = place + 1
        while at < len(self._best):
            self._best[at] = max(self._best[at], (total, number))
            at += at & -at

    def up_to(self, place: int) -> tuple[float, int]:
        at, best = place + 1, (0.0, -1)
        while at > 0:
            best = max(best, self._best[at])
            at -= at & -at
        return best


def _moved(odds: _Odds, path: Sequence[_Step]) -> Iterator[_Step]:
    """Pair what the path left over, best first: segments that stand elsewhere in the other version."""
    lefts = {left for step in path for left in range(step.left, step.left_end)}
    rights = {right for step in path for right in range(step.right, step.right_end)}
    over = [
        (value, -left, -right)
        for left, row in enumerate(odds)
        if left not in lefts
        for right, value in row.items()
        if right not in rights and value > _MOVED
    ]
    for value, left, right in sorted(over, reverse=True):
        if -left not in lefts and -right not in rights:
            lefts.add(-left)
            rights.add(-right)
            yield _Step(-left, 1 - left, -right, 1 - right, value)


def _uncrossed(steps: Iterable[_Step]) -> Iterator[_Step]:
    """Part two segments that changed places into their two links."""
    for step in steps:
        if step.crossed:
            yield _Step(step.left, step.left + 1, step.right + 1, step.right + 2, step.odds / 2)
            yield _Step(step.left + 1, step.left + 2, step.right, step.right + 1, step.odds / 2)
        else:
            yield step


def _place(step: _Step) -> tuple[int, int]:
    return step.left, step.right


def _link(left: "VersionReading", right: "VersionReading", step: _Step, kind: LinkKind) -> Link:
    lefts, rights = tuple(range(step.left, step.left_end)), tuple(range(step.right, step.right_end))
    anchors = shared_anchors(
        [mark for at in lefts for mark in left.marks[at]], [mark for at in rights for mark in right.marks[at]]
    )
    return Link(lefts, rights, kind, round(1 / (1 + math.exp(-step.odds)), 4), anchors)
