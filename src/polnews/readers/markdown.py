"""Markdown to documents: markup is not text, so the text is what a reader of the rendered page would see."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from polnews.errors import LanguageError
from polnews.languages import normalise_tag
from polnews.readers.document import Document, Dropped, Kind, Metadata, compose, parse_day
from polnews.readers.failures import reads
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check
from polnews.readers.text import decode
from polnews.segment import normalise_newlines

__all__ = ["plain_inline", "read_markdown"]

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"(\w[\w-]*):[ \t]*(.*)")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"^(?: {0,3}>[ \t]?)+")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*$")
_REFERENCE = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+")


@reads("Markdown")
def read_markdown(data: bytes | str, name: str = "The input", *, limits: Limits = DEFAULT_LIMITS) -> Document:
    r"""Read an article in Markdown (CommonMark with tables and front matter).

    Headings, emphasis, links and code lose their marks; images, raw HTML tags, link definitions and rules are
    left out and counted.

    Raises:
        ArticleError: It holds no text, is not text, or is over a limit.

    >>> read_markdown("# Sofia agrees\n\nThe **cabinet** [met](https://example.org).").text
    'Sofia agrees\n\nThe cabinet met.'
    """
    check(name, "bytes", len(data), limits, "bytes")
    text = normalise_newlines(data if isinstance(data, str) else decode(data, name))
    front, text = _front_matter(text)
    counts: dict[str, int] = {}
    lines = list(_unindent(text, counts))
    check(name, "characters in a line", max(map(len, lines)), limits, "line")
    paragraphs = [(plain_inline(body, counts), kind) for body, kind in _blocks(lines, counts)]
    title = front.get("title")
    if title and not any(kind == "title" for _, kind in paragraphs[:1]):
        paragraphs.insert(0, (title, "title"))
    first = next((body for body, kind in paragraphs if kind == "title"), None)
    metadata = Metadata(
        author=front.get("author"),
        site=front.get("site"),
        url=front.get("url") or front.get("canonical"),
        language=_language(front.get("lang") or front.get("language")),
        dropped=tuple(Dropped(what, counts[what]) for what in sorted(counts)),
    )
    return compose(
        paragraphs, name, limits, title=title or first, date=parse_day(front.get("date")), metadata=metadata
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two `---` at the top; other YAML in it is skipped."""
    match = _FRONT.match(text)
    if not match or not _KEY.match(match.group(1)):
        return {}, text
    found = [pair for line in match.group(1).split("\n") if (pair := _KEY.fullmatch(line.rstrip()))]
    front = {pair.group(1).lower(): pair.group(2).strip().strip("\"'").strip() for pair in found}
    return {key: value for key, value in front.items() if value}, text[match.end() :]


def _language(tag: str | None) -> str | None:
    try:
        return normalise_tag(tag) if tag else None
    except LanguageError:
        return None


def _unindent(text: str, counts: dict[str, int]) -> Iterator[str]:
    """Lines without comments and quotation marks."""
    pieces = text.split("<!--")
    kept = [pieces[0]]
    for piece in pieces[1:]:
        _, closed, after = piece.partition("-->")
        counts["comment"] = counts.get("comment", 0) + 1
        kept.append(after if closed else "")
    for line in "".join(kept).split("\n"):
        yield _QUOTE.sub("", line, count=1)


def _blocks(lines: list[str], counts: dict[str, int]) -> Iterator[tuple[str, Kind]]:
    """Cut lines into blocks: what belongs together is joined by line breaks."""
    open_: list[str] = []
    fence = ""
    titled = False
    for line in lines:
        if fence:
            fence = _in_fence(line, fence, open_)
            continue
        heading = _heading(line, open_, titled)
        if heading:
            yield from () if heading.underlined else _paragraph(open_)
            open_ = []
            titled = titled or heading.kind == "title"
            yield heading.text, heading.kind
            continue
        if not line.strip() or _ITEM.match(line) or _FENCE.match(line) or _RULE.match(line):
            yield from _paragraph(open_)
            open_ = []
        opening = _FENCE.match(line)
        if opening:
            fence = opening.group(1)[:3]
        elif not _is_dropped(line, counts) and line.strip():
            open_.append(_ITEM.sub("", line, count=1))
    yield from _paragraph(open_)


