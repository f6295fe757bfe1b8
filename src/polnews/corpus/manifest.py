"""What a run's folder holds: settings, inputs, and each part with the digest of what it was made from.

```
OUT/manifest.json         settings, packages, totals, one line per part; replaced as a whole
OUT/part-000000.jsonl     the briefs of the first batch, and so on
OUT/errors.jsonl          every article without a brief, with what mends it; written when a run ends
OUT/errors/               the same for each part that has some
OUT/.journal              parts done since the manifest was last written; a line cut short by a crash is no part
OUT/.lock                 held by the one process that writes
```
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from polnews.corpus.parts import PartFormat, file_digest, read_results, write_whole, written
from polnews.corpus.values import Batch, Outcome, Result
from polnews.errors import ArticleError
from polnews.models.building import sync_folder

__all__ = ["Manifest", "Part"]

_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is done.

    Attributes:
        part: Its number, from 0.
        articles: Its results, failures among them.
        failed: Which of them are failures, from 0.
        input: The digest of the batch it was made from.
        sha256: The digest of its file.
    """

    part: int
    articles: int
    failed: tuple[int, ...]
    input: str
    sha256: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Part":
        """Read what a manifest or journal says of a part."""
        return cls(row["part"], row["articles"], tuple(row["failed"]), row["input"], row["sha256"])


