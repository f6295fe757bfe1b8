"""Characters no HTML page or Word document may hold: they become the mark for what cannot be shown."""

import re

__all__ = ["shown"]

# Control characters but tab and line ends, halves of surrogate pairs, and code points that are no characters: HTML
# calls them errors, XML refuses them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


def shown(text: str) -> str:
    r"""Return a text that every format can hold, of the same length.

    >>> shown("Sofia\x00 agrees\ud83d")
    'Sofia\ufffd agrees\ufffd'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r", "\n"))
