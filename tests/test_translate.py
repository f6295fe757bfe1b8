"""Translate: alignment, batching, what the reader is told."""

import pytest

from polnews import Article, Summarize, Translate, Translation
from polnews.errors import LanguageError, ModelNotFoundError
from polnews.testing import FakeEngine

GERMAN = """Bund und Länder einigen sich auf Wassergesetz

Der Bundestag beschloss am Montag das neue Wassergesetz.

Die Ministerin nannte es einen Fortschritt. Die Opposition stimmte dagegen.

Das Gesetz tritt im Juli in Kraft."""

ENGLISH = {
    "Bund und Länder einigen sich auf Wassergesetz": "Federation and states agree on water act",
    "Der Bundestag beschloss am Montag das neue Wassergesetz.": "The Bundestag passed the new water act on Monday.",
    "Die Ministerin nannte es einen Fortschritt.": "The minister called it progress.",
    "Die Opposition stimmte dagegen.": "The opposition voted against it.",
    "Das Gesetz tritt im Juli in Kraft.": "The act enters into force in July.",
}


@pytest.fixture
def article() -> Article:
    return Article.from_text(GERMAN, language="de")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine("de-en", render=ENGLISH)


def test_every_segment_stands_beside_its_translation(article: Article, engine: FakeEngine) -> None:
    english = Translate(to="en", engine=engine)(article)
    assert {pair.source.clean: pair.target.clean for pair in english.pairs} == ENGLISH
    assert english.route == ("de", "en")
    assert english.engine == "fake"
    assert not english.checks


def test_the_rendering_is_a_full_article(article: Article, engine: FakeEngine) -> None:
    target = Translate(to="en", engine=engine)(article).article
    assert target.title == "Federation and states agree on water act"
    assert target.language == "en"
    assert [s.role for s in target.segments] == [s.role for s in article.segments]
    assert all(target.text[s.start : s.end] == s.text for s in target.segments)
    assert Summarize(facts=1)(target).language == "en"


def test_all_articles_travel_in_one_call_per_language(engine: FakeEngine, article: Article) -> None:
    other = Article.from_text("Die Frist endet am Freitag. Danach ist Schluss damit.", language="de")
    translations = Translate(to="en", engine=engine)([article, other])
    assert [t.source for t in translations] == [article, other]
    assert len(engine.calls) == 1


def test_same_language_is_identity(article: Article) -> None:
    engine = FakeEngine()
    same = Translate(to="de-AT", engine=engine)(article)
    assert [p.target.clean for p in same.pairs] == [p.source.clean for p in same.pairs]
    assert same.route == ("de",)
    assert same.engine == "identity"
    assert engine.calls == []


def test_a_region_the_engine_lacks_is_recorded(article: Article, engine: FakeEngine) -> None:
    british = Translate(to="en-GB", engine=engine)(article)
    assert british.article.language == "en-GB"
    assert "region ignored" in {step.name for step in british.outcomes[0].steps}


def test_untranslated_text_is_kept_and_marked(article: Article) -> None:
    engine = FakeEngine("de-en", render=lambda text, pair: text)
    english = Translate(to="en", engine=engine)(article)
    assert {check.code for checks in english.checks.values() for check in checks} == {"untranslated"}
    assert len(english.checks) == len(english.pairs)


def test_blank_output_becomes_the_original_marked(article: Article) -> None:
    english = Translate(to="en", engine=FakeEngine("de-en", render=lambda text, pair: " \n"))(article)
    assert all(pair.target.clean == pair.source.clean for pair in english.pairs)
    assert all(pair.checks[0].code == "untranslated" for pair in english.pairs)


def test_loops_and_cuts_are_marked(article: Article) -> None:
    first, second = "Die Ministerin nannte es einen Fortschritt.", "Die Opposition stimmte dagegen."
    render = ENGLISH | {first: "The minister the minister the minister the minister called it."}
    english = Translate(to="en", engine=FakeEngine("de-en", render=render, cut=[second]))(article)
    codes = {pair.source.clean: [check.code for check in pair.checks] for pair in english.pairs}
    assert codes[first] == ["repeated"]
    assert codes[second] == ["cut"]


def test_a_given_title_is_translated_too(engine: FakeEngine) -> None:
    article = Article.from_text("Das Gesetz tritt im Juli in Kraft.", language="de", title="Neues Gesetz")
    target = Translate(to="en", engine=engine)(article).article
    assert target.title == "[en] Neues Gesetz"
    assert target.text == "The act enters into force in July."


def test_round_trip_through_json(article: Article, engine: FakeEngine) -> None:
    english = Translate(to="en", engine=engine)(article)
    assert Translation.from_json(english.to_json()) == english


def test_no_model_names_the_command_that_installs(article: Article) -> None:
    with pytest.raises(ModelNotFoundError, match="polnews models install de-it"):
        Translate(to="it")(article)


def test_no_such_language() -> None:
    with pytest.raises(LanguageError, match="not a language tag"):
        Translate(to="klingonish")


def test_shown_as_text_and_markdown(article: Article) -> None:
    render = ENGLISH | {"Die Opposition stimmte dagegen.": "Die Opposition stimmte dagegen."}
    english = Translate(to="en", engine=FakeEngine("de-en", render=render))(article)
    text = str(english)
    assert text.startswith("Federation and states agree on water act\n")
    assert "! [4] untranslated:" in text
    assert english.signature in english.to_markdown()
    assert (
        "| Die Ministerin nannte es einen Fortschritt. | The minister called it progress. |"
        in english.to_markdown()
    )


def test_a_given_title_is_judged_and_shown_like_any_line() -> None:
    article = Article.from_text(
        "Народното събрание гласува в понеделник.", language="bg", title="Парламентът отхвърли 3 закона"
    )
    engine = FakeEngine(
        "bg-en",
        render={
            "Парламентът отхвърли 3 закона": "Parliament rejects 5 laws",
            "Народното събрание гласува в понеделник.": "Parliament voted on Monday.",
        },
    )
    english = Translate(to="en", engine=engine, retry=False)(article)
    assert english.title_outcome is not None
    assert len(english.line_outcomes) == len(english.outcomes) + 1
    assert english.severe == 1 or "corrected" in {check.code for check in english.title_outcome.checks}
    for text in (str(english), english.to_markdown(), english.to_html()):
        assert "Parliament rejects" in text
    assert "Парламентът отхвърли 3 закона" in english.to_html()
    brief = Summarize(facts=1)(english)
    assert brief.headline.outcome == english.title_outcome
    assert Translation.from_json(english.to_json()) == english
