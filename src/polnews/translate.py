"""Translate: an Article in another language, aligned segment by segment, with what the reader must know."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from polnews.article import Article
from polnews.engines import Route, find_route
from polnews.engines.base import DecodeOptions, TranslationEngine
from polnews.languages import Pair, base_language, normalise_tag
from polnews.progress import tracked
from polnews.provenance import Step, reading_signature, signature_line
from polnews.translation import AlignedPair, Outcome, Source, Target, Translation, target_article

if TYPE_CHECKING:
    from polnews.glossary import Glossary, GlossaryLike
    from polnews.memory import TranslationMemory

__all__ = ["AlignedPair", "Outcome", "Source", "Target", "Translate", "Translation"]


class Translate:
    """Renders articles into one language. Configure once, call many times; safe to share between threads.

    Args:
        to: The target language as a BCP 47 tag, e.g. "en".
        engine: An engine or its name. By default the best one installed for each pair.
        beam: Hypotheses kept while decoding, at least 1. 1 is fastest, 4 is what Argos Translate uses.
        reproducible: Give the same bytes however texts are batched; slower.
        lock: A lock file (`polnews models lock`): only the Argos packages it lists may translate.
        glossary: Terms and how they are to be rendered: a CSV or TSV file, a mapping, or a list of concepts;
            see `polnews.glossary.Glossary`.
        memory: File of a translation memory, made when missing. It keeps the texts on disk, readable by you alone.
        retry: Translate a segment with severe findings once more in another way, and keep the better.

    Raises:
        LanguageError: `to`, or a column of the glossary, is not a language tag.
        ArticleError: The glossary or memory cannot be used.
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
        glossary: "GlossaryLike | None" = None,
        memory: "str | Path | TranslationMemory | None" = None,
        retry: bool = True,
        lock: "str | Path | None" = None,
    ) -> None:
        self.to = normalise_tag(to)
        self.options = DecodeOptions(beam=beam, reproducible=reproducible)
        self.retry = retry
        self._engine, self._lock = engine, lock
        self.glossary, self.memory = _glossary(glossary), _memory(memory)

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

    def __repr__(self) -> str:
        engine = self._engine if isinstance(self._engine, str | None) else self._engine.name
        said = [f"to={self.to!r}", *([f"engine={engine!r}"] if engine is not None else [])]
        said += [f"beam={self.options.beam}"] if self.options.beam != DecodeOptions().beam else []
        said += ["reproducible=True"] if self.options.reproducible else []
        said += [f"glossary={self.glossary.digest[:12]}"] if self.glossary is not None else []
        said += [f"memory={self.memory.digest[:12]}"] if self.memory is not None else []
        return f"Translate({', '.join(said)})"

    def render(self, sources: Sequence[Source]) -> list[Target]:
        """Translate texts of any languages, batched by pair.

        Returns:
            One Target per source, in order.
        """
        targets: list[Target | None] = [None] * len(sources)
        by_language: dict[str, list[int]] = {}
        for index, source in enumerate(sources):
            by_language.setdefault(source.language, []).append(index)
        done = 0
        with tracked(f"Translating to {self.to}", len(sources)) as task:
            for language, indices in by_language.items():
                texts = [sources[index].text for index in indices]
                for index, target in zip(indices, self._render_language(texts, language), strict=True):
                    targets[index] = target
                done += len(indices)
                task.reach(done)
        return [target for target in targets if target is not None]

    def _render_language(self, texts: list[str], language: str) -> Iterator[Target]:
        if base_language(language) == base_language(self.to):
            for text in texts:
                yield Target(text, None, Outcome(steps=(Step("kept", f"already in {language}"),)))
            return
        route = self.route(language)
        from polnews.rendering import Renderer  # what decodes, checks and repairs waits for the first text

        renderer = Renderer(
            route=route,
            source=language,
            target=self.to,
            options=self.options,
            retry=self.retry,
            glossary=self.glossary,
            memory=self.memory,
            context=self._context(route),
        )
        for text, outcome in renderer.render(texts):
            yield Target(text, route, outcome)

    def _context(self, route: Route) -> str:
        """Return what can change an engine's output, as a memory's key: what people translated cannot."""
        if self.memory is None:
            return ""
        parts = {**reading_signature(), **self.signature([route])}
        return signature_line({name: part for name, part in parts.items() if name != "memory"})

    def route(self, language: str) -> Route:
        """Return what serves a language now: engine, pair, and the languages it goes through.

        Raises:
            ModelNotFoundError: No installed model leads from it to the target.
        """
        return find_route(Pair(language, self.to), engine=self._engine, lock=self._lock)

    def signature(self, routes: Sequence[Route]) -> Mapping[str, str]:
        """Return what can change the output of these routes: options, engines, packages, versions."""
        parts = {
            "to": self.to,
            "beam": str(self.options.beam),
            "reproducible": str(self.options.reproducible).lower(),
            "retry": str(self.retry).lower(),
        }
        if self.glossary is not None:
            parts["glossary"] = self.glossary.digest[:12]
        if self.memory is not None:
            parts["memory"] = self.memory.digest[:12]
        for route in dict.fromkeys(routes):
            parts[f"route {route.engine.name}"] = str(route)
            parts.update(route.engine.signature(route.pair))
        return parts

    def _translation(self, article: Article, targets: Iterator[Target]) -> Translation:
        rendered = [next(targets) for _ in _texts(article)]
        routes = [target.route for target in rendered if target.route is not None]
        body = rendered[: len(article.segments)]
        title = rendered[-1] if len(rendered) > len(body) else None
        main = next(iter(routes), None)
        return Translation(
            source=article,
            article=target_article(
                article, [target.text for target in body], self.to, title.text if title else None
            ),
            route=main.tags if main else (article.language,),
            engine=main.engine.name if main else "identity",
            outcomes=tuple(target.outcome for target in body),
            title_outcome=title.outcome if title else None,
            signature=signature_line({**reading_signature(), **self.signature(routes)}),
        )


def _texts(article: Article) -> list[tuple[str, str]]:
    """Return the texts of an article to translate: every segment, and a title that stands in none of them."""
    texts = [(segment.clean, segment.language) for segment in article.segments]
    if article.title is not None and not any(segment.role == "title" for segment in article.segments):
        texts.append((article.title, article.language))
    return texts


def _glossary(given: "GlossaryLike | None") -> "Glossary | None":
    if given is None:
        return None
    from polnews.glossary import Glossary

    return Glossary.read(given)


def _memory(given: "str | Path | TranslationMemory | None") -> "TranslationMemory | None":
    if given is None:
        return None
    from polnews.memory import TranslationMemory

    return given if isinstance(given, TranslationMemory) else TranslationMemory(given)
