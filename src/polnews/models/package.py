"""An Argos model package: what its metadata says, and which pairs it serves.

A package is a folder, or a zip archive of one, with `metadata.json`, `model/` (CTranslate2), and
`sentencepiece.model` or `bpe.model`. Everything else in it (a README, sentence splitters) is carried along
unused.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from polnews.errors import LanguageError, PackageError
from polnews.languages import Pair, from_argos_code, normalise_tag
from polnews.models.vocabulary import SHARED, TARGET, read_vocabulary, vocabulary_files

__all__ = [
    "Metadata",
    "Package",
    "licence_of",
    "parse_metadata",
    "read_metadata",
    "read_package",
    "version_key",
]

_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*\Z")
_MAX_METADATA = 1_000_000
"""Bytes; far more than names, codes and links need."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What metadata.json says.

    Attributes:
        sources: Argos codes translated from, the main one first.
        targets: Argos codes translated to, the main one first.
        version: The package's version, e.g. "1.9".
        argos_version: The version of Argos Translate it was made for; may be "".
        target_prefix: What every output starts with, e.g. "__en__"; "" for none.
        links: Addresses it can be fetched from.
        names: Language names by code, as the package gives them.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    version: str
    argos_version: str = ""
    target_prefix: str = ""
    links: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every source with every target, as BCP 47 tags; the main pair first."""
        return tuple(
            Pair(from_argos_code(source), from_argos_code(target))
            for source in self.sources
            for target in self.targets
            if source != target
        )


@dataclass(frozen=True, slots=True)
class Package:
    """A package that lies unpacked in a folder.

    Attributes:
        folder: Where it lies.
        metadata: What it says about itself.
        origin: "polnews" when it lies in our store, "argos" when another program installed it.
        digest: sha256 over its members when known from the store, else "".
    """

    folder: Path
    metadata: Metadata
    origin: str = "argos"
    digest: str = ""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs it serves; the main one first."""
        return self.metadata.pairs

    @property
    def version(self) -> str:
        """Its version, e.g. "1.9"."""
        return self.metadata.version

    def prefix(self, target: str) -> tuple[str, ...]:
        """Return the token every output in a target language starts with, as a tuple of at most one.

        Args:
            target: Argos code of the target.

        Raises:
            PackageError: The package serves several targets and its vocabulary has no token for this one.
        """
        given = self.metadata.target_prefix
        main = self.metadata.targets[0]
        if target == main or len(self.metadata.targets) == 1:
            return (given,) if given else ()
        # One package, several targets: the same token with the other language's code.
        wanted = [given.replace(main, target)] if main in given else []
        wanted += [form.format(target) for form in _PREFIXES]
        tokens = set(_target_tokens(self.folder / "model"))
        for token in wanted:
            if token in tokens:
                return (token,)
        raise PackageError(
            f"{self.folder} says it translates to {target}, but its vocabulary has no token that asks for it "
            f"(looked for {', '.join(wanted)})."
        )

    @property
    def end(self) -> str:
        """The piece that ends an output: what model/config.json says, else "</s>"."""
        try:
            config = json.loads((self.folder / "model" / "config.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return "</s>"
        return str(config.get("eos_token") or "</s>")

    @property
    def licence(self) -> str | None:
        """The line of its README or MODEL_CARD that speaks of a licence, or None when it carries none."""
        return licence_of(_read_text(self.folder / name) for name in LICENCE_FILES)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def __str__(self) -> str:
        return f"{self.pairs[0]} {self.version}"


LICENCE_FILES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "README.md", "README", "MODEL_CARD.md")

_LICENCE = re.compile(r"licen[cs]e|\bCC0\b|\bCC[- ]BY|public domain|creative commons", re.IGNORECASE)


def licence_of(texts: Iterable[str]) -> str | None:
    """Return the first line that speaks of a licence, at most 200 characters; None when none does.

    >>> licence_of(["# German to English", "Licence: CC BY 4.0"])
    'Licence: CC BY 4.0'
    """
    lines = (line.strip(" #*-") for text in texts for line in text.splitlines())
    return next((line[:200] for line in lines if _LICENCE.search(line)), None)


_PREFIXES = ("__{}__", "<2{}>", ">>{}<<", "{}_XX", "__label__{}")
"""How multilingual models write the target language: M2M-100 and Argos, Google's, OPUS-MT's, mBART's,
fastText's."""


def _target_tokens(model: Path) -> list[str]:
    files = vocabulary_files(model)
    path = files.get(TARGET) or files.get(SHARED)
    if path is None:
        raise PackageError(f"{model} has no vocabulary of the target language.")
    return read_vocabulary(path)


def read_package(folder: Path, *, origin: str = "argos", digest: str = "") -> Package:
    """Read the metadata of an unpacked package.

    Raises:
        PackageError: There is no readable metadata.json, or it describes no translation package.
    """
    return Package(folder, read_metadata(folder), origin, digest)


def read_metadata(folder: Path) -> Metadata:
    """Read and check `metadata.json` of a folder.

    Raises:
        PackageError: It is missing, unreadable, or not what a package has.
    """
    path = folder / "metadata.json"
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_METADATA + 1)
    except OSError as error:
        raise PackageError(
            f"{folder} has no readable metadata.json, so it is not an Argos package ({error})."
        ) from error
    return parse_metadata(data, where=str(path))


