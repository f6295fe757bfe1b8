"""From texts to renderings with a language model: ask, look at the answers, ask again, choose."""

from collections.abc import Sequence
from dataclasses import dataclass

from polnews.checks import Check, Translated, run_checks, weight
from polnews.engines._answers import clean_answer, finish, is_opaque
from polnews.engines._llama import Completion, Pool
from polnews.engines._names import restore_country, restore_name, without_label
from polnews.engines._prompts import Plan, first_plan, job, labels, retry_plans
from polnews.engines.base import Rendering
from polnews.errors import EngineError
from polnews.languages import Pair
from polnews.models.gguf import GgufModel

__all__ = ["Attempts", "is_opaque"]

# From this weight of findings on a text is tried again: one warning is enough.
_RETRY = 2.0

# Where pieces for this many tokens do not fit either, it is the template that is too long.
_LEAST_CONTEXT = 64


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: float | None
    cut: bool
    checks: tuple[Check, ...]

    def rank(self) -> float:
        """Return what was found and the model's own doubts as one number; the smallest is the best.

        An answer the model was unsure of is often made up. On NTREX-128 lines 1530-1569 (four pairs, three
        tries) factors from 2 to 8 choose the same answers.
        """
        return weight(self.checks) - 2.0 * (self.score or 0.0)


@dataclass(frozen=True, slots=True)
class Attempts:
    """One call: a loaded model, a pair, and how to decode."""

    pool: Pool
    model: GgufModel
    pair: Pair
    alone: bool

    def translate(self, texts: Sequence[str]) -> list[Rendering]:
        """Return one Rendering per text: the best of one try, or of several where the first has faults.

        Raises:
            EngineError: llama.cpp failed, or refused a text however short its pieces.
        """
        best = self._first(texts)
        tasks = [
            (index, plan)
            for index, candidate in enumerate(best)
            if weight(candidate.checks) >= _RETRY
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
        restored = restore_country(text, restore_name(text, joined, self.pair), self.pair)
        cut = any(answer.cut for answer in done)
        scores = [answer.score for answer in done if answer.score is not None]
        score = sum(scores) / len(scores) if scores else None
        return _Candidate(restored, score, cut, self._found(text, restored, score, cut=cut))

    def _found(self, text: str, answer: str, score: float | None, *, cut: bool) -> tuple[Check, ...]:
        return run_checks(Translated(text, self.pair.source, answer, self.pair.target, "gguf", score, cut))

    def _refused(self, text: str, message: str) -> str:
        return (
            f"{self.model.name} refused a text of {len(text)} characters: {message}. "
            "Register it with a shorter template: "
            f"polnews models add-gguf {self.model.file} --pairs {self.pair} --template TEMPLATE"
        )

    def _rendering(self, text: str, candidate: _Candidate) -> Rendering:
        if not candidate.text or any(check.code == "language" for check in candidate.checks):
            return Rendering(text)  # the source, which the checks mark as not translated
        # Only now, so that an invented label was a reason to try again.
        answer = without_label(text, candidate.text, self.pair)
        return Rendering(finish(text, answer), candidate.score, candidate.cut)
