"""Write docs/seed-briefs.md: the briefs of the five seeds as they come out, each in its own language.

A test fails while the page is stale.
"""

import sys
from pathlib import Path

from polnews import Article, Summarize

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "seed-briefs.md"
HEAD = """# Five briefs

The five documents in `seeds/` are versions of one announcement, with all the dirt they were found with. These are their
briefs as `polnews brief seeds/*.txt` prints them, without any model.
"""


def page() -> str:
    """Return the page; the line of versions is left out, for it differs between installations."""
    parts = [HEAD]
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = str(Summarize()(Article.from_file(path)))
        parts.append(f"```text\n{text.partition('polnews=')[0].rstrip()}\n```\n")
    return "\n".join(parts)


def main() -> None:
    """Write the page, or with --check say that it is stale."""
    if "--check" in sys.argv:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        sys.exit(0 if fresh else "docs/seed-briefs.md is stale: run scripts/write_seed_briefs.py")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
