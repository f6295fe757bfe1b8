"""Prompts for language models: what is asked for one segment, in how many pieces, and how often."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from polnews.checks.addresses import ADDRESS
from polnews.engines._clauses import split_long
from polnews.languages import Pair, base_language, language_name
from polnews.models.gguf import CHAT, GgufModel

__all__ = ["Plan", "first_plan", "job", "labels", "retry_plans"]

_CHAT_REQUEST = "Translate from {source_name} into {target_name}. Answer with the translation only.\n\n{text}"

# Characters a piece may have for each token of context: a token is two characters or more in Latin and
# Cyrillic script, and prompt and answer share the context.
_CHARACTERS_PER_TOKEN = 0.8

# Characters a clause must have to be translated by itself: shorter ones are fragments.
_CLAUSE = 40

# Sampling of second tries: far enough from the greedy answer to differ, near enough to stay a translation.
_SAMPLED = {"temperature": 0.4, "top_k": 40, "top_p": 0.9}
_SEEDS = (0, 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """How one text is translated: its parts in order, each with whether it is asked for; how to decode."""

    parts: tuple[tuple[str, bool], ...]
    decoding: Mapping[str, Any] = field(default_factory=lambda: {"temperature": 0})

    def wanted(self) -> list[str]:
        """Return the parts to ask the model for."""
        return [part for part, asked in self.parts if asked]

    def join(self, answers: Sequence[str]) -> str:
        """Put the answers in the places of what was asked."""
        rest = iter(answers)
        joined = " ".join(next(rest) if asked else part for part, asked in self.parts)
        return re.sub(r"\s+(?=[.,;:!?)\]](?:\s|$))", "", joined)


def first_plan(text: str, context: int) -> Plan:
    """Plan a text as a whole, or in pieces where it would not fit the context.

    >>> len(first_plan("A long story, told at length; " * 40, 512).parts)
    4
    """
    limit = max(_CLAUSE, int(context * _CHARACTERS_PER_TOKEN))
    return Plan(tuple((part, True) for part in split_long(" ".join(text.split()), limit, len)))


def retry_plans(text: str, context: int) -> list[Plan]:
    """Plan the second tries: sampled answers; clause by clause; web addresses kept from the model."""
    whole = first_plan(text, context)
    plans = [Plan(whole.parts, _SAMPLED | {"seed": seed}) for seed in _SEEDS]
    clauses = tuple(_clauses(" ".join(text.split())))
    if len(clauses) > 1:
        plans.append(Plan(tuple((clause, True) for clause in clauses)))
    if found := ADDRESS.findall(text):
        plans.append(Plan(tuple(_around(text, found))))
    return plans


def _clauses(text: str) -> Iterator[str]:
    """Cut a sentence at semicolons, colons, dashes and commas, into clauses that are not too short."""
    start = 0
    for match in re.finditer(r"(?<=[;:,])\s|\s[–—-]\s", text):
        if match.start() - start >= _CLAUSE and len(text) - match.end() >= _CLAUSE:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def _around(text: str, found: Sequence[str]) -> Iterator[tuple[str, bool]]:
    for address in found:
        before, _, text = text.partition(address)
        if before.strip():
            yield before.strip(), _has_word(before)
        yield address, False
    if text.strip():
        yield text.strip(), _has_word(text)


def _has_word(text: str) -> bool:
    return re.search(r"[^\W\d_]{2,}", text) is not None


def job(text: str, pair: Pair, model: GgufModel, decoding: Mapping[str, Any]) -> dict[str, Any]:
    """Return the request to llama.cpp that asks for the translation of one text."""
    source, target = labels(pair)
    fields = {"source_name": source, "target_name": target, "text": text}
    request: dict[str, Any] = {"cache_prompt": False, "max_tokens": _limit(text), **decoding}
    if model.stop:
        request["stop"] = list(model.stop)
    if model.template == CHAT:
        return request | {
            "logprobs": True,
            "messages": [{"role": "user", "content": _fill(_CHAT_REQUEST, fields)}],
        }
    return request | {"logprobs": 1, "prompt": _fill(model.template, fields)}


def labels(pair: Pair) -> tuple[str, str]:
    """Return the English names of a pair's languages, without regions: what small models know them by.

    >>> labels(Pair("pt-BR", "en"))
    ('Portuguese', 'English')
    """
    return language_name(base_language(pair.source)), language_name(base_language(pair.target))


def _fill(template: str, fields: Mapping[str, str]) -> str:
    return re.sub(r"\{(source_name|target_name|text)\}", lambda match: fields[match[1]], template)


def _limit(text: str) -> int:
    """Return the tokens an answer may have: about twice what a translation of the text takes."""
    return 32 + len(text) // 2
