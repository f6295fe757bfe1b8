"""What can be recognised in a segment whatever its language: names, countries, numbers, dates, shared words.

Each is a `Mark`. Two marks, of two versions, are one `Anchor` when they have a key in common and, where a
key only says that they sound alike, when they are spelt alike too. Keys are plain strings, so that versions
with something in common are found by looking up, never by comparing all with all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from polnews.checks.name_words import acronym_forms, concept_forms
from polnews.languages import FIRST_CLASS, base_language
from polnews.mentions.names import consonants, name_score, transliterate
from polnews.mentions.values import ActorMention, AmountMention, DateMention
from polnews.segment import Segment
from polnews.story.values import Anchor, AnchorKind
from polnews.words import content_lemma

__all__ = ["SOUNDS", "Lookup", "Mark", "is_same", "lookup", "marks_of", "matched", "shared_anchors"]

_WORD = re.compile(r"[^\W_]+(?:-\d[^\W_]*)?")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]«»„“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
SOUNDS = "sound:"
"""What a key starts with that only says how a word sounds."""
# Letters of a word that must be there before its sound says anything: "Rat" and "rete" sound alike by chance.
_SHORTEST_WORD = 5
_SHORTEST_NAME = 3
# Letters compared of two like-sounding words of the text; what follows is mostly ending.
_STEM = 7
# How alike two words must sound, from 0 to 1, as `mentions.same_name` asks of names in two scripts.
_ALIKE = 0.8
# Consonants by which like-sounding words are looked up.
_CONSONANTS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a segment that can be recognised in another language.

    Attributes:
        kind: What it is.
        value: Its value, the same in every language where its kind has one; else its plain Latin spelling.
        keys: What it is looked up by. A key that starts with "sound:" is not enough to be the same.
        start: First code point in the article's text.
        end: One past the last.
    """

    kind: AnchorKind
    value: str
    keys: tuple[str, ...]
    start: int
    end: int


def marks_of(
    segment: Segment,
    dates: Iterable[DateMention],
    amounts: Iterable[AmountMention],
    names: Sequence[ActorMention],
) -> tuple[Mark, ...]:
    """Return the marks of a segment in reading order.

    Args:
        segment: A segment of an article.
        dates: The dates that stand in it, with offsets into the article's text.
        amounts: Its amounts.
        names: Its names, countries among them.
    """
    found = [*_addresses(segment), *_dates(dates), *_amounts(amounts), *_countries(names)]
    found += _words(segment, _taken(found), _in_names(names))
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind)))


def _taken(marks: Iterable[Mark]) -> frozenset[int]:
    return frozenset(place for mark in marks for place in range(mark.start, mark.end))


def _addresses(segment: Segment) -> Iterator[Mark]:
    for match in _ADDRESS.finditer(segment.clean):
        span = segment.locate(*match.span())
        value = match.group().rstrip(".,;:!?").lower()
        yield Mark("address", value, (f"address:{value}",), span.start, span.end)


def _dates(dates: Iterable[DateMention]) -> Iterator[Mark]:
    for date in dates:
        forms = dict.fromkeys(form for form in (date.value, date.form) if form)
        ends = dict.fromkeys(day for form in forms for day in _DAY.findall(form))
        keys = tuple(f"date:{form}" for form in dict.fromkeys((*forms, *ends)))
        yield Mark("date", date.value or date.form, keys, date.start, date.end)


_AMOUNTS = frozenset({"money", "percent", "points", "measure", "time"})


def _amounts(amounts: Iterable[AmountMention]) -> Iterator[Mark]:
    for amount in amounts:
        kind: AnchorKind = "amount" if amount.kind in _AMOUNTS else "number"
        numbers = [plain_number(value) for value in amount.values]
        keys = tuple(f"number:{number}" for number in numbers)
        value = "-".join(numbers)
        if amount.kind == "legal" and amount.unit:
            keys, value = (f"legal:{amount.unit}",), amount.unit
        elif amount.kind == "time":
            value = f"{int(amount.value) // 60}:{int(amount.value) % 60:02}"
            keys = (f"time:{value}",)
        elif kind == "amount" and amount.unit:
            value += f" {amount.unit}"
        yield Mark(kind, value, keys, amount.start, amount.end)


