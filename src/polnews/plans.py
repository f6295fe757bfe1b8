"""Plans: how a text is handed to an engine, whole, with placeholders, or in parts, and put together."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from polnews.engines.base import Rendering
from polnews.protect import Item, Masked, mask
from polnews.segment import reflow

__all__ = ["Draft", "Plan", "around", "lowered", "masked", "split", "whole"]

_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Plan:
    """One text, as what is translated and what stands between.

    Attributes:
        pieces: Texts to translate, each with its placeholders, and literal texts, in order.
        name: What was done, for the record of steps; "" for the plain way.
        finish: What is done to the whole in the end.
    """

    pieces: "tuple[Masked | str, ...]"
    name: str = ""
    finish: Callable[[str], str] = str

    @property
    def texts(self) -> list[str]:
        """What the engine is to translate, in order."""
        return [piece.text for piece in self.pieces if isinstance(piece, Masked)]

    def assemble(self, renderings: Sequence[Rendering]) -> "Draft":
        """Put the renderings of `texts` together."""
        given = iter(renderings)
        written = ""
        for piece in self.pieces:
            if isinstance(piece, str):
                written += piece
                continue
            written += piece.restore(reflow(next(given).text))
        return Draft(self.finish(reflow(written)), _score(renderings), any(one.cut for one in renderings))


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate translation."""

    text: str
    score: float | None
    cut: bool


def _score(renderings: Sequence[Rendering]) -> float | None:
    """Return the mean of the parts' scores, long parts counting more; None when one has none."""
    scores = [rendering.score for rendering in renderings if rendering.score is not None]
    if not scores or len(scores) < len(renderings):
        return None
    weights = [max(1, len(rendering.text)) for rendering in renderings]
    return sum(score * weight for score, weight in zip(scores, weights, strict=True)) / sum(weights)


def whole(text: str) -> Plan:
    """Translate a text as it is; one without a word stands as it is.

    >>> whole("– Neue Regeln").texts, whole("12,5 % 🙂").texts
    (['Neue Regeln'], [])
    """
    return Plan((mask(text, (), ""),)) if _WORD.search(text) else Plan((text,), "kept")


def lowered(text: str) -> Plan | None:
    """Translate a text in capitals as a sentence, and write the translation in capitals; None for other texts.

    >>> lowered("BUND UND LÄNDER EINIGEN SICH").texts
    ['Bund und länder einigen sich']
    """
    if not text.isupper() or len(text.split()) < 2:
        return None
    return Plan((mask(text.capitalize(), (), ""),), "read without capitals", str.upper)


def masked(text: str, items: Sequence[Item], form: str) -> Plan:
    """Translate a text with placeholders."""
    return Plan((mask(text, items, form),), f"protected {_names(items)}")


def around(text: str, items: Sequence[Item]) -> Plan:
    """Translate what stands between the items, and leave these where they are.

    >>> around("Mehr unter www.x.eu, heute.", [Item(11, 19, "www.x.eu", "address")]).texts
    ['Mehr unter', ', heute.']
    """
    pieces: list[Masked | str] = []
    at = 0
    for item in items:
        pieces += [*_between(text[at : item.start]), item.text]
        at = item.end
    pieces += _between(text[at:])
    return Plan(tuple(pieces), f"protected {_names(items)}" if items else "")


def _between(text: str) -> Iterator[Masked | str]:
    """Yield a text to translate with the blanks around it; what holds no word stays as it is."""
    core = text.strip()
    if not _WORD.search(core):
        yield text
        return
    start = text.index(core)
    yield text[:start]
    yield Masked(core)
    yield text[start + len(core) :]


def _names(items: Sequence[Item]) -> str:
    return ", ".join(dict.fromkeys(item.kind for item in items))


# Where a sentence can be parted: at the end of a clause of at least four words on either side.
_CLAUSE = re.compile(r"(?<=[;:])\s+|(?<=,)\s+|\s+(?=[–—]\s)")
_FEWEST_WORDS = 4


def split(text: str) -> Plan | None:
    """Translate a text clause by clause; None when it has but one.

    >>> split("Der Rat tagt heute in Brüssel, die Kommission legt den Entwurf vor.").texts
    ['Der Rat tagt heute in Brüssel,', 'die Kommission legt den Entwurf vor.']
    >>> split("Der Rat tagt, sagte er.")
    """
    parts: list[str] = []
    for part in _CLAUSE.split(text):
        if parts and min(len(parts[-1].split()), len(part.split())) < _FEWEST_WORDS:
            parts[-1] += " " + part
        else:
            parts.append(part)
    if len(parts) < 2:
        return None
    pieces: list[Masked | str] = []
    for part in parts:
        pieces += [" ", mask(part, (), "")] if pieces else [mask(part, (), "")]
    return Plan(tuple(pieces), "split at clauses")
