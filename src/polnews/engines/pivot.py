"""An engine that goes through other languages: the same protocol over the pairs of another engine."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from polnews.engines.base import DecodeOptions, Rendering, TranslationEngine
from polnews.errors import ModelNotFoundError
from polnews.languages import Pair
from polnews.models.package import version_key

__all__ = ["PivotEngine", "nearest_missing"]

_MOST_HOPS = 3
"""Every hop adds its own errors; Argos' packages meet in English, so two are enough nearly always."""

Version = tuple[tuple[int, str], ...]


class PivotEngine:
    """Serves every pair another engine leads to, by the fewest hops, then by the newest packages.

    Args:
        engine: The engine that does each hop. Its name becomes this one's.

    >>> from polnews.testing import FakeEngine
    >>> pivot = PivotEngine(FakeEngine("de-en", "en-it"))
    >>> pivot.route(Pair("de", "it"))
    ('de', 'en', 'it')
    """

    def __init__(self, engine: TranslationEngine) -> None:
        self.engine = engine
        self.name = engine.name

    def pairs(self) -> frozenset[Pair]:
        """Return every pair that can be reached, the direct ones included."""
        direct = self.engine.pairs()
        sources = {pair.source for pair in direct}
        return frozenset(
            Pair(source, tags[-1])
            for source in sources
            for tags in _reached(source, direct)
            if tags[-1] != source
        )

    def route(self, pair: Pair) -> tuple[str, ...]:
        """Return the languages from source to target.

        Raises:
            ModelNotFoundError: No route of at most three hops leads there; the message names what is missing.
        """
        direct = self.engine.pairs()
        found = [tags for tags in _reached(pair.source, direct) if tags[-1] == pair.target]
        if not found:
            raise ModelNotFoundError(no_route(pair, direct))
        return min(found, key=lambda tags: (len(tags), self._age(tags), tags))

    def translate(self, texts: Sequence[str], pair: Pair, *, options: DecodeOptions) -> list[Rendering]:
        """Translate hop by hop, each hop in one batch.

        Returns:
            One Rendering per text. Its score is the sum over the hops, None when a hop gave none; cut in one
            hop is cut.

        Raises:
            ModelNotFoundError: No route leads from source to target.
            EngineError: The engine failed in a hop.
        """
        renderings = [Rendering(text, 0.0) for text in texts]
        for source, target in pairwise(self.route(pair)):
            said = [rendering.text for rendering in renderings]
            step = self.engine.translate(said, Pair(source, target), options=options)
            renderings = [_chained(one, two) for one, two in zip(renderings, step, strict=True)]
        return renderings

    def signature(self, pair: Pair) -> Mapping[str, str]:
        """Return the signatures of all hops.

        Raises:
            ModelNotFoundError: No route leads from source to target.
        """
        parts: dict[str, str] = {}
        for source, target in pairwise(self.route(pair)):
            parts.update(self.engine.signature(Pair(source, target)))
        return parts

    def _age(self, tags: Sequence[str]) -> tuple[tuple[tuple[int, str], ...], ...]:
        """Return what sorts newer packages first; engines without versions are all of one age."""
        version = getattr(self.engine, "version", None)
        if version is None:
            return ()
        hops = [version_key(version(Pair(source, target))) for source, target in pairwise(tags)]
        return tuple(tuple((-number, text) for number, text in hop) for hop in sorted(hops))


def _chained(before: Rendering, after: Rendering) -> Rendering:
    known = before.score is not None and after.score is not None
    score = (before.score or 0.0) + (after.score or 0.0) if known else None
    return Rendering(after.text, score, before.cut or after.cut)


def _reached(source: str, direct: Iterable[Pair]) -> list[tuple[str, ...]]:
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
        tags for tags in _reached(pair.source, pairs) if pair.target not in tags and len(tags) <= _MOST_HOPS
    ]
    heads = [(Pair(tags[-1], pair.target), (*tags, pair.target)) for tags in onward]
    back = [Pair(known.target, known.source) for known in pairs]
    tails = [tuple(reversed(tags)) for tags in _reached(pair.target, back) if pair.source not in tags]
    ends = [(Pair(pair.source, tags[0]), (pair.source, *tags)) for tags in tails if len(tags) <= _MOST_HOPS]
    return min(heads + ends, key=lambda found: (len(found[1]), "en" not in found[1], found[1]), default=None)


def no_route(pair: Pair, direct: Iterable[Pair]) -> str:
    """Return the message for a pair no installed model leads to: what is there, and what to type.

    >>> no_route(Pair("de", "it"), [])
    'No model translates de-it. Installed pairs: none. Install one with: polnews models install de-it'
    """
    pairs = sorted(set(direct))
    have = ", ".join(map(str, pairs)) or "none"
    text = f"No model translates {pair}. Installed pairs: {have}. "
    nearest = nearest_missing(pair, pairs)
    if nearest is None:
        return f"{text}Install one with: polnews models install {pair}"
    missing, tags = nearest
    nearest_route = f"Nearest route: {'-'.join(tags)}, which lacks {missing}."
    return f"{text}{nearest_route} Install it with: polnews models install {missing}"
