"""What was seen in all texts, added up, at bounded memory.

A table of terms grows with the text. When it is full, it goes to a temporary file in the order of its keys, and a new
one is begun; at the end the files are merged in that order. What is kept then depends on counts alone, so that neither
the order of the texts nor how often the table was full makes a difference:

======================  ==================================================================
running words           a phrase or name has to be seen
======================  ==================================================================
up to 500,000           once
up to 5 million         twice (a name: once)
each tenfold more       twice as often (a name: half as often as a phrase)
======================  ==================================================================
"""

from __future__ import annotations

import heapq
import pickle
import tempfile
from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any
from zlib import crc32

from glossary.extract import reference
from glossary.extract.reading import Reading
from glossary.extract.seen import FEWER, PLACES, Once, Seen, Table, count_of

LARGE = 500_000
"""Running words up to which nothing is left out."""
FULL = 25_000
"""Terms that a table holds in memory."""
BATCH = 200
"""Rows that are written and read together."""
SLOTS = 1 << 19
"""Counters for rare words; two words may share one."""

Row = tuple[str, str, "Seen | Once"]
"""(table, key, how it was seen)."""


class Words:
    """How often each word was seen: common words exactly, rare ones in a fixed number of counters."""

    def __init__(self, language: str = "en") -> None:
        self._common = dict.fromkeys(reference.common(language), 0)
        self._rare = array("I")

    def add(self, word: str, count: int) -> None:
        if word in self._common:
            self._common[word] += count
        else:
            if not self._rare:
                self._rare = array("I", [0]) * SLOTS
            self._rare[crc32(word.encode()) % SLOTS] += count

    def __getitem__(self, word: str) -> int:
        found = self._common.get(word)
        if found is not None:
            return found
        return self._rare[crc32(word.encode()) % SLOTS] if self._rare else 0


class Tally:
    """All readings, added up."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.names: Table = {}
        self.phrases: Table = {}
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
        self._files: list[IO[bytes]] = []

    def add(self, reading: Reading) -> None:
        """Take in one more reading."""
        part = not reading.texts
        places = self._places()
        for mine, theirs in ((self.names, reading.names), (self.phrases, reading.phrases)):
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
        for low, count in reading.lows.items():
            self.lows.add(low, count)
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
            self._spill()

    def _places(self) -> int:
        """Return how many places of a term are kept by now; in the end it is that of all the text."""
        return PLACES if self.words <= LARGE else FEWER

    def _rows(self) -> Iterator[Row]:
        for name, table in (("name", self.names), ("phrase", self.phrases)):
            for key in sorted(table):
                yield name, key, table[key]

    def _spill(self) -> None:
        file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed in close()
        batch: list[Row] = []
        for row in self._rows():
            batch.append(row)
            if len(batch) == BATCH:
                pickle.dump(batch, file, pickle.HIGHEST_PROTOCOL)
                batch = []
        pickle.dump(batch, file, pickle.HIGHEST_PROTOCOL)
        self._files.append(file)
        self.names, self.phrases = {}, {}

    def rows(self) -> Iterator[Row]:
        """Return all terms in the order of their keys."""
        if not self._files:
            yield from self._rows()
            return
        streams = [_read(file) for file in self._files]
        merged = heapq.merge(*streams, self._rows(), key=lambda row: row[:2])
        for (table, key), same in groupby(merged, key=lambda row: row[:2]):
            first, *others = [sighting for _, _, sighting in same]
            if others:
                first = Seen.of(first)
                for other in others:
                    first.add(other, self._places())
            yield table, key, first

    def close(self) -> None:
        """Keep what was seen often enough for this much text; :attr:`names` and :attr:`phrases` hold all of it now."""
        least = least_count(self.words)
        places = self._places()
        if not self._files and least == 1:
            return
        if self._files:
            self._spill()
        names: Table = {}
        phrases: Table = {}
        shared: dict[Any, Any] = {}
        for table, key, sighting in self.rows():
            if count_of(sighting) * (2 if table == "name" else 1) < least:
                continue
            if isinstance(sighting, Seen):
                _share(sighting, places, shared)
            (names if table == "name" else phrases)[key] = sighting
        self.names, self.phrases = names, phrases
        for file in self._files:
            file.close()
        self._files = []


def _share(seen: Seen, places: int, shared: dict[Any, Any]) -> None:
    """Keep the first *places* of *seen*, and one object for what is equal: what comes from a file is a copy each time.

    *shared* holds the documents and the contexts that were met so far.
    """
    forms = {form: form for form in seen.forms}
    seen.places = [
        (shared.setdefault(document, document), start, end, line, forms.get(raw, raw))
        for document, start, end, line, raw in seen.places[:places]
    ]
    seen.context = shared.setdefault(seen.context, seen.context)


def least_count(words: int) -> int:
    """Return how often a phrase has to be seen in that many running words.

    >>> [least_count(words) for words in (1_000, 500_000, 1_700_000, 20_000_000, 200_000_000)]
    [1, 1, 2, 4, 8]
    """
    least = 1
    while words > LARGE:
        least *= 2
        words //= 10
    return least


def _read(file: IO[bytes]) -> Iterator[Row]:
    file.seek(0)
    while True:
        try:
            yield from pickle.load(file)  # our own temporary file, which nobody else can open
        except EOFError:
            return
