"""Story: the versions of one event, aligned with each other, and what each of them states."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from polnews.article import Article
from polnews.record import Record
from polnews.story.labels import version_labels
from polnews.story.values import Alignment, Relation, StoryFact

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from polnews.brief import Brief
    from polnews.story.encoders import Encoder
    from polnews.translate import Translation

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

    >>> bulletin = "Sofia, 3 March 2025. Bulgaria pays EUR 5 million to Fund Alpha. The vote was 61 to 40."
    >>> bericht = "Sofia, 3. März 2025. Bulgarien zahlt dem Fund Alpha 7 Mio. Euro. Das Ergebnis war 61 zu 40."
    >>> texts = [Article.from_text(bulletin, language="en"), Article.from_text(bericht, language="de")]
    >>> story = Story.from_articles(texts)
    >>> [(one.kind, [reading.text for reading in one.readings]) for one in story.disputed[0].differences]
    [('amount', ['EUR 5 million', '7 Mio. Euro'])]
    """

    schema_version: Literal[1] = 1
    versions: tuple[Article, ...]
    alignments: tuple[Alignment, ...] = ()
    facts: tuple[StoryFact, ...] = ()
    relations: tuple[Relation, ...] = ()
    signature: str

    @classmethod
    def from_articles(
        cls,
        articles: Iterable[Article],
        *,
        encoder: "Encoder | None" = None,
        translations: Iterable["Translation"] = (),
    ) -> "Story":
        """Compare articles that tell one event.

        Args:
            articles: The versions, at least one, in any languages.
            encoder: Adds sentence vectors to what links sentences, so that more is found of what is told in other
                words; needs the extra `compare`.
            translations: Translations that exist anyway. One of a version into the language of another is evidence
                of which sentences belong together.

        Raises:
            ArticleError: There is no article; or some tell another event than most, by what they name. The message
                says which, and how to sort a mixed heap.

        Articles that name too little to tell are taken as given.
        """
        from polnews.story.building import one_story

        return one_story(articles, encoder=encoder, translations=translations)

    @classmethod
    def from_files(cls, *paths: str | Path, encoder: "Encoder | None" = None) -> "Story":
        """Read files that tell one event, in any format `Article.all_from` reads, and compare them.

        Args:
            paths: Files or patterns such as "news/*.txt"; what fits a pattern is read in order of names.
            encoder: As in `from_articles`.

        Raises:
            ArticleError: A file is not there, or no file fits a pattern; or as in `from_articles`.
            PolnewsError: A file cannot be read, as in `Article.from_file`.
        """
        from polnews.story.sources import read_files

        return cls.from_articles(read_files(paths), encoder=encoder)

    @classmethod
    def from_folder(cls, folder: str | Path, *, encoder: "Encoder | None" = None) -> "Story":
        """Read the files of a folder that tell one event, and compare them.

        Args:
            folder: A folder. Hidden files, folders in it and files whose name has no ending (README, LICENSE) are
                left out.
            encoder: As in `from_articles`.

        Raises:
            ArticleError: The folder is not there or holds no such file; or as in `from_articles`.
            PolnewsError: A file cannot be read, as in `Article.from_file`.
        """
        from polnews.story.sources import files_of

        return cls.from_files(*files_of(folder), encoder=encoder)

    @classmethod
    def group(
        cls, articles: Iterable[Article], *, days: int | None = 7, encoder: "Encoder | None" = None
    ) -> "list[Story]":
        """Find the stories in a mixed heap of articles, in any languages.

        Articles are of one story when they name the same rare things. Time grows with the number of articles, not
        with its square.

        Args:
            articles: Any number of articles.
            days: Articles dated further apart than this are of two stories; undated ones may be near any. None leaves
                dates out of account.
            encoder: As in `from_articles`.

        Returns:
            One Story for each event, those of one version among them, in the order of their first articles.

        Raises:
            ArticleError: `days` is negative.
        """
        from polnews.story.building import stories

        return stories(articles, days=days, encoder=encoder)

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

    def to_markdown(self, brief: "Brief | None" = None) -> str:
        """Return the story as Markdown: its versions, its facts, what one version alone says, and a table of all.

        Args:
            brief: A brief of this story; facts that stand in it are shown in its words, e.g. translated.

        Raises:
            ArticleError: The brief is of other articles.
        """
        from polnews.output.story_markdown import story_markdown

        return story_markdown(self, brief)

    def to_html(self, brief: "Brief | None" = None) -> str:
        """Return the story as one self-contained HTML page: facts left, versions side by side right.

        Pointing at a fact lights its sentences in every version.

        Args:
            brief: A brief of this story; facts that stand in it are shown in its words, e.g. translated.

        Raises:
            ArticleError: The brief is of other articles.
        """
        from polnews.output.story_page import story_html

        return story_html(self, brief)

    def plot(self, brief: "Brief | None" = None) -> "Figure":
        """Draw which version states which fact, as a matplotlib figure.

        Args:
            brief: A brief of this story; facts that stand in it are shown in its words.

        Raises:
            MissingExtraError: `polnews[plot]` is not installed.
            ArticleError: The brief is of other articles.
        """
        from polnews.output.story_plot import matrix_figure

        return matrix_figure(self, brief)

    def plot_alignment(self, left: int, right: int) -> "Figure":
        """Draw the sentences of two versions and what links them, as a matplotlib figure.

        Args:
            left: Index in `versions` of the one on the left.
            right: Index of the one on the right.

        Raises:
            MissingExtraError: `polnews[plot]` is not installed.
            KeyError: Not two different versions of the story.
        """
        from polnews.output.story_plot import alignment_figure

        return alignment_figure(self, left, right)

    def __str__(self) -> str:
        from polnews.output.story_text import story_text

        return story_text(self)

    def __repr__(self) -> str:
        return f"<Story {', '.join(self.labels)}: {len(self.facts)} facts>"

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, str]:
        from polnews.output.story_markdown import story_table
        from polnews.output.story_page import story_cell

        return {
            "text/plain": str(self),
            "text/markdown": story_table(self),
            "text/html": story_cell(self),
        }
