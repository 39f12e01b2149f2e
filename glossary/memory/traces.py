"""A Bloom filter of 512 bits for each unit, so that a search for a rare phrase need not read all units.

Every trigram of a word sets a bit, and every bigram of an East Asian script. A unit that lacks a bit of a phrase
contains the phrase on neither side. Of the other units a few in a thousand do not contain it either, or one in six if
the phrase sets one bit only.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from glossary.text.terms import WIDE, grams

Traces = NDArray[np.uint8]
SIZE = 64
"""The size of a trace in bytes."""
_GAP = 1
_known: NDArray[np.uint32] = np.zeros(0x10000, np.uint32)
"""The lowercase letter of each character, filled in when first seen. Characters beyond the BMP, of which every version
of Python knows more, count as gaps."""
_known[-1] = _GAP
_PART = 128
"""How many units are traced at once, so that the arrays fit into the processor's cache."""


def lowered(text: str) -> str:
    """Return *text* in lowercase, as a regular expression compares it: all Turkish forms of i are one letter."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


def traces(units: Sequence[tuple[str, str]]) -> Traces:
    """Return a trace for each of *units* (source, target)."""
    parts = [_traced(units[start : start + _PART]) for start in range(0, len(units), _PART)]
    return np.concatenate(parts) if parts else np.zeros((0, SIZE), np.uint8)


def _traced(units: Sequence[tuple[str, str]]) -> Traces:
    lines = [f"{source}\n{target}\n" for source, target in units]
    letters = _letters("".join(lines) + "\n")
    inside = letters > _GAP
    whole = inside[:-2] & inside[1:-1] & ((letters[:-2] >= WIDE) | inside[2:])
    bits = grams(letters)
    bits += np.repeat(np.arange(len(lines), dtype=np.uint32) * np.uint32(SIZE * 8), list(map(len, lines)))[:-1]
    flags = np.zeros(len(lines) * SIZE * 8, np.bool_)
    flags[bits.compress(whole)] = True
    return np.packbits(flags).reshape(-1, SIZE)


def _letters(text: str) -> NDArray[np.uint32]:
    """Return the lowercase letters of *text*, and :data:`_GAP` for every other character."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = _known.take(codes, mode="clip")
    if not letters.all():
        for code in set(codes[letters == 0].tolist()):
            small = lowered(chr(code))
            _known[code] = ord(small) if len(small) == 1 and category(small)[0] in "LMN" else _GAP
        letters = _known.take(codes, mode="clip")
    return letters


def holding(kept: Traces, words: str) -> NDArray[np.intp]:
    """Return the indexes in *kept* of the traces whose units may contain all *words*, also inside longer words.

    >>> holding(traces([("The talks began.", "Переговоры начались."), ("Ende", "Конец")]), "alk ГОВОР").tolist()
    [0]
    """
    places = np.arange(len(kept))
    for bit in np.flatnonzero(np.unpackbits(traces([(words, "")]))).tolist():
        places = places.compress(kept[places, bit >> 3] & (128 >> (bit & 7)))
    return places
