"""Reads the header of a CTranslate2 model file: enough to know that native code can be given it.

The file is a version, the name and revision of its kind, and variables one after the other: name, shape,
type, bytes; then names that stand for others. Every number is checked against the size of the file before it
is believed.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from polnews.errors import PackageError

__all__ = ["ModelHeader", "Variable", "read_header"]

_BINARY_VERSIONS = range(4, 7)
"""Versions of the file format that CTranslate2 4 reads and that have this layout."""

_SIZES = {0: 4, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2}
"""Bytes of one value by type: float32, int8, int16, int32, float16, bfloat16."""

_REVISIONS = range(1, 9)
"""Revisions of a Transformer that CTranslate2 4 reads; 7 is the newest written by 4.8."""

_MOST = 100_000
"""Variables, names and axes beyond this are no translation model's."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One array of numbers in a model.

    Attributes:
        shape: Its lengths along each axis.
        type_id: 0 float32, 1 int8, 2 int16, 3 int32, 4 float16, 5 bfloat16.
    """

    shape: tuple[int, ...]
    type_id: int


@dataclass(frozen=True, slots=True)
class ModelHeader:
    """What a model file is.

    Attributes:
        kind: E.g. "TransformerSpec".
        revision: Revision of that kind.
        variables: Its arrays by name, aliases included.
    """

    kind: str
    revision: int
    variables: dict[str, Variable]

    def rows(self, *names: str) -> int | None:
        """Return the first axis of the first of these variables that exists."""
        found = (self.variables[name].shape for name in names if name in self.variables)
        return next((shape[0] for shape in found if shape), None)


def read_header(path: Path) -> ModelHeader:
    """Read the header of a model file.

    Raises:
        PackageError: It is cut off, damaged, or of a version CTranslate2 cannot run.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        return _Reader(file, size).header()


class _Reader:
    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._size = size

    def header(self) -> ModelHeader:
        version = self._number("I")
        if version not in _BINARY_VERSIONS:
            raise PackageError(
                f"model.bin is of format {version}; CTranslate2 4 runs {_BINARY_VERSIONS[0]} to "
                f"{_BINARY_VERSIONS[-1]}. "
                "It is damaged, or made for another version."
            )
        kind, revision = self._name(), self._number("I")
        if kind != "TransformerSpec" or revision not in _REVISIONS:
            raise PackageError(
                f"model.bin is a {kind!r} of revision {revision}. Translation packages hold a "
                f"TransformerSpec of revision {_REVISIONS[0]} to {_REVISIONS[-1]}."
            )
        variables = dict(self._variable() for _ in range(self._count("variables")))
        for _ in range(self._count("aliases")):
            alias, name = self._name(), self._name()
            if name not in variables:
                raise PackageError(
                    f"model.bin is damaged: {alias!r} stands for {name!r}, which is not there."
                )
            variables[alias] = variables[name]
        if self._file.read(1):
            raise PackageError("model.bin is damaged: it goes on after its end.")
        return ModelHeader(kind, revision, variables)

    def _variable(self) -> tuple[str, Variable]:
        name = self._name()
        shape = tuple(self._number("I") for _ in range(self._number("B")))
        type_id, length = self._number("B"), self._number("I")
        values = 1
        for axis in shape:
            values *= axis
        if type_id not in _SIZES or values * _SIZES[type_id] != length or length > self._left():
            raise PackageError(f"model.bin is cut off or damaged at {name!r}.")
        self._file.seek(length, 1)
        return name, Variable(shape, type_id)

    def _count(self, what: str) -> int:
        count = self._number("I")
        if count > _MOST:
            raise PackageError(f"model.bin is damaged: it claims {count} {what}.")
        return count

    def _name(self) -> str:
        length = self._number("H")
        data = self._file.read(length)
        if len(data) != length or not data.endswith(b"\0"):
            raise PackageError("model.bin is cut off or damaged in a name.")
        try:
            return data[:-1].decode("utf-8")
        except UnicodeDecodeError as error:
            raise PackageError("model.bin is damaged in a name.") from error

    def _number(self, form: str) -> int:
        width = struct.calcsize(form)
        data = self._file.read(width)
        if len(data) != width:
            raise PackageError("model.bin is cut off.")
        (number,) = struct.unpack("<" + form, data)
        return int(number)

    def _left(self) -> int:
        return self._size - self._file.tell()
