"""Glossaries: terms and how they are to be rendered, found in any inflected form."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from polnews.checks.base import Check
from polnews.errors import ArticleError, LanguageError
from polnews.languages import base_language, normalise_tag
from polnews.protect import Item, without_overlaps
from polnews.provenance import Span
from polnews.words import lemma, tokenize

__all__ = ["Glossary", "GlossaryLike", "Term"]

ANY = "*"
"""The column of names that are written the same in every language."""

Concept = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """A term found in a text.

    Attributes:
        span: Where it stands in the source.
        source: The term as the text has it.
        target: How it is to be rendered.
    """

    span: Span
    source: str
    target: str


class Glossary:
    """Terms by language. A concept names one thing in any number of languages.

    Args:
        concepts: One mapping of language tag to term per concept; the tag `*` stands for every language.

    Raises:
        LanguageError: A tag is no language.
        ArticleError: A concept has no term.

    >>> glossary = Glossary([{"de": "Haushaltsausschuss", "en": "budget committee"}])
    >>> [(term.source, term.target) for term in glossary.terms("Des Haushaltsausschusses Beschluss", "de", "en")]
    [('Haushaltsausschusses', 'budget committee')]
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(_checked(concept) for concept in concepts)
        self._index = lru_cache(maxsize=64)(self._build)

    @classmethod
    def read(cls, source: "GlossaryLike") -> "Glossary":
        """Return a glossary from a file, a mapping or a list of concepts.

        Args:
            source: A glossary; the path of a CSV or TSV file whose first row holds language tags (or `*`), one
                concept a row, empty cells allowed; a list of such rows as mappings; or one mapping of source
                terms to target terms, for whatever pair is translated.

        Raises:
            ArticleError: The file cannot be read or holds no terms.
            LanguageError: A column is not a language tag.
        """
        if isinstance(source, Glossary):
            return source
        if isinstance(source, str | Path):
            return cls(_read_file(Path(source)))
        if isinstance(source, Mapping):
            return cls({_SOURCE: term, _TARGET: rendering} for term, rendering in source.items())
        return cls(source)

    @property
    def digest(self) -> str:
        """SHA-256 of the terms, hexadecimal: equal for equal terms in any order."""
        rows = sorted(str(sorted(concept.items())) for concept in self.concepts)
        return sha256("\n".join(rows).encode()).hexdigest()

    def __len__(self) -> int:
        return len(self.concepts)

    def __reduce__(self) -> tuple[type["Glossary"], tuple[tuple[Concept, ...]]]:
        return Glossary, (self.concepts,)  # other processes index the terms anew

    def terms(self, text: str, source: str, target: str) -> list[Term]:
        """Return the terms that stand in a text, in order, the longest of overlapping ones.

        Words are compared by dictionary form; terms in capitals (EU) only as they are written.
        """
        entries = self._index(base_language(source), base_language(target))
        if not entries:
            return []
        words = _words(text, base_language(source))
        found: list[Term] = []
        at = 0
        while at < len(words):
            hit = _longest(entries.get(words[at].key, ()), words, at)
            if hit is None:
                at += 1
                continue
            length, rendering = hit
            span = Span(words[at].start, words[at + length - 1].end)
            found.append(Term(span, text[span.start : span.end], _cased(rendering, text, span)))
            at += length
        return found

    def items(self, text: str, source: str, target: str) -> list[Item]:
        """Return the terms of a text as items to protect."""
        terms = self.terms(text, source, target)
        return without_overlaps(Item(t.span.start, t.span.end, t.target, "term") for t in terms)

    def check(self, text: str, rendered: str, source: str, target: str) -> Iterator[Check]:
        """Find terms that the translation does not render as listed, in whatever inflected form."""
        there = [word.key for word in _words(rendered, base_language(target))]
        for term in self.terms(text, source, target):
            wanted = [word.key for word in _words(term.target, base_language(target))]
            if not _contains(there, wanted) and term.target.casefold() not in rendered.casefold():
                message = (
                    f"The glossary wants “{term.target}” for “{term.source}”; the translation says otherwise."
                )
                yield Check("term", "warning", message, source=term.span)

    def _build(self, source: str, target: str) -> dict[str, list[tuple[tuple["_Word", ...], str]]]:
        """Index the terms of a pair by the first word's key, longest first."""
        found: dict[str, list[tuple[tuple[_Word, ...], str]]] = {}
        for concept in self.concepts:
            term = concept.get(source) or concept.get(ANY) or concept.get(_SOURCE)
            rendering = concept.get(target) or concept.get(ANY) or concept.get(_TARGET)
            words = tuple(_words(term, source)) if term and rendering else ()
            if words and rendering:
                found.setdefault(words[0].key, []).append((words, rendering))
        for entries in found.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return found


GlossaryLike: TypeAlias = "Glossary | str | Path | Mapping[str, str] | Sequence[Concept]"
_SOURCE, _TARGET = "source", "target"


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    key: str


def _words(text: str, language: str) -> list[_Word]:
    found, at = [], 0
    for word in tokenize(text):
        at = text.index(word, at)
        plain = word.capitalize() if word.isupper() else word  # capitals hide the form from the dictionary
        found.append(_Word(at, at + len(word), word, lemma(plain, language)))
        at += len(word)
    return found


def _longest(
    entries: Sequence[tuple[tuple[_Word, ...], str]], words: Sequence[_Word], at: int
) -> tuple[int, str] | None:
    for term, rendering in entries:
        here = words[at : at + len(term)]
        if len(here) == len(term) and all(
            _same(wanted, word) for wanted, word in zip(term, here, strict=True)
        ):
            return len(term), rendering
    return None


def _same(wanted: _Word, word: _Word) -> bool:
    if wanted.text.isupper() and len(wanted.text) > 1:
        return wanted.text == word.text
    return wanted.key == word.key


def _cased(rendering: str, text: str, span: Span) -> str:
    """Write a rendering in capitals where the source is, with a capital where it opens the text."""
    written = text[span.start : span.end]
    if written.isupper() and len(written) > 3 and not rendering.isupper():
        return rendering.upper()
    opens = not any(letter.isalnum() for letter in text[: span.start])
    return rendering[0].upper() + rendering[1:] if opens and written[0].isupper() else rendering


def _contains(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(
        list(words[at : at + len(wanted)]) == list(wanted) for at in range(len(words) - len(wanted) + 1)
    )


def _checked(concept: Concept) -> Concept:
    kept = {
        tag if tag in (ANY, _SOURCE, _TARGET) else base_language(normalise_tag(tag)): term.strip()
        for tag, term in concept.items()
        if term and term.strip()
    }
    if not kept:
        raise ArticleError("A glossary row has no term. Give each row a term in at least one language.")
    return kept


def _read_file(path: Path) -> Iterator[Concept]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(
            f"The glossary {path.name} cannot be read ({error}). Save it as CSV in UTF-8."
        ) from error
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if len(lines) < 2:
        raise ArticleError(
            f"The glossary {path.name} holds no terms. Its first row names languages, e.g. de,en; each further "
            "row holds one term in them."
        )
    delimiter = max("\t;,", key=lines[0].count)
    header, *rows = csv.reader(lines, delimiter=delimiter)
    tags = [cell.strip() for cell in header]
    try:
        _checked(dict.fromkeys(tags, "x"))
    except LanguageError as error:
        raise LanguageError(
            f"The first row of the glossary {path.name} must name languages (de,en,...), or * for all: {error}"
        ) from error
    for row in rows:
        concept = {tag: cell for tag, cell in zip(tags, row, strict=False) if cell.strip()}
        if concept:
            yield concept
