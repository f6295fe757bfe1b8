"""Summarize: budgets, order, provenance, and briefs in another language."""

import re
import sys

import pytest
from pydantic import ValidationError

from polnews import Article, Brief, Summarize, Translate
from polnews.errors import ArticleError, MissingExtraError, RegistryError
from polnews.facets import rendered_actors
from polnews.mentions import Actor
from polnews.testing import FakeEngine

BULGARIAN = """Парламентът прие закон за водите

Народното събрание прие в понеделник новия закон за водите с 143 гласа.

Законът предвижда 120 млн. лв. за ремонт на водопроводи до края на 2027 г. Министърът на околната среда го нарече крачка напред.

Опозицията гласува против. Времето беше хубаво.

Законът влиза в сила на 1 юли."""


@pytest.fixture
def article() -> Article:
    return Article.from_text(BULGARIAN, language="bg")


def test_every_fact_carries_its_original(article: Article) -> None:
    brief = Summarize(facts=3)(article)
    assert len(brief.facts) == 3
    for fact in brief.facts:
        (source,) = fact.sources
        assert article.text[source.start : source.end] == source.text
        assert fact.text == article.segments[source.segment].clean


def test_facts_stand_in_reading_order_and_keep_their_rank(article: Article) -> None:
    brief = Summarize(facts=4)(article)
    places = [fact.sources[0].start for fact in brief.facts]
    assert places == sorted(places)
    by_rank = sorted(brief.facts, key=lambda fact: fact.rank)
    assert [fact.rank for fact in by_rank] == [1, 2, 3, 4]


def test_title_is_the_headline_and_never_a_fact(article: Article) -> None:
    brief = Summarize(facts=20)(article)
    assert brief.headline.text == "Парламентът прие закон за водите"
    assert not brief.headline.from_fact
    assert brief.headline.text not in [fact.text for fact in brief.facts]


def test_without_a_title_the_top_fact_is_the_headline() -> None:
    article = Article.from_text("Der Bundestag beschloss das Gesetz. Es gilt ab Juli.", language="de")
    brief = Summarize()(article)
    top = next(fact for fact in brief.facts if fact.rank == 1)
    assert brief.headline.from_fact
    assert brief.headline.text == top.text
    assert "its most important fact" in str(brief)


@pytest.mark.parametrize("budget", [{"facts": 2}, {"words": 25}, {"share": 0.3}])
def test_budgets(article: Article, budget: dict[str, float]) -> None:
    brief = Summarize(**budget)(article)  # type: ignore[arg-type]
    words = sum(len(fact.text.split()) for fact in brief.facts)
    assert brief.facts
    assert words <= 25 if "words" in budget else len(brief.facts) == 2


@pytest.mark.parametrize("budget", [{"facts": 0}, {"words": 0}, {"share": 0.0}, {"share": 1.5}])
def test_impossible_budgets(budget: dict[str, float]) -> None:
    with pytest.raises(ArticleError, match=r"e\.g\."):
        Summarize(**budget)  # type: ignore[arg-type]


def test_one_budget_only() -> None:
    with pytest.raises(ArticleError, match="exactly one"):
        Summarize(facts=2, words=10)


def test_unknown_method_lists_the_known() -> None:
    with pytest.raises(RegistryError, match="sumy:lexrank"):
        Summarize(method="sumy:lexrnak")


def test_sumy_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sumy", None)
    with pytest.raises(MissingExtraError, match=r"'sumy:lsa' needs .* pip install \"polnews\[sumy\]\""):
        Summarize(method="sumy:lsa")
    assert Summarize(method="lead").method == "lead"


def test_only_what_is_kept_is_translated(article: Article) -> None:
    engine = FakeEngine("bg-en")
    brief = Summarize(facts=2, to=Translate(to="en", engine=engine))(article)
    ((_, texts),) = engine.calls
    assert len(texts) == 3  # the headline and two facts
    assert brief.language == "en"
    assert brief.route == ("bg", "en")
    assert all(fact.text == f"[en] {article.segments[fact.sources[0].segment].clean}" for fact in brief.facts)


