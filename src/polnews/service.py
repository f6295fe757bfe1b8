"""Lines by which a page speaks of itself: sharing, subscribing, links, rights, and the names of authors.

A line is read as a set of features of its words (`cues`); how many it takes depends on its length and on
whether it is a
sentence. Names are told by their shape and by what leads or follows them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from polnews.cues import CUES, WEIGHTS
from polnews.layout import Block
from polnews.segment import ends_in_stop

__all__ = ["Reason", "is_name", "is_plainly_service", "service_reason"]

Reason = Literal[
    "foreign-language",
    "repeated-title",
    "repeated-lead",
    "repeated",
    "table",
    "link",
    "share",
    "newsletter",
    "byline",
    "boilerplate",
    "page-furniture",
    "footnote",
    "empty",
]
"""Why a line is set aside."""

_LETTER = re.compile(r"[^\W\d_]")
_TOKEN = re.compile(r"\(c\)|[\w©]+(?:[-'’.]\w+)*|>>|[»→›▶]$")
_URL = re.compile(
    r"https?://|\bwww\.|\S@\S+\.\w|\b[\w-]+\.(?:com|org|net|eu|de|it|pt|bg|info|uk|example)\b(?:/\S*)?"
)
_URL_WHOLE = re.compile(
    r"(?:https?://|\bwww\.)\S+|\S+@\S+|\b[\w-]+\.(?:com|org|net|eu|de|it|pt|bg|info|uk|example)\b(?:/\S*)?"
)
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*[”“»\"]")

MAX_SERVICE = 320
MAX_SERVICE_WORDS = 26
"""Characters and words. Longer lines are prose, or legal text that a reader should see."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a line tell: how many there are, their features, and the sum of their weights.

    `share` is the part of the telling words that have a feature, in [0, 1].
    """

    count: int
    features: frozenset[str]
    score: float
    share: float
    url: bool
    opening: frozenset[str]

    @property
    def speaks_of_media(self) -> bool:
        """Whether it holds more than requests and small words."""
        return self.url or bool(self.features & _MEDIA)


_SMALL = frozenset({"address", "scope", "by", "clock", "period", "void"})
_MEDIA = frozenset(WEIGHTS) - {"address", "act", "more", "scope", "by", "clock", "period", "void"}


@lru_cache(maxsize=65536)
def _features(token: str, language: str) -> frozenset[str]:
    exact, stems = _lexicon(language)
    found = set(exact.get(token, ()))
    for end in range(2, len(token) + 1):
        found |= stems.get(token[:end], set())
    return frozenset(found)


@lru_cache(maxsize=32)
def _lexicon(language: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    exact: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    for words in (CUES["*"], CUES.get(language, {})):
        for feature, cues in words.items():
            for cue in cues.split():
                where = stems if cue.endswith("*") else exact
                where.setdefault(cue.rstrip("*"), set()).add(feature)
    return exact, stems


def _read(line: str, language: str) -> _Words:
    """Read the features of a line; what stands in quotes is somebody else's voice and does not count."""
    url = _may_hold_url(line) and _URL.search(line) is not None
    bare = _URL_WHOLE.sub(" ", line) if url else line
    quotes = _QUOTED.findall(bare)
    quoted = sum(len(quote.split()) for quote in quotes)
    said = _QUOTED.sub(" ", bare) if quotes else bare
    tokens = [token for token in _TOKEN.findall(said) if not token[0].isdigit()]
    counts: dict[str, int] = {}
    hits = void = 0
    for place, token in enumerate(tokens):
        found = _features(token.lower(), language) if token != _COUNTRY else frozenset()
        strong = found - {"void"}
        if not strong:
            void += "void" in found
            continue
        hits += 1
        feature = max(strong, key=lambda f: (WEIGHTS[f], f))
        if feature == "act" and place > 1:
            feature = "later"
        counts[feature] = counts.get(feature, 0) + 1
    if "address" not in counts and _asks(line, language):
        counts["address"] = 1
        hits += 1
    score = sum(WEIGHTS.get(f, _LATER) * (1.5 if n > 1 else 1.0) for f, n in counts.items())
    telling = max(1, len(tokens) + quoted - void)
    return _Words(
        count=len(tokens) + quoted,
        features=frozenset(counts),
        score=score + (_URL_WEIGHT if url else 0.0),
        share=min(1.0, hits / telling),
        url=url,
        opening=_opening(tokens, language),
    )


def _may_hold_url(line: str) -> bool:
    return "@" in line or "://" in line or _INNER_STOP.search(line) is not None


