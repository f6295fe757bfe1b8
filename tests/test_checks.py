"""Each check: what it finds, and the differences of writing it lets pass."""

import time

import pytest

from polnews.checks import Check, Translated, run_checks


def found(source: str, target: str, pair: str = "de-en", **more: object) -> dict[str, Check]:
    ours, theirs = pair.split("-")
    checks = run_checks(Translated(source, ours, target, theirs, str(more.pop("engine", "test")), **more))  # type: ignore[arg-type]
    return {check.code: check for check in checks}


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("de-en", "Es kostet 1.234,5 Euro.", "It costs 1,234.5 euros."),
        ("de-en", "Elf Staaten stimmten zu.", "11 states agreed."),
        ("de-en", "Die Sitzung beginnt um 13 Uhr.", "The meeting starts at 1 p.m."),
        ("de-en", "Das kostet 1,2 Mrd. Euro.", "That costs EUR 1.2 billion."),
        ("de-en", "Am 3. Februar 2025 ist Schluss.", "It ends on 3 February 2025."),
        ("de-en", "Am 03.02.2025 ist Schluss.", "It ends on 3 February 2025."),
        ("en-bg", "It was 60.5 percent in 2025.", "Делът беше 60,5% през 2025 г."),
        ("bg-en", "Сумата е 14 500 лева.", "The sum is 14,500 leva."),
        (
            "it-en",
            "Costa 5,2 mln di euro, di cui 3,1 dall'UE.",
            "It costs EUR 5.2 million, EUR 3.1 million of it from the EU.",
        ),
        ("pt-en", "A reunião começa às 15h30.", "The meeting starts at 3:30 p.m."),
        ("en-it", "It dates from the 1990s.", "Risale agli anni Novanta."),
        ("de-en", "Der Rat billigte § 3 und Art. 5.", "The Council approved section 3 and Article 5."),
    ],
)
def test_another_writing_of_a_value_is_no_finding(pair: str, source: str, target: str) -> None:
    assert not {"number", "date", "currency"} & set(found(source, target, pair))


@pytest.mark.parametrize(
    ("pair", "source", "target", "code"),
    [
        ("de-en", "Es kostet 1.234,5 Euro.", "It costs 1,244.5 euros.", "number"),
        ("de-en", "Es kostet 412 Mio. Euro.", "It costs EUR 412 billion.", "number"),
        ("de-en", "Die Sitzung beginnt um 13:30 Uhr.", "The meeting starts at 1:40 p.m.", "number"),
        ("de-en", "Elf Staaten stimmten zu.", "Twelve states agreed.", "number"),
        ("de-en", "Am 3. Februar 2025 ist Schluss.", "It ends on 3 March 2025.", "date"),
        ("de-en", "Die Abstimmung ist am Montag.", "The vote is on Tuesday.", "date"),
        ("de-en", "Es kostet 40 Dollar.", "It costs EUR 40.", "currency"),
        ("de-en", "Mehr unter https://x.eu/a_b.", "More at https://x.eu/a b.", "address"),
        ("bg-en", "Премиерът Люк Фриден е в София.", "The prime minister is in Sofia.", "name"),
        ("de-en", "Die Frist wird nicht verlängert.", "The deadline will be extended.", "negation"),
        (
            "it-en",
            "Il governo non ha approvato la legge.",
            "The government has approved the law.",
            "negation",
        ),
    ],
)
def test_a_changed_fact_is_severe(pair: str, source: str, target: str, code: str) -> None:
    assert found(source, target, pair)[code].severity == "severe"


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("it-en", "Il vertice si è tenuto nel febbraio 2025.", "The summit was held in early 2025."),
        ("bg-en", "Срещата беше през февруари 2025 г.", "The meeting was in 2025."),
        ("de-en", "Die Frist endet im März 2026.", "The deadline ends in 2026."),
        ("pt-en", "A cimeira foi em Fevereiro de 2025.", "The summit was in 2025."),
        ("en-de", "It starts in October 2026.", "Es beginnt 2026."),
    ],
)
def test_a_month_that_is_only_missing_is_a_warning(pair: str, source: str, target: str) -> None:
    check = found(source, target, pair)["date"]
    assert check.severity == "warning"
    assert check.source is not None


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        (
            "de-en",
            "Der Vertrag des Verteidigungsministeriums liegt vor.",
            "The military's contract is there.",
        ),
        ("de-bg", "Das Finanzministerium schweigt.", "Армията мълчи."),
        ("de-it", "Der Bundesgerichtshof entscheidet.", "Si decide oggi."),
    ],
)
def test_a_body_in_one_german_word_is_a_name(pair: str, source: str, target: str) -> None:
    assert found(source, target, pair)["name"].severity == "warning"


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("de-en", "Das Verteidigungsministerium zahlt.", "The Ministry of Defence pays."),
        ("de-en", "Die Notenbank senkt den Zins.", "The central bank cuts its rate."),
        ("de-pt", "Das Umweltministerium prüft den Antrag.", "O Ministério do Ambiente analisa o pedido."),
    ],
)
def test_a_body_in_one_german_word_may_become_several(pair: str, source: str, target: str) -> None:
    assert "name" not in found(source, target, pair)


