"""Two processes install into one store while one is killed at random; the store must stay sound.

    python scripts/stress_store.py             10 rounds, as in CI
    python scripts/stress_store.py 200         the full run

In each round two processes install the same two packages, in opposite order, and remove one in between. One
of them is killed (SIGKILL) after a random time. Then every package in the store must have the digest it is
named after, nothing but packages and left-overs of the killed may lie there, and another installation must
succeed and sweep.
"""

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from polnews.errors import PackageError
from polnews.models import store as store_module
from polnews.models.digest import folder_digest
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy


def work(path: Path, archives: list[Path], rounds: int) -> None:
    """Install and remove until done or killed."""
    # Another process of its own for every installation would be all we measure; it is tested by itself.
    store_module.smoke_test = lambda _: None  # type: ignore[assignment]
    store = Store(path, foreign=())
    for _ in range(rounds):
        for archive in archives:
            package = store.install(archive)
        try:
            store.remove(package.digest)
        except PackageError:
            continue  # the other process was faster


def wrong(store: Store) -> list[str]:
    """Return what is not as it must be."""
    found = [f"{package} changed to {digest}" for package, digest in store.verify()]
    found += [f"{folder}: {reason}" for folder, reason in store.broken()]
    for entry in store.path.iterdir():
        if entry.name.startswith((".new-", ".old-")):
            continue
        if entry.name != folder_digest(entry / "package"):
            found.append(f"{entry.name} is no whole package")
    return found


def play(store: Store, archives: list[Path], rng: random.Random) -> str:
    """Run one round; return how it ended."""
    context = multiprocessing.get_context("spawn" if os.name == "nt" else "fork")
    both = [context.Process(target=work, args=(store.path, order, 3)) for order in (archives, archives[::-1])]
    for process in both:
        process.start()
    time.sleep(rng.uniform(0.0, 0.4))
    victim = rng.choice(both)
    killed = victim.is_alive()
    if killed:
        os.kill(victim.pid or 0, signal.SIGKILL)
    for process in both:
        process.join()
    failures = [process.exitcode for process in both if process is not victim and process.exitcode]
    if failures:
        return f"WRONG: the other process ended with {failures[0]}"
    if problems := wrong(store):
        return f"WRONG: {problems[0]}"
    return "one killed, store sound" if killed else "both done before the kill, store sound"


def sweep(store: Store, archives: list[Path]) -> str:
    """Make left-overs old, install once more, and see that they are gone."""
    before = [path for path in store.path.iterdir() if path.name.startswith(".")]
    for path in before:
        os.utime(path, (0, 0))
    store.install(archives[0])
    left = [path.name for path in store.path.iterdir() if path.name.startswith(".")]
    return f"WRONG: left {left[:3]}" if left else f"left-overs of the killed: {len(before)}, all swept"


def main() -> int:
    """Run and print what happened."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rounds", type=int, nargs="?", default=10, help="rounds (default: 10)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    results: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        toys = [ToyPackage(words={"Haus": "house"}), ToyPackage(source="it", words={"casa": "house"})]
        archives = [build_toy(root / f"{toy.source}.argosmodel", toy) for toy in toys]
        store = Store(root / "store", foreign=())
        store.install(archives[0])
        for _ in range(options.rounds):
            results[play(store, archives, rng)] += 1
        results[sweep(store, archives)] += 1
    for what, number in results.most_common():
        print(f"{number:5}  {what}")
    return 1 if any(what.startswith("WRONG") for what in results) else 0


if __name__ == "__main__":
    sys.exit(main())
