"""The memory in one SQLite file.

    memory    the name and the penalty of a memory
    stream    a memory in one pair of languages
    chunk     65,536 units of a stream: how many there are, and how many of them are indexed
    block     lengths and sketches of 1,024 units of a chunk, or of all units of a full chunk
    trace     Bloom filters of 1,024 units, to find phrases in them
    unit      the units; an id is the id of the chunk and the offset in it
    content   hashes that identify units (63 bits), to find exact matches and avoid duplicates
    term      how many units contain a term
    posting   the offsets of these units in a chunk, two bytes each

The ``application_id`` marks a file as ours. It is read without locks or logs before anything else is done, so that the
file of another program is never touched. Writers take turns (``BEGIN IMMEDIATE``) and wait as long as others make
progress; readers never wait (write-ahead log). A killed process leaves the state before or after its transaction.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from errno import EACCES
from pathlib import Path
from typing import Any

from glossary.errors import GlossaryError, InputError, OutputError
from glossary.memory.rows import MOST, Row, damaged
from glossary.memory.store import Store
from glossary.memory.tables import VERSION
from glossary.memory.tail import BLOCK
from glossary.text.terms import BITS

APPLICATION = 0x676C6F73
"""``glos``: the application id of our files."""
JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""The beginning of a SQLite journal; the number of pages before the transaction follows at offset 16."""
SIZE = BITS // 8
"""The size of a sketch in bytes."""
PATIENCE = 15.0
"""How many seconds to wait for a file that is locked but not being written."""

SCHEMA = """
CREATE TABLE memory (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, penalty REAL NOT NULL DEFAULT 0);
CREATE TABLE stream (
    id INTEGER PRIMARY KEY, memory INTEGER NOT NULL REFERENCES memory, source TEXT NOT NULL, target TEXT NOT NULL,
    UNIQUE (memory, source, target)
);
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream, units INTEGER NOT NULL, indexed INTEGER NOT NULL
);
CREATE INDEX chunk_stream ON chunk (stream, id);
CREATE TABLE block (id INTEGER PRIMARY KEY, lengths BLOB NOT NULL, sketches BLOB NOT NULL);
CREATE TABLE unit (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL,
    key TEXT NOT NULL, previous TEXT NOT NULL, next TEXT NOT NULL, author TEXT NOT NULL, created TEXT NOT NULL,
    changed TEXT NOT NULL, uses INTEGER NOT NULL, note TEXT NOT NULL, extra TEXT NOT NULL
);
CREATE TABLE content (code INTEGER, unit INTEGER, PRIMARY KEY (code, unit)) WITHOUT ROWID;
CREATE TABLE term (stream INTEGER, term TEXT, units INTEGER NOT NULL, PRIMARY KEY (stream, term)) WITHOUT ROWID;
CREATE TABLE posting (
    stream INTEGER, term TEXT, chunk INTEGER, units BLOB NOT NULL, PRIMARY KEY (stream, term, chunk)
) WITHOUT ROWID;
"""

MIGRATIONS = {0: SCHEMA, 1: "CREATE TABLE trace (id INTEGER PRIMARY KEY, traces BLOB NOT NULL)", 2: ""}
"""The SQL that upgrades each version of the schema to the next one; version 3 only has longer sketches."""


