"""What mentions are made of: frozen values with half-open `[start, end)` offsets into the text searched.

Offsets count code points. `segment` is the index of the article's segment a mention stands in, and None for
mentions found in plain text.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from polnews.provenance import Span

__all__ = [
    "Actor",
    "ActorKind",
    "ActorMention",
    "AmountKind",
    "AmountMention",
    "DateMention",
    "Mentions",
    "Precision",
    "Quote",
]

Precision = Literal["day", "week", "month", "quarter", "half", "season", "year", "decade", "century", "range"]
AmountKind = Literal["money", "percent", "points", "measure", "count", "time", "ordinal", "legal"]
ActorKind = Literal["person", "organisation", "office", "country", "place", "other"]


@dataclass(frozen=True, slots=True, order=True)
class DateMention:
    """A date named in a text.

    Attributes:
        start: First code point of the mention.
        end: One past the last code point.
        text: The exact slice.
        value: ISO 8601 for days (`2025-02-03`), weeks (`2025-W07`), months (`2025-02`) and years (`2025`);
            the TIMEX3 letters for quarters (`2025-Q1`), half-years (`2025-H1`) and seasons (`2025-SP`, `-SU`,
            `-FA`, `-WI`; a winter counts to the year of its January unless the text says `2025/26`); EDTF for
            decades (`199X`) and centuries (`19XX`); `2025-03-01/2025-03-12` for ranges. None when it cannot
            be known.
        precision: What the mention names.
        relative: It needs a reference date (`yesterday`, `on Thursday`, `in March`, `3 February`).
        form: The value as far as the text alone gives it, the same in every language, with or without a
            reference: `+0D` today, `-1W` last week, `W4` Thursday, `XXXX-02-03` the third of February. Equal
            to `value` for absolute dates. Compare this one when the reference is unknown.
        part: `start`, `mid` or `end` for "early", "mid-", "at the end of".
    """

    start: int
    end: int
    text: str
    value: str | None
    precision: Precision
    relative: bool = False
    form: str = ""
    part: Literal["start", "mid", "end"] | None = None
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A number named in a text, in digits or in words.

    Attributes:
        start: First code point of the mention, currency and unit included.
        end: One past the last code point.
        text: The exact slice.
        value: The number, scale words multiplied in. Times of day are minutes after midnight.
        unit: ISO 4217 code for money (or `cent`), `percent`, `percentage-point`, `basis-point`, a unit symbol
            (`km`, `MW`) or time unit (`day`, `year`), `HH:MM` for times, the reference as written for legal
            ones (`2016/679`), the counted noun in lower case as it stands in the text, or None.
        kind: `count` for plain and counted numbers; legal references and ordinals stand apart.
        upper: Upper end of a range such as "10 to 12 percent", else None.
        qualifier: `about`, `min` (at least), `max` (up to), `over` or `under`, when the text says so.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str | None
    kind: AmountKind
    upper: Decimal | None = None
    qualifier: Literal["about", "min", "max", "over", "under"] | None = None
    segment: int | None = None

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The one value, or both ends of a range.

        What to compare when one version writes a range as two numbers.
        """
        return (self.value,) if self.upper is None else (self.value, self.upper)


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name in a text.

    Attributes:
        start: First code point of the name; titles and articles stand outside.
        end: One past the last code point.
        text: The exact slice.
        kind: `person`, `organisation`, `office` (a bare office such as "the finance minister"), `country`,
            `place`, or `other` when no rule knows.
        code: ISO 3166 code of a country, else None.
        title: The office or title written beside a person ("Finanzministerin"), else None.
    """

    start: int
    end: int
    text: str
    kind: ActorKind
    code: str | None = None
    title: str | None = None
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Mentions of one person, organisation, office or country, the fullest name first.

    Attributes:
        name: The fullest name, as written.
        kind: As of its mentions.
        mentions: Where it is named, in reading order.
        code: ISO 3166 code of a country, else None.
        title: The office or title written beside a person, else None.
        rendered: In a brief of another language, how its sentences name the organisation; None where none does.
    """

    name: str
    kind: ActorKind
    mentions: tuple[ActorMention, ...]
    code: str | None = None
    title: str | None = None
    rendered: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said.

    Attributes:
        start: First code point of what was said; for direct quotes the opening mark.
        end: One past the last code point; for direct quotes past the closing mark.
        text: The exact slice.
        speaker: Who said it, as written; None when the text does not say.
        speaker_span: Where the speaker stands, else None.
        cue: The word that tells it was said ("sagte", "according to"), else None.
        direct: Between quotation marks.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    speaker_span: Span | None
    cue: str | None
    direct: bool
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one article, with offsets into `article.text`.

    Attributes:
        dates: Dates in reading order.
        amounts: Amounts in reading order.
        actors: Actors by first mention.
        quotes: Quotes in reading order.
    """

    dates: tuple[DateMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    actors: tuple[Actor, ...] = ()
    quotes: tuple[Quote, ...] = ()
