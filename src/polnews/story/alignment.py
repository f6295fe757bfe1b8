"""Which segments of two versions say the same: a best path through the texts, then what stands elsewhere.

Evidence decides about each pair by itself; how well the two texts run in parallel, which the evidence shows too,
decides how much the order counts. Two independent articles have no common order, so nothing is paired for its place.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from polnews.languages import base_language
from polnews.story.anchors import shared_anchors
from polnews.story.evidence import Evidence, Overlap, Vectors
from polnews.story.paths import Order, Step, best_path, log_odds
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
# What a segment told in two, or two that changed places, cost in log-odds: each is about one in twenty.
_RARE = 3.0
# What a segment left out before a pair costs, beside the pair following directly.
_GAP = 1.5
# How far on the next pair may be, on the right, for the two texts to be in the same order; neighbours change places.
_NEAR = range(-1, 4)
# Segments a segment could be paired with where the weights were fitted: an article has about a dozen.
_CHOICE = 12
# Pairs taken for found where none is, so that two single sentences need something in common; and the chance beyond
# which no version is taken for the other's translation, however well they fit.
_DOUBT = 0.25
_SURE = 0.99
# The values below were chosen on the articles def and eco and the development rewrites (tried: steps of 0.5).
# Log-odds added to a pair off the path when half of the shorter version is found again, and at most.
_RELATED = 1.5
_RELATED_MOST = 2.0
# Share of common names and figures from which two articles may be about one event, and how much a smaller one counts.
# On the articles fitted on, unrelated ones share 0.06 (median; at most 0.23), rewrites and translations 0.54 and more.
_KIN = 0.35
_STRANGE = 1.5
# Log-odds that a pair off the path must have, and a second segment that joins one.
_LIKELY = 0.0
_JOINS = 0.5


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
        known: Translations that exist anyway; one of either side into the language of the other is used.

    Returns:
        Links in reading order of the left version; a segment stands in one link at most.
    """
    pairs = _Pairs(_evidence(left, right, encoder, known))
    order = _order(pairs)
    found = [*_uncrossed(best_path(list(_steps(pairs)), order))]
    found = pairs.worded([*found, *_Leftovers(pairs, found).pair()])
    return tuple(_link(left, right, one) for one in sorted(found, key=lambda one: (one.lefts, one.rights)))


# --- evidence ---


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


