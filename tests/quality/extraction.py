"""How well articles come out of web pages, measured against trafilatura alone.

Pages are built from the dev articles: twenty layouts, ten to tune on (pages/tuning.py) and ten to report on
(pages/reporting.py), in five languages, with menus, related articles, cookie notices, comments, share bars, paywalls.

    python tests/quality/extraction.py            # the tuning layouts
    python tests/quality/extraction.py --report   # the held-out ones
    python tests/quality/extraction.py --bad 5    # and show what went wrong on the five worst pages
"""

import argparse
import importlib
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "pages"))
from page import LANGUAGES, Page, stories

WORD = re.compile(r"\w+")
SEED = 20260


@dataclass(frozen=True)
class Case:
    """A built page: what should come out of it, and what should not."""

    layout: str
    language: str
    html: str
    story: str
    furniture: tuple[str, ...]


def cases(layouts: dict[str, Callable[[Page], str]], each: int) -> Iterator[Case]:
    """`each` pages for every layout and language, always the same ones."""
    for language in LANGUAGES:
        told = stories(language)
        for number, (name, layout) in enumerate(layouts.items()):
            for turn in range(each):
                story = told[(number * 7 + turn * 13 + LANGUAGES.index(language) * 3) % len(told)]
                others = [other for other in told if other is not story]
                page = Page(story, others, random.Random(f"{SEED}{name}{language}{turn}"))
                html = layout(page)
                yield Case(name, language, html, story.text, tuple(page.furniture))


def f1(found: str, wanted: str) -> float:
    """Token F1 of two texts, as bags of words."""
    a, b = (Counter(WORD.findall(text.casefold())) for text in (found, wanted))
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if common else 0.0


def left_out(found: str, furniture: tuple[str, ...], wanted: str) -> float:
    """Share of the furniture's texts that do not stand in what was found."""
    text = " ".join(WORD.findall(found.casefold()))
    story = " ".join(WORD.findall(wanted.casefold()))
    pieces = [" ".join(WORD.findall(piece.casefold())) for piece in furniture]
    asked = [piece for piece in pieces if piece and f" {piece} " not in f" {story} "]
    return sum(f" {piece} " not in f" {text} " for piece in asked) / len(asked) if asked else 1.0


def ours(case: Case) -> str:
    from polnews import Article

    article = Article.from_html(case.html)
    return "\n".join(segment.clean for segment in article.segments)


def extracted(case: Case) -> str:
    """Our extraction without the cleaning."""
    from polnews.readers.html import read_html

    return read_html(case.html).text


def bare(case: Case) -> str:
    import trafilatura

    return trafilatura.extract(case.html) or ""


def bare_no_comments(case: Case) -> str:
    """With what makes it better here: no comments, and the title put back when its text lacks it."""
    import trafilatura

    found = trafilatura.bare_extraction(case.html, include_comments=False, with_metadata=True)
    if found is None:
        return ""
    text = found.text or ""
    return text if not found.title or found.title in text else f"{found.title}\n{text}"


SYSTEMS = {"trafilatura": bare, "trafilatura, no comments, title": bare_no_comments, "polnews, extraction": extracted,
           "polnews, article": ours}  # fmt: skip


def measure(case: Case) -> dict[str, tuple[float, float, float]]:
    """For each system F1, share of the furniture left out, and the best of five times in milliseconds.

    The systems take turns, so that what else the machine does strikes them alike.
    """
    best = dict.fromkeys(SYSTEMS, float("inf"))
    texts: dict[str, str] = {}
    for _ in range(5):
        for name, system in SYSTEMS.items():
            begun = time.perf_counter()
            texts[name] = system(case)
            best[name] = min(best[name], (time.perf_counter() - begun) * 1000)
    return {
        name: (f1(text, case.story), left_out(text, case.furniture, case.story), best[name])
        for name, text in texts.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--report", action="store_true", help="the held-out layouts")
    parser.add_argument("--each", type=int, default=2, help="pages for each layout and language")
    parser.add_argument("--bad", type=int, default=0, help="show the worst pages")
    options = parser.parse_args()
    layouts = importlib.import_module("reporting" if options.report else "tuning").LAYOUTS
    pages = list(cases(layouts, options.each))
    for system in SYSTEMS.values():
        system(pages[0])  # loads what it needs
    print(
        f"{len(pages)} pages, {len(layouts)} layouts, seed {SEED}, {'reporting' if options.report else 'tuning'}"
    )
    measured = [measure(case) for case in pages]
    results = {name: [row[name] for row in measured] for name in SYSTEMS}
    for name, rows in results.items():
        means = [statistics.fmean(row[i] for row in rows) for i in range(3)]
        print(f"{name:34} F1 {means[0]:.4f}  furniture left out {means[1]:.4f}  {means[2]:6.2f} ms a page")
    for key in ("layout", "language"):
        for value in dict.fromkeys(getattr(case, key) for case in pages):
            at = [i for i, case in enumerate(pages) if getattr(case, key) == value]
            cells = [f"{statistics.fmean(results[name][i][0] for i in at):.3f}" for name in SYSTEMS]
            outs = f"{statistics.fmean(results['polnews, article'][i][1] for i in at):.3f}"
            print(f"  {value:12} F1 {' '.join(cells)}   left out {outs}")
    worst = sorted(range(len(pages)), key=lambda i: results["polnews, article"][i][0])[: options.bad]
    for i in worst:
        show(pages[i])


def show(case: Case) -> None:
    found = ours(case)
    print(f"\n--- {case.layout} {case.language}")
    lines = set(found.split("\n"))
    for line in case.story.split("\n"):
        if line not in found:
            print("  lost:", line[:110])
    for line in sorted(lines):
        if line not in case.story:
            print("  extra:", line[:110])


if __name__ == "__main__":
    main()
