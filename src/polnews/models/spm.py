"""Reads a SentencePiece model's pieces without native code, so that damage is an error and no crash.

The file is a Protocol Buffers message, `ModelProto`: field 1, repeated, is a piece, whose field 1 is its
text.
"""

from collections.abc import Iterator
from pathlib import Path

from polnews.errors import PackageError

__all__ = ["read_spm_pieces"]

_LARGEST = 100_000_000
"""Bytes; the 8,000 pieces of the test packages take 376 kB."""


def read_spm_pieces(path: Path) -> list[str]:
    """Return the pieces of a SentencePiece model.

    Raises:
        PackageError: The file is damaged, cut off, or something else.
    """
    if path.stat().st_size > _LARGEST:
        raise PackageError(f"{path.name} is larger than {_LARGEST} bytes; no SentencePiece model is.")
    data = path.read_bytes()
    try:
        pieces = [_piece(value) for number, value in _fields(data) if number == 1]
    except (IndexError, ValueError) as error:
        raise PackageError(f"{path.name} is not a SentencePiece model, or is damaged ({error}).") from error
    if not pieces:
        raise PackageError(f"{path.name} holds no pieces; it is not a SentencePiece model.")
    return pieces


def _piece(value: bytes | int) -> str:
    if isinstance(value, int):
        raise ValueError("a piece that is a number")  # noqa: TRY004 - becomes a PackageError above
    for number, text in _fields(value):
        if number == 1 and isinstance(text, bytes):
            return text.decode("utf-8")
    raise ValueError("a piece without text")


def _fields(data: bytes) -> Iterator[tuple[int, bytes | int]]:
    """Yield the number and value of each field of a message; fixed-width values as bytes."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, kind = key >> 3, key & 7
        if number == 0:
            raise ValueError("a field without number")
        if kind == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        length, at = _length(data, at, kind)
        if at + length > len(data):
            raise ValueError("it is cut off")
        yield number, data[at : at + length]
        at += length


def _length(data: bytes, at: int, kind: int) -> tuple[int, int]:
    if kind == 2:
        return _varint(data, at)
    if kind in (1, 5):
        return (8 if kind == 1 else 4), at
    raise ValueError(f"a field of unknown kind {kind}")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
    raise ValueError("a number too long")
