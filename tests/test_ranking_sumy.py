"""sumy's methods, offline, in five languages, keyed by index."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from polnews import Article
from polnews.ranking import METHODS, rank
from polnews.ranking.sumy import METHODS as SUMY
from polnews.segment import Segment

FIRST = json.loads((Path(__file__).parent / "data/articles/def.jsonl").read_text("utf-8").partition("\n")[0])
TEXTS = {
    language: "\n\n".join(row[language] for row in FIRST["rows"])
    for language in ("bg", "de", "en", "it", "pt")
}


def article_of(sentences: Sequence[str], language: str = "en", title: str | None = None) -> "FakeArticle":
    return FakeArticle(sentences, language, title)


class FakeArticle:
    """The least an article must be to be ranked."""

    def __init__(self, sentences: Sequence[str], language: str, title: str | None) -> None:
        self.language = language
        self.title = title
        self.segments = tuple(
            Segment.cut(
                text,
                0,
                len(text),
                index=i,
                role="lead" if i == 0 else "body",
                language=language,
                paragraph=i // 2,
            )
            for i, text in enumerate(sentences)
        )


@pytest.mark.parametrize("method", SUMY)
@pytest.mark.parametrize("language", TEXTS)
def test_every_method_rates_every_sentence(method: str, language: str) -> None:
    article = Article.from_text(TEXTS[language], language=language)
    scored = rank(article, method=method)
    told = [segment.index for segment in article.segments if segment.role in ("lead", "body")]
    assert [one.segment_index for one in scored] == told
    if method != "sumy:lexrank":  # its threshold leaves the sentences of a short article without neighbours
        assert len({one.score for one in scored}) > 1


def test_lexrank_prefers_the_sentence_that_resembles_most_others() -> None:
    spokes = [
        "Harbour fees doubled.",
        "Bridge tolls vanished.",
        "Tunnel vents rusted.",
        "Railway fares tripled.",
    ]
    article = article_of([*spokes, "Harbour, bridge, tunnel, railway."])
    scores = [one.score for one in rank(article, method="sumy:lexrank")]
    assert scores.index(max(scores)) == 4


def test_all_eight_methods_are_there() -> None:
    assert len(SUMY) == 8
    assert ("keyfacts", *SUMY, "lead") == METHODS


@pytest.mark.parametrize("method", SUMY)
def test_equal_sentences_stay_apart(method: str) -> None:
    """sumy keys ratings by text: a sentence that stands twice would lose one of its ratings."""
    article = article_of(["Parliament passed the act.", "Water is dear.", "Parliament passed the act."])
    assert [one.segment_index for one in rank(article, method=method)] == [0, 1, 2]


@pytest.mark.parametrize("method", SUMY)
@pytest.mark.parametrize("sentences", [[], ["Yes."], ["The and of."], ["1.", "2.", "3."], ["a", "a"]])
def test_little_text_is_no_error(method: str, sentences: list[str]) -> None:
    for title in (None, "The", "A title about water"):
        scored = rank(article_of(sentences, title=title), method=method)
        assert [one.segment_index for one in scored] == list(range(len(sentences)))


@pytest.mark.parametrize("method", SUMY)
def test_a_language_without_lists_is_ranked_too(method: str) -> None:
    article = article_of(
        ["政府は法律を採択した。", "法律は三月に発効する。", "水は保護される。"], language="ja"
    )
    assert len(rank(article, method=method)) == 3


def test_sum_basic_agrees_with_sumy_itself() -> None:
    """The ratings we read out put sentences in the order in which sumy itself takes them."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.sum_basic import SumBasicSummarizer

    from polnews.words import lemma, stop_words, tokenize

    class Words:
        def to_words(self, text: str) -> list[str]:
            return tokenize(text)

    article = Article.from_text(TEXTS["it"], language="it")
    told = [segment.clean for segment in article.segments if segment.role in ("lead", "body")]
    summarizer = SumBasicSummarizer(lambda word: lemma(word, "it"))
    summarizer.stop_words = stop_words("it")
    document = ObjectDocumentModel([Paragraph([Sentence(text, Words()) for text in told])])
    best = [str(one) for one in summarizer(document, 2)]
    ours = sorted(rank(article, method="sumy:sum-basic"), key=lambda one: -one.score)[:2]
    assert best == [article.segments[i].clean for i in sorted(one.segment_index for one in ours)]


def test_the_ranking_does_not_change_from_process_to_process() -> None:
    """sumy sums over sets, whose order depends on the hash seed."""
    code = (
        "import sys; from polnews import Article; from polnews.ranking import METHODS, rank\n"
        "article = Article.from_text(sys.argv[1], language='bg')\n"
        "print([[one.score for one in rank(article, method=m)] for m in METHODS])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-W", "error", "-c", code, TEXTS["bg"]],
            env={"PYTHONHASHSEED": seed, "PATH": str(Path(sys.executable).parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_sumy_and_nltk_are_loaded_only_when_asked_for() -> None:
    code = (
        "import sys; from polnews import Article; from polnews.ranking import select\n"
        "select(Article.from_text('Sofia agrees. Rome agrees.', language='en'), facts=1)\n"
        "print([name for name in ('sumy', 'nltk') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
