"""Article: one document in one main language, cut into segments, with what was set aside."""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import field_validator, model_validator

from polnews.assembly import SetAside, as_day, assemble, checked_text, digest_of, source_name
from polnews.languages import normalise_tag
from polnews.readers import (
    DEFAULT_LIMITS,
    Limits,
    input_name,
    read_document,
    read_documents,
    read_limited,
    read_source,
)
from polnews.readers.document import Document, Metadata
from polnews.record import Record
from polnews.segment import Segment, reflow

__all__ = ["Article", "Segment", "SetAside"]


class Article(Record):
    r"""One document in one main language.

    Attributes:
        text: The decoded text with newlines and NFC normalised and nothing else changed.
        language: BCP 47 tag of the main language.
        title: The title given, else the title found, else None.
        date: The date given, else the one the source declares; never guessed.
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
        text = checked_text(text)
        return _build(Document(text), digest_of(text.encode()), language, title, date, source)

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
        return _build(document, digest_of(data), language, title, date, name if source is None else source)

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
        return _build(document, digest_of(data), language, title, date, source)

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
        return _build(document, digest_of(data), language, title, date, source)

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
        return _build(document, digest_of(page.data), language, title, date, page.url)

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
        digest = digest_of(page.data)
        return [
            _build(
                document,
                digest,
                language,
                None,
                date,
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
        digest = digest_of(page.data)
        return [
            _build(document, digest, language, None, None, document.metadata.url or page.url or page.source)
            for document in read_feed(page.data, page.name, limits=limits)
        ]

    def to_html(self) -> str:
        """Return the article as one self-contained HTML page; what was set aside can be unfolded."""
        from polnews.output.html import article_html

        return article_html(self)

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
        from polnews.output.text import article_text

        return article_text(self)

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, str]:
        from polnews.output.html import article_cell

        return {"text/plain": str(self), "text/html": article_cell(self)}


# --- building ---


def _build(
    document: Document,
    digest: str,
    language: str | None,
    title: str | None,
    date: datetime.date | str | None,
    source: str | None,
) -> Article:
    parts = assemble(document, language, title)
    return Article(
        text=document.text,
        language=parts.language,
        title=parts.title,
        date=as_day(date) or document.date,
        source=source_name(source),
        digest=digest,
        segments=parts.segments,
        set_aside=parts.set_aside,
        metadata=document.metadata,
    )


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
