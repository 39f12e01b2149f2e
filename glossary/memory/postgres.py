"""The memory in a PostgreSQL database, for teams: the same contract and the same answers as in a file.

The tables are those of :mod:`glossary.memory.sqlite` with the prefix ``glossary_tm_``, in the first schema of the
search path. Units, their hashes, terms and posting lists are partitioned by stream, that is by memory and pair of
languages; every query names its stream, so that it touches one partition. Writers take turns through an advisory lock;
the units that one of them adds become visible to all at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from glossary.errors import ConfigError, GlossaryError, InputError, OutputError, to_install
from glossary.memory.rows import COLUMNS, MOST, Row
from glossary.memory.store import Store
from glossary.memory.tables import VERSION

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")
LOCK = 0x676C6F73
"""The advisory lock of writers."""

SCHEMA = """
CREATE TABLE glossary_tm_meta (version integer NOT NULL, changes bigint NOT NULL);
CREATE TABLE glossary_tm_memory (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, penalty float8 NOT NULL DEFAULT 0
);
CREATE TABLE glossary_tm_stream (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, memory integer NOT NULL REFERENCES glossary_tm_memory,
    source text NOT NULL, target text NOT NULL, UNIQUE (memory, source, target)
);
CREATE TABLE glossary_tm_chunk (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream integer NOT NULL REFERENCES glossary_tm_stream,
    units integer NOT NULL, indexed integer NOT NULL
);
CREATE INDEX glossary_tm_chunk_stream ON glossary_tm_chunk (stream, id);
CREATE TABLE glossary_tm_block (id bigint PRIMARY KEY, lengths bytea NOT NULL, sketches bytea NOT NULL);
CREATE TABLE glossary_tm_unit (
    stream integer NOT NULL, id bigint NOT NULL, source text NOT NULL, target text NOT NULL, state text NOT NULL,
    origin text NOT NULL, key text NOT NULL, previous text NOT NULL, next text NOT NULL, author text NOT NULL,
    created text NOT NULL, changed text NOT NULL, uses bigint NOT NULL, note text NOT NULL, extra text NOT NULL,
    PRIMARY KEY (stream, id)
) PARTITION BY LIST (stream);
CREATE TABLE glossary_tm_content (
    stream integer NOT NULL, code bigint NOT NULL, unit bigint NOT NULL, PRIMARY KEY (stream, code, unit)
) PARTITION BY LIST (stream);
CREATE TABLE glossary_tm_term (
    stream integer NOT NULL, term text COLLATE "C" NOT NULL, units bigint NOT NULL, PRIMARY KEY (stream, term)
) PARTITION BY LIST (stream);
CREATE TABLE glossary_tm_posting (
    stream integer NOT NULL, term text COLLATE "C" NOT NULL, chunk integer NOT NULL, units bytea NOT NULL,
    PRIMARY KEY (stream, term, chunk)
) PARTITION BY LIST (stream);
INSERT INTO glossary_tm_meta VALUES (1, 0)
"""
MIGRATIONS = {0: SCHEMA, 1: "CREATE TABLE glossary_tm_trace (id bigint PRIMARY KEY, traces bytea NOT NULL)", 2: ""}
"""The SQL that upgrades each version of the schema to the next one; version 3 only has longer sketches."""
PARTITIONED = ("unit", "content", "term", "posting")


class PostgresMemory(Store):
    """A memory in the database at *url* (``postgresql://user@host/database``), whose tables are created if missing."""

    _utf8 = "convert_to(source, 'UTF8')"

    def __init__(self, url: str, *, name: str | None = None, read_only: bool = False) -> None:
        try:
            import psycopg
        except ImportError:
            raise ConfigError("a memory in PostgreSQL needs psycopg", hint=to_install("psycopg")) from None
        super().__init__(re.sub(r"(//[^/@]*?):[^/@]*@", r"\1:…@", url), name, read_only=read_only)
        self._error: type[psycopg.Error] = psycopg.Error
        self._full: type[psycopg.Error] = psycopg.errors.DiskFull
        self._link = partial(psycopg.connect, url, autocommit=True, connect_timeout=10, prepare_threshold=0)
        self._connect()

    def _connect(self) -> None:
        """Connect to the server, for the first time or again."""
        self._seen = -1
        self._forget()
        with self._reporting("be opened"):
            self._connection = self._link()
        try:
            with self._reporting("be opened"):
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        """Create the tables if they are missing, or upgrade those of an older version."""
        self.version = self._version()
        if self.version == 0 and self.read_only:
            raise InputError("there is no memory in this database", where=self.where, hint="import something first")
        if self.version < VERSION and not self.read_only:
            with self._connection.transaction():
                self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                for step in range(self._version(), VERSION):
                    for statement in MIGRATIONS[step].split(";\n"):
                        self._connection.execute(statement)
                    self._connection.execute("UPDATE glossary_tm_meta SET version = %s", (step + 1,))
                self._sketch_again()
            self.version = self._version()
        self._require_known()
        # Always use the index: with outdated statistics, the planner may read a whole table of new rows instead.
        self._connection.execute("SET plan_cache_mode = force_generic_plan")
        if self.read_only:
            self._connection.execute("SET default_transaction_read_only = on")

    def _version(self) -> int:
        """Return the version of the schema, or 0 if there are no tables."""
        # Reading from any table makes this session notice tables that another one has just created.
        row = self._connection.execute("SELECT to_regclass('glossary_tm_meta') IS NOT NULL FROM pg_am").fetchone()
        if not row or not row[0]:
            return 0
        found = self._connection.execute("SELECT version FROM glossary_tm_meta").fetchone()
        return int(found[0]) if found else 0

    @contextmanager
    def _reporting(self, what: str) -> Iterator[None]:
        """Return a context that raises errors of PostgreSQL as GlossaryErrors; *what* could not be done."""
        try:
            yield
        except self._error as error:
            why = (str(error).strip() or type(error).__name__).splitlines()[0]
            kind: type[GlossaryError] = OutputError if what == "be written" else InputError
            hint = "nothing was changed" if what == "be written" else "is the server running, and may you use it?"
            if isinstance(error, self._full):
                why = "the disk of the server is full"
            raise kind(f"the memory cannot be used: {why}", where=self.where, hint=hint) from error

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        with self._turn, self._reporting("be read"):
            return self._connection.execute(_translated(sql), values, binary=True).fetchall()

    def _write(self, sql: str, values: Sequence[object] = (), what: str = "be written") -> None:
        with self._reporting(what):
            self._connection.execute(_translated(sql), values)

    def _write_all(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._reporting("be written"), self._connection.cursor() as cursor:
            cursor.executemany(_translated(sql), rows)

    def _among(self, values: Sequence[object]) -> tuple[str, list[object]]:
        return "= ANY(?)", [list(values)]

    def _copy(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        copying = _translated(f"COPY main.{table} ({columns}) FROM STDIN")
        with self._reporting("be written"), self._connection.cursor() as cursor, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(row)

    def close(self) -> None:
        """Close the connection."""
        with self._turn:
            self._connection.close()

    def _begin(self) -> None:
        self._reconnecting(lambda: self._write("BEGIN"))
        self._write("SELECT pg_advisory_xact_lock(?)", (LOCK,))

    def _commit(self) -> None:
        self._write("UPDATE main.meta SET changes = changes + 1")
        self._write("COMMIT")
        self._seen = -1

    def _rollback(self) -> None:
        self._seen = -1
        if not self._connection.closed:
            self._write("ROLLBACK")

    def _reconnecting(self, action: Callable[[], T]) -> T:
        """Return the result of *action*, over a new connection if the old one is closed (after a server restart)."""
        try:
            return action()
        except GlossaryError:
            if not self._connection.closed:
                raise
            self._connect()
            return action()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._turn:
            # An import that looks up its own units is in a transaction already.
            if not self._connection.closed and self._connection.info.transaction_status:
                yield
                return
            self._reconnecting(lambda: self._write("BEGIN ISOLATION LEVEL REPEATABLE READ", what="be read"))
            try:
                yield
            finally:
                if not self._connection.closed:
                    self._write("ROLLBACK", what="be read")

    def _changed(self) -> bool:
        changes = self._read("SELECT changes FROM main.meta")[0][0]
        if changes == self._seen:
            return False
        self._seen = changes
        return True

    # Rows

    def _make_stream(self, memory: str, source_language: str, target_language: str) -> int:
        stream = super()._make_stream(memory, source_language, target_language)
        for table in PARTITIONED:
            self._write(f"CREATE TABLE main.{table}_{stream} PARTITION OF main.{table} FOR VALUES IN ({stream})")
        return stream

    def _write_units(self, stream: int, rows: list[Row], codes: list[tuple[int, int]]) -> None:
        self._copy("unit", "stream, " + COLUMNS, ((stream, *row) for row in rows))
        self._copy("content", "stream, code, unit", ((stream, *row) for row in codes))

    def _update_units(self, stream: int, rows: list[Row]) -> None:
        self._write("DELETE FROM main.unit WHERE stream = ? AND id = ANY(?)", (stream, [row[0] for row in rows]))
        self._copy("unit", "stream, " + COLUMNS, ((stream, *row) for row in rows))

    def _delete_units(self, stream: int, codes: list[tuple[int, int]]) -> None:
        ids = [unit for _, unit in codes]
        self._write(
            "DELETE FROM main.content WHERE stream = ? "
            "AND (code, unit) IN (SELECT * FROM unnest(?::bigint[], ?::bigint[]))",
            (stream, [code for code, _ in codes], ids),
        )
        self._write("DELETE FROM main.unit WHERE stream = ? AND id = ANY(?)", (stream, ids))

    def _codes(self, stream: int, where: str, values: Sequence[object], most: int = MOST) -> list[tuple[int, int]]:
        sql = f"SELECT code, unit FROM main.content WHERE stream = ? AND {where} ORDER BY unit LIMIT ?"
        return self._read(sql, (stream, *values, most))

    def _units(self, stream: int, columns: str, where: str, values: Sequence[object]) -> list[Any]:
        return self._read(
            f"SELECT {columns} FROM main.unit WHERE stream = ? AND {where} ORDER BY id", (stream, *values)
        )

    def _write_postings(self, stream: int, chunk: int, lists: list[tuple[str, int, bytes]]) -> None:
        terms = [term for term, _, _ in lists]
        self._write(
            "INSERT INTO main.posting "
            "SELECT ?, t, ?, u FROM unnest(?::text[], ?::bytea[]) AS new (t, u) "
            "ON CONFLICT (stream, term, chunk) DO UPDATE SET units = main.posting.units || excluded.units",
            (stream, chunk, terms, [entries for _, _, entries in lists]),
        )
        self._write(
            "INSERT INTO main.term SELECT ?, t, n FROM unnest(?::text[], ?::bigint[]) AS new (t, n) "
            "ON CONFLICT (stream, term) DO UPDATE SET units = main.term.units + excluded.units",
            (stream, terms, [count for _, count, _ in lists]),
        )

    def _count(self, stream: int) -> tuple[int, int]:
        units, approved = self._read(
            "SELECT count(*), count(*) FILTER (WHERE state = 'approved') FROM main.unit WHERE stream = ?",
            (stream,),
        )[0]
        return int(units), int(approved)


def _translated(sql: str) -> str:
    """Return the shared *sql* with the table names and placeholders of PostgreSQL."""
    return sql.replace("main.", "glossary_tm_").replace("?", "%s")
