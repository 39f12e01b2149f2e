"""The tables of a store: the SQL that SQLite and PostgreSQL share, and what each has to implement by itself.

In shared SQL, ``?`` is the placeholder of a value, and table names are prefixed with ``main.``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from glossary.errors import InputError
from glossary.memory.rows import COLUMNS, MOST, Chunk, Row, Stream, to_chunks, to_rows, to_streams

VERSION = 3
"""The version of the schema after all migrations of a store."""
TRACED, SKETCHED = 2, 3
"""The versions from which on the schema has traces, and sketches as they are now."""


class Tables(ABC):
    """Reads and writes the rows of a store."""

    _utf8: str
    """The SQL expression for the source of a unit in UTF-8."""
    where: str
    """The path or URL of the store, for messages."""
    version: int
    """The version of the schema, which may be an older one if the store is read-only."""

    @abstractmethod
    def _read(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return the rows that *sql* selects. Raises InputError if the store cannot be read."""

    @abstractmethod
    def _write(self, sql: str, values: Sequence[object] = ()) -> None:
        """Execute *sql*. Raises OutputError if the store cannot be written."""

    @abstractmethod
    def _write_all(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Execute *sql* for each of *rows*."""

    @abstractmethod
    def _among(self, values: Sequence[object]) -> tuple[str, list[object]]:
        """Return an SQL condition that a column is one of *values*, and its parameters."""

    @abstractmethod
    def _begin(self) -> None:
        """Begin a write transaction; it excludes other writers until :meth:`_commit` or :meth:`_rollback`."""

    @abstractmethod
    def _commit(self) -> None: ...

    @abstractmethod
    def _rollback(self) -> None: ...

    def _beat(self) -> None:  # noqa: B027 - not every store has to do anything
        """Show waiting writers that this transaction is still making progress."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[None]:
        """Return a context in which all reads see the same snapshot; other threads wait."""

    @abstractmethod
    def _changed(self) -> bool:
        """Return whether the store may have been written since the last call."""

    def _require_known(self) -> None:
        """Raise InputError if the schema is that of a newer program."""
        if self.version > VERSION:
            raise InputError(
                f"the memory has tables of version {self.version}, and this program knows version {VERSION}",
                where=self.where,
                hint="use a newer glossary",
            )

    # Streams and chunks

    def _read_streams(self) -> list[Stream]:
        rows = self._read(
            "SELECT s.id, m.name, s.source, s.target, m.penalty "
            "FROM main.stream s JOIN main.memory m ON m.id = s.memory ORDER BY s.id"
        )
        return to_streams(rows, self.where)

    def _make_stream(self, memory: str, source_language: str, target_language: str) -> int:
        self._write("INSERT INTO main.memory (name) VALUES (?) ON CONFLICT DO NOTHING", (memory,))
        found: int = self._read(
            "INSERT INTO main.stream (memory, source, target) SELECT id, ?, ? FROM main.memory WHERE name = ? "
            "RETURNING id",
            (source_language, target_language, memory),
        )[0][0]
        return found

    def _set_penalty(self, memory: str, points: float) -> None:
        self._write(
            "INSERT INTO main.memory (name, penalty) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET penalty = excluded.penalty",
            (memory, points),
        )

    def _read_chunks(self, stream: int) -> list[Chunk]:
        rows = self._read("SELECT id, units, indexed FROM main.chunk WHERE stream = ? ORDER BY id", (stream,))
        return to_chunks(rows, self.where)

    def _make_chunk(self, stream: int) -> int:
        found: int = self._read(
            "INSERT INTO main.chunk (stream, units, indexed) VALUES (?, 0, 0) RETURNING id", (stream,)
        )[0][0]
        return found

    def _write_chunk(self, chunk: int, count: int, indexed: int) -> None:
        self._write("UPDATE main.chunk SET units = ?, indexed = ? WHERE id = ?", (count, indexed, chunk))

    # Lengths and sketches

    def _blocks(self, table: str, columns: str, chunk: int, first: int = 0) -> list[Any]:
        """Return the number and *columns* of the blocks of *chunk* from *first* on, in order."""
        return self._read(
            f"SELECT id & 63, {columns} FROM main.{table} WHERE id BETWEEN ? AND ? ORDER BY id",
            (chunk << 6 | first, chunk << 6 | 63),
        )

    def _read_blocks(self, chunk: int, first: int = 0) -> list[tuple[int, bytes, bytes]]:
        """Return (number, lengths, sketches) of the blocks of *chunk* from *first* on, in order."""
        return self._blocks("block", "lengths, sketches", chunk, first)

    def _write_blocks(self, chunk: int, blocks: Iterable[tuple[int, bytes, bytes]]) -> None:
        self._write_all(
            "INSERT INTO main.block VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET lengths = excluded.lengths, sketches = excluded.sketches",
            [(chunk << 6 | number, lengths, sketches) for number, lengths, sketches in blocks],
        )

    def _join_blocks(self, chunk: int) -> None:  # noqa: B027 - not every store has to do anything
        """Merge the blocks of a full *chunk* into one, of which :meth:`_read_sketches` can read a part."""

    def _read_traces(self, chunk: int, first: int) -> list[tuple[int, bytes]]:
        """Return (number, traces) of the blocks of *chunk* from *first* on, in order; an old schema has none."""
        return self._blocks("trace", "traces", chunk, first) if self.version >= TRACED else []

    def _write_traces(self, chunk: int, blocks: Iterable[tuple[int, bytes]]) -> None:
        self._write_all(
            "INSERT INTO main.trace VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET traces = excluded.traces",
            [(chunk << 6 | number, traces) for number, traces in blocks],
        )

    def _read_sketches(self, chunk: int, offsets: Sequence[int]) -> bytes:
        """Return the sketches at *offsets* in a full *chunk*, or nothing if only the whole chunk can be read."""
        return b""

    # Units

    @abstractmethod
    def _write_units(self, stream: int, rows: list[Row], codes: list[tuple[int, int]]) -> None:
        """Write new units, and the (code, id) pairs that identify them."""

    @abstractmethod
    def _update_units(self, stream: int, rows: list[Row]) -> None: ...

    @abstractmethod
    def _delete_units(self, stream: int, codes: list[tuple[int, int]]) -> None: ...

    @abstractmethod
    def _codes(self, stream: int, where: str, values: Sequence[object], most: int = MOST) -> list[tuple[int, int]]:
        """Return (code, id) of the first *most* units of *stream* that meet the SQL condition *where*, by id."""

    @abstractmethod
    def _units(self, stream: int, columns: str, where: str, values: Sequence[object]) -> list[Any]:
        """Return *columns* of the units of *stream* that meet the SQL condition *where*, by id."""

    def _read_codes(self, stream: int, codes: Sequence[int]) -> list[tuple[int, int]]:
        """Return (code, id) of the units of *stream* that have one of *codes*."""
        among, values = self._among(codes)
        return self._codes(stream, f"code {among}", values)

    def _read_units(self, stream: int, ids: Sequence[int], columns: str = COLUMNS) -> list[Any]:
        """Return *columns* (id first) of the units with these *ids*, by id; missing ones are left out."""
        if not ids:  # most queries have no exact match
            return []
        among, values = self._among(ids)
        return to_rows(self._units(stream, columns, f"id {among}", values), self.where)

    def _read_sources(self, stream: int, ids: Sequence[int]) -> list[tuple[int, bytes, str]]:
        """Return (id, source in UTF-8, state) of the units with these *ids*, by id; missing ones are left out."""
        among, values = self._among(ids)
        return self._units(stream, f"id, {self._utf8}, state", f"id {among}", values)

    def _all_units(self, stream: int) -> Iterator[Row]:
        """Yield all units of *stream*, by id."""
        for chunk, count, _ in self._read_chunks(stream):
            for first in range(chunk << 16, (chunk << 16) + count, 1000):
                last = min(first + 999, (chunk << 16) + count - 1)
                yield from to_rows(self._units(stream, COLUMNS, "id BETWEEN ? AND ?", (first, last)), self.where)

    @abstractmethod
    def _count(self, stream: int) -> tuple[int, int]:
        """Return how many units *stream* has, and how many of them are approved."""

    # Terms

    def _frequencies(self, stream: int, terms: Sequence[str]) -> dict[str, int]:
        """Return how many units contain each of *terms*; terms without any are left out."""
        among, values = self._among(terms)
        return dict(
            self._read(f"SELECT term, units FROM main.term WHERE stream = ? AND term {among}", (stream, *values))
        )

    @abstractmethod
    def _write_postings(self, stream: int, chunk: int, lists: list[tuple[str, int, bytes]]) -> None:
        """Append (term, number of postings, postings) to the posting lists of *chunk*."""

    def _read_postings(self, stream: int, terms: Sequence[str]) -> list[tuple[str, int, bytes]]:
        """Return (term, chunk, postings) of these *terms*."""
        among, values = self._among(terms)
        return self._read(
            f"SELECT term, chunk, units FROM main.posting WHERE stream = ? AND term {among}", (stream, *values)
        )

    @abstractmethod
    def close(self) -> None:
        """Close the connection to the store."""
