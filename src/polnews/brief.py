"""What a brief is made of: a headline and key facts, each with the sentences it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from polnews.article import Article, SetAside
from polnews.mentions.values import Actor, AmountMention, DateMention, Quote
from polnews.original import Original
from polnews.ranking.kinds import Kind
from polnews.record import Record
from polnews.story.labels import version_labels
from polnews.story.values import Difference
from polnews.translate import Outcome

__all__ = ["ArticleInfo", "Brief", "Headline", "KeyFact", "Original", "Passage"]


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One statement of a brief.

    Attributes:
        text: The statement in the brief's language.
        rank: 1 for the most important of the brief.
        kind: What it is mainly about, e.g. "decision" or "amount".
        score: What the ranking method gave it; comparable within one brief only.
        sources: The original sentences behind it, at least one. In the brief of a story they come from all the
            versions that state it, and the first is the one `text` was taken or translated from.
        outcome: How its translation went; empty when it stands in its own language.
        differences: Values on which the versions of a story disagree here.
        opinion: It judges rather than reports: left out of briefs unless a story has nothing else.
    """

    text: str
    rank: int
    kind: Kind
    score: float
    sources: tuple[Original, ...]
    outcome: Outcome = field(default_factory=Outcome)
    differences: tuple[Difference, ...] = ()
    opinion: bool = False

    @property
    def stated_by(self) -> tuple[int, ...]:
        """Indices in `Brief.versions` of the versions that state it, ascending."""
        return tuple(sorted({source.version for source in self.sources}))

    def _repr_html_(self) -> str:
        from polnews.output.cells import fact_cell

        return fact_cell(self)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline of a brief.

    Attributes:
        text: The headline in the brief's language.
        source: The title it came from; None when the title was given by the user.
        from_fact: The article has no title: this is its most important fact.
        outcome: How its translation went.
    """

    text: str
    source: Original | None
    from_fact: bool = False
    outcome: Outcome = field(default_factory=Outcome)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that a date or quotation of the brief stands in, and that is no fact.

    Attributes:
        text: The sentence in the brief's language.
        source: The original sentence.
        outcome: How its translation went; empty when it stands in its own language.
    """

    text: str
    source: Original
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def is_translated(self) -> bool:
        """Whether its words are not the original's."""
        return self.text.split() != self.source.text.split()


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """Which article a brief was made from.

    Attributes:
        language: Its main language.
        date: Its date, when known.
        source: File name or address, never a path.
        digest: SHA-256 of what was read, hexadecimal.
        segments: Number of sentences and headings kept.
        set_aside: The lines that are not the story, with their reasons.
    """

    language: str
    date: date | None
    source: str | None
    digest: str
    segments: int
    set_aside: tuple[SetAside, ...]

    @classmethod
    def of(cls, article: Article) -> "ArticleInfo":
        """Describe an article."""
        return cls(
            language=article.language,
            date=article.date,
            source=article.source,
            digest=article.digest,
            segments=len(article.segments),
            set_aside=article.set_aside,
        )


class Brief(Record):
    """A headline and the key facts of an article or a story, each with its source.

    Attributes:
        schema_version: Version of the JSON form.
        language: The language of headline and facts.
        headline: The headline.
        facts: Key facts in reading order; `rank` gives their importance.
        who: Persons, organisations and countries of the article, the most mentioned first, at most ten.
        timeline: Its dates in order of time, each once; those that could not be resolved come last.
        numbers: Its amounts in reading order, each once; ordinals, clock times and legal references are left out.
        quotes: What was said, word for word, in reading order. Of a story, what these four list comes from one
            version, `main`.
        passages: Sentences that dates or quotes stand in and that are no facts, at most three.
        versions: The articles it was made from.
        main: Index of the version that stands for a story here: one in the brief's language, else the one that states
            most facts that others state too; 0 for a brief of one article.
        method: How sentences were ranked.
        route: Language tags from the article's language to the brief's; one tag when nothing was translated.
        engine: What translated, "identity" when nothing was.
        signature: Everything that can change the output, in one line.
    """

    schema_version: Literal[1] = 1
    language: str
    headline: Headline
    facts: tuple[KeyFact, ...]
    who: tuple[Actor, ...] = ()
    timeline: tuple[DateMention, ...] = ()
    numbers: tuple[AmountMention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    passages: tuple[Passage, ...] = ()
    versions: tuple[ArticleInfo, ...]
    main: int = 0
    method: str
    route: tuple[str, ...]
    engine: str
    signature: str

    @property
    def translated(self) -> bool:
        """Whether the facts were translated."""
        return len(self.route) > 1

    @property
    def labels(self) -> tuple[str, ...]:
        """A short name for each version: its language, with more where that is not enough."""
        return version_labels(self.versions)

    def missing_in(self, fact: KeyFact) -> tuple[int, ...]:
        """Return the indices of the versions that do not state a fact, ascending."""
        return tuple(place for place in range(len(self.versions)) if place not in fact.stated_by)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How the translation of the headline, of each fact and of each passage went."""
        facts = (fact.outcome for fact in self.facts)
        return (self.headline.outcome, *facts, *(passage.outcome for passage in self.passages))

    @property
    def severe(self) -> int:
        """How many translated lines, headline included, are not to be relied on."""
        return sum(outcome.is_severe for outcome in self.outcomes)

    def to_markdown(self) -> str:
        """Return the brief as Markdown."""
        from polnews.output.markdown import brief_markdown

        return brief_markdown(self)

    def to_html(self) -> str:
        """Return the brief as one self-contained HTML page."""
        from polnews.output.html import brief_html

        return brief_html(self)

    def to_docx(self) -> bytes:
        """Return the brief as a Word document.

        Raises:
            MissingExtraError: `polnews[docx]` is not installed.
        """
        from polnews.output.docx import briefs_docx

        return briefs_docx([self])

    def __str__(self) -> str:
        from polnews.output.text import brief_text

        return brief_text(self)

    def __repr__(self) -> str:
        return f"<Brief {self.language}: {len(self.facts)} facts, {self.headline.text!r}>"

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, str]:
        from polnews.output.html import brief_cell

        return {
            "text/plain": str(self),
            "text/markdown": self.to_markdown(),
            "text/html": brief_cell(self),
        }
