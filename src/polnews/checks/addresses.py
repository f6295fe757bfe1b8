"""Web and mail addresses: a reader must be able to follow each one."""

import re
from collections.abc import Iterator

from polnews.checks.base import Check, Translated
from polnews.provenance import Span

__all__ = ["ADDRESS", "check_addresses"]

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”„«»]*[^\s<>\"“”„«».,;:!?)\]']|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""A web or mail address, without the punctuation behind it."""


def check_addresses(translated: Translated) -> Iterator[Check]:
    """Find web and mail addresses that the translation changed or lost."""
    for match in ADDRESS.finditer(translated.source):
        if match.group() not in translated.target:
            yield Check(
                "address",
                "severe",
                f"The address {match.group()} is missing or changed.",
                source=Span(*match.span()),
            )
