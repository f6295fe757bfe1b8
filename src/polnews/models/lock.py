"""The lock file: which packages may translate, by digest, for version control."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polnews.errors import PackageError
from polnews.models.toml import read_toml, write_toml

if TYPE_CHECKING:
    from polnews.models.store import Store

__all__ = ["LOCK_NAME", "Lock", "LockedPackage", "make_lock", "read_lock", "write_lock"]

LOCK_NAME = "polnews-models.lock"

_FORMAT = 1
_COMMENT = "# Written by: polnews models lock. For version control; packages not listed here are refused.\n"


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """One package of a lock file.

    Attributes:
        pairs: The pairs it serves.
        version: Its version.
        digest: sha256 over its members.
        size: Bytes unpacked.
        licence: What it says of its licence; "" when it says nothing.
        source: Where it came from; "" when unknown.
    """

    pairs: tuple[str, ...]
    version: str
    digest: str
    size: int
    licence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """The packages that may be used, by pair."""

    packages: tuple[LockedPackage, ...]

    @property
    def digests(self) -> frozenset[str]:
        """The digests of all packages in it."""
        return frozenset(package.digest for package in self.packages)


def make_lock(store: "Store") -> Lock:
    """Return a lock of the packages that serve now: the newest of each pair."""
    packages = store.packages()
    serving = {pair: store.best([pair]) for package in packages for pair in package.pairs}
    chosen = {package.folder: package for package in serving.values() if package is not None}
    rows = [
        LockedPackage(
            pairs=tuple(map(str, package.pairs)),
            version=package.version,
            digest=store.digest(package),
            size=package.size,
            licence=package.licence or "",
            source=store.source(package),
        )
        for package in chosen.values()
    ]
    return Lock(tuple(sorted(rows, key=lambda row: (row.pairs, row.digest))))


def write_lock(lock: Lock, path: str | os.PathLike[str] = LOCK_NAME) -> Path:
    """Write a lock file in one step.

    Raises:
        PackageError: The file cannot be written.
    """
    target = Path(path)
    tables = [{name: getattr(row, name) for name in LockedPackage.__slots__} for row in lock.packages]
    text = _COMMENT + write_toml({"format": _FORMAT}, "package", tables)
    try:
        handle, name = tempfile.mkstemp(prefix=".lock-", dir=target.absolute().parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except OSError as error:
        raise PackageError(f"{target} cannot be written ({error}).") from error
    return target


def read_lock(path: str | os.PathLike[str] = LOCK_NAME) -> Lock:
    """Read a lock file.

    Raises:
        PackageError: It is missing, or not one of ours.
    """
    target = Path(path)
    try:
        text = target.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackageError(
            f"{target} cannot be read ({error}). Write one with: polnews models lock"
        ) from error
    raw = read_toml(text, where=str(target))
    if raw.get("format") != _FORMAT:
        raise PackageError(
            f"{target} is of format {raw.get('format')!r}; this polnews reads format {_FORMAT}."
        )
    rows = raw.get("package", [])
    if not isinstance(rows, list):
        raise PackageError(f"{target} has no list of packages.")
    return Lock(tuple(_row(row, target) for row in rows))


def _row(row: Any, path: Path) -> LockedPackage:  # noqa: ANN401 - whatever stood in the file
    unknown = set(row) - set(LockedPackage.__slots__) if isinstance(row, dict) else {"?"}
    if unknown:
        raise PackageError(f"{path} has an entry that is none of ours: {sorted(unknown)}.")
    try:
        found = LockedPackage(**{**row, "pairs": tuple(row["pairs"])})
    except (TypeError, KeyError) as error:
        raise PackageError(
            f"{path} has an incomplete entry ({error}). Write it anew: polnews models lock"
        ) from error
    if not _is_digest(found.digest) or not all(isinstance(pair, str) for pair in found.pairs):
        raise PackageError(
            f"{path} has {found.digest!r} where a digest of 64 hexadecimal digits should stand."
        )
    return found


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and not set(value) - set("0123456789abcdef")
