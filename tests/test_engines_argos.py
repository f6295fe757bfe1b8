"""The Argos engine on real packages built here: SentencePiece, BPE, prefixes, several targets, loops."""

import shutil
import threading
from pathlib import Path

import pytest

from polnews.engines import find_route
from polnews.engines.argos import ArgosEngine
from polnews.engines.base import DecodeOptions
from polnews.errors import EngineError, ModelNotFoundError, PackageError
from polnews.languages import Pair
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

DE_EN = {"Das": "The", "Haus": "house", "ist": "is", "rot": "red", "Beifall": "applause", "alt": "old"}
EN_IT = {"The": "La", "house": "casa", "is": "è", "red": "rossa", "old": "vecchia"}
BG_EN = {"Домът": "The house", "е": "is", "червен": "red"}
OPTIONS = DecodeOptions()
ALONE = DecodeOptions(reproducible=True)


def _store(folder: Path, *toys: ToyPackage) -> Store:
    store = Store(folder / "store", foreign=())
    for index, toy in enumerate(toys):
        store.install(build_toy(folder / f"{index}.argosmodel", toy))
    return store


def _texts(
    engine: ArgosEngine, texts: list[str], pair: str = "de-en", options: DecodeOptions = OPTIONS
) -> list[str]:
    return [rendering.text for rendering in engine.translate(texts, Pair.parse(pair), options=options)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("packages")
    return _store(
        folder,
        ToyPackage(words=DE_EN, loops=["applause"]),
        ToyPackage(source="en", target="it", words=EN_IT, prefix="__it__"),
    )


@pytest.fixture(scope="module")
def engine(store: Store) -> ArgosEngine:
    return ArgosEngine(store=store)


def test_translates_in_order(engine: ArgosEngine) -> None:
    assert _texts(engine, ["Das Haus ist alt.", "Das Haus ist rot."]) == [
        "The house is old.",
        "The house is red.",
    ]


@pytest.mark.parametrize("tokenizer", ["sentencepiece", "bpe"])
@pytest.mark.parametrize("prefix", ["", "__en__", "<2en>"])
def test_every_form_of_package(tmp_path: Path, tokenizer: str, prefix: str) -> None:
    toy = ToyPackage(words=DE_EN, tokenizer=tokenizer, prefix=prefix)
    engine = ArgosEngine(store=_store(tmp_path, toy))
    assert _texts(engine, ["Das Haus ist rot."]) == ["The house is red."]


@pytest.mark.parametrize("quantization", ["int8", "float32", None])
def test_every_quantization(tmp_path: Path, quantization: str | None) -> None:
    engine = ArgosEngine(store=_store(tmp_path, ToyPackage(words=DE_EN, quantization=quantization)))
    assert _texts(engine, ["Das Haus ist rot."]) == ["The house is red."]


def test_bulgarian(tmp_path: Path) -> None:
    words = {"Министърът": "Minister", "подписа": "signed", "закона": "law"}
    engine = ArgosEngine(store=_store(tmp_path, ToyPackage(source="bg", words=words)))
    assert _texts(engine, ["Министърът подписа закона на 3 юли."], "bg-en") == [
        "Minister signed law на 3 юли."
    ]


def test_addresses_keep_their_underscores(engine: ArgosEngine) -> None:
    [text] = _texts(engine, ["Das Haus: https://example.eu/a_b_c?x=1&y=__z__"])
    assert text == "The house: https://example.eu/a_b_c?x=1&y=__z__"


def test_what_the_vocabulary_lacks_is_copied(engine: ArgosEngine) -> None:
    assert _texts(engine, ["Das Haus ist 漢字."]) == ["The house is 漢字."]


def test_blank_stays_blank_and_nothing_else_becomes_blank(engine: ArgosEngine) -> None:
    texts = ["", "  \n", "\u200b", "Das Haus ist rot."]
    got = engine.translate(texts, Pair("de", "en"), options=OPTIONS)
    assert [one.text for one in got[:2]] == texts[:2]
    assert all(one.text.strip() for one in got[2:])


def test_equal_texts_are_equal_and_in_place(engine: ArgosEngine) -> None:
    texts = ["Das Haus ist rot.", "Das Haus ist alt.", "Das Haus ist rot."]
    assert _texts(engine, texts) == ["The house is red.", "The house is old.", "The house is red."]


def test_an_empty_batch(engine: ArgosEngine) -> None:
    assert engine.translate([], Pair("de", "en"), options=OPTIONS) == []


def test_scores_are_means_per_piece(engine: ArgosEngine) -> None:
    short, long = engine.translate(["Das Haus ist rot.", "Das Haus " * 30], Pair("de", "en"), options=OPTIONS)
    assert short.score is not None
    assert long.score is not None
    assert -0.01 <= short.score <= 0
    assert -0.01 <= long.score <= 0


def test_a_loop_is_decoded_again(engine: ArgosEngine) -> None:
    [text] = _texts(engine, ["Das Haus ist Beifall rot, das Haus ist alt."])
    assert text.count("applause") <= 3
    assert text.startswith("The house is applause")


def test_repetition_in_the_source_is_no_loop(tmp_path: Path) -> None:
    engine = ArgosEngine(store=_store(tmp_path, ToyPackage(words={"ja": "yes"})))
    assert _texts(engine, ["ja ja ja ja ja ja ja ja"]) == ["yes yes yes yes yes yes yes yes"]


def test_good_output_is_the_same_beside_a_loop(engine: ArgosEngine) -> None:
    good = "Das Haus ist rot."
    assert _texts(engine, [good, "Das Beifall ist"])[0] == _texts(engine, [good])[0]


def test_long_input_is_parted_not_cut(engine: ArgosEngine) -> None:
    text = ", ".join(["Das Haus ist rot und alt"] * 40) + "."
    [got] = engine.translate([text], Pair("de", "en"), options=OPTIONS)
    assert got.text == ", ".join(["The house is red und old"] * 40) + "."
    assert not got.cut


def test_a_word_longer_than_the_model_is_kept_whole(engine: ArgosEngine) -> None:
    word = "https://example.eu/" + "abcdefghij" * 60
    [text] = _texts(engine, [f"Das {word} ist"])
    assert text.replace(" ", "") == f"The{word}is"


def test_an_output_that_never_ends_is_marked_cut(tmp_path: Path) -> None:
    engine = ArgosEngine(store=_store(tmp_path, ToyPackage(words=DE_EN, ends=False)))
    [got] = engine.translate(["Das Haus ist rot."], Pair("de", "en"), options=OPTIONS)
    assert got.cut
    assert got.text.startswith("The house is red.")


@pytest.mark.parametrize("options", [OPTIONS, ALONE, DecodeOptions(beam=1), DecodeOptions(beam=2)])
def test_every_way_of_decoding(engine: ArgosEngine, options: DecodeOptions) -> None:
    assert _texts(engine, ["Das Haus ist rot."], options=options) == ["The house is red."]


def test_reproducible_gives_the_same_bytes_in_any_batch(engine: ArgosEngine) -> None:
    texts = [f"Das Haus {'ist alt und ' * (index % 7)}rot {index}." for index in range(40)]
    pair = Pair("de", "en")
    together = engine.translate(texts, pair, options=ALONE)
    alone = [engine.translate([text], pair, options=ALONE)[0] for text in texts]
    shuffled = engine.translate(texts[::-1], pair, options=ALONE)[::-1]
    assert together == alone == shuffled


def test_a_region_falls_back_to_its_language(engine: ArgosEngine) -> None:
    assert _texts(engine, ["Das Haus ist rot."], "de-AT:en-GB") == ["The house is red."]


def test_brazilian_package_serves_its_tag(tmp_path: Path) -> None:
    engine = ArgosEngine(store=_store(tmp_path, ToyPackage(source="pb", words={"casa": "house"})))
    assert engine.pairs() == {Pair("pt-BR", "en")}
    assert _texts(engine, ["casa"], "pt-BR:en") == ["house"]
    with pytest.raises(ModelNotFoundError, match="pt-BR:en"):
        _texts(engine, ["casa"], "pt-en")


def test_one_package_for_several_languages(tmp_path: Path) -> None:
    metadata = {
        "languages": [{"code": code, "name": code} for code in ("de", "en", "it")],
        "target_prefix": "__en__",
    }
    toy = ToyPackage(words=DE_EN | {"__it__": "__it__"}, prefix="__en__", metadata=metadata)
    engine = ArgosEngine(store=_store(tmp_path, toy))
    assert {str(pair) for pair in engine.pairs()} == {"de-en", "de-it", "en-de", "en-it", "it-de", "it-en"}
    assert _texts(engine, ["Das Haus ist rot."], "de-en") == ["The house is red."]
    with pytest.raises(PackageError, match="no token that asks for it"):
        _texts(engine, ["Das Haus ist rot."], "it-de")


def test_from_codes_and_to_codes(tmp_path: Path) -> None:
    toy = ToyPackage(words=DE_EN, metadata={"from_codes": ["de", "nl"], "to_codes": ["en"]})
    engine = ArgosEngine(store=_store(tmp_path, toy))
    assert {str(pair) for pair in engine.pairs()} == {"de-en", "nl-en"}


def test_no_package(engine: ArgosEngine) -> None:
    with pytest.raises(
        ModelNotFoundError, match=r"Installed pairs: de-en, en-it.*polnews models install pt-en"
    ):
        engine.translate(["x"], Pair("pt", "en"), options=OPTIONS)


def test_a_broken_package_does_not_break_the_others(tmp_path: Path) -> None:
    argos = tmp_path / "argos"
    build_toy(argos / "translate-de_en", ToyPackage(words=DE_EN))
    (argos / "junk").mkdir()
    (argos / "junk" / "metadata.json").write_text("{", encoding="utf-8")
    (argos / "empty").mkdir()
    store = Store(tmp_path / "store", foreign=[argos])
    assert _texts(ArgosEngine(store=store), ["Das Haus ist rot."]) == ["The house is red."]
    assert sorted(folder.name for folder, _ in store.broken()) == ["empty", "junk"]


def test_a_damaged_model_is_an_error_before_it_is_loaded(tmp_path: Path) -> None:
    argos = tmp_path / "argos"
    folder = build_toy(argos / "translate-de_en", ToyPackage(words=DE_EN))
    weights = folder / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:-100])
    engine = ArgosEngine(store=Store(tmp_path / "store", foreign=[argos]))
    with pytest.raises(PackageError, match="cut off"):
        _texts(engine, ["Das Haus ist rot."])


