"""The store: content-addressed, whole steps only, other programs' packages read and never touched."""

import json
import os
import shutil
import time
import zipfile
from pathlib import Path

import pytest

from polnews.engines.argos import ArgosEngine
from polnews.engines.base import DecodeOptions
from polnews.errors import PackageError
from polnews.languages import Pair
from polnews.models import store as store_module
from polnews.models.digest import folder_digest
from polnews.models.locations import foreign_folders, polnews_home
from polnews.models.package import parse_metadata, version_key
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

WORDS = {"Haus": "house"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return build_toy(tmp_path / "de_en.argosmodel", ToyPackage(words=WORDS))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", foreign=[tmp_path / "argos"])


def test_archive_and_folder_have_one_digest(tmp_path: Path, store: Store, archive: Path) -> None:
    package = store.install(archive)
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path / "unpacked")
    [folder] = (tmp_path / "unpacked").iterdir()
    again = store.install(folder)
    assert package.digest == again.digest == folder_digest(folder)
    assert package.folder.parent.name == package.digest
    assert len(store.packages()) == 1


def test_repacked_differently_it_is_the_same_package(tmp_path: Path, store: Store, archive: Path) -> None:
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_STORED) as new:
        for name in reversed(old.namelist()):
            new.writestr(name.replace("translate-de_en-1_0", "other"), old.read(name))
    assert store.install(archive).digest == store.install(tmp_path / "b.zip").digest


def test_record_keeps_where_it_came_from(store: Store, archive: Path) -> None:
    package = store.install(archive)
    record = json.loads((package.folder.parent / "record.json").read_text(encoding="utf-8"))
    assert record["digest"] == package.digest
    assert len(record["archive_sha256"]) == 64
    assert record["source"] == "de_en.argosmodel"
    assert str(archive.parent) not in json.dumps(record)


def test_nothing_is_left_beside_the_package(store: Store, archive: Path) -> None:
    package = store.install(archive)
    assert [path.name for path in store.path.iterdir()] == [package.digest]


