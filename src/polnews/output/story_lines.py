"""What every format says of a story: its headline, how its versions belong together, its facts in order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from polnews.errors import ArticleError
from polnews.languages import base_language, language_name
from polnews.output.notes import (
    CAVEAT,
    Alert,
    alert,
    counted,
    difference_line,
    headline_original,
    language_notes,
    remarks,
    shared_notes,
    stated_line,
)
from polnews.segment import reflow
from polnews.translation import Outcome

if TYPE_CHECKING:
    from polnews.brief import Brief, KeyFact
    from polnews.checks import Check
    from polnews.original import Original
    from polnews.story.story import Story
    from polnews.story.values import Difference, Relation, StoryFact

__all__ = ["StoryView", "ToldFact"]

_RELATIONS = {
    "duplicate": "nearly the same text as the {} version",
    "translation": "the same text as the {} version",
    "update": "an update of the {} version",
    "rewrite": "told anew",
}


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact of a story as it is shown.

    Attributes:
        number: Counts through everything that is shown, from 1.
        fact: The fact.
        text: Its statement, in the words of a version or translated from them.
        language: The language of `text`, a BCP 47 tag.
        source: The sentence `text` is from.
        outcome: How its translation went; empty when it stands in its own language.
    """

    number: int
    fact: "StoryFact"
    text: str
    language: str
    source: "Original"
    outcome: Outcome

    @property
    def is_translated(self) -> bool:
        """Whether it stands in another language than its source."""
        return base_language(self.language) != base_language(self.source.language)


