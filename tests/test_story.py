"""Stories: versions in order, facts with those who state them, differences, and heaps that fall into stories."""

import json
from pathlib import Path

import pytest

from polnews import Article, Brief, Story, Summarize, Translate
from polnews.errors import ArticleError, ModelNotFoundError
from polnews.mentions import find_actors
from polnews.segment import Segment
from polnews.story.clusters import clusters_of
from polnews.story.differences import differences_of
from polnews.story.facts import _is_between_equals
from polnews.story.grouping import Card, group, strangers
from polnews.story.opinion import is_opinion
from polnews.story.passages import Passage
from polnews.story.values import Alignment, Link
from polnews.testing import FakeEngine

ROOT = Path(__file__).parents[1]
LANGUAGES = ("bg", "de", "en", "it", "pt")
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def source(name: str) -> dict:
    lines = (
        (ROOT / "tests" / "data" / "articles" / f"{name[:3]}.jsonl").read_text(encoding="utf-8").splitlines()
    )
    return next(found for found in map(json.loads, lines) if found["id"] == name)


def version(
    name: str, language: str, *, date: str | None = None, alter: dict[int, str] | None = None
) -> Article:
    found = source(name)
    rows = [(alter or {}).get(at, row[language]) for at, row in enumerate(found["rows"])]
    text = f"{rows[0]}\n\n{' '.join(rows[1:])}"
    return Article.from_text(
        text, language=language, date=date or found["date"], source=f"{name}.{language}.txt"
    )


@pytest.fixture(scope="module")
def story() -> Story:
    return Story.from_articles([version("def-01", language) for language in LANGUAGES])


@pytest.fixture(scope="module")
def seeds() -> Story:
    return Story.from_files(*SEEDS)


def said(text: str, language: str, at: int = 0) -> Passage:
    return Passage(
        at,
        [Segment.cut(text, 0, len(text), index=at, role="body", language=language, paragraph=0)],
        find_actors(text, language),
    )


def _segment(text: str, language: str) -> Segment:
    return Segment.cut(text, 0, len(text), index=0, role="body", language=language, paragraph=0)


# --- the value ---------------------------------------------------------------------------------------------------


def test_story_is_equal_to_itself_after_json_and_frozen(story):
    again = Story.from_json(story.to_json())
    assert again == story
    with pytest.raises(ValueError, match="frozen"):
        again.signature = "other"


def test_same_articles_give_the_same_bytes(story):
    again = Story.from_articles([version("def-01", language) for language in LANGUAGES])
    assert again.to_json() == story.to_json()


def test_json_of_another_kind_is_refused_with_the_fault():
    with pytest.raises(ArticleError, match=r"\[versions\] Field required"):
        Story.from_json('{"signature": "x"}')


def test_versions_come_by_date_and_the_undated_last():
    late, early = version("def-01", "en", date="2026-03-14"), version("def-01", "de")
    undated = Article.from_text(version("def-01", "it").text, language="it")
    assert Story.from_articles([undated, late, early]).labels == ("de", "en", "it")


def test_labels_count_versions_of_one_language():
    texts = [version("def-01", "en"), version("def-01", "en", date="2026-03-14"), version("def-01", "de")]
    assert Story.from_articles(texts).labels == ("en 1", "de", "en 2")


def test_alignment_is_found_either_way_round_and_nothing_else(story):
    assert story.alignment(3, 1) == story.alignment(1, 3)
    with pytest.raises(KeyError, match="no versions 0 and 9"):
        story.alignment(0, 9)


# --- facts -------------------------------------------------------------------------------------------------------


def test_every_sentence_stands_in_exactly_one_fact_and_is_the_exact_slice(story):
    places = [(one.version, one.segment) for fact in story.facts for one in fact.statements]
    assert len(places) == len(set(places))
    for fact in story.facts:
        for one in fact.statements:
            assert story.versions[one.version].text[one.start : one.end] == one.text
    for number, article in enumerate(story.versions):
        told = {segment.index for segment in article.segments if segment.role in ("lead", "body")}
        assert told <= {segment for at, segment in places if at == number}


