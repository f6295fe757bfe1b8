"""The package store: content-addressed, changed only by whole steps, safe with several processes.

```
POLNEWS_HOME/packages/<digest>/record.json
                               package/metadata.json, model/, ...
POLNEWS_HOME/packages/.new-*     being built; renamed to its digest when complete
POLNEWS_HOME/packages/.old-*     being deleted
```
A package is there or it is not: it is built beside its place, written through to the disk, checked, and
renamed.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from polnews.errors import LanguageError, PackageError
from polnews.languages import Pair
from polnews.models.archive import unpack
from polnews.models.check import check_folder
from polnews.models.digest import combine, file_digest, folder_digest, folder_members
from polnews.models.locations import foreign_folders, polnews_home
from polnews.models.package import Package, read_package, version_key
from polnews.models.record import Record, read_record, write_record
from polnews.models.weights import ModelHeader

__all__ = ["Store"]


class Store:
    """The packages on this machine: our own, and those other programs installed, which are only read.

    Args:
        path: Folder of our own packages. By default `packages` in `POLNEWS_HOME` or the user's data folder.
        foreign: Folders of other programs. By default where Argos Translate and LibreTranslate keep packages.

    >>> Store(tempfile.mkdtemp(), foreign=()).packages()
    []
    """

    def __init__(
        self, path: str | os.PathLike[str] | None = None, *, foreign: Sequence[Path] | None = None
    ) -> None:
        self._path = Path(path) if path is not None else None
        self._foreign = foreign
        self._digests: dict[tuple[str, int, int], str] = {}
        self._checked: dict[tuple[str, int, int], ModelHeader] = {}

    @property
    def path(self) -> Path:
        """The folder of our own packages. It need not exist."""
        return self._path if self._path is not None else polnews_home() / "packages"

    def packages(self) -> list[Package]:
        """Return every readable package: our own first, then by pair, newest first."""
        found = list(_readable(self._entries()))
        return sorted(
            found, key=lambda package: (package.origin != "polnews", str(package.pairs[0]), _newest(package))
        )

    def broken(self) -> list[tuple[Path, str]]:
        """Return the folders that should hold a package and do not, each with the reason."""
        return [(folder, str(error)) for folder, _, error in _attempts(self._entries()) if error is not None]

    def best(self, pairs: Iterable[Pair]) -> Package | None:
        """Return the newest package for the first of `pairs` that any package serves."""
        packages = self.packages()
        for pair in pairs:
            if found := self.newest(package for package in packages if pair in package.pairs):
                return found
        return None

    @staticmethod
    def newest(packages: Iterable[Package]) -> Package | None:
        """Return the package of the highest version, our own of two equal ones; None when there is none."""
        return max(
            packages,
            key=lambda package: (version_key(package.version), package.origin == "polnews", package.digest),
            default=None,
        )

    def digest(self, package: Package) -> str:
        """Return the digest of a package: the store's, else computed once and kept while nothing changes."""
        if package.digest:
            return package.digest
        key = _state(package.folder)
        if key not in self._digests:
            self._digests[key] = folder_digest(package.folder)
        return self._digests[key]

    def check(self, package: Package) -> ModelHeader:
        """Check a package's files before it is loaded; once for each state of its folder.

        Returns:
            The header of its model.

        Raises:
            PackageError: It is damaged, hostile, or cannot be run.
        """
        key = _state(package.folder)
        if key not in self._checked:
            self._checked[key] = check_folder(package.folder)
        return self._checked[key]

    def install(self, path: str | os.PathLike[str], *, source: str | None = None) -> Package:
        """Install a package from an archive or a folder, as a copy.

        Args:
            path: A `.argosmodel` file, or the folder of an unpacked package.
            source: Where it came from, for the record; by default the file's name.

        Returns:
            The package in the store; the one already there when it is the same.

        Raises:
            PackageError: It is damaged, hostile, or cannot be run. Nothing was changed.
        """
        origin = Path(path)
        with self._building() as building:
            content = building / "package"
            content.mkdir()
            digest, archive = self._fill(origin, content)
            check_folder(content)
            write_record(building, Record(digest, archive, source or origin.name))
            _sync(building)
            return self._place(building, digest)

    def remove(self, which: str) -> list[Package]:
        """Remove packages of our own store.

        Args:
            which: A pair such as "de-en", or at least 8 first characters of a digest.

        Returns:
            What was removed.

        Raises:
            PackageError: No package of ours fits; those of other programs are never removed.
        """
        found = self._matching(which)
        for package in found:
            self._discard(package.folder.parent)
        return found

    def _fill(self, origin: Path, content: Path) -> tuple[str, str | None]:
        if origin.is_dir():
            return _copy(origin, content), None
        return unpack(origin, content), file_digest(origin)

    def _place(self, building: Path, digest: str) -> Package:
        target = self.path / digest
        try:
            building.rename(target)
        except OSError as error:
            # Another process was faster, or it was here all along: the content is the same by its name.
            if not (target / "record.json").is_file():
                raise PackageError(f"{target} could not be put in place ({error}).") from error
        _sync_folder(self.path)
        return read_package(target / "package", origin="polnews", digest=digest)

    def _discard(self, entry: Path) -> None:
        doomed = Path(tempfile.mkdtemp(prefix=".old-", dir=self.path))
        entry.rename(doomed / entry.name)
        _sync_folder(self.path)
        shutil.rmtree(doomed, ignore_errors=True)

    @contextmanager
    def _building(self) -> Iterator[Path]:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix=".new-", dir=self.path))
        except OSError as error:
            raise PackageError(
                f"{self.path} cannot be written ({error}). Choose another folder with POLNEWS_HOME."
            ) from error
        try:
            yield folder
        except OSError as error:
            raise PackageError(f"The package could not be written to {self.path} ({error}).") from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _matching(self, which: str) -> list[Package]:
        ours = [package for package in self.packages() if package.origin == "polnews"]
        if len(which) >= 8 and (found := [package for package in ours if package.digest.startswith(which)]):
            return found
        try:
            pair = Pair.parse(which)
        except LanguageError:
            pair = None
        found = [package for package in ours if pair in package.pairs]
        if not found:
            have = ", ".join(map(str, ours)) or "none"
            raise PackageError(
                f"No package of polnews' own store fits {which!r}. There: {have}. "
                "Packages of other programs are removed with those programs."
            )
        return found

    def _entries(self) -> Iterator[tuple[Path, str, str]]:
        """Yield the folder, origin and digest of everything that should be a package."""
        for entry in _subfolders(self.path):
            yield entry / "package", "polnews", entry.name
        for folder in foreign_folders() if self._foreign is None else self._foreign:
            for entry in _subfolders(folder):
                yield entry, "argos", ""


