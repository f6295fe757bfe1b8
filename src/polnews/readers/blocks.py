"""A parsed web page as a list of blocks: paragraphs, headings, items and rows, with what is around them."""

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

from polnews.readers.furniture import HIDDEN_TAGS, furniture

__all__ = ["PROSE", "Element", "PageBlock", "page_blocks"]

Element: TypeAlias = Any  # of lxml, which is loaded only when a page is read

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "picture",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LAYOUT = frozenset("p div section article table ul ol h1 h2 h3 h4 blockquote center".split())  # noqa: SIM905
PROSE = 80
"""Characters from which a block with few links counts as running text; shorter ones are as often labels."""
_LONG_CELL = 200
"""Characters: a table cell with more holds running text, so that the table is there for the layout."""


@dataclass(slots=True)
class PageBlock:
    """A piece of text a page shows as a unit.

    `kind` is the tag that holds it ("table" for a row of data), `element` the one it is laid out in, `reason`
    why it looks like furniture, `linked` how many of its characters are links.
    """

    text: str
    kind: str
    element: Element
    reason: str | None
    linked: int

    @property
    def prose(self) -> bool:
        """Running text: long enough, and not mainly links."""
        return len(self.text) >= PROSE and self.linked * 2 < len(self.text)

    @property
    def heading(self) -> bool:
        """Set as a heading."""
        return self.kind in _HEADINGS


def page_blocks(root: Element, by_name: bool = True) -> tuple[list[PageBlock], dict[str, int], list[Element]]:
    """Return the blocks of a page in order, and what it holds that is none: scripts, furniture.

    Args:
        root: The root element of a page parsed by lxml; its depth was checked before.
        by_name: Judge elements by class and id, not only by what they are.

    Returns:
        The blocks, how many elements nobody sees there are of each kind, and the elements that are furniture.
    """
    walker = _Walker(_weights(root), root, by_name)
    walker.visit(root, "body", None, False, root)
    walker.flush("body", root, None)
    return walker.blocks, walker.hidden, walker.flagged


def _weights(root: Element) -> dict[Element, int]:
    """For each element, its characters of running text: text nodes too long to be labels, outside links."""
    weights: dict[Element, int] = {}
    for element in reversed(list(root.iter())):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        own = weights.get(element, 0)
        if tag in HIDDEN_TAGS or tag == "a":
            own = 0
        elif element.text and len(element.text) > 40:
            own += len(element.text)
        weights[element] = own
        parent = element.getparent()
        if parent is not None:
            tail = element.tail
            weights[parent] = weights.get(parent, 0) + own + (len(tail) if tail and len(tail) > 40 else 0)
    return weights


class _Walker:
    """Walks a page and cuts its text at every element that is not inline."""

    def __init__(self, weights: dict[Element, int], root: Element, by_name: bool) -> None:
        self.blocks: list[PageBlock] = []
        self.hidden: dict[str, int] = {}
        self.flagged: list[Element] = []
        self._weights = weights
        self._by_name = by_name
        self._half = weights.get(root, 0) / 2
        self._pieces: list[str] = []
        self._linked = 0

    def visit(self, element: Element, kind: str, reason: str | None, in_link: bool, parent: Element) -> None:
        self._add(element.text, in_link)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                pass
            elif tag in HIDDEN_TAGS:
                self.hidden[tag] = self.hidden.get(tag, 0) + 1
            elif tag == "br":
                self._pieces.append("\n")
            elif tag in _INLINE:
                self._inline(child, kind, reason, in_link, parent)
            elif tag == "table" and _is_data(child):
                self.flush(kind, parent, reason)
                self._rows(child, reason or self._furniture(child))
            else:
                self.flush(kind, parent, reason)
                inner = reason or self._furniture(child)
                self.visit(child, tag, inner, in_link, child)
                self.flush(tag, child, inner)
            self._add(child.tail, in_link)

    def _inline(self, child: Element, kind: str, reason: str | None, in_link: bool, parent: Element) -> None:
        why = None if reason or not child.attrib else self._furniture(child)
        if why is None:
            self.visit(child, kind, reason, in_link or child.tag == "a", parent)
            return
        self.flush(kind, parent, reason)
        self.visit(child, kind, why, in_link or child.tag == "a", parent)
        self.flush(kind, parent, why)

    def flush(self, kind: str, parent: Element, reason: str | None) -> None:
        """End a block: what was gathered becomes one, or several where two line breaks stand."""
        text = "".join(self._pieces)
        linked = self._linked
        self._pieces.clear()
        self._linked = 0
        if not text or text.isspace():
            return
        for part in _parts(text):
            if bare := part.strip():
                self.blocks.append(PageBlock(bare, kind, parent, reason, min(linked, len(bare))))

    def _add(self, text: str | None, in_link: bool) -> None:
        if text:
            self._pieces.append(text.replace("\n", " ").replace("\r", " "))
            if in_link:
                self._linked += len(" ".join(text.split()))

    def _furniture(self, element: Element) -> str | None:
        """Why an element is furniture; what holds most of the running text is none, whatever its name."""
        reason = furniture(element, self._by_name)
        if reason is None:
            return None
        listing = reason in ("comments", "related") and next(element.iter("h1"), None) is None
        if reason != "hidden" and not listing and self._weights.get(element, 0) > self._half:
            return None
        self.flagged.append(element)
        return reason

    def _rows(self, table: Element, reason: str | None) -> None:
        for row in table.iter("tr"):
            cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("td", "th")]
            text = " | ".join(cells)
            if text.strip(" |"):
                self.blocks.append(PageBlock(text, "table", table, reason, 0))


def _parts(text: str) -> list[str]:
    """Text with its blanks folded, in as many parts as two line breaks make of it."""
    if "\n" not in text:
        return [" ".join(text.split())]
    return re.split(r"\n\n+", re.sub(r" *\n *", "\n", re.sub(r"[^\S\n]+", " ", text)))


def _is_data(table: Element) -> bool:
    """A table of data: no paragraphs or tables in its cells, and no cell of running text."""
    for element in table.iter():
        if (
            element is not table
            and element.tag in _LAYOUT
            and not (element.tag == "p" and len(element.getparent()) == 1)
        ):
            return False
        if element.tag == "td" and len("".join(element.itertext())) > _LONG_CELL:
            return False
    return next(table.iter("tr"), None) is not None
