"""The benchmark of corpus runs works on tiny sizes; its page is made of its results. Nothing here measures time."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ["growth", "translated", "kills", "ray", "cost"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize("part", PARTS)
def test_every_part_runs(part: str) -> None:
    if part == "ray" and importlib.util.find_spec("ray") is None:
        pytest.skip('needs pip install "polnews[ray]"')
    command = [sys.executable, str(ROOT / "benchmarks" / "corpus_runs.py"), "--quick", part]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "| --- |" in done.stdout


def test_results_are_real_and_name_no_machine() -> None:
    paths = sorted((ROOT / "benchmarks" / "results").glob("corpus-*.json"))
    assert "corpus-kills.json" in [path.name for path in paths]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert json.loads(text)["quick"] is False
        assert str(ROOT) not in text


def test_the_page_is_made_of_the_results(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from corpus_page import scaling_page  # type: ignore[import-not-found]
    from report import Report  # type: ignore[import-not-found]

    paths = {part: ROOT / "benchmarks" / "results" / f"corpus-{part}.json" for part in PARTS}
    page = scaling_page({part: Report.load(path) for part, path in paths.items() if path.exists()})
    assert page == (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["growth", "kills", "ray"])
def test_published_runs_lost_nothing_and_grew_in_line(part: str) -> None:
    report = json.loads((ROOT / "benchmarks" / "results" / f"corpus-{part}.json").read_text(encoding="utf-8"))
    assert report["budgets"]
    assert all(row["measured"] <= row["limit"] for row in report["budgets"])
