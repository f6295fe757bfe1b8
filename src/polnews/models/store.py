"""The package store: content-addressed, changed only by whole steps, safe with several processes.

```
POLNEWS_HOME/packages/<digest>/record.json
                               package/metadata.json, model/, ...
POLNEWS_HOME/packages/.new-*     being built; renamed to its digest when complete
POLNEWS_HOME/packages/.old-*     being deleted
POLNEWS_HOME/checked/<digest>    packages of other programs that passed their first translation
```

A package is there or it is not: it is built beside its place, written through to the disk, tried, and
renamed.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from polnews.errors import LanguageError, PackageError
from polnews.languages import Pair
from polnews.models.archive import unpack
from polnews.models.building import copy_package, discard, leftovers, new_folder, sync, sync_folder
from polnews.models.check import check_folder
from polnews.models.digest import file_digest, folder_digest, folder_members
from polnews.models.locations import foreign_folders, polnews_home
from polnews.models.lock import Lock
from polnews.models.package import Package, read_package, version_key
from polnews.models.record import Record, read_record, write_record
from polnews.models.smoke import smoke_test
from polnews.models.weights import ModelHeader

__all__ = ["Store"]


class Store:
    """The packages on this machine: our own, and those other programs installed, which are only read.

    Args:
        path: Folder of our own packages. By default `packages` in `POLNEWS_HOME` or the user's data folder.
        foreign: Folders of other programs. By default where Argos Translate and LibreTranslate keep packages.
        lock: Only packages in this lock may translate; the others are listed, never used.

    >>> Store("/nowhere", foreign=()).packages()
    []
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        foreign: Sequence[Path] | None = None,
        lock: Lock | None = None,
    ) -> None:
        self._path = Path(path) if path is not None else None
        self._foreign = foreign
        self._lock = lock
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

    def verify(self) -> list[tuple[Package, str]]:
        """Hash every package of our own store again.

        Returns:
            Those whose content is not what it was installed as, each with the digest it has now.
        """
        ours = [package for package in self.packages() if package.origin == "polnews"]
        digests = [(package, folder_digest(package.folder)) for package in ours]
        return [(package, digest) for package, digest in digests if digest != package.digest]

    def broken(self) -> list[tuple[Path, str]]:
        """Return the folders that should hold a package and do not, each with the reason."""
        return [(folder, str(error)) for folder, _, error in _attempts(self._entries()) if error is not None]

    def best(self, pairs: Iterable[Pair]) -> Package | None:
        """Return the newest package for the first of `pairs` that any package serves."""
        packages = self.packages()
        for pair in pairs:
            serving = [package for package in packages if pair in package.pairs]
            if found := self.newest(self._allowed(serving, pair)):
                return found
        return None

    def _allowed(self, packages: list[Package], pair: Pair) -> list[Package]:
        """Return those of the packages that the lock lists; refuse when there are some and it lists none."""
        if self._lock is None or not packages:
            return packages
        listed = [package for package in packages if self.digest(package) in self._lock.digests]
        if not listed:
            named = ", ".join(f"{package} ({self.digest(package)[:12]})" for package in packages)
            raise PackageError(
                f"No package for {pair} stands in the lock file. Installed, but not listed: {named}. "
                "To allow what is installed, write the lock file anew: polnews models lock"
            )
        return listed

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
            header = check_folder(package.folder)
            if package.origin != "polnews":
                self._try_once(package)
            self._checked[key] = header
        return self._checked[key]

    def leftovers(self) -> list[Path]:
        """Return what processes that died left behind in the store; the next installation deletes it."""
        return leftovers(self.path)

    def source(self, package: Package) -> str:
        """Return where a package came from: its record's source, else the program that installed it."""
        if package.origin != "polnews":
            return package.origin
        return read_record(package.folder.parent).source

    def install(
        self,
        path: str | os.PathLike[str],
        *,
        source: str | None = None,
        expect: Callable[[str], None] | None = None,
    ) -> Package:
        """Install a package from an archive or a folder, as a copy.

        Args:
            path: A `.argosmodel` file, or the folder of an unpacked package.
            source: Where it came from, for the record; by default the file's name.
            expect: Called with the digest before anything else; raises when another one was expected.

        Returns:
            The package in the store; the one already there when it is the same.

        Raises:
            PackageError: It is damaged, hostile, or cannot be run. Nothing was changed.
        """
        origin = Path(path)
        with new_folder(self.path) as building:
            record = self._fill(origin, building, source or origin.name)
            if expect is not None:
                expect(record.digest)
            self._try(building, record)
            return self._place(building, record.digest)

    def install_all(self, archives: Sequence[tuple[Path, str]], *, source: str) -> list[Package]:
        """Install several archives, or none.

        Args:
            archives: Files, each with the digest its package must have.
            source: Where they came from, for the record.

        Raises:
            PackageError: One of them is damaged, hostile, not what was expected, or cannot be run. Nothing
                was changed.
        """
        with ExitStack() as stack:
            ready = [
                (stack.enter_context(new_folder(self.path)), archive, digest) for archive, digest in archives
            ]
            for building, archive, digest in ready:
                record = self._fill(archive, building, source)
                if record.digest != digest:
                    raise PackageError(
                        f"{archive.name} holds another package: its digest is {record.digest}."
                    )
                self._try(building, record)
            return [self._place(building, digest) for building, _, digest in ready]

    def adopt(self, which: str) -> Package:
        """Copy a package another program installed into our own store. That program's copy stays as it is.

        Args:
            which: A pair such as "de-en".

        Raises:
            PackageError: No such package of another program, or it cannot be run. Nothing was changed.
        """
        pair = _pair(which)
        foreign = [package for package in self.packages() if package.origin != "polnews"]
        found = self.newest(package for package in foreign if pair in package.pairs)
        if found is None:
            have = ", ".join(map(str, foreign)) or "none"
            raise PackageError(f"No other program has a package for {which}. Packages of others: {have}.")
        return self.install(found.folder, source=f"adopted from {found.origin}")

    def remove(self, which: str) -> list[Package]:
        """Remove packages of our own store.

        Args:
            which: A pair such as "de-en", or at least 8 first characters of a digest.

        Returns:
            What was removed.

        Raises:
            PackageError: No package of ours fits, or the store cannot be written; packages of other programs are
                never removed.
        """
        found = self._matching(which)
        try:
            for package in found:
                discard(package.folder.parent)
        except OSError as error:
            raise PackageError(f"{self.path} cannot be written ({error.strerror or error}).") from error
        return found

    @staticmethod
    def _fill(origin: Path, building: Path, source: str) -> Record:
        """Lay a package out in a folder being built, with its record."""
        content = building / "package"
        content.mkdir()
        if origin.is_dir():
            record = Record(copy_package(origin, content), None, source)
        else:
            record = Record(unpack(origin, content), file_digest(origin), source)
        write_record(building, record)
        return record

    def _try(self, building: Path, record: Record) -> None:
        """Check what was built, write it through to the disk, and let it translate a word."""
        check_folder(building / "package")
        sync(building)
        if not self._has(record.digest):
            smoke_test(building / "package")

    def _place(self, building: Path, digest: str) -> Package:
        target = self.path / digest
        try:
            building.rename(target)
        except OSError as error:
            # Another process was faster, or it was here all along: the content is the same by its name.
            if not self._has(digest):
                raise PackageError(f"{target} could not be put in place ({error}).") from error
        sync_folder(self.path)
        return read_package(target / "package", origin="polnews", digest=digest)

    def _has(self, digest: str) -> bool:
        return (self.path / digest / "record.json").is_file()

    def _try_once(self, package: Package) -> None:
        """Let a package of another program translate a word before its first use; remember that it could."""
        mark = self.path.parent / "checked" / self.digest(package)
        if mark.is_file():
            return
        smoke_test(package.folder)
        with suppress(OSError):  # without a writable home it is tried again by the next process
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()

    def _matching(self, which: str) -> list[Package]:
        ours = [package for package in self.packages() if package.origin == "polnews"]
        if len(which) >= 8 and (found := [package for package in ours if package.digest.startswith(which)]):
            return found
        pair = _pair(which)
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


def _pair(text: str) -> Pair | None:
    try:
        return Pair.parse(text)
    except LanguageError:
        return None


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
