"""Who is compared: Argos Translate, a bare `translate_batch` and polnews, with one package and settings."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import ctranslate2
import sentencepiece

from polnews import Article, Translate
from polnews.engines.argos import ArgosEngine
from polnews.engines.argostranslate import ArgosTranslateEngine, _argostranslate
from polnews.languages import Pair
from polnews.models.store import Store
from polnews.segment import split_sentences

ARGOS, BARE, PARALLEL, PLAIN, DEFAULTS = (
    "Argos Translate",
    "bare translate_batch",
    "bare, one thread a batch",
    "polnews, plain",
    "polnews, defaults",
)
_BATCH = 2048
"""Source pieces a batch for the bare contender."""


@dataclass(frozen=True)
class Settings:
    """What all contenders share."""

    route: tuple[Path, ...]
    pairs: tuple[Pair, ...]
    beam: int
    threads: int
    compute: str

    @property
    def pair(self) -> Pair:
        """From the first language to the last."""
        return Pair(self.pairs[0].source, self.pairs[-1].target)


Contender = Callable[[Sequence[Article]], int]
"""Translates articles and returns how many pieces it said."""


def argos(settings: Settings) -> Contender:
    """Argos Translate as it is, paragraph by paragraph, its sentence splitter replaced by ours."""
    hops = []
    own = _argostranslate().settings
    own.beam_size, own.compute_type = settings.beam, settings.compute
    for package, pair in zip(settings.route, settings.pairs, strict=True):
        engine = ArgosTranslateEngine(store=_store(package), threads=settings.threads)
        hops.append(engine._load(engine._package(pair)))
        hops[-1].sentencizer = _Sentences(pair.source)
    pieces = _pieces(settings.route[-1])

    def run(articles: Sequence[Article]) -> int:
        own.beam_size = settings.beam
        said = 0
        for article in articles:
            hops[0].sentencizer.known = known = _paragraphs(article)
            text = "\n".join(known)
            for hop in hops:
                text = hop.hypotheses(text, num_hypotheses=1)[0].value
            said += len(pieces.encode(text))
        return said

    return run


class _Sentences:
    """Stands in for Argos' sentence splitter: the segments of known paragraphs, else our own splitter."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.known: dict[str, list[str]] = {}

    def split_sentences(self, text: str) -> list[str]:
        if text in self.known:
            return self.known[text]
        return [text[span.start : span.end] for span in split_sentences(text, self.language)]


def _paragraphs(article: Article) -> dict[str, list[str]]:
    groups = groupby(article.segments, key=lambda segment: segment.paragraph)
    sentences = [[segment.clean for segment in group] for _, group in groups]
    return {" ".join(group): group for group in sentences}


def bare(settings: Settings) -> Contender:
    """CTranslate2 on segments that are split, tokenised and sorted beforehand: all threads on one batch."""
    return _bare(settings, inter=1, intra=settings.threads)


def parallel(settings: Settings) -> Contender:
    """The same, each thread on batches of its own."""
    return _bare(settings, inter=settings.threads, intra=1)


def _bare(settings: Settings, *, inter: int, intra: int) -> Contender:
    hops = [
        ctranslate2.Translator(
            str(package / "model"), compute_type=settings.compute, inter_threads=inter, intra_threads=intra
        )
        for package in settings.route
    ]
    prefixes = [_prefix(package) for package in settings.route]
    pieces = [_pieces(package) for package in settings.route]
    prepared: dict[int, list[list[str]]] = {}

    def run(articles: Sequence[Article]) -> int:
        batch = prepared.get(id(articles))
        if batch is None:
            texts = [segment.clean for article in articles for segment in article.segments]
            batch = prepared[id(articles)] = _by_length(pieces[0].encode(texts, out_type=str))
        for at, (hop, prefix) in enumerate(zip(hops, prefixes, strict=True)):
            if at:  # the next package has pieces of its own
                batch = _by_length(pieces[at].encode(pieces[at - 1].decode(batch), out_type=str))
            found = hop.translate_batch(
                batch,
                target_prefix=[[prefix]] * len(batch) if prefix else None,
                beam_size=settings.beam,
                max_batch_size=_BATCH,
                batch_type="tokens",
                length_penalty=0.2,
                replace_unknowns=True,
                return_scores=True,
            )
            batch = [one.hypotheses[0][1 if prefix else 0 :] for one in found]
        return sum(map(len, batch))

    return run


def _by_length(batch: list[list[str]]) -> list[list[str]]:
    return sorted(batch, key=len, reverse=True)


def plain(settings: Settings) -> Contender:
    """Polnews without what it adds to a translation: no memory, no second tries."""
    translate = Translate(to=settings.pair.target, engine=_engine(settings), beam=settings.beam, retry=False)
    return _polnews(settings, translate)


def defaults(settings: Settings) -> Contender:
    """Polnews as it is by default."""
    return _polnews(
        settings, Translate(to=settings.pair.target, engine=_engine(settings), beam=settings.beam)
    )


def _engine(settings: Settings) -> ArgosEngine:
    folders = tuple(dict.fromkeys(package.parent for package in settings.route))
    store = Store(folders[0] / "own", foreign=folders)
    return ArgosEngine(store=store, threads=settings.threads, compute_type=settings.compute)


def _polnews(settings: Settings, translate: Translate) -> Contender:
    pieces = _pieces(settings.route[-1])

    def run(articles: Sequence[Article]) -> int:
        found = translate(list(articles))
        texts = [segment.clean for one in found for segment in one.article.segments]
        return sum(map(len, pieces.encode(texts)))

    return run


def _prefix(package: Path) -> str:
    """Return the target prefix a package asks for; "" for none."""
    return str(json.loads((package / "metadata.json").read_text(encoding="utf-8")).get("target_prefix") or "")


def _store(package: Path) -> Store:
    return Store(package.parent / "own", foreign=(package.parent,))


def _pieces(package: Path) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))


MAKERS: dict[str, Callable[[Settings], Contender]] = {
    ARGOS: argos,
    BARE: bare,
    PARALLEL: parallel,
    PLAIN: plain,
    DEFAULTS: defaults,
}
"""Everyone who takes part, with what makes them ready."""
