"""Protection: what must come out as it went in, comes out so with any engine, or is flagged."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from polnews import Article, Translate
from polnews.acronyms import localised_acronyms
from polnews.checks import Translated
from polnews.engines.base import DecodeOptions
from polnews.engines.pivot import PivotEngine
from polnews.figure_repair import corrected, figure_items, localised
from polnews.languages import Pair
from polnews.plans import around, split
from polnews.protect import Item, addresses, find_form, mask
from polnews.testing import FakeEngine
from polnews.translate import Source

TEXT = {
    "bg": "Според чл. 5 Комисията плаща 1,2 млрд. евро до 20 март 2026 г., виж https://x.eu/a_b.",
    "de": "Nach Art. 5 zahlt die Kommission 1,2 Mrd. Euro bis 20. März 2026, siehe https://x.eu/a_b.",
    "en": "Under Article 5 the Commission pays EUR 1.2 billion by 20 March 2026, see https://x.eu/a_b.",
    "it": "Ai sensi dell'art. 5 la Commissione paga 1,2 miliardi di euro entro il 20 marzo 2026, vedi https://x.eu/a_b.",
    "pt": "Nos termos do art. 5 a Comissão paga 1,2 mil milhões de euros até 20 de março de 2026, ver https://x.eu/a_b.",
}


def engine(pair: str, spoil: "object") -> FakeEngine:
    return FakeEngine(pair, render=lambda text, _: spoil(text))  # type: ignore[operator]


def shown(source: str, target: str, spoil: "object", **options: object) -> "tuple[str, set[str], set[str]]":
    """Translate TEXT by looking up the target's version and spoiling it; placeholders of the source come along."""

    def render(text: str) -> str:
        return str(spoil(text, TEXT[target])) if " 5 " in text else text  # type: ignore[operator]

    translate = Translate(to=target, engine=engine(f"{source}-{target}", render), **options)  # type: ignore[arg-type]
    pair = translate(Article.from_text(TEXT[source], language=source)).pairs[0]
    steps = {step.name for step in pair.outcome.steps}
    return pair.target.clean, {check.code for check in pair.checks}, steps


def carried(source: str, target: str) -> str:
    """An engine that translates well and carries placeholders, but would spoil an address it sees."""
    held = re.findall(r"QX\d+", source)
    return target.replace("https://x.eu/a_b", held[0] if held else "https://x.eu/a b")


@pytest.mark.parametrize("source", TEXT)
@pytest.mark.parametrize("target", TEXT)
def test_addresses_come_through(source: str, target: str) -> None:
    if source == target:
        return
    text, codes, steps = shown(source, target, carried)
    assert text == TEXT[target]
    assert "address" not in codes
    assert "protected" in steps


@pytest.mark.parametrize("source", TEXT)
@pytest.mark.parametrize("target", TEXT)
def test_a_wrong_amount_is_put_right_or_flagged(source: str, target: str) -> None:
    if source == target:
        return
    wrong = {"en": "1.7", "de": "1,7"}.get(target, "1,7")
    text, codes, steps = shown(
        source, target, lambda s, t: carried(s, t).replace(wrong.replace("7", "2"), wrong)
    )
    assert ("corrected" in steps and wrong not in text and "corrected" in codes) or "number" in codes


def test_without_placeholders_the_text_goes_around_the_address() -> None:
    deaf = FakeEngine(
        "de-en", render=lambda text, _: re.sub(r"\W*\w*[QX\d#§<>()\[\]]\w*\W*", " ", text).lower()
    )
    english = Translate(to="en", engine=deaf)(Article.from_text(TEXT["de"], language="de"))
    assert find_form(deaf, Pair("de", "en"), DecodeOptions()) is None
    assert "https://x.eu/a_b" in english.pairs[0].target.clean


def test_the_proof_is_made_once_for_an_engine() -> None:
    fake = FakeEngine("de-en")
    for _ in range(3):
        assert find_form(fake, Pair("de", "en"), DecodeOptions()) == "QX{}"
    assert len(fake.calls) == 1


def test_a_text_with_such_a_word_gets_another_number() -> None:
    masked = mask("QX1 und www.x.eu", addresses("QX1 und www.x.eu"), "QX{}")
    assert masked.text == "QX1 und QX2"
    assert masked.restore("qx 2 and QX1") == "www.x.eu and QX1"


