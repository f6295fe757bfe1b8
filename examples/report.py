"""A brief as a page and as a Word document, and what in it is not to be relied on.

python examples/report.py seeds/003_07cdbf22307e681d.txt brief.html brief.docx
"""

import sys
from pathlib import Path

from polnews import Article, Summarize


def main() -> None:
    source, page, document = map(Path, sys.argv[1:])
    brief = Summarize(facts=5)(Article.from_file(source))
    page.write_text(brief.to_html(), encoding="utf-8")
    document.write_bytes(brief.to_docx())
    print(f"{page.name}, {document.name}: {brief.severe} lines not to be relied on")


if __name__ == "__main__":
    main()