class Manifest:
    """The state of a run on disk. One process at a time may have it open: hold the lock before.

    Args:
        folder: The output folder; it must exist.
        settings: Everything but input and packages that can change the output.
        inputs: Names of the inputs.
        form: The format of part files.

    Raises:
        ArticleError: The folder holds something else, or the results of other settings or inputs.
    """

    def __init__(
        self, folder: Path, *, settings: Mapping[str, str], inputs: Sequence[str], form: PartFormat
    ) -> None:
        self.folder = folder
        self._form: PartFormat = form
        self._settings, self._inputs = dict(settings), list(inputs)
        self.parts: dict[int, Part] = {}
        self.routes: dict[str, str] = {}
        """For each language translated so far, the signature of what translates it."""
        self._load()
        self.save(complete=False)
        self._journal = (folder / ".journal").open("ab")

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()

    def part_path(self, number: int) -> Path:
        """Return where a part lies."""
        return self.folder / f"part-{number:06}.{self._form}"

    def errors_path(self, number: int) -> Path:
        """Return where the failures of a part lie."""
        return self.folder / "errors" / f"part-{number:06}.jsonl"

    def holds(self, batch: Batch) -> bool:
        """Return whether a batch is done: from the same input, and its file is what was written."""
        part = self.parts.get(batch.number)
        return (
            part is not None
            and part.input == batch.digest
            and file_digest(self.part_path(part.part)) == part.sha256
            and (not part.failed or self.errors_path(part.part).exists())
        )

    def add(self, batch: Batch, outcome: Outcome) -> Part:
        """Write a part, its failures first, and make it count.

        Raises:
            ArticleError: It cannot be written, or a package was changed while the run went on.
        """
        new = self._new_routes(outcome.routes)
        failed = [place for place, result in enumerate(outcome.results) if result.failure is not None]
        if failed:
            lines = "".join(f"{outcome.results[place].to_json()}\n" for place in failed)
            self.errors_path(batch.number).parent.mkdir(exist_ok=True)
            write_whole(self.errors_path(batch.number), lines.encode())
        path = self.part_path(batch.number)
        write_whole(path, written(outcome.results, self._form))
        part = Part(batch.number, len(outcome.results), tuple(failed), batch.digest, file_digest(path) or "")
        self._note(asdict(part) | ({"routes": new} if new else {}))
        self.parts[part.part] = part
        return part

    def results(self, number: int) -> Iterator[Result]:
        """Yield the results of a part, failures in their places."""
        part = self.parts[number]
        return read_results(self.part_path(number), self.errors_path(number), part.failed, part.articles)

    def finish(self, count: int) -> None:
        """End a run of so many parts: collect the errors, drop what is left of a longer run, close the manifest."""
        self.parts = {number: self.parts[number] for number in range(count)}
        self._collect_errors()
        self.save(complete=True)
        self._sweep()

    def save(self, *, complete: bool) -> None:
        """Write the manifest; the journal is then in it."""
        parts = [self.parts[number] for number in sorted(self.parts)]
        failed = sum(len(part.failed) for part in parts)
        head = {
            "schema_version": _SCHEMA,
            "complete": complete,
            "articles": sum(part.articles for part in parts),
            "errors": failed,
            "inputs": self._inputs,
            "settings": self._settings,
            "routes": dict(sorted(self.routes.items())),
        }
        rows = ",\n  ".join(
            json.dumps({"file": self.part_path(part.part).name, **asdict(part)}) for part in parts
        )
        text = json.dumps(head, ensure_ascii=False, indent=1)[:-2] + f',\n "parts": [\n  {rows}\n ]\n}}\n'
        write_whole(self.folder / "manifest.json", text.encode())
        (self.folder / ".journal").unlink(missing_ok=True)

    def _note(self, row: Mapping[str, object]) -> None:
        try:
            self._journal.write(json.dumps(row).encode() + b"\n")
            self._journal.flush()
            os.fsync(self._journal.fileno())
        except OSError as error:
            raise ArticleError(
                f"Cannot write in {self.folder} ({error.strerror}). "
                "Mend that, then run the same again: it goes on from there."
            ) from error

    def _new_routes(self, routes: Mapping[str, str]) -> dict[str, str]:
        for language, signature in routes.items():
            self.check_route(language, signature)
        new = {language: routes[language] for language in routes if language not in self.routes}
        self.routes |= new
        return new

    def check_route(self, language: str, now: str) -> None:
        """Refuse to go on with other packages than those the parts at hand were translated with.

        Raises:
            ArticleError: They are others.
        """
        before = self.routes.get(language, now)
        if before != now:
            raise ArticleError(
                f"{self.folder} was translated from {language} with [{before}]; now that would be [{now}]. "
                f"Install those packages again, or begin anew in another folder: -o {self.folder.name}-2"
            )

    def _load(self) -> None:
        path = self.folder / "manifest.json"
        if not path.exists():
            if next(self.folder.glob("part-*"), None) is not None:
                raise ArticleError(
                    f"{self.folder} holds part files and no manifest. Choose another folder: "
                    f"-o {self.folder.name}-2"
                )
            return
        try:
            found = json.loads(path.read_bytes())
            self._check(found["settings"], found["inputs"])
            self.routes = dict(found["routes"])
            for row in found["parts"]:
                self._take(row)
        except (KeyError, TypeError, ValueError, OSError) as error:
            if isinstance(error, ArticleError):
                raise
            raise ArticleError(
                f"{path} is not a manifest of a corpus run ({error}). Choose another folder: "
                f"-o {self.folder.name}-2"
            ) from error
        self._take_journal()

    def _take(self, row: Mapping[str, Any]) -> None:
        part = Part.of(row)
        self.parts[part.part] = part
        self.routes |= row.get("routes", {})

    def _take_journal(self) -> None:
        try:
            lines = (self.folder / ".journal").read_bytes().split(b"\n")
        except OSError:
            return
        with suppress(KeyError, TypeError, ValueError):  # damaged by a crash: from there on all is done again
            for line in lines[:-1]:  # what follows the last line's end was cut short
                self._take(json.loads(line))

    def _check(self, settings: Mapping[str, str], inputs: Sequence[str]) -> None:
        """Refuse a folder that holds the results of other settings or other inputs."""
        another = f"begin anew in another folder: -o {self.folder.name}-2"
        if settings != self._settings:
            names = sorted(
                name
                for name in {*settings, *self._settings}
                if settings.get(name) != self._settings.get(name)
            )
            changes = "; ".join(
                f"{name} was {settings.get(name, 'not set')}, now {self._settings.get(name, 'not set')}"
                for name in names
            )
            raise ArticleError(
                f"{self.folder} holds a run with other options or versions: {changes}. "
                f"Give the same as before, or {another}"
            )
        if not set(inputs) & set(self._inputs):
            raise ArticleError(
                f"{self.folder} holds the results of other inputs: {', '.join(inputs)}. Give those, or {another}"
            )

    def _collect_errors(self) -> None:
        draft = self.folder / ".errors.jsonl.part"
        with draft.open("wb") as file:
            for number in sorted(self.parts):
                if self.parts[number].failed:
                    file.write(self.errors_path(number).read_bytes())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / "errors.jsonl")
        sync_folder(self.folder)

    def _sweep(self) -> None:
        """Delete what no part of this run is: drafts of killed runs, parts beyond the end, failures since mended."""
        parts = {self.part_path(number).name for number in self.parts}
        errors = {self.errors_path(number).name for number, part in self.parts.items() if part.failed}
        for path in self.folder.iterdir():
            draft = path.name.startswith(".") and path.name.endswith(".part")
            if draft or (path.name.startswith("part-") and path.name not in parts):
                path.unlink()
        folder = self.folder / "errors"
        for path in list(folder.iterdir()) if folder.is_dir() else ():
            if path.name not in errors:
                path.unlink()
        if folder.is_dir() and not errors:
            folder.rmdir()
