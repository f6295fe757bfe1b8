"""Where versions of one fact disagree: a number, amount, date, name or negation that one of them has otherwise.

Sentences are compared in pairs, by value, with the checks that compare an original with its translation. A pair alone
is often wrong: one language says "next to nothing" where another says "no". So the pairs vote: versions disagree only
where no chain of versions that agree leads from one to the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from polnews.checks import Translated
from polnews.checks.figures import Figure, figures
from polnews.checks.negation import check_negation
from polnews.checks.numbers import check_numbers
from polnews.languages import base_language
from polnews.provenance import Span
from polnews.story.anchors import plain_number
from polnews.story.names import names_that_differ
from polnews.story.passages import Passage
from polnews.story.values import Difference, DifferenceKind, Reading

__all__ = ["differences_of"]

# Figures that are amounts; dates are told by their kind, everything else is a number.
_AMOUNTS = frozenset({"money", "percent", "points", "measure"})
_DATES = frozenset({"date", "decade"})
# Whole numbers below this have words of their own in some language.
_HAS_WORDS = 100


def differences_of(sentences: Sequence[Sequence[Passage]]) -> list[tuple[Difference, ...]]:
    """Compare what the versions of a story say, sentence by sentence.

    Args:
        sentences: For each sentence that versions share, what each of them says, at least one passage.

    Returns:
        For each sentence the values on which they disagree: figures first, then names, then negation.

    >>> from polnews.segment import Segment
    >>> def passage(version, language, text):
    ...     segment = Segment.cut(text, 0, len(text), index=0, role="body", language=language, paragraph=0)
    ...     return Passage(version, [segment])
    >>> said = [passage(0, "en", "It costs EUR 412 million."), passage(1, "de", "Es kostet 421 Mio. Euro.")]
    >>> [found] = differences_of([said])
    >>> found[0].kind, [reading.value for reading in found[0].readings]
    ('amount', ['412000000 EUR', '421000000 EUR'])
    """
    return [
        (*_figures_that_differ(passages), *names, *_negations_that_differ(passages))
        if len(passages) > 1
        else ()
        for passages, names in zip(sentences, names_that_differ(sentences), strict=True)
    ]


# --- numbers, amounts, dates -------------------------------------------------------------------------------------


def _figures_that_differ(passages: Sequence[Passage]) -> Iterator[Difference]:
    findings = [found for pair in combinations(passages, 2) for found in _compared(*pair)]
    main, *others = _agreeing(_outspoken(passages, findings), findings)
    disputes: dict[tuple[object, ...], _Dispute] = {}
    for passage in (passage for group in others for passage in group):
        for finding in _clearest(passage, main, findings):
            dispute = _dispute(finding, passage)
            disputes.setdefault(dispute.key, dispute).opposed.append(_reading(passage, finding))
    for dispute in disputes.values():
        readings = (*(_same_figure(passage, dispute) for passage in main), *dispute.opposed)
        ordered = tuple(sorted((one for one in readings if one is not None), key=lambda one: one.version))
        if len(ordered) > 1:
            yield Difference(dispute.kind, ordered)


@dataclass(frozen=True, slots=True)
class _Finding:
    """One thing on which two passages disagree: where it stands in each; None where one leaves it out."""

    left: Passage
    right: Passage
    in_left: Span | None
    in_right: Span | None
    code: str

    def span_in(self, passage: Passage) -> Span | None:
        return self.in_left if passage is self.left else self.in_right

    def partner(self, passage: Passage) -> Passage:
        return self.right if passage is self.left else self.left

    def is_between(self, one: Passage, other: Passage) -> bool:
        return (self.left is one and self.right is other) or (self.left is other and self.right is one)

    @property
    def is_change(self) -> bool:
        return self.in_left is not None and self.in_right is not None


def _compared(left: Passage, right: Passage) -> Iterator[_Finding]:
    for check in check_numbers(_translated(left, right)):
        sides = [
            (one, span) for one, span in ((left, check.source), (right, check.target)) if span is not None
        ]
        if any(_in_a_word(passage.text, span) for passage, span in sides):
            continue
        if len(sides) == 2 or not _may_be_a_word(_figure(*sides[0])):
            yield _Finding(left, right, check.source, check.target, check.code)


def _translated(source: Passage, target: Passage) -> Translated:
    return Translated(source.text, source.language, target.text, target.language, "versions")


def _in_a_word(text: str, span: Span) -> bool:
    """Whether a figure is part of a name, such as CO2 or 5G, which another language may not use."""
    return text[max(0, span.start - 1) : span.start].isalpha() or text[span.end : span.end + 1].isupper()


def _may_be_a_word(figure: Figure | None) -> bool:
    """Whether a language may have a word for a figure, as trentenne, a dozen or a couple: it only seems left out.

    Dates and amounts of money are written alike everywhere.
    """
    return figure is None or (
        figure.kind not in _DATES | {"money"}
        and all(value < _HAS_WORDS and value == int(value) for value in figure.values)
    )


def _outspoken(passages: Sequence[Passage], findings: Sequence[_Finding]) -> list[Passage]:
    """Leave out who agrees with both sides where two write different values: it names none, and takes no side.

    Of numbers in words only, all must take sides: such words have other uses.
    """
    if not any(finding.is_change and _in_digits(finding) for finding in findings):
        return list(passages)
    opposed = {version for found in findings for version in (found.left.version, found.right.version)}
    return [passage for passage in passages if passage.version in opposed]


def _in_digits(finding: _Finding) -> bool:
    """Whether what differs is a date, or a number that one side at least writes in digits."""
    pair = (_figure(finding.left, finding.in_left), _figure(finding.right, finding.in_right))
    return finding.code == "date" or any(figure is not None and figure.in_digits for figure in pair)


def _agreeing(passages: Sequence[Passage], findings: Sequence[_Finding]) -> list[list[Passage]]:
    """Group passages that agree, directly or through others; the largest group first, then the earliest."""
    groups: list[list[Passage]] = []
    for passage in passages:
        near = [group for group in groups if any(_agree(passage, other, findings) for other in group)]
        groups = [group for group in groups if not any(group is one for one in near)]
        groups.append(sorted([passage, *(one for group in near for one in group)], key=lambda p: p.version))
    return sorted(groups, key=lambda group: (-len(group), group[0].version))


def _agree(one: Passage, other: Passage, findings: Iterable[_Finding]) -> bool:
    return not any(finding.is_between(one, other) for finding in findings)


def _clearest(passage: Passage, main: Sequence[Passage], findings: Sequence[_Finding]) -> list[_Finding]:
    """Return what a passage disagrees on with the one of the main group that shows it best: by the fewest changes."""
    by_partner = [[found for found in findings if found.is_between(passage, other)] for other in main]
    return min(by_partner, key=lambda found: (not all(one.is_change for one in found), len(found)))


@dataclass(frozen=True, slots=True)
class _Dispute:
    """A figure of the main group, and what others say in its place."""

    kind: DifferenceKind
    figure: Figure | None
    key: tuple[object, ...]
    opposed: list[Reading]


def _dispute(finding: _Finding, passage: Passage) -> _Dispute:
    partner = finding.partner(passage)
    ours, theirs = _figure(partner, finding.span_in(partner)), _figure(passage, finding.span_in(passage))
    key = _value(ours) if ours is not None else ("added", _value(theirs))
    return _Dispute(_kind(finding.code, (ours, theirs)), ours, (key,), [])


def _figure(passage: Passage, span: Span | None) -> Figure | None:
    found = figures(passage.text, passage.language)
    return next((figure for figure in found if figure.span == span), None)


def _kind(code: str, pair: Sequence[Figure | None]) -> DifferenceKind:
    kinds = {figure.kind for figure in pair if figure is not None}
    if code == "date" or kinds & _DATES:
        return "date"
    return "amount" if code == "currency" or kinds & _AMOUNTS else "number"


def _reading(passage: Passage, finding: _Finding) -> Reading:
    figure = _figure(passage, finding.span_in(passage))
    return passage.leave_out() if figure is None else _read(passage, figure)


def _same_figure(passage: Passage, dispute: _Dispute) -> Reading | None:
    """Return where a passage says what its group says; None where it says so in a way no rule reads."""
    if dispute.figure is None:
        return passage.leave_out()
    found = figures(passage.text, passage.language)
    same = next((figure for figure in found if _value(figure) == _value(dispute.figure)), None)
    return None if same is None else _read(passage, same)


def _read(passage: Passage, figure: Figure) -> Reading:
    return passage.read(figure.span.start, figure.span.end, _value(figure))


def _value(figure: Figure | None) -> str:
    """Write the value of a figure the same way for every language."""
    if figure is None:
        return ""
    if figure.kind in _DATES and figure.unit:
        return figure.unit
    numbers = "-".join(plain_number(value) for value in figure.values)
    return f"{numbers} {figure.unit}" if figure.kind in _AMOUNTS and figure.unit else numbers


# --- negation ----------------------------------------------------------------------------------------------------


def _negations_that_differ(passages: Sequence[Passage]) -> Iterator[Difference]:
    """Find the one passage that lacks a negation all others have.

    Of two passages in different languages neither is to be relied on: what one denies the other often says plainly.
    """
    if len(passages) == 2 and len({base_language(passage.language) for passage in passages}) == 2:
        return
    for passage in passages:
        others = [other for other in passages if other is not passage]
        found = [next(check_negation(_translated(other, passage)), None) for other in others]
        spans = [check.source for check in found if check is not None and check.source is not None]
        if len(spans) == len(others):
            said = [
                other.read(span.start, span.end, "not") for other, span in zip(others, spans, strict=True)
            ]
            readings = sorted([*said, passage.leave_out()], key=lambda reading: reading.version)
            yield Difference("negation", tuple(readings))
