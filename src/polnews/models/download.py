"""Fetches a file: resumed where it was cut off, tried again, checked for what is no package.

The standard library does it: `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR` are
respected.
"""

import http.client
import json
import shutil
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from polnews.errors import NetworkError
from polnews.models.impostors import describe

__all__ = ["Progress", "Report", "download", "fetch_bytes", "is_local"]

_CHUNK = 1 << 18
_TIMEOUT = 30
"""Seconds without a byte."""
_ATTEMPTS = 4
"""Without a byte more."""
_MOST_ATTEMPTS = 50
"""In all. A connection that is cut off every 10 MB brings a package of 400 MB."""
_FIRST_WAIT = 0.5
"""Seconds before the second attempt; doubled each time."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""HTTP states that may pass."""
_LARGEST = 20_000_000_000
_LARGEST_LISTING = 50_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is.

    Attributes:
        what: What is fetched, e.g. "de-en 1.9".
        done: Bytes there so far.
        total: Bytes in all, None when the server does not say.
    """

    what: str
    done: int
    total: int | None


Report = Callable[[Progress], None]


def is_local(address: str) -> bool:
    """Say whether an address is a file on this machine.

    >>> is_local("/srv/models/index.json"), is_local("https://example.eu/index.json")
    (True, False)
    """
    return urlsplit(address).scheme not in ("http", "https")


def fetch_bytes(address: str) -> bytes:
    """Return a small file, such as a listing.

    Raises:
        NetworkError: It cannot be had, or is larger than 50 MB.
    """
    last: Exception | None = None
    for wait in _waits():
        time.sleep(wait)
        try:
            with _open(address, {}) as response:
                return _listing(response, address)
        except _Passing as error:
            last = error
    raise NetworkError(f"{address} could not be fetched after {_ATTEMPTS} attempts: {last}.") from last


def _listing(response: Any, address: str) -> bytes:  # noqa: ANN401 - HTTPResponse or addinfourl
    data = bytearray()
    for chunk in _chunks(response):
        data += chunk
        if len(data) > _LARGEST_LISTING:
            raise NetworkError(f"{address} is larger than {_LARGEST_LISTING} bytes.")
    total = None if is_local(address) else _total(response, 0)
    if total is not None and len(data) < total:
        raise _Passing(f"the connection ended after {len(data):,} of {total:,} bytes")
    return bytes(data)


def download(address: str, target: Path, *, what: str, report: Report | None = None) -> None:
    """Fetch a file, going on from what an earlier attempt left.

    Args:
        address: http, https, file, or a path.
        target: Where it goes. Until it is complete it is called the same with `.part`, beside a `.part.json`
            that says of which version of the file it is a part.
        what: What to call it in reports.
        report: Told of progress, some times a second.

    Raises:
        NetworkError: It cannot be had, or not be written. What came so far is kept for the next time.
    """
    part = _Part(target)
    last: Exception | None = None
    waits = _waits()
    for _ in range(_MOST_ATTEMPTS):
        wait = next(waits, None)
        if wait is None:
            break
        time.sleep(wait)
        before = part.size
        try:
            _attempt(address, part, what, report)
            part.finish()
        except _Passing as error:
            last = error
            if part.size > before:  # it goes on, if slowly: patience begins anew
                waits = _waits()
        except NetworkError:
            raise  # it is an OSError too
        except OSError as error:
            raise NetworkError(
                f"{what} could not be written to {target.parent}: {error.strerror or error}. "
                "Make room, or choose another folder with: export POLNEWS_HOME=FOLDER"
            ) from error
        else:
            return
    raise NetworkError(
        f"{what} could not be fetched from {address}: {last}. "
        f"{part.size:,} bytes are kept; the same command goes on from there."
    ) from last


class _Passing(Exception):  # noqa: N818 - never leaves this module
    """A failure that may not happen again."""


class _StaleError(_Passing):
    """What came so far is no part of what the server has."""


class _Part:
    """A file on its way: its bytes so far, and which version of the file they are of."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self.note = target.with_name(target.name + ".part.json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def validator(self) -> str | None:
        """Return the ETag or date the bytes so far belong to; None when they cannot be gone on from."""
        try:
            value = json.loads(self.note.read_text(encoding="utf-8")).get("validator")
        except (OSError, ValueError, AttributeError):
            return None
        return value if isinstance(value, str) and self.size else None

    def start(self, validator: str | None) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.path.unlink(missing_ok=True)
        self.note.write_text(json.dumps({"validator": validator}), encoding="utf-8")

    def finish(self) -> None:
        self.path.replace(self.target)
        self.note.unlink(missing_ok=True)


