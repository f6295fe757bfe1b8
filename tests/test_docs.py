"""The docs name everything public, and what is made from the code is fresh."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import polnews

ROOT = Path(__file__).parent.parent


def _docs() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))


def test_every_public_name_occurs_in_the_docs() -> None:
    words = set(re.findall(r"\w+", _docs()))
    assert set(polnews.__all__) - words == set()


@pytest.mark.parametrize("script", ["write_docs.py", "write_seed_briefs.py"])
def test_generated_pages_are_fresh(script: str) -> None:
    command = [sys.executable, str(ROOT / "scripts" / script), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_readme_shows_a_real_output() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- output -->\n```text\n(.*?)\n```", readme, re.DOTALL)
    assert shown is not None
    assert shown[1] in (ROOT / "docs" / "seed-briefs.md").read_text(encoding="utf-8")
