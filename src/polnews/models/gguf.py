"""Language models in GGUF form that the user registered for language pairs.

Each is one JSON file in the store; the model itself stays where it lies, for these files are large.
"""

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from polnews.errors import PackageError
from polnews.languages import Pair
from polnews.models.digest import file_digest
from polnews.models.locations import polnews_home

__all__ = [
    "CHAT",
    "GgufModel",
    "add_gguf",
    "broken_gguf",
    "check_gguf",
    "check_template",
    "registered_gguf",
    "remove_gguf",
    "verify_gguf",
]

CHAT = "chat"
"""The template that means: the chat template in the model file."""

_FIELD = re.compile(r"\{(\w*)\}")
_FIELDS = {"source_name", "target_name", "text"}


@dataclass(frozen=True, slots=True)
class GgufModel:
    """A GGUF file and how to talk to it.

    Attributes:
        name: What it is called in lists.
        file: The model.
        sha256: Digest of the model, as 64 hexadecimal digits.
        pairs: What it translates.
        template: The prompt, with {source_name}, {target_name} and {text}; or "chat".
        stop: The answer ends before the first of these.
        adapter: A LoRA adapter, or None.
        adapter_sha256: Its digest, or None.
        context: Tokens of prompt and answer together, per text.
        stamp: Sizes and times of the files when they were registered; empty when every load compares digests.
    """

    name: str
    file: Path
    sha256: str
    pairs: tuple[Pair, ...]
    template: str
    stop: tuple[str, ...] = ("\n",)
    adapter: Path | None = None
    adapter_sha256: str | None = None
    context: int = 2048
    stamp: str = ""


def add_gguf(
    file: Path,
    *,
    pairs: Sequence[str],
    template: str = CHAT,
    adapter: Path | None = None,
    stop: Sequence[str] = (),
    context: int = 2048,
    name: str | None = None,
    home: Path | None = None,
) -> GgufModel:
    r"""Register a GGUF model for language pairs. The file stays where it is and must not change afterwards.

    Args:
        file: The model.
        pairs: What it translates, e.g. ["de-en", "en-de"].
        template: The prompt with {source_name}, {target_name} and {text}, language names in English; `\n` is
            a line end. "chat" uses the chat template in the file.
        adapter: A LoRA adapter in GGUF form made for this model.
        stop: Where an answer ends; by default the line's end for a plain template, the turn's for "chat".
        context: Tokens of prompt and answer together, per text; longer texts are translated in pieces.
        name: What to call it; by default the file's name without its ending.
        home: The store; by default the user's.

    Returns:
        The registered model. One of the same name is replaced.

    Raises:
        PackageError: A file is missing or not GGUF, or the template lacks a field. Nothing was changed.
        LanguageError: A pair is not one.
    """
    parsed = tuple(sorted({Pair.parse(pair) for pair in pairs}))
    if not parsed:
        raise PackageError(f"No language pair was given for {file}. Name them: --pairs de-en,en-de")
    template = template.replace("\\n", "\n")
    check_template(template)
    for path in (file, adapter):
        if path is not None:
            check_gguf(path)
    model = GgufModel(
        name=_slug(name or file.stem),
        file=file.resolve(),
        sha256=file_digest(file),
        pairs=parsed,
        template=template,
        stop=tuple(stop) or (() if template == CHAT else ("\n",)),
        adapter=adapter.resolve() if adapter else None,
        adapter_sha256=file_digest(adapter) if adapter else None,
        context=context,
        stamp=_stamp(file, adapter),
    )
    _write(_folder(home) / f"{model.name}.json", _to_json(model))
    return model


def registered_gguf(home: Path | None = None) -> list[GgufModel]:
    """Return the registered models by name, whether their files still are there or not.

    Entries that cannot be read are left out; `broken_gguf` tells of them.
    """
    return [found for found in _entries(home) if isinstance(found, GgufModel)]


def broken_gguf(home: Path | None = None) -> list[PackageError]:
    """Return what is wrong with the entries that cannot be read."""
    return [found for found in _entries(home) if isinstance(found, PackageError)]