def test_parallel_versions_share_their_facts(story):
    rows = sum(row["k"] != "title" for row in source("def-01")["rows"])
    assert len(story.shared) >= rows - 1
    assert [fact.rank for fact in story.facts] == list(range(1, len(story.facts) + 1))
    assert all(story.missing_in(fact) == () for fact in story.shared)


def test_a_sentence_left_out_is_missing_in_that_version_only():
    found = source("def-01")
    rows = [row["en"] for at, row in enumerate(found["rows"]) if at != 3]
    shorter = Article.from_text(f"{rows[0]}\n\n{' '.join(rows[1:])}", language="en", date=found["date"])
    story = Story.from_articles([version("def-01", "de"), version("def-01", "it"), shorter])
    [fact] = [
        fact for fact in story.facts if any(found["rows"][3]["de"] == one.text for one in fact.statements)
    ]
    assert [story.labels[at] for at in story.missing_in(fact)] == ["en"]


def test_opinion_of_one_version_is_told_apart():
    judged = {
        4: source("def-01")["rows"][4]["en"] + " Unfortunately, this is far too little and comes too late."
    }
    story = Story.from_articles([version("def-01", "de"), version("def-01", "en", alter=judged)])
    assert ["Unfortunately" in fact.statements[0].text for fact in story.only_in(1) if fact.opinion] == [True]


@pytest.mark.parametrize(
    ("language", "text", "judges"),
    [
        ("bg", "За съжаление планът идва твърде късно.", True),
        ("bg", "Парламентът прие закона с 61 гласа.", False),
        ("de", "Das ist allenfalls Symbolpolitik.", True),
        ("de", "„Das ist Symbolpolitik“, sagte die Abgeordnete.", False),
        ("en", "Who is supposed to believe that?", True),
        ("en", "The council meets on Monday.", False),
        ("it", "Un'occasione mancata, purtroppo.", True),
        ("it", "Il Consiglio ha approvato la legge.", False),
        ("pt", "Infelizmente, a medida não basta.", True),
        ("pt", "O Governo aprovou a proposta.", False),
        ("fi", "Hallitus hyväksyi esityksen.", False),
    ],
)
def test_opinion_is_told_by_judging_words_outside_quotation_marks(language, text, judges):
    assert is_opinion(text, language) is judges


def test_a_version_that_tells_two_facts_in_one_breath_does_not_join_them_for_the_others():
    one, two = Link((0,), (0,), "same", 0.9), Link((1,), (1,), "same", 0.9)
    both = Link((0, 1), (0,), "same", 0.8)
    alignments = [
        Alignment(0, 1, (one, two), (), ()),
        Alignment(0, 2, (both,), (), ()),
        Alignment(1, 2, (both,), (), ()),
    ]
    assert [cluster.segments for cluster in clusters_of([2, 2, 1], alignments)] == [
        {0: (0,), 1: (0,), 2: (0,)},
        {0: (1,), 1: (1,)},
    ]


def test_two_versions_may_tell_one_fact_in_one_and_in_two_sentences():
    alignment = Alignment(0, 1, (Link((0, 1), (0,), "same", 0.8),), (), ())
    assert clusters_of([2, 1], [alignment])[0].segments == {0: (0, 1), 1: (0,)}


# --- differences -------------------------------------------------------------------------------------------------


def test_an_altered_amount_is_reported_with_what_each_version_says(story):
    altered = {2: source("def-01")["rows"][2]["it"].replace("412", "472")}
    assert altered[2] != source("def-01")["rows"][2]["it"]
    texts = [version("def-01", code, alter=altered if code == "it" else None) for code in LANGUAGES]
    [fact] = Story.from_articles(texts).disputed
    [found] = fact.differences
    assert found.kind == "amount"
    assert {reading.value for reading in found.readings if reading.version != 3} == {"412000000 EUR"}
    assert [reading.value for reading in found.readings if reading.version == 3] == ["472000000 EUR"]
    for reading in found.readings:
        assert texts[reading.version].text[reading.start : reading.end] == reading.text


