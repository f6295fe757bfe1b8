"""What people read: nothing in a text becomes markup, nothing is requested from anywhere."""

import re
from typing import Any

import html5lib
import pytest

from polnews import Article, Brief, Summarize, Translate, Translation
from polnews.checks import Check, Severity
from polnews.mentions import Actor
from polnews.output import page as page_module
from polnews.output.characters import shown
from polnews.output.facets import actor_text
from polnews.output.html import article_html, results_html
from polnews.output.markdown import markdown_escaped
from polnews.output.notes import alert, shared_notes
from polnews.provenance import Step
from polnews.testing import FakeEngine
from polnews.translation import Outcome

HOSTILE = """<script>alert(1)</script> Ministers & "friends" agree

The <b>cabinet</b> agreed on Monday to spend 5 < 6 million euros. <img src=x onerror=alert(2)> The act follows in July.

The opposition called it *bold* and [dangerous](javascript:alert(3)). Nobody was asked. </style></body> It costs 4 million euros.
"""


class Page:
    """A page, read by the rules of HTML; an error in it is an error here."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root = parser.parse(html)
        elements: list[Any] = list(self.root.iter())
        self.tags = {element.tag for element in elements}
        self.attributes = [(name, value) for element in elements for name, value in element.attrib.items()]
        self.text = "".join(self.root.itertext())
        ids = self.values("id")
        assert len(ids) == len(set(ids)), "two elements of one id"
        links = self.values("href")
        assert set(links) <= {f"#{one}" for one in ids}, "a link that leads nowhere"

    def values(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name]

    def texts(self, tag: str) -> list[str]:
        return ["".join(element.itertext()) for element in self.root.iter(tag)]


def cell_page(value: object) -> Page:
    """What a notebook shows, on a page as a notebook's."""
    bundle = getattr(value, "_repr_mimebundle_", None)
    html = bundle()["text/html"] if bundle else value._repr_html_()  # type: ignore[attr-defined]
    # A notebook puts styles into its body, which validators and no browser object to.
    style, _, body = html.partition("</style>")
    head = f'<!doctype html><html lang="en"><head><title>Notebook</title>{style}</style></head>'
    return Page(f"{head}<body>{body}</body></html>")


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


@pytest.fixture
def pages(article: Article, translation: Translation, brief: Brief) -> list[Page]:
    whole = [article.to_html(), translation.to_html(), brief.to_html(), Summarize()(article).to_html()]
    return [
        *map(Page, [*whole, results_html([brief, translation])]),
        *map(cell_page, (article, translation, brief)),
    ]


def test_small_values_have_cells_too(article: Article, brief: Brief) -> None:
    scores = Summarize().scores(article)
    told = {segment: segment.clean for segment in article.segments} | {brief.facts[0]: brief.facts[0].text}
    for value, text in told.items():
        assert text in cell_page(value).texts("p")
    cells = cell_page(scores).texts("td")
    assert all(article.segments[scored.segment_index].clean in cells for scored in scores)
    assert [scored.segment_index for scored in scores] == [
        segment.index for segment in article.segments if segment.role in ("lead", "body")
    ]


def test_html_of_a_hostile_article_holds_no_markup_of_its_own(pages: list[Page]) -> None:
    for page in pages:
        assert not {"script", "img", "iframe", "link", "object", "form"} & page.tags
        assert not any(name.startswith("on") or name == "src" for name, _ in page.attributes)
        assert "<script>alert(1)</script>" in page.text
        assert "onerror=alert(2)>" in page.text


def test_html_asks_no_host_for_anything(article: Article, translation: Translation, brief: Brief) -> None:
    for html in (article.to_html(), translation.to_html(), brief.to_html(), results_html([brief, brief])):
        assert not re.search(r"url\(|@import|https?://|src=", re.sub(r"&\w+;", "", html).replace("src=x", ""))


def test_html_says_language_and_direction_of_every_text() -> None:
    article = Article.from_text("אושר החוק. NATO הסכים לתקציב ביום שני.", language="he")
    engine = FakeEngine("he-en", render=lambda text, pair: "The act was passed.")
    page = Page(Summarize(facts=1, to=Translate(to="en", engine=engine))(article).to_html())
    said = {(element.get("lang"), element.get("dir")) for element in page.root.iter()}
    assert ("he", "rtl") in said
    assert ("en", "ltr") in said
    assert ("he", "ltr") not in said


def test_each_fact_leads_to_its_sentence_and_back(brief: Brief) -> None:
    page = Page(brief.to_html())
    links = page.values("href")
    for number, fact in enumerate(brief.facts, start=1):
        assert f"#sentence-{fact.sources[0].segment}" in links
        assert f"#fact-{number}" in links


