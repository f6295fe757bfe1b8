"""Corpus runs with packages that really decode: the same bytes in one process and two, other packages refused."""

from pathlib import Path

import pytest

import polnews
from polnews import Summarize, Translate
from polnews.errors import ArticleError
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

WORDS = {"Der": "The", "Rat": "council", "beschloss": "passed", "das": "the", "Gesetz": "act", "am": "on"}


def _install(folder: Path, version: str) -> Store:
    build_toy(folder / version, ToyPackage(source="de", words=WORDS | {"Montag": f"Monday{version}"}))
    store = Store()
    store.install(folder / version)
    return store


def _news(folder: Path) -> Path:
    folder.mkdir()
    for number in range(10):
        text = f"Der Rat beschloss am Montag das Gesetz Nummer {number}.\n\nDas Gesetz gilt ab Juli {2020 + number} in Berlin."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def _tree(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _english() -> Summarize:
    return Summarize(facts=2, to=Translate(to="en", beam=2))


def test_one_and_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    _install(tmp_path, "1")
    news = _news(tmp_path / "news")
    results = list(polnews.run(news, tmp_path / "one", summarize=_english(), batch=3))
    assert all(result.brief and result.brief.engine == "argos" for result in results)
    assert "council" in results[0].brief.facts[0].text  # type: ignore[union-attr]
    polnews.run(news, tmp_path / "two", summarize=_english(), batch=3, workers=2).finish()
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_another_package_is_refused_by_its_digest_until_the_first_is_back(tmp_path: Path) -> None:
    store = _install(tmp_path, "1")
    (package,) = store.packages()
    news = _news(tmp_path / "news")
    with polnews.run(news, tmp_path / "out", summarize=_english(), batch=3) as run:
        next(run)
    store.remove("de-en")
    with pytest.raises(
        ArticleError, match=rf"{package.digest[:12]}.*now that would be \[nothing: .*models install"
    ):
        polnews.run(news, tmp_path / "out", summarize=_english(), batch=3)
    (other,) = _install(tmp_path, "2").packages()
    with pytest.raises(
        ArticleError, match=rf"{package.digest[:12]}.*now that would be .*{other.digest[:12]}"
    ):
        polnews.run(news, tmp_path / "out", summarize=_english(), batch=3)
    store.remove("de-en")
    store.install(tmp_path / "1")
    state = polnews.run(news, tmp_path / "out", summarize=_english(), batch=3).finish()
    assert (state.articles, state.errors, state.known > 0) == (10, 0, True)
