"""Write docs/seed-briefs.md: the briefs of the five seeds as they come out, each in its own language.

The README shows the German one. A test fails while either is stale.
"""

import re
import sys
from pathlib import Path

from polnews import Article, Summarize

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "seed-briefs.md"
HEAD = """# Five briefs

The five documents in `seeds/` are versions of one announcement, with all the dirt they were found with. These are their
briefs as `polnews brief seeds/*.txt` prints them, without any model.
"""


README = ROOT / "README.md"
SHOWN = "003"
"""How the name of the seed begins that the README shows."""


def briefs() -> dict[str, str]:
    """Return the brief of every seed by file name, without the line of versions: it differs between installations."""
    made = {}
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        text = str(Summarize()(Article.from_file(path)))
        made[path.name] = text.partition("polnews=")[0].rstrip()
    return made


def pages() -> dict[Path, str]:
    """Return the page and the README as they should be."""
    made = briefs()
    shown = next(text for name, text in made.items() if name.startswith(SHOWN))
    readme = re.sub(
        r"(?<=<!-- output -->\n```text\n).*?(?=\n```)",
        lambda _: shown,
        README.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    return {PAGE: "\n".join([HEAD, *(f"```text\n{text}\n```\n" for text in made.values())]), README: readme}


def main() -> None:
    """Write both, or with --check say what is stale."""
    stale = [path for path, text in pages().items() if path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        names = ", ".join(path.name for path in stale)
        sys.exit(f"{names}: stale, run scripts/write_seed_briefs.py" if stale else 0)
    for path in stale:
        path.write_text(pages()[path], encoding="utf-8")


if __name__ == "__main__":
    main()
