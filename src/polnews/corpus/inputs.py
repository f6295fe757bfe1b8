"""Inputs to items: folders, globs, files of records; always in the same order, one at a time."""

import glob
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from polnews.corpus.values import Batch, Failure, Item
from polnews.errors import ArticleError, PolnewsError
from polnews.extras import load
from polnews.readers import DEFAULT_LIMITS
from polnews.readers.json import FIELDS

__all__ = ["Inputs", "batches"]

_LINES = (".jsonl", ".ndjson")
_PARQUET = (".parquet",)


@dataclass(frozen=True, slots=True)
class _Given:
    """An input as it was given: `name` is its last part, which its files' names begin with."""

    name: str
    path: Path
    pattern: str | None = None


class Inputs:
    """What a run reads.

    Files of a folder come in order of their names, those of its folders among them; hidden ones are left out.

    Args:
        given: Files, folders and glob patterns (`**` reaches into folders), at least one.
        skip: The output, left out when it lies in a folder that is read.
        fields: Which field of a record holds what, as `Article.all_from` takes it.

    Raises:
        ArticleError: One of them is not there, or fits no file.
    """

    def __init__(
        self, given: Iterable[str | Path], *, skip: Path, fields: Mapping[str, str] | None = None
    ) -> None:
        self._given = [_given(one) for one in given]
        self._skip = skip.resolve()
        self._fields = fields or {}
        _check_once(self._given)
        if not self._given:
            raise ArticleError(
                "No input was given. Give files, folders or patterns: polnews run news/ -o out"
            )

    @property
    def names(self) -> list[str]:
        """The inputs as given, without the folders they lie in."""
        return [one.name if one.pattern is None else f"{one.name}/{one.pattern}" for one in self._given]

    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(_size(path) for _, path in self.files())

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield every file with its name, in order."""
        for one in self._given:
            if one.pattern is not None:
                yield from self._matching(one)
            elif one.path.is_dir():
                yield from self._walk(one.path, one.name)
            else:
                yield one.name, one.path

    def items(self) -> Iterator[Item]:
        """Yield every item, in order; nothing is kept in memory but the one in hand."""
        for name, path in self.files():
            if path.suffix.lower() in _LINES:
                yield from _lines(name, path)
            elif path.suffix.lower() in _PARQUET:
                yield from _rows(name, path, self._fields)
            else:
                yield _whole(name, path)

    def _walk(self, folder: Path, name: str) -> Iterator[tuple[str, Path]]:
        if folder.resolve() == self._skip:
            return
        for entry in sorted(os.listdir(folder)):
            path = folder / entry
            if entry.startswith("."):
                continue
            if path.is_dir() and not path.is_symlink():
                yield from self._walk(path, f"{name}/{entry}")
            elif path.is_file():
                yield f"{name}/{entry}", path

    def _matching(self, one: _Given) -> Iterator[tuple[str, Path]]:
        for match in sorted(glob.iglob(one.pattern or "", root_dir=one.path, recursive=True)):
            path = one.path / match
            if path.is_file() and self._skip not in path.resolve().parents:
                yield f"{one.name}/{Path(match).as_posix()}", path


def batches(items: Iterator[Item], size: int) -> Iterator[Batch]:
    """Cut items into batches: always the same for the same items.

    >>> [len(batch.items) for batch in batches(iter([Item("a", Path("a"), "", 0)] * 5), 2)]
    [2, 2, 1]
    """
    number = 0
    while taken := tuple(islice(items, size)):
        yield Batch(number, taken)
        number += 1


def _given(one: str | Path) -> _Given:
    from polnews.readers.fetch import is_url

    if isinstance(one, str) and is_url(one):
        raise ArticleError(
            f"{one} is an address. A corpus run reads files: fetch it first, and give the file."
        )
    path = Path(one)
    if path.exists():
        return _Given(_shown(path.resolve().name), path)
    if not glob.has_magic(str(one)):
        raise ArticleError(f"There is no file or folder {str(one)!r}. Check the path.")
    parts = path.parts
    fixed = next(place for place, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:fixed])
    if next(glob.iglob(str(one), recursive=True), None) is None:
        raise ArticleError(f"{str(one)!r} fits no file. Check the pattern.")
    return _Given(_shown(root.resolve().name), root, str(Path(*parts[fixed:])))


def _check_once(given: Sequence[_Given]) -> None:
    """Refuse an input that lies in another one: its articles would be done twice. Patterns are not looked into."""
    places = [one.path.resolve() for one in given if one.pattern is None]
    for number, place in enumerate(places):
        others = places[:number] + places[number + 1 :]
        if any(other == place or other in place.parents for other in others):
            raise ArticleError(f"{place.name} is given twice, itself or with its folder. Give it once.")


def _shown(name: str) -> str:
    """A name that can be written as UTF-8, whatever the file system holds."""
    return name.encode("utf-8", "backslashreplace").decode()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _whole(name: str, path: Path) -> Item:
    digest = sha256()
    size = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        return _unread(name, path, error)
    return Item(_shown(name), path, digest.hexdigest(), size)


def _lines(name: str, path: Path) -> Iterator[Item]:
    """Yield the records of JSON Lines; of a line beyond the limit only as much as shows that it is."""
    longest = DEFAULT_LIMITS.bytes + 1
    record, start = 0, 0
    try:
        with path.open("rb") as file:
            while line := file.readline(longest):
                digest, size, first = sha256(line), len(line), line
                while not line.endswith(b"\n") and (line := file.readline(longest)):
                    digest.update(line)
                    size += len(line)
                if size > len(first) or first.strip():
                    yield Item(_shown(name), path, digest.hexdigest(), size, record, start)
                    record += 1
                start += size
    except OSError as error:
        yield _unread(name, path, error, record)


def _unread(name: str, path: Path, error: OSError, record: int | None = None) -> Item:
    message = (
        f"{name} cannot be read ({error.strerror or error}). Check that it is still there and may be read."
    )
    return Item(_shown(name), path, "", 0, record, fault=Failure("ArticleError", message))


def _rows(name: str, path: Path, fields: Mapping[str, str]) -> Iterator[Item]:
    """Yield the rows of Parquet as JSON objects of the columns that readers know."""
    record = 0
    try:
        for record, (row, size) in enumerate(_parquet_rows(path, fields)):
            data = json.dumps(row, ensure_ascii=False, sort_keys=True, default=_plain).encode()
            yield Item(_shown(name), path, sha256(data).hexdigest(), size, record, data=data)
    except PolnewsError as error:
        yield Item(_shown(name), path, "", 0, record, fault=Failure(type(error).__name__, str(error)))
    except Exception as error:  # noqa: BLE001 - pyarrow's errors have no base of their own
        message = f"{name} cannot be read as Parquet ({error}). Write it again, or leave it out."
        yield Item(_shown(name), path, "", 0, record, fault=Failure("ArticleError", message))


def _parquet_rows(path: Path, fields: Mapping[str, str]) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield each row with its share of the file's bytes."""
    parquet = load("pyarrow.parquet", "parquet", "Reading Parquet")
    with parquet.ParquetFile(path) as file:
        columns = _columns(file.schema_arrow.names, fields)
        share = _size(path) // max(1, file.metadata.num_rows)
        for table in file.iter_batches(batch_size=64, columns=columns):
            yield from ((row, share) for row in table.to_pylist())


def _columns(names: Sequence[str], fields: Mapping[str, str]) -> list[str] | None:
    """The columns that hold what readers look for; all when none is known to hold the text."""
    known = {name for group in FIELDS.values() for name in group}
    known |= {field.partition(".")[0] for field in fields.values()} | set(fields.values())
    texts = {*FIELDS["text"], fields.get("text", "").partition(".")[0], fields.get("text", "")}
    return [name for name in names if name in known] if texts & set(names) else None


def _plain(value: Any) -> str:  # noqa: ANN401 - whatever a Parquet column holds
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
