"""A package index: the list of what can be installed, in the format of Argos Translate's own.

It is a JSON list of packages' metadata, each with `links`. Mirrors may add `sha256`, the digest of the
archive.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from polnews.errors import NetworkError, PackageError
from polnews.languages import Pair, base_language
from polnews.models.download import fetch_bytes, is_local
from polnews.models.impostors import describe
from polnews.models.package import Metadata, parse_metadata, version_key
from polnews.models.routes import reached

__all__ = ["DEFAULT_INDEX", "Index", "Offer", "index_address", "read_index"]

DEFAULT_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
"""Argos Translate's public index, which it uses by default too."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that can be installed.

    Attributes:
        metadata: What it will say about itself.
        links: Where it can be fetched, mirrors in order of preference.
        sha256: Digest of the archive, when the index gives it.
    """

    metadata: Metadata
    links: tuple[str, ...]
    sha256: str | None = None

    @property
    def name(self) -> str:
        """The pair and version, e.g. "de-en 1.9"."""
        return f"{self.metadata.pairs[0]} {self.metadata.version}"


@dataclass(frozen=True, slots=True)
class Index:
    """What an index offers.

    Attributes:
        address: Where it was read.
        offers: Its packages; entries that are no translation packages are left out.
    """

    address: str
    offers: tuple[Offer, ...]

    def newest(self, pair: Pair) -> Offer | None:
        """Return the newest package for a pair, else for its languages without regions, else None."""
        plain = Pair(base_language(pair.source), base_language(pair.target))
        for wanted in dict.fromkeys((pair, plain)):
            found = [offer for offer in self.offers if wanted in offer.metadata.pairs and offer.links]
            if found:
                return max(found, key=lambda offer: version_key(offer.metadata.version))
        return None

    def needed(self, pair: Pair, installed: Iterable[Pair] = ()) -> list[Offer]:
        """Return what must be installed for a pair: its package, else the hops of the best route.

        Routes are judged by hops first, then by how much is there already.

        Raises:
            PackageError: No route leads there; the message lists what is offered from and into the two
                languages.
        """
        direct = self.newest(pair)
        if direct is not None:
            return [direct]
        have = set(installed)
        offered = {one for offer in self.offers for one in offer.metadata.pairs}
        routes = [tags for tags in reached(pair.source, offered | have) if tags[-1] == pair.target]
        if not routes:
            raise PackageError(self._nothing(pair, offered))
        lacking = [[hop for hop in map(Pair, tags, tags[1:]) if hop not in have] for tags in routes]
        _, _, _, best = min(
            (len(tags), len(hops), tags, hops) for tags, hops in zip(routes, lacking, strict=True)
        )
        return [offer for hop in best if (offer := self.newest(hop)) is not None]

    def _nothing(self, pair: Pair, offered: Iterable[Pair]) -> str:
        near = sorted(str(one) for one in offered if one.source == pair.source or one.target == pair.target)
        return (
            f"{self.address} offers no package for {pair}, nor a route through other languages. "
            f"It has: {', '.join(near) or 'nothing from or into these languages'}."
        )


def index_address(given: str | None = None) -> str:
    """Return the address of the index: as given, else by environment, else Argos' public one.

    >>> index_address("https://mirror.example/argos")
    'https://mirror.example/argos/index.json'
    """
    base = given or os.environ.get("POLNEWS_INDEX") or os.environ.get("ARGOS_PACKAGE_INDEX") or DEFAULT_INDEX
    return base if base.endswith(".json") else base.rstrip("/") + "/index.json"


def read_index(given: str | None = None) -> Index:
    """Fetch and read an index.

    Args:
        given: Address or path of the index or of the folder it lies in; by default as `index_address` says.

    Raises:
        NetworkError: It cannot be had.
        PackageError: What came is no index.
    """
    address = index_address(given)
    try:
        data = fetch_bytes(address)
    except NetworkError as error:
        raise NetworkError(
            f"{error} Another index can be named with --index or POLNEWS_INDEX; without a network, install "
            "from a file: polnews models install FILE"
        ) from error
    return Index(address, tuple(_offers(data, address)))


def _offers(data: bytes, address: str) -> list[Offer]:
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = describe(data[:2048]) if not data.lstrip().startswith((b"{", b"[")) else None
        raise PackageError(f"What came from {address} is no package index: {reason or error}") from error
    if not isinstance(raw, list):
        raise PackageError(f"What came from {address} is no package index: it is no list.")
    return [offer for entry in raw if (offer := _offer(entry, address)) is not None]


def _offer(entry: Any, address: str) -> Offer | None:  # noqa: ANN401 - whatever stood in the file
    if not isinstance(entry, dict):
        return None
    try:
        metadata = parse_metadata(json.dumps(entry).encode(), where=address)
    except PackageError:
        return None  # sentence splitters and whatever else comes: one entry must not spoil the rest
    return Offer(metadata, _links(metadata, address), _sha256(entry))


def _links(metadata: Metadata, address: str) -> tuple[str, ...]:
    """Return the links that may be followed. Only a local index may name local files."""
    links = [_complete(link, address) for link in metadata.links]
    return tuple(link for link in links if not is_local(link) or is_local(address))


def _complete(link: str, address: str) -> str:
    if urlsplit(link).scheme in ("http", "https", "file") or not is_local(address):
        return urljoin(address, link)
    return os.path.join(os.path.dirname(address), link)


def _sha256(entry: Mapping[str, Any]) -> str | None:
    value = entry.get("sha256")
    return value.lower() if isinstance(value, str) and len(value) == 64 else None
