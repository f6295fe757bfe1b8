"""Summarize: the key facts of an article or a story, translated only where they are kept."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from polnews.article import Article
from polnews.brief import ArticleInfo, Brief, Headline, KeyFact, Original, Passage
from polnews.engines import Route
from polnews.facets import Facets, facets, mentions_in, rendered_actors
from polnews.languages import base_language
from polnews.mentions.values import Mentions
from polnews.progress import each
from polnews.provenance import Step, reading_signature, signature_line
from polnews.ranking import Scored, Scores, check_method, rank, select
from polnews.ranking import signature as ranking_signature
from polnews.ranking.kinds import Kind, kind_of
from polnews.ranking.methods import check_budget
from polnews.segment import Segment
from polnews.story.story import Story
from polnews.translate import Outcome, Source, Target, Translate, Translation

if TYPE_CHECKING:
    from polnews.story.telling import Telling
    from polnews.story.values import StoryFact

__all__ = ["Summarize"]

# Without a budget: five facts for a dozen sentences, three more for every four further, at most a dozen, so that the
# brief of a long article answers what readers ask of it.
_FEWEST, _MOST = 5, 12
_DOZEN = 12
_MORE = 0.75
_MOST_PASSAGES = 3


class Summarize:
    """Condenses articles and stories to key facts. Configure once, call many times; safe to share between threads.

    Give at most one budget; without any, five to twelve facts by the article's length.

    Args:
        facts: How many facts, at least 1.
        words: How many words all facts together may have, at least 1. The first fact is always kept.
        share: The share of the article's sentences to keep, in (0, 1].
        method: How sentences are ranked: "keyfacts", "lead", or one of sumy's, e.g. "sumy:lexrank".
        to: Target language of the brief as a BCP 47 tag, or a configured Translate. By default each brief is in its
            article's own language, which needs no model; that of a story in the language most of its versions have.
        translate_first: Translate the whole article and rank the translation, instead of translating what is kept.
            Slower, and the ranking then sees machine-made sentences. A story is always ranked in its own words.

    Raises:
        ArticleError: A budget is out of range, or more than one is given.
        LanguageError: `to` is not a language tag.
        RegistryError: No ranking method has that name.

    >>> from polnews import Article
    >>> article = Article.from_text("Parliament passed the budget on Monday. Nobody spoke against it.", language="en")
    >>> Summarize(facts=1)(article).facts[0].text
    'Parliament passed the budget on Monday.'
    """

    def __init__(
        self,
        *,
        facts: int | None = None,
        words: int | None = None,
        share: float | None = None,
        method: str = "keyfacts",
        to: str | Translate | None = None,
        translate_first: bool = False,
    ) -> None:
        if (facts, words, share) != (None, None, None):
            check_budget(facts=facts, words=words, share=share)
        check_method(method)
        self.method = method
        self.translate_first = translate_first
        self._facts, self._words, self._share = facts, words, share
        self._translate = Translate(to=to) if isinstance(to, str) else to

    @overload
    def __call__(self, articles: Article | Translation | Story) -> Brief: ...
    @overload
    def __call__(self, articles: Sequence[Article | Translation | Story]) -> list[Brief]: ...
    def __call__(
        self, articles: Article | Translation | Story | Sequence[Article | Translation | Story]
    ) -> Brief | list[Brief]:
        """Summarise one article or story, or many with their translations in one batch.

        Args:
            articles: An Article, a Translation (its brief is in the translation's language, its facts point to the
                original), a Story, or any number of them.

        Returns:
            A Brief, or one per article in the same order. In the brief of a story each fact has the sentences of all
            versions that state it. Its text is that of a version in the brief's language where one states it, else
            translated from the best version that can be; `fact.sources[0]` is where it comes from. Without `to`, what
            only versions in other languages state stays in their words.

        Raises:
            ModelNotFoundError: No installed model leads from an article's language to the brief's.
            EngineError: The engine failed.
        """
        if isinstance(articles, Article | Translation | Story):
            return self([articles])[0]
        if self.translate_first and self._translate is not None:
            plain = [item for item in articles if isinstance(item, Article)]
            translations = iter(self._translate(plain))
            articles = [next(translations) if isinstance(item, Article) else item for item in articles]
        drafts = each(articles, "Choosing facts", self._draft)
        targets = iter(self._render(drafts))

        def finished(draft: "_Draft | _StoryDraft") -> Brief:
            return self._brief(draft, [next(targets) for _ in draft.sources])

        return each(drafts, "Writing briefs", finished)

    def __repr__(self) -> str:
        given = {"facts": self._facts, "words": self._words, "share": self._share}
        said = [f"{name}={value}" for name, value in given.items() if value is not None]
        said += [f"method={self.method!r}"] if self.method != "keyfacts" else []
        said += [f"to={self._translate!r}"] if self._translate is not None else []
        said += ["translate_first=True"] if self.translate_first else []
        return f"Summarize({', '.join(said)})"

    def scores(self, article: Article) -> Scores:
        """Return every sentence's score and features, in reading order.

        Args:
            article: The article to look into.

        Returns:
            One Scored per sentence of lead and body, a list that notebooks show as a table.
        """
        return Scores(rank(article, method=self.method), article)

    @property
    def translate(self) -> Translate | None:
        """What puts briefs into another language; None when each stays in its article's own."""
        return self._translate

    def signature(self, routes: Sequence[Route] = ()) -> Mapping[str, str]:
        """Return what can change a brief: versions, options, and what serves these routes."""
        given = {"facts": self._facts, "words": self._words, "share": self._share}
        budget = {name: str(value) for name, value in given.items() if value} or {"facts": "by length"}
        parts = dict(reading_signature()) | budget | dict(ranking_signature(self.method))
        if self._translate is not None:
            parts |= {"translate_first": str(self.translate_first).lower()}
            parts |= dict(self._translate.signature(routes))
        return parts

    def _draft(self, item: Article | Translation | Story) -> "_Draft | _StoryDraft":
        if isinstance(item, Story):
            return self._story_draft(item)
        ranked = item.article if isinstance(item, Translation) else item
        chosen = select(ranked, method=self.method, **self._budget(ranked))
        return _Draft(item, chosen)

    def _story_draft(self, story: Story) -> "_StoryDraft":
        from polnews.story.telling import (
            Telling,
            chosen_facts,
        )  # what compares versions waits for the first story

        telling = Telling(story, self._translate)
        return _StoryDraft(telling, chosen_facts(story, method=self.method, **self._budget(telling.article)))

    def _budget(self, article: Article) -> dict[str, Any]:
        """Return what a brief may hold; without a budget, facts by the article's length."""
        facts = self._facts if self._words or self._share else self._facts or _facts_for(article)
        return {"facts": facts, "words": self._words, "share": self._share}

    def _render(self, drafts: Sequence["_Draft | _StoryDraft"]) -> list[Target]:
        """Put every headline, fact and passage into the brief's language, all drafts in one batch."""
        targets: list[Target | None] = []
        pending: list[Source] = []
        for draft in drafts:
            known = draft.known_targets(None if self._translate is None else self._translate.to)
            targets += known
            pending += [source for source, target in zip(draft.sources, known, strict=True) if target is None]
        rendered = iter(self._translate.render(pending) if self._translate and pending else [])
        return [next(rendered) if target is None else target for target in targets]

    def _brief(self, draft: "_Draft | _StoryDraft", targets: Sequence[Target]) -> Brief:
        headline, *others = targets
        facts, passages = others[: len(draft.kept)], others[len(draft.kept) :]
        listed = draft.listed
        routes = [target.route for target in targets if target.route is not None]
        language = self._translate.to if self._translate else draft.language
        told = [
            (source.text, source.language, target.text)
            for source, target in zip(draft.sources, targets, strict=True)
        ]
        return Brief(
            language=language,
            headline=Headline(headline.text, draft.title, draft.from_fact, headline.outcome),
            facts=draft.key_facts(facts),
            who=rendered_actors(listed.who, told, language),
            timeline=listed.timeline,
            numbers=listed.numbers,
            quotes=listed.quotes,
            passages=tuple(
                Passage(target.text, source, target.outcome)
                for target, source in zip(passages, draft.passages, strict=True)
            ),
            versions=draft.versions,
            main=draft.main,
            method=self.method,
            route=routes[0].tags if routes else draft.route,
            engine=routes[0].engine.name if routes else draft.engine,
            signature=self._signature(draft, routes),
        )

    def _signature(self, draft: "_Draft | _StoryDraft", routes: Sequence[Route]) -> str:
        line = signature_line(self.signature(routes))
        if isinstance(draft.item, Article):
            return line
        parts = f"{line} | {draft.item.signature}".split(" | ")
        return " | ".join(dict.fromkeys(parts))  # what both were made with stands there once


