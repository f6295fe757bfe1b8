"""What is said beside a sentence: findings, where it stands, which versions state it, where they disagree."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from polnews.languages import FIRST_CLASS, base_language, language_name

if TYPE_CHECKING:
    from polnews.brief import Brief, KeyFact
    from polnews.checks import Check
    from polnews.original import Original
    from polnews.story.values import Difference, Reading
    from polnews.translate import Outcome

__all__ = [
    "CAVEAT",
    "Alert",
    "alert",
    "counted",
    "difference_line",
    "disagreements",
    "headline_original",
    "is_translated",
    "language_notes",
    "notes_of",
    "place",
    "remarks",
    "shared_notes",
    "stated_line",
    "version_note",
]


_OF_THE_ENGINE = frozenset({"starter-quality"})
"""Findings that say the same of everything an engine translated."""

CAVEAT = (
    "Which versions state a fact is found by comparing sentences. One told in other words, or within another sentence, "
    "may count as missing there."
)
"""What every format says that names versions in which a fact is missing."""


def shared_notes(outcomes: "Iterable[Outcome]") -> list[str]:
    """Return the messages about the engine that two sentences or more have, each once, in order."""
    found = Counter(check.message for one in outcomes for check in one.checks if check.code in _OF_THE_ENGINE)
    return [message for message, count in found.items() if count > 1]


def remarks(checks: "Iterable[Check]", shared: Collection[str]) -> "list[Check]":
    """Return what must be said at the sentence itself."""
    return [check for check in checks if check.message not in shared]


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "line", "lines"), counted(4000, "line", "lines")
    ('1 line', '4,000 lines')
    """
    return f"{number:,} {one if number == 1 else many}"


@dataclass(frozen=True, slots=True)
class Alert:
    """How many translated lines have findings, as one sentence; severe when one of them is not to be relied on."""

    text: str
    is_severe: bool


def alert(outcomes: "Iterable[Outcome]") -> Alert | None:
    """Say what a reader must know before the first line; None when there are no findings but notes.

    Args:
        outcomes: Of every line; those that nothing was done to do not count.
    """
    done = [one for one in outcomes if any(step.name != "kept" for step in one.steps)]
    worst = [{check.severity for check in one.checks} for one in done]
    severe = sum("severe" in found for found in worst)
    doubtful = sum("severe" not in found and "warning" in found for found in worst)
    if not severe + doubtful:
        return None
    compare = f"{_is_or_are(doubtful)} to be compared with the original"
    lines = counted(len(done), "translated line", "translated lines")
    if not severe:
        return Alert(f"{doubtful} of {lines} {compare}.", is_severe=False)
    more = f"; {doubtful} more {compare}" if doubtful else ""
    return Alert(f"{severe} of {lines} {_is_or_are(severe)} not to be relied on{more}.", is_severe=True)


def _is_or_are(number: int) -> str:
    return "is" if number == 1 else "are"


def place(brief: "Brief", source: "Original") -> str:
    """Say where a sentence stands, e.g. "sentence 3", and in which version when there are several."""
    label = f"{brief.labels[source.version]}, " if len(brief.versions) > 1 else ""
    return f"{label}sentence {source.segment + 1}"


def is_translated(brief: "Brief", fact: "KeyFact") -> bool:
    """Whether a fact stands in another language than the sentence it is from. Of a story some may, some not."""
    if len(brief.versions) == 1:
        return brief.translated
    return base_language(fact.sources[0].language) != base_language(brief.language)


def headline_original(brief: "Brief") -> "Original | None":
    """Return the title a brief's headline was translated from; None where it was not, or is a fact's."""
    headline = brief.headline
    if headline.from_fact or headline.source is None:
        return None
    own = base_language(headline.source.language) == base_language(brief.language)
    return None if own else headline.source


def language_notes(languages: Iterable[str]) -> list[str]:
    """Say of each language that has no rules and lists of its own what that means for the reader."""
    others = dict.fromkeys(tag for tag in languages if base_language(tag) not in (*FIRST_CLASS, "und"))
    return [
        f"{language_name(tag)} has no word lists here: who, when, how much and what is set aside may be incomplete."
        for tag in others
    ]


def notes_of(brief: "Brief") -> list[str]:
    """Return what a reader must know of a whole brief besides its findings."""
    notes = language_notes(version.language for version in brief.versions)
    if len(brief.versions) > 1:
        if brief.who or brief.timeline or brief.numbers or brief.quotes:
            notes.append(
                f"Who, when, how much and quotes are those of the {brief.labels[brief.main]} version."
            )
        if any(map(brief.missing_in, brief.facts)):
            notes.append(CAVEAT)
    return [*notes, *shared_notes(brief.outcomes)]


def version_note(brief: "Brief", fact: "KeyFact") -> str:
    """Say which versions state a fact and which do not; nothing for a brief of one article."""
    if len(brief.versions) < 2:
        return ""
    said = stated_line(brief.labels, fact.stated_by)
    return f"opinion · {said}" if fact.opinion else said


def stated_line(labels: Sequence[str], stated: Collection[int]) -> str:
    """Say which versions of a story state a fact and which do not.

    Args:
        labels: A short name for each version.
        stated: Indices of the versions that state it.

    >>> stated_line(["bg", "de", "en"], [0, 1])
    'stated by: bg, de · missing in: en'
    """
    there = ", ".join(label for place, label in enumerate(labels) if place in stated)
    absent = ", ".join(label for place, label in enumerate(labels) if place not in stated)
    return f"stated by: {there} · missing in: {absent}" if absent else f"stated by: {there}"


def disagreements(brief: "Brief", fact: "KeyFact") -> Iterator[str]:
    """Yield a line for each value on which the versions of a story disagree."""
    for difference in fact.differences:
        yield difference_line(brief.labels, difference)


def difference_line(labels: Sequence[str], difference: "Difference") -> str:
    """Say what versions have where they disagree; those of one value stand together.

    >>> from polnews.story.values import Difference, Reading
    >>> said = [Reading(0, 4, 9, 20, "412 million", "412000000"), Reading(1, 4, 8, 17, "421 Mio.", "421000000")]
    >>> difference_line(["en", "de"], Difference("number", tuple(said)))
    'number: 412 million (en) · 421 Mio. (de)'
    """
    groups: dict[str, list[Reading]] = {}
    for reading in difference.readings:
        groups.setdefault(reading.value, []).append(reading)
    return f"{difference.kind}: " + " · ".join(_said(labels, group) for group in groups.values())


def _said(labels: Sequence[str], readings: "Sequence[Reading]") -> str:
    who = ", ".join(labels[reading.version] for reading in readings)
    return f"{' '.join(readings[0].text.split()) or 'left out'} ({who})"
