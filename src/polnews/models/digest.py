"""The digest of a package: the same for its archive and its folder."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

__all__ = ["combine", "file_digest", "folder_digest", "folder_members", "stream_digest"]

_CHUNK = 1 << 20


def stream_digest(stream: IO[bytes]) -> str:
    """Return the sha256 of what is left in a stream, in hexadecimal."""
    sha = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        sha.update(chunk)
    return sha.hexdigest()


def file_digest(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return stream_digest(file)


def combine(members: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """Return the digest of a package from the sha256 of its members by path.

    It is the sha256 over one line per member, sorted by path: path, NUL, digest, newline. Where a package
    lies, how it was packed and when play no part.

    >>> combine({"metadata.json": "ab"}) == combine([("metadata.json", "ab")])
    True
    """
    pairs = sorted(members.items() if isinstance(members, Mapping) else members)
    lines = "".join(f"{path}\0{digest}\n" for path, digest in pairs)
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def folder_members(folder: Path) -> list[Path]:
    """Return the files of an unpacked package, sorted by path, without what programs drop beside them."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def folder_digest(folder: Path) -> str:
    """Return the digest of an unpacked package."""
    return combine(
        {path.relative_to(folder).as_posix(): file_digest(path) for path in folder_members(folder)}
    )
