"""Engines by name: ours, and those other distributions announce as entry points `polnews.engines`."""

from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from polnews.engines.base import TranslationEngine
from polnews.errors import RegistryError

__all__ = ["engine_class", "engine_names", "load_engine"]

_BUILT_IN = {
    "argos": "polnews.engines.argos:ArgosEngine",
    "argostranslate": "polnews.engines.argostranslate:ArgosTranslateEngine",
    "gguf": "polnews.engines.gguf:GgufEngine",
    "starter": "polnews.engines.starter:StarterEngine",
}

_GROUP = "polnews.engines"


def engine_names() -> list[str]:
    """Return the names of all engines, sorted.

    >>> "argos" in engine_names()
    True
    """
    return sorted({*_BUILT_IN, *_announced()})


@cache
def load_engine(name: str) -> TranslationEngine:
    """Return the engine of a name: imported and created at first use, then shared by the whole process.

    Raises:
        RegistryError: No engine has that name, or two have.
        MissingExtraError: The engine needs an optional package that is absent.
    """
    engine: TranslationEngine = engine_class(name)()
    return engine


def engine_class(name: str) -> type[TranslationEngine]:
    """Return the class of an engine, importing it.

    Raises:
        RegistryError: No engine has that name, or two have.
    """
    announced = _announced()
    if name not in _BUILT_IN and name not in announced:
        raise RegistryError(f"No engine is called {name!r}. There are: {', '.join(engine_names())}.")
    if len(announced.get(name, ())) + (name in _BUILT_IN) > 1:
        owners = ", ".join(sorted(entry.value for entry in announced[name]))
        raise RegistryError(f"Several engines are called {name!r} ({owners}). Uninstall all but one.")
    if name in announced:
        loaded: type[TranslationEngine] = announced[name][0].load()
        return loaded
    module, _, attribute = _BUILT_IN[name].partition(":")
    built_in: type[TranslationEngine] = getattr(import_module(module), attribute)
    return built_in


def _announced() -> dict[str, list[EntryPoint]]:
    found: dict[str, list[EntryPoint]] = {}
    # One distribution can stand on the path twice; the same name with the same value is one engine.
    for entry in set(entry_points(group=_GROUP)):
        if entry.value not in [known.value for known in found.get(entry.name, [])]:
            found.setdefault(entry.name, []).append(entry)
    return found
