"""The key-facts ranker: what it sees, what it takes, how its cost grows."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polnews import Article
from polnews.errors import ArticleError, RegistryError
from polnews.ranking import METHODS, rank, redundancy, score_table, select, signature
from polnews.ranking.cues import CUES, TIME, _lists, cue_words, cues_of
from polnews.ranking.features import FEATURES, features_of, read
from polnews.ranking.keyfacts import weights
from polnews.ranking.redundancy import by_marginal_relevance
from polnews.segment import Segment

ENGLISH = (
    "Cabinet clears river plan\n\n"
    "The cabinet on Tuesday approved a plan to clean the river by 2030. "
    "“Rivers are like old friends,” said Minister Ana Roe. The plan costs EUR 40 million. Boats are blue. "
    "Parliament must vote on the bill by 3 May. The river was named in the last century."
)


def article_of(sentences: Sequence[str], language: str = "en", roles: Sequence[str] = ()) -> SimpleNamespace:
    roles = roles or (["lead"] + ["body"] * len(sentences))[: len(sentences)]
    segments = tuple(
        Segment.cut(text, 0, len(text), index=i, role=role, language=language, paragraph=i)  # type: ignore[arg-type]
        for i, (text, role) in enumerate(zip(sentences, roles, strict=True))
    )
    return SimpleNamespace(segments=segments, language=language, title=None)


def features(text: str, language: str) -> dict[str, float]:
    """Features of a sentence in the middle of three."""
    article = article_of(["Eins zwei drei.", text, "Vier fünf sechs."], language)
    return features_of(read(article.segments, language), language, None)[1]


def test_the_lead_comes_first_and_the_quotation_is_not_taken() -> None:
    article = Article.from_text(ENGLISH, language="en")
    taken = [article.segments[one.segment_index].clean for one in select(article, facts=3)]
    assert taken[0].startswith("The cabinet on Tuesday")
    assert set(taken[1:]) == {"The plan costs EUR 40 million.", "Parliament must vote on the bill by 3 May."}


SEEN = [
    ("bg", "Парламентът одобри закона.", "decision"),
    ("de", "Der Bundestag verabschiedete das Gesetz.", "decision"),
    ("en", "Parliament adopted the act.", "decision"),
    ("it", "Il Parlamento ha adottato la legge.", "decision"),
    ("pt", "O Parlamento adotou a lei.", "decision"),
    ("bg", "Двете страни подписаха споразумение.", "agreement"),
    ("de", "Beide Länder unterzeichneten ein Abkommen.", "agreement"),
    ("en", "Both countries signed a treaty.", "agreement"),
    ("it", "I due Paesi hanno firmato un accordo.", "agreement"),
    ("pt", "Os dois países assinaram um acordo.", "agreement"),
    ("bg", "Фирмите трябва да подадат отчет.", "rule"),
    ("de", "Die Firmen müssen einen Bericht einreichen.", "rule"),
    ("en", "Firms must file a report.", "rule"),
    ("it", "Le imprese devono presentare un rapporto.", "rule"),
    ("pt", "As empresas devem entregar um relatório.", "rule"),
    ("bg", "Градът ще построи мост.", "plan"),
    ("de", "Die Stadt wird eine Brücke bauen.", "plan"),
    ("en", "The towns are to build a bridge.", "plan"),
    ("it", "La città costruirà un ponte.", "plan"),
    ("pt", "A cidade construirá uma ponte.", "plan"),
    ("bg", "Това става до края на юни.", "deadline"),
    ("de", "Das geschieht bis Ende Juni.", "deadline"),
    ("en", "This happens by the end of June.", "deadline"),
    ("it", "Accade entro la fine di giugno.", "deadline"),
    ("pt", "Isto acontece até ao fim de junho.", "deadline"),
    ("bg", "Решението може да се обжалва.", "next"),
    ("de", "Gegen das Urteil ist Berufung möglich.", "next"),
    ("en", "The firm may appeal.", "next"),
    ("it", "L'azienda può presentare ricorso.", "next"),
    ("pt", "A empresa pode apresentar recurso.", "next"),
    ("bg", "Синдикатите разкритикуваха плана.", "react"),
    ("de", "Die Gewerkschaften kritisierten den Plan.", "react"),
    ("en", "Unions criticised the idea.", "react"),
    ("it", "I sindacati hanno criticato il piano.", "react"),
    ("pt", "Os sindicatos criticaram o plano.", "react"),
    ("bg", "Това струва 3 млн. лева.", "currency"),
    ("de", "Das kostet 3 Mio. Franken.", "currency"),
    ("en", "That costs 3 million dollars.", "currency"),
    ("it", "Costa 3 milioni di euro.", "currency"),
    ("pt", "Custa 3 milhões de euros.", "currency"),
]


@pytest.mark.parametrize(("language", "text", "kind"), SEEN)
def test_cues_are_seen_in_every_language(language: str, text: str, kind: str) -> None:
    assert features(text, language)[kind] > 0
    assert (
        features(text, language)["substance" if kind in ("decision", "rule", "plan", "currency") else kind]
        > 0
    )


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Die Zahlen wurden gezählt.", "plan"),  # its dictionary form is "werden"
        ("de", "Die Verteidigung ist stark.", "react"),  # defence, not somebody defending
        ("it", "La ditta francese tace.", "currency"),  # French, not francs
        ("en", "Prices rose by 3 percent.", "deadline"),  # a limit needs a time
        ("en", "The state is large.", "say"),
        ("bg", "Министерството мълчи.", "next"),
        ("pt", "A maioria das pessoas sorri.", "plan"),
    ],
)
def test_what_looks_like_a_cue_and_is_none(language: str, text: str, kind: str) -> None:
    assert features(text, language)[kind] == 0


def test_every_kind_of_cue_has_a_list_in_every_first_class_language() -> None:
    assert set(_lists()) == {*CUES, TIME}
    for kind, lists in _lists().items():
        for language in ("bg", "de", "en", "it", "pt"):
            assert lists[language].split(), (kind, language)


def test_no_entry_of_the_lists_is_a_name_or_a_duplicate() -> None:
    for kind, lists in _lists().items():
        for language, words in lists.items():
            entries = words.split()
            assert len(entries) == len(set(entries)), (kind, language)
            assert words == words.lower(), (kind, language)


def test_cue_words_are_whole_words() -> None:
    assert all(word.isalpha() for word in cue_words("background", "pt"))
    assert cue_words("no such kind", "pt") == frozenset()
    assert cues_of("Käse", "de") == frozenset()


def test_features_are_numbers_near_0_to_1_and_all_described() -> None:
    article = Article.from_text(ENGLISH, language="en")
    for row in features_of(read(article.segments, "en"), "en", article.title):
        assert set(row) == set(FEATURES)
        assert all(-3 <= value <= 3 for value in row.values())
    assert set(weights().features) <= set(FEATURES)


def test_headings_and_the_title_are_never_candidates() -> None:
    article = article_of(
        ["A title", "A lead.", "A heading", "A body."], roles=["title", "lead", "heading", "body"]
    )
    for method in METHODS:
        assert [one.segment_index for one in rank(article, method=method)] == [1, 3]


def test_equal_sentences_keep_two_scores_but_only_one_is_taken() -> None:
    article = article_of(
        ["One thing is agreed.", "Banks must pay EUR 5 million.", "Banks must pay EUR 5 million."]
    )
    assert [one.segment_index for one in rank(article)] == [0, 1, 2]
    for method in METHODS:
        texts = [article.segments[one.segment_index].clean for one in select(article, method=method, facts=3)]
        assert len(texts) == len(set(texts)) == 2


def test_a_near_repeat_gives_way_to_news() -> None:
    article = article_of(
        [
            "The council met.",
            "The council approved a loan of EUR 20 million for the harbour.",
            "A loan of EUR 20 million for the harbour was approved by the council.",
            "Ships must use clean fuel from 1 June.",
        ]
    )
    assert [one.segment_index for one in select(article, facts=3)] in (
        [0, 1, 3],
        [0, 3, 1],
        [0, 2, 3],
        [0, 3, 2],
    )


@pytest.mark.parametrize("method", ["keyfacts", "lead", "sumy:luhn"])
def test_budgets_are_kept(method: str) -> None:
    article = Article.from_text(ENGLISH, language="en")
    assert len(select(article, method=method, facts=2)) == 2
    assert len(select(article, method=method, facts=99)) == 6
    assert len(select(article, method=method, share=0.5)) == 3
    assert len(select(article, method=method, share=0.01)) == 1
    words = [
        len(article.segments[one.segment_index].clean.split())
        for one in select(article, method=method, words=25)
    ]
    assert sum(words) <= 25
    assert len(select(article, method=method, words=1)) == 1


@pytest.mark.parametrize(
    "budget", [{}, {"facts": 0}, {"words": 0}, {"share": 0.0}, {"share": 1.1}, {"facts": 1, "words": 9}]
)
def test_impossible_budgets_say_what_is_possible(budget: dict[str, float]) -> None:
    with pytest.raises(ArticleError, match=r"facts=5|words=120|share=0.2"):
        select(article_of(["One."]), **budget)  # type: ignore[arg-type]


def test_an_unknown_method_lists_the_known() -> None:
    with pytest.raises(RegistryError, match="keyfacts, sumy:lexrank"):
        rank(article_of(["One."]), method="sumy:lexrnak")


def test_an_article_without_sentences_has_no_facts() -> None:
    for method in METHODS:
        assert select(article_of([]), method=method, facts=5) == []
        assert score_table(article_of([]), method=method) == []


def test_the_table_tells_every_sentence_and_why() -> None:
    article = Article.from_text(ENGLISH, language="en")
    table = score_table(article)
    assert [row["text"] for row in table] == [s.clean for s in article.segments if s.role in ("lead", "body")]
    assert set(FEATURES) <= set(table[0])
    scores = {one.segment_index: one.score for one in rank(article)}
    assert {row["segment"]: row["score"] for row in table} == scores


def test_the_signature_names_the_weights() -> None:
    assert signature("keyfacts")["weights"] == weights().digest
    assert "weights" not in signature("sumy:lsa")


def test_an_unknown_language_is_ranked_by_what_needs_no_list() -> None:
    article = article_of(
        ["Riigikogu kiitis eelarve heaks.", "See on lihtsalt üks lause.", "Kulud on 2026. aastal 40 ja 50."],
        "et",
    )
    assert select(article, facts=2)[0].segment_index == 0


@given(st.lists(st.tuples(st.floats(-5, 5), st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 1)))))
def test_choice_without_penalty_is_by_score(items: list[tuple[float, dict[str, float]]]) -> None:
    scores = [score for score, _ in items]
    distinct: list[dict[str, float]] = [{str(i): 1.0} for i in range(len(items))]
    order = list(by_marginal_relevance(scores, distinct, penalty=1.0))
    assert order == sorted(range(len(items)), key=lambda i: (-scores[i], i))
    vectors = [vector for _, vector in items]
    taken = list(by_marginal_relevance(scores, vectors, penalty=0.5))
    assert len(taken) == len(set(taken)) <= len(items)


@pytest.mark.parametrize("count", [500, 4000])
def test_the_cost_of_a_choice_does_not_grow_with_the_article(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: a word that stands in every sentence makes no sentences neighbours."""
    neighbours = []
    cosines = redundancy._cosines

    def counting(*args: Any) -> dict[int, float]:
        found = cosines(*args)
        neighbours.append(len(found))
        return found

    monkeypatch.setattr(redundancy, "_cosines", counting)
    vectors = [{"common": 0.6, f"w{i // 10}": 0.8} for i in range(count)]
    order = list(by_marginal_relevance([1.0 / (i + 1) for i in range(count)], vectors, penalty=1.0))
    assert len(order) == count
    assert max(neighbours) == 10
