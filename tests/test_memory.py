"""Translation memory: hits equal misses, people win, and nothing breaks it."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from polnews import Article, Translate
from polnews.errors import ArticleError
from polnews.memory import Entry, TranslationMemory
from polnews.testing import FakeEngine
from polnews.tmx import export_tmx, import_tmx, read_tmx

TEXT = "Die Frist endet am Montag. Es kostet 412 Euro; mehr unter www.x.eu. Die Frist endet am Montag."
ENGLISH = {"Die Frist endet am Montag.": "The deadline ends on Monday."}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "memory.db"


def translate(path: Path | None, fake: FakeEngine, **options: object) -> Translate:
    return Translate(to="en", engine=fake, memory=path, **options)  # type: ignore[arg-type]


def test_a_hit_equals_a_miss_byte_for_byte(path: Path) -> None:
    article = Article.from_text(TEXT, language="de")
    first, second = FakeEngine("de-en", render=ENGLISH), FakeEngine("de-en", render=ENGLISH)
    miss = translate(path, first)(article).to_json()
    hit = translate(path, second)(article).to_json()
    assert miss == hit
    assert first.calls
    assert not second.calls


def test_another_engine_option_or_glossary_misses(path: Path) -> None:
    article = Article.from_text("Die Frist endet am Montag.", language="de")
    translate(path, FakeEngine("de-en", render=ENGLISH))(article)
    for options in ({"beam": 2}, {"reproducible": True}, {"glossary": {"Frist": "term"}}, {"retry": False}):
        fake = FakeEngine("de-en", render=ENGLISH)
        translate(path, fake, **options)(article)
        assert fake.calls, options


def test_only_the_owner_can_read_it(path: Path) -> None:
    translate(path, FakeEngine("de-en", render=ENGLISH))(Article.from_text(TEXT, language="de"))
    for file in path.parent.iterdir():
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600, file.name


def test_people_win_over_the_engine_and_are_named(path: Path) -> None:
    article = Article.from_text("Die Frist endet am Montag.", language="de")
    fake = FakeEngine("de-en", render=ENGLISH)
    before = translate(path, fake)(article)
    TranslationMemory(path).learn([("Die Frist endet am Montag.", "Monday is the deadline.")], "de", "en")
    after = translate(path, fake)(article)
    assert after.pairs[0].target.clean == "Monday is the deadline."
    assert after.outcomes[0].steps[0].detail == "translated by a person"
    assert before.signature != after.signature


def test_it_stays_within_its_bounds(path: Path) -> None:
    memory = TranslationMemory(path, limit=100)
    memory.learn([("Mensch", "human")], "de", "en")
    for start in range(0, 400, 10):
        memory.add(
            [(f"Satz {n}", Entry(f"Satz {n}", f"Sentence {n}")) for n in range(start, start + 10)],
            "de",
            "en",
            "x",
        )
    stats = memory.stats()
    assert stats.segments - stats.human <= 100
    assert stats.human == 1
    assert memory.find("Satz 399", "de", "en", "x") is not None
    assert memory.find("Satz 0", "de", "en", "x") is None


def test_clear_forgets_everything(path: Path) -> None:
    memory = TranslationMemory(path)
    memory.learn([("a", "b"), (" ", "c")], "de", "en")
    digest = memory.digest
    assert memory.clear() == 1
    assert memory.stats().segments == 0
    assert memory.digest != digest


def test_tmx_there_and_back(path: Path, tmp_path: Path) -> None:
    memory = TranslationMemory(path)
    memory.learn([("Frist & <Ende>", "deadline “end”"), ("Срокът", "The term")], "de", "en")
    memory.add([("Maschine", Entry("Maschine", "machine"))], "de", "en", "x")
    file = tmp_path / "out.tmx"
    assert export_tmx(memory, file) == 3
    other = TranslationMemory(tmp_path / "other.db")
    assert import_tmx(other, file) == 4  # both directions of what people made; the machine's stays out
    assert other.find("deadline “end”", "en", "de", "any").target == "Frist & <Ende>"  # type: ignore[union-attr]
    assert other.find("Maschine", "de", "en", "x") is None


def test_tmx_of_other_tools(tmp_path: Path) -> None:
    file = tmp_path / "cat.tmx"
    file.write_text(
        '<?xml version="1.0"?><tmx version="1.4"><header/><body><tu><tuv xml:lang="de-DE"><seg>Art. <bpt i="1"/>5'
        '</seg></tuv><tuv xml:lang="EN-gb"><seg>Article  5</seg></tuv><tuv xml:lang="xx-bad1"><seg>?</seg></tuv>'
        "</tu></body></tmx>",
        encoding="utf-8",
    )
    assert list(read_tmx(file)) == [{"de-DE": "Art. 5", "en-GB": "Article 5"}]


@pytest.mark.parametrize(
    "text",
    ["no xml", "<html/>", '<!DOCTYPE x [<!ENTITY a "b">]><tmx><body/></tmx>', ""],
    ids=["text", "html", "entity", "empty"],
)
def test_what_is_no_tmx_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.tmx"
    file.write_text(text)
    with pytest.raises(ArticleError, match="TMX"):
        list(read_tmx(file))


def test_what_is_no_memory_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("These are my notes, " * 100)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine(a)")
    for path in (text, other, tmp_path):
        with pytest.raises(ArticleError, match="--memory"):
            TranslationMemory(path)
    assert text.read_text().startswith("These are my notes")


WRITER = """
import sys
from polnews.memory import Entry, TranslationMemory
memory = TranslationMemory(sys.argv[1])
print("ready", flush=True)
for batch in range(int(sys.argv[3])):
    names = [f"{sys.argv[2]} {batch} {n}" for n in range(20)]
    memory.add([(name, Entry(name, name.upper())) for name in names], "de", "en", "x")
