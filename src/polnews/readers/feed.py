"""RSS and Atom feeds to documents, one for each entry."""

import datetime
import re
from typing import Any, TypeAlias
from xml.parsers import expat

from polnews.errors import ArticleError, LanguageError
from polnews.extras import load
from polnews.languages import normalise_tag
from polnews.readers.document import Document, Kind, Metadata, compose
from polnews.readers.failures import reads
from polnews.readers.html import read_fragment
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check

__all__ = ["read_feed"]

Entry: TypeAlias = Any  # of feedparser: a dictionary of what it found

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


@reads("a feed")
def read_feed(data: bytes, name: str = "The feed", *, limits: Limits = DEFAULT_LIMITS) -> list[Document]:
    """Read the articles of a feed. An entry without text is none.

    Args:
        data: The feed, RSS or Atom.
        name: What to call it in an error.
        limits: How much is read at most.

    Raises:
        ArticleError: It is no feed, holds no entry with text, declares entities, or is over a limit.
        MissingExtraError: feedparser is not installed.
    """
    check(name, "bytes", len(data), limits, "bytes")
    _check_xml(data, name, limits)
    feedparser = load("feedparser", "feed", "Reading feeds")
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    entries = feed.get("entries") or []
    check(name, "entries", len(entries), limits, "entries")
    channel = feed.get("feed") or {}
    documents = [document for entry in entries if (document := _document(entry, channel, name, limits))]
    if not documents:
        raise ArticleError(
            f"{name} holds no entry with text. Give an RSS or Atom feed with titles and summaries."
        )
    return documents


_LOOSE = 500_000
"""Bytes of a feed that is no well-formed XML: the parser that forgives faults is a hundred times slower."""


def _check_xml(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a feed that declares entities, has too many or too deep elements, or is large and broken."""
    count = depth = 0

    def open_element(*_: object) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        check(name, "elements", count, limits, "elements")
        check(name, "elements inside one another", depth, limits, "depth")

    def close_element(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_: object) -> None:
        raise ArticleError(
            f"{name} declares XML entities, which feeds do not need and bombs do. Remove the <!ENTITY> lines."
        )

    parser = expat.ParserCreate()
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, ArticleError):
            raise
        if _ENTITY.search(data.replace(b"\0", b"")):
            entity()
        if len(data) > _LOOSE:
            raise ArticleError(f"{name} is no well-formed XML: {error}. Give a feed that is.") from error


def _document(entry: Entry, channel: Entry, name: str, limits: Limits) -> Document | None:
    title = _plain(entry.get("title"), name, limits)
    paragraphs: list[tuple[str, Kind]] = [(title, "title")] if title else []
    content, dropped = read_fragment(_longest(entry), name, limits=limits)
    if not content and not title:
        return None
    metadata = Metadata(
        author=_plain(entry.get("author") or channel.get("author"), name, limits),
        site=_plain(channel.get("title"), name, limits),
        url=_url(entry.get("link")),
        language=_language(entry, channel),
        dropped=dropped,
    )
    paragraphs.extend(content or [(title or "", "body")])
    if not content:
        paragraphs.pop(0)
    return compose(paragraphs, name, limits, title=title, date=_day(entry), metadata=metadata)


def _longest(entry: Entry) -> str:
    """The fullest text an entry gives: its content, else its summary."""
    texts = [part.get("value") for part in entry.get("content") or []] + [entry.get("summary")]
    return max((text for text in texts if isinstance(text, str)), key=len, default="")


def _plain(value: object, name: str, limits: Limits) -> str | None:
    """A one-line text; titles of feeds hold escaped markup more often than not."""
    if not isinstance(value, str) or not value.strip():
        return None
    if "<" not in value and "&" not in value:
        return " ".join(value.split())
    texts, _ = read_fragment(value, name, limits=limits)
    return " ".join(" ".join(text for text, _ in texts).split()) or None


def _url(value: object) -> str | None:
    return value if isinstance(value, str) and re.match(r"https?://[^\s<>\"]{1,2000}$", value) else None


def _day(entry: Entry) -> datetime.date | None:
    """The day of publication as the entry states it, in the entry's own time zone when that can be read."""
    for key in ("published", "updated"):
        text = entry.get(key)
        parsed = entry.get(f"{key}_parsed")
        if isinstance(text, str) and (match := re.match(r"\s*(\d{4})-(\d\d)-(\d\d)", text)):
            return _date(*map(int, match.groups()))
        if isinstance(text, str) and (day := _rfc822(text)):
            return day
        if parsed:
            return _date(*parsed[:3])
    return None


def _rfc822(text: str) -> datetime.date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _language(entry: Entry, channel: Entry) -> str | None:
    detail = entry.get("summary_detail") or {}
    claimed = channel.get("language") or detail.get("language")
    try:
        return normalise_tag(claimed) if isinstance(claimed, str) and 0 < len(claimed) < 40 else None
    except LanguageError:
        return None
