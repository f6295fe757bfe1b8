"""A story as people read it: who states what, where versions differ, what one alone says; safe and valid."""

import hashlib
import re
from base64 import b64encode
from pathlib import Path

import pytest

from polnews import Article, Story, Summarize, Translate
from polnews.errors import ArticleError
from polnews.original import Original
from polnews.output.notes import difference_line
from polnews.output.story_lines import StoryView
from polnews.output.story_text import story_text
from polnews.output.story_versions import sentence_anchor
from polnews.story.values import Difference, Reading, StoryFact
from polnews.testing import FakeEngine

from . import stories
from .stories import ACT, BG, DE, EN, IT, LABELS, PT, SPEND
from .test_output import Page, cell_page


@pytest.fixture
def story() -> Story:
    return stories.story()


@pytest.fixture
def page(story: Story) -> Page:
    return Page(story.to_html())


def test_text_says_who_states_a_fact_who_misses_it_and_where_they_differ(story: Story) -> None:
    text = str(story)
    assert "1. The cabinet agreed on Monday" in text
    assert "stated by: en, de, it, pt, bg\n" in text
    assert "stated by: en, de, it, bg · missing in: pt\n" in text
    assert "! versions differ, amount: 412 million (en, it, pt) · 421 Mio. Euro (de) · left out (bg)" in text
    assert "1 fact in all 5 versions, 1 in some, 2 in one only. Versions differ on 1." in text


def test_text_keeps_facts_of_one_version_apart_from_its_opinions(story: Story) -> None:
    alone, opinion = str(story).split("Opinion, only in the English version:")
    assert "4. Sadly, nobody in the towns was asked about the <b>plan</b>." in opinion
    assert (
        "Only in the English version:\n3. The transport minister <script>alert(1)</script> resigned on Tuesday after the vote. [5]"
        in alone
    )


def test_text_describes_each_version(story: Story) -> None:
    lines = str(story).splitlines()
    assert "en  English · 2025-03-03 · en.txt · 5 sentences" in lines
    assert "de  German · date unknown · de.txt · 3 sentences · told anew" in lines
    assert "it  Italian · date unknown · it.txt · 3 sentences · the same text as the German version" in lines


def test_text_counts_what_it_does_not_show(story: Story) -> None:
    text = story_text(story, facts=1)
    assert "… 1 more fact of several versions." in text
    assert "2. The act" not in text
    assert "\n3. " in text, "numbers stay when less is shown"


def test_lines_keep_within_the_width(story: Story) -> None:
    assert max(map(len, story_text(story, width=60).splitlines())) <= 60


def test_markdown_holds_a_row_a_fact_and_a_column_a_version(story: Story) -> None:
    text = story.to_markdown()
    rows = [line for line in text.splitlines() if re.match(r"\| \d", line)]
    assert "| | Fact | en | de | it | pt | bg |" in text
    assert [row.rsplit(" | ", 5)[1:] for row in rows[:2]] == [
        ["●", "≠", "●", "●", "≠ |"],
        ["●", "●", "●", "–", "● |"],
    ]
    assert len(rows) == 4
    assert "\\<script\\>" in text
    assert "<script>" not in text


def test_several_versions_of_one_language_are_counted() -> None:
    article = stories.articles()[EN]
    told = Story(versions=(article, article), facts=(), signature="by hand")
    view = StoryView(told)
    assert [view.name(place) for place in (0, 1)] == ["English 1", "English 2"]


def test_a_story_of_one_version_says_of_nothing_that_it_is_missing() -> None:
    told = Story.from_articles(stories.articles()[:1])
    text = str(told)
    assert "One version, 4 facts." in text
    assert "missing in" not in text + told.to_markdown() + told.to_html()
    assert "Only in" not in text


def test_a_story_without_facts_or_titles_is_still_shown() -> None:
    bare = Story(versions=(Article.from_text("Ministers agreed.", language="en"),), signature="by hand")
    assert "Ministers agreed." in str(bare)
    Page(bare.to_html())


# --- a brief of the story ------------------------------------------------------------------------------------------


def test_facts_are_shown_in_the_words_of_a_brief(story: Story) -> None:
    engine = FakeEngine(
        "en-fr", "de-fr", "it-fr", "pt-fr", "bg-fr", render=lambda text, pair: f"Voilà: {text}"
    )
    brief = Summarize(facts=3, to=Translate(to="fr", engine=engine))(story)
    text = story_text(story, brief)
    assert "1. Voilà: " in text
    assert "| amount, en, sentence 2: The cabinet agreed on Monday" in text
    page = Page(story.to_html(brief))
    assert "Voilà: The act follows in July." in page.text
    assert "Voilà: " in story.to_markdown(brief)


