"""Policy news, read offline: articles, translations and key-facts briefs that point to their source.

Importing this package does no work: each name is loaded when it is first used.

>>> from polnews import Article, Summarize
>>> article = Article.from_text("Parliament passed the budget on Monday. It takes effect in July.", language="en")
>>> Summarize(facts=1)(article).language
'en'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polnews.article import Article, SetAside
    from polnews.brief import Brief, KeyFact
    from polnews.checks import Check
    from polnews.corpus import run
    from polnews.errors import PolnewsError
    from polnews.segment import Segment
    from polnews.story.story import Story
    from polnews.summarize import Summarize
    from polnews.translate import Translate, Translation

__all__ = [
    "Article",
    "Brief",
    "Check",
    "KeyFact",
    "PolnewsError",
    "Segment",
    "SetAside",
    "Story",
    "Summarize",
    "Translate",
    "Translation",
    "run",
]

_HOME = {
    "Article": "article",
    "Brief": "brief",
    "Check": "checks",
    "KeyFact": "brief",
    "PolnewsError": "errors",
    "Segment": "segment",
    "SetAside": "article",
    "Story": "story.story",
    "Summarize": "summarize",
    "Translate": "translate",
    "Translation": "translate",
    "run": "corpus",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'polnews' has no attribute {name!r}")
    return getattr(import_module(f"polnews.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
