"""What a corpus run handles: items of input, batches of them, and what comes out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from polnews.brief import Brief

__all__ = ["Batch", "Failure", "Item", "Outcome", "Result", "State"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article has no brief.

    Attributes:
        error: Name of the error's class, e.g. "ModelNotFoundError".
        message: What was given, what is possible, and what mends it.
    """

    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of input: a file with whatever it holds, or one record of JSON Lines or Parquet.

    Attributes:
        name: What it is called in results: the path from the input given, with forward slashes.
        path: The file it is in.
        digest: SHA-256 of its bytes, hexadecimal; "" when the file could not be read.
        size: Its bytes in the file, which progress is measured in.
        record: Which record of the file it is, from 0; None for a whole file.
        start: Where the bytes of a record begin in the file.
        data: The bytes of a record that are not in the file as such, as in Parquet.
        fault: Why it could not be read, when that is known already.
    """

    name: str
    path: Path
    digest: str
    size: int
    record: int | None = None
    start: int = 0
    data: bytes | None = None
    fault: Failure | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Items that are worked on together. Its results are one part of the output."""

    number: int
    items: tuple[Item, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of names, records and digests: equal when nothing about the input changed."""
        rows = [[item.name, item.record, item.digest] for item in self.items]
        return sha256(json.dumps(rows).encode()).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of input."""
        return sum(item.size for item in self.items)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one article.

    Attributes:
        input: Name of the file it was in: its path from the input given, never an absolute one.
        record: Which article of that file, from 0.
        digest: SHA-256 of the file, or of the record in a file of records; hexadecimal.
        brief_json: The brief as JSON; None when there is a failure.
        failure: Why there is no brief; None when there is one.
    """

    input: str
    record: int
    digest: str
    brief_json: str | None = None
    failure: Failure | None = None

    @property
    def brief(self) -> Brief | None:
        """The brief, read from its JSON each time; None when there is a failure."""
        return None if self.brief_json is None else Brief.from_json(self.brief_json)

    def to_json(self) -> str:
        r"""Return the line that stands for it in a part file, or in the file of errors.

        >>> Result("a.txt", 0, "ab12", failure=Failure("ArticleError", "a.txt is empty.")).to_json()
        '{"input":"a.txt","record":0,"digest":"ab12","error":"ArticleError","message":"a.txt is empty."}'
        """
        head: dict[str, object] = {"input": self.input, "record": self.record, "digest": self.digest}
        if self.failure is not None:
            return _dumps(head | {"error": self.failure.error, "message": self.failure.message})
        return f'{_dumps(head)[:-1]},"brief":{self.brief_json}}}'

    @classmethod
    def from_json(cls, line: str) -> "Result":
        """Read what `to_json` wrote."""
        given = json.loads(line)
        where = (given["input"], given["record"], given["digest"])
        if "error" in given:
            return cls(*where, failure=Failure(given["error"], given["message"]))
        return cls(*where, brief_json=_dumps(given["brief"]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a batch: one result per article, in order.

    `routes` tells, for each language that was translated, the signature of what translates it.
    """

    number: int
    results: tuple[Result, ...]
    routes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """How far a run is.

    Attributes:
        articles: Articles that have a brief, those of earlier runs included.
        errors: Articles that have none.
        known: How many of both were there already, from an earlier run.
        bytes: Bytes of input done.
    """

    articles: int = 0
    errors: int = 0
    known: int = 0
    bytes: int = 0


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
