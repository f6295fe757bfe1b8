"""Translation by a local language model: any GGUF file, through llama.cpp."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from polnews.engines._llama import Pool, Settings, shared
from polnews.engines._threads import thread_count
from polnews.engines.base import DecodeOptions, Rendering
from polnews.errors import MissingExtraError, ModelNotFoundError
from polnews.languages import Pair
from polnews.models.gguf import GgufModel, registered_gguf, verify_gguf

__all__ = ["GgufEngine"]

# Each worker holds the model for itself but for what the system shares: large ones get one worker.
_SMALL = 600_000_000
_MOST_WORKERS = 4


class GgufEngine:
    """Translates with the GGUF models registered by `polnews models add-gguf`. Loads them when first called.

    Args:
        models: The models to use instead of the registered ones.
        slots: Texts each worker decodes at the same time, at least 1. With more than one it is faster, and
            the same texts may come out differently from call to call, unless `reproducible` is asked for.
        workers: Processes that decode, at least 1. By default one for each core, four at most, for small
            models; one, with a thread for every second core, for models larger than 600 MB.

    >>> GgufEngine(models=[]).pairs()
    frozenset()
    """

    name = "gguf"

    def __init__(
        self, *, models: Sequence[GgufModel] | None = None, slots: int = 1, workers: int | None = None
    ) -> None:
        self._given = models
        self._slots = slots
        self._workers = workers
        self._pools: dict[GgufModel, Pool] = {}

    def models(self) -> Sequence[GgufModel]:
        """Return the models this engine uses."""
        return registered_gguf() if self._given is None else self._given

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs of models whose files are there."""
        return frozenset(pair for model in self.models() if model.file.exists() for pair in model.pairs)

    def signature(self, pair: Pair) -> Mapping[str, str]:
        """Return the digests of model, adapter and template, and the version of llama.cpp's bindings.

        Raises:
            ModelNotFoundError: No model serves the pair.
            MissingExtraError: xllamacpp is not installed.
        """
        model = self._model(pair)
        parts = {"model": f"{model.name}@{model.sha256[:12]}"}
        if model.adapter_sha256:
            parts["adapter"] = model.adapter_sha256[:12]
        parts["template"] = hashlib.sha256("\0".join((model.template, *model.stop)).encode()).hexdigest()[:12]
        parts["xllamacpp"] = _bindings_version()
        parts["slots"] = str(self._slots)
        return {f"{self.name} {key}": value for key, value in parts.items()}

    def translate(self, texts: Sequence[str], pair: Pair, *, options: DecodeOptions) -> list[Rendering]:
        """Translate segments, each by itself. Greedy; `options.beam` has no meaning here.

        A text whose translation lost a number, a name or an address, loops, or stays in the source language
        is tried again in other ways, and the best of all tries is returned.

        Args:
            texts: Segments of any length; long ones are translated in pieces.
            pair: One of `pairs()`.
            options: `reproducible` decodes each text by itself even where the engine has several slots.

        Returns:
            One Rendering per text. Texts without a word to translate come back as they are, in the target's letters.

        Raises:
            ModelNotFoundError: No model serves the pair.
            MissingExtraError: xllamacpp is not installed.
            PackageError: The model file is missing, damaged or not what was registered.
            EngineError: llama.cpp failed.
        """
        # Loaded here: dictionaries and grammars, which nobody needs who only looks for a route.
        from polnews.engines._attempts import Attempts, is_opaque
        from polnews.engines._names import spelled

        model = self._model(pair)
        best = {text: Rendering(spelled(text, pair)) for text in texts if is_opaque(text, pair.source)}
        distinct = list(dict.fromkeys(text for text in texts if text not in best))
        if distinct:
            attempts = Attempts(self._pool(model), model, pair, options.reproducible)
            best |= zip(distinct, attempts.translate(distinct), strict=True)
        return [best[text] for text in texts]

    def close(self) -> None:
        """Let go of the loaded models; their memory is freed unless another engine uses them."""
        self._pools.clear()

    def _model(self, pair: Pair) -> GgufModel:
        serving = [model for model in self.models() if pair in model.pairs]
        if not serving:
            raise ModelNotFoundError(self._absent(pair))
        return next((model for model in serving if model.file.exists()), serving[0])

    def _absent(self, pair: Pair) -> str:
        return (
            f"No GGUF model is registered for {pair}. "
            f"Register one with: polnews models add-gguf FILE --pairs {pair}"
        )

    def _pool(self, model: GgufModel) -> Pool:
        if model not in self._pools:
            self._ready(model)
            self._pools[model] = shared(self._settings(model))
        return self._pools[model]

    def _settings(self, model: GgufModel) -> Settings:
        small = model.file.stat().st_size <= _SMALL
        workers = self._workers or (min(thread_count(), _MOST_WORKERS) if small else 1)
        threads = 1 if workers > 1 or small else _threads()
        return Settings(model.file, model.adapter, model.context, workers, threads, self._slots)

    def _ready(self, model: GgufModel) -> None:
        """Make sure the files are there and are what they were."""
        verify_gguf(model)


def _threads() -> int:
    """Return how many threads a worker for a large model gets: `POLNEWS_THREADS`, else half the cores.

    The threads wait for each other at every step, so where one does not get its core, all stand still.
    Measured on two cores, one taken by another program: 37 tokens a second with one thread, 1.5 with two.
    """
    return thread_count() if os.environ.get("POLNEWS_THREADS") else max(1, thread_count() // 2)


def _bindings_version() -> str:
    try:
        return version("xllamacpp")
    except PackageNotFoundError as error:
        raise MissingExtraError("gguf", "The gguf engine") from error
