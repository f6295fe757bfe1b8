"""Argos packages, run directly: SentencePiece and CTranslate2 on all segments of a call at once.

Decoding is Argos Translate's own (beam 4, length penalty 0.2, unknown pieces copied from the source).
Different, and why: all texts go in one batch sorted by length, since one sentence at a time leaves the
processor idle; long inputs are parted, not cut; an output that repeats itself is decoded once more with
repetition forbidden; underscores stay.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polnews.engines._clauses import split_long
from polnews.engines._loaded import LoadedModel, ModelCache
from polnews.engines._loops import is_looping, repeated
from polnews.engines._threads import thread_count
from polnews.engines.base import DecodeOptions, Rendering
from polnews.errors import EngineError, ModelNotFoundError
from polnews.languages import Pair, argos_code, spellings
from polnews.models.package import Package
from polnews.models.pieces import load_pieces
from polnews.models.store import Store
from polnews.progress import advance
from polnews.provenance import installed_version

__all__ = ["ArgosEngine"]

_LONGEST_SOURCE = 150
"""Pieces. Argos' training configuration leaves out sentences longer than this on either side, so its models
have never seen one."""

_BUCKETS = (24, 64, _LONGEST_SOURCE)
"""Source lengths decoded together: CTranslate2 takes one length limit a call."""

_BATCH_TOKENS = 320
"""Source pieces in a batch, padding included. On a package of Argos' size with beam 4 and two threads, four articles
took 447 MB at the peak with 1,024, 375 with 512, 355 with 384, 330 with 320; 288 segments went no slower with 384 than
with 1,024 (three rounds in turns). A small package with beam 1 went slower: 0.73 of a bare
`translate_batch`, not 1.06."""

_LENGTH_PENALTY = 0.2
"""Argos Translate's."""

_GUARDS = ({"no_repeat_ngram_size": 3}, {"no_repeat_ngram_size": 2})
"""What is tried, in turn, when an output repeats itself, the mildest first. Measured in docs/engines.md."""


_POSITIONS = 5000
"""Rows of the position tables of Argos' models; taken for models that compute positions and so have no
table."""


def _limit(bucket: int, model: LoadedModel) -> int:
    """Return how many pieces an output may have.

    Human translations have up to 4.2 times their source's pieces when that has at most 24, 2.8 times up to
    64, 2.3 times above; none of 5,000 pairs of lines (NTREX-128) has more than this limit. A model that goes
    on beyond is lost in a loop.
    """
    return min(3 * bucket + 32, model.longest_target)


