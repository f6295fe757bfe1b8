"""The docs name everything public, and what is made from the code is fresh."""

import re
import subprocess
import sys
from pathlib import Path

import polnews

ROOT = Path(__file__).parent.parent


def _docs() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))


def test_every_public_name_occurs_in_the_docs() -> None:
    words = set(re.findall(r"\w+", _docs()))
    assert set(polnews.__all__) - words == set()


def test_generated_pages_are_fresh() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "write_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
