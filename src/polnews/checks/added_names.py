"""Names the original does not have: what small models put in from what they have read."""

from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.checks.names import lost_names

__all__ = ["check_added_names"]


def check_added_names(translated: Translated) -> Iterator[Check]:
    """Find names of the translation without a counterpart in the original.

    A warning, not severe: where names are freely rendered, one sound sentence of ten has such a word. Words of
    institutions count too: "the European Union" for Europe says another thing. An acronym does not: it may be the
    short form of what the original writes out.
    """
    back = Translated(
        translated.target,
        translated.target_language,
        translated.source,
        translated.source_language,
        translated.engine,
    )
    spans = [span for span in lost_names(back) if not translated.target[span.start : span.end].isupper()]
    if spans:
        names = ", ".join(dict.fromkeys(translated.target[span.start : span.end] for span in spans))
        yield Check("added-name", "warning", f"The original does not seem to name: {names}.", target=spans[0])
