"""Every example in a docstring runs."""

import doctest
import importlib
import pkgutil

import pytest

import polnews

MODULES = sorted(module.name for module in pkgutil.walk_packages(polnews.__path__, "polnews."))


@pytest.mark.parametrize("name", ["polnews", *MODULES])
def test_docstring_examples(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module, raise_on_error=False).failed == 0
