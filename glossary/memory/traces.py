"""What letters follow each other in a unit, in 512 bits: so that a rare phrase is not sought in all units.

Every three letters of a word set a bit, and every two of a script without spaces. A unit whose bits are not all there
that a phrase sets has the phrase on neither side; of the others a few in a thousand have not, or one in six where
the phrase sets one bit only.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

Traces = NDArray[np.uint8]
SIZE = 64
"""The bytes of a trace."""
_WIDE = 0x2E80
"""Where the letters begin of which two are enough."""
_GAP = 1
_known: NDArray[np.uint32] = np.zeros(0x10000, np.uint32)
"""The small letter of each character, as far as it was met; those beyond, of which each Python knows more, are none."""
_known[-1] = _GAP
_PART = 128
"""Units that are traced at once: what is made of more would not stay in the cache."""


def lowered(text: str) -> str:
    """Return *text* so that letters are the same that patterns take for the same: the Turkish ones are i to them."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


def traces(units: Sequence[tuple[str, str]]) -> Traces:
    """Return a trace for each of *units*, which are (source, target)."""
    parts = [_traced(units[start : start + _PART]) for start in range(0, len(units), _PART)]
    return np.concatenate(parts) if parts else np.zeros((0, SIZE), np.uint8)


def _traced(units: Sequence[tuple[str, str]]) -> Traces:
    lines = [f"{source}\n{target}\n" for source, target in units]
    letters = _letters("".join(lines) + "\n")
    inside = letters > _GAP
    whole = inside[:-2] & inside[1:-1]
    bits = letters[2:] * np.uint32(3266489917)
    wide = letters[:-2] >= _WIDE
    bits[wide] = 0
    whole &= wide | inside[2:]
    bits ^= letters[:-2] * np.uint32(2654435761)
    bits ^= letters[1:-1] * np.uint32(2246822507)
    bits ^= bits >> np.uint32(15)
    bits *= np.uint32(739982445)
    bits >>= np.uint32(23)
    bits += np.repeat(np.arange(len(lines), dtype=np.uint32) * np.uint32(SIZE * 8), list(map(len, lines)))[:-1]
    flags = np.zeros(len(lines) * SIZE * 8, np.bool_)
    flags[bits.compress(whole)] = True
    return np.packbits(flags).reshape(-1, SIZE)


def _letters(text: str) -> NDArray[np.uint32]:
    """Return the letters of *text*, small ones, and :data:`_GAP` for everything else."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = _known.take(codes, mode="clip")
    if not letters.all():
        for code in set(codes[letters == 0].tolist()):
            small = lowered(chr(code))
            _known[code] = ord(small) if len(small) == 1 and category(small)[0] in "LMN" else _GAP
        letters = _known.take(codes, mode="clip")
    return letters


def holding(kept: Traces, words: str) -> NDArray[np.intp]:
    """Return which of *kept* may be traces of units in which all *words* stand, inside of longer ones as well.

    >>> holding(traces([("The talks began.", "Переговоры начались."), ("Ende", "Конец")]), "alk ГОВОР").tolist()
    [0]
    """
    places = np.arange(len(kept))
    for bit in np.flatnonzero(np.unpackbits(traces([(words, "")]))).tolist():
        places = places.compress(kept[places, bit >> 3] & (128 >> (bit & 7)))
    return places
