"""How much of an input is read before it is refused."""

from dataclasses import dataclass

from polnews.errors import ArticleError

__all__ = ["DEFAULT_LIMITS", "Limits", "check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an input may hold at most. Beyond a limit a reader raises `ArticleError`; nothing is cut silently.

    News needs far less than the defaults: the longest of them were set by what is still read within seconds.

    Attributes:
        bytes: Size of a file, or of what a server sends, unpacked.
        characters: Length of the text of one document; a feed's or a collection's articles count one by one.
        line: Characters of one line (in JSON Lines: of one record).
        unpacked: Bytes a DOCX (a zip file) may unpack to.
        members: Files in such a zip file.
        elements: Elements of a page or a feed; a DOCX, which uses many more for the same text, may have ten
            times that.
        depth: Elements, or e-mail parts, inside one another.
        pages: Pages of a PDF.
        parts: Parts of an e-mail.
        entries: Entries of a feed, records of a JSON file.
        redirects: Redirects followed when a URL is read.
        seconds: Time for one URL, from the first byte sent to the last received; and for the pages of one PDF.

    >>> Limits(pages=20).pages
    20
    """

    bytes: int = 20_000_000
    characters: int = 2_000_000
    line: int = 1_000_000
    unpacked: int = 100_000_000
    members: int = 2_000
    elements: int = 30_000
    depth: int = 250
    pages: int = 500
    parts: int = 200
    entries: int = 10_000
    redirects: int = 5
    seconds: float = 30.0

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) < 0:
                raise ArticleError(f"Limits({name}={getattr(self, name)}): a limit is 0 or more.")


DEFAULT_LIMITS = Limits()


def check(name: str, what: str, got: float, limits: Limits, option: str) -> None:
    """Refuse an input that is over a limit.

    Args:
        name: What to call the input.
        what: What was counted, in the plural: "pages", "bytes when unpacked".
        got: How many there are, as far as counted.
        limits: The limits that hold.
        option: The field of `limits` that applies.

    Raises:
        ArticleError: `got` is over the limit; says how to raise it.
    """
    allowed = getattr(limits, option)
    if got > allowed:
        raise ArticleError(
            f"{name} has {got:,} {what} or more; the limit is {allowed:,}. "
            f"If you trust it, raise the limit: limits=Limits({option}={_next(got)})"
        )


def _next(got: float) -> int:
    """A round number above `got`, to suggest.

    >>> _next(1204), _next(7)
    (2000, 8)
    """
    whole = int(got) + 1
    step = int(10 ** (len(str(whole)) - 1))
    return -(-whole // step) * step