class _Reading:
    """What a draft finds in the article whose actors, dates, numbers and quotes it lists."""

    origin: Article

    @cached_property
    def found(self) -> Mentions:
        """The mentions of the article."""
        from polnews.mentions import find_mentions  # 20 modules nobody needs before the first brief

        return find_mentions(self.origin)

    @cached_property
    def listed(self) -> Facets:
        """What of them the brief lists."""
        return facets(self.found)


class _Draft(_Reading):
    """The choice of what a brief says, before it is put into the brief's language."""

    main = 0

    def __init__(self, item: Article | Translation, chosen: Sequence[Scored]) -> None:
        self.item = item
        self.origin = item.source if isinstance(item, Translation) else item
        self.ranked = item.article if isinstance(item, Translation) else item
        ranks = {scored.segment_index: rank_ for rank_, scored in enumerate(chosen, start=1)}
        in_order = sorted(chosen, key=lambda scored: scored.segment_index)
        self.kept = [(ranks[s.segment_index], s, self.origin.segments[s.segment_index]) for s in in_order]
        titles = [segment for segment in self.origin.segments if segment.role == "title"]
        self.from_fact = not titles and self.origin.title is None
        if self.from_fact:
            titles = [segment for rank_, _, segment in self.kept if rank_ == 1]
        self.title = Original.of(titles[0]) if titles else None

    @property
    def segments(self) -> list[Segment]:
        """The original segments of headline (when it stands in the text) and facts."""
        title = [] if self.title is None else [self.origin.segments[self.title.segment]]
        return title + [segment for _, _, segment in self.kept]

    @cached_property
    def sources(self) -> list[Source]:
        """What is to be translated: the headline, the facts, the passages."""
        given = (
            [Source(self.origin.title, self.origin.language)]
            if self.title is None and self.origin.title
            else []
        )
        passages = [self.origin.segments[one.segment] for one in self.passages]
        return given + [Source(segment.clean, segment.language) for segment in (*self.segments, *passages)]

    def key_facts(self, targets: Sequence[Target]) -> tuple[KeyFact, ...]:
        """The facts, given their text in the brief's language."""
        return tuple(
            KeyFact(
                target.text,
                rank_,
                self._kind(segment),
                scored.score,
                (Original.of(segment),),
                target.outcome,
            )
            for target, (rank_, scored, segment) in zip(targets, self.kept, strict=True)
        )

    def _kind(self, segment: Segment) -> Kind:
        """What an original sentence is mainly about."""
        place = segment.index / max(1, len(self.origin.segments) - 1)
        return kind_of(segment.clean, segment.language, mentions_in(self.found, segment.index), place)

    @cached_property
    def passages(self) -> tuple[Original, ...]:
        """The sentences that resolved dates and quotes stand in, unless the brief says them already."""
        return _passages(self.origin, self.listed, {segment.index for segment in self.segments})

    def known_targets(self, to: str | None) -> list[Target | None]:
        """Headline, facts and passages as the ranked article has them; None for each when they must be translated."""
        if to is not None and base_language(self.ranked.language) != base_language(to):
            return [None] * len(self.sources)
        if not isinstance(self.item, Translation):
            return [Target(source.text, None) for source in self.sources]
        given = (
            [Target(self.ranked.title, None, self.item.title_outcome or Outcome())]
            if self.title is None and self.ranked.title
            else []
        )
        pairs = [
            self.item.pairs[one]
            for one in (*(s.index for s in self.segments), *(p.segment for p in self.passages))
        ]
        return [*given, *(Target(pair.target.clean, None, pair.outcome) for pair in pairs)]

    @property
    def language(self) -> str:
        """The language of the ranked article."""
        return self.ranked.language

    @property
    def versions(self) -> tuple[ArticleInfo, ...]:
        """The article."""
        return (ArticleInfo.of(self.origin),)

    @property
    def route(self) -> tuple[str, ...]:
        """The way the ranked article took already."""
        return self.item.route if isinstance(self.item, Translation) else (self.origin.language,)

    @property
    def engine(self) -> str:
        """What made the ranked article."""
        return self.item.engine if isinstance(self.item, Translation) else "identity"