"""


def test_four_processes_write_and_one_is_killed(path: Path) -> None:
    TranslationMemory(path)
    command = [sys.executable, "-c", WRITER, str(path)]
    writers = [subprocess.Popen([*command, str(n), "40"]) for n in range(3)]
    victim = subprocess.Popen([*command, "victim", "100000"], stdout=subprocess.PIPE)
    assert victim.stdout is not None
    victim.stdout.readline()
    time.sleep(0.2)
    victim.kill()
    victim.wait()
    victim.stdout.close()
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    memory = TranslationMemory(path)
    for writer in range(3):
        for batch in range(40):
            entry = memory.find(f"{writer} {batch} 19", "de", "en", "x")
            assert entry is not None and entry.target == f"{writer} {batch} 19".upper()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    whole = [entry.source for _, _, entry in memory.entries() if entry.source.startswith("victim")]
    assert len(whole) % 20 == 0  # a batch is there or it is not


def test_what_people_translate_hides_nothing_an_engine_translated(path: Path) -> None:
    article = Article.from_text(TEXT, language="de")
    translate(path, FakeEngine("de-en", render=ENGLISH))(article)
    TranslationMemory(path).learn([("Guten Tag.", "Good day.")], "de", "en")
    again = FakeEngine("de-en", render=ENGLISH)
    translate(path, again)(article)
    assert not again.calls


def test_the_oldest_goes_beyond_the_limit_and_peoples_work_stays(path: Path) -> None:
    memory = TranslationMemory(path, limit=20)
    memory.learn([("Guten Tag.", "Good day.")], "de", "en")
    for number in range(30):
        memory.add(
            [(f"Satz {number}.", Entry(f"Satz {number}.", f"Sentence {number}.", "{}"))], "de", "en", "x"
        )
    held = memory.stats()
    assert held.human >= 1
    assert held.segments <= 20 + held.human
    assert memory.find("Satz 29.", "de", "en", "x") is not None
    assert memory.find("Satz 0.", "de", "en", "x") is None


def test_an_export_that_cannot_be_written_says_so_and_leaves_nothing(path: Path, tmp_path: Path) -> None:
    memory = TranslationMemory(path)
    with pytest.raises(ArticleError, match=r"Cannot write .*nowhere.x\.tmx \("):
        export_tmx(memory, tmp_path / "nowhere" / "x.tmx")
    export_tmx(memory, tmp_path / "x.tmx")
    assert [one.name for one in tmp_path.iterdir() if "tmx" in one.name] == ["x.tmx"]
