"""How much speaks for two segments saying the same: shared marks, what one side lacks, length, vectors.

Everything is counted into a few features, and each feature weighs what logistic regression gave it on the
project's own articles (`tests/quality/alignment.py --fit`); the sum is a log-odds: above 0 means more likely than
not.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from polnews.story.anchors import SOUNDS, Mark, matched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from polnews.story.reading import VersionReading

__all__ = ["FEATURES", "Evidence", "Group"]

Group = Literal["figure", "small", "name", "country", "word", "sound"]
"""What a mark counts as: figures and addresses; numbers that any text has; names; countries; words known in both
languages; words that only sound alike."""

_GROUPS: tuple[Group, ...] = ("figure", "small", "name", "country", "word", "sound")
_LACKING: tuple[Group, ...] = _GROUPS[:5]  # a word that merely sounds like nothing over there says nothing
_SMALL = 12
"""Numbers up to a dozen are also words for "a", "both" or "first", and stand in many sentences."""

FEATURES = (*(f"shared {group}" for group in _GROUPS), *(f"lacking {group}" for group in _LACKING), "length")


# A tenth of a short heading more or less is no difference in length.
_SLACK = 10
# How soon more of the same adds little: the first rare mark counts 1.4, four of them 2.6.
_STEEP = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """What each of `FEATURES` weighs, and the constant."""

    values: tuple[float, ...]
    constant: float


# Fitted by `tests/quality/alignment.py --fit` on the articles about defence and the economy: rows of one article in two
# languages against the other rows of that article and rows of three others.
SAME = Weights((3.52, 1.28, 2.49, 2.86, 2.66, 2.33, -3.39, -1.87, -2.06, -1.59, -0.92, -6.22), 0.07)


def group_of(mark: Mark) -> Group:
    """Return what a mark counts as."""
    if mark.kind in ("amount", "date", "address"):
        return "figure"
    if mark.kind == "number":
        return "small" if mark.value.isdigit() and int(mark.value) <= _SMALL else "figure"
    if mark.kind == "word":
        return "sound" if all(key.startswith(SOUNDS) for key in mark.keys) else "word"
    return "name" if mark.kind == "name" else "country"


@dataclass(frozen=True, slots=True)
class _Side:
    """One article as the comparison sees it.

    `lacking[i]` is what segment i has in each group of `_LACKING`, all of which the other side may lack.
    """

    marks: tuple[tuple[Mark, ...], ...]
    rarity: dict[str, float]
    lengths: "NDArray[np.float64]"
    lacking: "NDArray[np.float64]"


def _side(reading: "VersionReading") -> _Side:
    import numpy as np

    rarity = _rarity(reading.marks)
    lengths = [len(segment.clean) for segment in reading.article.segments]
    lacking = [_weigh(marks, rarity) for marks in reading.marks]
    return _Side(reading.marks, rarity, np.array(lengths, dtype=float), np.array(lacking))


def _rarity(marks: Sequence[Sequence[Mark]]) -> dict[str, float]:
    """Return for each key how much it tells segments apart: 1 when it stands in one, near 0 in all."""
    counts = Counter(key for segment in marks for key in {key for mark in segment for key in mark.keys})
    whole = math.log(len(marks) + 1)
    return {key: math.log((len(marks) + 1) / count) / whole for key, count in counts.items()}


def _weigh(marks: Iterable[Mark], rarity: dict[str, float]) -> list[float]:
    weights = dict.fromkeys(_LACKING, 0.0)
    for mark in marks:
        group = group_of(mark)
        if group != "sound":
            weights[group] += _weight(mark, rarity)
    return list(weights.values())


def _weight(mark: Mark, rarity: dict[str, float]) -> float:
    return max(rarity[key] for key in mark.keys)


class Evidence:
    """What speaks for segments of one article saying the same as segments of another.

    Args:
        left: One version.
        right: Another one.
    """

    def __init__(self, left: "VersionReading", right: "VersionReading") -> None:
        self._left, self._right = _side(left), _side(right)
        self.shape = (len(left.marks), len(right.marks))
        self._by_key = _places(right.marks)

    def row(self, left: int) -> "NDArray[np.float64]":
        """Return the log-odds that segment `left` and each segment of the right say the same."""
        import numpy as np

        shared = np.zeros((self.shape[1], len(_GROUPS)))
        found = np.zeros((self.shape[1], len(_LACKING)))
        for right in self._candidates(left):
            shared[right], found[right] = self._compare(self._left.marks[left], self._right.marks[right])
        lacking = self._left.lacking[left] + self._right.lacking - found
        return _log_odds(shared, lacking, self._left.lengths[left], self._right.lengths)

    def group(self, lefts: Sequence[int], rights: Sequence[int]) -> float:
        """Return the log-odds that some segments, taken together, say the same as some of the other side."""
        import numpy as np

        marks = [mark for at in lefts for mark in self._left.marks[at]]
        others = [mark for at in rights for mark in self._right.marks[at]]
        shared, found = self._compare(marks, others)
        lacking = self._left.lacking[list(lefts)].sum(0) + self._right.lacking[list(rights)].sum(0)
        lengths = self._left.lengths[list(lefts)].sum(), self._right.lengths[list(rights)].sum()
        odds = _log_odds(np.array([shared]), np.array([lacking]) - found, lengths[0], np.array([lengths[1]]))
        return float(odds[0])

    def _candidates(self, left: int) -> list[int]:
        """Return the segments of the right that share a key with one of the left."""
        keys = {key for mark in self._left.marks[left] for key in mark.keys}
        return sorted({place for key in keys for place in self._by_key.get(key, ())})

    def _compare(self, lefts: Sequence[Mark], rights: Sequence[Mark]) -> tuple[list[float], list[float]]:
        """Return per group what is shared, and what of `lacking` is thereby found."""
        shared = dict.fromkeys(_GROUPS, 0.0)
        found = dict.fromkeys(_GROUPS, 0.0)
        for left, right in matched(lefts, rights):
            one, two = _weight(left, self._left.rarity), _weight(right, self._right.rarity)
            shared[_common_group(left, right)] += min(one, two)
            found[group_of(left)] += one
            found[group_of(right)] += two
        return list(shared.values()), [found[group] for group in _LACKING]


_TOO_MANY = 200
"""Segments with one key beyond which it is not looked up: it tells nothing apart, and the cost stays linear."""


def _places(marks: Sequence[Sequence[Mark]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, segment in enumerate(marks):
        for key in {key for mark in segment for key in mark.keys}:
            places.setdefault(key, []).append(at)
    return {key: found for key, found in places.items() if len(found) <= _TOO_MANY}


def _common_group(left: Mark, right: Mark) -> Group:
    """Return what a pair of marks counts as: a name on one side makes it one."""
    groups = group_of(left), group_of(right)
    if groups[0] in ("word", "sound"):
        return "sound" if "sound" in groups and groups[1] != "name" else groups[1]
    return groups[0]


def _log_odds(
    shared: "NDArray[np.float64]",
    lacking: "NDArray[np.float64]",
    length: float,
    lengths: "NDArray[np.float64]",
) -> "NDArray[np.float64]":
    import numpy as np

    apart = np.abs(np.log((lengths + _SLACK) / (length + _SLACK)))
    columns = np.hstack(
        [np.log1p(_STEEP * shared), np.log1p(_STEEP * np.maximum(lacking, 0)), apart[:, None]]
    )
    return np.asarray(columns @ np.array(SAME.values) + SAME.constant)
