"""The versions of one event: aligned segments, and facts all versions state, some state, or state differently.

Each name is loaded when it is first used: a brief needs the values only.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polnews.story.story import Story
    from polnews.story.values import Alignment, Anchor, Difference, Link, Reading, Relation, StoryFact

__all__ = ["Alignment", "Anchor", "Difference", "Link", "Reading", "Relation", "Story", "StoryFact"]

_HOME = dict.fromkeys(__all__, "values") | {"Story": "story"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'polnews.story' has no attribute {name!r}")
    return getattr(import_module(f"polnews.story.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