def test_an_address_an_engine_loses_is_told_by_the_checks() -> None:
    forgetful = FakeEngine(
        "de-en",
        render=lambda text, _: text if "QX2" in text or "Mehr" in text else "The Council meets today.",
    )
    english = Translate(to="en", engine=forgetful)(
        Article.from_text("Der Rat tagt, siehe www.x.eu.", language="de")
    )
    assert "address" in {check.code for check in english.pairs[0].checks}


def test_the_proof_is_made_for_the_options_asked_for_and_once_over_other_languages() -> None:
    fake = FakeEngine("de-en", "en-it")
    for _ in range(2):  # a pivot is a new object in every call
        find_form(PivotEngine(fake), Pair("de", "it"), DecodeOptions())
    proofs = len(fake.calls)
    find_form(PivotEngine(fake), Pair("de", "it"), DecodeOptions(beam=1))
    assert proofs == 2  # one for each hop
    assert len(fake.calls) == 2 * proofs


@pytest.mark.parametrize("copied", ["EZB senkt Zinsen", ""])
def test_a_copy_is_marked_though_its_acronym_could_be_written_otherwise(copied: str) -> None:
    same = FakeEngine("de-en", render=lambda text, _: copied)
    english = Translate(to="en", engine=same)(Article.from_text("EZB senkt Zinsen", language="de"))
    assert [check.code for check in english.pairs[0].checks] == ["untranslated"]


def test_letters_the_reader_has_not_are_marked_even_in_a_name() -> None:
    same = FakeEngine("bg-en", render=lambda text, _: text)
    english = Translate(to="en", engine=same)(Article.from_text("Ана Петрова", language="bg"))
    assert [check.code for check in english.pairs[0].checks] == ["untranslated"]


@pytest.mark.parametrize(
    ("pair", "source", "wanted"),
    [
        ("de-en", "Am 3. Mai 2026 flossen 1,2 Mrd. Euro.", ["3 May 2026", "1.2 billion euros"]),
        ("en-de", "On 3 May 2026 EUR 1.2 billion flowed.", ["3. Mai 2026", "1,2 Milliarden Euro"]),
        ("en-bg", "By 3 May 14,500 people came.", ["3 май", "14\u00a0500"]),
        ("de-it", "Es sind 60,5 Prozent.", ["60,5%"]),
        ("de-pt", "Das kostet 412 Mio. Euro.", ["412 milhões de euros"]),
        ("de-en", "Nach Art. 5 gilt 2026.", ["5", "2026"]),
    ],
)
def test_figures_take_the_targets_writing(pair: str, source: str, wanted: list[str]) -> None:
    assert [item.text for item in figure_items(source, *pair.split("-"))] == wanted


def test_copied_numbers_take_the_targets_writing() -> None:
    def written(target: str, pair: str = "de-en", source: str = "Es sind 14.500 und 1,5 und 2.0.") -> str:
        ours, theirs = pair.split("-")
        return localised(Translated(source, ours, target, theirs, "x"))

    assert written("They are 14.500 and 1,5.") == "They are 14,500 and 1.5."
    assert written("They are 14,500 and 1.5.") == "They are 14,500 and 1.5."
    assert (
        written("Es sind 14,500 und 1.5.", "en-de", "They are 14,500 and 1.5.") == "Es sind 14.500 und 1,5."
    )


def test_two_wrong_figures_are_flagged_not_guessed() -> None:
    assert corrected(Translated("12 von 45 Euro", "de", "13 of 46 euros", "en", "x")) is None


def test_clauses_keep_their_order_and_the_address_its_place() -> None:
    plan = split("Der Rat tagt heute in Brüssel, die Kommission legt den Entwurf vor.")
    assert plan is not None and len(plan.texts) == 2
    assert around("A www.x.eu b", [Item(2, 10, "www.x.eu", "address")]).texts == ["A", "b"]


def test_a_retry_is_made_once_for_all_and_the_better_kept() -> None:
    bad, good = "Der Rat tagt heute in Brüssel; er wählt den Vorsitz.", "Es kostet am Ende nur 5 Euro."
    render = {
        bad: "The the the the the the the the the.",
        "Der Rat tagt heute in Brüssel;": "The Council meets in Brussels today;",
        "er wählt den Vorsitz.": "it elects its chair.",
        good: "In the end it costs only 5 euros.",
    }
    fake = FakeEngine("de-en", render=render)
    english = Translate(to="en", engine=fake)(Article.from_text(f"{bad} {good}", language="de"))
    assert english.pairs[0].target.clean == "The Council meets in Brussels today; it elects its chair."
    assert [step.name for step in english.outcomes[0].steps] == ["translated", "split at clauses", "retried"]
    assert len(fake.calls) == 2
    assert not english.checks