class ArgosEngine:
    """Translates with the Argos packages installed on this machine. Loads nothing until it is called.

    Safe to use from several threads.

    Args:
        store: Where packages are looked for. By default polnews' own folder, and those of Argos Translate.
        threads: Processor threads, at least 1. By default `POLNEWS_THREADS`, else all cores.
        compute_type: What models are calculated in, as CTranslate2 names it; "default" is how they were
            saved.
        loaded: Models kept in memory, at least 1.

    >>> import tempfile
    >>> ArgosEngine(store=Store(tempfile.mkdtemp(), foreign=())).pairs()
    frozenset()
    """

    name = "argos"

    def __init__(
        self,
        *,
        store: Store | None = None,
        threads: int | None = None,
        compute_type: str = "default",
        loaded: int = 6,
    ) -> None:
        self._store = store if store is not None else Store()
        self._threads = threads
        self._compute_type = compute_type
        self._models: ModelCache[tuple[str, Pair], LoadedModel] = ModelCache(loaded)

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs of every usable package."""
        return frozenset(pair for package in self._store.packages() for pair in package.pairs)

    def version(self, pair: Pair) -> str:
        """Return the version of the package that serves a pair.

        Raises:
            ModelNotFoundError: No package does.
        """
        return self._package(pair).version

    def signature(self, pair: Pair) -> Mapping[str, str]:
        """Return the package with its digest, the versions of what runs it, and how it decodes.

        Raises:
            ModelNotFoundError: No package serves the pair.
        """
        package = self._package(pair)
        return {
            f"{self.name} {pair}": f"{package.version}@{self._store.digest(package)[:12]}",
            "ctranslate2": installed_version("ctranslate2"),
            "sentencepiece": installed_version("sentencepiece"),
            "compute": self._compute_type,
            "decoding": f"lp{_LENGTH_PENALTY} split{_LONGEST_SOURCE} guard1",
        }

    def translate(self, texts: Sequence[str], pair: Pair, *, options: DecodeOptions) -> list[Rendering]:
        """Translate segments, all in one go.

        Args:
            texts: Segments of any length. Equal ones are translated once.
            pair: One of `pairs()`; a region no package has is served by its language.
            options: Beam, and whether any batching must give the same bytes.

        Returns:
            One Rendering per text. A blank text comes back as it is; so does one of which the model says
            nothing, with no score.

        Raises:
            ModelNotFoundError: No package serves the pair.
            PackageError: The package is broken.
            EngineError: The model could not be run.
        """
        model = self._model(pair)
        distinct = list(dict.fromkeys(text for text in texts if text.strip()))
        rendered = dict(zip(distinct, self._render(distinct, model, options), strict=True))
        return [rendered.get(text) or Rendering(text) for text in texts]

    def close(self) -> None:
        """Let go of the loaded models. The next call loads them again."""
        self._models.clear()

    def _render(self, texts: list[str], model: LoadedModel, options: DecodeOptions) -> Iterator[Rendering]:
        parts = [_parts(text, model) for text in texts]
        jobs = list(dict.fromkeys(part for row in parts for part in row if part))
        decoded = dict(zip(jobs, _decode_guarded(jobs, model, options), strict=True))
        for text, row in zip(texts, parts, strict=True):
            yield _join(text, [decoded[part] for part in row if part], model)

    def _package(self, pair: Pair) -> Package:
        found = self._store.best(spellings(pair))
        if found is None:
            have = ", ".join(sorted(map(str, self.pairs()))) or "none"
            raise ModelNotFoundError(
                f"No Argos package for {pair}. Installed pairs: {have}. "
                f"Install one with: polnews models install {pair}"
            )
        return found

    def _model(self, pair: Pair) -> LoadedModel:
        package = self._package(pair)
        # By digest: another program may put a newer package in the same folder while we run.
        return self._models.get((self._store.digest(package), pair), lambda: self._load(package, pair))

    def _load(self, package: Package, pair: Pair) -> LoadedModel:
        import ctranslate2

        header = self._store.check(package)
        source, target = argos_code(pair.source), argos_code(pair.target)
        pieces = load_pieces(package.folder, source, target)
        threads = thread_count(self._threads)
        try:
            translator = ctranslate2.Translator(
                str(package.folder / "model"),
                device="cpu",
                compute_type=self._compute_type,
                inter_threads=threads,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"CTranslate2 could not load {package.folder} ({error}).") from error
        return LoadedModel(
            translator,
            pieces,
            package.prefix(target),
            package.end,
            # One position is the end mark's.
            min(_LONGEST_SOURCE, (header.rows("encoder/position_encodings/encodings") or _POSITIONS) - 1),
            header.rows("decoder/position_encodings/encodings") or _POSITIONS,
        )


@dataclass(frozen=True, slots=True)
class _Decoded:
    """What came out for one run of pieces: without prefix and end mark."""

    pieces: tuple[str, ...]
    score: float
    cut: bool


def _parts(text: str, model: LoadedModel) -> list[tuple[str, ...]]:
    """Return the pieces of a text, in as many runs as the model needs to hold them."""
    pieces = tuple(model.pieces.encode(text))
    if len(pieces) <= model.longest_source:
        return [pieces]
    parts = split_long(text, model.longest_source, lambda part: len(model.pieces.encode(part)))
    return [tuple(model.pieces.encode(part)) for part in parts]


def _join(text: str, parts: list[_Decoded], model: LoadedModel) -> Rendering:
    said = [(model.pieces.decode(part.pieces), part) for part in parts]
    joined = " ".join(words for words, _ in said if words)
    if not joined:
        return Rendering(text)
    lengths = [len(part.pieces) + 1 for part in parts]
    score = sum(part.score * length for part, length in zip(parts, lengths, strict=True)) / sum(lengths)
    return Rendering(joined, min(score, 0.0), any(part.cut for part in parts))


def _decode_guarded(
    jobs: list[tuple[str, ...]], model: LoadedModel, options: DecodeOptions
) -> list[_Decoded]:
    """Decode plainly; decode again, forbidding repetition, only what repeats itself."""
    best = _decode(jobs, model, options, {})
    for guard in _GUARDS:
        looping = [index for index, job in enumerate(jobs) if is_looping(best[index].pieces, job)]
        if not looping:
            break
        again = _decode([jobs[index] for index in looping], model, options, guard)
        for index, candidate in zip(looping, again, strict=True):
            if candidate.pieces and repeated(candidate.pieces) < repeated(best[index].pieces):
                best[index] = candidate
    return best


def _decode(
    jobs: Sequence[tuple[str, ...]], model: LoadedModel, options: DecodeOptions, guard: Mapping[str, Any]
) -> list[_Decoded]:
    pending: list[tuple[int, Any]] = []
    for bucket, indices in _by_bucket(jobs):
        pending += zip(
            indices, _submit([jobs[index] for index in indices], bucket, model, options, guard), strict=True
        )
    found: dict[int, _Decoded] = {}
    finished = advance()
    for index, result in pending:
        try:
            found[index] = _decoded(result.result(), model)
        except RuntimeError as error:
            raise EngineError(f"CTranslate2 failed while translating ({error}).") from error
        finished(1)
    return [found[index] for index in range(len(jobs))]


def _by_bucket(jobs: Sequence[tuple[str, ...]]) -> Iterable[tuple[int, list[int]]]:
    start = 0
    for bucket in (*_BUCKETS, None):
        indices = [
            index
            for index, job in enumerate(jobs)
            if start < len(job) and (bucket is None or len(job) <= bucket)
        ]
        if indices:
            yield bucket or max(len(jobs[index]) for index in indices), indices
        start = bucket or start


def _batch_tokens(jobs: list[tuple[str, ...]], model: LoadedModel) -> int:
    """Return how large batches may be, so that every thread has one of its own to work on.

    On two cores and a package of Argos' size, a thread for each batch says 1.3 times as much as all threads on one.
    """
    longest = max(map(len, jobs))
    share = -(-len(jobs) // int(model.translator.num_translators))
    return max(longest, min(_BATCH_TOKENS, share * longest))


def _submit(
    jobs: list[tuple[str, ...]],
    bucket: int,
    model: LoadedModel,
    options: DecodeOptions,
    guard: Mapping[str, Any],
) -> list[Any]:
    # The shape of a batch changes the last bits of its sums, and those can change a word. One text a batch
    # has one shape; equal lengths are not enough (measured: float32 scores differ in 40 of 110 lines).
    size, kind = (1, "examples") if options.reproducible else (_batch_tokens(jobs, model), "tokens")
    results: list[Any] = model.translator.translate_batch(
        [list(job) for job in jobs],
        target_prefix=[list(model.prefix)] * len(jobs) if model.prefix else None,
        asynchronous=True,
        max_batch_size=size,
        batch_type=kind,
        beam_size=options.beam,
        length_penalty=_LENGTH_PENALTY,
        max_input_length=0,
        max_decoding_length=_limit(bucket, model),
        replace_unknowns=True,
        return_scores=True,
        return_end_token=True,
        **guard,
    )
    return results


def _decoded(result: Any, model: LoadedModel) -> _Decoded:  # noqa: ANN401 - untyped upstream
    pieces: list[str] = result.hypotheses[0]
    whole = len(pieces)
    ended = bool(pieces) and pieces[-1] == model.end
    own = pieces[len(model.prefix) : whole - 1 if ended else whole]
    # A weak model says language tags in mid-sentence; they are no text.
    words = tuple(piece for piece in own if piece not in model.prefix)
    # CTranslate2 divides the sum by length ** penalty; what we give is the mean over what was said.
    score = (
        result.scores[0] * whole**_LENGTH_PENALTY / max(1, whole - len(model.prefix))
        if result.scores
        else 0.0
    )
    return _Decoded(words, score, not ended)