def test_a_package_replaced_in_its_place_is_loaded_anew(tmp_path: Path) -> None:
    folder = build_toy(tmp_path / "argos" / "translate-de_en", ToyPackage(words=DE_EN))
    engine = ArgosEngine(store=Store(tmp_path / "store", foreign=[tmp_path / "argos"]))
    assert _texts(engine, ["Das Haus ist rot."]) == ["The house is red."]
    before = engine.signature(Pair("de", "en"))
    shutil.rmtree(folder)
    build_toy(folder, ToyPackage(words=DE_EN | {"rot": "crimson"}))
    assert _texts(engine, ["Das Haus ist rot."]) == ["The house is crimson."]
    assert engine.signature(Pair("de", "en")) != before


def test_the_newest_package_serves(tmp_path: Path) -> None:
    old, new = DE_EN, DE_EN | {"rot": "crimson"}
    store = _store(tmp_path, ToyPackage(words=new, version="1.10"), ToyPackage(words=old, version="1.9"))
    assert _texts(ArgosEngine(store=store), ["Das Haus ist rot."]) == ["The house is crimson."]


def test_signature_names_all_that_counts(engine: ArgosEngine, store: Store) -> None:
    signature = engine.signature(Pair("de", "en"))
    digest = next(package.digest for package in store.packages() if package.pairs[0] == Pair("de", "en"))
    assert signature["argos de-en"] == f"1.0@{digest[:12]}"
    assert {"ctranslate2", "sentencepiece", "compute", "decoding"} <= signature.keys()


