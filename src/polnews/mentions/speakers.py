"""Who speaks: the noun phrase beside a verb of saying, taken from tokens."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from polnews.mentions.actor_words import NOBLE, actor_words
from polnews.mentions.lexicon import words
from polnews.mentions.tokens import Tokens

__all__ = [
    "SpeechWords",
    "ends_sentence",
    "is_personal",
    "noun_phrase_at",
    "phrase_ending",
    "sentence_around",
    "speech_words",
    "subject_after",
    "subject_before",
    "subject_near",
]

_MARKS = frozenset('„“”«»"‚‘‹›')
_PERFECT = frozenset({"hat", "hatte", "haben", "hatten", "habe"})
_PASSIVE = frozenset({"wird", "werden", "wurde", "wurden"})
_LONGEST = 24  # tokens of a noun phrase: "the chairwoman of the committee on ..., Ana Costa"


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """One language's words of saying and the words that bound a noun phrase."""

    language: str
    verbs: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    according_heads: frozenset[str]
    according_after: frozenset[str]
    that: frozenset[str]
    pronouns: frozenset[str]
    helpers: frozenset[str]  # between a verb and its subject: auxiliaries, "sich", "auch"
    links: frozenset[str]  # "of", "des": what joins the parts of a noun phrase
    stops: frozenset[str]  # prepositions and conjunctions that end a speaker
    conjunctions: frozenset[str]
    leads: frozenset[str]  # what opens a clause without being its subject: "in", "gestern", "jedoch"


@lru_cache(maxsize=16)
def speech_words(language: str) -> SpeechWords:
    """Return a language's words of saying; empty for languages without lists."""

    def listed(key: str) -> frozenset[str]:
        return frozenset(words(language, "quote", key))

    return SpeechWords(
        language=language,
        verbs=listed("verbs"),
        according=tuple(
            sorted(
                (tuple(phrase.lower().split()) for phrase in words(language, "quote", "according")),
                key=len,
                reverse=True,
            )
        ),
        according_heads=frozenset(
            phrase.split()[0].lower() for phrase in words(language, "quote", "according")
        ),
        according_after=listed("according_after"),
        that=listed("that"),
        pronouns=listed("pronouns"),
        helpers=listed("helpers"),
        links=listed("links"),
        stops=listed("stops"),
        conjunctions=listed("conjunctions"),
        leads=listed("stops") | listed("leads"),
    )


def ends_sentence(tokens: Tokens, at: int) -> bool:
    """Whether token `at` ends a sentence: a stop that no abbreviation, initial or ordinal explains."""
    text = tokens.texts[at]
    if text[0] == "\n" or text in "!?…":
        return True
    if text != ".":
        return False
    after = tokens.texts[at + 1] if at + 1 < len(tokens) else ""
    before = tokens.texts[at - 1] if at else ""
    if not after or after in _MARKS or after[0] == "\n":
        return True
    if after[0].islower() or after in ",;:" or tokens.glued(at + 1):
        return False
    short = (len(before) == 1 and before.isalpha()) or before.lower() in actor_words(tokens.language).titles
    ordinal = tokens.language == "de" and before.isdigit() and len(before) < 3
    return not (short or ordinal)


