"""Which engine serves a pair, and over which languages."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from polnews.engines.base import TranslationEngine
from polnews.errors import EngineError, ModelNotFoundError
from polnews.languages import Pair, base_language, spellings

__all__ = ["Route", "find_route"]

_BEFORE, _AFTER = ("gguf", "argos"), ("starter",)
"""The order of engines nobody forced: a model the user registered for the pair, Argos direct, Argos through
other languages, then the starter, whose quality is the lowest."""


_LOCKABLE = ("argos", "argostranslate")


@dataclass(frozen=True, slots=True)
class Route:
    """An engine, the pair it is asked for, and the languages it goes through.

    `pair` may lack the region of the pair asked for: an engine for `de-en` serves `de:en-GB`.
    """

    engine: TranslationEngine
    pair: Pair
    tags: tuple[str, ...]

    def __str__(self) -> str:
        return "-".join(self.tags)


def find_route(
    pair: Pair, *, engine: str | TranslationEngine | None = None, lock: str | os.PathLike[str] | None = None
) -> Route:
    """Return the best way to serve a pair.

    Args:
        pair: What is asked for; a region no engine has is left out.
        engine: An engine, or the name of one. By default the first that serves the pair: a GGUF model
            registered for it, Argos directly, Argos through other languages, the starter.
        lock: A lock file. Only Argos packages it lists may serve; other engines are refused.

    Raises:
        PackageError: What is installed for the pair is not in the lock file, or that cannot be read.
        EngineError: An engine without packages was asked for together with a lock file.
        ModelNotFoundError: Nothing installed leads from source to target; the message says what to install.
        RegistryError: No engine has that name.

    >>> from polnews.testing import FakeEngine
    >>> str(find_route(Pair("de", "it"), engine=FakeEngine("de-en", "en-it")))
    'de-en-it'
    """
    from polnews.engines._registry import load_engine
    from polnews.models.routes import no_route

    if lock is not None:
        engine = _locked(engine, lock)
    if engine is not None:
        forced = load_engine(engine) if isinstance(engine, str) else engine
        routes = [*_direct(forced, pair), *_through(forced, pair)]
        installed, starter = forced.pairs(), frozenset[Pair]()
    else:
        before, after = [[load_engine(name) for name in names] for names in (_BEFORE, _AFTER)]
        routes = [route for one in before for route in _direct(one, pair)]
        routes = routes or [
            *_through(before[-1], pair),
            *(route for one in after for route in _direct(one, pair)),
        ]
        installed, starter = (frozenset().union(*(one.pairs() for one in some)) for some in (before, after))
    if not routes:
        raise ModelNotFoundError(no_route(_plain(pair, installed), installed, starter))
    return routes[0]


def _locked(engine: str | TranslationEngine | None, lock: str | os.PathLike[str]) -> TranslationEngine:
    """Return an Argos engine held to a lock file; the same one as long as the file stays the same."""
    name = engine if isinstance(engine, str) else getattr(engine, "name", "argos")
    if name not in _LOCKABLE:
        raise EngineError(
            f"A lock file lists Argos packages; the engine {name!r} uses none. "
            "Leave out the lock or the engine."
        )
    if not isinstance(engine, str | None):
        raise EngineError(
            "An engine of your own keeps to a lock file by its store: leave out the lock, and give "
            "ArgosEngine(store=Store(lock=read_lock(FILE))), both from polnews.models."
        )
    path = os.fspath(lock)
    try:
        stamp = os.stat(path).st_mtime_ns
    except OSError:
        stamp = 0  # reading it says what is wrong
    return _locked_engine(str(name), path, stamp)


@lru_cache(maxsize=8)
def _locked_engine(name: str, path: str, stamp: int) -> TranslationEngine:  # noqa: ARG001 - part of the key
    from polnews.engines._registry import engine_class
    from polnews.models.lock import read_lock
    from polnews.models.store import Store

    engine: TranslationEngine = engine_class(name)(store=Store(lock=read_lock(path)))  # type: ignore[call-arg]
    return engine


def _direct(engine: TranslationEngine, pair: Pair) -> Iterator[Route]:
    served = engine.pairs()
    return (Route(engine, one, _tags(engine, one)) for one in spellings(pair) if one in served)


def _tags(engine: TranslationEngine, pair: Pair) -> tuple[str, ...]:
    """Return the languages a pair goes through: an engine that goes through others says so by `route`."""
    route = getattr(engine, "route", None)
    return tuple(route(pair)) if route else (pair.source, pair.target)


def _through(engine: TranslationEngine, pair: Pair) -> Iterator[Route]:
    from polnews.engines.pivot import PivotEngine

    if hasattr(engine, "route"):
        return iter(())
    return _direct(PivotEngine(engine), pair)


def _plain(pair: Pair, installed: frozenset[Pair]) -> Pair:
    """Return the pair as packages spell it: regions matter only where an installed package has them."""
    known = {tag for one in installed for tag in (one.source, one.target)}
    source, target = (tag if tag in known else base_language(tag) for tag in (pair.source, pair.target))
    return Pair(source, target)
