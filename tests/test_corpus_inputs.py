"""Inputs of a corpus run: which files, in which order, cut into which items."""

import json
from itertools import count
from pathlib import Path

import pytest

from polnews.corpus.inputs import Inputs, batches
from polnews.corpus.values import Item
from polnews.errors import ArticleError


def _items(*given: str | Path, out: Path = Path("nowhere"), **options: object) -> list[Item]:
    return list(Inputs(given, skip=out, **options).items())  # type: ignore[arg-type]


def _names(*given: str | Path, out: Path = Path("nowhere")) -> list[str]:
    return [item.name for item in _items(*given, out=out)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    for name in ("b.txt", "a/z.txt", "a/b.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
        (news / name).parent.mkdir(parents=True, exist_ok=True)
        (news / name).write_text(f"The text of {name}.")
    return news


def test_a_folder_is_read_in_order_of_names_without_what_is_hidden(folder: Path) -> None:
    assert _names(folder) == ["news/a/b.txt", "news/a/z.txt", "news/b.txt", "news/c.txt"]


def test_the_output_is_no_input(folder: Path) -> None:
    assert _names(folder, out=folder / "a") == ["news/b.txt", "news/c.txt"]


def test_patterns_and_files_keep_the_order_they_were_given_in(folder: Path) -> None:
    assert _names(folder / "c.txt", folder / "**" / "b.txt") == ["c.txt", "news/a/b.txt", "news/b.txt"]


def test_names_do_not_tell_where_the_folder_lies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absolute = _names(folder)
    monkeypatch.chdir(folder)
    assert _names(".") == absolute
    assert _names("*.txt") == ["news/b.txt", "news/c.txt"]


@pytest.mark.parametrize("missing", ["absent.txt", "absent/*.txt", "https://example.org/a"])
def test_what_is_not_there_is_said_at_once(missing: str) -> None:
    with pytest.raises(ArticleError, match=r"absent|fetch it first"):
        Inputs([missing], skip=Path("nowhere"))


def test_no_input_is_refused() -> None:
    with pytest.raises(ArticleError, match="polnews run news/"):
        Inputs([], skip=Path("nowhere"))


def test_an_input_given_twice_is_refused(folder: Path) -> None:
    for twice in ([folder, folder], [folder, folder / "a" / "b.txt"], [folder / "a", folder]):
        with pytest.raises(ArticleError, match="given twice"):
            Inputs(twice, skip=Path("nowhere"))


def test_json_lines_are_read_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = ['{"text": "One."}', "", '{"text": "Две."}', "  ", '{"text": "Three."}']
    path.write_text("\n".join(lines), encoding="utf-8")
    items = _items(path)
    assert [item.record for item in items] == [0, 1, 2]
    data = path.read_bytes()
    assert [json.loads(data[item.start : item.start + item.size])["text"] for item in items] == [
        "One.",
        "Две.",
        "Three.",
    ]


def test_a_line_beyond_the_limit_is_one_item_and_not_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from polnews.corpus import inputs
    from polnews.readers import Limits

    monkeypatch.setattr(inputs, "DEFAULT_LIMITS", Limits(bytes=10))
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"x" * 100 + b"\n" + b"y" * 5 + b"\n")
    assert [(item.start, item.size) for item in _items(path)] == [(0, 101), (101, 6)]


def test_a_file_that_cannot_be_read_is_an_item_with_its_fault(tmp_path: Path) -> None:
    (tmp_path / "gone.jsonl").symlink_to(tmp_path / "there.jsonl")
    (tmp_path / "there.jsonl").write_text('{"text": "One."}\n')
    inputs = Inputs([tmp_path / "gone.jsonl"], skip=tmp_path / "out")
    (tmp_path / "there.jsonl").unlink()
    (item,) = inputs.items()
    assert item.fault is not None
    assert "cannot be read" in item.fault.message


def test_parquet_is_read_row_by_row_by_the_columns_readers_know(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason='needs pip install "polnews[parquet]"')
    from pyarrow import parquet

    table = arrow.table({"headline": ["A", "B"], "body": ["One.", "Two."], "vector": [[1.0], [2.0]]})
    parquet.write_table(table, tmp_path / "news.parquet")
    items = _items(tmp_path / "news.parquet")
    assert [json.loads(item.data or b"") for item in items] == [
        {"body": "One.", "headline": "A"},
        {"body": "Two.", "headline": "B"},
    ]
    assert [item.record for item in items] == [0, 1]


def test_columns_of_other_names_are_read_when_told(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason='needs pip install "polnews[parquet]"')
    from pyarrow import parquet

    parquet.write_table(arrow.table({"contents_raw": ["One."], "other": ["x"]}), tmp_path / "news.parquet")
    (item,) = _items(tmp_path / "news.parquet", fields={"text": "contents_raw"})
    assert json.loads(item.data or b"") == {"contents_raw": "One."}


def test_broken_parquet_is_a_fault_not_the_end(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason='needs pip install "polnews[parquet]"')
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "b.txt").write_text("A text.")
    broken, whole = _items(tmp_path)
    assert broken.fault is not None
    assert "Parquet" in broken.fault.message
    assert whole.fault is None


def test_batches_are_cut_lazily() -> None:
    endless = (Item(str(number), Path("x"), "", 0) for number in count())
    first = next(batches(endless, 3))
    assert [item.name for item in first.items] == ["0", "1", "2"]


def test_a_batch_is_another_when_a_byte_a_name_or_the_order_is(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n')
    digests = {next(batches(iter(_items(path)), 9)).digest}
    path.write_text('{"text": "One!"}\n{"text": "Two."}\n')
    digests.add(next(batches(iter(_items(path)), 9)).digest)
    path.write_text('{"text": "Two."}\n{"text": "One!"}\n')
    digests.add(next(batches(iter(_items(path)), 9)).digest)
    path.rename(tmp_path / "b.jsonl")
    digests.add(next(batches(iter(_items(tmp_path / "b.jsonl")), 9)).digest)
    assert len(digests) == 4
