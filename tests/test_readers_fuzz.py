"""Whatever hypothesis makes of a document, it becomes articles or a PolnewsError that says why not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polnews import Article, PolnewsError

from . import documents

ROOT = Path(__file__).parent.parent


TOLD = documents.told("bg")[0]
WHOLE = {
    name: getattr(documents, f"as_{name}")(TOLD)
    for name in ("html", "feed", "atom", "mail", "markdown", "json", "docx", "pdf")
}
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40)), min_size=1, max_size=6
)


def _edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for share, gone, new in edits:
        at = int(share * len(data))
        data = data[:at] + new + data[at + gone :]
    return data


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=12, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_damaged_documents_become_articles_or_a_reason(
    name: str, edits: list[tuple[float, int, bytes]]
) -> None:
    try:
        articles = Article.all_from(_edited(WHOLE[name], edits))
    except PolnewsError as error:
        assert str(error)
    else:
        assert all(article.text.strip() for article in articles)


@settings(max_examples=60, deadline=None, print_blob=True)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_become_articles_or_a_reason(data: bytes) -> None:
    try:
        assert Article.all_from(data)
    except PolnewsError as error:
        assert str(error)
