"""All mentions of an article: spans into its text, a finder of the user's own, linear time."""

import datetime as dt
import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polnews.article import Article
from polnews.errors import EngineError
from polnews.mentions import ActorMention, find_actors, find_amounts, find_dates, find_mentions, find_quotes
from polnews.segment import Segment

ARTICLES = Path(__file__).parent / "data" / "articles"
FINDERS = (find_dates, find_amounts, find_actors, find_quotes)


def _article(language, name="eco.jsonl"):
    source = json.loads((ARTICLES / name).read_text(encoding="utf-8").splitlines()[0])
    text = "\n\n".join(row[language] for row in source["rows"])
    return Article.from_text(text, language=language, date=source["date"])


def _all(found):
    actors = [mention for actor in found.actors for mention in actor.mentions]
    return [*found.dates, *found.amounts, *actors, *found.quotes]


@pytest.mark.parametrize("language", ["bg", "de", "en", "it", "pt"])
def test_spans_index_the_text_of_the_article(language):
    article = _article(language)
    found = find_mentions(article)
    assert found.dates
    assert found.amounts
    assert found.quotes
    for mention in _all(found):
        assert article.text[mention.start : mention.end] == mention.text
        segment = article.segments[mention.segment]
        assert segment.start <= mention.start < segment.end


def test_hard_wraps_do_not_break_mentions():
    text = "The ministry pays EUR 5\nmillion from 3\nMarch 2025 to the fund."
    whole = Segment.cut(text, 0, len(text), index=0, role="lead", language="en", paragraph=0)
    article = Article(text=text, language="en", digest="0" * 64, segments=(whole,))
    found = find_mentions(article)
    assert [date.value for date in found.dates] == ["2025-03-03"]
    assert [str(amount.value) for amount in found.amounts] == ["5000000"]
    assert found.amounts[0].text == "EUR 5\nmillion"


def test_dates_are_resolved_against_the_article():
    text = "A title\n\nThe cabinet met yesterday in the capital."
    dated = Article.from_text(text, language="en", date=dt.date(2026, 3, 12))
    assert find_mentions(dated).dates[0].value == "2026-03-11"
    assert find_mentions(Article.from_text(text, language="en")).dates[0].value is None


class _FixedNames:
    """A name finder that returns what it was made with."""

    def __init__(self, found):
        self.found = found

    def find(self, texts, language):
        assert language == "en"
        return (
            self.found
            if self.found is not None
            else [[ActorMention(0, 3, text[:3], "person")] for text in texts]
        )


def test_a_finder_of_the_users_own_takes_the_place_of_our_rules():
    article = Article.from_text("Ada title\n\nAda went home early.", language="en")
    assert [actor.name for actor in find_mentions(article, names=_FixedNames(None)).actors] == ["Ada"]


@pytest.mark.parametrize(
    ("found", "message"),
    [([], "one list per text"), ([[], [ActorMention(0, 999, "x", "person")]], "code points into the text")],
)
def test_a_finder_that_breaks_its_contract_is_told_so(found, message):
    article = Article.from_text("Ada title\n\nAda went home early.", language="en")
    with pytest.raises(EngineError, match=message):
        find_mentions(article, names=_FixedNames(found))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(alphabet="aAbßžЖяГ. ,;:!?„“”«»\"'’‚‘()0123456789-–/%€$º§\n\u00a0", max_size=80),
    st.sampled_from(["bg", "de", "en", "it", "pt", "fr"]),
)
def test_any_text_gives_exact_disjoint_slices(text, language):
    for finder in FINDERS:
        hits = finder(text, language)
        assert all(text[hit.start : hit.end] == hit.text and hit.start < hit.end for hit in hits)
        assert all(one.end <= two.start for one, two in itertools.pairwise(hits))


HARD = [
    "3. " * 4,
    "von 2021 bis ",
    "„“",
    "„",
    "A B ",
    "ein halbe Million und ",
    "Der Minister der ",
    "sagte er, ",
    "1.1.1.1.1.1/",
    "zwei und ",
    "vor 3 Tagen, ",
    "laut ",
    "A'",
    "12 345 ",
]


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize("piece", HARD)
def test_work_grows_linearly_with_hard_texts(finder, piece):
    """Sixteen times the text takes less than 120 times as long; quadratic growth would take 256 times."""
    finder(piece * 20, "de")

    def seconds(size):
        text = piece * (size // len(piece))
        start = time.process_time()
        finder(text, "de")
        return time.process_time() - start

    small = max(min(seconds(4_000) for _ in range(3)), 0.002)
    assert min(seconds(64_000) for _ in range(2)) < 120 * small
