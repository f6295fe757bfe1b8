"""Article: one document in one main language, cut into segments, with what was set aside."""

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from polnews.cleaning import Reason, Verdict, is_same_line, judge
from polnews.detection import main_language, served
from polnews.errors import ArticleError, LanguageError
from polnews.languages import language_name, normalise_tag
from polnews.layout import Block, blocks_at, blocks_of
from polnews.readers import (
    DEFAULT_LIMITS,
    Limits,
    input_name,
    read_document,
    read_documents,
    read_limited,
    read_source,
)
from polnews.readers.document import Document, Kind, Metadata
from polnews.segment import Role, Segment, ends_in_stop, normalise_newlines, reflow, split_sentences

__all__ = ["Article", "Segment", "SetAside"]


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


class Article(BaseModel):
    r"""One document in one main language.

    Attributes:
        text: The decoded text with newlines and NFC normalised and nothing else changed.
        language: BCP 47 tag of the main language.
        title: The title given, else the title found, else None.
        date: The date given; never guessed.
        source: Base name of the file, or URL, or what was given; never a path.
        digest: SHA-256 (hex) of the source's bytes; of `text` in UTF-8 when the article was made from text.
        segments: The story, in reading order; spans index `text`.
        set_aside: What is not the story, in reading order. With the segments it covers every non-blank
            character.
        metadata: Author, site, canonical URL as the source states them, and what extraction left out of
            `text`.

    >>> text = "Sofia joins the scheme\n\nThe cabinet agreed on Tuesday. It starts in May."
    >>> article = Article.from_text(text)
    >>> article.language, article.title, [s.role for s in article.segments]
    ('en', 'Sofia joins the scheme', ['title', 'lead', 'body'])
    >>> Article.from_json(article.to_json()) == article
    True
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str
    language: str
    title: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    digest: str
    segments: tuple[Segment, ...]
    set_aside: tuple[SetAside, ...] = ()
    metadata: Metadata = Metadata()

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        language: str | None = None,
        title: str | None = None,
        date: datetime.date | str | None = None,
        source: str | None = None,
    ) -> "Article":
        """Read an article from text. What is given wins over what is detected.

        Args:
            text: The document, with all its dirt; not blank.
            language: BCP 47 tag of the main language; detected when None.
            title: The title; the first title-like line when None.
            date: Date of publication, also as "YYYY-MM-DD"; stays unknown when None.
            source: File name or URL the text came from.

        Raises:
            ArticleError: The text is blank, holds nothing but dirt, or is not text; or the date is none.
            LanguageError: The language is not a tag, or cannot be detected.
        """
        text = _checked(text)
        return _build(Document(text), _digest(text.encode()), language, title, _date(date), source)

    @classmethod
    def from_file(
        cls,
        path: str | Path,
        *,
        language: str | None = None,
        title: str | None = None,
        date: datetime.date | str | None = None,
        source: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> "Article":
        """Read an article from a file.

        Plain text, HTML, PDF, DOCX, e-mail, Markdown and JSON are told by their content.

        What is given wins over what the file states. See `from_text`.

        Raises:
            ArticleError: The file is missing, empty, damaged, over a limit, or in a format polnews does not
                read; it
                holds several articles; or as in `from_text`.
            MissingExtraError: The format needs an optional package; says which.
            LanguageError: The language is not a tag, or cannot be detected.
        """
        data = read_limited(path, limits)
        name = Path(path).name
        document = read_document(data, name, limits=limits)
        return _build(
            document, _digest(data), language, title, _date(date), name if source is None else source
        )

    @classmethod
    def from_bytes(
        cls,
        data: bytes,
        *,
        language: str | None = None,
        title: str | None = None,
        date: datetime.date | str | None = None,
        source: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> "Article":
        """Read an article from the bytes of a file in any format `from_file` reads.

        Raises:
            PolnewsError: As in `from_file`.
        """
        document = read_document(data, input_name(source), limits=limits)
        return _build(document, _digest(data), language, title, _date(date), source)

    @classmethod
    def from_html(
        cls,
        html: str | bytes,
        *,
        language: str | None = None,
        title: str | None = None,
        date: datetime.date | str | None = None,
        source: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> "Article":
        """Read the article of a web page.

        Menus, comments and the like are left out and counted in `metadata`.

        The date is the one the page declares, unless one is given.

        Raises:
            PolnewsError: As in `from_file`.
        """
        from polnews.readers.html import read_html

        data = html.encode(errors="replace") if isinstance(html, str) else html
        document = read_html(html, input_name(source, "The page"), limits=limits)
        return _build(document, _digest(data), language, title, _date(date), source)

    @classmethod
    def from_url(
        cls,
        url: str,
        *,
        language: str | None = None,
        title: str | None = None,
        date: datetime.date | str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> "Article":
        """Fetch and read one article: a page, or a file in any format `from_file` reads.

        The site's robots.txt is heeded.

        Raises:
            NetworkError: The server cannot be reached, refuses, is too slow, or forbids robots.
            PolnewsError: As in `from_file`.
        """
        page = read_source(url, limits)
        document = read_document(page.data, page.name, limits=limits, charset=page.charset, url=page.url)
        return _build(document, _digest(page.data), language, title, _date(date), page.url)

    @classmethod
    def all_from(
        cls,
        source: str | Path | bytes,
        *,
        fields: Mapping[str, str] | None = None,
        language: str | None = None,
        date: datetime.date | str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> "list[Article]":
        """Read every article of a file, URL or bytes.

        There is one for each entry of a feed or record of JSON, else one.

        Args:
            source: A path, a URL, or the bytes themselves.
            fields: For JSON: which field of a record holds what, e.g. {"text": "body_html"};
                common names are known.
            language: Language of all of them; detected for each when None.
            date: Date of all of them; what each states when None.
            limits: How much is read at most.

        Raises:
            PolnewsError: As in `from_file` and `from_url`.
        """
        page = read_source(source, limits)
        documents = read_documents(
            page.data, page.name, limits=limits, fields=fields, charset=page.charset, url=page.url
        )
        digest = _digest(page.data)
        return [
            _build(
                document,
                digest,
                language,
                None,
                _date(date),
                document.metadata.url or page.url or page.source,
            )
            for document in documents
        ]

    @classmethod
    def from_feed(
        cls,
        feed: str | Path | bytes,
        *,
        language: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> "list[Article]":
        """Read the articles of an RSS or Atom feed: a file, a URL or bytes.

        Entries without text are left out.

        Raises:
            ArticleError: It is no feed, or holds no entry with text.
            PolnewsError: As in `from_url`.
        """
        from polnews.readers.feed import read_feed

        page = read_source(feed, limits)
        digest = _digest(page.data)
        return [
            _build(document, digest, language, None, None, document.metadata.url or page.url or page.source)
            for document in read_feed(page.data, page.name, limits=limits)
        ]

    @classmethod
    def from_json(cls, data: str | bytes) -> "Article":
        """Read what `to_json` wrote.

        Raises:
            ArticleError: It is no such thing, or a span does not match the text; one `[path] message` line
                each.
        """
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            raise ArticleError(_faults(error)) from error

    def to_json(self) -> str:
        """Return the article as JSON; its schema is `Article.model_json_schema()`."""
        return self.model_dump_json()

    @property
    def lead(self) -> str | None:
        """The first sentence of the lead, as it stands in `text`; None without one."""
        return next((segment.text for segment in self.segments if segment.role == "lead"), None)

    @property
    def body(self) -> tuple[Segment, ...]:
        """The segments of the body: not the title, the lead, or headings."""
        return tuple(segment for segment in self.segments if segment.role == "body")

    @field_validator("language")
    @classmethod
    def _canonical(cls, tag: str) -> str:
        return normalise_tag(tag)

    @model_validator(mode="after")
    def _spans_match(self) -> "Article":
        _check_spans(self)
        return self

    def __repr__(self) -> str:
        name = self.title or self.segments[0].clean
        short = name if len(name) <= 40 else name[:39] + "…"
        return (
            f"Article({short!r}, language={self.language!r}, segments={len(self.segments)}, "
            f"set_aside={len(self.set_aside)})"
        )

    def __str__(self) -> str:
        return "\n\n".join(
            part for part in (self.title, _about(self), *_paragraphs(self), _aside(self)) if part
        )


# --- building ---


def _checked(text: str) -> str:
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


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _date(date: datetime.date | str | None) -> datetime.date | None:
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


def _source(source: str | None) -> str | None:
    """Keep a URL or a name; of a path keep the base name, so that no result tells where files lie."""
    if source is None or not source.strip():
        return None
    if re.match(r"(?!file:)[a-z][a-z0-9+.-]+://", source, re.IGNORECASE):
        return source
    if re.match(r"(?:file:|[/\\~.]|[A-Za-z]:[/\\])", source):
        return re.split(r"[/\\]", source.rstrip("/\\"))[-1] or None
    return source


def _build(
    document: Document,
    digest: str,
    language: str | None,
    title: str | None,
    date: datetime.date | None,
    source: str | None,
) -> Article:
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
    return Article(
        text=text,
        language=tag,
        title=given or found,
        date=date or document.date,
        source=_source(source),
        digest=digest,
        segments=segments,
        set_aside=_set_aside(verdicts),
        metadata=document.metadata,
    )


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


# --- checking ---


def _check_spans(article: Article) -> None:
    """Hold promise: spans are in order, match the text and cover all that is not blank."""
    if not article.segments:
        raise ValueError("segments: an article keeps at least one segment")
    spans = sorted(_spans(article))
    at = 0
    for start, end, slice_, name in spans:
        if start < at or end <= start or article.text[start:end] != slice_:
            raise ValueError(f"{name}: span [{start}, {end}) does not match the text")
        if article.text[at:start].strip():
            raise ValueError(f"{name}: characters [{at}, {start}) of the text are neither kept nor set aside")
        at = end
    if article.text[at:].strip():
        raise ValueError(f"text: characters from {at} are neither kept nor set aside")
    for i, segment in enumerate(article.segments):
        if segment.index != i or segment.clean != reflow(segment.text):
            raise ValueError(f"segments.{i}: index or clean does not match")


def _spans(article: Article) -> Iterator[tuple[int, int, str, str]]:
    for i, segment in enumerate(article.segments):
        yield segment.start, segment.end, segment.text, f"segments.{i}"
    for i, aside in enumerate(article.set_aside):
        yield aside.start, aside.end, aside.text, f"set_aside.{i}"


def _faults(error: ValidationError) -> str:
    lines = [
        f"[{'.'.join(map(str, e['loc'])) or 'article'}] {e['msg']}" for e in error.errors(include_url=False)
    ]
    return "This is not an article as polnews writes it:\n" + "\n".join(lines)


# --- showing ---


def _about(article: Article) -> str:
    parts = [
        language_name(article.language),
        article.date.isoformat() if article.date else None,
        article.source,
    ]
    return "[" + " · ".join(part for part in parts if part) + "]"


def _paragraphs(article: Article) -> Iterator[str]:
    paragraph: list[str] = []
    number = -1
    for segment in article.segments:
        if segment.role == "title" and segment.clean == article.title:
            continue
        if segment.paragraph != number and paragraph:
            yield " ".join(paragraph)
            paragraph = []
        number = segment.paragraph
        paragraph.append(segment.clean)
    if paragraph:
        yield " ".join(paragraph)


def _aside(article: Article) -> str:
    if not article.set_aside:
        return ""
    counts = Counter(aside.reason for aside in article.set_aside)
    listed = ", ".join(f"{reason} {n}" for reason, n in counts.most_common())
    return f"[set aside: {listed}]"
