"""Routes from language to language over the pairs there are."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from polnews.errors import ModelNotFoundError
from polnews.languages import Pair
from polnews.models.package import version_key

__all__ = ["best_route", "nearest_missing", "no_route", "reached"]

_MOST_HOPS = 3
"""Every hop adds its own errors; Argos' packages meet in English, so two are enough nearly always."""


def best_route(
    pair: Pair, direct: Iterable[Pair], version: Callable[[Pair], str] | None = None
) -> tuple[str, ...]:
    """Return the languages from source to target: the fewest hops, then the newest packages.

    Args:
        pair: Source and target.
        direct: The pairs there are.
        version: The version of the package that serves a pair; without it all are of one age.

    Raises:
        ModelNotFoundError: No route of at most three hops leads there; the message names what is missing.
    """
    pairs = frozenset(direct)
    found = [tags for tags in reached(pair.source, pairs) if tags[-1] == pair.target]
    if not found:
        raise ModelNotFoundError(no_route(pair, pairs))
    return min(found, key=lambda tags: (len(tags), _age(tags, version), tags))


def _age(
    tags: Sequence[str], version: Callable[[Pair], str] | None
) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Return what sorts routes of newer packages first; the oldest package of a route counts first."""
    if version is None:
        return ()
    hops = sorted(version_key(version(Pair(source, target))) for source, target in pairwise(tags))
    return tuple(tuple((-number, text) for number, text in hop) for hop in hops)


def reached(source: str, direct: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Return every route without loops from a language, shortest first."""
    onward: dict[str, list[str]] = {}
    for pair in sorted(direct):
        onward.setdefault(pair.source, []).append(pair.target)
    routes: list[tuple[str, ...]] = []
    ends: list[tuple[str, ...]] = [(source,)]
    for _ in range(_MOST_HOPS):
        ends = [(*tags, target) for tags in ends for target in onward.get(tags[-1], []) if target not in tags]
        routes += ends
    return routes


def nearest_missing(pair: Pair, direct: Iterable[Pair]) -> tuple[Pair, tuple[str, ...]] | None:
    """Return the one pair whose installation completes the shortest route, with that route.

    None when one is not enough. Routes through English come first, for there Argos' packages meet.

    >>> nearest_missing(Pair("bg", "it"), [Pair("bg", "en"), Pair("de", "en")])
    (Pair(source='en', target='it'), ('bg', 'en', 'it'))
    """
    pairs = list(direct)
    onward = [
        tags for tags in reached(pair.source, pairs) if pair.target not in tags and len(tags) <= _MOST_HOPS
    ]
    heads = [(Pair(tags[-1], pair.target), (*tags, pair.target)) for tags in onward]
    back = [Pair(known.target, known.source) for known in pairs]
    tails = [tuple(reversed(tags)) for tags in reached(pair.target, back) if pair.source not in tags]
    ends = [(Pair(pair.source, tags[0]), (pair.source, *tags)) for tags in tails if len(tags) <= _MOST_HOPS]
    return min(heads + ends, key=lambda found: (len(found[1]), "en" not in found[1], found[1]), default=None)


def no_route(pair: Pair, direct: Iterable[Pair], starter: Iterable[Pair] = ()) -> str:
    """Return the message for a pair no installed model leads to: what is there, and what to type.

    Args:
        pair: What was asked for.
        direct: The pairs of installed models.
        starter: What the starter model translates; nothing leads on from there.

    >>> no_route(Pair("de", "it"), [])
    'No model translates de-it. Installed pairs: none. Install one with: polnews models install de-it'
    """
    pairs = sorted(set(direct))
    have = ", ".join(map(str, pairs)) or "none"
    if rough := ", ".join(map(str, sorted(starter))):
        have += f"; the starter model has {rough}"
    text = f"No model translates {pair}. Installed pairs: {have}. "
    nearest = nearest_missing(pair, pairs)
    if nearest is None:
        return f"{text}Install one with: polnews models install {pair}"
    missing, tags = nearest
    nearest_route = f"Nearest route: {'-'.join(tags)}, which lacks {missing}."
    return f"{text}{nearest_route} Install it with: polnews models install {missing}"
