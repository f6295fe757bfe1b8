"""Which format a file is in, told by its content. The name of a file proves nothing."""

import re
from typing import Literal

from polnews.errors import ArticleError

__all__ = ["Format", "sniff"]

Format = Literal["html", "feed", "pdf", "docx", "mail", "json", "jsonl", "markdown", "text"]

_START = 4096
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|main|article|meta|title|div|section|p|h1|table)[\s>/]",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(
    rb"(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t\r\n]")
_MAIL_HEADERS = {
    b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"received", b"return-path",
    b"delivered-to",
    b"reply-to", b"content-type", b"content-transfer-encoding", b"list-unsubscribe", b"sender", b"x-mailer",
}  # fmt: skip
_MAIL_PROOF = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"content-type"}


def sniff(data: bytes, name: str = "The input") -> Format:
    """Return the format `data` is in.

    Raises:
        ArticleError: It is a known format polnews does not read; the message names it.

    >>> sniff(b"%PDF-1.7"), sniff(b"<!doctype html><p>Hi"), sniff(b"Sofia agreed."), sniff(b'{"text": "..."}')
    ('pdf', 'html', 'text', 'json')
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data, name)
    start = _as_bytes(data)
    bare = start[_PROLOGUE.match(start).end() :]  # type: ignore[union-attr]  # the pattern matches the empty string
    if _FEED.match(bare):
        return "feed"
    if _HTML.match(bare) or (start.lstrip()[:1] == b"<" and _HTML.search(start)):
        return "html"
    if bare[:1] in (b"{", b"["):
        return _json(data, bare)
    return "mail" if _is_mail(start) else "markdown" if _is_markdown(start) else "text"


def _as_bytes(data: bytes) -> bytes:
    """The start of the data in an ASCII-like encoding without byte order mark: one set of patterns serves."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2 : 2 + 2 * _START].decode(encoding, errors="ignore").encode(errors="ignore")
    if b"\0" in data[:64] and len(data) > 3:  # UTF-16 without a mark
        return data[: 2 * _START].replace(b"\0", b"")
    return data.removeprefix(b"\xef\xbb\xbf")[:_START]


def _zip(data: bytes, name: str) -> Format:
    if b"word/" in data:
        return "docx"
    raise ArticleError(
        f"{name} is a zip file but no Word document (.docx). "
        "Unpack it, or save its text as DOCX, PDF or plain text."
    )


def _json(data: bytes, bare: bytes) -> Format:
    """JSON begins like `{"` or `[{`; text in brackets ("[Sofia] ...") is text."""
    if not re.match(rb'\{\s*["}]|\[\s*(?:[\[{"\]]|$)', bare):
        return "text"
    first, _, rest = data.strip().partition(b"\n")
    if (
        first.lstrip(b"\xef\xbb\xbf").startswith(b"{")
        and first.rstrip().endswith(b"}")
        and rest.lstrip().startswith(b"{")
    ):
        return "jsonl"
    return "json"


def _is_mail(start: bytes) -> bool:
    """A block of header lines with three that mail knows, one of them written by a mail programme."""
    if start.startswith(b"From ") and b"\n" in start:
        start = start.partition(b"\n")[2]
    found = set()
    for line in start.splitlines():
        if line[:1] in (b" ", b"\t"):
            continue
        header = _HEADER.match(line + b"\n")
        if not header:
            break
        found.add(header.group(1).lower())
    known = found & _MAIL_HEADERS
    return (
        len(known) >= 3
        and bool(known & _MAIL_PROOF)
        and bool(known & {b"from", b"subject", b"return-path", b"received"})
    )


_MARKDOWN = (
    re.compile(rb"^#{1,6} +\S.*$", re.MULTILINE),
    re.compile(rb"^\S.*\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    re.compile(rb"(?<!\\)\[[^\]\n]+\]\((?:https?:|/|#|\.|mailto:)[^)\s]*[^)]*\)"),
    re.compile(rb"\*\*[^\s*][^*\n]*\*\*|(?<!\w)__[^\s_][^_\n]*__(?!\w)"),
    re.compile(rb"^(?:```|~~~)", re.MULTILINE),
    re.compile(rb"^\|?(?:[ :]*-{3,}[ :]*\|)+[ :-]*$", re.MULTILINE),
)
_FRONT_MATTER = re.compile(rb"\s*---[ \t]*\r?\n(?:\w[\w-]*:.*\r?\n(?:[ \t-].*\r?\n)*)+---[ \t]*\r?\n")
_FIRST_HEADING = re.compile(rb"\s*#{1,2} +\S")


def _is_markdown(start: bytes) -> bool:
    """Front matter, a heading on the first line, or two kinds of marks that plain news text does not hold."""
    if _FRONT_MATTER.match(start) or _FIRST_HEADING.match(start):
        return True
    text = start.replace(b"\r\n", b"\n")
    return sum(pattern.search(text) is not None for pattern in _MARKDOWN) >= 2
