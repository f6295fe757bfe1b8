"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polnews.errors import ArticleError
from polnews.readers.text import decode, read_bytes

BULGARIAN = "Правителството прие решението за Mistral AI през 2025 г.\nСрокът е „кратък“ – до май."
GERMAN = "Der Müller fährt für 5 € über die Brücke – „sofort“.\nSchluß damit."
PORTUGUESE = "A decisão não é fácil: são três opções à espera."


@pytest.mark.parametrize("text", [BULGARIAN, GERMAN, PORTUGUESE, "plain ascii"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_told_apart(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_cyrillic_and_western_pages_are_told_apart():
    assert decode(BULGARIAN.encode("cp1251")) == BULGARIAN
    assert decode(GERMAN.encode("cp1252")) == GERMAN
    assert decode(PORTUGUESE.encode("latin-1")) == PORTUGUESE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (bytes(range(256)) * 4, "binary"),
        ("Über die Brücke und zurück über die Brücke".encode()[:-3] + "ü".encode()[:1], "damaged"),
        (b"\xff\xfea\x00b", "utf-16"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data, says):
    with pytest.raises(ArticleError, match=says):
        decode(data)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(
        lambda t: t.strip(" ") and not t.startswith("{")
    )
)
def test_any_utf8_text_comes_back_unchanged(text):
    if not text.encode().strip() or text.startswith("\ufeff"):
        return
    assert decode(text.encode()) == text


def test_a_missing_file_and_a_folder_are_clear_errors(tmp_path):
    with pytest.raises(ArticleError, match="no file"):
        read_bytes(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="folder"):
        read_bytes(tmp_path)
