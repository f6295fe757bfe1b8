"""The gguf engine on tiny models: real files, real llama.cpp, random weights."""

import gc
import json
import logging
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from polnews.engines._llama import Llama, Settings, shared
from polnews.engines._llama_worker import _hidden_address
from polnews.engines.base import DecodeOptions, Rendering
from polnews.engines.gguf import GgufEngine
from polnews.errors import EngineError, MissingExtraError, ModelNotFoundError, PackageError
from polnews.languages import Pair
from polnews.models.gguf import GgufModel, add_gguf, broken_gguf, registered_gguf, remove_gguf

pytest.importorskip("xllamacpp")
pytest.importorskip("gguf")

from .gguf_models import tiny_adapter, tiny_model

DE_EN = Pair("de", "en")
OPTIONS = DecodeOptions()
TEMPLATE = "{source_name}: {text}\n{target_name}:"
TEXTS = [
    "Die Frist endet am Montag.",
    "Der Rat tagt.",
    "Kommission und Parlament einigen sich.",
    "Der Rat tagt.",
]
linux_only = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="reads /proc")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> GgufModel:
    folder = tmp_path_factory.mktemp("gguf")
    file = tiny_model(folder / "tiny.gguf")
    return add_gguf(file, pairs=["de-en"], template=TEMPLATE, home=folder, context=512)


@pytest.fixture
def engine(model: GgufModel) -> GgufEngine:
    return GgufEngine(models=[model], workers=2)


def test_one_rendering_for_each_text_in_order(engine: GgufEngine) -> None:
    renderings = engine.translate(TEXTS, DE_EN, options=OPTIONS)
    assert len(renderings) == len(TEXTS)
    assert all(rendering.text.strip() for rendering in renderings)
    assert renderings[1] == renderings[3]


@pytest.mark.parametrize("slots", [1, 4])
def test_reproducible_output_is_the_same_in_any_batch(model: GgufModel, slots: int) -> None:
    engine = GgufEngine(models=[model], workers=2, slots=slots)
    options = DecodeOptions(reproducible=True)
    together = engine.translate(TEXTS, DE_EN, options=options)
    assert engine.translate(TEXTS[::-1], DE_EN, options=options)[::-1] == together
    assert [engine.translate([text], DE_EN, options=options)[0] for text in TEXTS] == together


def test_slots_answer_every_text(model: GgufModel) -> None:
    engine = GgufEngine(models=[model], slots=3, workers=1)
    assert len(engine.translate([f"Satz Nummer {n} hier." for n in range(7)], DE_EN, options=OPTIONS)) == 7


@pytest.mark.parametrize("text", ["", "  ", "12,5 %", "https://example.eu/a_b", "NATO", "…"])
def test_nothing_is_invented_where_there_is_nothing_to_translate(engine: GgufEngine, text: str) -> None:
    assert engine.translate([text], DE_EN, options=OPTIONS) == [Rendering(text)]
    assert not engine._pools, "a model was loaded for nothing"


def test_a_text_longer_than_the_context_is_translated_in_pieces(engine: GgufEngine) -> None:
    text = (
        "Der Rat hat heute beschlossen, dass die Frist bis Ende des Jahres verlängert wird, und vertagt. "
        * 12
    )
    (rendering,) = engine.translate([text], DE_EN, options=OPTIONS)
    assert rendering.text.strip()


def test_the_adapter_changes_the_output(model: GgufModel, tmp_path: Path) -> None:
    adapter = tiny_adapter(tmp_path / "adapter.gguf")
    adapted = add_gguf(
        model.file, pairs=["de-en"], template=TEMPLATE, adapter=adapter, home=tmp_path, context=512
    )
    job = {"prompt": "German: Der Rat tagt.\nEnglish:", "max_tokens": 20, "temperature": 0}
    plain, changed = (
        shared(Settings(one.file, one.adapter, 512)).complete([job], alone=True) for one in (model, adapted)
    )
    assert plain != changed
    engine, other = GgufEngine(models=[model]), GgufEngine(models=[adapted])
    assert engine.signature(DE_EN) != other.signature(DE_EN)
    assert adapted.adapter_sha256 is not None
    assert adapted.adapter_sha256[:12] in other.signature(DE_EN).values()


def test_the_signature_names_model_and_template(model: GgufModel, tmp_path: Path) -> None:
    signature = GgufEngine(models=[model]).signature(DE_EN)
    assert any(model.sha256[:12] in value for value in signature.values())
    other = add_gguf(model.file, pairs=["de-en"], template="{text} =>", home=tmp_path)
    assert GgufEngine(models=[other]).signature(DE_EN)["gguf template"] != signature["gguf template"]


