"""Finding the texts most similar to a query: the index for the memory's fuzzy matches and for merging.

Three sieves, each of which passes fewer texts to a closer comparison:

1. *Terms*. Every text is indexed by its words and numbers (bigrams in scripts without spaces; short texts by trigrams
   as well). The rarest terms of the query select candidates of a possible length; those that share the most rare terms
   pass, by the sum of inverse document frequencies.
2. *Sketches*. The candidates are ranked by the distance between their sketch (512 bits that say which trigrams occur)
   and that of the query, and by the difference in length.
3. *Scores*. What is left is scored (:mod:`glossary.text.similarity`), the nearest first, and the rest only if their
   sketches promise a score as high as those found.

Texts that cannot reach the required score are never compared. ``benchmarks/memory.py`` measures what the first two
sieves lose; :func:`rescore` over all texts is the slow way they are compared with.
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
from glossary.text.terms import BITS, LONGEST, Lengths, PostingBuilder, Sketches, sketch_of, terms

Positions = NDArray[np.intp]
Keys = NDArray[np.int64]
"""Postings: the position of a text, and in the 20 bits below it the weight of a term that the text contains."""

Texts = dict[bytes, tuple[int, float]]
"""Texts in UTF-8, each with its index in the request and its handicap: points lost for other reasons than the text,
such as the penalty of a memory. They count for the order and for the minimum, but are not part of the score."""

Reader = Callable[[list[int]], Texts]
"""Returns the texts at some positions."""

WIDTH = 20
"""The bits of a weight in a key."""
PENDING = (1 << WIDTH) - 1
"""The weight of a text that is not in the posting lists yet: more than the terms of any other text add up to."""
SCALE = 1 << 11
"""The factor that makes weights integers, whose sums do not depend on the order of addition."""
WORDS, PAIRS, GRAMS = 6, 10, 6
"""How many of the query's rarest words are looked up (words and bigrams in a script without spaces, where a typo makes
two rare bigrams), and how many of its rarest trigrams."""
BUDGET = 25_000
"""The most postings that are read; those of the rarest term are always read."""
SHARED = 1_500
"""How many texts pass the first sieve."""
UNLIKE = 0.1
"""How much a complete difference in length adds to the distance between two sketches."""
RESCORED = 128
"""How many texts pass the second sieve, unless more matches are wanted."""
ROUND = 48
"""How many of them are compared in the first round; the second round takes those whose sketches promise enough."""
PATIENCE = 20
"""A round ends after so many texts in a row that were not good enough: those that follow are less similar."""
TRUST = 6.0
"""How many points more a text may exceed its promise than the texts compared so far did."""
ALIKE = 3
"""How many more texts than wanted are scored of those with the same folded form: of thousands that differ in their
numbers only, those with the fewest different numbers, words and punctuation marks."""
_SIGNS = re.compile(r"\w+|[^\w\s]")
"""Words and punctuation marks; a different one costs a point or two, however long it is."""
_DIGITS = b"0123456789"
_NUMBERS = bytes(code if code in _DIGITS else 32 for code in range(256))
"""A translation table that replaces everything but digits by spaces."""


class Chosen(NamedTuple):
    """Texts that passed the first two sieves, nearest first."""

    positions: list[int]
    promises: list[float]
    """The highest score that each is expected to reach."""


class Shapes:
    """The lengths and sketches of many texts, by position, in arrays that grow at the end."""

    def __init__(self) -> None:
        self.count = 0
        self.lengths: Lengths = np.zeros(0, np.uint16)
        self.sketches: Sketches = np.zeros((0, BITS // 64), np.uint64)

    def reserve(self, size: int) -> None:
        """Make room for positions below *size*, growing the arrays in large steps."""
        room = len(self.lengths)
        if size > room:
            size = max(size, min(room * 2, room + 65_536))
            lengths, sketches = np.zeros(size, np.uint16), np.empty((size, BITS // 64), np.uint64)
            lengths[:room], sketches[:room] = self.lengths, self.sketches
            self.lengths, self.sketches = lengths, sketches

    def put(self, start: int, lengths: Lengths, sketches: Sketches | None = None) -> None:
        """Store *lengths* and *sketches* at the positions from *start* on."""
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
        sketch: NDArray[np.uint64],
        minimum: float,
        limit: int,
        *,
        sketches: Callable[[Positions], Sketches] | None = None,
    ) -> Chosen:
        """Return the positions of the texts that are worth scoring for the *limit* best matches, nearest first.

        *folded* and *sketch* are those of the query, *keys* all postings of its terms. *sketches* reads the sketches at
        some positions, if they have not been stored here.
        """
        # take() with machine-size integers: indexing with arrays takes five times as long.
        low, high = bounds(len(folded.text), minimum)
        lengths = self.lengths.take(keys >> WIDTH)
        keys = keys.compress((lengths >= low) & (lengths <= high))
        if not len(keys):
            return Chosen([], [])
        possible, size = np.arange(high + 1), len(folded.text)
        unlike = np.abs(possible - size) / np.maximum(possible, size)
        positions = self._sharing(keys, unlike)
        found = sketches(positions) if sketches else self.sketches.take(positions, axis=0)
        differing = _bit_counts(found ^ sketch)
        distances = differing / (differing + 2 * _bit_counts(found & sketch) + 1.0)
        distances += UNLIKE * unlike.take(self.lengths.take(positions))
        if len(positions) > (most := max(RESCORED, limit)):
            best = _smallest(distances, most)
            positions, distances = positions.take(best), distances.take(best)
        order = np.lexsort((positions, distances))
        return Chosen(positions.take(order).tolist(), promised(size, distances.take(order)).tolist())

    def _sharing(self, keys: Keys, unlike: NDArray[np.float64]) -> Positions:
        """Return the positions in *keys*, at most SHARED of them: those whose terms weigh the most (the first sieve).

        *unlike* has for each length how much it differs from that of the query, from 0 to 1.
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
        # Negative weights, so that the best are the smallest.
        return positions.take(_smallest(sums * (unlike - 1).take(self.lengths.take(positions)), SHARED))


