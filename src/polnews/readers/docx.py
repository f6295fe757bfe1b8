"""Word documents to documents: paragraphs, headings, tables, footnotes; running heads are counted."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, TypeAlias

from polnews.errors import ArticleError, LanguageError
from polnews.extras import load
from polnews.languages import normalise_tag
from polnews.readers.document import Document, Dropped, Kind, Metadata, compose
from polnews.readers.failures import reads
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check

__all__ = ["read_docx"]

Element: TypeAlias = Any  # of lxml and python-docx, which are loaded only when a document is read

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@reads("a Word document")
def read_docx(data: bytes, name: str = "The document", *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the article of a Word document.

    Inserted text counts, deleted text does not. Tables stay in the text, a line a row, and are set aside; so
    are footnotes and endnotes, behind the text. Headers, footers and comments are left out and counted.

    Raises:
        ArticleError: It is no Word document, is damaged or protected, holds no text, or is over a limit.
        MissingExtraError: python-docx is not installed.
    """
    check(name, "bytes", len(data), limits, "bytes")
    _check_zip(data, name, limits)
    document = load("docx", "docx", "Reading Word documents").Document(io.BytesIO(data))
    body = document.element.body
    _measure(body, name, limits)
    styles = _heading_styles(document)
    paragraphs = [*_paragraphs(body, styles), *_notes(document, name, limits)]
    metadata = Metadata(
        author=_property(document, "author"), language=_language(document), dropped=tuple(_dropped(document))
    )
    title = next(
        (" ".join(text.split()) for text, kind in paragraphs if kind == "title" and text.strip()), None
    )
    return compose(paragraphs, name, limits, title=title, metadata=metadata)


def _check_zip(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a zip bomb before a byte is unpacked: zip readers never give more than the size declared."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        check(name, "members", len(members), limits, "members")
        check(name, "bytes when unpacked", sum(member.file_size for member in members), limits, "unpacked")
        if any(member.flag_bits & 1 for member in members):
            raise ArticleError(f"{name} is protected by a password. Save it without one.")
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                check(name, "elements", _tags(archive, member) / _PER_RUN / 2, limits, "elements")


_PER_RUN = 10
"""Elements a run of text takes, most of them about its looks: so many more than on a web page are allowed."""


def _tags(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Tags in a member, counted before a tree of them fills the memory."""
    count = 0
    with archive.open(member) as file:
        while chunk := file.read(1 << 20):
            count += chunk.count(b"<")
    return count


def _measure(body: Element, name: str, limits: Limits) -> None:
    count = depth = 0
    for event, _ in load("lxml.etree", "docx", "Reading Word documents").iterwalk(
        body, events=("start", "end")
    ):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > limits.depth:
            check(name, "elements inside one another", depth, limits, "depth")
        if count > _PER_RUN * limits.elements:
            check(name, "elements", count / _PER_RUN, limits, "elements")


# --- text ---------------------------------------------------------------------------------------------------


def _paragraphs(container: Element, styles: dict[str, Kind]) -> Iterator[tuple[str, Kind]]:
    """The paragraphs of a body in order; those inside content controls, text boxes and insertions too."""
    for child in container:
        if child.tag == f"{_W}p":
            yield _text(child), styles.get(_style(child), "body")
            for box in _text_boxes(child):
                yield from _paragraphs(box, styles)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, styles)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
            yield from _paragraphs(child, styles)


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val")) if style is not None else ""


def _text(paragraph: Element) -> str:
    """The text of a paragraph as shown: without deletions, field codes, and what stands in text boxes."""
    pieces: list[str] = []
    _gather(paragraph, pieces)
    return "".join(pieces)


_SKIPPED = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}txbxContent", f"{_W}instrText",
     f"{_W}delText",
     f"{_W}footnoteReference", f"{_W}endnoteReference", f"{_MC}Fallback"}
)  # fmt: skip
_MARKS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\u00ad",
}


def _gather(element: Element, pieces: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            pieces.append(child.text or "")
        elif tag in _MARKS:
            pieces.append(_MARKS[tag])
        elif tag not in _SKIPPED:
            _gather(child, pieces)


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(ancestor.tag == f"{_MC}Fallback" for ancestor in box.iterancestors()):
            yield box


_LONG_CELL = 200
"""Characters: a table with a longer cell is there for the layout; its cells are read as text."""


def _table(table: Element, styles: dict[str, Kind]) -> Iterator[tuple[str, Kind]]:
    cells = list(table.iter(f"{_W}tc"))
    if any(len(_cell(cell)) > _LONG_CELL for cell in cells):
        for row in table.iterchildren(f"{_W}tr"):
            for cell in row.iterchildren(f"{_W}tc"):
                yield from _paragraphs(cell, styles)
        return
    for row in table.iterchildren(f"{_W}tr"):
        yield " | ".join(_cell(cell) for cell in row.iterchildren(f"{_W}tc")), "table"


def _cell(cell: Element) -> str:
    return " ".join(" ".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p")).split())


# --- what stands around the text ----------------------------------------------------------------------------


def _heading_styles(document: Element) -> dict[str, Kind]:
    """Style ids that are titles or headings: by name, which Word keeps in English, or by outline level."""
    found: dict[str, Kind] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        label = str(name.get(f"{_W}val") or "").lower() if name is not None else ""
        if label == "title":
            found[str(style.get(f"{_W}styleId"))] = "title"
        elif re.fullmatch(r"heading [1-9]", label) or style.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            found[str(style.get(f"{_W}styleId"))] = "heading"
    return found


def _notes(document: Element, name: str, limits: Limits) -> Iterator[tuple[str, Kind]]:
    etree = load("lxml.etree", "docx", "Reading Word documents")
    for kind, blob in _related(document, ("footnotes", "endnotes")):
        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
        _measure(root, name, limits)
        for note in root.iter(f"{_W}{kind[:-1]}"):
            if note.get(f"{_W}type") in (None, "normal"):
                yield " ".join(_text(paragraph) for paragraph in note.iter(f"{_W}p")), "footnote"


def _related(document: Element, kinds: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in kinds and not relation.is_external:
            yield kind, relation.target_part.blob


def _dropped(document: Element) -> Iterator[Dropped]:
    for kind, what in (
        ("comments", "comments"),
        ("footer", "footer"),
        ("header", "header"),
        ("image", "image"),
    ):
        blobs = [blob for _, blob in _related(document, (kind,))]
        if blobs:
            texts = [re.findall(rb"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>", blob) for blob in blobs]
            characters = sum(len(text.decode("utf-8", "replace")) for found in texts for text in found)
            yield Dropped(what, len(blobs), characters if kind != "image" else 0)


def _property(document: Element, key: str) -> str | None:
    value = getattr(document.core_properties, key, None)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if text and text != "python-docx" else None


def _language(document: Element) -> str | None:
    claimed = _property(document, "language")
    try:
        return normalise_tag(claimed) if claimed else None
    except LanguageError:
        return None