_Odds = list[dict[int, float]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A link in the making."""

    lefts: tuple[int, ...]
    rights: tuple[int, ...]
    odds: float
    kind: LinkKind = "same"


class _Pairs:
    """The log-odds of all pairs that are not hopeless, for the same sentence and for the same fact."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._same = weights_for("same", evidence.names)
        self._wording = weights_for("wording", evidence.names)
        fact = weights_for("fact", evidence.names)
        self.shape = evidence.shape
        self.strange = _STRANGE * min(0.0, log_odds(evidence.related) - log_odds(_KIN))
        self.same: _Odds = []
        self.fact: _Odds = []
        for left in range(evidence.shape[0]):
            row = evidence.row(left)
            self.same.append(_kept(self._same.odds(row)))
            self.fact.append(_kept(fact.odds(row)))

    def group(self, lefts: tuple[int, ...], rights: tuple[int, ...]) -> float:
        """Return the log-odds that segments taken together are one sentence, told in two."""
        return float(self._same.odds(self._evidence.group(lefts, rights))) - _RARE

    def worded(self, found: list[_Found]) -> list[_Found]:
        """Tell the same sentence from the same fact in other words.

        Each link is judged by itself and by the others: a version is mostly a translation, or mostly told anew. In a
        translation an unlikely link stands for the place between its neighbours; told anew it stands for nothing.
        """
        own = [float(self._wording.odds(self._evidence.group(one.lefts, one.rights))) for one in found]
        common = sum(own) / len(own) if own else 0.0
        return [
            replace(one, kind="same" if odds + common > 0 else "fact")
            for one, odds in zip(found, own, strict=True)
            if common > 0 or one.odds > 0
        ]


def _kept(odds: "NDArray[np.float64]") -> dict[int, float]:
    return {int(right): float(odds[right]) for right in (odds > _HOPELESS).nonzero()[0]}


# --- order ---


def _order(pairs: _Pairs) -> Order:
    """Measure how far the two texts run in parallel, by the pairs that are each other's best."""
    mutual = _mutual(pairs.same)
    follows = sum(after[1] - before[1] in _NEAR for before, after in pairwise(mutual))
    common = _common(mutual, pairs.shape)
    ordered = (follows + 0.5) / max(len(mutual), 1)
    chance = min(common * ordered, _SURE)
    follows_directly = math.log(_CHOICE) + log_odds(chance) + pairs.strange
    return Order(follows_directly, follows_directly - _GAP, min(0.0, log_odds(common)) + pairs.strange)


def _common(mutual: Sequence[tuple[int, int]], shape: tuple[int, int]) -> float:
    """Return how much of the shorter version the other holds, above 0 and below 1."""
    return min((len(mutual) + _DOUBT) / (min(shape) + 1), _SURE)


def _mutual(odds: _Odds) -> list[tuple[int, int]]:
    """Return the pairs that count as found and are each other's best, by the left."""
    best: dict[int, tuple[float, int]] = {}
    for left, row in enumerate(odds):
        for right, value in row.items():
            best[right] = max(best.get(right, (-math.inf, 0)), (value, -left))
    found = []
    for left, row in enumerate(odds):
        right = max(row, key=lambda at: (row[at], -at), default=-1)
        if right >= 0 and row[right] >= _FOUND and best[right] == (row[right], -left):
            found.append((left, right))
    return found


def _steps(pairs: _Pairs) -> Iterator[Step]:
    """Return every piece a path may be made of."""
    for left, row in enumerate(pairs.same):
        below = pairs.same[left + 1] if left + 1 < len(pairs.same) else {}
        for right in _doubled(row, pairs.shape[1]):
            yield Step(left, left + 1, right, right + 2, pairs.group((left,), (right, right + 1)))
        for right, odds in row.items():
            yield Step(left, left + 1, right, right + 1, odds)
            if left + 1 < len(pairs.same):
                yield Step(left, left + 2, right, right + 1, pairs.group((left, left + 1), (right,)))
            if left > 0 and right not in pairs.same[left - 1]:
                yield Step(left - 1, left + 1, right, right + 1, pairs.group((left - 1, left), (right,)))
            if right - 1 in below and min(odds, below[right - 1]) > 0:
                crossed = odds + below[right - 1] - _RARE
                yield Step(left, left + 2, right - 1, right + 1, crossed, crossed=True)


def _doubled(row: Iterable[int], count: int) -> list[int]:
    """Return where two neighbours start of which one, at least, is likely by itself."""
    return sorted({at for right in row for at in (right - 1, right) if 0 <= at < count - 1})


def _uncrossed(path: Sequence[Step]) -> Iterator[_Found]:
    """Part two segments that changed places into their two links."""
    for step in path:
        if step.crossed:
            yield _Found((step.left,), (step.right + 1,), step.odds / 2)
            yield _Found((step.left + 1,), (step.right,), step.odds / 2)
        else:
            lefts = tuple(range(step.left, step.left_end))
            yield _Found(lefts, tuple(range(step.right, step.right_end)), step.odds)


# --- off the path ---


class _Leftovers:
    """Pairs what the path left over, best first: what stands elsewhere, or is told in other words."""

    def __init__(self, pairs: _Pairs, path: Sequence[_Found]) -> None:
        self._pairs = pairs
        self._lefts = {left for one in path for left in one.lefts}
        self._rights = {right for one in path for right in one.rights}
        self._found: list[_Found] = []

    def pair(self) -> list[_Found]:
        """Return the links found."""
        for odds, left, right in self._candidates():
            taken = left in self._lefts, right in self._rights
            if not any(taken):
                self._found.append(_Found((left,), (right,), odds))
            elif all(taken) or odds <= _JOINS or not self._join(left, right):
                continue
            self._lefts.add(left)
            self._rights.add(right)
        return self._found

    def _candidates(self) -> list[tuple[float, int, int]]:
        common = _common(_mutual(self._pairs.fact), self._pairs.shape)
        prior = min(_RELATED_MOST, log_odds(common) + _RELATED) + self._pairs.strange
        pairs = (
            (max(odds, same.get(right, _HOPELESS)) + prior, left, right)
            for left, (fact, same) in enumerate(zip(self._pairs.fact, self._pairs.same, strict=True))
            for right, odds in fact.items()
        )
        return sorted((pair for pair in pairs if pair[0] > _LIKELY), key=lambda pair: (-pair[0], pair[1:]))

    def _join(self, left: int, right: int) -> bool:
        """Add the free one of two segments to the link of the other, where that is a plain pair."""
        for number, one in enumerate(self._found):
            if len(one.lefts) == len(one.rights) == 1 and (left in one.lefts or right in one.rights):
                lefts, rights = {*one.lefts, left}, {*one.rights, right}
                self._found[number] = replace(one, lefts=tuple(sorted(lefts)), rights=tuple(sorted(rights)))
                return True
        return False


def _link(left: "VersionReading", right: "VersionReading", found: _Found) -> Link:
    marks = [mark for at in found.lefts for mark in left.marks[at]]
    others = [mark for at in found.rights for mark in right.marks[at]]
    score = round(1 / (1 + math.exp(-found.odds)), 4)
    return Link(found.lefts, found.rights, found.kind, score, shared_anchors(marks, others))
