"""What a URL gives, fetched politely and within limits. The only reader that uses the network."""

import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from polnews.errors import ArticleError, NetworkError
from polnews.extras import load
from polnews.readers.limits import DEFAULT_LIMITS, Limits, check

__all__ = ["Fetched", "fetch", "is_url", "user_agent"]

Client: TypeAlias = Any  # of httpx, which is loaded only when a URL is read

_ROBOTS_BYTES = 500_000
"""What is read of a robots.txt; RFC 9309 asks for 500 kibibytes at least."""
_PER_STEP = 10.0
"""Seconds to wait for a connection or for the next bytes; the whole fetch has `Limits.seconds`."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the bytes, the address they came from in the end, the encoding it named."""

    data: bytes
    url: str
    charset: str | None


def is_url(text: object) -> bool:
    """Return whether `text` is an address to fetch.

    >>> is_url("https://example.org/a"), is_url("a.html")
    (True, False)
    """
    return isinstance(text, str) and re.match(r"https?://", text, re.IGNORECASE) is not None


def user_agent() -> str:
    """Return what polnews calls itself to servers; robots.txt files address it as `polnews`."""
    try:
        return f"polnews/{version('polnews')}"
    except PackageNotFoundError:
        return "polnews"


def fetch(url: str, *, limits: Limits = DEFAULT_LIMITS, ignore_robots: bool = False) -> Fetched:
    """Fetch one address: only http and https, robots.txt heeded at every host, redirects and sizes limited.

    Args:
        url: The address.
        limits: `bytes` (unpacked), `redirects` and `seconds` apply.
        ignore_robots: Fetch although robots.txt forbids it; for pages you may read by other right.

    Raises:
        ArticleError: The address is none, the answer is over a limit.
        NetworkError: The server cannot be reached, refuses, or forbids robots.
        MissingExtraError: httpx is not installed.
    """
    httpx = load("httpx", "web", "Reading URLs")
    deadline = time.monotonic() + limits.seconds
    robots: dict[str, RobotFileParser | None] = {}
    try:
        with httpx.Client(headers=_headers(), timeout=_PER_STEP, follow_redirects=False) as client:
            for _ in range(limits.redirects + 1):
                _check_address(url)
                if not ignore_robots:
                    _heed_robots(client, url, robots, deadline)
                answer = _get(client, url, limits, deadline)
                if isinstance(answer, Fetched):
                    return answer
                url = answer
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError) as error:
        if isinstance(error, NetworkError):
            raise
        raise NetworkError(
            f"{url} could not be read: {_cause(error)}. Check the address and the connection."
        ) from error
    raise NetworkError(f"{url}: more than {limits.redirects} redirects. Give the address it leads to.")


def _headers() -> dict[str, str]:
    return {
        "User-Agent": user_agent(),
        "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
        "Accept-Encoding": "gzip, identity",
    }


def _cause(error: Exception) -> str:
    return str(error) or type(error).__name__


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not is_url(url) or not host or re.search(r"[\s\x00-\x1f]", url):
        raise ArticleError(
            f"{url!r} is not an address polnews reads. Give one that begins with https:// or http://."
        )


def _heed_robots(client: Client, url: str, known: dict[str, RobotFileParser | None], deadline: float) -> None:
    """Ask robots.txt of the host: none means all is allowed, a server error that nothing is (RFC 9309)."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    if root not in known:
        known[root] = _robots(client, root, deadline)
    rules = known[root]
    if rules is not None and not rules.can_fetch("polnews", url):
        raise NetworkError(
            f"{url}: the site's robots.txt forbids reading it by programme. "
            "Save the page in a browser and give the file."
        )


def _robots(client: Client, root: str, deadline: float) -> RobotFileParser | None:
    address = f"{root}/robots.txt"
    for _ in range(5):
        with client.stream("GET", address) as answer:
            if answer.is_redirect:
                address = urljoin(address, answer.headers.get("location", ""))
                _check_address(address)
                continue
            if answer.status_code >= 500:
                raise NetworkError(
                    f"{address} answered {answer.status_code}: what may be read is unknown. Try again later."
                )
            if answer.status_code >= 400:
                return None
            text = b"".join(_chunks(answer, _ROBOTS_BYTES, deadline, root))[:_ROBOTS_BYTES]
        rules = RobotFileParser()
        rules.parse(text.decode("utf-8", errors="replace").splitlines())
        return rules
    return None


def _get(client: Client, url: str, limits: Limits, deadline: float) -> "Fetched | str":
    """Return what is there, or the address it redirects to."""
    with client.stream("GET", url) as answer:
        if answer.is_redirect:
            return str(urljoin(url, answer.headers.get("location", "")))
        if answer.status_code != 200:
            raise NetworkError(
                f"{url} answered {answer.status_code} {answer.reason_phrase}. Check the address."
            )
        announced = answer.headers.get("content-length", "")
        if announced.isdigit():
            check(url, "bytes", int(announced), limits, "bytes")
        data = bytearray()
        for chunk in _chunks(answer, limits.bytes, deadline, url):
            data += chunk
            check(url, "bytes", len(data), limits, "bytes")
        return Fetched(bytes(data), url, answer.charset_encoding)


def _chunks(answer: Client, limit: int, deadline: float, url: str) -> Iterator[bytes]:
    """Yield the body unpacked, never more than a little over `limit`, whatever it would unpack to."""
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise NetworkError(
            f"{url} is packed as {encoding!r}, which was not asked for. Save the page in a browser."
        )
    unpack = (
        zlib.decompressobj(wbits=47 if "gzip" in encoding else 15)
        if encoding not in ("identity", "")
        else None
    )
    given = 0
    for raw in answer.iter_raw(65536):
        if time.monotonic() > deadline:
            raise NetworkError(
                f"{url} is too slow: the time allowed is over. Give it more: limits=Limits(seconds=120)"
            )
        try:
            chunk = unpack.decompress(raw, limit - given + 1) if unpack else raw
        except zlib.error as error:
            raise NetworkError(f"{url} sent damaged data: {error}. Try again.") from error
        given += len(chunk)
        yield chunk
        if given > limit:
            return
