"""Policy news, read offline: articles, translations and key-facts briefs that point to their source.

>>> from polnews import Article, Summarize
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polnews.article import Article as Article
    from polnews.article import Segment as Segment
    from polnews.article import SetAside as SetAside

__all__ = ["Article", "Segment", "SetAside"]
