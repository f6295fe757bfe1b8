"""Builds small, real Argos packages: a dictionary as a Transformer, translating word for word.

Nothing is trained. The weights are written down so that each decoding step looks at the source piece in the
same place and gives that piece's dictionary entry, or the piece itself when the dictionary has none. What
comes out is an ordinary package (SentencePiece or byte pair encoding, CTranslate2 model, metadata), so tests,
demonstrations and stress scripts run the whole real path in milliseconds without downloading anything.
"""

import io
import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["ToyPackage", "build_toy"]

# Characters every toy knows, so that whatever is not in its dictionary is copied: five alphabets, digits,
# marks.
_LATIN = "abcdefghijklmnopqrstuvwxyzäöüßàèéìíòóùúâêôãõçñ"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъьюя"
_MARKS = "0123456789.,;:!?-–—()\"'„“”«»/_@%€$&+=#*"

_POSITIONS = 1024
"""Longest sequence a toy can count, in pieces; engines split far earlier."""
_POSITION_WIDTH = 96
_PIECE_WIDTH = 96
_SMALLEST = _POSITION_WIDTH + 2 * _PIECE_WIDTH
"""Least width of a model: where we are, what the source piece is, what comes out. Random codes keep a few
hundred entries apart."""
_SEED = 20250701


@dataclass(frozen=True, slots=True, kw_only=True)
class ToyPackage:
    """What a toy package says and how it is made.

    Attributes:
        source: Argos code translated from, e.g. "de".
        target: Argos code translated to.
        words: The dictionary; keys and values are single words.
        version: Package version.
        prefix: Target prefix such as "__en__"; "" for none.
        tokenizer: "sentencepiece" or "bpe".
        loops: Output words after which the model repeats itself for ever, as weak models do.
        ends: False for a model that never says it is done.
        metadata: Members that replace or extend those of metadata.json.
        licence: Text of the package's README, or None.
        quantization: CTranslate2 quantization, e.g. "int8".
        layers: Layers of encoder and decoder each. All but one do nothing, and cost what any layer costs.
        width: Width of the model, at least 288.
        vocabulary: Least number of tokens; missing ones are made up.
    """

    source: str = "de"
    target: str = "en"
    words: Mapping[str, str] = field(default_factory=dict)
    version: str = "1.0"
    prefix: str = ""
    tokenizer: str = "sentencepiece"
    loops: Sequence[str] = ()
    ends: bool = True
    metadata: Mapping[str, Any] = field(default_factory=dict)
    licence: str | None = "Licence: CC0"
    quantization: str | None = "int8"
    layers: int = 1
    width: int = _SMALLEST
    vocabulary: int = 0


def build_toy(target: Path, toy: ToyPackage) -> Path:
    """Write a toy package.

    Args:
        target: A path that ends in ".argosmodel" for an archive; anything else becomes a folder.
        toy: What to build.

    Returns:
        `target`.
    """
    if target.suffix != ".argosmodel":
        _write_folder(target, toy)
        return target
    folder = (
        target.with_suffix(".building")
        / f"translate-{toy.source}_{toy.target}-{toy.version.replace('.', '_')}"
    )
    _write_folder(folder, toy)
    _zip(folder, target)
    shutil.rmtree(folder.parent)
    return target


