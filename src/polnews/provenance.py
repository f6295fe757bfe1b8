"""Where things came from: spans of the original, and the steps between it and what is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from polnews.errors import ProvenanceError

__all__ = ["Span", "Step", "installed_version", "quote", "reading_signature", "signature_line"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval `[start, end)` of code points into a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to a text on its way to the reader.

    `name` is a lower-case verb such as "translated" or "retried"; `detail` says with what, e.g. "argos de-en".
    """

    name: str
    detail: str = ""


def quote(text: str, span: Span) -> str:
    """Return the exact slice of `text` that `span` names.

    Raises:
        ProvenanceError: The span reaches outside the text.

    >>> quote("Sofia agrees.", Span(0, 5))
    'Sofia'
    """
    if not 0 <= span.start <= span.end <= len(text):
        raise ProvenanceError(
            f"Span [{span.start}, {span.end}) lies outside a text of {len(text)} characters. "
            "This is a bug in polnews: please report it with the input."
        )
    return text[span.start : span.end]


def signature_line(parts: Mapping[str, str]) -> str:
    """Return one line that names everything that can change an output.

    >>> signature_line({"to": "en", "beam": "4"})
    'to=en | beam=4'
    """
    return " | ".join(f"{name}={value}" for name, value in parts.items())


@lru_cache(maxsize=64)
def installed_version(distribution: str) -> str:
    """Return the version of a distribution, looked up once a process: each look reads its files.

    Raises:
        PackageNotFoundError: It is not installed.

    >>> installed_version("polnews")[0].isdigit()
    True
    """
    # Loading this takes a tenth of what importing all of polnews may take.
    from importlib.metadata import version

    return version(distribution)


@lru_cache(maxsize=1)
def reading_signature() -> Mapping[str, str]:
    """Return the versions of what reads articles: polnews, language identification, sentence boundaries.

    >>> list(reading_signature())[0]
    'polnews'
    """
    from importlib.util import find_spec

    packages = ("polnews", "eldc" if find_spec("eldc") else "py3langid", "sentencex")
    return {package: installed_version(package) for package in packages}