def sentence_around(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Return the token range of the sentence around tokens [first, last)."""
    start = first
    while start > 0 and first - start < 80 and not ends_sentence(tokens, start - 1):
        start -= 1
    end = last
    while end < len(tokens) and end - last < 80 and not ends_sentence(tokens, end):
        end += 1
    return start, end


def subject_after(tokens: Tokens, verb: int, end: int) -> tuple[int, int] | None:
    """Return the token range of the noun phrase behind a verb of saying.

    "sagte der Sprecher des Amtes, Kai Vogel".
    """
    speech = speech_words(tokens.language)
    first = verb + 1
    while first < end and (tokens.lows[first] in speech.helpers or tokens.lows[first] in speech.verbs):
        first += 1
    return noun_phrase_at(tokens, first, end) or _behind_adverbial(tokens, first, end)


def _behind_adverbial(tokens: Tokens, first: int, end: int) -> tuple[int, int] | None:
    """Read "ha detto mercoledì a Riga la ministra Costa": the subject behind a time or place."""
    speech, lexis = speech_words(tokens.language), actor_words(tokens.language)
    if tokens.language == "en" or first >= end or tokens.lows[first] not in speech.leads | speech.links:
        return None
    for at in range(first + 1, min(first + 14, end)):
        if tokens.texts[at] in _MARKS or tokens.texts[at] in ";:":
            return None
        if not lexis.is_office(tokens.lows[at]):
            continue
        start = at
        while (
            start - 1 > first
            and tokens.texts[start - 1][0].islower()
            and tokens.lows[start - 1] not in speech.links
        ):
            before = tokens.lows[start - 1]
            if before in speech.leads and before not in lexis.articles:
                break
            start -= 1
            if before in lexis.articles:
                break
        return noun_phrase_at(tokens, start, end)
    return None


def noun_phrase_at(tokens: Tokens, first: int, end: int) -> tuple[int, int] | None:
    """Return the token range of the noun phrase that starts at a token, None when none does."""
    speech = speech_words(tokens.language)
    if first < end and tokens.texts[first] in '„“«"':
        close = next((at for at in range(first + 1, min(first + 6, end)) if tokens.texts[at] in _MARKS), None)
        return None if close is None else (first, close + 1)
    if first >= end or not _opens_phrase(tokens, first, speech):
        return None
    if tokens.lows[first] in speech.pronouns:
        return first, first + 1
    last = _phrase_end(tokens, first, end, speech)
    return (first, last) if last > first else None


def _opens_phrase(tokens: Tokens, at: int, speech: SpeechWords) -> bool:
    text, low = tokens.texts[at], tokens.lows[at]
    if not text[0].isalpha() or low in speech.that:
        return False
    lexis = actor_words(tokens.language)
    if (
        low in speech.pronouns
        or low in lexis.articles
        or low.rstrip("'’") + "'" in lexis.articles
        or lexis.is_office(low)
    ):
        return True
    if tokens.language == "bg" and text[0].islower():
        return low not in speech.leads and len(low) > 3
    return (
        text[0].isupper()
        or lexis.is_body(low)
        or (low not in speech.leads and tokens.language in ("it", "pt", "en") and len(low) > 4)
    )


def _phrase_end(tokens: Tokens, first: int, end: int, speech: SpeechWords) -> int:
    """Return where a noun phrase ends: a stop word, a mark, or a comma that opens no apposition."""
    at, plain_words = first, 0
    most = 1 + _is_adjective(tokens.lows[first]) if tokens.language == "bg" else 3
    while at < min(end, first + _LONGEST):
        text, low = tokens.texts[at], tokens.lows[at]
        bound = text[0].isupper() or low in speech.links or actor_words(tokens.language).is_office(low)
        plain_words = 0 if bound and at > first else plain_words + 1
        if plain_words > most:
            break
        if text == ",":
            after = _apposition(tokens, first, at, end)
            if after is None:
                break
            at = after
            continue
        if text in _MARKS or text in ";:–—)" or text[0] == "\n" or ends_sentence(tokens, at):
            break
        if at > first and _stops_phrase(tokens, first, at, speech):
            break
        if text == "(":
            close = next((index for index in range(at, min(at + 6, end)) if tokens.texts[index] == ")"), None)
            if close is None:
                break
            at = close
        at += 1
    while at > first and tokens.texts[at - 1] in ",.":
        at -= 1
    return at


def _stops_phrase(tokens: Tokens, first: int, at: int, speech: SpeechWords) -> bool:
    """Whether a word ends the phrase before it.

    A preposition, a verb of saying, or lower case behind a name.
    """
    low = tokens.lows[at]
    if low in speech.stops or low in speech.verbs or low in speech.that:
        return True
    behind_name = tokens.texts[at][0].islower() and tokens.texts[at - 1][0].isupper()
    return behind_name and not _goes_on(tokens, first, at, speech)


def _is_adjective(low: str) -> bool:
    """Whether a Bulgarian word with the article is an adjective: a noun follows it."""
    return low.endswith(
        ("ният", "ния", "ната", "ното", "ният", "ският", "ския", "ската", "ското", "ските", "вият", "вата")
    )


def _goes_on(tokens: Tokens, first: int, at: int, speech: SpeechWords) -> bool:
    """Whether a phrase goes on in lower case behind a capital.

    "der Leiter des Amtes", "the Bank of Portugal".
    """
    if tokens.lows[at] in speech.links or tokens.lows[at] in NOBLE:
        return True
    named = sum(text[0].isupper() for text in tokens.texts[first:at]) > 1
    return tokens.language != "de" and not named


def phrase_ending(tokens: Tokens, last: int, start: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before token `last`: "dem Bericht" in "dem Bericht zufolge"."""
    lexis = actor_words(tokens.language)
    for first in range(last - 1, max(start, last - 6) - 1, -1):
        if not tokens.texts[first][0].isalnum():
            return (first + 1, last) if first + 1 < last else None
        if tokens.lows[first] in lexis.articles:
            return first, last
    capital = next((at for at in range(max(start, last - 6), last) if tokens.texts[at][0].isupper()), None)
    return None if capital is None else (capital, last)


def _apposition(tokens: Tokens, first: int, comma: int, end: int) -> int | None:
    """Return the end of ", Elmar Gesse" or ", ministro das Finanças" behind a noun phrase.

    None when it is none.
    """
    at, lexis = comma + 1, actor_words(tokens.language)
    if at >= end:
        return None
    named = sum(text[0].isupper() for text in tokens.texts[first:comma]) >= 2 and not any(
        lexis.is_office(low) for low in tokens.lows[first:comma]
    )
    if named or not tokens.texts[at][0].isupper() or tokens.lows[at] in lexis.plain:
        return None
    while at < end and (tokens.texts[at][0].isupper() or tokens.lows[at] in NOBLE):
        at += 1
    return at if at - comma > 1 else None


def subject_near(tokens: Tokens, verb: int, start: int, end: int) -> tuple[int, int] | None:
    """Return the subject of a verb of saying in [start, end), wherever the language puts it."""
    finite = _finite(tokens, verb, start)
    if finite != verb and tokens.lows[finite] in _PASSIVE:
        agent = next((at for at in range(finite + 1, verb) if tokens.lows[at] == "von"), None)
        if agent is not None:
            return noun_phrase_at(tokens, agent + 1, verb)
    before, after = subject_before(tokens, finite, start), subject_after(tokens, finite, end)
    if after and tokens.lows[after[0]] == "es" and tokens.language == "de":  # "In dem Antrag heißt es"
        lead = next(
            (at for at in range(start, finite) if tokens.lows[at] in ("in", "im", "aus", "auf")), finite
        )
        return noun_phrase_at(tokens, lead + 1, finite) or after
    if tokens.language == "de" and before and after:
        alive = is_personal(tokens, before), is_personal(tokens, after)
        if alive[0] != alive[1]:
            return before if alive[0] else after
        return before if _nominative_first(tokens, start, finite) else after
    return before or after


def is_personal(tokens: Tokens, phrase: tuple[int, int]) -> bool:
    """Whether a noun phrase can speak: a pronoun, an office, a body, or a name of two words."""
    speech, lexis = speech_words(tokens.language), actor_words(tokens.language)
    first, last = phrase
    lows = tokens.lows[first:last]
    if lows[0] in speech.pronouns or any(lexis.is_office(low) or lexis.is_body(low) for low in lows):
        return True
    capitals = [tokens.texts[at][0].isupper() and at > first for at in range(first, last)]
    return any(one and two for one, two in itertools.pairwise(capitals)) or last - first == 1


def _finite(tokens: Tokens, verb: int, start: int) -> int:
    """Return the auxiliary a German participle belongs to ("hatte ... verkündet"), else the verb itself."""
    if tokens.language != "de" or (tokens.lows[verb][-1:] != "t" and not tokens.lows[verb].endswith("en")):
        return verb
    for at in range(verb - 1, max(start, verb - 14) - 1, -1):
        if tokens.lows[at] in _PERFECT or tokens.lows[at] in _PASSIVE:
            return at
        if tokens.texts[at] in ":;":
            return verb
    return verb


def _nominative_first(tokens: Tokens, start: int, finite: int) -> bool:
    """Whether a German clause opens with its subject and not with an adverb, object or preposition."""
    speech, lexis = speech_words("de"), actor_words("de")
    first = start
    while first < finite and not tokens.texts[first][0].isalnum():
        first += 1
    if first >= finite:
        return False
    low = tokens.lows[first]
    if low in (
        "dem",
        "den",
        "des",
        "einem",
        "einen",
        "einer",
        "diesem",
        "diesen",
        "seinem",
        "seinen",
        "ihrem",
        "ihren",
    ):
        return False
    if low in lexis.articles or low in speech.pronouns or lexis.is_office(low):
        return True
    return (
        low not in speech.leads
        and low not in lexis.plain
        and not low.endswith(("weise", "isch", "lich", "ig"))
    )


def subject_before(tokens: Tokens, verb: int, start: int) -> tuple[int, int] | None:
    """Return the noun phrase before a verb of saying: "Der Leiter des Programms, Klaus Berg, sagte"."""
    speech = speech_words(tokens.language)
    last = verb
    while last > start and tokens.lows[last - 1] in speech.helpers:
        last -= 1
    first = _clause_start(tokens, start, last)
    while first < last and (
        not tokens.texts[first][0].isalnum() or tokens.lows[first] in speech.conjunctions
    ):
        first += 1
    if first >= last:
        return None
    opens = (
        tokens.lows[first] in speech.pronouns or tokens.lows[first] in actor_words(tokens.language).articles
    )
    if tokens.lows[first] in speech.leads and not opens:
        return _behind_lead(tokens, first, last, speech)
    end = last
    if tokens.texts[end - 1] == ",":
        end -= 1
    return (first, end) if _opens_phrase(tokens, first, speech) and end - first <= _LONGEST else None


def _clause_start(tokens: Tokens, start: int, last: int) -> int:
    at = last
    while at > start and tokens.texts[at - 1] not in _MARKS and tokens.texts[at - 1] not in ";:–—":
        at -= 1
    return at


def _behind_lead(tokens: Tokens, first: int, last: int, speech: SpeechWords) -> tuple[int, int] | None:
    """Skip "On Tuesday, " or "In einem Interview " where the subject still stands before the verb."""
    if speech.language == "de":
        return None
    for at in range(last - 1, first, -1):
        if tokens.texts[at] == "," and at + 1 < last and _opens_phrase(tokens, at + 1, speech):
            return at + 1, last
    return None
