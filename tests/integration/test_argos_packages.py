"""The Argos engine on packages made by others: real training, real sizes, weak output."""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from polnews.engines._loops import is_looping
from polnews.engines.argos import ArgosEngine
from polnews.engines.argostranslate import ArgosTranslateEngine
from polnews.engines.base import DecodeOptions, Rendering
from polnews.engines.route import find_route
from polnews.languages import Pair
from polnews.models.pieces import load_pieces
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

ROOT = Path(__file__).parents[2]
PACKAGES = Path(os.environ.get("POLNEWS_TEST_MODELS") or ROOT.parent / "shared" / "models")
FOUND = sorted(PACKAGES.glob("*.argosmodel")) if PACKAGES.is_dir() else []

with_packages = [
    pytest.mark.models,
    pytest.mark.skipif(
        not FOUND, reason=f"no .argosmodel files in {PACKAGES}; name a folder by POLNEWS_TEST_MODELS"
    ),
]
with_argos = pytest.mark.skipif(
    find_spec("argostranslate") is None,
    reason='Argos Translate is not installed: pip install "polnews[argos]"',
)

GERMAN = [
    "Die Regierung beschloss am Dienstag ein neues Gesetz.",
    "Das Parlament stimmt im Herbst ab.",
    "Mehr dazu unter https://example.eu/a_b.",
    "Ministerin: keine Steuererhöhung",
]
BULGARIAN = ["Правителството прие новия закон във вторник.", "Парламентът ще гласува наесен."]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("packages"), foreign=())
    for path in FOUND:
        store.install(path)
    return store


