"""The vocabularies of a CTranslate2 model, in the two forms they are saved in."""

import json
from pathlib import Path

from polnews.errors import PackageError

__all__ = ["SHARED", "SOURCE", "TARGET", "read_vocabulary", "vocabulary_files"]

SHARED, SOURCE, TARGET = "shared_vocabulary", "source_vocabulary", "target_vocabulary"

_LARGEST = 50_000_000
"""Bytes of a vocabulary file; the 8,000 pieces of the test packages take 139 kB."""


def vocabulary_files(model: Path) -> dict[str, Path]:
    """Return the vocabulary files of a model folder by the name of their side."""
    names = (SHARED, SOURCE, TARGET)
    candidates = [(name, model / f"{name}{ending}") for name in names for ending in (".json", ".txt")]
    found: dict[str, Path] = {}
    for name, path in candidates:
        if path.is_file():
            found.setdefault(name, path)
    return found


def read_vocabulary(path: Path) -> list[str]:
    """Return the tokens of a vocabulary file, in order.

    Raises:
        PackageError: It is no list of tokens.
    """
    if path.stat().st_size > _LARGEST:
        raise PackageError(f"{path.name} is larger than {_LARGEST} bytes; no model has such a vocabulary.")
    try:
        text = path.read_text(encoding="utf-8")
        tokens = json.loads(text) if path.suffix == ".json" else _lines(text)
    except (OSError, ValueError, RecursionError) as error:
        raise PackageError(f"{path.name} is not a vocabulary ({error}).") from error
    if not isinstance(tokens, list) or not tokens or not all(isinstance(token, str) for token in tokens):
        raise PackageError(f"{path.name} holds no list of tokens.")
    return tokens


def _lines(text: str) -> list[str]:
    # Not splitlines(): a token may be a character that Unicode counts as a line end.
    lines = text.split("\n")
    return lines[:-1] if lines and not lines[-1] else lines
