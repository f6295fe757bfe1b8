"""An engine that goes through other languages: the same protocol over the pairs of another engine."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from polnews.engines.base import DecodeOptions, Rendering, TranslationEngine
from polnews.languages import Pair
from polnews.models.routes import best_route, reached

__all__ = ["PivotEngine"]


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
            for tags in reached(source, direct)
            if tags[-1] != source
        )

    def route(self, pair: Pair) -> tuple[str, ...]:
        """Return the languages from source to target.

        Raises:
            ModelNotFoundError: No route of at most three hops leads there; the message names what is missing.
        """
        return best_route(pair, self.engine.pairs(), getattr(self.engine, "version", None))

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


def _chained(before: Rendering, after: Rendering) -> Rendering:
    known = before.score is not None and after.score is not None
    score = (before.score or 0.0) + (after.score or 0.0) if known else None
    return Rendering(after.text, score, before.cut or after.cut)
