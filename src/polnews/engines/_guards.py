"""What small models get wrong, seen without a second model: how far a candidate can be believed.

A score to choose between candidates by, and to decide on a retry. What the reader is told comes from `polnews.checks`.
"""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from polnews.languages import Pair, base_language

__all__ = ["Faults", "addresses", "clean_answer", "find_faults", "is_opaque", "numbers"]

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”»]+[^\s<>\"“”».,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\d+(?:[.,'’   ]\d{3})*(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CHATTER = re.compile(
    r"^(?:sure|certainly|of course|here(?: is|'s)|the translation|translation|output|answer)\b[^:\n]{0,60}:\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a candidate, each as a count or a flag.

    Attributes:
        numbers: Values of the source that are missing, plus values it does not have.
        names: Names in Latin letters and acronyms of the source that are missing.
        addresses: Web and mail addresses that are missing.
        loops: Words in phrases said over again that the source says once.
        length: The length is far from what the source asks for.
        language: Text that is still the source's, or in its script.
        cut: It stopped at the limit.
    """

    numbers: int = 0
    names: int = 0
    addresses: int = 0
    loops: int = 0
    length: bool = False
    language: bool = False
    cut: bool = False

    @property
    def weight(self) -> float:
        """One number to compare candidates by; 0 is faultless. Whole faults weigh more than details."""
        whole = 4.0 * (self.language + self.length + self.cut) + 3.0 * self.addresses
        return whole + 2.0 * self.numbers + 1.0 * self.names + 0.5 * self.loops


def find_faults(source: str, target: str, pair: Pair, *, cut: bool = False) -> Faults:
    """Compare a candidate with its source.

    >>> find_faults("Es kostet 1.200 Euro.", "It costs 1,300 euros.", Pair("de", "en")).numbers
    2
    >>> find_faults("Es kostet 1.200 Euro.", "It costs 1,200 euros.", Pair("de", "en")).weight
    0.0
    """
    return Faults(
        numbers=_number_faults(source, target, pair),
        names=_missing_names(source, target, pair),
        addresses=sum(address not in target for address in addresses(source)),
        loops=max(0, _repeated(target) - _repeated(source)),
        length=not _length_fits(source, target),
        language=_still_source(source, target, pair),
        cut=cut,
    )


def addresses(text: str) -> list[str]:
    """Return the web and mail addresses in a text.

    >>> addresses("Mehr auf https://x.eu/a_b, Fragen an p@x.eu.")
    ['https://x.eu/a_b', 'p@x.eu']
    """
    return _ADDRESS.findall(text)


def is_opaque(text: str) -> bool:
    """Say whether a text has nothing to translate: no word besides addresses and acronyms.

    >>> [is_opaque(text) for text in ("", "12,5 %", "www.example.eu", "NATO", "Die Frist")]
    [True, True, True, True, False]
    """
    words = _WORD.findall(_ADDRESS.sub(" ", text))
    return all(word.isupper() and len(word) <= 5 for word in words) and len(words) <= 3


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
    return sum(value > _SPELT for value in differing)


def _missing_names(source: str, target: str, pair: Pair) -> int:
    found = {word.casefold() for word in _WORD.findall(target)}
    return sum(not _has(name.casefold(), found) for name in _names(source, pair.source))


def _names(text: str, language: str) -> set[str]:
    """Words in Latin letters that a translation keeps: capitalised within a sentence, German's nouns left out."""
    words = [match for match in _WORD.finditer(_ADDRESS.sub(" ", text)) if match.group().isascii()]
    inner = [match.group() for match in words if match.start() > 0 and match.group()[0].isupper()]
    mixed = {word for word in inner if len(word) > 1 and not word[1:].islower()}
    if base_language(language) == "de":
        return mixed
    return mixed | {word for word in inner if len(word) > 3}


def _has(name: str, words: set[str]) -> bool:
    return name in words or any(SequenceMatcher(None, name, word).ratio() >= 0.7 for word in words)


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


def _still_source(source: str, target: str, pair: Pair) -> bool:
    if target.casefold() == source.casefold():
        return len(_WORD.findall(source)) > 3
    if len(target) < 20:
        return False
    from polnews.detection import guess

    found = guess(target)
    wanted = base_language(pair.target)
    return found.language not in ("und", wanted) and found.lead_over(wanted) > 0.1
