"""Measure polnews' speed: prints tables, writes benchmarks/results/*.json and docs/speed.md.

python benchmarks/run.py                      everything; about an hour on two cores
python benchmarks/run.py imports reading      only these; the page keeps the last results of the others
python benchmarks/run.py --quick              tiny sizes, to see that it runs; writes nothing unless told
"""

import argparse
from importlib import import_module
from pathlib import Path

from report import RESULTS, ROOT, Report, page

NAMES = ("install", "imports", "reading", "ranking", "brief", "translation", "settings", "soundness")


def main() -> None:
    """Run the benchmarks named, else all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all when none is given"
    )
    parser.add_argument("--quick", action="store_true", help="tiny sizes; the numbers mean nothing")
    parser.add_argument("--results", type=Path, help="folder of the JSON files")
    parser.add_argument("--page", type=Path, help="the page to write")
    parser.add_argument(
        "--write-page", action="store_true", help="measure nothing, write the page from the results"
    )
    given = parser.parse_args()
    if unknown := sorted(set(given.names) - set(NAMES)):
        parser.error(f"No benchmark {', '.join(unknown)}. There are: {', '.join(NAMES)}.")
    results = given.results or (None if given.quick else RESULTS)
    for name in () if given.write_page else given.names or NAMES:
        report = import_module(name).measure(quick=given.quick)
        print(report.text(), end="\n\n", flush=True)
        if results:
            report.save(results)
    target = given.page or (None if given.quick else ROOT / "docs" / "speed.md")
    if results and target:
        found = [path for name in NAMES if (path := results / f"{name}.json").exists()]
        target.write_text(page([Report.load(path) for path in found]), encoding="utf-8")


if __name__ == "__main__":
    main()