def test_dates_and_quotes_lead_to_the_sentences_they_stand_in(seeds: list[Any]) -> None:
    for seed in seeds:
        brief = Summarize()(Article.from_file(seed))
        links = Page(brief.to_html()).values("href")
        places = {quote.segment for quote in brief.quotes} & {one.source.segment for one in brief.passages}
        assert {f"#sentence-{place}" for place in places} <= set(links)


def test_lines_not_to_be_relied_on_are_counted_at_the_top(article: Article) -> None:
    same = FakeEngine("en-de", render=lambda text, pair: text)
    brief = Summarize(facts=3, method="lead", to=Translate(to="de", engine=same))(article)
    assert brief.severe
    said = f"{brief.severe} of {len(brief.outcomes)} translated lines are not to be relied on."
    assert said in Page(brief.to_html()).texts("p")
    assert said not in Summarize()(article).to_html()


def test_lines_to_compare_are_counted_in_every_format(article: Article) -> None:
    unsure = FakeEngine("en-de", render=lambda text, pair: f"{text[:-1]} in Zanzibar.")
    brief = Summarize(facts=2, method="lead", to=Translate(to="de", engine=unsure, retry=False))(article)
    severities = [{check.severity for check in outcome.checks} for outcome in brief.outcomes]
    severe = sum("severe" in found for found in severities)
    doubtful = sum("warning" in found and "severe" not in found for found in severities)
    assert severe + doubtful
    said = alert(brief.outcomes)
    assert said is not None
    assert said.is_severe == bool(severe)
    for text in (str(brief), brief.to_markdown(), Page(brief.to_html()).text):
        assert said.text in " ".join(text.split())


@pytest.mark.parametrize(
    ("severities", "text"),
    [
        (["warning", "note"], "1 of 2 translated lines is to be compared with the original."),
        (["severe", "warning", "warning"], "1 of 3 translated lines is not to be relied on; 2 more are to be "
         "compared with the original."),
        (["severe", "severe"], "2 of 2 translated lines are not to be relied on."),
    ],
)  # fmt: skip
def test_findings_are_counted_by_what_they_ask_of_the_reader(severities: list[Severity], text: str) -> None:
    step = (Step("translated", "fake en-de"),)
    outcomes = [Outcome(checks=(Check("x", severity, "Said."),), steps=step) for severity in severities]
    found = alert(outcomes)
    assert found is not None and found.text == text
    assert alert([Outcome(), Outcome(steps=(Step("kept", "already in de"),))]) is None


def test_markdown_shows_what_was_found_about_the_headline(article: Article) -> None:
    same = FakeEngine("en-de", render=lambda text, pair: text)
    brief = Summarize(facts=1, method="lead", to=Translate(to="de", engine=same))(article)
    assert brief.headline.source is not None
    lines = brief.to_markdown().splitlines()
    assert lines[2].startswith("> **untranslated**: ")
    assert lines[3] == f"> {markdown_escaped(brief.headline.source.text)}"


def test_markdown_keeps_what_belongs_to_a_fact_in_its_item_line_by_line() -> None:
    text = "\n\n".join(
        f"The cabinet agreed on measure {number} with {number} million euros." for number in range(20)
    )
    brief = Summarize(facts=12)(Article.from_text(text, language="en"))
    lines = brief.to_markdown().splitlines()
    for number in range(1, 13):
        at = next(place for place, line in enumerate(lines) if line.startswith(f"{number}. "))
        assert lines[at + 1].startswith(" " * (len(str(number)) + 2) + "> ")


def test_notes_about_one_line_stand_at_it_though_two_lines_have_the_same() -> None:
    note = Check("corrected", "note", "The engine wrote 5 for 3; the figure was put right from the original.")
    engine = Check("starter-quality", "note", "machine gist")
    outcomes = [Outcome(checks=(note, engine)), Outcome(checks=(note, engine))]
    assert shared_notes(outcomes) == ["machine gist"]


def test_a_language_without_lists_says_so_in_every_format() -> None:
    text = "Le cabinet a adopté lundi une loi sur l'eau. Elle coûte 20 millions d'euros. Le vote a eu lieu à Paris."
    brief = Summarize(facts=2)(Article.from_text(text, language="fr"))
    said = "French has no word lists here"
    for shown_as in (str(brief), brief.to_markdown(), Page(brief.to_html()).text):
        assert said in shown_as
    english = Summarize(facts=1)(Article.from_text("The cabinet agreed on Monday.", language="en"))
    assert "no word lists" not in str(english)


def test_a_page_of_several_results_says_in_its_list_what_to_compare(article: Article) -> None:
    same = FakeEngine("en-de", render=lambda text, pair: text)
    brief = Summarize(facts=1, method="lead", to=Translate(to="de", engine=same))(article)
    contents = Page(results_html([brief, brief])).texts("li")[:2]
    assert all("2 of 2 translated lines are not to be relied on." in entry for entry in contents)


