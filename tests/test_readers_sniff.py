"""The format is told by content, never by name; inputs of many articles; options of the methods."""

import datetime
import json
import sys
from pathlib import Path

import pytest

from polnews import Article, extras
from polnews.errors import ArticleError, MissingExtraError
from polnews.readers import Limits
from polnews.readers.sniff import sniff

sys.path.insert(0, str(Path(__file__).parent))
from documents import (
    LANGUAGES,
    WRITERS,
    as_atom,
    as_docx,
    as_feed,
    as_html,
    as_json,
    as_mail,
    as_markdown,
    as_pdf,
    told,
)

ARTICLE = told("en")[3]
FORMATS = {"html": "html", "feed": "feed", "atom": "feed", "mail": "mail", "mail, HTML": "mail", "markdown": "markdown",
           "json": "json", "docx": "docx", "pdf": "pdf"}  # fmt: skip


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_told_by_its_content(form: str) -> None:
    assert sniff(WRITERS[form](ARTICLE)) == FORMATS[form]


@pytest.mark.parametrize(
    "text",
    ["# 1 in the polls\n\nSofia." [2:], "[Sofia] The cabinet agreed.", "{sic} he said.", "Subject: budget\n\nThe cabinet agreed.",
     "From: the ministry\nTo: the press\n\nThe cabinet agreed.", "- one\n- two\n\nThe *cabinet* agreed.", "a < b and <c> said so.",
     "Details | |\n---|---|\nYear | 2025", "The cabinet (https://x.example) agreed **today**."],
)  # fmt: skip
def test_text_stays_text(text: str) -> None:
    assert sniff(text.encode()) == "text"


