"""Text into sentences with offsets, and each sentence's clean form with the way back."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal

from polnews.abbreviations import ABBREVIATIONS, OPENERS, Abbreviations
from polnews.languages import base_language
from polnews.provenance import Span

__all__ = ["Role", "Segment", "reflow", "split_sentences"]

Role = Literal["title", "lead", "heading", "body"]

# Zero-width space, soft hyphen, word joiners, byte order mark, direction marks and control characters: they
# show
# nothing. Joiners (200C, 200D) shape Arabic and Indic letters and emoji, so they go only between simpler
# letters.
_INVISIBLE = (
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+[\u200c\u200d]*"
    r"|(?<![\u0590-\u1fff\u2600-\U0010ffff])[\u200c\u200d]"
)
_HYPHEN_BREAK = (
    r"(?<=\w[-\u00ad\u2010])[^\S\n]*\n\s*(?=[^\W\d_])(?!(?:und|oder|bzw|sowie|and|or|e|ou|o|и|или)\b)"
)
_PIECE = re.compile(rf"(?P<gone>{_INVISIBLE}|{_HYPHEN_BREAK})|(?P<blank>\s+)")
# Whatever reflow may change: most sentences hold none of it, and a search is ten times cheaper than a
# substitution.
_UNTIDY = re.compile(
    r"[^\S ]|  "
    r"|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\x00-\x1f\x7f-\x9f]"
)
_VISIBLE = re.compile(r"[^\W_]")
_NOTHING = re.compile(r"[\s\u200c\u200d]*")


@dataclass(frozen=True, slots=True)
class Segment:
    r"""One sentence or heading of an article.

    `[start, end)` are code points into `article.text`, `text` is that exact slice, `clean` is what ranking
    and engines see: re-flowed, without invisible characters. `language` is a BCP 47 tag; `paragraph` counts
    from 0.

    >>> s = Segment.cut("Sofia\n  agrees.", 0, 15, index=0, role="body", language="en", paragraph=0)
    >>> s.clean, s.locate(6, 12)
    ('Sofia agrees.', Span(start=8, end=14))
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    index: int
    start: int
    end: int
    text: str
    clean: str
    role: Role
    language: str
    paragraph: int

    @classmethod
    def cut(
        cls, source: str, start: int, end: int, *, index: int, role: Role, language: str, paragraph: int
    ) -> "Segment":
        """Cut `[start, end)` out of `source` and re-flow it."""
        text = source[start:end]
        return cls(index, start, end, text, reflow(text), role, language, paragraph)

    @property
    def span(self) -> Span:
        """Where it stands in `article.text`."""
        return Span(self.start, self.end)

    def _repr_html_(self) -> str:
        from polnews.output.cells import segment_cell

        return segment_cell(self)

    def locate(self, start: int, end: int) -> Span:
        """Map `[start, end)` of `clean` to a span of `article.text`.

        Raises:
            ValueError: The interval reaches outside `clean`.
        """
        if not 0 <= start <= end <= len(self.clean):
            raise ValueError(f"[{start}, {end}) lies outside a clean text of {len(self.clean)} characters.")
        offsets = _offsets(self.text)
        if start == end:
            at = offsets[start] if start < len(offsets) else len(self.text)
            return Span(self.start + at, self.start + at)
        return Span(self.start + offsets[start], self.start + offsets[end - 1] + 1)


def reflow(text: str) -> str:
    r"""Return `text` on one line.

    Hard wraps and runs of white space become one space, invisible characters go.

    >>> reflow("Der Minister\n  sprach von Daten\u00adschutz und lang-\nfristig.")
    'Der Minister sprach von Datenschutz und lang-fristig.'
    """
    if _UNTIDY.search(text) is None:
        return text.strip()
    return " ".join(_PIECE.sub(_replacement, text).split())


def _replacement(match: re.Match[str]) -> str:
    return "" if match.lastgroup == "gone" else " "


def is_invisible(text: str) -> bool:
    r"""Return whether nothing of `text` shows.

    >>> is_invisible("\u200b \ufeff"), is_invisible("a")
    (True, False)
    """
    if _VISIBLE.search(text):
        return False
    return not text or _NOTHING.fullmatch(_PIECE.sub(_replacement, text)) is not None


