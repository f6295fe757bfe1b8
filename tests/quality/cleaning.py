"""How much dirt is set aside, and how much of the story with it: precision and recall per kind and language.

    python tests/quality/cleaning.py [a] [b] [c] [--show]

Precision of a kind: of the lines set aside in articles, how many are dirt, counting of the dirt only this
kind.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from polnews import Article

sys.path.insert(0, str(Path(__file__).parent))
import soil

SEED = 7
SEPARATORS = ("\n", "\n\n")


@dataclass
class Tally:
    """Counts by (kind, language); `lost` counts lines of the story that were set aside."""

    dirt: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    story: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def recall(self, kind: str, language: str) -> float:
        return self.found[kind, language] / self.dirt[kind, language]

    def precision(self, kind: str, language: str) -> float:
        found = self.found[kind, language]
        return found / max(1, found + self.lost[language])


def measure(words: str, seed: int = SEED, show: bool = False) -> Tally:
    """Soil every dev article in every language, clean it, count."""
    tally = Tally()
    for language in soil.LANGUAGES:
        for number in range(len(soil.articles(language))):
            lines = soil.soil(language, number, words, seed)
            _count(tally, lines, language, SEPARATORS[number % 2], show)
    return tally


def _count(tally: Tally, lines: list[soil.Line], language: str, separator: str, show: bool) -> None:
    article = Article.from_text(soil.render(lines, separator))
    aside = {span.start: span.reason for span in article.set_aside}
    if article.language != language:
        tally.examples.append(f"{language} taken for {article.language}")
    at = 0
    for line in lines:
        gone = at in aside
        if line.kind is None:
            tally.story[language] += 1
            tally.lost[language] += gone
        else:
            tally.dirt[line.kind, language] += 1
            tally.found[line.kind, language] += gone
        if show and gone != (line.kind is not None):
            tally.examples.append(f"{language} {line.kind or 'LOST ' + aside[at]}: {line.text}")
        at += len(line.text) + len(separator)


def print_table(tally: Tally) -> None:
    print(f"{'kind':15}" + "".join(f"{language:>15}" for language in soil.LANGUAGES))
    for kind in soil.KINDS:
        cells = (f"{tally.precision(kind, g):.3f} / {tally.recall(kind, g):.3f}" for g in soil.LANGUAGES)
        print(f"{kind:15}" + "".join(f"{cell:>15}" for cell in cells))
    lost = (f"{tally.lost[g]} of {tally.story[g]}" for g in soil.LANGUAGES)
    print(f"{'story lost':15}" + "".join(f"{cell:>15}" for cell in lost))


def main() -> None:
    sets = [word for word in sys.argv[1:] if word in soil.SETS] or list(soil.SETS)
    for words in sets:
        print(f"Wording {words}: precision / recall")
        tally = measure(words, show="--show" in sys.argv)
        print_table(tally)
        for example, count in Counter(tally.examples).most_common():
            print(f"  {count:3} {example}")


if __name__ == "__main__":
    main()