def test_a_failing_first_translation_changes_nothing(
    store: Store, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PackageError("it does not run")

    monkeypatch.setattr(store_module, "smoke_test", refuse)
    with pytest.raises(PackageError, match="does not run"):
        store.install(archive)
    assert list(store.path.iterdir()) == []


def test_a_full_disk_changes_nothing(store: Store, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]
    with pytest.raises(PackageError, match="are free"):
        store.install(archive)
    assert list(store.path.iterdir()) == []


def test_a_write_that_fails_changes_nothing(
    store: Store, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PackageError, match="No space left"):
        store.install(archive)
    assert list(store.path.iterdir()) == []


def test_a_store_that_cannot_be_written(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PackageError, match="POLNEWS_HOME"):
        Store(tmp_path / "file" / "store", foreign=()).install(archive)


def test_remove_by_pair_and_by_digest(tmp_path: Path, store: Store, archive: Path) -> None:
    package = store.install(archive)
    assert [one.digest for one in store.remove("de-en")] == [package.digest]
    assert store.packages() == []
    store.install(archive)
    assert len(store.remove(package.digest[:12])) == 1
    assert list(store.path.iterdir()) == []


@pytest.mark.parametrize("which", ["it-en", "nonsense", "0123456789ab"])
def test_remove_what_is_not_there(store: Store, archive: Path, which: str) -> None:
    store.install(archive)
    with pytest.raises(PackageError, match=r"There: de-en 1\.0"):
        store.remove(which)


def test_packages_of_others_are_used_and_never_touched(tmp_path: Path, store: Store) -> None:
    folder = build_toy(tmp_path / "argos" / "translate-de_en", ToyPackage(words=WORDS))
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")}
    engine = ArgosEngine(store=store)
    assert engine.translate(["Haus"], Pair("de", "en"), options=DecodeOptions())[0].text == "house"
    with pytest.raises(PackageError, match="Packages of other programs"):
        store.remove("de-en")
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")} == before
    assert store.packages()[0].origin == "argos"


def test_a_found_package_is_tried_once_and_remembered(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_toy(tmp_path / "argos" / "translate-de_en", ToyPackage(words=WORDS))
    tried: list[Path] = []
    monkeypatch.setattr(store_module, "smoke_test", tried.append)
    [package] = store.packages()
    store.check(package)
    store.check(package)
    again = Store(store.path, foreign=[tmp_path / "argos"])
    again.check(package)
    assert tried == [package.folder]
    (package.folder / "README.md").write_text("changed", encoding="utf-8")
    again.check(package)
    assert len(tried) == 2


def test_a_found_package_with_a_link_is_refused(tmp_path: Path, store: Store) -> None:
    folder = build_toy(tmp_path / "argos" / "translate-de_en", ToyPackage(words=WORDS))
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to("/etc/hostname")
    with pytest.raises(PackageError, match="no plain file"):
        store.check(store.packages()[0])
    with pytest.raises(PackageError, match="no plain file"):
        store.install(folder)


def test_adopt_copies(tmp_path: Path, store: Store) -> None:
    folder = build_toy(tmp_path / "argos" / "translate-de_en", ToyPackage(words=WORDS))
    package = store.adopt("de-en")
    assert package.origin == "polnews"
    assert folder.is_dir()
    assert store.best([Pair("de", "en")]) == package
    with pytest.raises(PackageError, match="No other program has a package for it-en"):
        store.adopt("it-en")


def test_verify_sees_a_changed_byte(store: Store, archive: Path) -> None:
    package = store.install(archive)
    assert store.verify() == []
    weights = package.folder / "model" / "model.bin"
    data = bytearray(weights.read_bytes())
    data[-5] ^= 1
    weights.write_bytes(data)
    [(found, digest)] = store.verify()
    assert found == package
    assert digest != package.digest


def test_verify_sees_an_added_file(store: Store, archive: Path) -> None:
    package = store.install(archive)
    (package.folder / "more").write_text("x", encoding="utf-8")
    assert [found for found, _ in store.verify()] == [package]


def test_what_the_dead_left_is_swept(store: Store, archive: Path) -> None:
    store.path.mkdir()
    old, fresh = store.path / ".new-old", store.path / ".new-fresh"
    for folder in (old, fresh):
        (folder / "package").mkdir(parents=True)
    long_ago = time.time() - 3600
    os.utime(old, (long_ago, long_ago))
    assert store.leftovers() == [old]
    store.install(archive)
    assert not old.exists()
    assert fresh.exists()
    assert len(store.packages()) == 1


def test_a_half_written_record_is_reported_not_raised(store: Store, archive: Path) -> None:
    package = store.install(archive)
    (package.folder.parent / "record.json").write_text("{", encoding="utf-8")
    assert store.packages() == []
    [(folder, reason)] = store.broken()
    assert folder == package.folder
    assert "record.json" in reason


def test_newest_first_by_number(tmp_path: Path, store: Store) -> None:
    for version in ("1.9", "1.10", "1.2"):
        store.install(build_toy(tmp_path / f"{version}.argosmodel", ToyPackage(words=WORDS, version=version)))
    assert [package.version for package in store.packages()] == ["1.10", "1.9", "1.2"]
    assert str(store.best([Pair("de", "en")])) == "de-en 1.10"


def test_licence_is_read(tmp_path: Path, store: Store) -> None:
    toy = ToyPackage(words=WORDS, licence="# Model\n\nLicense: CC BY 4.0")
    assert store.install(build_toy(tmp_path / "a.argosmodel", toy)).licence == "License: CC BY 4.0"
    toy = ToyPackage(words=WORDS, licence=None, version="2")
    assert store.install(build_toy(tmp_path / "b.argosmodel", toy)).licence is None


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"ARGOS_PACKAGES_DIR": "given"}, ["given", "share/argos-translate/packages"]),
        ({"ARGOS_TRANSLATE_PACKAGE_DIR": "given"}, ["given", "share/argos-translate/packages"]),
        ({}, ["share/argos-translate/packages"]),
    ],
)
def test_where_others_keep_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: list[str]
) -> None:
    for name in ("given", "share/argos-translate/packages"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    for name, value in variables.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    assert foreign_folders() == [tmp_path / name for name in expected]


def test_the_folder_named_in_settings_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    settings = tmp_path / "config" / "argos-translate" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "mine")}), encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert foreign_folders() == [tmp_path / "mine"]
    settings.write_text("{", encoding="utf-8")
    assert foreign_folders() == []


def test_inside_a_snap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("snap/snap_custom/packages", "snap/snap_custom/content_snap_packages/one"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setenv("SNAP", str(tmp_path / "snap"))
    monkeypatch.setenv("SNAP_USER_DATA", str(tmp_path / "user"))
    assert [folder.name for folder in foreign_folders()] == ["packages", "one"]


def test_home_is_where_it_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLNEWS_HOME", str(tmp_path))
    assert polnews_home() == tmp_path
    assert Store().path == tmp_path / "packages"
    assert not (tmp_path / "packages").exists()


def test_looking_creates_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert store.packages() == store.broken() == store.verify() == store.leftovers() == []
    assert list(tmp_path.iterdir()) == []


def test_metadata_of_several_languages() -> None:
    data = {
        "source_languages": [{"code": "de"}, "nl"],
        "target_languages": [{"code": "en", "name": "English"}],
    }
    found = parse_metadata(json.dumps(data).encode(), where="x")
    assert [str(pair) for pair in found.pairs] == ["de-en", "nl-en"]


def test_metadata_with_a_byte_order_mark() -> None:
    found = parse_metadata(
        b'\xef\xbb\xbf{"from_code": "pb", "to_code": "zt", "package_version": 1.5}', where="x"
    )
    assert [str(pair) for pair in found.pairs] == ["pt-BR:zh-Hant"]
    assert found.version == "1.5"


def test_versions_of_any_kind_can_be_compared() -> None:
    assert sorted(["", "2", "1.0rc1", "1.0", "v3"], key=version_key)
