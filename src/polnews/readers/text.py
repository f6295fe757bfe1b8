"""Bytes of a plain text file to text: which encoding, and is it text at all.

Encodings are told apart by simple rules that can be stated, not by statistics: a byte order mark; else UTF-8
if it decodes; else UTF-16 if every other byte is NUL; else a single-byte page, which is CP1251 (Cyrillic)
when bytes above 127 stand in runs, as the letters of Cyrillic words do, and CP1252 or Latin-1 (Western) when
they stand alone, as accented letters do.
"""

import codecs
import re
from pathlib import Path

from polnews.errors import ArticleError

__all__ = ["decode", "read_bytes"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip file (DOCX, ODT and EPUB are zip files too)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Microsoft Office file",
    b"{\\rtf": "an RTF file",
    b"\x7fELF": "a program",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def read_bytes(path: str | Path, limit: int = -1) -> bytes:
    """Return the bytes of a file, the first `limit` of them when that is not negative.

    Raises:
        ArticleError: There is no such file, it is a folder, or it may not be read.
    """
    try:
        with Path(path).open("rb") as file:
            return file.read(limit)
    except FileNotFoundError as error:
        raise ArticleError(f"There is no file {str(path)!r}. Check the name.") from error
    except IsADirectoryError as error:
        raise ArticleError(
            f"{str(path)!r} is a folder. Name the files in it, for instance {path}/*.txt"
        ) from error
    except (OSError, ValueError) as error:
        raise ArticleError(f"{str(path)!r} cannot be read: {error}") from error


def decode(data: bytes, name: str = "The input") -> str:
    """Return the text of `data`, without its byte order mark.

    Args:
        data: The content of a text file in UTF-8, UTF-16, UTF-32, CP1251, CP1252 or Latin-1.
        name: What to call the input in an error.

    Raises:
        ArticleError: Empty, binary, or damaged; the message says which.

    >>> decode("Съвет".encode("cp1251")), decode("Über".encode("latin-1")), decode("Sì".encode("utf-16"))
    ('Съвет', 'Über', 'Sì')
    """
    if not data.strip():
        raise ArticleError(f"{name} is empty. Give a file that holds the text of an article.")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"{name} is {what}, not plain text. Save its text as a .txt file in UTF-8.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding, name)
    return _decode_unmarked(data, name)


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{name} says it is {encoding} but byte {error.start} is not. Save it again as UTF-8."
        ) from error


def _decode_unmarked(data: bytes, name: str) -> str:
    wide = _wide_encoding(data)
    if wide:
        return _decode_as(data, wide, name)
    if (
        len(_CONTROL.findall(data)) > len(data) // 200
    ):  # text has none; half a percent leaves room for stray ones
        raise ArticleError(f"{name} is binary, not text. Give the text of an article, saved as UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, name, error)
    return _decode_single_byte(data)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark.

    In Latin text every other byte is NUL, in Cyrillic text spaces and stops still have one.
    """
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or max(even, odd) < len(data) / 40 or min(even, odd) > max(even, odd) / 20:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_damaged_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> None:
    """Refuse what is UTF-8 in the main: in a single-byte page pairs that look so are rare."""
    high = sum(len(run) for run in _HIGH.findall(data))
    valid = sum(len(letter) for letter in _UTF8_LETTER.findall(data))
    if valid > 0.8 * high:
        raise ArticleError(
            f"{name} is UTF-8 with damaged bytes, the first at byte {error.start}. Save it again as UTF-8."
        ) from error


def _decode_single_byte(data: bytes) -> str:
    runs = [len(run) for run in _HIGH.findall(data)]
    if sum(n for n in runs if n > 1) > sum(runs) / 2:
        return data.decode("cp1251", errors="replace") if 0x98 in data else data.decode("cp1251")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
