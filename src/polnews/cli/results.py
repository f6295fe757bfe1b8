"""Writing results: to the screen, to a file that appears whole or not at all, or into the browser."""

import os
import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from polnews.cli.terminal import say
from polnews.errors import ArticleError

if TYPE_CHECKING:
    from polnews.brief import Brief
    from polnews.translate import Translation

__all__ = ["Format", "open_content", "open_page", "print_result", "unreliable", "write_file", "write_results"]


class Format(str, Enum):
    """How a result is written."""

    text = "text"
    md = "md"
    html = "html"
    json = "json"
    docx = "docx"


# One JSON object a line: a single result is plain JSON, many are JSON Lines.
_SEPARATOR = {Format.text: f"\n\n{'─' * 100}\n\n", Format.md: "\n\n", Format.json: "\n"}


def write_results(
    results: "Sequence[Brief | Translation]", output_format: Format, output: Path | None
) -> None:
    """Print results, or write them to a file.

    Raises:
        ArticleError: The file cannot be written, or a Word document would go to a terminal.
        MissingExtraError: The format needs an optional package.
    """
    content = formatted(results, output_format)
    if output is None:
        print_result(content)
    else:
        write_file(content, output)


def formatted(results: "Sequence[Brief | Translation]", output_format: Format) -> bytes:
    """Return results in a format, as the bytes of one file."""
    if output_format is Format.docx:
        from polnews.output.docx import results_docx

        return results_docx(results)
    if output_format is Format.html:
        from polnews.output.html import results_html

        return results_html(results).encode()
    parts = [_formatted(result, output_format) for result in results]
    return (_SEPARATOR[output_format].join(parts) + "\n").encode()


def _formatted(result: "Brief | Translation", output_format: Format) -> str:
    if output_format is Format.json:
        return result.to_json(indent=None)
    return result.to_markdown() if output_format is Format.md else str(result)


def print_result(content: bytes) -> None:
    """Write to standard output. A reader who has seen enough and closes the pipe is no error.

    Raises:
        ArticleError: The content is no text, and standard output is a terminal.
    """
    if content.startswith(b"PK") and sys.stdout.isatty():
        raise ArticleError("A Word document cannot be shown on a terminal. Write it to a file: -o FILE.docx")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Keep Python from flushing once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unreliable(severe: int) -> int:
    """Say that lines are not to be relied on, which `--strict` forbids, and return the exit code for it."""
    lines = "1 translated line is" if severe == 1 else f"{severe} translated lines are"
    say(f"polnews: {lines} not to be relied on (--strict); see the findings.")
    return 1


def write_file(content: bytes, output: Path) -> None:
    """Write a file that appears whole or not at all.

    Raises:
        ArticleError: It cannot be written there.
    """
    try:
        draft = output.with_name(f".{output.name}.part")
        draft.write_bytes(content)
        draft.replace(output)
    except OSError as error:
        raise ArticleError(
            f"Cannot write {output}: {error.strerror}. Choose another place with -o FILE."
        ) from error
    say(f"Wrote {output}")


def open_page(results: "Sequence[Brief | Translation]") -> None:
    """Show results in the browser; see `open_content`."""
    open_content(formatted(results, Format.html), "brief.html")


def open_content(content: bytes, name: str) -> None:
    """Show a page in the browser, from a file only this user can read. It stays until it is deleted."""
    import tempfile
    import webbrowser

    page = Path(tempfile.mkdtemp(prefix="polnews-")) / name
    page.write_bytes(content)
    if webbrowser.open(page.as_uri()):
        say(f"Opened {page}")
    else:
        say(f"No browser was found. Open this file in one: {page}")
