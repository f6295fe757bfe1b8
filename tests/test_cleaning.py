"""What is set aside, by its features, and what is kept."""

from pathlib import Path

import pytest

from polnews import Article
from polnews.cleaning import judge
from polnews.layout import blocks_of

PROSE = {
    "bg": "Правителството прие в сряда законопроекта, който ще влезе в сила през май.",
    "de": "Die Regierung hat am Mittwoch den Entwurf beschlossen, der im Mai in Kraft tritt.",
    "en": "The government adopted the bill on Wednesday, and it will take effect in May.",
    "it": "Il governo ha approvato mercoledì il disegno di legge, che entra in vigore a maggio.",
    "pt": "O governo aprovou na quarta-feira a proposta de lei, que entra em vigor em maio.",
}
TITLES = {
    "bg": "Правителството прие новите правила",
    "de": "Regierung beschließt neue Regeln",
    "en": "Government adopts new rules",
    "it": "Il governo approva nuove regole",
    "pt": "Governo aprova novas regras",
}
HEADINGS = {
    "bg": [
        "Какво следва",
        "Реакции на опозицията",
        "Повече пари за училищата",
        "Срокове и санкции",
        "Критика от общините",
    ],
    "de": [
        "Wie es weitergeht",
        "Kritik der Opposition",
        "Mehr Geld für Schulen",
        "Fristen und Strafen",
        "Streit um Daten",
    ],
    "en": [
        "What happens next",
        "Criticism from the opposition",
        "More money for schools",
        "Dates and penalties",
    ],
    "it": [
        "I prossimi passi",
        "Le critiche dell'opposizione",
        "Più soldi alle scuole",
        "Scadenze e sanzioni",
    ],
    "pt": ["Os próximos passos", "Críticas da oposição", "Mais dinheiro para as escolas", "Prazos e sanções"],
}
QUOTES = {
    "bg": "„Ние ще споделим нашите данни с вас“, каза министърът пред журналисти в София.",
    "de": "„Wir werden unsere Daten mit Ihnen teilen“, sagte die Ministerin vor Journalisten in Berlin.",
    "en": "“We will share our data with you,” the minister told reporters in London.",
    "it": "«Condivideremo con voi i nostri dati», ha detto la ministra ai giornalisti a Roma.",
    "pt": "«Vamos partilhar os nossos dados convosco», disse a ministra aos jornalistas em Lisboa.",
}


def reasons(lines: list[str], language: str, title: str | None = None) -> list[str | None]:
    return [verdict.reason for verdict in judge(blocks_of("\n\n".join(lines)), language, title)]


@pytest.mark.parametrize(("language", "heading"), [(g, h) for g, hs in HEADINGS.items() for h in hs])
def test_headings_stay(language, heading):
    assert reasons([TITLES[language], PROSE[language], heading, QUOTES[language]], language) == [None] * 4


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("bg", "Споделете: Facebook | Twitter"),
        ("de", "Teilen: Facebook | WhatsApp"),
        ("en", "Share: Facebook | X"),
        ("it", "Condividi: Facebook | WhatsApp"),
        ("pt", "Partilhar: Facebook | WhatsApp"),
    ],
)
def test_share_buttons_with_a_bar_between_are_no_table(language, line):
    lines = [TITLES[language], PROSE[language], QUOTES[language], line]
    assert reasons(lines, language) == [None, None, None, "share"]


@pytest.mark.parametrize("language", PROSE)
def test_a_speaker_who_says_we_and_you_is_no_page(language):
    assert reasons([TITLES[language], PROSE[language], QUOTES[language]], language) == [None] * 3


@pytest.mark.parametrize(
    ("respelled", "reason"),
    [
        ("REGIERUNG BESCHLIESST NEUE REGELN FÜR DIE VERWALTUNG", "repeated-title"),
        ("Regierung beschließt neue Regeln für die Verwaltung | Nordkurier", "repeated-title"),
        ("Regierung beschließt neue Regeln …", "repeated-title"),
        ("Regierung beschließt „neue“ Regeln für die Verwaltung!", "repeated-title"),
        ("Regierung beschließt neue Regeln für die Verwaltung, teilte das Amt am Montag mit.", None),
        ("Die Opposition lehnt neue Regeln für die Verwaltung ab.", None),
    ],
)
def test_a_title_is_known_again_in_another_spelling(respelled, reason):
    lines = ["Regierung beschließt neue Regeln für die Verwaltung", PROSE["de"], respelled, QUOTES["de"]]
    assert reasons(lines, "de")[2] == reason


