"""Write the pages of docs/ that are made from the code: the command line reference and the JSON schemas.

Run it after changing a command or a public value; a test fails while they are stale.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import typer

from polnews import Article, Brief, Story, Translation
from polnews.cli import app

DOCS = Path(__file__).parent.parent / "docs"


def command_line() -> str:
    """Return the reference of all commands as Markdown."""
    lines = [
        "# Command line",
        "",
        "Results go to standard output, talk and progress to standard error. Exit codes: 0 done, 1 failed,",
        "2 bad usage or input. Of several files to read each is done or reported; the exit code is the worst.",
        "`-` is standard input.",
    ]
    root = typer.main.get_command(app)
    for path, command in _commands("polnews", root):
        context = click.Context(command, info_name=path, terminal_width=100, max_content_width=100)
        lines += ["", f"## `{path}`", "", "```text", command.get_help(context).rstrip(), "```"]
    return "\n".join(lines) + "\n"


def _commands(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(f"{path} {name}", inner)


def pages() -> dict[Path, str]:
    """Return every generated page with its content."""
    made = {DOCS / "reference" / "cli.md": command_line()}
    for value in (Article, Brief, Translation, Story):
        schema = json.dumps(value.model_json_schema(mode="serialization"), indent=1, ensure_ascii=False)
        made[DOCS / "schemas" / f"{value.__name__.lower()}.json"] = schema + "\n"
    return made


def main() -> None:
    """Write the pages, or with --check say which are stale."""
    stale = [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        sys.exit(f"Stale, run scripts/write_docs.py: {', '.join(map(str, stale))}" if stale else 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[path], encoding="utf-8")


if __name__ == "__main__":
    main()
