"""What a ranking can see of a sentence, the same in every language.

Every feature is a number without a unit, from about 0 to about 1, so that one set of weights serves all
languages. Cost is linear in the number of sentences: centrality is measured against the article's centroid,
not against every other sentence.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from polnews.languages import base_language
from polnews.ranking.cues import CUES, TIME, cues_of, pair_cues
from polnews.ranking.values import Candidate
from polnews.words import content_lemma, content_lemmas, tokenize

__all__ = ["FEATURES", "Sentence", "features_of", "read"]

FEATURES: Mapping[str, str] = {
    "lead": "the first sentence",
    "depth": "how far down the article, 0 for the first sentence, 1 for the last",
    "last": "the last sentence",
    "paragraph": "the first sentence of its paragraph",
    "title": "share of the title's content lemmas it has",
    "opening": "cosine to the first sentence",
    "central": "cosine to the centroid of the article, as a share of the highest",
    "length": "logarithm of its number of words over the article's mean",
    "capitals": "words with a capital letter after the first, over three times the article's mean",
    "numbers": "how many numbers, three or more giving 1",
    "date": "names a month or a weekday",
    "quoted": "share of its characters between quotation marks",
    "substance": "decides, obliges, plans, or names a currency",
    "settled": "two words of agreement or more: not only an agreement is named, it is made",
    **{
        cue: f"words that are a cue of this kind ({meaning}), two or more giving 1"
        for cue, meaning in CUES.items()
    },
}
"""Every feature with what it measures. The fitted ranker uses some of them."""

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTED = re.compile(r"[“„«\"»‟”‘‚]([^“„«\"»‟”]{3,}?)[”“»\"«]")

# A limit and the time it names stand close together: "by the end of June", "bis zum 30. Juni".
_REACH = 4

# Counts are capped here: a third number or a second verb of decision adds nothing a reader would rank by.
_NUMBERS_ENOUGH = 3
_CUES_ENOUGH = 2

_SUBSTANCE = ("decision", "rule", "plan", "currency")

# Distinct words kept with what is known of them, as for lemmas.
_WORDS_KEPT = 16_384


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate sentence, read once.

    Attributes:
        segment: Where it came from.
        weights: Content lemmas with their tf-idf weight within the article, scaled to length 1.
        words: How many words it has.
        cues: How many words of it are a cue of each kind.
        capitals: Words with a capital letter after the first word.
        dated: It names a month or a weekday.
    """

    segment: Candidate
    weights: Mapping[str, float]
    words: int
    cues: Mapping[str, int]
    capitals: int
    dated: bool


def read(segments: Sequence[Candidate], language: str) -> list[Sentence]:
    """Read the lead and body sentences of an article.

    Args:
        segments: Segments of one article in reading order.
        language: BCP 47 tag of the article.

    Returns:
        One Sentence per lead or body segment, in reading order.
    """
    base = base_language(language)
    candidates = [segment for segment in segments if segment.role in ("lead", "body")]
    words = [tokenize(segment.clean) for segment in candidates]
    counts = [Counter(found for word in line if (found := content_lemma(word, base))) for line in words]
    idf = _idf(counts)
    return [
        _sentence(segment, line, _vector(counter, idf), base)
        for segment, line, counter in zip(candidates, words, counts, strict=True)
    ]


def features_of(sentences: Sequence[Sentence], language: str, title: str | None) -> list[dict[str, float]]:
    """Return every sentence's features by name, in the order given.

    Args:
        sentences: What `read` returned for one article.
        language: BCP 47 tag of the article.
        title: The article's title, if known.
    """
    if not sentences:
        return []
    article = _Article.of(sentences, frozenset(content_lemmas(title or "", language)))
    rows = [
        _position(sentences, place) | _content(sentence, article) | _surface(sentence)
        for place, sentence in enumerate(sentences)
    ]
    highest = max(row["central"] for row in rows) or 1.0
    for row in rows:
        row["central"] /= highest
    return rows


