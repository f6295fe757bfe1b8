"""Articles: what every one promises, and the five seeds."""

import datetime
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polnews.article import Article
from polnews.errors import ArticleError, LanguageError
from polnews.languages import language_name
from polnews.segment import is_invisible, reflow

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
ARTICLES = Path(__file__).parent / "data" / "articles"
LANGUAGES = ("bg", "de", "en", "it", "pt")

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.lists(
        st.sampled_from(
            [
                "Neue Regeln für Daten",
                "Das Parlament hat den Entwurf am 3. Februar angenommen.",
                "Правителството прие решението през 2025 г. за всички.",
                "Details | |",
                "---|---|",
                "\u200b",
                "\u00ad \ufeff",
                "e\u0301té",
                "Share",
                "Jetzt Newsletter abonnieren",
                "www.nord.example",
                "- item",
                "…",
                "a" * 80,
                "wrapped line that goes on and on and on, and then\nthe next line",
            ]
        )
    ).flatmap(
        lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028"]).map(lambda s: s.join(lines))
    ),
)


def check_promise(article: Article, text: str) -> None:
    """Promise 1: the text is only normalised; spans are exact, ordered, disjoint and cover what is not blank."""
    assert article.text == unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    at = 0
    for part in sorted([*article.segments, *article.set_aside], key=lambda p: p.start):
        assert at <= part.start < part.end
        assert article.text[part.start : part.end] == part.text
        assert not article.text[at : part.start].strip()
        at = part.end
    assert not article.text[at:].strip()
    for segment in article.segments:
        assert segment.clean == reflow(segment.text)
        assert segment.clean
    for aside in article.set_aside:
        assert (aside.reason == "empty") == is_invisible(aside.text)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, st.sampled_from([None, "de", "bg", "el"]), st.sampled_from([None, "Neue Regeln für Daten"]))
def test_any_text_is_an_article_with_exact_spans_or_a_clear_error(text, language, title):
    try:
        article = Article.from_text(text, language=language, title=title)
    except LanguageError as error:
        assert language is None
        assert "--lang" in str(error)
    except ArticleError as error:
        assert "text" in str(error)
        assert not any(c.isalnum() for c in text)
    else:
        check_promise(article, text)
        assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_seeds_keep_the_promise_and_round_trip(path):
    article = Article.from_file(path)
    check_promise(article, path.read_bytes().decode())
    assert Article.from_json(article.to_json()) == article
    assert str(article).startswith(article.title or language_name(article.language))


def asides(article: Article) -> list[tuple[str, str]]:
    return [(aside.reason, aside.text.split("\n")[0][:24]) for aside in article.set_aside]


@pytest.mark.parametrize(("number", "language"), [(0, "bg"), (1, "it")])
def test_german_lines_and_repeats_are_set_aside_from_the_bulgarian_and_italian_seed(number, language):
    article = Article.from_file(SEEDS[number])
    assert article.language == language
    reasons = [aside.reason for aside in article.set_aside]
    assert reasons == ["foreign-language"] * 3 + ["repeated-lead", "repeated-title"]
    assert [aside.language for aside in article.set_aside][:3] == ["de"] * 3
    assert [segment.role for segment in article.segments[:2]] == ["title", "lead"]
    assert article.text.startswith(article.title)
    assert sum(segment.role == "heading" for segment in article.segments) == 1


def test_the_english_seed_has_no_title_and_loses_its_link_stub():
    article = Article.from_file(SEEDS[2])
    assert (article.language, article.title) == ("en", None)
    assert asides(article) == [("link", "Source link")]


def test_the_table_of_the_german_seed_is_set_aside():
    article = Article.from_file(SEEDS[3])
    assert article.language == "de"
    assert [aside.reason for aside in article.set_aside] == ["table"] * 4
    assert [s.role for s in article.segments].count("title") == 1
    assert [s.role for s in article.segments].count("heading") == 1


