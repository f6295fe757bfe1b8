"""How much polnews puts on the disk, from the metadata of what is installed here: no download, nothing is installed."""

from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from report import ROOT, Budget, Report, Table

_CORE_MB, _ALL_MB = 400, 700
# Left out of the sum of all, as they are for some: a cluster, columns of data, local language models.
_APART = ("ray", "parquet", "gguf", "starter", "test", "lint", "docs")
_SHOWN = 12


def measure(*, quick: bool) -> Report:
    """Add up the files of polnews, of all it requires, and of its extras."""
    core = _closure("polnews", frozenset())
    rows: list[list[object]] = [["core", len(core), _megabytes(core)]]
    extras = sorted(set(distribution("polnews").metadata.get_all("Provides-Extra") or ()) - set(_APART))
    everything, missing = dict(core), []
    for extra in extras:
        try:
            found = _closure("polnews", frozenset([extra]))
        except PackageNotFoundError:
            missing.append(extra)
            continue
        rows.append([f"+ {extra}", len(found) - len(core), _megabytes(found) - _megabytes(core)])
        everything |= found
    rows.append([f"core and all extras but {', '.join(_APART[:4])}", len(everything), _megabytes(everything)])
    if missing and not quick:
        raise SystemExit(f"Not installed: {', '.join(missing)}. Type: pip install '.[{','.join(missing)}]'")
    sizes = sorted(((_megabytes({name: one}), name) for name, one in core.items()), reverse=True)
    tables = [
        Table(
            "What is installed",
            "Files of the distributions as the registry has them, in megabytes of 1,000,000 bytes, without pip and "
            "compiled bytecode. Extras: what each adds to the core.",
            ["what", "distributions", "MB"],
            rows,
        ),
        Table(
            "The largest of the core",
            "",
            ["distribution", "MB"],
            [[name, size] for size, name in sizes[:_SHOWN]],
        ),
    ]
    budgets = [
        Budget("install, core", _megabytes(core), _CORE_MB, "MB", True),
        Budget("install, all extras but the heavy ones", _megabytes(everything), _ALL_MB, "MB", True),
        Budget("torch among them", float("torch" in everything), 0, "", True),
    ]
    return Report("install", tables, () if quick else budgets, quick)


def _closure(name: str, extras: frozenset[str]) -> dict[str, Distribution]:
    """Return a distribution and all it requires here, by name."""
    found: dict[str, Distribution] = {}
    waiting, asked = [(name, extras)], set[tuple[str, frozenset[str]]]()
    while waiting:
        one = waiting.pop()
        if one in asked:
            continue
        asked.add(one)
        found[canonicalize_name(one[0])] = distribution(one[0])
        waiting += _required(*one)
    return found


def _required(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    environment = {key: str(value) for key, value in default_environment().items()}
    for line in distribution(name).requires or ():
        need = Requirement(line)
        where = [environment | {"extra": extra} for extra in (*extras, "")]
        if need.marker is None or any(map(need.marker.evaluate, where)):
            yield need.name, frozenset(need.extras)


def _megabytes(found: dict[str, Distribution]) -> float:
    return sum(path.stat().st_size for name, one in found.items() for path in _files(name, one)) / 1e6


def _files(name: str, one: Distribution) -> Iterator[Path]:
    """Yield what a wheel of it holds; our own files from the checkout, where an editable installation leaves them."""
    own = name == "polnews"
    paths = (ROOT / "src").rglob("*") if own else (Path(str(path.locate())) for path in one.files or ())
    for path in paths:
        if path.suffix != ".pyc" and path.is_file():
            yield path
