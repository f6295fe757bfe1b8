"""Looks through an archive before a byte of it is unpacked, then unpacks exactly what was looked at."""

import hashlib
import os
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from polnews.errors import PackageError
from polnews.models.digest import combine
from polnews.models.package import parse_metadata

__all__ = ["Limits", "open_archive", "unpack"]


class Limits:
    """What an archive may hold: far more than any model has, far less than fills a disk by a trick."""

    members = 10_000
    total = 20_000_000_000
    """Bytes, unpacked."""
    ratio = 200
    """Unpacked bytes per packed byte of a member above `free` bytes. The test packages pack to 0.91."""
    free = 10_000_000
    path = 200
    """Characters of a member's path; Windows allows 260 with the store's own."""


_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?\Z", re.IGNORECASE
)
_FORBIDDEN = set('<>:"|?*\\')
_CHUNK = 1 << 20
_END_RECORD = 22
"""Bytes of the record an archive ends with, before its comment."""

# What reading a damaged archive raises. Of the last: damaged names, dates and offsets.
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    OSError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a package archive for reading.

    Raises:
        PackageError: It is missing, no zip archive, cut off, or damaged where it is read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_ends(path, archive)
            yield archive
    except PackageError:
        raise
    except FileNotFoundError as error:
        raise PackageError(f"There is no file {path}.") from error
    except _DAMAGE as error:
        raise PackageError(f"{path} is not a sound package archive: {_reason(path, error)}") from error


def _check_ends(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive with something before or behind it.

    The zip format allows both, so a bundle cut off behind one of its archives would read as that archive
    alone, and one file could be a page to one program and a package to another.
    """
    tail = _END_RECORD + len(archive.comment)
    with path.open("rb") as file:
        file.seek(-tail, os.SEEK_END)
        ends = file.read(4) == b"PK\5\6"
    starts = min((info.header_offset for info in archive.infolist()), default=0) == 0
    if not (starts and ends):
        raise PackageError(
            f"{path} is not a sound package archive: it is cut off, or has something around it."
        )


def _reason(path: Path, error: Exception) -> str:
    """Say in plain words what a file is that is no archive."""
    from polnews.models.impostors import describe

    try:
        with path.open("rb") as file:
            start = file.read(2048)
    except OSError:
        start = b""
    return describe(start) or f"it is cut off, damaged or no zip archive ({error})."


def unpack(path: Path, folder: Path) -> str:
    """Unpack the package in an archive after looking through all of it.

    Args:
        path: The archive.
        folder: An empty folder that gets metadata.json, model/ and the rest, without the archive's top
            folder.

    Returns:
        The digest of the package.

    Raises:
        PackageError: The archive is damaged or hostile. Nothing outside `folder` was touched.
    """
    with open_archive(path) as archive:
        members = _members(archive)
        _check_space(members, folder)
        root = _root(members)
        _read_metadata_first(archive, root)
        return _write(archive, members, root, folder)


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > Limits.members:
        raise PackageError(f"The archive has {len(infos)} members; at most {Limits.members} are allowed.")
    for info in infos:
        _check_name(info)
        _check_kind(info)
    _check_sizes(infos)
    files = [info for info in infos if not info.is_dir()]
    _check_collisions(infos)
    return files


def _check_name(info: zipfile.ZipInfo) -> None:
    # orig_filename is what stands in the archive; filename was already shortened at a NUL and had "\\"
    # replaced.
    name = info.orig_filename
    parts = name.rstrip("/").split("/")
    wrong = (
        not name.isprintable()
        or len(name) > Limits.path
        or name.startswith(("/", "~"))
        or _FORBIDDEN & set(name)
        or any(part in ("", ".", "..") or part != part.strip(" .") or _DEVICE.match(part) for part in parts)
    )
    if wrong:
        raise PackageError(f"The archive has a member called {name[:80]!r}, which may not be unpacked.")


def _check_kind(info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackageError(f"The archive member {info.filename[:80]!r} is a link or device, not a file.")
    if info.flag_bits & 0x1:
        raise PackageError(f"The archive member {info.filename[:80]!r} is encrypted.")


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    if total > Limits.total:
        raise PackageError(
            f"The archive would unpack to {total:,} bytes; at most {Limits.total:,} are allowed."
        )
    packed = sum(info.compress_size for info in infos)
    if total > Limits.free and total > Limits.ratio * max(packed, 1):
        raise PackageError(f"The archive would unpack {packed:,} bytes to {total:,}: a decompression bomb.")
    for info in infos:
        if info.file_size > Limits.free and info.file_size > Limits.ratio * max(info.compress_size, 1):
            raise PackageError(
                f"The archive member {info.filename[:80]!r} would unpack {info.compress_size:,} bytes to "
                f"{info.file_size:,}: a decompression bomb."
            )


def _check_space(members: list[zipfile.ZipInfo], folder: Path) -> None:
    needed, free = sum(info.file_size for info in members), shutil.disk_usage(folder).free
    if needed > free:
        raise PackageError(
            f"The package needs {needed:,} bytes and {free:,} are free in {folder.parent}. "
            "Make room, or choose another disk with POLNEWS_HOME."
        )


def _check_collisions(infos: list[zipfile.ZipInfo]) -> None:
    """Refuse names that are one name on some file system, and files where others need a folder."""
    seen: dict[str, bool] = {}
    for info in infos:
        key = info.filename.rstrip("/").casefold()
        if key in seen and not (seen[key] and info.is_dir()):
            raise PackageError(
                f"The archive has two members called {info.filename[:80]!r}, letter case aside."
            )
        seen[key] = info.is_dir()
    for key in seen:
        for parent in PurePosixPath(key).parents:
            if seen.get(str(parent)) is False:
                raise PackageError(f"The archive member {str(parent)[:80]!r} is a file and a folder at once.")


def _root(members: list[zipfile.ZipInfo]) -> str:
    """Return the folder of the package within the archive, "" or "name/"."""
    places = [info.filename.removesuffix("metadata.json") for info in members if _is_metadata(info.filename)]
    if not places:
        raise PackageError("The archive has no metadata.json, so it is not an Argos package.")
    if len(places) > 1:
        raise PackageError("The archive holds several packages. Install each by itself.")
    outside = next((info.filename for info in members if not info.filename.startswith(places[0])), None)
    if outside is not None:
        raise PackageError(f"The archive member {outside[:80]!r} lies beside the package, not in it.")
    return places[0]


def _is_metadata(name: str) -> bool:
    return name.count("/") <= 1 and name.rsplit("/", 1)[-1] == "metadata.json"


def _read_metadata_first(archive: zipfile.ZipFile, root: str) -> None:
    with archive.open(f"{root}metadata.json") as file:
        parse_metadata(file.read(1_000_001), where="metadata.json")


def _write(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], root: str, folder: Path) -> str:
    digests: dict[str, str] = {}
    for info in members:
        path = info.filename.removeprefix(root)
        digests[path] = _write_member(archive, info, folder / path)
    return combine(digests)


def _write_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True)
    sha = hashlib.sha256()
    left = info.file_size
    # "x": never through something that is already there.
    with archive.open(info) as packed, target.open("xb") as out:
        while chunk := packed.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise PackageError(f"The archive member {info.filename[:80]!r} is larger than it says.")
            sha.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if left:
        raise PackageError(f"The archive member {info.filename[:80]!r} is smaller than it says.")
    return sha.hexdigest()
