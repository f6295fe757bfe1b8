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
    notes_of,
    place,
    remarks,
    shared_notes,
    version_note,
)
from polnews.output.text import about_translation, set_aside_lines, set_aside_summary

if TYPE_CHECKING:
    from polnews.brief import Brief, KeyFact, Passage
    from polnews.checks import Check
    from polnews.translate import Translation

__all__ = [
    "brief_markdown",
    "finding_lines",
    "headline_lines",
    "markdown_escaped",
    "quoted",
    "translation_markdown",
]

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
        lines += [line for one in brief.passages for line in _passage(brief, one)]
        lines += [""]
    lines += ["---", ""]
    lines += [f"{line}  " for line in set_aside_lines(brief)]
    return "\n".join([*lines, f"`{brief.signature}`", ""])


def _passage(brief: "Brief", passage: "Passage") -> Iterator[str]:
    yield f"- *sentence {passage.source.segment + 1}:* {markdown_escaped(' '.join(passage.text.split()))}"
    beneath = list(finding_lines(remarks(passage.outcome.checks, shared_notes(brief.outcomes))))
    if passage.is_translated:
        beneath.append(markdown_escaped(" ".join(passage.source.text.split())))
    if beneath:
        yield quoted(beneath, "  ")


def _about(brief: "Brief") -> Iterator[str]:
    if len(brief.versions) == 1:
        yield " → ".join(language_name(tag) for tag in brief.route)
        if brief.translated:
            yield f"translated by {brief.engine}"
    if brief.headline.from_fact:
        yield "no title in the text: the headline is its most important fact"
    for label, version in zip(brief.labels, brief.versions, strict=True):
        date = version.date.isoformat() if version.date else "date unknown"
        yield " · ".join(filter(None, [label if len(brief.versions) > 1 else "", date, version.source]))
    yield from notes_of(brief)
    if found := alert(brief.outcomes):
        yield found.text


def headline_lines(brief: "Brief") -> Iterator[str]:
    """Yield what was found about a brief's headline, and the original it was translated from."""
    found = remarks(brief.headline.outcome.checks, shared_notes(brief.outcomes))
    beneath = list(finding_lines(found))
    if title := headline_original(brief):
        beneath.append(markdown_escaped(" ".join(title.text.split())))
    if beneath:
        yield from (quoted(beneath), "")


def _fact(brief: "Brief", number: int, fact: "KeyFact") -> Iterator[str]:
    yield f"{number}. {markdown_escaped(fact.text)}"
    beneath = list(finding_lines(remarks(fact.outcome.checks, shared_notes(brief.outcomes))))
    beneath += map(markdown_escaped, filter(None, (version_note(brief, fact), *disagreements(brief, fact))))
    source = fact.sources[0]  # of a story the one the text is from
    said = (
        markdown_escaped(" ".join(source.text.split()))
        if is_translated(brief, fact)
        else f"characters {source.start}-{source.end}"
    )
    beneath.append(f"*{fact.kind}, {place(brief, source)}:* {said}")
    yield quoted(beneath, " " * (len(str(number)) + 2))


def finding_lines(checks: Sequence["Check"]) -> Iterator[str]:
    """Yield a line for each finding."""
    for check in checks:
        yield f"**{check.code}**: {markdown_escaped(check.message)}"


def quoted(lines: Sequence[str], indent: str = "") -> str:
    """Return lines as a quotation in which each stays a line of its own.

    Args:
        lines: Markdown.
        indent: As many blanks as the number of the list item has that it stands under.
    """
    return "  \n".join(f"{indent}> {line}" for line in lines)


def translation_markdown(translation: "Translation") -> str:
    """Return a translation as a Markdown table: original left, translation right, findings below it."""
    source, target = (
        language_name(tag) for tag in (translation.source.language, translation.article.language)
    )
    lines = [f"| {source} | {target} |", "| --- | --- |"]
    shared = shared_notes(translation.line_outcomes)
    title = translation.title_outcome
    if title is not None:
        texts = (translation.source.title or "", translation.article.title or "")
        lines.append(_row(*texts, "**", remarks(title.checks, shared)))
    for pair in translation.pairs:
        mark = "**" if pair.source.role in ("title", "heading") else ""
        lines.append(_row(pair.source.clean, pair.target.clean, mark, remarks(pair.checks, shared)))
    found = alert(translation.line_outcomes)
    notes = [
        *map(markdown_escaped, about_translation(translation)),
        *shared,
        *([found.text] if found else []),
    ]
    notes += [set_aside_summary(translation.source.set_aside)]
    return "\n".join([*lines, "", *(f"{note}  " for note in notes), "", f"`{translation.signature}`", ""])


def _row(source: str, target: str, mark: str, checks: Sequence["Check"]) -> str:
    findings = "".join(f"<br>**{check.code}**: {markdown_escaped(check.message)}" for check in checks)
    cells = (f"{mark}{markdown_escaped(text)}{mark}" for text in (source, target))
    return f"| {' | '.join(cells)}{findings} |"


def markdown_escaped(text: str) -> str:
    r"""Return a text as Markdown that shows it as it is.

    >>> print(markdown_escaped("*Sofia* agrees"))
    \*Sofia\* agrees
    """
    return _LINE_START.sub(r"\1\\\2", _INLINE.sub(r"\\\1", text))
