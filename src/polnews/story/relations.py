"""What two versions of a story are to each other: a copy, a translation, an update, or told anew."""

from collections import Counter
from collections.abc import Sequence

from polnews.article import Article
from polnews.languages import base_language
from polnews.story.reading import VersionReading
from polnews.story.values import Alignment, Relation, RelationKind
from polnews.words import tokenize

__all__ = ["relation_of"]

# Shares of the shorter version that the other holds, sentence by sentence. Parallel development articles hold nearly
# all of each other, rewrites under a third; in between lies what was cut or extended.
_MOST = 0.5
# Words two copies share, of all words of both: what remains is a byline, a correction of a word or two.
_COPY = 0.95


def relation_of(readings: Sequence[VersionReading], found: Alignment) -> Relation:
    """Say what two aligned versions are to each other."""
    left, right = readings[found.left].article, readings[found.right].article
    score = _held(left, right, found)
    return Relation(found.left, found.right, _kind(left, right, score), score)


def _held(left: Article, right: Article, found: Alignment) -> float:
    """Return the share of the shorter version that the other holds sentence by sentence."""
    links = [link for link in found.links if link.kind == "same"]
    shorter = min(
        (sum(len(link.left) for link in links), len(left.segments)),
        (sum(len(link.right) for link in links), len(right.segments)),
        key=lambda one: one[1],
    )
    return shorter[0] / shorter[1]


def _kind(left: Article, right: Article, score: float) -> RelationKind:
    if score < _MOST:
        return "rewrite"
    if base_language(left.language) != base_language(right.language):
        return "translation"
    if _common_words(left, right) >= _COPY:
        return "duplicate"
    return "update" if _may_be_one_outlet(left, right) else "rewrite"


def _common_words(left: Article, right: Article) -> float:
    """Return the share of words two texts have in common, each as often as it stands there."""
    ours, theirs = _words(left), _words(right)
    return (ours & theirs).total() / max(1, (ours | theirs).total())


def _words(article: Article) -> Counter[str]:
    return Counter(word.lower() for segment in article.segments for word in tokenize(segment.clean))


def _may_be_one_outlet(left: Article, right: Article) -> bool:
    sites = {_plain(site) for site in (left.metadata.site, right.metadata.site) if site}
    return len(sites) < 2


def _plain(site: str) -> str:
    return site.casefold().strip()