@pytest.mark.parametrize(
    ("pair", "source", "target", "words"),
    [
        ("de-en", "Das ist ein souveräner Staat.", "This is a souveräner state.", "souveräner"),
        ("it-en", "La riforma è urgente e giusta.", "The reform is urgent and giusta.", "giusta"),
        ("pt-en", "O governo quer soluções fiáveis.", "The government wants fiáveis solutions.", "fiáveis"),
        ("bg-en", "Това е надеждно решение.", "This is a надеждно solution.", "надеждно"),
        ("it-de", "Il piano è molto ambizioso.", "Der Plan ist sehr ambizioso.", "ambizioso"),
        ("de-en", "Das Amt für Forschung zahlt.", "The office for Forschung pays.", "Forschung"),
    ],
)
def test_a_word_of_the_original_left_in_the_translation_is_told(
    pair: str, source: str, target: str, words: str
) -> None:
    check = found(source, target, pair)["leftover"]
    assert check.message == f"Not translated: {words}."
    assert check.target is not None and target[check.target.start : check.target.end] == words


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("de-en", "Der Bundestag tagt online.", "The Bundestag meets online."),
        ("en-it", "The software is online.", "Il software è online."),
        ("it-en", "Il festival Primavera è a Roma.", "The Primavera festival is in Rome."),
    ],
)
def test_names_and_words_both_languages_have_may_stay(pair: str, source: str, target: str) -> None:
    assert "leftover" not in found(source, target, pair)


@pytest.mark.parametrize(
    ("pair", "source", "target", "word"),
    [
        ("it-en", "Il ruolo dell'Europa cresce.", "The role of the European Union grows.", "Union"),
        ("bg-en", "Според Европа мерките са малко.", "The European Union says it is too little.", "Union"),
        ("pt-en", "A França recusa a proposta.", "The French Senate refuses the proposal.", "Senate"),
        ("de-it", "Die Stadt Graz lehnt ab.", "Il Parlamento di Graz rifiuta.", "Parlamento"),
        ("en-pt", "France refuses.", "O Parlamento francês recusa.", "Parlamento"),
        ("en-bg", "France refuses.", "Френският Сенат отказва.", "Сенат"),
    ],
)
def test_a_body_put_in_is_told(pair: str, source: str, target: str, word: str) -> None:
    finding = found(source, target, pair)["added-name"]
    assert finding.severity == "warning"
    assert word in finding.message


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("en-it", "The Audit Office warns.", "La Corte dei conti avverte."),
        ("en-pt", "The Audit Office warns.", "O Tribunal de Contas avisa."),
        ("de-en", "Der Europäische Rechnungshof warnt.", "The European Court of Auditors (ECA) warns."),
        ("bg-en", "Според ЕС мерките са малко.", "According to the European Union it is too little."),
    ],
)
def test_a_body_may_be_written_out_or_shortened(pair: str, source: str, target: str) -> None:
    assert "added-name" not in found(source, target, pair)


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("bg-en", "Трябва също да има сътрудничество с институти.", "I have to also work with institutes."),
        ("de-en", "Dabei soll auch kooperiert werden.", "And I will cooperate."),
        ("it-de", "Bisogna collaborare con gli istituti.", "Ich muss mit den Instituten arbeiten."),
        ("pt-it", "Deverá haver cooperação.", "Io devo collaborare."),
        ("en-pt", "There must be cooperation.", "Eu tenho de cooperar."),
        ("en-bg", "There must be cooperation.", "Аз трябва да сътруднича."),
    ],
)
def test_nobody_says_i_unless_the_original_does(pair: str, source: str, target: str) -> None:
    assert found(source, target, pair)["person"].severity == "warning"


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("bg-en", "Имам план, каза тя.", "I have a plan, she said."),
        ("de-en", "„Das geht“, sagte sie.", "“I can,” she said."),
        ("it-en", "Avrò un piano, lo prometto: farò tutto.", "I will have a plan."),
        ("pt-en", "Vamos continuar.", "I will go on."),
        ("de-en", "Der Erste Weltkrieg endete 1918.", "World War I ended in 1918."),
        ("en-de", "My plan is ready.", "Ich habe einen Plan."),
    ],
)
def test_the_first_person_of_the_original_may_stay(pair: str, source: str, target: str) -> None:
    assert "person" not in found(source, target, pair)