@lru_cache(maxsize=4096)
def _offsets(text: str) -> Sequence[int]:
    """For each character of `reflow(text)`, the place in `text` it comes from."""
    if not _UNTIDY.search(text) and text == text.strip():
        return range(len(text))
    gone = {at for match in _PIECE.finditer(text) if match.lastgroup == "gone" for at in range(*match.span())}
    offsets: list[int] = []
    pending = -1
    for at, character in enumerate(text):
        if at in gone:
            continue
        if character.isspace():
            pending = at if pending < 0 else pending
            continue
        if pending >= 0 and offsets:
            offsets.append(pending)
        pending = -1
        offsets.append(at)
    return tuple(offsets)


# --- sentences ---

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\n[ \t]*(?=[•▪‣⁃◦●►])")
_SPACES = {ord(c): " " for c in "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029\u00a0\u202f\u2007"}
_CLOSING = "\"'“”»’)]"
_ODD_SPACE = re.compile("[" + "".join(map(chr, _SPACES)) + "]")
_OPENING = "\"'“”„«»‘’‚‹›([{–—-•*¿¡ "
_LAST_TOKEN = re.compile(r"(?:[^\W\d_]{1,4}\.\s?){0,3}[^\s(\[“„«\"'’]+$")


def split_sentences(text: str, language: str) -> list[Span]:
    """Split text into sentences without changing a character.

    Blank lines and bullets at the beginning of a line part sentences, other line breaks do not.

    Args:
        text: Unicode text in NFC, any length; blank text gives an empty list.
        language: BCP 47 tag; languages without rules of their own are split by the general ones.

    Returns:
        Spans in reading order, trimmed of white space, disjoint; together they cover every non-blank
        character.

    Source: boundaries of `sentencex`, then our guard for abbreviations, ordinals, initials and quotes.

    >>> text = "Am 3. Februar kam Dr. Maier. Er blieb."
    >>> [text[s.start:s.end] for s in split_sentences(text, "de")]
    ['Am 3. Februar kam Dr. Maier.', 'Er blieb.']
    """
    spans: list[Span] = []
    at = 0
    for match in [*_PARAGRAPH_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        spans.extend(_split_paragraph(text, at, end, base_language(language)))
        at = match.end() if match else end
    return spans


def _split_paragraph(text: str, start: int, end: int, language: str) -> list[Span]:
    piece = text[start:end]
    if _ODD_SPACE.search(piece):
        piece = piece.translate(_SPACES)
    if not piece.strip():
        return []
    cuts = [at for at in _candidates(piece, language) if _is_boundary(piece, at, language)]
    spans: list[Span] = []
    for left, right in zip([0, *cuts], [*cuts, len(piece)], strict=True):
        part = piece[left:right]
        if not part.strip():
            continue
        a = start + left + len(part) - len(part.lstrip())
        b = start + left + len(part.rstrip())
        spans.append(Span(a, b))
    return _join_invisible(text, spans)


def _join_invisible(text: str, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        hidden = is_invisible(text[span.start : span.end])
        if joined and (hidden or is_invisible(text[joined[-1].start : joined[-1].end])):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _candidates(piece: str, language: str) -> list[int]:
    """Places where a sentence may begin.

    Those of sentencex, and others it takes for abbreviations or keeps in quotes.
    """
    import sentencex

    found = {
        at + boundary["start_index"]
        for at, window in _windows(piece)
        for boundary in sentencex.get_sentence_boundaries(language, window)
    }
    more = [m.end() for m in _STOP.finditer(piece)] if language in ABBREVIATIONS else []
    ends = [*more[1:], len(piece)][: len(more)]
    found |= {
        at
        for at, end in zip(more, ends, strict=True)
        if at not in found and _stands_alone(piece, at, end, language)
    }
    return sorted(at for at in found if 0 < at < len(piece))


_WINDOW = 20_000
"""Characters sentencex gets at once: on long runs of stops and brackets its time grows with their square."""
_WINDOW_END = re.compile(r"[.!?…][\"'“”»’)\]]*\s+")


def _windows(piece: str) -> Iterator[tuple[int, str]]:
    """Cut a very long paragraph behind a stop, or anywhere when there is none."""
    at = 0
    while len(piece) - at > _WINDOW:
        ends = [match.end() for match in _WINDOW_END.finditer(piece, at + _WINDOW // 2, at + _WINDOW)]
        end = ends[-1] if ends else at + _WINDOW
        yield at, piece[at:end]
        at = end
    yield at, piece[at:]


_STOP = re.compile(r"[.!?…][\"'“”»’)\]]*\s+(?=[\"'“„«‘(\[¿¡–—-]*\s?[^\W_a-zßà-öø-ÿа-я])")
"""A stop, closing marks, space, and what is no small letter."""

MIN_WORDS_ALONE = 4
"""Within quotes, pieces shorter than this stay together ("Yes. Of course."). Chosen for translation,
not fitted."""


def _stands_alone(piece: str, at: int, end: int, language: str) -> bool:
    """Whether both sides of a stop that sentencex passed over are long enough to be sentences."""
    before = piece[max(0, at - 40) : at].rstrip()
    if before[-1] in _CLOSING:
        return _last_abbreviation(before.rstrip(_CLOSING)) not in _known(language).all
    left = re.split(r"[“„«\"‘(]|[.!?…][\"“”»’)]*\s", piece[max(0, at - 200) : at].rstrip()[:-1])[-1]
    if not _VOWEL.search(before[:-1].rpartition(" ")[2].rpartition(".")[2]):
        return _last_abbreviation(before) in _known(language).closing
    return (
        len(left.split()) >= MIN_WORDS_ALONE
        and len(piece[at:end].split(None, MIN_WORDS_ALONE)) >= MIN_WORDS_ALONE
    )


_VOWEL = re.compile(r"[0-9aeiouyаеиоуъюяäöüàèéìòùáâãêíóôõú]", re.IGNORECASE)


def _known(language: str) -> Abbreviations:
    return ABBREVIATIONS.get(language, _NONE)


_NONE = Abbreviations()


def _is_boundary(piece: str, at: int, language: str) -> bool:
    left = piece[max(0, at - 160) : at].rstrip()
    right = piece[at : at + 80].lstrip()
    return bool(left and right) and not any(rule(left, right, language) for rule in _GUARD)


def _begins_low(left: str, right: str, _language: str) -> bool:
    """What follows goes on in lower case after a quote, dots or a short word, or holds no word at all."""
    bare = right.lstrip(_OPENING)
    if not bare or bare[0] in "ºª°%,;:)]}”»" or right[0] in ")]},;:%":
        return True
    if not bare[0].islower() or any(c.isupper() for c in bare.split(None, 1)[0]):
        return False
    if right[0] in "–—-" or left[-1] in "\"'“”»’)]…" or left.endswith(".."):
        return True
    word = left[:-1].rpartition(" ")[2].lstrip(_OPENING)
    return left[-1] == "." and (
        "." in word or not _VOWEL.search(word) or word.casefold() in _all_abbreviations()
    )


def _after_abbreviation(left: str, right: str, language: str) -> bool:
    known = _known(language)
    token = _last_abbreviation(left)
    if not token:
        return False
    if token in known.inner or (token in known.before_name and _may_be_title(left, language)):
        return True
    if token in known.before_number and _is_number(right):
        return True
    return token in known.closing and (_is_number(right) or _too_short(left, right, language))


def _may_be_title(left: str, language: str) -> bool:
    """German and English write titles with a capital, which tells "Mag." from "mag."."""
    return language not in ("de", "en") or left.rpartition(" ")[2].lstrip(_OPENING)[:1].isupper()


def _last_abbreviation(left: str) -> str:
    """The abbreviation `left` ends with, as the lists write it, or ""."""
    if not left.endswith("."):
        return ""
    found = _LAST_TOKEN.search(left[-40:-1])
    token = found.group().replace(" ", "").casefold() if found else ""
    if token in _all_abbreviations():
        return token
    return token.rpartition(".")[2]


@lru_cache(maxsize=1)
def _all_abbreviations() -> frozenset[str]:
    return frozenset().union(*(a.all for a in ABBREVIATIONS.values()))


_NUMBER = re.compile(r"[(\[„“\"]?(?:[€$£§№]|[A-Z]{3} ?\d|\d|[IVXLC]+\b)")


def _is_number(right: str) -> bool:
    return _NUMBER.match(right) is not None


MIN_WORDS_BEFORE_CLOSING = 6
"""A sentence that ends in "2024 г." has a subject and a verb: shorter beginnings are adverbials. Chosen, not
fitted."""


def _too_short(left: str, right: str, language: str) -> bool:
    """Few words before a closing abbreviation ("През 2024 г. Правителството ..."): the sentence goes on."""
    sentence = re.split(r"[!?…][”“\"»)]?\s|\w{4}\.[”“\"»)]?\s", left[:-1])[-1]
    return len(sentence.split()) < MIN_WORDS_BEFORE_CLOSING and not _opens(right, language)


def _opens(right: str, language: str) -> bool:
    """Whether the first word is one that is capitalised only where a sentence begins."""
    word = re.match(r"[^\W\d_]+", right.lstrip(_OPENING))
    return word is not None and word.group() in OPENERS.get(language, frozenset())


def _after_ordinal(left: str, right: str, language: str) -> bool:
    """German writes ordinals with a stop: "am 3. Februar", "der 2. Entwurf", "im 19. Jahrhundert"."""
    if language != "de" or not re.search(r"(?<![\d.,:])(?:\d{1,2}|\b[IVX]{1,5})\.$", left):
        return False
    word = re.match(r"[^\W_]+", right)
    return word is not None and not _opens(right, language)


def _after_initial(left: str, right: str, language: str) -> bool:
    """One capital and a stop before a capital: "J. Maier", "George W. Bush"."""
    match = re.search(r"(?:^|(?<=[\s(„“\"'’.-]))([^\W\d_])\.$", left)
    if match is None or not match.group(1).isupper() or not right[0].isupper() or _opens(right, language):
        return False
    before = left[: match.start()].split()
    return not before or before[-1][0].isupper() or before[-1].endswith((",", ".", "("))


def _after_number_mark(left: str, _right: str, _language: str) -> bool:
    """A number or letter that opens an item is not a sentence: "1. Hintergrund"."""
    opening = len(left) < 8 and re.fullmatch(r"[(\[]?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})[.)]\)?", left)
    return bool(opening or re.search(r"(?:[.!?…:;]|\w{3,})\s\(?(?:\d{1,3}\.?|[^\W\d_])\)$", left))


def _before_citation(_left: str, right: str, _language: str) -> bool:
    """A bracket with the stop behind it belongs to the sentence before: "... parole." (Manzoni)."""
    return re.match(r"\([^()]{1,70}\)\.(?!\w)", right) is not None


_GUARD = (
    _begins_low,
    _after_abbreviation,
    _after_ordinal,
    _after_initial,
    _after_number_mark,
    _before_citation,
)


def ends_in_stop(text: str, language: str) -> bool:
    """Return whether `text` ends as a sentence does; a stop that only closes an abbreviation does not count.

    >>> ends_in_stop("Er kam.", "de"), ends_in_stop("План до 2028 г.", "bg")
    (True, False)
    """
    bare = text.rstrip().rstrip("\"'“”»«’‘)]*_ ")
    if not bare.endswith((".", "!", "?", "…", "。", "！", "？", ";")) and not bare.endswith("։"):
        return False
    known = ABBREVIATIONS.get(base_language(language))
    return known is None or _last_abbreviation(bare) not in known.all


def words(text: str) -> Iterator[str]:
    """Yield the words of `text`: runs of letters, digits, inner hyphens and apostrophes."""
    for match in _WORD.finditer(text):
        yield match.group()


_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def normalise_newlines(text: str) -> str:
    r"""Return `text` in NFC with every CR LF and lone CR as LF; nothing else changes.

    >>> normalise_newlines("a\r\nb\rc")
    'a\nb\nc'
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
