"""The eight methods of sumy, offline, in any language; the only module that uses it.

sumy brings no Bulgarian and, for the rest, wants tokenizer data from the network. Its methods ask a document
only for sentences and words, so ours are passed in: our word tokenizer, `simplemma` lemmas and our stop
words. sumy's classes, and the nltk behind them, come with the extra `sumy` and are loaded on first use.

Known of the originals, and left as they are so that a method is what its name says: LexRank stops after one
step of its power iteration (epsilon 0.1), which makes it close to counting neighbours; KL and Reduction
compare every pair of sentences, in pure Python.
"""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from importlib import import_module
from typing import Any

from polnews.languages import base_language
from polnews.ranking.cues import cue_words
from polnews.ranking.values import Candidate, Scored
from polnews.words import content_lemmas, lemma, stop_words, tokenize

__all__ = ["METHODS", "rank"]

_CLASSES = {
    "sumy:lexrank": "lex_rank:LexRankSummarizer",
    "sumy:textrank": "text_rank:TextRankSummarizer",
    "sumy:lsa": "lsa:LsaSummarizer",
    "sumy:luhn": "luhn:LuhnSummarizer",
    "sumy:edmundson": "edmundson:EdmundsonSummarizer",
    "sumy:sum-basic": "sum_basic:SumBasicSummarizer",
    "sumy:kl": "kl:KLSummarizer",
    "sumy:reduction": "reduction:ReductionSummarizer",
}

METHODS = tuple(_CLASSES)

# Edmundson refuses to run without bonus, stigma and null words. A title of stop words alone, or a language
# without a list, leaves a set empty; this word is never met in a text.
_NEVER_MET = "\N{NULL}"

# Sums over sets run in an order that changes from process to process; so do their last digits.
_DIGITS = 9

_Rated = tuple[float, ...]


def rank(
    segments: Sequence[Candidate], language: str, *, method: str, title: str | None = None
) -> list[Scored]:
    """Rate every lead and body sentence with one of sumy's methods.

    Args:
        segments: Segments of one article, in reading order; headings serve the methods that look at headings.
        language: BCP 47 tag of the article.
        method: One of `METHODS`.
        title: The title, when it is not among the segments.

    Returns:
        One Scored per lead or body segment, in reading order. For sum-basic and KL the score is minus the
        number of sentences the method takes first.
    """
    candidates = [segment for segment in segments if segment.role in ("lead", "body")]
    document = _document(segments, title)
    if not candidates:
        return []
    summarizer = _summarizer(method)(partial(lemma, language=language))
    _give_words(summarizer, segments, language, title)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # LSA warns of few words; short articles are no fault of the user's
        ratings = summarizer(document, len(candidates)) or (0.0,) * len(candidates)
    return [
        Scored(segment.index, round(float(rating), _DIGITS))
        for segment, rating in zip(candidates, ratings, strict=True)
    ]


class _Words:
    """The one thing sumy asks of a tokenizer once sentences are given."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return tuple(tokenize(text))


class _Ratings:
    """Makes a sumy method return the rating of every sentence instead of the best sentences."""

    @staticmethod
    def _get_best_sentences(sentences: Iterable[Any], _count: int, rating: Any, *args: Any) -> _Rated:  # noqa: ANN401
        rate: Callable[..., float] = rating.__getitem__ if isinstance(rating, Mapping) else rating
        return tuple(rate(sentence, *args) for sentence in sentences)


class _OrderedDictionary:
    """Numbers the words of LSA's matrix in an order that does not change from process to process."""

    def _create_dictionary(self, document: Any) -> dict[str, int]:  # noqa: ANN401
        words = super()._create_dictionary(document)  # type: ignore[misc]
        return {word: number for number, word in enumerate(sorted(words))}


@lru_cache(maxsize=len(_CLASSES))
def _summarizer(method: str) -> type[Any]:
    module, _, name = _CLASSES[method].partition(":")
    original = getattr(import_module(f"sumy.summarizers.{module}"), name)
    bases = (_OrderedDictionary,) if method == "sumy:lsa" else ()
    return type(f"Rating{name}", (_Ratings, *bases, original), {})


@lru_cache(maxsize=1)
def _sentence_class() -> type[Any]:
    from sumy.models.dom import Sentence

    # sumy's sentences are equal when their texts are; ours are keyed by themselves, so that a sentence that
    # stands twice in an article keeps two ratings.
    own = {"__slots__": (), "__eq__": object.__eq__, "__hash__": object.__hash__}
    return type("OwnSentence", (Sentence,), own)


def _document(segments: Sequence[Candidate], title: str | None) -> Any:  # noqa: ANN401
    from sumy.models.dom import ObjectDocumentModel, Paragraph

    sentence, words = _sentence_class(), _Words()
    has_title = any(segment.role == "title" for segment in segments)
    headings = [sentence(title, words, True)] if title and not has_title else []
    paragraphs: dict[int, list[Any]] = {}
    for segment in segments:
        if segment.role in ("lead", "body"):
            own = paragraphs.setdefault(segment.paragraph, [])
            own += [*headings, sentence(segment.clean, words)]
            headings = []
        else:
            # It belongs to the paragraph it introduces: Edmundson's first paragraph must hold sentences.
            headings.append(sentence(segment.clean, words, True))
    return ObjectDocumentModel([Paragraph(paragraphs[number]) for number in sorted(paragraphs)])


def _give_words(summarizer: Any, segments: Sequence[Candidate], language: str, title: str | None) -> None:  # noqa: ANN401
    stops = stop_words(language) or frozenset({_NEVER_MET})
    if hasattr(summarizer, "bonus_words"):
        summarizer.bonus_words = _bonus_words(segments, language, title)
        summarizer.stigma_words = cue_words("background", base_language(language)) or {_NEVER_MET}
        summarizer.null_words = stops
    elif hasattr(summarizer, "stop_words"):
        summarizer.stop_words = stops


def _bonus_words(segments: Sequence[Candidate], language: str, title: str | None) -> set[str]:
    """Return the words of the title, or of the first sentence where there is no title."""
    titles = [segment.clean for segment in segments if segment.role == "title"]
    first = [segment.clean for segment in segments if segment.role in ("lead", "body")][:1]
    text = title or (titles or first or [""])[0]
    return set(content_lemmas(text, language)) or {_NEVER_MET}
