"""Translate: an Article in another language, aligned segment by segment, with what the reader must know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import overload

from polnews.article import Article
from polnews.checks import Check, Translated, run_checks
from polnews.engines import Route, find_route
from polnews.engines.base import DecodeOptions, Rendering, TranslationEngine
from polnews.languages import Pair, base_language, normalise_tag
from polnews.provenance import Step, reading_signature, signature_line
from polnews.record import Record
from polnews.segment import Segment, reflow

__all__ = ["AlignedPair", "Outcome", "Source", "Translate", "Translation"]


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
        signature: Everything that can change the output, in one line.
    """

    source: Article
    article: Article
    route: tuple[str, ...]
    engine: str
    outcomes: tuple[Outcome, ...]
    signature: str

    @property
    def pairs(self) -> tuple[AlignedPair, ...]:
        """Every segment beside its translation, in reading order."""
        return tuple(map(AlignedPair, self.source.segments, self.article.segments, self.outcomes))

    @property
    def checks(self) -> dict[int, tuple[Check, ...]]:
        """The findings by segment index; segments without findings are absent."""
        return {index: outcome.checks for index, outcome in enumerate(self.outcomes) if outcome.checks}

    def to_html(self) -> str:
        """Return the translation as one self-contained HTML page, side by side with its source."""
        from polnews.output.html import translation_html

        return translation_html(self)

    def to_markdown(self) -> str:
        """Return the translation as a Markdown table, original left, translation right."""
        from polnews.output.markdown import translation_markdown

        return translation_markdown(self)

    def __str__(self) -> str:
        from polnews.output.text import translation_text

        return translation_text(self)

    def __repr__(self) -> str:
        findings = sum(map(len, self.checks.values()))
        return (
            f"<Translation {'-'.join(self.route)} by {self.engine}: {len(self.outcomes)} segments, {findings} findings>"
        )


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


class Translate:
    """Renders articles into one language. Configure once, call many times; safe to share between threads.

    Args:
        to: The target language as a BCP 47 tag, e.g. "en".
        engine: An engine or its name. By default the best one installed for each pair.
        beam: Hypotheses kept while decoding, at least 1. 1 is fastest, 4 is what Argos Translate uses.
        reproducible: Give the same bytes however texts are batched; slower.

    Raises:
        LanguageError: `to` is not a language tag.
        RegistryError: No engine has that name.

    >>> from polnews import Article
    >>> from polnews.testing import FakeEngine
    >>> engine = FakeEngine("de-en", render={"Die Frist endet am Montag.": "The deadline ends on Monday."})
    >>> english = Translate(to="en", engine=engine)(Article.from_text("Die Frist endet am Montag.", language="de"))
    >>> english.pairs[0].target.text
    'The deadline ends on Monday.'
    """

    def __init__(
        self,
        *,
        to: str,
        engine: str | TranslationEngine | None = None,
        beam: int = 4,
        reproducible: bool = False,
    ) -> None:
        self.to = normalise_tag(to)
        self.options = DecodeOptions(beam=beam, reproducible=reproducible)
        self._engine = engine

    @overload
    def __call__(self, articles: Article) -> Translation: ...
    @overload
    def __call__(self, articles: Sequence[Article]) -> list[Translation]: ...
    def __call__(self, articles: Article | Sequence[Article]) -> Translation | list[Translation]:
        """Translate one article, or many in one batch.

        Args:
            articles: An Article, or any number of them, in any languages.

        Returns:
            A Translation, or one per article in the same order.

        Raises:
            ModelNotFoundError: No installed model leads from an article's language to the target.
            EngineError: The engine failed.
        """
        if isinstance(articles, Article):
            return self([articles])[0]
        sources = [Source(text, language) for article in articles for text, language in _texts(article)]
        targets = iter(self.render(sources))
        return [self._translation(article, targets) for article in articles]

    def render(self, sources: Sequence[Source]) -> list[Target]:
        """Translate texts of any languages, batched by pair.

        Returns:
            One Target per source, in order.
        """
        targets: list[Target | None] = [None] * len(sources)
        by_language: dict[str, list[int]] = {}
        for index, source in enumerate(sources):
            by_language.setdefault(source.language, []).append(index)
        for language, indices in by_language.items():
            texts = [sources[index].text for index in indices]
            for index, target in zip(indices, self._render_language(texts, language), strict=True):
                targets[index] = target
        return [target for target in targets if target is not None]

    def _render_language(self, texts: list[str], language: str) -> Iterator[Target]:
        if base_language(language) == base_language(self.to):
            for text in texts:
                yield Target(text, None, Outcome(steps=(Step("kept", f"already in {language}"),)))
            return
        route = find_route(Pair(language, self.to), engine=self._engine)
        renderings = route.engine.translate(texts, route.pair, options=self.options)
        for text, rendering in zip(texts, renderings, strict=True):
            yield self._checked(text, rendering, language, route)

    def _checked(self, text: str, rendering: Rendering, language: str, route: Route) -> Target:
        rendered = reflow(rendering.text) or text
        steps = [Step("translated", f"{route.engine.name} {route}")]
        if route.pair.target != self.to:
            steps.append(Step("region ignored", f"{self.to} asked, {route.pair.target} served"))
        checks = run_checks(
            Translated(
                source=text,
                source_language=language,
                target=rendered,
                target_language=self.to,
                engine=route.engine.name,
                score=rendering.score,
                cut=rendering.cut,
            )
        )
        return Target(rendered, route, Outcome(rendering.score, checks, tuple(steps)))

    def signature(self, routes: Sequence[Route]) -> Mapping[str, str]:
        """Return what can change the output of these routes: options, engines, packages, versions."""
        parts = {"to": self.to, "beam": str(self.options.beam), "reproducible": str(self.options.reproducible).lower()}
        for route in dict.fromkeys(routes):
            parts[f"route {route.engine.name}"] = str(route)
            parts.update(route.engine.signature(route.pair))
        return parts

    def _translation(self, article: Article, targets: Iterator[Target]) -> Translation:
        rendered = [next(targets) for _ in _texts(article)]
        routes = [target.route for target in rendered if target.route is not None]
        body = rendered[: len(article.segments)]
        title = rendered[-1].text if len(rendered) > len(body) else None
        main = next(iter(routes), None)
        return Translation(
            source=article,
            article=_target_article(article, [target.text for target in body], self.to, title),
            route=main.tags if main else (article.language,),
            engine=main.engine.name if main else "identity",
            outcomes=tuple(target.outcome for target in body),
            signature=signature_line({**reading_signature(), **self.signature(routes)}),
        )


def _texts(article: Article) -> list[tuple[str, str]]:
    """Return the texts of an article to translate: every segment, and a title that stands in none of them."""
    texts = [(segment.clean, segment.language) for segment in article.segments]
    if article.title is not None and not any(segment.role == "title" for segment in article.segments):
        texts.append((article.title, article.language))
    return texts


def _target_article(article: Article, texts: Sequence[str], language: str, title: str | None) -> Article:
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
