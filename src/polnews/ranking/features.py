"""What a ranking can see of a sentence, the same in every language.

Every feature is a number without a unit, near 0..1, so that one set of weights serves all languages. Cost is
linear in the number of sentences: centrality is measured against the article's centroid, not against every
other sentence.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from polnews.languages import base_language
from polnews.ranking.cues import CUES, cues_of
from polnews.ranking.values import Candidate
from polnews.words import content_lemmas, lemma, tokenize

__all__ = ["FEATURES", "Sentence", "features_of", "read"]

_MONEY = re.compile(r"[$€£¥]|\b(?:EUR|USD|CHF|GBP|BGN|RON|PLN|SEK|DKK|NOK|CZK|HUF)\b")
_PERCENT = re.compile(r"%|\b(?:per ?cent|percent|Prozent|per cento|por cento|процент)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_QUOTED = re.compile(r"[“„«\"»‟”‘‚]([^“„«\"»‟”]{3,}?)[”“»\"«]")
_COLON = re.compile(r": ?[“„«\"]|[”“»\"], ")

FEATURES = (
    "lead",
    "early",
    "depth",
    "last",
    "title",
    "opening",
    "central",
    "numbers",
    "money",
    "percent",
    "date",
    "year",
    "quoted",
    "length",
    "capitals",
    *CUES,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate sentence, read once.

    Attributes:
        segment: Where it came from.
        weights: Content lemmas with their tf-idf weight within the article, scaled to length 1.
        words: How many words it has.
        cues: How many words of it are a cue of each kind.
        capitals: Words with a capital letter after the first word.
    """

    segment: Candidate
    weights: Mapping[str, float]
    words: int
    cues: Mapping[str, int]
    capitals: int


def read(segments: Sequence[Candidate], language: str) -> list[Sentence]:
    """Read the lead and body sentences of an article.

    Returns:
        One Sentence per lead or body segment, in reading order.
    """
    base = base_language(language)
    candidates = [segment for segment in segments if segment.role in ("lead", "body")]
    counts = [Counter(content_lemmas(segment.clean, base)) for segment in candidates]
    idf = _idf(counts)
    return [
        _sentence(segment, _unit({word: count * idf[word] for word, count in counter.items()}), base)
        for segment, counter in zip(candidates, counts, strict=True)
    ]


def _idf(counts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    for counter in counts:
        frequency.update(counter.keys())
    return {word: math.log(1 + len(counts) / count) for word, count in frequency.items()}


def _unit(weights: dict[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def _sentence(segment: Candidate, weights: Mapping[str, float], language: str) -> Sentence:
    words = tokenize(segment.clean)
    cues: Counter[str] = Counter()
    for word in words:
        cues.update(_cues(word, language))
    capitals = sum(word[0].isupper() for word in words[1:])
    return Sentence(segment, weights, len(words), cues, capitals)


@lru_cache(maxsize=65_536)
def _cues(word: str, language: str) -> frozenset[str]:
    lower = word.lower()
    return cues_of(lower, language) | cues_of(lemma(word, language), language)


@lru_cache(maxsize=16)
def _calendar(language: str) -> frozenset[str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = [*locale.months["format"]["wide"].values(), *locale.months["stand-alone"]["wide"].values()]
    names += [*locale.days["format"]["wide"].values()]
    return frozenset(name.lower().partition("-")[0] for name in names)


def features_of(sentences: Sequence[Sentence], language: str, title: str | None) -> list[dict[str, float]]:
    """Return the features of every sentence, by name, in the order given."""
    if not sentences:
        return []
    base = base_language(language)
    centroid = _centroid(sentences)
    titles = frozenset(content_lemmas(title or "", base))
    opening = sentences[0].weights
    mean_words = sum(s.words for s in sentences) / len(sentences) or 1.0
    mean_capitals = sum(s.capitals for s in sentences) / len(sentences) or 1.0
    rows = []
    for place, sentence in enumerate(sentences):
        text = sentence.segment.clean
        depth = place / max(1, len(sentences) - 1)
        own = sum(weight * weight for weight in sentence.weights.values())
        row = {
            "lead": float(place == 0),
            "early": 1 / (1 + place) if place else 0.0,
            "depth": depth,
            "last": float(place == len(sentences) - 1),
            "title": sum(w * w for word, w in sentence.weights.items() if word in titles),
            "opening": sum(w * opening.get(word, 0.0) for word, w in sentence.weights.items())
            if place
            else 0.0,
            "central": sum(w * centroid.get(word, 0.0) for word, w in sentence.weights.items())
            - own / len(sentences),
            "numbers": min(3, len(_NUMBER.findall(text))) / 3,
            "money": float(bool(_MONEY.search(text))),
            "percent": float(bool(_PERCENT.search(text))),
            "date": float(any(word.lower() in _calendar(base) for word in tokenize(text))),
            "year": float(bool(_YEAR.search(text))),
            "quoted": min(1.0, sum(map(len, _QUOTED.findall(text))) / max(1, len(text))),
            "length": math.log((sentence.words + 1) / (mean_words + 1)),
            "capitals": sentence.capitals / mean_capitals / 3,
        }
        for cue in CUES:
            row[cue] = min(2, sentence.cues.get(cue, 0)) / 2
        rows.append(row)
    return rows


def _centroid(sentences: Sequence[Sentence]) -> dict[str, float]:
    total: dict[str, float] = {}
    for sentence in sentences:
        for word, weight in sentence.weights.items():
            total[word] = total.get(word, 0.0) + weight
    return {word: weight / len(sentences) for word, weight in total.items()}
