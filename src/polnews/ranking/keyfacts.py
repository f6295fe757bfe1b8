"""The key-facts ranker: a weighted sum of features, one set of weights for all languages.

The weights are data, in `keyfacts.json`, fitted by `scripts/fit_keyfacts.py` on dev articles and written
there with the digest of that corpus and the cross-validated score.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from polnews.ranking.features import Sentence, features_of
from polnews.ranking.values import Scored

__all__ = ["Weights", "rate", "weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted.

    Attributes:
        features: Weight of each feature used.
        redundancy: What a sentence loses that equals one already taken.
        digest: First 12 hexadecimal digits of the sha256 of the file of weights.
    """

    features: Mapping[str, float]
    redundancy: float
    digest: str


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the fitted weights that come with the package."""
    raw = files("polnews.ranking").joinpath("keyfacts.json").read_bytes()
    data = json.loads(raw)
    return Weights(data["features"], data["redundancy"], sha256(raw).hexdigest()[:12])


def rate(sentences: Sequence[Sentence], language: str, title: str | None) -> list[Scored]:
    """Score sentences that were read by `polnews.ranking.features.read`, in the order given."""
    fitted = weights().features
    return [
        Scored(sentence.segment.index, sum(weight * row[name] for name, weight in fitted.items()), row)
        for sentence, row in zip(sentences, features_of(sentences, language, title), strict=True)
    ]
