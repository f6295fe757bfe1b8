"""What small models get wrong, seen without a second model: how far a candidate can be believed.

A score to choose between candidates by, and to decide on a retry. What the reader is told comes from
`polnews.checks`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from polnews.engines._countries import countries
from polnews.engines._names import invented_names, lost_names
from polnews.languages import FIRST_CLASS, Pair, base_language
from polnews.mentions.amounts import find_amounts
from polnews.mentions.dates import find_dates
from polnews.words import has_lemmas, is_known

__all__ = ["Faults", "addresses", "clean_answer", "find_faults", "finish", "is_opaque", "numbers"]

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”»]+[^\s<>\"“”».,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\d+(?:[.,'’   ]\d{3})*(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MIXED = re.compile(r"\b[A-Z]\w*[A-Z]\w*\b", re.ASCII)
_CHATTER = re.compile(
    r"^(?:sure|certainly|of course|here(?: is|'s)|(?:the )?translation|output|answer)\b[^:\n]{0,60}:\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a candidate, each as a count or a flag.

    Attributes:
        numbers: Values of the source that are missing, plus values it does not have.
        dates: Dates and weekdays named in one of the two only.
        names: Names and acronyms of the source that are missing, plus names it does not have.
        countries: Countries named in one of the two only.
        addresses: Web and mail addresses that are missing.
        loops: Words in phrases said over again that the source says once.
        length: The length is far from what the source asks for.
        language: Text that is still the source's, or in another language than asked for.
        cut: It stopped at the limit.
    """

    numbers: int = 0
    dates: int = 0
    names: int = 0
    countries: int = 0
    addresses: int = 0
    loops: int = 0
    length: bool = False
    language: bool = False
    cut: bool = False

    @property
    def weight(self) -> float:
        """One number to compare candidates by; 0 is faultless. What misleads weighs most."""
        unusable = 4.0 * (self.language + self.length + self.cut) + 3.0 * self.addresses
        misleading = 2.0 * (self.numbers + self.countries) + 1.0 * (self.dates + self.names)
        return unusable + misleading + 0.5 * self.loops


def find_faults(source: str, target: str, pair: Pair, *, cut: bool = False) -> Faults:
    """Compare a candidate with its source.

    >>> find_faults("Es kostet 1.200 Euro.", "It costs 1,300 euros.", Pair("de", "en")).numbers
    2
    >>> find_faults("Es kostet 1.200 Euro.", "It costs 1,200 euros.", Pair("de", "en")).weight
    0.0
    """
    return Faults(
        numbers=_number_faults(source, target, pair),
        dates=len(_dates(source, pair.source) ^ _dates(target, pair.target)),
        names=_name_faults(source, target, pair),
        countries=len(countries(source, pair.source) ^ countries(target, pair.target)),
        addresses=sum(address not in target for address in addresses(source)),
        loops=max(0, _repeated(target) - _repeated(source)),
        length=not _length_fits(source, target),
        language=_wrong_language(source, target, pair),
        cut=cut,
    )


def addresses(text: str) -> list[str]:
    """Return the web and mail addresses in a text.

    >>> addresses("Mehr auf https://x.eu/a_b, Fragen an p@x.eu.")
    ['https://x.eu/a_b', 'p@x.eu']
    """
    return _ADDRESS.findall(text)


def is_opaque(text: str, language: str) -> bool:
    """Say whether a text has nothing to translate: no word besides addresses, acronyms and names.

    >>> [is_opaque(text, "it") for text in ("", "12,5 %", "www.example.eu", "NATO", "Ugo Rosenzweig")]
    [True, True, True, True, True]
    >>> is_opaque("La legge", "it")
    False
    """
    words = _WORD.findall(_ADDRESS.sub(" ", text))
    if len(words) <= 3 and all(word.isupper() and len(word) <= 5 for word in words):
        return True
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and _are_names(words, language)


def _are_names(words: Sequence[str], language: str) -> bool:
    """Whether capitalised words are names: in German if none is known, elsewhere if one is not."""
    if not has_lemmas(language):
        return False
    unknown = [not is_known(word, language) and not is_known(word.lower(), language) for word in words]
    return (
        all(unknown) if base_language(language) == "de" else any(unknown) or base_language(language) == "bg"
    )


def clean_answer(answer: str, source: str, labels: tuple[str, ...]) -> str:
    """Return the translation in an answer: without labels, echo, chatter, or quotation marks of its own.

    >>> clean_answer(' English: "The deadline ends."', "Die Frist endet.", ("German", "English"))
    'The deadline ends.'
    """
    text = " ".join(answer.split())
    text = _CHATTER.sub("", text)
    for label in labels:
        text = re.sub(rf"^{re.escape(label)}\s*:\s*", "", text)
        text = re.split(rf"\s{re.escape(label)}\s*:\s", text)[0]
    if len(text) > len(source) and text.startswith(source):
        text = text[len(source) :].lstrip(" :-–—→=")
    if len(text) > 2 and text[0] in "\"“„«'" and text[-1] in "\"”“»'" and source[:1] not in "\"“”„«»'‘’":
        text = text[1:-1]
    return text.strip()