def _write_folder(folder: Path, toy: ToyPackage) -> None:
    (folder / "model").mkdir(parents=True)
    metadata = {
        "package_version": toy.version,
        "argos_version": "1.9.0",
        "from_code": toy.source,
        "from_name": toy.source,
        "to_code": toy.target,
        "to_name": toy.target,
        "type": "translate",
        "links": [],
    }
    if toy.prefix:
        metadata["target_prefix"] = toy.prefix
    metadata.update(toy.metadata)
    (folder / "metadata.json").write_text(
        json.dumps(metadata, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    if toy.licence is not None:
        (folder / "README.md").write_text(toy.licence + "\n", encoding="utf-8")
    pieces = _write_bpe(folder, toy) if toy.tokenizer == "bpe" else _write_sentencepiece(folder, toy)
    _write_model(folder / "model", pieces, toy)


def _zip(folder: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                out.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")


def _characters() -> list[str]:
    letters = _LATIN + _LATIN.upper().replace("SS", "") + _CYRILLIC + _CYRILLIC.upper()
    return sorted(set(letters + _MARKS))


def _vocabulary_words(toy: ToyPackage) -> list[str]:
    return sorted({*toy.words.keys(), *toy.words.values(), *toy.loops})


def _write_sentencepiece(folder: Path, toy: ToyPackage) -> dict[str, str]:
    """Write sentencepiece.model; return each piece with the piece it translates to."""
    import sentencepiece

    words = ["▁" + word for word in _vocabulary_words(toy)]
    characters = _characters()
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["".join(characters), " ".join(characters)]),
        model_writer=model,
        vocab_size=len(characters) + len(words) + 4,
        model_type="char",
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=words,
        minloglevel=2,
    )
    (folder / "sentencepiece.model").write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    pieces = {processor.id_to_piece(index): "" for index in range(processor.get_piece_size())}
    identity = {piece: piece for piece in pieces if piece not in ("<unk>", "<s>", "</s>")}
    return identity | {"▁" + word: "▁" + entry for word, entry in toy.words.items()}


def _write_bpe(folder: Path, toy: ToyPackage) -> dict[str, str]:
    """Write bpe.model, whose merges build the dictionary's words; return pieces with translations."""
    merges: dict[str, None] = {}
    for word in _vocabulary_words(toy):
        left = word[0]
        for index, character in enumerate(word[1:], start=1):
            right = character + ("</w>" if index == len(word) - 1 else "")
            merges[f"{left} {right}"] = None
            left += character
    (folder / "bpe.model").write_text("#version: 0.2\n" + "\n".join(merges) + "\n", encoding="utf-8")
    starts = {merge.replace(" ", "").removesuffix("</w>") for merge in merges}
    whole = {*_vocabulary_words(toy), *starts, *_characters(), "&quot;", "&apos;", "&amp;"}
    identity = {piece: piece for word in sorted(whole) for piece in (word, word + "@@")}
    return identity | dict(toy.words)


def _write_model(folder: Path, entries: Mapping[str, str], toy: ToyPackage) -> None:
    from ctranslate2.specs import TransformerSpec

    tokens = ["<unk>", "<s>", "</s>", *([toy.prefix] if toy.prefix else []), *entries]
    tokens = list(dict.fromkeys(tokens))
    tokens += [f"unused{number}" for number in range(toy.vocabulary - len(tokens))]
    spec = TransformerSpec.from_config(num_layers=toy.layers, num_heads=1, pre_norm=True)
    weights = _Weights(tokens, entries, toy)
    weights.fill(spec)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "</s>"  # noqa: S105 - a mark, no secret
    spec.validate()
    spec.optimize(quantization=toy.quantization)
    spec.save(str(folder))


class _Weights:
    """The numbers of the dictionary Transformer, and where they go."""

    def __init__(self, tokens: Sequence[str], entries: Mapping[str, str], toy: ToyPackage) -> None:
        import numpy

        self.tokens = list(tokens)
        self.index = {token: index for index, token in enumerate(tokens)}
        self.entries = {"<unk>": "<unk>", **({"</s>": "</s>"} if toy.ends else {}), **entries}
        self.toy = toy
        self.width = toy.width
        random = numpy.random.default_rng(_SEED)
        codes = random.choice([-1.0, 1.0], size=(len(tokens), _PIECE_WIDTH))
        self.codes = (codes * 0.7).astype("float32")
        angles = numpy.arange(_POSITIONS)[:, None] * random.uniform(0.05, 3.1, _POSITION_WIDTH // 2)[None, :]
        self.positions = numpy.concatenate([numpy.sin(angles), numpy.cos(angles)], axis=1).astype("float32")

    def fill(self, spec: Any) -> None:  # noqa: ANN401 - untyped upstream
        """Set every weight of a one-layer TransformerSpec."""
        import numpy

        self._embed(spec.encoder.embeddings[0], spec.encoder, shift=1 if self.toy.prefix else 0)
        self._embed(spec.decoder.embeddings, spec.decoder, shift=0)
        for stack in (spec.encoder, spec.decoder):
            self._norm(stack.layer_norm)
            for layer in stack.layer:
                self._idle(layer)
        for layer in spec.decoder.layer:
            self._norm(layer.attention.layer_norm)
            for linear, rows in zip(layer.attention.linear, (1, 2, 1), strict=True):
                self._linear(linear, numpy.zeros((rows * self.width, self.width), dtype="float32"))
        self._look_across(spec.decoder.layer[0].attention)
        self._project(spec.decoder.projection)

    def _idle(self, layer: Any) -> None:  # noqa: ANN401 - untyped upstream
        """Let a layer's self-attention and feed-forward network, four times as wide, add nothing."""
        import numpy

        shapes = (
            (layer.self_attention.linear[0], (3 * self.width, self.width)),
            (layer.self_attention.linear[1], (self.width, self.width)),
            (layer.ffn.linear_0, (4 * self.width, self.width)),
            (layer.ffn.linear_1, (self.width, 4 * self.width)),
        )
        for linear, shape in shapes:
            self._linear(linear, numpy.zeros(shape, dtype="float32"))
        self._norm(layer.self_attention.layer_norm)
        self._norm(layer.ffn.layer_norm)

    def _embed(self, embeddings: Any, stack: Any, *, shift: int) -> None:  # noqa: ANN401 - untyped upstream
        import numpy

        table = numpy.zeros((len(self.tokens), self.width), dtype="float32")
        table[:, _POSITION_WIDTH : _POSITION_WIDTH + _PIECE_WIDTH] = self.codes
        embeddings.weight = table
        stack.scale_embeddings = False
        encodings = numpy.zeros((_POSITIONS, self.width), dtype="float32")
        encodings[: _POSITIONS - shift, :_POSITION_WIDTH] = self.positions[shift:]
        stack.position_encodings.encodings = encodings

    def _norm(self, norm: Any) -> None:  # noqa: ANN401 - untyped upstream
        import numpy

        norm.gamma = numpy.ones(self.width, dtype="float32")
        norm.beta = numpy.zeros(self.width, dtype="float32")

    @staticmethod
    def _linear(linear: Any, weight: Any) -> None:  # noqa: ANN401 - untyped upstream
        import numpy

        linear.weight = weight
        linear.bias = numpy.zeros(weight.shape[0], dtype="float32")

    def _look_across(self, attention: Any) -> None:  # noqa: ANN401 - untyped upstream
        """Attend to the source piece in the same place and carry its code to the output part."""
        import numpy

        place = numpy.zeros((self.width, self.width), dtype="float32")
        place[:_POSITION_WIDTH, :_POSITION_WIDTH] = numpy.eye(_POSITION_WIDTH)
        carry = numpy.zeros((self.width, self.width), dtype="float32")
        start = _POSITION_WIDTH
        carry[start + _PIECE_WIDTH : start + 2 * _PIECE_WIDTH, start : start + _PIECE_WIDTH] = numpy.eye(
            _PIECE_WIDTH
        )
        self._norm(attention.layer_norm)
        self._linear(attention.linear[0], place * 16)  # sharp: the right place outweighs all others together
        self._linear(attention.linear[1], numpy.concatenate([place, carry]))
        self._linear(attention.linear[2], numpy.eye(self.width, dtype="float32"))

    def _project(self, projection: Any) -> None:  # noqa: ANN401 - untyped upstream
        import numpy

        weight = numpy.zeros((len(self.tokens), self.width), dtype="float32")
        for source, target in self.entries.items():
            weight[self.index[target], _POSITION_WIDTH + _PIECE_WIDTH : _SMALLEST] += self.codes[
                self.index[source]
            ]
        mark = "" if self.toy.tokenizer == "bpe" else "▁"
        for word in self.toy.loops:
            row = self.index[mark + word]
            # Having just said this word outweighs whatever the source says next.
            weight[row, _POSITION_WIDTH : _POSITION_WIDTH + _PIECE_WIDTH] = 3 * self.codes[row]
        self._linear(projection, weight * 0.5)
