"""What each package of an index was when it was first installed: compared ever after.

`POLNEWS_HOME/pins.json` maps "de_en 1.9" to the digest of its members. A mirror may pack a package anew; its
content must stay the same as long as its version does.
"""

import json
import os
import tempfile
from pathlib import Path

from polnews.errors import PackageError
from polnews.models.filelock import file_lock
from polnews.models.index import Offer

__all__ = ["check_pin", "pin"]


def check_pin(file: Path, offer: Offer, digest: str) -> None:
    """Refuse a package whose content is not what it was at first.

    Raises:
        PackageError: The digest differs from the pinned one; the message says what that means.
    """
    known = _read(file).get(_key(offer))
    if known not in (None, digest):
        raise PackageError(
            f"{offer.name} was pinned at its first installation as {known}, and now is {digest}. "
            "Someone changed it without changing its version. "
            f"If that is known to be right, delete its line in {file}."
        )


def pin(file: Path, offer: Offer, digest: str) -> None:
    """Remember the digest of a package that was installed, unless one is remembered already."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file_lock(file.with_suffix(".lock")):
        pins = _read(file)
        if pins.setdefault(_key(offer), digest) == digest:
            _write(file, pins)


def _key(offer: Offer) -> str:
    metadata = offer.metadata
    return f"{'+'.join(metadata.sources)}_{'+'.join(metadata.targets)} {metadata.version}"


def _read(file: Path) -> dict[str, str]:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise PackageError(f"{file} is damaged ({error}). Restore it, or delete it to pin anew.") from error
    if not isinstance(raw, dict):
        raise PackageError(f"{file} is damaged: it is no object. Restore it, or delete it to pin anew.")
    return {str(key): str(value) for key, value in raw.items()}


def _write(file: Path, pins: dict[str, str]) -> None:
    handle, name = tempfile.mkstemp(prefix=".pins-", dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(dict(sorted(pins.items())), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(file)
