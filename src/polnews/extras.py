"""Optional packages, loaded when first needed."""

import importlib
import logging
from typing import Any

from polnews.errors import MissingExtraError

__all__ = ["load"]


def load(module: str, extra: str, needed_for: str) -> Any:  # noqa: ANN401 - modules of optional packages
    """Import a module of an optional package.

    Its log messages stay available to whoever listens, but are not printed on their own: what matters reaches
    the user as an error or in the metadata.

    Raises:
        MissingExtraError: The package is not installed; says what to install.
    """
    try:
        loaded = importlib.import_module(module)
    except ImportError as error:
        raise MissingExtraError(extra, needed_for) from error
    logger = logging.getLogger(module.partition(".")[0])
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return loaded
