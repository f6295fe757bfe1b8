"""Plain text, fit to read on a terminal or in a mail."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from polnews.languages import language_name
from polnews.output.facets import facet_lines
from polnews.output.notes import remarks, shared_notes

if TYPE_CHECKING:
    from polnews.article import Article
    from polnews.brief import ArticleInfo, Brief, KeyFact
    from polnews.checks import Check
    from polnews.translate import Translation

__all__ = ["article_text", "brief_text", "translation_text"]

_LABEL = 10

WIDTH = 100
"""Characters per line: long enough for a sentence in two lines, short enough for an eighth of a wide screen."""


def brief_text(brief: "Brief", *, width: int = WIDTH) -> str:
    """Return a brief as plain text: headline, where it is from, numbered facts with their originals, signature.

    Args:
        brief: What to show.
        width: Longest line in characters.
    """
    lines = [*_wrap(brief.headline.text, width), *_original(brief, width), _about(brief)]
    lines += [*shared_notes(brief.outcomes), ""]
    for label, line in facet_lines(brief):
        lines += _wrap(line, width, f"{label:<{_LABEL}}", " " * _LABEL)
    lines += [""] if lines[-1] else []
    for number, fact in enumerate(brief.facts, start=1):
        lines += [*_fact(brief, number, fact, width), ""]
    if brief.passages:
        lines += ["Dates and quotes above stand in:", *_passages(brief, width), ""]
    lines += _wrap(_footer(brief), width)
    return "\n".join(lines)


def _original(brief: "Brief", width: int) -> Iterator[str]:
    """Say what the headline is made from, where that is not plain to see."""
    headline = brief.headline
    yield from _findings(remarks(headline.outcome.checks, shared_notes(brief.outcomes)), width, "")
    if headline.from_fact:
        yield "(No title in the text: this is its most important fact.)"
    elif brief.translated and headline.source is not None:
        yield from _wrap(headline.source.text, width, "   | ")


def _about(brief: "Brief") -> str:
    parts = [_language(brief)]
    for version in brief.versions:
        parts.append(version.date.isoformat() if version.date else "date unknown")
        if version.source:
            parts.append(version.source)
    return " · ".join(parts)


def _language(brief: "Brief") -> str:
    if not brief.translated:
        return language_name(brief.language)
    way = " → ".join(language_name(tag) for tag in brief.route)
    return f"{way} (translated by {brief.engine})"


def _fact(brief: "Brief", number: int, fact: "KeyFact", width: int) -> Iterator[str]:
    label = f"{number}. "
    indent = " " * len(label)
    yield from _wrap(fact.text, width, label, indent)
    yield from _findings(remarks(fact.outcome.checks, shared_notes(brief.outcomes)), width, indent)
    for source in fact.sources:
        if brief.translated:
            original = " ".join(source.text.split())
            yield from _wrap(f"{fact.kind}, sentence {source.segment + 1}: {original}", width, f"{indent}| ")
        else:
            yield f"{indent}| {fact.kind}, sentence {source.segment + 1}, characters {source.start}-{source.end}"


def _passages(brief: "Brief", width: int) -> Iterator[str]:
    for passage in brief.passages:
        label = f"[{passage.segment + 1}] "
        yield from _wrap(" ".join(passage.text.split()), width, label, " " * len(label))


def _findings(checks: Sequence["Check"], width: int, indent: str, where: str = "") -> Iterator[str]:
    for check in checks:
        yield from _wrap(f"{where}{check.code}: {check.message}", width, f"{indent}! ", f"{indent}  ")


def _footer(brief: "Brief") -> str:
    return "\n".join([*map(set_aside_summary, brief.versions), brief.signature])


def set_aside_summary(version: "ArticleInfo") -> str:
    """Say how much of an article was set aside, and why.

    Returns:
        E.g. "Set aside: 4 lines (3 foreign-language, 1 repeated-title)."
    """
    total = sum(count for _, count in version.set_aside)
    if not total:
        return "Set aside: nothing."
    reasons = ", ".join(f"{count} {reason}" for reason, count in version.set_aside)
    return f"Set aside: {total} {'line' if total == 1 else 'lines'} ({reasons})."


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
    shared = shared_notes(translation.outcomes)
    for pair in translation.pairs:
        here = (pair.target.paragraph, pair.target.role in ("title", "heading"))
        if place not in (None, here):
            lines += [*_wrap(" ".join(paragraph), width), *findings, ""]
            paragraph, findings = [], []
        place = here
        paragraph.append(pair.target.clean)
        findings += _findings(remarks(pair.checks, shared), width, "  ", f"[{pair.source.index + 1}] ")
    lines += [*_wrap(" ".join(paragraph), width), *findings, ""]
    way = " → ".join(language_name(tag) for tag in translation.route)
    served = f" (translated by {translation.engine})" if len(translation.route) > 1 else ""
    lines += [way + served, *shared]
    return "\n".join([*lines, *_wrap(translation.signature, width)])


def article_text(article: "Article", *, width: int = WIDTH) -> str:
    """Return an article as plain text: title, language, lead and body; what was set aside is counted.

    Args:
        article: What to show.
        width: Longest line in characters.
    """
    from polnews.brief import ArticleInfo

    info = ArticleInfo.of(article)
    about = [language_name(article.language), info.date.isoformat() if info.date else "date unknown"]
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
        lines += [*_wrap(" ".join(sentences), width), ""]
    return "\n".join([*lines, set_aside_summary(info)])


def _wrap(text: str, width: int, first: str = "", later: str | None = None) -> list[str]:
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
