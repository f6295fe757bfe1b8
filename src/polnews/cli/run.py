"""`polnews run`: briefs of a whole corpus, in a folder, going on where an earlier run stopped."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polnews.cli.options import Beam, Facts, Glossary, Language, Memory, Method, To
from polnews.cli.terminal import say
from polnews.errors import ArticleError
from polnews.output.notes import counted

if TYPE_CHECKING:
    from polnews.corpus import Run, State

__all__ = ["run"]


class PartsFormat(str, Enum):
    """How part files are written."""

    jsonl = "jsonl"
    parquet = "parquet"


class Place(str, Enum):
    """Where the work is done."""

    local = "local"
    ray = "ray"


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files, folders, patterns. JSON Lines and Parquet hold an article a record.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="Folder for the results; made when missing.")
    ],
    to: To = None,
    facts: Facts = None,
    method: Method = "keyfacts",
    beam: Beam = 4,
    lang: Language = None,
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="OURS=THEIRS", help="Field of a record that holds what, e.g. text=body_html."),
    ] = None,
    translator: Annotated[
        str | None, typer.Option(metavar="NAME", help="Translate with this engine. By default the best one.")
    ] = None,
    glossary: Glossary = None,
    memory: Memory = None,
    engine: Annotated[
        Place, typer.Option(help="Where to work: on this machine or on a Ray cluster.")
    ] = Place.local,
    address: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Ray cluster. By default one here, started if need be."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, help="Processes. By default one a core; one in all with --to, whose engine uses all cores."
        ),
    ] = None,
    batch: Annotated[
        int, typer.Option(min=1, help="Articles worked on together; a kill costs at most as many.")
    ] = 64,
    parts_format: Annotated[
        PartsFormat, typer.Option("--format", help="How to write part files.")
    ] = PartsFormat.jsonl,
    retry: Annotated[bool, typer.Option("--retry", help="Do parts with failed articles again.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 1 when an article failed.")
    ] = False,
) -> None:
    """Brief a whole corpus into a folder. Stopped or killed, the same command goes on from there."""
    import polnews
    from polnews.engines._threads import thread_count

    translate = (
        polnews.Translate(to=to, engine=translator, beam=beam, glossary=glossary, memory=memory)
        if to
        else None
    )
    summarize = polnews.Summarize(facts=facts, method=method, to=translate)
    bar = _Bar() if sys.stderr.isatty() else None
    going = polnews.run(
        inputs,
        output,
        summarize=summarize,
        engine=engine.value,
        address=address,
        workers=workers or (1 if to and engine is Place.local else thread_count()),
        batch=batch,
        format=parts_format.value,
        language=lang,
        fields=_fields(field or []),
        retry=retry,
        progress=bar.report if bar else None,
    )
    with going, bar.over(going) if bar else nullcontext():
        state = _finish(going, output)
    _conclude(state, output, strict=strict)


def _finish(going: "Run", output: Path) -> "State":
    try:
        return going.finish()
    except KeyboardInterrupt:
        say(f"Stopped. What is done is in {output}; the same command goes on from there.")
        raise typer.Exit(130) from None


def _conclude(state: "State", output: Path, *, strict: bool) -> None:
    known = f" ({counted(state.known, 'article', 'articles')} done before)" if state.known else ""
    say(f"{counted(state.articles, 'brief', 'briefs')} in {output}{known}")
    if state.errors:
        failed = counted(state.errors, "article", "articles")
        say(f"{failed} failed: {output / 'errors.jsonl'} says why. Mend that, then add --retry.")
        if strict:
            raise typer.Exit(1)


def _fields(given: list[str]) -> dict[str, str]:
    fields = {}
    for pair in given:
        ours, equals, theirs = pair.partition("=")
        if not (ours and equals and theirs):
            raise ArticleError(f"--field {pair!r} names no field. Write it as --field text=body_html.")
        fields[ours] = theirs
    return fields


class _Bar:
    """A bar with rate and time left, on a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bars.add_task("Looking at the input", total=None)
        self._begin = 0.0

    @contextmanager
    def over(self, going: "Run") -> Iterator[None]:
        """Show the bar while a run goes on."""
        with self._bars:
            self._bars.update(self._task, total=going.size)
            self._begin = time.monotonic()
            yield

    def report(self, state: "State") -> None:
        """Show how far it is."""
        new = state.articles + state.errors - state.known
        rate = new / max(0.001, time.monotonic() - self._begin)
        failed = f", {state.errors:,} failed" if state.errors else ""
        shown = f"{state.articles:,} briefs{failed}, {rate:,.1f} a second"
        self._bars.update(self._task, completed=state.bytes, description=shown)
