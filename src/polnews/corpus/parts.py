"""Part files: written beside their place, through to the disk, and renamed; there whole or not at all."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from polnews.corpus.values import Result
from polnews.errors import ArticleError
from polnews.extras import load
from polnews.models.building import sync_folder
from polnews.provenance import installed_version

__all__ = ["PartFormat", "file_digest", "format_settings", "read_results", "write_whole", "written"]

PartFormat = Literal["jsonl", "parquet"]


def written(results: Sequence[Result], form: PartFormat) -> bytes:
    """Return the bytes of a part: its results, without the failures."""
    lines = [result.to_json() for result in results if result.failure is None]
    if form == "jsonl":
        return "".join(f"{line}\n" for line in lines).encode()
    return _parquet(lines)


def read_results(part: Path, errors: Path, failed: Sequence[int], count: int) -> Iterator[Result]:
    """Yield the results of a part and its failures, in order of input.

    Args:
        part: The part file.
        errors: The file of its failures; need not be there when none failed.
        failed: Which of the results are failures, from 0.
        count: How many results there are, failures among them.
    """
    done = _read_lines(part)
    not_done = _read_lines(errors) if failed else iter(())
    places = frozenset(failed)
    for place in range(count):
        yield next(not_done if place in places else done)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before, whatever happens.

    Raises:
        ArticleError: The folder cannot be written to.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise ArticleError(
            f"Cannot write {path} ({error.strerror}). Mend that, then run the same again: it goes on from there."
        ) from error


def file_digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, hexadecimal; None when it is not there."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()


def format_settings(form: PartFormat) -> dict[str, str]:
    """Return what can change the bytes of a part.

    Raises:
        MissingExtraError: Parquet is asked for and pyarrow is not installed.
    """
    if form == "jsonl":
        return {"format": form}
    load("pyarrow.parquet", "parquet", "Writing Parquet")
    return {"format": form, "pyarrow": installed_version("pyarrow")}


def _read_lines(path: Path) -> Iterator[Result]:
    if path.suffix == ".parquet":
        yield from (Result.from_json(line) for line in _parquet_lines(path))
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield Result.from_json(line)


def _parquet(lines: Iterable[str]) -> bytes:
    arrow = load("pyarrow", "parquet", "Writing Parquet")
    parquet = load("pyarrow.parquet", "parquet", "Writing Parquet")
    rows = []
    for line in lines:
        row = json.loads(line)
        brief = row.pop("brief")
        row |= {"language": brief["language"], "headline": brief["headline"]["text"]}
        row |= {"facts": [fact["text"] for fact in brief["facts"]]}
        rows.append(row | {"brief": json.dumps(brief, ensure_ascii=False, separators=(",", ":"))})
    text = arrow.string()
    columns = {"input": text, "record": arrow.int64(), "digest": text, "language": text, "headline": text}
    columns |= {"facts": arrow.list_(text), "brief": text}
    sink = arrow.BufferOutputStream()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=arrow.schema(columns)), sink)
    return bytes(sink.getvalue())


def _parquet_lines(path: Path) -> Iterator[str]:
    parquet = load("pyarrow.parquet", "parquet", "Reading Parquet")
    for row in parquet.read_table(path, columns=["input", "record", "digest", "brief"]).to_pylist():
        yield json.dumps(row | {"brief": json.loads(row["brief"])}, ensure_ascii=False)
