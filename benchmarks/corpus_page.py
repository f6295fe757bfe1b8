"""The page about scaling: what was measured, and the arithmetic from it to a million articles a day."""

from collections.abc import Mapping

from report import Budget, Report, Table, budget_table, origin

DAY = 86_400
MILLION = 1_000_000
PRICE = 0.04
"""Euros for an hour of one rented core: an assumption, the order of what large providers ask. Put in yours."""
BUSY = 0.7
"""Share of a day the cores work: the rest is for peaks, restarts and updates. An assumption."""


def scaling_page(reports: Mapping[str, Report]) -> str:
    """Return the page, with a section for each report there is."""
    budgets: list[Budget] = [budget for report in reports.values() for budget in report.budgets]
    lines = [
        "# From one article to a million",
        "",
        "Written by `python benchmarks/corpus_runs.py`, which measures all of this anew. How to run a corpus:",
        "[large corpora](how-to/large-corpus.md).",
        "",
        "## What must hold",
        "",
        budget_table(budgets).markdown(),
    ]
    if "cost" in reports:
        lines += ["", "## A million articles a day", "", *_arithmetic(reports)]
    lines += ["", "## Measured"]
    if "translated" in reports:
        size = reports["translated"].tables[0].rows[0][0]
        lines += ["", f"The long run into another language had {size:,} articles. While caches of words and",
                  "dictionaries fill, memory grows; the table of runs of growing size shows how that ends.",
                  "The same for translation over 10,000 articles is what `scripts/soak.py` looks at."]  # fmt: skip
    for report in reports.values():
        lines += ["", origin(report)]
        for table in report.tables:
            lines += ["", f"### {table.title}", "", table.note, "", table.markdown()]
    return "\n".join(lines) + "\n"


def _arithmetic(reports: Mapping[str, Report]) -> list[str]:
    rows = []
    for engine, beam, _, cpu in reports["cost"].tables[0].rows:
        cores = cpu * MILLION / DAY / BUSY
        rows.append([engine, beam, 1000 * cpu, 1000 * cpu / 3600 * PRICE, cores])
    table = Table(
        "",
        "",
        [
            "engine",
            "beam",
            "core seconds for 1,000 articles",
            "euros for 1,000 articles",
            "cores for a million a day",
        ],
        rows,
    )
    lines = [
        "**Extrapolated, not run.** Core seconds are those measured below, times 1,000; nobody ran a million",
        f"articles. A core is assumed to cost {PRICE} euros an hour and to be busy {BUSY:.0%} of the day.",
        "The starter model is far slower ([segments a second](starter-quality.md)): it is made for a first look,",
        "not for this.",
        "",
        table.markdown(),
        "",
        "Core seconds of an article do not grow with the corpus (measured up to 10,000 articles). That they stay the",
        "same on more cores and machines is assumed: processes share nothing but the disk they read from and the one",
        "process that writes.",
        "",
        "### Where the bottleneck sits",
        "",
    ]
    own = next(row[3] for row in reports["cost"].tables[0].rows if row[1] == "-")
    best = next(row[3] for row in reports["cost"].tables[0].rows if row[1] == 4)
    lines += [
        f"- **Translation**, where there is any: at beam 4 it takes {1 - own / best:.0%} of an article's time. A beam",
        "  of 1 or 2, and fewer facts, shorten exactly this part. Second tries of lines with severe findings come on",
        "  top: at most once more, when every line has some.",
    ]
    if "growth" in reports:
        lines += _limits(reports["growth"])
    return lines


def _limits(report: Report) -> list[str]:
    articles, _, _, cpu, _, first, *_ = report.tables[0].rows[-1]
    ceiling = DAY / (first / 1000)
    return [
        f"- **Reading and ranking**, in the article's own language: {1000 * cpu / articles:.0f} ms of a core, all",
        "  of it Python.",
        f"- **The one process that plans and writes** takes {first:.2g} ms an article. On one core that would be",
        f"  enough for {ceiling / MILLION:.0f} million articles a day (extrapolated): beyond that, split the input and",
        "  give each run a folder of its own.",
    ]
