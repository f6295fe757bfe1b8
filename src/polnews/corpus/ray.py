"""Where a run works on a Ray cluster: Ray Data streams batches through actors that hold the models.

Ray does the rest: it places actors, restarts those that die and gives them their batches again, without end: an
article that kills every process is found by a run on one machine with two workers. What is written,
and in which order, is decided where the run was started.
"""

import logging
import os
import pickle
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from polnews.corpus.local import packed
from polnews.corpus.values import Batch, Outcome
from polnews.corpus.work import Job, route_signature, work
from polnews.errors import EngineError, PolnewsError
from polnews.extras import load
from polnews.languages import FIRST_CLASS

__all__ = ["on_ray"]

_WINDOW = 1_000
"""Batches in one Ray Data pipeline. Its list of batches is held in memory; actors load their models once for
each pipeline, that is once for 64,000 articles."""


def on_ray(job: Job, batches: Iterator[Batch], workers: int, address: str | None) -> Iterator[Outcome]:
    """Work on a Ray cluster. Outcomes come as they are done.

    Args:
        job: What is done.
        batches: What it is done with. Files must be found under the same paths on every machine.
        workers: Actors, each on a core.
        address: Address of the cluster; by default one that runs here, else one started for this run.

    Raises:
        MissingExtraError: Ray is not installed.
        EngineError: The cluster cannot be reached, or a machine of it has other packages than this one.
    """
    content = packed(job)
    routes = _routes(job)
    ray = _loaded()
    ours = not ray.is_initialized()
    if ours:
        _connect(ray, address, workers)
    try:
        while window := list(islice(batches, _WINDOW)):
            yield from _stream(ray, content, routes, window, workers)
    finally:
        if ours:
            ray.shutdown()


def _loaded() -> Any:  # noqa: ANN401 - an optional package
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # what Ray reports about its use; read when it is imported
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # Ray's coming default: no warning
    load("ray.data", "ray", "A run on Ray")
    return load("ray", "ray", "A run on Ray")


def _connect(ray: Any, address: str | None, workers: int) -> None:  # noqa: ANN401
    """Connect to a cluster: the one named, else one that runs here, else one started for this run."""
    quiet = {
        "logging_level": logging.ERROR,
        "log_to_driver": False,
        "runtime_env": {"env_vars": _environment()},
    }
    try:
        ray.init(address=address or "auto", **quiet)
    except Exception as error:
        if address is None and isinstance(error, ConnectionError):
            ray.init(address="local", num_cpus=workers, include_dashboard=False, **quiet)
            return
        raise EngineError(
            f"No Ray cluster can be reached at {address or 'this machine'} ({error}). Start one with: ray start "
            "--head, and name it: --engine ray --address HOST:6379"
        ) from error


def _environment() -> dict[str, str]:
    """What actors are told: where packages lie, and that each has one core."""
    shared = ("POLNEWS_HOME", "ARGOS_PACKAGES_DIR", "XDG_DATA_HOME")
    return {name: os.environ[name] for name in shared if name in os.environ} | {"POLNEWS_THREADS": "1"}


def _routes(job: Job) -> dict[str, str]:
    """Return what translates each language here. Actors compare: packages are named by their digests."""
    from polnews.models.store import Store

    if job.summarize.translate is None:
        return {}
    installed = {pair.source for package in Store().packages() for pair in package.pairs}
    routes = {}
    for language in sorted({*FIRST_CLASS, *installed}):
        try:
            route = route_signature(job.summarize, language)
        except PolnewsError:  # no model here: the articles say so, wherever they are worked on
            continue
        if route is not None:
            routes[language] = route
    return routes


def _stream(
    ray: Any,  # noqa: ANN401
    job: bytes,
    routes: Mapping[str, str],
    window: list[Batch],
    workers: int,
) -> Iterator[Outcome]:
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False  # ours shows articles
    rows = [{"batch": pickle.dumps(batch)} for batch in window]
    outcomes = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        _Actor,
        batch_size=1,
        compute=ray.data.ActorPoolStrategy(size=min(workers, len(rows)), max_tasks_in_flight_per_actor=2),
        fn_constructor_args=(job, routes),
        num_cpus=1,
    )
    try:
        for row in outcomes.iter_rows():
            yield pickle.loads(row["outcome"])  # noqa: S301 - our own bytes, from our actors
    except ray.exceptions.RayError as error:
        raise EngineError(
            f"Ray could not go on ({error}). Mend that, then run the same again: it goes on from there."
        ) from error


class _Actor:
    """Holds the job with its models; works on one batch after the other."""

    def __init__(self, job: bytes, routes: Mapping[str, str]) -> None:
        self._job: Job = pickle.loads(job)  # noqa: S301 - our own bytes, from where the run was started
        for language, there in routes.items():
            here = _route_here(self._job, language)
            if here != there:
                raise EngineError(
                    f"Where the run was started {language} is translated with [{there}], on a worker with [{here}]. "
                    "Install the same packages there, or let POLNEWS_HOME name a folder that all machines share."
                )

    def __call__(self, rows: Mapping[str, Any]) -> dict[str, list[bytes]]:
        batches = [pickle.loads(row) for row in rows["batch"]]  # noqa: S301
        return {"outcome": [pickle.dumps(work(self._job, batch)) for batch in batches]}


def _route_here(job: Job, language: str) -> str:
    try:
        return route_signature(job.summarize, language) or "nothing"
    except PolnewsError as error:
        return f"nothing: {error}"