def test_translate_first_ranks_the_translation(article: Article) -> None:
    engine = FakeEngine("bg-en")
    brief = Summarize(facts=2, to=Translate(to="en", engine=engine), translate_first=True)(article)
    ((_, texts),) = engine.calls
    assert len(texts) == len(article.segments)
    assert brief.facts[0].sources[0].language == "bg"
    assert brief.facts[0].text.startswith("[en]")
    assert "route fake=bg-en" in brief.signature


def test_a_translation_can_be_summarised(article: Article) -> None:
    english = Translate(to="en", engine=FakeEngine("bg-en"))(article)
    brief = Summarize(facts=2)(english)
    assert brief.language == "en"
    assert brief.engine == "fake"
    assert brief.facts[0].sources[0].text in article.text
    assert brief.headline.text == "[en] Парламентът прие закон за водите"


def test_many_articles_in_one_batch(article: Article) -> None:
    engine = FakeEngine("bg-en")
    briefs = Summarize(facts=1, to=Translate(to="en", engine=engine))([article, article])
    assert len(briefs) == 2
    assert briefs[0] == briefs[1]
    assert len(engine.calls) == 1


def test_a_brief_is_frozen_and_round_trips(article: Article) -> None:
    brief = Summarize(facts=2, to=Translate(to="en", engine=FakeEngine("bg-en")))(article)
    assert Brief.from_json(brief.to_json()) == brief
    with pytest.raises(ValidationError):
        brief.language = "fr"


def test_json_follows_the_published_schema(article: Article) -> None:
    import json

    import jsonschema

    jsonschema.validate(json.loads(Summarize()(article).to_json()), Brief.json_schema())


def test_not_a_brief() -> None:
    with pytest.raises(ArticleError, match=r"\[headline\]"):
        Brief.from_json("{}")


def test_text_shows_the_original_beneath_each_fact(article: Article) -> None:
    text = str(Summarize(facts=2, to=Translate(to="en", engine=FakeEngine("bg-en")))(article))
    assert "Bulgarian → English (translated by fake)" in text
    assert "Народното събрание прие в понеделник" in text
    assert "Set aside: nothing." in text


def test_scores_of_every_sentence(article: Article) -> None:
    scores = Summarize().scores(article)
    candidates = [s.index for s in article.segments if s.role in ("lead", "body")]
    assert [scored.segment_index for scored in scores] == candidates
    assert all(scored.features for scored in scores)


def test_brief_lists_who_when_and_how_much(article: Article) -> None:
    dated = Article.from_text(BULGARIAN, language="bg", date="2026-05-20")
    brief = Summarize(facts=2)(dated)
    assert "2026-05-18" in {date.value for date in brief.timeline}  # the Monday before a Wednesday
    assert any(number.unit == "BGN" and number.value == 120_000_000 for number in brief.numbers)
    for mention in (*brief.timeline, *brief.numbers, *brief.quotes):
        assert dated.text[mention.start : mention.end] == mention.text
    assert Brief.from_json(brief.to_json()) == brief


def test_relative_dates_stay_unresolved_without_a_date(article: Article) -> None:
    brief = Summarize()(article)
    assert {date.value for date in brief.timeline if date.relative} == {None}
    assert "date of the article unknown" in str(brief)


def test_every_fact_has_a_kind(article: Article) -> None:
    kinds = {fact.kind for fact in Summarize(facts=9)(article).facts}
    assert "decision" in kinds
    assert len(kinds) > 1


@pytest.mark.parametrize(("sentences", "facts"), [(3, 3), (12, 5), (16, 8), (60, 12)])
def test_without_a_budget_a_longer_article_gets_more_facts(sentences: int, facts: int) -> None:
    subjects = ["council", "ministry", "court", "agency", "province", "union", "navy"]
    lines = [
        f"The {subjects[n % 7]} approved plan number {n} for region {n * n + 3}." for n in range(sentences)
    ]
    assert len(Summarize(method="lead")(Article.from_text(" ".join(lines), language="en")).facts) == facts


def test_sentences_of_dates_and_quotes_are_at_hand() -> None:
    text = (
        "Der Rat tagt in Sofia. Die Stadt stellt den Saal. Ein Chor singt. Das Essen ist warm. Alle sind da. Am "
        "3. März 2025 begann der Streit. „Wir bleiben hart“, sagte Ministerin Anna Weber."
    )
    article = Article.from_text(text, language="de")
    brief = Summarize(facts=2, method="lead")(article)
    assert [article.text[one.source.start : one.source.end] for one in brief.passages] == [
        one.source.text for one in brief.passages
    ]
    assert any("3. März 2025" in one.text for one in brief.passages)
    assert any("Wir bleiben hart" in one.text for one in brief.passages)
    assert "Dates and quotes above stand in:" in str(brief)
    assert Summarize(facts=9, method="lead")(article).passages == ()


