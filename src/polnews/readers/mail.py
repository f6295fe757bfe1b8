"""E-mails to documents: the newsletter or press release in them, in its fullest form."""

import datetime
import email
import email.header
import email.message
import email.policy
import email.utils
import re

from polnews.errors import ArticleError
from polnews.readers.document import Document, Dropped, Kind, Metadata, compose, tidy
from polnews.readers.failures import reads
from polnews.readers.html import decode_html, read_fragment
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check
from polnews.readers.text import decode

__all__ = ["read_mail"]

_BOUNDARY = re.compile(rb"^--\S", re.MULTILINE)


@reads("an e-mail")
def read_mail(data: bytes, name: str = "The mail", *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the article of an e-mail: the subject is the title, date and sender come from its head.

    Attachments are left out and counted.

    Raises:
        ArticleError: It holds no text, or more parts or bytes than the limits allow.
        MissingExtraError: It is HTML only, and lxml is not installed.
    """
    check(name, "bytes", len(data), limits, "bytes")
    _check_nesting(data, name, limits)
    unlabelled = data.partition(b"\n")[2] if data.startswith(b"From ") else data
    message = email.message_from_bytes(unlabelled, policy=email.policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    check(name, "parts", len(parts), limits, "parts")
    paragraphs, plain, dropped = _body(parts, name, limits)
    subject = _header(message, "subject")
    sender = _name_in(_header(message, "from"))
    metadata = Metadata(author=sender, site=_list_name(message), dropped=dropped)
    if paragraphs:
        head: list[tuple[str, Kind]] = [(subject, "title")] if subject else []
        return compose(
            [*head, *paragraphs], name, limits, title=subject, date=_day(message), metadata=metadata
        )
    check(name, "characters of text", len(plain), limits, "characters")
    return Document(f"{subject}\n\n{plain}" if subject else plain, (), subject, _day(message), metadata)


def _check_nesting(data: bytes, name: str, limits: Limits) -> None:
    """Refuse too many boundaries before they are parsed: the standard parser is slow on deep nesting."""
    declared = len(re.findall(rb"boundary\s*=", data, re.IGNORECASE))
    check(name, "multiparts", declared, limits, "parts")
    check(name, "part boundaries", len(_BOUNDARY.findall(data)) if declared else 0, limits, "entries")
    lines = data.count(b"\n")
    if declared > 3 and lines * declared > _MOST_COMPARED:
        raise ArticleError(f"{name} has {declared} multiparts in {lines:,} lines: it is no mail people sent.")


_MOST_COMPARED = 3_000_000
"""Lines times multiparts: the parser compares each line with each boundary. 20 MB are 250,000 lines."""
_LONGEST_HEADER = 5_000
"""Characters of a header looked at; a subject has a hundred, a line of mail 998 at most."""


def _body(
    parts: list[email.message.Message], name: str, limits: Limits
) -> tuple[list[tuple[str, Kind]], str, tuple[Dropped, ...]]:
    """The paragraphs of a mail's HTML, or its plain text when that says much more; often it is a stub."""
    attached = 0
    plain: list[str] = []
    html: list[str] = []
    for part in parts:
        content = part.get_content_type()
        if part.get_content_disposition() == "attachment" or content not in ("text/plain", "text/html"):
            attached += 1
            continue
        text = _text(part, name, content == "text/html")
        if text.strip():
            (html if content == "text/html" else plain).append(text)
    dropped = (Dropped("attachment", attached),) if attached else ()
    text = _lines("\n\n".join(plain))
    from_html, left_out = _from_html(html, name, limits)
    length = sum(len(paragraph) for paragraph, _ in from_html)
    if from_html and length * 2 >= len(text):
        return from_html, "", (*dropped, *left_out)
    if not text:
        raise ArticleError(f"{name} holds no text. Give a mail with a text or HTML part.")
    return [], text, dropped


def _from_html(
    html: list[str], name: str, limits: Limits
) -> tuple[list[tuple[str, Kind]], tuple[Dropped, ...]]:
    paragraphs: list[tuple[str, Kind]] = []
    counts: dict[str, tuple[int, int]] = {}
    for markup in html:
        found, dropped = read_fragment(markup, name, limits=limits)
        paragraphs += found
        for item in dropped:
            pieces, characters = counts.get(item.what, (0, 0))
            counts[item.what] = (pieces + item.pieces, characters + item.characters)
    return paragraphs, tuple(Dropped(what, *counts[what]) for what in sorted(counts))


def _text(part: email.message.Message, name: str, is_html: bool) -> str:
    try:
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - a broken transfer encoding makes an empty part, not a broken mail
        return ""
    if not isinstance(data, bytes) or not data.strip():
        return ""
    charset = part.get_param("charset")
    charset = charset if isinstance(charset, str) else None
    if is_html:
        return decode_html(data, name, charset)
    text = _decoded(data, charset, name)
    if str(part.get_param("format", "")).lower() == "flowed":
        return _unflow(text, str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _decoded(data: bytes, charset: str | None, name: str) -> str:
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeError, ValueError):
        try:
            return decode(data, name)
        except ArticleError:
            return data.decode("utf-8", errors="replace")


def _unflow(text: str, delete_space: bool) -> str:
    """Undo the wrapping of format=flowed (RFC 3676): a line that ends in a space goes on in the next."""
    lines: list[str] = []
    open_line = False
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = raw[1:] if raw.startswith(" ") else raw
        if open_line:
            lines[-1] = (lines[-1][:-1] if delete_space else lines[-1]) + line
        else:
            lines.append(line)
        open_line = line.endswith(" ") and line != "-- "
    return "\n".join(lines)


def _lines(text: str) -> str:
    """Plain text without the signature, its lines kept: the article layer undoes hard wraps."""
    text = re.split(r"\n-- \n", text.replace("\r\n", "\n").replace("\r", "\n"))[0]
    return "\n\n".join(filter(None, map(tidy, re.split(r"\n[^\S\n]*\n", text))))


def _header(message: email.message.Message, key: str) -> str | None:
    try:
        raw = str(message.get(key) or "")[:_LONGEST_HEADER]
        pieces = email.header.decode_header(raw)
    except Exception:  # noqa: BLE001 - a broken head is no head
        return None
    try:
        text = str(email.header.make_header(pieces))
    except (LookupError, ValueError):  # an unknown or a wrong encoding
        text = " ".join(p if isinstance(p, str) else p.decode("utf-8", errors="replace") for p, _ in pieces)
    return " ".join(tidy(text).split()) or None


_MAILBOX = re.compile(r"[\"']?([^<>\"]{1,300}?)[\"']?\s*<[^<>]*>")


def _name_in(header: str | None) -> str | None:
    """The name in front of an address: "Example News <news@news.example>"."""
    match = _MAILBOX.match(header) if header else None
    return match.group(1).strip() or None if match else None


def _list_name(message: email.message.Message) -> str | None:
    """The name of the mailing list, as in `List-Id: News <news.example.org>`."""
    return _name_in(_header(message, "list-id"))


def _day(message: email.message.Message) -> datetime.date | None:
    try:
        return email.utils.parsedate_to_datetime(_header(message, "date") or "").date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
