"""Every benchmark runs on tiny sizes, prints its tables, writes its results. Nothing here measures time."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMES = ["install", "imports", "reading", "ranking", "brief", "translation", "settings", "soundness"]
NEEDS_ARGOS = ("translation", "settings")


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", NAMES)
def test_benchmark_runs_and_reports(name: str, tmp_path: Path) -> None:
    if name in NEEDS_ARGOS and importlib.util.find_spec("argostranslate") is None:
        pytest.skip("compares with Argos Translate: pip install 'polnews[argos]'")
    run = _run("--quick", name, "--results", str(tmp_path), "--page", str(tmp_path / "speed.md"))
    assert run.returncode == 0, run.stderr
    report = json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))
    assert report["quick"] is True
    assert report["made"]["versions"]["polnews"]
    for table in report["tables"]:
        assert table["rows"]
        assert all(len(row) == len(table["columns"]) for row in table["rows"])
        assert table["title"] in run.stdout
    page = (tmp_path / "speed.md").read_text(encoding="utf-8")
    assert "no measurement" in page  # a quick run never passes for a real one


def test_unknown_benchmark_is_refused() -> None:
    run = _run("weather")
    assert run.returncode == 2
    assert "There are: install" in run.stderr


def test_published_results_are_real_and_name_no_machine() -> None:
    results = sorted((ROOT / "benchmarks" / "results").glob("*.json"))
    for path in results:
        text = path.read_text(encoding="utf-8")
        assert json.loads(text)["quick"] is False
        assert str(ROOT) not in text
        assert "/home/" not in text


def test_published_page_is_made_of_the_results(tmp_path: Path) -> None:
    page = ROOT / "docs" / "speed.md"
    if not page.exists():
        pytest.skip("docs/speed.md is written by python benchmarks/run.py, which has not been run")
    run = _run("--write-page", "--page", str(tmp_path / "speed.md"))
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "speed.md").read_text(encoding="utf-8") == page.read_text(encoding="utf-8")
