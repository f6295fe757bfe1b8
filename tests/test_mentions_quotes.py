"""Quotations: every style of marks, nesting, speakers, and what is no quotation."""

import pytest

from polnews.mentions import find_quotes
from polnews.mentions.quote_marks import quoted_spans


@pytest.mark.parametrize(
    "quoted",
    [
        "„Wir zahlen heute nicht mehr“",
        "“We shall not pay a penny”",
        "«Non paghiamo più un euro»",
        "»Wir zahlen heute nicht mehr«",
        '"We shall not pay a penny"',
        "‚Wir zahlen heute nicht mehr‘",
        "‘We shall not pay a penny’",
        "„Няма да платим нито лев“",
    ],
)
def test_every_style_of_marks_is_found(quoted):
    text = f"Er sagte: {quoted} Dann ging er."
    assert [text[start:end] for start, end in quoted_spans(text)] == [quoted]


def test_nested_marks_belong_to_the_outer_quotation():
    text = "„Er sagte ‚nein‘ und ging“, berichtete sie."
    assert quoted_spans(text) == [(0, 26)]


def test_apostrophes_are_no_marks():
    assert quoted_spans("It's the workers' rights that don't matter.") == []


def test_a_mark_left_open_ends_with_its_paragraph():
    assert quoted_spans("Er sagte: „Das war\n\nalles. „Ja“, rief sie.") == [(27, 31)]


def test_a_quotation_may_span_sentences():
    text = "„Wir haben verstanden. Jetzt handeln wir.“, sagte Ministerin Ana Costa."
    quote = find_quotes(text, "de")[0]
    assert (quote.text, quote.speaker, quote.cue) == (text[:42], "Ministerin Ana Costa", "sagte")


def test_names_and_titles_between_marks_are_no_quotations():
    assert find_quotes("Der Film „Die lange Nacht“ läuft.", "de") == []


def test_a_later_quotation_has_the_speaker_of_the_one_before():
    text = "„Wir haben lange gewartet“, sagte Ana Costa. „Jetzt ist es genug für uns alle.“"
    assert [quote.speaker for quote in find_quotes(text, "de")] == ["Ana Costa", "Ana Costa"]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Laut Eurostat sanken die Preise im Mai.", "de", "Eurostat"),
        ("Prices fell in May, according to Eurostat.", "en", "Eurostat"),
        ("Secondo Eurostat, i prezzi sono scesi a maggio.", "it", "Eurostat"),
        ("Segundo o Eurostat, os preços desceram em maio.", "pt", "o Eurostat"),
        ("Според Евростат цените са спаднали през май.", "bg", "Евростат"),
    ],
)
def test_reported_statements_name_their_source(text, language, speaker):
    quote = find_quotes(text, language)[0]
    assert (quote.speaker, quote.direct) == (speaker, False)


def test_spans_are_exact_slices():
    text = "Nach dem Treffen sagte Ministerin Ana Costa: „Es geht voran.“"
    quote = find_quotes(text, "de")[0]
    assert text[quote.start : quote.end] == quote.text
    assert text[quote.speaker_span.start : quote.speaker_span.end] == quote.speaker
