"""The packages speed is measured with: one of Argos' size, tiny ones, and the ones given."""

import os
from pathlib import Path

import corpus
from sized import build_sized

from polnews.models.toy import ToyPackage, build_toy

MODELS = "POLNEWS_TEST_MODELS"


def sized_package(
    folder: Path, source: str, target: str, *, tiny: bool = False, compute: str = "int8"
) -> Path:
    """Build a package of Argos' size, or a tiny one that only shows that everything runs."""
    place = folder / f"packages-{compute}" / f"translate-{source}_{target}-1_0"
    if place.exists():
        return place
    if tiny:
        return build_toy(place, ToyPackage(source=source, target=target))
    texts = [sentence for row in corpus.rows(source) for sentence in row]
    return build_sized(place, texts, source=source, target=target, quantization=compute)


def given_packages() -> list[Path]:
    """Return the packages in `POLNEWS_TEST_MODELS`, by default ../shared/models beside the project."""
    folder = Path(os.environ.get(MODELS) or corpus.ROOT.parent / "shared" / "models")
    return sorted(folder.glob("*.argosmodel"))
