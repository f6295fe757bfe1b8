"""A document into the parts of an article: its language, its segments with their roles, what is set aside."""

import datetime
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from polnews.cleaning import Reason, Verdict, is_same_line, judge
from polnews.detection import main_language, served
from polnews.errors import ArticleError, LanguageError
from polnews.languages import normalise_tag
from polnews.layout import Block, blocks_at, blocks_of
from polnews.readers.document import Document, Kind
from polnews.segment import Role, Segment, ends_in_stop, normalise_newlines, reflow, split_sentences

__all__ = ["Assembly", "SetAside", "as_day", "assemble", "checked_text", "digest_of", "source_name"]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A line that is not the story: `[start, end)` in `article.text`, that exact slice, and why.

    `language` is what the line was taken to be in, None when it tells nothing.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    start: int
    end: int
    text: str
    reason: Reason
    language: str | None


@dataclass(frozen=True, slots=True)
class Assembly:
    """The parts of an article. `language` is a BCP 47 tag, `title` the one given, else the one found, else None."""

    language: str
    title: str | None
    segments: tuple[Segment, ...]
    set_aside: tuple[SetAside, ...]


def assemble(document: Document, language: str | None = None, title: str | None = None) -> Assembly:
    r"""Judge every block of a document and cut what is kept into segments.

    Args:
        document: The text, and what a reader knows of its parts.
        language: BCP 47 tag of the main language; detected when None.
        title: The title; the one the document states, else the first title-like line, when None.

    Raises:
        ArticleError: Nothing of the text would be kept.
        LanguageError: The language is not a tag, or cannot be detected.

    >>> [s.role for s in assemble(Document("Sofia joins\n\nThe cabinet agreed on Tuesday."), "en").segments]
    ['title', 'lead']
    """
    text = document.text
    title = title or document.title
    given = normalise_newlines(reflow(title)) if title else None
    blocks = (
        blocks_at(text, ((p.start, p.end) for p in document.parts)) if document.parts else blocks_of(text)
    )
    tag = normalise_tag(language) if language else _detected(blocks, document.metadata.language)
    kinds = {part.start: part.kind for part in document.parts}
    judged = judge(blocks, _judging_language(tag, blocks), given or None)
    verdicts = _keep_something([_as_known(verdict, kinds) for verdict in judged])
    segments = _segments(text, verdicts, tag, given or None, kinds)
    found = next((segment.clean for segment in segments if segment.role == "title"), None)
    return Assembly(tag, given or found, segments, _set_aside(verdicts))


def _detected(blocks: Sequence[Block], claimed: str | None) -> str:
    """What the text is in; what the source claims counts only when the text does not tell."""
    try:
        return main_language(block.guess for block in blocks)
    except LanguageError:
        if claimed is None:
            raise
        return claimed


_ASIDE: Mapping[Kind, Reason] = {"table": "table", "page-furniture": "page-furniture", "footnote": "footnote"}


def _as_known(verdict: Verdict, kinds: Mapping[int, Kind]) -> Verdict:
    """What a reader knows of a block wins.

    Tables, running heads and footnotes are set aside, titles are kept.
    """
    kind = kinds.get(verdict.block.start)
    if kind == "title" and verdict.reason is not None:
        return Verdict(verdict.block, None)
    aside = _ASIDE.get(kind) if kind else None
    return Verdict(verdict.block, aside) if aside else verdict


def _judging_language(tag: str, blocks: Sequence[Block]) -> str:
    """The language foreign lines are foreign to: the one given, unless hardly a line is in it."""
    given = served(tag)
    total = sum(block.guess.letters for block in blocks)
    share = sum(b.guess.letters for b in blocks if b.guess.language == given)
    if share * 5 >= total:
        return given
    try:
        return main_language(block.guess for block in blocks)
    except LanguageError:
        return given


def _keep_something(verdicts: Sequence[Verdict]) -> Sequence[Verdict]:
    """A text that looks like dirt all over is kept: it is all the user has."""
    if any(verdict.reason is None for verdict in verdicts):
        return verdicts
    again = [
        Verdict(v.block, None if re.search(r"\w", v.block.clean) and v.reason != "empty" else v.reason)
        for v in verdicts
    ]
    if not any(verdict.reason is None for verdict in again):
        raise ArticleError(
            "The text holds no word: nothing would be kept of it. Give the text of an article."
        )
    return again


def _set_aside(verdicts: Sequence[Verdict]) -> tuple[SetAside, ...]:
    return tuple(
        SetAside(
            v.block.start,
            v.block.end,
            v.block.text,
            v.reason,
            v.block.guess.language if v.block.guess.language != "und" else None,
        )
        for v in verdicts
        if v.reason is not None
    )


# --- roles ---

MAX_TITLE = 200
MAX_HEADING = 120
"""Characters. The longest of 240 dev titles has 117; headings inside an article are shorter than titles."""


