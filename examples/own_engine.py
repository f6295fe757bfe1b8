"""Use an engine of your own: here one that knows two sentences.

python examples/own_engine.py
"""

from polnews import Article, Summarize, Translate
from polnews.testing import FakeEngine

KNOWN = {
    "Der Bundestag beschloss am Montag das Wassergesetz.": "The Bundestag passed the water act on Monday.",
    "Es gilt ab Juli.": "It applies from July.",
}


def main() -> None:
    article = Article.from_text(" ".join(KNOWN), language="de")
    translate = Translate(to="en", engine=FakeEngine("de-en", render=KNOWN))
    print(Summarize(facts=2, to=translate)(article))


if __name__ == "__main__":
    main()
