"""JSON and JSON Lines to documents: records of other people's making, their fields mapped to ours."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from polnews.errors import ArticleError, LanguageError
from polnews.languages import normalise_tag
from polnews.readers.document import Document, Kind, Metadata, compose, parse_day, tidy
from polnews.readers.failures import reads
from polnews.readers.html import read_fragment
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check
from polnews.readers.text import decode

__all__ = ["FIELDS", "read_json", "read_record"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "articleBody", "body", "content", "maintext", "full_text", "fulltext", "body_text",
             "content_html",
             "content_text", "raw_text", "article"),
    "title": ("title", "headline", "name"),
    "lead": ("lead", "description", "summary", "abstract", "subtitle", "teaser"),
    "date": ("date", "datePublished", "date_published", "published", "published_at", "publication_date",
             "date_publish",
             "pubDate", "publish_date"),
    "language": ("language", "lang", "inLanguage"),
    "url": ("url", "link", "source_url", "canonical_url", "source"),
    "author": ("author", "authors", "byline", "creator"),
    "site": ("site", "sitename", "site_name", "source_domain", "hostname", "publisher"),
}  # fmt: skip
"""Names a field is known by, best first: those of schema.org, JSON Feed, trafilatura, news crawlers."""


def read_json(
    data: bytes,
    name: str = "The input",
    *,
    fields: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Document]:
    """Read the articles of a JSON file (an object, or a list of them) or of JSON Lines, one by one.

    Args:
        data: The file.
        name: What to call it in an error.
        fields: Which field of a record holds what, for instance {"text": "body_html"}; see `FIELDS` for the
            names known without being told. Dots reach inside: "article.body".
        limits: How much is read at most.

    Raises:
        ArticleError: It is no JSON, a record has no text, or it is over a limit; the message names the
        record.
    """
    check(name, "bytes", len(data), limits, "bytes")
    for number, (called, record) in enumerate(_records(decode(data, name), name, limits), start=1):
        check(name, "records", number, limits, "entries")
        yield read_record(record, called, fields=fields, limits=limits)


def _records(text: str, name: str, limits: Limits) -> Iterator[tuple[str, object]]:
    """Yield each record with what to call it in an error."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield from _counted(_lines(text, name, limits, error), name)
        return
    if isinstance(whole, dict) and isinstance(whole.get("items"), list) and "version" in whole:  # JSON Feed
        whole = whole["items"]
    yield from _counted(whole, name) if isinstance(whole, list) else [(name, whole)]


def _counted(records: Iterable[object], name: str) -> Iterator[tuple[str, object]]:
    return ((f"{name}, record {number}", record) for number, record in enumerate(records, start=1))


def _lines(text: str, name: str, limits: Limits, whole: Exception) -> Iterator[object]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) < 2:
        raise ArticleError(f"{name} is not JSON: {whole}. Check that it is complete.") from whole
    for number, line in lines:
        check(f"{name}, line {number}", "characters", len(line), limits, "line")
        try:
            yield json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ArticleError(
                f"{name}, line {number} is not JSON: {error}. Write one object a line."
            ) from error


@reads("a record")
def read_record(
    record: object,
    name: str = "The record",
    *,
    fields: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    r"""Read one article from a record.

    Raises:
        ArticleError: It is no object, has no text, or `fields` names what it has not.

    >>> read_record({"headline": "Sofia agrees", "body": "The cabinet met."}).text
    'Sofia agrees\n\nThe cabinet met.'
    """
    if not isinstance(record, Mapping):
        raise ArticleError(f"{name} is no JSON object. Give objects with a text, for instance {_EXAMPLE}.")
    chosen = _chosen(record, name, fields or {})
    title = _line(chosen.get("title"))
    body, dropped = _paragraphs(_text(chosen.get("text")), name, limits)
    if not body:
        raise ArticleError(f"{name} has no text. {_textless(record, fields or {})}")
    lead, _ = _paragraphs(_line(chosen.get("lead")) or "", name, limits)
    head: list[tuple[str, Kind]] = [(title, "title")] if title and not _opens(body, title) else []
    head += [(text, "body") for text, _ in lead if fields and "lead" in fields and not _opens(body, text)]
    metadata = Metadata(
        author=_line(chosen.get("author")),
        site=_line(chosen.get("site")),
        url=_url(chosen.get("url")),
        language=_language(chosen.get("language")),
        dropped=dropped,
    )
    return compose(
        [*head, *body], name, limits, title=title, date=_day(chosen.get("date")), metadata=metadata
    )


def _textless(record: Mapping[Any, Any], fields: Mapping[str, str]) -> str:
    """Say what to do about a record without text: its field for the text is empty, or is not known as one."""
    field = fields.get("text") or next((one for one in FIELDS["text"] if one in record), None)
    if field is not None:
        return f"Its field {field!r} is empty: fill it, or leave the record out."
    has = ", ".join(map(str, list(record)[:20]))
    return f'Its fields: {has}. Say which one holds the text: fields={{"text": "..."}}.'


_EXAMPLE = '{"title": "...", "text": "..."}'


def _chosen(record: Mapping[Any, Any], name: str, fields: Mapping[str, str]) -> dict[str, object]:
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise ArticleError(f"fields: {', '.join(unknown)} is unknown. Possible: {', '.join(FIELDS)}.")
    chosen: dict[str, object] = {}
    for ours, names in FIELDS.items():
        if ours in fields:
            chosen[ours] = _reach(record, fields[ours], name)
        else:
            chosen[ours] = next((record[theirs] for theirs in names if record.get(theirs)), None)
    return chosen


def _reach(record: Mapping[Any, Any], path: str, name: str) -> object:
    value: object = record
    for step in [path] if path in record else path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            raise ArticleError(
                f"{name} has no field {path!r}. Its fields: {', '.join(map(str, list(record)[:20]))}."
            )
        value = value[step]
    return value


def _text(value: object) -> str:
    """A text, or a list of paragraphs."""
    if isinstance(value, list):
        return "\n\n".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


_TAG = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|a|strong|em|span|b|i|blockquote|article)\b[^<>]*>", re.IGNORECASE
)


def _paragraphs(text: str, name: str, limits: Limits) -> tuple[list[tuple[str, Kind]], tuple[Any, ...]]:
    """The paragraphs of a field that is plain text or HTML."""
    if _TAG.search(text):
        return read_fragment(text, name, limits=limits)
    return [(part, "body") for part in re.split(r"\n", tidy(text)) if part.strip()], ()


def _opens(body: list[tuple[str, Kind]], line: str) -> bool:
    return " ".join(body[0][0].split()).casefold() == " ".join(line.split()).casefold()


def _line(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("value")
    if isinstance(value, list):
        value = ", ".join(filter(None, (_line(item) for item in value[:20])))
    return (" ".join(tidy(value).split()) or None) if isinstance(value, str) else None


def _url(value: object) -> str | None:
    line = _line(value)
    return line if line and re.match(r"https?://[^\s<>\"]{1,2000}$", line) else None


def _day(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else parse_day(value)


def _language(value: object) -> str | None:
    line = _line(value)
    try:
        return normalise_tag(line) if line and len(line) < 40 else None
    except LanguageError:
        return None