def _entries(home: Path | None) -> Iterator[GgufModel | PackageError]:
    for path in sorted(_folder(home).glob("*.json")):
        try:
            yield _read(path)
        except PackageError as error:  # noqa: PERF203 - one damaged entry must not hide the others
            yield error


def remove_gguf(name: str, home: Path | None = None) -> bool:
    """Forget a registered model; its file stays. Return whether there was one of that name."""
    path = _folder(home) / f"{_slug(name)}.json"
    known = path.exists()
    path.unlink(missing_ok=True)
    return known


def check_gguf(path: Path) -> None:
    """Refuse what is missing or does not begin as a GGUF file does.

    Raises:
        PackageError: With the reason and the mend.
    """
    mend = "Give the path of a complete .gguf file: polnews models add-gguf FILE --pairs de-en"
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise PackageError(f"{path} cannot be read: {error.strerror}. {mend}") from error
    if head[:4] != b"GGUF" or not 2 <= int.from_bytes(head[4:8], "little") <= 3:
        raise PackageError(f"{path} is not a GGUF file of version 2 or 3. {mend}")


def check_template(template: str) -> None:
    r"""Refuse a template without {text} or with an unknown field.

    Raises:
        PackageError: With the fields there are.

    >>> check_template("{source_name}: {text}\n{target_name}:")
    """
    found = set(_FIELD.findall(template))
    if template != CHAT and ("text" not in found or found - _FIELDS):
        raise PackageError(
            f"The template {template!r} must hold {{text}}, may hold {{source_name}} and {{target_name}}, "
            "and nothing else in braces. For example: --template '{source_name}: {text}\\n{target_name}:'"
        )


def verify_gguf(model: GgufModel) -> None:
    """Make sure that the files of a model are there and are what was registered.

    A file whose size and time are those of its registration is not read again.

    Raises:
        PackageError: A file is missing or has changed.
    """
    digests = ((model.file, model.sha256), (model.adapter, model.adapter_sha256))
    for path in (model.file, model.adapter):
        if path is not None:
            check_gguf(path)
    if model.stamp and model.stamp == _stamp(model.file, model.adapter):
        return
    for path, digest in digests:
        if path is not None and file_digest(path) != digest:
            raise PackageError(
                f"{path} is not the file that was registered as {model.name}. "
                "Register it again: "
                f"polnews models add-gguf {model.file} --pairs {','.join(map(str, model.pairs))}"
            )


def _stamp(*paths: Path | None) -> str:
    states = [path.stat() for path in paths if path is not None]
    return " ".join(f"{state.st_size}:{state.st_mtime_ns}" for state in states)


def _folder(home: Path | None) -> Path:
    return (home or polnews_home()) / "gguf"


def _slug(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip(".-") or "model"


def _to_json(model: GgufModel) -> dict[str, Any]:
    return {
        "name": model.name,
        "file": str(model.file),
        "sha256": model.sha256,
        "pairs": [str(pair) for pair in model.pairs],
        "template": model.template,
        "stop": list(model.stop),
        "adapter": str(model.adapter) if model.adapter else None,
        "adapter_sha256": model.adapter_sha256,
        "context": model.context,
        "stamp": model.stamp,
    }


def _read(path: Path) -> GgufModel:
    try:
        return _from_json(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PackageError(
            f"The store entry {path} cannot be read ({error}). "
            "Delete it, and register the model again: polnews models add-gguf FILE --pairs PAIRS"
        ) from error


def _from_json(entry: Mapping[str, Any]) -> GgufModel:
    return GgufModel(
        name=str(entry["name"]),
        file=Path(entry["file"]),
        sha256=str(entry["sha256"]),
        pairs=tuple(Pair.parse(pair) for pair in entry["pairs"]),
        template=str(entry["template"]),
        stop=tuple(entry["stop"]),
        adapter=Path(entry["adapter"]) if entry["adapter"] else None,
        adapter_sha256=entry["adapter_sha256"],
        context=int(entry["context"]),
        stamp=str(entry["stamp"]),
    )


def _write(path: Path, entry: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(entry, stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