def test_translated_lines_that_cannot_be_relied_on_are_counted(story: Story) -> None:
    engine = FakeEngine("en-fr", render=lambda text, pair: text)
    brief = Summarize(facts=3, to=Translate(to="fr", engine=engine))(story)
    alert = "4 of 4 translated lines are not to be relied on."  # three facts and the headline
    assert alert in story_text(story, brief)
    assert alert in story.to_markdown(brief)
    assert alert in Page(story.to_html(brief)).text
    assert "relied on" not in str(story)


def test_what_was_found_about_the_headline_stands_beneath_it(story: Story) -> None:
    engine = FakeEngine("en-fr", render=lambda text, pair: text)
    brief = Summarize(facts=1, to=Translate(to="fr", engine=engine))(story)
    headline = brief.headline
    assert headline.source is not None
    assert [check.code for check in headline.outcome.checks] != []
    message = headline.outcome.checks[0].message
    assert story_text(story, brief).splitlines()[1:3] == [
        f"! {headline.outcome.checks[0].code}: {message}",
        f"   | {headline.source.text}",
    ]
    markdown = story.to_markdown(brief).splitlines()
    assert markdown[2].startswith(f"> **{headline.outcome.checks[0].code}**")
    page = Page(story.to_html(brief))
    assert message in page.text.split("Point at a fact")[0]
    assert headline.source.text in page.text.split("Point at a fact")[0]


def test_a_translated_story_says_what_translated_it(story: Story) -> None:
    brief = Summarize(facts=3, to=Translate(to="fr", engine=FakeEngine("en-fr")))(story)
    for text in (story_text(story, brief), story.to_markdown(brief), Page(story.to_html(brief)).text):
        assert "route fake=en-fr" in " ".join(text.split())
    assert "route fake" not in str(story)


def test_facts_with_findings_are_shown_however_few_are_asked_for(story: Story) -> None:
    engine = FakeEngine("en-fr", render=lambda text, pair: text)
    brief = Summarize(facts=len(story.facts), to=Translate(to="fr", engine=engine))(story)
    assert story_text(story, brief, facts=0).count("! untranslated") > 1
    assert "! " not in story_text(story, facts=0).partition("Only in")[0]


def test_a_brief_of_a_story_says_whose_dates_these_are_and_that_missing_is_a_guess(story: Story) -> None:
    brief = Summarize(facts=4)(story)
    said = f"Who, when, how much and quotes are those of the {brief.labels[brief.main]} version."
    for text in (str(brief), brief.to_markdown(), Page(brief.to_html()).text):
        plain = " ".join(text.split())
        assert (said in plain) == bool(brief.who or brief.timeline or brief.numbers or brief.quotes)
        assert ("may count as missing there" in plain) == any(map(brief.missing_in, brief.facts))


def test_what_versions_are_said_to_leave_out_is_said_to_be_a_guess(story: Story) -> None:
    for text in (str(story), story.to_markdown(), Page(story.to_html()).text):
        assert "may count as missing there" in " ".join(text.split())


def test_a_version_in_the_wanted_language_needs_no_translation(story: Story) -> None:
    brief = Summarize(facts=1, to=Translate(to="de", engine=FakeEngine("en-de")))(story)
    text = story_text(story, brief)
    assert "1. Das Kabinett beschloss am Montag, 421 Mio. Euro auszugeben." in text
    assert "| amount, de, sentence 2\n" in text


def test_a_brief_of_other_articles_is_refused(story: Story) -> None:
    other = Summarize()(Article.from_text("Parliament passed the budget on Monday.", language="en"))
    with pytest.raises(ArticleError, match=r"Summarize\(\)\(story\)"):
        story.to_html(other)


def test_a_brief_of_a_story_names_the_versions_in_every_format(story: Story) -> None:
    brief = Summarize(facts=2)(story)
    wanted = "stated by: en, de, it, bg · missing in: pt"
    difference = "amount: 412 million (en, it, pt) · 421 Mio. Euro (de) · left out (bg)"
    for text in (str(brief), brief.to_markdown(), Page(brief.to_html()).text):
        flat = " ".join(text.replace("\n   > ", "\n").split())
        assert wanted in flat
        assert difference in flat
        assert "en · 2025-03-03 · en.txt" in flat


def test_a_brief_of_a_story_names_the_versions_in_word(story: Story) -> None:
    pytest.importorskip("docx", reason='Word documents need python-docx: pip install "polnews[docx]"')
    from polnews.readers import read_document

    text = read_document(Summarize(facts=2)(story).to_docx(), "story.docx").text
    assert "stated by: en, de, it, bg · missing in: pt" in text
    assert "amount: 412 million (en, it, pt) · 421 Mio. Euro (de) · left out (bg)" in text


