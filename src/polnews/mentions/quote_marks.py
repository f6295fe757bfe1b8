"""Which stretches of a text stand between quotation marks, in every style and nested."""

import re

__all__ = ["quoted_spans"]

_MARKS = re.compile("[„“”«»\"‚‘’'‹›]")
# What closes what: German and Bulgarian „ “, English “ ”, Italian and Portuguese « », German » «, and the
# single ones.
_CLOSERS = {
    "„": '“”"',
    "“": '”"',
    "”": "”",
    "«": "»",
    "»": "«",
    '"': '"',
    "‚": "‘’",
    "‘": "’",
    "'": "'",
    "‹": "›",
    "›": "‹",
}
_SINGLE = frozenset("‚‘’'‹›")
_LONGEST = 4000  # characters; a mark left open further back was a slip


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the outermost stretches between quotation marks, marks included.

    A mark that opens in one language closes in another, so its surroundings decide. A quotation left open at
    the end of a paragraph goes on when the next paragraph opens with a mark again; else it is no quotation.

    >>> quoted_spans('„Ja“, sagte er. “No.” «Sì» »Nein« "Да"')
    [(0, 4), (16, 21), (22, 26), (27, 33), (34, 38)]
    """
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match.group()
        if stack and _broken_off(text, stack[0][1], at):
            stack.clear()
        if stack and mark in _CLOSERS[stack[-1][0]] and _may_close(text, at, mark):
            _, start = stack.pop()
            if not stack:
                found.append((start, at + 1))
        elif (
            len(stack) > 1
            and mark in _CLOSERS[stack[0][0]]
            and mark not in _SINGLE
            and _may_close(text, at, mark)
        ):
            found.append((stack[0][1], at + 1))
            stack.clear()
        elif _may_open(text, at, mark) and not (stack and stack[-1][0] == mark != "„"):
            stack.append((mark, at))
    return found


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else " "


def _after(text: str, at: int) -> str:
    return text[at + 1] if at + 1 < len(text) else " "


def _may_open(text: str, at: int, mark: str) -> bool:
    if mark in "”’":
        return False
    before, after = _before(text, at), _after(text, at)
    free = before.isspace() or before in '([„“«»"‚‘—–-/:' or mark == "„"
    return free and not after.isspace() and (mark != "'" or after.isalpha())


def _may_close(text: str, at: int, mark: str) -> bool:
    before, after = _before(text, at), _after(text, at)
    if mark in "'’":
        return not after.isalnum() and (mark != "'" or before in ".,!?…")
    if mark == "“" and before.isspace():
        return False
    return not (before.isspace() and after.isalnum())


def _broken_off(text: str, start: int, at: int) -> bool:
    if at - start > _LONGEST:
        return True
    gap = text.find("\n\n", start, at)
    return gap >= 0 and text[gap:].lstrip()[:1] not in '„“«»"‚‘'
