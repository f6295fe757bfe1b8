"""What each piece of evidence weighs, from `data/alignment_weights.json`.

Logistic regression on the project's own articles gave the numbers (`tests/quality/alignment_fit.py`). The weighted
sum is a log-odds: above 0 means more likely than not.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from polnews.story.evidence import NEARNESS, OVERLAP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Weights", "weights_for"]


Question = Literal["same", "fact", "wording"]


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each column of the evidence, and a constant."""

    values: tuple[float, ...]
    constant: float

    def odds(self, features: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return the log-odds of each row of features.

        Args:
            features: Shape [pairs, columns] or [columns].
        """
        import numpy as np

        return np.asarray(features @ np.array(self.values) + self.constant)


@lru_cache(maxsize=1)
def _fitted() -> dict[str, Any]:
    source = resources.files("polnews.story") / "data" / "alignment_weights.json"
    found: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=16)
def weights_for(question: Question, names: tuple[str, ...]) -> Weights:
    """Return the weights for a question and the evidence there is.

    Args:
        question: "same" asks for the same sentence, "fact" for the same fact in any words, "wording" which of the two
            a pair is that says the same.
        names: The columns of the evidence, as `Evidence.names` gives them.

    >>> from polnews.story.evidence import FEATURES
    >>> len(weights_for("same", FEATURES).values) == len(FEATURES)
    True
    """
    fitted = _fitted()[question]
    base = fitted["with vectors" if set(NEARNESS) <= set(names) else "without"]
    values = [base["weights"][name] for name in names if name not in OVERLAP]
    if not set(OVERLAP) <= set(names):
        return Weights(tuple(values), base["constant"])
    overlap = fitted["overlap"]
    return Weights((*values, overlap["weight"]), base["constant"] + overlap["constant"])