def test_a_chat_template_in_the_file_is_used(tmp_path: Path) -> None:
    template = "{% for message in messages %}<{{ message['role'] }}>{{ message['content'] }}{% endfor %}"
    file = tiny_model(tmp_path / "chat.gguf", chat_template=template)
    engine = GgufEngine(models=[add_gguf(file, pairs=["de-en"], home=tmp_path)])
    (rendering,) = engine.translate(["Der Rat tagt."], DE_EN, options=OPTIONS)
    assert rendering.text


def test_a_pair_nobody_registered_names_the_command(engine: GgufEngine) -> None:
    with pytest.raises(ModelNotFoundError, match=r"polnews models add-gguf FILE --pairs it-en"):
        engine.translate(["Il consiglio decide."], Pair("it", "en"), options=OPTIONS)


# What is done to a good file, and what the message must say.
BROKEN = {
    "empty": (lambda data: data[:0], "not a GGUF file"),
    "another format": (lambda data: b"PK\3\4" + data, "not a GGUF file"),
    "cut off": (lambda data: data[: len(data) // 2], "cannot load"),
    "nonsense after the magic": (lambda data: data[:8] + b"\xff" * 500, "cannot load"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_an_error_that_says_so(model: GgufModel, tmp_path: Path, kind: str) -> None:
    change, message = BROKEN[kind]
    file = tmp_path / "broken.gguf"
    file.write_bytes(change(model.file.read_bytes()))
    with pytest.raises(PackageError, match=message):
        _register_and_use(file, tmp_path)


def test_a_missing_or_changed_file_is_an_error(tmp_path: Path) -> None:
    file = tiny_model(tmp_path / "tiny.gguf")
    added = add_gguf(file, pairs=["de-en"], template=TEMPLATE, home=tmp_path)
    tiny_model(file, seed=1)
    with pytest.raises(PackageError, match="not the file that was registered"):
        GgufEngine(models=[added]).translate(TEXTS, DE_EN, options=OPTIONS)
    file.unlink()
    with pytest.raises(PackageError, match="cannot be read"):
        GgufEngine(models=[added]).translate(TEXTS, DE_EN, options=OPTIONS)
    assert GgufEngine(models=[added]).pairs() == frozenset()


def test_an_adapter_for_another_model_is_an_error(model: GgufModel, tmp_path: Path) -> None:
    wrong = add_gguf(model.file, pairs=["de-en"], template=TEMPLATE, adapter=model.file, home=tmp_path)
    with pytest.raises(PackageError, match="with the adapter"):
        GgufEngine(models=[wrong]).translate(TEXTS, DE_EN, options=OPTIONS)


def test_without_xllamacpp_the_extra_is_named(
    engine: GgufEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    absent = "raise ModuleNotFoundError(\"No module named 'xllamacpp'\", name='xllamacpp')"
    (tmp_path / "xllamacpp.py").write_text(absent)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(MissingExtraError, match=r'pip install "polnews\[gguf\]"'):
        engine.translate(TEXTS, DE_EN, options=OPTIONS)


def test_a_dead_worker_is_an_error_and_the_next_call_works(engine: GgufEngine) -> None:
    before = engine.translate(TEXTS[:1], DE_EN, options=OPTIONS)
    worker = _worker(engine)
    os.kill(worker._process.pid, signal.SIGKILL)
    with pytest.raises(EngineError, match=r"llama[.]cpp ended"):
        worker.complete([{"prompt": "x"}], alone=True)
    assert engine.translate(TEXTS[:1], DE_EN, options=OPTIONS) == before


def test_threads_share_a_worker_safely(model: GgufModel) -> None:
    engine = GgufEngine(models=[model], workers=1)
    expected = engine.translate(TEXTS, DE_EN, options=OPTIONS)
    found: list[list[Rendering]] = []
    threads = [
        threading.Thread(target=lambda: found.append(engine.translate(TEXTS, DE_EN, options=OPTIONS)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_engines_share_a_model_and_the_last_one_frees_it(model: GgufModel) -> None:
    one, two = (GgufEngine(models=[model], workers=1) for _ in range(2))
    one.translate(TEXTS[:1], DE_EN, options=OPTIONS)
    two.translate(TEXTS[:1], DE_EN, options=OPTIONS)
    process = _worker(one)._process
    assert _worker(two)._process is process
    one.close()
    gc.collect()
    assert process.poll() is None
    del two
    gc.collect()
    assert process.wait(timeout=5) is not None


@linux_only
def test_nobody_can_connect_to_the_worker(engine: GgufEngine) -> None:
    """The HTTP server llama.cpp starts listens on no port, and on a socket whose folder is gone."""
    engine.translate(TEXTS[:1], DE_EN, options=OPTIONS)
    process = _worker(engine)._process.pid
    links = [os.readlink(link) for link in Path(f"/proc/{process}/fd").iterdir() if link.is_symlink()]
    own = {link[len("socket:[") : -1] for link in links if link.startswith("socket:[")}
    ports = [line.split() for name in ("tcp", "tcp6") for line in _lines(process, name)]
    assert not [fields for fields in ports if len(fields) > 9 and fields[9] in own]
    sockets = [line.split() for line in _lines(process, "unix")]
    paths = [fields[7] for fields in sockets if len(fields) > 7 and fields[6] in own]
    assert paths, "the worker has no socket at all: look again at what it listens on"
    assert not [path for path in paths if Path(path).parent.exists()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets")
def test_the_socket_lies_in_a_private_folder_while_it_is_there() -> None:
    with _hidden_address() as address:
        folder = Path(address).parent
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()


def test_the_log_goes_to_logging_and_not_to_stderr(
    model: GgufModel, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG, "polnews.engines.llama"):
        engine = GgufEngine(models=[model], workers=1)
        engine.translate(TEXTS[:1], DE_EN, options=OPTIONS)
        engine.close()
        gc.collect()
    assert capfd.readouterr() == ("", "")
    assert any("load_model" in record.getMessage() for record in caplog.records)


SCRIPT = """
import sys
from polnews.engines.base import DecodeOptions
from polnews.engines.gguf import GgufEngine
from polnews.languages import Pair
assert "xllamacpp" not in sys.modules
engine = GgufEngine()
print(len(engine.translate(["Der Rat tagt."], Pair("de", "en"), options=DecodeOptions())))
print(engine._pools.popitem()[1]._workers[0]._process.pid)
{end}
"""


@linux_only
@pytest.mark.parametrize(
    "end", ["", "raise SystemExit(0)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
)
def test_the_worker_ends_with_its_program(model: GgufModel, end: str) -> None:
    home = model.file.parent
    add_gguf(model.file, pairs=["de-en"], template=TEMPLATE, home=home, context=512)
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(end=end)],
        env=os.environ | {"POLNEWS_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stderr == ""
    count, worker = run.stdout.split()
    assert count == "1"
    assert run.returncode == (-signal.SIGKILL if "SIGKILL" in end else 0)
    for _ in range(50):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.1)
    pytest.fail("the worker lives on")


FORKING = """
import os, sys
from polnews.engines.base import DecodeOptions
from polnews.engines.gguf import GgufEngine
from polnews.languages import Pair
engine = GgufEngine()
def work():
    return engine.translate(["Der Rat tagt."], Pair("de", "en"), options=DecodeOptions())
before = work()
child = os.fork()
if child == 0:
    os._exit(0 if work() == before else 3)
assert os.waitpid(child, 0)[1] == 0
assert work() == before
"""


@linux_only
def test_a_forked_process_gets_workers_of_its_own(model: GgufModel) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKING],
        env=os.environ | {"POLNEWS_HOME": str(model.file.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_models_are_registered_listed_and_removed(model: GgufModel, tmp_path: Path) -> None:
    added = add_gguf(
        model.file, pairs=["en-de", "de-en"], template=TEMPLATE.replace("\n", "\\n"), home=tmp_path
    )
    assert registered_gguf(tmp_path) == [added]
    assert (added.name, added.template, added.stop) == ("tiny", TEMPLATE, ("\n",))
    assert added.pairs == (Pair("de", "en"), Pair("en", "de"))
    assert remove_gguf("tiny", tmp_path)
    assert not remove_gguf("tiny", tmp_path)
    assert registered_gguf(tmp_path) == []
    assert model.file.exists()


@pytest.mark.parametrize("template", ["no field", "{text} {other}", "{source_name}"])
def test_a_template_without_the_text_is_refused(model: GgufModel, tmp_path: Path, template: str) -> None:
    with pytest.raises(PackageError, match=r"must hold \{text\}"):
        add_gguf(model.file, pairs=["de-en"], template=template, home=tmp_path)
    assert registered_gguf(tmp_path) == []


def test_a_damaged_entry_of_the_store_names_the_mend(model: GgufModel, tmp_path: Path) -> None:
    add_gguf(model.file, pairs=["de-en"], template=TEMPLATE, home=tmp_path)
    (tmp_path / "gguf" / "tiny.json").write_text(json.dumps({"name": "tiny"}))
    assert registered_gguf(tmp_path) == []
    (fault,) = broken_gguf(tmp_path)
    assert "polnews models add-gguf FILE --pairs PAIRS" in str(fault)


def _register_and_use(file: Path, home: Path) -> None:
    model = add_gguf(file, pairs=["de-en"], template=TEMPLATE, home=home)
    GgufEngine(models=[model]).translate(TEXTS, DE_EN, options=OPTIONS)


def _lines(process: int, table: str) -> list[str]:
    return Path(f"/proc/{process}/net/{table}").read_text().splitlines()


def _worker(engine: GgufEngine) -> Llama:
    (pool,) = engine._pools.values()
    worker = pool._workers[0]
    assert worker is not None
    return worker
