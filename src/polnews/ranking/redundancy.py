"""Choosing sentences so that a brief does not repeat itself: maximal marginal relevance at linear cost.

Source: Carbonell and Goldstein 1998, "The use of MMR". A sentence is worth its score less `penalty` times
its cosine to the nearest sentence already taken. Only sentences that share a word are compared, and words
that stand in very many sentences tell nothing, so the cost of a choice does not grow with the article.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["by_marginal_relevance"]

# A word in more sentences than this is left out of the comparison. In articles of fewer sentences nothing is
# left out.
_SENTENCES_A_WORD = 64

# Cosine from which a sentence says what another has said: the same content words, each as often.
_SAME = 0.999


def by_marginal_relevance(
    scores: Sequence[float], weights: Sequence[Mapping[str, float]], *, penalty: float
) -> Iterator[int]:
    """Yield positions in the order in which they are worth taking; repeats of one already taken never come.

    Args:
        scores: One score per sentence; higher is better.
        weights: One vector of unit length per sentence, as word to weight.
        penalty: What a sentence loses that equals one already taken; 0 orders by score alone, save for
            repeats.

    >>> list(by_marginal_relevance([3, 2.9, 1], [{"a": 1}, {"a": 1}, {"b": 1}], penalty=1))
    [0, 2]
    """
    postings = _postings(weights)
    nearest = [0.0] * len(scores)
    queue = [(-float(score), place) for place, score in enumerate(scores)]
    heapq.heapify(queue)
    while queue:
        worth, place = heapq.heappop(queue)
        if nearest[place] >= _SAME:
            continue
        now = -scores[place] + penalty * nearest[place]
        if now > worth:  # it came nearer to what was taken since it was queued
            heapq.heappush(queue, (now, place))
            continue
        yield place
        for other, cosine in _cosines(weights[place], postings).items():
            nearest[other] = max(nearest[other], cosine)


def _postings(weights: Sequence[Mapping[str, float]]) -> dict[str, list[tuple[int, float]]]:
    postings: dict[str, list[tuple[int, float]]] = {}
    for place, vector in enumerate(weights):
        for word, weight in vector.items():
            postings.setdefault(word, []).append((place, weight))
    return postings


def _cosines(
    vector: Mapping[str, float], postings: Mapping[str, list[tuple[int, float]]]
) -> dict[int, float]:
    cosines: dict[int, float] = {}
    for word, weight in vector.items():
        found = postings[word]
        if len(found) <= _SENTENCES_A_WORD:
            for place, other in found:
                cosines[place] = cosines.get(place, 0.0) + weight * other
    return cosines
