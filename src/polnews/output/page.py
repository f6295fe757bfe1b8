"""One self-contained page, or a part of one for a notebook: no request to any host."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from polnews.languages import direction, language_name
from polnews.output.characters import shown
from polnews.output.text import set_aside_summary

if TYPE_CHECKING:
    from polnews.article import SetAside
    from polnews.checks import Check
    from polnews.output.notes import Alert

__all__ = [
    "about",
    "alerted",
    "column",
    "escaped",
    "findings",
    "fold",
    "footer",
    "fragment",
    "heading",
    "page",
    "paragraph",
    "set_aside",
    "spoken",
    "way",
]

# Contrast of every colour on its paper is at least 4.5 : 1 (WCAG AA).
_LIGHT = (
    "--ink: #1d2330; --paper: #ffffff; --soft: #5b6475; --line: #d9dee7; --shade: #f5f7fa; --mark: #fff3c4; "
    "--accent: #2b4c9b; --severe: #a3261b; --warning: #8a5a00; --note: #47607f; color-scheme: light;"
)
_DARK = (
    "--ink: #e6e9ef; --paper: #14171d; --soft: #a1aabb; --line: #343b48; --shade: #1c212a; --mark: #3a3415; "
    "--accent: #9db7ff; --severe: #ff9d93; --warning: #f0c36a; --note: #a9c1e0; color-scheme: dark;"
)
# JupyterLab, VS Code and these docs let people choose a theme; it wins over the system's.
_CHOSEN_LIGHT = (
    '[data-jp-theme-light="true"] .polnews, [data-md-color-scheme="default"] .polnews, .vscode-light .polnews'
)
_CHOSEN_DARK = (
    '[data-jp-theme-light="false"] .polnews, [data-md-color-scheme="slate"] .polnews, .vscode-dark .polnews'
)


def page(
    title: str,
    language: str,
    body: Iterable[str],
    *,
    kind: str = "",
    style: str = "",
    script: str = "",
    unscripted: str = "",
) -> str:
    """Return a whole HTML page.

    Args:
        title: What the browser shows, as plain text.
        language: Language of the page's main text, a BCP 47 tag.
        body: HTML, escaped already.
        kind: A class of the body, for rules that hold for one kind of page only.
        style: CSS for this kind of page.
        script: The only script the browser may run, none when empty; it cannot reach any host.
        unscripted: CSS that stands in for the script where none is run.
    """
    policy = running = instead = ""
    if script:
        digest = b64encode(sha256(f"\n{script}".encode()).digest()).decode()
        allowed = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
        policy = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        running = f"<script>\n{script}</script>\n"
        instead = f"<noscript><style>\n{unscripted}</style></noscript>\n"
    return (
        f"<!doctype html>\n<html {spoken(language)}>\n<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n{policy}'
        f"<title>{escaped(title)}</title>\n<style>\n{_style()}{style}</style>\n{instead}</head>\n"
        f'<body class="{" ".join(filter(None, ("polnews", kind)))}">\n'
        + "\n".join(body)
        + f"\n{running}</body>\n</html>\n"
    )


def fragment(language: str, body: Iterable[str], *, style: str = "") -> str:
    """Return a part of a page for a notebook; it brings its style, which touches nothing else.

    Args:
        language: Language of the main text, a BCP 47 tag.
        body: HTML, escaped already.
        style: CSS for this kind of value.
    """
    return (
        f'<style>\n{_style()}{style}</style>\n<div class="polnews" {spoken(language)}>\n'
        + "\n".join(body)
        + "\n</div>"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    rules = (files("polnews.output") / "page.css").read_text(encoding="utf-8")
    return (
        f".polnews {{ {_LIGHT} }}\n@media (prefers-color-scheme: dark) {{ .polnews {{ {_DARK} }} }}\n"
        f"{_CHOSEN_LIGHT} {{ {_LIGHT} }}\n{_CHOSEN_DARK} {{ {_DARK} }}\n"
        # Around the text the page has no other colour than it.
        ":root:has(> body.polnews) { color-scheme: light dark; }\n"
        f"{rules}"
    )


def escaped(text: str) -> str:
    """Return a text as HTML: markup becomes plain to see, what HTML may not hold becomes a mark."""
    return escape(shown(text))


def spoken(language: str) -> str:
    """Return the attributes that say a text's language and direction.

    >>> spoken("ar")
    'lang="ar" dir="rtl"'
    """
    return f'lang="{escape(language)}" dir="{direction(language)}"'


def heading(text: str, language: str) -> str:
    """Return the heading of a page."""
    return f"<h1 {spoken(language)}>{escaped(text)}</h1>"


def paragraph(text: str, language: str, css: str = "") -> str:
    """Return a paragraph in its own language and direction."""
    name = f' class="{css}"' if css else ""
    return f"<p{name} {spoken(language)}>{escaped(text)}</p>"


def findings(checks: Sequence["Check"]) -> str:
    """Return what the checks found about a sentence as a list, or nothing."""
    items = [
        f'<li class="{check.severity}"><b>{escaped(check.code)}</b>: {escaped(check.message)}</li>'
        for check in checks
    ]
    if not items:
        return ""
    return f'<ul class="findings" lang="en" dir="ltr">{"".join(items)}</ul>'


def about(parts: Iterable[str]) -> str:
    """Return the line that says where a text is from."""
    return f'<p class="about" lang="en"><bdi dir="ltr">{escaped(" · ".join(parts))}</bdi></p>'


def alerted(found: "Alert | None") -> str:
    """Return the line that says how many translated lines have findings, or nothing."""
    if found is None:
        return ""
    css = "severe" if found.is_severe else "warning"
    return f'<p class="alert {css}" lang="en">{escaped(found.text)}</p>'


def column(title: str) -> str:
    """Return the heading of a column."""
    return f'<h2 lang="en">{escaped(title)}</h2>'


def fold(summary: str, content: str) -> str:
    """Return something the reader opens; `content` is HTML, escaped already."""
    return f'<details lang="en" dir="ltr"><summary>{escaped(summary)}</summary>{content}</details>'


def way(route: Sequence[str], engine: str) -> str:
    """Say which languages a text came through, e.g. "German → English, translated by argos"."""
    names = " → ".join(language_name(tag) for tag in route)
    return f"{names}, translated by {engine}" if len(route) > 1 else names


def set_aside(lines: "Sequence[SetAside]", label: str = "") -> str:
    """Return what was set aside of an article, folded: each line with its reason.

    Args:
        lines: What was set aside.
        label: The version's name, where there are several.
    """
    summary = f"{label}: {set_aside_summary(lines)}" if label else set_aside_summary(lines)
    if not lines:
        return f"<p>{escaped(summary)}</p>"
    items = (
        f"<li><b>{escaped(line.reason)}</b>: "
        f"<span {spoken(line.language or 'und')}>{escaped(' '.join(line.text.split()))}</span></li>"
        for line in lines
    )
    return fold(summary, f"<ul>{''.join(items)}</ul>")


def footer(*parts: str, signature: str = "") -> str:
    """Return the foot of a page: its parts and, folded, everything that could change the output."""
    made = fold("Everything that can change this text", f"<p><code>{escaped(signature)}</code></p>")
    return f'<footer lang="en" dir="ltr">{"".join(parts)}{made if signature else ""}</footer>'
