"""A run: inputs to part files, going on where an earlier one stopped."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from polnews.corpus.inputs import Inputs, batches
from polnews.corpus.local import in_process, in_processes
from polnews.corpus.manifest import Manifest
from polnews.corpus.parts import PartFormat, format_settings
from polnews.corpus.values import Batch, Outcome, Result, State
from polnews.corpus.work import Job, Reading, route_signature
from polnews.errors import ArticleError, ModelNotFoundError
from polnews.models.filelock import try_lock
from polnews.summarize import Summarize

__all__ = ["BATCH", "Engine", "Run", "run"]

Engine = Literal["local", "ray"]

BATCH = 64
"""Items of a batch: what a kill can cost at most. With five facts an article this fills the batches of a
translation engine; half as many would end with twice the files."""

_Workers = Callable[[Job, Iterator[Batch]], Iterator[Outcome]]


def run(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    summarize: Summarize | None = None,
    engine: Engine = "local",
    address: str | None = None,
    workers: int = 1,
    batch: int = BATCH,
    format: PartFormat = "jsonl",  # noqa: A002 - the name the command line has
    language: str | None = None,
    date: str | None = None,
    fields: Mapping[str, str] | None = None,
    retry: bool = False,
    progress: Callable[[State], None] | None = None,
) -> "Run":
    r"""Brief every article of a corpus into a folder, going on where an earlier run stopped.

    Nothing is read before the first result is asked for: go through the results, or call `finish()`. A run may
    be killed at any moment; the same call again does what is missing and gives all results, those of before
    read from the folder. Same input, options and packages: same bytes, however often it was stopped and
    wherever it worked.

    Args:
        inputs: Files, folders and glob patterns. JSON Lines and Parquet are read record by record.
        out: The folder for results; made when missing.
        summarize: What makes a brief. By default `Summarize()`: in each article's language, no model needed.
        engine: Where the work is done: "local", or "ray" for a Ray cluster.
        address: For "ray": address of the cluster; by default one that runs here, else one started for this run.
        workers: Processes, at least 1; 1 works in this process. With more, a script needs
            `if __name__ == "__main__":`. For "ray": actors, each with a core and its own models.
        batch: Items worked on together, at least 1: one part file each, and what a kill can cost at most.
        format: Of part files: "jsonl" or "parquet".
        language: Language of all articles; detected for each when None.
        date: Date of all articles as "YYYY-MM-DD"; what each states when None.
        fields: Which field of a record holds what, as `Article.all_from` takes it.
        retry: Do parts with failures again, after what they named was mended. Otherwise a part is done again only
            when its input changed.
        progress: Called after each batch with how far the run is.

    Raises:
        ArticleError: An input is not there; or `out` holds something else, the results of other options,
            packages or inputs, or is being written by another run. The message says what to do.
        MissingExtraError: Parquet or Ray is asked for and not installed.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Parliament passed the budget on Monday. It takes effect in July.")
    >>> [result.brief.facts[0].text for result in run(folder / "a.txt", folder / "out")]
    ['Parliament passed the budget on Monday.']
    """
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    if batch < 1 or workers < 1:
        raise ArticleError(f"batch={batch}, workers={workers}: give whole numbers of at least 1.")
    job = Job(summarize or Summarize(), Reading(language, date, dict(fields or {})))
    settings = dict(job.summarize.signature()) | _reading_settings(job.reading)
    settings |= {"batch": str(batch)} | format_settings(format)
    return Run(
        Inputs(given, skip=Path(out), fields=fields),
        Path(out),
        job,
        work=_workers(engine, address, workers),
        settings=settings,
        form=format,
        batch=batch,
        retry=retry,
        progress=progress,
    )


class Run(Iterator[Result]):
    """The results of a corpus run, in order of input. Made by `polnews.run`; holds the folder until it ends.

    It ends with its last result, with `finish()` or `close()`, or as a context manager.
    """

    def __init__(
        self,
        inputs: Inputs,
        out: Path,
        job: Job,
        *,
        work: _Workers,
        settings: Mapping[str, str],
        form: PartFormat,
        batch: int,
        retry: bool,
        progress: Callable[[State], None] | None,
    ) -> None:
        self.state = State()
        """How far it is."""
        self._inputs, self._job, self._work = inputs, job, work
        self._batch, self._retry, self._progress = batch, retry, progress
        with ExitStack() as stack:
            _hold(out, stack)
            self._manifest = Manifest(out, settings=settings, inputs=inputs.names, form=form)
            stack.callback(self._manifest.close)
            _check_routes(self._manifest, job.summarize)
            self._stack = stack.pop_all()
        self._numbers = self._in_order()
        self._results = self._read()

    def __next__(self) -> Result:
        return next(self._results)

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def size(self) -> int:
        """Bytes of all input; looks at every file."""
        return self._inputs.size()

    def finish(self) -> State:
        """Do all that is left without handing out results, and return how it ended."""
        for _ in self._numbers:
            pass
        return self.state

    def close(self) -> None:
        """Stop after the batches in hand and let go of the folder. The same run again goes on from there."""
        self._results.close()
        self._numbers.close()
        self._stack.close()

    def _read(self) -> Generator[Result, None, None]:
        for number in self._numbers:
            yield from self._manifest.results(number)

    def _in_order(self) -> Generator[int, None, None]:
        """Yield the number of each part when all before it are done too; close the run at the end."""
        with self._stack:
            ready: set[int] = set()
            turn = 0
            for number in self._done():
                ready.add(number)
                while turn in ready:
                    ready.remove(turn)
                    yield turn
                    turn += 1
            if not turn:
                raise ArticleError(
                    "The inputs hold no files. Hidden files and those of the output are left out."
                )
            self._manifest.finish(turn)

    def _done(self) -> Iterator[int]:
        """Yield the number of each part that is done, in any order."""
        known: deque[int] = deque()
        pending: dict[int, Batch] = {}
        for outcome in self._work(self._job, self._pending(known, pending)):
            batch = pending.pop(outcome.number)
            self._manifest.add(batch, outcome)
            self._count(batch)
            yield batch.number
            while known:
                yield known.popleft()
        yield from known

    def _pending(self, known: deque[int], pending: dict[int, Batch]) -> Iterator[Batch]:
        """Yield the batches that are to be done; note the numbers of those that are done already."""
        for batch in batches(self._inputs.items(), self._batch):
            part = self._manifest.parts.get(batch.number)
            if self._manifest.holds(batch) and not (self._retry and part and part.failed):
                known.append(batch.number)
                self._count(batch, known=True)
            else:
                pending[batch.number] = batch
                yield batch

    def _count(self, batch: Batch, *, known: bool = False) -> None:
        part = self._manifest.parts[batch.number]
        state, failed = self.state, len(part.failed)
        self.state = replace(
            state,
            articles=state.articles + part.articles - failed,
            errors=state.errors + failed,
            known=state.known + (part.articles if known else 0),
            bytes=state.bytes + batch.size,
        )
        if self._progress is not None:
            self._progress(self.state)


def _workers(engine: Engine, address: str | None, workers: int) -> _Workers:
    if engine == "ray":
        from polnews.corpus.ray import on_ray

        return partial(on_ray, workers=workers, address=address)
    if engine != "local":
        raise ArticleError(f"{engine!r} is no place to work. There are: local, ray.")
    return in_process if workers == 1 else partial(in_processes, workers=workers)


def _reading_settings(reading: Reading) -> dict[str, str]:
    fields = ", ".join(f"{ours}={theirs}" for ours, theirs in sorted(reading.fields.items()))
    given = {"language": reading.language, "date": reading.date, "fields": fields}
    return {name: value for name, value in given.items() if value}


def _hold(out: Path, stack: ExitStack) -> None:
    """Make the folder and take its lock until the stack is closed."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        taken = stack.enter_context(try_lock(out / ".lock"))
    except OSError as error:
        raise ArticleError(
            f"Cannot write in {out} ({error.strerror}). Choose another folder with -o."
        ) from error
    if not taken:
        raise ArticleError(
            f"Another run is writing in {out}. Wait until it ends, or choose another folder: -o {out.name}-2"
        )


def _check_routes(manifest: Manifest, summarize: Summarize) -> None:
    for language in manifest.routes:
        try:
            now = route_signature(summarize, language)
        except ModelNotFoundError as error:
            now = f"nothing: {error}"
        manifest.check_route(language, now or "nothing")
