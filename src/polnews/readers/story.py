"""Which blocks of a web page are its story.

trafilatura names the text; what is kept are the page's own blocks. On top of its choice:
the blocks that stand outside the container of the story go, what stands between and is set alike comes back,
the title
and the lead are found, and lists of other articles go with the headings over them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from polnews.readers.blocks import Element, PageBlock
from polnews.readers.furniture import opens_furniture
from polnews.readers.head import Head

__all__ = ["Chosen", "choose"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The story of a page: the places of its blocks, in order, and the place of its title among all blocks.

    `title` is None when the page shows no title of its own.
    """

    blocks: tuple[int, ...]
    title: int | None


def choose(blocks: list[PageBlock], text: str, head: Head) -> Chosen:
    """Choose the blocks of the story.

    Args:
        blocks: The page; `reason` is set on what follows a heading that opens furniture, and a block whose
            first line is the title becomes two.
        text: What trafilatura takes for the story.
        head: What the page declares of itself.
    """
    _split_title(blocks, head)
    title = _title(blocks, head)
    wanted = _Wanted(text)
    kept = {i for i, block in enumerate(blocks) if block.reason is None and block in wanted}
    kept = _inside_container(blocks, kept)
    for i, reason in _opened(blocks, kept).items():
        blocks[i].reason = reason
        kept.discard(i)
    kept |= _between(blocks, kept)
    kept |= _lead(blocks, kept, title)
    kept = _trimmed(blocks, kept, title)
    return Chosen(tuple(sorted(kept - {title})), title)


# --- what trafilatura wants ---------------------------------------------------------------------------------

_GRAM = 4
_WORD = re.compile(r"\w+")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


class _Wanted:
    """Recognises blocks by their runs of four words; shorter blocks as whole lines."""

    def __init__(self, text: str) -> None:
        self._grams = frozenset(_grams(_words(text)))
        self._lines = frozenset(" ".join(_words(line)) for line in text.splitlines())

    def __contains__(self, block: PageBlock) -> bool:
        words = _words(block.text)
        if len(words) < _GRAM:
            return bool(words) and " ".join(words) in self._lines
        grams = _grams(words)
        return sum(gram in self._grams for gram in grams) * 2 > len(grams)


# --- the container ------------------------------------------------------------------------------------------

_SHARE_IN_CONTAINER = 0.6
"""Share of the running text that makes an element the container of the story. Chosen, not fitted."""
_SECOND = 0.25
"""A second element with this share of the container's text is a part of the story. Chosen, not fitted."""


def _inside_container(blocks: Sequence[PageBlock], kept: set[int]) -> set[int]:
    """Leave out what stands outside the element that holds most of the running text kept."""
    weights: dict[Element, int] = {}
    total = 0
    for i in sorted(kept):
        if blocks[i].prose:
            total += len(blocks[i].text)
            for element in _line(blocks[i].element):
                weights[element] = weights.get(element, 0) + len(blocks[i].text)
    holders = [element for element, weight in weights.items() if weight >= total * _SHARE_IN_CONTAINER]
    if not holders:
        return kept
    container = max(holders, key=lambda element: sum(1 for _ in element.iterancestors()))
    if container.tag not in ("td", "div", "section", "article", "main", "body", "form", "center"):
        return kept
    return {i for i in kept if _belongs(blocks[i], container, weights)}


def _line(element: Element) -> list[Element]:
    return [element, *element.iterancestors()]


def _belongs(block: PageBlock, container: Element, weights: dict[Element, int]) -> bool:
    """Inside the container, or in a part beside it that holds much of the story as well."""
    line = _line(block.element)
    if container in line:
        return True
    around = set(_line(container))
    part = next((inner for inner, outer in pairwise(line) if outer in around), None)
    if part is None or part.tag == "td":
        return False
    return weights.get(part, 0) >= _SECOND * weights[container]


# --- lists of other articles --------------------------------------------------------------------------------


def _opened(blocks: Sequence[PageBlock], kept: set[int]) -> dict[int, str]:
    """What follows a heading like "Comments (3)": all in its section, and the links after it."""
    found: dict[int, str] = {}
    first: dict[Element, int] = {}
    for i, block in enumerate(blocks):
        for element in _line(block.element):
            first.setdefault(element, i)
    half = sum(len(blocks[i].text) for i in kept) / 2
    for i, block in enumerate(blocks):
        reason = None if block.reason or block.prose or i in found else opens_furniture(block.text)
        if reason is None:
            continue
        end = _section_end(blocks, i, first, kept, half)
        while end < len(blocks) and _listed(blocks[end], reason) and not opens_furniture(blocks[end].text):
            end += 1
        found.update(dict.fromkeys(range(i, end), reason))
    return found


