"""What people said, between quotation marks or reported, and who said it."""

from bisect import bisect_left
from dataclasses import dataclass

from polnews.mentions.actor_words import actor_words
from polnews.mentions.lexicon import words
from polnews.mentions.quote_marks import quoted_spans
from polnews.mentions.speakers import (
    SpeechWords,
    ends_sentence,
    is_personal,
    noun_phrase_at,
    phrase_ending,
    sentence_around,
    speech_words,
    subject_after,
    subject_before,
    subject_near,
)
from polnews.mentions.tokens import Tokens, tokenise
from polnews.mentions.values import Quote
from polnews.provenance import Span

__all__ = ["find_quotes", "quotes_in"]

_SHORT = 3  # words: up to here a quotation is a name or an ironic word unless somebody says it
_SENTENCE = 5  # words: from here on it is a quotation even when nobody is named
_FAR = 70  # tokens back to the last speaker, about four sentences
_NEAR = 14  # tokens between a quotation and the verb that belongs to it


@dataclass(frozen=True, slots=True)
class _Source:
    """Who is said to speak: token ranges of the speaker and of the cue."""

    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None


def find_quotes(text: str, language: str) -> list[Quote]:
    """Find direct and indirect quotations and their speakers.

    Args:
        text: Plain text of any length; the time needed grows linearly.
        language: BCP 47 tag. bg, de, en, it and pt have verbs of saying; other languages get direct
            quotations of five words and more, without speakers.

    Returns:
        Quotations in reading order; no two overlap.

    >>> found = find_quotes("„Wir handeln jetzt“, sagte Ministerin Ana Costa.", "de")
    >>> [(quote.text, quote.speaker, quote.direct) for quote in found]
    [('„Wir handeln jetzt“', 'Ministerin Ana Costa', True)]
    >>> find_quotes("According to Eurostat, prices fell in May.", "en")[0].speaker
    'Eurostat'
    """
    return quotes_in(tokenise(text, language))


def quotes_in(tokens: Tokens) -> list[Quote]:
    """Find quotations in tokens."""
    direct = _direct(tokens)
    return sorted([*direct, *_indirect(tokens, direct)], key=lambda quote: quote.start)


def _direct(tokens: Tokens) -> list[Quote]:
    speech = speech_words(tokens.language)
    cues = [at for at, low in enumerate(tokens.lows) if low in speech.verbs or low in speech.according_heads]
    found: list[Quote] = []
    spans = quoted_spans(tokens.source)
    for position, (start, end) in enumerate(spans):
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        if not any(text[0].isalpha() for text in tokens.texts[first:last]):
            continue
        following = spans[position + 1][0] if position + 1 < len(spans) else len(tokens.source)
        source = _source_of(tokens, first, last, speech, bisect_left(tokens.starts, following))
        if source is None:
            source = _embedding_subject(tokens, first, speech)
        if source is None or source.speaker is None:
            before = _source_earlier(tokens, first, cues, speech)
            inherited = before is not None and source is None
            if before is not None:
                source = _Source(before, source.cue if source else None)
        else:
            inherited = source.cue is None and tokens.texts[first - 1 : first] != [":"]
        length = sum(text[0].isalnum() for text in tokens.texts[first:last])
        firm = source is not None and not inherited and _is_firm(tokens, first, last, source)
        if firm or _is_said(tokens, first, last, length, source is not None, inherited=inherited):
            found.append(_quote(tokens, start, end, source, direct=True))
    return found


def _is_firm(tokens: Tokens, first: int, last: int, source: _Source) -> bool:
    """Whether verb and quotation meet at a comma or colon: then one word is enough, “Nein!”, rief er."""
    if source.cue is None:
        return False
    ends = last - first > 2 and tokens.texts[last - 2] in ",!?"
    behind = (last < len(tokens) and tokens.texts[last] in ",–—-") or ends
    if behind and last <= source.cue[0] <= last + 2:
        return True
    return first > 0 and tokens.texts[first - 1] == ":" and source.cue[0] < first