def test_a_repeated_paragraph_is_set_aside_and_a_repeated_heading_stays():
    other = "Danach trat die Kommission zusammen und beriet bis in den späten Abend."
    lines = [
        TITLES["de"],
        PROSE["de"],
        "Was jetzt kommt",
        QUOTES["de"],
        "Was jetzt kommt",
        QUOTES["de"],
        PROSE["de"],
        other,
    ]
    assert reasons(lines, "de") == [None] * 5 + ["repeated", "repeated-lead", None]


def test_sentences_that_differ_in_a_figure_are_two():
    first = "Die Ausgaben für Schulen steigen im Jahr 2026 um 5 Millionen Euro."
    assert reasons([TITLES["de"], first, first.replace("2026", "2027")], "de") == [None] * 3


@pytest.mark.parametrize(
    "line",
    [
        "Land | Betrag |",
        "---|---|",
        "| a | b |",
        "Jahr\t2025\t2026",
        "12,4  13,1",
        "* * *",
        "Name   Wert   Summe",
    ],
)
def test_table_debris_is_told_by_its_build(line):
    assert reasons([TITLES["de"], PROSE["de"], line, QUOTES["de"]], "de")[2] == "table"


def test_prose_with_a_bar_is_no_table():
    line = "Das Zeichen | trennt in der neuen Norm die Felder, und alle Behörden müssen es ab Mai verwenden."
    assert reasons([TITLES["de"], PROSE["de"], line], "de")[2] is None


def test_a_list_at_the_end_stays_and_a_stray_line_goes():
    lines = [TITLES["de"], PROSE["de"], "- mehr Personal", "- neue Technik"]
    assert reasons(lines, "de") == [None] * 4
    assert reasons([TITLES["de"], PROSE["de"], "Alles auf einen Blick"], "de")[2] is not None


def test_a_line_of_invisible_characters_is_empty():
    assert reasons([TITLES["de"], "\u200b\u00ad", PROSE["de"]], "de")[1] == "empty"


def test_judging_grows_with_the_text_and_not_with_its_square():
    """Ten times the lines cost about ten times the steps: no line is compared with all others."""
    import sys

    def steps(n: int) -> int:
        blocks = blocks_of("\n\n".join(f"{PROSE['de'][:-1]} {i}." for i in range(n)))
        count = 0

        def trace(frame, event, arg):
            nonlocal count
            count += event == "call"

        sys.setprofile(trace)
        try:
            judge(blocks, "de")
        finally:
            sys.setprofile(None)
        return count

    steps(10)
    assert steps(2000) < 12 * steps(200)


def test_no_wording_of_the_dirt_generator_stands_in_the_source():
    import json

    source = "\n".join(
        p.read_text(encoding="utf-8") for p in Path("src/polnews").glob("*") if p.suffix in (".py", ".json")
    )
    source = " ".join(source.casefold().split())
    for path in sorted((Path(__file__).parent / "data" / "soil").glob("*.json")):
        for kinds in json.loads(path.read_text(encoding="utf-8")).values():
            for lines in kinds.values():
                found = [line for line in lines if line.count(" ") >= 2 and line.casefold() in source]
                assert not found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Water law passed\n\n“Water is a public good”, said minister Ana Petrova. The new rules\nstart in May."),
        ("bg", "Приет е закон за водите\n\n„Водата е обществено благо“, каза министър Ана Петрова. Новите правила\nвлизат в сила през май."),
        ("de", "Wassergesetz beschlossen\n\n„Wasser ist ein öffentliches Gut“, sagte Ministerin Ana Petrova. Die neuen\nregeln gelten ab Mai."),
        ("it", "Approvata la legge sull'acqua\n\n«L'acqua è un bene pubblico», ha detto la ministra Ana Petrova. Le nuove\nregole valgono da maggio."),
        ("pt", "Aprovada a lei da água\n\n«A água é um bem público», disse a ministra Ana Petrova. As novas regras\nentram em vigor em maio."),
    ],
)  # fmt: skip
def test_one_wrapped_sentence_in_a_short_article_stays_whole(language: str, text: str) -> None:
    article = Article.from_text(text, language=language)
    assert article.set_aside == ()
    assert article.segments[-1].clean.count(" ") >= 3
