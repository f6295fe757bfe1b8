"""Short names for the versions of a story, as a reader meets them: "bg, de, en 2"."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

__all__ = ["version_labels"]


class _Version(Protocol):
    @property
    def language(self) -> str: ...


def version_labels(versions: Sequence[_Version]) -> tuple[str, ...]:
    """Return a short name for each version: its language, counted where a language stands more than once.

    >>> from polnews import Article
    >>> texts = ["The cabinet agreed on Tuesday.", "Das Kabinett stimmte zu.", "Ministers agreed on Tuesday."]
    >>> version_labels([Article.from_text(text) for text in texts])
    ('en 1', 'de', 'en 2')
    """
    often = Counter(version.language for version in versions)
    seen: Counter[str] = Counter()
    labels = []
    for version in versions:
        language = version.language
        seen[language] += 1
        labels.append(f"{language} {seen[language]}" if often[language] > 1 else language)
    return tuple(labels)
