"""The first translation: in a process of its own, with limits; whatever happens there, we go on."""

import subprocess
import sys
from pathlib import Path

import pytest

from polnews.errors import PackageError
from polnews.models import smoke
from polnews.models.smoke import smoke_test
from polnews.models.toy import ToyPackage, build_toy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_toy(
        tmp_path_factory.mktemp("smoke") / "good", ToyPackage(words={"Haus": "house"}, prefix="__en__")
    )


@pytest.mark.parametrize("tokenizer", ["sentencepiece", "bpe"])
def test_a_good_package_passes(tmp_path: Path, tokenizer: str) -> None:
    smoke_test(build_toy(tmp_path / "p", ToyPackage(words={"Haus": "house"}, tokenizer=tokenizer)))


def test_what_native_code_says_is_passed_on(tmp_path: Path) -> None:
    folder = build_toy(tmp_path / "p", ToyPackage(words={"Haus": "house"}))
    (folder / "model" / "model.bin").write_bytes(b"\6\0\0\0")
    with pytest.raises(PackageError, match=r"cannot be run: \w+"):
        smoke_test(folder)


def _run_instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    run = subprocess.run

    def instead(command: list[str], **options: object) -> object:
        return run([sys.executable, "-c", code], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", instead)


def test_a_crash_there_is_an_error_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_instead(monkeypatch, "import os; os.kill(os.getpid(), 11)")
    with pytest.raises(PackageError, match="ended by signal 11"):
        smoke_test(folder)


def test_no_end_there_is_an_error_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_instead(monkeypatch, "while True: pass")
    monkeypatch.setattr(smoke, "_SECONDS", 1)
    with pytest.raises(PackageError, match="within 1 seconds"):
        smoke_test(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no address space limit")
def test_memory_is_limited(folder: Path) -> None:
    code = (
        "from pathlib import Path; from polnews.models.smoke import _limit; import sys\n"
        "_limit(Path(sys.argv[1]) / 'model' / 'model.bin')\n"
        "try: bytearray(30_000_000_000)\n"
        "except MemoryError: print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "refused"


def test_modules_in_the_working_folder_are_not_run(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ctranslate2.py").write_text("raise SystemExit('hijacked')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    smoke_test(folder)
