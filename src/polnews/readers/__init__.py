"""Any input to documents: the format is told by content, and one reader per format does the rest."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from polnews.errors import ArticleError
from polnews.readers.document import Document
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check
from polnews.readers.sniff import Format, sniff

__all__ = ["DEFAULT_LIMITS", "Document", "Limits", "Source", "input_name", "read_document", "read_documents",
           "read_limited", "read_source"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of an input, and what is known of where they came from.

    `name` is what to call it in an error; `source` the base name of a file, None for bytes; `url` and
    `charset` are those a server gave.
    """

    data: bytes
    name: str
    source: str | None = None
    url: str | None = None
    charset: str | None = None


def input_name(source: str | None, otherwise: str = "The input") -> str:
    """Return what to call an input in an error."""
    return source if source and source.strip() else otherwise


def read_source(source: str | Path | bytes, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return what a path, a URL or bytes hold. Only a URL reaches the network.

    Raises:
        ArticleError: There is no such file, or it is too large.
        NetworkError: The URL cannot be read.
    """
    if isinstance(source, bytes):
        return Source(source, "The input")
    from polnews.readers.fetch import fetch, is_url

    if isinstance(source, str) and is_url(source):
        page = fetch(source, limits=limits)
        return Source(page.data, page.url, None, page.url, page.charset)
    name = Path(source).name
    return Source(read_limited(source, limits), name, name)


def read_limited(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of a file, or refuse one that is larger than the limit before it fills the memory.

    Raises:
        ArticleError: There is no such file, it may not be read, or it is too large.
    """
    from polnews.readers.text import read_bytes

    data = read_bytes(path, limits.bytes + 1)
    check(Path(path).name, "bytes", len(data), limits, "bytes")
    return data


def read_documents(
    data: bytes,
    name: str = "The input",
    *,
    limits: Limits = DEFAULT_LIMITS,
    fields: Mapping[str, str] | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Document]:
    """Read every article of an input: one, or one for each entry of a feed or record of a JSON file.

    Args:
        data: The input.
        name: What to call it in an error.
        limits: How much is read at most.
        fields: For JSON: which field holds what; see `polnews.readers.json.FIELDS`.
        charset: Encoding a server named.
        url: Address it came from.

    Raises:
        ArticleError: It holds no article, is in a format polnews does not read, or is over a limit.
        MissingExtraError: The format needs an optional package; the message says which.
    """
    check(name, "bytes", len(data), limits, "bytes")
    if not data.strip():
        raise ArticleError(f"{name} is empty. Give a file that holds an article.")
    found = sniff(data, name)
    if found == "feed":
        from polnews.readers.feed import read_feed

        yield from read_feed(data, name, limits=limits)
    elif found in ("json", "jsonl"):
        from polnews.readers.json import read_json

        yield from read_json(data, name, fields=fields, limits=limits)
    elif found == "html":
        from polnews.readers.html import read_html

        yield read_html(data, name, limits=limits, charset=charset, url=url)
    else:
        yield _READERS[found](data, name, limits)


def read_document(
    data: bytes,
    name: str = "The input",
    *,
    limits: Limits = DEFAULT_LIMITS,
    charset: str | None = None,
    url: str | None = None,
) -> Document:
    """Read the one article of an input.

    Raises:
        ArticleError: As `read_documents`; or there are several articles in it.
    """
    documents = read_documents(data, name, limits=limits, charset=charset, url=url)
    first = next(documents, None)
    if first is None:
        raise ArticleError(f"{name} holds no article.")
    if next(documents, None) is not None:
        raise ArticleError(f"{name} holds several articles. Read them with Article.all_from({name!r}).")
    return first


def _pdf(data: bytes, name: str, limits: Limits) -> Document:
    from polnews.readers.pdf import read_pdf

    return read_pdf(data, name, limits=limits)


def _docx(data: bytes, name: str, limits: Limits) -> Document:
    from polnews.readers.docx import read_docx

    return read_docx(data, name, limits=limits)


def _mail(data: bytes, name: str, limits: Limits) -> Document:
    from polnews.readers.mail import read_mail

    return read_mail(data, name, limits=limits)


def _markdown(data: bytes, name: str, limits: Limits) -> Document:
    from polnews.readers.markdown import read_markdown

    return read_markdown(data, name, limits=limits)


def _text(data: bytes, name: str, limits: Limits) -> Document:
    from polnews.readers.text import decode
    from polnews.segment import normalise_newlines

    text = normalise_newlines(decode(data, name))
    check(name, "characters of text", len(text), limits, "characters")
    return Document(text)


_READERS: dict[Format, Callable[[bytes, str, Limits], Document]] = {
    "pdf": _pdf, "docx": _docx, "mail": _mail, "markdown": _markdown, "text": _text,
}  # fmt: skip
