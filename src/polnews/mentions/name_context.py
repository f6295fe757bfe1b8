"""What the words around a name, and the whole document, tell about it."""

from dataclasses import dataclass, field
from functools import lru_cache

from polnews.mentions.actor_words import LEGAL_FORMS, ActorWords, actor_words
from polnews.mentions.countries import cities
from polnews.mentions.numerals import small_number_words
from polnews.mentions.tokens import Tokens
from polnews.mentions.values import ActorKind, ActorMention
from polnews.words import is_known, lemma

__all__ = ["OPENERS", "Evidence", "NameContext", "gather", "is_ordinary", "starts_sentence"]

_REFLEXIVE = frozenset({"се", "sich", "si", "se"})
_STOPS = frozenset(".!?:;•…")
OPENERS = frozenset("„“”«»\"‚‘'’(")
_HEADLINE_SHARE = 0.8


@dataclass(slots=True)
class Evidence:
    """What a whole document shows about its words."""

    lower: set[str] = field(default_factory=set)  # seen in lower case
    capital: set[str] = field(default_factory=set)  # seen with a capital inside a sentence


def starts_sentence(tokens: Tokens, index: int, lexis: ActorWords) -> bool:
    """Whether a token begins a sentence, where a capital tells nothing."""
    at = index - 1
    while at >= 0 and tokens.texts[at] in OPENERS:
        at -= 1
    if at < 0 or tokens.texts[at][0] == "\n":
        return True
    if at < index - 1 and tokens.texts[index - 1] != "(":
        return True  # behind an opening quotation mark
    if tokens.texts[at] not in _STOPS:
        return tokens.texts[at] in "-–—•" and (at == 0 or tokens.texts[at - 1][0] == "\n")
    before = tokens.lows[at - 1] if at else ""
    abbreviated = tokens.texts[at] == "." and (
        (len(before) == 1 and before.isalpha()) or before in lexis.titles
    )
    return not abbreviated


def gather(tokens: Tokens, evidence: Evidence) -> None:
    """Note which words a part of the document writes with and without a capital."""
    lexis = actor_words(tokens.language)
    for index, text in enumerate(tokens.texts):
        first = text[0]
        if first.islower():
            evidence.lower.add(text)
        elif first.isupper() and not starts_sentence(tokens, index, lexis):
            evidence.capital.add(tokens.lows[index])


@lru_cache(maxsize=16384)
def is_ordinary(low: str, language: str) -> bool:
    """Whether a word, or for German the end of a compound, stands in the dictionary."""
    if is_known(low, language):
        return True
    if language == "bg":  # the dictionary lacks many forms with the article
        return any(
            low.endswith(end) and is_known(low.removesuffix(end), language)
            for end in ("те", "та", "то", "ът", "ят", "а", "я")
        )
    if language != "de":
        return False
    last = low.rpartition("-")[2]
    return any(is_known(last[at:], language) for at in (0, *range(3, len(last) - 4)))