def test_the_repeated_title_of_the_portuguese_seed_is_set_aside():
    article = Article.from_file(SEEDS[4])
    assert article.language == "pt"
    assert [aside.reason for aside in article.set_aside] == ["repeated-title"]
    assert article.set_aside[0].text == article.title
    assert [s.role for s in article.segments].count("heading") == 1


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_clean_articles_nothing_is_set_aside_and_the_title_is_found(language, separator):
    for path in sorted(ARTICLES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            rows = [row[language] for row in json.loads(line)["rows"]]
            article = Article.from_text(separator.join(rows))
            assert article.set_aside == ()
            assert (article.language, article.title, article.lead) == (language, rows[0], rows[1])
            assert all(segment.role == "body" for segment in article.segments[2:])


WRAPPED = """The council agrees on the new rules

The council of ministers agreed on Tuesday to change the way in which
data are kept, after talks that had lasted for more than two years. The
rules apply from 2026.

Nobody voted against them, and the two countries that had been against
the plan stayed away. A second vote is due in May.
"""


def test_hard_wrapped_lines_are_one_paragraph_and_clean_is_reflowed():
    article = Article.from_text(WRAPPED)
    assert [segment.paragraph for segment in article.segments] == [0, 1, 1, 2, 2]
    assert article.segments[1].clean == (
        "The council of ministers agreed on Tuesday to change the way in which data are kept, after talks that had "
        "lasted for more than two years."
    )
    where = article.segments[1].clean.index("data are kept")
    span = article.segments[1].locate(where, where + len("data are kept"))
    assert article.text[span.start : span.end] == "data are kept"


def test_a_wrapped_paragraph_keeps_a_foreign_sentence_it_quotes():
    text = "Die Ministerin sagte: “We will not accept this plan and we never will.” Danach ging sie.\n\nDas Haus tagt morgen."
    article = Article.from_text(text)
    assert article.set_aside == ()


def test_a_company_name_on_a_line_is_not_foreign():
    text = "Правителството подписа договор.\n\nMistral AI\n\nКомпанията ще отвори офис в столицата през май."
    assert Article.from_text(text).set_aside == ()


def test_what_the_user_passes_wins():
    article = Article.from_text(
        "A heading\n\nThe council agreed on Tuesday.",
        language="en-gb",
        title="My own title",
        date="2025-07-01",
        source="/home/someone/news.txt",
    )
    assert article.language == "en-GB"
    assert article.title == "My own title"
    assert article.date == datetime.date(2025, 7, 1)
    assert article.source == "news.txt"
    assert all(segment.role != "title" for segment in article.segments)


def test_a_given_title_that_is_the_first_line_is_its_title_segment_and_its_repeat_is_set_aside():
    text = "Rules agreed!\n\nThe council agreed on Tuesday.\n\nRULES AGREED\n\nIt starts in May, they said."
    article = Article.from_text(text, title="Rules agreed")
    assert article.segments[0].role == "title"
    assert [aside.reason for aside in article.set_aside] == ["repeated-title"]


def test_the_date_stays_unknown():
    assert Article.from_text("The council agreed on 3 March 2025 to wait.").date is None


@pytest.mark.parametrize("text", ["The council agreed on Tuesday.", "Subscribe to our newsletter now!"])
def test_one_sentence_is_always_an_article(text):
    article = Article.from_text(text)
    assert [segment.clean for segment in article.segments] == [text]
    assert article.segments[0].role == "body"
    assert article.title is None


def test_languages_beyond_the_five_work():
    greek = Article.from_text("Νέοι κανόνες\n\nΤο κοινοβούλιο ψήφισε τον νόμο. Η κυβέρνηση συμφωνεί.")
    french = Article.from_text(
        "De nouvelles règles\n\nLe parlement a voté la loi mardi. Le gouvernement est d'accord."
    )
    assert (greek.language, len(greek.segments)) == ("el", 3)
    assert (french.language, french.title) == ("fr", "De nouvelles règles")


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "empty"), (" \n\u2028 ", "empty"), ("a\0b", "NUL"), ("Rule \ud800 agreed", "surrogate")],
)
def test_what_is_no_text_is_refused(text, says):
    with pytest.raises(ArticleError, match=says):
        Article.from_text(text)


def test_a_text_without_words_is_refused_with_the_reason():
    with pytest.raises(ArticleError, match="nothing would be kept"):
        Article.from_text("---|---|\n\u200b", language="de")


def test_a_language_that_cannot_be_told_names_the_option():
    with pytest.raises(LanguageError, match=r"language=.*--lang"):
        Article.from_text("12345 67")
    assert Article.from_text("12345 67", language="de").segments[0].text == "12345 67"


def test_a_wrong_date_is_refused():
    with pytest.raises(ArticleError, match="YYYY-MM-DD"):
        Article.from_text("The council agreed.", date="1.7.2025")


def test_an_article_cannot_be_changed():
    article = Article.from_text("The council agreed on Tuesday.")
    with pytest.raises(ValueError, match="frozen"):
        article.title = "x"
    with pytest.raises(AttributeError):
        article.segments[0].text = "x"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"text": "Another text"}, "[document]"),
        ({"language": "zz-nothing"}, "[language]"),
        ({"surprise": 1}, "[surprise]"),
        ({"segments": []}, "[document]"),
        ({"segments": [{"index": 0}]}, "[segments.0.start]"),
        ({"date": "soon"}, "[date]"),
    ],
)
def test_json_that_does_not_fit_is_refused_with_its_path(change, where):
    data = json.loads(Article.from_text("The council agreed on Tuesday.").to_json())
    with pytest.raises(ArticleError) as caught:
        Article.from_json(json.dumps(data | change))
    assert where in str(caught.value)


def test_json_that_is_none_is_refused():
    with pytest.raises(ArticleError, match="Not a polnews Article"):
        Article.from_json("{")


def test_the_schema_lists_the_fields():
    schema = Article.model_json_schema()
    assert {"text", "language", "title", "date", "segments", "set_aside"} <= set(schema["properties"])


def test_an_article_prints_well():
    article = Article.from_text(
        "Rules agreed\n\nThe council agreed.\n\nRules agreed\n\nIt starts in May.", date="2025-07-01"
    )
    assert str(article).split("\n\n") == [
        "Rules agreed\nEnglish · 2025-07-01",
        "The council agreed.",
        "It starts in May.",
        "Set aside: 1 line (1 repeated-title).",
    ]
    assert repr(article) == "Article('Rules agreed', language='en', segments=3, set_aside=1)"
