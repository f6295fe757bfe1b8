"""The words around names: offices, titles, kinds of organisations, legal forms, prepositions of place."""

from dataclasses import dataclass
from functools import lru_cache

from polnews.mentions.date_words import date_words
from polnews.mentions.lexicon import common, listed, words
from polnews.mentions.units import unit_words
from polnews.words import stop_words

__all__ = ["LEGAL_FORMS", "NOBLE", "NOT_NAMES", "ActorWords", "actor_words"]

LEGAL_FORMS = frozenset(listed(common()["legal_forms"]))
NOBLE = frozenset(listed(common()["particles"]))
# Abbreviations in capitals that name no body: measures of the economy, taxes, technology, files, numerals.
NOT_NAMES = frozenset(listed(common()["not_names"]))
_NOUN_ENDS = (
    "ung",
    "ungen",
    "heit",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tion",
    "tionen",
    "ismus",
    "tät",
    "täten",
    "nis",
    "nisse",
    "tum",
)


_RANKS = ("евро", "вице", "екс", "vize", "euro", "vice", "ex-", "co-", "ко-")


def _bare(low: str) -> str:
    """Return an office without its prefix: Еврокомисарят -> комисарят."""
    return next(low[len(rank) :].lstrip("-") for rank in _RANKS if low.startswith(rank))


@dataclass(frozen=True, slots=True)
class ActorWords:
    """One language's words around names, all in lower case."""

    language: str
    offices: frozenset[str]
    office_ends: tuple[str, ...]
    office_leads: frozenset[str]
    office_links: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    body_ends: tuple[str, ...]
    unnamed: frozenset[str]  # bodies every country has: "the government of Malta" names Malta
    body_links: frozenset[str]
    body_adjectives: tuple[str, ...]
    body_kinds: frozenset[str]  # "company", "agency": what stands before a name in quotation marks
    place_preps: frozenset[str]
    place_heads: frozenset[str]
    articles: frozenset[str]
    contracted: frozenset[str]  # prepositions with an article in them: dal, pela, zum
    joiners: frozenset[str]
    speech: frozenset[str]
    plain: frozenset[str]  # words that are no names however they are written
    noun_ends: tuple[str, ...] = _NOUN_ENDS

    def is_office(self, low: str) -> bool:
        """Whether a word is an office or title of a person, alone or as the end of a compound."""
        if (
            low in self.offices
            or low in self.titles
            or (low.startswith(_RANKS) and _bare(low) in self.offices)
        ):
            return True
        tail = low.rpartition("-")[2]
        if tail != low and (tail in self.offices or tail in self.titles):
            return True
        return bool(self.office_ends) and len(tail) > 7 and tail.endswith(self.office_ends)

    def is_body(self, low: str) -> bool:
        """Whether a word is a kind of organisation, alone or as the end of a compound."""
        tail = low.rpartition("-")[2]
        if low in self.bodies or tail in self.bodies or low in LEGAL_FORMS:
            return True
        return self.is_compound_body(tail)

    def is_compound_body(self, low: str) -> bool:
        """Whether a word is a compound such as "Finanzministerium": a name of its own in German."""
        # Few words end like a body at all; one look says so for the rest.
        return low.endswith(self.body_ends) and any(
            low.endswith(end) and len(low) > len(end) + 2 for end in self.body_ends
        )


@lru_cache(maxsize=16)
def actor_words(language: str) -> ActorWords:
    """Return a language's words around names; empty lists for languages without them."""

    def those(key: str) -> frozenset[str]:
        return frozenset(words(language, "actor", key))

    dates = date_words(language)
    calendar = {word for word, letter in dates.letters.items() if letter in "MWJrRymwqhKecBHLN"}
    offices = those("office")
    units = (
        unit_words(language) if language == "de" else frozenset()
    )  # elsewhere a capital "Frank" is no currency
    plain = (set(stop_words(language)) | calendar | dates.prepositions | units | those("article")) - offices
    return ActorWords(
        language=language,
        offices=offices,
        office_ends=words(language, "actor", "office_ends"),
        office_leads=those("office_lead"),
        office_links=those("office_of"),
        titles=those("title"),
        bodies=those("org"),
        body_ends=words(language, "actor", "org_ends"),
        unnamed=those("unnamed"),
        body_links=those("org_of") | those("org_for"),
        body_adjectives=words(language, "actor", "org_adjectives"),
        body_kinds=those("common_org"),
        place_preps=those("place_prep"),
        place_heads=those("place_head"),
        articles=those("article"),
        contracted=those("contracted"),
        joiners=those("org_join"),
        speech=frozenset(words(language, "quote", "verbs")),
        plain=frozenset(plain - those("org")),
    )
