"""What is said beside a sentence: findings, where it stands, which versions state it, where they disagree."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polnews.brief import Brief, KeyFact
    from polnews.checks import Check
    from polnews.original import Original
    from polnews.translate import Outcome

__all__ = ["counted", "disagreements", "place", "remarks", "shared_notes", "unreliable", "version_note"]


def shared_notes(outcomes: "Iterable[Outcome]") -> list[str]:
    """Return the messages of notes that two sentences or more have, each once, in order."""
    found = Counter(check.message for one in outcomes for check in one.checks if check.severity == "note")
    return [message for message, count in found.items() if count > 1]


def remarks(checks: "Iterable[Check]", shared: Collection[str]) -> "list[Check]":
    """Return what must be said at the sentence itself."""
    return [check for check in checks if check.message not in shared]


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "line", "lines"), counted(4, "line", "lines")
    ('1 line', '4 lines')
    """
    return f"{number} {one if number == 1 else many}"


def unreliable(severe: int, lines: int) -> str:
    """Say how many of the translated lines are not to be relied on; nothing when all may be."""
    if not severe:
        return ""
    verb = "is" if severe == 1 else "are"
    return f"{severe} of {counted(lines, 'translated line', 'translated lines')} {verb} not to be relied on."


def place(brief: "Brief", source: "Original") -> str:
    """Say where a sentence stands, e.g. "sentence 3", and in which version when there are several."""
    label = f"{brief.labels[source.version]}, " if len(brief.versions) > 1 else ""
    return f"{label}sentence {source.segment + 1}"


def version_note(brief: "Brief", fact: "KeyFact") -> str:
    """Say which versions state a fact: all, some, or one alone; nothing for a brief of one article."""
    if len(brief.versions) < 2:
        return ""
    stated = ", ".join(brief.labels[version] for version in fact.stated_by)
    missing = ", ".join(brief.labels[version] for version in brief.missing_in(fact))
    who = f"In all {len(brief.versions)} versions." if not missing else f"In {stated}; not in {missing}."
    return f"Judgement, not report. {who}" if fact.opinion else who


def disagreements(brief: "Brief", fact: "KeyFact") -> Iterator[str]:
    """Yield a line for each value on which the versions of a story disagree."""
    for difference in fact.differences:
        readings = " · ".join(
            f"{brief.labels[one.version]}: {' '.join(one.text.split()) or 'left out'}"
            for one in difference.readings
        )
        yield f"{difference.kind} differs: {readings}"
