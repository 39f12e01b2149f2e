"""What letters follow each other in a unit, in 512 bits: so that a rare phrase is not sought in all units.

Every three letters of a word set a bit, and every two of a script without spaces. A unit whose bits are not all there
that a phrase sets has the phrase on neither side; of the others a few in a thousand have not, or one in six where
the phrase sets one bit only.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Traces = NDArray[np.uint8]
SIZE = 64
"""The bytes of a trace."""
_WIDE = 0x2E80
"""Where the letters begin of which two are enough."""
_PART = 128
"""Units that are traced at once: what is made of more would not stay in the cache."""


def folded(text: str) -> str:
    """Return *text* so that letters are the same that patterns take for the same: the Turkish ones are i to them."""
    return _dotless(text.casefold())


def _dotless(text: str) -> str:
    return text.replace("i\u0307", "i").replace("ı", "i")


def traces(units: Sequence[tuple[str, str]]) -> Traces:
    """Return a trace for each of *units*, which are (source, target)."""
    parts = [_traced(units[start : start + _PART]) for start in range(0, len(units), _PART)]
    return np.concatenate(parts) if parts else np.zeros((0, SIZE), np.uint8)


def _traced(units: Sequence[tuple[str, str]]) -> Traces:
    texts = "".join([f"{source.casefold()}\0{target.casefold()}\0" for source, target in units])
    codes = np.frombuffer((_dotless(texts) + "\0").encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.flatnonzero(codes[:-1] == 0)[1::2] + 1
    inside = codes > ord("/")  # which leaves out most marks, and costs less than to leave out all
    whole = inside[:-2] & inside[1:-1]
    bits = codes[2:] * np.uint32(3266489917)
    wide = codes[:-2] >= _WIDE
    if wide.any():
        bits[wide] = 0
        whole &= wide | inside[2:]
    else:
        whole &= inside[2:]
    bits ^= codes[:-2] * np.uint32(2654435761)
    bits ^= codes[1:-1] * np.uint32(2246822507)
    bits ^= bits >> np.uint32(15)
    bits *= np.uint32(739982445)
    bits >>= np.uint32(23)
    bits += np.repeat(np.arange(len(units), dtype=np.uint32) * np.uint32(SIZE * 8), np.diff(ends, prepend=0))[:-1]
    flags = np.zeros(len(units) * SIZE * 8, np.bool_)
    flags[bits.compress(whole)] = True
    return np.packbits(flags).reshape(-1, SIZE)


def holding(kept: Traces, words: str) -> NDArray[np.intp]:
    """Return which of *kept* may be traces of units in which all *words* stand, inside of longer ones as well.

    >>> holding(traces([("The talks began.", "Переговоры начались."), ("Ende", "Конец")]), "alk ГОВОР").tolist()
    [0]
    """
    places = np.arange(len(kept))
    for bit in np.flatnonzero(np.unpackbits(traces([(words, "")]))).tolist():
        places = places.compress(kept[places, bit >> 3] & (128 >> (bit & 7)))
    return places
