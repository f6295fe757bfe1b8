"""Bundles: several packages in one file, with digests and licences, for machines without a network.

A `.polnews` file is a zip archive that holds `manifest.json` and `packages/<digest>.argosmodel`, each an
ordinary package archive of its own.
"""

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from polnews.errors import ModelNotFoundError, PackageError
from polnews.languages import Pair
from polnews.models.archive import open_archive
from polnews.models.digest import file_digest, folder_members
from polnews.models.package import Package
from polnews.models.routes import best_route
from polnews.models.store import Store

__all__ = ["BundledPackage", "create_bundle", "install_bundle", "is_bundle", "read_manifest"]

_FORMAT = 1
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 10_000_000
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the same packages give the same bundle."""


@dataclass(frozen=True, slots=True)
class BundledPackage:
    """One package of a bundle.

    Attributes:
        pairs: The pairs it serves.
        version: Its version.
        digest: sha256 over its members.
        sha256: sha256 of its archive in the bundle.
        size: Bytes unpacked.
        licence: What it says of its licence; "" when it says nothing.
        source: Where it came from.
    """

    pairs: tuple[str, ...]
    version: str
    digest: str
    sha256: str
    size: int
    licence: str
    source: str

    @property
    def member(self) -> str:
        """The name of its archive in the bundle."""
        return f"packages/{self.digest}.argosmodel"


def create_bundle(
    pairs: Sequence[str], output: str | os.PathLike[str], *, store: Store | None = None
) -> Path:
    """Write the packages that serve some pairs into one file.

    Args:
        pairs: E.g. ["de-en", "bg-it"]; a pair served through another language brings all its packages.
        output: The file to write, best ending in `.polnews`. It is there complete or not at all.
        store: Where the packages are; by default the user's.

    Raises:
        ModelNotFoundError: No installed packages lead from source to target.
        PackageError: A package is damaged, or the file cannot be written.
    """
    own = store if store is not None else Store()
    packages = _serving([Pair.parse(pair) for pair in pairs], own)
    target = Path(output)
    try:
        handle, name = tempfile.mkstemp(prefix=".bundle-", dir=target.absolute().parent)
        os.close(handle)
        try:
            _write(Path(name), packages, own)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise PackageError(f"{target} cannot be written ({error}).") from error
    return target


def is_bundle(path: Path) -> bool:
    """Say whether a file is a bundle rather than a single package."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def read_manifest(path: str | os.PathLike[str]) -> list[BundledPackage]:
    """Return what a bundle says it holds.

    Raises:
        PackageError: It is no bundle, or a damaged one.
    """
    with open_archive(Path(path)) as archive:
        return _manifest(archive, Path(path))


def install_bundle(path: str | os.PathLike[str], *, store: Store | None = None) -> list[Package]:
    """Install every package of a bundle, or none.

    Returns:
        The packages, in the order of the manifest.

    Raises:
        PackageError: Something in it is damaged, hostile or not what the manifest says. Nothing was changed.
    """
    own = store if store is not None else Store()
    file = Path(path)
    with tempfile.TemporaryDirectory(prefix="polnews-bundle-") as folder, open_archive(file) as archive:
        rows = _manifest(archive, file)
        _no_strangers(archive, rows)
        archives = [(_extract(archive, row, Path(folder)), row.digest) for row in rows]
        return own.install_all(archives, source=file.name)


def _serving(pairs: Iterable[Pair], store: Store) -> list[Package]:
    direct = {pair for package in store.packages() for pair in package.pairs}
    hops = [Pair(*hop) for pair in pairs for hop in pairwise(best_route(pair, direct))]
    found = {hop: store.best([hop]) for hop in hops}
    missing = [str(hop) for hop, package in found.items() if package is None]
    if missing:
        raise ModelNotFoundError(f"No package for {', '.join(missing)}.")
    return list({package.folder: package for package in found.values() if package is not None}.values())


