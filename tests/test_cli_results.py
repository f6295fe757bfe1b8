"""Where results go: pages, Word documents, the browser."""

import io
import stat
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from docx import Document
from typer.testing import CliRunner

from polnews.cli import app
from polnews.cli.results import print_result
from polnews.errors import ArticleError

runner = CliRunner()


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "wasser.txt"
    path.write_text("Der Bundestag beschloss am Montag das Wassergesetz. Es gilt ab Juli.", encoding="utf-8")
    return path


def test_several_files_share_one_page(text_file: Path) -> None:
    done = runner.invoke(app, ["brief", "--format", "html", str(text_file), str(text_file)])
    assert done.exit_code == 0
    assert done.stdout.count("<!doctype html>") == 1
    assert done.stdout.count("<section") == 2


def test_brief_as_word_document(text_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.docx"
    done = runner.invoke(app, ["brief", "--format", "docx", "-o", str(target), str(text_file)])
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "Wassergesetz" in "".join(paragraph.text for paragraph in Document(str(target)).paragraphs)


def test_word_document_through_a_pipe(text_file: Path) -> None:
    done = runner.invoke(app, ["translate", "--to", "de", "--format", "docx", str(text_file)])
    assert Document(io.BytesIO(done.stdout_bytes)).tables


def test_no_word_document_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(ArticleError, match=r"-o FILE\.docx"):
        print_result(b"PK\x03\x04")


def test_open_shows_the_page_from_a_private_folder(
    text_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = runner.invoke(app, ["brief", "--open", str(text_file)])
    assert done.exit_code == 0
    assert done.stdout == ""
    page = Path(unquote(urlparse(opened[0]).path))
    assert "Wassergesetz" in page.read_text(encoding="utf-8")
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    assert str(page) in done.stderr


def test_open_without_a_browser_names_the_file(
    text_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = runner.invoke(app, ["brief", "--open", str(text_file)])
    (page,) = tmp_path.glob("polnews-*/brief.html")
    assert f"Open this file in one: {page}" in done.stderr


def test_open_and_a_file_do_not_go_together(text_file: Path, tmp_path: Path) -> None:
    done = runner.invoke(app, ["brief", "--open", "-o", str(tmp_path / "x.html"), str(text_file)])
    assert isinstance(done.exception, ArticleError)
    assert "leave out -o" in str(done.exception)