def test_who_tells_it_anew_may_leave_out_a_number_but_not_say_another():
    rows = source("def-01")["rows"]
    german, italian = (Passage(at, [_segment(rows[2][code], code)]) for at, code in enumerate(("de", "it")))
    other = _segment(rows[2]["en"].replace("412", "472"), "en")
    assert "472" in other.text
    [found] = differences_of([[german, italian, Passage(2, [other])]])
    assert _is_between_equals(found[0], [[0, 1], [2]])
    silent = _segment("The programme is capped.", "en")
    [found] = differences_of([[german, italian, Passage(2, [silent])]])
    assert found
    assert not any(_is_between_equals(one, [[0, 1], [2]]) for one in found)
    assert all(_is_between_equals(one, [[0, 1, 2]]) for one in found)


def test_unaltered_versions_of_this_story_do_not_disagree(story):
    assert story.disputed == ()


@pytest.mark.parametrize(
    ("kind", "texts", "odd"),
    [
        (
            "date",
            [("en", "It starts between June 2025 and May 2026."), ("de", "Beginn ist zwischen Juni 2025 und März 2026."),
             ("it", "Comincia tra giugno 2025 e marzo 2026."), ("pt", "Começa entre junho de 2025 e março de 2026.")],
            "June 2025 and May 2026",
        ),
        (
            "number",
            [("en", "The vote was 61 to 40."), ("bg", "Резултатът беше 61 на 40."), ("de", "Das Ergebnis war 61 zu 49.")],
            "49",
        ),
        (
            "name",
            [("en", "The rockets fly from Andøya in June."), ("de", "Die Raketen starten im Juni in Andøya."),
             ("it", "I razzi partono da Andøya a giugno."), ("pt", "Os foguetes partem de Kowalczuk em junho.")],
            "Kowalczuk",
        ),
        (
            "negation",
            [("en", "The ban does not apply to fishing."), ("de", "Das Verbot gilt nicht für die Fischerei."),
             ("it", "Il divieto vale per la pesca."), ("bg", "Забраната не важи за риболова.")],
            "",
        ),
    ],
)  # fmt: skip
def test_the_odd_version_out_is_named(kind, texts, odd):
    passages = [said(text, language, at) for at, (language, text) in enumerate(texts)]
    [found] = differences_of([passages])
    assert [one.kind for one in found] == [kind]
    values = [reading.value for reading in found[0].readings]
    assert odd in [reading.text for reading in found[0].readings if values.count(reading.value) == 1]


@pytest.mark.parametrize(
    "texts",
    [
        [("it", "Circa una trentina di testate."), ("de", "Rund 30 Blätter."), ("en", "Some 30 titles.")],
        [("en", "The CO2 charge rises."), ("bg", "Въглеродната такса расте."), ("de", "Die CO2-Abgabe steigt.")],
        [("pt", "Terá um mandato quinquenal."), ("de", "Die Amtszeit beträgt 5 Jahre."), ("en", "It lasts 5 years.")],
        [("bg", "БВП расте."), ("en", "GDP is growing."), ("it", "Il Pil cresce."), ("pt", "O PIB cresce.")],
        [("de", "Das Kartellamt verhängte Bußgelder."), ("en", "Germany's cartel office imposed fines."),
         ("it", "La Germania ha inflitto multe."), ("pt", "A Alemanha aplicou coimas.")],
    ],
)  # fmt: skip
def test_languages_that_say_it_otherwise_do_not_disagree(texts):
    passages = [said(text, language, at) for at, (language, text) in enumerate(texts)]
    assert differences_of([passages]) == [()]


def test_a_place_each_language_calls_otherwise_all_through_is_no_difference():
    english = ["Alarms reach Capodistria.", "The mayor of Capodistria agreed."]
    german = ["Der Alarm erreicht Koper.", "Der Bürgermeister von Koper stimmte zu."]
    sentences = [[said(one, "en", 0), said(two, "de", 1)] for one, two in zip(english, german, strict=True)]
    assert differences_of(sentences) == [(), ()]


# --- heaps -------------------------------------------------------------------------------------------------------


def test_a_heap_falls_into_its_stories():
    names = ("def-01", "eco-02", "soc-03")
    heap = [version(name, language) for language in ("bg", "en", "pt") for name in names]
    found = Story.group(heap)
    assert [{article.source[:6] for article in one.versions} for one in found] == [{name} for name in names]


