"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from polnews.cli.results import Format

__all__ = [
    "Beam",
    "Date",
    "Engine",
    "Facts",
    "Files",
    "Glossary",
    "Language",
    "Memory",
    "Method",
    "Output",
    "OutputFormat",
    "Strict",
    "To",
]

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Files or addresses to read, in any format; - is standard input."),
]
To = Annotated[
    str | None,
    typer.Option(metavar="TAG", help="Language of the briefs, e.g. en. By default each article's own."),
]
Facts = Annotated[
    int | None, typer.Option(min=1, help="Number of facts. By default 5 to 12, by the article's length.")
]
Method = Annotated[
    str, typer.Option(metavar="NAME", help="keyfacts, lead, or one of sumy's (extra sumy): sumy:lexrank ...")
]
Beam = Annotated[int, typer.Option(min=1, help="Search width: 1 is fastest, 4 is what Argos Translate uses.")]
Language = Annotated[
    str | None,
    typer.Option("--lang", metavar="TAG", help="Language of the articles, e.g. bg. Detected by default."),
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Date of the articles. Unknown by default.")
]
OutputFormat = Annotated[Format, typer.Option("--format", help="How to write the result.")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here, not to the screen.")
]
Glossary = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="CSV or TSV of terms; its first row names languages: de,en."),
]
Memory = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Remember translations in this file, for you alone; made when missing."
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="End with exit code 1 when a translated line has a severe finding.")
]
Engine = Annotated[
    str | None,
    typer.Option("--engine", metavar="NAME", help="Translate with this engine. By default the best one."),
]
