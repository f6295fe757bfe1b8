"""The tutorials run as printed: in a plain process here, in a kernel of their own when the docs are built."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "docs" / "tutorials").glob("*.ipynb"))

# What a notebook has beside Python: `!command` on a line of its own, and the last line's value, which is shown.
_RUNNER = """
import ast, glob, json, shlex, subprocess, sys

def shell(command):
    if command.startswith("polnews ") and "|" not in command:  # saves a process and its loading
        from polnews.cli import _run, app
        words = shlex.split(command, comments=True)[1:]
        arguments = [found for word in words for found in (sorted(glob.glob(word)) or [word])]
        status = _run(lambda: app(arguments))
    else:
        status = subprocess.run(command, shell=True, text=True).returncode
    assert bool(status) == ("# refused" in command), command

def show(value):
    if value is not None:
        bundle = getattr(value, "_repr_mimebundle_", None)
        html = getattr(value, "_repr_html_", None)
        print("shown:", bundle()["text/html"] if bundle else html() if html else repr(value))

space = {"shell": shell, "show": show, "__name__": "__main__"}
for source in json.load(sys.stdin):
    lines = [f"shell({line[1:]!r})" if line.startswith("!") else line for line in source.splitlines()]
    tree = ast.parse("\\n".join(lines))
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        tree.body[-1] = ast.Expr(ast.Call(ast.Name("show", ast.Load()), [tree.body[-1].value], []))
    exec(compile(ast.fix_missing_locations(tree), "<cell>", "exec"), space)
"""


def _cells(path: Path) -> list[dict[str, object]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["cells"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    sources = ["".join(cell["source"]) for cell in _cells(path) if cell["cell_type"] == "code"]  # type: ignore[arg-type]
    private = {"POLNEWS_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    scripts = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, "-c", _RUNNER],
        input=json.dumps(sources),
        cwd=tmp_path,
        env=os.environ | private | scripts,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    for cell in _cells(path):
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_every_tutorial_is_found_in_the_docs() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert NOTEBOOKS
    for path in NOTEBOOKS:
        assert f"tutorials/{path.stem}.md" in navigation