def _attempts(
    entries: Iterable[tuple[Path, str, str]],
) -> Iterator[tuple[Path, Package | None, PackageError | None]]:
    for folder, origin, digest in entries:
        try:
            if origin == "polnews":
                read_record(folder.parent)
            yield folder, read_package(folder, origin=origin, digest=digest), None
        except PackageError as error:  # noqa: PERF203 - one failure must not end the loop
            yield folder, None, error


def _readable(entries: Iterable[tuple[Path, str, str]]) -> Iterator[Package]:
    return (package for _, package, _ in _attempts(entries) if package is not None)


def _newest(package: Package) -> tuple[tuple[int, str], ...]:
    return tuple((-number, text) for number, text in version_key(package.version))


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []


def _state(folder: Path) -> tuple[str, int, int]:
    """Return what changes when a file of a folder does: its path, the bytes in it, and the newest change."""
    stats = [path.stat() for path in folder_members(folder)]
    newest = max((entry.st_mtime_ns for entry in stats), default=0)
    return str(folder), sum(entry.st_size for entry in stats), newest


def _copy(origin: Path, content: Path) -> str:
    """Copy a package's folder, refusing links, and return its digest."""
    check_folder(origin)
    digests: dict[str, str] = {}
    for path in folder_members(origin):
        name = path.relative_to(origin).as_posix()
        target = content / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target, follow_symlinks=False)
        digests[name] = file_digest(target)
    return combine(digests)


def _sync(folder: Path) -> None:
    """Write files and folders through to the disk, so that a rename never shows less than all of it."""
    for root, _, files in os.walk(folder):
        for name in files:
            with Path(root, name).open("rb") as file:
                os.fsync(file.fileno())
        _sync_folder(Path(root))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # folders cannot be opened there; renames are journalled
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
