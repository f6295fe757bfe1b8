"""An article or a translation as HTML."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from polnews.languages import language_name
from polnews.output.notes import alert, counted, remarks, shared_notes
from polnews.output.page import (
    about,
    alerted,
    column,
    escaped,
    findings,
    footer,
    heading,
    paragraph,
    set_aside,
    spoken,
    way,
)

if TYPE_CHECKING:
    from polnews.article import Article
    from polnews.segment import Segment
    from polnews.translate import AlignedPair, Translation

__all__ = ["article_body", "translation_body"]


def article_body(article: "Article", prefix: str = "") -> list[str]:
    """Return an article as parts of a page: its text by paragraphs, and what was set aside, folded.

    Args:
        article: What to show.
        prefix: What the page's anchors begin with.
    """
    head = [] if article.title is None else [heading(article.title, article.language)]
    facts = counted(len(article.segments), "sentence or heading", "sentences and headings")
    return [
        "<header>",
        *head,
        about([*_facts_about(article, language_name(article.language)), facts]),
        "</header>",
        "<article>",
        *_paragraphs(article, prefix),
        "</article>",
        footer(set_aside(article.set_aside)),
    ]


def translation_body(translation: "Translation", prefix: str = "") -> list[str]:
    """Return a translation as parts of a page: translation left, original right, findings below the sentence."""
    target, source = translation.article, translation.source
    shared = shared_notes(translation.line_outcomes)
    heads = [language_name(tag) for tag in (target.language, source.language)]
    return [
        "<header>",
        heading(target.title or "Translation", target.language),
        *_title(translation, shared),
        about(_facts_about(source, way(translation.route, translation.engine))),
        *(about([note]) for note in shared),
        alerted(alert(translation.line_outcomes)),
        "</header>",
        f'<div class="columns heads">{"".join(map(column, heads))}</div>',
        '<ol class="columns">',
        *(_pair(pair, shared, prefix) for pair in translation.pairs),
        "</ol>",
        footer(set_aside(source.set_aside), signature=translation.signature),
    ]


def _title(translation: "Translation", shared: Sequence[str]) -> Iterator[str]:
    """Yield what was found about a title that stands in no segment, and its original."""
    title, source = translation.title_outcome, translation.source
    if title is not None and source.title is not None:
        yield findings(remarks(title.checks, shared))
        yield paragraph(source.title, source.language, "original-title")


def _facts_about(article: "Article", first: str) -> Iterator[str]:
    yield first
    yield article.date.isoformat() if article.date else "date unknown"
    if article.source:
        yield article.source


def _paragraphs(article: "Article", prefix: str) -> Iterator[str]:
    together: list[Segment] = []
    for segment in article.segments:
        if segment.role == "title" and segment.clean == article.title:
            continue
        if together and (segment.paragraph, segment.role) != (together[-1].paragraph, together[-1].role):
            yield _paragraph(together, article, prefix)
            together = []
        together.append(segment)
    if together:
        yield _paragraph(together, article, prefix)


def _paragraph(segments: "Sequence[Segment]", article: "Article", prefix: str) -> str:
    tag = "h3" if segments[0].role in ("title", "heading") else "p"
    sentences = " ".join(_sentence(segment, article.language, prefix) for segment in segments)
    return f"<{tag} {spoken(article.language)}>{sentences}</{tag}>"


def _sentence(segment: "Segment", language: str, prefix: str) -> str:
    """Return a sentence one can link to and, holding the mouse over it, count."""
    own = f" {spoken(segment.language)}" if segment.language != language else ""
    return (
        f'<span id="{prefix}sentence-{segment.index}" title="{segment.index + 1}"{own}>'
        f"{escaped(segment.clean)}</span>"
    )


def _pair(pair: "AlignedPair", shared: Sequence[str], prefix: str) -> str:
    css = " heading" if pair.source.role in ("title", "heading") else ""
    index = pair.source.index
    left = paragraph(pair.target.clean, pair.target.language) + findings(remarks(pair.checks, shared))
    right = paragraph(pair.source.clean, pair.source.language)
    return (
        f'<li><div class="cell{css}" id="{prefix}translation-{index}">{left}</div>'
        f'<div class="cell source plain{css}" id="{prefix}sentence-{index}">{right}</div></li>'
    )
