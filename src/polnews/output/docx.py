"""Word documents, for people who forward and annotate: plain styles, every text marked with its language."""

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from polnews.languages import language_name
from polnews.output.docx_writer import Writer
from polnews.output.facets import facet_lines
from polnews.output.notes import (
    alert,
    disagreements,
    headline_original,
    notes_of,
    place,
    remarks,
    shared_notes,
    version_note,
)
from polnews.output.page import way
from polnews.output.text import set_aside_lines, set_aside_summary

if TYPE_CHECKING:
    from polnews.brief import Brief, KeyFact
    from polnews.translate import Translation

__all__ = ["briefs_docx", "results_docx", "translations_docx"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip archive can state."""


def results_docx(results: "Sequence[Brief | Translation]") -> bytes:
    """Return results, all briefs or all translations, as one Word document, each on a new page."""
    from polnews.brief import Brief

    briefs = [result for result in results if isinstance(result, Brief)]
    translations = [result for result in results if not isinstance(result, Brief)]
    return briefs_docx(briefs) if briefs else translations_docx(translations)


def briefs_docx(briefs: "Sequence[Brief]") -> bytes:
    """Return briefs as one Word document, each on a new page.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    writer = Writer(briefs[0].headline.text, briefs[0].language)
    for number, brief in enumerate(briefs):
        if number:
            writer.new_page()
        _brief(writer, brief)
    return _timeless(writer.content())


def translations_docx(translations: "Sequence[Translation]") -> bytes:
    """Return translations as one Word document, each a table with the original on the right.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    first = translations[0].article
    writer = Writer(first.title or "Translation", first.language)
    for number, translation in enumerate(translations):
        if number:
            writer.new_page()
        _translation(writer, translation)
    return _timeless(writer.content())


def _brief(writer: Writer, brief: "Brief") -> None:
    _head(writer, brief)
    for label, line in facet_lines(brief):
        writer.labelled(label, line, brief.versions[brief.main].language)
    writer.heading("Key facts", "en", level=2)
    for number, fact in enumerate(brief.facts, start=1):
        _fact(writer, brief, number, fact)
    if brief.passages:
        writer.heading("Dates and quotes above stand in", "en", level=2)
        for one in brief.passages:
            language = brief.language if one.is_translated else one.source.language
            writer.numbered(f"[{one.source.segment + 1}]", " ".join(one.text.split()), language)
            for check in remarks(one.outcome.checks, shared_notes(brief.outcomes)):
                writer.finding(check, indented=True)
            if one.is_translated:
                writer.original(" ".join(one.source.text.split()), one.source.language)
    writer.rule()
    for line in (*set_aside_lines(brief), brief.signature):
        writer.small(line, "en")


def _head(writer: Writer, brief: "Brief") -> None:
    headline = brief.headline
    writer.heading(headline.text, brief.language)
    shared = shared_notes(brief.outcomes)
    for check in remarks(headline.outcome.checks, shared):
        writer.finding(check)
    if title := headline_original(brief):
        writer.original(" ".join(title.text.split()), title.language)
    for index, version in enumerate(brief.versions):
        first = way(brief.route, brief.engine) if len(brief.versions) == 1 else brief.labels[index]
        date = version.date.isoformat() if version.date else "date unknown"
        writer.small(" · ".join(filter(None, (first, date, version.source))), "en")
    if headline.from_fact:
        writer.small("The text has no title: this is its most important fact.", "en")
    for note in notes_of(brief):
        writer.small(note, "en")
    if found := alert(brief.outcomes):
        writer.alert(found.text)


def _fact(writer: Writer, brief: "Brief", number: int, fact: "KeyFact") -> None:
    writer.numbered(f"{number}.", fact.text, brief.language)
    for check in remarks(fact.outcome.checks, shared_notes(brief.outcomes)):
        writer.finding(check, indented=True)
    for line in filter(None, (version_note(brief, fact), *disagreements(brief, fact))):
        writer.small(line, "en", indented=True)
    for source in fact.sources:
        where = f"{fact.kind}, {place(brief, source)}"
        said = " ".join(source.text.split())
        if said != fact.text:
            writer.original(said, source.language, f"{where}: ")
        else:
            writer.small(f"{where}, characters {source.start}–{source.end}", "en", indented=True)


def _translation(writer: Writer, translation: "Translation") -> None:
    target, source = translation.article, translation.source
    shared = shared_notes(translation.line_outcomes)
    writer.heading(target.title or "Translation", target.language)
    if translation.title_outcome is not None and source.title is not None:
        for check in remarks(translation.title_outcome.checks, shared):
            writer.finding(check)
        writer.original(source.title, source.language)
    date = source.date.isoformat() if source.date else "date unknown"
    route = way(translation.route, translation.engine)
    writer.small(" · ".join(filter(None, (route, date, source.source))), "en")
    for note in shared:
        writer.small(note, "en")
    if found := alert(translation.line_outcomes):
        writer.alert(found.text)
    with writer.pairs(language_name(target.language), language_name(source.language)) as add:
        for pair in translation.pairs:
            bold = pair.source.role in ("title", "heading")
            left, right = (pair.target.clean, target.language), (pair.source.clean, pair.source.language)
            add(left, right, remarks(pair.checks, shared), bold)
    writer.rule()
    writer.small(set_aside_summary(source.set_aside), "en")
    writer.small(translation.signature, "en")


def _timeless(content: bytes) -> bytes:
    """Give every member of the archive the same time, so that equal briefs are equal files."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in given.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, given.read(name))
    return made.getvalue()
