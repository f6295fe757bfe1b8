"""Translation memory: what was translated once need not be translated again, and what people translated wins.

Kept only when asked for, because it writes the texts to disk: one SQLite file, readable by its owner alone.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b, sha256
from pathlib import Path

from polnews.errors import ArticleError
from polnews.languages import base_language

__all__ = ["Entry", "MemoryStats", "TranslationMemory"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS segments(
    key BLOB PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, source_language TEXT NOT NULL,
    target_language TEXT NOT NULL, record TEXT NOT NULL, human INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_VERSION = "1"

DEFAULT_LIMIT = 1_000_000
"""Segments kept unless told otherwise: about half a gigabyte of news sentences."""

_PATIENCE = 60.0  # seconds a writer waits for other processes
_KEY_BYTES = 16  # two of a billion segments share a 128-bit key with a chance below 1e-20


@dataclass(frozen=True, slots=True)
class Entry:
    """A remembered translation.

    Attributes:
        source: The segment.
        target: Its translation.
        record: What else the engine's path told (score, steps), as JSON; "{}" for people's translations.
        human: Whether a person made it.
    """

    source: str
    target: str
    record: str = "{}"
    human: bool = False


@dataclass(frozen=True, slots=True)
class MemoryStats:
    """What a memory holds.

    Attributes:
        segments: Translations in all.
        human: Those imported, made by people.
        pairs: Number of translations by pair, e.g. "de-en".
        bytes: Size of its file.
    """

    segments: int
    human: int
    pairs: Mapping[str, int]
    bytes: int


class _Held:
    """A connection that closes when its thread ends or nobody holds it; a forked child leaves its parent's alone."""

    def __init__(self, connection: sqlite3.Connection, process: int) -> None:
        self.connection, self.process = connection, process

    def __del__(self) -> None:
        if self.process == os.getpid():
            self.connection.close()