def finish(source: str, target: str) -> str:
    """Return a translation without what was added at its end: a second telling, a headline's full stop.

    >>> finish("Neue Frist für Anträge", "New deadline for applications. The deadline was extended.")
    'New deadline for applications'
    >>> finish("Er sagt ja.", "He says yes to the new deal and he says yes to the new deal.")
    'He says yes to the new deal.'
    """
    target = _without_second_telling(target) if not _repeated(source) else target
    if source.rstrip()[-1:] not in ".!?…:" and not re.search(r"[.!?…]\s", source):
        first = re.match(r".*?[^\W\d_]{4,}[\"”»)]?[.](?=\s|$)", target)
        target = first.group().removesuffix(".") if first else target
    return target


# Words said again at the end of an answer, at least four, and what joins them to the first telling.
_TOLD_TWICE = re.compile(r"\b((?:[\w'’-]+\W+){3,}[\w'’-]+)(?:\W+[\w'’-]+){0,3}?\W+\1\W*$", re.IGNORECASE)


def _without_second_telling(text: str) -> str:
    match = _TOLD_TWICE.search(text[-_LONGEST_TAIL:])
    if not match:
        return text
    kept = text[: len(text) - len(text[-_LONGEST_TAIL:]) + match.end(1)]
    return kept + (text[-1] if text[-1] in ".!?" else "")


# The search for a second telling looks at the end only, so that its cost stays bounded.
_LONGEST_TAIL = 600


def numbers(text: str, language: str) -> Counter[Decimal]:
    """Return the values written in digits, each as often as it stands there.

    >>> sorted(numbers("1.234,5 und 13:30 Uhr", "de"))
    [Decimal('13'), Decimal('30'), Decimal('1234.5')]
    """
    return Counter(_value(match.group(), language) for match in _NUMBER.finditer(_ADDRESS.sub(" ", text)))


def _value(text: str, language: str) -> Decimal:
    thousands, decimal = (",", ".") if base_language(language) == "en" else (".", ",")
    plain = re.sub(r"['’   ]", "", text)
    plain = re.sub(rf"\{thousands}(?=\d{{3}}(?!\d))", "", plain)
    try:
        return Decimal(plain.replace(decimal, ".").rstrip("."))
    except InvalidOperation:  # 3.2.2025 and the like: compared by their digits
        return Decimal(re.sub(r"\D", "", plain))


# Small numbers may become words, and words small numbers, in any good translation.
_SPELT = 12


def _number_faults(source: str, target: str, pair: Pair) -> int:
    ours, theirs = numbers(source, pair.source), numbers(target, pair.target)
    differing = list((ours - theirs).elements()) + list((theirs - ours).elements())
    digits = sum(value > _SPELT for value in differing)
    here, there = _sums(source, pair.source), _sums(target, pair.target)
    return max(digits, len(here ^ there))


def _dates(text: str, language: str) -> set[str]:
    """Return the dates of a text in a form that all languages share: "today" is no "Thursday"."""
    return (
        {date.form for date in find_dates(text, language)}
        if base_language(language) in FIRST_CLASS
        else set()
    )


def _sums(text: str, language: str) -> set[tuple[Decimal, str]]:
    """Return the sums of money in a text: these tell millions from billions and leva from roubles."""
    found = find_amounts(_ADDRESS.sub(" ", text), language) if base_language(language) in FIRST_CLASS else []
    return {
        (value, amount.unit or "") for amount in found if amount.kind == "money" for value in amount.values
    }


def _name_faults(source: str, target: str, pair: Pair) -> int:
    if not has_lemmas(pair.target):  # without a dictionary every capital would be a name
        return 0
    named = len(lost_names(source, target, pair)) + len(invented_names(source, target, pair))
    return named + sum(acronym not in target for acronym in _acronyms(source))


def _acronyms(text: str) -> set[str]:
    """Return the names with capitals inside, in Latin letters, of a text in other letters: they stay so.

    Among Latin letters acronyms are translated as often as kept (UE, EU; KI, AI).
    """
    words = set(_MIXED.findall(_ADDRESS.sub(" ", text)))
    return words if re.search("[а-я]", text) else set()


def _repeated(text: str) -> int:
    """Count the words of three-word phrases that were said before."""
    words = [word.casefold() for word in _WORD.findall(text)]
    seen: Counter[tuple[str, ...]] = Counter(zip(words, words[1:], words[2:], strict=False))
    return sum(count - 1 for count in seen.values())


def _length_fits(source: str, target: str) -> bool:
    if len(_WORD.findall(source)) <= 3:
        return len(_WORD.findall(target)) <= 3 * max(1, len(_WORD.findall(source)))
    # Human translations of the development articles lie within 0.59 and 1.69 from 40 characters on.
    low, high = (0.5, 1.9) if len(source) >= 40 else (0.3, 3.0)
    return low <= len(target) / len(source) <= high


def _wrong_language(source: str, target: str, pair: Pair) -> bool:
    if target.casefold() == source.casefold():
        return len(_WORD.findall(source)) > 3  # fewer may be names alone
    if len(target) < 20:
        return False
    from polnews.detection import guess

    found = guess(target)
    wanted = base_language(pair.target)
    return found.language not in ("und", wanted) and found.lead_over(wanted) > 0.1
