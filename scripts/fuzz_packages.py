"""Mutates packages and looks for what must not happen: a crash, half a package, a stray file.

    python scripts/fuzz_packages.py            100 mutants, as in CI
    python scripts/fuzz_packages.py 2000       the full run

Each mutant is installed and, when it is taken, loaded and made to translate in a process of its own. Allowed
are exactly two outcomes: a PackageError that leaves the store as it was, or a package that translates or says
by a PolnewsError why it does not. Prints a table and ends with 1 when anything else happened.
"""

import argparse
import io
import json
import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from polnews.engines.argos import ArgosEngine
from polnews.engines.base import DecodeOptions
from polnews.errors import PackageError, PolnewsError
from polnews.models.store import Store
from polnews.models.toy import ToyPackage, build_toy

SEED = 20250701
Members = dict[str, bytes]
Mutation = Callable[[bytes, random.Random], bytes]


def flip(data: bytes, rng: random.Random) -> bytes:
    """Change up to 8 bytes, half of the time near the beginning, where headers are."""
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        end = min(len(data), 256) if rng.random() < 0.5 else len(data)
        changed[rng.randrange(end)] = rng.randrange(256)
    return bytes(changed)


def cut(data: bytes, rng: random.Random) -> bytes:
    """Leave out the end."""
    return data[: rng.randrange(len(data) + 1)]


def drop(data: bytes, rng: random.Random) -> bytes:
    """Leave out some bytes in the middle."""
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start + rng.randint(1, 64) :]


def double(data: bytes, rng: random.Random) -> bytes:
    """Repeat some bytes."""
    start = rng.randrange(len(data) + 1)
    return data[: start + rng.randint(1, 64)] + data[start:]


def huge(data: bytes, rng: random.Random) -> bytes:
    """Put the greatest number where a length may stand."""
    start = rng.randrange(max(1, min(len(data), 4096) - 4))
    return data[:start] + b"\xff\xff\xff\xff" + data[start + 4 :]


def noise(_: bytes, rng: random.Random) -> bytes:
    """Replace all of it."""
    return rng.randbytes(rng.randint(0, 4096))


BYTES: tuple[Mutation, ...] = (flip, cut, drop, double, huge, noise)


def mutate_archive(members: Members, rng: random.Random) -> bytes:
    """Change the archive's own bytes."""
    return rng.choice(BYTES)(_zip(members), rng)


def mutate_member(members: Members, rng: random.Random) -> bytes:
    """Change the bytes of one member; the archive around it is sound."""
    name = rng.choice(sorted(members))
    return _zip(members | {name: rng.choice(BYTES)(members[name], rng)})


def mutate_json(members: Members, rng: random.Random) -> bytes:
    """Change a value of one of the JSON files."""
    name = rng.choice(sorted(name for name in members if name.endswith(".json")))
    values: list[object] = [
        None,
        "",
        0,
        -1,
        1e308,
        [],
        {},
        "\0",
        "../..",
        "x" * 10_000,
        ["de"] * 10,
        True,
        "en",
    ]
    raw = json.loads(members[name])
    keys = list(raw) if isinstance(raw, dict) else list(range(len(raw)))
    key = rng.choice(keys)
    if rng.random() < 0.3:
        del raw[key]
    else:
        raw[key] = rng.choice(values)
    return _zip(members | {name: json.dumps(raw).encode()})


def mutate_names(members: Members, rng: random.Random) -> bytes:
    """Rename, drop or exchange members."""
    names = sorted(members)
    one, two = rng.sample(names, 2)
    what = rng.choice(("rename", "drop", "exchange"))
    if what == "drop":
        return _zip({name: data for name, data in members.items() if name != one})
    if what == "exchange":
        return _zip(members | {one: members[two], two: members[one]})
    new = rng.choice(
        ("../x", "/x", "x\\y", "con", one.upper(), one + "/x", "", "a" * 300, "\u202e", one + "\0")
    )
    return _zip({(new if name == one else name): data for name, data in members.items()})


KINDS: dict[str, Callable[[Members, random.Random], bytes]] = {
    "archive": mutate_archive,
    "member": mutate_member,
    "json": mutate_json,
    "names": mutate_names,
}


def _zip(members: Members) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def seeds(folder: Path) -> list[Members]:
    """Return the members of the packages that are mutated: each tokenizer, prefix and quantization once."""
    toys = (
        ToyPackage(words={"Haus": "house"}),
        ToyPackage(words={"Haus": "house"}, prefix="__en__", quantization=None),
        ToyPackage(words={"Haus": "house"}, tokenizer="bpe"),
    )
    found: list[Members] = []
    for number, toy in enumerate(toys):
        with zipfile.ZipFile(build_toy(folder / f"{number}.argosmodel", toy)) as archive:
            found.append({name: archive.read(name) for name in archive.namelist()})
    return found


def outcome(path: Path, store: Store) -> str:
    """Install a mutant and use it; return what happened. Takes the package out again."""
    try:
        package = store.install(path)
    except PackageError:
        return "refused"
    engine = ArgosEngine(store=store)
    try:
        [got] = engine.translate(["Haus 2025"], package.pairs[0], options=DecodeOptions())
    except PolnewsError:
        return "taken, then an error"
    finally:
        store.remove(package.digest)
    return "taken, translates" if got.text.strip() else "WRONG: blank output"


def traces(root: Path) -> list[str]:
    """Return what lies in the folder beside the store and the mutant itself."""
    allowed = {"store", "mutant.argosmodel"}
    strangers = [path.name for path in root.iterdir() if path.name not in allowed]
    return strangers + [path.name for path in (root / "store").glob("*")]


def run(count: int, seed: int) -> Counter[tuple[str, str]]:
    """Try `count` mutants; return how often each kind ended how."""
    rng = random.Random(seed)
    results: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as built, tempfile.TemporaryDirectory() as folder:
        packages, root = seeds(Path(built)), Path(folder)
        store = Store(root / "store", foreign=())
        for number in range(count):
            kind = rng.choice(sorted(KINDS))
            path = root / "mutant.argosmodel"
            path.write_bytes(KINDS[kind](rng.choice(packages), rng))
            try:
                what = outcome(path, store)
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                what = f"WRONG: {type(error).__name__}: {error}"[:100]
                Path(f"fuzz-{seed}-{number}.argosmodel").write_bytes(path.read_bytes())
            if left := traces(root):
                what = f"WRONG: left {left[:3]}"
            results[kind, what] += 1
            if (number + 1) % 100 == 0:
                print(f"{number + 1} of {count}", file=sys.stderr)
    return results


def main() -> int:
    """Run and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=100, help="mutants (default: 100)")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    results = run(options.count, options.seed)
    print("| mutated | outcome | mutants |\n| --- | --- | ---: |")
    for (kind, what), number in sorted(results.items()):
        print(f"| {kind} | {what} | {number} |")
    wrong = sum(number for (_, what), number in results.items() if what.startswith("WRONG"))
    print(f"\n{options.count} mutants, {wrong} wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