def _segments(
    text: str, verdicts: Sequence[Verdict], tag: str, title: str | None, kinds: Mapping[int, Kind]
) -> tuple[Segment, ...]:
    kept = [verdict.block for verdict in verdicts if verdict.reason is None]
    roles = _roles(kept, tag, title, kinds)
    segments: list[Segment] = []
    for paragraph, (block, role) in enumerate(zip(kept, roles, strict=True)):
        for number, (start, end) in enumerate(_cut(block, role, tag)):
            part: Role = "body" if role == "lead" and number >= _LEAD_SENTENCES else role
            segments.append(
                Segment.cut(
                    text, start, end, index=len(segments), role=part, language=tag, paragraph=paragraph
                )
            )
    return tuple(segments)


_LEAD_SENTENCES = 1
"""The lead is one sentence, as news agencies write it; the rest of its paragraph is body."""


def _cut(block: Block, role: Role, tag: str) -> list[tuple[int, int]]:
    if role in ("title", "heading"):
        return [(block.start, block.end)]
    spans = split_sentences(block.text, tag)
    return [(block.start + span.start, block.start + span.end) for span in spans]


def _roles(kept: Sequence[Block], tag: str, title: str | None, kinds: Mapping[int, Kind]) -> list[Role]:
    roles: list[Role] = ["heading" if kinds.get(block.start) == "heading" else "body" for block in kept]
    known = next((i for i, block in enumerate(kept) if kinds.get(block.start) == "title"), None)
    first = 0
    if known is not None or _is_title(kept, tag, title):
        first = (known or 0) + 1
        roles[first - 1] = "title"
    for i in range(first, len(kept) - 1):
        if (
            i > first
            and roles[i] == "body"
            and _is_heading(kept[i], tag)
            and not _is_heading(kept[i + 1], tag)
        ):
            roles[i] = "heading"
    opening = next((i for i in range(first, len(kept)) if kinds.get(kept[i].start) != "heading"), first)
    if opening < len(kept) and (first or len(kept) > 1):
        roles[opening] = "lead"
    return roles


def _is_title(kept: Sequence[Block], tag: str, title: str | None) -> bool:
    if title is not None:
        return is_same_line(kept[0].clean, title)
    line = kept[0].clean
    if len(kept) < 2 or len(line) > MAX_TITLE:
        return False
    return _lacks_full_stop(line, tag) and line[-1] not in ",;:" and len(split_sentences(line, tag)) == 1


def _lacks_full_stop(line: str, tag: str) -> bool:
    """Titles and headings may end in "!" or "?", hardly ever in a full stop."""
    return not ends_in_stop(line, tag) or line.rstrip("\"'“”»«’‘) ").endswith(("!", "?"))


MAX_WORDS_BEFORE_ABBREVIATION = 8
"""A longer line that ends in "2028 г." is a sentence, not a heading; Bulgarian dev sentences so ending have
12 or more."""


def _is_heading(block: Block, tag: str) -> bool:
    line = block.clean
    if len(line) > MAX_HEADING or line[0].islower() or line[0] in "-–—•*·" or line[-1] in ",;:":
        return False
    if line.endswith(".") and len(line.split()) > MAX_WORDS_BEFORE_ABBREVIATION:
        return False
    return not ends_in_stop(line, tag) or (line.endswith("?") and len(split_sentences(line, tag)) == 1)


# --- what is given ---


def checked_text(text: str) -> str:
    """Return normalised text, or refuse what is none."""
    if not text.strip():
        raise ArticleError("The text is empty. Give the text of an article.")
    if "\0" in text:
        raise ArticleError("The text holds NUL characters: it is binary. Give the text of an article.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError(
            f"The text holds half a character (a lone surrogate) at {error.start}. "
            "Decode it again from its source."
        ) from error
    return normalise_newlines(text)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of the bytes an article was read from, in hex."""
    return hashlib.sha256(data).hexdigest()


def as_day(date: datetime.date | str | None) -> datetime.date | None:
    """Return a date given as one, or as "YYYY-MM-DD".

    Raises:
        ArticleError: It is neither.
    """
    if isinstance(date, datetime.datetime):
        return date.date()
    if not isinstance(date, str):
        return date
    try:
        return datetime.date.fromisoformat(date)
    except ValueError as error:
        raise ArticleError(
            f"{date!r} is not a date. Write it as YYYY-MM-DD, for instance 2025-07-01."
        ) from error


def source_name(source: str | None) -> str | None:
    """Keep a URL or a name; of a path keep the base name, so that no result tells where files lie."""
    if source is None or not source.strip():
        return None
    # Names of files need not be UTF-8; results are.
    source = source.encode("utf-8", "backslashreplace").decode()
    if re.match(r"(?!file:)[a-z][a-z0-9+.-]+://", source, re.IGNORECASE):
        return source
    if re.match(r"(?:file:|[/\\~.]|[A-Za-z]:[/\\])", source):
        return re.split(r"[/\\]", source.rstrip("/\\"))[-1] or None
    return source
