"""Argos Translate itself, through its own classes: to compare with, and for who wants exactly its output.

Its sentence splitter is replaced: it downloads a model at run time, and segments are sentences already.
Importing `argostranslate` creates folders and changes the environment; both are fenced in here.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from types import SimpleNamespace
from typing import Any

from polnews.engines._loaded import ModelCache
from polnews.engines._threads import thread_count
from polnews.engines.base import DecodeOptions, Rendering
from polnews.errors import EngineError, MissingExtraError, ModelNotFoundError
from polnews.languages import Pair
from polnews.models.package import Package
from polnews.models.store import Store

__all__ = ["ArgosTranslateEngine"]

_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
_DISTRIBUTIONS = ("argos-translate-lt", "argostranslate")
"""Both own the module `argostranslate`; the first comes without 6 GB of torch."""


class ArgosTranslateEngine:
    """Translates with Argos Translate's own code, one segment at a time, as it does.

    Args:
        store: Where packages are looked for. By default polnews' own folder, and those of Argos Translate.
        threads: Processor threads, at least 1. By default `POLNEWS_THREADS`, else all cores.
        loaded: Models kept in memory, at least 1.
    """

    name = "argostranslate"

    def __init__(self, *, store: Store | None = None, threads: int | None = None, loaded: int = 2) -> None:
        self._store = store if store is not None else Store()
        self._threads = threads
        self._models: ModelCache[str, Any] = ModelCache(loaded)

    def pairs(self) -> frozenset[Pair]:
        """Return the main pair of every usable package: Argos Translate sees no others."""
        return frozenset(package.pairs[0] for package in self._store.packages())

    def version(self, pair: Pair) -> str:
        """Return the version of the package that serves a pair.

        Raises:
            ModelNotFoundError: No package does.
        """
        return self._package(pair).version

    def signature(self, pair: Pair) -> Mapping[str, str]:
        """Return the package with its digest and the versions of Argos Translate and what it runs on.

        Raises:
            ModelNotFoundError: No package serves the pair.
        """
        package = self._package(pair)
        return {
            f"{self.name} {pair}": f"{package.version}@{self._store.digest(package)[:12]}",
            "argostranslate": _distribution_version(),
            "ctranslate2": version("ctranslate2"),
            "sentencepiece": version("sentencepiece"),
        }

    def translate(self, texts: Sequence[str], pair: Pair, *, options: DecodeOptions) -> list[Rendering]:
        """Translate segments one after the other.

        Args:
            texts: Segments. What Argos Translate cannot hold it cuts off without saying so.
            pair: One of `pairs()`.
            options: `beam` is given on; every call is reproducible, since each segment is decoded alone.

        Returns:
            One Rendering per text, without scores: Argos Translate's are sums that depend on length.

        Raises:
            ModelNotFoundError: No package serves the pair.
            MissingExtraError: Argos Translate is not installed.
            EngineError: It failed.
        """
        package = self._package(pair)
        translation = self._models.get(str(package.folder), lambda: self._load(package))
        return [_render(translation, text, options.beam) for text in texts]

    def close(self) -> None:
        """Let go of the loaded models. The next call loads them again."""
        self._models.clear()

    def _package(self, pair: Pair) -> Package:
        main = [package for package in self._store.packages() if package.pairs[0] == pair]
        found = self._store.newest(main)
        if found is None:
            raise ModelNotFoundError(
                f"No Argos package for {pair}. Install one with: polnews models install {pair}"
            )
        return found

    def _load(self, package: Package) -> Any:  # noqa: ANN401 - untyped upstream
        argos = _argostranslate()
        self._store.check(package)
        argos.settings.intra_threads = thread_count(self._threads)
        found = argos.package.Package(package.folder)
        languages = [argos.translate.Language(code, code) for code in (found.from_code, found.to_code)]
        translation = argos.translate.PackageTranslation(*languages, found)
        translation.sentencizer = _OneSentence()
        return translation


class _OneSentence:
    """Stands in for the sentence splitter: a segment is one sentence."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


def _render(translation: Any, text: str, beam: int) -> Rendering:  # noqa: ANN401 - untyped upstream
    line = " ".join(text.split())  # a line end would be a paragraph of its own
    if not line:
        return Rendering(text)
    settings = _argostranslate().settings
    settings.beam_size = beam
    try:
        found = translation.hypotheses(line, num_hypotheses=1)[0].value.strip()
    except (RuntimeError, ValueError, IndexError, OSError) as error:
        raise EngineError(f"Argos Translate failed on {line[:80]!r} ({error}).") from error
    return Rendering(found or text)


@lru_cache(maxsize=1)
def _argostranslate() -> SimpleNamespace:
    """Import Argos Translate once, its folders in a temporary place, the environment put back after."""
    folder = tempfile.mkdtemp(prefix="polnews-argos-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with _own_environment(folder):
        try:
            from argostranslate import package, settings, translate
        except ImportError as error:
            raise MissingExtraError("argos", "The engine 'argostranslate'") from error
    return SimpleNamespace(package=package, settings=settings, translate=translate)


@contextmanager
def _own_environment(folder: str) -> Iterator[None]:
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("ARGOS_") or name == "SNAP"]:
        del os.environ[name]
    os.environ.update(dict.fromkeys(_FOLDERS, folder))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _distribution_version() -> str:
    for name in _DISTRIBUTIONS:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:  # noqa: PERF203 - one failure must not end the loop
            continue
    raise MissingExtraError("argos", "The engine 'argostranslate'")
