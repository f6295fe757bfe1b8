"""Web pages to documents: the story, its title and headings; the page's furniture is left out and counted.

trafilatura says which text of a page is its story; the paragraphs and headings are those of the page itself.
What trafilatura missed between and around them is put back when it is set like the rest, what is furniture by
its element, class or heading is taken out.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence

from polnews.errors import ArticleError
from polnews.extras import load
from polnews.readers.blocks import Element, PageBlock, page_blocks
from polnews.readers.document import Document, Dropped, Kind, Metadata, compose
from polnews.readers.failures import reads
from polnews.readers.furniture import HIDDEN_TAGS
from polnews.readers.head import Head, read_head
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check
from polnews.readers.story import Chosen, choose
from polnews.readers.text import decode

__all__ = ["decode_html", "read_fragment", "read_html"]

EXTRA = "html"


@reads("a web page")
def read_html(
    data: bytes | str,
    name: str = "The page",
    *,
    limits: Limits = DEFAULT_LIMITS,
    charset: str | None = None,
    url: str | None = None,
) -> Document:
    """Read the article of a web page.

    Args:
        data: The page, as bytes or decoded.
        name: What to call it in an error.
        limits: How much is read at most.
        charset: Encoding a server named, if any.
        url: Address the page came from, if any.

    Raises:
        ArticleError: There is no article in it, it is over a limit, or it is no page.
        MissingExtraError: trafilatura is not installed.
    """
    check(name, "bytes", len(data), limits, "bytes")
    page = data if isinstance(data, str) else decode_html(data, name, charset)
    tree = _parse(page, name, limits)
    elements = list(tree.iter())  # kept, so that lxml need not make them again for every walk
    head = read_head(tree)
    check(name, "characters of text", _visible(elements), limits, "characters")
    blocks, hidden, chosen = _story(tree, head, by_name=True)
    if not chosen.blocks:  # the story itself stands in elements named like furniture
        blocks, hidden, chosen = _story(_parse(page, name, limits), head, by_name=False)
    paragraphs, title = _titled(blocks, chosen, head)
    kept = {*chosen.blocks, -1 if chosen.title is None else chosen.title}
    dropped = _dropped(blocks, kept, hidden)
    metadata = Metadata(head.author, head.site, head.url or url, head.language, dropped)
    return compose(paragraphs, name, limits, title=title, date=head.date, metadata=metadata)


def _visible(elements: Sequence[Element]) -> int:
    """Characters of a page outside its scripts and styles, menus and all."""
    return sum(
        len(element.tail or "") + (0 if element.tag in HIDDEN_TAGS else len(element.text or ""))
        for element in elements
    )


def _story(tree: Element, head: Head, *, by_name: bool) -> tuple[list[PageBlock], dict[str, int], Chosen]:
    blocks, hidden, flagged = page_blocks(tree, by_name)
    for element in flagged:
        element.drop_tree()
    return blocks, hidden, choose(blocks, _main_text(tree), head)


@reads("HTML")
def read_fragment(
    markup: str, name: str, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[list[tuple[str, Kind]], tuple[Dropped, ...]]:
    """Read HTML that is content already: a feed's summary, a mail, a field of a record.

    Returns:
        Its paragraphs with their kinds, and what was left out: hidden text, forms, menus.
    """
    check(name, "bytes", len(markup), limits, "bytes")
    if not markup.strip():
        return [], ()
    blocks, hidden, _ = page_blocks(_parse(markup, name, limits))
    kept = {i for i, block in enumerate(blocks) if block.reason is None}
    return [(blocks[i].text, _kind(blocks[i])) for i in sorted(kept)], _dropped(blocks, kept, hidden)


# --- decoding and parsing -----------------------------------------------------------------------------------

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_NOT_IN_PAGES = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode_html(data: bytes, name: str = "The page", charset: str | None = None) -> str:
    """Return a page as text: by byte order mark, the server's word, the page's own, else by its bytes.

    Bytes that are none in the encoding become U+FFFD, as in a browser.

    >>> decode_html('<meta charset="windows-1251"><p>Съвет'.encode("cp1251"))
    '<meta charset="windows-1251"><p>Съвет'
    """
    if not data.strip():
        raise ArticleError(f"{name} is empty. Give a page that holds the text of an article.")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-8-sig" if data[0] == 0xEF else "utf-16", errors="replace")
    start = data[:4096]
    declared = [
        match.group(1).decode("ascii") for p in (_XML_CHARSET, _META_CHARSET) if (match := p.search(start))
    ]
    for encoding in (charset, *declared, "utf-8"):
        text = _decoded(data, encoding)
        if text is not None:
            return text
    try:
        return decode(data, name)
    except ArticleError:
        return data.decode("utf-8", errors="replace")


def _decoded(data: bytes, encoding: str | None) -> str | None:
    if not encoding:
        return None
    if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        encoding = "cp1252"  # what browsers take these names for
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _parse(page: str, name: str, limits: Limits) -> Element:
    """Parse a page, or refuse one that is too large or too deep to be an article."""
    check(name, "tags", page.count("<") / 2, limits, "elements")
    _check_attributes(page, name)
    etree = load("lxml.etree", EXTRA, "Reading web pages")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    html = load("lxml.html", EXTRA, "Reading web pages")
    parser.set_element_class_lookup(html.HtmlElementClassLookup())
    tree = etree.fromstring(_NOT_IN_PAGES.sub("\ufffd", page).encode("utf-8"), parser)
    if tree is None:
        raise ArticleError(f"{name} is no web page. Give one that holds the text of an article.")
    _measure(tree, name, limits)
    return tree


_MOST_ATTRIBUTES = 2_000
"""Of one element; pages have dozens. The parser's time grows with their square."""


