"""Small values as a notebook shows them: a sentence, a fact, the scores of all sentences."""

from typing import TYPE_CHECKING

from polnews.output.notes import counted
from polnews.output.page import about, column, escaped, findings, fragment, paragraph, spoken

if TYPE_CHECKING:
    from polnews.brief import KeyFact
    from polnews.ranking import Scores
    from polnews.segment import Segment

__all__ = ["fact_cell", "scores_cell", "segment_cell"]


def segment_cell(segment: "Segment") -> str:
    """Return a segment: its text, and where it stands."""
    where = f"segment {segment.index}, {segment.role}, characters {segment.start}–{segment.end}"
    return fragment(segment.language, [paragraph(segment.clean, segment.language), about([where])])


def fact_cell(fact: "KeyFact") -> str:
    """Return a fact, what the checks found, and the sentences it came from."""
    first = fact.sources[0]
    body = [
        paragraph(fact.text, "und"),
        findings(fact.outcome.checks),
        about([fact.kind, f"rank {fact.rank}"]),
    ]
    for source in fact.sources:
        body += [
            paragraph(" ".join(source.text.split()), source.language, "original-title"),
            about([f"sentence {source.segment + 1}, characters {source.start}–{source.end}"]),
        ]
    return fragment(first.language, body)


def scores_cell(scores: "Scores") -> str:
    """Return the scores of all sentences as a table in reading order, with what each was made from."""
    names = sorted({name for scored in scores for name, value in scored.features.items() if value})
    heads = "".join(f'<th scope="col">{escaped(head)}</th>' for head in ("", "Sentence", "Score", *names))
    rows = "".join(
        f"<tr><td>{scored.segment_index + 1}</td>"
        f'<td class="sentence" {spoken(scores.language)}>{escaped(scores.sentences[scored.segment_index])}</td>'
        + "".join(
            f'<td class="value">{value:.2f}</td>'
            for value in (scored.score, *(scored.features.get(name, 0.0) for name in names))
        )
        + "</tr>"
        for scored in scores
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    title = column(counted(len(scores), "sentence", "sentences"))
    return fragment("en", [title, f'<div class="scroll">{table}</div>'])
