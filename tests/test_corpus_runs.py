"""Corpus runs: nothing lost, nothing doubled, the same bytes, whatever happens to them."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import polnews
from polnews import Article, Summarize, Translate
from polnews.corpus import Result, State
from polnews.corpus.work import Job, Reading
from polnews.errors import ArticleError, EngineError
from polnews.models.filelock import try_lock
from polnews.testing import FakeEngine

ARTICLES = Path(__file__).parent / "data" / "articles"
LANGUAGES = ("bg", "de", "en", "it", "pt")


def _texts(count: int) -> list[str]:
    path = sorted(ARTICLES.glob("*.jsonl"))[0]
    rows = [json.loads(line)["rows"] for line in path.read_text(encoding="utf-8").splitlines()]
    made = []
    for number in range(count):
        language = LANGUAGES[number % 5]
        made.append("\n\n".join(row[language] for row in rows[number % len(rows)][:6]) + f"\n\n{number}.")
    return made


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number, text in enumerate(_texts(11)):
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def _tree(folder: Path) -> dict[str, bytes]:
    """Everything a run leaves behind, but its lock."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _run(news: Path | list[Path], out: Path, **options: object) -> State:
    given = {"summarize": Summarize(facts=2), "batch": 4} | options
    return polnews.run(news, out, **given).finish()  # type: ignore[arg-type]


def _english(render: dict[str, str] | None = None, *pairs: str) -> Summarize:
    engine = FakeEngine(*(pairs or ("bg-en", "de-en", "it-en", "pt-en")), render=render)
    return Summarize(facts=2, to=Translate(to="en", engine=engine))