@lru_cache(maxsize=64)
def parse_metadata(data: bytes, *, where: str) -> Metadata:
    """Turn the bytes of a metadata.json into Metadata.

    Args:
        data: The file's bytes, UTF-8 with BOM or without.
        where: What to call the file in messages.

    Raises:
        PackageError: It is not JSON, not an object, or misses what a translation package needs.

    >>> data = b'{"from_code": "de", "to_code": "en", "package_version": "1.0"}'
    >>> found = parse_metadata(data, where="metadata.json")
    >>> [str(pair) for pair in found.pairs]
    ['de-en']
    """
    if len(data) > _MAX_METADATA:
        raise PackageError(f"{where} is larger than {_MAX_METADATA} bytes; this is no Argos package.")
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{where} is not JSON ({error}).") from error
    if not isinstance(raw, dict):
        raise PackageError(f"{where} holds no JSON object.")
    kind = raw.get("type") or "translate"
    if kind != "translate":
        raise PackageError(f"{where} describes a package of type {kind!r}; only type 'translate' translates.")
    return _metadata(raw, where)


def _metadata(raw: Mapping[str, Any], where: str) -> Metadata:
    shared = _languages(raw, "languages", where)
    sources = _codes(raw, "from", _languages(raw, "source_languages", where) + shared, where)
    targets = _codes(raw, "to", _languages(raw, "target_languages", where) + shared, where)
    found = Metadata(
        sources=sources,
        targets=targets,
        version=_text(raw, "package_version", where) or "0",
        argos_version=_text(raw, "argos_version", where),
        target_prefix=_text(raw, "target_prefix", where),
        links=tuple(link for link in _list(raw, "links", where) if isinstance(link, str)),
        names=_names(raw, sources[0], targets[0]),
    )
    if not found.pairs:
        raise PackageError(f"{where} names no pair of two different languages: from {sources}, to {targets}.")
    return found


def _codes(raw: Mapping[str, Any], side: str, languages: list[str], where: str) -> tuple[str, ...]:
    main = _text(raw, f"{side}_code", where)
    listed = [code for code in _list(raw, f"{side}_codes", where) if isinstance(code, str)]
    codes = dict.fromkeys([*([main] if main else []), *listed, *languages])
    if not codes:
        raise PackageError(f"{where} does not say the language translated {side}: no {side}_code.")
    for code in codes:
        if not _is_language(code):
            raise PackageError(f"{where} has {code!r} as a language code. Codes look like: de, en, pb.")
    return tuple(codes)


def _is_language(code: str) -> bool:
    if not _CODE.match(code):
        return False
    try:
        normalise_tag(from_argos_code(code))
    except LanguageError:
        return False
    return True


def _languages(raw: Mapping[str, Any], key: str, where: str) -> list[str]:
    entries = _list(raw, key, where)
    codes = [entry.get("code") if isinstance(entry, dict) else entry for entry in entries]
    return [code for code in codes if isinstance(code, str)]


def _names(raw: Mapping[str, Any], source: str, target: str) -> tuple[tuple[str, str], ...]:
    pairs = [(source, raw.get("from_name")), (target, raw.get("to_name"))]
    return tuple((code, name) for code, name in pairs if isinstance(name, str) and name)


def _text(raw: Mapping[str, Any], key: str, where: str) -> str:
    value = raw.get(key)
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or len(value) > 200 or not value.isprintable():
        raise PackageError(f"{where} has no plain text as {key}: {str(value)[:80]!r}.")
    return value.strip()


def _list(raw: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = raw.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > 1000:
        raise PackageError(f"{where} has no list as {key}.")
    return value


def _read_text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(20_000)
    except OSError:
        return ""


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Return what orders versions: numbers as numbers, everything else as text.

    >>> sorted(["1.10", "1.9", "1.9b"], key=version_key)
    ['1.9', '1.9b', '1.10']
    """
    parts = re.findall(r"\d+|[^\d.]+", version)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
