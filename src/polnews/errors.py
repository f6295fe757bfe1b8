"""Every error polnews raises, as one tree.

```
PolnewsError
├── ArticleError        (ValueError)       bad or missing input
├── LanguageError       (ValueError)       tag unknown, undetected, or not served
├── RegistryError       (LookupError)      no engine or method of that name, or the name is taken twice
├── EngineError         (RuntimeError)     a back end failed; raised from the original
│   ├── MissingExtraError                  an optional package is absent
│   └── ModelNotFoundError                 no installed model serves the pair
├── PackageError        (ValueError)       a model package or store entry was refused; nothing was changed
├── NetworkError        (ConnectionError)  a door the user opened failed: index, URL, feed
└── ProvenanceError     (RuntimeError)     a span does not match its source: our bug
```

Each message says what was given, what is possible, and what to type to mend it.
"""

from typing import ClassVar

__all__ = [
    "ArticleError",
    "EngineError",
    "LanguageError",
    "MissingExtraError",
    "ModelNotFoundError",
    "NetworkError",
    "PackageError",
    "PolnewsError",
    "ProvenanceError",
    "RegistryError",
]


class PolnewsError(Exception):
    """Base of every error from input, files, models or options.

    `exit_code` is what the command line ends with.
    """

    exit_code: ClassVar[int] = 1


class ArticleError(PolnewsError, ValueError):
    """Bad or missing input: an empty, binary or unreadable document, or options that do not fit it."""

    exit_code: ClassVar[int] = 2


class LanguageError(PolnewsError, ValueError):
    """A language tag that is unknown, could not be detected, or is not served."""

    exit_code: ClassVar[int] = 2


class RegistryError(PolnewsError, LookupError):
    """No engine or method has that name, or two claim it."""

    exit_code: ClassVar[int] = 2


class EngineError(PolnewsError, RuntimeError):
    """A translation back end failed. The original exception is its cause."""


class MissingExtraError(EngineError):
    """An optional package is not installed."""

    exit_code: ClassVar[int] = 2

    def __init__(self, extra: str, needed_for: str) -> None:
        super().__init__(
            f'{needed_for} needs an optional package. Install it with: pip install "polnews[{extra}]"'
        )
        self.extra = extra


class ModelNotFoundError(EngineError):
    """No installed model serves the pair that was asked for."""


class PackageError(PolnewsError, ValueError):
    """A model package or store entry was refused, with the reason. Nothing was changed."""


class NetworkError(PolnewsError, ConnectionError):
    """A door the user opened failed: a package index, a URL, a feed."""


class ProvenanceError(PolnewsError, RuntimeError):
    """A span does not match its source. This is a bug in polnews; please report it with the input."""
