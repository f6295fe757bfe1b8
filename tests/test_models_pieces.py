"""Tokenizers of packages: SentencePiece, byte pair encoding, and what happens when they are not there."""

import io
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polnews.errors import MissingExtraError, PackageError
from polnews.models.bpe import Merges
from polnews.models.pieces import load_pieces
from polnews.models.spm import read_spm_pieces
from polnews.models.toy import ToyPackage, build_toy

LETTERS = "abдя"
MERGES = ["a b", "ab a</w>", "b a", "д я", "дя </w>", "a b</w>", "ab ab</w>", "я я", "b </w>"]


def test_merges_in_the_order_they_were_learned(tmp_path: Path) -> None:
    (tmp_path / "bpe.model").write_text("#version: 0.2\nl o\nlo w</w>\ne r</w>\n", encoding="utf-8")
    merges = Merges.read(tmp_path / "bpe.model")
    assert merges.split("low") == ("low",)
    assert merges.split("lower") == ("lo@@", "w@@", "er")
    assert merges.split("x") == ("x",)
    assert merges.split("") == ()


@pytest.mark.skipif(find_spec("argostranslate") is None, reason="Argos Translate is not installed")
@pytest.mark.parametrize("version", ["#version: 0.2\n", "#version: 0.1\n", ""])
@settings(max_examples=200, deadline=None)
@given(word=st.text(LETTERS, min_size=1, max_size=12))
def test_the_same_pieces_as_the_reference(
    version: str, word: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"bpe-{len(version)}-{version[-3:-1] or 'none'}.model"
    text = version + "\n".join(MERGES) + "\n"
    path.write_text(text, encoding="utf-8")
    assert list(Merges.read(path).split(word)) == _reference(text).segment_tokens([word])


def _reference(text: str):
    from polnews.engines.argostranslate import _argostranslate

    _argostranslate()
    from argostranslate.apply_bpe import BPE

    return BPE(io.StringIO(text))


@pytest.mark.parametrize("text", ["#version: 0.2\na\n", "#version: 0.2\na b c\n", "a b\n\n"])
def test_a_file_of_something_else(tmp_path: Path, text: str) -> None:
    (tmp_path / "bpe.model").write_text(text, encoding="utf-8")
    with pytest.raises(PackageError, match="two symbols"):
        Merges.read(tmp_path / "bpe.model")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "bpe.model").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackageError, match="not a text file"):
        Merges.read(tmp_path / "bpe.model")


def test_an_older_package_without_sacremoses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = build_toy(tmp_path / "p", ToyPackage(words={"Haus": "house"}, tokenizer="bpe"))
    monkeypatch.setitem(sys.modules, "sacremoses", None)
    with pytest.raises(MissingExtraError, match=r'pip install "polnews\[bpe\]"'):
        load_pieces(folder, "de", "en")


def test_no_tokenizer(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"neither sentencepiece\.model nor bpe\.model"):
        load_pieces(tmp_path, "de", "en")


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_what_is_encoded_can_be_decoded(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "round-trip"
    if not folder.exists():
        build_toy(folder, ToyPackage(words={"Haus": "house"}))
    pieces = load_pieces(folder, "de", "en")
    assert pieces.decode(pieces.encode("Haus a_b, " + text.replace("▁", ""))).startswith("Haus a_b")


def test_our_reader_sees_what_the_library_sees(tmp_path: Path) -> None:
    import sentencepiece

    folder = build_toy(tmp_path / "p", ToyPackage(words={"Haus": "house"}))
    library = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    expected = [library.id_to_piece(index) for index in range(library.get_piece_size())]
    assert read_spm_pieces(folder / "sentencepiece.model") == expected
