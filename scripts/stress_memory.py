"""How fast the translation memory answers, and whether it holds when a writing process is killed.

    python scripts/stress_memory.py [SEGMENTS]

Fills a memory with 100,000 segments from four processes, one of which is killed on the way, then looks every
seventh up, one at a time.
"""

import multiprocessing
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from polnews.memory import Entry, TranslationMemory

WRITERS = 4
BATCH = 500


def sentence(writer: int, number: int) -> str:
    """Return a sentence of its own for every writer and number."""
    return f"Satz {number} des Berichts {writer} der Kommission über den Haushalt des kommenden Jahres."


def write(path: Path, writer: int, count: int) -> None:
    """Add sentences batch by batch, as one process of several."""
    memory = TranslationMemory(path)
    for start in range(0, count, BATCH):
        texts = [sentence(writer, number) for number in range(start, start + BATCH)]
        memory.add([(text, Entry(text, text.swapcase())) for text in texts], "de", "en", "stress")


def main() -> None:
    """Fill, kill, look up, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    share = count // (WRITERS - 1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "memory.db"
        TranslationMemory(path)
        start = time.perf_counter()
        tasks = [(writer, share if writer else 100 * share) for writer in range(WRITERS)]
        processes = [multiprocessing.Process(target=write, args=(path, *task)) for task in tasks]
        for process in processes:
            process.start()
        time.sleep(1)
        processes[0].kill()
        for process in processes:
            process.join()
        print(f"{count} segments by {WRITERS} processes, one killed: {time.perf_counter() - start:.1f} s")
        with closing(sqlite3.connect(path)) as connection:
            print("integrity:", connection.execute("PRAGMA integrity_check").fetchone()[0])
        memory = TranslationMemory(path)
        times = []
        for writer in range(1, WRITERS):
            for number in range(0, share, 7):
                text = sentence(writer, number)
                before = time.perf_counter()
                entry = memory.find(text, "de", "en", "stress")
                times.append(time.perf_counter() - before)
                if entry is None or entry.target != text.swapcase():
                    sys.exit(f"lost: {text}")
        print(f"hit: median {statistics.median(times) * 1e6:.0f} us over {len(times)}; {memory.stats()}")


if __name__ == "__main__":
    main()
