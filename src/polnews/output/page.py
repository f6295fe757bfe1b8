"""One self-contained page: no script, no request to any host."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from polnews.languages import language_name

if TYPE_CHECKING:
    from polnews.checks import Check

__all__ = ["about", "column", "findings", "page", "paragraph", "signature_footer"]


def page(title: str, language: str, body: Iterable[str]) -> str:
    """Return a whole HTML page.

    Args:
        title: What the browser shows, as plain text.
        language: Language of the page's main text, a BCP 47 tag.
        body: HTML, escaped already.
    """
    css = (files("polnews.output") / "page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def paragraph(text: str, language: str, css: str = "") -> str:
    """Return a paragraph in its own language and direction."""
    name = f' class="{css}"' if css else ""
    return f'<p{name} lang="{escape(language)}" dir="auto">{escape(text)}</p>'


def findings(checks: Sequence["Check"]) -> str:
    """Return what the checks found about a sentence as a list, or nothing."""
    items = [
        f'<li class="{check.severity}"><b>{escape(check.code)}</b>: {escape(check.message)}</li>'
        for check in checks
    ]
    if not items:
        return ""
    return f'<ul class="findings" lang="en">{"".join(items)}</ul>'


def about(parts: Iterable[str]) -> str:
    """Return the line that says where a text is from."""
    return f'<p class="about" lang="en">{escape(" · ".join(parts))}</p>'


def column(heading: str) -> str:
    """Return the heading of a column."""
    return f'<h2 lang="en">{escape(heading)}</h2>'


def way(route: Sequence[str], engine: str) -> str:
    """Say which languages a text came through, e.g. "German → English, translated by argos"."""
    names = " → ".join(language_name(tag) for tag in route)
    return f"{names}, translated by {engine}" if len(route) > 1 else names


def signature_footer(signature: str, *lines: str) -> str:
    """Return the foot of a page: what was set aside, and everything that could change the output."""
    notes = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<footer lang="en">{notes}<code>{escape(signature)}</code></footer>'
