"""Glossaries: found in any inflected form, enforced, and the breach told."""

from pathlib import Path

import pytest

from polnews import Article, Translate
from polnews.errors import ArticleError, LanguageError
from polnews.glossary import Glossary
from polnews.testing import FakeEngine

EXAMPLE = Path(__file__).parent.parent / "examples" / "glossary.csv"


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("de", "Die Mitgliedstaaten prüfen den Gesetzentwurf der Europäischen Kommission.", 3),
        ("en", "Member states examine the draft bills of the European Commission.", 3),
        ("it", "Gli Stati membri esaminano i disegni di legge della Commissione europea.", 3),
        ("pt", "Os Estados-Membros analisam os projetos de lei da Comissão Europeia.", 3),
        ("bg", "Държавите членки разглеждат законопроекта на Европейската комисия.", 3),
    ],
)
def test_terms_are_found_in_every_form(language: str, text: str, terms: int) -> None:
    target = "de" if language == "en" else "en"
    found = Glossary.read(EXAMPLE).terms(text, language, target)
    assert len(found) == terms, [term.source for term in found]


def test_the_longest_term_wins_and_case_is_kept() -> None:
    glossary = Glossary.read({"Rat": "council", "Rat für Umwelt": "environment council"})
    assert [t.target for t in glossary.terms("Rat für Umwelt und Rat", "de", "en")] == [
        "Environment council",
        "council",
    ]
    assert [t.target for t in glossary.terms("Der RAT tagt, DER HAUSHALT", "de", "en")] == ["council"]


def test_acronyms_only_as_written() -> None:
    glossary = Glossary([{"de": "EU", "it": "UE"}, {"*": "Mistral AI"}])
    assert [t.target for t in glossary.terms("Die EU und eu, dazu Mistral AI", "de", "it")] == [
        "UE",
        "Mistral AI",
    ]


def test_an_enforced_term_stands_in_the_translation() -> None:
    fake = FakeEngine(
        "de-en", render=lambda text, _: text.replace("Der", "The").replace("prüft den", "examines the")
    )
    article = Article.from_text("Der Haushaltsausschuss prüft den Gesetzentwurf.", language="de")
    pair = Translate(to="en", engine=fake, glossary=EXAMPLE)(article).pairs[0]
    assert pair.target.clean == "The budget committee examines the draft bill."
    assert "term" in {step.detail for step in pair.outcome.steps if step.name == "protected"}
    assert not pair.checks


def test_a_term_the_engine_broke_is_told() -> None:
    deaf = FakeEngine("de-en", render=lambda text, _: "The finance panel examines the plan.")
    article = Article.from_text("Der Haushaltsausschuss prüft den Plan.", language="de")
    pair = Translate(to="en", engine=deaf, glossary={"Haushaltsausschuss": "budget committee"})(
        article
    ).pairs[0]
    check = next(check for check in pair.checks if check.code == "term")
    assert check.message == (
        "The glossary wants “budget committee” for “Haushaltsausschuss”; the translation says otherwise."
    )


def test_the_signature_names_the_glossary() -> None:
    article = Article.from_text("Die Frist endet am Montag.", language="de")
    lines = [
        Translate(to="en", engine=FakeEngine("de-en"), glossary=terms)(article).signature
        for terms in (None, {"Frist": "deadline"}, {"Frist": "term"})
    ]
    assert len(set(lines)) == 3
    assert Glossary([{"de": "a", "en": "b"}, {"de": "c", "en": "d"}]).digest == (
        Glossary([{"en": "d", "de": "c"}, {"en": "b", "de": "a"}]).digest
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(
        f"\ufeffde{delimiter}en\n# note\nFrist{delimiter}deadline\nAmt{delimiter}\n", encoding="utf-8"
    )
    glossary = Glossary.read(path)
    assert [t.target for t in glossary.terms("Die Fristen", "de", "en")] == ["deadline"]


def test_a_bad_file_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    with pytest.raises(ArticleError, match="Save it as CSV"):
        Glossary.read(path)
    path.write_text("de,en\n", encoding="utf-8")
    with pytest.raises(ArticleError, match="first row names languages"):
        Glossary.read(path)
    path.write_text("Deutsch,English\na,b\n", encoding="utf-8")
    with pytest.raises(LanguageError, match="must name languages"):
        Glossary.read(path)