class SqliteMemory(Store):
    """A memory in the file *path*, which is created if it is missing or empty."""

    _utf8 = "CAST(source AS BLOB)"

    def __init__(self, path: str | os.PathLike[str], *, name: str | None = None, read_only: bool = False) -> None:
        self.path = os.fspath(path)
        super().__init__(self.path, name, read_only=read_only)
        self._seen = -1
        self._file = (0, 0)
        self._connection = self._open_file()

    # The file

    def _open_file(self) -> sqlite3.Connection:
        """Return a connection to the file, after checking that it is ours."""
        is_new = not self._is_memory()
        if is_new and self.read_only:
            raise InputError("it does not contain a memory yet", where=self.path, hint="import something first")
        with self._reporting("be opened"):
            connection = self._connect("ro" if self.read_only else "rwc")
            try:
                connection.execute("PRAGMA busy_timeout = 1000")
                connection.execute("PRAGMA cache_size = -10000")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("PRAGMA mmap_size = 2147418112")
                connection.execute("PRAGMA temp_store = FILE")
                if not self.read_only:
                    self._prepare(connection)
                self.version = connection.execute("PRAGMA user_version").fetchone()[0]
                self._require_known()
                self._file = self._file_id()
                return connection
            except BaseException:
                connection.close()
                raise

    def _connect(self, mode: str) -> sqlite3.Connection:
        """Return a connection to the file in *mode* (``ro`` or ``rwc``)."""
        connection = self._connected(f"mode={mode}")
        if mode == "ro":
            try:
                connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
            except BaseException as error:
                connection.close()
                if not isinstance(error, sqlite3.OperationalError) or os.path.exists(self.path + "-wal"):
                    raise
                # The folder is not writable, so that SQLite cannot create its log; but then nobody else writes either.
                connection = self._connected("mode=ro&immutable=1")
        return connection

    def _connected(self, options: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{Path(self.path).resolve().as_uri()}?{options}",
            isolation_level=None,
            uri=True,
            check_same_thread=False,
            cached_statements=256,
        )

    def _is_memory(self) -> bool:
        """Return whether the file is a memory, False if it is missing or empty. Raises InputError for anything else."""
        if os.path.exists(self.path) and not os.path.isfile(self.path):
            raise InputError("a folder or a device, not a file", where=self.path)
        try:
            size = os.stat(self.path).st_size
            if not os.access(self.path, os.R_OK):
                raise PermissionError(EACCES, os.strerror(EACCES))
        except FileNotFoundError:
            if self.read_only:
                raise InputError("there is no such file", where=self.path) from None
            if not os.path.isdir(os.path.dirname(os.path.abspath(self.path))):
                raise OutputError("there is no such folder", where=self.path, hint="make it first") from None
            return False
        except (OSError, ValueError) as error:  # a NUL in the name
            raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}", where=self.path) from None
        if not size:
            return False
        # Not with open(): closing a file drops all locks of the process on it, also those of other connections.
        with self._reporting("be opened"), closing(self._connected("mode=ro&immutable=1")) as connection:
            try:
                connection.execute("PRAGMA writable_schema = ON")  # else a file that is growing counts as damaged
                found = connection.execute("PRAGMA application_id").fetchone()[0]
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
                    raise
                with suppress(OSError), open(self.path + "-journal", "rb") as journal:
                    head = journal.read(20)
                    if head.startswith(JOURNAL) and head[16:] == bytes(4):  # killed while creating the file
                        return False  # SQLite will roll that back
                hint = "it was not changed"
                raise InputError("is not a translation memory", where=self.path, hint=hint) from None
        if found != APPLICATION:
            raise InputError(
                "is the SQLite file of another program, not a translation memory",
                where=self.path,
                hint="it was not changed",
            )
        return True

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Create the tables in an empty file, or upgrade those of an older version."""
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            connection.execute("PRAGMA page_size = 8192")
        if version < VERSION:
            self._wait(lambda: connection.execute("BEGIN IMMEDIATE"))
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version < VERSION:
                steps = [MIGRATIONS[step] for step in range(version, VERSION)]
                for statement in ";".join(steps).split(";"):
                    if statement.strip():
                        connection.execute(statement)
                self._connection = connection
                self._sketch_again()
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            self._wait(lambda: connection.execute("PRAGMA journal_mode = WAL"))

    def _wait(self, action: Callable[[], object]) -> None:
        """Call *action* until the file is not locked, as long as those who lock it keep writing."""
        seen, since = self._file_states(), time.monotonic()
        while True:
            try:
                action()
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                now = self._file_states()
                if now != seen:
                    seen, since = now, time.monotonic()
                elif time.monotonic() - since > PATIENCE:
                    raise
                time.sleep(0.01)

    def _file_states(self) -> list[tuple[int, int]]:
        """Return size and modification time of the files, which change while somebody writes."""
        found = []
        for name in (self.path, self.path + "-wal", self.path + "-journal"):
            try:
                status = os.stat(name)
                found.append((status.st_size, status.st_mtime_ns))
            except OSError:
                found.append((-1, -1))
        return found

    @contextmanager
    def _reporting(self, what: str) -> Iterator[None]:
        """Return a context that raises errors of SQLite as GlossaryErrors; *what* could not be done."""
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:  # a message about a damaged file may not be valid text
            raise self._translated(error, what) from error

    def _translated(self, error: sqlite3.Error | UnicodeError, what: str) -> GlossaryError:
        """Return the GlossaryError for an error of SQLite."""
        number = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if number in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return OutputError(
                "another program has locked the memory",
                where=self.path,
                hint="nothing was changed; try again when it is done",
            )
        if number in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
            return OutputError("the memory is not writable", where=self.path, hint="nothing was changed")
        if number == sqlite3.SQLITE_CANTOPEN:
            return OutputError(
                "the memory cannot be opened for writing",
                where=self.path,
                hint="nothing was changed; check the permissions of its folder",
            )
        if number == sqlite3.SQLITE_FULL:
            return OutputError("the disk is full", where=self.path, hint="nothing was changed")
        if number in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or isinstance(error, UnicodeError):
            return damaged(error, self.path)
        kind, hint = (OutputError, "nothing was changed") if what == "be written" else (InputError, "")
        why = str(error)
        return kind(f"the memory cannot be used: {why}", where=self.path, hint=hint)  # message

    def close(self) -> None:
        """Close the file."""
        with self._turn, self._reporting("be closed"):  # closing it while a thread reads crashes the process
            self._connection.close()

    # Writing

    def _begin(self) -> None:
        self._reopen_if_replaced()
        with self._reporting("be written"):
            self._wait(lambda: self._connection.execute("BEGIN IMMEDIATE"))

    def _commit(self) -> None:
        if self._file_id() != self._file:
            raise OutputError("the memory was replaced while it was written", where=self.path, hint="do it again")
        with self._reporting("be written"):
            self._connection.execute("COMMIT")
        self._seen = -1

    def _rollback(self) -> None:
        self._seen = -1
        if self._connection.in_transaction:
            with self._reporting("be written"):
                self._connection.execute("ROLLBACK")

    def _beat(self) -> None:
        with suppress(OSError):
            os.utime(self.path)

    def _file_id(self) -> tuple[int, int]:
        """Return the device and inode of the file at the path. Raises InputError if it is gone."""
        try:
            status = os.stat(self.path)
        except FileNotFoundError:
            raise InputError("the memory no longer exists", where=self.path) from None
        except OSError:  # the open file may still be readable
            return self._file
        return status.st_dev, status.st_ino

    def _reopen_if_replaced(self) -> None:
        """Open the file again if it was deleted and created anew."""
        if self._file_id() != self._file:
            old, self._connection = self._connection, self._open_file()
            old.close()
            self._forget()
            self._seen = -1

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._turn:
            self._reopen_if_replaced()
            self._read("SAVEPOINT reading")  # not BEGIN: an import that looks up its own units is in a transaction
            try:
                yield
            finally:
                self._read("RELEASE reading")

    def _changed(self) -> bool:
        with self._reporting("be read"):
            version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version == self._seen:
            return False
        self._seen = version
        return True

    def _write(self, sql: str, values: Sequence[object] = ()) -> None:
        with self._reporting("be written"):
            self._connection.execute(sql, values)

    def _write_all(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._reporting("be written"):
            self._connection.executemany(sql, rows)

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with self._turn, self._reporting("be read"):
            return self._connection.execute(sql, values).fetchall()

    def _among(self, values: Sequence[object]) -> tuple[str, list[object]]:
        """Return an ``IN`` condition for *values*, and its parameters.

        The last value is repeated up to a power of two, so that there are few different statements to prepare.
        """
        size = 4
        while size < len(values):
            size *= 2
        return f"IN ({','.join('?' * size)})", [*values, *[values[-1] if values else None] * (size - len(values))]

    def _units(self, stream: int, columns: str, where: str, values: Sequence[object]) -> list[Any]:
        return self._read(f"SELECT {columns} FROM unit WHERE {where} ORDER BY id", values)

    def _codes(self, stream: int, where: str, values: Sequence[object], most: int = MOST) -> list[tuple[int, int]]:
        return self._read(
            f"SELECT code, unit FROM content WHERE {where} "
            "AND unit >> 16 IN (SELECT id FROM chunk WHERE stream = ?) ORDER BY unit LIMIT ?",
            (*values, stream, most),
        )

    # Rows

    def _join_blocks(self, chunk: int) -> None:
        blocks = self._read_blocks(chunk)
        self._write("DELETE FROM block WHERE id BETWEEN ? AND ?", (chunk << 6, chunk << 6 | 63))
        lengths, sketches = b"".join([block[1] for block in blocks]), b"".join([block[2] for block in blocks])
        self._write_blocks(chunk, [(0, lengths, sketches)])

    def _read_sketches(self, chunk: int, offsets: Sequence[int]) -> bytes:
        with (
            self._reporting("be read"),
            self._connection.blobopen("block", "sketches", chunk << 6, readonly=True) as blob,
        ):
            if len(blob) <= BLOCK * SIZE:
                return b""
            parts: list[Any] = [blob[at : at + SIZE] for at in (SIZE * offset for offset in offsets)]
            return b"".join(parts)

    def _write_units(self, stream: int, rows: list[Row], codes: list[tuple[int, int]]) -> None:
        self._write_all("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._write_all("INSERT INTO content VALUES (?, ?)", codes)

    def _update_units(self, stream: int, rows: list[Row]) -> None:
        self._write_all("INSERT OR REPLACE INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _delete_units(self, stream: int, codes: list[tuple[int, int]]) -> None:
        self._write_all("DELETE FROM content WHERE code = ? AND unit = ?", codes)
        self._write_all("DELETE FROM unit WHERE id = ?", [(unit,) for _, unit in codes])

    def _write_postings(self, stream: int, chunk: int, lists: list[tuple[str, int, bytes]]) -> None:
        self._write_all(
            "INSERT INTO posting VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET units = CAST(units || excluded.units AS BLOB)",
            ((stream, term, chunk, entries) for term, _, entries in lists),
        )
        self._write_all(
            "INSERT INTO term VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET units = units + excluded.units",
            ((stream, term, count) for term, count, _ in lists),
        )

    def _count(self, stream: int) -> tuple[int, int]:
        units, approved = self._read(
            "SELECT count(*), total(u.state = 'approved') FROM chunk k JOIN unit u ON u.id BETWEEN k.id << 16 "
            "AND (k.id << 16) + 65535 WHERE k.stream = ?",
            (stream,),
        )[0]
        return units, int(approved)
