"""What web page layouts are built of: a dev article in one language, and furniture in the same language.

Every piece of furniture a layout puts on a page is noted, so that it can be told afterwards what of it got through.
"""

import html
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "data" / "articles"
LANGUAGES = ("bg", "de", "en", "it", "pt")


@dataclass(frozen=True)
class Story:
    """A dev article in one language."""

    id: str
    language: str
    title: str
    lead: str
    body: tuple[str, ...]
    date: str

    @property
    def text(self) -> str:
        return "\n".join((self.title, self.lead, *self.body))


def stories(language: str) -> list[Story]:
    """All dev articles in one language, in order."""
    lines = [
        line for path in sorted(ARTICLES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    records = [json.loads(line) for line in lines]
    return [_story(record, language) for record in records]


def _story(record: dict, language: str) -> Story:
    rows = {
        kind: [row[language] for row in record["rows"] if row["k"] == kind]
        for kind in ("title", "lead", "body")
    }
    lead = " ".join(rows["lead"])
    return Story(record["id"], language, rows["title"][0], lead, tuple(rows["body"]), record["date"])


@dataclass
class Page:
    """A page being built: the story on it, others to tease, and every text of the furniture so far."""

    story: Story
    others: list[Story]
    random: random.Random
    furniture: list[str] = field(default_factory=list)

    @property
    def words(self) -> dict:
        return FURNITURE[self.story.language]

    def note(self, text: str) -> str:
        """Escape a text of the furniture, and note it."""
        self.furniture.append(text)
        return html.escape(text)

    def w(self, key: str) -> str:
        """A text of the furniture by its name in furniture.json."""
        return self.note(self.words[key])

    def each(self, key: str, template: str) -> str:
        """Several texts of the furniture, each in `template`, where {} is the text and # a link."""
        return "".join(template.replace("{}", self.note(text)) for text in self.words[key])

    def teasers(self, template: str, count: int = 3) -> str:
        """Titles and leads of other articles: {title} and {lead} in `template`."""
        out = []
        for other in self.random.sample(self.others, count):
            text = template.replace("{title}", self.note(other.title))
            out.append(text.replace("{lead}", self.note(other.lead)) if "{lead}" in template else text)
        return "".join(out)

    def comments(self, template: str) -> str:
        """Readers' comments: {name}, {when} and {text} in `template`."""
        out = []
        for name, when, text in self.words["comments"]:
            filled = template.replace("{name}", self.note(name)).replace("{when}", self.note(when))
            out.append(filled.replace("{text}", self.note(text)))
        return "".join(out)

    @property
    def title(self) -> str:
        return html.escape(self.story.title)

    @property
    def lead(self) -> str:
        return html.escape(self.story.lead)

    def paragraphs(self, size: int = 2) -> list[str]:
        """The body, `size` sentences a paragraph."""
        body = [html.escape(row) for row in self.story.body]
        return [" ".join(body[at : at + size]) for at in range(0, len(body), size)]


FURNITURE = json.loads((HERE / "furniture.json").read_text(encoding="utf-8"))
