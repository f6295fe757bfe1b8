"""Where a run works on this machine: in its own process, or in several."""

import os
import pickle
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context, parent_process

from polnews.corpus.values import Batch, Failure, Outcome, Result
from polnews.corpus.work import Job, work
from polnews.engines._threads import thread_count
from polnews.errors import EngineError

__all__ = ["in_process", "in_processes", "packed"]

_AHEAD = 2
"""Batches handed out per process: one in work and one waiting, so that none is idle."""


def in_process(job: Job, batches: Iterator[Batch]) -> Iterator[Outcome]:
    """Work on one batch after the other, here."""
    for batch in batches:
        yield work(job, batch)


def in_processes(job: Job, batches: Iterator[Batch], workers: int) -> Iterator[Outcome]:
    """Work on several batches at once, each in a process of its own. Outcomes come as they are done.

    A process that dies (out of memory, a crash in a library) takes nothing with it: what it had is done again
    alone, and when that dies too, article by article, so that the one to blame is the only one without a brief.

    Raises:
        EngineError: `job` cannot be sent to other processes.
    """
    crew = _Crew(packed(job), workers)
    running: dict[Future[Outcome], Batch] = {}
    try:
        for batch in batches:
            running[crew.submit(batch)] = batch
            if len(running) >= workers * _AHEAD:
                yield from _finished(crew, running)
        while running:
            yield from _finished(crew, running)
    finally:
        crew.stop()


def packed(job: Job) -> bytes:
    """Return a job as bytes for another process.

    Raises:
        EngineError: It holds something that cannot be sent.
    """
    try:
        return pickle.dumps(job)
    except Exception as error:
        raise EngineError(
            f"These options cannot be sent to other processes ({error}). Work in this one with workers=1, or "
            'give Translate the name of an engine, e.g. engine="argos", instead of an engine.'
        ) from error


def _finished(crew: "_Crew", running: dict[Future[Outcome], Batch]) -> Iterator[Outcome]:
    """Wait until something is done; when processes died, do all over again that was in their hands."""
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    lost = []
    for future in done:
        batch = running.pop(future)
        try:
            yield future.result()
        except BrokenProcessPool:
            lost.append(batch)
    if not lost:
        return
    # One death breaks the whole pool: every batch that was handed out is suspect.
    for future, batch in list(running.items()):
        del running[future]
        if future.done() and future.exception() is None:
            yield future.result()
        else:
            lost.append(batch)
    for batch in sorted(lost, key=lambda one: one.number):
        yield crew.alone(batch)


class _Crew:
    """Processes that each hold the job; started at the first batch."""

    def __init__(self, job: bytes, workers: int) -> None:
        self._job, self._workers = job, workers
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, batch: Batch) -> "Future[Outcome]":
        if self._pool is None:
            self._pool = self._start()
        try:
            return self._pool.submit(_work, batch)
        except BrokenProcessPool:  # it died with nothing in hand
            self.stop()
            return self.submit(batch)

    def alone(self, batch: Batch) -> Outcome:
        """Work on a batch with nothing beside it; on its articles one by one when that breaks the process."""
        self.stop()
        try:
            return self.submit(batch).result()
        except BrokenProcessPool:
            self.stop()
        outcomes = [self._single(replace(batch, items=(item,))) for item in batch.items]
        results = tuple(result for outcome in outcomes for result in outcome.results)
        routes = {language: route for outcome in outcomes for language, route in outcome.routes.items()}
        return Outcome(batch.number, results, routes)

    def _single(self, batch: Batch) -> Outcome:
        try:
            return self.submit(batch).result()
        except BrokenProcessPool:
            self.stop()
        item = batch.items[0]
        message = (
            f"{item.name}: the process that worked on it died, twice; most often the memory was not enough. "
            "Leave it out, or give the machine more memory and run the same again with --retry."
        )
        result = Result(item.name, item.record or 0, item.digest, failure=Failure("EngineError", message))
        return Outcome(batch.number, (result,), {})

    def stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _start(self) -> ProcessPoolExecutor:
        threads = max(1, thread_count() // self._workers)
        # A fresh interpreter each: threads of CTranslate2 and fork do not go together.
        context = get_context("spawn")
        return ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=_prepare, initargs=(self._job, threads)
        )


_job: list[Job] = []


def _prepare(job: bytes, threads: int) -> None:
    """Make a process ready: its share of the cores, and an end when its parent ends, however that happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    os.environ["POLNEWS_THREADS"] = str(threads)
    threading.Thread(target=_follow, daemon=True).start()
    _job[:] = [pickle.loads(job)]  # noqa: S301 - our own bytes, from the parent


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: Batch) -> Outcome:
    return work(_job[0], batch)
