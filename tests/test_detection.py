"""The language of a line, with either detector."""

import json
import sys
from pathlib import Path

import pytest

from polnews import detection
from polnews.detection import guess, is_foreign, main_language, served
from polnews.errors import LanguageError

ARTICLES = Path(__file__).parent / "data" / "articles"
LANGUAGES = ("bg", "de", "en", "it", "pt")


@pytest.fixture(params=["eldc", "py3langid"], scope="module")
def detector(request):
    """Each detector that is installed, loaded once."""
    pytest.importorskip(request.param)
    return getattr(detection, f"_{request.param}")()


@pytest.fixture(autouse=True)
def backend(detector, monkeypatch):
    """Run each test with each detector."""
    made = detector
    monkeypatch.setattr(detection, "_backend", lambda: made)
    return made


def rows():
    for path in sorted(ARTICLES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from json.loads(line)["rows"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_a_dev_article_is_foreign_to_its_own_language(language):
    assert not [row[language] for row in rows() if is_foreign(guess(row[language]), language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_foreign_to_articles_in_another_language(language):
    titles = [row for row in rows() if row["k"] == "title"]
    others = [g for g in LANGUAGES if g != language]
    missed = [row[g] for row in titles for g in others if not is_foreign(guess(row[g]), language)]
    assert len(missed) <= 0.02 * len(titles) * len(others)


@pytest.mark.parametrize(
    "line", ["Mistral AI", "Luc Frieden", "EUR 5", "---|---|", "2025", "", "Nordkurier Wochenblatt"]
)
@pytest.mark.parametrize("main", LANGUAGES)
def test_names_and_lines_of_few_letters_are_no_evidence(line, main):
    assert not is_foreign(guess(line), main)


@pytest.mark.parametrize("main", ["bg", "it", "pt", "en"])
def test_a_short_german_line_is_foreign_by_strong_evidence(main):
    assert is_foreign(guess("Veröffentlicht am Dienstag von der Redaktion"), main)


def test_the_main_language_is_that_of_most_letters():
    lines = [
        "Das ist ein kurzer Hinweis.",
        "Il governo ha approvato ieri la nuova legge sui dati pubblici e privati.",
    ]
    assert main_language(map(guess, lines)) == "it"


@pytest.mark.parametrize("lines", [[], ["123 - 45"], ["Mistral"], ["|"]])
def test_too_few_words_tell_no_language(lines):
    with pytest.raises(LanguageError, match=r'language="de".*--lang'):
        main_language(map(guess, lines))


def test_codes_the_detectors_do_not_know_go_to_their_neighbour():
    assert [served(tag) for tag in ("pt-BR", "nb", "nn-NO", "de")] == ["pt", "no", "no", "de"]


def test_the_fallback_serves_where_the_first_detector_is_not_installed(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(detection.importlib.util, "find_spec", lambda _: None)
    detection._backend.cache_clear()
    try:
        assert detection._backend().name == "py3langid"
        assert guess("Das Parlament hat den Entwurf angenommen.").language == "de"
    finally:
        detection._backend.cache_clear()


def test_detectors_are_loaded_only_when_asked():
    assert "import eldc" not in Path(sys.modules[detection.__name__].__file__).read_text().split("def ")[0]
