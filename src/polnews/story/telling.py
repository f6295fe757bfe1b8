"""What a brief of a story says: which facts, in the words of which version, and whose headline stands above them."""

from collections.abc import Iterable, Iterator, Sequence

from polnews.article import Article
from polnews.errors import ModelNotFoundError
from polnews.languages import base_language
from polnews.original import Original
from polnews.ranking import rank
from polnews.segment import Segment
from polnews.story.facts import ordered
from polnews.story.story import Story
from polnews.story.values import StoryFact
from polnews.translate import Source, Translate
from polnews.words import count_words

__all__ = ["Telling", "chosen_facts", "in_reading_order"]


def chosen_facts(
    story: Story,
    *,
    method: str,
    facts: int | None = None,
    words: int | None = None,
    share: float | None = None,
) -> list[StoryFact]:
    """Choose the facts of a brief, the most important first. Opinions are none.

    Args:
        story: The story.
        method: How sentences are ranked within each version, one of `polnews.ranking.METHODS`.
        facts: At most this many.
        words: At most this many words in all, by the first version that states each. A fact that does not fit gives
            way to the next that does; the first is kept whatever its length.
        share: This share, in (0, 1], of all facts, at least one.
    """
    listed = (
        story.facts if method == "keyfacts" else ordered(story.facts, story.relations, _scores(story, method))
    )
    reported = [fact for fact in listed if not fact.opinion] or list(listed)
    if words is not None:
        return list(_fitting(reported, words))
    return reported[: facts if share is None else max(1, round(share * len(reported)))]


def _scores(story: Story, method: str) -> list[dict[int, float]]:
    return [
        {scored.segment_index: scored.score for scored in rank(version, method=method)}
        for version in story.versions
    ]


def _fitting(facts: Iterable[StoryFact], budget: int) -> Iterator[StoryFact]:
    first = True
    for fact in facts:
        lead = fact.statements[0].version
        length = sum(count_words(said.text) for said in fact.statements if said.version == lead)
        if length <= budget or first:
            yield fact
            budget -= length
        first = False


class Telling:
    """Picks for each fact of a story the version whose words a brief uses.

    A version in the brief's language comes first; then, when there is something to translate with, one whose language
    it serves; among equals the version that states most facts others state too.

    Args:
        story: The story.
        translate: What will put facts into the brief's language; None for a brief in the story's own words. Its
            language then is the one most versions have.
    """

    def __init__(self, story: Story, translate: Translate | None) -> None:
        self.story = story
        self._translate = translate
        self._by_worth = _by_worth(story)
        self._served: dict[str, bool] = {}
        self.language = translate.to if translate is not None else self._common_language()
        self.main = self.best(range(len(story.versions)))

    @property
    def article(self) -> Article:
        """The version that stands for the story: whose actors, dates, numbers and quotes are listed."""
        return self.story.versions[self.main]

    def best(self, versions: Iterable[int]) -> int:
        """Return which of some versions to tell in."""
        among = set(versions)
        return min((version for version in self._by_worth if version in among), key=self._effort)

    def segments(self, fact: StoryFact) -> list[Segment]:
        """Return the sentences that state a fact in the version told in."""
        version = self.best(fact.versions)
        segments = self.story.versions[version].segments
        return [segments[said.segment] for said in fact.statements if said.version == version]

    def source(self, fact: StoryFact) -> Source:
        """Return what is said of a fact, in the language of the version told in."""
        segments = self.segments(fact)
        return Source(" ".join(segment.clean for segment in segments), segments[0].language)

    def statements(self, fact: StoryFact) -> tuple[Original, ...]:
        """Return the sentences that state a fact, those of the version told in first."""
        version = self.best(fact.versions)
        return tuple(sorted(fact.statements, key=lambda said: said.version != version))

    def title(self) -> tuple[Original | None, Source] | None:
        """Return a headline and where it stands, None for one that was given with an article; None without any."""
        titles: dict[int, tuple[Original | None, Source]] = {}
        for version, article in enumerate(self.story.versions):
            segment = next((one for one in article.segments if one.role == "title"), None)
            if segment is not None:
                titles[version] = Original.of(segment, version), Source(segment.clean, segment.language)
            elif article.title is not None:
                titles[version] = None, Source(article.title, article.language)
        return titles[self.best(titles)] if titles else None

    def speaks(self, language: str) -> bool:
        """Whether a language is the brief's own."""
        return base_language(language) == base_language(self.language)

    def _effort(self, version: int) -> int:
        """Return 0 for a version in the brief's language, 1 for one that can be put into it, 2 for others."""
        language = self.story.versions[version].language
        if self.speaks(language):
            return 0
        return 1 if self._translate is None or self._is_served(language) else 2

    def _is_served(self, language: str) -> bool:
        if language not in self._served and self._translate is not None:
            try:
                self._translate.route(language)
            except ModelNotFoundError:
                self._served[language] = False
            else:
                self._served[language] = True
        return self._served[language]

    def _common_language(self) -> str:
        """Return the language most versions have; of several, that of the version that states most shared facts."""
        languages = [self.story.versions[version].language for version in self._by_worth]
        return max(languages, key=languages.count)


def _by_worth(story: Story) -> list[int]:
    """Order versions by how many facts they state that others state too."""
    shared = [fact.versions for fact in story.facts if len(fact.versions) > 1]
    return sorted(
        range(len(story.versions)), key=lambda version: -sum(version in versions for versions in shared)
    )


def in_reading_order(facts: Sequence[StoryFact], story: Story) -> list[StoryFact]:
    """Order facts by where the versions state them, on average."""
    return sorted(facts, key=lambda fact: _place(fact, story.versions))


def _place(fact: StoryFact, versions: Sequence[Article]) -> float:
    places = [said.segment / len(versions[said.version].segments) for said in fact.statements]
    return sum(places) / len(places)
