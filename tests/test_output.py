"""What people read: nothing in a text becomes markup, nothing is requested from anywhere."""

import re
from html.parser import HTMLParser

import pytest

from polnews import Article, Brief, Summarize, Translate, Translation
from polnews.output.html import article_html
from polnews.testing import FakeEngine

HOSTILE = """<script>alert(1)</script> Ministers & "friends" agree

The <b>cabinet</b> agreed on Monday to spend 5 < 6 million euros. <img src=x onerror=alert(2)> The act follows in July.

The opposition called it *bold* and [dangerous](javascript:alert(3)). Nobody was asked.
"""

VOID = {"meta", "br", "hr", "img", "link"}


class Outline(HTMLParser):
    """Collects tags and attributes, and checks that tags close in order and ids are unique."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    assert parser.open == []
    ids = [value for name, value in parser.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {value for name, value in parser.attributes if name == "href"}
    assert links <= {f"#{one}" for one in ids}
    return parser


@pytest.fixture
def article() -> Article:
    return Article.from_text(HOSTILE, language="en")


@pytest.fixture
def translation(article: Article) -> Translation:
    return Translate(to="de", engine=FakeEngine("en-de", render=lambda text, pair: f"Übersetzt: {text}"))(
        article
    )


@pytest.fixture
def brief(article: Article) -> Brief:
    engine = FakeEngine("en-bg", render=lambda text, pair: f"Превод: {text}")
    return Summarize(facts=3, method="lead", to=Translate(to="bg", engine=engine))(article)


def test_html_of_a_hostile_article_holds_no_markup_of_its_own(
    article: Article, translation: Translation, brief: Brief
) -> None:
    for html in (article_html(article), translation.to_html(), brief.to_html()):
        page = outline(html)
        assert not {"script", "img", "iframe", "link", "object", "form"} & page.tags
        assert not any(name.startswith("on") or name == "src" for name, _ in page.attributes)
        assert "<script>alert(1)</script>" in page.text
        assert not re.search(r"url\(|@import|https?://", html)


def test_html_says_its_language_for_every_text(brief: Brief) -> None:
    page = outline(brief.to_html())
    assert ("lang", "bg") in page.attributes
    assert ("lang", "en") in page.attributes


def test_each_fact_links_to_its_sentence(brief: Brief) -> None:
    html = brief.to_html()
    for number, fact in enumerate(brief.facts, start=1):
        assert f'href="#sentence-{fact.sources[0].segment}"' in html
        assert f'id="fact-{number}"' in html


def test_markdown_escapes_what_would_be_markup(brief: Brief) -> None:
    facts = [line for line in brief.to_markdown().splitlines() if re.match(r"\d+\. ", line)]
    assert len(facts) == len(brief.facts)
    assert not any(re.search(r"(?<!\\)[<>*\[\]_`]", line) for line in facts)


def test_set_aside_lines_are_foldable() -> None:
    article = Article.from_text(
        "Cabinet agrees on water act\n\nThe cabinet agreed on Monday to a new water act for all regions.\n\n"
        "It takes effect in July and will be reviewed in two years.\n\nCabinet agrees on water act"
    )
    assert article.set_aside
    html = article_html(article)
    assert "<details" in html
    assert "1 line set aside" in html


def test_a_note_all_sentences_share_is_said_once(article: Article) -> None:
    engine = FakeEngine("en-de", render=lambda text, pair: f"Übersetzt: {text}")
    engine.name = "starter"
    brief = Summarize(facts=3, method="lead", to=Translate(to="de", engine=engine))(article)
    for shown in (str(brief), brief.to_markdown(), brief.to_html()):
        assert shown.count("machine gist (starter model)") == 1
