"""Names that versions of one sentence have otherwise: one leaves out, or replaces, what the others name.

Which names of one text another does not render is found by the checks of translations. In one sentence of twelve that
is wrong, because languages name places, institutions and taxes each in their own way; here the other versions and the
rest of the story say more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from polnews.checks import Translated
from polnews.checks.name_words import concept_forms
from polnews.checks.names import is_free, lost_names
from polnews.languages import FIRST_CLASS, base_language
from polnews.mentions.names import name_score, transliterate
from polnews.provenance import Span
from polnews.story.passages import Passage
from polnews.story.values import Difference, Reading

__all__ = ["names_that_differ"]

# Chosen on one half of the project's articles (tests/quality/story.py): of the versions that name something, how many
# must miss it in the one that does not, for every false report an unaltered story may have eight.
_MOST, _HALF = 0.75, 0.5
# Of two names at the same place, how alike by sound they are when they are one name in two languages' spelling: Aoife
# and Ийфа are 0.6, names that were swapped mostly below.
_RESPELT = 0.6
# Letters by which a name is known again in another sentence, whatever its ending.
_STEM = 5
# Capitals up to this many letters are an acronym, which each language makes of its own words: БВП, GDP, PIL.
_ACRONYM = 5
# Kinds of company, as they stand after a name.
_LEGAL_FORMS = frozenset(
    {
        "AG",
        "SE",
        "KG",
        "GmbH",
        "Ltd",
        "plc",
        "PLC",
        "Inc",
        "LLC",
        "SpA",
        "SPA",
        "Srl",
        "SRL",
        "SA",
        "Lda",
        "NV",
        "BV",
    }
    | {"АД", "ЕАД", "ООД", "ЕООД"}
)


@dataclass(frozen=True, slots=True)
class _Lost:
    """A word of a name that another passage does not render."""

    passage: Passage
    span: Span

    @property
    def word(self) -> str:
        return self.passage.text[self.span.start : self.span.end]

    @property
    def stem(self) -> str:
        return transliterate(self.word).lower()[:_STEM]

    @property
    def is_free(self) -> bool:
        return is_free(self.passage.text, self.span, base_language(self.passage.language))

    def may_be(self, other: "_Lost") -> bool:
        """Whether another version's word can be the same name: by sound, or Ministry by Министерство."""
        if name_score(self.word, other.word) >= _RESPELT:
            return True
        return any(
            one.startswith(two) or two.startswith(one) for one in self._concepts for two in other._concepts
        )

    @property
    def _concepts(self) -> tuple[str, ...]:
        """How English words for it begin, where it is a word of institutions or a country."""
        language = base_language(self.passage.language)
        known = concept_forms(self.word, language, "en") if language in FIRST_CLASS else ()
        return (self.word.lower(), *known) if known and language == "en" else known

    @property
    def is_acronym(self) -> bool:
        """Whether it is made of the first letters of words, as GDP or GmbH are."""
        return len(self.word) <= _ACRONYM and sum(letter.isupper() for letter in self.word) > 1

    @property
    def is_legal_form(self) -> bool:
        """Whether it says what kind of company a name is, which each language does in its own way or not at all."""
        return self.word in _LEGAL_FORMS

    @property
    def at_home_in(self) -> frozenset[str]:
        """The official languages of a country: in them it need not be named, the reader lives there."""
        code = self.passage.country_at(self.span)
        return frozenset() if code is None else _official_languages(code)

    @property
    def value(self) -> str:
        """Its letters, in Latin script."""
        return transliterate(self.word).lower()

    def read(self, like: "_Lost | None" = None) -> Reading:
        """Return where it stands; where it may be the same name as another, with the value of that."""
        known = self if like is None or not like.may_be(self) else like
        return self.passage.read(self.span.start, self.span.end, known.value)


_Table = Mapping[tuple[int, int], tuple[_Lost, ...]]
"""For two versions, what the first names and the second does not."""


def names_that_differ(sentences: Sequence[Sequence[Passage]]) -> list[tuple[Difference, ...]]:
    """Find the names on which versions disagree, for all sentences of a story at once.

    Args:
        sentences: For each sentence that versions share, what each of them says.

    Returns:
        For each sentence its differences: at most one per version, with the name all the others have.
    """
    tables = [_table(passages) for passages in sentences]
    habits = _habits(tables)
    return [
        tuple(_differences(passages, table, habits))
        for passages, table in zip(sentences, tables, strict=True)
    ]


