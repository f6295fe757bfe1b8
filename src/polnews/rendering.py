"""Rendering: the texts of one route translated, checked, repaired where it helps, and remembered."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from polnews.checks import Check, Translated, run_checks, weight
from polnews.checks.copied import is_copy, is_translatable
from polnews.engines import Route
from polnews.engines.base import DecodeOptions, Rendering
from polnews.plans import Draft, Plan, around, lowered, masked, split, whole
from polnews.protect import Item, addresses, find_form, without_overlaps
from polnews.provenance import Span, Step
from polnews.translation import Outcome

if TYPE_CHECKING:
    from polnews.glossary import Glossary
    from polnews.memory import Entry, TranslationMemory

__all__ = ["Renderer"]

_FIGURES = frozenset({"number", "date", "currency"})

# A retry searches differently too. Two hypotheses: between greedy and the usual four.
_OTHER_BEAM = {1: 2, 2: 4}


@dataclass(frozen=True, slots=True)
class _Result:
    """A candidate with what was found in it."""

    text: str
    score: float | None
    checks: tuple[Check, ...]
    steps: tuple[Step, ...]

    @property
    def weight(self) -> float:
        """How bad it is; 0 is faultless."""
        return weight(self.checks)

    @property
    def is_severe(self) -> bool:
        return any(check.severity == "severe" for check in self.checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Translates texts of one language over one route.

    Attributes:
        route: The way.
        source: The texts' language.
        target: The language asked for, with its region.
        options: How to decode.
        retry: Whether a segment with severe findings is tried once more.
        glossary: Terms to enforce.
        memory: Where translations are remembered.
        context: Everything that can change an output, as one line; the memory's key.
    """

    route: Route
    source: str
    target: str
    options: DecodeOptions
    retry: bool = True
    glossary: "Glossary | None" = None
    memory: "TranslationMemory | None" = None
    context: str = ""

    def render(self, texts: Sequence[str]) -> list[tuple[str, Outcome]]:
        """Return translation and outcome of each text, in order. Equal texts are translated once."""
        distinct = list(dict.fromkeys(texts))
        known = self._remembered(distinct)
        new = [text for text in distinct if text not in known]
        results = dict(zip(new, self._translated(new), strict=True)) if new else {}
        self._remember(results)
        done = {text: self._outcome(result) for text, result in (known | results).items()}
        return [done[text] for text in texts]

    def _outcome(self, result: _Result) -> tuple[str, Outcome]:
        steps = result.steps
        if self.route.pair.target != self.target:
            steps = (*steps, Step("region ignored", f"{self.target} asked, {self.route.pair.target} served"))
        return result.text, Outcome(result.score, result.checks, steps)

    def _translated(self, texts: Sequence[str]) -> list[_Result]:
        plans = [self._plan(text) for text in texts]
        results = [
            self._judged(text, plan, draft)
            for text, plan, draft in zip(texts, plans, self._run(plans, self.options), strict=True)
        ]
        if self.retry:
            self._repair(texts, results)
        return results

    def _plan(self, text: str) -> Plan:
        """Protect what is always protected: addresses and the user's terms."""
        items = self._standing(text)
        if not items:
            return whole(text)
        form = find_form(self.route.engine, self.route.pair, self.options)
        if form is not None:
            return masked(text, items, form)
        return around(text, addresses(text))  # without placeholders, terms are the engine's: `term` tells

    def _standing(self, text: str) -> list[Item]:
        terms = self.glossary.items(text, self.source, self.target) if self.glossary is not None else []
        return without_overlaps([*addresses(text), *terms])

    def _run(self, plans: Sequence[Plan], options: DecodeOptions) -> Iterator[Draft]:
        """Hand all texts of all plans to the engine in one call."""
        texts = list(dict.fromkeys(text for plan in plans for text in plan.texts))
        renderings = self.route.engine.translate(texts, self.route.pair, options=options) if texts else []
        by_text: dict[str, Rendering] = dict(zip(texts, renderings, strict=True))
        for plan in plans:
            yield plan.assemble([by_text[text] for text in plan.texts])

    def _judged(self, text: str, plan: Plan, draft: Draft) -> _Result:
        steps = [Step("translated", f"{self.route.engine.name} {self.route}")] if plan.texts else []
        if plan.name:
            steps.append(
                Step("protected" if plan.name.startswith("protected ") else plan.name, _detail(plan.name))
            )
        candidate = self._localised(text, draft.text or text)
        result = self._checked(text, candidate, draft, tuple(steps))
        return self._corrected(text, draft, result)

    def _checked(self, text: str, candidate: str, draft: Draft, steps: tuple[Step, ...]) -> _Result:
        checks = run_checks(self._pair(text, candidate, draft))
        if self.glossary is not None:
            checks = (*checks, *self.glossary.check(text, candidate, self.source, self.target))
        return _Result(candidate, draft.score, checks, steps)

    def _pair(self, text: str, candidate: str, draft: Draft) -> Translated:
        return Translated(
            source=text,
            source_language=self.source,
            target=candidate,
            target_language=self.target,
            engine=self.route.engine.name,
            score=draft.score,
            cut=draft.cut,
        )

    def _localised(self, text: str, candidate: str) -> str:
        """Write figures and acronyms as the target language does, where the engine copied them."""
        from polnews.acronyms import localised_acronyms
        from polnews.figure_repair import localised

        translated = Translated(text, self.source, candidate, self.target, self.route.engine.name)
        if any(letter.isdigit() for letter in candidate):
            translated = replace(translated, target=localised(translated))
        # In a copy of words nothing is changed, or nobody would see that it is one.
        if is_copy(text, candidate) and is_translatable(text, self.source):
            return translated.target
        return localised_acronyms(translated)

    def _corrected(self, text: str, draft: Draft, result: _Result) -> _Result:
        """Put a single wrong figure right, when that leaves less to warn of."""
        if not any(check.code == "number" for check in result.checks):
            return result
        from polnews.figure_repair import corrected

        found = corrected(self._pair(text, result.text, draft))
        if found is None:
            return result
        candidate, ours, theirs = found
        step = Step("corrected", f"{theirs.text} to the original's {ours.text}")
        better = self._checked(text, candidate, draft, (*result.steps, step))
        return _noted(better, ours.text, theirs.text) if better.weight < result.weight else result

    def _repair(self, texts: Sequence[str], results: list[_Result]) -> None:
        """Try once more what has severe findings, all in one call, and keep the better of the two."""
        plans: dict[int, Plan] = {}
        for index, (text, result) in enumerate(zip(texts, results, strict=True)):
            plan = self._other_plan(text, result) if result.is_severe else None
            if plan is not None:
                plans[index] = plan
        options = replace(self.options, beam=_OTHER_BEAM.get(self.options.beam, 2))
        for (index, plan), draft in zip(plans.items(), self._run(list(plans.values()), options), strict=True):
            results[index] = self._better(texts[index], results[index], plan, draft)

    def _better(self, text: str, first: _Result, plan: Plan, draft: Draft) -> _Result:
        codes = ", ".join(dict.fromkeys(check.code for check in first.checks if check.severity == "severe"))
        second = self._judged(text, plan, draft)
        if draft.text and second.weight < first.weight:
            return replace(second, steps=(*second.steps, Step("retried", f"for {codes}: better, taken")))
        return replace(first, steps=(*first.steps, Step("retried", f"for {codes}: no better, left")))

    def _other_plan(self, text: str, result: _Result) -> Plan | None:
        """Choose how to try again: protect what broke, or translate clause by clause, or search differently."""
        codes = {check.code for check in result.checks if check.severity == "severe"}
        items = self._broken(text, result) if codes <= _FIGURES | {"name", "country", "address"} else []
        if items:
            form = find_form(self.route.engine, self.route.pair, self.options)
            if form is not None:
                return masked(text, items, form)
        if "address" in codes:
            return around(text, addresses(text))
        if any(check.code == "doubtful" for check in result.checks):
            return None  # an engine unsure of everything says no better in parts (measured: chrF fell by 0.8)
        # An engine that answers in the wrong language does so however it searches; parts are its only chance.
        return lowered(text) or split(text) or (None if codes & {"language", "untranslated"} else whole(text))

    def _broken(self, text: str, result: _Result) -> list[Item]:
        """Return what the findings point to, as it shall stand in the translation, with what always stands."""
        from polnews.figure_repair import figure_items

        spans = [
            check.source for check in result.checks if check.source is not None and check.severity == "severe"
        ]
        items = [item for item in figure_items(text, self.source, self.target) if _touches(item, spans)]
        for check in result.checks:
            if check.code == "name" and check.severity == "severe":
                items += _names(text, check, self.source, self.target)
        return without_overlaps([*self._standing(text), *items])

    def _remembered(self, texts: Iterable[str]) -> dict[str, _Result]:
        if self.memory is None:
            return {}
        found = ((text, self.memory.find(text, self.source, self.target, self.context)) for text in texts)
        return {text: self._recalled(text, entry) for text, entry in found if entry is not None}

    def _recalled(self, text: str, entry: "Entry") -> _Result:
        """Bring back what was remembered; checks are run anew on what a person wrote."""
        if entry.human:
            checks = run_checks(Translated(text, self.source, entry.target, self.target, "human"))
            return _Result(entry.target, None, checks, (Step("remembered", "translated by a person"),))
        record = json.loads(entry.record)
        checks = tuple(_check_from(one) for one in record["checks"])
        return _Result(entry.target, record["score"], checks, tuple(Step(*step) for step in record["steps"]))

    def _remember(self, results: dict[str, _Result]) -> None:
        if self.memory is None or not results:
            return
        from polnews.memory import Entry

        entries = ((text, Entry(text, one.text, _record(one))) for text, one in results.items())
        self.memory.add(entries, self.source, self.target, self.context)


