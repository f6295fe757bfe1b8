"""Markdown, for notes and wikis."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from polnews.languages import language_name
from polnews.output.facets import facet_lines
from polnews.output.notes import remarks, shared_notes
from polnews.output.text import set_aside_summary

if TYPE_CHECKING:
    from polnews.brief import Brief, KeyFact
    from polnews.checks import Check
    from polnews.translate import Translation

__all__ = ["brief_markdown", "translation_markdown"]

# Characters that begin markup anywhere in a line; those that do so at its beginning are handled apart.
_INLINE = re.compile(r"([\\`*_\[\]<>|&])")
_LINE_START = re.compile(r"^(\s*\d*)([#+=~-]|[.)](?=\s))")


def brief_markdown(brief: "Brief") -> str:
    """Return a brief as Markdown: a heading, a numbered list, each fact with its original as a quotation."""
    lines = [f"# {_escape(brief.headline.text)}", ""]
    lines += [f"*{_escape(part)}*  " for part in _about(brief)] + [""]
    lines += [f"**{label}** {_escape(line)}  " for label, line in facet_lines(brief)] + [""]
    for number, fact in enumerate(brief.facts, start=1):
        lines += [*_fact(brief, number, fact), ""]
    if brief.passages:
        lines += ["Dates and quotes above stand in:", ""]
        lines += [
            f"- *sentence {one.segment + 1}:* {_escape(' '.join(one.text.split()))}" for one in brief.passages
        ]
        lines += [""]
    lines += ["---", ""]
    lines += [f"{set_aside_summary(version)}  " for version in brief.versions]
    return "\n".join([*lines, f"`{brief.signature}`", ""])


def _about(brief: "Brief") -> Iterator[str]:
    yield " → ".join(language_name(tag) for tag in brief.route)
    if brief.translated:
        yield f"translated by {brief.engine}"
    if brief.headline.from_fact:
        yield "no title in the text: the headline is its most important fact"
    for version in brief.versions:
        date = version.date.isoformat() if version.date else "date unknown"
        yield " · ".join(filter(None, [date, version.source]))
    yield from shared_notes(brief.outcomes)


def _fact(brief: "Brief", number: int, fact: "KeyFact") -> Iterator[str]:
    yield f"{number}. {_escape(fact.text)}"
    yield from _findings(remarks(fact.outcome.checks, shared_notes(brief.outcomes)))
    for source in fact.sources:
        text = (
            _escape(" ".join(source.text.split()))
            if brief.translated
            else f"characters {source.start}-{source.end}"
        )
        yield f"   > *{fact.kind}, sentence {source.segment + 1}:* {text}"


def _findings(checks: Sequence["Check"]) -> Iterator[str]:
    for check in checks:
        yield f"   > **{check.code}**: {_escape(check.message)}"


def translation_markdown(translation: "Translation") -> str:
    """Return a translation as a Markdown table: original left, translation right, findings below it."""
    source, target = (
        language_name(tag) for tag in (translation.source.language, translation.article.language)
    )
    lines = [f"| {source} | {target} |", "| --- | --- |"]
    shared = shared_notes(translation.outcomes)
    for pair in translation.pairs:
        findings = "".join(
            f"<br>**{check.code}**: {_escape(check.message)}" for check in remarks(pair.checks, shared)
        )
        mark = "**" if pair.source.role in ("title", "heading") else ""
        cells = (f"{mark}{_escape(text)}{mark}" for text in (pair.source.clean, pair.target.clean))
        lines.append(f"| {' | '.join(cells)}{findings} |")
    return "\n".join([*lines, "", *shared, "", f"`{translation.signature}`", ""])


def _escape(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _INLINE.sub(r"\\\1", text))
