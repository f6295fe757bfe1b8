"""The command line: parse, call the library, print, end with an exit code.

Results go to standard output, talk and progress to standard error.
Exit codes: 0 done, 1 failed, 2 bad usage or input.
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from polnews.cli.inputs import day_of, read_articles, reporting
from polnews.cli.memory import app as memory_app
from polnews.cli.models import app as models_app
from polnews.cli.options import (
    Beam,
    Date,
    Engine,
    Facts,
    Files,
    Glossary,
    Language,
    Memory,
    Method,
    Output,
    OutputFormat,
    Strict,
    To,
)
from polnews.cli.results import Format, open_page, unreliable, write_results
from polnews.cli.run import run
from polnews.cli.story import story
from polnews.cli.terminal import say
from polnews.errors import ArticleError, PolnewsError
from polnews.progress import each

if TYPE_CHECKING:
    from polnews.article import Article
    from polnews.brief import Brief
    from polnews.translate import Translation

app = typer.Typer(
    name="polnews",
    help="Read policy news in many languages, translate it offline, condense it to key facts with their sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(models_app, name="models")
app.add_typer(memory_app, name="memory")


def main() -> NoReturn:
    """Run the command line and exit."""
    sys.exit(_run(app))


def _run(command: Callable[[], object]) -> int:
    """Run a command and return its exit code; the one place where library errors become text."""
    try:
        command()
    except PolnewsError as error:
        say(f"polnews: {error}")
        return error.exit_code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return 0


@app.callback(invoke_without_command=True)
def _polnews(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"polnews {installed('polnews')}")
        raise typer.Exit


@app.command()
def brief(
    files: Files,
    to: To = None,
    facts: Facts = None,
    words: Annotated[
        int | None, typer.Option(min=1, help="Number of words instead of a number of facts.")
    ] = None,
    share: Annotated[float | None, typer.Option(help="Share of the sentences instead, e.g. 0.2.")] = None,
    method: Method = "keyfacts",
    translate_first: Annotated[
        bool, typer.Option("--translate-first", help="Translate the whole article before ranking; slower.")
    ] = False,
    lang: Language = None,
    date: Date = None,
    engine: Engine = None,
    glossary: Glossary = None,
    memory: Memory = None,
    strict: Strict = False,
    output_format: OutputFormat = Format.text,
    output: Output = None,
    open_: Annotated[
        bool, typer.Option("--open", help="Show the briefs in the browser instead of printing them.")
    ] = False,
) -> None:
    """Condense articles to key facts, each with its source."""
    from polnews.summarize import Summarize
    from polnews.translate import Translate

    translate = Translate(to=to, engine=engine, glossary=glossary, memory=memory) if to else None
    summarize = Summarize(
        facts=facts, words=words, share=share, method=method, to=translate, translate_first=translate_first
    )
    if open_ and output is not None:
        raise ArticleError(
            "--open shows the briefs in the browser and writes no file of yours: leave out -o FILE."
        )
    show = open_page if open_ else partial(write_results, output_format=output_format, output=output)
    _each(files, lang, date, summarize, show, strict)


@app.command()
def translate(
    files: Files,
    to: Annotated[str, typer.Option(metavar="TAG", help="Target language, e.g. it.")],
    beam: Beam = 4,
    lang: Language = None,
    date: Date = None,
    engine: Engine = None,
    glossary: Glossary = None,
    memory: Memory = None,
    strict: Strict = False,
    output_format: OutputFormat = Format.text,
    output: Output = None,
) -> None:
    """Translate articles, sentence by sentence."""
    from polnews.translate import Translate

    work = Translate(to=to, engine=engine, beam=beam, glossary=glossary, memory=memory)
    show = partial(write_results, output_format=output_format, output=output)
    _each(files, lang, date, work, show, strict)


def _each(
    files: list[str],
    lang: str | None,
    date: str | None,
    work: "Callable[[Sequence[Article]], Sequence[Brief | Translation]]",
    show: "Callable[[Sequence[Brief | Translation]], None]",
    strict: bool,
) -> None:
    """Do the work for every file, report the ones that fail, show the rest, and exit with the worst code.

    Articles of one language travel in one batch, so that a language without a model stops no other.
    """
    failures: list[int] = []
    articles: list[tuple[str, Article]] = []
    day = day_of(date)

    def read(name: str) -> None:
        with reporting(name, failures):
            articles.extend((name, article) for article in read_articles(name, lang, day))

    each(files, "Reading", read)
    results: dict[int, Brief | Translation] = {}
    for indices in _by_language([article for _, article in articles]):
        names = ", ".join(dict.fromkeys(articles[index][0] for index in indices))
        with reporting(names, failures):
            results.update(zip(indices, work([articles[index][1] for index in indices]), strict=True))
    if results:
        show([results[index] for index in sorted(results)])
    if strict and (severe := sum(result.severe for result in results.values())):
        failures.append(unreliable(severe))
    if failures:
        raise typer.Exit(max(failures))


def _by_language(articles: "Sequence[Article]") -> list[list[int]]:
    groups: dict[str, list[int]] = {}
    for index, article in enumerate(articles):
        groups.setdefault(article.language, []).append(index)
    return list(groups.values())


# Behind the commands above, in the order that help lists them.
app.command()(story)
app.command()(run)
