"""What the store remembers beside each package: where it came from and what it was."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from polnews.errors import PackageError

__all__ = ["Record", "read_record", "write_record"]


@dataclass(frozen=True, slots=True)
class Record:
    """The entry of a package in the store.

    Attributes:
        digest: sha256 over its members; also the name of its folder.
        archive_sha256: sha256 of the archive it came in, or None when it came as a folder.
        source: Where it came from: an address, the name of a file or bundle, "folder".
    """

    digest: str
    archive_sha256: str | None = None
    source: str = ""


def read_record(folder: Path) -> Record:
    """Read the record of a store entry.

    Raises:
        PackageError: It is missing or damaged.
    """
    path = folder / "record.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Record(str(raw["digest"]), raw.get("archive_sha256"), str(raw.get("source", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackageError(f"{path} is missing or damaged ({error}). See: polnews models doctor") from error


def write_record(folder: Path, record: Record) -> None:
    """Write the record of a store entry that is being built."""
    (folder / "record.json").write_text(json.dumps(asdict(record), indent=1) + "\n", encoding="utf-8")
