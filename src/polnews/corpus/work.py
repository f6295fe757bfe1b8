"""A batch to its outcome: read, summarise, and for whatever fails say why and go on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from polnews.article import Article
from polnews.corpus.values import Batch, Failure, Item, Outcome, Result
from polnews.errors import ArticleError, PolnewsError
from polnews.languages import base_language
from polnews.progress import hidden
from polnews.provenance import signature_line
from polnews.readers import DEFAULT_LIMITS
from polnews.summarize import Summarize

__all__ = ["Job", "Reading", "failure_of", "route_signature", "work"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read; see `Article.all_from`."""

    language: str | None = None
    date: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with every article."""

    summarize: Summarize
    reading: Reading


@dataclass(slots=True)
class _Place:
    """One result in the making."""

    result: Result
    article: Article | None = None


def work(job: Job, batch: Batch) -> Outcome:
    """Return what came out of a batch. No article can stop the others.

    Articles of one language are summarised in one call. When that fails each of them is tried alone, so that
    the failure stays with those it belongs to; either way the same batch gives the same bytes.
    """
    places = [place for item in batch.items for place in _read(item, job.reading)]
    by_language: dict[str, list[_Place]] = {}
    for place in places:
        if place.article is not None:
            by_language.setdefault(place.article.language, []).append(place)
    for group in by_language.values():
        _summarise(job.summarize, group)
    translated = sorted(
        language
        for language, group in by_language.items()
        if any(place.result.failure is None for place in group)
    )
    routes = {
        language: signature
        for language in translated
        if (signature := route_signature(job.summarize, language)) is not None
    }
    return Outcome(batch.number, tuple(place.result for place in places), routes)


def route_signature(summarize: Summarize, language: str) -> str | None:
    """Return what can change translations from a language; None when there are none.

    Raises:
        ModelNotFoundError: Nothing translates from it.
    """
    translate = summarize.translate
    if translate is None or base_language(language) == base_language(translate.to):
        return None
    route = translate.route(language)
    return signature_line({f"{route.engine.name} route": str(route), **route.engine.signature(route.pair)})


def failure_of(error: BaseException) -> Failure:
    """Return an error as a failure; one that is not ours is a bug, and says so."""
    if isinstance(error, PolnewsError):
        # A file name that is no UTF-8 may stand in it, and could not be written.
        return Failure(type(error).__name__, str(error).encode("utf-8", "backslashreplace").decode())
    said = " ".join(f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode().split())
    return Failure(
        type(error).__name__,
        f"{said}. Nothing should fail like this: please report it with the article. The others go on.",
    )


def _read(item: Item, reading: Reading) -> Iterator[_Place]:
    first = Result(item.name, item.record or 0, item.digest, failure=item.fault)
    if item.fault is not None:
        yield _Place(first)
        return
    try:
        articles = _articles(item, reading)
    except Exception as error:  # noqa: BLE001 - a run must survive any article
        yield _Place(replace(first, failure=failure_of(error)))
        return
    for number, article in enumerate(articles, start=first.record):
        yield _Place(replace(first, record=number), article)


def _articles(item: Item, reading: Reading) -> list[Article]:
    given = {"fields": reading.fields or None, "language": reading.language, "date": reading.date}
    if item.record is None:
        articles = Article.all_from(item.path, **given)  # type: ignore[arg-type]
        found = articles[0].digest if articles else item.digest
    else:
        data = _data(item)
        found = sha256(data).hexdigest()
        articles = [_sourced(article, item) for article in Article.all_from(data, **given)]  # type: ignore[arg-type]
    if not articles:
        raise ArticleError(
            f"{item.name} holds no article. Leave it out, or give a document with running text."
        )
    if found != item.digest:
        raise ArticleError(
            f"{item.name} changed while it was read. Run the same again: it will be done then."
        )
    return articles


def _data(item: Item) -> bytes:
    if item.data is not None:
        return item.data
    try:
        with item.path.open("rb") as file:
            file.seek(item.start)
            return file.read(min(item.size, DEFAULT_LIMITS.bytes + 1))  # beyond, it is refused as too large
    except OSError as error:
        raise ArticleError(
            f"{item.name} cannot be read ({error.strerror}). Check that it is still there."
        ) from error


def _sourced(article: Article, item: Item) -> Article:
    """An article of a record that states no address comes from the record's file."""
    return article if article.source else article.model_copy(update={"source": item.path.name})


def _summarise(summarize: Summarize, places: Sequence[_Place]) -> None:
    articles = [place.article for place in places if place.article is not None]
    try:
        with hidden():  # the run tells how far it is, not every batch
            briefs = [brief.to_json(indent=None) for brief in summarize(articles)]
    except Exception as error:  # noqa: BLE001 - a run must survive any article
        if len(places) == 1:
            places[0].result = replace(places[0].result, failure=failure_of(error))
            return
        for place in places:
            _summarise(summarize, [place])
        return
    for place, brief in zip(places, briefs, strict=True):
        place.result = replace(place.result, brief_json=brief)
