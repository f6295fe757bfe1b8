"""Bundles: made here, installed where there is no network, all or nothing."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from polnews.errors import ModelNotFoundError, PackageError
from polnews.models.bundle import create_bundle, install_bundle, is_bundle, read_manifest
from polnews.models.install import install
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

TOYS = (
    ToyPackage(words={"Haus": "house", "rot": "red"}),
    ToyPackage(source="bg", words={"Къща": "house"}),
    ToyPackage(source="en", target="it", words={"house": "casa", "red": "rossa"}, prefix="__it__"),
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("full")
    store = Store(folder / "store", foreign=())
    for toy in TOYS:
        store.install(build_toy(folder / f"{toy.source}.argosmodel", toy))
    return store


@pytest.fixture
def bundle(tmp_path: Path, full: Store) -> Path:
    return create_bundle(["de-it", "bg-en"], tmp_path / "ministry.polnews", store=full)


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    return Store(tmp_path / "elsewhere", foreign=())


def test_there_and_back(bundle: Path, full: Store, empty: Store) -> None:
    packages = install(bundle, store=empty)
    assert {str(package) for package in packages} == {"bg-en 1.0", "de-en 1.0", "en-it 1.0"}
    assert {package.digest for package in empty.packages()} == {package.digest for package in full.packages()}
    assert empty.verify() == []


def test_the_manifest_says_what_is_in_it(bundle: Path, full: Store) -> None:
    rows = {row.pairs: row for row in read_manifest(bundle)}
    assert set(rows) == {("de-en",), ("en-it",), ("bg-en",)}
    row = rows["de-en",]
    assert (row.version, row.licence, row.source) == ("1.0", "Licence: CC0", "de.argosmodel")
    with zipfile.ZipFile(bundle) as archive:
        assert sorted(archive.namelist()) == sorted(["manifest.json", *(row.member for row in rows.values())])


def test_the_same_packages_give_the_same_bytes(tmp_path: Path, bundle: Path, full: Store) -> None:
    again = create_bundle(["de-it", "bg-en"], tmp_path / "again.polnews", store=full)
    assert again.read_bytes() == bundle.read_bytes()


def test_a_member_is_an_ordinary_package(tmp_path: Path, bundle: Path, empty: Store) -> None:
    with zipfile.ZipFile(bundle) as archive:
        member = next(name for name in archive.namelist() if name.endswith(".argosmodel"))
        archive.extract(member, tmp_path)
    assert empty.install(tmp_path / member).digest in member


def test_packages_of_others_can_be_bundled(tmp_path: Path, empty: Store) -> None:
    build_toy(tmp_path / "argos" / "de_en", TOYS[0])
    store = Store(tmp_path / "own", foreign=[tmp_path / "argos"])
    path = create_bundle(["de-en"], tmp_path / "b.polnews", store=store)
    assert read_manifest(path)[0].source == "argos"
    assert len(install_bundle(path, store=empty)) == 1


def test_a_pair_that_is_not_installed(tmp_path: Path, full: Store) -> None:
    with pytest.raises(ModelNotFoundError, match="polnews models install"):
        create_bundle(["pt-en"], tmp_path / "b.polnews", store=full)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path: Path, full: Store) -> None:
    with pytest.raises(PackageError, match="cannot be written"):
        create_bundle(["de-en"], tmp_path / "none" / "b.polnews", store=full)


def test_a_package_is_no_bundle(tmp_path: Path) -> None:
    assert not is_bundle(build_toy(tmp_path / "a.argosmodel", TOYS[0]))
    with pytest.raises(PackageError, match="no bundle"):
        read_manifest(tmp_path / "a.argosmodel")


Change = Callable[[dict[str, bytes]], None]


def _rewrite(path: Path, change: Change) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _last(members: dict[str, bytes]) -> str:
    return json.loads(members["manifest.json"])["packages"][-1]["digest"]


def _swap(members: dict[str, bytes]) -> None:
    last, *others = [name for name in members if name.endswith(".argosmodel")][::-1]
    members[last] = members[others[0]]


def _damage(members: dict[str, bytes]) -> None:
    name = f"packages/{_last(members)}.argosmodel"
    members[name] = members[name][:-10] + bytes(10)


def _lose(members: dict[str, bytes]) -> None:
    del members[f"packages/{_last(members)}.argosmodel"]


def _smuggle(members: dict[str, bytes]) -> None:
    members["../evil"] = b"evil"


def _manifest(**change: object) -> Change:
    def apply(members: dict[str, bytes]) -> None:
        raw = json.loads(members["manifest.json"]) | change
        members["manifest.json"] = json.dumps(raw).encode()

    return apply


def _claim_another_digest(members: dict[str, bytes]) -> None:
    """The archive is as the manifest says, its content is not: the digests inside are compared too."""
    raw = json.loads(members["manifest.json"])
    row = raw["packages"][-1]
    data = members.pop(f"packages/{row['digest']}.argosmodel")
    row["digest"] = "f" * 64
    members[f"packages/{row['digest']}.argosmodel"] = data
    members["manifest.json"] = json.dumps(raw).encode()


BAD: dict[str, tuple[Change, str]] = {
    "swapped": (_swap, "not what the manifest says"),
    "damaged": (_damage, "not what the manifest says"),
    "lost": (_lose, "which its manifest names"),
    "smuggled": (_smuggle, "does not name"),
    "another format": (_manifest(format=2), "format 2"),
    "no packages": (_manifest(packages=[]), "without packages"),
    "broken rows": (_manifest(packages=[{"digest": "../.."}]), "damaged manifest"),
    "path as digest": (
        _manifest(
            packages=[
                dict.fromkeys(("version", "licence", "source"), "")
                | {"pairs": [], "size": 1, "sha256": "0" * 64, "digest": "../../evil"}
            ]
        ),
        "damaged manifest",
    ),
    "no JSON": (lambda members: members.update({"manifest.json": b"{"}), "damaged manifest"),
    "another digest": (_claim_another_digest, "holds another package"),
}


@pytest.mark.parametrize(("change", "match"), BAD.values(), ids=BAD.keys())
def test_a_bad_bundle_changes_nothing(bundle: Path, empty: Store, change: Change, match: str) -> None:
    with pytest.raises(PackageError, match=match):
        install_bundle(_rewrite(bundle, change), store=empty)
    assert empty.packages() == []
    assert not empty.path.exists() or list(empty.path.iterdir()) == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_bundle_cut_off(bundle: Path, empty: Store, share: float) -> None:
    data = bundle.read_bytes()
    bundle.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(PackageError):
        install(bundle, store=empty)
    assert empty.packages() == []


_OFFLINE = """
import socket, sys
from pathlib import Path
interfaces = [name for _, name in socket.if_nameindex()]
try:
    socket.create_connection(("127.0.0.1", 9), 1)
