"""A package of Argos' size whose outputs have a known length: 6+6 layers, width 512, 32,000 pieces.

Every layer has random weights and does its full work, but what the random layers say is too quiet to matter:
the last layer looks at the source piece in the same place and says it again, and at the end mark beyond the
end. So every contender decodes the same pieces, as many as the source has, in every beam, and speed is all
that differs. Its translations are copies: it measures time and nothing else.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy

Untyped = Any
"""Arrays of numpy, and specifications of CTranslate2, which has no type information."""

LAYERS, HEADS, WIDTH, INNER, PIECES = 6, 8, 512, 2048, 32_000
"""Argos Translate trains OpenNMT-py's base Transformer with a vocabulary of 32,000."""

HEAD = WIDTH // HEADS
POSITIONS = 512
"""Argos' own tables have 5,000; engines split far earlier."""
PLACE, SINK, CODE = HEAD - 2, 1, 192
"""Numbers that say where we are, that this is the end mark, and which piece this is."""
SAID = PLACE + SINK + CODE
"""Where in the width the piece to say is written."""
SHARPNESS = 128.0
"""Score of the right place before the softmax; the best wrong place has at most 0.45 of it."""
BEYOND = 0.6
"""Share of that score the end mark has from everywhere: above wrong places, below the right one."""
QUIET = 1e-3
SEED = 20250701


def build_sized(folder: Path, texts: Iterable[str], *, source: str, target: str, quantization: str) -> Path:
    """Write the package as a folder.

    Args:
        folder: Where; must not exist.
        texts: What the tokenizer is trained on.
        source: Argos code translated from.
        target: Argos code translated to.
        quantization: As CTranslate2 names it, e.g. "int8".

    Returns:
        `folder`.
    """
    (folder / "model").mkdir(parents=True)
    described = {"from_code": source, "to_code": target, "from_name": source, "to_name": target}
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.9.0",
        "type": "translate",
        "links": [],
        **described,
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=1), encoding="utf-8")
    (folder / "README.md").write_text("Licence: CC0\n", encoding="utf-8")
    pieces = _train_pieces(folder / "sentencepiece.model", texts)
    tokens = ["<unk>", "<s>", "</s>", *(piece for piece in pieces if piece not in ("<unk>", "<s>", "</s>"))]
    tokens += [f"<filler{index}>" for index in range(PIECES - len(tokens))]
    _save(folder / "model", tokens, quantization)
    return folder


def _train_pieces(path: Path, texts: Iterable[str]) -> list[str]:
    import io

    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=model,
        vocab_size=8000,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [processor.id_to_piece(index) for index in range(processor.get_piece_size())]


def _save(folder: Path, tokens: list[str], quantization: str) -> None:
    from ctranslate2.specs import TransformerSpec

    spec = TransformerSpec.from_config(num_layers=LAYERS, num_heads=HEADS, pre_norm=True)
    _Copying(tokens).fill(spec)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "</s>"
    spec.validate()
    spec.optimize(quantization=None if quantization == "float32" else quantization)
    spec.save(str(folder))


