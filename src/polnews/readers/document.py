"""What a reader hands over: the text of one document, what it knows of its parts, and what it left out."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from polnews.errors import ArticleError
from polnews.readers.limits import Limits, check

__all__ = ["Document", "Dropped", "Kind", "Metadata", "Part", "compose", "parse_day"]

Kind = Literal["title", "heading", "body", "table", "page-furniture", "footnote"]
"""What a reader knows of a paragraph. Tables, running heads and footnotes stay in the text, set aside."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something extraction left out: what, how many pieces, and the characters of text they held."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    what: str
    pieces: int
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself, and what extraction left out.

    `url` is the canonical address, `language` the tag the document claims (a hint: detection decides).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    author: str | None = None
    site: str | None = None
    url: str | None = None
    language: str | None = None
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph: `[start, end)` code points of the text, without outer white space, and its kind."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one document with newlines and NFC normalised.

    `parts` cover every non-blank character, in order; empty when the reader knows nothing but the text.
    """

    text: str
    parts: tuple[Part, ...] = ()
    title: str | None = None
    date: datetime.date | None = None
    metadata: Metadata = field(default_factory=Metadata)


_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def tidy(text: str) -> str:
    r"""Return text as a page would show it: runs of blanks are one space, broken characters are U+FFFD.

    >>> tidy(" a\u00a0 b \n\n c\ud800")
    'a b\nc\ufffd'
    """
    text = _SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd")
    return _BREAKS.sub(
        "\n", _BLANKS.sub(" ", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    ).strip()


def compose(
    paragraphs: Iterable[tuple[str, Kind]],
    name: str,
    limits: Limits,
    *,
    title: str | None = None,
    date: datetime.date | None = None,
    metadata: Metadata | None = None,
) -> Document:
    r"""Make a document of paragraphs, a blank line between them.

    Raises:
        ArticleError: There is no text in them, or too much.

    >>> from polnews.readers.limits import DEFAULT_LIMITS
    >>> compose([("A title", "title"), ("  Some   text.", "body")], "x", DEFAULT_LIMITS).text
    'A title\n\nSome text.'
    """
    texts: list[str] = []
    parts: list[Part] = []
    at = 0
    for raw, kind in paragraphs:
        text = tidy(raw)
        if not text:
            continue
        parts.append(Part(at, at + len(text), kind))
        texts.append(text)
        at += len(text) + 2
        check(name, "characters of text", at, limits, "characters")
    if not any(part.kind in ("body", "heading") for part in parts):
        raise ArticleError(
            f"{name} holds no text that could be an article. Give a document with running text."
        )
    return Document("\n\n".join(texts), tuple(parts), title, date, metadata or Metadata())


_DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")


def parse_day(text: object) -> datetime.date | None:
    """Return the day an ISO 8601 date or time begins with, None for anything else.

    >>> parse_day("2025-07-01T10:00:00+02:00"), parse_day("July"), parse_day(None)
    (datetime.date(2025, 7, 1), None, None)
    """
    match = _DAY.match(text) if isinstance(text, str) else None
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