class TranslationMemory:
    """A file of translations. Any number of threads and processes may use one at the same time.

    Args:
        path: The file; it is made when missing, for its owner only.
        limit: Most engine translations to keep, at least 1. Beyond it the oldest tenth goes.

    Raises:
        ArticleError: The path is no translation memory, or cannot be opened.

    >>> import tempfile, pathlib
    >>> memory = TranslationMemory(pathlib.Path(tempfile.mkdtemp()) / "memory.db")
    >>> memory.add([("Die Frist endet.", Entry("Die Frist endet.", "The deadline ends."))], "de", "en", "argos 1")
    >>> memory.find("Die Frist endet.", "de", "en", "argos 1").target
    'The deadline ends.'
    """

    def __init__(self, path: str | Path, *, limit: int = DEFAULT_LIMIT) -> None:
        if limit < 1:
            raise ArticleError(f"The limit of a translation memory must be at least 1; {limit} was given.")
        self.path = Path(path)
        self.limit = limit
        self._local = threading.local()
        self._connection()

    def __reduce__(self) -> "tuple[partial[TranslationMemory], tuple[Path]]":
        return partial(TranslationMemory, limit=self.limit), (
            self.path,
        )  # other processes open the file anew

    def find(self, text: str, source: str, target: str, context: str) -> Entry | None:
        """Return the translation of a segment, a person's first.

        Args:
            text: The segment.
            source: Its language.
            target: The language asked for.
            context: Everything that can change an engine's output, as `add` was given it.
        """
        # One query for both keys: the person's translation sorts first.
        row = self._query(
            "SELECT source, target, record, human FROM segments WHERE key IN (?, ?) ORDER BY human DESC LIMIT 1",
            (_human_key(text, source, target), _key(text, source, target, context)),
        ).fetchone()
        return None if row is None else Entry(row[0], row[1], row[2], bool(row[3]))

    def add(self, entries: Iterable[tuple[str, Entry]], source: str, target: str, context: str) -> None:
        """Remember translations an engine made. What is remembered already stays."""
        rows = [
            (_key(text, source, target, context), text, e.target, base_language(source), target, e.record, 0)
            for text, e in entries
        ]
        if rows:
            with self._writing() as connection:
                connection.executemany("INSERT OR IGNORE INTO segments VALUES (?,?,?,?,?,?,?)", rows)
            self._trim()

    def learn(self, pairs: Iterable[tuple[str, str]], source: str, target: str) -> int:
        """Take in translations made by people. They win over the engine; a later one replaces an earlier one.

        Args:
            pairs: Source and target segment.
            source: Language of the first.
            target: Language of the second.

        Returns:
            How many were taken in; blank ones are not.
        """
        rows = [
            (_human_key(text, source, target), text, rendered, base_language(source), target, "{}", 1)
            for text, rendered in pairs
            if text.strip() and rendered.strip()
        ]
        with self._writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO segments VALUES (?,?,?,?,?,?,?)", rows)
            _note_human(connection)
        return len(rows)

    @property
    def digest(self) -> str:
        """SHA-256 of the translations made by people, hexadecimal; those alone can change an output."""
        row = self._query("SELECT value FROM facts WHERE name = 'human'").fetchone()
        return str(row[0]) if row else sha256().hexdigest()

    def stats(self) -> MemoryStats:
        """Count what the memory holds."""
        rows = self._query(
            "SELECT source_language, target_language, COUNT(*), SUM(human) FROM segments GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall()
        pairs = {f"{source}-{target}": count for source, target, count, _ in rows}
        human = sum(row[3] for row in rows)
        return MemoryStats(sum(pairs.values()), human, pairs, self.path.stat().st_size)

    def entries(self) -> Iterator[tuple[str, str, Entry]]:
        """Yield source language, target language and entry of every translation, in the order of their texts."""
        rows = self._query(
            "SELECT source_language, target_language, source, target, record, human FROM segments "
            "ORDER BY 1, 2, 3, human DESC, 4"
        )
        for source_language, target_language, source, target, record, human in rows:
            yield source_language, target_language, Entry(source, target, record, bool(human))

    def clear(self) -> int:
        """Forget everything, and give the disk its room back.

        Returns:
            How many translations were forgotten.
        """
        with self._writing() as connection:
            count = int(connection.execute("SELECT COUNT(*) FROM segments").fetchone()[0])
            connection.execute("DELETE FROM segments")
            _note_human(connection)
        self._query("VACUUM")
        self._query("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def close(self) -> None:
        """Close this thread's connection; the next use opens it again."""
        self._local.held = None

    def _trim(self) -> None:
        # In this form the database looks at the two ends of its table; MAX and MIN together would read all of it.
        newest, oldest = self._query(
            "SELECT (SELECT rowid FROM segments WHERE human = 0 ORDER BY rowid DESC LIMIT 1),"
            " (SELECT rowid FROM segments WHERE human = 0 ORDER BY rowid LIMIT 1)"
        ).fetchone()
        if newest is None or newest - oldest < self.limit:
            return
        with self._writing() as connection:
            count = connection.execute("SELECT COUNT(*) FROM segments WHERE human = 0").fetchone()[0]
            surplus = count - self.limit
            if surplus > 0:
                connection.execute(
                    "DELETE FROM segments WHERE rowid IN "
                    "(SELECT rowid FROM segments WHERE human = 0 ORDER BY rowid LIMIT ?)",
                    (surplus + self.limit // 10,),
                )

    def _query(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        try:
            return self._connection().execute(statement, values)
        except sqlite3.DatabaseError as error:
            raise self._broken(error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise self._broken(error) from error

    def _connection(self) -> sqlite3.Connection:
        """Return this thread's connection; a forked process opens its own."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is None or held.process != os.getpid():
            held = self._local.held = _Held(self._open(), os.getpid())
        return held.connection

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Made before SQLite opens it, so that no moment passes in which others may read it.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            os.chmod(self.path, 0o600)
            connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            self._prepare(connection)
        except (OSError, sqlite3.DatabaseError) as error:
            raise self._broken(error) from error
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and not {"segments", "facts"} <= tables:
            raise sqlite3.DatabaseError("it is another program's database")
        if not tables:
            connection.execute("BEGIN IMMEDIATE")
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute("INSERT OR IGNORE INTO facts VALUES ('version', ?)", (_VERSION,))
            connection.execute("COMMIT")

    def _broken(self, error: Exception) -> ArticleError:
        return ArticleError(
            f"The translation memory {self.path.name} cannot be used ({error}). Give the path of a memory, or of a "
            "file that does not exist yet, with --memory."
        )


def _key(text: str, source: str, target: str, context: str) -> bytes:
    joined = "\x1f".join(("engine", context, base_language(source), target, text))
    return blake2b(joined.encode(), digest_size=_KEY_BYTES).digest()


def _human_key(text: str, source: str, target: str) -> bytes:
    joined = "\x1f".join(("human", base_language(source), base_language(target), " ".join(text.split())))
    return blake2b(joined.encode(), digest_size=_KEY_BYTES).digest()


def _note_human(connection: sqlite3.Connection) -> None:
    """Write down the digest of people's translations, which goes into signatures."""
    digest = sha256()
    rows = connection.execute("SELECT key, target FROM segments WHERE human = 1 ORDER BY key")
    for key, target in rows:
        digest.update(key + json.dumps(target).encode())
    connection.execute("INSERT OR REPLACE INTO facts VALUES ('human', ?)", (digest.hexdigest(),))
