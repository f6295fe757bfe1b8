"""HTML pages for people: source and translation side by side, each fact linked to its sentence."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from polnews.languages import language_name
from polnews.output.facets import amount_text, facet_lines
from polnews.output.notes import remarks, shared_notes
from polnews.output.page import about, column, findings, page, paragraph, signature_footer, way
from polnews.output.text import set_aside_summary

if TYPE_CHECKING:
    from polnews.article import Article, SetAside
    from polnews.brief import Brief, KeyFact, Original
    from polnews.translate import AlignedPair, Translation

__all__ = ["article_html", "brief_html", "translation_html"]


def brief_html(brief: "Brief") -> str:
    """Return a brief as a page: facts left, the sentences they came from right."""
    heads = ["Key facts", "Original" if brief.translated else "Where it stands"]
    body = [*_brief_head(brief), *_facets(brief), _column_heads(heads), '<ol class="columns">']
    body += [_fact(number, fact, brief) for number, fact in enumerate(brief.facts, start=1)]
    body += [
        "</ol>",
        _numbers(brief),
        signature_footer(brief.signature, *map(set_aside_summary, brief.versions)),
    ]
    return page(brief.headline.text, brief.language, body)


def _brief_head(brief: "Brief") -> Iterator[str]:
    headline = brief.headline
    yield f'<header>\n<h1 lang="{escape(brief.language)}" dir="auto">{escape(headline.text)}</h1>'
    yield findings(remarks(headline.outcome.checks, shared_notes(brief.outcomes)))
    if brief.translated and headline.source is not None and not headline.from_fact:
        yield paragraph(" ".join(headline.source.text.split()), headline.source.language, "original-title")
    yield about([way(brief.route, brief.engine)])
    for version in brief.versions:
        date = version.date.isoformat() if version.date else "date unknown"
        yield about([date, *([version.source] if version.source else [])])
    if headline.from_fact:
        yield about(["The text has no title: this is its most important fact."])
    yield from (about([note]) for note in shared_notes(brief.outcomes))
    yield "</header>"


def _facets(brief: "Brief") -> Iterator[str]:
    lines = list(facet_lines(brief))
    if lines:
        yield '<dl class="facets">'
        for label, line in lines:
            yield f'<div><dt lang="en">{escape(label)}</dt><dd dir="auto">{escape(line)}</dd></div>'
        yield "</dl>"


def _passages(brief: "Brief") -> str:
    """Return the sentences dates and quotes stand in, or nothing."""
    if not brief.passages:
        return ""
    items = "".join(
        f'<li value="{one.segment + 1}">{paragraph(" ".join(one.text.split()), one.language)}</li>'
        for one in brief.passages
    )
    return f'<div lang="en">{column("Sentences of the dates and quotes above")}<ol>{items}</ol></div>'


def _numbers(brief: "Brief") -> str:
    """Return a table of all amounts with the words they stand in."""
    if not brief.numbers:
        return ""
    language = brief.versions[0].language
    rows = "".join(
        f'<tr><td class="value">{escape(amount_text(number, brief.language))}</td><td>{escape(number.kind)}</td>'
        f'<td lang="{escape(language)}" dir="auto">{escape(" ".join(number.text.split()))}</td>'
        f"<td>{'' if number.segment is None else number.segment + 1}</td></tr>"
        for number in brief.numbers
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Number", "Kind", "As written", "Sentence"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<div lang="en">{column("Numbers")}{table}</div>'


def _column_heads(heads: Sequence[str]) -> str:
    return f'<div class="columns heads">{"".join(map(column, heads))}</div>'


def _fact(number: int, fact: "KeyFact", brief: "Brief") -> str:
    first = fact.sources[0].segment
    found = findings(remarks(fact.outcome.checks, shared_notes(brief.outcomes)))
    left = (
        f'<div class="cell fact" id="fact-{number}"><a class="number" href="#sentence-{first}">{number}</a>'
        f"<div>{paragraph(fact.text, brief.language)}{found}</div></div>"
    )
    right = "".join(_original(number, fact.kind, source, brief.translated) for source in fact.sources)
    return f'<li>{left}<div class="cell source" id="sentence-{first}">{right}</div></li>'


def _original(number: int, kind: str, source: "Original", translated: bool) -> str:
    where = f"{kind}, sentence {source.segment + 1}, characters {source.start}–{source.end}"
    text = paragraph(" ".join(source.text.split()), source.language) if translated else ""
    return f'{text}<a class="where" lang="en" href="#fact-{number}">{where}</a>'


def translation_html(translation: "Translation") -> str:
    """Return a translation as a page: translation left, original right, findings below the sentence."""
    target = translation.article
    title = target.title or "Translation"
    shared = shared_notes(translation.outcomes)
    heads = [language_name(tag) for tag in (target.language, translation.source.language)]
    body = [
        f'<header>\n<h1 lang="{escape(target.language)}" dir="auto">{escape(title)}</h1>',
        *_article_about(translation.source, way(translation.route, translation.engine)),
        *(about([note]) for note in shared),
        "</header>",
        _column_heads(heads),
        '<ol class="columns">',
        *(_pair(pair, shared) for pair in translation.pairs),
        "</ol>",
        _set_aside(translation.source.set_aside),
        signature_footer(translation.signature),
    ]
    return page(title, target.language, body)


def _pair(pair: "AlignedPair", shared: Sequence[str]) -> str:
    css = " heading" if pair.source.role in ("title", "heading") else ""
    index = pair.source.index
    left = f"{paragraph(pair.target.clean, pair.target.language)}{findings(remarks(pair.checks, shared))}"
    right = paragraph(pair.source.clean, pair.source.language)
    return (
        f'<li><div class="cell{css}" id="translation-{index}">{left}</div>'
        f'<div class="cell source plain{css}" id="sentence-{index}">{right}</div></li>'
    )


def article_html(article: "Article") -> str:
    """Return an article as a page: its text by paragraphs, and what was set aside, folded."""
    title = article.title or "Article"
    body = ["<header>", *([] if article.title is None else [_heading(article)])]
    body += [*_article_about(article, language_name(article.language)), "</header>", "<article>"]
    body += [*_paragraphs(article), "</article>", _set_aside(article.set_aside)]
    return page(title, article.language, body)


def _heading(article: "Article") -> str:
    return f'<h1 lang="{escape(article.language)}" dir="auto">{escape(article.title or "")}</h1>'


def _article_about(article: "Article", first: str) -> Iterator[str]:
    date = article.date.isoformat() if article.date else "date unknown"
    yield about([first, date, *([article.source] if article.source else [])])


def _paragraphs(article: "Article") -> Iterator[str]:
    sentences: list[str] = []
    place = -1
    for segment in article.segments:
        if segment.role == "title":
            continue
        if segment.paragraph != place and sentences:
            yield paragraph(" ".join(sentences), article.language)
            sentences = []
        place = segment.paragraph
        sentences.append(segment.clean)
    yield paragraph(" ".join(sentences), article.language)


def _set_aside(lines: Sequence["SetAside"]) -> str:
    if not lines:
        return ""
    items = "".join(
        f"<li><b>{escape(line.reason)}</b>: "
        f'<span lang="{escape(line.language or "und")}" dir="auto">{escape(" ".join(line.text.split()))}</span></li>'
        for line in lines
    )
    count = f"{len(lines)} {'line' if len(lines) == 1 else 'lines'} set aside"
    return f'<details lang="en"><summary>{count}</summary><ul>{items}</ul></details>'
