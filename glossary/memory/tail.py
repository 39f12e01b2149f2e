"""What is held of a stream while units come in: the lengths, sketches and posting lists that are not written yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from glossary.memory.traces import SIZE, Traces, traces
from glossary.text.near import Shapes
from glossary.text.terms import Listing

CHUNK = 1 << 16
"""Units in a chunk."""
BLOCK = 1 << 10
"""Units whose lengths and sketches are kept together."""


class Tail:
    """The last chunk of a stream while units come in."""

    def __init__(self, stream: int, chunk: int, count: int, indexed: int) -> None:
        self.stream = stream
        self.chunk = chunk
        self.count = count
        """How many units it has."""
        self.indexed = indexed
        """How many of them have their posting lists written."""
        self.saved = count
        """How many units have their lengths and sketches written."""
        self.noted = count
        """The unit from which on the posting lists in memory go."""
        self.listing = Listing()
        self.shapes = Shapes()
        self.shapes.reserve(CHUNK)
        self.traces: Traces = np.empty((CHUNK, SIZE), np.uint8)

    def turn(self, chunk: int) -> None:
        """Go on with a new *chunk* when the last one is full and written."""
        self.chunk = chunk
        self.count = self.indexed = self.saved = self.noted = 0

    def note(self, start: int, units: list[tuple[str, str]]) -> None:
        """List the sources of *units* from *start* on under their terms, and keep lengths, sketches and traces."""
        self.shapes.put(start, *self.listing.add(start, [source for source, _ in units]))
        self.traces[start : start + len(units)] = traces(units)

    def lists(self) -> Iterator[list[tuple[str, int, bytes]]]:
        """Yield the posting lists so far (term, number of entries, entries), part by part; they begin anew."""
        self.indexed = self.noted = self.count
        found = ((term, len(at), at.astype("<u2").tobytes()) for term, at in self.listing.lists())
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
