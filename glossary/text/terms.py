"""What a text is listed under, so that those who share something rare with it can be found.

:func:`terms` says it of one text. A :class:`Listing` says it of many texts at once and eight times as fast, by
arithmetic over all of their characters; the tests hold it against the former.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from glossary.text.batch import FAR, folded, spaceless
from glossary.text.similarity import SLOT, Folded, alone, fold, plain

Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Lengths = NDArray[np.uint16]
Offsets = NDArray[np.uint16]
Places = NDArray[np.intp]
Sketches = NDArray[np.uint64]

SHORT = 60
"""Folded characters up to which a text is also listed under every three of its letters (where spaces are written)."""
GRAM = "\x01"
"""Begins a term of three letters, to keep it apart from words."""
LONGEST = 10_000
"""Folded characters beyond which a text is compared as a whole only: edit distance is quadratic."""
BITS = 256
"""Bits of a sketch."""

_FIGURES = re.compile(r"\d(?:(?<![^\W_]\d)|(?<=[^\x00-\u0dff\d]\d))\d*")
"""The digits of numbers, those behind a joint apart: none that stand behind a letter, where spaces are written."""


def terms(text: str, form: Folded, *, short: float = 1.0) -> tuple[set[str], set[str]]:
    """Return the terms that *text* is listed under: its words, numbers and pairs, and its three letters if it is short.

    Where no spaces are written, two letters that follow each other are a term. A query asks for three letters up to a
    greater length (*short* times as long), because the text that it resembles may be shorter than itself.
    """
    line, words = form
    apart = [word for word in words if not alone(word)]
    found = set(apart)
    if SLOT in found:
        found.discard(SLOT)
        found.update(_figures(text))
    if len(apart) < len(words):
        found.update([one + other for one, other in pairwise(words) if alone(one) and alone(other)])
    if not found:
        found.update(words)
    if 4 * len(apart) < len(words) or len(line) > SHORT * short:
        return found, set()
    line = " " + line
    return found, {GRAM + line[at : at + 3] for at in range(len(line) - 2)}


def _figures(text: str) -> list[str]:
    """Return the digits of the numbers in *text*."""
    return _FIGURES.findall(plain(text))


# Many texts at once

_SIZE = 60_000
"""Characters that are worked on at once: what is made of them should stay in the cache."""
_BASE = 0x9E3779B97F4A7C15
_SLOTS = 1 << 16
"""How many terms are told apart without a dictionary."""
_NAMES = 1 << 16
"""How many names of terms are kept from one time of listing to the next."""
_PAIR, _GRAM = np.uint64(1 << 62), np.uint64(1 << 63)
"""What keeps their hashes apart."""
_powers: Hashes = np.cumprod(np.full(LONGEST, _BASE, np.uint64), dtype=np.uint64)


def _codes_of(texts: Sequence[str]) -> tuple[str, Codes]:
    joined = "\0" + "\0".join(texts) + "\0"
    return joined, np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)


def _mixed(numbers: Hashes) -> Hashes:
    numbers ^= numbers >> np.uint64(29)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(32)
    return numbers


def sketch(texts: Sequence[str]) -> Sketches:
    """Return a sketch of four 64-bit numbers for each of *texts*: which pairs of letters occur (hashed to 256 bits).

    >>> one, other = sketch(["The talks began.", "the talks began!"])
    >>> int(np.bitwise_count(one ^ other).sum())
    2
    """
    codes = _codes_of([plain(text[:LONGEST]).replace("\0", " ") for text in texts])[1]
    return _sketched(codes, np.flatnonzero(codes == 0))


def sketch_of(text: str) -> NDArray[np.uint64]:
    """Return the sketch of one text, as :func:`sketch` makes it, in a third of the time."""
    codes = _codes_of([plain(text[:LONGEST]).replace("\0", " ")])[1][1:-1]
    flags = np.zeros(BITS, np.bool_)
    flags[_pairs(codes)] = True
    return np.packbits(flags).view(np.uint64)


def _pairs(codes: Codes) -> Codes:
    """Return which bit every two characters set."""
    mixed = codes[:-1] * np.uint32(2654435761)
    mixed ^= codes[1:] * np.uint32(2246822507)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(739982445)
    mixed >>= np.uint32(24)
    return mixed


def _sketched(codes: Codes, breaks: Places) -> Sketches:
    """Return the sketches of the texts in *codes*, which stand between the *breaks*."""
    sizes = np.diff(breaks)
    flags = np.zeros((len(sizes) + 1, BITS), np.bool_)  # the first is for pairs that a break is one of
    mixed = _pairs(codes)
    mixed += np.repeat(np.arange(BITS, flags.size, BITS, dtype=np.uint32), sizes)
    mixed[breaks[:-1]] = mixed[breaks[1:] - 1] = 0
    flags.ravel()[mixed] = True
    sketches: Sketches = np.packbits(flags[1:], axis=1).view(np.uint64)
    return sketches


class Listing:
    """Posting lists of at most 65,536 texts, while they come in."""

    def __init__(self) -> None:
        self.entries = 0
        self._names: dict[int, str] = {}
        self._met = np.full(_SLOTS, -1, np.int64)
        """Hashes of terms that have a name already, by their last bits."""
        self._keys: Hashes = np.empty(1 << 14, np.uint64)
        """48 bits of the hash of a term, and the place of a text that has it: as many as there are entries."""

    def add(self, start: int, texts: Sequence[str]) -> tuple[Lengths, Sketches]:
        """List *texts* under the places from *start* on; return their folded lengths and their sketches."""
        lengths = np.zeros(len(texts), np.uint16)
        sketches = np.zeros((len(texts), BITS // 64), np.uint64)
        end = 0
        while end < len(texts):
            first, size = end, 0
            while end < len(texts) and size < _SIZE:
                size += min(len(texts[end]), LONGEST)
                end += 1
            lengths[first:end] = self._list(start + first, texts[first:end])
            sketches[first:end] = sketch(texts[first:end])
        return lengths, sketches

    def lists(self) -> Iterator[tuple[str, Offsets]]:
        """Yield each term, in order, with the places of the texts that have it; what was listed is given up."""
        if not self.entries:
            return
        keys = self._keys[: self.entries]
        self.entries = 0
        keys.sort()
        offsets = keys.astype(np.uint16)
        keys >>= np.uint64(16)
        heads = np.append(np.flatnonzero(changing(keys)), len(keys))
        names = self._names
        named = [names[number] for number in keys[heads[:-1]].tolist()]
        for at in sorted(range(len(named)), key=named.__getitem__):
            yield named[at], offsets[heads[at] : heads[at + 1]]
        if len(names) > _NAMES:
            names.clear()
            self._met.fill(-1)

    def _note(self, hashes: Hashes, places: Places, name: Callable[[int], str]) -> None:
        """Note terms by their *hashes* and the *places* of the texts; *name* gives the term of one of them."""
        hashes &= np.uint64(0xFFFF_FFFF_FFFF_0000)
        # Nearly all terms were met before: only what the slots do not know is looked up one by one.
        numbers = (hashes >> np.uint64(16)).view(np.int64)
        slots = numbers & (_SLOTS - 1)
        unsure = np.flatnonzero(self._met.take(slots) != numbers)
        names, met = self._names, self._met
        for number, at in zip(numbers.take(unsure).tolist(), unsure.tolist(), strict=True):
            if number not in names:
                names[number] = name(at)
                if met[number & (_SLOTS - 1)] < 0:
                    met[number & (_SLOTS - 1)] = number
        hashes |= places.astype(np.uint64)
        hashes.sort()
        keys = hashes[changing(hashes)]
        end = self.entries + len(keys)
        if end > len(self._keys):
            grown = np.empty(2 * end, np.uint64)
            grown[: self.entries] = self._keys[: self.entries]
            self._keys = grown
        self._keys[self.entries : end] = keys
        self.entries = end

    def _list(self, start: int, texts: Sequence[str]) -> Places:
        """List *texts* under the places from *start* on; return their folded lengths, 65,535 at most."""
        lines = folded([text.encode("utf-8", "surrogatepass") if len(text) <= LONGEST else b"" for text in texts])[0]
        lines = [fold(text).text if len(text) > LONGEST else line for text, line in zip(texts, lines, strict=True)]
        lengths = np.fromiter(map(len, lines), np.intp, len(lines))
        lines = [line if len(line) <= LONGEST else "" for line in lines]
        joined, codes = _codes_of(lines)
        unclear = np.flatnonzero((codes >= FAR) & ~spaceless.take(codes))
        if len(unclear):  # behind one letter of Korean, say, the line does not show that a word ends
            places = set((np.searchsorted(np.flatnonzero(codes == 0), unclear) - 1).tolist())
            parted = [" ".join(fold(texts[at]).words) if at in places else line for at, line in enumerate(lines)]
            joined, codes = _codes_of(parted)
        found = _words_of(joined, codes)
        words, apart = (np.bincount(rows, minlength=len(texts)) for rows in (found.texts, found.texts[~found.single]))
        numbers = (found.sizes == 1) & (found.codes.take(found.starts) == ord(SLOT))
        chosen = np.flatnonzero(np.where(found.single, words.take(found.texts) == 1, ~numbers))
        self._list_words(found, chosen, start + found.texts)
        self._list_pairs(found, start)
        if numbers.any():
            numbered = np.unique(found.texts[numbers])
            figures = _words_of(*_codes_of([" ".join(_figures(texts[at])) for at in numbered.tolist()]))
            self._list_words(figures, np.arange(len(figures.starts)), start + numbered.take(figures.texts))
        short = np.flatnonzero((lengths <= SHORT) & (4 * apart >= words))
        self._list_grams([" " + lines[at] for at in short.tolist()], start + short)
        return np.minimum(lengths, 65_535)

    def _list_words(self, found: _Words, chosen: Places, places: Places) -> None:
        """List the *chosen* of the words that were *found*, which are in the texts at *places*."""
        starts, sizes = found.starts.take(chosen), found.sizes.take(chosen)
        if not len(starts):
            return
        heads = np.cumsum(sizes) - sizes
        within = np.arange(int(heads[-1] + sizes[-1])) - np.repeat(heads, sizes)
        letters = found.codes.take(np.repeat(starts, sizes) + within)
        self._note(
            _mixed(np.add.reduceat(letters * _powers.take(within, mode="clip"), heads)),
            places.take(chosen),
            lambda at: found.joined[starts[at] : starts[at] + sizes[at]],
        )

    def _list_pairs(self, found: _Words, start: int) -> None:
        """List the pairs of single letters among the words that were *found* in the texts from *start* on."""
        single, texts = found.single, found.texts
        pairs = np.flatnonzero(single[1:] & single[:-1] & (texts[1:] == texts[:-1]))
        one, two = found.starts.take(pairs), found.starts.take(pairs + 1)
        hashes = _mixed(found.codes.take(one).astype(np.uint64) << np.uint64(24) | found.codes.take(two) | _PAIR)
        self._note(hashes, start + texts.take(pairs), lambda at: found.joined[one[at]] + found.joined[two[at]])

    def _list_grams(self, lines: list[str], places: Places) -> None:
        """List the texts at *places* under every three characters of their *lines*."""
        joined, codes = _codes_of(lines)
        breaks = codes == 0
        whole = np.flatnonzero(~(breaks[:-2] | breaks[1:-1] | breaks[2:]))
        one, two, three = (codes.take(whole + step).astype(np.uint64) for step in range(3))
        hashes = _mixed(one << np.uint64(42) | two << np.uint64(21) | three | _GRAM)
        texts = np.searchsorted(np.flatnonzero(breaks), whole) - 1
        self._note(hashes, places.take(texts), lambda at: GRAM + joined[whole[at] : whole[at] + 3])


class _Words(NamedTuple):
    """The words of several lines."""

    joined: str
    """The lines one after another, a NUL around each."""
    codes: Codes
    starts: Places
    sizes: Places
    texts: Places
    """Which of the lines each is in."""
    single: NDArray[np.bool_]
    """Whether it is a letter that is a word alone."""


def _words_of(joined: str, codes: Codes) -> _Words:
    """Return the words of lines, which are *joined*: what spaces and letters of scripts without them set apart."""
    letter, lone = codes > ord(" "), spaceless.take(codes)
    edge = ~(letter[1:] & letter[:-1]) | lone[1:] | lone[:-1]
    starts = np.flatnonzero(letter[1:] & edge) + 1
    sizes = np.flatnonzero(letter[:-1] & edge) + 1 - starts
    texts = np.searchsorted(np.flatnonzero(codes == 0), starts) - 1
    return _Words(joined, codes, starts, sizes, texts, (sizes == 1) & (codes.take(starts) >= FAR))


def changing(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which of *ordered* are not the same as the one before."""
    found = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=found[1:])
    return found