def _embedding_subject(tokens: Tokens, first: int, speech: SpeechWords) -> _Source | None:
    """Return the subject of a sentence that runs into a quotation.

    `Ministerin Costa will „rasch handeln“`.
    """
    start, _ = sentence_around(tokens, first, first)
    while start < first and not tokens.texts[start][0].isalnum():
        start += 1
    if first - start < 2 or tokens.language != "de":
        return None
    start += tokens.lows[start] == "auch"
    phrase = noun_phrase_at(tokens, start, first) if tokens.lows[start] not in speech.leads else None
    if phrase is not None and is_personal(tokens, phrase) and phrase[1] - phrase[0] > 1:
        return _Source(phrase, None)
    pronoun = next((at for at in range(start + 1, first) if tokens.lows[at] in ("er", "sie")), None)
    return None if pronoun is None else _Source((pronoun, pronoun + 1), None)


def _source_earlier(
    tokens: Tokens, first: int, cues: list[int], speech: SpeechWords
) -> tuple[int, int] | None:
    """Return who spoke last before a quotation that does not name its speaker."""
    at = bisect_left(cues, first) - 1
    tries = 4
    while at >= 0 and first - cues[at] <= _FAR and tries:
        cue = cues[at]
        start, end = sentence_around(tokens, cue, cue + 1)
        end = min(end, first)
        phrase = _according_at(tokens, cue, end, speech)
        speaker = phrase.speaker if phrase else None
        if tokens.lows[cue] in speech.verbs:
            speaker = subject_near(tokens, cue, start, end)
        if speaker is not None:
            return speaker
        at, tries = at - 1, tries - 1
    return None


def _is_said(tokens: Tokens, first: int, last: int, length: int, sourced: bool, *, inherited: bool) -> bool:
    """Whether words between marks are somebody's words, not a title, a name or irony."""
    inner = [text for text in tokens.texts[first + 1 : last - 1] if text[0].isalpha()]
    if not inner:
        return False
    ends = tokens.texts[last - 2] in ".!?…," if last - first > 2 else False
    capitals = sum(word[0].isupper() for word in inner) / len(inner)
    titled = capitals > (0.75 if tokens.language == "de" else 0.6) and not ends
    if inherited and length < _SENTENCE and not _reported_mood(tokens, first, last):
        return length > 1 and (ends or inner[0][0].islower())
    if _apposed(tokens, first, inner) and not ends:
        return False
    if length <= _SHORT:
        return sourced and (ends or (inner[0][0].islower() and not _named_before(tokens, first)))
    if length < _SENTENCE:
        return sourced and not titled
    return not titled and (sourced or ends or length > 2 * _SENTENCE or inner[0][0].islower() or length >= 8)


def _apposed(tokens: Tokens, first: int, inner: list[str]) -> bool:
    """Whether the marks hold the name of the German noun before them: dem Lied „...“, das Gesetz „...“."""
    before = tokens.texts[first - 1] if first else ""
    return tokens.language == "de" and before[:1].isupper() and before.isalpha() and inner[0][0].isupper()


