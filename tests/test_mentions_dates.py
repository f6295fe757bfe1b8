"""Dates in text: values, precision, ranges, relative dates, and what is no date."""

import datetime as dt

import pytest

from polnews.mentions import find_dates

REFERENCE = dt.date(2026, 3, 12)  # a Thursday


def values(text, language, reference=REFERENCE):
    return [hit.value for hit in find_dates(text, language, reference=reference)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am 3. Februar 2025 begann es."),
        ("en", "It began on 3 February 2025."),
        ("it", "È iniziato il 3 febbraio 2025."),
        ("pt", "Começou a 3 de fevereiro de 2025."),
        ("bg", "Започна на 3 февруари 2025 г."),
    ],
)
def test_the_same_day_has_one_value_in_every_language(language, text):
    hits = find_dates(text, language)
    assert [(hit.value, hit.precision, hit.relative) for hit in hits] == [("2025-02-03", "day", False)]
    assert text[hits[0].start : hits[0].end] == hits[0].text


@pytest.mark.parametrize(
    ("language", "word"),
    [("de", "gestern"), ("en", "yesterday"), ("it", "ieri"), ("pt", "ontem"), ("bg", "вчера")],
)
def test_relative_dates_are_unresolved_without_a_reference(language, word):
    hit = find_dates(word, language)[0]
    assert (hit.value, hit.form, hit.relative) == (None, "-1D", True)
    assert find_dates(word, language, reference=REFERENCE)[0].value == "2026-03-11"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("in the third quarter of 2025", "en", ["2025-Q3"]),
        ("im Herbst 2024", "de", ["2024-FA"]),
        ("il biennio 2026-2027", "it", ["2026/2027"]),
        ("entre 2021 e 2027", "pt", ["2021/2027"]),
        ("90-те години", "bg", ["199X"]),
        ("am 3., 4. und 5. Oktober 2026", "de", ["2026-10-03", "2026-10-04", "2026-10-05"]),
        ("on 29 February 2025", "en", ["2025-02"]),
        ("2025-02-03", "en", ["2025-02-03"]),
        ("31.02.2025", "de", []),
        ("in den letzten Jahren", "de", []),
        ("bis heute", "de", []),
        ("a summer recess", "en", []),
        ("every Monday", "en", []),
        ("She may march on.", "en", []),
        ("1,600 of 2,100 cases", "en", []),
    ],
)
def test_what_is_a_date_and_what_is_not(text, language, expected):
    assert values(text, language) == expected


def test_a_day_without_a_year_agrees_with_its_weekday():
    assert values("Freitag, 6. März", "de", dt.date(2025, 12, 20)) == ["2026-03-06"]


def test_the_part_of_a_period_is_kept():
    hit = find_dates("by the end of 2027", "en")[0]
    assert (hit.value, hit.part) == ("2027", "end")


def test_other_languages_get_figures_and_the_names_of_cldr():
    assert values("le 3 février 2025", "fr") == ["2025-02-03"]
    assert values("2025-02-03", "ja") == ["2025-02-03"]


def test_far_distances_stay_unresolved_instead_of_failing():
    assert values("vor 30000 Jahren", "de") == [None]
    assert values("in 9000000 Tagen", "de") == [None]