class _StoryDraft(_Reading):
    """The choice of what the brief of a story says, before it is put into the brief's language."""

    def __init__(self, telling: "Telling", chosen: Sequence["StoryFact"]) -> None:
        from polnews.story.telling import in_reading_order

        self.item = telling.story
        self._telling = telling
        self._ranks = {fact.rank: rank_ for rank_, fact in enumerate(chosen, start=1)}
        self.kept = in_reading_order(chosen, telling.story)
        self.origin, self.main, self.language = telling.article, telling.main, telling.language
        headline = telling.title()
        self.from_fact = headline is None
        if headline is None:
            headline = telling.statements(chosen[0])[0], telling.source(chosen[0])
        self.title, source = headline
        self._said = [source, *map(telling.source, self.kept)]

    @cached_property
    def sources(self) -> list[Source]:
        """What is to be translated: the headline, the facts, the passages."""
        segments = (self.origin.segments[one.segment] for one in self.passages)
        return [*self._said, *(Source(segment.clean, segment.language) for segment in segments)]

    def known_targets(self, to: str | None) -> list[Target | None]:
        """Headline, facts and passages that need no translation as they stand; None for those that do."""
        return [
            Target(source.text, None, self._as_it_stands(source))
            if to is None or self._telling.speaks(source.language)
            else None
            for source in self.sources
        ]

    def _as_it_stands(self, source: Source) -> Outcome:
        if self._telling.speaks(source.language):
            return Outcome()
        return Outcome(steps=(Step("kept", f"in {source.language}: nothing was asked to translate it"),))

    def key_facts(self, targets: Sequence[Target]) -> tuple[KeyFact, ...]:
        """The facts, given their text in the brief's language."""
        return tuple(
            KeyFact(
                target.text,
                self._ranks[fact.rank],
                fact.kind,
                fact.score,
                self._telling.statements(fact),
                target.outcome,
                fact.differences,
                fact.opinion,
            )
            for target, fact in zip(targets, self.kept, strict=True)
        )

    @cached_property
    def passages(self) -> tuple[Original, ...]:
        """The sentences of the main version that resolved dates and quotes stand in, unless a fact is told by them."""
        sources = [said for fact in self.kept for said in fact.statements]
        said = {one.segment for one in sources if one.version == self.main}
        return _passages(self.origin, self.listed, said, self.main)

    @property
    def versions(self) -> tuple[ArticleInfo, ...]:
        """All versions of the story."""
        return tuple(map(ArticleInfo.of, self.item.versions))

    @property
    def route(self) -> tuple[str, ...]:
        """The brief's language: nothing was translated."""
        return (self.language,)

    @property
    def engine(self) -> str:
        """Nothing translated."""
        return "identity"


def _passages(article: Article, listed: Facets, said: set[int], version: int = 0) -> tuple[Original, ...]:
    """Return the sentences that resolved dates and quotes stand in, unless the brief says them already."""
    dates = [date.segment for date in listed.timeline if date.value is not None]
    places = {*dates, *(quote.segment for quote in listed.quotes)} - said - {None}
    titles = {segment.index for segment in article.segments if segment.role in ("title", "heading")}
    found = sorted(place for place in places if place is not None and place not in titles)
    return tuple(Original.of(article.segments[place], version) for place in found[:_MOST_PASSAGES])


def _facts_for(article: Article) -> int:
    """Return how many facts a brief of an article holds when nobody says: more for a longer article."""
    sentences = sum(segment.role in ("lead", "body") for segment in article.segments)
    return min(_MOST, _FEWEST + max(0, round(_MORE * (sentences - _DOZEN))))