def plain_number(value: Decimal) -> str:
    """Write a number one way only.

    >>> plain_number(Decimal("1.50E+3")), plain_number(Decimal("2.0"))
    ('1500', '2')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _countries(names: Iterable[ActorMention]) -> Iterator[Mark]:
    for name in names:
        if name.code is not None:
            yield Mark("country", name.code, (f"country:{name.code}",), name.start, name.end)


_NAMES = frozenset({"person", "organisation", "place", "other"})


def _in_names(names: Iterable[ActorMention]) -> frozenset[int]:
    """Return the places in the text that are part of a name."""
    return frozenset(place for name in names if name.kind in _NAMES for place in range(name.start, name.end))


def _words(segment: Segment, taken: frozenset[int], names: frozenset[int]) -> Iterator[Mark]:
    language = base_language(segment.language)
    for match in _WORD.finditer(segment.clean):
        span = segment.locate(*match.span())
        if span.start in taken:
            continue
        is_name = span.start in names and match.group()[0].isupper()
        value, keys = _read_word(match.group(), language, is_name)
        if keys:
            yield Mark("name" if is_name else "word", value, keys, span.start, span.end)


@lru_cache(maxsize=65_536)
def _read_word(word: str, language: str, is_name: bool) -> tuple[str, tuple[str, ...]]:
    """Return the plain spelling of a word and the keys it is found by; no keys for one that says nothing."""
    plain = transliterate(word).lower()
    if any(letter.isdigit() for letter in word):
        return plain, () if word.isdigit() else (f"exact:{plain}",)
    if word.isupper() and len(word) > 1:
        return plain, _acronym(word, language)
    lemma = content_lemma(word, language)
    if not lemma:
        return plain, ()
    keys = [f"concept:{form}" for form in _concepts(word, language)]
    if is_name or (not keys and len(plain) >= _SHORTEST_WORD):
        keys += _sounds(word, lemma, is_name)
    return plain, tuple(dict.fromkeys(keys))


def _concepts(word: str, language: str) -> tuple[str, ...]:
    return concept_forms(word, language, "en") if language in FIRST_CLASS else ()


def _acronym(word: str, language: str) -> tuple[str, ...]:
    known = acronym_forms(word, language, "en") if language in FIRST_CLASS else ()
    return tuple(f"exact:{form.lower()}" for form in known or (transliterate(word),))


def _sounds(word: str, lemma: str, is_name: bool) -> Iterator[str]:
    """Return the first consonants of a word as written and, for a plain word, of its dictionary form."""
    if is_name and len(word) < _SHORTEST_NAME:
        return
    for form in (word,) if is_name else (word, lemma):
        sound = consonants(form)
        yield SOUNDS + sound[:_CONSONANTS]
        if is_name and sound.endswith("s") and len(sound) <= _CONSONANTS:
            yield SOUNDS + sound[:-1]  # Madeiras


def is_same(left: Mark, right: Mark) -> bool:
    """Tell whether two marks are the same thing.

    >>> one = Mark("name", "friden", ("sound:frd",), 0, 6)
    >>> is_same(one, Mark("name", "frieden", ("sound:frd",), 4, 11))
    True
    """
    common = [key for key in left.keys if key in right.keys]
    if not common or _other_unit(left, right):
        return False
    return any(not key.startswith(SOUNDS) for key in common) or _sound_alike(left.value, right.value)


# Languages write a percentage where others write percentage points.
_ONE_UNIT = {"percentage-point": "percent"}


def _other_unit(left: Mark, right: Mark) -> bool:
    """Whether both have a unit, but not the same: three years are not three percent."""
    if left.kind != "amount" or right.kind != "amount":
        return False
    units = [mark.value.partition(" ")[2] for mark in (left, right)]
    return all(units) and _ONE_UNIT.get(units[0], units[0]) != _ONE_UNIT.get(units[1], units[1])


@lru_cache(maxsize=65_536)
def _sound_alike(left: str, right: str) -> bool:
    if left == right:
        return True
    if name_score(left, right) >= _ALIKE:
        return True
    length = min(len(left), len(right), _STEM)
    return length >= _SHORTEST_WORD and name_score(left[:length], right[:length]) >= _ALIKE


Lookup = dict[str, list[int]]
"""The places of marks by their keys."""


def lookup(marks: Sequence[Mark]) -> Lookup:
    """Return where the marks with each key stand, to be used again for several comparisons.

    >>> lookup([Mark("number", "6", ("number:6",), 0, 3)])
    {'number:6': [0]}
    """
    places: Lookup = {}
    for at, mark in enumerate(marks):
        for key in mark.keys:
            places.setdefault(key, []).append(at)
    return places


def matched(
    lefts: Sequence[Mark], rights: Sequence[Mark], places: Lookup | None = None
) -> list[tuple[Mark, Mark]]:
    """Return which marks of two segments are the same, in order of the left; each stands in one pair at most.

    Args:
        lefts: Marks of one side.
        rights: Marks of the other.
        places: `lookup(rights)`, when it is there already.

    >>> six = Mark("number", "6", ("number:6",), 0, 3)
    >>> len(matched([six, six], [six]))
    1
    """
    places = lookup(rights) if places is None else places
    used: set[int] = set()
    pairs = []
    for mark in lefts:
        near = {at for key in mark.keys if key in places for at in places[key]}
        partner = next((at for at in sorted(near - used) if is_same(mark, rights[at])), None)
        if partner is not None:
            used.add(partner)
            pairs.append((mark, rights[partner]))
    return pairs


def shared_anchors(left: Sequence[Mark], right: Sequence[Mark]) -> tuple[Anchor, ...]:
    """Return what two segments, or groups of segments, have in common, in reading order of the left.

    >>> one, two = Mark("number", "6", ("number:6",), 0, 3), Mark("number", "6", ("number:6",), 4, 5)
    >>> shared_anchors([one], [two])
    (Anchor(kind='number', value='6', left=(0, 3), right=(4, 5)),)
    """
    return tuple(_anchor(*pair) for pair in matched(left, right))


def _anchor(left: Mark, right: Mark) -> Anchor:
    kind = left.kind if left.kind == right.kind or left.kind != "word" else right.kind
    return Anchor(kind, left.value, (left.start, left.end), (right.start, right.end))
