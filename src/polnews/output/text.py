"""Plain text, fit to read on a terminal or in a mail."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from polnews.languages import language_name
from polnews.output.facets import facet_lines
from polnews.output.notes import (
    alert,
    counted,
    disagreements,
    headline_original,
    is_translated,
    notes_of,
    place,
    remarks,
    shared_notes,
    version_note,
)

if TYPE_CHECKING:
    from polnews.article import Article, SetAside
    from polnews.brief import ArticleInfo, Brief, KeyFact
    from polnews.checks import Check
    from polnews.translate import Outcome, Translation

__all__ = [
    "WIDTH",
    "about_translation",
    "article_text",
    "brief_text",
    "set_aside_lines",
    "set_aside_summary",
    "translation_text",
    "wrap",
]

_LABEL = 10

WIDTH = 100
"""Characters per line: long enough for a sentence in two lines, short enough for an eighth of a wide screen."""


def brief_text(brief: "Brief", *, width: int = WIDTH) -> str:
    """Return a brief as plain text: headline, where it is from, numbered facts with their originals, signature.

    Args:
        brief: What to show.
        width: Longest line in characters.
    """
    lines = [*wrap(brief.headline.text, width), *_original(brief, width), *_about(brief)]
    notes = (*notes_of(brief), *_alert(brief.outcomes))
    lines += [*notes, ""]
    for label, line in facet_lines(brief):
        lines += wrap(line, width, f"{label:<{_LABEL}}", " " * _LABEL)
    lines += [""] if lines[-1] else []
    for number, fact in enumerate(brief.facts, start=1):
        lines += [*_fact(brief, number, fact, width), ""]
    if brief.passages:
        lines += ["Dates and quotes above stand in:", *_passages(brief, width), ""]
    lines += wrap(_footer(brief), width)
    return "\n".join(lines)


def _original(brief: "Brief", width: int) -> Iterator[str]:
    """Say what the headline is made from, where that is not plain to see."""
    headline = brief.headline
    yield from _findings(remarks(headline.outcome.checks, shared_notes(brief.outcomes)), width, "")
    if headline.from_fact:
        yield "(No title in the text: this is its most important fact.)"
    elif title := headline_original(brief):
        yield from wrap(title.text, width, "   | ")


def _alert(outcomes: "Sequence[Outcome]") -> Iterator[str]:
    if found := alert(outcomes):
        yield found.text


def _about(brief: "Brief") -> Iterator[str]:
    if len(brief.versions) == 1:
        yield " · ".join([_language(brief), *_dated(brief.versions[0])])
        return
    for label, version in zip(brief.labels, brief.versions, strict=True):
        yield " · ".join([label, *_dated(version)])


def _dated(version: "ArticleInfo") -> Iterator[str]:
    yield version.date.isoformat() if version.date else "date unknown"
    if version.source:
        yield version.source


def _language(brief: "Brief") -> str:
    if not brief.translated:
        return language_name(brief.language)
    way = " → ".join(language_name(tag) for tag in brief.route)
    return f"{way} (translated by {brief.engine})"


def _fact(brief: "Brief", number: int, fact: "KeyFact", width: int) -> Iterator[str]:
    label = f"{number}. "
    indent = " " * len(label)
    yield from wrap(fact.text, width, label, indent)
    yield from _findings(remarks(fact.outcome.checks, shared_notes(brief.outcomes)), width, indent)
    for line in filter(None, (version_note(brief, fact), *disagreements(brief, fact))):
        yield from wrap(line, width, indent)
    # Of a story the first is the one the text is from; the line above names the other versions.
    source = fact.sources[0]
    where = f"{fact.kind}, {place(brief, source)}"
    if is_translated(brief, fact):
        original = " ".join(source.text.split())
        yield from wrap(f"{where}: {original}", width, f"{indent}| ")
    else:
        yield f"{indent}| {where}, characters {source.start}-{source.end}"


def _passages(brief: "Brief", width: int) -> Iterator[str]:
    shared = shared_notes(brief.outcomes)
    for passage in brief.passages:
        label = f"[{passage.source.segment + 1}] "
        indent = " " * len(label)
        yield from wrap(" ".join(passage.text.split()), width, label, indent)
        yield from _findings(remarks(passage.outcome.checks, shared), width, indent)
        if passage.is_translated:
            yield from wrap(" ".join(passage.source.text.split()), width, f"{indent}| ")


def _findings(checks: Sequence["Check"], width: int, indent: str, where: str = "") -> Iterator[str]:
    for check in checks:
        yield from wrap(f"{where}{check.code}: {check.message}", width, f"{indent}! ", f"{indent}  ")


def _footer(brief: "Brief") -> str:
    return "\n".join([*set_aside_lines(brief), brief.signature])


def set_aside_lines(brief: "Brief") -> Iterator[str]:
    """Say for every version how much of it was set aside, and why."""
    for label, version in zip(brief.labels, brief.versions, strict=True):
        name = f"{label}: " if len(brief.versions) > 1 else ""
        yield name + set_aside_summary(version.set_aside)


def set_aside_summary(lines: "Sequence[SetAside]") -> str:
    """Say how much of an article was set aside, and why.

    Returns:
        E.g. "Set aside: 4 lines (3 foreign-language, 1 repeated-title)."
    """
    if not lines:
        return "Set aside: nothing."
    counts = sorted(Counter(line.reason for line in lines).items(), key=lambda item: (-item[1], item[0]))
    reasons = ", ".join(f"{count} {reason}" for reason, count in counts)
    return f"Set aside: {counted(len(lines), 'line', 'lines')} ({reasons})."


def translation_text(translation: "Translation", *, width: int = WIDTH) -> str:
    """Return a translation as plain text, findings below the paragraph they belong to.

    Args:
        translation: What to show.
        width: Longest line in characters.
    """
    lines: list[str] = []
    paragraph: list[str] = []
    findings: list[str] = []
    place = None
    shared = shared_notes(translation.line_outcomes)
    if translation.title_outcome is not None and translation.article.title is not None:
        lines += wrap(translation.article.title, width)
        lines += [*_findings(remarks(translation.title_outcome.checks, shared), width, "  "), ""]
    for pair in translation.pairs:
        here = (pair.target.paragraph, pair.target.role in ("title", "heading"))
        if place not in (None, here):
            lines += [*wrap(" ".join(paragraph), width), *findings, ""]
            paragraph, findings = [], []
        place = here
        paragraph.append(pair.target.clean)
        findings += _findings(remarks(pair.checks, shared), width, "  ", f"[{pair.source.index + 1}] ")
    lines += [*wrap(" ".join(paragraph), width), *findings, ""]
    lines += [*about_translation(translation), *shared, *_alert(translation.line_outcomes)]
    lines += [set_aside_summary(translation.source.set_aside)]
    return "\n".join([*lines, *wrap(translation.signature, width)])


def about_translation(translation: "Translation") -> Iterator[str]:
    """Yield a line that says which way a translation took, and the date and source of the article."""
    source = translation.source
    way = " → ".join(language_name(tag) for tag in translation.route)
    served = f" (translated by {translation.engine})" if len(translation.route) > 1 else ""
    date = source.date.isoformat() if source.date else "date unknown"
    yield " · ".join(filter(None, (way + served, date, source.source)))


def article_text(article: "Article", *, width: int = WIDTH) -> str:
    """Return an article as plain text: title, language, lead and body; what was set aside is counted.

    Args:
        article: What to show.
        width: Longest line in characters.
    """
    about = [language_name(article.language), article.date.isoformat() if article.date else "date unknown"]
    lines = [
        *([article.title] if article.title else []),
        " · ".join([*about, *filter(None, [article.source])]),
        "",
    ]
    paragraphs: dict[int, list[str]] = {}
    for segment in article.segments:
        if segment.role != "title":
            paragraphs.setdefault(segment.paragraph, []).append(segment.clean)
    for sentences in paragraphs.values():
        lines += [*wrap(" ".join(sentences), width), ""]
    return "\n".join([*lines, set_aside_summary(article.set_aside)])


def wrap(text: str, width: int, first: str = "", later: str | None = None) -> list[str]:
    """Break a text into lines.

    Args:
        text: What to break; its own line ends stay.
        width: Longest line in characters; a longer word stays whole.
        first: What the first line begins with.
        later: What the others begin with; as the first when None.

    >>> wrap("Sofia agrees.", 10, "1. ", "   ")
    ['1. Sofia', '   agrees.']
    """
    wrapped: list[str] = []
    for line in text.splitlines():
        wrapped += textwrap.wrap(
            line,
            width,
            initial_indent=first,
            subsequent_indent=first if later is None else later,
            break_long_words=False,
            break_on_hyphens=False,
        )
        first = first if later is None else later
    return wrapped
