"""Every format gives back the article that was written into it, in five languages."""

import hashlib
import sys
from pathlib import Path

import pytest

from polnews import Article

sys.path.insert(0, str(Path(__file__).parent))
from documents import LANGUAGES, WRITERS, Told, told


def lost(article: Article, written: Told) -> list[str]:
    """Sentences of the body that did not come back as segments of their own."""
    found = {segment.clean for segment in article.segments}
    return [sentence for sentence in written.sentences if sentence not in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", sorted(WRITERS))
def test_dev_articles_come_back_sentence_by_sentence(form: str, language: str) -> None:
    """At least 99 of 100 sentences, the title, and no sentence set aside."""
    asked = missing = 0
    for written in told(language)[::4]:
        data = WRITERS[form](written)
        article = Article.from_bytes(data)
        asked += len(written.sentences)
        missing += len(lost(article, written))
        assert article.title == written.title
        assert article.segments[0].role == "title"
        assert article.language == language
        assert article.digest == hashlib.sha256(data).hexdigest()
        assert Article.from_json(article.to_json()) == article
        story = " ".join(written.sentences)
        assert not [aside.text for aside in article.set_aside if aside.text in story]
    assert missing <= asked * 0.01
