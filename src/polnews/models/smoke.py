"""A first translation in a process of its own: native code parses these files, and may crash on bad ones.

Run as a program it loads the package of its first argument, translates one word and says what came out.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from polnews.errors import PackageError

__all__ = ["smoke_test"]

_SECONDS = 120
"""Wall and processor time. Packages of 9 and 41 MB took about 1 s on two cores."""

_MEMORY = 2_000_000_000
"""Bytes of address space beside four times the model's size. Packages of 9 and 41 MB took 263 and 297 MB."""

_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "PYTHONSAFEPATH": "1"}
_WORD = "Europa 2025"


def smoke_test(folder: Path) -> None:
    """Translate a word with the package in a folder, in a process with limits of time and memory.

    Raises:
        PackageError: It crashed, took too long or too much, or said that it cannot be run.
    """
    command = [sys.executable, "-m", "polnews.models.smoke", str(folder.resolve())]
    # An empty working folder: "-m" looks for modules there first.
    with tempfile.TemporaryDirectory(prefix="polnews-smoke-") as empty:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                command,
                cwd=empty,
                env=os.environ | _ENVIRONMENT | {"PYTHONPATH": _module_path()},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PackageError(
                f"The package did not translate a word within {_SECONDS} seconds. "
                "It is damaged or not for this machine."
            ) from error
    if done.returncode:
        raise PackageError(f"The package cannot be run: {_why(done.returncode, done.stdout, done.stderr)}")


def _module_path() -> str:
    """Return where that process looks for modules: where polnews lies, and where we look, but no "."."""
    ours = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join(dict.fromkeys([ours, *(path for path in sys.path if os.path.isabs(path))]))


def _why(code: int, out: bytes, err: bytes) -> str:
    try:
        return str(json.loads(out)["error"])
    except (ValueError, KeyError, TypeError):
        pass
    last = err.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1][:300]
    how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
    return f"the process that tried it {how}. {last}".strip()


def _limit(model: Path) -> None:
    """Bound what this process may take. Windows has no such limits; there the time limit alone holds."""
    try:
        import resource
    except ImportError:
        return
    memory = _MEMORY + 4 * (model.stat().st_size if model.is_file() else 0)
    wanted = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0))
    for kind, value in wanted:
        _, hard = resource.getrlimit(kind)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (bound, hard))


def _translate_a_word(folder: Path) -> str:
    import ctranslate2

    from polnews.models.package import read_metadata
    from polnews.models.pieces import load_pieces

    metadata = read_metadata(folder)
    translator = ctranslate2.Translator(str(folder / "model"), device="cpu", inter_threads=1, intra_threads=1)
    if (folder / "sentencepiece.model").is_file():
        pieces = load_pieces(folder, metadata.sources[0], metadata.targets[0]).encode(_WORD)
    else:
        pieces = list(_WORD)  # an older package: sacremoses may be absent, and its files were read already
    prefix = [[metadata.target_prefix]] if metadata.target_prefix else None
    [result] = translator.translate_batch([pieces], target_prefix=prefix, beam_size=2, max_decoding_length=8)
    return " ".join(result.hypotheses[0])


def main() -> int:
    """Try the package named on the command line; return 0 when it translates."""
    folder = Path(sys.argv[1])
    try:
        _limit(folder / "model" / "model.bin")
        said = _translate_a_word(folder)
    except (Exception, MemoryError) as error:  # noqa: BLE001 - reported to the parent, which raises
        print(json.dumps({"error": f"{type(error).__name__}: {error}"[:500]}))  # noqa: T201 - read by the parent
        return 1
    print(json.dumps({"said": said}))  # noqa: T201 - read by the parent
    return 0


if __name__ == "__main__":
    sys.exit(main())
