"""The language of a line, and whether a line is foreign to a document.

The only module that uses `eldc`, and `py3langid` where eldc has no wheel.
"""

import importlib.util
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from polnews.errors import LanguageError
from polnews.languages import FIRST_CLASS, base_language

__all__ = ["Guess", "guess", "is_foreign", "main_language"]

CANDIDATES = [
    "ar", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi",
    "hr", "hu", "hy", "is", "it", "ja", "ka", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru",
    "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "ur", "zh",
]  # fmt: skip
"""Languages considered: those of Europe, and those told by their script alone. Fewer candidates, fewer wrong
short lines."""

MAX_CHARACTERS = 600
"""How much of a line is looked at. Lines of 100 characters are already told apart without error on the dev
articles."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a line tells of its language.

    `language` is an ISO 639-1 code, or "und" when the line tells nothing. `scores` are in [0, 1], higher is
    likelier, and hold the better candidates only. `words` and `small_words` count the words, and those not
    capitalised; `letters` counts letters; `script` is "Latin", "Cyrillic", "mixed" or "other".
    """

    language: str
    scores: Mapping[str, float]
    words: int
    small_words: int
    letters: int
    script: str

    def lead_over(self, language: str) -> float:
        """By how much the guess beats `language`, in [0, 1]."""
        return self.scores.get(self.language, 0.0) - self.scores.get(language, 0.0)


_NOTHING = Guess("und", MappingProxyType({}), 0, 0, 0, "")


def guess(line: str) -> Guess:
    """Return what `line` tells of its language.

    >>> guess("Das Parlament hat den Entwurf angenommen.").language, guess("---|---|").language
    ('de', 'und')
    """
    line = line[:MAX_CHARACTERS]
    words = _WORD.findall(line)
    if not words:
        return _NOTHING
    letters = sum(map(len, words))
    small = sum(word[0].islower() for word in words)
    language, scores = _backend().scores(line)
    return Guess(language, scores, len(words), small, letters, _script(words))


def _script(words: list[str]) -> str:
    text = "".join(words)
    if text.isascii():
        return "Latin"
    latin = len(re.findall(r"[A-Za-zÀ-ɏḀ-ỿ]", text))
    cyrillic = len(re.findall(r"[Ѐ-ԯ]", text))
    if latin * 10 >= len(text) * 9:
        return "Latin"
    return "Cyrillic" if cyrillic * 2 >= len(text) else "other" if latin * 2 < len(text) else "mixed"


_CYRILLIC = frozenset({"bg", "ru", "uk", "be", "sr", "mk"})
_OTHER = frozenset(["ar", "el", "fa", "he", "hi", "hy", "ja", "ka", "ko", "th", "ur", "zh"])


def script_of(language: str) -> str:
    """Return "Latin", "Cyrillic" or "other": the script a language is usually written in."""
    return "Cyrillic" if language in _CYRILLIC else "other" if language in _OTHER else "Latin"


def is_foreign(line: Guess, main: str) -> bool:
    """Return whether a line is in another language than `main`, on strong evidence only.

    Names prove nothing: a line in another script, or a short one, must hold words that are not capitalised.
    """
    if line.language in ("und", main) or not line.small_words:
        return False
    if line.script != script_of(main) and line.script in ("Latin", "Cyrillic") and script_of(main) != "other":
        return line.small_words >= 1 and (line.words >= 4 or line.small_words * 2 >= line.words)
    return line.lead_over(main) >= _backend().demand(line.words)


def main_language(lines: Iterable[Guess]) -> str:
    """Return the main language of a document: the one most letters are in.

    Raises:
        LanguageError: No line tells a language.
    """
    lines = list(lines)
    words = sum(line.words for line in lines)
    weights: dict[str, int] = {}
    for line in lines:
        if line.language != "und":
            weights[line.language] = weights.get(line.language, 0) + line.letters
    if not weights or words < MIN_WORDS:
        raise LanguageError(
            "The language of the text cannot be told: it holds too few words. "
            'Say which it is: language="de", on the command line --lang de.'
        )
    best = max(weights, key=lambda language: (weights[language], language))
    return best if best in FIRST_CLASS or words > FEW_WORDS else _prefer_first_class(best, lines)


MIN_WORDS = 2
"""One word alone is as often a name as not."""
FEW_WORDS = 12
"""Up to here neighbours are mixed up now and then: 3 of 2,900 snippets of 8 words, none of 2,900 whole
sentences."""


def _prefer_first_class(best: str, lines: Iterable[Guess]) -> str:
    """A near tie goes to the language we know best (Portuguese, not Spanish)."""
    totals: dict[str, float] = {}
    for line in lines:
        for language, score in line.scores.items():
            totals[language] = totals.get(language, 0.0) + score * line.letters
    rival = max(FIRST_CLASS, key=lambda language: totals.get(language, 0.0))
    return rival if totals.get(rival, 0.0) >= 0.9 * totals[best] else best


# --- back ends ---


@dataclass(frozen=True, slots=True)
class _Backend:
    """A detector: scores of a text, and the lead a line of so many words needs to count as foreign."""

    name: str
    scores: Callable[[str], tuple[str, Mapping[str, float]]]
    demands: tuple[float, float, float]

    def demand(self, words: int) -> float:
        short, medium, long = self.demands
        return short if words < 5 else medium if words < 8 else long


# Demands: measured on snippets of the dev articles (five languages). With them eldc calls 0 of 2,900 lines
# and 8-word
# snippets foreign that are not; leads of true foreign titles are above 0.27 (eldc) in all but one of 200.
_ELDC_DEMANDS = (0.6, 0.25, 0.2)
_PY3LANGID_DEMANDS = (0.95, 0.9, 0.6)


@lru_cache(maxsize=1)
def _backend() -> _Backend:
    return _eldc() if importlib.util.find_spec("eldc") else _py3langid()


def _eldc() -> _Backend:
    import eldc

    eldc.init()
    detector = eldc.instance()
    detector.set_languages(CANDIDATES)
    detector.set_scores(20)

    def scores(text: str) -> tuple[str, Mapping[str, float]]:
        result = detector.detect_details(text)
        return str(result.language), result.scores

    return _Backend("eldc", scores, _ELDC_DEMANDS)


def _py3langid() -> _Backend:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in CANDIDATES if code in identifier.labels])
    lock = threading.Lock()

    def scores(text: str) -> tuple[str, Mapping[str, float]]:
        with lock:
            ranked = identifier.rank(text)
        return ranked[0][0], dict(ranked[:20])

    return _Backend("py3langid", scores, _PY3LANGID_DEMANDS)


def served(language: str) -> str:
    """Return the code a detector knows a language by."""
    return {"nb": "no", "nn": "no", "mk": "bg", "gl": "pt"}.get(
        base_language(language), base_language(language)
    )
