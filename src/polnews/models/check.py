"""Checks an unpacked package before anything native is given its files."""

import json
import os
from pathlib import Path

from polnews.errors import PackageError
from polnews.models.bpe import Merges
from polnews.models.package import read_metadata
from polnews.models.spm import read_spm_pieces
from polnews.models.vocabulary import SHARED, SOURCE, TARGET, read_vocabulary, vocabulary_files
from polnews.models.weights import ModelHeader, read_header

__all__ = ["check_folder"]

_SOURCE_ROWS = ("encoder/embeddings_0/weight", "encoder/embeddings/weight")
_TARGET_ROWS = ("decoder/embeddings/weight",)
_PROJECTION_ROWS = ("decoder/projection/weight",)


def check_folder(folder: Path) -> ModelHeader:
    """Check that a folder holds a package that can be run.

    Args:
        folder: An unpacked package. Nothing in it is changed.

    Returns:
        The header of its model.

    Raises:
        PackageError: Something is missing, is no plain file, is damaged, or does not fit together.
    """
    _refuse_links(folder)
    read_metadata(folder)
    model = folder / "model"
    if not (model / "model.bin").is_file():
        raise PackageError(f"{folder.name} has no model/model.bin, so there is nothing to translate with.")
    header = read_header(model / "model.bin")
    sizes = _vocabulary_sizes(model)
    _fit(header, sizes)
    _check_config(model / "config.json")
    _check_pieces(folder, model)
    return header


def _refuse_links(folder: Path) -> None:
    if folder.is_symlink():
        raise PackageError(f"{folder} is a link. Name the folder it leads to.")
    for root, folders, files in os.walk(folder):
        for name in folders + files:
            path = Path(root, name)
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise PackageError(
                    f"{folder.name} holds {path.relative_to(folder).as_posix()}, which is no plain file."
                )


def _vocabulary_sizes(model: Path) -> dict[str, int]:
    files = vocabulary_files(model)
    if SHARED not in files and not {SOURCE, TARGET} <= files.keys():
        raise PackageError(
            "model/ has no vocabulary: neither shared_vocabulary nor source and target vocabularies."
        )
    return {side: len(read_vocabulary(path)) for side, path in files.items()}


def _fit(header: ModelHeader, sizes: dict[str, int]) -> None:
    """Refuse a model whose tables have fewer rows than its vocabulary has tokens."""
    shared = sizes.get(SHARED, 0)
    wanted = (
        ("source", sizes.get(SOURCE, shared), _SOURCE_ROWS),
        ("target", sizes.get(TARGET, shared), _TARGET_ROWS),
        ("target", sizes.get(TARGET, shared), _PROJECTION_ROWS),
    )
    for side, tokens, names in wanted:
        rows = header.rows(*names)
        if rows is None:
            raise PackageError(f"model.bin lacks {names[0]}, which every translation model has.")
        # Converters round tables up; a table shorter than its vocabulary reads past its end.
        if rows < tokens:
            raise PackageError(
                f"model.bin knows {rows} {side} tokens, its vocabulary lists {tokens}. They do not fit."
            )


def _check_config(path: Path) -> None:
    if not path.is_file():
        return  # packages made before CTranslate2 3 have none
    try:
        config = json.loads(path.read_bytes()[:1_000_000].decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise PackageError(f"model/config.json is not JSON ({error}).") from error
    if not isinstance(config, dict):
        raise PackageError("model/config.json holds no JSON object.")


def _check_pieces(folder: Path, model: Path) -> None:
    """Refuse a tokenizer whose pieces the model's vocabulary does not know."""
    if (folder / "bpe.model").is_file() and not (folder / "sentencepiece.model").is_file():
        Merges.read(folder / "bpe.model")
        return
    path = folder / "sentencepiece.model"
    if not path.is_file():
        raise PackageError(f"{folder.name} has neither sentencepiece.model nor bpe.model: no tokenizer.")
    pieces = read_spm_pieces(path)
    files = vocabulary_files(model)
    known = set(read_vocabulary(files.get(SOURCE) or files[SHARED]))
    share = sum(piece in known for piece in pieces) / len(pieces)
    if share < _KNOWN_SHARE:
        raise PackageError(
            f"Only {share:.0%} of the pieces of sentencepiece.model stand in the model's vocabulary. "
            "They do not fit."
        )


_KNOWN_SHARE = 0.5
"""Argos' packages share all pieces but control symbols; pruned vocabularies lose some; a stranger's has
few."""