except OSError as error:
    reached = type(error).__name__
from polnews.models.install import install
from polnews.engines.route import find_route
from polnews.engines.base import DecodeOptions
from polnews.languages import Pair
install(sys.argv[1])
route = find_route(Pair("de", "it"))
[got] = route.engine.translate(["Haus rot"], route.pair, options=DecodeOptions())
print(interfaces, route, got.text)
"""


def _without_network() -> list[str] | None:
    """Return the command that runs another in a network namespace of its own; None where forbidden."""
    tool = shutil.which("unshare")
    for options in (["-n"], ["-rn"]):
        if (
            tool
            and subprocess.run([tool, *options, "true"], capture_output=True, check=False).returncode == 0
        ):
            return [tool, *options]
    return None


def test_without_any_network(tmp_path: Path, bundle: Path) -> None:
    """Made here, carried over, installed and translating where there is only a dead loopback interface."""
    cut_off = _without_network()
    if cut_off is None:
        pytest.skip("this system lets us make no network namespace (unshare -n)")
    home = tmp_path / "air-gapped"
    done = subprocess.run(
        [*cut_off, sys.executable, "-c", _OFFLINE, str(bundle)],
        env=os.environ | {"POLNEWS_HOME": str(home), "HOME": str(home), "XDG_DATA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['lo'] de-en-it casa rossa"
