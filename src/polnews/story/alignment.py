"""Which segments of two versions say the same: a best path through the text, then what was moved.

Evidence decides about each pair by itself; how well the two texts run in parallel, which the evidence shows too,
decides how much the order counts. Two independent articles have no common order, so nothing is paired for its place.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from polnews.languages import base_language
from polnews.story.anchors import shared_anchors
from polnews.story.evidence import Evidence, Overlap, Vectors
from polnews.story.values import Link, LinkKind
from polnews.story.weights import weights_for
from polnews.words import content_lemmas

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
_MOVED = 0.0
_RELATED = 1.5


@dataclass(frozen=True, slots=True)
class _Step:
    """A piece of the path: segments `[left, left_end)` beside `[right, right_end)`, and its log-odds."""

    left: int
    left_end: int
    right: int
    right_end: int
    odds: float
    crossed: bool = False
    kind: LinkKind = "same"


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
    pairs = _Pairs(_evidence(left, right, encoder, known))
    path = _best_path(list(_steps(pairs)), pairs.shape, _order(pairs.same, pairs.shape))
    steps = list(_uncrossed(path))
    steps += _elsewhere(pairs, steps)
    return tuple(_link(left, right, step) for step in sorted(steps, key=_place))


_Odds = list[dict[int, float]]


def _evidence(
    left: "VersionReading",
    right: "VersionReading",
    encoder: "Encoder | None",
    known: "Sequence[Translation]",
) -> Evidence:
    vectors = None
    if encoder is not None:
        vectors = Vectors(*(encoder.encode(_texts(reading)) for reading in (left, right)))
    return Evidence(left, right, vectors, _overlap(left, right, known))


def _texts(reading: "VersionReading") -> list[str]:
    return [segment.clean for segment in reading.article.segments]


def _overlap(
    left: "VersionReading", right: "VersionReading", known: "Sequence[Translation]"
) -> Overlap | None:
    """Return what the words say, when both sides can be had in one language."""
    if base_language(left.article.language) == base_language(right.article.language):
        return Overlap(left.lemmas, right.lemmas)
    for translation in known:
        if _renders(translation, left, right):
            return Overlap(_lemmas(translation), right.lemmas)
        if _renders(translation, right, left):
            return Overlap(left.lemmas, _lemmas(translation))
    return None


def _renders(translation: "Translation", source: "VersionReading", target: "VersionReading") -> bool:
    languages = (translation.article.language, target.article.language)
    return translation.source == source.article and base_language(languages[0]) == base_language(languages[1])


def _lemmas(translation: "Translation") -> list[list[str]]:
    return [content_lemmas(segment.clean, segment.language) for segment in translation.article.segments]


class _Pairs:
    """The log-odds of all pairs that are not hopeless, for the same sentence and for the same fact."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._same = weights_for("same", evidence.names)
        fact = weights_for("fact", evidence.names)
        self.shape = evidence.shape
        self.same: _Odds = []
        self.fact: _Odds = []
        for left in range(evidence.shape[0]):
            row = evidence.row(left)
            self.same.append(_kept(self._same.odds(row)))
            self.fact.append(_kept(fact.odds(row)))

    def group(self, lefts: tuple[int, ...], rights: tuple[int, ...]) -> float:
        """Return the log-odds that segments taken together are one sentence, told in two."""
        return float(self._same.odds(self._evidence.group(lefts, rights))) - _RARE


def _kept(odds: "NDArray[np.float64]") -> dict[int, float]:
    return {int(right): float(odds[right]) for right in (odds > _HOPELESS).nonzero()[0]}


def _order(odds: _Odds, shape: tuple[int, int]) -> _Order:
    """Measure how far the two texts run in parallel, by the pairs that are each other's best."""
    pairs = _mutual(odds, _FOUND)
    follows = sum(-1 <= after[1] - before[1] <= 3 for before, after in pairwise(pairs))
    common = _common(pairs, shape)
    ordered = (follows + 0.5) / (max(len(pairs) - 1, 0) + 1)
    chance = min(common * ordered, 0.99)
    bonus = math.log(12 * chance / (1 - chance))
    return _Order(bonus, bonus - 1.5, min(0.0, math.log(common / (1 - common))))


def _common(pairs: Sequence[tuple[int, int]], shape: tuple[int, int]) -> float:
    """Return how much of the shorter version the other holds, above 0 and below 1."""
    return min((len(pairs) + 0.5) / (min(shape) + 1), 0.99)


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


def _steps(pairs: _Pairs) -> Iterator[_Step]:
    """Return every piece a path may be made of."""
    for left, row in enumerate(pairs.same):
        below = pairs.same[left + 1] if left + 1 < len(pairs.same) else {}
        for right, odds in row.items():
            yield _Step(left, left + 1, right, right + 1, odds)
            if right + 1 in row:
                yield _Step(left, left + 1, right, right + 2, pairs.group((left,), (right, right + 1)))
            if right in below:
                yield _Step(left, left + 2, right, right + 1, pairs.group((left, left + 1), (right,)))
            if right - 1 in below and min(odds, below[right - 1]) > 0:
                crossed = odds + below[right - 1] - _RARE
                yield _Step(left, left + 2, right - 1, right + 1, crossed, crossed=True)


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


def _elsewhere(pairs: _Pairs, path: Sequence[_Step]) -> Iterator[_Step]:
    """Pair what the path left over, best first: what stands elsewhere, or is told in other words."""
    lefts = {left for step in path for left in range(step.left, step.left_end)}
    rights = {right for step in path for right in range(step.right, step.right_end)}
    common = _common(_mutual(pairs.fact, _FOUND), pairs.shape)
    prior = min(0.0, math.log(common / (1 - common)) + _RELATED)
    over = [
        (max(fact, pairs.same[left].get(right, _HOPELESS)) + prior, -left, -right)
        for left, row in enumerate(pairs.fact)
        if left not in lefts
        for right, fact in row.items()
        if right not in rights
    ]
    for odds, left, right in sorted(over, reverse=True):
        if odds > _MOVED and -left not in lefts and -right not in rights:
            lefts.add(-left)
            rights.add(-right)
            kind: LinkKind = "same" if pairs.same[-left].get(-right, _HOPELESS) > 0 else "fact"
            yield _Step(-left, 1 - left, -right, 1 - right, odds, kind=kind)


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


def _link(left: "VersionReading", right: "VersionReading", step: _Step) -> Link:
    lefts, rights = tuple(range(step.left, step.left_end)), tuple(range(step.right, step.right_end))
    anchors = shared_anchors(
        [mark for at in lefts for mark in left.marks[at]], [mark for at in rights for mark in right.marks[at]]
    )
    return Link(lefts, rights, step.kind, round(1 / (1 + math.exp(-step.odds)), 4), anchors)