def test_sentences_that_dates_and_quotes_stand_in_are_translated_too() -> None:
    text = (
        "Der Rat tagt\n\nDer Rat beschloss am Montag das Gesetz über die Wasserversorgung der Gemeinden.\n\n"
        "Die Frist endet am 3. März 2025. „Wir bleiben hart“, sagte Ministerin Ana Petrova am Abend in Wien."
    )
    article = Article.from_text(text, language="de")
    engine = FakeEngine("de-en", render=lambda one, _: f"In English: {one}")
    brief = Summarize(facts=1, method="lead", to=Translate(to="en", engine=engine))(article)
    assert brief.passages
    for passage in brief.passages:
        assert passage.text.startswith("In English: ")
        assert passage.source.text == article.text[passage.source.start : passage.source.end]
        assert passage.outcome.steps
    assert len(brief.outcomes) == 1 + len(brief.facts) + len(brief.passages)
    for shown in (str(brief), brief.to_markdown(), brief.to_html()):
        plain = " ".join(re.sub(r"<[^>]+>|[>|\\]", " ", shown).split())
        for passage in brief.passages:
            assert passage.source.text in plain
    assert Brief.from_json(brief.to_json()) == brief
    assert all(not one.is_translated for one in Summarize(facts=1, method="lead")(article).passages)


@pytest.mark.parametrize(
    ("name", "source", "original", "translation", "language", "rendered"),
    [
        (
            "Министерството на отбраната",
            "bg",
            "Има задачи на Министерството на отбраната.",
            "The tasks of the Ministry of Defense's staff.",
            "en",
            "Ministry of Defense",
        ),
        (
            "Verteidigungsministeriums",
            "de",
            "Der Vertrag des Verteidigungsministeriums.",
            "Договорът на Министерството на отбраната.",
            "bg",
            "Министерството на отбраната",
        ),
        (
            "ministero della Difesa",
            "it",
            "Paga il ministero della Difesa.",
            "Das Verteidigungsministerium zahlt.",
            "de",
            "Verteidigungsministerium",
        ),
        (
            "Banco Central Europeu",
            "pt",
            "O Banco Central Europeu decide.",
            "Oggi la Banca centrale europea decide.",
            "it",
            "Banca centrale europea",
        ),
        (
            "Court of Auditors",
            "en",
            "The Court of Auditors warns.",
            "O Tribunal de Contas avisa.",
            "pt",
            "Tribunal de Contas",
        ),
        # Another ministry, a sentence without it, a language nobody translated into.
        (
            "ministero della Difesa",
            "it",
            "Paga il ministero della Difesa.",
            "The Ministry of Finance pays.",
            "en",
            None,
        ),
        ("ministero della Difesa", "it", "Oggi piove.", "The Ministry of Defence pays.", "en", None),
        ("ministero della Difesa", "it", "Paga il ministero della Difesa.", "Paga il ministero.", "it", None),
    ],
)
def test_bodies_are_named_as_the_translation_names_them(
    name: str, source: str, original: str, translation: str, language: str, rendered: str | None
) -> None:
    told = [(original, source, translation)]
    (actor,) = rendered_actors([Actor(name, "organisation", ())], told, language)
    assert actor.rendered == rendered


def test_a_brief_in_another_language_names_bodies_in_it_too() -> None:
    article = Article.from_text(
        "Riforma\n\nIl ministero della Difesa paga 5 milioni di euro. Oggi piove.", language="it"
    )
    said = {
        "Il ministero della Difesa paga 5 milioni di euro.": "The Ministry of Defence pays EUR 5 million."
    }
    engine = FakeEngine("it-en", render=said)
    brief = Summarize(to=Translate(to="en", engine=engine))(article)
    assert [actor.rendered for actor in brief.who] == ["Ministry of Defence"]
    assert "Ministry of Defence / ministero della Difesa" in str(brief)
    assert Brief.from_json(brief.to_json()) == brief