def _detail(name: str) -> str:
    return name.removeprefix("protected ") if name.startswith("protected ") else ""


def _noted(result: _Result, ours: str, theirs: str) -> _Result:
    message = f"The engine wrote {theirs} for {ours}; the figure was put right from the original."
    return replace(result, checks=(*result.checks, Check("corrected", "note", message)))


def _touches(item: Item, spans: Sequence[Span]) -> bool:
    return any(item.start < span.end and span.start < item.end for span in spans)


def _names(text: str, check: Check, source: str, target: str) -> Iterator[Item]:
    """Return the words of names a finding lists, in the target's script."""
    from polnews.checks.names import lost_spans

    for span in lost_spans(text, check):
        yield Item(span.start, span.end, _in_script(text[span.start : span.end], source, target), "name")


def _in_script(name: str, source: str, target: str) -> str:
    from polnews.detection import script_of
    from polnews.languages import base_language
    from polnews.mentions.names import transliterate

    ours, theirs = script_of(base_language(source)), script_of(base_language(target))
    return transliterate(name) if theirs == "Latin" != ours else name


def _record(result: _Result) -> str:
    """Write down what a memory keeps beside the text."""
    checks = [
        [check.code, check.severity, check.message, _pair_of(check.source), _pair_of(check.target)]
        for check in result.checks
    ]
    steps = [[step.name, step.detail] for step in result.steps]
    return json.dumps({"score": result.score, "checks": checks, "steps": steps}, ensure_ascii=False)


def _pair_of(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _check_from(kept: list[object]) -> Check:
    code, severity, message, source, target = kept
    spans = [Span(*span) if isinstance(span, list) else None for span in (source, target)]
    return Check(str(code), severity, str(message), *spans)  # type: ignore[arg-type]
