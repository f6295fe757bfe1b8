"""Stand-ins for tests: an engine that needs no model."""

from collections.abc import Callable, Mapping, Sequence

from polnews.engines.base import DecodeOptions, Rendering
from polnews.errors import ModelNotFoundError
from polnews.languages import Pair

__all__ = ["FakeEngine"]

Render = Callable[[str, Pair], str]


class FakeEngine:
    """A translation engine without a model: same protocol, known output, calls on record.

    Args:
        pairs: The pairs it serves, e.g. "de-en", "en-it".
        render: What it returns: a function of text and pair, or a mapping from source text to translation.
            Texts a mapping lacks, and all texts without `render`, come back as "[en] text".
        cut: Source texts reported as cut at the length limit.

    Attributes:
        calls: One `(pair, texts)` per call of `translate`, in order.

    >>> from polnews import Article, Translate
    >>> engine = FakeEngine("de-en", render={"Die Frist endet am Montag.": "The deadline ends on Monday."})
    >>> article = Article.from_text("Die Frist endet am Montag.", language="de")
    >>> print(Translate(to="en", engine=engine)(article).article.text)
    The deadline ends on Monday.
    """

    name = "fake"

    def __init__(
        self, *pairs: str, render: Render | Mapping[str, str] | None = None, cut: Sequence[str] = ()
    ) -> None:
        self._pairs = frozenset(Pair.parse(pair) for pair in pairs)
        self._render = render if render is not None else {}
        self._cut = frozenset(cut)
        self.calls: list[tuple[Pair, list[str]]] = []

    def pairs(self) -> frozenset[Pair]:
        """Return the pairs given at creation."""
        return self._pairs

    def translate(self, texts: Sequence[str], pair: Pair, *, options: DecodeOptions) -> list[Rendering]:  # noqa: ARG002
        """Render every text as `render` says, and record the call.

        Raises:
            ModelNotFoundError: `pair` was not given at creation.
        """
        if pair not in self._pairs:
            raise ModelNotFoundError(
                f"This FakeEngine was not given {pair}. Create it with FakeEngine('{pair}')."
            )
        self.calls.append((pair, list(texts)))
        return [Rendering(self._text(text, pair), -0.1, text in self._cut) for text in texts]

    def _text(self, text: str, pair: Pair) -> str:
        if callable(self._render):
            return self._render(text, pair)
        return self._render.get(text, f"[{pair.target}] {text}")

    def signature(self, pair: Pair) -> Mapping[str, str]:
        """Return the pair; nothing else can change the output."""
        return {"fake": str(pair)}
