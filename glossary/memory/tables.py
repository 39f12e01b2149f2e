"""What a store reads and writes: rows in tables, which a file and a server keep each in its own way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence

from glossary.memory.rows import Chunk, Row, Stream


class Tables(ABC):
    """The rows of a store."""

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

    @abstractmethod
    def _read_streams(self) -> list[Stream]: ...

    @abstractmethod
    def _make_stream(self, memory: str, source_language: str, target_language: str) -> int: ...

    @abstractmethod
    def _read_chunks(self, stream: int) -> list[Chunk]: ...

    @abstractmethod
    def _make_chunk(self, stream: int) -> int: ...

    @abstractmethod
    def _write_chunk(self, chunk: int, count: int, indexed: int) -> None: ...

    @abstractmethod
    def _read_blocks(self, chunk: int, first: int) -> Iterable[tuple[int, bytes, bytes]]:
        """Return (number, lengths, sketches) of the blocks of *chunk* from *first* on, in order."""

    @abstractmethod
    def _write_blocks(self, chunk: int, blocks: list[tuple[int, bytes, bytes]]) -> None: ...

    @abstractmethod
    def _read_lengths(self, chunk: int) -> Iterable[tuple[int, bytes]]:
        """Return (number, lengths) of the blocks of *chunk*, in order."""

    def _join_blocks(self, chunk: int) -> None:  # noqa: B027 - most stores need not do anything
        """Make the blocks of a full *chunk* one, of which :meth:`_read_sketches` can read a part."""

    def _read_sketches(self, chunk: int, offsets: Sequence[int]) -> bytes:
        """Return the sketches of the units at *offsets* in a full *chunk*; empty where it must be read as a whole."""
        return b""

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
    def _read_units(self, stream: int, ids: Sequence[int]) -> list[Row]:
        """Return the units of these *ids* that are there, by id."""

    @abstractmethod
    def _read_sources(self, stream: int, ids: Sequence[int]) -> list[tuple[int, bytes, str]]:
        """Return (id, source in UTF-8, state) of the units of these *ids* that are there, by id."""

    @abstractmethod
    def _all_units(self, stream: int) -> Iterator[Row]: ...

    @abstractmethod
    def _frequencies(self, stream: int, terms: Sequence[str]) -> dict[str, int]: ...

    @abstractmethod
    def _write_postings(self, stream: int, chunk: int, lists: list[tuple[str, int, bytes]]) -> None:
        """Append (term, number of entries, entries) to the posting lists of *chunk*."""

    @abstractmethod
    def _read_postings(self, stream: int, terms: Sequence[str]) -> list[tuple[str, int, bytes]]:
        """Return (term, chunk, entries) of these *terms*."""

    @abstractmethod
    def _containing(self, stream: int, part: str, most: int) -> list[str]:
        """Return at most *most* words (no three letters) that contain *part*, by name."""

    @abstractmethod
    def _count(self, stream: int) -> tuple[int, int]:
        """Return how many units *stream* has, and how many of them are approved."""

    @abstractmethod
    def _set_penalty(self, memory: str, points: float) -> None: ...

    @abstractmethod
    def close(self) -> None:
        """Give back what is held open."""