class TestResults:
    """What a run gives."""

    def test_every_article_once_in_order_with_its_brief(self, news: Path, tmp_path: Path) -> None:
        results = list(polnews.run(news, tmp_path / "out", summarize=Summarize(facts=2), batch=4))
        assert [result.input for result in results] == [f"news/{number:02}.txt" for number in range(11)]
        for result in results:
            article = Article.from_file(news.parent / result.input)
            assert result.brief == Summarize(facts=2)(article)
            assert result.digest == article.digest

    def test_parts_hold_the_same_as_the_iterator(self, news: Path, tmp_path: Path) -> None:
        results = list(polnews.run(news, tmp_path / "out", batch=4))
        parts = sorted((tmp_path / "out").glob("part-*.jsonl"))
        lines = [line for part in parts for line in part.read_text(encoding="utf-8").splitlines()]
        assert len(parts) == 3
        assert [Result.from_json(line) for line in lines] == results

    def test_records_of_json_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "news.jsonl"
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in _texts(5)))
        results = list(polnews.run(path, tmp_path / "out"))
        assert [(result.input, result.record) for result in results] == [("news.jsonl", n) for n in range(5)]
        assert {result.brief.versions[0].source for result in results if result.brief} == {"news.jsonl"}
        assert [result.brief.versions[0].digest for result in results if result.brief] == [
            result.digest for result in results
        ]

    def test_a_file_of_many_articles(self, tmp_path: Path) -> None:
        (tmp_path / "news.json").write_text(json.dumps([{"text": text} for text in _texts(3)]))
        results = list(polnews.run(tmp_path / "news.json", tmp_path / "out"))
        assert [result.record for result in results] == [0, 1, 2]

    def test_parquet_in_and_out_says_the_same(self, tmp_path: Path) -> None:
        arrow = pytest.importorskip("pyarrow", reason='needs pip install "polnews[parquet]"')
        from pyarrow import parquet

        parquet.write_table(arrow.table({"text": _texts(7)}), tmp_path / "news.parquet")
        given = {"summarize": Summarize(facts=2), "batch": 4}
        lines = list(polnews.run(tmp_path / "news.parquet", tmp_path / "a", **given))
        rows = list(polnews.run(tmp_path / "news.parquet", tmp_path / "b", format="parquet", **given))
        assert rows == lines
        first = parquet.read_table(tmp_path / "b" / "part-000000.parquet").to_pylist()[0]
        assert first["facts"] == [fact.text for fact in lines[0].brief.facts]  # type: ignore[union-attr]
        assert list(polnews.run(tmp_path / "news.parquet", tmp_path / "b", format="parquet", **given)) == rows

    def test_without_pyarrow_parquet_says_what_to_install(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
        with pytest.raises(EngineError, match=r"polnews\[parquet\]"):
            _run(news, tmp_path / "out", format="parquet")
        (news / "x.parquet").write_bytes(b"PAR1")
        assert _run(news, tmp_path / "out") == State(11, 1, 0, _size(news) - 4)

    def test_nothing_absolute_and_no_time_in_the_output(self, news: Path, tmp_path: Path) -> None:
        _run(news, tmp_path / "out")
        (tmp_path / "moved").mkdir()
        moved = news.rename(tmp_path / "moved" / "news")
        _run(moved, tmp_path / "out2")
        assert _tree(tmp_path / "out") == _tree(tmp_path / "out2")
        assert str(tmp_path).encode() not in b"".join(_tree(tmp_path / "out").values())

    def test_an_empty_folder_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        with pytest.raises(ArticleError, match="no files"):
            _run(tmp_path / "empty", tmp_path / "out")

    def test_progress_tells_how_far(self, news: Path, tmp_path: Path) -> None:
        seen: list[State] = []
        run = polnews.run(news, tmp_path / "out", batch=4, progress=seen.append)
        size = run.size
        run.finish()
        assert [state.articles for state in seen] == [4, 8, 11]
        assert seen[-1].bytes == size == _size(news)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class TestFailures:
    """Articles that fail are named with what mends them, and stop no other."""

    def test_bad_articles_are_collected(self, news: Path, tmp_path: Path) -> None:
        (news / "03.txt").write_bytes(b"")
        (news / "05.txt").write_bytes(b"PK\x03\x04 no document")
        results = list(polnews.run(news, tmp_path / "out", summarize=Summarize(facts=2), batch=4))
        failed = [result for result in results if result.failure]
        assert [result.input for result in failed] == ["news/03.txt", "news/05.txt"]
        assert len(results) == 11
        errors = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
        assert [Result.from_json(line) for line in errors] == failed
        assert "Give a file that holds an article" in errors[0]

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
    def test_names_that_are_no_utf8_harm_nothing(self, tmp_path: Path) -> None:
        folder = os.fsencode(tmp_path / "news")
        os.mkdir(folder)
        for name, text in (
            (b"\xff.txt", b"The council met on Monday. It agreed on the budget."),
            (b"\xfe.txt", b""),
        ):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(text)
        failed, done = polnews.run(tmp_path / "news", tmp_path / "out")
        assert failed.input == r"news/\udcfe.txt"
        assert failed.failure is not None
        assert done.input == r"news/\udcff.txt"
        assert done.brief is not None

    def test_a_language_without_a_model_stops_no_other(self, news: Path, tmp_path: Path) -> None:
        state = _run(news, tmp_path / "out", summarize=_english(None, "bg-en", "de-en", "pt-en"))
        assert (state.articles, state.errors) == (9, 2)
        errors = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
        assert all("polnews models install it" in line for line in errors)

    def test_after_the_mend_retry_does_what_failed(self, news: Path, tmp_path: Path) -> None:
        _run(news, tmp_path / "whole", summarize=_english())
        _run(news, tmp_path / "out", summarize=_english(None, "bg-en", "de-en", "pt-en"))
        again = _run(news, tmp_path / "out", summarize=_english())
        assert (again.errors, again.known) == (2, 11)
        mended = _run(news, tmp_path / "out", summarize=_english(), retry=True)
        assert (mended.errors, mended.known) == (0, 4)
        assert _tree(tmp_path / "out") == _tree(tmp_path / "whole")

    def test_a_bug_is_a_failure_that_asks_for_a_report(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = Summarize._draft

        def broken(self: Summarize, item: Article) -> object:
            if "\n7." in item.text:
                raise ZeroDivisionError("no")
            return plain(self, item)

        monkeypatch.setattr(Summarize, "_draft", broken)
        state = _run(news, tmp_path / "out")
        assert (state.articles, state.errors) == (10, 1)
        assert "please report it" in (tmp_path / "out" / "errors.jsonl").read_text()

    def test_a_file_that_changes_while_it_is_read_is_done_the_next_time(
        self, news: Path, tmp_path: Path
    ) -> None:
        from polnews.corpus.inputs import Inputs, batches
        from polnews.corpus.work import work

        (batch,) = batches(Inputs([news / "01.txt"], skip=tmp_path).items(), 4)
        (news / "01.txt").write_text("The council changed its mind on Friday.")
        (result,) = work(Job(Summarize(), Reading()), batch).results
        assert result.failure is not None
        assert "changed while it was read" in result.failure.message


class TestGoingOn:
    """A run that was stopped, and inputs that changed since."""

    def test_stopped_anywhere_it_ends_with_the_same_bytes(self, news: Path, tmp_path: Path) -> None:
        _run(news, tmp_path / "whole")
        for stop in range(4):
            run = polnews.run(news, tmp_path / "out", summarize=Summarize(facts=2), batch=4)
            for _ in range(stop * 3):
                next(run)
            run.close()
        results = list(polnews.run(news, tmp_path / "out", summarize=Summarize(facts=2), batch=4))
        assert len(results) == 11
        assert _tree(tmp_path / "out") == _tree(tmp_path / "whole")

    def test_a_second_run_does_nothing_again(self, news: Path, tmp_path: Path) -> None:
        _run(news, tmp_path / "out")
        before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("part-*")}
        assert _run(news, tmp_path / "out").known == 11
        assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("part-*")} == before

    def test_a_changed_article_is_done_again_with_its_batch_alone(self, news: Path, tmp_path: Path) -> None:
        _run(news, tmp_path / "out")
        (news / "05.txt").write_text("The council met on Monday in Sofia. It agreed on the budget.")
        assert _run(news, tmp_path / "out").known == 7
        _run(news, tmp_path / "whole")
        assert _tree(tmp_path / "out") == _tree(tmp_path / "whole")

    def test_new_articles_behind_the_others_leave_full_batches_alone(
        self, news: Path, tmp_path: Path
    ) -> None:
        _run(news, tmp_path / "out")
        (news / "99.txt").write_text("The council met on Monday in Sofia. It agreed on the budget.")
        assert _run(news, tmp_path / "out").known == 8
        assert len(list(polnews.run(news, tmp_path / "out", summarize=Summarize(facts=2), batch=4))) == 12

    def test_articles_that_are_gone_leave_nothing_behind(self, news: Path, tmp_path: Path) -> None:
        (news / "10.txt").write_bytes(b"")
        _run(news, tmp_path / "out")
        for number in range(4, 11):
            (news / f"{number:02}.txt").unlink()
        _run(news, tmp_path / "out")
        assert sorted(_tree(tmp_path / "out")) == ["errors.jsonl", "manifest.json", "part-000000.jsonl"]

    def test_a_damaged_part_is_done_again(self, news: Path, tmp_path: Path) -> None:
        _run(news, tmp_path / "out")
        whole = _tree(tmp_path / "out")
        (tmp_path / "out" / "part-000001.jsonl").write_bytes(b"{")
        (tmp_path / "out" / "part-000002.jsonl").unlink()
        assert _run(news, tmp_path / "out").known == 4
        assert _tree(tmp_path / "out") == whole

    @pytest.mark.parametrize("damage", [b'{"part": 1, "arti', b"\0\0\0\0\n", b'{"part": 1}\n'])
    def test_a_damaged_journal_costs_only_what_it_told(
        self, news: Path, tmp_path: Path, damage: bytes
    ) -> None:
        _run(news, tmp_path / "whole")
        run = polnews.run(news, tmp_path / "out", summarize=Summarize(facts=2), batch=4)
        next(run)
        run.close()
        with (tmp_path / "out" / ".journal").open("ab") as journal:
            journal.write(damage)
        assert _run(news, tmp_path / "out").known == 4
        assert _tree(tmp_path / "out") == _tree(tmp_path / "whole")

    def test_other_options_are_refused_and_named(self, news: Path, tmp_path: Path) -> None:
        _run(news, tmp_path / "out")
        before = _tree(tmp_path / "out")
        with pytest.raises(ArticleError, match=r"facts was 2, now 3.* -o out-2"):
            _run(news, tmp_path / "out", summarize=Summarize(facts=3))
        with pytest.raises(ArticleError, match="batch was 4, now 5"):
            _run(news, tmp_path / "out", batch=5)
        assert _tree(tmp_path / "out") == before

    def test_other_packages_are_refused_and_named(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _run(news, tmp_path / "out", summarize=_english())
        monkeypatch.setattr(FakeEngine, "signature", lambda self, pair: {"fake": f"{pair} 2.0"})
        with pytest.raises(ArticleError, match=r"fake=bg-en\]; now that would be \[.*bg-en 2.0"):
            _run(news, tmp_path / "out", summarize=_english())

    def test_other_inputs_are_refused(self, news: Path, tmp_path: Path) -> None:
        _run(news, tmp_path / "out")
        other = news.rename(tmp_path / "tuesday")
        with pytest.raises(ArticleError, match="results of other inputs: news"):
            _run(other, tmp_path / "out")

    def test_a_folder_of_something_else_is_left_alone(self, news: Path, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "manifest.json").write_text('{"name": "a web app"}')
        with pytest.raises(ArticleError, match="not a manifest of a corpus run"):
            _run(news, tmp_path / "out")
        assert (tmp_path / "out" / "manifest.json").read_text() == '{"name": "a web app"}'

    def test_two_runs_cannot_write_at_once(self, news: Path, tmp_path: Path) -> None:
        with polnews.run(news, tmp_path / "out"), pytest.raises(ArticleError, match="Another run"):
            polnews.run(news, tmp_path / "out")
        with try_lock(tmp_path / "out" / ".lock") as taken:
            assert taken


class TestProcesses:
    """Several processes: the same bytes, and none can take the run with it."""

    def test_same_bytes_with_two(self, news: Path, tmp_path: Path) -> None:
        (news / "03.txt").write_bytes(b"")
        _run(news, tmp_path / "one", summarize=_english())
        _run(news, tmp_path / "two", summarize=_english(), workers=2)
        assert _tree(tmp_path / "one") == _tree(tmp_path / "two")

    def test_an_article_that_kills_its_process_is_the_only_one_lost(
        self, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "deadly.py").write_text(
            "import os\ndef render(text, pair):\n    if 'Doom' in text:\n        os._exit(9)\n    return text\n"
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        import deadly  # type: ignore[import-not-found]

        (news / "06.txt").write_text("Der Doom kommt am Montag nach Berlin. Die Regierung wartet auf ihn.")
        engine = FakeEngine("bg-en", "de-en", "it-en", "pt-en", render=deadly.render)
        state = _run(
            news,
            tmp_path / "out",
            summarize=Summarize(facts=1, to=Translate(to="en", engine=engine)),
            workers=2,
        )
        assert (state.articles, state.errors) == (10, 1)
        (line,) = (tmp_path / "out" / "errors.jsonl").read_text().splitlines()
        assert json.loads(line)["input"] == "news/06.txt"
        assert "died" in json.loads(line)["message"]

    def test_options_that_cannot_be_sent_say_so(self, news: Path, tmp_path: Path) -> None:
        engine = FakeEngine("de-en", render=lambda text, pair: text)
        with pytest.raises(EngineError, match="workers=1"):
            _run(news, tmp_path / "out", summarize=Summarize(to=Translate(to="en", engine=engine)), workers=2)

    @pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
    @pytest.mark.parametrize("workers", [1, 2])
    def test_killed_at_random_it_goes_on(self, news: Path, tmp_path: Path, workers: int) -> None:
        for number, text in enumerate(_texts(40)):
            (news / f"x{number:02}.txt").write_text(text, encoding="utf-8")
        _run(news, tmp_path / "whole")
        command = [sys.executable, "-m", "polnews", "run", str(news), "-o", str(tmp_path / "out")]
        command += ["--facts", "2", "--batch", "4", "--workers", str(workers)]
        chance = random.Random(workers)
        kills = 0
        for _ in range(2):
            process = subprocess.Popen(command, stderr=subprocess.PIPE)
            parts = len(list((tmp_path / "out").glob("part-*")))
            while process.poll() is None and len(list((tmp_path / "out").glob("part-*"))) < parts + 2:
                time.sleep(0.002)
            time.sleep(chance.random() * 0.1)
            kills += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.communicate()
        assert kills > 0
        assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == ""
        assert _tree(tmp_path / "out") == _tree(tmp_path / "whole")


class TestCommandLine:
    """`polnews run`."""

    def _polnews(self, *arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "polnews", "run", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_briefs_and_errors(self, news: Path, tmp_path: Path) -> None:
        (news / "03.txt").write_bytes(b"")
        done = self._polnews(news, "-o", tmp_path / "out", "--facts", 2, "--workers", 1)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr == (
            f"10 briefs in {tmp_path / 'out'}\n"
            f"1 article failed: {tmp_path / 'out' / 'errors.jsonl'} says why. Mend that, then add --retry.\n"
        )
        again = self._polnews(news, "-o", tmp_path / "out", "--facts", 2, "--workers", 1, "--strict")
        assert again.returncode == 1

    def test_bad_usage(self, news: Path, tmp_path: Path) -> None:
        assert self._polnews(tmp_path / "absent", "-o", tmp_path / "out").returncode == 2
        wrong = self._polnews(news, "-o", tmp_path / "out", "--field", "text")
        assert wrong.returncode == 2
        assert "--field text=body_html" in wrong.stderr