def _reported_mood(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the sentence is in the mood of reported speech, which German marks: "sei", "habe", "könne"."""
    mood = words(tokens.language, "quote", "mood")
    start, end = sentence_around(tokens, first, last)
    return any(tokens.lows[at] in mood for at in range(start, end))


def _named_before(tokens: Tokens, first: int) -> bool:
    """Whether the word before the mark introduces a name: "so genannte", "called"."""
    return first > 0 and tokens.lows[first - 1] in words(tokens.language, "quote", "so_called")


def _source_of(tokens: Tokens, first: int, last: int, speech: SpeechWords, following: int) -> _Source | None:
    start, end = sentence_around(tokens, first, last)
    behind = _source_behind(tokens, first, last, min(end, following), speech)
    if behind is not None:
        return behind
    return _source_before(tokens, start, first, speech) or _source_in_rest(
        tokens, last, min(end, following), speech
    )


def _source_behind(tokens: Tokens, first: int, last: int, end: int, speech: SpeechWords) -> _Source | None:
    """Read `“, sagte X`, `” said X`, `,” X said`, `», ha detto X`, `“, so X`, `“, according to X`."""
    at = last
    joined = at < len(tokens) and tokens.texts[at] in (",", "–", "—", "-")
    at += joined
    if at >= end or (
        ends_sentence(tokens, last - 2) and last - first > 2 and tokens.texts[last - 2] == "." and not joined
    ):
        return None
    inner = tokens.texts[last - 2] if last - first > 2 else ""
    if not joined and first > 0 and tokens.texts[first - 1] == ":":
        return None  # what stands before the colon says who speaks
    inner_comma = inner in (",", "!", "?") and not (
        tokens.language == "de" and inner != "," and not joined and tokens.lows[at] not in speech.verbs
    )
    if tokens.language == "de" and joined and tokens.lows[at] == "so":
        subject = subject_after(tokens, at, end)
        return _Source(subject, (at, at + 1)) if subject else None
    phrase = _according_at(tokens, at, end, speech)
    if phrase is not None and (joined or inner_comma):
        return phrase
    for verb in range(at, min(at + _NEAR, end)):
        if tokens.lows[verb] not in speech.verbs:
            continue
        if verb - at > 1 and not (joined or inner_comma):
            return None
        subject = None
        if verb > at:
            subject = subject_before(tokens, verb, at)
        subject = subject or subject_after(tokens, verb, end)
        return _Source(subject, (verb, verb + 1))
    return None


def _source_before(tokens: Tokens, start: int, first: int, speech: SpeechWords) -> _Source | None:
    """Read `X sagte: „`, `X: „`, `X nannte das „...“`, `laut X „...“`."""
    for at in range(start, first):
        phrase = _according_at(tokens, at, first, speech)
        if phrase is not None:
            return phrase
    colon = first > start and tokens.texts[first - 1] == ":"
    for verb in range(first - 1, max(start, first - 30) - 1, -1):
        if tokens.lows[verb] in speech.verbs:
            subject = subject_near(tokens, verb, start, first)
            return _Source(subject, (verb, verb + 1))
    if not colon:
        return None
    subject = _whole_phrase(tokens, start, first - 1, speech)
    return _Source(subject, None)


def _whole_phrase(tokens: Tokens, start: int, end: int, speech: SpeechWords) -> tuple[int, int] | None:
    """Return the subject of a sentence that ends in a colon without a verb of saying."""
    while start < end and not tokens.texts[start][0].isalnum():
        start += 1
    phrase = (
        noun_phrase_at(tokens, start, end) if start < end and tokens.lows[start] not in speech.leads else None
    )
    if phrase is not None and is_personal(tokens, phrase):
        return phrase
    for at in range(start, end):
        if tokens.lows[at] in speech.pronouns - {"es", "it", "man", "те", "то"} or actor_words(
            tokens.language
        ).is_office(tokens.lows[at]):
            opened = at - (at > start and tokens.lows[at - 1] in actor_words(tokens.language).articles)
            return noun_phrase_at(tokens, opened, end)
    return phrase


def _source_in_rest(tokens: Tokens, last: int, end: int, speech: SpeechWords) -> _Source | None:
    """Read `die „volle Verantwortung“ trage der Pilot, sagte X`."""
    for verb in range(last, min(last + 2 * _NEAR, end)):
        if tokens.lows[verb] in speech.verbs:
            subject = subject_after(tokens, verb, end) or subject_before(tokens, verb, last)
            return _Source(subject, (verb, verb + 1))
        phrase = _according_at(tokens, verb, end, speech)
        if phrase is not None:
            return phrase
    return None


def _according_at(tokens: Tokens, at: int, end: int, speech: SpeechWords) -> _Source | None:
    """Read "laut X", "according to X", "secondo X" at a token."""
    low = tokens.lows[at]
    # This runs at every token, and nearly all begin no phrase.
    for phrase in speech.according if low in speech.according_heads else ():
        size = len(phrase)
        if phrase[0] != low or tuple(tokens.lows[at : at + size]) != phrase:
            continue
        if size == 1 and len(phrase[0]) <= 4 and phrase[0] != "laut":
            return None  # "per", "para": too common to mean "according to" on their own
        joined = at + size < end and tokens.lows[at + size] in ("von", "di", "de", "на")
        subject = noun_phrase_at(tokens, at + size + joined, end)
        return _Source(subject, (at, at + size)) if subject is not None else None
    if tokens.lows[at] in speech.according_after:
        subject = phrase_ending(tokens, at, max(0, at - 12))
        return _Source(subject, (at, at + 1)) if subject is not None else None
    return None


def _indirect(tokens: Tokens, direct: list[Quote]) -> list[Quote]:
    speech = speech_words(tokens.language)
    if not speech.verbs:
        return []
    found = []
    taken = iter([*direct, None])
    current = next(taken)
    start, size = 0, len(tokens)
    while start < size:
        end = start
        while end < size and not ends_sentence(tokens, end):
            end += 1
        while current is not None and start < size and current.end <= tokens.starts[start]:
            current = next(taken)
        free = current is None or end >= size or current.start >= tokens.ends[min(end, size - 1)]
        if free and current is not None and end >= size:
            free = current.start >= tokens.ends[-1]
        if free and end - start > 3:
            quote = _reported(tokens, start, end, speech)
            if quote is not None:
                found.append(quote)
        start = end + 1
    return found


def _reported(tokens: Tokens, start: int, end: int, speech: SpeechWords) -> Quote | None:
    """Read one sentence: "X said that ...", "..., sagte X", "Laut X ..."."""
    for at in range(start, end):
        phrase = _according_at(tokens, at, end, speech)
        if phrase is not None and phrase.speaker is not None and phrase.cue is not None:
            return _beside(tokens, start, end, phrase)
        if tokens.lows[at] in speech.verbs:
            quote = _that_clause(tokens, start, at, end, speech) or _verb_last(tokens, start, at, end)
            if quote is not None:
                return quote
    return None


def _beside(tokens: Tokens, start: int, end: int, source: _Source) -> Quote | None:
    """Return what stands beside "according to X": behind it at the start of a sentence, else before it."""
    first, last = source.cue or (0, 0)
    speaker_first, speaker_last = source.speaker or (0, 0)
    left, right = min(first, speaker_first), max(last, speaker_last)
    if left - start <= 2:
        right += right < end and tokens.texts[right] == ","
        said = (right, end)
    else:
        said = (start, left - (tokens.texts[left - 1] == ","))
    return _said(tokens, said, source)


def _said(tokens: Tokens, said: tuple[int, int], source: _Source) -> Quote | None:
    first, last = said
    while first < last and not tokens.texts[first][0].isalnum():
        first += 1
    if last - first < 3:
        return None
    return _quote(tokens, tokens.starts[first], tokens.ends[last - 1], source, direct=False)


def _that_clause(tokens: Tokens, start: int, verb: int, end: int, speech: SpeechWords) -> Quote | None:
    """Read what follows the verb: "that ...", in German also a main clause behind a comma."""
    for at in range(verb + 1, min(verb + _NEAR, end)):
        opened = tokens.lows[at] in speech.that
        bare = tokens.language == "de" and tokens.texts[at] == "," and not opened
        if not opened and not bare:
            continue
        if bare and at + 1 < end and tokens.lows[at + 1] in speech.that:
            continue
        subject = subject_near(tokens, verb, start, at)
        if subject is None:
            return None
        return _said(tokens, (at + 1, end), _Source(subject, (verb, verb + 1)))
    if tokens.language == "en" and tokens.lows[verb] in ("said", "says") and verb + 1 < end:
        subject = subject_before(tokens, verb, start)
        plain = tokens.texts[verb + 1][0].isalpha() and tokens.lows[verb + 1] not in speech.stops
        if subject is not None and plain and tokens.lows[verb + 1] not in speech.helpers:
            return _said(tokens, (verb + 1, end), _Source(subject, (verb, verb + 1)))
    return None


def _verb_last(tokens: Tokens, start: int, verb: int, end: int) -> Quote | None:
    """Read "..., sagte X am Montag", "..., the ministry said"."""
    comma = next((at for at in range(verb, max(start, verb - 10), -1) if tokens.texts[at] == ","), None)
    if comma is None or comma - start < 3:
        return None
    if verb - comma <= 2:
        subject = subject_after(tokens, verb, end) or (
            subject_before(tokens, verb, comma + 1) if verb - comma > 1 else None
        )
    else:
        subject = subject_before(tokens, verb, comma + 1)
    if subject is None or subject[0] < comma:
        return None
    return _said(tokens, (start, comma), _Source(subject, (verb, verb + 1)))


def _quote(tokens: Tokens, start: int, end: int, source: _Source | None, *, direct: bool) -> Quote:
    speaker = source.speaker if source else None
    cue = source.cue if source else None
    span = Span(tokens.starts[speaker[0]], tokens.ends[speaker[1] - 1]) if speaker else None
    return Quote(
        start=start,
        end=end,
        text=tokens.source[start:end],
        speaker=tokens.source[span.start : span.end] if span else None,
        speaker_span=span,
        cue=tokens.slice(*cue) if cue else None,
        direct=direct,
    )
