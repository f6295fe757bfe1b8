"""`polnews memory`: what a translation memory holds, in and out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polnews.cli.terminal import say
from polnews.errors import ArticleError

if TYPE_CHECKING:
    from polnews.memory import TranslationMemory

app = typer.Typer(
    help="Look into a translation memory, exchange it with translators' tools, empty it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Store = Annotated[Path, typer.Argument(metavar="MEMORY", help="The memory's file, as given to --memory.")]
Exchange = Annotated[Path, typer.Argument(metavar="TMX", help="A file in TMX 1.4.")]


@app.command()
def stats(memory: Store) -> None:
    """Say how many translations a memory holds, by pair."""
    held = _open(memory).stats()
    typer.echo(f"{_translations(held.segments)}, {held.human:,} by people, {held.bytes / 1e6:.1f} MB")
    for pair, count in held.pairs.items():
        typer.echo(f"{pair}  {count}")


@app.command("export")
def export_(memory: Store, to: Exchange) -> None:
    """Write a memory as TMX, for translators' tools."""
    from polnews.tmx import export_tmx

    say(f"Wrote {_translations(export_tmx(_open(memory), to))} to {to}")


@app.command("import")
def import_(memory: Annotated[Path, typer.Argument(metavar="MEMORY")], files: list[Path]) -> None:
    """Take translators' work from TMX files. It wins over the engine."""
    from polnews.memory import TranslationMemory
    from polnews.tmx import import_tmx

    known = TranslationMemory(memory)
    for file in files:
        say(f"Took {_translations(import_tmx(known, file))} from {file}")


@app.command()
def clear(memory: Store) -> None:
    """Forget every translation, those by people too."""
    say(f"Forgot {_translations(_open(memory).clear())}")


def _translations(number: int) -> str:
    from polnews.output.notes import counted

    return counted(number, "translation", "translations")


def _open(path: Path) -> "TranslationMemory":
    from polnews.memory import TranslationMemory

    if not path.exists():
        raise ArticleError(
            f"There is no translation memory {path}. Translate with --memory {path} to begin one."
        )
    return TranslationMemory(path)
