"""From text to the pieces a package's model was trained on, and back.

Two kinds of packages exist: SentencePiece, and the older byte pair encoding over Moses tokens.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from polnews.errors import EngineError, MissingExtraError, PackageError
from polnews.models.bpe import Merges

__all__ = ["BytePairPieces", "Pieces", "SentencePieces", "load_pieces"]


class Pieces(Protocol):
    """Turns text into pieces and pieces into text. Safe to use from several threads."""

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text; empty when nothing of it can be said."""

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text of pieces, without blanks at either end."""


def load_pieces(folder: Path, source: str, target: str) -> Pieces:
    """Load the tokenizer of an unpacked package.

    Args:
        folder: The package.
        source: Argos code of the language translated from; Moses rules differ by language.
        target: Argos code of the language translated to.

    Raises:
        PackageError: The package has no tokenizer, or a broken one.
        MissingExtraError: It is an older package and sacremoses is not installed.
    """
    if (folder / "sentencepiece.model").is_file():
        return SentencePieces(folder / "sentencepiece.model")
    if (folder / "bpe.model").is_file():
        return BytePairPieces(folder / "bpe.model", source, target)
    raise PackageError(f"{folder} has neither sentencepiece.model nor bpe.model, so its model cannot be fed.")


class SentencePieces:
    """The pieces of a SentencePiece model."""

    def __init__(self, path: Path) -> None:
        import sentencepiece

        try:
            self._processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (RuntimeError, OSError, TypeError) as error:
            raise PackageError(f"{path} is not a SentencePiece model ({error}).") from error

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text, as the model spells them ("▁" marks a word's start)."""
        try:
            pieces: list[str] = self._processor.encode(text, out_type=str)
        except RuntimeError as error:
            raise EngineError(f"SentencePiece could not read {text[:80]!r} ({error}).") from error
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text of pieces.

        Pieces copied from the source keep their "▁", so it is turned into a blank here. Underscores stay:
        Argos Translate turns them into blanks too, which breaks addresses.
        """
        text: str = self._processor.decode_pieces(list(pieces))
        return " ".join(text.replace("▁", " ").split())


class BytePairPieces:
    """Byte pair encoding (Sennrich et al. 2016) over Moses tokens, as older packages use it."""

    def __init__(self, path: Path, source: str, target: str) -> None:
        try:
            from sacremoses import MosesDetokenizer, MosesPunctNormalizer, MosesTokenizer
        except ImportError as error:
            raise MissingExtraError("bpe", f"The package with {path.name}, in an older format,") from error
        self._normalise = MosesPunctNormalizer(source).normalize
        self._tokenize = MosesTokenizer(source).tokenize
        self._detokenize = MosesDetokenizer(target).detokenize
        self._split = lru_cache(maxsize=20_000)(Merges.read(path).split)

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text; all but a word's last end in "@@"."""
        words = self._tokenize(self._normalise(text))
        return [piece for word in words for piece in self._split(word)]

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text of pieces, detokenized as the target language asks."""
        words = " ".join(pieces).replace("@@ ", "").removesuffix("@@").split(" ")
        return " ".join(str(self._detokenize(words)).split())
