"""The examples run as their first lines say."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_runs(path: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    text = "Der Bund zahlt 1,2 Mrd. Euro für elf Schiffe. Das beschloss der Bundestag am Montag."
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    command = re.search(r"^python examples/\S+ ?(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert command is not None
    done = subprocess.run(
        [sys.executable, str(path), *command[1].split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
