"""polnews memory, --memory, --glossary and --strict, from the command line's end."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from polnews.cli import app
from polnews.engines import _registry
from polnews.errors import ArticleError
from polnews.memory import TranslationMemory
from polnews.testing import FakeEngine


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A German article, and an engine that gets its number wrong twice."""
    fake = FakeEngine("de-en", render=lambda text, _: "It costs 13 to 14 euros, the minister said on Monday.")
    monkeypatch.setattr(_registry, "load_engine", lambda name: fake)
    path = tmp_path / "a.txt"
    path.write_text("Es kostet 12 bis 15 Euro, sagte die Ministerin am Montag.\n", encoding="utf-8")
    return path


def run(*arguments: object) -> "tuple[int, str]":
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if isinstance(result.exception, ArticleError):
        raise result.exception
    return result.exit_code, result.output


def test_strict_ends_with_one_when_a_line_is_not_to_be_relied_on(article: Path) -> None:
    assert run("translate", article, "--to", "en", "--lang", "de")[0] == 0
    assert run("translate", article, "--to", "en", "--lang", "de", "--strict")[0] == 1
    assert run("brief", article, "--to", "en", "--lang", "de", "--strict")[0] == 1
    assert run("story", article, "--to", "en", "--lang", "de", "--strict")[0] == 1
    assert run("brief", article, "--lang", "de", "--strict")[0] == 0
    assert run("story", article, "--lang", "de", "--strict")[0] == 0


def test_a_memory_is_made_counted_exchanged_and_cleared(article: Path, tmp_path: Path) -> None:
    memory, tmx = tmp_path / "memory.db", tmp_path / "memory.tmx"
    run("translate", article, "--to", "en", "--lang", "de", "--memory", memory)
    assert "1 translation, 0 by people" in run("memory", "stats", memory)[1]
    TranslationMemory(memory).learn([("Die Frist", "The deadline")], "de", "en")
    assert run("memory", "export", memory, tmx)[0] == 0
    other = tmp_path / "other.db"
    assert run("memory", "import", other, tmx)[0] == 0
    assert "2 translations, 2 by people" in run("memory", "stats", other)[1]
    run("memory", "clear", other)
    assert "0 translations" in run("memory", "stats", other)[1]


def test_no_memory_there(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="Translate with --memory"):
        run("memory", "stats", tmp_path / "none.db")


def test_a_glossary_from_the_command_line(article: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("de,en\nMinisterin,secretary of state\n", encoding="utf-8")
    output = run("translate", article, "--to", "en", "--lang", "de", "--glossary", terms)[1]
    assert "secretary of state" in output
