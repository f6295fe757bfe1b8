"""Markdown, for notes and wikis."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from polnews.languages import language_name
from polnews.output.facets import facet_lines
from polnews.output.notes import (
    alert,
    disagreements,
    headline_original,
    is_translated,
    language_notes,
    place,
    remarks,
    shared_notes,
    version_note,
)
from polnews.output.text import set_aside_lines

if TYPE_CHECKING:
    from polnews.brief import Brief, KeyFact
    from polnews.checks import Check
    from polnews.translate import Translation

__all__ = ["brief_markdown", "headline_lines", "markdown_escaped", "translation_markdown"]

# Characters that begin markup anywhere in a line; those that do so at its beginning are handled apart.
_INLINE = re.compile(r"([\\`*_\[\]<>|&])")
_LINE_START = re.compile(r"^(\s*\d*)([#+=~-]|[.)](?=\s))")


def brief_markdown(brief: "Brief") -> str:
    """Return a brief as Markdown: a heading, a numbered list, each fact with its original as a quotation."""
    lines = [f"# {markdown_escaped(brief.headline.text)}", "", *headline_lines(brief)]
    lines += [f"*{markdown_escaped(part)}*  " for part in _about(brief)] + [""]
    lines += [f"**{label}** {markdown_escaped(line)}  " for label, line in facet_lines(brief)] + [""]
    for number, fact in enumerate(brief.facts, start=1):
        lines += [*_fact(brief, number, fact), ""]
    if brief.passages:
        lines += ["Dates and quotes above stand in:", ""]
        lines += [
            f"- *sentence {one.segment + 1}:* {markdown_escaped(' '.join(one.text.split()))}"
            for one in brief.passages
        ]
        lines += [""]
    lines += ["---", ""]
    lines += [f"{line}  " for line in set_aside_lines(brief)]
    return "\n".join([*lines, f"`{brief.signature}`", ""])


def _about(brief: "Brief") -> Iterator[str]:
    yield " → ".join(language_name(tag) for tag in brief.route)
    if brief.translated:
        yield f"translated by {brief.engine}"
    if brief.headline.from_fact:
        yield "no title in the text: the headline is its most important fact"
    for label, version in zip(brief.labels, brief.versions, strict=True):
        date = version.date.isoformat() if version.date else "date unknown"
        yield " · ".join(filter(None, [label if len(brief.versions) > 1 else "", date, version.source]))
    yield from language_notes(brief.versions)
    yield from shared_notes(brief.outcomes)
    if found := alert(brief.outcomes):
        yield found.text


def headline_lines(brief: "Brief") -> Iterator[str]:
    """Yield what was found about a brief's headline, and the original it was translated from."""
    found = remarks(brief.headline.outcome.checks, shared_notes(brief.outcomes))
    quoted = list(_findings(found, "> "))
    if title := headline_original(brief):
        quoted.append(f"> {markdown_escaped(' '.join(title.text.split()))}")
    if quoted:
        yield from ("  \n".join(quoted), "")


def _fact(brief: "Brief", number: int, fact: "KeyFact") -> Iterator[str]:
    yield f"{number}. {markdown_escaped(fact.text)}"
    yield from _findings(remarks(fact.outcome.checks, shared_notes(brief.outcomes)))
    for line in filter(None, (version_note(brief, fact), *disagreements(brief, fact))):
        yield f"   > {markdown_escaped(line)}"
    source = fact.sources[0]  # of a story the one the text is from
    where = f"{fact.kind}, {place(brief, source)}"
    if is_translated(brief, fact):
        yield f"   > *{where}:* {markdown_escaped(' '.join(source.text.split()))}"
    else:
        yield f"   > *{where}:* characters {source.start}-{source.end}"


def _findings(checks: Sequence["Check"], before: str = "   > ") -> Iterator[str]:
    for check in checks:
        yield f"{before}**{check.code}**: {markdown_escaped(check.message)}"


def translation_markdown(translation: "Translation") -> str:
    """Return a translation as a Markdown table: original left, translation right, findings below it."""
    source, target = (
        language_name(tag) for tag in (translation.source.language, translation.article.language)
    )
    lines = [f"| {source} | {target} |", "| --- | --- |"]
    shared = shared_notes(translation.outcomes)
    for pair in translation.pairs:
        findings = "".join(
            f"<br>**{check.code}**: {markdown_escaped(check.message)}"
            for check in remarks(pair.checks, shared)
        )
        mark = "**" if pair.source.role in ("title", "heading") else ""
        cells = (f"{mark}{markdown_escaped(text)}{mark}" for text in (pair.source.clean, pair.target.clean))
        lines.append(f"| {' | '.join(cells)}{findings} |")
    found = alert(translation.outcomes)
    notes = [*shared, *([found.text] if found else [])]
    return "\n".join([*lines, "", *(f"{note}  " for note in notes), "", f"`{translation.signature}`", ""])


def markdown_escaped(text: str) -> str:
    r"""Return a text as Markdown that shows it as it is.

    >>> print(markdown_escaped("*Sofia* agrees"))
    \*Sofia\* agrees
    """
    return _LINE_START.sub(r"\1\\\2", _INLINE.sub(r"\\\1", text))