def test_differences_stand_together_by_value(story: Story) -> None:
    line = difference_line(LABELS, story.facts[0].differences[0])
    assert line == "amount: 412 million (en, it, pt) · 421 Mio. Euro (de) · left out (bg)"


# --- the page ------------------------------------------------------------------------------------------------------


def test_every_sentence_of_a_fact_carries_its_number(page: Page) -> None:
    for number, places in ((1, [EN, DE, IT, PT, BG]), (2, [EN, DE, IT, BG])):
        found = {
            element.get("id")
            for element in page.root.iter("span")
            if element.get("data-fact") == str(number) and element.get("id")
        }
        assert found == {sentence_anchor(place, SPEND if number == 1 else ACT) for place in places}


def test_differences_are_marked_inside_the_sentences(page: Page) -> None:
    marks = [mark for mark in page.root.iter("mark") if mark.get("title")]
    assert [("".join(mark.itertext()), mark.get("class")) for mark in marks] == [
        ("412 million", "differs"),
        ("421 Mio. Euro", "differs"),
        ("412 milioni di euro", "differs"),
        ("412 milhões de euros", "differs"),
        ("amount left out", "differs left-out"),
    ]
    assert all("421 Mio. Euro (de)" in str(mark.get("title")) for mark in marks)


def test_text_of_articles_becomes_no_markup(story: Story, page: Page) -> None:
    assert [element.tag for element in page.root.iter("script")] == ["script"]
    assert not {"img", "iframe", "link", "object", "form"} & page.tags
    assert "The transport minister <script>alert(1)</script> resigned" in page.text
    assert not any(name.startswith("on") or name in ("src", "style") for name, _ in page.attributes)
    assert "alert" not in next(page.root.iter("script")).text


def test_the_browser_may_run_the_pages_script_only_and_reach_nothing(page: Page) -> None:
    policy = next(
        element.get("content") for element in page.root.iter("meta") if element.get("http-equiv") is not None
    )
    script = next(page.root.iter("script")).text
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def test_texts_say_their_language(page: Page) -> None:
    assert set(page.values("lang")) >= set(LABELS)


def test_a_right_to_left_version_says_so() -> None:
    text = "وافق مجلس الوزراء على الميزانية يوم الاثنين. وسيدخل القانون حيز التنفيذ في يوليو."
    told = Story(versions=(Article.from_text(text, language="ar"),), signature="by hand")
    assert "rtl" in Page(told.to_html()).values("dir")


def test_the_table_has_a_cell_for_each_fact_and_version(page: Page) -> None:
    rows = [row for row in page.root.iter("tr") if row.get("data-fact")]
    signs = [[cell.get("class") for cell in row.iter("td")][1:] for row in rows]
    assert signs == [
        ["yes", "odd", "yes", "yes", "odd"],
        ["yes", "yes", "yes", "no", "yes"],
        ["yes", "no", "no", "no", "no"],
        ["yes", "no", "no", "no", "no"],
    ]


def test_marks_keep_their_place_where_a_sentence_was_reflowed() -> None:
    text = "Cabinet agrees\n\nThe cabinet agreed\n  to spend 412\n  mil\u00adlion euros."
    article = Article.from_text(text, language="en")
    start = article.text.index("412")
    end = article.text.index(" euros")
    readings = tuple(Reading(at, 1, start, end, article.text[start:end], str(at)) for at in (0, 1))
    said = tuple(Original.of(article.segments[1], at) for at in (0, 1))
    fact = StoryFact(1, 1.0, "amount", said, (Difference("amount", readings),))
    told = Story(versions=(article, article), facts=(fact,), signature="by hand")
    marks = [mark for mark in Page(told.to_html()).root.iter("mark") if mark.get("title")]
    assert "".join(marks[0].itertext()) == "412 million"


def test_a_notebook_shows_facts_against_versions(story: Story) -> None:
    bundle = story._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/markdown", "text/html"}
    assert "| 2 | The act follows in July. | ● | ● | ● | – | ● |" in bundle["text/markdown"]
    page = cell_page(story)
    assert "script" not in page.tags
    assert page.texts("th")[:7] == ["#", "Fact", *LABELS]
    assert not page.values("id"), "two cells share a page"


def test_seeds_make_a_valid_page(seeds: list[Path]) -> None:
    told = Story.from_files(*seeds)
    page = Page(told.to_html())
    for article in told.versions:
        assert all(
            segment.clean in " ".join(page.text.split())
            for segment in article.segments
            if segment.role == "title"
        )
