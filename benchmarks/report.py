"""What a benchmark says: tables and budgets, as text, as JSON with machine and versions, as a page."""

import datetime
import json
import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
_VERSIONS = (
    "polnews",
    "ctranslate2",
    "sentencepiece",
    "argos-translate-lt",
    "sumy",
    "numpy",
    "pydantic",
    "sentencex",
)


@dataclass(frozen=True)
class Table:
    """Rows of text and numbers; `note` says what was measured and how."""

    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def markdown(self) -> str:
        """Return the table as Markdown."""
        lines = [_line(self.columns), _line("---" for _ in self.columns)]
        return "\n".join([*lines, *(_line(map(_shown, row)) for row in self.rows)])


@dataclass(frozen=True)
class Budget:
    """A number that must hold. `at_most` says on which side."""

    what: str
    measured: float
    limit: float
    unit: str
    at_most: bool

    @property
    def holds(self) -> bool:
        """Whether it does."""
        return self.measured <= self.limit if self.at_most else self.measured >= self.limit

    def row(self) -> list[str]:
        """Return what the page shows."""
        sign = "at most" if self.at_most else "at least"
        limit, measured = (f"{_shown(value)} {self.unit}".strip() for value in (self.limit, self.measured))
        return [self.what, f"{sign} {limit}", measured, "yes" if self.holds else "**no**"]


@dataclass(frozen=True)
class Report:
    """What one benchmark found, and where."""

    name: str
    tables: Sequence[Table]
    budgets: Sequence[Budget] = ()
    quick: bool = False
    made: dict[str, Any] = field(default_factory=lambda: circumstances())

    def text(self) -> str:
        """Return what the terminal shows."""
        parts = [f"{table.title}\n{table.note}\n{table.markdown()}" for table in self.tables]
        if self.budgets:
            parts.append(budget_table(self.budgets).markdown())
        return "\n\n".join(parts)

    def save(self, folder: Path) -> Path:
        """Write the report as JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}.json"
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return path

    @classmethod
    def load(cls, path: Path) -> "Report":
        """Read what `save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        data["tables"] = [Table(**table) for table in data["tables"]]
        data["budgets"] = [Budget(**budget) for budget in data["budgets"]]
        return cls(**data)


def circumstances() -> dict[str, Any]:
    """Return date, commit, machine and versions; nothing that names the machine."""
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
        "commit": _commit(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "processor": _processor(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "versions": {name: found for name in _VERSIONS if (found := _version(name))},
    }


def budget_table(budgets: Iterable[Budget]) -> Table:
    """Return budgets as a table."""
    return Table("Budgets", "", ["what", "budget", "measured", "holds"], [budget.row() for budget in budgets])


def page(reports: Sequence[Report]) -> str:
    """Return the page of the docs that shows these reports."""
    budgets = [budget for report in reports for budget in report.budgets]
    lines = [
        "# Speed",
        "",
        "Written by `python benchmarks/run.py`, which measures all of this anew. Compare the ratios in "
        "one table:",
        "its rows were measured in turns in one run. Absolute numbers are this machine's.",
        "",
        "## Budgets",
        "",
        budget_table(budgets).markdown(),
    ]
    for report in reports:
        lines += ["", f"## {report.name.capitalize()}", "", origin(report)]
        for table in report.tables:
            lines += ["", f"### {table.title}", "", table.note, "", table.markdown()]
    return "\n".join(lines) + "\n"


def origin(report: Report) -> str:
    """Return when, with what and on which machine a report was made."""
    made = report.made
    versions = ", ".join(f"{name} {found}" for name, found in made["versions"].items())
    quick = " **A quick run on tiny sizes: no measurement.**" if report.quick else ""
    return (
        f"{made['date']}, commit {made['commit']}, {made['processor']}, {made['cores']} cores, load of "
        "the machine "
        f"when it was written {made['load']}; Python {made['python']}, {versions}.{quick}"
    )


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _commit() -> str:
    run = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return run.stdout.strip() or "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
