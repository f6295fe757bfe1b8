"""HTML for people: whole pages, and parts of pages for notebooks."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from polnews.output.notes import alert, counted
from polnews.output.page import escaped, fragment, page, spoken

if TYPE_CHECKING:
    from polnews.article import Article
    from polnews.brief import Brief
    from polnews.record import Record
    from polnews.translate import Outcome, Translation

__all__ = [
    "article_cell",
    "article_html",
    "brief_cell",
    "brief_html",
    "results_html",
    "translation_cell",
    "translation_html",
]


def article_html(article: "Article") -> str:
    """Return an article as a page: its text by paragraphs, and what was set aside, folded."""
    from polnews.output.article_page import article_body

    return page(article.title or "Article", article.language, article_body(article))


def brief_html(brief: "Brief") -> str:
    """Return a brief as a page: facts left, the sentences they came from right."""
    from polnews.output.brief_page import brief_body

    return page(brief.headline.text, brief.language, brief_body(brief))


def translation_html(translation: "Translation") -> str:
    """Return a translation as a page: translation left, original right, findings below the sentence."""
    from polnews.output.article_page import translation_body

    target = translation.article
    return page(target.title or "Translation", target.language, translation_body(translation))


def results_html(results: "Sequence[Brief | Translation]") -> str:
    """Return several results as one page, with a list of them at its top; a single one as its own page."""
    if len(results) == 1:
        return results[0].to_html()
    entries, sections = [], []
    for number, result in enumerate(results, start=1):
        title, language, parts = _part(result, f"part-{number}-")
        mark = (
            f' <span class="about">{escaped(found.text)}</span>' if (found := alert(_lines(result))) else ""
        )
        entries.append(f'<li><a href="#part-{number}" {spoken(language)}>{escaped(title)}</a>{mark}</li>')
        sections += [f'<section id="part-{number}" {spoken(language)}>', *parts, "</section>"]
    what = counted(len(results), "article", "articles")
    contents = f'<nav lang="en"><h2>{what}</h2><ol class="contents">{"".join(entries)}</ol></nav>'
    return page(what, "en", [contents, *sections])


def _part(result: "Brief | Translation", prefix: str) -> tuple[str, str, list[str]]:
    """Return title, language and body of a result on a page with others."""
    from polnews.brief import Brief
    from polnews.output.article_page import translation_body
    from polnews.output.brief_page import brief_body

    if isinstance(result, Brief):
        return result.headline.text, result.language, brief_body(result, prefix)
    target = result.article
    return target.title or "Translation", target.language, translation_body(result, prefix)


def _lines(result: "Brief | Translation") -> "Sequence[Outcome]":
    from polnews.brief import Brief

    return result.outcomes if isinstance(result, Brief) else result.line_outcomes


def article_cell(article: "Article") -> str:
    """Return an article as a notebook shows it."""
    from polnews.output.article_page import article_body

    return fragment(article.language, article_body(article, _prefix(article)))


def brief_cell(brief: "Brief") -> str:
    """Return a brief as a notebook shows it."""
    from polnews.output.brief_page import brief_body

    return fragment(brief.language, brief_body(brief, _prefix(brief)))


def translation_cell(translation: "Translation") -> str:
    """Return a translation as a notebook shows it."""
    from polnews.output.article_page import translation_body

    return fragment(
        translation.article.language,
        translation_body(translation, _prefix(translation)),
    )


def _prefix(value: "Record") -> str:
    """Return what anchors begin with: a notebook is one page, and different values must not share them."""
    return f"polnews-{sha256(value.to_json().encode()).hexdigest()[:8]}-"
