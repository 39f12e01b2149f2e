"""Adding and removing units, the same for every store: in one transaction, and without duplicates."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import RLock

import numpy as np

from glossary.errors import ConfigError, OutputError
from glossary.memory import traces
from glossary.memory.contract import DEFAULT, Added, Progress
from glossary.memory.rows import Row, codes, damaged, newer, same, to_row
from glossary.memory.tables import SKETCHED, Tables
from glossary.memory.tail import BLOCK, CHUNK, Tail
from glossary.model import TranslationUnit
from glossary.text import near
from glossary.text.terms import sketches_of, unpacked

BATCH = 2_048
"""How many units are added at a time."""
LATER = 512
"""How many units may wait to be indexed."""
PENDING = 3_000_000
"""How many postings may be held in memory during an import."""


class Intake(Tables):
    """A memory that units are added to and removed from."""

    def __init__(self, where: str, name: str | None, *, read_only: bool = False) -> None:
        self.where = where
        self.name = name
        self.read_only = read_only
        self._tails: dict[tuple[str, str], Tail] = {}
        self._turn = RLock()
        """Threads take turns, because they share the connection and the index."""

    @abstractmethod
    def _forget(self) -> None:
        """Clear the cache."""

    def add(self, units: Iterable[TranslationUnit], *, progress: Progress | None = None) -> Added:
        """Add all *units* or none (:meth:`glossary.memory.contract.Memory.add`)."""
        counts = [0, 0, 0, 0]
        with self._writing():
            incoming, total = iter(units), 0
            while batch := list(islice(incoming, BATCH)):
                self._add_batch(batch, counts)
                total += len(batch)
                self._beat()
                if sum(tail.builder.entries for tail in self._tails.values()) > PENDING:
                    for tail in self._tails.values():
                        self._index(tail)
                if progress:
                    progress(total)
            for tail in self._tails.values():
                if tail.count - tail.indexed >= LATER:
                    self._index(tail)
                self._save(tail)
        return Added(*counts)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Return the context of a write transaction. Raises OutputError if the memory is read-only."""
        if self.read_only:
            raise OutputError("the memory was opened for reading only", where=self.where)
        with self._turn:
            self._begin()
            try:
                yield
                self._commit()
            except BaseException:
                self._rollback()
                raise
            finally:
                self._tails.clear()

    def _add_batch(self, batch: list[TranslationUnit], counts: list[int]) -> None:
        """Add one *batch*, and add to *counts* (as in :class:`Added`) what became of its units."""
        complete = [unit for unit in batch if unit.source.strip() and unit.target.strip()]
        counts[3] += len(batch) - len(complete)
        for pair, units in _by_pair(complete).items():
            self._add_pair(pair, units, counts)

    def _add_pair(self, pair: tuple[str, str], units: list[TranslationUnit], counts: list[int]) -> None:
        """Write the new ones of *units*, all in one *pair* of languages, chunk by chunk."""
        tail = self._tails.get(pair) or self._open(pair)
        numbers = codes(units)
        known = self._known(tail.stream, numbers)
        if known or len(set(numbers)) < len(numbers):
            numbers, units = self._new(tail.stream, numbers, units, known, counts)
        counts[0] += len(units)
        start = 0
        while start < len(units):
            if tail.count == CHUNK:
                self._next(tail)
            end = min(len(units), start + CHUNK - tail.count)
            first = tail.chunk << 16 | tail.count
            ids = range(first, first + end - start)
            rows = list(map(to_row, ids, units[start:end]))
            tail.note(tail.count, [row[1:3] for row in rows])
            tail.count += len(rows)
            self._write_units(tail.stream, rows, sorted(zip(numbers[start:end], ids, strict=True)))
            start = end

    def _new(
        self,
        stream: int,
        numbers: list[int],
        units: list[TranslationUnit],
        known: dict[int, list[Row]],
        counts: list[int],
    ) -> tuple[list[int], list[TranslationUnit]]:
        """Update the *known* units; return the codes of the new ones and these units, without duplicates."""
        new: list[tuple[int, TranslationUnit]] = []
        changed: dict[int, Row] = {}
        for number, unit in zip(numbers, units, strict=True):
            rows = known.setdefault(number, [])
            at = next((at for at, row in enumerate(rows) if same(row, unit)), None)
            if at is None:
                rows.append(to_row(~len(new), unit))  # a negative id is the inverted index in *new*
                new.append((number, unit))
                continue
            better = newer(unit, rows[at])
            counts[1 if better else 2] += 1
            if better:
                row = rows[at] = to_row(rows[at][0], unit)
                if row[0] < 0:
                    new[~row[0]] = number, unit
                else:
                    changed[row[0]] = row
        if changed:
            self._update_units(stream, list(changed.values()))
        return [number for number, _ in new], [unit for _, unit in new]

    def _known(self, stream: int, codes: list[int]) -> dict[int, list[Row]]:
        """Return the stored units that have one of *codes*, by code."""
        found = self._read_codes(stream, codes)
        if not found:
            return {}
        rows = {row[0]: row for row in self._read_units(stream, [unit for _, unit in found])}
        known: dict[int, list[Row]] = {}
        for number, unit in found:
            if unit in rows:
                known.setdefault(number, []).append(rows[unit])
        return known

    def _open(self, pair: tuple[str, str]) -> Tail:
        """Return the last chunk of the stream of *pair*, creating what does not exist."""
        memory = self.name or DEFAULT
        stream = next((row.id for row in self._read_streams() if row[1:4] == (memory, *pair)), None)
        if stream is None:
            stream = self._make_stream(memory, *pair)
        chunks = self._read_chunks(stream)
        if chunks and chunks[-1].units < CHUNK:
            tail = Tail(stream, *chunks[-1])
            begun = tail.count // BLOCK
            with self._sound():
                self._load_shapes(tail.shapes, 0, tail.chunk, begun)
            tail.traces[begun * BLOCK : tail.count] = self._traces(tail.chunk, begun, tail.count)
        else:
            tail = Tail(stream, self._make_chunk(stream), 0, 0)
        self._tails[pair] = tail
        return tail

    def _next(self, tail: Tail) -> None:
        """Write a full chunk and continue with a new one."""
        self._index(tail)
        self._save(tail)
        tail.turn(self._make_chunk(tail.stream))

    def _index(self, tail: Tail) -> None:
        """Write the posting lists of all units of the chunk that are not indexed yet."""
        if tail.indexed < tail.noted:
            ids = range(tail.chunk << 16 | tail.indexed, tail.chunk << 16 | tail.noted)
            tail.builder.add(tail.indexed, self._sources(tail.stream, ids))
        for part in tail.lists():
            self._write_postings(tail.stream, tail.chunk, part)

    def _sources(self, stream: int, ids: Sequence[int]) -> list[str]:
        """Return the source of each of *ids*, which is empty if the unit was removed."""
        found = {unit: source.decode() for unit, source, _ in self._read_sources(stream, ids)}
        return [found.get(unit, "") for unit in ids]

    def _sketch_again(self) -> None:
        """Replace the sketches of an older version by those of this one."""
        for stream in self._read_streams():
            for chunk, *_ in self._read_chunks(stream.id):
                with self._sound():
                    for number, lengths in self._blocks("block", "lengths", chunk):
                        first = chunk << 16 | number * BLOCK
                        ids = range(first, first + len(lengths) // 2)
                        parts = (self._sources(stream.id, ids[at : at + BLOCK]) for at in range(0, len(ids), BLOCK))
                        sketches = b"".join([sketches_of(sources).astype("<u8").tobytes() for sources in parts])
                        self._write_blocks(chunk, [(number, lengths, sketches)])
                self._beat()

    def _save(self, tail: Tail) -> None:
        """Write the new lengths, sketches and traces, and the counts of the chunk."""
        if tail.count > tail.saved:
            blocks = tail.blocks()
            self._write_blocks(tail.chunk, [block[:3] for block in blocks])
            self._write_traces(tail.chunk, [(number, block) for number, _, _, block in blocks])
            if tail.count == CHUNK:
                self._join_blocks(tail.chunk)
        self._write_chunk(tail.chunk, tail.count, tail.indexed)

    def remove(self, units: Iterable[TranslationUnit]) -> int:
        """Remove those of *units* that the memory has, in one transaction; return how many."""
        removed = 0
        with self._writing():
            streams = {row[1:4]: row.id for row in self._read_streams()}
            incoming, gone = iter(units), dict[int, list[int]]()
            while batch := list(islice(incoming, BATCH)):
                for pair, found in _by_pair(batch).items():
                    if (stream := streams.get((self.name or DEFAULT, *pair))) is not None:
                        for unit in self._delete(stream, found):
                            gone.setdefault(unit >> 16, []).append(unit & 0xFFFF)
                            removed += 1
                self._beat()
            for chunk, offsets in gone.items():
                self._empty(chunk, offsets)
            self._forget()
        return removed

    def _delete(self, stream: int, units: list[TranslationUnit]) -> Iterable[int]:
        """Delete *units* from *stream*; return the ids of those that it had."""
        numbers = codes(units)
        known = self._known(stream, numbers)
        found = {
            row[0]: number
            for number, unit in zip(numbers, units, strict=True)
            for row in known.get(number, ())
            if same(row, unit)
        }
        self._delete_units(stream, [(number, unit) for unit, number in found.items()])
        return found

    def _empty(self, chunk: int, offsets: list[int]) -> None:
        """Set the lengths of the units at *offsets* of *chunk* to 0, so that lookups no longer choose them."""
        blocks = []
        for number, packed, sketches in self._read_blocks(chunk):
            lengths = np.frombuffer(packed, "<u2").copy()
            here = np.array(offsets) - number * BLOCK
            lengths[here[(here >= 0) & (here < len(lengths))]] = 0
            blocks.append((number, lengths.tobytes(), sketches))
        self._write_blocks(chunk, blocks)

    def penalize(self, points: float) -> None:
        """Set how many points every match of this memory loses (0 to 100)."""
        if not 0 <= points <= 100:
            raise ConfigError(f"a penalty of {points:g} points makes no sense", hint="give 0 to 100")
        with self._writing():
            self._set_penalty(self.name or DEFAULT, float(points))

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Return a context in which invalid index data raises InputError and clears the cache."""
        try:
            yield
        except (IndexError, KeyError, TypeError, ValueError) as error:
            self._forget()
            raise damaged(error, self.where) from error

    def _load_shapes(self, shapes: near.Shapes, number: int, chunk: int, first: int = 0) -> None:
        """Read the lengths and sketches of *chunk* from block *first* on into *shapes*, as those of chunk *number*."""
        for block, lengths, packed in self._read_blocks(chunk, first):
            start = (number << 16) + block * BLOCK
            sketches = unpacked(packed) if self.version >= SKETCHED else None
            shapes.put(start, np.frombuffer(lengths, "<u2"), sketches)

    def _traces(self, chunk: int, first: int, count: int) -> traces.Traces:
        """Return the traces of *chunk* from block *first* to unit *count*; missing traces have all bits set."""
        found = np.full((count - first * BLOCK, traces.SIZE), 255, np.uint8)
        with self._sound():
            for number, packed in self._read_traces(chunk, first):
                part = np.frombuffer(packed, np.uint8).reshape(-1, traces.SIZE)
                found[(number - first) * BLOCK :][: len(part)] = part
        return found


def _by_pair(units: Iterable[TranslationUnit]) -> dict[tuple[str, str], list[TranslationUnit]]:
    """Return *units* grouped by their pair of languages."""
    by_pair: dict[tuple[str, str], list[TranslationUnit]] = {}
    for unit in units:
        by_pair.setdefault((unit.source_language, unit.target_language), []).append(unit)
    return by_pair
