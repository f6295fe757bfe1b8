"""Archives that must be refused, each by its own archive, and that refusing changes nothing."""

import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from polnews.errors import PackageError
from polnews.models.archive import Limits, unpack
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

Members = list[tuple[zipfile.ZipInfo | str, bytes]]


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Members:
    """The members of a sound package."""
    path = build_toy(tmp_path_factory.mktemp("good") / "good.argosmodel", ToyPackage(words={"Haus": "house"}))
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """The folder everything happens in: after a refusal it holds what it held before."""
    yield tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.argosmodel", "store"]
    assert list((tmp_path / "store").rglob("*")) == []


def _write(folder: Path, members: Members, method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "bad.argosmodel"
    with zipfile.ZipFile(path, "w", method) as archive:
        for info, data in members:
            archive.writestr(info, data)
    return path


def _refused(folder: Path, path: Path, match: str) -> None:
    with pytest.raises(PackageError, match=match):
        Store(folder / "store", foreign=()).install(path)


def _special(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


TOP = "translate-de_en-1_0/"

NAMES = {
    "zip slip": "../evil.txt",
    "zip slip below": f"{TOP}model/../../../evil.txt",
    "absolute": "/tmp/evil.txt",
    "home": "~/evil.txt",
    "drive": "C:/evil.txt",
    "backslashes": f"{TOP}..\\..\\evil.txt",
    "stream": f"{TOP}README.md:hidden",
    "device": f"{TOP}NUL",
    "device with ending": f"{TOP}aux.txt",
    "console": f"{TOP}COM1",
    "dot": f"{TOP}./evil.txt",
    "empty part": f"{TOP}model//evil.txt",
    "trailing dot": f"{TOP}evil.",
    "trailing blank": f"{TOP}evil ",
    "control character": f"{TOP}evil\x1b[2J",
    "right to left override": f"{TOP}evil\u202etxt",
    "very long": TOP + "a" * 250,
    "wildcard": f"{TOP}a*",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_hostile_names(outside: Path, members: Members, name: str) -> None:
    _refused(outside, _write(outside, [*members, (zipfile.ZipInfo(name), b"evil")]), "may not be unpacked")


def test_a_name_cut_at_nul(outside: Path, members: Members) -> None:
    path = _write(outside, [*members, (f"{TOP}goodXevil", b"evil")])
    path.write_bytes(path.read_bytes().replace(b"goodXevil", b"good\0evil"))
    _refused(outside, path, "may not be unpacked|not a sound package archive")


@pytest.mark.parametrize(
    "mode",
    [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK],
    ids=["link", "pipe", "char", "block", "socket"],
)
def test_links_and_devices(outside: Path, members: Members, mode: int) -> None:
    bad = _special(f"{TOP}model/more", mode | 0o644)
    _refused(outside, _write(outside, [*members, (bad, b"/etc/passwd")]), "link or device")


def test_duplicates(outside: Path, members: Members) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = _write(outside, [*members, members[0]])
    _refused(outside, path, "two members called")


def test_names_that_differ_in_case_only(outside: Path, members: Members) -> None:
    _refused(outside, _write(outside, [*members, (f"{TOP}METADATA.JSON", b"{}")]), "letter case aside")


def test_a_file_that_is_a_folder_too(outside: Path, members: Members) -> None:
    _refused(outside, _write(outside, [*members, (f"{TOP}README.md/evil", b"")]), "file and a folder at once")


def test_a_bomb_by_ratio(outside: Path, members: Members) -> None:
    bomb = (f"{TOP}model/zeros", b"\0" * (Limits.ratio * 100_000 + Limits.free))
    path = _write(outside, [*[row for row in members if not str(row[0]).endswith("model.bin")], bomb])
    _refused(outside, path, "decompression bomb")


def test_a_bomb_by_count(outside: Path) -> None:
    rows: Members = [(f"{TOP}{number}", b"") for number in range(Limits.members + 1)]
    _refused(outside, _write(outside, rows, zipfile.ZIP_STORED), "members; at most")


def test_a_bomb_by_total(outside: Path, members: Members) -> None:
    path = _write(outside, members)
    _patch_central(path, "model.bin", size=0xFFFFFFFE)
    _patch_central(path, "sentencepiece.model", size=0xFFFFFFFE)
    for name in ("config.json", "shared_vocabulary.json", "README.md", "metadata.json"):
        _patch_central(path, name, size=0xFFFFFFFE)
    _refused(outside, path, "at most|bomb")


def test_a_member_larger_than_it_says(outside: Path, members: Members) -> None:
    path = _write(outside, members)
    _patch_central(path, "README.md", size=1)
    _refused(outside, path, "larger than it says|not a sound package archive")


def test_a_member_whose_sum_is_wrong(outside: Path, members: Members) -> None:
    path = _write(outside, members, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"Licence: CC0", b"Licence: MIT"))
    _refused(outside, path, "Bad CRC")


def test_an_encrypted_member(outside: Path, members: Members) -> None:
    path = _write(outside, members)
    _patch_central(path, "README.md", flags=1)
    _refused(outside, path, "encrypted")


def _patch_central(path: Path, ending: str, *, size: int | None = None, flags: int | None = None) -> None:
    """Change what the archive's index says of a member."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if bytes(data[at + 46 : at + 46 + length]).endswith(ending.encode()):
            if size is not None:
                struct.pack_into("<I", data, at + 24, size)
            if flags is not None:
                struct.pack_into("<H", data, at + 8, flags)
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)


JUNK: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "text": (b"hello", "cut off, damaged or no zip archive"),
    "web page": (b"<!DOCTYPE html><html>Not found</html>", "web page"),
    "LFS pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n", "Git LFS pointer"),
    "XML message": (b"<?xml version='1.0'?><Error/>", "XML message"),
    "JSON message": (b'{"message": "Not Found"}', "JSON message"),
    "end mark alone": (b"PK\x05\x06" + b"\0" * 18, "no metadata.json"),
}


@pytest.mark.parametrize(("data", "match"), JUNK.values(), ids=JUNK.keys())
def test_junk(outside: Path, data: bytes, match: str) -> None:
    (outside / "bad.argosmodel").write_bytes(data)
    _refused(outside, outside / "bad.argosmodel", match)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_cut_off(outside: Path, members: Members, share: float) -> None:
    path = _write(outside, members)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    _refused(outside, path, "not a sound package archive")


@pytest.mark.parametrize(("before", "behind"), [(b"#!/bin/sh\n", b""), (b"", b"more"), (b"", b"\0" * 100)])
def test_something_around_the_archive(outside: Path, members: Members, before: bytes, behind: bytes) -> None:
    path = _write(outside, members)
    path.write_bytes(before + path.read_bytes() + behind)
    _refused(outside, path, "something around it")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="There is no file"):
        Store(tmp_path / "store", foreign=()).install(tmp_path / "none.argosmodel")


def test_two_packages_in_one_archive(outside: Path, members: Members) -> None:
    path = _write(outside, [*members, ("other/metadata.json", b"{}")])
    _refused(outside, path, "several packages")


def test_members_beside_the_package(outside: Path, members: Members) -> None:
    _refused(outside, _write(outside, [*members, ("elsewhere/x", b"")]), "beside the package")


def _without(ending: str) -> Callable[[Members], Members]:
    return lambda rows: [row for row in rows if not str(row[0]).endswith(ending)]


def _with(ending: str, data: bytes) -> Callable[[Members], Members]:
    return lambda rows: [(name, data if str(name).endswith(ending) else old) for name, old in rows]


def _metadata(**change: object) -> Callable[[Members], Members]:
    raw = {"from_code": "de", "to_code": "en", "package_version": "1.0"} | change
    return _with(
        "metadata.json", json.dumps({key: value for key, value in raw.items() if value is not None}).encode()
    )


CONTENTS: dict[str, tuple[Callable[[Members], Members], str]] = {
    "no metadata": (_without("metadata.json"), "no metadata.json"),
    "metadata is no JSON": (_with("metadata.json", b"{"), "not JSON"),
    "metadata is a list": (_with("metadata.json", b"[]"), "no JSON object"),
    "metadata nested without end": (_with("metadata.json", b"[" * 100_000), "not JSON"),
    "metadata of another type": (_metadata(type="sbd"), "type 'sbd'"),
    "no source language": (_metadata(from_code=None), "no from_code"),
    "source is a path": (_metadata(from_code="../../etc"), "language code"),
    "source is no language": (_metadata(from_code="xx"), "language code"),
    "source is a number": (_metadata(from_code=["de"]), "no plain text"),
    "one language only": (_metadata(to_code="de"), "no pair"),
    "version with control characters": (_metadata(package_version="1\x1b[2J"), "no plain text"),
    "languages no list": (_metadata(languages="de"), "no list"),
    "no model": (_without("model.bin"), "no model/model.bin"),
    "no vocabulary": (_without("shared_vocabulary.json"), "no vocabulary"),
    "no tokenizer": (_without("sentencepiece.model"), "no tokenizer"),
    "model empty": (_with("model.bin", b""), "cut off"),
    "model of another format": (_with("model.bin", struct.pack("<I", 99)), "format 99"),
    "model of another kind": (_with("model.bin", struct.pack("<IH8sI", 6, 8, b"Whisper\0", 3)), "'Whisper'"),
    "vocabulary is no list": (_with("shared_vocabulary.json", b'{"a": 1}'), "no list of tokens"),
    "vocabulary too long": (
        _with("shared_vocabulary.json", json.dumps([f"t{n}" for n in range(9999)]).encode()),
        "do not fit",
    ),
    "vocabulary of another tokenizer": (
        _with("shared_vocabulary.json", b'["<unk>", "<s>", "</s>", "x"]'),
        "do not fit",
    ),
    "tokenizer is junk": (_with("sentencepiece.model", b"\xff\xff\xff"), "not a SentencePiece model"),
    "tokenizer empty": (_with("sentencepiece.model", b""), "no pieces"),
    "config is no JSON": (_with("config.json", b"{"), "config.json is not JSON"),
    "config is a list": (_with("config.json", b"[]"), "no JSON object"),
}


@pytest.mark.parametrize(("change", "match"), CONTENTS.values(), ids=CONTENTS.keys())
def test_contents(outside: Path, members: Members, change: Callable[[Members], Members], match: str) -> None:
    _refused(outside, _write(outside, change(members)), match)


def test_what_only_native_code_finds(outside: Path, members: Members) -> None:
    """A configuration that CTranslate2 refuses: found by the first translation, in a process of its own."""
    path = _write(
        outside,
        _with("config.json", b'{"decoder_start_token": "no such token", "unk_token": "neither"}')(members),
    )
    _refused(outside, path, "cannot be run")


def test_a_sound_archive_is_unpacked_whole(tmp_path: Path, members: Members) -> None:
    path = _write(tmp_path, members)
    (tmp_path / "out").mkdir()
    unpack(path, tmp_path / "out")
    names = {
        file.relative_to(tmp_path / "out").as_posix()
        for file in (tmp_path / "out").rglob("*")
        if file.is_file()
    }
    assert names == {str(name).removeprefix(TOP) for name, _ in members}


def test_an_archive_with_folder_entries_and_no_top_folder(tmp_path: Path, members: Members) -> None:
    rows: Members = [("model/", b""), *((str(name).removeprefix(TOP), data) for name, data in members)]
    package = Store(tmp_path / "store", foreign=()).install(_write(tmp_path, rows))
    assert str(package) == "de-en 1.0"


def test_reading_stops_at_a_stream_that_lies(tmp_path: Path) -> None:
    """The digest of an archive is of what was written, never of what the index claims."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("metadata.json", b'{"from_code": "de", "to_code": "en"}')
    (tmp_path / "a.zip").write_bytes(stream.getvalue())
    (tmp_path / "out").mkdir()
    assert len(unpack(tmp_path / "a.zip", tmp_path / "out")) == 64