class _Copying:
    """The weights, and where they go."""

    def __init__(self, tokens: list[str]) -> None:
        self.random = numpy.random.default_rng(SEED)
        self.codes = self.random.choice([-0.7, 0.7], size=(len(tokens), CODE)).astype("float32")
        self.end = tokens.index("</s>")
        self.places = _places(self.random)

    def fill(self, spec: Untyped) -> None:
        self._embed(spec.encoder.embeddings[0], spec.encoder, mark_end=True)
        self._embed(spec.decoder.embeddings, spec.decoder, mark_end=False)
        for stack in (spec.encoder, spec.decoder):
            self._norm(stack.layer_norm)
            for layer in stack.layer:
                self._random_layer(layer)
        self._look_across(spec.decoder.layer[-1].attention)
        projection = numpy.zeros((len(self.codes), WIDTH), dtype="float32")
        projection[:, SAID : SAID + CODE] = 0.3 * self.codes
        self._linear(spec.decoder.projection, projection)

    def _embed(self, embeddings: Untyped, stack: Untyped, *, mark_end: bool) -> None:
        table = numpy.zeros((len(self.codes), WIDTH), dtype="float32")
        table[:, PLACE + SINK : SAID] = self.codes
        if mark_end:
            table[self.end, PLACE] = 4
        embeddings.weight = table
        stack.scale_embeddings = False
        stack.position_encodings.encodings = numpy.zeros((POSITIONS, WIDTH), dtype="float32")
        stack.position_encodings.encodings[:, :PLACE] = self.places

    def _random_layer(self, layer: Untyped) -> None:
        attentions = [layer.self_attention] + ([layer.attention] if hasattr(layer, "attention") else [])
        for attention in attentions:
            self._norm(attention.layer_norm)
            *_, output = attention.linear
            for linear, rows in zip(attention.linear[:-1], _rows(len(attention.linear)), strict=True):
                self._linear(linear, self._noise(rows, WIDTH))
            self._linear(output, QUIET * self._noise(WIDTH, WIDTH))
        self._norm(layer.ffn.layer_norm)
        self._linear(layer.ffn.linear_0, self._noise(INNER, WIDTH))
        self._linear(layer.ffn.linear_1, QUIET * self._noise(WIDTH, INNER))

    def _noise(self, rows: int, columns: int) -> Untyped:
        return self.random.normal(0, columns**-0.5, size=(rows, columns)).astype("float32")

    @staticmethod
    def _norm(norm: Untyped) -> None:
        norm.gamma = numpy.ones(WIDTH, dtype="float32")
        norm.beta = numpy.zeros(WIDTH, dtype="float32")

    @staticmethod
    def _linear(linear: Untyped, weight: Untyped, bias: Untyped = None) -> None:
        linear.weight = weight
        linear.bias = numpy.zeros(weight.shape[0], dtype="float32") if bias is None else bias

    def _look_across(self, attention: Untyped) -> None:
        """Attend to the same place of the source, else to its end, and carry the code found there."""
        query, key = (numpy.zeros((WIDTH, WIDTH), dtype="float32") for _ in range(2))
        bias = numpy.zeros(WIDTH, dtype="float32")
        # Layer norms double what goes in here, about; heads divide scores by the root of their width.
        factor = (SHARPNESS * HEAD**0.5 / (4 * PLACE / 2)) ** 0.5
        for head in range(HEADS):
            rows = slice(head * HEAD, head * HEAD + PLACE)
            query[rows, :PLACE] = key[rows, :PLACE] = factor * numpy.eye(PLACE)
            key[head * HEAD + PLACE, PLACE] = 1
            bias[head * HEAD + PLACE] = BEYOND * SHARPNESS * HEAD**0.5 / 7.6
        value, output = (numpy.zeros((WIDTH, WIDTH), dtype="float32") for _ in range(2))
        value[:CODE, PLACE + SINK : SAID] = numpy.eye(CODE)
        output[SAID : SAID + CODE, :CODE] = numpy.eye(CODE)
        self._linear(attention.linear[0], query, bias)
        self._linear(attention.linear[1], numpy.concatenate([key, value]))
        self._linear(attention.linear[2], output)


def _rows(linears: int) -> list[int]:
    """Return the rows of the linears before the output: one for all three inputs, or queries and the rest."""
    return [3 * WIDTH] if linears == 2 else [WIDTH, 2 * WIDTH]


def _places(random: Untyped) -> Untyped:
    """Return a code for each position, the frequencies drawn until distant positions look least alike."""
    apart = numpy.arange(1, POSITIONS)[:, None]
    draws = [random.uniform(0.05, 3.1, PLACE // 2) for _ in range(500)]
    best = min(draws, key=lambda frequencies: numpy.cos(apart * frequencies).mean(axis=1).max())
    angles = numpy.arange(POSITIONS)[:, None] * best
    return numpy.concatenate([numpy.sin(angles), numpy.cos(angles)], axis=1).astype("float32")