def test_days_part_stories_and_none_does_not():
    early, late = version("def-01", "en"), version("def-01", "de", date="2026-05-01")
    assert len(Story.group([early, late])) == 2
    assert len(Story.group([early, late], days=None)) == 1
    with pytest.raises(ArticleError, match="days=-1"):
        Story.group([early], days=-1)


def test_relations_tell_copies_translations_and_updates_apart():
    english = version("def-01", "en")
    copy = Article.from_text(f"By our staff\n\n{english.text}", language="en", date="2026-03-12")
    cut = [row["en"] for at, row in enumerate(source("def-01")["rows"]) if at not in (3, 4)]
    update = Article.from_text(f"{cut[0]}\n\n{' '.join(cut[1:])}", language="en", date="2026-03-13")
    kinds = {
        name: Story.from_articles([english, other]).relations[0].kind
        for name, other in {"copy": copy, "update": update, "german": version("def-01", "de")}.items()
    }
    assert kinds == {"copy": "duplicate", "update": "update", "german": "translation"}


def test_an_article_of_another_event_is_named():
    with pytest.raises(ArticleError, match=r"(?s)1 of 3 articles.*eco-02\.it\.txt · it · .*Story\.group"):
        Story.from_articles([version("def-01", "en"), version("def-01", "de"), version("eco-02", "it")])


def test_texts_that_name_too_little_are_taken_as_given():
    texts = [
        Article.from_text("The cabinet agreed.", language="en"),
        Article.from_text("Man stimmte zu.", language="de"),
    ]
    assert len(Story.from_articles(texts).versions) == 2


def test_a_story_needs_an_article():
    with pytest.raises(ArticleError, match="at least one article"):
        Story.from_articles([])


def test_groups_do_not_depend_on_how_names_hash():
    cards = [
        Card(frozenset(f"{event}{key}" for key in range(8)) | {f"own{at}"})
        for at, event in enumerate("ababc")
    ]
    assert group(cards, days=None) == [(0, 2), (1, 3), (4,)]
    assert strangers(cards[:3]) == [1]


def test_a_chain_of_near_misses_does_not_join_two_events():
    first, last = frozenset(range(20)), frozenset(range(20, 40))
    keys = [first, first, frozenset(range(5, 25)), last, last]
    cards = [Card(frozenset(map(str, one))) for one in keys]
    assert len(group(cards, days=None)) == 2


# --- files -------------------------------------------------------------------------------------------------------


