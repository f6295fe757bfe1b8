"""What a check is: something the reader must know about a translated segment."""

from dataclasses import dataclass
from typing import Literal

from polnews.provenance import Span

__all__ = ["Check", "Severity", "Translated"]

Severity = Literal["note", "warning", "severe"]
"""A note informs, a warning asks to compare with the original, severe means: do not rely on this line."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about one translated segment.

    Attributes:
        code: Lower-case name of the finding, e.g. "repeated".
        severity: How far to trust the segment.
        message: One sentence for people.
        source: Where in the source segment's clean text, if anywhere in particular.
        target: Where in the translation, if anywhere in particular.
    """

    code: str
    severity: Severity
    message: str
    source: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True)
class Translated:
    """What checks look at: a segment's clean text and its translation, each with its language.

    `score` is the engine's mean log-probability per token where it has one; `cut` says that it reached its
    limit.
    """

    source: str
    source_language: str
    target: str
    target_language: str
    engine: str
    score: float | None = None
    cut: bool = False