def _write(path: Path, packages: Sequence[Package], store: Store) -> None:
    rows: list[BundledPackage] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as bundle, tempfile.TemporaryDirectory() as folder:
        for package in packages:
            store.check(package)
            archive = Path(folder, "package.argosmodel")
            _pack(package.folder, archive)
            row = _row(package, store, archive)
            _add(bundle, row.member, archive)
            rows.append(row)
        manifest = {"format": _FORMAT, "packages": [asdict(row) for row in rows]}
        bundle.writestr(_entry(_MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1))
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _row(package: Package, store: Store, archive: Path) -> BundledPackage:
    return BundledPackage(
        pairs=tuple(map(str, package.pairs)),
        version=package.version,
        digest=store.digest(package),
        sha256=file_digest(archive),
        size=package.size,
        licence=package.licence or "",
        source=store.source(package),
    )


def _pack(folder: Path, target: Path) -> None:
    """Write a package's folder as an archive, the same bytes every time."""
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8-sig"))
    name = f"translate-{metadata.get('from_code', 'xx')}_{metadata.get('to_code', 'xx')}"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder_members(folder):
            entry = _entry(f"{name}/{path.relative_to(folder).as_posix()}", zipfile.ZIP_DEFLATED)
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as out:
                shutil.copyfileobj(source, out, 1 << 20)


def _add(bundle: zipfile.ZipFile, member: str, archive: Path) -> None:
    with archive.open("rb") as source, bundle.open(_entry(member), "w", force_zip64=True) as out:
        shutil.copyfileobj(source, out, 1 << 20)


def _entry(name: str, method: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = method
    entry.external_attr = 0o100644 << 16
    return entry


def _manifest(archive: zipfile.ZipFile, path: Path) -> list[BundledPackage]:
    try:
        info = archive.getinfo(_MANIFEST)
    except KeyError as error:
        raise PackageError(f"{path} is no bundle: it has no {_MANIFEST}.") from error
    if info.file_size > _LARGEST_MANIFEST:
        raise PackageError(f"{path} has a manifest of {info.file_size:,} bytes; this is no bundle.")
    with archive.open(info) as file:
        data = file.read(_LARGEST_MANIFEST)
    try:
        raw = json.loads(data)
        rows = [_bundled(row) for row in raw["packages"]] if raw["format"] == _FORMAT else None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackageError(f"{path} has a damaged manifest ({error}).") from error
    if rows is None:
        raise PackageError(f"{path} is a bundle of format {raw['format']!r}; this polnews reads {_FORMAT}.")
    if not rows:
        raise PackageError(f"{path} is a bundle without packages.")
    return rows


def _bundled(row: dict[str, Any]) -> BundledPackage:
    found = BundledPackage(**{**row, "pairs": tuple(row["pairs"])})
    digests = (found.digest, found.sha256)
    if any(len(digest) != 64 or set(digest) - set("0123456789abcdef") for digest in digests):
        raise ValueError("a digest that is none")
    return found


def _no_strangers(archive: zipfile.ZipFile, rows: Iterable[BundledPackage]) -> None:
    names = archive.namelist()
    expected = {_MANIFEST, *(row.member for row in rows)}
    strangers = [name for name in names if name not in expected]
    if strangers or len(names) != len(set(names)):
        raise PackageError(f"The bundle has members its manifest does not name: {(strangers or names)[:3]}.")


def _extract(archive: zipfile.ZipFile, row: BundledPackage, folder: Path) -> Path:
    target = folder / f"{row.digest}.argosmodel"
    try:
        info = archive.getinfo(row.member)
    except KeyError as error:
        raise PackageError(f"The bundle lacks {row.member}, which its manifest names.") from error
    sha = hashlib.sha256()
    with archive.open(info) as source, target.open("xb") as out:
        while chunk := source.read(1 << 20):
            sha.update(chunk)
            out.write(chunk)
    if sha.hexdigest() != row.sha256:
        raise PackageError(f"{row.member} is not what the manifest says: its sha256 is {sha.hexdigest()}.")
    return target