def test_what_was_set_aside_can_be_unfolded_on_the_page_of_a_brief(seeds: list[Any]) -> None:
    article = Article.from_file(seeds[0])
    assert article.set_aside
    for page in (Page(Summarize(facts=2)(article).to_html()), cell_page(Summarize(facts=2)(article))):
        for line in article.set_aside:
            assert " ".join(line.text.split()) in page.text


def test_several_results_share_one_page(brief: Brief, translation: Translation) -> None:
    page = Page(results_html([brief, brief, translation]))
    assert len(list(page.root.iter("section"))) == 3
    assert {"#part-1", "#part-2", "#part-3"} <= set(page.values("href"))
    assert results_html([brief]) == brief.to_html()


def test_cells_of_different_values_share_no_anchors(seeds: list[Any]) -> None:
    briefs = [Summarize()(Article.from_file(seed)) for seed in seeds[:2]]
    ids = [set(cell_page(brief).values("id")) for brief in briefs]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_cells_style_nothing_but_themselves(brief: Brief) -> None:
    style = brief._repr_mimebundle_()["text/html"].partition("</style>")[0]
    plain = re.sub(r"/\*.*?\*/", "", style.partition("<style>")[2], flags=re.DOTALL)
    selectors = [rule.strip() for rule in re.findall(r"([^{};]+)\{", plain)]
    for selector in selectors:
        if not selector.startswith("@"):
            assert all("polnews" in one for one in re.split(r",(?![^()]*\))", selector)), selector


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
    page = Page(article_html(article))
    assert page.texts("summary") == ["Set aside: 1 line (1 repeated-title)."]
    assert [text for text in page.texts("li") if "Cabinet agrees on water act" in text]


def test_every_sentence_of_an_article_is_on_its_page_once(seeds: list[Any]) -> None:
    for seed in seeds:
        article = Article.from_file(seed)
        spans = Page(article.to_html()).texts("span")
        told = [segment.clean for segment in article.segments if segment.clean != article.title]
        assert [text for text in spans if text in set(told)][: len(told)] == told


def test_a_note_all_sentences_share_is_said_once(article: Article) -> None:
    engine = FakeEngine("en-de", render=lambda text, pair: f"Übersetzt: {text}")
    engine.name = "starter"
    brief = Summarize(facts=3, method="lead", to=Translate(to="de", engine=engine))(article)
    for form in (str(brief), brief.to_markdown(), brief.to_html()):
        assert form.count("machine gist (starter model)") == 1


def test_what_no_page_may_hold_becomes_a_mark() -> None:
    hidden = "".join(map(chr, [0, 1, 0x0B, 0x1F, 0x7F, 0x9F, 0xD800, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE]))
    assert shown(hidden) == "\ufffd" * len(hidden)
    assert shown("a\tb\nc Ωж😀\u200d") == "a\tb\nc Ωж😀\u200d"


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        ("Люк Фриден", "en", "Lyuk Friden / Люк Фриден"),
        ("Люк Фриден", "bg", "Люк Фриден"),
        ("Élisabeth Borne", "de", "Élisabeth Borne"),
    ],
)
def test_persons_stand_in_the_readers_letters_too(name: str, language: str, written: str) -> None:
    assert actor_text(Actor(name, "person", ()), language) == written


@pytest.mark.parametrize(
    ("title", "source", "language", "written"),
    [
        ("Министър-председателят", "bg", "en", "X (prime minister)"),
        ("primo ministro", "it", "bg", "X (министър-председател)"),
        ("Premierministerin", "de", "pt", "X (primeiro-ministro)"),
        ("primeiro-ministro", "pt", "de", "X (Premierminister)"),
        ("Prime Minister", "en", "it", "X (primo ministro)"),
        ("Quästor", "de", "en", "X (Quästor)"),
        ("Premierminister", "de", "de", "X (Premierminister)"),
    ],
)
def test_offices_are_named_in_the_readers_language(
    title: str, source: str, language: str, written: str
) -> None:
    assert actor_text(Actor("X", "organisation", (), title=title), language, source) == written


def test_what_is_configured_says_so() -> None:
    assert repr(Summarize()) == "Summarize()"
    assert (
        repr(Summarize(words=90, method="lead", to="en"))
        == "Summarize(words=90, method='lead', to=Translate(to='en'))"
    )
    engine = FakeEngine("de-en")
    shown = repr(Translate(to="en", engine=engine, beam=1, reproducible=True, glossary={"Rat": "council"}))
    assert shown.startswith("Translate(to='en', engine='fake', beam=1, reproducible=True, glossary=")


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, in [0, 1]."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [page_module._LIGHT, page_module._DARK], ids=["light", "dark"])
def test_every_colour_can_be_read_on_every_paper(theme: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#\w{6})", theme))
    for paper in ("paper", "shade", "mark"):
        for ink in ("ink", "soft", "accent", "severe", "warning", "note"):
            dark, light = sorted(_luminance(colours[name]) for name in (paper, ink))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{ink} on {paper}"