def _in_fence(line: str, fence: str, open_: list[str]) -> str:
    """Keep a line of code as it is; return the fence still open."""
    if line.strip().startswith(fence) and not line.strip(" `~"):
        return ""
    if line.strip():
        open_.append("\0" + line)
    return fence


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    kind: Kind
    underlined: bool


def _heading(line: str, open_: list[str], titled: bool) -> _Heading | None:
    """A heading with marks before it, or the one line above when this line underlines it."""
    marked = _ATX.match(line)
    if marked:
        first = len(marked.group(1)) == 1 and not titled
        return _Heading(marked.group(2) or "", "title" if first else "heading", underlined=False)
    if len(open_) != 1 or open_[0].startswith("\0") or not _SETEXT.match(line):
        return None
    first = line.strip()[0] == "=" and not titled
    return _Heading(open_[0], "title" if first else "heading", underlined=True)


def _is_dropped(line: str, counts: dict[str, int]) -> bool:
    what = "rule" if _RULE.match(line) else "link definition" if _REFERENCE.match(line) else None
    if what:
        counts[what] = counts.get(what, 0) + 1
    return what is not None


def _paragraph(lines: list[str]) -> Iterator[tuple[str, Kind]]:
    if any(_TABLE_RULE.match(line) for line in lines[:2]):
        for line in lines:
            if not _TABLE_RULE.match(line):
                yield line.strip().strip("|").strip(), "table"
    elif lines:
        yield "\n".join(line.strip() if not line.startswith("\0") else line for line in lines), "body"


# --- inline -------------------------------------------------------------------------------------------------

_CODE = re.compile(r"(`{1,3})([^`\n]{1,500})\1")
_IMAGE = re.compile(
    r"!\[([^\[\]\n]{0,500})\](?:\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,200}\])"
)
_LINK = re.compile(
    r"\[([^\[\]\n]{1,500})\]"
    r"(?:\([^()\s]{0,1000}(?:\([^()\s]{0,100}\)[^()\s]{0,500})?(?:\s+[\"'(][^\"'\n]{0,300}[\"')])?\)|\[[^\[\]\n]{0,200}\])"
)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>\n]{0,1000})?/?>")
_STRONG = re.compile(r"(\*\*\*|\*\*|___|__)(?=[^\s*_])([^*_\n]{1,1000}?)(?<=[^\s*_])\1(?!\w)")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])_(?![\w_])"
)
_STRIKE = re.compile(r"~~(?=\S)([^~\n]{1,1000}?)(?<=\S)~~")
_NOTE = re.compile(r"\[\^[\w-]{1,40}\](?!:)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD = re.compile("[\ue000-\ue7ff]")


def plain_inline(text: str, counts: dict[str, int] | None = None) -> str:
    r"""Return the text of a Markdown paragraph without its marks.

    >>> plain_inline("A *very* **bold** [plan](https://x.eu/a_(b)), `a_b` and 2 \\* 3 &amp; more")
    'A very bold plan, a_b and 2 * 3 & more'
    """
    if text.startswith("\0"):
        return text.replace("\0", "")
    held: list[str] = []

    def hold(kept: str) -> str:
        if len(held) >= 0x700 or _HELD.search(kept):
            return kept
        held.append(kept)
        return chr(0xE000 + len(held) - 1)

    def drop(what: str) -> str:
        if counts is not None:
            counts[what] = counts.get(what, 0) + 1
        return ""

    if _HELD.search(text):  # private characters of the text itself: nothing can be held
        return html.unescape(_LINK.sub(r"\1", text))
    text = _CODE.sub(lambda m: hold(m.group(2).strip()), text)
    text = _ESCAPE.sub(lambda m: hold(m.group(1)), text)
    text = _AUTOLINK.sub(lambda m: hold(m.group(1)), text)
    text = _IMAGE.sub(lambda _: drop("image"), text)
    text = _NOTE.sub(lambda _: drop("footnote mark"), text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub(lambda m: "\n" if m.group().lower().startswith("<br") else drop("tag"), text)
    for _ in range(2):  # emphasis inside emphasis
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(lambda m: m.group(1) or m.group(2), text)
    text = html.unescape(_STRIKE.sub(r"\1", text))
    return _HELD.sub(lambda m: held[ord(m.group()) - 0xE000], text)