def test_a_model_is_loaded_once_by_many_threads(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Pair] = []
    engine = ArgosEngine(store=store)
    load = ArgosEngine._load

    def counting(self: ArgosEngine, package: object, pair: Pair) -> object:
        loads.append(pair)
        return load(self, package, pair)

    monkeypatch.setattr(ArgosEngine, "_load", counting)
    got: list[list[str]] = []
    threads = [
        threading.Thread(
            target=lambda: got.append(_texts(engine, ["Das Haus ist rot.", "Das Haus ist alt."]))
        )
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loads == [Pair("de", "en")]
    assert got == [["The house is red.", "The house is old."]] * 8


def test_loaded_models_are_bounded(store: Store) -> None:
    engine = ArgosEngine(store=store, loaded=1)
    _texts(engine, ["Das"], "de-en")
    _texts(engine, ["The"], "en-it")
    assert len(engine._models) == 1
    engine.close()
    assert len(engine._models) == 0
    assert _texts(engine, ["Das"], "de-en") == ["The"]


def test_threads_from_the_environment(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLNEWS_THREADS", "many")
    with pytest.raises(EngineError, match="POLNEWS_THREADS"):
        _texts(ArgosEngine(store=store), ["Das Haus ist rot."])


def test_through_english(engine: ArgosEngine) -> None:
    route = find_route(Pair("de", "it"), engine=engine)
    assert str(route) == "de-en-it"
    [got] = route.engine.translate(["Das Haus ist rot."], route.pair, options=OPTIONS)
    assert got.text == "La casa è rossa."
    assert {"argos de-en", "argos en-it"} <= route.engine.signature(route.pair).keys()


def test_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Archive, store, engine, pivot, article: as a user runs it, with the environment alone to say where."""
    from polnews import Article, Summarize, Translate

    monkeypatch.setenv("POLNEWS_HOME", str(tmp_path / "home"))
    for toy in (ToyPackage(words=DE_EN), ToyPackage(source="en", target="it", words=EN_IT, prefix="__it__")):
        Store().install(build_toy(tmp_path / f"{toy.source}.argosmodel", toy))
    article = Article.from_text("Das Haus ist rot. Das Haus ist alt.", language="de")
    italian = Translate(to="it")(article)
    assert [pair.target.clean for pair in italian.pairs] == ["La casa è rossa.", "La casa è vecchia."]
    assert italian.route == ("de", "en", "it")
    assert "argos de-en" in italian.signature
    brief = Summarize(facts=1, to="it")(article)
    assert "casa" in str(brief)
