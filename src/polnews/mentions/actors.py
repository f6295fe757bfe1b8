"""Names of persons, organisations and countries, by general rules: capitals, titles, kinds of bodies, CLDR's countries.

No list of persons or companies stands behind this. Evidence from the whole document counts: a word that also occurs in
lower case is no name, and a family name found once beside a title or given name is found again alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from polnews.mentions.actor_words import LEGAL_FORMS, NOBLE, NOT_NAMES, ActorWords, actor_words
from polnews.mentions.countries import cities, country_at, demonyms, is_body
from polnews.mentions.numerals import small_number_words
from polnews.mentions.tokens import Tokens, tokenise
from polnews.mentions.values import ActorKind, ActorMention
from polnews.words import in_dictionary, lemma

__all__ = ["actors_in", "find_actors"]

_REFLEXIVE = frozenset({"се", "sich", "si", "se"})
_STOPS = frozenset(".!?:;•…")
_OPENERS = frozenset("„“”«»\"‚‘'’(")
_LONGEST = 8  # tokens of one name; longer runs of capitals are headlines
_HEADLINE_SHARE = 0.8


def find_actors(text: str, language: str) -> list[ActorMention]:
    """Find names in a text.

    Args:
        text: Plain text of any length; the time needed grows linearly.
        language: BCP 47 tag. bg, de, en, it and pt have lists of offices and kinds of organisations; other languages
            get runs of capitals, acronyms and countries.

    Returns:
        Mentions in reading order, disjoint.

    >>> [(a.text, a.kind, a.title) for a in find_actors("Finanzministerin Tadeja Hrovatin war in Portugal.", "de")]
    [('Tadeja Hrovatin', 'person', 'Finanzministerin'), ('Portugal', 'country', None)]
    """
    return actors_in([tokenise(text, language)])[0]


def actors_in(parts: Sequence[Tokens]) -> list[list[ActorMention]]:
    """Find names in the parts of one document, which share their evidence; one list per part."""
    evidence = _Evidence()
    for tokens in parts:
        _gather(tokens, evidence)
    found = [_Finder(tokens, actor_words(tokens.language), evidence).find() for tokens in parts]
    family = {hit.text.split()[-1] for hits in found for hit in hits if hit.kind == "person"}
    return [_known_again(tokens, hits, family) for tokens, hits in zip(parts, found, strict=True)]


@dataclass(slots=True)
class _Evidence:
    """What a whole document shows about its words."""

    lower: set[str] = field(default_factory=set)  # seen in lower case
    capital: set[str] = field(default_factory=set)  # seen with a capital inside a sentence


def _starts_sentence(tokens: Tokens, index: int, lexis: ActorWords) -> bool:
    at = index - 1
    while at >= 0 and tokens.texts[at] in _OPENERS:
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


def _gather(tokens: Tokens, evidence: _Evidence) -> None:
    lexis = actor_words(tokens.language)
    for index, text in enumerate(tokens.texts):
        first = text[0]
        if first.islower():
            evidence.lower.add(text)
        elif first.isupper() and not _starts_sentence(tokens, index, lexis):
            evidence.capital.add(tokens.lows[index])


@lru_cache(maxsize=16384)
def _ordinary(low: str, language: str) -> bool:
    """Whether a word, or for German the end of a compound, stands in the dictionary."""
    if in_dictionary(low, language):
        return True
    if language == "bg":  # the dictionary lacks many forms with the article
        return any(
            low.endswith(end) and in_dictionary(low.removesuffix(end), language)
            for end in ("те", "та", "то", "ът", "ят", "а", "я")
        )
    if language != "de":
        return False
    low = low.rpartition("-")[2]
    return any(in_dictionary(low[at:], language) for at in range(3, len(low) - 4)) or in_dictionary(
        low, language
    )


class _Finder:
    """Walks over the tokens of one part and reads a name wherever a capital run may be one."""

    def __init__(self, tokens: Tokens, lexis: ActorWords, evidence: _Evidence) -> None:
        self.tokens, self.lexis, self.evidence = tokens, lexis, evidence
        self.german = tokens.language == "de"
        self.headline = self._is_headline()

    def find(self) -> list[ActorMention]:
        found: list[ActorMention] = []
        index, size = 0, len(self.tokens)
        while index < size:
            hits, index = self._read(index)
            found += hits
        return found

    def _is_headline(self) -> bool:
        """Whether most words have capitals, so that capitals tell nothing: "Portugal Clears Purchase of Vessels"."""
        letters = [text for text in self.tokens.texts if text[0].isalpha() and len(text) > 3]
        capitals = sum(text[0].isupper() for text in letters)
        return not self.german and len(letters) >= 5 and capitals > _HEADLINE_SHARE * len(letters)

    def _read(self, index: int) -> tuple[list[ActorMention], int]:
        text = self.tokens.texts[index]
        if not text[0].isalpha():
            return [], index + 1
        body = self._body_by_lower_head(index) if text[0].islower() else None
        if body is not None:
            return [self._mention(index, body, "organisation")], body
        if not text[0].isupper():
            return [], index + 1
        country = country_at(self.tokens, index)
        if country is not None and not self._glued_to_name(index, country[1]):
            code, last = country
            kind: ActorKind = "organisation" if is_body(code) else "country"
            return [self._mention(index, last, kind, code=code)], last
        return self._read_run(index)

    def _glued_to_name(self, first: int, last: int) -> bool:
        """Whether a country's name stands inside a longer name: Michael Jordan, Bank of Portugal."""
        before = first > 0 and self._is_capital(first - 1) and not self._plain(first - 1)
        before = before and not self.lexis.is_office(self.tokens.lows[first - 1])
        after = last < len(self.tokens) and self._is_capital(last) and not self.german
        after = after and self.lexis.is_body(self.tokens.lows[last])
        return bool(
            (before and not self.german and not _starts_sentence(self.tokens, first - 1, self.lexis)) or after
        )

    def _is_capital(self, index: int) -> bool:
        return self.tokens.texts[index][0].isupper()

    def _plain(self, index: int) -> bool:
        """Whether a word is no name whatever its capital: the, Monday, million."""
        return (
            self.tokens.lows[index].rstrip("'’") in self.lexis.plain
            or self.tokens.lows[index] in self.lexis.plain
        )

    def _read_run(self, index: int) -> tuple[list[ActorMention], int]:
        if self._plain(index) and not self._named_by_title(index):
            return [], index + 1
        last = self._run_end(index)
        name, title = self._split_office(index, last)
        if name == last:
            return self._office(index, last), last
        while name < last and self.tokens.lows[name] in NOBLE and self.tokens.texts[name][0].islower():
            name += 1
        if name > index and name < last and self._plain(name):
            return self._office(index, name), name
        name = self._skip_portfolio(name, last) if title is None else name
        if title is None and name < last:
            title = self._office_before(name)
        if name >= last:
            return [], last
        return self._classify(name, last, title)

    def _named_by_title(self, index: int) -> bool:
        return (
            index > 1
            and self.tokens.texts[index - 1] == "."
            and self.tokens.lows[index - 2] in self.lexis.titles
        )

    def _run_end(self, index: int) -> int:
        """Return the token after a run of capitals, with the particles and initials inside it."""
        tokens, at = self.tokens, index + 1
        while at < len(tokens) and at - index < _LONGEST:
            legal = self._legal_form(at)
            if legal is not None:
                return legal
            if self._joins_run(at):
                at += 1
                continue
            if (
                tokens.texts[at] in "'’"
                and tokens.lows[at - 1].endswith("s")
                and tokens.language == "en"
                and not tokens.glued(at + 1)
            ):
                if at + 1 < len(tokens) and self._joins_run(at + 1):
                    at += 2
                    continue
            if (
                tokens.texts[at] == "."
                and self._abbreviates(at)
                and at + 1 < len(tokens)
                and self._is_capital(at + 1)
            ):
                at += 1
                continue
            step = 2 if tokens.lows[at + 1 : at + 2] and tokens.lows[at + 1] in NOBLE else 1
            particle = (
                not self._is_role(at - 1)
                and tokens.lows[at] in NOBLE
                and not (
                    self.german
                    and tokens.lows[at] in ("von", "zu", "zum", "der", "den")
                    and self._both_nouns(at - 1, at + step)
                )
            )
            particle = particle and tokens.texts[at][0].islower() and at + step < len(tokens)
            if (
                particle
                and self._is_capital(at + step)
                and not self._plain(at + step)
                and self._particle_fits(index, at)
            ):
                at += step + 1
                continue
            break
        return at

    def _both_nouns(self, left: int, right: int) -> bool:
        """Whether dictionary words stand on both sides of a particle: "Zugang zu Ärzten"."""
        return right < len(self.tokens) and all(_ordinary(self.tokens.lows[at], "de") for at in (left, right))

    def _is_role(self, at: int) -> bool:
        return self.lexis.is_office(self.tokens.lows[at]) or self.lexis.is_body(self.tokens.lows[at])

    def _joins_run(self, at: int) -> bool:
        text = self.tokens.texts[at]
        if not text[0].isupper() or (self._plain(at) and not self._surname_like(at)):
            return text.isdigit() and len(text) < 3 and False
        return country_at(self.tokens, at) is None or self.lexis.is_body(self.tokens.lows[at - 1])

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

    def _surname_like(self, at: int) -> bool:
        """Whether a plain word with a capital inside a sentence still belongs to a name: "Theresa May"."""
        return (
            self.tokens.language != "de"
            and not self.german
            and self.tokens.lows[at] in ("may", "august", "domingo")
        )

    def _abbreviates(self, dot: int) -> bool:
        before = self.tokens.texts[dot - 1]
        return len(before) == 1 or before.lower() in self.lexis.titles

    def _particle_fits(self, first: int, at: int) -> bool:
        """Whether "de" or "da" goes on a person's name and is not the "of" of an office or body."""
        if self.tokens.language in ("pt", "it") and self.tokens.lows[at] not in ("von", "van"):
            inside = range(first, at)
            lows = self.tokens.lows
            following = self.tokens.texts[at + 1]
            return (
                following not in cities(self.tokens.language)
                and country_at(self.tokens, at + 1) is None
                and not any(
                    self.lexis.is_office(lows[index]) or self.lexis.is_body(lows[index]) for index in inside
                )
            )
        after = at + 1 + (self.tokens.lows[at + 1] in NOBLE)
        return not self._is_role(after) and country_at(self.tokens, after) is None

    def _split_office(self, first: int, last: int) -> tuple[int, str | None]:
        """Split "Finance Minister Ana Costa" into title and name; return where the name starts and the title."""
        for at in range(last - 1, first - 1, -1):
            if self.lexis.is_office(self.tokens.lows[at]):
                after = at + 1 + (self.tokens.texts[at + 1 : at + 2] == ["."])
                return min(after, last), self.tokens.slice(first, at + 1)
        return first, None

    def _office(self, first: int, last: int) -> list[ActorMention]:
        """Return an office without a name, if it is more than a title."""
        real = any(
            self.lexis.is_office(self.tokens.lows[at]) and self.tokens.lows[at] not in self.lexis.titles
            for at in range(first, last)
        )
        return [self._mention(first, last, "office")] if real else []

    def _skip_portfolio(self, first: int, last: int) -> int:
        """Skip "Economia" in "il ministro dell'Economia Marco Bellini"."""
        lows = self.tokens.lows
        link = first - 1
        link -= link > 0 and lows[link] in self.lexis.articles
        office = link > 0 and lows[link] in self.lexis.office_links and self._office_within(link)
        if not office or self.lexis.is_body(lows[first]):
            return first
        known = [in_dictionary(low, self.tokens.language) for low in lows[first:last]]
        if all(known) and len(known) <= 2:
            return last
        if not known[0]:
            return first
        return first + (2 if len(known) >= 4 and known[1] else 1)

    def _office_within(self, link: int) -> bool:
        """Whether an office stands up to seven words before a token, in the same phrase."""
        far = (
            8 if self.tokens.lows[link].startswith(("d", "of", "на", "по")) else 3
        )  # "per" and "за" mean "to" too
        for at in range(link - 1, max(-1, link - far), -1):
            if self.lexis.is_office(self.tokens.lows[at]):
                return True
            if not self.tokens.texts[at][0].isalpha() or self.tokens.lows[at] in self.lexis.speech:
                return False
        return False

    def _office_before(self, first: int) -> str | None:
        """Return the office that stands before a name, over a portfolio and a comma."""
        tokens, at = self.tokens, first - 1
        for _ in range(7):
            if (
                at < 0
                or (tokens.texts[at] in ".;:!?"
                and not self._abbreviates_title(at))
                or tokens.texts[at][0] == "\n"
            ):
                return None
            if self.lexis.is_office(tokens.lows[at]):
                return tokens.slice(at, first).rstrip(" ,.")
            if tokens.lows[at] in self.lexis.speech or tokens.texts[at][0].isdigit():
                return None
            at -= 1
        return None

    def _abbreviates_title(self, at: int) -> bool:
        return at > 0 and self.tokens.lows[at - 1] in self.lexis.titles

    def _classify(self, first: int, last: int, title: str | None) -> tuple[list[ActorMention], int]:
        tokens, lexis = self.tokens, self.lexis
        if self.german and last - first > 1 and tokens.lows[first] in lexis.body_kinds:
            return [self._mention(first + 1, last, "organisation")], last
        titled = title is not None and last - first > 1 and self._titled(first)
        body = None if titled and tokens.lows[last - 1] not in lexis.bodies else self._body_end(first, last)
        if body is not None:
            return [self._mention(first, body, "organisation")], body
        if self._quoted_body(first):
            close = self._closing_mark(last)
            return [self._mention(first, close, "organisation")], close
        if title is None and last - first > 1 and self._in_marks(first, last):
            return [self._mention(first, last, "organisation" if tokens.language == "bg" else "other")], last
        if first and tokens.lows[first - 1] in lexis.body_kinds and title is None:
            return [self._mention(first, last, "organisation")], last
        if last - first == 1:
            return self._single(first, title)
        near_title = title is not None and self._title_is_near(first)
        if self.headline and not near_title:
            return self._pieces(first, last), last
        start = _starts_sentence(tokens, first, lexis)
        ordinary = [
            _ordinary(tokens.lows[at], tokens.language)
            for at in range(first, last)
            if tokens.texts[at] != "."
        ]
        if near_title or (self._speaks(first, last) and not all(ordinary)):
            return [self._person(first, last, title)], last
        if start and ordinary[0] and self._opens_only(first):
            rest, _ = self._classify(first + 1, last, None)
            return rest, last
        return self._pair(first, last, ordinary, start=start)

    def _opens_only(self, first: int) -> bool:
        low = self.tokens.lows[first]
        if self.german:
            inflected = low.endswith(("e", "en", "er", "es")) and lemma(low, "de") != low
            return low in self.evidence.lower or (low not in self.evidence.capital and inflected)
        return low in self.evidence.lower

    def _pair(
        self, first: int, last: int, ordinary: list[bool], *, start: bool
    ) -> tuple[list[ActorMention], int]:
        """Judge a run of two and more capitals without a title beside it."""
        lows = self.tokens.lows
        if lows[first] in demonyms(self.tokens.language):
            return self._classify(first + 1, last, None)
        before = lows[first - 1] if first else ""
        article = before in self.lexis.articles or before in self.lexis.contracted
        if lows[first] in self.lexis.place_heads:
            return [self._mention(first + 1, last, "place")], last
        if (
            before in self.lexis.place_heads
            or (first > 1
            and lows[first - 2] in self.lexis.place_heads
            and (before in self.lexis.body_links))
        ):
            return [self._mention(first, last, "place")], last
        if self.tokens.slice(first, last) in cities(self.tokens.language):
            return [self._mention(first, last, "place")], last
        if self.german:
            return self._german_pair(first, last, ordinary, article=article, start=start)
        if (
            self._definite(first)
            or (article
            and any(ordinary))
            or any(
                self.tokens.texts[at].isupper() and len(self.tokens.texts[at]) > 1
                for at in range(first, last)
            )
        ):
            return [self._mention(first, last, "other")], last
        if all(ordinary) and self.tokens.language == "en" and not self._speaks(first, last):
            linked = before in self.lexis.plain or start
            unknown_kind: ActorKind = "person" if last - first <= 3 and not linked else "other"
            return [self._mention(first, last, unknown_kind)], last
        return [self._person(first, last, None)], last

    def _definite(self, first: int) -> bool:
        """Whether a Bulgarian run opens with an adjective: "Западните Балкани" is no person."""
        if self.tokens.language != "bg":
            return False
        low = self.tokens.lows[first]
        if low.endswith(("ият", "ските", "ската", "ското", "ните")):
            return True
        return lemma(low, "bg") != low and lemma(low, "bg").endswith(("ен", "ски", "шки", "ов", "ев"))

    def _german_pair(
        self, first: int, last: int, ordinary: list[bool], *, article: bool, start: bool
    ) -> tuple[list[ActorMention], int]:
        nouns = any(self.tokens.lows[at].endswith(self.lexis.noun_ends) for at in range(first, last))
        if all(ordinary) and (
            nouns or (not self._speaks(first, last) and (start or self._counted(first) or article))
        ):
            return self._pieces(first, last), last
        if ordinary[0] and (
            article or self._after_adjective(first) or not in_dictionary(self.tokens.lows[first], "de")
        ):
            return self._pieces(first, last), last
        if nouns:
            return self._pieces(first, last), last
        return [self._person(first, last, None)], last

    def _counted(self, first: int) -> bool:
        """Whether a number, a preposition of place or an adjective stands before: two nouns in a row, no name."""
        before, low = (self.tokens.texts[first - 1], self.tokens.lows[first - 1]) if first else ("", "")
        return (
            before[:1].isdigit()
            or low in small_number_words("de")
            or low in self.lexis.place_preps
            or self.tokens.texts[first] in cities("de")
            or self._after_adjective(first)
        )

    def _after_adjective(self, first: int) -> bool:
        """Whether an inflected adjective stands before: "der estnischen Plattform X", so the first word is a noun."""
        before = self.tokens.texts[first - 1] if first else ""
        if not before[:1].islower() or before in self.lexis.speech or before in self.lexis.plain:
            return False
        return before.endswith(("en", "er", "es", "em", "e")) and not before.endswith(("te", "ten"))

    def _pieces(self, first: int, last: int) -> list[ActorMention]:
        """Look at each word of a run on its own."""
        found = []
        for at in range(first, last):
            country = country_at(self.tokens, at)
            if country is not None and country[1] <= last:
                kind: ActorKind = "organisation" if is_body(country[0]) else "country"
                found.append(self._mention(at, country[1], kind, code=country[0]))
            elif self.tokens.texts[at][0].isalpha():
                found += self._single(at, None)[0]
        return found

    def _person(self, first: int, last: int, title: str | None) -> ActorMention:
        return self._mention(first, last, "person", title=title)

    def _title_is_near(self, first: int) -> bool:
        """Whether only a comma, dot or portfolio parts the office and the name."""
        lows, at = self.tokens.lows, first - 1
        direct = self._titled(first)
        linked = at >= 0 and (lows[at] in self.lexis.place_preps or lows[at] in self.lexis.articles)
        if (linked and not direct) or (at >= 0 and lows[at] in self.lexis.office_links and not direct):
            return False
        at -= at >= 0 and self.tokens.texts[at] in ".,"
        if at >= 0 and self.lexis.is_office(lows[at]):
            return True
        for _ in range(5):
            at -= 1
            if at < 0 or self.tokens.texts[at] in '.,;:!?„“«»"':
                return False
            if self.lexis.is_office(lows[at]):
                return (
                    lows[at + 1] in self.lexis.office_links
                    or lows[at + 1].endswith(("'", "’"))
                    or self.german
                    or self.tokens.language in ("en", "it")
                )
        return False

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands right beside the name."""
        lows, speech = self.tokens.lows, self.lexis.speech
        before = lows[max(0, first - 2) : first]
        after = lows[last : last + 3]
        if last - first == 1:  # one word must touch the verb: "a report said" is nobody's name
            after = after[:1]
            told = bool(before) and (before[-1] in speech or (before[0] in speech and before[-1] in _REFLEXIVE))
        else:
            told = bool(before) and (before[-1] in speech or before[0] in speech)
        return told or any(low in speech for low in after)

    def _single(self, at: int, title: str | None) -> tuple[list[ActorMention], int]:
        """Judge one capitalised word."""
        tokens, low, text = self.tokens, self.tokens.lows[at], self.tokens.texts[at]
        last = at + 1
        if low in demonyms(tokens.language):
            return [], last
        if self._plain(at) or len(text) < 2 or text.upper() in NOT_NAMES or low in LEGAL_FORMS:
            return [], last
        before = tokens.lows[at - 1] if at else ""
        if (
            (text.isupper()
            and len(text) <= 6)
            or (self.german
            and len(text) > 2
            and text[1:].upper() == text[1:]
            and len(text) < 7)
        ):
            return ([self._mention(at, last, "organisation")] if not self._shouting(at) else []), last
        if (
            title is not None
            and self._title_is_near(at)
            and not (self.german and _ordinary(low, "de") and not self._titled(at))
        ):
            return [self._person(at, last, title)], last
        if self._in_marks(at, last):
            kind: ActorKind = "organisation" if tokens.language == "bg" else "other"
            return ([self._mention(at, last, kind)] if low not in self.evidence.lower else []), last
        if text in cities(tokens.language) or before in self.lexis.place_heads:
            return [self._mention(at, last, "place")], last
        if not self._may_be_name(at):
            return [], last
        return [self._mention(at, last, "place" if before in self.lexis.place_preps else "other")], last

    def _in_marks(self, first: int, last: int) -> bool:
        """Whether a name stands alone between quotation marks: a body, a product, a paper."""
        around = self.tokens.texts[first - 1 : first] + self.tokens.texts[last : last + 1]
        return len(around) == 2 and all(mark in '„“”«»"' for mark in around)

    def _titled(self, at: int) -> bool:
        """Whether Herr, Frau, Dr. or an office stands directly before the word."""
        before = at - 1
        while before > 0 and self.tokens.texts[before] in (".", "ª", "º"):
            before -= 1
        return before >= 0 and self.lexis.is_office(self.tokens.lows[before])

    def _shouting(self, at: int) -> bool:
        """Whether the words around are in capitals too."""
        around = self.tokens.texts[max(0, at - 3) : at] + self.tokens.texts[at + 1 : at + 4]
        return sum(word.isupper() and len(word) > 3 for word in around) >= 2

    def _may_be_name(self, at: int) -> bool:
        low = self.tokens.lows[at]
        if low in self.evidence.lower or self.headline:
            return False
        if self.lexis.is_body(low) and self.german:
            return False
        start = _starts_sentence(self.tokens, at, self.lexis)
        if self.german or (start and low not in self.evidence.capital):
            return not _ordinary(low, self.tokens.language)
        return True

    def _quoted_body(self, first: int) -> bool:
        """Whether a run in quotation marks follows a word like "company": фирмата „Зелен път“."""
        at = first - 1
        if at < 1 or self.tokens.texts[at] not in _OPENERS:
            return False
        kind = self.tokens.lows[at - 1]
        return kind in self.lexis.body_kinds or self.lexis.is_body(kind)

    def _closing_mark(self, last: int) -> int:
        """Return the token of the closing mark when it follows soon, else `last`."""
        ahead = range(last, min(last + 4, len(self.tokens)))
        return next((at for at in ahead if self.tokens.texts[at] in '“”»"'), last)

    def _body_end(self, first: int, last: int) -> int | None:
        """Return where the organisation that starts at `first` ends, or None when the run names none."""
        if last - first == 1 and self.tokens.lows[first] in LEGAL_FORMS:
            return None
        heads = [at for at in range(first, last) if self.lexis.is_body(self.tokens.lows[at])]
        if not heads:
            return self._body_of_lower_words(first, last)
        alone = last - first == 1 and self.tokens.lows[first] not in LEGAL_FORMS
        if alone and self.german and not self.lexis.is_compound_body(self.tokens.lows[first]):
            return self._extend_body(first, last) if self._extend_body(first, last) > last else None
        if (
            alone
            and _starts_sentence(self.tokens, first, self.lexis)
            and self._extend_body(first, last) == last
        ):
            return last if self.tokens.lows[first] in self.evidence.capital or self.german else None
        if self.headline and last - first > 4:
            return None
        return self._extend_body(first, last)

    def _body_of_lower_words(self, first: int, last: int) -> int | None:
        """Read "Европейската комисия", "Conselho económico": a capital first, the head in lower case."""
        if self.tokens.language != "bg" or not all(self._adjective(at) for at in range(first, last)):
            return None
        for at in range(last, min(last + 3, len(self.tokens))):
            low = self.tokens.lows[at]
            if not self.tokens.texts[at][0].islower():
                return None
            if self.lexis.is_body(low):
                return self._company_tail(self._extend_capital(at + 1)) if self._adjective(first) else None
            if not self._adjective(at):
                return None
        return None

    def _company_tail(self, at: int) -> int:
        return (at < len(self.tokens) and self._legal_form(at)) or at

    def _adjective(self, at: int) -> bool:
        return self.tokens.lows[at].endswith(
            (
                "шката",
                "шкият",
                "шкия",
                "шки",
                "шка",
                "шко",
                "ски",
                "ска",
                "ско",
                "ските",
                "ската",
                "ското",
                "ския",
                "ският",
                "ен",
                "на",
                "но",
                "ният",
                "ния",
                "ната",
                "ното",
                "ните",
                "ен",
                "ва",
                "ви",
                "вият",
                "вата",
            )
        )

    def _body_by_lower_head(self, index: int) -> int | None:
        """Read "ministero delle Finanze" and "министерството на финансите", whose head has no capital."""
        low, language = self.tokens.lows[index], self.tokens.language
        if not low.startswith(("ministero", "ministério", "министерство")) or index + 2 >= len(self.tokens):
            return None
        end = self._extend_body(index, index + 1)
        return end if end > index + 1 and language in ("it", "pt", "bg") else None

    def _extend_body(self, first: int, last: int) -> int:
        """Extend an organisation over "für Umwelt und Verkehr", "of Foreign Affairs", "delle Finanze", "на финансите"."""
        tokens, at = self.tokens, last
        if tokens.lows[last - 1] in self.lexis.unnamed:
            return last
        while (
            self.lexis.body_adjectives and at < len(tokens) and at - last < 2 and self._italian_adjective(at)
        ):
            at += 1
        for _ in range(3):
            following = self._complement(at)
            if (
                following is None
                or (at - first > 1
                and tokens.slice(following - 1, following) in cities(tokens.language))
            ):
                break
            at = following
        return at

    def _italian_adjective(self, at: int) -> bool:
        text, low = self.tokens.texts[at], self.tokens.lows[at]
        return (
            text[0].islower()
            and len(low) > 3
            and low.endswith(self.lexis.body_adjectives)
            and not self._plain(at)
            and low not in self.lexis.speech
        )

    def _complement(self, at: int) -> int | None:
        """Return the end of "of the Interior", "e della Famiglia" at a token; None when none stands there."""
        tokens, lexis = self.tokens, self.lexis
        if at + 1 >= len(tokens):
            return None
        joined = tokens.lows[at] in lexis.joiners
        link = at + joined
        if link + 1 >= len(tokens):
            return None
        linked = tokens.lows[link] in lexis.body_links
        if not linked and not joined:
            return None
        noun = link + linked
        while noun < len(tokens) and tokens.lows[noun] in lexis.articles:
            noun += 1
        if noun >= len(tokens) or not tokens.texts[noun][0].isalpha():
            return None
        if tokens.texts[noun][0].isupper():
            return None if joined and not linked and not self._portfolio_join(at) else self._capital_run(noun)
        lower_fits = tokens.language == "bg" or (tokens.language == "it" and linked and not joined)
        if not linked or not lower_fits or self._plain(noun):
            return None
        return min(noun + 1 + (tokens.language == "bg" and self._definite_adjective(noun)), len(tokens))

    def _definite_adjective(self, at: int) -> bool:
        return lemma(self.tokens.lows[at], "bg").endswith(("ен", "ски", "шки", "ов", "ев", "ив"))

    def _portfolio_join(self, at: int) -> bool:
        """Whether "and" joins two fields of one ministry: the complement before it began with a link."""
        return any(self.tokens.lows[index] in self.lexis.body_links for index in range(max(0, at - 4), at))

    def _capital_run(self, at: int) -> int:
        first = at
        while (
            at < len(self.tokens)
            and self._is_capital(at)
            and at - first < 5
            and (at == first or not self._plain(at))
        ):
            at += 1
        return at

    def _extend_capital(self, at: int) -> int:
        """Extend over "на Словакия": a link and a capital."""
        tokens = self.tokens
        if at + 1 < len(tokens) and tokens.lows[at] in self.lexis.body_links and self._is_capital(at + 1):
            return self._capital_run(at + 1)
        return at

    def _mention(
        self, first: int, last: int, kind: ActorKind, *, code: str | None = None, title: str | None = None
    ) -> ActorMention:
        start, end = self.tokens.starts[first], self.tokens.ends[last - 1]
        return ActorMention(start, end, self.tokens.source[start:end], kind, code, title)


def _known_again(tokens: Tokens, hits: list[ActorMention], family: set[str]) -> list[ActorMention]:
    """Name single words persons that are family names of persons found, and find those missed."""
    genitive = tokens.language == "de"
    known = family | {name + "s" for name in family} if genitive else family
    relabelled = [
        replace(hit, kind="person") if hit.kind in ("other", "place") and hit.text in known else hit
        for hit in hits
    ]
    covered = {hit.start for hit in hits}
    ends = [(hit.start, hit.end) for hit in hits]
    missed = []
    at = 0
    for start, end, text in zip(tokens.starts, tokens.ends, tokens.texts, strict=True):
        if text not in known or start in covered:
            continue
        while at < len(ends) and ends[at][1] <= start:
            at += 1
        if at < len(ends) and ends[at][0] < end:
            continue
        missed.append(ActorMention(start, end, text, "person"))
    return sorted([*relabelled, *missed], key=lambda hit: hit.start)