def test_a_retry_that_is_no_better_changes_nothing() -> None:
    fake = FakeEngine("de-en", render=lambda source, _: "the the the the the the")
    english = Translate(to="en", engine=fake)(
        Article.from_text("Der Rat tagt heute in Brüssel.", language="de")
    )
    assert len(fake.calls) == 2
    assert english.pairs[0].target.clean == "the the the the the the"
    assert english.outcomes[0].steps[-1].detail.endswith("no better, left")
    assert "repeated" in {check.code for check in english.pairs[0].checks}


def test_no_retry_when_not_wanted() -> None:
    fake = FakeEngine("de-en", render=lambda source, _: "the the the the the the")
    Translate(to="en", engine=fake, retry=False)(
        Article.from_text("Der Rat tagt heute, er wählt.", language="de")
    )
    assert len(fake.calls) == 1


def test_equal_segments_are_translated_once() -> None:
    article = Article.from_text("Das ist so. Das bleibt nun auch so. Das ist so.", language="de")
    fake = FakeEngine("de-en", render=lambda text, _: "That is so, as it was.")
    Translate(to="en", engine=fake, retry=False)([article, article])
    assert all(len(texts) == len(set(texts)) for _, texts in fake.calls)


ODD = [
    "A",
    "NATO",
    "🙂 Ende",
    "12 %",
    "BUND UND LÄNDER EINIGEN SICH",
    "(Auszug) [1]",
    "14\u00a0500 Euro und ВиК",
    "- Punkt eins",
]


@pytest.mark.parametrize("text", [*ODD, "sehr lang " * 300])
def test_odd_segments_come_out_never_blank(text: str) -> None:
    for render in (lambda source, _: "", lambda source, _: source, lambda source, _: source.lower()):
        english = Translate(to="en", engine=FakeEngine("de-en", render=render))(
            Article.from_text(text, language="de")
        )
        assert all(pair.target.clean.strip() for pair in english.pairs)


GOLDEN = json.loads((Path(__file__).parent / "golden" / "segments.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize(
    "case", GOLDEN, ids=lambda case: f"{case['pair']}, {case['kind']}, {case['text'][:20]}"
)
def test_segments_engines_stumble_over(case: dict[str, Any]) -> None:
    """Long ones, lists, capitals, brackets, single words, emoji, two scripts, no-break spaces, figures alone."""
    source, target = case["pair"].split("-")
    fake = FakeEngine(case["pair"], render=lambda text, _: case["engine"].get(text, text))
    [rendered] = Translate(to=target, engine=fake).render([Source(case["text"], source)])
    assert rendered.text == case["expect"]
    assert [check.code for check in rendered.outcome.checks if check.severity != "note"] == case["codes"]


@pytest.mark.parametrize(
    ("pair", "source", "target", "expected"),
    [
        ("it-en", "L'UE regola l'IA.", "The UE regulates IA.", "The EU regulates AI."),
        ("pt-en", "A UE e a ONU assinam.", "The UE and the ONU sign.", "The EU and the UN sign."),
        ("de-en", "Die EZB prüft das BIP.", "The EZB checks the BIP.", "The ECB checks the GDP."),
        ("bg-en", "ЕЦБ и НАТО мълчат.", "ЕЦБ and NATO are silent.", "ECB and NATO are silent."),
        ("en-bg", "The IMF warns.", "IMF предупреждава.", "МВФ предупреждава."),
        ("en-de", "Mistral AI sells AI.", "Mistral AI verkauft AI.", "Mistral AI verkauft KI."),
        ("en-de", "The AI Act applies.", "Der AI Act gilt.", "Der AI Act gilt."),
        (
            "it-en",
            "Vedi www.ue.example e UE-1.",
            "See www.ue.example and UE-1.",
            "See www.ue.example and UE-1.",
        ),
        ("en-pt", "It costs US$ 3.", "Custa US$ 3.", "Custa US$ 3."),
        ("it-en", "Il PNRR resta.", "The PNRR stays.", "The PNRR stays."),
    ],
)
def test_acronyms_an_engine_copied_become_the_target_languages(
    pair: str, source: str, target: str, expected: str
) -> None:
    ours, theirs = pair.split("-")
    assert localised_acronyms(Translated(source, ours, target, theirs, "x")) == expected
