"""One Markdown file with the three key facts of every text in a folder, newest file name last.

python examples/morning_brief.py seeds morning.md
"""

import sys
from pathlib import Path

from polnews import Article, PolnewsError, Summarize


def main() -> None:
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    articles = []
    for path in sorted(folder.glob("*.txt")):
        try:
            articles.append(Article.from_file(path))
        except PolnewsError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
    briefs = Summarize(facts=3)(articles)
    output.write_text("\n\n".join(brief.to_markdown() for brief in briefs), encoding="utf-8")
    print(f"{len(briefs)} briefs in {output.name}")


if __name__ == "__main__":
    main()
