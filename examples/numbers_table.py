"""Every amount of an article as tab-separated values: value, unit, as written, where.

python examples/numbers_table.py article.txt
"""

import sys

from polnews import Article, Summarize


def main() -> None:
    article = Article.from_file(sys.argv[1])
    for number in Summarize()(article).numbers:
        print(number.value, number.unit or "", number.text, f"{number.start}-{number.end}", sep="\t")


if __name__ == "__main__":
    main()
