"""Words by which a page speaks of itself and to its reader: sharing, subscribing, rights, authors, sources.

The words stand in `cues.json`: general vocabulary, no lines; `word` stands for itself, `word*` for words that
begin so, and "?" behind either marks an ordinary word of news prose, which tells two thirds as much. Each feature is
a kind of such words; `weights` says how much one word of it tells. Compiled from general knowledge of the
languages.

Features: `sure` (words that hardly stand anywhere else), `social` (names of networks), `share` (what a reader
may do with a page), `letter` (newsletters, inboxes, alerts), `self` (the page, the article, the site), `press`
(those who write and publish), `agency` (news agencies), `publish` (published, updated), `period` (daily,
week), `clock` (o'clock, minutes of reading), `rights`, `photo`, `ad`, `web` (cookies, privacy, accounts),
`act` (what a reader is asked to do), `address` (we, us, you), `more` (more, also, related), `link`, `source`,
`comment`, `machine` (machine translation and the like), `contact`, `pay` (subscriptions, donations), `fault`
(errors, corrections), `scope` (only, permitted, necessarily), `by`, and `void` (words that tell nothing
either way and do not count).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["CUES", "SMALL", "WEIGHTS", "Words", "read", "without_urls"]

_DATA = json.loads(Path(__file__).with_name("cues.json").read_text(encoding="utf-8"))

WEIGHTS: dict[str, float] = _DATA["weights"]
"""How much one word of a feature tells that a line is not the story, about 1 for a clear one. Set by hand; what they
add up to is one of the traits that are weighed by a fit (`odds`)."""

CUES: dict[str, dict[str, str]] = _DATA["words"]
"""Words by language and feature, separated by blanks; "*" holds for every language."""

SMALL = frozenset({"address", "scope", "by", "clock", "period", "void"})
"""Features that tell nothing alone."""

_MEDIA = frozenset(WEIGHTS) - {"act", "more"} - SMALL

_ORDINARY = 0.65
"""What an ordinary word of news prose tells, as part of a word that is rare there."""

_TOKEN = re.compile(r"\(c\)|[\w©]+(?:[-'’.]\w+)*|>>|[»→›▶]$")
_HOST = r"\b[\w-]+\.(?:com|org|net|eu|de|it|pt|bg|info|uk|example)\b(?:/\S*)?"
_URL = re.compile(rf"https?://|\bwww\.|\S@\S+\.\w|{_HOST}")
_URL_WHOLE = re.compile(rf"(?:https?://|\bwww\.)\S+|\S+@\S+|{_HOST}")
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*[”“»\"]")
_INNER_STOP = re.compile(r"[^\W\d_]\.[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a line tell.

    `count` is how many words there are, `hints` the kinds of telling words, `features` those of words that are
    not ordinary, `score` the sum of their weights, `share` the part of the words that tell, in [0, 1],
    `opening` the features of the first word, `content` the words that tell nothing, in lower case.
    """

    count: int
    hints: frozenset[str]
    features: frozenset[str]
    score: float
    share: float
    url: bool
    opening: frozenset[str]
    content: tuple[str, ...]

    @property
    def speaks_of_media(self) -> bool:
        """Whether it holds more than requests and small words."""
        return self.url or bool(self.features & _MEDIA)


@lru_cache(maxsize=16384)
def features_of(token: str, language: str) -> Mapping[str, float]:
    """Return the features of a word in lower case, and how much of each it has: 1, or less if it is ordinary.

    >>> dict(features_of("newsletter", "en")) == {"letter": 1.0, "sure": 1.0}
    True
    """
    exact, stems = _lexicon(language)
    found = dict(exact.get(token, {}))
    for end in range(2, len(token) + 1):
        for feature, strength in stems.get(token[:end], {}).items():
            found[feature] = max(strength, found.get(feature, 0.0))
    return found


_Lexicon = dict[str, dict[str, float]]


@lru_cache(maxsize=32)
def _lexicon(language: str) -> tuple[_Lexicon, _Lexicon]:
    exact: _Lexicon = {}
    stems: _Lexicon = {}
    for words in (CUES["*"], CUES.get(language, {})):
        for feature, cues in words.items():
            for cue in cues.split():
                word = cue.rstrip("?")
                where = stems if word.endswith("*") else exact
                strengths = where.setdefault(word.rstrip("*"), {})
                strengths[feature] = max(strengths.get(feature, 0.0), 1.0 if word == cue else _ORDINARY)
    return exact, stems


