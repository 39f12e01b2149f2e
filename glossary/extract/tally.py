"""Add up the sightings of all texts in bounded memory.

When the tables of terms are full, they are written to a temporary file, sorted by key, and started anew; at the end all
of them are merged. What is kept depends on counts alone, so that neither the order of the texts nor the number of
tables makes a difference:

==================  ===================================================================================
running words       what is kept
==================  ===================================================================================
up to 500,000       everything
more                names, and phrases seen twice or more; the :data:`MOST` most frequent of these (names
                    count double; ties: names first, then alphabetically)
==================  ===================================================================================
"""

from __future__ import annotations

import heapq
import marshal
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, Self
from zlib import crc32

from glossary.errors import GlossaryError
from glossary.extract import reference
from glossary.extract.reading import Reading
from glossary.extract.seen import FEWER, PLACES, Context, Once, Seen, Stored, Table, count_of

LARGE = 500_000
"""The number of running words up to which everything is kept."""
MOST = 40_000
"""Maximum number of terms kept of larger texts."""
FULL = 25_000
"""Maximum number of names and phrases in memory."""
WIDE = 200
"""The number of tables in a file at which they are merged, since a merge holds a few rows of each in memory."""
BATCH = 50
"""Rows that are written and read together."""
SLOTS = 1 << 19
"""Number of hashed counters for rare words; words may collide."""

Row = tuple[str, "Seen | Once"]
"""(key, sighting); the key begins with ``n`` for a name, ``p`` for a phrase, ``i`` for a kept term inside a phrase."""
_KEY = itemgetter(0)


class Words:
    """Counts words: common ones exactly, rare ones in a fixed number of hashed counters."""

    def __init__(self, language: str = "en") -> None:
        self._common = dict.fromkeys(reference.common(language), 0)
        self._rare = array("I")

    def add(self, counts: Mapping[str, int]) -> None:
        common, rare = self._common, self._rare
        for word, count in counts.items():
            if word in common:
                common[word] += count
            else:
                if not rare:
                    rare = self._rare = array("I", [0]) * SLOTS
                rare[crc32(word.encode()) % SLOTS] += count

    def __getitem__(self, word: str) -> int:
        found = self._common.get(word)
        if found is not None:
            return found
        return self._rare[crc32(word.encode()) % SLOTS] if self._rare else 0


class Tally:
    """The sum of all readings; a context manager that deletes its temporary files."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.names: Table = {}
        self.phrases: Table = {}
        self.inside: Table = {}
        self.pairs: dict[tuple[str, str], int] = {}
        self.lows = Words(language)
        self.words = 0
        self.solid = 0
        self.named = 0
        self.known = 0
        self.lines = 0
        self.running = 0
        self.loud = 0
        self.documents = 0
        self.trace: list[str] = []
        self.notes: dict[str, None] = {}
        self.kept: Callable[[Seen], Seen | Stored] = Seen.of
        """Converts a sighting to the form that those in the closed tables have."""
        self._away = Away()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._away.close()

    def add(self, reading: Reading) -> None:
        """Add *reading*. Raises GlossaryError if a temporary file cannot be written."""
        part = not reading.texts
        places = self.places
        for mine, theirs in zip(self._tables(), (reading.inside, reading.names, reading.phrases), strict=True):
            for key, sighting in theirs.items():
                if part:
                    sighting = Seen.of(sighting)
                    sighting.documents = 0
                held = mine.get(key)
                if held is None:
                    mine[key] = sighting
                else:
                    if not isinstance(held, Seen):
                        held = mine[key] = Seen.of(held)
                    held.add(sighting, places)
        for pair, count in reading.pairs.items():
            self.pairs[pair] = self.pairs.get(pair, 0) + count
        self.lows.add(reading.lows)
        self.words += reading.words
        self.solid += reading.solid
        self.named += reading.named
        self.known += reading.known
        self.lines += reading.lines
        self.running += reading.running
        self.loud += reading.loud
        self.documents += reading.texts
        self.trace += reading.trace
        if reading.note:
            self.notes[reading.note] = None
        if len(self.names) + len(self.phrases) > FULL:
            try:
                self._away.put(self._rows(), self.places)
            except OSError as error:
                folder, reason = tempfile.gettempdir(), error.strerror
                raise GlossaryError(
                    f"the temporary files of a large text cannot be written to {folder}: {reason}",
                    hint="set TMPDIR to a folder with more room",
                ) from error
            self.inside, self.names, self.phrases = {}, {}, {}

    @property
    def places(self) -> int:
        """How many places of a term to keep, given the words read so far."""
        return PLACES if self.words <= LARGE else FEWER

    def sentence(self, context: Context) -> str:
        """Return the sentence of *context*."""
        sentence = context[3]
        return sentence if isinstance(sentence, str) else self._away.sentence(sentence)

    def _tables(self) -> tuple[Table, Table, Table]:
        return self.inside, self.names, self.phrases

    def _rows(self) -> Iterator[Row]:
        for first, table in zip("inp", self._tables(), strict=True):
            for key in sorted(table):
                sighting = table[key]
                assert not isinstance(sighting, Stored)  # only close() stores them
                yield first + key, sighting

    def close(self) -> None:
        """Merge everything into :attr:`names`, :attr:`phrases` and :attr:`inside`, without what is too rare to keep."""
        if not self._away and self.words <= LARGE:
            return
        rows = _merged([*self._away.tables(), self._rows()], self.places)
        store = self.kept = _Store(self.places)
        if self.words > LARGE:
            repeated = ((key, store(sighting)) for key, sighting in rows if _weight(key, sighting) > 1)
            kept = sorted(heapq.nlargest(MOST, repeated, lambda row: _weight(*row)), key=_KEY)
        else:
            kept = [(key, store(sighting)) for key, sighting in rows]
        tables: dict[str, Table] = {"i": {}, "n": {}, "p": {}}
        for key, sighting in kept:
            tables[key[0]][key[1:]] = sighting
        self.inside, self.names, self.phrases = tables.values()
        self._away.clear()


def _weight(key: str, sighting: Seen | Once | Stored) -> int:
    """Return the count of a row, doubled for a name."""
    return count_of(sighting) * (2 if key[0] == "n" else 1)


class _Store:
    """Packs sightings; equal marks share one object."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._marks: dict[tuple[tuple[str, int], ...], dict[str, int]] = {}

    def __call__(self, sighting: Seen | Once) -> Stored:
        seen = Seen.of(sighting)
        return Stored(seen, self._marks.setdefault(tuple(seen.marks.items()), seen.marks), self._places)