def _smallest(values: NDArray[Any], count: int) -> Positions:
    """Return the indexes of the *count* smallest *values*; ties go to the first, on every processor."""
    edge = np.partition(values, count - 1)[count - 1]
    below = np.flatnonzero(values < edge)
    return np.concatenate((below, np.flatnonzero(values == edge)[: count - len(below)]))


def _bit_counts(sketches: Sketches) -> NDArray[np.uint16]:
    """Return how many bits are set in each of *sketches*."""
    summed: NDArray[np.uint16] = np.bitwise_count(sketches) @ np.ones(sketches.shape[1], np.uint16)
    return summed


def promised(size: int, distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the highest scores to be expected of texts at these *distances* from the sketch of a query of *size*.

    Measured, not proven: of the texts that score 70 or more against English, Russian and Chinese queries with edited
    words, three in a thousand score higher than this; with 8 % of the letters wrong, one in fourteen. The constants are
    those with which the third sieve read the fewest texts for the same recall of the five best. A different letter
    changes three trigrams, and weighs more in a short text.
    """
    return 100 - (distances - 0.07 - 8 / (size + 1)) / 0.0075


def bounds(size: int, minimum: float) -> tuple[int, int]:
    """Return the smallest and largest folded length with which a text can score *minimum* against one of *size*."""
    share = max(minimum, 1.0) / 100
    return int(size * share), min(65_535, int(size / share) + 1)


def weights(
    text: str, folded: Folded, minimum: float, count: int, frequencies_of: Callable[[set[str]], dict[str, int]]
) -> dict[str, int]:
    """Return the terms to look up for *text*, rarest first, with the weight of each in an index of *count* texts.

    The number of words, of trigrams and of postings is limited. *frequencies_of* returns how many texts contain each of
    some terms; terms without any may be missing.
    """
    words, grams = terms(text, folded, short=100 / max(minimum, 50.0))
    frequencies = frequencies_of(words | grams)
    most = PAIRS if FAR.search(folded.text) else WORDS
    picked = sorted([(frequencies[term], term) for term in words if term in frequencies])[:most]
    picked += sorted([(frequencies[term], term) for term in grams if term in frequencies])[:GRAMS]
    picked.sort()
    totals = accumulate(frequency for frequency, _ in picked)
    return {
        term: int(SCALE * log(1 + count / max(frequency, 1)))
        for (frequency, term), total in zip(picked, totals, strict=True)
        if total <= BUDGET or term == picked[0][1]
    }


def rescore(query: str, folded: Folded, texts: Texts, minimum: float, limit: int) -> list[tuple[bytes, Score]]:
    """Return (text, score) of the *limit* best *texts* that reach *minimum*, best first; ties keep their order.

    This is the slow way: it compares every text.
    """
    best = _Best(minimum, limit)
    for text, (_, handicap) in texts.items():
        decoded = text.decode("utf-8", "surrogatepass")
        other, least = fold(decoded), best.least + handicap
        if ceiling(folded, other, least) >= least - 0.06:
            found = score(query, decoded, folded, other, least=least)
            if found.points - handicap >= best.least:
                best.add(text, found, found.points - handicap)
    return best.ranked()


class _Best:
    """The *limit* best of the texts compared so far."""

    def __init__(self, minimum: float, limit: int) -> None:
        self.least = minimum
        """The points that another text needs."""
        self.limit = limit
        self.beyond = -inf
        """The most points by which a text that was good enough exceeded its promise."""
        self.rows: list[tuple[float, bytes, Score]] = []

    def add(self, text: bytes, found: Score, points: float) -> None:
        """Add a text with enough *points*; earlier texts win ties."""
        insort(self.rows, (points, text, found), key=lambda row: -row[0])
        del self.rows[self.limit :]
        if len(self.rows) == self.limit:
            self.least = self.rows[-1][0]

    def ranked(self) -> list[tuple[bytes, Score]]:
        """Return (text, score), best first."""
        return [(text, found) for _, text, found in self.rows]


def sift(
    query: str, folded: Folded, chosen: Chosen, read: Reader, minimum: float, limit: int
) -> list[tuple[bytes, Score]]:
    """Return (text, score) of the *limit* best *chosen* texts that reach *minimum*, best first (the third sieve)."""
    best, promises = _Best(minimum, limit), chosen.promises
    for start, end in (0, min(ROUND, len(promises))), (ROUND, len(promises)):
        most = min(0.0, best.beyond + TRUST) if best.rows else 0.0
        end = bisect_right(promises, most - best.least, start, end, key=lambda points: -points)
        if start < end:
            _compare(query, folded, read(chosen.positions[start:end]), promises[start:end], best)
    return best.ranked()


def _compare(query: str, folded: Folded, texts: Texts, promises: list[float], best: _Best) -> None:
    """Score one round of *texts*, and add those that are good enough to *best*."""
    idle = 0
    for text, bound, line, characters in _bounded(query, folded, texts, best) if texts else ():
        if bound < best.least - 0.06 or idle == PATIENCE:
            break
        idle += 1
        place, handicap = texts[text]
        decoded = text.decode("utf-8", "surrogatepass")
        other = _unfolded(line) or fold(decoded)
        found = score(query, decoded, folded, other, least=best.least + handicap, characters=characters)
        if found.points - handicap >= best.least:
            idle = 0
            best.beyond = max(best.beyond, found.points - promises[place])
            best.add(text, found, found.points - handicap)


def _unfolded(line: str) -> Folded | None:
    """Return the folded text *line* with its words, or None if *line* does not show their boundaries."""
    if line.isascii() or not FAR.search(line):
        return Folded(line, line.split())
    return None if " " in line else Folded(line, list(line))


def _bounded(query: str, folded: Folded, texts: Texts, best: _Best) -> list[tuple[bytes, float, str, int]]:
    """Return (text, upper bound of its points, folded text, edit distance) of the *texts* that may enter the *best*.

    The highest bound comes first. Of texts with the same folded form and handicap, only a few more are returned than
    are wanted.
    """
    least, most = best.least, best.limit + ALIKE
    names = list(texts)
    lines = batch.folded(names)
    longest = np.maximum(np.fromiter(map(len, lines), np.intp, len(lines)), len(folded.text))
    # A similarity, not a distance, so that the cutoff suits short and long texts; below it the result is 0.
    cutoff = min(1.0, max(0.0, least / 100 - 0.001))
    similar = process.cdist([folded.text], lines, scorer=Levenshtein.normalized_similarity, score_cutoff=cutoff)[0]
    edits = np.rint((1 - similar) * longest).astype(np.intp)
    points = 100.0 - 100.0 * edits / longest - np.array([handicap for _, handicap in texts.values()])
    order = np.argsort(-points, kind="stable")
    chosen = order.compress(points.take(order) >= least - 0.06).tolist()
    bounds, distances = points.tolist(), edits.tolist()
    if len(chosen) > most:
        chosen = _thinned(query, names, lines, bounds, chosen, most)
    return [(names[at], bounds[at], lines[at], distances[at]) for at in chosen]


def _thinned(
    query: str, names: list[bytes], lines: list[str], bounds: list[float], chosen: list[int], most: int
) -> list[int]:
    """Return *chosen*, keeping of texts with the same folded form the *most* whose signs are closest to the query's."""
    groups: dict[tuple[str, float], list[int]] = {}
    for at in chosen:
        groups.setdefault((lines[at], bounds[at]), []).append(at)
    if len(groups) + most > len(chosen):
        return chosen
    encoded = query.encode("utf-8", "surrogatepass")
    query_numbers, query_signs = encoded.translate(_NUMBERS).split(), _signs(encoded.translate(None, _DIGITS))
    dropped: set[int] = set()
    for group in groups.values():
        if len(group) > most:
            cached: dict[bytes, int] = {}  # most of the group differ in their numbers only
            distances = []
            for at in group:
                rest, numbers = names[at].translate(None, _DIGITS), names[at].translate(_NUMBERS).split()
                if rest not in cached:
                    cached[rest] = Levenshtein.distance(query_signs, _signs(rest))
                distances.append((cached[rest] + Levenshtein.distance(query_numbers, numbers), at))
            dropped.update([at for _, at in sorted(distances)[most:]])
    return [at for at in chosen if at not in dropped]


def _signs(text: bytes) -> list[str]:
    """Return the words and punctuation marks of *text*."""
    return _SIGNS.findall(text.decode("utf-8", "surrogatepass"))


class NearIndex:
    """An in-memory index that finds the texts most similar to a query.

    >>> index = NearIndex(["Open the file", "Close the window", "Open all files"])
    >>> index.nearest("Open the files", minimum=60)
    [(0, 93.3), (2, 76.7)]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = list(texts)
        self._shapes = Shapes()
        self._postings: dict[str, list[Positions]] = {}
        for start in range(0, len(self.texts), 1 << 16):
            builder = PostingBuilder()
            self._shapes.put(start, *builder.add(0, self.texts[start : start + (1 << 16)]))
            for term, offsets in builder.drain():
                self._postings.setdefault(term, []).append(offsets.astype(np.intp) + start)
        self._places: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts):
            self._places.setdefault(text, []).append(number)

    def nearest(self, text: str, minimum: float = 70.0, limit: int = 5) -> list[tuple[int, float]]:
        """Return (index, score) of the texts most similar to *text*, best first, with a score of at least *minimum*."""
        folded = fold(text)
        if len(folded.text) > LONGEST:
            return [(at, 100.0) for at, other in enumerate(self.texts) if other == text][:limit]
        if folded.words:
            picked = weights(text, folded, minimum, len(self.texts), self._frequencies)
            if not picked:
                return []
            keys = np.concatenate([part << WIDTH | picked[term] for term in picked for part in self._postings[term]])
            chosen = self._shapes.choose(keys, folded, sketch_of(text), minimum, limit)
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