@dataclass(frozen=True)
class StoryView:
    """A story in the order in which it is read: what several versions state, then what one alone says.

    Args:
        story: What to show.
        brief: A brief of the story; facts that stand in it are shown in its words.

    Raises:
        ArticleError: The brief is of other articles.
    """

    story: "Story"
    brief: "Brief | None" = None

    def __post_init__(self) -> None:
        if self.brief is None:
            return
        ours, theirs = ([one.digest for one in made.versions] for made in (self.story, self.brief))
        if ours != theirs:
            raise ArticleError("The brief is of other articles. Make it of this story: Summarize()(story)")

    @property
    def language(self) -> str:
        """The language most of it is in."""
        if self.brief is not None:
            return self.brief.language
        return self.story.versions[self._best].language

    @property
    def headline(self) -> str:
        """The headline of the brief, else the title of the version that states most of what others state too."""
        if self.brief is not None:
            return self.brief.headline.text
        best = self.story.versions[self._best]
        return best.title or (self.several[0].text if self.several else best.segments[0].clean)

    @cached_property
    def several(self) -> tuple[ToldFact, ...]:
        """The facts of more than one version, the most important first; all facts where there is one version."""
        found = [fact for fact in self.story.facts if not self._is_alone(fact)]
        return tuple(self._told(number, fact) for number, fact in enumerate(found, start=1))

    @cached_property
    def alone(self) -> tuple[tuple[int, tuple[ToldFact, ...]], ...]:
        """For each version that has them, its index and what it alone says: reports before opinions."""
        groups = []
        number = len(self.several)
        for version in range(len(self.story.versions)):
            own = [fact for fact in self.story.only_in(version) if self._is_alone(fact)]
            own.sort(key=lambda fact: fact.opinion)
            told = tuple(self._told(at, fact) for at, fact in enumerate(own, start=number + 1))
            number += len(told)
            groups += [(version, told)] if told else []
        return tuple(groups)

    @property
    def facts(self) -> tuple[ToldFact, ...]:
        """All facts, in the order of their numbers."""
        return (*self.several, *(told for _, group in self.alone for told in group))

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How the translation of headline and facts went."""
        head = (self.brief.headline.outcome,) if self.brief is not None else ()
        return (*head, *(told.outcome for told in self.facts))

    @property
    def signature(self) -> str:
        """Everything that can change what is shown: of the brief, which includes the story's, where there is one."""
        return self.story.signature if self.brief is None else self.brief.signature

    @property
    def notes(self) -> list[str]:
        """What a reader must know of all of it besides findings."""
        doubt = [CAVEAT] if any(map(self.story.missing_in, self.story.facts)) else []
        languages = language_notes(version.language for version in self.story.versions)
        return [*languages, *doubt, *shared_notes(self.outcomes)]

    def shown(self, told: "Sequence[ToldFact]", most: int) -> "list[ToldFact]":
        """Return the first so many facts, and of the others those a reader is asked to compare with the original."""
        return [*told[:most], *(one for one in told[most:] if alert([one.outcome]))]

    @property
    def alert(self) -> "Alert | None":
        """How many translated lines have findings; None when none has."""
        return alert(self.outcomes)

    @property
    def headline_checks(self) -> "list[Check]":
        """What was found about the headline."""
        return remarks(self.brief.headline.outcome.checks, shared_notes(self.outcomes)) if self.brief else []

    @property
    def headline_original(self) -> "Original | None":
        """The title the headline was translated from; None where it was not."""
        return headline_original(self.brief) if self.brief else None

    def about(self, version: int) -> Iterator[str]:
        """Yield what there is to say of a version: language, date, source, relation to those before it."""
        article = self.story.versions[version]
        yield language_name(article.language)
        yield article.date.isoformat() if article.date else "date unknown"
        if article.source:
            yield article.source
        yield counted(len(article.segments), "sentence", "sentences")
        yield from self._related(version)

    @property
    def summary(self) -> str:
        """How many facts stand in all versions, in some, in one, and how many of them versions disagree on."""
        story, total = self.story, len(self.story.versions)
        if total == 1:
            return f"One version, {counted(len(self.several), 'fact', 'facts')}."
        shared, several = len(story.shared), len(self.several)
        alone = len(self.facts) - several
        some = f", {several - shared} in some" if total > 2 else ""
        both = "both" if total == 2 else f"all {total}"
        disputed = f" Versions differ on {len(story.disputed)}." if story.disputed else ""
        facts = f"{counted(shared, 'fact', 'facts')} in {both} versions"
        return f"{facts}{some}, {alone or 'none'} in one only.{disputed}"

    def stated(self, told: ToldFact) -> str:
        """Say which versions state a fact and which do not; nothing where there is one version."""
        if len(self.story.versions) == 1:
            return ""
        return stated_line(self.story.labels, told.fact.versions)

    def difference(self, difference: "Difference") -> str:
        """Say what versions have where they disagree."""
        return f"versions differ, {difference_line(self.story.labels, difference)}"

    def marks(self, told: ToldFact) -> Iterator[str]:
        """Yield a sign for each version: a dot where it states the fact, ≠ where it disagrees, – where it does not.

        Where versions disagree, those that say what most say keep the dot.
        """
        odd = self.odd(told.fact)
        for version in range(len(self.story.versions)):
            stated = "≠" if version in odd else "●"
            yield stated if version in told.fact.versions else "–"

    def odd(self, fact: "StoryFact") -> set[int]:
        """Return the versions that have a value otherwise than most; all of them where there is no most."""
        return {version for difference in fact.differences for version in _odd(difference)}

    def name(self, version: int) -> str:
        """Return the name of a version in full: "Italian", "English 2"."""
        label = self.story.labels[version]
        _, counted_, number = label.partition(" ")
        return f"{language_name(self.story.versions[version].language)}{counted_}{number}"

    def place(self, source: "Original") -> str:
        """Say where a sentence stands, e.g. "de, sentence 3"."""
        return f"{self.story.labels[source.version]}, sentence {source.segment + 1}"

    def _is_alone(self, fact: "StoryFact") -> bool:
        return len(self.story.versions) > 1 and len(fact.versions) == 1

    def _told(self, number: int, fact: "StoryFact") -> ToldFact:
        found = self._in_brief.get(_place(fact.statements[0]))
        if found is not None and self.brief is not None:
            return ToldFact(number, fact, found.text, self.brief.language, found.sources[0], found.outcome)
        source = fact.statements[0]
        own = (reflow(one.text) for one in fact.statements if one.version == source.version)
        return ToldFact(number, fact, " ".join(own), source.language, source, Outcome())

    @cached_property
    def _in_brief(self) -> "dict[tuple[int, int], KeyFact]":
        if self.brief is None:
            return {}
        return {_place(source): fact for fact in self.brief.facts for source in fact.sources}

    @cached_property
    def _best(self) -> int:
        """The version that states most of what others state too."""
        stated = [version for fact in self.story.facts if len(fact.versions) > 1 for version in fact.versions]
        return max(range(len(self.story.versions)), key=lambda version: (stated.count(version), -version))

    def _related(self, version: int) -> Iterator[str]:
        """Say which earlier version it comes from, or that it comes from none."""
        earlier = [one for one in self.story.relations if one.right == version]
        if earlier:
            nearest = max(earlier, key=_nearness)
            yield _RELATIONS[nearest.kind].format(self.name(nearest.left))


def _odd(difference: "Difference") -> set[int]:
    counts = Counter(reading.value for reading in difference.readings)
    most = max(counts.values())
    usual = [value for value, count in counts.items() if count == most]
    return {one.version for one in difference.readings if len(usual) > 1 or one.value != usual[0]}


def _nearness(relation: "Relation") -> tuple[bool, float]:
    return relation.kind != "rewrite", relation.score


def _place(source: "Original") -> tuple[int, int]:
    return source.version, source.segment