def _translate(engine: ArgosEngine, texts: Sequence[str], pair: str, **options: object) -> list[Rendering]:
    return engine.translate(texts, Pair.parse(pair), options=DecodeOptions(**options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def engine(store: Store) -> ArgosEngine:
    return ArgosEngine(store=store)


class TestPackages:
    """With the packages of `POLNEWS_TEST_MODELS`."""

    pytestmark = with_packages

    def test_every_package_translates(self, engine: ArgosEngine) -> None:
        for pair in engine.pairs():
            texts = BULGARIAN if pair.source == "bg" else GERMAN
            got = engine.translate(texts, pair, options=DecodeOptions())
            assert len(got) == len(texts)
            assert all(one.text.strip() for one in got)
            assert all(one.score is None or one.score <= 0 for one in got)

    def test_the_prefix_is_not_shown(self, engine: ArgosEngine) -> None:
        for pair in engine.pairs():
            got = engine.translate(GERMAN, pair, options=DecodeOptions())
            assert not any(f"__{pair.target}__" in one.text for one in got)

    def test_a_pivot(self, engine: ArgosEngine) -> None:
        route = find_route(Pair("bg", "it"), engine=engine)
        assert str(route) == "bg-en-it"
        got = route.engine.translate(BULGARIAN, route.pair, options=DecodeOptions())
        assert len(got) == len(BULGARIAN)
        assert all(one.text.strip() for one in got)

    def test_less_repetition_with_the_guard(
        self, store: Store, engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        package = store.best([Pair("de", "en")])
        assert package is not None
        pieces = load_pieces(package.folder, "de", "en")

        def loops(got: list[Rendering]) -> int:
            pairs = zip(got, GERMAN, strict=True)
            return sum(is_looping(pieces.encode(one.text), pieces.encode(text)) for one, text in pairs)

        guarded = loops(_translate(engine, GERMAN, "de-en"))
        monkeypatch.setattr("polnews.engines.argos._GUARDS", ())
        plain = loops(_translate(engine, GERMAN, "de-en"))
        assert guarded == 0
        assert guarded <= plain

    @pytest.mark.parametrize("compute", ["default", "float32"])
    def test_reproducible_in_any_batch(self, store: Store, compute: str) -> None:
        engine = ArgosEngine(store=store, compute_type=compute)
        together = _translate(engine, GERMAN, "de-en", reproducible=True)
        alone = [_translate(engine, [text], "de-en", reproducible=True)[0] for text in GERMAN]
        assert together == alone

    def test_a_text_longer_than_the_model_is_parted(self, engine: ArgosEngine) -> None:
        [got] = _translate(engine, [" ".join(GERMAN * 20)], "de-en")
        assert len(got.text) > 200

    @with_argos
    def test_beside_argos_translate(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        """Same package, same decoding: where no guard steps in, the words are the same.

        What remains is decoding alone against decoding in a batch, which changes the last bits of a score.
        """
        monkeypatch.setattr("polnews.engines.argos._GUARDS", ())
        texts = [text for text in GERMAN if "_" not in text]
        ours = [one.text for one in _translate(ArgosEngine(store=store), texts, "de-en", reproducible=True)]
        theirs = _theirs(store, texts, "de-en")
        cut = [one.cut for one in _translate(ArgosEngine(store=store), texts, "de-en", reproducible=True)]
        same = [_bare(one) == _bare(two) for one, two in zip(ours, theirs, strict=True)]
        # Where we stop at our limit Argos goes on to its own; all else must agree.
        assert all(agrees or stopped for agrees, stopped in zip(same, cut, strict=True))


def _theirs(store: Store, texts: list[str], pair: str) -> list[str]:
    engine = ArgosTranslateEngine(store=store)
    return [one.text for one in engine.translate(texts, Pair.parse(pair), options=DecodeOptions())]


def _bare(text: str) -> str:
    """Leave out what Argos leaves in: target prefixes, of whose underscores it made blanks before looking."""
    return " ".join(word for word in text.split() if word != "en")


WORDS = {"Das": "The", "Haus": "house", "ist": "is", "rot": "red", "Beifall": "applause"}


@with_argos
class TestBesideArgosTranslate:
    """On packages built here: where we differ from Argos Translate, and why. All else is the same."""

    def _both(self, folder: Path, toy: ToyPackage, text: str) -> tuple[str, str]:
        store = Store(folder / "store", foreign=())
        store.install(build_toy(folder / "p", toy))
        [ours] = _translate(ArgosEngine(store=store), [text], "de-en")
        [theirs] = _theirs(store, [text], "de-en")
        return ours.text, theirs

    @pytest.mark.parametrize("tokenizer", ["sentencepiece", "bpe"])
    @pytest.mark.parametrize(
        "text",
        ["Das Haus ist rot.", " Das 'Haus'  & \"rot\" ist z.B. 漢字 ☃ rot.", "Das Haus: 1.234,5 € (rot)!"],
    )
    def test_the_same(self, tmp_path: Path, tokenizer: str, text: str) -> None:
        ours, theirs = self._both(tmp_path, ToyPackage(words=WORDS, tokenizer=tokenizer), text)
        assert ours == theirs

    def test_underscores_stay(self, tmp_path: Path) -> None:
        """Argos makes blanks of them, which breaks addresses."""
        ours, theirs = self._both(tmp_path, ToyPackage(words=WORDS), "Das https://x.eu/a_b ist rot.")
        assert (ours, theirs) == ("The https://x.eu/a_b is red.", "The https://x.eu/a b is red.")

    def test_a_prefix_with_underscores_goes(self, tmp_path: Path) -> None:
        """Argos looks for it after making blanks of its underscores, and leaves its code in the text."""
        ours, theirs = self._both(tmp_path, ToyPackage(words=WORDS, prefix="__en__"), "Das Haus ist rot.")
        assert ours == "The house is red."
        assert theirs.split() == ["en", "The", "house", "is", "red."]

    def test_a_loop_is_decoded_again(self, tmp_path: Path) -> None:
        """Argos has no guard: it goes on to its limit of 256 pieces."""
        toy = ToyPackage(words=WORDS, loops=["applause"])
        ours, theirs = self._both(tmp_path, toy, "Das Beifall ist rot Haus Haus Haus Haus Haus.")
        assert theirs.count("applause") > 3
        assert ours.count("applause") <= 3

    def test_long_input_is_whole(self, tmp_path: Path) -> None:
        """Argos stops after 256 pieces of output and says nothing."""
        text = ", ".join(["Das Haus ist rot"] * 100) + "."
        ours, theirs = self._both(tmp_path, ToyPackage(words=WORDS), text)
        assert ours.count("red") == 100
        assert theirs.count("red") < 100

    def test_scores_are_none(self, tmp_path: Path) -> None:
        """Argos' scores are sums that depend on length; none is better than one of another kind."""
        store = Store(tmp_path / "store", foreign=())
        store.install(build_toy(tmp_path / "p", ToyPackage(words=WORDS)))
        engine = ArgosTranslateEngine(store=store)
        [got] = engine.translate(["Das Haus"], Pair("de", "en"), options=DecodeOptions())
        assert got.score is None
        assert engine.signature(Pair("de", "en"))["argostranslate"].split()[0] in (
            "argos-translate-lt",
            "argostranslate",
        )

    def test_importing_it_leaves_no_trace(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME"):
            monkeypatch.setenv(name, str(tmp_path))
        store = Store(tmp_path / "store", foreign=())
        store.install(build_toy(tmp_path / "p", ToyPackage(words=WORDS)))
        before = dict(os.environ)
        _theirs(store, ["Das Haus"], "de-en")
        ours = ("ARGOS", "XDG", "HOME", "SNAP")
        assert {name: value for name, value in os.environ.items() if name.startswith(ours)} == {
            name: value for name, value in before.items() if name.startswith(ours)
        }
        assert not (tmp_path / "argos-translate").exists()
