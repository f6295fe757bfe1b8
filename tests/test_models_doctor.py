"""The doctor: each ailment found, each with the command that mends it."""

import os
import shutil
import time
from importlib import metadata
from pathlib import Path

import pytest

from polnews.models import doctor
from polnews.models.doctor import Finding, diagnose, verify
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

WORDS = {"Haus": "house"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(doctor, "packages_distributions", lambda: {"argostranslate": ["argos-translate-lt"]})
    store = Store(tmp_path / "home" / "packages", foreign=[tmp_path / "argos"])
    store.install(build_toy(tmp_path / "de_en.argosmodel", ToyPackage(words=WORDS)))
    return store


def _one(found: list[Finding], problem: str) -> Finding:
    fitting = [finding for finding in found if problem in finding.problem]
    assert len(fitting) == 1, found
    return fitting[0]


def test_all_is_well(store: Store) -> None:
    assert diagnose(["de-en"], store=store) == []
    assert verify(store=store) == []


def test_a_missing_pair(store: Store) -> None:
    found = diagnose(["de-en", "bg-en"], store=store)
    assert _one(found, "No package translates bg-en").mend == "polnews models install bg-en"


def test_by_default_the_main_languages(store: Store) -> None:
    problems = [finding.problem for finding in diagnose(store=store)]
    assert problems == [f"No package translates {pair}." for pair in ("bg-en", "it-en", "pt-en")]


def test_a_pair_through_another_language_is_not_missing(tmp_path: Path, store: Store) -> None:
    store.install(
        build_toy(tmp_path / "b.argosmodel", ToyPackage(source="en", target="it", words={"house": "casa"}))
    )
    assert diagnose(["de-it"], store=store) == []


def test_a_changed_package(store: Store) -> None:
    [package] = store.packages()
    (package.folder / "README.md").write_text("Licence: changed", encoding="utf-8")
    for found in (diagnose(["de-en"], store=store), verify(store=store)):
        finding = _one(found, "its files were changed or damaged")
        assert finding.level == "error"
        assert finding.mend.startswith(f"polnews models remove {package.digest[:12]}")


def test_an_unlicensed_package(tmp_path: Path, store: Store) -> None:
    store.install(build_toy(tmp_path / "b.argosmodel", ToyPackage(source="it", words=WORDS, licence=None)))
    assert "carries no licence" in _one(diagnose(["de-en"], store=store), "it-en").problem


def test_an_older_version(tmp_path: Path, store: Store) -> None:
    store.install(build_toy(tmp_path / "b.argosmodel", ToyPackage(words=WORDS, version="1.1")))
    old = next(package for package in store.packages() if package.version == "1.0")
    finding = _one(diagnose(["de-en"], store=store), "superseded by 1.1")
    assert finding.mend == f"polnews models remove {old.digest[:12]}"


def test_foreign_files(store: Store) -> None:
    (store.path / "notes.txt").write_text("x", encoding="utf-8")
    assert "no package of ours" in _one(diagnose(["de-en"], store=store), "notes.txt").problem


def test_what_the_dead_left(store: Store) -> None:
    folder = store.path / ".new-dead"
    folder.mkdir()
    os.utime(folder, (time.time() - 3600,) * 2)
    assert _one(diagnose(["de-en"], store=store), "process that died").mend == f"rm -r {folder}"


def test_a_broken_package_of_another_program(tmp_path: Path, store: Store) -> None:
    (tmp_path / "argos" / "junk").mkdir(parents=True)
    finding = _one(diagnose(["de-en"], store=store), "no readable metadata.json")
    assert str(tmp_path / "argos" / "junk") in finding.mend


def test_an_unsound_package_of_another_program(tmp_path: Path, store: Store) -> None:
    folder = build_toy(tmp_path / "argos" / "bg_en", ToyPackage(source="bg", words=WORDS))
    (folder / "model" / "model.bin").write_bytes(b"x")
    found = diagnose(["de-en"], store=store)
    assert _one(found, "cannot be used").level == "error"
    assert found[0].level == "error"


def test_no_space(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1_000_000))  # type: ignore[attr-defined]
    assert "POLNEWS_HOME" in _one(diagnose(["de-en"], store=store), "Only 1 MB are free").mend


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind there")
def test_a_store_others_can_write(store: Store) -> None:
    store.path.chmod(0o777)
    assert _one(diagnose(["de-en"], store=store), "Other users can write").mend == f"chmod go-w {store.path}"


def test_two_owners_of_argostranslate(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    owners = {"argostranslate": ["argostranslate", "argos-translate-lt", "argostranslate"]}
    monkeypatch.setattr(doctor, "packages_distributions", lambda: owners)
    finding = _one(diagnose(["de-en"], store=store), "Several distributions own the module argostranslate")
    assert finding.mend.startswith("pip uninstall argos-translate-lt argostranslate")


def test_the_index_is_asked_only_when_wanted(tmp_path: Path, store: Store) -> None:
    finding = _one(
        diagnose(["de-en"], store=store, check_index=True, index=str(tmp_path / "none")), "could not be asked"
    )
    assert finding.level == "warning"


def test_this_installation_has_one_owner_at_most() -> None:
    owners = metadata.packages_distributions().get("argostranslate", [])
    assert len(set(owners)) <= 1
