"""Print the key facts of an article, in its own language.

python examples/first_brief.py seeds/003_07cdbf22307e681d.txt
"""

import sys

from polnews import Article, Summarize


def main() -> None:
    article = Article.from_file(sys.argv[1])
    print(Summarize(facts=5)(article))


if __name__ == "__main__":
    main()
