"""One Translate, one Summarize, one engine: shared by threads and asyncio, with the results of one thread."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from polnews import Article, Brief, Summarize, Translate, Translation
from polnews.engines.argos import ArgosEngine
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

WORDS = {
    "Frist": "deadline",
    "endet": "ends",
    "am": "on",
    "Montag": "Monday",
    "Die": "The",
    "Der": "The",
    "Rat": "council",
}
THREADS = 6


@pytest.fixture
def engine(tmp_path: Path) -> ArgosEngine:
    """Two pairs and room for one model, so that threads also take models away from each other."""
    for source, target in (("de", "en"), ("en", "it")):
        toy = ToyPackage(
            source=source, target=target, words=WORDS if source == "de" else {"deadline": "termine"}
        )
        build_toy(tmp_path / "packages" / f"translate-{source}_{target}-1_0", toy)
    store = Store(tmp_path / "own", foreign=(tmp_path / "packages",))
    return ArgosEngine(store=store, threads=1, loaded=1)


def _articles() -> list[Article]:
    days = ("Montag", "Dienstag", "Mittwoch", "Freitag")
    texts = [
        f"Die Frist endet am {day}. Der Rat tagt {number} Mal." for number, day in enumerate(days, start=2)
    ]
    return [Article.from_text(text, language="de") for text in texts]


def _at_once(call: Callable[[int], object]) -> list[object]:
    """Run a call in several threads that all begin together."""
    start = threading.Barrier(THREADS)

    def wait_and_call(number: int) -> object:
        start.wait()
        return call(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(wait_and_call, range(THREADS)))


def test_threads_share_one_translate(engine: ArgosEngine) -> None:
    articles = _articles()
    alone: list[Translation] = [Translate(to="en", engine=engine)(article) for article in articles]
    assert "deadline" in alone[0].article.text
    shared = Translate(to="en", engine=engine)
    found = _at_once(lambda number: shared(articles[number % len(articles)]))
    assert found == [alone[number % len(articles)] for number in range(THREADS)]


def test_threads_that_push_models_out_of_memory_keep_their_own(engine: ArgosEngine) -> None:
    article = _articles()[0]
    calls = {to: Translate(to=to, engine=engine) for to in ("en", "it")}
    alone = {to: translate(article) for to, translate in calls.items()}
    assert "termine" in alone["it"].article.text
    targets = ["en" if number % 2 else "it" for number in range(THREADS)]
    for _ in range(5):
        assert _at_once(lambda number: calls[targets[number]](article)) == [alone[to] for to in targets]


def test_threads_share_one_summarize(engine: ArgosEngine) -> None:
    articles = _articles()
    brief = Summarize(facts=1, to=Translate(to="en", engine=engine))
    alone: list[Brief] = [brief(article) for article in articles]
    found = _at_once(lambda number: brief(articles[number % len(articles)]))
    assert found == [alone[number % len(articles)] for number in range(THREADS)]


def test_asyncio_gives_the_same(engine: ArgosEngine) -> None:
    articles = _articles()
    translate = Translate(to="en", engine=engine)
    alone = [translate(article) for article in articles]

    async def gather() -> list[Translation]:
        return await asyncio.gather(*(asyncio.to_thread(translate, article) for article in articles))

    assert asyncio.run(gather()) == alone


def test_models_are_loaded_once_however_many_ask(
    engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[object] = []
    load = engine._load
    monkeypatch.setattr(engine, "_load", lambda *given: (loads.append(given), load(*given))[1])
    translate = Translate(to="en", engine=engine)
    article = _articles()[0]
    _at_once(lambda _: translate(article))
    assert len(loads) == 1
