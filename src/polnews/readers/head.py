"""What a web page declares of itself: title, date, author, site, canonical address, language.

Only what the page states in its head or in schema.org data is taken, nothing is guessed from its text: an
unknown date stays unknown.
"""

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from polnews.errors import LanguageError
from polnews.languages import normalise_tag
from polnews.readers.document import parse_day

__all__ = ["Head", "read_head"]

Element: TypeAlias = Any  # of lxml, which is loaded only when a page is read

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "citation_author")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DATES = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
          "dcterms.date",
          "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "publication_date",
          "parsely-pub-date", "sailthru.date", "citation_publication_date")  # fmt: skip
_ARTICLE_TYPES = re.compile(r"(?:Article|NewsArticle|BlogPosting|Report|PressRelease|WebPage)$")
_MAX_JSON = 200_000
"""Characters of schema.org data looked at; a hundred times what an article's takes."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says; None where it says nothing."""

    title: str | None = None
    page_title: str | None = None
    date: datetime.date | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    language: str | None = None


def read_head(tree: Element) -> Head:
    """Return what a parsed page declares of itself."""
    metas = _metas(tree)
    linked = _linked_data(tree)
    return Head(
        title=_short(linked.get("headline")) or _first(metas, _TITLES),
        page_title=_short(tree.findtext(".//title")),
        date=parse_day(linked.get("datePublished")) or _first_day(metas) or _time_element(tree),
        author=_names(linked.get("author")) or _author(metas) or _itemprop(tree, "author"),
        site=_first(metas, _SITES) or _names(linked.get("publisher")),
        url=_canonical(tree, metas),
        language=_language(tree, metas),
    )


def _metas(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _linked_data(tree: Element) -> dict[str, Any]:
    """The first schema.org object that describes an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _MAX_JSON:
            continue
        try:
            data = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            if _ARTICLE_TYPES.search(str(item.get("@type", ""))) and "headline" in item:
                return item
    return {}


def _objects(data: object) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()
            )


def _short(value: object, limit: int = 500) -> str | None:
    """A one-line text of reasonable length; markup in a title is text to a page, and dirt to us."""
    if not isinstance(value, str):
        return None
    text = " ".join(re.sub(r"<[^<>]{0,200}>", " ", value).split())
    return text if text and len(text) <= limit else None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((short for name in names if (short := _short(metas.get(name)))), None)


def _first_day(metas: dict[str, str]) -> datetime.date | None:
    return next((day for name in _DATES if (day := parse_day(metas.get(name)))), None)


def _time_element(tree: Element) -> datetime.date | None:
    """A `<time>` marked as the day of publication; one alone on the page counts too."""
    times = [t for t in tree.iter("time") if t.get("datetime")]
    for time in times:
        marks = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        if time.get("pubdate") is not None or "publish" in marks:
            return parse_day(time.get("datetime"))
    return parse_day(times[0].get("datetime")) if len(times) == 1 else None


def _names(value: object) -> str | None:
    """The names in a schema.org person or organisation, or in a list of them."""
    items = value if isinstance(value, list) else [value]
    names = [_short(item.get("name") if isinstance(item, dict) else item, 200) for item in items[:20]]
    return ", ".join(name for name in names if name and not name.startswith("http")) or None


def _author(metas: dict[str, str]) -> str | None:
    author = _first(metas, _AUTHORS)
    return author if author and not author.startswith("http") else None


def _itemprop(tree: Element, name: str) -> str | None:
    for element in tree.iter("span", "a", "div", "p", "address"):
        if element.get("itemprop") == name or (name == "author" and element.get("rel") == "author"):
            return _short(" ".join(element.itertext()), 200)
    return None


def _canonical(tree: Element, metas: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical" and _is_url(link.get("href")):
            return str(link.get("href")).strip()
    url = metas.get("og:url")
    return url if _is_url(url) else None


def _is_url(text: str | None) -> bool:
    return (
        bool(text) and re.match(r"https?://[^\s<>\"]{1,2000}$", str(text).strip(), re.IGNORECASE) is not None
    )


def _language(tree: Element, metas: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    claimed = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    )
    claimed = claimed or metas.get("content-language") or metas.get("og:locale")
    try:
        return normalise_tag(claimed) if claimed and len(claimed) < 40 else None
    except LanguageError:
        return None