_INNER_STOP = re.compile(r"[^\W\d_]\.[^\W\d_]")


_COUNTRY = "US"  # not "us"


def _opening(tokens: list[str], language: str) -> frozenset[str]:
    return _features(tokens[0].lower(), language) if tokens else frozenset()


_URL_WEIGHT = 1.2
_LATER = 0.4
"""A word that asks something tells less where it does not open the line."""


_ASKS = {
    "bg": re.compile(r"\b[а-я]{2,}(?:йте|ете)\b"),
    "de": re.compile(r"[a-zäöüß]e[nr]n? Sie\b|\b(?:Ihre[nmrs]?|Ihnen|Ihr)\b"),
    "it": re.compile(r"\b\w{4,}(?:teci|rci)\b"),
    "pt": re.compile(r"\w-(?:nos|lhe)\b"),
}


def _asks(line: str, language: str) -> bool:
    """Whether the line turns to its reader by its grammar."""
    pattern = _ASKS.get(language)
    return (
        pattern is not None
        and pattern.search(_QUOTED.sub(" ", line), 1 if language == "de" else 0) is not None
    )


def service_reason(block: Block, main: str) -> Reason | None:
    """Return why a line is a page's own, None when it is not.

    Args:
        block: The line.
        main: ISO 639-1 code of the document's main language.
    """
    line = block.clean
    if len(line) > MAX_SERVICE or block.guess.words > MAX_SERVICE_WORDS:
        return None
    if _is_byline(line, main):
        return "byline"
    if _SPEECH_END.search(line):
        return None
    words = _read(line, main)
    if words.url and words.count <= 4:
        return "link"
    if words.count <= 3 and words.score <= 0.8 and _DATE.search(line):
        return "boilerplate"
    if not words.count or not (_is_label(line, words, main) or _is_service(line, words, main)):
        return None
    return _name_reason(words)


_SPEECH_END = re.compile(r"[.!?…][“”»\"’‘]$")
_DATE = re.compile(r"\b(?:\d{1,2}:\d{2}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d{2}-\d{2})\b")
"""A time or a full date; with a word or two more a line says when, and nothing else."""


def _is_service(line: str, words: _Words, main: str) -> bool:
    if words.count > 8 and words.score * words.share < _UNSTOPPED[0][1]:
        return False  # too little for any line of this length; most prose ends here
    if words.count > 3 and ends_in_stop(line, main):
        return _passes(words, _STOPPED) and bool(words.features & _MEDIA) and _is_turned(words)
    telling = bool(words.features - _SMALL) if words.count <= 6 else words.speaks_of_media
    if telling and _passes(words, _UNSTOPPED):
        return True
    return _opens_as_service(line, words)


def _passes(words: _Words, demands: tuple[tuple[int, float], ...]) -> bool:
    return any(words.count <= most and words.score * words.share >= demand for most, demand in demands)


def _is_turned(words: _Words) -> bool:
    """Long sentences must turn to the reader or speak of what only a page has."""
    return (
        words.count <= 12
        or words.share >= 0.65
        or bool(words.features & {"address", "web", "rights", "sure", "letter", "pay", "comment"})
    )


def _opens_as_service(line: str, words: _Words) -> bool:
    """Short lines told by how they begin, or by a figure beside a word of time."""
    if "sure" in words.opening and words.count <= 6:
        return True
    if "act" in words.opening and words.count <= 8 and words.share >= 0.5:
        return words.score >= 1.2
    return words.count <= 5 and bool(words.features & {"clock", "publish"}) and any(c.isdigit() for c in line)


# (words at most, score times share at least). The longer a line, the more it takes, and sentences take more
# than stray
# lines. Each stands above what any of 2,900 dev lines and 550 lines of other news (NTREX-128 lines 1530-1639)
# reaches.
_UNSTOPPED = ((3, 0.4), (6, 0.5), (12, 0.7), (20, 1.2))
_STOPPED = ((6, 0.9), (9, 0.75), (12, 1.05), (16, 1.1), (26, 1.8))


_LABEL = re.compile(r"([^:]{2,40}):\s*(?=\S)")
_LABELS = frozenset(
    {
        "more",
        "act",
        "source",
        "link",
        "photo",
        "by",
        "publish",
        "contact",
        "press",
        "letter",
        "fault",
        "agency",
        "sure",
    }
)


def _is_label(line: str, words: _Words, main: str) -> bool:
    """A few service words before a colon ("Source: ..."), and no sentence after it."""
    match = _LABEL.match(line) if ":" in line else None
    if match is None or (ends_in_stop(line, main) and words.count > 12):
        return False
    label = _read(match.group(1), main)
    return 0 < label.count <= 4 and bool(label.features & _LABELS) and label.share >= 0.6


