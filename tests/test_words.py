"""Words and lemmas in the five languages, and in one without a dictionary."""

import subprocess
import sys

import pytest

from polnews.words import content_lemmas, count_words, has_lemmas, lemma, lemmas, stop_words, tokenize

SAME_WORD = [
    ("bg", ["министър", "министърът", "министрите"]),
    ("bg", ["одобри", "одобрих", "одобриха"]),
    ("de", ["Beschluss", "Beschlüsse", "Beschlüssen"]),
    ("de", ["genehmigt", "genehmigte", "genehmigen"]),
    ("en", ["approve", "approved", "approves"]),
    ("it", ["decreto", "decreti"]),
    ("it", ["approvare", "approvato", "approva"]),
    ("pt", ["lei", "leis"]),
    ("pt", ["aprovar", "aprovou", "aprovaram"]),
    ("pt-BR", ["governo", "governos"]),
]


@pytest.mark.parametrize(("language", "forms"), SAME_WORD)
def test_forms_of_one_word_have_one_lemma(language: str, forms: list[str]) -> None:
    assert len({lemma(form, language) for form in forms}) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("... – !", []),
        ("dell'Unione", ["dell", "Unione"]),
        ("EFTA-Staaten", ["EFTA", "Staaten"]),
        ("1.234,5 Mio. Euro", ["1.234,5", "Mio", "Euro"]),
        ("най-голямата за 2027 г.", ["най", "голямата", "за", "2027", "г"]),
        ("quinta-feira, dia 3", ["quinta", "feira", "dia", "3"]),
        ("東京 2026", ["東", "京", "2026"]),
    ],
)
def test_tokenize(text: str, words: list[str]) -> None:
    assert tokenize(text) == words


@pytest.mark.parametrize("language", ["bg", "de", "en", "it", "pt"])
def test_first_class_languages_have_lemmas_and_stop_words(language: str) -> None:
    assert has_lemmas(language)
    assert len(stop_words(language)) > 200


def test_stop_words_fall_away_in_every_form() -> None:
    assert content_lemmas("Die Regierung hat das Gesetz, und sie hatte es.", "de") == ["regierung", "gesetz"]
    assert content_lemmas("Правителството и министърът са тук.", "bg") == ["правителство", "министър"]


def test_a_language_without_dictionary_keeps_its_words_in_lower_case() -> None:
    assert not has_lemmas("ja")
    assert lemmas("Ministry OF Magic", "ja") == ["ministry", "of", "magic"]
    assert content_lemmas("東京 2026", "ja") == ["東", "京", "2026"]


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert count_words("") == 0
    assert count_words("l'Ue  approva\n3,4 miliardi") == 4


def test_importing_words_loads_no_dictionary() -> None:
    code = "import polnews.words, sys; print('simplemma' in sys.modules, 'stopwordsiso' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
