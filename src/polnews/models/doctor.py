"""Says in plain words what is wrong with the models on this machine, and what mends it."""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from itertools import pairwise
from pathlib import Path

from polnews.errors import NetworkError, PackageError
from polnews.languages import FIRST_CLASS, Pair
from polnews.models.gguf import broken_gguf
from polnews.models.install import outdated
from polnews.models.package import Package, version_key
from polnews.models.routes import reached
from polnews.models.store import Store

__all__ = ["Finding", "diagnose", "verify"]

_SPACE = 1_000_000_000
"""Bytes. Installing needs room for the archive and the copy."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        level: "error" when something cannot work, "warning" when it should be known.
        problem: What is wrong, in a sentence.
        mend: What to type or do.
    """

    level: str
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.level}: {self.problem}\n  mend: {self.mend}"


def verify(*, store: Store | None = None) -> list[Finding]:
    """Hash every package of our own store again, and read every other one.

    Returns:
        What is not as it was installed, or cannot be read; empty when all is well.
    """
    own = store if store is not None else Store()
    return [*_changed(own), *_unreadable(own)]


def diagnose(
    pairs: Iterable[str] = (),
    *,
    store: Store | None = None,
    check_index: bool = False,
    index: str | None = None,
) -> list[Finding]:
    """Examine everything that has to do with models.

    Args:
        pairs: Pairs that must be served; by default one between each of the five main languages and English.
        store: By default the user's.
        check_index: Ask the index for newer versions too. This is the only part that uses the network.
        index: Address of the index.

    Returns:
        What is wrong, errors first; empty when all is well.
    """
    own = store if store is not None else Store()
    wanted = [Pair.parse(pair) for pair in pairs] or [Pair(tag, "en") for tag in FIRST_CLASS if tag != "en"]
    found = [
        *_changed(own),
        *_unreadable(own),
        *_unsound(own),
        *_missing(own, wanted),
        *_unlicensed(own),
        *_older(own),
        *_leftovers(own),
        *_space(own.path),
        *_permissions(own.path),
        *_two_owners(),
        *(_newer(own, index) if check_index else ()),
    ]
    return sorted(found, key=lambda finding: finding.level)


def _changed(store: Store) -> Iterator[Finding]:
    for package, digest in store.verify():
        yield Finding(
            "error",
            f"{package} in {package.folder} was installed as {package.digest[:12]} and is {digest[:12]} now: "
            "its files were changed or damaged.",
            f"polnews models remove {package.digest[:12]}, then polnews models install {package.pairs[0]}",
        )


def _unreadable(store: Store) -> Iterator[Finding]:
    for folder, reason in store.broken():
        mend = f"remove the folder {folder}, or install the package again with the program it belongs to"
        if folder.is_relative_to(store.path):
            mend = f"remove the folder {folder.parent}, then install the package again"
        yield Finding("error", reason, mend)
    for error in broken_gguf():
        yield Finding("error", str(error), "polnews models add-gguf FILE --pairs PAIRS")


def _unsound(store: Store) -> Iterator[Finding]:
    for package in store.packages():
        try:
            store.check(package)
        except PackageError as error:  # noqa: PERF203 - each package gets its finding
            yield Finding(
                "error",
                f"{package} in {package.folder} cannot be used: {error}",
                f"polnews models install {package.pairs[0]}",
            )


def _missing(store: Store, pairs: Iterable[Pair]) -> Iterator[Finding]:
    direct = {pair for package in store.packages() for pair in package.pairs}
    for pair in pairs:
        if pair.target not in {tags[-1] for tags in reached(pair.source, direct)}:
            yield Finding("warning", f"No package translates {pair}.", f"polnews models install {pair}")


def _unlicensed(store: Store) -> Iterator[Finding]:
    for package in store.packages():
        if package.licence is None:
            yield Finding(
                "warning",
                f"{package} carries no licence: whether its output may be published is unknown.",
                "ask whoever made the package, or use another one",
            )


def _older(store: Store) -> Iterator[Finding]:
    by_pairs: dict[tuple[Pair, ...], list[Package]] = {}
    for package in store.packages():
        by_pairs.setdefault(package.pairs, []).append(package)
    for versions in by_pairs.values():
        ranked = sorted(versions, key=lambda package: version_key(package.version), reverse=True)
        for newer, older in pairwise(ranked):
            own = older.origin == "polnews"
            mend = f"polnews models remove {older.digest[:12]}" if own else "nothing: the newest one is used"
            if version_key(newer.version) != version_key(older.version):
                yield Finding("warning", f"{older} ({older.origin}) is superseded by {newer.version}.", mend)


def _newer(store: Store, index: str | None) -> Iterator[Finding]:
    try:
        updates = outdated(store=store, index=index)
    except (NetworkError, PackageError) as error:
        yield Finding(
            "warning", f"The index could not be asked: {error}", "polnews models outdated --index ADDRESS"
        )
        return
    for update in updates:
        mend = f"polnews models upgrade {update.installed.pairs[0]}"
        yield Finding("warning", f"There is a newer package: {update}.", mend)


def _leftovers(store: Store) -> Iterator[Finding]:
    for path in store.leftovers():
        mend = f"rm -r {path}"
        yield Finding("warning", f"{path} was left by a process that died.", mend)
    if store.path.is_dir():
        for path in sorted(store.path.iterdir()):
            if not path.name.startswith(".") and not _is_entry(path):
                yield Finding("warning", f"{path} is no package of ours.", f"move it out of {store.path}")


def _is_entry(path: Path) -> bool:
    return path.is_dir() and len(path.name) == 64 and not set(path.name) - set("0123456789abcdef")


def _space(path: Path) -> Iterator[Finding]:
    there = next((folder for folder in (path, *path.parents) if folder.exists()), None)
    if there is not None and (free := shutil.disk_usage(there).free) < _SPACE:
        yield Finding(
            "warning",
            f"Only {free / 1e6:.0f} MB are free where packages are kept ({path}).",
            "make room, or choose another disk with POLNEWS_HOME",
        )


def _permissions(path: Path) -> Iterator[Finding]:
    """Warn of a store other users can write: whoever can change a model decides what the brief says."""
    if os.name == "nt" or not path.is_dir():
        return
    for folder in (path.parent, path):
        if folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            yield Finding("warning", f"Other users can write to {folder}.", f"chmod go-w {folder}")


def _two_owners() -> Iterator[Finding]:
    owners = sorted(set(packages_distributions().get("argostranslate", [])))
    if len(owners) > 1:
        yield Finding(
            "error",
            f"Several distributions own the module argostranslate: {', '.join(owners)}. "
            "They overwrite each other.",
            f"pip uninstall {' '.join(owners)}, then pip install one of them again",
        )
