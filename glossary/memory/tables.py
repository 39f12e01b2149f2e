"""What a store reads and writes: rows in tables, which a file and a server keep each in its own way.

What is here is SQL that both understand, with ``?`` for a value and ``main.`` before the name of a table.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from glossary.errors import InputError
from glossary.memory.rows import COLUMNS, MOST, Chunk, Row, Stream, to_chunks, to_rows, to_streams

VERSION = 2
"""The version of the tables that the migrations of each store end with."""


class Tables(ABC):
    """The rows of a store."""

    _utf8: str
    """How the store says in SQL that the source of a unit is wanted in UTF-8."""
    where: str
    """Its path or URL, for messages."""
    version: int
    """That of its tables: where somebody may only read it, it can be one that had fewer."""

    @abstractmethod
    def _read(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return the rows that *sql* gives. Raises InputError where it cannot be read."""

    @abstractmethod
    def _write(self, sql: str, values: Sequence[object] = ()) -> None:
        """Do what *sql* says. Raises OutputError where it cannot be written."""

    @abstractmethod
    def _write_all(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Do what *sql* says for each of *rows*."""

    @abstractmethod
    def _among(self, values: Sequence[object]) -> tuple[str, list[object]]:
        """Return what in SQL says that something is one of *values*, and the values for its question marks."""

    @abstractmethod
    def _begin(self) -> None:
        """Begin to write: nobody else does so until :meth:`_commit` or :meth:`_rollback`."""

    @abstractmethod
    def _commit(self) -> None: ...

    @abstractmethod
    def _rollback(self) -> None: ...

    def _beat(self) -> None:  # noqa: B027 - most stores need not do anything
        """Show those who wait for their turn that this one goes on."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[None]:
        """Read, within the block, what was there at one moment, while other threads wait."""

    @abstractmethod
    def _changed(self) -> bool:
        """Return whether somebody may have written since the last call."""

    def _require_known(self) -> None:
        """Raise InputError where the tables are those of a newer program."""
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

    def _join_blocks(self, chunk: int) -> None:  # noqa: B027 - most stores need not do anything
        """Make the blocks of a full *chunk* one, of which :meth:`_read_sketches` can read a part."""

    def _read_traces(self, chunk: int, first: int) -> list[tuple[int, bytes]]:
        """Return (number, traces) of the blocks of *chunk* from *first* on, in order, as far as there are any."""
        return self._blocks("trace", "traces", chunk, first) if self.version > 1 else []

    def _write_traces(self, chunk: int, blocks: Iterable[tuple[int, bytes]]) -> None:
        self._write_all(
            "INSERT INTO main.trace VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET traces = excluded.traces",
            [(chunk << 6 | number, traces) for number, traces in blocks],
        )

    def _read_sketches(self, chunk: int, offsets: Sequence[int]) -> bytes:
        """Return the sketches of the units at *offsets* in a full *chunk*; empty where it must be read as a whole."""
        return b""

    # Units

    @abstractmethod
    def _write_units(self, stream: int, rows: list[Row], codes: list[tuple[int, int]]) -> None:
        """Write new units, and the (code, id) they are recognised by."""

    @abstractmethod
    def _update_units(self, stream: int, rows: list[Row]) -> None: ...

    @abstractmethod
    def _delete_units(self, stream: int, codes: list[tuple[int, int]]) -> None: ...

    @abstractmethod
    def _codes(self, stream: int, where: str, values: Sequence[object], most: int = MOST) -> list[tuple[int, int]]:
        """Return the (code, id) by which the first *most* units of *stream* are recognised, *where* something holds,
        by id."""

    @abstractmethod
    def _units(self, stream: int, columns: str, where: str, values: Sequence[object]) -> list[Any]:
        """Return *columns* of the units of *stream* *where* something holds, by id."""

    def _read_codes(self, stream: int, codes: Sequence[int]) -> list[tuple[int, int]]:
        """Return (code, id) of the units of *stream* that have one of *codes*."""
        among, values = self._among(codes)
        return self._codes(stream, f"code {among}", values)

    def _read_units(self, stream: int, ids: Sequence[int], columns: str = COLUMNS) -> list[Any]:
        """Return the *columns* (id first) of the units of these *ids* that are there, by id."""
        if not ids:  # most texts are nowhere as they are
            return []
        among, values = self._among(ids)
        return to_rows(self._units(stream, columns, f"id {among}", values), self.where)

    def _read_sources(self, stream: int, ids: Sequence[int]) -> list[tuple[int, bytes, str]]:
        """Return (id, source in UTF-8, state) of the units of these *ids* that are there, by id."""
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
        """Return how many units have each of *terms*, as far as any has it."""
        among, values = self._among(terms)
        return dict(
            self._read(f"SELECT term, units FROM main.term WHERE stream = ? AND term {among}", (stream, *values))
        )

    @abstractmethod
    def _write_postings(self, stream: int, chunk: int, lists: list[tuple[str, int, bytes]]) -> None:
        """Append (term, number of entries, entries) to the posting lists of *chunk*."""

    def _read_postings(self, stream: int, terms: Sequence[str]) -> list[tuple[str, int, bytes]]:
        """Return (term, chunk, entries) of these *terms*."""
        among, values = self._among(terms)
        return self._read(
            f"SELECT term, chunk, units FROM main.posting WHERE stream = ? AND term {among}", (stream, *values)
        )

    @abstractmethod
    def close(self) -> None:
        """Give back what is held open."""
