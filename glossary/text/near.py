"""Which of many texts are near to a text: the index behind the memory's fuzzy matches and behind merging.

Three sieves, each of which passes on fewer texts and looks at them more closely:

1. *Terms*. Every text is listed under its words and numbers (pairs of letters where no spaces are written; short
   texts under every three letters, too). The rarest terms of the query give the texts that share most of what is
   rare, by the sum of their inverse document frequencies, among texts of a length that can match at all.
2. *Sketches*. Of the best of them, a sketch of 256 bits (which pairs of letters occur) and the length are compared
   with those of the query, for what the rarest terms do not show.
3. *Scores*. What is left is compared for good (:mod:`glossary.text.similarity`), the nearest first, and the others
   only where their sketches promise as much.

Nothing is compared that cannot reach the score that is asked for. What the first two sieves lose is measured by
``benchmarks/memory.py``; :func:`rescore` over all the texts is the slow answer that they are held against.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Callable, Iterable
from itertools import accumulate
from math import inf, log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from glossary.text import batch
from glossary.text.similarity import FAR, Folded, Score, ceiling, fold, score
from glossary.text.terms import BITS, LONGEST, Lengths, Listing, Sketches, sketch_of, terms

Positions = NDArray[np.intp]
Keys = NDArray[np.int64]
"""Entries of posting lists: the position of a text, and below it, in 20 bits, what a term counts that it has."""

Texts = dict[bytes, tuple[int, float]]
"""Texts in UTF-8, each with its place among those asked for, and the points that it loses for other reasons than its
words: they count for the order and for the least score, but are not part of the scores."""

WIDTH = 20
"""Bits of a weight in a key."""
PENDING = (1 << WIDTH) - 1
"""The weight of a text that is in no posting list yet: more than all the terms of another one."""
SCALE = 1 << 11
"""What weights are multiplied by, so that they can be whole numbers, whose sums do not depend on their order."""
WORDS, PAIRS, GRAMS = 6, 10, 6
"""How many of the query's rarest words are looked up (of words and pairs of letters, where it has such as most scripts
without spaces have: a slip of the pen makes two rare pairs), and how many of its rarest three letters."""
BUDGET = 25_000
"""How many entries of posting lists are read at most; the rarest term is read in any case."""
SHARED = 1_500
"""How many texts pass the first sieve."""
UNLIKE = 0.1
"""What a sketch is farther from the query's whose text has no length in common with it."""
RESCORED = 250
"""How many texts pass the second sieve."""
ROUND = 48
"""How many of them are compared first: the others only where their sketches promise as much as was found."""
PATIENCE = 24
"""How many of a round are scored one after another without one that is good enough: the others are less alike."""
TRUST = 6.0
"""How many points more than those compared so far another text may reach, beside what its sketch promises."""
ALIKE = 3
"""How many texts more than are wanted are scored that fold to the same one: of thousands that differ in their numbers,
those in which the fewest numbers, words and marks are others."""
_SIGNS = re.compile(r"\w+|[^\w\s]")
"""Words and marks: another one costs a point or two, however long it is."""
_DIGITS = b"0123456789"
_NUMBERS = bytes(code if code in _DIGITS else 32 for code in range(256))
"""Leaves of a text its numbers, of which the same is true."""


class Chosen(NamedTuple):
    """Texts that passed the sieves, nearest first."""

    positions: list[int]
    promises: list[float]
    """The most points to be expected of each."""


