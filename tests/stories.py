"""A story made by hand, so that pages and plots are tested against what is known, not against what was found."""

from collections.abc import Sequence

from polnews import Article, Story
from polnews.original import Original
from polnews.story.values import Alignment, Anchor, Difference, Link, Reading, Relation, StoryFact

TEXTS = {
    "en": "Cabinet agrees\n\nThe cabinet agreed on Monday to spend 412 million euros. The act follows in July.\n\n"
    "Sadly, nobody in the towns was asked about the <b>plan</b>. "
    "The transport minister <script>alert(1)</script> resigned on Tuesday after the vote.",
    "de": "Kabinett stimmt zu\n\nDas Kabinett beschloss am Montag, 421 Mio. Euro auszugeben. Das Gesetz folgt im Juli.",
    "it": "Il governo approva\n\nLunedì il governo ha deciso di spendere 412 milioni di euro. La legge segue a luglio.",
    "pt": "Governo aprova\n\nO governo decidiu na segunda-feira gastar 412 milhões de euros.",
    "bg": "Кабинетът одобри\n\nВ понеделник кабинетът реши да похарчи пари. Законът следва през юли.",
}
"""The Bulgarian version names no sum, the German one another; the Portuguese one leaves the act out."""

LABELS = tuple(TEXTS)
EN, DE, IT, PT, BG = range(5)
SPEND, ACT = 1, 2


def articles() -> list[Article]:
    """The versions; only the English one has a date."""
    return [
        Article.from_text(
            text, language=language, source=f"{language}.txt", date="2025-03-03" if language == "en" else None
        )
        for language, text in TEXTS.items()
    ]


def story() -> Story:
    """Three facts of several versions or one, an opinion and a difference, in five languages."""
    versions = articles()
    assert [len(article.segments) for article in versions] == [5, 3, 3, 2, 3]
    facts = [
        _fact(versions, 1, [(place, SPEND) for place in range(5)], (_amounts(versions),)),
        _fact(versions, 2, [(EN, ACT), (DE, ACT), (IT, ACT), (BG, ACT)]),
        _fact(versions, 3, [(EN, 4)]),
        _fact(versions, 4, [(EN, 3)], opinion=True),
    ]
    alignment = Alignment(
        EN,
        DE,
        (
            Link((0,), (0,), "same", 0.9),
            Link((1,), (1,), "same", 0.8, (_anchor(),)),
            Link((2,), (2,), "fact", 0.5),
        ),
        (3, 4),
        (),
    )
    relations = (Relation(EN, DE, "rewrite", 0.6), Relation(DE, IT, "translation", 1.0))
    return Story(
        versions=tuple(versions),
        alignments=(alignment,),
        facts=tuple(facts),
        relations=relations,
        signature="by hand",
    )


def _fact(
    versions: Sequence[Article],
    rank: int,
    places: Sequence[tuple[int, int]],
    differences: tuple[Difference, ...] = (),
    *,
    opinion: bool = False,
) -> StoryFact:
    said = tuple(Original.of(versions[version].segments[segment], version) for version, segment in places)
    return StoryFact(rank, 1 / rank, "amount", said, differences, opinion)


def _amounts(versions: Sequence[Article]) -> Difference:
    values = {
        EN: "412 million",
        DE: "421 Mio. Euro",
        IT: "412 milioni di euro",
        PT: "412 milhões de euros",
        BG: "",
    }
    return Difference(
        "amount", tuple(_reading(versions[place], place, text) for place, text in values.items())
    )


def _reading(article: Article, version: int, text: str) -> Reading:
    sentence = article.segments[SPEND]
    start = article.text.index(text, sentence.start) if text else sentence.end
    value = "421000000 EUR" if text.startswith("421") else "412000000 EUR" if text else ""
    return Reading(version, SPEND, start, start + len(text), text, value)


def _anchor() -> Anchor:
    return Anchor("date", "monday", (37, 43), (45, 51))
