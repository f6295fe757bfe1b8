"""The little TOML the lock file needs: read by the standard library, written here."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from polnews.errors import PackageError

if sys.version_info >= (3, 11):
    import tomllib
else:  # the same parser under its older name
    import tomli as tomllib

__all__ = ["read_toml", "write_toml"]

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def read_toml(text: str, *, where: str) -> dict[str, Any]:
    """Parse TOML.

    Raises:
        PackageError: It is not TOML; the message says where it goes wrong.
    """
    try:
        parsed: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PackageError(f"{where} is not TOML: {error}.") from error
    return parsed


def write_toml(head: Mapping[str, object], name: str, tables: Sequence[Mapping[str, object]]) -> str:
    """Return TOML with some keys and an array of tables: strings, whole numbers, lists of strings.

    >>> print(write_toml({"version": 1}, "package", [{"pairs": ["de-en"], "size": 3}]), end="")
    version = 1
    <BLANKLINE>
    [[package]]
    pairs = ["de-en"]
    size = 3
    """
    lines = [f"{key} = {_value(value)}" for key, value in head.items()]
    for table in tables:
        lines += ["", f"[[{name}]]", *(f"{key} = {_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(_escaped(character) for character in value) + '"'
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    raise TypeError(f"{value!r} has no place in a lock file")


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\u{ord(character):04X}" if ord(character) < 32 or ord(character) == 127 else character
