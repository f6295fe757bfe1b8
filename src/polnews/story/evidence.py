"""How much speaks for two segments saying the same: shared marks, what one side lacks, length, vectors.

Everything is counted into a few features; what each weighs is in `weights`.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from polnews.story.anchors import SOUNDS, Mark, lookup, matched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from polnews.story.reading import VersionReading

__all__ = ["FEATURES", "NEARNESS", "OVERLAP", "Evidence", "Overlap", "Vectors"]

Group = Literal["figure", "small", "name", "country", "word", "sound"]
"""What a mark counts as: figures and addresses; numbers that any text has; names; countries; words known in both
languages; words that only sound alike."""

_GROUPS: tuple[Group, ...] = ("figure", "small", "name", "country", "word", "sound")
_LACKING: tuple[Group, ...] = _GROUPS[:5]  # a word that merely sounds like nothing over there says nothing
_SMALL = 12
"""Numbers up to a dozen are also words for "a", "both" or "first", and stand in many sentences."""

FEATURES = (
    *(f"shared {group}" for group in _GROUPS),
    *(f"lacking {group}" for group in _LACKING),
    "replaced",
    "length",
)
"""What speaks for or against a pair: `shared` and `lacking` grow with the weight of the marks, `replaced` with the
figures that both sides lack of one another, of the same unit; `length` is the logarithm of the ratio of lengths."""

NEARNESS = ("nearness", "margin")
"""With vectors: cosine after centring, and how far it stands out among the neighbours of both."""

OVERLAP = ("overlap",)
"""With a common language: share of common words."""

# A tenth of a short heading more or less is no difference in length.
_SLACK = 10
# How soon more of the same adds little: the first rare mark counts 1.4, four of them 2.6.
_STEEP = 3
# Neighbours that a pair must stand out from: Artetxe and Schwenk 2019, "Margin-based parallel corpus mining".
_NEIGHBOURS = 4
# Sentences needed for their mean to be that of the language and subject.
_ENOUGH = 4
# Stands for a length of zero, which cannot be divided by.
_NOTHING = 1e-9


def group_of(mark: Mark) -> Group:
    """Return what a mark counts as."""
    if mark.kind in ("amount", "number"):
        number = mark.value.partition(" ")[0]
        return "small" if number.isdigit() and int(number) <= _SMALL else "figure"
    if mark.kind in ("date", "address"):
        return "figure"
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


class Vectors:
    """How near the sentences of two versions are.

    Raw cosines mislead, since sentences of one language and subject are all near each other: what all sentences of a
    side have in common is taken away first.

    Args:
        left: One vector per segment of the left, shape [segments, dimension].
        right: The same for the right.
    """

    def __init__(self, left: "NDArray[np.float32]", right: "NDArray[np.float32]") -> None:
        import numpy as np

        self._left, self._right = _centred(left, right), _centred(right, left)
        self._near = self._left @ self._right.T
        self._here = np.sort(self._near, axis=1)[:, -_NEIGHBOURS:].mean(1)
        self._there = np.sort(self._near, axis=0)[-_NEIGHBOURS:].mean(0)

    def row(self, left: int) -> "NDArray[np.float64]":
        """Return nearness and margin of a segment of the left beside each of the right: shape [right, 2]."""
        import numpy as np

        near = self._near[left]
        return np.column_stack([near, near - (self._here[left] + self._there) / 2])

    def group(self, lefts: Sequence[int], rights: Sequence[int]) -> "NDArray[np.float64]":
        """Return nearness and margin of segments taken together, by the sums of their vectors."""
        import numpy as np

        one, two = self._left[list(lefts)].sum(0), self._right[list(rights)].sum(0)
        near = float(one @ two / max(float(np.linalg.norm(one) * np.linalg.norm(two)), _NOTHING))
        around = (self._here[list(lefts)].mean() + self._there[list(rights)].mean()) / 2
        return np.array([near, near - around])


def _centred(vectors: "NDArray[np.float32]", others: "NDArray[np.float32]") -> "NDArray[np.float64]":
    import numpy as np

    whole = vectors if len(vectors) >= _ENOUGH else np.vstack([vectors, others])
    moved = vectors.astype(float) - whole.astype(float).mean(0)
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), _NOTHING))


class Overlap:
    """How many words the segments of two versions share, in one language; rare words count more.

    Args:
        left: The words of each segment of the left.
        right: Those of the right.
    """

    def __init__(self, left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> None:
        self._left, self._right = [frozenset(words) for words in left], [frozenset(words) for words in right]
        counts = Counter(word for words in (*self._left, *self._right) for word in words)
        whole = math.log(len(left) + len(right) + 1)
        self._weights = {word: 1 - math.log(count) / whole for word, count in counts.items()}

    def row(self, left: int) -> "NDArray[np.float64]":
        """Return the share of common words of a segment of the left and each of the right, in [0, 1]."""
        import numpy as np

        return np.array([self._share(self._left[left], words) for words in self._right])

    def group(self, lefts: Sequence[int], rights: Sequence[int]) -> float:
        """Return the share of common words of segments taken together."""
        here = frozenset[str]().union(*(self._left[at] for at in lefts))
        return self._share(here, frozenset[str]().union(*(self._right[at] for at in rights)))

    def _share(self, here: frozenset[str], there: frozenset[str]) -> float:
        whole = self._sum(here) + self._sum(there)
        return 2 * self._sum(here & there) / whole if whole else 0.0

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self._weights[word] for word in sorted(words))


class Evidence:
    """What speaks for segments of one article saying the same as segments of another.

    Args:
        left: One version.
        right: Another one.
        vectors: How near their sentences are, when an encoder says so.
        overlap: How many words they share, when they can be had in one language.
    """

    def __init__(
        self,
        left: "VersionReading",
        right: "VersionReading",
        vectors: Vectors | None = None,
        overlap: Overlap | None = None,
    ) -> None:
        self._left, self._right = _side(left), _side(right)
        self.shape = (len(left.marks), len(right.marks))
        self._by_key = _places(right.marks)
        self._lookups = [lookup(marks) for marks in right.marks]
        self._vectors = vectors
        self._overlap = overlap

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns of `row`."""
        return (
            FEATURES
            + (() if self._vectors is None else NEARNESS)
            + (() if self._overlap is None else OVERLAP)
        )

    @property
    def related(self) -> float:
        """The share of the names and figures of the version with fewer that the other names too, in (0, 1)."""
        here, there = _distinct(self._left.marks), _distinct(self._right.marks)
        return (len(matched(here, there)) + 0.25) / (min(len(here), len(there)) + 1)

    def row(self, left: int) -> "NDArray[np.float64]":
        """Return the features of segment `left` beside each segment of the right: shape [right, names]."""
        import numpy as np

        shared = np.zeros((self.shape[1], len(_GROUPS)))
        found = np.zeros((self.shape[1], len(_LACKING)))
        replaced = np.zeros(self.shape[1])
        for right in self._candidates(left):
            marks, others = self._left.marks[left], self._right.marks[right]
            pairs = matched(marks, others, self._lookups[right])
            shared[right], found[right] = self._compare(pairs)
            replaced[right] = _replaced(marks, others, pairs)
        lacking = self._left.lacking[left] + self._right.lacking - found
        columns = [_counted(shared, lacking, replaced, self._left.lengths[left], self._right.lengths)]
        if self._vectors is not None:
            columns.append(self._vectors.row(left))
        if self._overlap is not None:
            columns.append(self._overlap.row(left)[:, None])
        return np.hstack(columns)

    def group(self, lefts: Sequence[int], rights: Sequence[int]) -> "NDArray[np.float64]":
        """Return the features of some segments, taken together, beside some of the other side, taken together."""
        import numpy as np

        marks = [mark for at in lefts for mark in self._left.marks[at]]
        others = [mark for at in rights for mark in self._right.marks[at]]
        pairs = matched(marks, others)
        shared, found = self._compare(pairs)
        replaced = np.array([_replaced(marks, others, pairs)])
        lacking = self._left.lacking[list(lefts)].sum(0) + self._right.lacking[list(rights)].sum(0) - found
        length, lengths = self._left.lengths[list(lefts)].sum(), self._right.lengths[list(rights)].sum()
        columns = [_counted(np.array([shared]), lacking[None, :], replaced, length, np.array([lengths]))[0]]
        if self._vectors is not None:
            columns.append(self._vectors.group(lefts, rights))
        if self._overlap is not None:
            columns.append(np.array([self._overlap.group(lefts, rights)]))
        return np.concatenate(columns)

    def _candidates(self, left: int) -> list[int]:
        """Return the segments of the right worth comparing mark by mark.

        They share a key that not too many have, or stand where a translation would.
        """
        keys = {key for mark in self._left.marks[left] for key in mark.keys}
        found = {place for key in keys for place in self._by_key.get(key, ())}
        middle = left * self.shape[1] // self.shape[0]
        found.update(range(max(0, middle - _BAND), min(self.shape[1], middle + _BAND + 1)))
        return sorted(found)

    def _compare(self, pairs: Iterable[tuple[Mark, Mark]]) -> tuple[list[float], list[float]]:
        """Return per group what is shared, and what of `lacking` is thereby found."""
        shared = dict.fromkeys(_GROUPS, 0.0)
        found = dict.fromkeys(_GROUPS, 0.0)
        for left, right in pairs:
            one, two = _weight(left, self._left.rarity), _weight(right, self._right.rarity)
            shared[_common_group(left, right)] += min(one, two)
            found[group_of(left)] += one
            found[group_of(right)] += two
        return list(shared.values()), [found[group] for group in _LACKING]


