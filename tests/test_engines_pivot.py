"""Routes through other languages."""

from collections.abc import Mapping

import pytest

from polnews.engines.base import DecodeOptions, Rendering
from polnews.engines.pivot import PivotEngine
from polnews.engines.route import find_route
from polnews.errors import ModelNotFoundError, RegistryError
from polnews.languages import Pair
from polnews.models.routes import nearest_missing, no_route
from polnews.testing import FakeEngine

OPTIONS = DecodeOptions()


class Versioned(FakeEngine):
    """A fake whose pairs have package versions."""

    def __init__(self, versions: Mapping[str, str]) -> None:
        super().__init__(*versions)
        self._versions = {Pair.parse(pair): version for pair, version in versions.items()}

    def version(self, pair: Pair) -> str:
        return self._versions[pair]


def test_fewest_hops_first() -> None:
    pivot = PivotEngine(FakeEngine("de-en", "en-it", "de-fr", "fr-en", "de-it"))
    assert pivot.route(Pair("de", "it")) == ("de", "it")


def test_then_the_newest_packages() -> None:
    versions = {"de-en": "1.0", "en-it": "1.0", "de-fr": "1.9", "fr-it": "1.10"}
    assert PivotEngine(Versioned(versions)).route(Pair("de", "it")) == ("de", "fr", "it")
    assert PivotEngine(Versioned(versions | {"de-en": "2", "en-it": "2"})).route(Pair("de", "it")) == (
        "de",
        "en",
        "it",
    )


def test_never_in_circles() -> None:
    pivot = PivotEngine(FakeEngine("de-en", "en-de", "en-it"))
    assert pivot.pairs() == {Pair.parse(pair) for pair in ("de-en", "de-it", "en-de", "en-it")}


def test_hop_by_hop_in_one_batch_each() -> None:
    engine = FakeEngine("bg-en", "en-it")
    got = PivotEngine(engine).translate(["а", "б"], Pair("bg", "it"), options=OPTIONS)
    assert [one.text for one in got] == ["[it] [en] а", "[it] [en] б"]
    assert [pair for pair, _ in engine.calls] == [Pair("bg", "en"), Pair("en", "it")]
    assert got[0].score == pytest.approx(-0.2)


def test_cut_in_one_hop_is_cut() -> None:
    got = PivotEngine(FakeEngine("bg-en", "en-it", cut=["а"])).translate(
        ["а"], Pair("bg", "it"), options=OPTIONS
    )
    assert got[0].cut


def test_no_route_names_what_is_missing() -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        PivotEngine(FakeEngine("bg-en", "de-en")).route(Pair("bg", "it"))
    message = str(caught.value)
    assert "Installed pairs: bg-en, de-en" in message
    assert "bg-en-it, which lacks en-it" in message
    assert "polnews models install en-it" in message


def test_no_route_tells_what_the_starter_model_has() -> None:
    message = no_route(Pair("bg", "fr"), [], [Pair("bg", "en"), Pair("de", "en")])
    assert "Installed pairs: none; the starter model has bg-en, de-en." in message
    assert "polnews models install bg-fr" in message  # nothing leads on from the starter


def test_no_route_when_two_are_missing() -> None:
    with pytest.raises(ModelNotFoundError, match="polnews models install pt-it"):
        PivotEngine(FakeEngine("bg-de")).route(Pair("pt", "it"))


def test_nearest_prefers_english() -> None:
    direct = [Pair.parse(pair) for pair in ("bg-de", "bg-en", "bg-fr")]
    assert nearest_missing(Pair("bg", "it"), direct) == (Pair("en", "it"), ("bg", "en", "it"))


def test_nearest_from_the_other_end() -> None:
    assert nearest_missing(Pair("bg", "it"), [Pair("en", "it")]) == (Pair("bg", "en"), ("bg", "en", "it"))


def test_a_region_is_served_by_its_language() -> None:
    route = find_route(Pair("de", "en-GB"), engine=FakeEngine("de-en"))
    assert route.pair == Pair("de", "en")


def test_a_region_is_kept_where_there_is_one() -> None:
    route = find_route(Pair("en", "pt-BR"), engine=FakeEngine("en-pt", "en:pt-BR"))
    assert route.pair == Pair("en", "pt-BR")


def test_a_region_through_another_language() -> None:
    assert str(find_route(Pair("de-AT", "it"), engine=FakeEngine("de-en", "en-it"))) == "de-en-it"


def test_unknown_engine_lists_the_known() -> None:
    with pytest.raises(RegistryError, match=r"'argoss'.*argos, argostranslate, gguf, starter"):
        find_route(Pair("de", "en"), engine="argoss")


def test_renderings_of_a_chain_are_plain() -> None:
    got = PivotEngine(FakeEngine("de-en")).translate(["x"], Pair("de", "en"), options=OPTIONS)
    assert got == [Rendering("[en] x", -0.1)]
