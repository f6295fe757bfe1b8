"""Samples of the scripts whose full runs stand in docs/security.md."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"


def test_mutated_packages_never_crash_nor_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    results = runpy.run_path(str(SCRIPTS / "fuzz_packages.py"))["run"](20, 3)
    assert sum(results.values()) == 20
    assert [what for _, what in results if what.startswith("WRONG")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_a_killed_process_leaves_the_store_sound() -> None:
    command = [sys.executable, str(SCRIPTS / "stress_store.py"), "6"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "store sound" in done.stdout