def _distinct(marks: Sequence[Sequence[Mark]]) -> list[Mark]:
    """Return each name and figure once: those that articles about other events seldom share."""
    found = {
        mark.value: mark for segment in marks for mark in segment if group_of(mark) in ("figure", "name")
    }
    return list(found.values())


def _replaced(lefts: Sequence[Mark], rights: Sequence[Mark], pairs: Sequence[tuple[Mark, Mark]]) -> int:
    """Count the figures of one unit that each side has and the other has not: 5 million euros, 7 million euros."""
    here = _units(lefts) - _units(left for left, _ in pairs)
    there = _units(rights) - _units(right for _, right in pairs)
    return sum((here & there).values())


def _units(marks: Iterable[Mark]) -> Counter[str]:
    return Counter(
        f"{mark.kind} {mark.value.partition(' ')[2]}"
        for mark in marks
        if group_of(mark) in ("figure", "small")
    )


_MANY = 24
"""Segments with one key beyond which it finds no candidates: it tells little apart, and the cost stays linear."""

_BAND = 12
"""Segments on either side of where a translation would stand that are always compared."""


def _places(marks: Sequence[Sequence[Mark]]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, segment in enumerate(marks):
        for key in {key for mark in segment for key in mark.keys}:
            places.setdefault(key, []).append(at)
    return {key: found for key, found in places.items() if len(found) <= _MANY}


def _common_group(left: Mark, right: Mark) -> Group:
    """Return what a pair of marks counts as: a name on one side makes it one."""
    groups = group_of(left), group_of(right)
    if groups[0] in ("word", "sound"):
        return "sound" if "sound" in groups and groups[1] != "name" else groups[1]
    return groups[0]


def _counted(
    shared: "NDArray[np.float64]",
    lacking: "NDArray[np.float64]",
    replaced: "NDArray[np.float64]",
    length: float,
    lengths: "NDArray[np.float64]",
) -> "NDArray[np.float64]":
    import numpy as np

    apart = np.abs(np.log((lengths + _SLACK) / (length + _SLACK)))
    counts = [np.log1p(_STEEP * part) for part in (shared, np.maximum(lacking, 0), replaced[:, None])]
    return np.hstack([*counts, apart[:, None]])
