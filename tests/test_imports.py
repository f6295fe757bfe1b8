"""Importing does no work, and no more than it says."""

import json
import subprocess
import sys

import pytest

import polnews

# Modules that would load a model, a dictionary or a large table.
HEAVY = {
    "argostranslate", "babel", "ctranslate2", "eldc", "httpx", "langcodes", "nltk", "numpy", "py3langid",
    "sentencepiece", "sentencex", "simplemma", "stopwordsiso", "sumy", "torch", "xllamacpp",
}  # fmt: skip

_PROBE = """
import json, os, sys
before = set(sys.modules)
environment = dict(os.environ)
{code}
loaded = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(json.dumps({{"loaded": sorted(loaded), "environment": dict(os.environ) == environment}}))
"""


def _probe(code: str) -> dict[str, object]:
    run = subprocess.run(
        [sys.executable, "-c", _PROBE.format(code=code)], capture_output=True, text=True, check=True
    )
    return dict(json.loads(run.stdout))


def test_import_loads_nothing_but_polnews() -> None:
    found = _probe("import polnews")
    third_party = set(found["loaded"]) - set(sys.stdlib_module_names)  # type: ignore[call-overload]
    assert third_party == {"polnews"}
    assert found["environment"] is True


@pytest.mark.parametrize(
    "code", ["from polnews import Article, Brief, Summarize, Translate", "import polnews.cli"]
)
def test_names_and_command_line_load_nothing_heavy(code: str) -> None:
    assert not HEAVY & set(_probe(code)["loaded"])  # type: ignore[call-overload]


def test_all_names_are_there() -> None:
    assert polnews.__all__ == sorted(polnews.__all__)
    for name in polnews.__all__:
        assert getattr(polnews, name) is not None
    assert set(polnews.__all__) <= set(dir(polnews))


def test_unknown_name_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        polnews.Nothing  # noqa: B018
