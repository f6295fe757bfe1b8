"""How the store changes: folders built beside their place, written through, renamed; left-overs swept."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from polnews.errors import PackageError
from polnews.models.check import check_folder
from polnews.models.digest import combine, file_digest, folder_members
from polnews.models.filelock import try_lock

__all__ = ["copy_package", "discard", "leftovers", "new_folder", "sync", "sync_folder"]

_FRESH = 60
"""Seconds. Making a folder and locking it, or deleting one, take far less."""


@contextmanager
def new_folder(place: Path) -> Iterator[Path]:
    """Yield a new folder in a place, locked while we live; whatever is still there at the end is deleted.

    Raises:
        PackageError: The place cannot be written.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        folder = Path(tempfile.mkdtemp(prefix=".new-", dir=place))
    except OSError as error:
        raise PackageError(
            f"{place} cannot be written ({error}). Choose another folder: POLNEWS_HOME."
        ) from error
    try:
        with try_lock(_own_lock(folder)):
            yield folder
    except OSError as error:
        raise PackageError(f"The package could not be written to {place} ({error}).") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _own_lock(folder).unlink(missing_ok=True)


def discard(entry: Path) -> None:
    """Take a folder out of its place in one step, then delete it."""
    doomed = Path(tempfile.mkdtemp(prefix=".old-", dir=entry.parent))
    with suppress(FileNotFoundError):  # another process may be faster
        entry.rename(doomed / entry.name)
    sync_folder(entry.parent)
    shutil.rmtree(doomed, ignore_errors=True)


def leftovers(place: Path) -> list[Path]:
    """Return what processes that died left behind. Nobody needs it."""
    found = [path for pattern in (".new-*", ".old-*") for path in sorted(place.glob(pattern))]
    return [path for path in found if _abandoned(path)]


def _sweep(place: Path) -> None:
    for path in leftovers(place):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
            _own_lock(path).unlink(missing_ok=True)
        else:
            path.unlink(missing_ok=True)


def _own_lock(folder: Path) -> Path:
    """Return the lock file of a folder being built. It lies beside it, for the folder is renamed."""
    return folder.with_name(folder.name + ".lock")


def _abandoned(path: Path) -> bool:
    """Say whether whoever made this is gone: nobody holds its lock, and it is not fresh."""
    try:
        if path.stat().st_mtime > time.time() - _FRESH:
            return False
        lock = path if path.suffix == ".lock" else _own_lock(path)
        if not lock.exists():
            return True
        with try_lock(lock) as free:
            return free
    except FileNotFoundError:
        return False  # it went while we looked


def copy_package(origin: Path, content: Path) -> str:
    """Copy a package's folder, refusing links, and return its digest.

    Raises:
        PackageError: It is damaged, or holds what is no plain file.
    """
    check_folder(origin)
    digests: dict[str, str] = {}
    for path in folder_members(origin):
        name = path.relative_to(origin).as_posix()
        target = content / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target, follow_symlinks=False)
        digests[name] = file_digest(target)
    return combine(digests)


def sync(folder: Path) -> None:
    """Write files and folders through to the disk, so that a rename never shows less than all of it."""
    for root, _, files in os.walk(folder):
        for name in files:
            with Path(root, name).open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(Path(root))


def sync_folder(folder: Path) -> None:
    """Write the entries of a folder through to the disk."""
    if os.name == "nt":
        return  # folders cannot be opened there; renames are journalled
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
