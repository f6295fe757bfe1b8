"""Models in memory: loaded when first used, the least recently used let go."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import ctranslate2

    from polnews.models.pieces import Pieces

__all__ = ["LoadedModel", "ModelCache"]

Key = TypeVar("Key")
Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """One package in memory.

    Attributes:
        translator: Runs the model; may be called from several threads.
        pieces: Its tokenizer.
        prefix: What each output starts with; () for nothing.
        end: The piece that ends an output, "</s>" nearly everywhere.
        longest_source: Pieces the model can read at once.
        longest_target: Pieces the model can say at once, prefix and end included.
    """

    translator: "ctranslate2.Translator"
    pieces: "Pieces"
    prefix: tuple[str, ...]
    end: str
    longest_source: int
    longest_target: int


class ModelCache(Generic[Key, Model]):
    """Keeps the most recently used models. Threads that ask for the same one at once load it once.

    Args:
        size: Models kept, at least 1. One in use is never pulled away: it goes when its last user is done.

    >>> cache = ModelCache(1)
    >>> cache.get("a", lambda: "model a"), cache.get("b", lambda: "model b"), len(cache)
    ('model a', 'model b', 1)
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._models: OrderedDict[Key, Model] = OrderedDict()
        self._loading: dict[Key, threading.Lock] = {}
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self._models)

    def __reduce__(self) -> "tuple[type[ModelCache[Key, Model]], tuple[int]]":
        return ModelCache, (self._size,)  # other processes load their own models

    def get(self, key: Key, load: Callable[[], Model]) -> Model:
        """Return the model of `key`, loading it first when it is not in memory."""
        with self._guard:
            if (found := self._known(key)) is not None:
                return found
            loading = self._loading.setdefault(key, threading.Lock())
        with loading:
            with self._guard:
                if (found := self._known(key)) is not None:
                    return found
            model = load()
            with self._guard:
                self._models[key] = model
                while len(self._models) > self._size:
                    self._models.popitem(last=False)
                self._loading.pop(key, None)
        return model

    def clear(self) -> None:
        """Let go of every model."""
        with self._guard:
            self._models.clear()

    def _known(self, key: Key) -> Model | None:
        if key not in self._models:
            return None
        self._models.move_to_end(key)
        return self._models[key]
