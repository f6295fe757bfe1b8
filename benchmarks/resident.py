"""The memory of a process that has nothing but polnews, and translates with one package.

python benchmarks/resident.py PACKAGE
"""

import json
import sys
from pathlib import Path

import corpus

from polnews import Translate
from polnews.engines.argos import ArgosEngine
from polnews.models.store import Store

_ARTICLES = 4


def main(package: Path) -> None:
    """Translate a few articles and print the most megabytes that were resident."""
    described = json.loads((package / "metadata.json").read_text(encoding="utf-8"))
    store = Store(package.parent / "own", foreign=(package.parent,))
    translate = Translate(to=described["to_code"], engine=ArgosEngine(store=store))
    translate(corpus.articles(described["from_code"], _ARTICLES))
    print(json.dumps({"peak": highest()}))


def highest() -> float:
    """Return this process's highest resident memory in MB."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3
    except (OSError, StopIteration):
        import resource

        # Elsewhere; on Linux this would count what the parent held when it started us.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main(Path(sys.argv[1]))
