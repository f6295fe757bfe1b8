"""Lines by which a page speaks of itself: sharing, subscribing, links, rights, and the names of authors.

A line is read as a set of features of its words (`cues`); how many it takes depends on its length and on
whether it is a
sentence. Names are told by their shape and by what leads or follows them.
"""

import re
from collections.abc import Set
from functools import lru_cache
from typing import Literal

from polnews.cues import Words, read
from polnews.layout import Block
from polnews.odds import odds, word_odds
from polnews.words import stands_written

__all__ = ["MAX_SERVICE_WORDS", "Reason", "is_name", "is_plainly_service", "names_stranger", "service_reason"]

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
MAX_SERVICE = 320
MAX_SERVICE_WORDS = 26
"""Characters and words. Longer lines are prose, or legal text that a reader should see."""


DEMAND = 0.0
"""Log-odds (`odds`) from which a line is a page's own, wherever it stands."""
BULLETS = "-–—•*·▪"
_ITEM = 1.5
_SENTENCE = 0.7
_OFF_TOPIC = 1.2
_UNTOLD = 1.0
_FEW = 3
"""How much more it takes where a list may stand, of a sentence of more than `_FEW` words, of such a sentence that names
nothing only a page has, and of a line without a telling word, which may be a name. These and the demands by place in
`cleaning` were chosen on wording sets and headings left out of the fit and on other news (lines 1530-1639 of
NTREX-128)."""


_LONG = 12
_PLAIN = -2.5
"""A line of more words than this whose words alone say so clearly that it is prose is looked at no further: two
fifths of the lines of the dev articles, 1 of 100 lines of dirt."""


def service_reason(block: Block, main: str, demand: float = DEMAND) -> Reason | None:
    """Return why a line is a page's own, None when it is not.

    Args:
        block: The line.
        main: ISO 639-1 code of the document's main language.
        demand: The log-odds it takes where the line stands.
    """
    line = block.clean
    if len(line) > MAX_SERVICE or block.guess.words > MAX_SERVICE_WORDS:
        return None
    if _is_byline(line, main):
        return "byline"
    if _SPEECH_END.search(line):
        return None
    if _is_trail(line):
        return "link"
    if _is_dateline(line):
        return "boilerplate"
    if block.guess.words > _LONG and word_odds(line, main) < _PLAIN:
        return None
    words = read(line, main)
    if words.url and words.count <= 4:
        return "link"
    if words.count <= 3 and words.score <= 0.8 and _DATE.search(line):
        return "boilerplate"
    return _name_reason(words) if odds(line, main) > demand + _extra(line, words) else None


def _extra(line: str, words: Words) -> float:
    """What a line takes besides, for what it may be instead."""
    extra = 0.0 if words.hints or words.url else _UNTOLD
    if line[0] in BULLETS:
        return extra + _ITEM
    if words.count <= _FEW or not line.endswith((".", "!", "?", "…")):
        return extra
    return extra + _SENTENCE + (0.0 if words.speaks_of_media else _OFF_TOPIC)


_SPEECH_END = re.compile(r"[.!?…][“”»\"’‘]$")
_DATE = re.compile(r"\b(?:\d{1,2}:\d{2}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d{2}-\d{2})\b")
"""A time or a full date; with a word or two more a line says when, and nothing else."""


_STEP = re.compile(r"\s[>›»→/]\s")
_SOLID_STEP = re.compile(r"\s[>›]\s")


def _is_trail(line: str) -> bool:
    """Whether a line shows the way to a page: "News > Europe"."""
    if not (_SOLID_STEP.search(line) or len(_STEP.findall(line)) >= 2):
        return False
    return all(0 < len(step.split()) <= 4 for step in _STEP.split(line)) and not line.endswith(
        (".", "!", "?")
    )


_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_DAY = re.compile(
    r"\b\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}\.?º?\s(?:de\s)?[^\W\d_]{3,}\.?,?\s(?:de\s)?\d{4}\b"
    r"|\b[^\W\d_]{3,}\s\d{1,2},\s\d{4}\b"
)
MAX_DATELINE = 6
"""Words beside a date and a time, the month included: a weekday, "published on", "at", "o'clock"."""


def _is_dateline(line: str) -> bool:
    """Whether a line gives a date and a time of day, and little else."""
    day = _DAY.search(line)
    if day is None or line.endswith((".", "!", "?")):
        return False
    rest = line[: day.start()] + " " + line[day.end() :]
    return _CLOCK.search(rest) is not None and len(re.findall(r"[^\W\d_]{2,}", rest)) <= MAX_DATELINE


def _name_reason(words: Words) -> Reason:
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
_AFTER = r"(?:\s?[,|/•·–—-]\s?[^!?]{2,60})?"
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
    return len(text.split()) <= 4 and bool(read(text, main).hints & _CREDITS)


def _is_role(text: str, main: str) -> bool:
    after = text.strip(" ,|/•·–—-")
    if not _LETTER.search(after) or read(after, main).hints & {"press", "agency"}:
        return True
    return _is_outlet(after.partition(" ")[2] if after.partition(" ")[0] in _FOR.values() else after)


def _is_outlet(text: str) -> bool:
    """Capitalised words only, or a date: what follows an author's name."""
    words = text.split()
    small = [word for word in words if word[0].islower()]
    return 1 < len(words) <= 5 and (not small or (len(small) == 1 and len(small[0]) <= 3 and len(words) > 2))


_NAMES = re.compile(rf"(?<![\w'’-]){_PERSON}(?![\w'’-])")
_CAPITAL = re.compile(r"[^\W\d_][\w'’-]+")
MAX_CREDIT = 14
MAX_BESIDE_NAME = 5
"""Words of the longest line that may credit a person, and of what may stand beside the name when none of it
speaks of the press."""


def names_stranger(line: str, main: str, told: Set[str]) -> bool:
    """Return whether a short line names a person whom the story does not.

    Args:
        line: The line.
        main: ISO 639-1 code of the document's main language; its dictionary tells names from other words.
        told: The words of the story as written.
    """
    if len(line.split()) > MAX_CREDIT:
        return False
    hints = read(line, main).hints
    if line.endswith((".", "!", "?", "…")) and "press" not in hints:
        return False
    names = [match.group() for match in _NAMES.finditer(line)]
    beside = len(line.split()) - sum(len(name.split()) for name in names)
    if beside > MAX_BESIDE_NAME and not hints & _CREDITS:
        return False
    return any(_is_stranger(name, main, told) for name in names)


def _is_stranger(name: str, main: str, told: Set[str]) -> bool:
    """Whether no part of a name stands in the story, and at least one in no dictionary."""
    parts = [part for part in _CAPITAL.findall(name) if part[0].isupper()]
    if len(parts) < 2 or any(part in told for part in parts):
        return False
    known = [stands_written(part, main) or stands_written(part.lower(), main) for part in parts]
    return not (any(known) if main == "de" else all(known))


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
    words = read(line, main)
    return words.count < MIN_TITLE or words.url or bool(words.features & {"address", "rights"})


MIN_TITLE = 6
"""Words. All but one of 240 dev titles have as many."""
