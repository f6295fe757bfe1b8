"""Soundness under load: thousands of articles in one process."""

import json
import subprocess
import sys

from report import ROOT, Budget, Report, Table

_FLAT = 2.0


def measure(*, quick: bool) -> Report:
    """Run scripts/soak.py and show every fourth sample."""
    count = 40 if quick else 10_000
    command = [sys.executable, str(ROOT / "scripts" / "soak.py"), "--articles", str(count), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if not run.stdout:
        raise SystemExit(run.stderr)
    found = json.loads(run.stdout)
    samples = found["samples"]
    shown = [*samples[3:-1:4], samples[-1]]
    table = Table(
        f"{count:,} articles in one process",
        "Each read, briefed in English with a small real package, every tenth translated whole; memory "
        "is resident. "
        f"Over the second half memory changes by {found['slope']:+.2f} MB per 1,000 articles.",
        ["articles", "seconds", "MB", "open files", "threads"],
        [[one["articles"], one["seconds"], one["megabytes"], one["files"], one["threads"]] for one in shown],
    )
    middle, last = samples[len(samples) // 2], samples[-1]
    budgets = [
        Budget("memory, second half of the run", found["slope"], _FLAT, "MB per 1,000 articles", True),
        *(
            Budget(f"{name} left behind, second half of the run", last[name] - middle[name], 0, "", True)
            for name in ("files", "threads")
        ),
    ]
    return Report("soundness", [table], [] if quick else budgets, quick)
