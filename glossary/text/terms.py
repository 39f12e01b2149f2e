"""The index terms of a text (words, numbers, bigrams, trigrams) and the posting lists built from them.

:func:`terms` returns the terms of one text. :class:`PostingBuilder` indexes many texts at once, eight times as fast, by
numpy arithmetic over all of their characters; the tests compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from glossary.text.batch import spaceless
from glossary.text.similarity import ODD, SLOT, Folded, fold, is_spaceless, plain, split

Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Lengths = NDArray[np.uint16]
Offsets = NDArray[np.uint16]
Places = NDArray[np.intp]
Sketches = NDArray[np.uint64]

SHORT = 60
"""The folded length up to which a text is also indexed by its trigrams (in scripts that write spaces)."""
GRAM = "\x01"
"""The prefix of a trigram term, which keeps it apart from words."""
LONGEST = 10_000
"""The folded length above which a text has only exact matches, because edit distance is quadratic."""
BITS = 512
"""The number of bits in a sketch."""
WIDE = 0x2E80
"""The first character of the East Asian scripts, whose bigrams are used instead of their trigrams."""

_FIGURES = re.compile(r"\d+")
_HIDING = "\0\u1e9e\u212a\u212b"
"""The separator of texts, and the odd characters whose lowercase is not odd: the kelvin sign becomes a plain k."""


def terms(text: str, folded: Folded, *, short: float = 1.0) -> tuple[set[str], set[str]]:
    """Return the index terms of *text*: its words, numbers and bigrams, and separately its trigrams if it is short.

    Bigrams are made of adjacent letters in scripts without spaces. A query has trigrams up to *short* times the length
    of an indexed text, because the text that it resembles may be shorter.
    """
    line, words = folded
    spaced = [word for word in words if not is_spaceless(word)]
    found = set(spaced)
    if SLOT in found:
        found.discard(SLOT)
        for word in split(plain(text)):
            if word[0].isdecimal():
                found.update(_FIGURES.findall(word))
    if len(spaced) < len(words):
        found.update([one + other for one, other in pairwise(words) if is_spaceless(one) and is_spaceless(other)])
    if not found:
        found.update(words)
    if 4 * len(spaced) < len(words) or len(line) > SHORT * short:
        return found, set()
    line = " " + line
    return found, {GRAM + line[at : at + 3] for at in range(len(line) - 2)}


# Many texts at once

_LETTER, _DIGIT, _ALONE, _JOINT, _ODD, _SPACE, _NEW = 1, 2, 4, 8, 16, 32, 128
"""Flags of a character. Words consist of letters and digits; ``_ALONE`` marks a letter of a script without spaces,
which is a word by itself; a joint may stand between the digits of a number, a space between its thousands; odd
characters are changed by :func:`~glossary.text.similarity.plain`. ``_NEW`` marks a character not classified yet."""
_kinds = np.full(0x110000, _NEW, np.uint8)
"""The flags of each character, filled in when the character is first seen."""
_BATCH = 60_000
"""How many characters are processed at once, so that the arrays fit into the processor's cache."""
_PART = 256
"""How many texts are sketched at once, for the same reason."""
_BASE = 0x9E3779B97F4A7C15
"""The base of the polynomial hash of a word."""
_SLOTS = 1 << 16
"""The size of the table of known hashes that is consulted before the dictionary of terms."""
_NAMES = 1 << 16
"""How many terms the dictionary may keep after the posting lists have been taken out."""
_powers: Hashes = np.cumprod(np.full(LONGEST * 2, _BASE, np.uint64), dtype=np.uint64)


def _kinds_of(codes: Codes) -> NDArray[np.uint8]:
    """Return the flags of each character."""
    kinds = _kinds.take(codes)
    if kinds.max() >= _NEW:
        for code in set(codes[kinds >= _NEW].tolist()):
            _kinds[code] = _kind(chr(code))
        kinds = _kinds.take(codes)
    return kinds


