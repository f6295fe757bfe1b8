"""Translation by a local language model: any GGUF file, through llama.cpp."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from polnews.engines._countries import restore_countries
from polnews.engines._guards import Faults, clean_answer, find_faults, finish, is_opaque
from polnews.engines._llama import Completion, Pool, Settings, shared
from polnews.engines._names import restore_names
from polnews.engines._prompts import Plan, first_plan, job, labels, retry_plans
from polnews.engines._threads import thread_count
from polnews.engines.base import DecodeOptions, Rendering
from polnews.errors import EngineError, MissingExtraError, ModelNotFoundError
from polnews.languages import Pair
from polnews.models.gguf import GgufModel, registered_gguf, verify_gguf

__all__ = ["GgufEngine"]

# From this weight of faults on a text is tried again: one name, number or country gone is enough.
_RETRY = 1.0

# Each worker holds the model for itself but for what the system shares: large ones get one worker.
_SMALL = 600_000_000
_MOST_WORKERS = 4

# Where pieces for this many tokens do not fit either, it is the template that is too long.
_LEAST_CONTEXT = 64


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
            One Rendering per text. Texts without a word to translate come back as they are.

        Raises:
            ModelNotFoundError: No model serves the pair.
            MissingExtraError: xllamacpp is not installed.
            PackageError: The model file is missing, damaged or not what was registered.
            EngineError: llama.cpp failed.
        """
        model = self._model(pair)
        distinct = list(dict.fromkeys(text for text in texts if not is_opaque(text, pair.source)))
        if not distinct:
            return [Rendering(text) for text in texts]
        run = _Run(self._pool(model), model, pair, options.reproducible)
        best = dict(zip(distinct, run.translate(distinct), strict=True))
        return [best.get(text, Rendering(text)) for text in texts]

    def close(self) -> None:
        """Let go of the loaded models; their memory is freed unless another engine uses them."""
        self._pools.clear()

    def _model(self, pair: Pair) -> GgufModel:
        for model in self.models():
            if pair in model.pairs:
                return model
        raise ModelNotFoundError(self._absent(pair))

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


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: float | None
    faults: Faults

    def rank(self) -> float:
        """Return its faults and the model's own doubts as one number; the smallest is the best.

        An answer the model was unsure of is often made up. On NTREX-128 lines 1530-1574 (four pairs, three
        tries) factors from 0 to 4 give the same BLEU within 0.1; at 4, more numbers and names stay wrong.
        """
        return self.faults.weight - 2.0 * (self.score or 0.0)


@dataclass(frozen=True, slots=True)
class _Run:
    """One call: a loaded model, a pair, and how to decode."""

    pool: Pool
    model: GgufModel
    pair: Pair
    alone: bool

    def translate(self, texts: Sequence[str]) -> list[Rendering]:
        best = self._first(texts)
        tasks = [
            (index, plan)
            for index, candidate in enumerate(best)
            if candidate.faults.weight >= _RETRY
            for plan in retry_plans(texts[index], self.model.context)
        ]
        again = self._ask([(texts[index], plan) for index, plan in tasks])
        for (index, _), candidate in zip(tasks, again, strict=True):
            if isinstance(candidate, _Candidate):
                best[index] = min(best[index], candidate, key=_Candidate.rank)
        return [self._rendering(text, candidate) for text, candidate in zip(texts, best, strict=True)]

    def _first(self, texts: Sequence[str]) -> list[_Candidate]:
        """Ask for every text, in ever smaller pieces where llama.cpp finds them too long for the context."""
        best: list[_Candidate | str] = [""] * len(texts)
        context = self.model.context
        while todo := [index for index, found in enumerate(best) if isinstance(found, str)]:
            if context < _LEAST_CONTEXT:
                raise EngineError(self._refused(texts[todo[0]], str(best[todo[0]])))
            candidates = self._ask([(texts[index], first_plan(texts[index], context)) for index in todo])
            for index, candidate in zip(todo, candidates, strict=True):
                best[index] = candidate
            context //= 2
        return [candidate for candidate in best if isinstance(candidate, _Candidate)]

    def _ask(self, tasks: Sequence[tuple[str, Plan]]) -> list[_Candidate | str]:
        """Return a candidate for each text and plan, or why llama.cpp refused it."""
        jobs = [
            job(part, self.pair, self.model, plan.decoding) for _, plan in tasks for part in plan.wanted()
        ]
        answers = iter(self.pool.complete(jobs, alone=self.alone))
        return [self._candidate(text, plan, [next(answers) for _ in plan.wanted()]) for text, plan in tasks]

    def _candidate(self, text: str, plan: Plan, answers: Sequence[Completion | str]) -> _Candidate | str:
        done = [answer for answer in answers if isinstance(answer, Completion)]
        if len(done) < len(answers):
            return next(answer for answer in answers if isinstance(answer, str))
        parts = zip(plan.wanted(), done, strict=True)
        joined = plan.join([clean_answer(answer.text, part, labels(self.pair)) for part, answer in parts])
        restored = restore_countries(text, restore_names(text, joined, self.pair), self.pair)
        cut = any(answer.cut for answer in done)
        scores = [answer.score for answer in done if answer.score is not None]
        score = sum(scores) / len(scores) if scores else None
        return _Candidate(restored, score, find_faults(text, restored, self.pair, cut=cut))

    def _refused(self, text: str, message: str) -> str:
        return (
            f"{self.model.name} refused a text of {len(text)} characters: {message}. "
            "Register it with a shorter template: "
            f"polnews models add-gguf {self.model.file} --pairs {self.pair} --template TEMPLATE"
        )

    def _rendering(self, text: str, candidate: _Candidate) -> Rendering:
        if candidate.faults.language or not candidate.text:
            return Rendering(text)  # the source, which the checks mark as not translated
        return Rendering(finish(text, candidate.text), candidate.score, candidate.faults.cut)


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
