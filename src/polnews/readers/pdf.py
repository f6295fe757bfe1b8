"""PDF files to documents: lines into paragraphs, running heads and page numbers apart, words whole.

A PDF holds lines at places on pages, not paragraphs. What belongs together is told by distance, type size and
sentence ends. Pages are read in the order their lines were written, which is column by column in typeset
files.
"""

import io
import math
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from polnews.errors import ArticleError, LanguageError
from polnews.extras import load
from polnews.languages import normalise_tag
from polnews.readers.document import Document, Dropped, Kind, Metadata, compose
from polnews.readers.failures import reads
from polnews.readers.hyphens import join_hyphens
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check

__all__ = ["read_pdf"]

Foreign: TypeAlias = Any  # an object of pypdf


@reads("a PDF")
def read_pdf(data: bytes, name: str = "The document", *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read the article of a PDF.

    Running heads, page numbers and footers stand behind the text and are set aside. The hyphen of a word
    broken at a line end becomes a soft hyphen, so that the clean form of a segment holds the whole word.

    Raises:
        ArticleError: It is no PDF, is damaged or protected, has no text (a scan), is in columns whose lines
        are mixed,
            or is over a limit.
        MissingExtraError: pypdf is not installed.
    """
    check(name, "bytes", len(data), limits, "bytes")
    try:
        reader, pages = _pages(data, name, limits)
        info = _info(reader)
    except _OutOfTimeError as error:
        raise ArticleError(
            f"{name} took more than {limits.seconds:g} seconds to read. "
            "If you trust it, give it more: limits=Limits(seconds=300)"
        ) from error
    _check_readable(pages, name)
    return _compose(pages, name, limits, info)


class _OutOfTimeError(BaseException):
    """Raised inside the library, which would swallow an `Exception`."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text: where its base line begins in points from the lower left corner, and its type size."""

    page: int
    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class _Page:
    height: float
    lines: tuple[_Line, ...]
    mixed: int
    images: bool


# --- lines of pages -----------------------------------------------------------------------------------------


def _pages(data: bytes, name: str, limits: Limits) -> tuple[Any, list[_Page]]:
    pypdf = load("pypdf", "pdf", "Reading PDF files")
    deadline = time.monotonic() + limits.seconds
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(f"{name} is protected by a password. Save it without one.")
    check(name, "pages", len(reader.pages), limits, "pages")
    pages: list[_Page] = []
    total = 0
    for number, page in enumerate(reader.pages):
        pages.append(_page(page, number, deadline))
        total += sum(len(line.text) for line in pages[-1].lines)
        check(name, "characters of text", total, limits, "characters")
    return reader, pages


def _page(page: Foreign, number: int, deadline: float) -> _Page:
    gatherer = _Gatherer(number, deadline)
    page.extract_text(visitor_text=gatherer.text, visitor_operand_before=gatherer.operand)
    gatherer.end_line()
    box = page.mediabox
    return _Page(float(box.height) or 842.0, tuple(gatherer.lines), gatherer.mixed, _has_images(page))


def _has_images(page: Foreign) -> bool:
    """Whether a page shows pictures, for the word "scan" in an error; a damaged page has none."""
    try:
        objects = page["/Resources"]["/XObject"]
        return any(objects[key].get("/Subtype") == "/Image" for key in list(objects)[:50])
    except Exception:  # noqa: BLE001 - most pages have no such entry, damaged ones have odd ones
        return False


_COLUMN = 150
"""Points from one column to the next, at least: two columns on A5 are 180 apart."""


_BESIDE = 40
"""Points up or down, at most, to a line of the next column that stands beside: two lines of large type."""


_RUNNING = 30
"""Bytes of a text from which it is no cell of a table: one or two stand for a letter."""


def _shown(operands: Foreign) -> int:
    """Bytes shown by an operation: one string, or a list of strings and distances."""
    first = operands[0] if operands else b""
    pieces = first if isinstance(first, list) else [first]
    return sum(len(piece) for piece in pieces if isinstance(piece, str | bytes))


class _Gatherer:
    """Collects the lines of a page from what the library tells while it reads."""

    def __init__(self, number: int, deadline: float) -> None:
        self.lines: list[_Line] = []
        self._jumps: Counter[int] = Counter()
        self._number = number
        self._deadline = deadline
        self._operations = 0
        self._pieces: list[str] = []
        self._place: tuple[float, float, float] | None = None
        self._last: tuple[float, float] | None = None

    def operand(self, operator: bytes, operands: Foreign, cm: Sequence[float], tm: Sequence[float]) -> None:
        self._operations += 1
        if self._operations % 256 == 1 and time.monotonic() > self._deadline:
            raise _OutOfTimeError
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            self._watch_columns(*_place(cm, tm, 1.0)[:2], _shown(operands))

    def _watch_columns(self, x: float, y: float, shown: int) -> None:
        """Note running text that begins to the right of the line before and beside it, by where it begins."""
        if shown < _RUNNING:
            return
        if self._last is not None and abs(y - self._last[1]) < _BESIDE and x - self._last[0] > _COLUMN:
            self._jumps[round(x / 5)] += 1
        self._last = (x, y)

    @property
    def mixed(self) -> int:
        """Lines of the column most often jumped to."""
        return max(self._jumps.values(), default=0)

    def text(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Foreign, size: float) -> None:  # noqa: ARG002
        parts = text.split("\n")
        for at, part in enumerate(parts):
            if at:
                self.end_line()
            if part.strip() and self._place is None:
                self._place = _place(cm, tm, size)
            if part:
                self._pieces.append(part)

    def end_line(self) -> None:
        text = " ".join("".join(self._pieces).split())
        if text and self._place:
            x, y, size = self._place
            self.lines.append(_Line(self._number, x, y, size, text))
        self._pieces.clear()
        self._place = None


def _place(cm: Sequence[float], tm: Sequence[float], size: float) -> tuple[float, float, float]:
    """Where on the page a text begins, and how large its type is there."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
    values = (float(x), float(y), round(abs(float(size) * scale) or 1.0, 1))
    return values if all(map(math.isfinite, values)) else (0.0, 0.0, 1.0)


# --- is it readable -----------------------------------------------------------------------------------------


def _check_readable(pages: Sequence[_Page], name: str) -> None:
    text = "".join(line.text for page in pages for line in page.lines)
    letters = sum(map(str.isalpha, text))
    if letters < 20:
        scan = any(page.images for page in pages)
        what = "holds pictures of pages, but no text: it is a scan" if scan else "holds no text"
        raise ArticleError(
            f"{name} {what}. Run text recognition (OCR) on it, for instance ocrmypdf, and read the result."
        )
    broken = len(re.findall(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\(cid:\d+\)", text))
    if broken * 5 > letters:
        raise ArticleError(
            f"{name} has fonts that do not say which letters they show. Run text recognition (OCR) on it, "
            "for instance ocrmypdf --force-ocr, and read the result."
        )
    lines = sum(len(page.lines) for page in pages)
    mixed = sum(page.mixed for page in pages)
    if mixed > 4 and mixed * 8 > lines:
        raise ArticleError(
            f"{name} is set in columns whose lines are mixed: sentences would run into one another. "
            "Save its text as plain text, or export the PDF again from its source."
        )


# --- furniture ----------------------------------------------------------------------------------------------

_MARGIN = 0.12
"""Share of the page height at the top and at the bottom where running heads and page numbers stand."""
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|s\.|pagina|pag\.|página|pág\.|страница|стр\.?|p\.)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|di|de|от|\||-)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)


def _furniture(pages: Sequence[_Page]) -> frozenset[_Line]:
    """Page numbers, and lines of the margins that stand on several pages, their numbers aside."""
    margins = [line for page in pages for line in page.lines if not _inside(line, page)]
    pages_of: dict[str, set[int]] = {}
    for line in margins:
        pages_of.setdefault(_same(line), set()).add(line.page)
    needed = max(2, len(pages) // 3)
    small = 0.9 * _usual_size([line for page in pages for line in page.lines])
    return frozenset(
        line
        for line in margins
        if _PAGE_NUMBER.fullmatch(line.text) or len(pages_of[_same(line)]) >= needed or line.size < small
    )


def _inside(line: _Line, page: _Page) -> bool:
    return page.height * _MARGIN < line.y < page.height * (1 - _MARGIN)


def _same(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


# --- paragraphs ---------------------------------------------------------------------------------------------


def _compose(pages: Sequence[_Page], name: str, limits: Limits, info: dict[str, str]) -> Document:
    aside = _furniture(pages)
    lines = [line for page in pages for line in page.lines if line not in aside]
    if not lines:
        raise ArticleError(
            f"{name} holds nothing but page heads and numbers. Give a document with running text."
        )
    body_size = _usual_size(lines)
    groups = list(_paragraphs(lines, body_size))
    kinds = _kinds(groups, body_size)
    joined = join_hyphens(["\n".join(line.text for line in group) for group in groups])
    paragraphs: list[tuple[str, Kind]] = list(zip(joined, kinds, strict=True))
    paragraphs += [(line.text, "page-furniture") for page in pages for line in page.lines if line in aside]
    empty = sum(not page.lines for page in pages)
    metadata = Metadata(
        author=info.get("author"),
        language=info.get("language"),
        dropped=(Dropped("page without text", empty),) if empty else (),
    )
    title = next((" ".join(text.split()) for text, kind in paragraphs if kind == "title"), None)
    return compose(paragraphs, name, limits, title=title, metadata=metadata)


def _usual_size(lines: Sequence[_Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _paragraphs(lines: Sequence[_Line], body_size: float) -> Iterator[list[_Line]]:
    leading = _leading(lines, body_size)
    width = _usual_length(lines, body_size)
    group = [lines[0]]
    for before, line in pairwise(lines):
        full = width if line.size <= body_size * _LARGER else 0
        if _breaks(before, line, group[0], leading, full):
            yield group
            group = []
        group.append(line)
    yield group


def _leading(lines: Sequence[_Line], body_size: float) -> float:
    """The usual distance of base lines, in type sizes."""
    steps = Counter(
        round((a.y - b.y) / a.size, 1)
        for a, b in pairwise(lines)
        if a.size == b.size == body_size and a.page == b.page and 0.8 < (a.y - b.y) / a.size < 3
    )
    return min((step for step, n in steps.items() if n * 3 >= max(steps.values())), default=1.2)


def _usual_length(lines: Sequence[_Line], body_size: float) -> int:
    """Characters of a full line: nine lines in ten are shorter."""
    lengths = sorted(len(line.text) for line in lines if line.size == body_size)
    return lengths[len(lengths) * 9 // 10] if lengths else 80


_LARGER = 1.12
"""Times the type size of the text that headings have at least: 12 points over 10.5. Chosen, not fitted."""
_END = re.compile(r"[.!?…:;][\"'“”»«’)\]]*$")


def _breaks(before: _Line, line: _Line, first: _Line, leading: float, width: int) -> bool:
    """Whether a paragraph ends between two lines; with `width` 0, short lines prove nothing."""
    ended = _END.search(before.text) is not None
    if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
        return True
    step = (before.y - line.y) / before.size
    if before.page != line.page or step < -0.5:  # a new page or column
        return ended and not line.text[0].islower()
    if step > leading * 1.25 + 0.05:
        return True
    if step < 0.3:  # the same base line: more of the line
        return False
    indented = (
        line.x - before.x > 0.8 * line.size
        and abs(before.x - first.x) < 0.3 * line.size
        and before is not first
    )
    if ended and indented:
        return True
    return ended and len(before.text) < 0.7 * width and not line.text[0].islower()


def _kinds(groups: Sequence[Sequence[_Line]], body_size: float) -> list[Kind]:
    """Larger type makes headings; the largest, near the beginning, the title."""
    sizes = [group[0].size for group in groups]
    kinds: list[Kind] = ["heading" if size > _LARGER * body_size else "body" for size in sizes]
    opening = [i for i, kind in enumerate(kinds[:6]) if kind == "heading"]
    if opening:
        kinds[max(opening, key=lambda i: (sizes[i], -i))] = "title"
    return kinds


def _info(reader: Foreign) -> dict[str, str]:
    """Author and language as the file states them; a damaged statement is none."""
    found: dict[str, str] = {}
    try:
        author = (reader.metadata or {}).get("/Author")
        if (
            isinstance(author, str)
            and author.strip()
            and author.lower() not in ("anonymous", "(anonymous)", "unknown")
        ):
            found["author"] = " ".join(author.split())[:300]
        language = reader.trailer["/Root"].get("/Lang")
        if isinstance(language, str):
            found["language"] = normalise_tag(language)
    except LanguageError:
        pass
    return found
