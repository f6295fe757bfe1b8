"""An extension for mkdocstrings: examples at the end of a docstring become its section "Examples"."""

from typing import Any

import griffe


class Doctests(griffe.Extension):
    """Docstrings end with their examples, which doctest wants no heading for; the reference shows them as code."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:  # noqa: ANN401 - as griffe calls it
        """Indent the examples of an object's docstring below a heading."""
        if obj.docstring is not None:
            obj.docstring.value = with_examples(obj.docstring.value)


def with_examples(docstring: str) -> str:
    r"""Return a docstring whose examples, if it has any, have a heading.

    >>> with_examples("Add.\n\n>>> 1 + 1\n2")
    'Add.\n\nExamples:\n    >>> 1 + 1\n    2'
    """
    lines = docstring.splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith(">>>")), None)
    if first is None:
        return docstring
    examples = [f"    {line}" if line else "" for line in lines[first:]]
    return "\n".join([*lines[:first], "Examples:", *examples])
