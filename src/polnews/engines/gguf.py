"""Translation by a local language model: any GGUF file, through llama.cpp."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from polnews.engines._guards import Faults, clean_answer, find_faults, is_opaque
from polnews.engines._llama import Completion, Llama, Settings, shared
from polnews.engines.base import DecodeOptions, Rendering
from polnews.errors import EngineError, MissingExtraError, ModelNotFoundError
from polnews.languages import Pair, base_language, language_name
from polnews.models.gguf import CHAT, GgufModel, check_gguf, registered_gguf

__all__ = ["GgufEngine"]

_CHAT_REQUEST = "Translate from {source_name} into {target_name}. Answer with the translation only.\n\n{text}"

# Texts decoded at the same time. See docs/starter-quality.md for speed and memory at 1, 4 and 8.
_SLOTS = 8


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    cut: bool
    faults: Faults


class GgufEngine:
    """Translates with the GGUF models registered by `polnews models add-gguf`. Loads nothing until it is called.

    Args:
        models: The models to use instead of the registered ones.
        slots: Texts decoded at the same time, at least 1. More are faster together and take more memory.

    >>> GgufEngine(models=[]).pairs()
    frozenset()
    """

    name = "gguf"

    def __init__(self, *, models: Sequence[GgufModel] | None = None, slots: int = _SLOTS) -> None:
        self._given = models
        self._slots = slots
        self._running: dict[str, Llama] = {}

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

        Args:
            texts: Segments of any length; long ones are translated in pieces.
            pair: One of `pairs()`.
            options: `reproducible` decodes one text at a time, so that none depends on its neighbours.

        Returns:
            One Rendering per text. Texts without a word to translate come back as they are.

        Raises:
            ModelNotFoundError: No model serves the pair.
            MissingExtraError: xllamacpp is not installed.
            PackageError: The model file is missing, damaged or not what was registered.
            EngineError: llama.cpp failed.
        """
        model = self._model(pair)
        distinct = list(dict.fromkeys(text for text in texts if not is_opaque(text)))
        if not distinct:
            return [Rendering(text) for text in texts]
        best = dict(zip(distinct, self._best(distinct, pair, model, options.reproducible), strict=True))
        return [_rendering(text, best.get(text)) for text in texts]

    def close(self) -> None:
        """Let go of the loaded models. The next call loads them again."""
        self._running.clear()

    def _best(self, texts: list[str], pair: Pair, model: GgufModel, alone: bool) -> list[_Candidate]:
        first = self._ask(texts, pair, model, alone)
        return first

    def _ask(self, texts: list[str], pair: Pair, model: GgufModel, alone: bool) -> list[_Candidate]:
        labels = (_name(pair.source), _name(pair.target))
        answers = self._llama(model).complete([_job(text, pair, model) for text in texts], alone=alone)
        return [_candidate(text, answer, pair, labels) for text, answer in zip(texts, answers, strict=True)]

    def _model(self, pair: Pair) -> GgufModel:
        for model in self.models():
            if pair in model.pairs:
                return model
        raise ModelNotFoundError(
            f"No GGUF model is registered for {pair}. Register one with: polnews models add-gguf FILE --pairs {pair}"
        )

    def _llama(self, model: GgufModel) -> Llama:
        running = self._running.get(model.sha256)
        if running is None or not running.alive:
            ready = self._ready(model)
            settings = Settings(ready.file, ready.adapter, self._slots, ready.context, _threads())
            running = self._running[model.sha256] = shared(settings)
        return running

    def _ready(self, model: GgufModel) -> GgufModel:
        """Return the model, checked and fit to be loaded."""
        check_gguf(model.file)
        return model


def _threads() -> int:
    """Cores this process may use, one left free: threads that wait for a core somebody else has slow all others."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, cores - 1)


def _name(tag: str) -> str:
    return language_name(base_language(tag))


def _job(text: str, pair: Pair, model: GgufModel) -> dict[str, Any]:
    fields = {
        "source_name": _name(pair.source),
        "target_name": _name(pair.target),
        "text": " ".join(text.split()),
    }
    job: dict[str, Any] = {"temperature": 0, "cache_prompt": False, "max_tokens": _limit(text)}
    if model.stop:
        job["stop"] = list(model.stop)
    if model.template == CHAT:
        return job | {"messages": [{"role": "user", "content": _fill(_CHAT_REQUEST, fields)}]}
    return job | {"prompt": _fill(model.template, fields)}


def _fill(template: str, fields: Mapping[str, str]) -> str:
    # The text goes in last, so that braces in it are never taken for fields.
    for field in ("source_name", "target_name", "text"):
        template = template.replace("{" + field + "}", fields[field])
    return template


def _limit(text: str) -> int:
    """Tokens an answer may have: twice what a translation of the text takes."""
    return 32 + len(text) // 2


def _candidate(text: str, answer: Completion | str, pair: Pair, labels: tuple[str, str]) -> _Candidate:
    if isinstance(answer, str):
        raise EngineError(f"llama.cpp refused a text of {len(text)} characters: {answer}. Shorten the text.")
    cleaned = clean_answer(answer.text, text, labels)
    return _Candidate(cleaned, answer.cut, find_faults(text, cleaned, pair, cut=answer.cut))


def _rendering(text: str, candidate: _Candidate | None) -> Rendering:
    if candidate is None or not candidate.text:
        return Rendering(text)
    return Rendering(candidate.text, None, candidate.cut)


def _bindings_version() -> str:
    try:
        return version("xllamacpp")
    except PackageNotFoundError as error:
        raise MissingExtraError("gguf", "The gguf engine") from error
