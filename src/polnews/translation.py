"""Translations as values: an Article in another language, aligned segment by segment, and how it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from polnews.article import Article
from polnews.checks import Check
from polnews.engines import Route
from polnews.provenance import Step
from polnews.record import Record
from polnews.segment import Segment

__all__ = ["AlignedPair", "Outcome", "Source", "Target", "Translation", "target_article"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the translation of one segment went.

    Attributes:
        score: Mean log-probability per token, at most 0; None when the engine gives none.
        checks: What the reader must know, worst first.
        steps: What was done, in order.
    """

    score: float | None = None
    checks: tuple[Check, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def is_severe(self) -> bool:
        """Whether a finding says not to rely on the translation."""
        return any(check.severity == "severe" for check in self.checks)


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A segment, its translation, and how it went."""

    source: Segment
    target: Segment
    outcome: Outcome

    @property
    def checks(self) -> tuple[Check, ...]:
        """What the reader must know about the translation, worst first."""
        return self.outcome.checks


class Translation(Record):
    """An Article rendered into another language.

    Attributes:
        source: The article as it was read.
        article: The rendering, a full Article: the same segments, roles and paragraphs, without what was set aside.
        route: Language tags from source to target, e.g. ("de", "en", "it"); one tag when nothing was to be done.
        engine: What served, e.g. "argos".
        outcomes: One per segment of `source`, in order.
        title_outcome: How the title went, where it stands in no segment; else None.
        signature: Everything that can change the output, in one line.
    """

    source: Article
    article: Article
    route: tuple[str, ...]
    engine: str
    outcomes: tuple[Outcome, ...]
    title_outcome: Outcome | None = None
    signature: str

    @property
    def pairs(self) -> tuple[AlignedPair, ...]:
        """Every segment beside its translation, in reading order."""
        return tuple(map(AlignedPair, self.source.segments, self.article.segments, self.outcomes))

    @property
    def checks(self) -> dict[int, tuple[Check, ...]]:
        """The findings by segment index; segments without findings are absent."""
        return {index: outcome.checks for index, outcome in enumerate(self.outcomes) if outcome.checks}

    @property
    def line_outcomes(self) -> tuple[Outcome, ...]:
        """How every line went: the title, where it stands in no segment, and the segments."""
        return self.outcomes if self.title_outcome is None else (self.title_outcome, *self.outcomes)

    @property
    def severe(self) -> int:
        """How many lines of the translation are not to be relied on."""
        return sum(outcome.is_severe for outcome in self.line_outcomes)

    def to_html(self) -> str:
        """Return the translation as one self-contained HTML page, side by side with its source."""
        from polnews.output.html import translation_html

        return translation_html(self)

    def to_docx(self) -> bytes:
        """Return the translation as a Word document, a table side by side with its source.

        Raises:
            MissingExtraError: `polnews[docx]` is not installed.
        """
        from polnews.output.docx import translations_docx

        return translations_docx([self])

    def to_markdown(self) -> str:
        """Return the translation as a Markdown table, original left, translation right."""
        from polnews.output.markdown import translation_markdown

        return translation_markdown(self)

    def __str__(self) -> str:
        from polnews.output.text import translation_text

        return translation_text(self)

    def __repr__(self) -> str:
        findings = sum(map(len, self.checks.values()))
        route, segments = "-".join(self.route), len(self.outcomes)
        return f"<Translation {route} by {self.engine}: {segments} segments, {findings} findings>"

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, str]:
        from polnews.output.html import translation_cell

        return {"text/plain": str(self), "text/html": translation_cell(self)}


@dataclass(frozen=True, slots=True)
class Source:
    """A text to translate: a segment's clean text and its language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Target:
    """A translated text, the route it took, and how it went."""

    text: str
    route: Route | None
    outcome: Outcome = field(default_factory=Outcome)


def target_article(article: Article, texts: Sequence[str], language: str, title: str | None) -> Article:
    """Lay translated segments out as the source is: one line per paragraph, a blank line between."""
    segments: list[Segment] = []
    text = ""
    for segment, rendered in zip(article.segments, texts, strict=True):
        if segments:
            same = segments[-1].paragraph == segment.paragraph and segments[-1].role == segment.role
            text += " " if same else "\n\n"
        start = len(text)
        text += rendered
        segments.append(
            Segment.cut(
                text,
                start,
                len(text),
                index=segment.index,
                role=segment.role,
                language=language,
                paragraph=segment.paragraph,
            )
        )
        if segment.role == "title":
            title = rendered
    return Article(
        text=text,
        language=language,
        title=title,
        date=article.date,
        source=article.source,
        digest=sha256(text.encode()).hexdigest(),
        segments=tuple(segments),
    )