def test_findings_point_to_both_texts() -> None:
    source, target = "Es kostet 412 Euro.", "It costs 472 euros."
    check = found(source, target)["number"]
    assert check.source is not None and check.target is not None
    assert source[check.source.start : check.source.end] == "412 Euro"
    assert target[check.target.start : check.target.end] == "472 euros"
    assert check.message == "The original says 412 Euro, the translation 472 euros."


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("bg-en", "Министър Люк Фриден посети Виена.", "Minister Luc Frieden visited Vienna."),
        (
            "de-it",
            "Der Bericht kommt aus München und den Niederlanden.",
            "La relazione viene da Monaco e dai Paesi Bassi.",
        ),
        (
            "en-bg",
            "The Ministry of Health and Josephine Otieno agreed.",
            "Министерството на здравето и Жозефин Отиено се договориха.",
        ),
        ("de-pt", "Das BIP von Deutschland wuchs.", "O PIB da Alemanha cresceu."),
    ],
)
def test_names_may_change_script_and_language(pair: str, source: str, target: str) -> None:
    assert "name" not in found(source, target, pair)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Die Vorlage kommt spätestens im Mai.", "The bill comes no later than May."),
        ("Sie konnten sich nicht einigen.", "They failed to agree."),
        ("Der Preis gilt ohne Steuer.", "The price is given excluding tax."),
        ("Nicht nur der Rat stimmte zu.", "The Council agreed, too."),
    ],
)
def test_negation_may_hide_in_another_word(source: str, target: str) -> None:
    assert "negation" not in found(source, target)


def test_a_missing_clause_shows_in_the_length() -> None:
    source = "Das Parlament nahm das Gesetz am Montag an, obwohl die Opposition lange Bedenken geltend gemacht hatte."
    whole = (
        "Parliament passed the act on Monday, although the opposition had long voiced its concerns about it."
    )
    assert "clause" not in found(source, whole)
    assert found(source, "Parliament passed the act on Monday.")["clause"].severity == "severe"


def test_loops_are_severe_unless_the_source_has_them() -> None:
    assert "repeated" in found("Der Rat tagt heute.", "The Council of the Council of the meets today.")
    assert "repeated" not in found(
        "Wir kämpfen und kämpfen und kämpfen und kämpfen.", "We fight and fight and fight and fight."
    )


def test_the_starter_says_what_would_be_better() -> None:
    note = found("Der Rat tagt heute.", "The Council meets today.", engine="starter")["starter-quality"]
    assert note.severity == "note"
    assert note.message.endswith("polnews models install de-en")


def test_a_low_score_asks_to_compare() -> None:
    assert found("Der Rat tagt heute in Brüssel.", "The Council meets in Brussels today.", score=-3.0)[
        "doubtful"
    ]
    assert not found("Der Rat tagt heute in Brüssel.", "The Council meets in Brussels today.", score=-0.4)


ODD = [
    "",
    "!",
    "🙂",
    "🙂🙂🙂 12",
    "NATO",
    "A",
    "§",
    "(((",
    "12\u00a0345,6 %",
    "ВиК и EU",
    "BUND UND LÄNDER EINIGEN SICH AUF GESETZ",
    "27:37",
]


@pytest.mark.parametrize(
    "text", [*ODD, "wort " * 500, "- eins\n- zwei", "a_b_c", "1" * 400, "９９ Prozent", "²³ ½"]
)
@pytest.mark.parametrize("pair", ["de-en", "en-bg", "bg-it", "pt-de", "ja-fi"])
def test_no_text_breaks_a_check(text: str, pair: str) -> None:
    found(text, text[::-1], pair)
    found(text, text, pair)


def test_checks_cost_less_than_a_tenth_of_a_translation() -> None:
    """A ratio would need an engine; this guards against an accident of a hundred times the usual cost."""
    source = "Der Bundestag beschloss am 3. Mai 2026 mit 412 Stimmen das Gesetz von Ministerin Katharina Auer nicht."
    target = "On 3 May 2026 the Bundestag did not pass Minister Katharina Auer's act, with 412 votes."
    found(source, target)
    start = time.process_time()
    for number in range(100):
        found(source.replace("412", str(1000 + number)), target.replace("412", str(1000 + number)))
    assert (time.process_time() - start) / 100 < 0.02
