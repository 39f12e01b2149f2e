"""Normalizing text for finding terms in it: without case, marks and repeated spaces, with the original offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DROPPED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_CLUSTER = re.compile(
    rf"[{DROPPED}]+|[^\W\d_]?[\u0300-\u036f]+[{DROPPED}]*|[^\S\n]{{2,}}|[^\S\n]+\n[^\S\n]*|\n[^\S\n]+"
)
"""What :func:`_even` may replace. It is only matched where such characters were found, because searching for it would
take longer than everything else."""
NOTHING = dict.fromkeys(map(ord, DROPPED))
_STRESS = dict.fromkeys(map(ord, "\u0300\u0301"))
_BLANKS = bytes.maketrans(bytes(range(32)), b" " * 32)
_TWO_BLANKS = re.compile(r"[\0- ](?=[\0- ])")
_ASCII = bytes(range(128))
_SPACED_ASCII = bytes.maketrans(
    bytes(range(128)), b"".join(bytes((c,)).lower() if chr(c).isalnum() or chr(c) == "_" else b" " for c in range(128))
)

_LEAD = 0xC0
"""The lowest first byte of a non-ASCII character in UTF-8."""

_LONG = 10_000
"""The length of a text from which numpy is faster."""
_RARE = 200
"""Non-ASCII characters are rare if fewer than one byte in so many is a continuation byte."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """The points after which the offsets in the evened text and in the original text differ."""

    even: list[int]
    text: list[int]

    def original(self, offset: int) -> int:
        at = bisect_right(self.even, offset) - 1
        return self.text[at] + offset - self.even[at]


def prepared(text: str) -> tuple[str, bytes, Offsets | None]:
    """Return *text* evened, the evened text folded (in UTF-8, with a space on either side), and the offsets.

    Evened text has composed characters, and no invisible characters, stress marks on Cyrillic letters or double spaces;
    empty lines stay, and no term is found across them. Folded text is lowercase with every mark replaced by a space;
    each character remains one character.
    """
    coded = text.encode("utf-8", "surrogatepass")
    if len(coded) == len(text) < _LONG and b"  " not in coded.translate(_BLANKS):  # true of most sentences
        return text, b" %b " % coded.translate(_SPACED_ASCII), None
    others = _others(coded) if len(coded) != len(text) else []
    offsets = None
    places = _uneven(text, coded, others)
    if places:
        text, offsets = _even(text, places)
        coded = text.encode("utf-8", "surrogatepass")
        others = _others(coded) if len(coded) != len(text) else []
    return text, b" %b " % _fold(text, coded, others), offsets


def _uneven(text: str, coded: bytes, others: list[str]) -> list[int]:
    """Return the offsets in *text* at which something to be evened may begin, in order."""
    places: list[int] = []
    for char in others:
        if char in DROPPED:
            places += _all(text, char)
        elif char.isspace() or "\u0300" <= char <= "\u036f":
            for at in _all(text, char):
                places += (at - 1, at) if at else (at,)
    if len(text) >= _LONG:
        places += _blanks(coded)
    elif b"  " in coded.translate(_BLANKS):
        places += [match.start() for match in _TWO_BLANKS.finditer(text)]
    places.sort()
    return places


def _blanks(coded: bytes) -> list[int]:
    """Return the offsets of two adjacent ASCII blanks or control characters, except for two line breaks."""
    import numpy as np

    codes = np.frombuffer(coded, dtype=np.uint8)
    blank = codes <= 32
    at = np.flatnonzero(blank[1:] & blank[:-1])
    at = at[(codes[at] != 10) | (codes[at + 1] != 10)]
    if not len(at):
        return []
    return list((at - np.searchsorted(np.flatnonzero((codes & 0xC0) == 0x80), at)).tolist())


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _even(text: str, places: list[int]) -> tuple[str, Offsets]:
    """Return *text* evened at *places*, and its offsets."""
    parts: list[str] = []
    even_offsets, text_offsets = [0], [0]
    at = length = matched = 0
    for place in places:
        match = _CLUSTER.match(text, place) if place >= matched else None
        if not match:
            continue
        matched = match.end()  # every mark of a cluster is one of the places
        old = match.group()
        if old.isspace():
            new = " "
        else:
            new = unicodedata.normalize("NFC", old.translate(NOTHING))
            if "\u0400" <= old[0] <= "\u04ff":
                new = unicodedata.normalize("NFC", unicodedata.normalize("NFD", new).translate(_STRESS))
        if new == old:
            continue
        parts += [text[at : match.start()], new]
        length += match.start() - at + len(new)
        at = match.end()
        even_offsets.append(length)
        text_offsets.append(at)
    parts.append(text[at:])
    return "".join(parts), Offsets(even_offsets, text_offsets)


def _others(coded: bytes) -> list[str]:
    """Return the distinct non-ASCII characters, sorted."""
    rest = coded.translate(None, _ASCII)
    if len(rest) < _LONG:
        return sorted(set(rest.decode("utf-8", "surrogatepass")))
    import numpy as np

    seen = np.zeros(0x110000, dtype=bool)
    seen[np.frombuffer(rest.decode("utf-8", "surrogatepass").encode("utf-32-le", "surrogatepass"), dtype="<u4")] = True
    return [chr(code) for code in np.flatnonzero(seen)]


def _fold(even: str, coded: bytes, others: list[str]) -> bytes:
    """Return *even*, which is *coded* in UTF-8, in lowercase with every mark replaced by a space.

    If few different characters change, each is replaced in the whole text; if they are rare, each where it occurs; if
    they are many, all are looked up in a table. Each way is many times faster than ``str.translate`` in its case.
    """
    changed = {char: _plain(char) for char in others if _plain(char) != char}
    if not changed:
        return coded.translate(_SPACED_ASCII)
    if len(even) >= _LONG:
        if len(coded) - len(even) < len(coded) // _RARE:
            return _replaced(coded, changed).translate(_SPACED_ASCII)
        if len(changed) > 4:
            return _looked_up(even, changed)
    elif len(changed) > 24:
        return _looked_up(even, changed)
    for char, plain in changed.items():
        coded = coded.replace(char.encode("utf-8", "surrogatepass"), plain.encode("utf-8", "surrogatepass"))
    return coded.translate(_SPACED_ASCII)


def _replaced(coded: bytes, changed: dict[str, str]) -> bytes:
    import numpy as np

    known = {
        char.encode("utf-8", "surrogatepass"): plain.encode("utf-8", "surrogatepass") for char, plain in changed.items()
    }
    parts: list[bytes] = []
    done = 0
    for at in np.flatnonzero(np.frombuffer(coded, dtype=np.uint8) >= _LEAD).tolist():
        end = at + 2 + (coded[at] >= 0xE0) + (coded[at] >= 0xF0)
        plain = known.get(coded[at:end])
        if plain is not None:
            parts += (coded[done:at], plain)
            done = end
    parts.append(coded[done:])
    return b"".join(parts)


def _looked_up(even: str, changed: dict[str, str]) -> bytes:
    import numpy as np

    table = _table()
    for char, plain in changed.items():
        table[ord(char)] = ord(plain)
    codes = np.frombuffer(even.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return bytes(table[codes].tobytes().decode("utf-32-le", "surrogatepass").encode("utf-8", "surrogatepass"))


@cache
def _table() -> NDArray[np.uint32]:
    """Return the table of folded characters, at first only for ASCII; :func:`_looked_up` adds others."""
    import numpy as np

    table = np.arange(0x110000, dtype="<u4")
    table[:128] = list(_SPACED_ASCII[:128])
    return table


@cache
def _plain(char: str) -> str:
    """Return the folded form of *char*, which is one character."""
    if char == "İ":
        return "i"
    if char.isalnum():
        low = char.lower()
        return {"ё": "е", "ς": "σ"}.get(low, low)
    return char if unicodedata.category(char)[0] in "MC" else " "