def _name_reason(words: _Words) -> Reason:
    features = words.features
    if "letter" in features:
        return "newsletter"
    if features & {"social", "share"} and not features & {"rights", "photo"}:
        return "share"
    if words.url or "link" in features or ("more" in features and not features & {"rights", "publish", "ad"}):
        return "link"
    return "boilerplate"


# --- bylines ---

_PART = r"(?:[A-ZÀ-ÞА-Я](?=[\w'’-]*[a-zß-ÿа-я])[\w'’-]*(?![\w'’-])|[A-ZÀ-ÞА-Я]\.)"
_DOCTOR = r"(?:Dr|Prof|Mag|Dott|Eng|Д-р|Проф)\.?\s"
_PERSON = rf"(?:{_DOCTOR})*{_PART}(?:\s(?:(?:d[aeio]s?|del|della|von|van|zu|der|al)\s)?{_PART}){{1,3}}"
_AFTER = r"(?:\s?[,|/•·–—-]\s?[^.!?]{2,60})?"
_CREDITS = frozenset({"press", "self", "photo", "agency", "machine", "source"})
_NAME_ALONE = re.compile(_PERSON)
_BY = {
    "bg": "от|на",
    "de": "von",
    "en": "by",
    "it": "di|da|cura di",
    "pt": "por|de|da",
}
_FOR = {"bg": "за", "de": "für", "en": "for", "it": "per", "pt": "para"}
_AND = r"\s(?:und|and|e|и|&)\s"


@lru_cache(maxsize=32)
def _byline_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    by, for_ = _BY.get(language, "by"), _FOR.get(language, "for")
    people = rf"{_PERSON}(?:{_AND}{_PERSON})?"
    led = re.compile(rf"(?P<before>[^\s:.,]*\w(?:\s[^\s:.,]+){{0,3}}:?)\s(?P<people>{people}){_AFTER}")
    named = re.compile(rf"{people}(?P<after>\s?[,|/•·–—-]\s?[^.!?]{{2,60}}|\s(?:{for_})\s[^.!?]{{2,40}})")
    return re.compile(rf"(?i:{by})"), led, named


def _is_byline(line: str, main: str) -> bool:
    """A person's name led by "by" or a credit, or followed by a role, an outlet or a date; nothing else."""
    if len(line) > 120 or line.endswith((".", "!", "?")):
        return False
    by, led, named = _byline_patterns(main)
    match = led.fullmatch(line)
    if match and (_is_by(match.group("before"), by) or _is_credit(match.group("before"), main)):
        return True
    match = named.fullmatch(line)
    return match is not None and _is_role(match.group("after"), main)


def _is_by(text: str, by: re.Pattern[str]) -> bool:
    """A word for "by", and one at most before it."""
    words = text.split()
    return len(words) <= 2 and by.fullmatch(words[-1]) is not None


def _is_credit(text: str, main: str) -> bool:
    """What a page puts before an author's name: "Text:", "Photo"."""
    return len(text.split()) <= 4 and bool(_read(text, main).features & _CREDITS)


def _is_role(text: str, main: str) -> bool:
    after = text.strip(" ,|/•·–—-")
    if not _LETTER.search(after) or _read(after, main).features & {"press", "agency"}:
        return True
    return _is_outlet(after.partition(" ")[2] if after.partition(" ")[0] in _FOR.values() else after)


def _is_outlet(text: str) -> bool:
    """Capitalised words only, or a date: what follows an author's name."""
    words = text.split()
    small = [word for word in words if word[0].islower()]
    return 1 < len(words) <= 5 and (not small or (len(small) == 1 and len(small[0]) <= 3 and len(words) > 2))


MAX_NAME = 60
"""Characters of the longest line that may be a name alone."""


def is_name(line: str) -> bool:
    """Return whether a line is shaped like a person's name and holds nothing else.

    >>> is_name("Harriet B. Colbourne"), is_name("Mistral AI"), is_name("New rules")
    (True, False, False)
    """
    return len(line) <= MAX_NAME and _NAME_ALONE.fullmatch(line) is not None


def is_plainly_service(line: str, main: str) -> bool:
    """Return whether a line that may be a title says plainly that it is none."""
    words = _read(line, main)
    return words.count < MIN_TITLE or words.url or bool(words.features & {"address", "rights"})


MIN_TITLE = 6
"""Words. All but one of 240 dev titles have as many."""