@lru_cache(maxsize=1024)
def read(line: str, language: str) -> Words:
    """Read the features of a line; what stands in quotes is somebody else's voice and does not count.

    >>> sorted(read("Subscribe to our newsletter", "en").features)
    ['address', 'sure']
    """
    url = _may_hold_url(line) and _URL.search(line) is not None
    bare = _URL_WHOLE.sub(" ", line) if url else line
    quotes = _QUOTED.findall(bare)
    quoted = sum(len(quote.split()) for quote in quotes)
    said = _QUOTED.sub(" ", bare) if quotes else bare
    tokens = [token for token in _TOKEN.findall(said) if not token[0].isdigit()]
    tally = _Tally(language)
    for place, token in enumerate(tokens):
        tally.add(place, token)
    if "address" not in tally.told and _asks(said, language):
        tally.told["address"] = [1.0]
    telling = max(1, len(tokens) + quoted - tally.void)
    return Words(
        count=len(tokens) + quoted,
        hints=frozenset(tally.told),
        features=frozenset(f for f, told in tally.told.items() if max(told) == 1.0),
        score=tally.score() + (_URL_WEIGHT if url else 0.0),
        share=min(1.0, sum(map(len, tally.told.values())) / telling),
        url=url,
        opening=_opening(tokens, language),
        content=tuple(tally.content),
    )


@lru_cache(maxsize=16384)
def _strongest(word: str, language: str) -> tuple[str | None, float]:
    """The feature of a word that weighs most, and how much of it the word has; "void" if it has no other."""
    found = features_of(word, language)
    strong = {feature: part for feature, part in found.items() if feature != "void"}
    if not strong:
        return ("void", 0.0) if found else (None, 0.0)
    feature = max(strong, key=lambda f: (WEIGHTS[f] * strong[f], f))
    return feature, strong[feature]


class _Tally:
    """What the words of a line have told so far."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.told: dict[str, list[float]] = {}
        self.content: list[str] = []
        self.void = 0

    def add(self, place: int, token: str) -> None:
        """Take the feature of a word that weighs most."""
        if token == _COUNTRY:
            self.content.append("us")
            return
        word = token.lower()
        feature, strength = _strongest(word, self.language)
        if feature == "void":
            self.void += 1
        elif feature is None:
            self.content.append(word)
        else:
            self.told.setdefault("later" if feature == "act" and place > 1 else feature, []).append(strength)

    def score(self) -> float:
        """Sum up the weights; more than one word of a feature tell half as much again."""
        return sum(
            WEIGHTS.get(f, _LATER) * max(t) * (1.5 if len(t) > 1 else 1.0) for f, t in self.told.items()
        )


def without_urls(line: str) -> str:
    """Return a line with its addresses taken out.

    >>> without_urls("See www.nord.example/a today")
    'See   today'
    """
    return _URL_WHOLE.sub(" ", line) if _may_hold_url(line) else line


def _may_hold_url(line: str) -> bool:
    return "@" in line or "://" in line or _INNER_STOP.search(line) is not None


_COUNTRY = "US"  # not "us"
_URL_WEIGHT = 1.2
_LATER = 0.4
"""A word that asks something tells less where it does not open the line."""


def _opening(tokens: list[str], language: str) -> frozenset[str]:
    found = features_of(tokens[0].lower(), language) if tokens else {}
    return frozenset(feature for feature, strength in found.items() if strength == 1.0)


_ASKS = {
    "bg": re.compile(r"\b[а-я]{2,}(?:йте|ете)\b"),
    "de": re.compile(r"[a-zäöüß]e[nr]n? Sie\b|\b(?:Ihre[nmrs]?|Ihnen|Ihr)\b"),
    "it": re.compile(r"\b\w{4,}(?:teci|rci)\b"),
    "pt": re.compile(r"\w-(?:nos|lhe)\b"),
}


def _asks(said: str, language: str) -> bool:
    """Whether the line turns to its reader by its grammar."""
    pattern = _ASKS.get(language)
    return pattern is not None and pattern.search(said, 1 if language == "de" else 0) is not None
