"""The face of ranking: score the sentences of an article by a named method, and choose within a budget."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from itertools import islice

from polnews.errors import ArticleError, RegistryError
from polnews.extras import load
from polnews.ranking import features, keyfacts, sumy
from polnews.ranking.redundancy import by_marginal_relevance
from polnews.ranking.values import Candidate, RankedArticle, Scored
from polnews.words import count_words

__all__ = ["METHODS", "check_method", "rank", "score_table", "select", "signature"]

METHODS = ("keyfacts", *sumy.METHODS, "lead")
"""Names `method=` takes. "lead" takes sentences in reading order."""


def rank(article: RankedArticle, *, method: str = "keyfacts") -> list[Scored]:
    """Score the lead and body sentences of an article; headings and the title are never candidates.

    Args:
        article: What to score. Without a title of its own, the text of its title segment serves, if there is
            one.
        method: One of `METHODS`.

    Returns:
        One Scored per lead or body segment, in reading order.

    Raises:
        RegistryError: No such method; the message lists the methods.
        MissingExtraError: One of sumy's, without the extra `sumy`.
    """
    check_method(method)
    if method == "lead":
        return _by_place(article.segments)
    if method == "keyfacts":
        return keyfacts.rate(
            features.read(article.segments, article.language), article.language, _title(article)
        )
    return sumy.rank(article.segments, article.language, method=method, title=_title(article))


def select(
    article: RankedArticle,
    *,
    method: str = "keyfacts",
    facts: int | None = None,
    words: int | None = None,
    share: float | None = None,
) -> list[Scored]:
    """Choose the sentences of a brief, the most important first, without saying a thing twice.

    Args:
        article: What to choose from.
        method: One of `METHODS`.
        facts: At most this many sentences, at least 1.
        words: At most this many words in all; a sentence that does not fit gives way to the next that does.
            The first choice is kept whatever its length, so that a brief is never empty.
        share: This share, in (0, 1], of the lead and body sentences, at least one.

    Returns:
        The sentences chosen. Of sentences that say the same, one.

    Raises:
        RegistryError: No such method.
        MissingExtraError: One of sumy's, without the extra `sumy`.
        ArticleError: Not exactly one of `facts`, `words` and `share`, or one that is out of its range.
    """
    check_budget(facts=facts, words=words, share=share)
    check_method(method)
    ordered = _in_order(article, method)
    lengths = {s.index: count_words(s.clean) for s in article.segments if s.role in ("lead", "body")}
    if words is not None:
        return _fitting(ordered, lengths, words)
    return list(islice(ordered, facts if share is None else max(1, round(share * len(lengths)))))


def score_table(article: RankedArticle, *, method: str = "keyfacts") -> list[dict[str, object]]:
    """Return one row per lead or body sentence: where it stands, its score, its features and its text.

    Raises:
        RegistryError: No such method.
        MissingExtraError: One of sumy's, without the extra `sumy`.
    """
    segments = {segment.index: segment for segment in article.segments}
    return [
        {
            "segment": scored.segment_index,
            "role": segments[scored.segment_index].role,
            "paragraph": segments[scored.segment_index].paragraph,
            "score": scored.score,
            **scored.features,
            "text": segments[scored.segment_index].clean,
        }
        for scored in rank(article, method=method)
    ]


def check_method(method: str) -> None:
    """Raise an error that says what to do unless `method` can be used here.

    Raises:
        RegistryError: It is none of `METHODS`.
        MissingExtraError: It is one of sumy's, and the extra `sumy` is not installed.
    """
    if method not in METHODS:
        raise RegistryError(f"No ranking method {method!r}. Use one of: {', '.join(METHODS)}.")
    if method in sumy.METHODS:
        load("sumy", "sumy", f"The ranking method {method!r}")


@lru_cache(maxsize=len(METHODS))
def signature(method: str) -> Mapping[str, str]:
    """Return everything besides the article that can change what a method chooses.

    >>> sorted(signature("lead")), sorted(signature("sumy:lsa"))
    (['ranking', 'simplemma', 'stopwordsiso'], ['ranking', 'simplemma', 'stopwordsiso', 'sumy'])
    """
    check_method(method)
    packages = ("simplemma", "stopwordsiso", *(("sumy",) if method in sumy.METHODS else ()))
    weights = {"weights": keyfacts.weights().digest} if method == "keyfacts" else {}
    return {"ranking": method} | weights | {package: version(package) for package in packages}


def check_budget(*, facts: int | None, words: int | None, share: float | None) -> None:
    """Raise ArticleError unless exactly one budget is given and in its range."""
    if sum(budget is not None for budget in (facts, words, share)) != 1:
        raise ArticleError("Give exactly one budget: facts=5, words=120 or share=0.2.")
    if facts is not None and facts < 1:
        raise ArticleError(f"facts={facts}: a brief holds at least 1 fact, e.g. facts=5.")
    if words is not None and words < 1:
        raise ArticleError(f"words={words}: a brief holds at least 1 word, e.g. words=120.")
    if share is not None and not 0 < share <= 1:
        raise ArticleError(f"share={share}: a share lies above 0 and at most at 1, e.g. share=0.2.")


def _title(article: RankedArticle) -> str | None:
    titles = (segment.clean for segment in article.segments if segment.role == "title")
    return article.title or next(titles, None)


def _by_place(segments: Iterable[Candidate]) -> list[Scored]:
    candidates = [segment for segment in segments if segment.role in ("lead", "body")]
    return [Scored(segment.index, 1 / (1 + place)) for place, segment in enumerate(candidates)]


def _in_order(article: RankedArticle, method: str) -> Iterator[Scored]:
    """Yield sentences in the order of choice; repeats of what was taken are left out."""
    sentences = features.read(article.segments, article.language)
    if method == "keyfacts":
        scored = keyfacts.rate(sentences, article.language, _title(article))
        penalty = keyfacts.weights().redundancy
    else:
        scored = rank(article, method=method)
        penalty = 0.0
    scores = [one.score for one in scored]
    order = by_marginal_relevance(scores, [sentence.weights for sentence in sentences], penalty=penalty)
    return (scored[place] for place in order)


def _fitting(ordered: Iterable[Scored], lengths: dict[int, int], budget: int) -> list[Scored]:
    chosen: list[Scored] = []
    left = budget
    for scored in ordered:
        length = lengths[scored.segment_index]
        if length <= left or not chosen:
            chosen.append(scored)
            left -= length
    return chosen