class Away:
    """Temporary files with tables, each sorted by key, and with the context sentences of their terms."""

    def __init__(self) -> None:
        self._files: list[tuple[IO[bytes], list[tuple[int, int]]]] = []
        """(file, (start, end) of its tables): the first file is appended to, each of the others is one merged table."""
        self._sentences: IO[bytes] | None = None

    def __bool__(self) -> bool:
        return bool(self._files)

    def put(self, rows: Iterable[Row], places: int) -> None:
        """Write *rows*, sorted by key, as one table."""
        if not self._files:
            self._files.append((tempfile.TemporaryFile(), []))  # noqa: SIM115 -- closed in clear()
            self._sentences = tempfile.TemporaryFile()  # noqa: SIM115 -- closed with the tally
        file, tables = self._files[0]
        tables.append(_write(file, self._without_sentences(rows)))
        if len(tables) == WIDE:
            joined = tempfile.TemporaryFile()  # noqa: SIM115 -- closed in clear()
            merged = _merged([_read(file, *table) for table in tables], places)
            self._files.append((joined, [_write(joined, merged)]))
            file.seek(0)
            file.truncate()
            tables.clear()

    def tables(self) -> list[Iterator[Row]]:
        """Return the rows of each table."""
        return [_read(file, *table) for file, tables in self._files for table in tables]

    def sentence(self, at: int) -> str:
        """Return the sentence written at offset *at*."""
        assert self._sentences is not None
        self._sentences.seek(at)
        return self._sentences.read(int.from_bytes(self._sentences.read(_SIZE), "big")).decode("utf-8", "surrogatepass")

    def clear(self) -> None:
        """Delete the tables; the sentences stay."""
        for file, _ in self._files:
            with suppress(OSError):  # closing flushes, which fails again if writing failed
                file.close()
        self._files = []

    def close(self) -> None:
        """Delete all files."""
        self.clear()
        if self._sentences is not None:
            with suppress(OSError):
                self._sentences.close()

    def _without_sentences(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield *rows* with offsets for their sentences, which are written to their own file, each once."""
        assert self._sentences is not None
        file = self._sentences
        written: dict[Context, Context] = {}
        at = file.seek(0, 2)
        for key, sighting in rows:
            context = sighting.context if isinstance(sighting, Seen) else sighting[8]
            there = written.get(context)
            if there is None:
                sentence = str(context[3]).encode("utf-8", "surrogatepass")
                file.write(len(sentence).to_bytes(_SIZE, "big") + sentence)
                there = written[context] = (*context[:3], at)
                at += _SIZE + len(sentence)
            if isinstance(sighting, Seen):
                sighting.context = there
                yield key, sighting
            else:
                yield key, (*sighting[:8], there)


_SIZE = 4
"""Bytes of the length prefix of a record."""


def _merged(tables: Sequence[Iterator[Row]], places: int) -> Iterator[Row]:
    """Yield the rows of *tables* sorted by key, with those of the same key added up."""
    for key, same in groupby(heapq.merge(*tables, key=_KEY), key=_KEY):
        found: Seen | Once | None = None
        for _, sighting in same:
            if found is None:
                found = sighting
            else:
                found = Seen.of(found)
                found.add(sighting, places)
        assert found is not None  # a group has a member
        yield key, found


def _write(file: IO[bytes], rows: Iterable[Row]) -> tuple[int, int]:
    """Append *rows* to *file* in batches; return the offsets of their start and end."""
    start = end = file.seek(0, 2)
    rows = iter(rows)
    while batch := [
        (key, sighting.__getstate__() if isinstance(sighting, Seen) else sighting)
        for key, sighting in islice(rows, BATCH)
    ]:
        data = marshal.dumps(batch)
        file.write(len(data).to_bytes(_SIZE, "big") + data)
        end += _SIZE + len(data)
    return start, end


def _read(file: IO[bytes], start: int, end: int) -> Iterator[Row]:
    """Yield the rows written from offset *start* to *end*."""
    while start < end:
        file.seek(start)
        size = int.from_bytes(file.read(_SIZE), "big")
        start += _SIZE + size
        for key, state in marshal.loads(file.read(size)):  # our own file, which nobody else can open
            yield key, state if len(state) == _ONCE else Seen.restored(state)


_ONCE = 9
"""Fields of a single sighting; the state of a Seen has fewer."""