def _kind(char: str) -> int:
    """Return the flags of *char*."""
    if char in ".,:/":
        return _JOINT
    odd = _ODD if ODD.match(char) else 0
    if char.isdecimal():
        return odd | _DIGIT
    if char.isspace():
        return odd | _SPACE
    return odd | (_ALONE if spaceless[ord(char)] else _LETTER if split(char) else 0)


def _codes_of(texts: Sequence[str]) -> tuple[str, Codes]:
    """Return *texts* joined, a NUL around each, as text and as code points."""
    joined = "\0" + "\0".join(texts) + "\0"
    return joined, np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)


def _mixed(numbers: Hashes) -> Hashes:
    """Return *numbers* with their bits mixed (a part of splitmix64); the array is changed in place."""
    numbers ^= numbers >> np.uint64(29)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(32)
    return numbers


def sketch_of(text: str) -> NDArray[np.uint64]:
    """Return the sketch of *text*: eight 64-bit numbers whose bits say which trigrams occur, hashed to 512.

    East Asian scripts have bigrams instead.

    >>> one, other = map(sketch_of, ["The talks began.", "the talks began!"])
    >>> int(np.bitwise_count(one ^ other).sum())
    4
    """
    sketch: Hashes = sketches_of([text])[0]
    return sketch


def sketches_of(texts: Sequence[str]) -> Sketches:
    """Return the sketch of each of *texts*."""
    parts = [np.zeros((0, BITS // 64), np.uint64)]
    for start in range(0, len(texts), _PART):
        lines = [plain(text[:LONGEST]).replace("\0", " ") for text in texts[start : start + _PART]]
        codes = _codes_of(lines)[1]
        parts.append(_sketched(codes, np.flatnonzero(codes == 0)))
    return np.concatenate(parts)


def unpacked(packed: bytes) -> Sketches:
    """Return the sketches in *packed*, as a store keeps them."""
    return np.frombuffer(packed, "<u8").reshape(-1, BITS // 64)


def grams(codes: Codes) -> Codes:
    """Return a hash of 9 bits for every three adjacent characters, or for two if the first is East Asian."""
    mixed = codes[2:] * np.uint32(3266489917)
    mixed[codes[:-2] >= WIDE] = 0
    mixed ^= codes[:-2] * np.uint32(2654435761)
    mixed ^= codes[1:-1] * np.uint32(2246822507)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(739982445)
    mixed >>= np.uint32(23)
    return mixed


def _sketched(codes: Codes, breaks: Places) -> Sketches:
    """Return the sketches of the texts in *codes*, which are separated at the *breaks*."""
    sizes = np.diff(breaks)
    flags = np.zeros((len(sizes) + 1, BITS), np.bool_)  # row 0 takes what begins at a separator or right before it
    mixed = grams(np.append(codes, np.uint32(0)))
    mixed += np.repeat(np.arange(BITS, flags.size, BITS, dtype=np.uint32), sizes)
    mixed[breaks[:-1]] = mixed[breaks[1:] - 1] = 0
    flags.ravel()[mixed] = True
    sketches: Sketches = np.packbits(flags[1:], axis=1).view(np.uint64)
    return sketches


class PostingBuilder:
    """Collects the posting lists of at most 65,536 texts."""

    def __init__(self) -> None:
        self.entries = 0
        """The number of postings."""
        self._names: dict[int, str] = {}
        """The term of each hash."""
        self._slots = np.full(_SLOTS, -1, np.int64)
        """Hashes that are in the dictionary of terms, each at the index of its last bits."""
        self._keys: Hashes = np.empty(1 << 14, np.uint64)
        """The postings, with room to grow: 48 bits of the hash of a term above 16 bits of the place of a text."""

    def add(self, start: int, texts: Sequence[str]) -> tuple[Lengths, Sketches]:
        """Index *texts* at the places from *start* on; return their folded lengths and their sketches."""
        lengths = np.zeros(len(texts), np.uint16)
        sketches = np.zeros((len(texts), BITS // 64), np.uint64)
        first = 0
        while first < len(texts):
            end, size = first, 0
            while end < len(texts) and size < _BATCH and len(texts[end]) <= LONGEST:
                size += len(texts[end])
                end += 1
            if end > first:
                lengths[first:end], sketches[first:end] = self._add_batch(start + first, texts[first:end])
                first = end
            else:
                lengths[first] = self._add_long(start + first, texts[first])
                sketches[first] = sketch_of(texts[first])
                first += 1
        return lengths, sketches

    def drain(self) -> Iterator[tuple[str, Offsets]]:
        """Yield each term in order, with the places of the texts that contain it; the builder is empty afterwards."""
        if not self.entries:
            return
        keys = self._keys[: self.entries]
        self.entries = 0
        keys.sort()
        offsets = keys.astype(np.uint16)
        keys >>= np.uint64(16)
        edges = np.append(np.flatnonzero(changing(keys)), len(keys))
        names = self._names
        found = [names[number] for number in keys[edges[:-1]].tolist()]
        for at in sorted(range(len(found)), key=found.__getitem__):
            yield found[at], offsets[edges[at] : edges[at + 1]]
        if len(names) > _NAMES:
            names.clear()
            self._slots.fill(-1)

    def _add_long(self, place: int, text: str) -> int:
        """Index one long text; return its folded length."""
        folded = fold(text)
        if len(folded.text) <= LONGEST:
            found = sorted(set().union(*terms(text, folded)))
            hashes = [self._hash(term) for term in found]
            self._post(np.array(hashes, np.uint64), np.full(len(found), place), found.__getitem__)
        return min(len(folded.text), 65_535)

    @staticmethod
    def _hash(term: str) -> int:
        """Return the hash that the vectorized methods compute for *term*."""
        codes = np.frombuffer(term.encode("utf-32-le", "surrogatepass"), np.uint32)
        if term[0] == GRAM:
            return int(_hash_trigrams(codes[1:2], codes[2:3], codes[3:4])[0])
        if len(term) == 2 and is_spaceless(term[0]) and is_spaceless(term[1]):
            return int(_hash_bigrams(codes[:1], codes[1:])[0])
        return int(_mixed((codes * _powers.take(np.arange(len(codes)), mode="clip")).sum(keepdims=True))[0])

    def _post(self, hashes: Hashes, places: Places, term_at: Callable[[int], str]) -> None:
        """Add a posting for each of *hashes* and *places*; *term_at* returns the term of the posting at an index."""
        hashes &= np.uint64(0xFFFF_FFFF_FFFF_0000)
        # Nearly all terms are known: only the hashes missing from the slots are looked up one by one.
        numbers = (hashes >> np.uint64(16)).view(np.int64)
        names, slots = self._names, self._slots
        unsure = np.flatnonzero(slots.take(numbers & (_SLOTS - 1)) != numbers)
        for number, at in zip(numbers.take(unsure).tolist(), unsure.tolist(), strict=True):
            if number not in names:
                names[number] = term_at(at)
                if slots[number & (_SLOTS - 1)] < 0:
                    slots[number & (_SLOTS - 1)] = number
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

    def _add_batch(self, start: int, texts: Sequence[str]) -> tuple[NDArray[np.float64], Sketches]:
        """Index *texts* at the places from *start* on; return their folded lengths and their sketches."""
        joined, codes, kinds = _plain_of(texts)
        breaks = np.flatnonzero(codes == 0)
        sketches = _sketched(codes, breaks)
        found = _tokens_of(codes, kinds, breaks)
        if not len(found.starts):
            return np.zeros(len(texts)), sketches
        lengths = np.bincount(found.text_of, found.widths, len(texts))
        words = np.bincount(found.text_of, ~found.goes_on, len(texts))
        spaced = np.bincount(found.text_of, ~found.goes_on & ~found.single, len(texts))
        self._post_words(start, joined, found, words == 1)
        short = (lengths <= SHORT) & (4 * spaced >= words)
        if short.any():
            self._post_trigrams(start, found, short)
        return np.minimum(lengths, 65_535), sketches

    def _post_words(self, start: int, joined: str, found: _Tokens, one_word: NDArray[np.bool_]) -> None:
        """Add the words, numbers and bigrams of the *joined* texts; *one_word* flags the texts of a single word."""
        codes, starts, sizes, text_of, single = found.codes, found.starts, found.sizes, found.text_of, found.single
        bigrams = np.flatnonzero(single[1:] & single[:-1] & (text_of[1:] == text_of[:-1]))
        if len(bigrams):
            self._post(
                _hash_bigrams(codes.take(starts.take(bigrams)), codes.take(starts.take(bigrams + 1))),
                text_of.take(bigrams) + start,
                lambda at: joined[starts[bigrams[at]]] + joined[starts[bigrams[at] + 1]],
            )
        # The hash of a token is the sum of its code points, each times a power that depends on its index in the token.
        indexes = _indexes_within(sizes)
        letters = codes.take(np.repeat(starts, sizes) + indexes)
        hashes = _mixed(np.add.reduceat(letters * _powers.take(indexes, mode="clip"), np.cumsum(sizes) - sizes))
        chosen = np.flatnonzero(~single | one_word.take(text_of))
        self._post(
            hashes.take(chosen),
            text_of.take(chosen) + start,
            lambda at: joined[starts[chosen[at]] : starts[chosen[at]] + sizes[chosen[at]]],
        )

    def _post_trigrams(self, start: int, found: _Tokens, short: NDArray[np.bool_]) -> None:
        """Add the trigrams of the *short* texts."""
        chosen = np.flatnonzero(short.take(found.text_of) & (found.widths > 0))
        if not len(chosen):
            return
        starts, widths, text_of = (row.take(chosen) for row in (found.starts, found.widths, found.text_of))
        numeric = found.numeric.take(chosen)
        sizes = np.where(numeric, 1, found.sizes.take(chosen))  # a number becomes one character
        # Build the line of all folded texts, each preceded by a NUL and a space; it has spaces wherever nothing is set.
        places = np.cumsum(widths) - widths
        first = changing(text_of)
        places += 2 * np.cumsum(first)
        line = np.full(int(places[-1] + widths[-1]), 0x20, np.uint32)
        line[places[first] - 2] = 0
        indexes = _indexes_within(sizes)
        line[np.repeat(places, sizes) + indexes] = found.codes.take(np.repeat(starts, sizes) + indexes)
        line[places[numeric]] = ord(SLOT)
        trigrams = np.flatnonzero((line[:-2] != 0) & (line[1:-1] != 0) & (line[2:] != 0))
        one, two, three = line.take(trigrams), line.take(trigrams + 1), line.take(trigrams + 2)
        number = np.searchsorted(places[first] - 2, trigrams, "right") - 1
        self._post(
            _hash_trigrams(one, two, three),
            text_of[first].take(number) + start,
            lambda at: GRAM + chr(one[at]) + chr(two[at]) + chr(three[at]),
        )


class _Tokens(NamedTuple):
    """The words and the digit groups of several texts, in order."""

    codes: Codes
    """The code points of the texts."""
    starts: Places
    sizes: Places
    text_of: Places
    """The index of the text that each token is in."""
    numeric: NDArray[np.bool_]
    single: NDArray[np.bool_]
    """Whether the token is one letter of a script without spaces."""
    goes_on: NDArray[np.bool_]
    """Whether the token continues the number before it."""
    widths: NDArray[np.intp]
    """How many characters the token takes in the folded text, including the space after it."""


def _tokens_of(codes: Codes, kinds: NDArray[np.uint8], breaks: Places) -> _Tokens:
    """Return the tokens of the texts in *codes*, separated at the *breaks*; *kinds* are the flags of *codes*."""
    starts, ends = _token_edges(kinds)
    sizes = ends - starts
    text_of = np.searchsorted(breaks, starts) - 1
    numeric = (kinds.take(starts) & _DIGIT) != 0
    single = (sizes == 1) & (codes.take(starts) >= 0x0E00) & ~numeric
    goes_on = np.zeros(len(starts), np.bool_)
    adjacent = numeric[1:] & numeric[:-1] & (starts[1:] == ends[:-1] + 1)
    goes_on[1:] = adjacent & ((kinds.take(ends[:-1]) & _JOINT) != 0)
    thousands = ((kinds.take(ends[:-1]) & _SPACE) != 0) & (sizes[:-1] < 4) & (sizes[1:] == 3)
    goes_on[1:] |= adjacent & thousands & ~goes_on[:-1]
    widths = np.where(numeric, np.where(goes_on, 0, 2), np.where(single, 1, sizes + 1))
    return _Tokens(codes, starts, sizes, text_of, numeric, single, goes_on, widths)


def _plain_of(texts: Sequence[str]) -> tuple[str, Codes, NDArray[np.uint8]]:
    """Return the plain forms of *texts* joined, a NUL around each: as text, as code points, and the flags of those."""
    whole = "".join(texts)
    hiding = [char for char in _HIDING if char in whole]
    lines = [text.lower().replace("ё", "е") for text in texts]
    if hiding:
        _replace_by_plain(lines, texts, {at for at, text in enumerate(texts) if any(map(text.__contains__, hiding))})
    joined, codes = _codes_of(lines)
    kinds = _kinds_of(codes)
    odd = np.flatnonzero((kinds & _ODD) != 0)
    if len(odd):
        breaks = np.flatnonzero(codes == 0)
        if _replace_by_plain(lines, texts, set((np.searchsorted(breaks, odd) - 1).tolist())):
            joined, codes = _codes_of(lines)
            kinds = _kinds_of(codes)
    return joined, codes, kinds


def _replace_by_plain(lines: list[str], texts: Sequence[str], places: set[int]) -> bool:
    """Put the plain forms of the *texts* at *places* into *lines*; return whether that changed a line."""
    before = [lines[at] for at in places]
    for at in places:
        lines[at] = plain(texts[at]).replace("\0", " ")
    return before != [lines[at] for at in places]


def changing(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which of *ordered* differ from the value before them."""
    found = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=found[1:])
    return found


def _indexes_within(sizes: Places) -> Places:
    """Return 0, 1 … for each of *sizes*, joined: the index of every character in its token."""
    ends = np.cumsum(sizes)
    return np.arange(int(ends[-1])) - np.repeat(ends - sizes, sizes)


def _hash_bigrams(one: Codes, other: Codes) -> Hashes:
    return _mixed(one.astype(np.uint64) << np.uint64(24) | other | np.uint64(1 << 62))


def _hash_trigrams(one: Codes, two: Codes, three: Codes) -> Hashes:
    wide = one.astype(np.uint64) << np.uint64(42) | two.astype(np.uint64) << np.uint64(21) | three
    return _mixed(wide | np.uint64(1 << 63))


def _token_edges(kinds: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Return the starts and the ends of the words and of the digit groups of numbers."""
    within = (kinds & (_LETTER | _DIGIT)) != 0  # never the first or the last character, which are separators
    edges = np.flatnonzero(within[1:] != within[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    # A run that begins with digits is split into a number and a word.
    turns = np.flatnonzero(((kinds[:-1] & _DIGIT) != 0) & ((kinds[1:] & _LETTER) != 0)) + 1
    if len(turns):
        runs = np.searchsorted(starts, turns, "right") - 1
        turns = turns[((kinds.take(starts.take(runs)) & _DIGIT) != 0) & (np.diff(runs, prepend=-1) != 0)]
        starts, ends = np.sort(np.concatenate([starts, turns])), np.sort(np.concatenate([ends, turns]))
    singles = np.flatnonzero((kinds & _ALONE) != 0)
    if len(singles):
        starts = np.sort(np.concatenate([starts, singles]))
        ends = np.sort(np.concatenate([ends, singles + 1]))
    return starts, ends
