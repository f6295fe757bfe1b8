"""Names of persons, organisations and countries, by general rules.

Capitals, titles, kinds of bodies and CLDR's countries tell; no list of persons or companies stands behind it.
Evidence from the whole document counts: a word that also occurs in lower case is no name, and a family name
found once beside a title or given name is found again alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from polnews.mentions.actor_words import LEGAL_FORMS, NOBLE, NOT_NAMES, actor_words
from polnews.mentions.countries import cities, country_at, demonyms, is_body
from polnews.mentions.name_context import Evidence, gather, is_ordinary, starts_sentence
from polnews.mentions.name_runs import RunReader
from polnews.mentions.tokens import Tokens, tokenise
from polnews.mentions.values import ActorKind, ActorMention
from polnews.words import is_known

__all__ = ["actors_in", "find_actors"]


def find_actors(text: str, language: str) -> list[ActorMention]:
    """Find names in a text.

    Args:
        text: Plain text of any length; the time needed grows linearly.
        language: BCP 47 tag. bg, de, en, it and pt have lists of offices and kinds of organisations; other
            languages get runs of capitals, acronyms and countries.

    Returns:
        Mentions in reading order, disjoint.

    >>> found = find_actors("Finanzministerin Tadeja Hrovatin war in Portugal.", "de")
    >>> [(actor.text, actor.kind, actor.title) for actor in found]
    [('Tadeja Hrovatin', 'person', 'Finanzministerin'), ('Portugal', 'country', None)]
    """
    return actors_in([tokenise(text, language)])[0]


def actors_in(parts: Sequence[Tokens]) -> list[list[ActorMention]]:
    """Find names in the parts of one document, which share their evidence; one list per part."""
    evidence = Evidence()
    for tokens in parts:
        gather(tokens, evidence)
    found = [_Finder(tokens, actor_words(tokens.language), evidence).find() for tokens in parts]
    family = {hit.text.split()[-1] for hits in found for hit in hits if hit.kind == "person"}
    return [_known_again(tokens, hits, family) for tokens, hits in zip(parts, found, strict=True)]


_SHORT = 3  # letters of an acronym that ends a firm's name; in longer ones surnames are written too


class _Finder(RunReader):
    """Walks over the tokens of one part and reads a name wherever a capital run may be one."""

    def find(self) -> list[ActorMention]:
        found: list[ActorMention] = []
        index, size = 0, len(self.tokens)
        while index < size:
            hits, index = self._read(index)
            found += hits
        return found

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

    def _classify(self, first: int, last: int, title: str | None) -> tuple[list[ActorMention], int]:
        while last - first > 1 and self._common_lead(first):
            first += 1
        body = self._as_body(first, last, title)
        if body is not None:
            return [body[0]], body[1]
        if last - first == 1:
            return self._single(first, title)
        near_title = title is not None and self._title_is_near(first)
        if self.headline and not near_title:
            return self._pieces(first, last), last
        return self._full_name(first, last, title, near_title=near_title)

    def _as_body(self, first: int, last: int, title: str | None) -> tuple[ActorMention, int] | None:
        """Read a run as an organisation, or as a name between marks; None when it is neither."""
        tokens, lexis = self.tokens, self.lexis
        if self.german and last - first > 1 and tokens.lows[first] in lexis.body_kinds:
            return self._mention(first + 1, last, "organisation"), last
        acronym = last - first > 1 and 2 <= len(tokens.texts[last - 1]) <= _SHORT and self._acronym(last - 1)
        if acronym and tokens.lows[first] not in demonyms(tokens.language):
            return self._mention(first, last, "organisation"), last  # Nordwerk AI, whoever leads it
        titled = title is not None and last - first > 1 and self._titled(first)
        body = None if titled and tokens.lows[last - 1] not in lexis.bodies else self._body_end(first, last)
        if body is not None:
            return self._mention(first, body, "organisation"), body
        if self._quoted_body(first):
            close = self._closing_mark(last)
            return self._mention(first, close, "organisation"), close
        if title is None and last - first > 1 and self._in_marks(first, last):
            return self._mention(first, last, "organisation" if tokens.language == "bg" else "other"), last
        if first and tokens.lows[first - 1] in lexis.body_kinds and title is None:
            return self._mention(first, last, "organisation"), last
        return None

    def _full_name(
        self, first: int, last: int, title: str | None, *, near_title: bool
    ) -> tuple[list[ActorMention], int]:
        """Judge a run of two and more capitals that names no organisation."""
        tokens = self.tokens
        start = starts_sentence(tokens, first, self.lexis)
        ordinary = [
            is_ordinary(tokens.lows[at], tokens.language)
            for at in range(first, last)
            if tokens.texts[at] != "."
        ]
        if near_title or (self._speaks(first, last) and not all(ordinary)):
            return [self._person(first, last, title)], last
        if start and ordinary[0] and self._opens_only(first):
            rest, _ = self._classify(first + 1, last, None)
            return rest, last
        return self._pair(first, last, ordinary, start=start)

    def _common_lead(self, first: int) -> bool:
        """Whether a run opens with what is no part of a name: "AI Nordwerk", "KI-Start-up Nordwerk"."""
        low = self.tokens.lows[first]
        if self.tokens.texts[first].upper() in NOT_NAMES:
            return True
        return self.german and any(low.endswith("-" + kind) for kind in self.lexis.body_kinds)

    def _opens_only(self, first: int) -> bool:
        low = self.tokens.lows[first]
        if self.german:
            return low in self.evidence.lower or (low not in self.evidence.capital and self._inflected(first))
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
        if before in self.lexis.place_heads or (
            first > 1 and lows[first - 2] in self.lexis.place_heads and (before in self.lexis.body_links)
        ):
            return [self._mention(first, last, "place")], last
        if self.tokens.slice(first, last) in cities(self.tokens.language):
            return [self._mention(first, last, "place")], last
        if self.tokens.texts[last - 1].isupper() and len(self.tokens.texts[last - 1]) > 1:
            return [self._mention(first, last, "organisation")], last  # Nordwerk AI
        if self.german:
            return self._german_pair(first, last, ordinary, article=article, start=start)
        if (
            self._definite(first)
            or (article and any(ordinary))
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

    def _german_pair(
        self, first: int, last: int, ordinary: list[bool], *, article: bool, start: bool
    ) -> tuple[list[ActorMention], int]:
        nouns = any(self.tokens.lows[at].endswith(self.lexis.noun_ends) for at in range(first, last))
        if all(ordinary) and (
            nouns or (not self._speaks(first, last) and (start or self._counted(first) or article))
        ):
            return self._pieces(first, last), last
        if ordinary[0] and (
            article or self._after_adjective(first) or not is_known(self.tokens.lows[first], "de")
        ):
            return self._pieces(first, last), last
        if nouns or (ordinary[0] and ordinary[-1] and self._inflected(first)):
            return self._pieces(first, last), last
        return [self._person(first, last, None)], last

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

    def _single(self, at: int, title: str | None) -> tuple[list[ActorMention], int]:
        """Judge one capitalised word."""
        tokens, low, text = self.tokens, self.tokens.lows[at], self.tokens.texts[at]
        last = at + 1
        if low in demonyms(tokens.language):
            return [], last
        if self._plain(at) or len(text) < 2 or text.upper() in NOT_NAMES or low in LEGAL_FORMS:
            return [], last
        before = tokens.lows[at - 1] if at else ""
        if (text.isupper() and len(text) <= 6) or (
            self.german and len(text) > 2 and text[1:].upper() == text[1:] and len(text) < 7
        ):
            return ([self._mention(at, last, "organisation")] if not self._shouting(at) else []), last
        if (
            title is not None
            and self._title_is_near(at)
            and not (self.german and is_ordinary(low, "de") and not self._titled(at))
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

    def _may_be_name(self, at: int) -> bool:
        low = self.tokens.lows[at]
        if low in self.evidence.lower or self.headline:
            return False
        if self.lexis.is_body(low) and self.german:
            return False
        start = starts_sentence(self.tokens, at, self.lexis)
        if start and self.tokens.language == "bg":  # the dictionary lacks too many Bulgarian forms to ask it
            return low in self.evidence.capital
        if self.german or (start and low not in self.evidence.capital):
            return not is_ordinary(low, self.tokens.language)
        return True


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
