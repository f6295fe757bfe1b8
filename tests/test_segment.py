"""Sentences and their offsets."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from polnews.provenance import Span
from polnews.segment import Segment, ends_in_stop, is_invisible, reflow, split_sentences

ARTICLES = Path(__file__).parent / "data" / "articles"
LANGUAGES = ("bg", "de", "en", "it", "pt")
# Any text, and texts rich in what the splitter and re-flowing look at.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.sampled_from('abЖя.!?…„“"»«()  \n\r\t-–12\u00ad\u200b\u200d\ufeff\u00a0\u2028\u0301IVX:;')),
)


def sentences(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("bg", "Законът влиза в сила на 1 юли 2025 г. за всички. | Правителството прие и втори проект."),
        ("bg", "Срокът изтича през 2027 г. | Това обяви министърът."),
        ("bg", "През 2024 г. Народното събрание прие закона. | Той влезе в сила."),
        ("bg", "Според чл. 5, ал. 2 от закона г-н Петров, д-р Иванова и др. получиха 5 млн. лв. за ремонта."),
        ("de", "Am 3. Februar kam Dr. Maier, z. B. mit 5 Mio. Euro. | Er blieb."),
        (
            "de",
            "Der 2. Entwurf nach Art. 5 Abs. 3 GG gilt seit dem 19. Jahrhundert. | Die Frist endet am 3. | Das ist neu.",
        ),
        ("de", "Gemeint sind Bund, Länder usw. | Die Kosten trägt der Staat."),
        (
            "en",
            "Mr. Smith met Sen. John F. Doe of the U.S. Army at No. 10. | He left at 5 p.m. | The talks go on.",
        ),
        ("en", "It costs approx. $5.2 million, e.g. for roads. | Nobody paid."),
        ("it", "L'art. 5 del d.lgs. n. 33 vale per il dott. Rossi. | La legge entra in vigore a marzo."),
        (
            "it",
            "Il piano vale 5 mln di euro, cfr. pag. 3. | L'accordo prevede controlli nell'UE. | Nessuno ha votato contro.",
        ),
        (
            "pt",
            "O n.º 3 do art. 5.º aplica-se à Exma. Sra. Silva e ao Sr. Costa. | A lei entra em vigor em maio.",
        ),
        ("pt", "A verba é de aprox. 5 M€, p. ex. para estradas. | Ninguém votou contra."),
    ],
)
def test_abbreviations_ordinals_and_initials_do_not_end_a_sentence(language, text):
    expected = text.split(" | ")
    assert sentences(" ".join(expected), language) == expected


def test_a_quote_and_its_attribution_stay_together():
    assert sentences("„Das ist gut.“ sagte er leise. Dann ging er.", "de") == [
        "„Das ist gut.“ sagte er leise.",
        "Dann ging er.",
    ]


def test_long_sentences_within_a_quote_are_cut():
    text = "“The plan is far too slow for us. Nobody can wait until next year.” He left."
    assert sentences(text, "en") == [
        "“The plan is far too slow for us.",
        "Nobody can wait until next year.”",
        "He left.",
    ]


def test_a_blank_line_ends_a_sentence_and_a_single_break_does_not():
    assert sentences("The rule\ntakes effect\n\nNext week", "en") == ["The rule\ntakes effect", "Next week"]


def test_a_language_without_rules_of_its_own_is_split_by_the_general_ones():
    assert sentences("Καλημέρα. Η Βουλή ψήφισε.", "el") == ["Καλημέρα.", "Η Βουλή ψήφισε."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_dev_articles_are_split_as_written(language):
    """Rows are sentences; in all 48 articles together at most two boundaries may be wrong or missed."""
    wrong = 0
    for path in sorted(ARTICLES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            rows = [row[language] for row in json.loads(line)["rows"] if row["k"] != "title"]
            wrong += len(set(sentences(" ".join(rows), language)) ^ set(rows))
    assert wrong <= 4  # a missed boundary makes three sentences differ


@given(TEXTS, st.sampled_from((*LANGUAGES, "el", "xx")))
def test_sentences_cover_every_character_that_is_not_blank(text, language):
    at = 0
    for span in split_sentences(text, language):
        assert at <= span.start < span.end <= len(text)
        assert not text[at : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        at = span.end
    assert not text[at:].strip()


@given(TEXTS)
def test_clean_maps_back_to_the_characters_it_came_from(text):
    segment = Segment.cut("xx" + text, 2, 2 + len(text), index=0, role="body", language="en", paragraph=0)
    last = 2
    for i, character in enumerate(segment.clean):
        span = segment.locate(i, i + 1)
        found = ("xx" + text)[span.start : span.end]
        assert found == character or (character == " " and found.isspace())
        assert span.start >= last
        last = span.end
    assert segment.locate(0, len(segment.clean)).end <= segment.end


@given(TEXTS)
@example("\ufeff\u200c")  # a joiner behind an invisible mark went only the second time
def test_reflow_leaves_single_spaces_and_changes_nothing_twice(text):
    clean = reflow(text)
    assert clean == " ".join(clean.split())
    assert reflow(clean) == clean
    assert is_invisible(text) or clean


def test_locate_refuses_what_lies_outside():
    segment = Segment.cut("abc", 0, 3, index=0, role="body", language="en", paragraph=0)
    assert segment.span == Span(0, 3)
    with pytest.raises(ValueError, match="outside"):
        segment.locate(0, 4)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("lang\u00adfristig", "langfristig"),
        ("a\u200bb\ufeffc", "abc"),
        ("eine lange\n   Zeile", "eine lange Zeile"),
        ("по-\nефективни", "по-ефективни"),
        ("Ein-\nund Ausfuhr", "Ein- und Ausfuhr"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Auf\u200clage", "Auflage"),
    ],
)
def test_reflow_joins_lines_and_drops_the_invisible(text, clean):
    assert reflow(text) == clean


@pytest.mark.parametrize(
    ("text", "language", "ends"),
    [
        ("Er kam.", "de", True),
        ("Er kam.“", "de", True),
        ("Kommt er?", "de", True),
        ("План до 2028 г.", "bg", False),
        ("Hilfe für 5 Mio.", "de", False),
        ("Neue Regeln", "de", False),
        ("", "de", False),
    ],
)
def test_a_stop_that_closes_an_abbreviation_ends_no_sentence(text, language, ends):
    assert ends_in_stop(text, language) is ends
