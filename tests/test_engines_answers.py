"""What small models get wrong is seen, and put right where it is plain what was swapped. Five languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polnews.checks import Translated, run_checks
from polnews.engines._answers import clean_answer, finish, is_opaque
from polnews.engines._names import restore_country, restore_name, spelled, without_label
from polnews.engines._prompts import first_plan, retry_plans
from polnews.languages import Pair

# Source language, source, a right translation, wrong ones by the fault they show.
CASES = [
    (
        "bg",
        "Министърът Калин Стоянчев обяви вчера 1,2 млрд. лв. за България.",
        "Minister Kalin Stoyanchev announced 1.2 billion leva for Bulgaria yesterday.",
        {
            "currency": "Minister Kalin Stoyanchev announced 1.2 billion roubles for Bulgaria yesterday.",
            "name": "Minister Kirill Medvedev announced 1.2 billion leva for Bulgaria yesterday.",
            "country": "Minister Kalin Stoyanchev announced 1.2 billion leva for Hungary yesterday.",
            "date": "Minister Kalin Stoyanchev announced 1.2 billion leva for Bulgaria on Friday.",
        },
    ),
    (
        "de",
        "Der luxemburgische Minister Jörg Petkowski nannte gestern 3.400 neue Stellen.",
        "Luxembourg's minister Jörg Petkowski spoke yesterday of 3,400 new posts.",
        {
            "number": "Luxembourg's minister Jörg Petkowski spoke yesterday of 3.4 new posts.",
            "name": "Luxembourg's minister Jörg Rasmussen spoke yesterday of 3,400 new posts.",
            "country": "Germany's minister Jörg Petkowski spoke yesterday of 3,400 new posts.",
            "date": "Luxembourg's minister Jörg Petkowski spoke on Monday of 3,400 new posts.",
        },
    ),
    (
        "it",
        "Il ministro Ezio Brambati ha firmato ieri 27 decreti con la Svizzera.",
        "Minister Ezio Brambati signed 27 decrees with Switzerland yesterday.",
        {
            "number": "Minister Ezio Brambati signed 72 decrees with Switzerland yesterday.",
            "name": "Minister Sergio Mattarella signed 27 decrees with Switzerland yesterday.",
            "country": "Minister Ezio Brambati signed 27 decrees with Sweden yesterday.",
            "date": "Minister Ezio Brambati signed 27 decrees with Switzerland tomorrow.",
        },
    ),
    (
        "pt",
        "O ministro Duarte Quaresmim anunciou ontem 3,5 mil milhões de euros para a França.",
        "Minister Duarte Quaresmim announced 3.5 billion euros for France yesterday.",
        {
            "number": "Minister Duarte Quaresmim announced 3.5 million euros for France yesterday.",
            "name": "Minister Duarte Zelensky announced 3.5 billion euros for France yesterday.",
            "country": "Minister Duarte Quaresmim announced 3.5 billion euros for Spain yesterday.",
            "date": "Minister Duarte Quaresmim announced 3.5 billion euros for France in March.",
        },
    ),
]


def _codes(text: str, target: str, pair: Pair) -> set[str]:
    return {check.code for check in run_checks(Translated(text, pair.source, target, pair.target, "gguf"))}


@pytest.mark.parametrize(("source", "text", "right", "wrong"), CASES, ids=[case[0] for case in CASES])
def test_a_right_translation_is_faultless(source: str, text: str, right: str, wrong: dict[str, str]) -> None:
    assert _codes(text, right, Pair(source, "en")) == set()


@pytest.mark.parametrize(
    ("source", "text", "fault", "target"),
    [(source, text, fault, target) for source, text, _, wrong in CASES for fault, target in wrong.items()],
)
def test_what_was_swapped_is_seen(source: str, text: str, fault: str, target: str) -> None:
    assert fault in _codes(text, target, Pair(source, "en"))


@pytest.mark.parametrize(
    ("text", "target", "fault"),
    [
        ("Mehr auf https://example.eu/a_b heute.", "More on https://example.eu/a today.", "address"),
        ("Die Kommission tagt und berät lange.", "Die Kommission tagt und berät lange.", "untranslated"),
        ("Die Kommission berät.", "La Commissione europea discute oggi la proposta di legge.", "language"),
        ("Hintergrund", "The government said that it would publish the report next week.", "length"),
        (
            "Der Rat berät über den Haushalt und vertagt sich.",
            "The council will discuss the budget and will discuss the budget and will discuss the budget.",
            "repeated",
        ),
        ("Die tschechische Regierung schweigt.", "The Swiss government is silent.", "country"),
    ],
)
def test_other_faults_are_seen(text: str, target: str, fault: str) -> None:
    assert fault in _codes(text, target, Pair("de", "en"))


@pytest.mark.parametrize(
    ("source", "text", "right", "wrong"),
    [
        (
            "bg",
            "Чешкото правителство мълчи.",
            "The Czech government is silent.",
            "The Swiss government is silent.",
        ),
        ("it", "Il governo portoghese tace.", "The Portuguese government is silent.", "Spain is silent."),
        ("pt", "O governo húngaro cala-se.", "Hungary is silent.", "The Polish government is silent."),
        ("en", "The American side waits.", "Die amerikanische Seite wartet.", "Die britische Seite wartet."),
    ],
)
def test_a_country_that_became_another_is_seen(source: str, text: str, right: str, wrong: str) -> None:
    pair = Pair(source, "de" if source == "en" else "en")
    assert _codes(text, right, pair) == set()
    assert "country" in _codes(text, wrong, pair)


def test_the_english_side_can_be_the_source() -> None:
    pair = Pair("en", "de")
    right = "Der Minister nannte 1.200,5 Millionen Euro."
    assert _codes("The minister named 1,200.5 million euros.", right, pair) == set()
    assert "number" in _codes("The minister named 1,300.5 million euros.", right, pair)


@pytest.mark.parametrize(
    ("source", "text", "target", "expected"),
    [
        (
            "bg",
            "Вчера министър Калин Стоянчев замина.",
            "Minister Kirill Medvedev left yesterday.",
            "Minister Kalin Stoyanchev left yesterday.",
        ),
        (
            "it",
            "Ieri Ezio Brambati è partito.",
            "Sergio Mattarella's plane left yesterday.",
            "Ezio Brambati's plane left yesterday.",
        ),
        # Two swapped: which is which cannot be told, so nothing is touched.
        (
            "it",
            "Ieri Ezio Brambati ha visto Ugo Zavaglio.",
            "Yesterday Sergio Mattarella met Rishi Sunakov.",
            "Yesterday Sergio Mattarella met Rishi Sunakov.",
        ),
        # Nothing swapped.
        ("pt", "Ontem Duarte Quaresmim partiu.", "Duarte Quaresmim left.", "Duarte Quaresmim left."),
    ],
)
def test_a_swapped_name_is_put_back(source: str, text: str, target: str, expected: str) -> None:
    assert restore_name(text, target, Pair(source, "en")) == expected


@pytest.mark.parametrize(
    ("source", "text", "target", "expected"),
    [
        ("bg", "Бъдещето на Варна", "Brexit: future of Varna", "Future of Varna"),
        ("de", "Hafen von Emden wächst", "Boris Johnson: port of Emden grows", "Port of Emden grows"),
        ("it", "Porto di Bari: lavori al via", "Bari: port works begin", "Bari: port works begin"),
        ("pt", "Aviso: o porto fecha", "Warning: the port closes", "Warning: the port closes"),
        ("de", "Emden: Hafen wächst", "Emden: port grows", "Emden: port grows"),
        ("it", "Cresce il porto", "Brexit:", "Brexit:"),
    ],
)
def test_an_invented_name_before_a_headline_is_left_out(
    source: str, text: str, target: str, expected: str
) -> None:
    assert without_label(text, target, Pair(source, "en")) == expected


@pytest.mark.parametrize(
    ("source", "text", "target", "expected"),
    [
        ("bg", "Правителството на Португалия мълчи.", "Spain is silent.", "Portugal is silent."),
        (
            "it",
            "Il governo lussemburghese tace.",
            "The German government is silent.",
            "The Luxembourg government is silent.",
        ),
        ("pt", "A Hungria cala-se.", "Hungary is silent.", "Hungary is silent."),
        # Two swapped: which is which cannot be told.
        ("de", "Polen und Ungarn schweigen.", "France and Spain are silent.", "France and Spain are silent."),
    ],
)
def test_a_swapped_country_is_put_back(source: str, text: str, target: str, expected: str) -> None:
    assert restore_country(text, target, Pair(source, "en")) == expected


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("Neue Frist für Anträge", "New deadline for applications.", "New deadline for applications"),
        ("Neue Frist für Anträge", "New deadline. The council decided so.", "New deadline"),
        ("Die Frist endet.", "The deadline ends.", "The deadline ends."),
        ("Neue Frist?", "New deadline?", "New deadline?"),
    ],
)
def test_a_headline_stays_a_headline(text: str, target: str, expected: str) -> None:
    assert finish(text, target) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (" The deadline ends.", "The deadline ends."),
        ("English: The deadline ends.", "The deadline ends."),
        ("Sure, here is the translation: The deadline ends.", "The deadline ends."),
        ("The deadline ends. German: Der Rat tagt. English: The council", "The deadline ends."),
        ("Die Frist endet. - The deadline ends.", "The deadline ends."),
        ("“The deadline ends.”", "The deadline ends."),
    ],
)
def test_chatter_and_echo_are_taken_off(answer: str, expected: str) -> None:
    assert clean_answer(answer, "Die Frist endet.", ("German", "English")) == expected


@pytest.mark.parametrize(
    ("text", "language", "opaque"),
    [
        ("Калин Стоянчев", "bg", True),
        ("Нов закон", "bg", False),
        ("Luc Petkowski", "it", True),
        ("Neues Waldgesetz", "de", False),
        ("Hintergrund", "de", False),
        ("Commissione Europea", "it", False),
        ("2025", "pt", True),
    ],
)
def test_names_and_numbers_alone_are_left_alone(text: str, language: str, opaque: bool) -> None:
    assert is_opaque(text, language) is opaque


def test_second_tries_keep_addresses_from_the_model() -> None:
    plans = retry_plans("Mehr auf https://example.eu/a_b, Fragen an p@example.eu.", 512)
    around = plans[-1]
    assert not any("example.eu" in part for part in around.wanted())
    assert around.join(["More on", "questions to"]).startswith(
        "More on https://example.eu/a_b questions to p@"
    )
    assert around.join(["More on", "questions to"]).endswith("p@example.eu.")


@given(st.text(max_size=400), st.integers(64, 512))
def test_plans_lose_no_word(text: str, context: int) -> None:
    """What is asked for, put together, is the text; and every plan can be joined."""
    plan = first_plan(text, context)
    assert "".join("".join(plan.wanted()).split()) == "".join(text.split())
    for other in retry_plans(text, context):
        assert isinstance(other.join(other.wanted()), str)


@given(st.text(), st.text())
def test_no_text_breaks_them(source: str, target: str) -> None:
    pair = Pair("bg", "en")
    _codes(source, target, pair)
    finish(source, restore_name(source, target, pair))


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        (
            "bg-en",
            "Йордан Цонев каза, че бюджетът е готов.",
            "Yordan Tsonev said Bulgaria's budget was ready.",
        ),
        ("it-en", "Rumen Radev parla a Sofia.", "Rumen Radev speaks in Bulgaria."),
        ("it-en", "Giordano Bruno parla.", "Giordano Bruno speaks in France."),
        ("pt-en", "Catarina Martins falou.", "Catarina Martins spoke in Spain."),
        ("de-en", "Georgi Petrow sprach.", "Georgi Petrov spoke in Italy."),
    ],
)
def test_a_persons_name_is_no_country(pair: str, source: str, target: str) -> None:
    ours, theirs = pair.split("-")
    assert restore_country(source, target, Pair(ours, theirs)) == target
    found = [
        check for check in run_checks(Translated(source, ours, target, theirs, "")) if check.code == "country"
    ]
    assert all(check.severity != "severe" for check in found)


def test_small_letters_name_no_country_in_english() -> None:
    checks = run_checks(
        Translated("Böswillige Angriffe nehmen zu.", "de", "Attacks by malicious actors rise.", "en", "")
    )
    assert "country" not in {check.code for check in checks}


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("Output of industry fell in May: ministry warns", "Output of industry fell in May: ministry warns"),
        ("Of course, the minister said: no.", "Of course, the minister said: no."),
        ("Translation fees rise: union protests", "Translation fees rise: union protests"),
        ("Sure, here is the translation: The deadline ends.", "The deadline ends."),
        ("Here's the English text: The deadline ends.", "The deadline ends."),
        ("Translation: The deadline ends.", "The deadline ends."),
        ("The translation is: The deadline ends.", "The deadline ends."),
    ],
)
def test_chatter_goes_and_text_with_a_colon_stays(answer: str, kept: str) -> None:
    assert clean_answer(answer, "Die Frist endet.", ("German", "English")) == kept


def test_a_headline_does_not_end_at_an_abbreviation() -> None:
    assert (
        finish("Il presidente incontra il professor Rossi", "President meets Prof. Rossi")
        == "President meets Prof. Rossi"
    )


@pytest.mark.parametrize(
    ("text", "language", "opaque"),
    [
        ("ПОЛША", "bg", False),
        ("НОВА ТАКСА", "bg", False),
        ("NEUE REGEL", "de", False),
        ("NUOVA LEGGE", "it", False),
        ("NOVA LEI", "pt", False),
        ("NATO", "it", True),
        ("EU", "pt", True),
        ("АЕБ", "bg", True),
    ],
)
def test_short_lines_in_capitals_are_translated_unless_they_are_acronyms(
    text: str, language: str, opaque: bool
) -> None:
    assert is_opaque(text, language) is opaque


@pytest.mark.parametrize(
    ("pair", "text", "written"),
    [
        ("bg-en", "Ана Петрова", "Ana Petrova"),
        ("bg-de", "НАТО, ЕС", "NATO, EU"),
        ("bg-en", "12,5 %", "12,5 %"),
        ("de-en", "Jörg Petkowski", "Jörg Petkowski"),
        ("en-bg", "Jörg Petkowski", "Jörg Petkowski"),
    ],
)
def test_names_alone_are_written_in_the_readers_letters(pair: str, text: str, written: str) -> None:
    assert spelled(text, Pair.parse(pair)) == written


def test_long_chains_of_hyphens_are_searched_in_no_time() -> None:
    chain = "-".join(["wort"] * 60)
    finish(f"{chain} und {chain}.", f"The {chain} and so on and the {chain}, as they said.")
    run_checks(Translated(chain, "de", f"{chain} {chain}'s {'-' * 40}", "en", ""))


@pytest.mark.parametrize(
    ("pair", "source", "target", "restored"),
    [
        ("it-en", "La strategia del Lussemburgo.", "Lussemburgo's strategy.", "Luxembourg's strategy."),
        (
            "de-en",
            "Das Büro in Luxemburg öffnet.",
            "The office in Luxemburg opens.",
            "The office in Luxembourg opens.",
        ),
        (
            "de-en",
            "Luxemburg, Luxemburg - Ja.",
            "Luxemburg, Luxemburg - Yes.",
            "Luxembourg, Luxembourg - Yes.",
        ),
        ("pt-en", "A Alemanha assinou.", "Alemanha signed.", "Germany signed."),
        ("bg-en", "Румъния подписа.", "Румъния signed.", "Romania signed."),
        ("de-en", "Georgien schweigt.", "Georgia is silent.", "Georgia is silent."),
    ],
)
def test_a_country_left_as_the_original_writes_it_is_put_right(
    pair: str, source: str, target: str, restored: str
) -> None:
    assert restore_country(source, target, Pair.parse(pair)) == restored