def test_files_patterns_and_folders_give_the_same_story(tmp_path):
    for language in ("de", "en"):
        (tmp_path / f"{language}.txt").write_text(version("def-01", language).text, encoding="utf-8")
    (tmp_path / "NOTICE").write_text("Whose texts these are.", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("Nothing.", encoding="utf-8")
    by_name = Story.from_files(tmp_path / "de.txt", str(tmp_path / "en.txt"))
    assert by_name == Story.from_files(f"{tmp_path}/*.txt") == Story.from_folder(tmp_path)
    assert [article.source for article in by_name.versions] == ["de.txt", "en.txt"]


@pytest.mark.parametrize("name", ["no-such-folder", "empty"])
def test_a_folder_without_articles_says_so(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArticleError, match="folder"):
        Story.from_folder(tmp_path / name)


def test_a_pattern_that_fits_nothing_says_so(tmp_path):
    with pytest.raises(ArticleError, match=r"No file fits .*\*\.txt"):
        Story.from_files(f"{tmp_path}/*.txt")
    with pytest.raises(ArticleError, match="No file was given"):
        Story.from_files()


# --- briefs ------------------------------------------------------------------------------------------------------


def test_brief_takes_its_words_from_a_version_in_its_language(story):
    brief = Summarize(facts=4, to="pt")(story)
    assert [fact.sources[0].language for fact in brief.facts] == ["pt"] * 4
    assert all(fact.text == " ".join(fact.sources[0].text.split()) for fact in brief.facts)
    assert brief.labels[brief.main] == "pt"
    assert brief.engine == "identity"
    assert all(brief.missing_in(fact) == () for fact in brief.facts if len(fact.stated_by) == 5)
    assert Brief.from_json(brief.to_json()) == brief


def test_brief_translates_from_a_version_it_can_translate(story):
    to_french = Translate(to="fr", engine=FakeEngine("it-fr"))
    brief = Summarize(facts=3, to=to_french)(story)
    assert brief.language == "fr"
    assert brief.route == ("it", "fr")
    assert {fact.sources[0].language for fact in brief.facts} == {"it"}
    assert "route fake=it-fr" in brief.signature


def test_brief_without_a_model_for_any_version_says_what_to_install(story):
    with pytest.raises(ModelNotFoundError, match="polnews models install"):
        Summarize(facts=3, to=Translate(to="fr", engine=FakeEngine("es-fr")))(story)


def test_brief_without_a_target_is_in_the_language_most_versions_have():
    texts = [version("def-01", "de"), version("def-01", "en"), version("def-01", "de", date="2026-03-13")]
    assert Summarize(facts=2)(Story.from_articles(texts)).language == "de"


def test_facts_keep_rank_and_reading_order(story):
    brief = Summarize(facts=5, to="en")(story)
    places = [fact.sources[0].segment for fact in brief.facts]
    assert places == sorted(places)
    assert sorted(fact.rank for fact in brief.facts) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("method", ["lead", "sumy:lexrank"])
def test_budget_and_method_count_for_stories_too(story, method):
    brief = Summarize(words=60, method=method, to="en")(story)
    assert 1 <= len(brief.facts) < 6
    assert f"ranking={method}" in brief.signature


def test_stories_and_articles_are_briefed_together(story):
    article = version("eco-02", "de")
    together = Summarize(facts=2)([article, story])
    assert together == [Summarize(facts=2)(article), Summarize(facts=2)(story)]


# --- the seeds ---------------------------------------------------------------------------------------------------


def test_parallel_seeds_align_one_to_one(seeds):
    numbers = [at for at, label in enumerate(seeds.labels) if label != "en"]
    for left in numbers:
        for right in numbers:
            if left < right:
                links = seeds.alignment(left, right).links
                assert all(len(link.left) == len(link.right) == 1 for link in links)
                starts = [(link.left[0], link.right[0]) for link in links]
                assert starts == sorted(starts)
                assert {b - a for a, b in starts if a > 1} == {starts[-1][1] - starts[-1][0]}
                assert len(links) >= 18


def test_english_seed_shares_facts_and_has_its_own(seeds):
    english = seeds.labels.index("en")
    assert len(seeds.only_in(english)) >= 5
    assert sum(english in fact.versions and len(fact.versions) > 2 for fact in seeds.facts) >= 5
    kinds = {(seeds.labels[one.left], seeds.labels[one.right]): one.kind for one in seeds.relations}
    assert all((kind == "rewrite") == ("en" in pair) for pair, kind in kinds.items())
    assert seeds.disputed == ()


def test_a_translation_that_exists_anyway_tells_which_sentences_belong_together():
    english = ["The choir sings again", "Fishermen complain loudly.", "Teachers praise the plan."]
    german = ["Der Chor singt wieder", "Lehrkräfte loben das Vorhaben.", "Fischer klagen lauthals."]
    left, right = (
        Article.from_text(f"{rows[0]}\n\n{' '.join(rows[1:])}", language=language, date=day)
        for rows, language, day in ((english, "en", "2025-03-01"), (german, "de", "2025-03-02"))
    )
    rendered = dict(zip(english, [german[0], german[2], german[1]], strict=True))
    translation = Translate(to="de", engine=FakeEngine("en-de", render=rendered))(left)
    alone, told = (
        Story.from_articles([left, right]),
        Story.from_articles([left, right], translations=[translation]),
    )
    crossed = {((1,), (2,)), ((2,), (1,))}
    assert not crossed & {(link.left, link.right) for link in alone.alignments[0].links}
    assert crossed <= {(link.left, link.right) for link in told.alignments[0].links}
    assert "known=" in told.signature
    assert "known=" not in alone.signature
