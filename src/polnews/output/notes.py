"""A note that several sentences share is said once for the whole; every other finding stands at its sentence."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polnews.checks import Check
    from polnews.translate import Outcome

__all__ = ["remarks", "shared_notes"]


def shared_notes(outcomes: "Iterable[Outcome]") -> list[str]:
    """Return the messages of notes that two sentences or more have, each once, in order."""
    found = Counter(check.message for one in outcomes for check in one.checks if check.severity == "note")
    return [message for message, count in found.items() if count > 1]


def remarks(checks: "Iterable[Check]", shared: Collection[str]) -> "list[Check]":
    """Return what must be said at the sentence itself."""
    return [check for check in checks if check.message not in shared]
