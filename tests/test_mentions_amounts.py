"""Numbers in text: values across writings, units, ranges, and numbers that are something else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polnews.mentions import find_amounts
from polnews.mentions.numerals import parse_digits, small_number_words


def flat(text, language):
    return [(hit.value, hit.unit, hit.kind) for hit in find_amounts(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "1,2 Mrd. Euro"),
        ("en", "€1.2 billion"),
        ("it", "1,2 miliardi di euro"),
        ("pt", "1,2 mil milhões de euros"),
        ("bg", "1,2 млрд. евро"),
    ],
)
def test_the_same_sum_has_one_value_in_every_language(language, text):
    hit = find_amounts(text, language)[0]
    assert (hit.value, hit.unit, hit.text) == (Decimal(1_200_000_000), "EUR", text)


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "13 Uhr"), ("en", "1 p.m. sharp"), ("it", "alle 13"), ("pt", "às 13h"), ("bg", "в 13 часа")],
)
def test_the_same_time_has_one_value_in_every_language(language, text):
    assert flat(text, language) == [(Decimal(780), "13:00", "time")]


def test_ranges_have_two_ends():
    hit = find_amounts("zwischen 10 und 12 Prozent", "de")[0]
    assert (hit.values, hit.unit) == ((Decimal(10), Decimal(12)), "percent")


def test_numbers_in_dates_and_names_are_left_out():
    assert flat("Am 3. Februar 2025 flog eine F-16 im 5G-Netz.", "de") == []


def test_legal_references_and_ordinals_stand_apart():
    assert [hit.kind for hit in find_amounts("Art. 5 und 6, § 3, der 2. Entwurf", "de")] == [
        "legal", "legal", "legal", "ordinal",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["ein Schiff", "one of them", "una nave", "um navio", "един кораб"])
def test_one_is_an_article(word):
    language = {"ein": "de", "one": "en", "una": "it", "um": "pt", "един": "bg"}[word.split()[0]]
    assert flat(word, language) == []


@pytest.mark.parametrize("language", ["de", "it"])
def test_joined_number_words_cover_every_number_below_a_thousand(language):
    assert set(range(1000)) <= set(small_number_words(language).values())


@pytest.mark.parametrize(
    "qualified", [("rund 5 Euro", "about"), ("mindestens 5 Euro", "min"), ("über 5 Euro", "over")]
)
def test_qualifiers(qualified):
    text, qualifier = qualified
    assert find_amounts(text, "de")[0].qualifier == qualifier


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from(["bg", "de", "en", "it", "pt"]))
def test_written_numbers_are_read_back(whole, cents, language):
    """What CLDR writes, we read."""
    from babel.numbers import format_decimal

    value = Decimal(whole) + Decimal(cents) / 100
    assert parse_digits(format_decimal(value, locale=language), language) == value
