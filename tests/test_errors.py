"""The error tree in the docstring is the error tree in the code."""

import re

import polnews.errors
from polnews.errors import MissingExtraError, PolnewsError


def _drawn() -> dict[str, str]:
    """Read class name -> parent from the tree in the module's docstring."""
    parents: dict[str, str] = {}
    open_at: dict[int, str] = {}
    for line in (polnews.errors.__doc__ or "").splitlines():
        match = re.match(r"([│ ├└─]*)(\w+Error)\b", line)
        if match is None:
            continue
        depth = len(match[1])
        above = [open_at[level] for level in sorted(open_at) if level < depth]
        parents[match[2]] = above[-1] if above else "Exception"
        open_at = {level: name for level, name in open_at.items() if level < depth} | {depth: match[2]}
    return parents


def test_tree_is_true() -> None:
    real = {name: getattr(polnews.errors, name).__bases__[0].__name__ for name in polnews.errors.__all__}
    assert _drawn() == real


def test_every_error_is_a_builtin_too() -> None:
    for name in polnews.errors.__all__:
        error = getattr(polnews.errors, name)
        assert issubclass(error, PolnewsError)
        assert error.exit_code in (1, 2)


def test_missing_extra_names_the_install_command() -> None:
    assert 'pip install "polnews[gguf]"' in str(MissingExtraError("gguf", "The gguf engine"))
