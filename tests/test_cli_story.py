"""`polnews story`: one story from several files, in every format, with honest exit codes."""

import json
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from typer.testing import CliRunner

from polnews import Brief, Story, Translate
from polnews.cli import _run, app
from polnews.cli.story import _brief
from polnews.output.story_text import story_text
from polnews.testing import FakeEngine

from . import stories
from .stories import TEXTS
from .test_output import Page

runner = CliRunner()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = []
    for language, text in TEXTS.items():
        path = tmp_path / f"{language}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def test_text_names_versions_and_facts(seeds: list[Path]) -> None:
    done = runner.invoke(app, ["story", *map(str, seeds)])
    assert done.exit_code == 0
    assert "stated by: bg, it" in done.stdout
    assert "Only in the English version:" in done.stdout
    assert done.stderr == ""


def test_formats(files: list[str]) -> None:
    shown = {
        name: runner.invoke(app, ["story", "--format", name, *files]).stdout
        for name in ("text", "md", "html", "json")
    }
    story = Story.from_json(shown["json"])
    assert [version.language for version in story.versions] == list(TEXTS)
    assert shown["html"] == story.to_html() + "\n" or shown["html"] == story.to_html()
    assert shown["md"].startswith("# ")
    assert shown["text"] == str(story) + "\n"
    Page(shown["html"])


def test_json_holds_no_path_of_this_machine(files: list[str]) -> None:
    done = runner.invoke(app, ["story", "--format", "json", *files])
    assert str(Path(files[0]).parent) not in done.stdout
    assert len(done.stdout.splitlines()) == 1


def test_number_of_facts(seeds: list[Path]) -> None:
    done = runner.invoke(app, ["story", "--facts", "1", *map(str, seeds)])
    assert "\n1. " in done.stdout
    assert "\n2. " not in done.stdout
    assert "more facts of several versions." in done.stdout


def test_a_file_as_output(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    done = runner.invoke(app, ["story", "--format", "html", "-o", str(out), *files])
    assert done.exit_code == 0
    assert done.stdout == ""
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_language_and_date_given_win(files: list[str]) -> None:
    done = runner.invoke(
        app, ["story", "--lang", "de-AT", "--date", "2025-03-03", "--format", "json", files[1]]
    )
    version = json.loads(done.stdout)["versions"][0]
    assert (version["language"], version["date"]) == ("de-AT", "2025-03-03")


def test_standard_input_is_a_version_too(files: list[str]) -> None:
    done = runner.invoke(app, ["story", "--format", "json", files[0], "-"], input=TEXTS["de"].encode())
    assert [version.language for version in Story.from_json(done.stdout).versions] == ["en", "de"]


def test_a_file_that_cannot_be_read_is_reported_and_the_rest_compared(
    files: list[str], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    done = runner.invoke(app, ["story", files[0], str(empty), files[1]])
    assert done.exit_code == 2
    assert "empty.txt" in done.stderr
    assert "en.txt" in done.stdout and "de.txt" in done.stdout


def test_several_stories_are_refused_and_the_strangers_named(
    seeds: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "Port workers strike in Genoa\n\nDockers in Genoa and Trieste went on strike on 4 May 2024. The union CGIL "
        "wants EUR 200 more. Port operator Hafen AG refused. Talks go on in Rome on 7 May.",
        encoding="utf-8",
    )
    names = [*map(str, seeds), str(other)]
    code = _run(lambda: app(["story", *names], standalone_mode=False))
    assert code == 2
    assert "other.txt" in capsys.readouterr().err


def test_nothing_to_translate_with_names_the_mend(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = _run(lambda: app(["story", "--to", "fr", *files], standalone_mode=False))
    assert code == 1
    assert "polnews models install" in capsys.readouterr().err


def test_a_language_one_version_speaks_needs_no_model(files: list[str]) -> None:
    done = runner.invoke(app, ["story", "--to", "it", "--format", "json", *files[2:3]])
    story, brief = done.stdout.splitlines()
    assert Brief.from_json(brief).language == "it"
    assert Story.from_json(story).versions[0].language == "it"
    text = runner.invoke(app, ["story", "--to", "it", *files[2:3]]).stdout
    assert "1. Lunedì il governo ha deciso di spendere 412 milioni di euro." in text


def test_opinions_are_translated_too() -> None:
    engine = FakeEngine("en-fr", "de-fr", render=lambda text, pair: f"Voilà: {text}")
    found = Story.from_articles(stories.articles()[:2])
    brief = _brief(found, Translate(to="fr", engine=engine))
    told = str(brief)
    assert all(fact.text.startswith("Voilà: ") for fact in brief.facts)
    assert {fact.opinion for fact in brief.facts} == {False, True}
    assert "opinion · stated by: en · missing in: de" in told
    assert "4. Voilà: Sadly, nobody" in story_text(found, brief)


def test_open_shows_the_page(files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    done = runner.invoke(app, ["story", "--open", *files])
    assert done.stdout == ""
    page = Path(unquote(urlparse(opened[0]).path))
    assert Page(page.read_text(encoding="utf-8")).texts("td")
    assert page.parent.stat().st_mode & 0o077 == 0


def test_open_and_a_file_do_not_go_together(files: list[str], tmp_path: Path) -> None:
    code = _run(
        lambda: app(["story", "--open", "-o", str(tmp_path / "x.html"), *files], standalone_mode=False)
    )
    assert code == 2