def _table(passages: Sequence[Passage]) -> _Table:
    return {
        (source.version, target.version): tuple(
            _Lost(source, span)
            for span in lost_names(
                Translated(source.text, source.language, target.text, target.language, "versions")
            )
        )
        for source, target in permutations(passages, 2)
    }


def _habits(tables: Iterable[_Table]) -> frozenset[tuple[int, int, str]]:
    """Return the names that one version leaves unrendered in several sentences of another: it calls them otherwise."""
    seen: set[tuple[int, int, str]] = set()
    often: set[tuple[int, int, str]] = set()
    for table in tables:
        here = {(*pair, lost.stem) for pair, found in table.items() for lost in found}
        often |= here & seen
        seen |= here
    return frozenset(often)


def _differences(
    passages: Sequence[Passage], table: _Table, habits: frozenset[tuple[int, int, str]]
) -> Iterator[Difference]:
    for passage in passages:
        others = [other for other in passages if other is not passage]
        missing = [table[other.version, passage.version] for other in others]
        own = _in_all([table[passage.version, other.version] for other in others])
        for lost in (lost for found in missing for lost in found):
            known = (lost.passage.version, passage.version, lost.stem) in habits
            language = base_language(passage.language)
            if not known and _is_missing(lost, language, others, missing, own, table):
                readings = [*_counterparts(lost, missing), own[0].read() if own else passage.leave_out()]
                yield Difference("name", tuple(sorted(readings, key=lambda one: one.version)))
                break


def _is_missing(
    lost: _Lost,
    language: str,
    others: Sequence[Passage],
    missing: Sequence[Sequence[_Lost]],
    own: Sequence[_Lost],
    table: _Table,
) -> bool:
    """Whether a name is missing in a passage because it does not say it, not because it says it otherwise.

    Args:
        lost: The name, in one version.
        language: The language of the passage.
        others: The other versions.
        missing: What each of them names and the passage does not.
        own: What the passage names and none of them does.
        table: What each version lacks of each other.
    """
    if any(instead.is_acronym or name_score(lost.word, instead.word) >= _RESPELT for instead in own):
        return False
    if lost.is_legal_form or _may_be_acronym(lost, missing) or _is_at_home(lost, language, missing):
        return False
    if len(others) == 1:
        return not lost.is_free and lost.passage.is_named(lost.span)
    votes = sum(any(lost.may_be(one) for one in found) for found in missing) / len(others)
    named = 1 + sum(
        lost not in table[lost.passage.version, other.version]
        for other in others
        if other is not lost.passage
    )
    if lost.is_free:
        return votes == 1
    return (votes >= _MOST and named > 1) or (votes >= _HALF and named == len(others))


def _may_be_acronym(lost: _Lost, missing: Sequence[Sequence[_Lost]]) -> bool:
    """Whether versions have an acronym here, each its own, so that nobody can tell it is missing."""
    words = [one for found in missing for one in found]
    short = len(lost.word) <= _ACRONYM and any(one.is_acronym for one in words)
    return short and sum(one.word.upper() == lost.word.upper() for one in words) * 2 <= len(missing)


def _is_at_home(lost: _Lost, language: str, missing: Sequence[Sequence[_Lost]]) -> bool:
    """Whether it is the country of the passage's readers."""
    return any(language in one.at_home_in for found in missing for one in found if lost.may_be(one))


def _in_all(tables: Sequence[Sequence[_Lost]]) -> list[_Lost]:
    """Return what a passage names and no other does, in reading order; nothing where there is no other."""
    return [lost for lost in (tables[0] if tables else ()) if all(lost in found for found in tables)]


def _counterparts(lost: _Lost, missing: Sequence[Sequence[_Lost]]) -> list[Reading]:
    """Return the name as each other version has it: of those missing, the one that sounds most alike."""
    return [
        max(found, key=lambda one: (one == lost, name_score(lost.word, one.word))).read(lost)
        for found in missing
        if found
    ]


@lru_cache(maxsize=256)
def _official_languages(code: str) -> frozenset[str]:
    from babel.languages import get_official_languages

    return frozenset(map(base_language, get_official_languages(code, de_facto=True)))