def test_seeds_are_text(seeds: list[Path]) -> None:
    assert {sniff(path.read_bytes()) for path in seeds} == {"text"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_dev_articles_as_text_stay_text(language: str) -> None:
    for written in told(language):
        assert sniff("\n\n".join((written.title, *written.paragraphs)).encode()) == "text"


@pytest.mark.parametrize(
    ("text", "form"),
    [("---\ntitle: A\ndate: 2025-07-01\n---\n\nText.", "markdown"), ("## Heading\n\nText.", "markdown"),
     ("Title\n=====\n\nA [link](https://x.example).", "markdown"), ('\ufeff{"text": "a"}', "json"), ('{"a": 1}\n{"a": 2}\n', "jsonl"),
     ("[\n {\"text\": 1}]", "json"), ("<!-- c -->\n<!DOCTYPE html>\n<p>x", "html"), ("\n <p>x", "html"), ("<?xml version='1.0'?>\n<html>", "html"),
     ("<?xml version='1.0'?><!-- c --><rdf:RDF xmlns='a'>", "feed")],
)  # fmt: skip
def test_other_beginnings(text: str, form: str) -> None:
    assert sniff(text.encode()) == form
    assert form in ("markdown", "jsonl") or sniff(text.lstrip("\ufeff").encode("utf-16")) == form


def test_names_prove_nothing(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    for write in (as_html, as_docx, as_pdf, as_mail, as_markdown, as_json):
        path.write_bytes(write(ARTICLE))
        article = Article.from_file(path)
        assert (article.title, article.source) == (ARTICLE.title, "article.txt")


def test_a_feed_gives_an_article_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(as_feed(ARTICLE, tuple(told("en")[5:7])))
    articles = Article.from_feed(path)
    assert [a.title for a in articles] == [ARTICLE.title, *(t.title for t in told("en")[5:7])]
    assert {a.date for a in articles} == {datetime.date(2025, 7, 7)}  # the day where the entry was published
    assert articles[0].source == f"https://news.example/{ARTICLE.id}"
    assert Article.all_from(str(path)) == articles
    with pytest.raises(ArticleError, match=r"all_from\('feed.xml'\)"):
        Article.from_file(path)
    (atom,) = Article.from_feed(as_atom(ARTICLE))
    assert (atom.metadata.author, atom.metadata.site) == ("Petra Dimmer", "Example")


def test_entries_without_text_are_left_out() -> None:
    items = "<item><guid>1</guid></item><item><title>Schools get more money in Sofia</title></item>"
    articles = Article.from_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    assert [a.text for a in articles] == ["Schools get more money in Sofia"]


def test_json_lines_give_an_article_a_line() -> None:
    lines = b"\n".join(as_json(t) for t in told("pt")[:3])
    assert [a.title for a in Article.all_from(lines)] == [t.title for t in told("pt")[:3]]


def test_fields_say_what_holds_what() -> None:
    record = {"id": 1, "payload": {"html": f"<h2>Costs</h2><p>{ARTICLE.sentences[0]}</p><p>{ARTICLE.sentences[1]}</p>"}, "h": ARTICLE.title,
              "when": "2025-07-01T08:00:00Z", "title": "not this one"}  # fmt: skip
    fields = {"text": "payload.html", "title": "h", "date": "when"}
    (article,) = Article.all_from(json.dumps([record]).encode(), fields=fields)
    assert (article.title, article.date) == (ARTICLE.title, datetime.date(2025, 7, 1))
    assert [s.role for s in article.segments][:2] == ["title", "heading"]
    for wrong, reason in (({"text": "payload.x"}, "no field"), ({"txt": "h"}, "unknown")):
        with pytest.raises(ArticleError, match=reason):
            Article.all_from(json.dumps([record]).encode(), fields=wrong)


def test_mail_tells_sender_date_and_attachments() -> None:
    article = Article.from_bytes(as_mail(ARTICLE, markup=True))
    assert (article.metadata.author, article.date) == ("Example News", datetime.date(2025, 7, 7))
    assert [(d.what, d.pieces) for d in article.metadata.dropped] == [("attachment", 1)]


def test_flowed_mail_is_unflowed() -> None:
    head = b"From: a <a@x.example>\nMIME-Version: 1.0\nSubject: Schools get more money in Sofia\n"
    body = b"The cabinet agreed on \nTuesday to raise the budget for \nschools.\n\nIt starts in May, the minister said.\n-- \nSignature\n"
    article = Article.from_bytes(head + b"Content-Type: text/plain; format=flowed\n\n" + body)
    assert [s.clean for s in article.segments][
        1
    ] == "The cabinet agreed on Tuesday to raise the budget for schools."
    assert "Signature" not in article.text


def test_docx_tables_and_footnotes_are_set_aside_and_heads_counted() -> None:
    article = Article.from_bytes(as_docx(ARTICLE))
    assert [(a.text, a.reason) for a in article.set_aside] == [
        ("2024 | 1.2", "table"),
        ("2025 | 1.4", "table"),
    ]
    assert [(d.what, d.pieces) for d in article.metadata.dropped] == [("header", 1)]


def test_pdf_heads_and_page_numbers_are_set_aside() -> None:
    article = Article.from_bytes(as_pdf(ARTICLE))
    assert [(a.text, a.reason) for a in article.set_aside] == [
        ("Ministry of Examples, press office", "page-furniture"), ("1 / 1", "page-furniture"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_hyphens_at_line_ends_are_told_from_hyphens_of_words(language: str) -> None:
    """Words come back whole; the hyphen of the text itself is a soft one that does not show."""
    written = told(language)[7]
    article = Article.from_bytes(as_pdf(written, width=44, hyphens=True))
    assert "\u00ad\n" in article.text
    words = set(" ".join((written.title, *written.sentences)).split())
    assert {word for s in article.segments for word in s.clean.split()} <= words


def test_markdown_marks_are_not_text() -> None:
    source = """---
title: Schools get more money
author: Ana Ilieva
date: 2025-07-01
lang: bg
---

The **cabinet** [agreed](https://x.example/a_(b) "t") on *Tuesday*[^1] to raise `a_b`.
It \\*starts\\* in May &amp; June.

![chart](c.png)

## What it costs

1. Ministers want a levy on parcels sent from outside the Union.

| Year | Share |
|------|-------|
| 2025 | 1.4   |

[^1]: Local time.
"""
    article = Article.from_bytes(source.encode())
    cleans = [s.clean for s in article.segments]
    assert cleans[:3] == [
        "Schools get more money",
        "The cabinet agreed on Tuesday to raise a_b.",
        "It *starts* in May & June.",
    ]
    assert (article.metadata.author, article.metadata.language, article.language) == (
        "Ana Ilieva",
        "bg",
        "en",
    )
    assert article.date == datetime.date(2025, 7, 1)
    assert ("What it costs", "heading") in {(s.clean, s.role) for s in article.segments}
    assert [a.reason for a in article.set_aside][:2] == ["table", "table"]
    assert {d.what for d in article.metadata.dropped} >= {"image", "footnote mark"}


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(module: str) -> object:
        raise ImportError(module)

    monkeypatch.setattr(extras.importlib, "import_module", absent)
    for data, extra in (
        (as_html(ARTICLE), "html"),
        (as_feed(ARTICLE), "feed"),
        (as_pdf(ARTICLE), "pdf"),
        (DOCX, "docx"),
    ):
        with pytest.raises(MissingExtraError, match=rf'pip install "polnews\[{extra}\]"'):
            Article.from_bytes(data)
    with pytest.raises(MissingExtraError, match=r"polnews\[web\]"):
        Article.from_url("https://news.example/")
    assert Article.from_bytes(as_markdown(ARTICLE)).title == ARTICLE.title
    assert Article.from_bytes(as_mail(ARTICLE)).title == ARTICLE.title


DOCX = as_docx(ARTICLE)


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 10_000)
    with pytest.raises(ArticleError, match=r"long.txt has 1,001 bytes or more"):
        Article.from_file(path, limits=Limits(bytes=1000))


def test_metadata_survives_json_and_is_empty_by_default() -> None:
    plain = Article.from_text("Sofia joins the scheme\n\nThe cabinet agreed on Tuesday. It starts in May.")
    assert plain.metadata == type(plain.metadata)()
    page = Article.from_html(as_html(ARTICLE))
    assert page.metadata.dropped
    assert Article.from_json(page.to_json()).metadata == page.metadata
    assert hash(page) == hash(Article.from_html(as_html(ARTICLE)))


def test_a_record_without_text_says_which_field_is_empty() -> None:
    with pytest.raises(ArticleError, match=r"^The input has no text\. Its field 'text' is empty: fill it"):
        Article.all_from(b'{"text": "", "url": "https://news.example/1"}')
    with pytest.raises(ArticleError, match=r"record 2 has no text\. Its fields: inhalt, url\. Say which one"):
        Article.all_from(b'{"text": "The cabinet agreed."}\n{"inhalt": "Da.", "url": "x"}\n')