def _section_end(
    blocks: Sequence[PageBlock], at: int, first: dict[Element, int], kept: set[int], half: float
) -> int:
    """Where the section ends that begins with block `at`: the largest element without most of the story."""
    end = at + 1
    for outer in blocks[at].element.iterancestors():
        if first.get(outer) != at:
            break
        reach = end
        while reach < len(blocks) and outer in _line(blocks[reach].element):
            reach += 1
        if sum(len(blocks[i].text) for i in range(at, reach) if i in kept) > half:
            break
        end = reach
    return end


def _listed(block: PageBlock, reason: str) -> bool:
    """Links and short labels behind a heading that opens furniture; the story goes on with running text."""
    if reason == "comments":
        return not block.prose
    return block.linked * 2 >= len(block.text) and not block.heading


# --- what comes back ----------------------------------------------------------------------------------------


def _between(blocks: Sequence[PageBlock], kept: set[int]) -> set[int]:
    """What stands between blocks of the story, in the same element, and is set like them."""
    prose = [i for i in kept if blocks[i].prose]
    if not prose:
        return set()
    homes = {_home(blocks[i]) for i in prose}
    return {
        i
        for i in range(min(prose), max(prose))
        if i not in kept
        and blocks[i].reason is None
        and blocks[i].linked * 2 < len(blocks[i].text)
        and (blocks[i].prose or blocks[i].heading or blocks[i].kind in ("p", "li", "blockquote", "table"))
        and _home(blocks[i]) in homes
    }


def _home(block: PageBlock) -> Element:
    """The element a paragraph is laid out in."""
    return block.element.getparent() if block.element.getparent() is not None else block.element


_STOP = re.compile(r"[.!?…][\"'“”»«’)\]]*$")


def _lead(blocks: Sequence[PageBlock], kept: set[int], title: int | None) -> set[int]:
    """Running text between the title and the story, where pages set their lead."""
    prose = [i for i in kept if blocks[i].prose]
    if title is None or not prose:
        return set()
    between = range(title + 1, min(prose))
    return {
        i
        for i in between
        if blocks[i].reason in (None, "byline")
        and not blocks[i].linked
        and len(blocks[i].text) >= 40
        and (_STOP.search(blocks[i].text) or blocks[i].prose)
    }


def _trimmed(blocks: Sequence[PageBlock], kept: set[int], title: int | None) -> set[int]:
    """Leave out links between paragraphs, labels before the first sentence, what trails behind the last."""
    prose = [i for i in kept if blocks[i].prose or _STOP.search(blocks[i].text)]
    if not prose:
        return kept
    first, last = min(prose), max(prose)
    return {
        i
        for i in kept
        if i == title
        or blocks[i].kind == "table"
        or (first <= i <= last and not _is_pointer(blocks[i]))
        or (i > last and blocks[i].kind == "li")
    }


def _is_pointer(block: PageBlock) -> bool:
    """A paragraph that is there for its link: "Read also: Ministers meet in Prague"."""
    return block.linked * 2 >= len(block.text) and len(block.text) < 300


# --- the title ----------------------------------------------------------------------------------------------


def _split_title(blocks: list[PageBlock], head: Head) -> None:
    """Part a title from what stands below it in the same element, as in "<b>Title</b><br>July 7"."""
    declared = {" ".join(_words(title)) for title in (head.title, head.page_title) if title}
    for i, block in enumerate(blocks):
        first, newline, rest = block.text.partition("\n")
        if newline and " ".join(_words(first)) in declared:
            blocks[i : i + 1] = [
                PageBlock(part, block.kind, block.element, block.reason, min(block.linked, len(part)))
                for part in (first, rest)
            ]
            return


def _title(blocks: Sequence[PageBlock], head: Head) -> int | None:
    """The block that shows what the page declares as its title; else its first heading of the first rank."""
    declared = " ".join(_words(head.title or ""))
    named = " ".join(_words(head.page_title or ""))
    ranked: list[tuple[int, int]] = []
    for i, block in enumerate(blocks):
        if len(block.text) > 400 or block.reason not in (None, "byline", "caption"):
            continue
        words = " ".join(_words(block.text))
        if len(words) < 3:
            continue
        top = 0 if block.kind == "h1" else 1
        if (declared and words == declared) or (
            named and len(words.split()) > 2 and f" {words} " in f" {named} " and len(words) * 2 > len(named)
        ):
            ranked.append((top, i))
        elif block.kind == "h1" and len(words.split()) > 2 and block.linked * 2 < len(block.text):
            ranked.append((2, i))
    return min(ranked)[1] if ranked else None
