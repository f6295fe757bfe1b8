"""Installing from an index: fetch, compare, check, try, put in place; and bringing packages up to date."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from polnews.errors import NetworkError, PackageError
from polnews.languages import Pair
from polnews.models.bundle import install_bundle, is_bundle
from polnews.models.digest import file_digest
from polnews.models.download import Report, download
from polnews.models.filelock import file_lock
from polnews.models.index import Index, Offer, read_index
from polnews.models.package import Package, version_key
from polnews.models.pins import check_pin, pin
from polnews.models.store import Store

__all__ = ["Update", "install", "install_pair", "outdated", "upgrade"]


@dataclass(frozen=True, slots=True)
class Update:
    """A package for which an index has a newer one."""

    installed: Package
    offer: Offer

    def __str__(self) -> str:
        return f"{self.installed} -> {self.offer.metadata.version}"


def install(
    what: str | os.PathLike[str],
    *,
    store: Store | None = None,
    index: str | None = None,
    report: Report | None = None,
) -> list[Package]:
    """Install a package file, an unpacked package, a bundle, or whatever a pair needs from the index.

    Args:
        what: A path, or a pair such as "de-en". A path wins when both could be meant.
        store: Where to; by default the user's.
        index: Address of the index for pairs; by default as `polnews.models.index.index_address` says.
        report: Told of download progress.

    Returns:
        What is installed now, in the order it was put in place.

    Raises:
        PackageError: What was given is neither; or a package was refused. Nothing was changed.
        NetworkError: The index or a package could not be fetched.
        LanguageError: It looks like a pair and is none.
    """
    own = store if store is not None else Store()
    path = Path(what)
    if path.is_file() and is_bundle(path):
        return install_bundle(path, store=own)
    if path.exists():
        return [own.install(path)]
    if path.suffix in (".argosmodel", ".polnews", ".zip") or len(path.parts) > 1:
        raise PackageError(f"There is no file {path}.")
    return install_pair(str(what), store=own, index=index, report=report)


def install_pair(
    pair: str | Pair, *, store: Store | None = None, index: str | None = None, report: Report | None = None
) -> list[Package]:
    """Install what a pair needs from an index: its package, or the packages of the best route to it.

    Raises:
        PackageError: The index offers no way, or a package was refused.
        NetworkError: The index or a package could not be fetched.
    """
    own = store if store is not None else Store()
    wanted = Pair.parse(pair) if isinstance(pair, str) else pair
    offers = read_index(index).needed(wanted, _pairs(own))
    return [_install_offer(offer, own, report) for offer in offers]


def outdated(*, store: Store | None = None, index: str | None = None) -> list[Update]:
    """Return the packages of our own store for which the index has newer ones.

    Raises:
        NetworkError: The index cannot be fetched.
        PackageError: What came is no index.
    """
    own = store if store is not None else Store()
    return _updates(own, read_index(index))


def upgrade(
    pairs: Iterable[str] = (),
    *,
    store: Store | None = None,
    index: str | None = None,
    report: Report | None = None,
) -> list[Package]:
    """Bring packages of our own store up to date, all of them or none.

    The old ones are removed when every new one is in place; when one fails, the new ones are removed again.

    Args:
        pairs: What to upgrade; by default everything that is outdated.
        store: By default the user's.
        index: Address of the index.
        report: Told of download progress.

    Raises:
        PackageError: A new package was refused, or a pair is none of our own.
        NetworkError: The index or a package could not be fetched.
    """
    own = store if store is not None else Store()
    updates = _chosen(_updates(own, read_index(index)), [Pair.parse(pair) for pair in pairs], own)
    before = {package.digest for package in own.packages()}
    new: list[Package] = []
    try:
        new += (_install_offer(update.offer, own, report) for update in updates)
    except BaseException:
        for package in new:
            if package.digest not in before:
                own.remove(package.digest)
        raise
    for update in updates:
        own.remove(update.installed.digest)
    return new


def _updates(store: Store, index: Index) -> list[Update]:
    ours = [package for package in store.packages() if package.origin == "polnews"]
    newest = {package.pairs: package for package in reversed(ours)}
    found: list[Update] = []
    for package in newest.values():
        offer = index.newest(package.pairs[0])
        if offer is not None and version_key(offer.metadata.version) > version_key(package.version):
            found.append(Update(package, offer))
    return sorted(found, key=str)


def _chosen(updates: Sequence[Update], pairs: Sequence[Pair], store: Store) -> list[Update]:
    ours = {pair for package in store.packages() if package.origin == "polnews" for pair in package.pairs}
    for pair in pairs:
        if pair not in ours:
            raise PackageError(
                f"No package of polnews' own store serves {pair}: polnews models install {pair}"
            )
    return [update for update in updates if not pairs or set(pairs) & set(update.installed.pairs)]


def _install_offer(offer: Offer, store: Store, report: Report | None) -> Package:
    """Fetch a package from the first of its links that works, and install it."""
    file = _file(offer, store)
    with ExitStack() as held:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # One process at a time: two would write into the same part of a file.
            held.enter_context(file_lock(store.path.parent / "downloads.lock"))
        except OSError as error:
            raise PackageError(
                f"{file.parent} cannot be written ({error.strerror or error}). "
                "Choose another folder with: export POLNEWS_HOME=FOLDER"
            ) from error
        held.callback(file.unlink, missing_ok=True)
        link = _fetch(offer, file, report)
        _compare(offer, file)
        pins = store.path.parent / "pins.json"
        package = store.install(file, source=link, expect=lambda digest: check_pin(pins, offer, digest))
        pin(pins, offer, package.digest)
    return package


def _file(offer: Offer, store: Store) -> Path:
    """Return where a download goes: the same place for the same package, so that it can be resumed."""
    key = hashlib.sha256("\n".join(offer.links).encode()).hexdigest()[:16]
    return store.path.parent / "downloads" / f"{key}.argosmodel"


def _fetch(offer: Offer, file: Path, report: Report | None) -> str:
    failures: list[str] = []
    for link in offer.links:
        try:
            download(link, file, what=offer.name, report=report)
        except NetworkError as error:  # noqa: PERF203 - the next mirror is tried
            failures.append(str(error))
        else:
            return link
    raise NetworkError("\n".join(failures))


def _compare(offer: Offer, file: Path) -> None:
    if offer.sha256 is None:
        return
    found = file_digest(file)
    if found != offer.sha256:
        raise PackageError(
            f"{offer.name} is not what the index says: its sha256 is {found}, the index says {offer.sha256}."
        )


def _pairs(store: Store) -> set[Pair]:
    return {pair for package in store.packages() for pair in package.pairs}
