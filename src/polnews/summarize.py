"""Summarize: the key facts of an article, translated only where they are kept."""

from collections.abc import Mapping, Sequence
from typing import overload

from polnews.article import Article
from polnews.brief import ArticleInfo, Brief, Headline, KeyFact, Original
from polnews.engines import Route
from polnews.facets import Facets, facets, mentions_in
from polnews.languages import base_language
from polnews.mentions.values import Mentions
from polnews.provenance import reading_signature, signature_line
from polnews.ranking import Scored, Scores, check_method, rank, select
from polnews.ranking import signature as ranking_signature
from polnews.ranking.kinds import Kind, kind_of
from polnews.ranking.methods import check_budget
from polnews.segment import Segment
from polnews.translate import Source, Target, Translate, Translation

__all__ = ["Summarize"]

# Without a budget: five facts for a dozen sentences, three more for every four further, at most ten, so that the brief
# of a long article answers what readers ask of it.
_FEWEST, _MOST = 5, 10
_DOZEN = 12
_MORE = 0.75
_MOST_PASSAGES = 4


class Summarize:
    """Condenses articles to key facts. Configure once, call many times; safe to share between threads.

    Give at most one budget; without any, five to ten facts by the article's length.

    Args:
        facts: How many facts, at least 1.
        words: How many words all facts together may have, at least 1. The first fact is always kept.
        share: The share of the article's sentences to keep, in (0, 1].
        method: How sentences are ranked: "keyfacts", "lead", or one of sumy's, e.g. "sumy:lexrank".
        to: Target language of the brief as a BCP 47 tag, or a configured Translate. By default each brief is in its
            article's own language, which needs no model.
        translate_first: Translate the whole article and rank the translation, instead of translating what is kept.
            Slower, and the ranking then sees machine-made sentences.

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
    def __call__(self, articles: Article | Translation) -> Brief: ...
    @overload
    def __call__(self, articles: Sequence[Article | Translation]) -> list[Brief]: ...
    def __call__(
        self, articles: Article | Translation | Sequence[Article | Translation]
    ) -> Brief | list[Brief]:
        """Summarise one article, or many with their translations in one batch.

        Args:
            articles: An Article, a Translation (its brief is in the translation's language, its facts point to the
                original), or any number of them.

        Returns:
            A Brief, or one per article in the same order.

        Raises:
            ModelNotFoundError: No installed model leads from an article's language to the brief's.
            EngineError: The engine failed.
        """
        if isinstance(articles, Article | Translation):
            return self([articles])[0]
        if self.translate_first and self._translate is not None:
            plain = [item for item in articles if isinstance(item, Article)]
            translations = iter(self._translate(plain))
            articles = [next(translations) if isinstance(item, Article) else item for item in articles]
        drafts = [self._draft(item) for item in articles]
        targets = iter(self._render(drafts))
        return [self._brief(draft, [next(targets) for _ in draft.sources]) for draft in drafts]

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

    def _draft(self, item: Article | Translation) -> "_Draft":
        ranked = item.article if isinstance(item, Translation) else item
        facts = self._facts if self._words or self._share else self._facts or _facts_for(ranked)
        chosen = select(ranked, method=self.method, facts=facts, words=self._words, share=self._share)
        return _Draft(item, chosen)

    def _render(self, drafts: Sequence["_Draft"]) -> list[Target]:
        """Put every headline and fact into the brief's language, all drafts in one batch."""
        targets: list[Target | None] = []
        pending: list[Source] = []
        for draft in drafts:
            if self._translate is None or draft.speaks(self._translate.to):
                targets += draft.own_targets()
            else:
                targets += [None] * len(draft.sources)
                pending += draft.sources
        rendered = iter(self._translate.render(pending) if self._translate and pending else [])
        return [next(rendered) if target is None else target for target in targets]

    def _brief(self, draft: "_Draft", targets: Sequence[Target]) -> Brief:
        headline, *facts = targets
        from polnews.mentions import find_mentions  # 20 modules nobody needs before the first brief

        found = find_mentions(draft.origin)
        listed = facets(found)
        routes = [target.route for target in targets if target.route is not None]
        return Brief(
            language=self._translate.to if self._translate else draft.ranked.language,
            headline=Headline(headline.text, draft.title, draft.from_fact, headline.outcome),
            facts=tuple(
                KeyFact(
                    target.text,
                    rank_,
                    draft.kind(segment, found),
                    scored.score,
                    (Original.of(segment),),
                    target.outcome,
                )
                for target, (rank_, scored, segment) in zip(facts, draft.kept, strict=True)
            ),
            who=listed.who,
            timeline=listed.timeline,
            numbers=listed.numbers,
            quotes=listed.quotes,
            passages=draft.passages(listed),
            versions=(ArticleInfo.of(draft.origin),),
            method=self.method,
            route=routes[0].tags if routes else draft.route,
            engine=routes[0].engine.name if routes else draft.engine,
            signature=self._signature(draft, routes),
        )

    def _signature(self, draft: "_Draft", routes: Sequence[Route]) -> str:
        line = signature_line(self.signature(routes))
        return f"{line} | {draft.item.signature}" if isinstance(draft.item, Translation) else line


class _Draft:
    """The choice of what a brief says, before it is put into the brief's language."""

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

    @property
    def sources(self) -> list[Source]:
        """What is to be translated: the headline, then the facts."""
        given = (
            [Source(self.origin.title, self.origin.language)]
            if self.title is None and self.origin.title
            else []
        )
        return given + [Source(segment.clean, segment.language) for segment in self.segments]

    def kind(self, segment: Segment, found: Mentions) -> Kind:
        """What an original sentence is mainly about."""
        place = segment.index / max(1, len(self.origin.segments) - 1)
        return kind_of(segment.clean, segment.language, mentions_in(found, segment.index), place)

    def passages(self, listed: Facets) -> tuple[Original, ...]:
        """The sentences that resolved dates and quotes stand in, unless the brief says them already."""
        said = {segment.index for segment in self.segments}
        dates = [date.segment for date in listed.timeline if date.value is not None]
        places = {*dates, *(quote.segment for quote in listed.quotes)} - said - {None}
        titles = {segment.index for segment in self.origin.segments if segment.role in ("title", "heading")}
        found = sorted(place for place in places if place is not None and place not in titles)
        return tuple(Original.of(self.origin.segments[place]) for place in found[:_MOST_PASSAGES])

    def speaks(self, language: str) -> bool:
        """Whether the ranked article already is in the brief's language."""
        return base_language(self.ranked.language) == base_language(language)

    def own_targets(self) -> list[Target]:
        """Headline and facts as the ranked article has them."""
        if not isinstance(self.item, Translation):
            return [Target(source.text, None) for source in self.sources]
        given = [Target(self.ranked.title, None)] if self.title is None and self.ranked.title else []
        pairs = [self.item.pairs[segment.index] for segment in self.segments]
        return given + [Target(pair.target.clean, None, pair.outcome) for pair in pairs]

    @property
    def route(self) -> tuple[str, ...]:
        """The way the ranked article took already."""
        return self.item.route if isinstance(self.item, Translation) else (self.origin.language,)

    @property
    def engine(self) -> str:
        """What made the ranked article."""
        return self.item.engine if isinstance(self.item, Translation) else "identity"


def _facts_for(article: Article) -> int:
    """Return how many facts a brief of an article holds when nobody says: more for a longer article."""
    sentences = sum(segment.role in ("lead", "body") for segment in article.segments)
    return min(_MOST, _FEWEST + max(0, round(_MORE * (sentences - _DOZEN))))
