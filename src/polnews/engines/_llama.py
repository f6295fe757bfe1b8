"""llama.cpp at arm's length: a pool of worker processes per model, shared by all engines of a program.

Several processes with one thread each, rather than one with several threads or slots: they need not wait for
each other, and a text decoded alone gives the same bytes whatever is decoded elsewhere. Decoded together in
slots it does not, not even beside the same texts in the same order.
"""

import contextlib
import json
import logging
import os
import re
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from polnews.errors import EngineError, MissingExtraError, PackageError
from polnews.progress import advance

__all__ = ["Completion", "Pool", "Settings", "shared"]

logging.getLogger("polnews").addHandler(logging.NullHandler())
_LOG = logging.getLogger("polnews.engines.llama")
# llama.cpp warns of its own workings: what a user must know becomes one of our errors.
_LEVELS = {"E": logging.WARNING, "W": logging.INFO, "I": logging.DEBUG, "D": logging.DEBUG}
_LOG_LINE = re.compile(r"^[\d.]+ ([EWID]) (.*)")

# The child sees the modules its parent sees, and nothing of the folder it happens to be started in.
_BOOT = (
    "import json, sys; config = json.loads(sys.stdin.buffer.readline()); sys.path[:] = config['path']; "
    "from polnews.engines._llama_worker import main; main(config)"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker is started with.

    Attributes:
        model: The GGUF file.
        adapter: A LoRA adapter in GGUF form, or None.
        context: Tokens of prompt and answer together.
        workers: Processes, at least 1.
        threads: CPU threads of each, at least 1.
        slots: Texts each decodes at the same time, at least 1.
    """

    model: Path
    adapter: Path | None
    context: int
    workers: int = 1
    threads: int = 1
    slots: int = 1


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model wrote after one prompt.

    Attributes:
        text: As written, before any cleaning.
        cut: It stopped at the limit, not by itself.
        score: Mean log-probability per token, at most 0; None where none was asked for.
    """

    text: str
    cut: bool
    score: float | None


class Llama:
    """A running worker. It ends when nobody holds it any more, or with this process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._tail: deque[str] = deque(maxlen=30)
        self._process = _start()
        self._close = weakref.finalize(self, _end, self._process)
        self._logger = threading.Thread(target=_log, args=(self._process.stderr, self._tail), daemon=True)
        self._logger.start()
        try:
            self.version = self._hello()
        except BaseException:
            self.close()
            raise

    @property
    def alive(self) -> bool:
        """Whether it can take jobs: it runs, and belongs to this process, not to one this was forked from."""
        return self._close.alive and self._process.poll() is None and self._pid == os.getpid()

    def close(self) -> None:
        """End the worker and free the model. Calling it twice is fine."""
        self._close()

    def complete(self, jobs: Sequence[Mapping[str, Any]], *, alone: bool) -> list[Completion | str]:
        """Run jobs as `Pool.complete` does, one after the other if `alone`, else in all slots at once.

        Raises:
            EngineError: The worker died.
        """
        with self._lock:
            try:
                return self._exchange(jobs, alone)
            except BaseException:
                self.close()  # after an interrupt, answers nobody reads would reach the next caller
                raise

    def _exchange(self, jobs: Sequence[Mapping[str, Any]], alone: bool) -> list[Completion | str]:
        self._send({"jobs": list(jobs), "alone": alone})
        answers: dict[int, Completion | str] = {}
        while len(answers) < len(jobs):
            reply = self._receive()
            answers[reply["index"]] = _completion(reply)
        return [answers[index] for index in range(len(jobs))]

    def _hello(self) -> str:
        config = asdict(self.settings) | {"path": sys.path}
        self._send({key: str(value) if isinstance(value, Path) else value for key, value in config.items()})
        reply = self._receive()
        if "ready" in reply:
            return str(reply["ready"])
        if "ModuleNotFoundError" in reply["failed"] and "xllamacpp" in reply["failed"]:
            raise MissingExtraError("gguf", f"Running {self.settings.model.name}")
        raise PackageError(
            f"llama.cpp cannot load {self._files()}: {self._reason(reply['failed'])}. "
            "Give a complete GGUF file of a text model, and an adapter made for that model; "
            "a download that broke off must be repeated."
        )

    def _files(self) -> str:
        adapter = self.settings.adapter
        return str(self.settings.model) + (f" with the adapter {adapter}" if adapter else "")

    def _reason(self, otherwise: str) -> str:
        self._logger.join(timeout=2)  # the worker has ended: its last words are on their way
        errors = [match[2] for line in self._tail if (match := _LOG_LINE.match(line)) and match[1] == "E"]
        return errors[0].strip() if errors else otherwise

    def _send(self, message: Mapping[str, Any]) -> None:
        stdin = self._process.stdin
        try:
            stdin.write(json.dumps(message).encode() + b"\n")  # type: ignore[union-attr]
            stdin.flush()  # type: ignore[union-attr]
        except (OSError, ValueError) as error:
            raise EngineError(self._death()) from error

    def _receive(self) -> dict[str, Any]:
        line = self._process.stdout.readline()  # type: ignore[union-attr]
        if not line.endswith(b"\n"):
            raise EngineError(self._death())
        return dict(json.loads(line))

    def _death(self) -> str:
        code = self._process.wait()
        self._logger.join(timeout=2)
        last = next((line for line in reversed(self._tail) if line.strip()), "nothing in its log")
        return (
            f"llama.cpp ended while working on {self._files()} (exit code {code}; {last.strip()}). "
            "The file may be damaged, or memory may have run out: check the file, or choose a smaller model."
        )


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-I", "-c", _BOOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for us; the worker ends when we close its stdin
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):  # it died first, with a line of ours unread
            stream.close()  # type: ignore[union-attr]
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _log(stream: IO[bytes], tail: deque[str]) -> None:
    with stream:
        for raw in stream:
            line = raw.decode(errors="replace").rstrip()
            tail.append(line)
            match = _LOG_LINE.match(line)
            level, text = (_LEVELS[match[1]], match[2]) if match else (logging.DEBUG, line)
            _LOG.log(level, "%s", text)


def _completion(reply: Mapping[str, Any]) -> Completion | str:
    if "error" in reply:
        return str(reply["error"])
    scores = reply["scores"]
    score = min(0.0, sum(scores) / len(scores)) if scores else None
    return Completion(reply["text"], reply["finish"] == "length", score)


class Pool:
    """The workers of one model, from `shared`. They start when there is work, and end with the pool."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._workers: list[Llama | None] = [None] * settings.workers
        self._starting = [threading.Lock() for _ in self._workers]

    def complete(self, jobs: Sequence[Mapping[str, Any]], *, alone: bool) -> list[Completion | str]:
        """Run jobs, each a request body of llama.cpp's completion or chat interface.

        Args:
            jobs: The requests.
            alone: Decode each by itself even where the workers have several slots.

        Returns:
            One Completion per job, in order; where llama.cpp refused a job, its message instead.

        Raises:
            MissingExtraError: xllamacpp is not installed.
            PackageError: llama.cpp cannot load the model or the adapter.
            EngineError: A worker died.
        """
        answers: list[Completion | str] = [""] * len(jobs)
        todo = deque(self._batches(len(jobs), alone))
        finished = advance()

        def work(number: int) -> None:
            while True:
                try:
                    batch = todo.popleft()
                except IndexError:
                    return
                done = self._worker(number).complete([jobs[index] for index in batch], alone=alone)
                for index, answer in zip(batch, done, strict=True):
                    answers[index] = answer
                finished(len(batch))

        self._run(work, min(len(self._workers), -(-len(todo) // _WORTH_A_WORKER)), todo.clear)
        return answers

    def close(self) -> None:
        """End the workers and free the model. The next jobs start them again."""
        for worker in self._workers:
            if worker is not None:
                worker.close()

    def _batches(self, count: int, alone: bool) -> list[range]:
        if alone or self._settings.slots == 1:
            return [range(index, index + 1) for index in range(count)]
        return [range(start, count, len(self._workers)) for start in range(min(count, len(self._workers)))]

    def _run(self, work: Callable[[int], None], workers: int, stop: Callable[[], None]) -> None:
        if workers <= 1:
            work(0)
            return
        threads = ThreadPoolExecutor(workers)
        try:
            for done in [threads.submit(work, number) for number in range(workers)]:
                done.result()
        except BaseException:
            stop()  # or the other threads would go on to the end
            self.close()
            raise
        finally:
            threads.shutdown()

    def _worker(self, number: int) -> Llama:
        with self._starting[number]:
            worker = self._workers[number]
            if worker is None or not worker.alive:
                worker = self._workers[number] = Llama(self._settings)
            return worker


# Jobs that make it worth while to start one more worker, which takes about as long as a few of them.
_WORTH_A_WORKER = 3

_POOLS: "weakref.WeakValueDictionary[tuple[int, Settings], Pool]" = weakref.WeakValueDictionary()
_POOLS_LOCK = threading.Lock()


def shared(settings: Settings) -> Pool:
    """Return the pool of this process for these settings; nothing is loaded yet."""
    with _POOLS_LOCK:
        key = (os.getpid(), settings)  # a forked process needs workers of its own
        pool = _POOLS.get(key)
        if pool is None:
            pool = _POOLS[key] = Pool(settings)
        return pool