class NameContext:
    """Questions about the tokens of one part of a document."""

    def __init__(self, tokens: Tokens, lexis: ActorWords, evidence: Evidence) -> None:
        self.tokens, self.lexis, self.evidence = tokens, lexis, evidence
        self.german = tokens.language == "de"
        self.headline = self._is_headline()

    def _is_headline(self) -> bool:
        """Whether most words have capitals, so that capitals tell nothing.

        "Portugal Clears Purchase of Vessels".
        """
        letters = [text for text in self.tokens.texts if text[0].isalpha() and len(text) > 3]
        capitals = sum(text[0].isupper() for text in letters)
        return not self.german and len(letters) >= 5 and capitals > _HEADLINE_SHARE * len(letters)

    def _is_capital(self, index: int) -> bool:
        return self.tokens.texts[index][0].isupper()

    def _plain(self, index: int) -> bool:
        """Whether a word is no name whatever its capital: the, Monday, million."""
        return (
            self.tokens.lows[index].rstrip("'’") in self.lexis.plain
            or self.tokens.lows[index] in self.lexis.plain
        )

    def _legal_form(self, at: int) -> int | None:
        """Return the token after GmbH, plc, S.p.A.: what ends a company's name."""
        tokens = self.tokens
        if tokens.lows[at] in LEGAL_FORMS and (tokens.texts[at][0].isupper() or tokens.lows[at] == "plc"):
            return (
                at
                + 1
                + (tokens.lows[at] in ("lda", "ltda", "inc") and tokens.texts[at + 1 : at + 2] == ["."])
            )
        for size in (6, 4):
            if "".join(tokens.lows[at : at + size]) in ("s.p.a.", "s.r.l.", "s.a."):
                return at + size
        return None

    def _is_role(self, at: int) -> bool:
        return self.lexis.is_office(self.tokens.lows[at]) or self.lexis.is_body(self.tokens.lows[at])

    def _abbreviates(self, dot: int) -> bool:
        before = self.tokens.texts[dot - 1]
        return len(before) == 1 or before.lower() in self.lexis.titles

    def _abbreviates_title(self, at: int) -> bool:
        return at > 0 and self.tokens.lows[at - 1] in self.lexis.titles

    def _shouting(self, at: int) -> bool:
        """Whether the words around are in capitals too."""
        around = self.tokens.texts[max(0, at - 3) : at] + self.tokens.texts[at + 1 : at + 4]
        return sum(word.isupper() and len(word) > 3 for word in around) >= 2

    def _in_marks(self, first: int, last: int) -> bool:
        """Whether a name stands alone between quotation marks: a body, a product, a paper."""
        around = self.tokens.texts[first - 1 : first] + self.tokens.texts[last : last + 1]
        return len(around) == 2 and all(mark in '„“”«»"' for mark in around)

    def _named_by_title(self, index: int) -> bool:
        return (
            index > 1
            and self.tokens.texts[index - 1] == "."
            and self.tokens.lows[index - 2] in self.lexis.titles
        )

    def _after_adjective(self, first: int) -> bool:
        """Whether an inflected adjective stands before.

        "der estnischen Plattform X", so the first word is a noun.
        """
        before = self.tokens.texts[first - 1] if first else ""
        if not before[:1].islower() or before in self.lexis.speech or before in self.lexis.plain:
            return False
        return before.endswith(("en", "er", "es", "em", "e")) and not before.endswith(("te", "ten"))

    def _inflected(self, at: int) -> bool:
        """Whether a German word has the ending of an adjective: "Künstlicher Intelligenz"."""
        low = self.tokens.lows[at]
        return low.endswith(("e", "en", "er", "es", "em")) and lemma(low, "de") != low

    def _counted(self, first: int) -> bool:
        """Whether a number, a preposition of place or an adjective stands before.

        Two nouns in a row, no name.
        """
        before, low = (self.tokens.texts[first - 1], self.tokens.lows[first - 1]) if first else ("", "")
        return (
            before[:1].isdigit()
            or low in small_number_words("de")
            or low in self.lexis.place_preps
            or self.tokens.texts[first] in cities("de")
            or self._after_adjective(first)
        )

    def _definite(self, first: int) -> bool:
        """Whether a Bulgarian run opens with an adjective: "Западните Балкани" is no person."""
        if self.tokens.language != "bg":
            return False
        low = self.tokens.lows[first]
        if low.endswith(("ият", "ските", "ската", "ското", "ните")):
            return True
        return lemma(low, "bg") != low and lemma(low, "bg").endswith(("ен", "ски", "шки", "ов", "ев"))

    def _definite_adjective(self, at: int) -> bool:
        return lemma(self.tokens.lows[at], "bg").endswith(("ен", "ски", "шки", "ов", "ев", "ив"))

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands right beside the name."""
        lows, speech = self.tokens.lows, self.lexis.speech
        before = lows[max(0, first - 2) : first]
        after = lows[last : last + 3]
        if last - first == 1:  # one word must touch the verb: "a report said" is nobody's name
            after = after[:1]
            told = bool(before) and (
                before[-1] in speech or (before[0] in speech and before[-1] in _REFLEXIVE)
            )
        else:
            told = bool(before) and (before[-1] in speech or before[0] in speech)
        return told or any(low in speech for low in after)

    def _mention(
        self, first: int, last: int, kind: ActorKind, *, code: str | None = None, title: str | None = None
    ) -> ActorMention:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return ActorMention(start, end, self.tokens.source[start:end], kind, code, title)
