"""What a store reads and writes: rows in tables, which a file and a server keep each in its own way.

What is here is SQL that both understand, with ``?`` for a value and ``main.`` before the name of a table.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

from glossary.memory.rows import COLUMNS, Chunk, Row, Stream, to_chunks, to_streams


class Tables(ABC):
    """The rows of a store."""

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
    def _changed(self) -> bool:
        """Return whether somebody may have written since the last call."""

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

    def _read_blocks(self, chunk: int, first: int) -> list[tuple[int, bytes, bytes]]:
        """Return (number, lengths, sketches) of the blocks of *chunk* from *first* on, in order."""
        return self._read(
            "SELECT id & 63, lengths, sketches FROM main.block WHERE id BETWEEN ? AND ? ORDER BY id",
            (chunk << 6 | first, chunk << 6 | 63),
        )

    def _read_lengths(self, chunk: int) -> list[tuple[int, bytes]]:
        """Return (number, lengths) of the blocks of *chunk*, in order."""
        return self._read(
            "SELECT id & 63, lengths FROM main.block WHERE id BETWEEN ? AND ? ORDER BY id",
            (chunk << 6, chunk << 6 | 63),
        )

    @abstractmethod
    def _write_blocks(self, chunk: int, blocks: list[tuple[int, bytes, bytes]]) -> None: ...

    def _join_blocks(self, chunk: int) -> None:  # noqa: B027 - most stores need not do anything
        """Make the blocks of a full *chunk* one, of which :meth:`_read_sketches` can read a part."""

    def _read_traces(self, chunk: int, first: int) -> list[tuple[int, bytes]]:
        """Return (number, traces) of the blocks of *chunk* from *first* on, in order, as far as there are any."""
        if self.version < 2:
            return []
        return self._read(
            "SELECT id & 63, traces FROM main.trace WHERE id BETWEEN ? AND ? ORDER BY id",
            (chunk << 6 | first, chunk << 6 | 63),
        )

    def _write_traces(self, chunk: int, number: int, traces: bytes) -> None:
        self._write(
            "INSERT INTO main.trace VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET traces = excluded.traces",
            (chunk << 6 | number, traces),
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
    def _read_codes(self, stream: int, codes: list[int]) -> list[tuple[int, int]]:
        """Return (code, id) of the units of *stream* that have one of *codes*."""

    @abstractmethod
    def _read_range(self, stream: int, first: int, last: int, most: int) -> list[int]:
        """Return the ids of at most *most* units with codes from *first* to *last*."""

    @abstractmethod
    def _read_units(self, stream: int, ids: Sequence[int], columns: str = COLUMNS) -> list[Any]:
        """Return the *columns* (id first) of the units of these *ids* that are there, by id."""

    @abstractmethod
    def _read_sources(self, stream: int, ids: Sequence[int]) -> list[tuple[int, bytes, str]]:
        """Return (id, source in UTF-8, state) of the units of these *ids* that are there, by id."""

    @abstractmethod
    def _all_units(self, stream: int) -> Iterator[Row]:
        """Yield all units of *stream*, by id."""

    @abstractmethod
    def _count(self, stream: int) -> tuple[int, int]:
        """Return how many units *stream* has, and how many of them are approved."""

    # Terms

    def _frequencies(self, stream: int, terms: Sequence[str]) -> dict[str, int]:
        """Return how many units have each of *terms*, as far as any has it."""
        if not terms:
            return {}
        among, values = self._among(terms)
        return dict(
            self._read(f"SELECT term, units FROM main.term WHERE stream = ? AND term {among}", (stream, *values))
        )

    @abstractmethod
    def _write_postings(self, stream: int, chunk: int, lists: list[tuple[str, int, bytes]]) -> None:
        """Append (term, number of entries, entries) to the posting lists of *chunk*."""

    def _read_postings(self, stream: int, terms: Sequence[str]) -> list[tuple[str, int, bytes]]:
        """Return (term, chunk, entries) of these *terms*."""
        if not terms:
            return []
        among, values = self._among(terms)
        return self._read(
            f"SELECT term, chunk, units FROM main.posting WHERE stream = ? AND term {among}", (stream, *values)
        )

    @abstractmethod
    def close(self) -> None:
        """Give back what is held open."""
