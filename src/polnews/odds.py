"""How likely a line is a page's own and not the story: a small fitted model.

Log-odds are a sum of weights of traits: kinds of telling words (`cues`), length, punctuation, figures and names in
every language alike, and single words, runs of their letters and pairs in each of the five. `odds.json` holds the
weights and what they scored; scripts/fit_odds.py writes it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log1p, sqrt
from pathlib import Path

from polnews.cues import Words, read, without_urls

__all__ = ["odds", "traits", "word_odds", "word_traits"]

_SPECIAL = re.compile(r"[^\w\s.,:;!?()'\"„“”»«’‘–—%€$£§/|&+\-]")
_QUOTE = re.compile(r"[„“”»«\"]")
_DATE = re.compile(r"\b\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}\b|\b\d{1,2}[:.h]\d{2}\b")
_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"(?<![\w'’-])[A-ZÀ-ÞА-Я][a-zß-ÿа-я'’-]+\s(?:[A-ZÀ-ÞА-Я]\.\s)?[A-ZÀ-ÞА-Я][a-zß-ÿа-я'’-]+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_STOPS = (".", "!", "?", "…")
_LENGTHS = (19, 13, 9, 6, 4, 3, 2, 1, 0)
_MAX_LABEL = 40
STEM = 5
"""Characters of the beginning of a word that stands for its forms in a pair."""
RUN = 4
"""Letters of the runs that make words of one family alike; better than beginnings alone on wording left out."""


def traits(line: str, words: Words, language: str) -> dict[str, float]:
    """Return what a line shows in any language, by name: 1 where it holds, or a size of about 0 to 3.

    Args:
        line: One line, re-flowed.
        words: What `cues.read` says of it.
        language: ISO 639-1 code of the document's main language.
    """
    stopped = line.rstrip("\"'“”»’)").endswith(_STOPS)
    length = next(n for n in _LENGTHS if words.count >= n)
    found = {f"word {hint}": 1.0 for hint in words.hints}
    found |= {f"clear {feature}": 1.0 for feature in words.features}
    found |= {f"first {feature}": 1.0 for feature in words.opening}
    found |= {f"{'sentence' if stopped else 'stray'} {length}": 1.0}
    if stopped:
        found |= {f"sentence {hint}": 1.0 for hint in words.hints}
    found |= dict.fromkeys(_build(line, words), 1.0)
    found |= _label(line, language)
    found["share"] = words.share
    found["weight"] = min(words.score, 4.0) / 2
    found["weight by share"] = min(words.score * words.share, 3.0)
    found["untold"] = log1p(len(words.content))
    found["bias"] = 1.0
    return found


def _build(line: str, words: Words) -> Iterator[str]:
    """How a line is made."""
    shown = {
        "url": words.url,
        "asks": line.endswith("?"),
        "calls": "!" in line,
        "opens in brackets": line[0] in "([/",
        "brackets": "(" in line,
        "bars": any(bar in line for bar in "|/•"),
        "breaks off": line[-1] in "–—-",
        "capitals": line.isupper(),
        "small": line[0].islower(),
    }
    yield from (name for name, holds in shown.items() if holds)
    yield from (name for name, pattern in _PATTERNS if pattern.search(line))


_PATTERNS = (("special", _SPECIAL), ("quote", _QUOTE), ("date", _DATE), ("digit", _DIGIT), ("named", _NAMED))


def _label(line: str, language: str) -> dict[str, float]:
    """What stands before a colon."""
    label, colon, rest = line.partition(":")
    if not colon or not label or len(label) > _MAX_LABEL or not rest.startswith(" "):
        return {}
    words = read(label, language)
    return {"label": 1.0, "label share": words.share} | {f"label {hint}": 1.0 for hint in words.hints}


def word_traits(line: str) -> list[str]:
    """Return the words of a line, their runs of four letters, and pairs of their beginnings; figures are "0".

    >>> word_traits("Read 12")
    ['read', '~<rea', '~read', '~ead>', '0', '^ read', 'read 0', '0 $']
    """
    tokens = _tokens(line)
    return [name for token in tokens for name in _parts(token)] + _pairs(tokens)


def _tokens(line: str) -> list[str]:
    return ["0" if token.isdigit() else token for token in _TOKEN.findall(without_urls(line).lower())]


def _parts(token: str) -> list[str]:
    """A word and its runs of letters; its begin and end are marked."""
    framed = f"<{token}>"
    return [token, *(f"~{framed[at : at + RUN]}" for at in range(len(framed) - RUN + 1))]


def _pairs(tokens: list[str]) -> list[str]:
    stems = [token[:STEM] for token in tokens]
    return [f"{one} {other}" for one, other in zip(["^", *stems], [*stems, "$"], strict=True)]


_Pairs = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class _Model:
    """Weights of traits, and by language those of words and of pairs."""

    traits: dict[str, float]
    words: dict[str, dict[str, float]]
    pairs: dict[str, _Pairs]


@lru_cache(maxsize=1)
def _model() -> _Model:
    data = json.loads(Path(__file__).with_name("odds.json").read_text(encoding="utf-8"))
    pairs: dict[str, _Pairs] = {}
    for language, weights in data["words"].items():
        own = pairs.setdefault(language, {})
        for name, weight in weights.items():
            one, blank, other = name.partition(" ")
            if blank:
                own.setdefault(one, {})[other] = weight
    return _Model(data["traits"], data["words"], pairs)


@lru_cache(maxsize=1024)
def odds(line: str, language: str) -> float:
    """Return the log-odds that a line is a page's own: above 0 likelier than not, where both are as frequent.

    Args:
        line: One line, re-flowed, not empty.
        language: ISO 639-1 code of the document's main language. For others than the five only the traits that
            hold in every language count.

    >>> odds("Subscribe to our newsletter", "en") > 2, odds("Parliament passed the water law on Tuesday.", "en") < -2
    (True, True)
    """
    weights = _model().traits
    found = traits(line, read(line, language), language)
    return word_odds(line, language) + sum(weights.get(name, 0.0) * size for name, size in found.items())


@lru_cache(maxsize=1024)
def word_odds(line: str, language: str) -> float:
    """Return what the words of a line alone add to its log-odds; 0 in a language that is not one of the five.

    >>> word_odds("Subscribe to our newsletter", "en") > word_odds("Parliament passed the water law on Tuesday.", "en")
    True
    """
    pairs = _model().pairs.get(language)
    if pairs is None:
        return 0.0
    told, last, tokens = 0.0, "^", _tokens(line)
    for token in tokens:
        stem, weight = _weight(token, language)
        told += weight
        if last in pairs:
            told += pairs[last].get(stem, 0.0)
        last = stem
    told += pairs.get(last, {}).get("$", 0.0)
    return told / sqrt(max(1, len(tokens)))


@lru_cache(maxsize=16384)
def _weight(token: str, language: str) -> tuple[str, float]:
    """The beginning of a word, and what the word tells by itself and by its runs of letters."""
    own = _model().words[language]
    return token[:STEM], sum(own.get(name, 0.0) for name in _parts(token))
