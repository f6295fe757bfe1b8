# ruff: noqa: E402 - samples of damaged and foreign markup
"""Hostile input is refused with a reason, or read; it crashes nothing. Time and memory are measured by hand, not here."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from polnews import Article
from polnews.errors import ArticleError, PolnewsError
from polnews.readers import Limits

from .loading import load

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(Path(__file__).parent))
from documents import Told, as_docx, as_pdf, told

SENTENCE = "The cabinet in Sofia agreed on Tuesday to raise the budget for schools by a third. "
MAIL = "From: News <n@news.example>\r\nSubject: Schools\r\nMIME-Version: 1.0\r\nMessage-ID: <1@x>\r\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))


@pytest.fixture(scope="module")
def fuzzing() -> ModuleType:
    """scripts/fuzz_readers.py as a module."""
    return load(ROOT / "scripts" / "fuzz_readers.py")


SEED = 11


@pytest.mark.parametrize("reader", ["docx", "feed", "html", "json", "mail", "markdown", "pdf", "text"])
def test_damaged_input_raises_nothing_but_our_errors(reader: str, fuzzing: ModuleType) -> None:
    """Twenty damaged inputs a reader; thousands: python scripts/fuzz_readers.py 2000."""
    print(f"seed {SEED}")
    tally = fuzzing.fuzz(reader, 20, SEED)
    assert tally.read + tally.refused == 40
    assert tally.refused


def test_fuzzing_notices_what_it_is_there_for(fuzzing: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> object:
        raise KeyError(data[:1])

    monkeypatch.setattr(fuzzing, "direct", lambda name: broken)
    with pytest.raises(AssertionError, match="text, seed 5, input 0: KeyError"):
        fuzzing.fuzz("text", 1, 5)


def docx_with(member: str, body: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(as_docx(told("en")[0])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, body if name == member else source.read(name))
    return out.getvalue()


def pdf_with(old: bytes, new: bytes) -> bytes:
    data = as_pdf(told("en")[0])
    assert old in data
    return data.replace(old, new)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: docx_with("word/document.xml", b" " * 120_000_000), "unpacked"),
    "many members": (lambda: _many_members(3000), "members"),
    "zip of nothing Word": (lambda: _zip({"a.txt": b"x"}), "no Word document"),
    "entities in DOCX": (
        lambda: docx_with("word/document.xml", f"<!DOCTYPE a [{BOMB}]><w:document {W}><w:body>&e9;</w:body></w:document>".encode()),
        "Word document",
    ),
    "deep DOCX": (
        lambda: docx_with("word/document.xml", f"<w:document {W}>{'<w:sdt>' * 3000}{'</w:sdt>' * 3000}</w:document>".encode()),
        "Word document",
    ),
    "DOCX of empty paragraphs": (lambda: docx_with("word/document.xml", b"<w:p/>" * 2_000_000), "elements"),
    "entities in a feed": (lambda: f"<!DOCTYPE rss [{BOMB}]><rss><channel><item><title>&e9;</title></item></channel></rss>".encode(), "entities"),
    "entities in UTF-16": (lambda: f"<!DOCTYPE rss [{BOMB}]><rss><channel/></rss>".encode("utf-16"), "entities"),
    "deep feed": (lambda: b"<rss><channel>" + b"<a>" * 10_000, "inside one another"),
    "large broken feed": (lambda: b"<rss><channel><item><title>" + b"<" * 600_000, "well-formed"),
    "deep page": (lambda: b"<html><body>" + b"<div>" * 50_000 + b"x", "inside one another"),
    "page of tags": (lambda: b"<html><body>" + b"<p>x</p>" * 100_000, "tags"),
    "page of attributes": (lambda: b"<html><body><p " + b" ".join(b"a%d=b" % n for n in range(50_000)) + b">x", "attributes"),
    "line of 50 MB": (lambda: b"a b " * 12_500_000, "bytes"),
    "line of 4 MB": (lambda: b"a b " * 1_000_000, "characters"),
    "invalid UTF-8": (lambda: "Съветът реши. ".encode() * 20 + b"\xff\xfe\xfd" + "Край. ".encode(), "damaged"),
    "surrogates in UTF-8": (lambda: SENTENCE.encode() + "Съвет".encode() * 9 + b"\xed\xa0\x80", "damaged"),
    "NUL": (lambda: b"\0" * 1000, "empty|binary|damaged"),
    "deep JSON": (lambda: b'{"text":' * 100_000, "JSON"),
    "large number in JSON": (lambda: b'{"text": "a", "n": ' + b"9" * 10_000 + b"}", "JSON"),
    "JSON without text": (lambda: b'{"a": 1}', "fields="),
    "mail of 1,000 parts": (
        lambda: (MAIL + "Content-Type: multipart/mixed; boundary=B\r\n\r\n" + "--B\r\n\r\nx\r\n" * 1000 + "--B--").encode(),
        "parts",
    ),
    "mail in mail": (lambda: (MAIL + "Content-Type: message/rfc822\r\n\r\n" * 3000).encode(), "nested|no text"),
    "nested parts": (
        lambda: (MAIL + "".join(f"Content-Type: multipart/mixed; boundary=B{n}\r\n\r\n--B{n}\r\n" for n in range(500))).encode(),
        "parts",
    ),
    "mail of attachments": (lambda: (MAIL + "Content-Type: application/pdf\r\n\r\nx").encode(), "no text"),
    "PDF whose pages hold themselves": (lambda: pdf_with(b"/Kids [7 0 R", b"/Kids [2 0 R"), "PDF|text"),
    "PDF of a picture": (lambda: _scan(), "it is a scan"),
    "PDF cut short": (lambda: as_pdf(told("en")[0])[:900], "PDF|text"),
    "columns whose lines are mixed": (lambda: as_pdf(_long(), columns=2, mixed=True), "columns"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
}  # fmt: skip


def _long() -> Told:
    first, second = told("de")[:2]
    return replace(first, sentences=first.sentences + second.sentences)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def _many_members(count: int) -> bytes:
    return _zip({f"word/{n}.xml": b"" for n in range(count)})


def _scan() -> bytes:
    """A PDF page that shows a picture and no text."""
    data = as_pdf(told("en")[0])
    picture = b"/XObject << /I 9 0 R >> /Font << >>"
    start = data.index(b"BT /F1")
    end = data.index(b"endstream", start)
    body = data[:start] + b"q 500 0 0 700 0 0 cm /I Do Q\n" + b" " * (end - start - 29) + data[end:]
    body = body.replace(b"/Font << /F1 3 0 R >>", picture)
    image = b"9 0 obj\n<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\0\nendstream\nendobj\n"
    return body.replace(b"xref\n0", image + b"xref\n0", 1)


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_hostile_input_is_refused_with_a_reason(what: str) -> None:
    make, reason = REFUSED[what]
    with pytest.raises(ArticleError, match=reason):
        Article.from_bytes(make())


def test_a_pdf_form_that_draws_itself_ends() -> None:
    data = pdf_with(b"/Font << /F1 3 0 R >>", b"/Font << /F1 3 0 R >> /XObject << /X 8 0 R >>")
    data = data.replace(b"BT /F1", b"/X Do\nBT /F1", 1)
    try:
        assert Article.from_bytes(data).segments
    except PolnewsError as error:
        assert str(error)


def test_time_for_a_pdf_is_bounded() -> None:
    with pytest.raises(ArticleError, match=r"limits=Limits\(seconds="):
        Article.from_bytes(as_pdf(told("en")[0]), limits=Limits(seconds=0))


def test_lone_surrogates_in_json_become_replacement_characters() -> None:
    data = json.dumps({"title": "Sofia agrees \ud800", "text": SENTENCE * 2 + "\udfff"}).encode()
    article = Article.from_bytes(data)
    assert article.title == "Sofia agrees \ufffd"
    assert Article.from_json(article.to_json()) == article


def test_direction_marks_and_zero_widths_stay_in_text_and_out_of_clean() -> None:
    article = Article.from_text(
        f"Sofia agrees to the \u202escho\u202col bud\u200bget\n\n{SENTENCE}{SENTENCE.replace('Sofia', 'Ruse')}"
    )
    assert "\u202e" in article.text
    assert article.segments[0].clean == "Sofia agrees to the school budget"


def test_limits_are_options() -> None:
    text = (SENTENCE * 30).encode()
    with pytest.raises(ArticleError, match=r"limit is 1,000.*limits=Limits\(bytes=3000\)"):
        Article.from_bytes(text, limits=Limits(bytes=1000))
    assert Article.from_bytes(text, limits=Limits(bytes=3000))
    with pytest.raises(ArticleError, match="0 or more"):
        Limits(pages=-1)
