"""The pieces a Word document of ours is made of. The only writer that uses python-docx."""

import datetime
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from polnews.extras import load
from polnews.languages import direction
from polnews.output.characters import shown

if TYPE_CHECKING:
    from polnews.checks import Check

__all__ = ["Writer"]

Element: TypeAlias = Any  # of python-docx, which is loaded only when a document is written
Said: TypeAlias = tuple[str, str]  # a text and its language

_SOFT = "5B6475"
_COLOURS = {"severe": "A3261B", "warning": "8A5A00", "note": "47607F"}
_INDENT = 0.75
"""Centimetres that numbers hang in front of their text."""
_SMALL = 8.5
"""Points of what stands below a fact; the text has 11, as Word's own."""


class Writer:
    """Builds a document from top to bottom.

    Args:
        title: The document's title, for its properties.
        language: Its main language.

    Raises:
        MissingExtraError: python-docx is not installed.
    """

    def __init__(self, title: str, language: str) -> None:
        load("docx", "docx", "Writing Word documents")
        from docx import Document
        from docx.shared import Cm, Pt

        self._document: Element = Document()
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(11)
        normal.paragraph_format.space_after = Pt(4)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin = section.bottom_margin = Cm(2)
        _number_pages(section)
        self._describe(title, language)

    def _describe(self, title: str, language: str) -> None:
        known = self._document.core_properties
        known.title, known.language = shown(title)[:255], language
        known.author, known.comments = "", "Made by polnews"
        # A document of the same content is the same file: no time of making.
        known.created = known.modified = datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)

    def content(self) -> bytes:
        """Return the file."""
        made = io.BytesIO()
        self._document.save(made)
        return made.getvalue()

    def new_page(self) -> None:
        """Go on on a new page."""
        self._document.add_page_break()

    def heading(self, text: str, language: str, level: int = 1) -> None:
        """Write a heading."""
        from docx.shared import Pt

        paragraph = self._document.add_heading(level=level)
        paragraph.paragraph_format.space_before = Pt(0 if level == 1 else 14)
        _write(paragraph, text, language, size=18 if level == 1 else 12, colour="1D2330")

    def labelled(self, label: str, text: str, language: str) -> None:
        """Write a line with a label in front."""
        paragraph = self._hanging(2.2)
        _write(paragraph, f"{label}\t", "en", colour=_SOFT)
        _write(paragraph, text, language)

    def numbered(self, number: str, text: str, language: str) -> None:
        """Write a line with a number in front."""
        from docx.shared import Pt

        paragraph = self._hanging(_INDENT if len(number) < 4 else 1.1)
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, f"{number}\t", "en", bold=True)
        _write(paragraph, text, language)

    def original(self, text: str, language: str, where: str = "") -> None:
        """Write a sentence as it stands in its article."""
        paragraph = self._paragraph(indented=bool(where))
        if where:
            _write(paragraph, where, "en", size=_SMALL, colour=_SOFT)
        _write(paragraph, text, language, size=9.5, italic=True, colour=_SOFT)

    def small(self, text: str, language: str, *, indented: bool = False) -> None:
        """Write a remark."""
        _write(self._paragraph(indented=indented), text, language, size=_SMALL, colour=_SOFT)

    def alert(self, text: str) -> None:
        """Write what the reader must see first."""
        _write(self._paragraph(), text, "en", bold=True, colour=_COLOURS["severe"])

    def finding(self, check: "Check", *, indented: bool = False) -> None:
        """Write what a check found."""
        _finding(self._paragraph(indented=indented), check)

    def rule(self) -> None:
        """Leave room before the foot."""
        from docx.shared import Pt

        self._document.add_paragraph().paragraph_format.space_before = Pt(10)

    @contextmanager
    def pairs(self, left: str, right: str) -> "Iterator[Callable[[Said, Said, Sequence[Check], bool], None]]":
        """Write a table of two columns whose head is repeated on every page."""
        table = self._document.add_table(rows=1, cols=2)
        table.style = "Table Grid"
        for cell, name in zip(table.rows[0].cells, (left, right), strict=True):
            _write(cell.paragraphs[0], name, "en", bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))

        def add(target: Said, source: Said, checks: "Sequence[Check]", bold: bool) -> None:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
            cells = row.cells
            _write(cells[0].paragraphs[0], *target, bold=bold)
            _write(cells[1].paragraphs[0], *source, bold=bold, colour=_SOFT)
            for check in checks:
                _finding(cells[0].add_paragraph(), check)

        yield add

    def _paragraph(self, *, indented: bool = False) -> Element:
        from docx.shared import Cm

        paragraph = self._document.add_paragraph()
        if indented:
            paragraph.paragraph_format.left_indent = Cm(_INDENT)
        return paragraph

    def _hanging(self, indent: float) -> Element:
        from docx.shared import Cm

        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(indent)
        paragraph.paragraph_format.first_line_indent = Cm(-indent)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(indent))
        return paragraph


def _finding(paragraph: Element, check: "Check") -> None:
    _write(paragraph, f"{check.code}: ", "en", size=_SMALL, bold=True, colour=_COLOURS[check.severity])
    _write(paragraph, check.message, "en", size=_SMALL, colour=_COLOURS[check.severity])


def _write(
    paragraph: Element,
    text: str,
    language: str,
    *,
    size: float | None = None,
    colour: str = "",
    bold: bool = False,
    italic: bool = False,
) -> None:
    """Add a run of text that Word knows the language and direction of."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(shown(text))
    run.bold, run.italic = bold or None, italic or None  # None: as the paragraph's style says
    if size is not None:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    properties = run._r.get_or_add_rPr()
    if direction(language) == "rtl":
        properties.append(_element("w:rtl"))
        _set_right_to_left(paragraph)
    properties.append(_element("w:lang", {"w:val": language, "w:bidi": language}))


def _set_right_to_left(paragraph: Element) -> None:
    properties = paragraph._p.get_or_add_pPr()
    if properties.find(_element("w:bidi").tag) is None:
        properties.insert_element_before(
            _element("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )


def _number_pages(section: Element) -> None:
    """Put the page's number at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph._p.append(_element("w:fldSimple", {"w:instr": "PAGE"}))


def _element(name: str, attributes: "dict[str, str] | None" = None) -> Element:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    return made
