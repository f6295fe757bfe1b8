"""What an engine is: it turns segments of one language pair into segments of the other, offline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from polnews.languages import Pair

__all__ = ["DecodeOptions", "Rendering", "TranslationEngine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeOptions:
    """How an engine searches for its output. Engines ignore what they do not have.

    Attributes:
        beam: Hypotheses kept while decoding, at least 1; 1 is greedy and fastest. 4 is Argos Translate's own.
        reproducible: Decode so that any batching of the same texts gives the same bytes; slower.
    """

    beam: int = 4
    reproducible: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """One translated segment.

    Attributes:
        text: The translation; never blank for a text that is not blank.
        score: Mean log-probability per output token, at most 0; None when the engine gives none.
        cut: The engine reached its length limit before the sentence ended.
    """

    text: str
    score: float | None = None
    cut: bool = False


class TranslationEngine(Protocol):
    """Translates segments of one language pair. Implementations load models on first use, not on creation."""

    name: str
    """Registry key, lower case, e.g. "argos"."""

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs usable now, offline. Empty when no model is installed."""

    def translate(self, texts: Sequence[str], pair: Pair, *, options: DecodeOptions) -> list[Rendering]:
        """Return one Rendering per text, same order and length.

        Raises:
            ModelNotFoundError: `pair` is not in `pairs()`.
            EngineError: The back end failed.
        """

    def signature(self, pair: Pair) -> Mapping[str, str]:
        """Return everything that can change the output of this pair: package digest, versions, options fixed by it."""