class Shapes:
    """The lengths and sketches of many texts, by position; they grow at the end."""

    def __init__(self) -> None:
        self.count = 0
        self.lengths: Lengths = np.zeros(0, np.uint16)
        self.sketches: Sketches = np.zeros((0, BITS // 64), np.uint64)

    def reserve(self, size: int) -> None:
        """Make room for positions below *size*, in steps that grow with what is there."""
        had = len(self.lengths)
        if size > had:
            size = max(size, min(had * 2, had + 65_536))
            lengths, sketches = np.zeros(size, np.uint16), np.empty((size, BITS // 64), np.uint64)
            lengths[:had], sketches[:had] = self.lengths, self.sketches
            self.lengths, self.sketches = lengths, sketches

    def put(self, start: int, lengths: Lengths, sketches: Sketches | None = None) -> None:
        """Put *lengths* and *sketches* at *start* and behind."""
        end = start + len(lengths)
        self.reserve(end)
        self.lengths[start:end] = lengths
        if sketches is not None:
            self.sketches[start:end] = sketches
        self.count = max(self.count, end)

    def choose(
        self,
        keys: Keys,
        folded: Folded,
        mark: NDArray[np.uint64],
        minimum: float,
        *,
        sketches: Callable[[Positions], Sketches] | None = None,
    ) -> Chosen:
        """Return the positions that are worth a comparison with the query, nearest first.

        *keys* are those of all the entries of all its terms; *mark* is the sketch of the query.
        *sketches* returns those at some positions, where they have not been put here.
        """
        # take() and whole numbers of the machine's size: indexing with arrays takes five times as long.
        low, high = bounds(len(folded.text), minimum)
        lengths = self.lengths.take(keys >> WIDTH)
        keys = keys.compress((lengths >= low) & (lengths <= high))
        if not len(keys):
            return Chosen([], [])
        possible, size = np.arange(high + 1), len(folded.text)
        unlike = np.abs(possible - size) / np.maximum(possible, size)
        positions = self._sharing(keys, unlike)
        found = sketches(positions) if sketches else self.sketches.take(positions, axis=0)
        apart = _ones(found ^ mark)
        shares = apart / (apart + 2 * _ones(found & mark) + 1.0) + UNLIKE * unlike.take(self.lengths.take(positions))
        if len(positions) > RESCORED:
            best = _least(shares, RESCORED)
            positions, shares = positions.take(best), shares.take(best)
        order = np.lexsort((positions, shares))
        return Chosen(positions.take(order).tolist(), promised(folded, shares.take(order)).tolist())

    def _sharing(self, keys: Keys, unlike: NDArray[np.float64]) -> Positions:
        """Return the positions that *keys* name, of too many those that share most with the query: the first sieve.

        *unlike* says of each length how much it differs from that of the query: none 0, all 1.
        """
        keys.sort()
        positions = keys >> WIDTH
        ends = np.append(np.flatnonzero(positions[1:] != positions[:-1]), len(keys) - 1)
        positions = positions.take(ends)
        if len(positions) <= SHARED:
            return positions
        keys &= PENDING
        sums = np.cumsum(keys).take(ends)
        sums[1:] -= sums[:-1].copy()
        # negative: the best are the least
        return positions.take(_least(sums * (unlike - 1).take(self.lengths.take(positions)), SHARED))


def _least(values: NDArray[Any], count: int) -> Positions:
    """Return where the *count* least of *values* stand; of equal ones the first, whatever the processor."""
    edge = np.partition(values, count - 1)[count - 1]
    below = np.flatnonzero(values < edge)
    return np.concatenate((below, np.flatnonzero(values == edge)[: count - len(below)]))


def _ones(sketches: Sketches) -> NDArray[np.uint32]:
    """Return how many bits are set in each of *sketches* (255 at most)."""
    counts = np.bitwise_count(sketches).view(np.uint32).ravel()
    summed: NDArray[np.uint32] = (counts * np.uint32(0x01010101)) >> np.uint32(24)  # the sum of the four bytes
    return summed


def promised(folded: Folded, apart: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the most points to be expected of texts whose sketches differ from the query's in the shares *apart*.

    Measured, not proven: of texts that reach 70, three in a thousand reach more, of those with slips of the pen one in
    twenty. A letter that differs takes two pairs of letters with it, and weighs more in a short text.
    """
    spaceless = len(folded.text) < 1.5 * len(folded.words)  # most words are letters of a script without spaces
    base, slope, short = (0.0855, 0.00785, 4.3) if spaceless else (0.043, 0.0052, 6.6)
    return 100 - (apart - base - short / (len(folded.text) + 1)) / slope


def bounds(size: int, minimum: float) -> tuple[int, int]:
    """Return the least and the greatest folded length that a text may have to reach *minimum* with one of *size*."""
    share = max(minimum, 1.0) / 100
    return int(size * share), min(65_535, int(size / share) + 1)


def weights(
    text: str, folded: Folded, minimum: float, count: int, known: Callable[[set[str]], dict[str, int]]
) -> dict[str, int]:
    """Return the terms to look up for *text*, rarest first, each with what it counts that one of *count* texts has it.

    So many words, so many three letters, within the budget. *known* returns how many texts have each of some terms, as
    far as any has it.
    """
    words, grams = terms(text, folded, short=100 / max(minimum, 50.0))
    frequencies = known(words | grams)
    most = PAIRS if FAR.search(folded.text) else WORDS
    picked = sorted([(frequencies[term], term) for term in words if term in frequencies])[:most]
    picked += sorted([(frequencies[term], term) for term in grams if term in frequencies])[:GRAMS]
    picked.sort()
    totals = accumulate(often for often, _ in picked)
    return {
        term: int(SCALE * log(1 + count / max(often, 1)))
        for (often, term), total in zip(picked, totals, strict=True)
        if total <= BUDGET or term == picked[0][1]
    }


def rescore(query: str, folded: Folded, texts: Texts, minimum: float, limit: int) -> list[tuple[bytes, Score]]:
    """Return (text, score) of the *limit* best of *texts* that reach *minimum*, best first, earlier ones first.

    Every text is looked at: this is the slow answer.
    """
    best = _Best(minimum, limit)
    for text, (_, handicap) in texts.items():
        shown = text.decode("utf-8", "surrogatepass")
        other, least = fold(shown), best.least + handicap
        if ceiling(folded, other, least) >= least - 0.06:
            found = score(query, shown, folded, other, least=least)
            if found.points - handicap >= best.least:
                best.take(text, found, found.points - handicap)
    return best.ranked()


class _Best:
    """The *limit* best of the texts that were compared, and the points that another one has to have."""

    def __init__(self, minimum: float, limit: int) -> None:
        self.least = minimum
        self.limit = limit
        self.beyond = -inf
        """How many points more than promised one of the texts has that were good enough."""
        self.rows: list[tuple[float, bytes, Score]] = []

    def take(self, text: bytes, found: Score, points: float) -> None:
        """Take in a text that has enough *points*; of equal ones the first stays."""
        insort(self.rows, (points, text, found), key=lambda row: -row[0])
        del self.rows[self.limit :]
        if len(self.rows) == self.limit:
            self.least = self.rows[-1][0]

    def ranked(self) -> list[tuple[bytes, Score]]:
        """Return them with their scores, best first."""
        return [(text, found) for _, text, found in self.rows]


def sift(
    query: str, folded: Folded, chosen: Chosen, read: Callable[[list[int]], Texts], minimum: float, limit: int
) -> list[tuple[bytes, Score]]:
    """Return (text, score) of the *limit* best of the *chosen* texts that reach *minimum*, best first.

    *read* returns the texts at some positions.
    """
    best, promises = _Best(minimum, limit), chosen.promises
    for start, end in (0, min(ROUND, len(promises))), (ROUND, len(promises)):
        most = min(0.0, best.beyond + TRUST) if best.rows else 0.0
        end = bisect_right(promises, most - best.least, start, end, key=lambda points: -points)
        if start < end:
            _compare(query, folded, read(chosen.positions[start:end]), promises[start:end], best)
    return best.ranked()


def _compare(query: str, folded: Folded, texts: Texts, promises: list[float], best: _Best) -> None:
    """Score a round of *texts*, and take in what is good enough to be among the *best*."""
    idle = 0
    for text, bound, line, characters in _promising(query, folded, texts, best) if texts else ():
        if bound < best.least - 0.06 or idle == PATIENCE:
            break
        idle += 1
        place, handicap = texts[text]
        shown = text.decode("utf-8", "surrogatepass")
        other = _parted(line) or fold(shown)
        found = score(query, shown, folded, other, least=best.least + handicap, characters=characters)
        if found.points - handicap >= best.least:
            idle = 0
            best.beyond = max(best.beyond, found.points - promises[place])
            best.take(text, found, found.points - handicap)


def _parted(line: str) -> Folded | None:
    """Return the text that folds to *line*, in words; None where it does not show where they begin."""
    if line.isascii() or not FAR.search(line):
        return Folded(line, line.split())
    return None if " " in line else Folded(line, list(line))


def _promising(query: str, folded: Folded, texts: Texts, best: _Best) -> list[tuple[bytes, float, str, int]]:
    """Return (text, bound, folded text, characters that differ) of the *texts* that may be among the *best*.

    First come those of which the bound is best. Of those that fold alike and lose as much for other reasons, few more
    come back than are wanted.
    """
    least, most = best.least, best.limit + ALIKE
    names = list(texts)
    lines = batch.folded(names)
    longest = np.maximum(np.fromiter(map(len, lines), np.intp, len(lines)), len(folded.text))
    # A share, not a distance, so that a short text is given up as soon as a long one; what is given up is 0.
    enough = min(1.0, max(0.0, least / 100 - 0.001))
    shares = process.cdist([folded.text], lines, scorer=Levenshtein.normalized_similarity, score_cutoff=enough)[0]
    apart = np.rint((1 - shares) * longest).astype(np.intp)
    likeness = 100.0 - 100.0 * apart / longest - np.array([lost for _, lost in texts.values()])
    order = np.argsort(-likeness, kind="stable")
    chosen = order.compress(likeness.take(order) >= least - 0.06).tolist()
    bounds, differing = likeness.tolist(), apart.tolist()
    if len(chosen) > most:
        chosen = _thinned(query, names, lines, bounds, chosen, most)
    return [(names[at], bounds[at], lines[at], differing[at]) for at in chosen]


def _thinned(
    query: str, names: list[bytes], lines: list[str], bounds: list[float], chosen: list[int], most: int
) -> list[int]:
    """Return the *chosen* but those that fold alike and have more signs that *query* has not than *most* others."""
    groups: dict[tuple[str, float], list[int]] = {}
    for at in chosen:
        groups.setdefault((lines[at], bounds[at]), []).append(at)
    if len(groups) + most > len(chosen):
        return chosen
    asked = query.encode("utf-8", "surrogatepass")
    numbers, rest = asked.translate(_NUMBERS).split(), _signs(asked.translate(None, _DIGITS))
    left = set(chosen)
    for group in groups.values():
        if len(group) > most:
            others: dict[bytes, int] = {}  # most of them differ in their numbers only
            unlike = []
            for at in group:
                other, figures = names[at].translate(None, _DIGITS), names[at].translate(_NUMBERS).split()
                if other not in others:
                    others[other] = Levenshtein.distance(rest, _signs(other))
                unlike.append((others[other] + Levenshtein.distance(numbers, figures), at))
            left.difference_update([at for _, at in sorted(unlike)[most:]])
    return [at for at in chosen if at in left]


def _signs(text: bytes) -> list[str]:
    """Return the words and marks of *text*."""
    return _SIGNS.findall(text.decode("utf-8", "surrogatepass"))


class NearIndex:
    """An index of texts in memory that finds those near to another text.

    >>> index = NearIndex(["Open the file", "Close the window", "Open all files"])
    >>> index.nearest("Open the files", minimum=60)
    [(0, 93.3), (2, 76.7)]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = list(texts)
        self._shapes = Shapes()
        self._postings: dict[str, list[Positions]] = {}
        for start in range(0, len(self.texts), 1 << 16):
            listing = Listing()
            self._shapes.put(start, *listing.add(0, self.texts[start : start + (1 << 16)]))
            for term, offsets in listing.lists():
                self._postings.setdefault(term, []).append(offsets.astype(np.intp) + start)
        self._places: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts):
            self._places.setdefault(text, []).append(number)

    def nearest(self, text: str, minimum: float = 70.0, limit: int = 5) -> list[tuple[int, float]]:
        """Return (index, score) of the texts nearest to *text*: best first, none below *minimum* (0 to 100)."""
        folded = fold(text)
        if len(folded.text) > LONGEST:
            return [(at, 100.0) for at, other in enumerate(self.texts) if other == text][:limit]
        if folded.words:
            picked = weights(text, folded, minimum, len(self.texts), self._frequencies)
            if not picked:
                return []
            keys = np.concatenate([part << WIDTH | picked[term] for term in picked for part in self._postings[term]])
            chosen = self._shapes.choose(keys, folded, sketch_of(text), minimum)
            found = sift(text, folded, chosen, self._read, minimum, limit)
        else:
            wordless = np.flatnonzero(self._shapes.lengths[: self._shapes.count] == 0)[:SHARED].tolist()
            found = rescore(text, folded, self._read(wordless), minimum, limit)
        places = [
            (at, score.points) for other, score in found for at in self._places[other.decode("utf-8", "surrogatepass")]
        ]
        return places[:limit]

    def _frequencies(self, wanted: set[str]) -> dict[str, int]:
        return {term: sum(map(len, self._postings[term])) for term in wanted & self._postings.keys()}

    def _read(self, positions: list[int]) -> Texts:
        """Return the texts at *positions*."""
        return {self.texts[at].encode("utf-8", "surrogatepass"): (place, 0.0) for place, at in enumerate(positions)}
