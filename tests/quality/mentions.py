"""Scores of the mention finders: written cases in five languages, and annotated sets where they are at hand.

Run `python tests/quality/mentions.py` for all tables, with `--errors KIND LANGUAGE` to list the written cases that fail.
The annotated sets are read from $POLNEWS_DEV_DATA, or from ../shared/dev beside the project; they only measure.
"""

import datetime as dt
import json
import os
import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def dev_data() -> Path | None:
    """Return the folder of the annotated sets, or None when it is not there."""
    folder = Path(os.environ.get("POLNEWS_DEV_DATA") or PROJECT.parent / "shared" / "dev")
    return folder if folder.is_dir() else None


_CALENDAR = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?|-(?:SP|SU|FA|WI|Q\d))?$")


def as_timex(mention):
    """Write a mention's value as TIMEX3 does."""
    return (mention.value or "").replace("XX", "").replace("X", "")


def norm_span(text, start, end):
    """Leave articles and prepositions out of a span: annotators differ on them."""
    lead = re.match(r"(?i)(?:(?:der|die|das|dem|den|des|im|in|am|jahre?s?|anfang|mitte|ende|beginn|von)\s+)+(?=\S)", text[start:end])
    return (start + lead.end() if lead else start), end