def _check_attributes(page: str, name: str) -> None:
    first, *others = re.split(r"<script\b", page, flags=re.IGNORECASE)
    for markup in (first, *(other.partition("</")[2] for other in others)):
        for piece in markup.split("<"):
            if len(piece) > _MOST_ATTRIBUTES and len(piece.partition(">")[0].split()) > _MOST_ATTRIBUTES:
                raise ArticleError(
                    f"{name} has an element with thousands of attributes: it is no page people made."
                )


def _measure(tree: Element, name: str, limits: Limits) -> None:
    depth = count = 0
    walk = load("lxml.etree", EXTRA, "Reading web pages").iterwalk(tree, events=("start", "end"))
    for event, _ in walk:
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        if depth > limits.depth:
            check(name, "elements inside one another", depth, limits, "depth")
        if count > limits.elements:
            check(name, "elements", count, limits, "elements")


def _main_text(tree: Element) -> str:
    """What trafilatura takes for the story; "" when it finds none."""
    trafilatura = load("trafilatura", EXTRA, "Reading web pages")
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, fast=True)
    return found.text or "" if found is not None else ""


# --- composing ----------------------------------------------------------------------------------------------


def _titled(
    blocks: Sequence[PageBlock], chosen: Chosen, head: Head
) -> tuple[list[tuple[str, Kind]], str | None]:
    """The story with its title first: the one the page shows, else the one it declares."""
    story: list[tuple[str, Kind]] = [(blocks[i].text, _kind(blocks[i])) for i in chosen.blocks]
    title = blocks[chosen.title].text if chosen.title is not None else _declared(head)
    if title is None or not story:
        return story, title
    title = " ".join(title.split())
    return [(title, "title"), *story], title


_SITE = re.compile(r"\s+[|–—·«»:-]+\s+[^|–—·«»]{2,40}$")


def _declared(head: Head) -> str | None:
    """The title in the head of a page, without the name of the site behind it."""
    return head.title or (_SITE.sub("", head.page_title) if head.page_title else None)


def _kind(block: PageBlock) -> Kind:
    return "table" if block.kind == "table" else "heading" if block.heading else "body"


def _dropped(
    blocks: Sequence[PageBlock], kept: Container[int], hidden: dict[str, int]
) -> tuple[Dropped, ...]:
    pieces: Counter[str] = Counter(hidden)
    characters: Counter[str] = Counter()
    for i, block in enumerate(blocks):
        if i not in kept:
            what = block.reason or "outside the story"
            pieces[what] += 1
            characters[what] += len(block.text)
    return tuple(Dropped(what, pieces[what], characters[what]) for what in sorted(pieces))
