"""The lock file: what it lists may translate, nothing else."""

from pathlib import Path

import pytest

from polnews.engines.argos import ArgosEngine
from polnews.engines.base import DecodeOptions
from polnews.engines.route import find_route
from polnews.errors import EngineError, PackageError
from polnews.languages import Pair
from polnews.models.lock import Lock, LockedPackage, make_lock, read_lock, write_lock
from polnews.models.store import Store
from polnews.models.toml import read_toml, write_toml
from polnews.models.toy import ToyPackage, build_toy
from polnews.testing import FakeEngine


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("POLNEWS_HOME", str(tmp_path / "home"))
    store = Store()
    store.install(build_toy(tmp_path / "a.argosmodel", ToyPackage(words={"Haus": "house"})))
    return store


def _say(lock: Path) -> str:
    route = find_route(Pair("de", "en"), lock=lock)
    return route.engine.translate(["Haus"], route.pair, options=DecodeOptions())[0].text


def test_round_trip(tmp_path: Path, store: Store) -> None:
    lock = make_lock(store)
    assert read_lock(write_lock(lock, tmp_path / "polnews-models.lock")) == lock
    [row] = lock.packages
    assert (row.pairs, row.version, row.licence) == (("de-en",), "1.0", "Licence: CC0")
    assert row.size == store.packages()[0].size
    assert row.source == "a.argosmodel"


def test_what_is_listed_translates(tmp_path: Path, store: Store) -> None:
    assert _say(write_lock(make_lock(store), tmp_path / "models.lock")) == "house"


def test_translate_keeps_to_a_lock(tmp_path: Path, store: Store) -> None:
    from polnews import Article, Translate

    path = write_lock(make_lock(store), tmp_path / "models.lock")
    store.install(build_toy(tmp_path / "b.argosmodel", ToyPackage(words={"Haus": "home"}, version="2.0")))
    article = Article.from_text("Haus", language="de")
    assert Translate(to="en", lock=path)(article).article.text == "house"
    assert Translate(to="en")(article).article.text == "home"


def test_what_is_not_listed_is_refused(tmp_path: Path, store: Store) -> None:
    path = write_lock(make_lock(store), tmp_path / "models.lock")
    store.remove("de-en")
    store.install(build_toy(tmp_path / "b.argosmodel", ToyPackage(words={"Haus": "home"}, version="2.0")))
    with pytest.raises(PackageError, match=r"not listed: de-en 2\.0.*polnews models lock"):
        _say(path)


def test_the_listed_one_serves_beside_a_newer_one(tmp_path: Path, store: Store) -> None:
    path = write_lock(make_lock(store), tmp_path / "models.lock")
    store.install(build_toy(tmp_path / "b.argosmodel", ToyPackage(words={"Haus": "home"}, version="2.0")))
    assert _say(path) == "house"
    assert str(store.best([Pair("de", "en")])) == "de-en 2.0"


def test_the_lock_holds_for_packages_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    argos = tmp_path / "argos"
    folder = build_toy(argos / "translate-de_en", ToyPackage(words={"Haus": "house"}))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(argos))
    path = write_lock(make_lock(Store()), tmp_path / "models.lock")
    assert _say(path) == "house"
    (folder / "README.md").write_text("changed", encoding="utf-8")
    with pytest.raises(PackageError, match="not listed"):
        _say(path)


def test_other_engines_are_refused_with_a_lock(tmp_path: Path, store: Store) -> None:
    path = write_lock(make_lock(store), tmp_path / "models.lock")
    with pytest.raises(EngineError, match="'fake' uses none"):
        find_route(Pair("de", "en"), engine=FakeEngine("de-en"), lock=path)


def test_an_engine_of_ones_own_is_refused_with_a_lock(tmp_path: Path, store: Store) -> None:
    path = write_lock(make_lock(store), tmp_path / "models.lock")
    with pytest.raises(EngineError, match=r"Store\(lock=read_lock"):
        find_route(Pair("de", "en"), engine=ArgosEngine(store=store), lock=path)
    own = ArgosEngine(store=Store(store.path, foreign=(), lock=read_lock(path)))
    assert find_route(Pair("de", "en"), engine=own).engine is own


def test_only_the_newest_of_each_pair_is_locked(tmp_path: Path, store: Store) -> None:
    store.install(build_toy(tmp_path / "b.argosmodel", ToyPackage(words={"Haus": "home"}, version="2.0")))
    assert [row.version for row in make_lock(store).packages] == ["2.0"]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("nonsense", "not TOML"),
        ("format = 2", "of format 2"),
        ("format = 1\npackage = 3", "no list"),
        ('format = 1\n[[package]]\nname = "x"', "none of ours"),
        ('format = 1\n[[package]]\npairs = ["de-en"]', "incomplete"),
        (
            'format = 1\n[[package]]\npairs = ["de-en"]\nversion = "1"\ndigest = "x"\nsize = 1',
            "64 hexadecimal",
        ),
    ],
)
def test_bad_files(tmp_path: Path, text: str, match: str) -> None:
    path = tmp_path / "models.lock"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackageError, match=match):
        read_lock(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="polnews models lock"):
        find_route(Pair("de", "en"), lock=tmp_path / "none.lock")


def test_any_text_survives_toml() -> None:
    text = 'quotes " backslash \\ tab \t line \n control \x01 \x7f Кирилица 漢字'
    assert read_toml(write_toml({}, "package", [{"licence": text}]), where="x") == {
        "package": [{"licence": text}]
    }


def test_locks_compare() -> None:
    row = LockedPackage(("de-en",), "1.0", "a" * 64, 3)
    assert Lock((row,)) == Lock((row,))
    assert Lock((row,)).digests == {"a" * 64}
