"""Story: the versions of one event, aligned with each other, and what each of them states."""

from typing import Literal

from polnews.article import Article
from polnews.record import Record
from polnews.story.labels import version_labels
from polnews.story.values import Alignment, Relation, StoryFact

__all__ = ["Story"]


class Story(Record):
    """The versions of one event, and the facts they state.

    Attributes:
        schema_version: Version of the JSON form.
        versions: The articles, by date where dates are known, else as they were given.
        alignments: Two versions side by side, the left one before the right one in `versions`.
        facts: What the versions state, the most important first; each segment of a version stands in one at most.
        relations: What two versions are to each other.
        signature: Everything that can change the story, in one line.
    """

    schema_version: Literal[1] = 1
    versions: tuple[Article, ...]
    alignments: tuple[Alignment, ...] = ()
    facts: tuple[StoryFact, ...] = ()
    relations: tuple[Relation, ...] = ()
    signature: str

    @property
    def labels(self) -> tuple[str, ...]:
        """A short name for each version: its language, counted where a language stands more than once."""
        return version_labels(self.versions)

    @property
    def shared(self) -> tuple[StoryFact, ...]:
        """The facts that every version states, the most important first."""
        return tuple(fact for fact in self.facts if len(fact.versions) == len(self.versions))

    @property
    def disputed(self) -> tuple[StoryFact, ...]:
        """The facts on which versions disagree, the most important first."""
        return tuple(fact for fact in self.facts if fact.differences)

    def only_in(self, version: int) -> tuple[StoryFact, ...]:
        """Return the facts, opinions among them, that one version alone states."""
        return tuple(fact for fact in self.facts if fact.versions == (version,))

    def missing_in(self, fact: StoryFact) -> tuple[int, ...]:
        """Return the indices of the versions that do not state a fact, ascending."""
        return tuple(place for place in range(len(self.versions)) if place not in fact.versions)

    def alignment(self, left: int, right: int) -> Alignment:
        """Return two versions side by side, whichever way round they are asked for.

        Raises:
            KeyError: Not two different versions of the story.
        """
        asked = {left, right}
        for found in self.alignments:
            if {found.left, found.right} == asked:
                return found
        raise KeyError(f"The story aligns no versions {left} and {right}; it has {len(self.versions)}.")

    def __repr__(self) -> str:
        return f"<Story {', '.join(self.labels)}: {len(self.facts)} facts>"
