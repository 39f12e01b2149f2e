"""The last chunk of a stream during an import: lengths, sketches and posting lists that are not written yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from glossary.memory.traces import SIZE, Traces, traces
from glossary.text.near import Shapes
from glossary.text.terms import PostingBuilder

CHUNK = 1 << 16
"""The most units of a chunk."""
BLOCK = 1 << 10
"""How many units share a row of lengths and sketches."""


class Tail:
    """The last chunk of a stream, to which units are added."""

    def __init__(self, stream: int, chunk: int, count: int, indexed: int) -> None:
        self.stream = stream
        self.chunk = chunk
        self.count = count
        """How many units the chunk has."""
        self.indexed = indexed
        """How many of them have written posting lists."""
        self.saved = count
        """How many of them have written lengths and sketches."""
        self.noted = count
        """The first unit of the posting lists in memory."""
        self.builder = PostingBuilder()
        self.shapes = Shapes()
        self.shapes.reserve(CHUNK)
        self.traces: Traces = np.empty((CHUNK, SIZE), np.uint8)

    def turn(self, chunk: int) -> None:
        """Continue with a new, empty *chunk* once this one is full and written."""
        self.chunk = chunk
        self.count = self.indexed = self.saved = self.noted = 0

    def note(self, start: int, units: list[tuple[str, str]]) -> None:
        """Index the *units* (source, target) at the places from *start* on, and keep lengths, sketches and traces."""
        self.shapes.put(start, *self.builder.add(start, [source for source, _ in units]))
        self.traces[start : start + len(units)] = traces(units)

    def lists(self) -> Iterator[list[tuple[str, int, bytes]]]:
        """Yield the posting lists so far in batches of (term, number of postings, postings), and forget them."""
        self.indexed = self.noted = self.count
        found = ((term, len(at), at.astype("<u2").tobytes()) for term, at in self.builder.drain())
        while part := list(islice(found, 5_000)):
            yield part

    def blocks(self) -> list[tuple[int, bytes, bytes, bytes]]:
        """Return the blocks (number, lengths, sketches, traces) that are not written yet."""
        found = []
        for start in range(self.saved // BLOCK * BLOCK, self.count, BLOCK):
            end = min(start + BLOCK, self.count)
            lengths = self.shapes.lengths[start:end].astype("<u2").tobytes()
            sketches = self.shapes.sketches[start:end].astype("<u8").tobytes()
            found.append((start // BLOCK, lengths, sketches, self.traces[start:end].tobytes()))
        self.saved = self.count
        return found