@dataclass(frozen=True, slots=True)
class _Article:
    """What sentences are measured against."""

    title: frozenset[str]
    opening: Mapping[str, float]
    centroid: Mapping[str, float]
    words: float
    capitals: float

    @classmethod
    def of(cls, sentences: Sequence[Sentence], title: frozenset[str]) -> "_Article":
        count = len(sentences)
        centroid: dict[str, float] = {}
        for sentence in sentences:
            for word, weight in sentence.weights.items():
                centroid[word] = centroid.get(word, 0.0) + weight / count
        words = sum(sentence.words for sentence in sentences) / count
        capitals = sum(sentence.capitals for sentence in sentences) / count
        return cls(title, sentences[0].weights, centroid, words, capitals or 1.0)


def _position(sentences: Sequence[Sentence], place: int) -> dict[str, float]:
    before = sentences[place - 1].segment.paragraph if place else None
    return {
        "lead": float(place == 0),
        "depth": place / max(1, len(sentences) - 1),
        "last": float(0 < place == len(sentences) - 1),
        "paragraph": float(sentences[place].segment.paragraph != before),
    }


def _content(sentence: Sentence, article: _Article) -> dict[str, float]:
    weights = sentence.weights
    return {
        "title": sum(word in weights for word in article.title) / max(1, len(article.title)),
        "opening": 0.0 if weights is article.opening else _cosine(weights, article.opening),
        "central": _cosine(weights, article.centroid),
        "length": math.log((sentence.words + 1) / (article.words + 1)),
        "capitals": sentence.capitals / article.capitals / 3,
    }


def _surface(sentence: Sentence) -> dict[str, float]:
    text, cues = sentence.segment.clean, sentence.cues
    return {
        "numbers": min(_NUMBERS_ENOUGH, len(_NUMBER.findall(text))) / _NUMBERS_ENOUGH,
        "date": float(sentence.dated),
        "quoted": min(1.0, sum(map(len, _QUOTED.findall(text))) / max(1, len(text))),
        "substance": float(any(cues.get(kind) for kind in _SUBSTANCE)),
        "settled": float(cues.get("agreement", 0) > 1),
        **{kind: min(_CUES_ENOUGH, cues.get(kind, 0)) / _CUES_ENOUGH for kind in CUES},
    }


def _idf(counts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    for counter in counts:
        frequency.update(counter.keys())
    return {word: math.log(1 + len(counts) / count) for word, count in frequency.items()}


def _vector(counter: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    weights = {word: count * idf[word] for word, count in counter.items()}
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def _cosine(weights: Mapping[str, float], others: Mapping[str, float]) -> float:
    return sum(weight * others.get(word, 0.0) for word, weight in weights.items())


def _sentence(
    segment: Candidate, words: Sequence[str], weights: Mapping[str, float], language: str
) -> Sentence:
    kinds = [_kinds(word, language) for word in words]
    pairs = [pair_cues(word, following, language) for word, following in pairwise(words)]
    cues = Counter(kind for found in (*kinds, *pairs) for kind in found)
    cues["deadline"] = sum(
        "deadline" in found and _near_time(kinds, place) for place, found in enumerate(kinds)
    )
    capitals = sum(word[0].isupper() for word in words[1:])
    return Sentence(segment, weights, len(words), cues, capitals, any(_CALENDAR in found for found in kinds))


def _near_time(kinds: Sequence[frozenset[str]], place: int) -> bool:
    return any(TIME in found for found in kinds[place + 1 : place + 1 + _REACH])


_CALENDAR = "calendar"


@lru_cache(maxsize=_WORDS_KEPT)
def _kinds(word: str, language: str) -> frozenset[str]:
    if word.lower() in _calendar(language):
        return frozenset({TIME, _CALENDAR})
    if _YEAR.fullmatch(word):
        return frozenset({TIME})
    return cues_of(word, language)


@lru_cache(maxsize=16)
def _calendar(language: str) -> frozenset[str]:
    """Return the names of months and weekdays, in lower case; empty for a language without locale data."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = [name for form in ("format", "stand-alone") for name in locale.months[form]["wide"].values()]
    names += locale.days["format"]["wide"].values()
    # "quinta-feira" is two words to the tokenizer; its first says the day.
    return frozenset(name.lower().partition("-")[0] for name in names)
