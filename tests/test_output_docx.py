"""Word documents: everything a brief says, each text in its language, the same file for the same brief."""

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from polnews import Article, Brief, Summarize, Translate
from polnews.errors import MissingExtraError
from polnews.output.docx import briefs_docx, results_docx
from polnews.testing import FakeEngine

TEXT = """Кабинетът прие закона за водите

Кабинетът прие в понеделник закона за водите. Той струва 120 млн. лв. и влиза в сила през юли 2027 г.

„Водата е за всички“, каза министър Ана Петрова. Опозицията гласува против."""


def _read(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def _languages(document: Any) -> dict[str, str]:
    """The text of every run, with the language Word is told."""
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    runs = (run for paragraph in document.paragraphs for run in paragraph.runs)
    return {run.text: run._r.rPr.find(f"{tag}lang").get(f"{tag}val") for run in runs}


@pytest.fixture
def brief() -> Brief:
    engine = FakeEngine("bg-en", render=lambda text, pair: f"Translated no {len(text)}")
    return Summarize(facts=2, to=Translate(to="en", engine=engine))(Article.from_text(TEXT))


def test_brief_says_in_word_what_it_says_elsewhere(brief: Brief) -> None:
    text = "\n".join(paragraph.text for paragraph in _read(brief.to_docx()).paragraphs)
    told = [brief.headline.text, brief.signature, *(fact.text for fact in brief.facts)]
    told += [" ".join(source.text.split()) for fact in brief.facts for source in fact.sources]
    told += [check.message for fact in brief.facts for check in fact.outcome.checks]
    assert told
    for part in told:
        assert part in text
    assert "Bulgarian → English, translated by fake" in text


def test_every_run_says_its_language(brief: Brief) -> None:
    languages = _languages(_read(brief.to_docx()))
    assert languages[brief.facts[0].text] == "en"
    assert languages[" ".join(brief.facts[0].sources[0].text.split())] == "bg"


def test_right_to_left_texts_are_marked() -> None:
    brief = Summarize(facts=1)(Article.from_text("אושר החוק. NATO הסכים לתקציב ביום שני.", language="he"))
    xml = zipfile.ZipFile(io.BytesIO(brief.to_docx())).read("word/document.xml").decode()
    assert "<w:bidi/>" in xml
    assert "<w:rtl/>" in xml


def test_equal_briefs_are_equal_files(brief: Brief) -> None:
    assert brief.to_docx() == Brief.from_json(brief.to_json()).to_docx()


def test_several_briefs_are_one_document(brief: Brief) -> None:
    document = _read(briefs_docx([brief, brief]))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [brief.headline.text] * 2
    assert 'w:type="page"' in document.element.xml


def test_translation_is_a_table_beside_its_source() -> None:
    article = Article.from_text(TEXT)
    translation = Translate(to="en", engine=FakeEngine("bg-en"))(article)
    (table,) = _read(results_docx([translation])).tables
    rows = [[cell.paragraphs[0].text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["English", "Bulgarian"]
    assert rows[1:] == [[pair.target.clean, pair.source.clean] for pair in translation.pairs]
    found = [check.message for check in translation.pairs[1].checks]
    assert found
    assert all(message in table.rows[2].cells[0].text for message in found)


def test_our_own_reader_reads_what_we_write(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(brief.to_docx())
    assert brief.facts[0].text in Article.from_file(path, language="en").text


def test_characters_word_refuses_do_not_stop_it() -> None:
    article = Article.from_text("Sofia\x01 agrees\x08 on Monday with Plovdiv.", language="en")
    assert _read(Summarize(facts=1)(article).to_docx()).paragraphs


def test_without_python_docx_says_what_to_install(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r'pip install "polnews\[docx\]"'):
        brief.to_docx()
