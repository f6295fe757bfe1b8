"""The command line: results to stdout, talk to stderr, honest exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from polnews import Article, Brief, Translation
from polnews.cli import _run, app

runner = CliRunner()


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "wasser.txt"
    path.write_text(
        "Der Bundestag beschloss am Montag das neue Wassergesetz. Es gilt ab Juli.", encoding="utf-8"
    )
    return path


def _polnews(*arguments: str, stdin: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", "from polnews.cli import main; main()", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def test_brief_of_every_seed_in_its_own_language(seeds: list[Path]) -> None:
    done = _polnews("brief", *map(str, seeds))
    assert done.returncode == 0
    assert done.stderr == b""
    text = done.stdout.decode()
    assert [name for name in ("Bulgarian", "Italian", "English", "German", "Portuguese") if f"\n{name} ·" in text] == [
        "Bulgarian", "Italian", "English", "German", "Portuguese",
    ]  # fmt: skip


def test_json_is_one_brief_a_line(text_file: Path) -> None:
    done = runner.invoke(app, ["brief", "--format", "json", str(text_file), str(text_file)])
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert Brief.from_json(lines[0]).versions[0].source == "wasser.txt"
    assert str(text_file.parent) not in done.stdout


def test_language_and_date_given_win(text_file: Path) -> None:
    done = runner.invoke(
        app, ["brief", "--lang", "de-AT", "--date", "2025-07-01", "--format", "json", str(text_file)]
    )
    version = json.loads(done.stdout)["versions"][0]
    assert version["language"] == "de-AT"
    assert version["date"] == "2025-07-01"


def test_standard_input() -> None:
    done = _polnews("brief", "-", stdin="Правителството прие бюджета. Той влиза в сила през юли.".encode())
    assert done.returncode == 0
    assert "Правителството прие бюджета." in done.stdout.decode()


def test_goes_on_after_a_bad_file_and_exits_with_the_worst(text_file: Path, tmp_path: Path) -> None:
    done = _polnews("brief", str(tmp_path / "missing.txt"), str(text_file))
    assert done.returncode == 2
    assert "Wassergesetz" in done.stdout.decode()
    assert "missing.txt" in done.stderr.decode()


def test_no_model_says_what_to_type(text_file: Path) -> None:
    done = _polnews("brief", "--to", "it", str(text_file))
    assert done.returncode == 1
    assert done.stdout == b""
    assert "polnews models install de-it" in done.stderr.decode()


def test_output_file_appears_whole(text_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    done = runner.invoke(app, ["brief", str(text_file), "--format", "md", "-o", str(target)])
    assert done.exit_code == 0
    assert done.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("# ")
    assert list(tmp_path.glob(".*")) == []


def test_a_bad_date_names_the_form(text_file: Path) -> None:
    done = _polnews("brief", "--date", "1.7.2025", str(text_file))
    assert done.returncode == 2
    assert "--date 2025-07-01" in done.stderr.decode()


def test_translate_to_its_own_language_is_identity(text_file: Path) -> None:
    done = runner.invoke(app, ["translate", "--to", "de", "--format", "json", str(text_file)])
    same = Translation.from_json(done.stdout)
    assert same.article.text == Article.from_file(text_file).text


def test_bad_usage_exits_with_2() -> None:
    assert _polnews("brief").returncode == 2
    assert _polnews("translate", "x.txt").returncode == 2


def test_a_closed_pipe_is_no_error(text_file: Path) -> None:
    command = f"{sys.executable} -c 'from polnews.cli import main; main()' brief {text_file} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr == b""


def test_version() -> None:
    assert runner.invoke(app, ["--version"]).stdout.startswith("polnews 0")


def test_library_errors_become_exit_codes() -> None:
    from polnews.errors import ArticleError

    def fail() -> None:
        raise ArticleError("no")

    assert _run(fail) == 2


def test_a_feed_gives_a_brief_for_each_entry(tmp_path: Path) -> None:
    items = "".join(
        f"<item><title>Kabinett beschließt Gesetz {n}</title><link>https://news.example/{n}</link>"
        f"<description>Das Kabinett beschloss am Montag das {n}. Gesetz über die Häfen des Landes. "
        "Es gilt ab Juli für alle Betreiber im Land.</description></item>"
        for n in (1, 2)
    )
    feed = tmp_path / "feed.xml"
    feed.write_text(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{items}</channel></rss>',
        encoding="utf-8",
    )
    done = runner.invoke(app, ["brief", str(feed), "--format", "json"])
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 2