def _attempt(address: str, part: _Part, what: str, report: Report | None) -> None:
    if is_local(address):
        _copy_local(address, part)
        return
    validator = part.validator
    headers = {"Range": f"bytes={part.size}-", "If-Range": validator} if validator else {}
    try:
        response = _open(address, headers)
    except _StaleError:
        part.start(None)
        raise
    with response:
        resumed = response.status == 206 and _starts_at(response, part.size)
        if not resumed:
            part.start(_validator(response))
        total = _total(response, part.size if resumed else 0)
        _receive(response, part, total, what, report)
    if total is not None and part.size != total:
        raise _Passing(f"the connection ended after {part.size:,} of {total:,} bytes")


def _receive(response: Any, part: _Part, total: int | None, what: str, report: Report | None) -> None:  # noqa: ANN401
    done = part.size
    with part.path.open("ab") as file:
        for chunk in _chunks(response):
            if done == 0 and (found := describe(chunk[:2048])):
                raise NetworkError(f"{what}: what came from {response.url} is no package: {found}")
            file.write(chunk)
            done += len(chunk)
            if done > _LARGEST:
                raise NetworkError(f"{what}: {response.url} sends more than {_LARGEST:,} bytes.")
            if report is not None:
                report(Progress(what, done, total))


def _chunks(response: Any) -> Iterator[bytes]:  # noqa: ANN401 - HTTPResponse or addinfourl
    while True:
        try:
            chunk = response.read(_CHUNK)
        except http.client.IncompleteRead as error:
            yield error.partial
            raise _Passing("the connection was cut off") from error
        except (OSError, http.client.HTTPException) as error:
            raise _Passing(f"the connection failed ({error})") from error
        if not chunk:
            return
        yield chunk


def _open(address: str, headers: dict[str, str]) -> Any:  # noqa: ANN401 - HTTPResponse or addinfourl
    if is_local(address):
        return _open_local(address)
    request = urllib.request.Request(address, headers={"User-Agent": "polnews", **headers})  # noqa: S310 - http only
    try:
        return _opener().open(request, timeout=_TIMEOUT)
    except NetworkError:
        raise  # a refused redirect; it is an OSError too
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 416:
            raise _StaleError("the server has another file now") from error
        if error.code in _PASSING:
            raise _Passing(f"the server answered {error.code} {error.reason}") from error
        raise NetworkError(f"{address} answered {error.code} {error.reason}.") from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise NetworkError(
                f"The certificate of {address} is not trusted ({error.reason.verify_message}). "
                "If your network has a certificate authority of its own, name its file in SSL_CERT_FILE."
            ) from error
        raise _Passing(f"no connection ({error.reason})") from error
    except (OSError, http.client.HTTPException) as error:
        raise _Passing(f"no connection ({error})") from error
    except ValueError as error:
        raise NetworkError(f"{address} is no address ({error}).") from error


class _NoDowngrade(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never from https to something else, and never to a file."""

    def redirect_request(  # the signature is the standard library's
        self,
        req: urllib.request.Request,
        fp: Any,  # noqa: ANN401 - as in the base class
        code: int,
        msg: str,
        headers: Any,  # noqa: ANN401 - as in the base class
        newurl: str,
    ) -> urllib.request.Request | None:
        scheme = urlsplit(newurl).scheme
        if scheme not in ("http", "https") or (req.type == "https" and scheme != "https"):
            raise NetworkError(f"{req.full_url} leads to {newurl}, which is less safe. It was not followed.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(
        _NoDowngrade, urllib.request.HTTPSHandler(context=ssl.create_default_context())
    )


def _local_path(address: str) -> Path:
    parts = urlsplit(address)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else Path(address)


def _open_local(address: str) -> Any:  # noqa: ANN401 - a file
    try:
        return _local_path(address).open("rb")
    except OSError as error:
        raise NetworkError(f"{address} cannot be read ({error.strerror}).") from error


def _copy_local(address: str, part: _Part) -> None:
    part.start(None)
    with _open_local(address) as source, part.path.open("wb") as out:
        shutil.copyfileobj(source, out, _CHUNK)


def _validator(response: Any) -> str | None:  # noqa: ANN401
    """Return what the server calls this version of the file. Weak tags say nothing about bytes."""
    tag = response.headers.get("ETag")
    if tag and not tag.startswith("W/"):
        return str(tag)
    date = response.headers.get("Last-Modified")
    return str(date) if date else None


def _starts_at(response: Any, size: int) -> bool:  # noqa: ANN401
    return str(response.headers.get("Content-Range", "")).startswith(f"bytes {size}-")


def _total(response: Any, already: int) -> int | None:  # noqa: ANN401
    length = response.headers.get("Content-Length")
    return already + int(length) if length and length.isdigit() else None


def _waits() -> Iterator[float]:
    yield 0.0
    for attempt in range(_ATTEMPTS - 1):
        yield _FIRST_WAIT * 2**attempt
