"""Two texts, one a translation of the other -> which sentences belong together (Gale and Church, with anchors).

W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1),
1993: sentences of a text and of its translation have lengths in proportion, so the best pairing is the cheapest path
through a table of beads (1-1, 1-0, 0-1, 2-1, 1-2, 2-2). The mean ratio of lengths is taken from the two texts
themselves rather than from the paper, because Chinese needs a third of the characters of English; and a sentence that
is left out costs the same whatever its length, because otherwise a long one is shared out among its neighbours.
Numbers and words that stand in both texts, but seldom, are anchors: they speak for the sentences that share them.
A translation with fewer sentences may be unfinished. It is then aligned a second time as if it were: with the ratio to
as many sentences from the beginning of the text, and all that is missing at its end costing as much as two sentences.
The cheaper path wins.

A row of the table is computed at once with numpy, and only near the diagonal: time and memory grow with the length of
the texts, as long as they have about as many sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

PRIORS = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
"""How often a bead occurs (table 5 of the paper; each of two symmetric ones gets half)."""
VARIANCE = 5.2
"""Variance of the length of a translation per character of its source, growing with the ratio to the power 1.5:
best for news in Russian and Chinese (6.8, growing with the ratio, in section 3 of the paper)."""
BAND = 100
"""How far a path may stray from the diagonal, in sentences, beside the difference in their number."""
WIDEST = 2_000
"""How far it may stray at most."""
SHARED, APART = 3.0, 1.0
"""What an anchor that two beads share takes from their cost, and what one that only one of them has adds to it."""

RARE = 3
"""In how many sentences of a short text an anchor may stand; in a long text, in a fiftieth of them."""
ARTICLE = 1_000
"""The most sentences of a text whose translation may be unfinished."""
FEW = 4
"""Fewer paragraphs than this are paired by their number alone."""

_ANCHOR = re.compile(r"\d+|[^\W\d_]{3,}")
_STEPS = tuple(PRIORS)
_PRICE = {bead: -math.log(prior) for bead, prior in PRIORS.items()}
_GRID = 32
"""Points of the table of costs for a difference of 1."""
_FAR = 26
"""The difference beyond which all cost the same."""
_UNREACHED = 255
_COSTS = [-math.log(math.erfc(step / _GRID / math.sqrt(2)) or 1e-300) for step in range(_FAR * _GRID + 1)]

Row = NDArray[np.float64]


class Bead(NamedTuple):
    """Sentences that translate each other: two ranges of indexes, either of which may be empty."""

    source: range
    target: range


def align(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return the beads of two lists of sentences (or paragraphs), in order; together they cover both lists.

    >>> [(len(bead.source), len(bead.target)) for bead in align(["aaaa aaaa.", "bb."], ["AAAA.", "AAAA.", "BB."])]
    [(1, 2), (1, 1)]
    """
    rows, columns = len(source), len(target)
    if (rows < 2 and columns < 2) or not rows or not columns:
        return [Bead(range(rows), range(columns))] if rows or columns else []
    sizes = [np.fromiter(map(len, texts), np.float64, len(texts)) for texts in (source, target)]
    marks = _anchors(source, target)
    found, cost = _cheapest(sizes, marks, _ratio(*sizes))
    if not columns < rows <= ARTICLE:
        return found
    begun, less = _cheapest(sizes, marks, _ratio(sizes[0][:columns], sizes[1]), part=True)
    return begun if less < cost else found


def _ratio(source: Row, target: Row) -> float:
    """Return how many characters of the target one of the source makes."""
    return max(float(target.sum()), 1.0) / max(float(source.sum()), 1.0)


def _cheapest(
    sizes: Sequence[Row], marks: tuple[NDArray[np.uint64], NDArray[np.uint64]], ratio: float, *, part: bool = False
) -> tuple[list[Bead], float]:
    """Return the beads of the cheapest path through the table, and what it costs.

    If the target is a *part* of the translation, all that is missing at its end costs as much as two sentences.
    """
    rows, columns = map(len, sizes)
    before, behind = ({1: size, 2: _pairs(size, np.add)} for size in sizes)
    mine, theirs = ({1: mark, 2: _pairs(mark, np.bitwise_or)} for mark in marks)
    band = min(WIDEST, BAND + abs(rows - columns))
    costs = np.array(_COSTS)
    best = np.full((3, columns + 3), np.inf)
    """The cheapest way to each column of the last rows, two cells of padding before the first."""
    taken = np.full((rows + 1, min(columns, 2 * band) + 1), _UNREACHED, np.uint8)
    """Which bead it ends with."""
    end, total = rows, math.inf
    for i in range(rows + 1):
        first, last = _window(i, rows, columns, band)
        here = best[i % 3]
        if i > 2:
            old = _window(i - 3, rows, columns, band)
            here[old[0] + 2 : old[1] + 3] = np.inf
        cheapest = np.full(last - first + 1, np.inf)
        if not i:
            cheapest[0] = 0.0
        steps = taken[i, : len(cheapest)]
        for number, (m, n) in enumerate(_STEPS):
            if not m or m > i:
                continue
            cost = best[(i - m) % 3, first + 2 - n : last + 3 - n] + _PRICE[m, n]
            if n:
                start = max(first, n)
                length, translated = float(before[m][i - m]), behind[n][start - n : last - n + 1]
                shared = _evidence(mine[m][i - m], theirs[n][start - n : last - n + 1])
                cost[start - first :] += _unlike(length, translated, ratio, costs) - shared
            better = cost < cheapest
            cheapest[better] = cost[better]
            steps[better] = number
        # What is left out of the target comes last: it goes on from a column of the same row.
        left = _PRICE[0, 1] * np.arange(len(cheapest))
        level = cheapest - left
        lowest = np.minimum.accumulate(level)
        steps[lowest < level] = _STEPS.index((0, 1))
        here[first + 2 : last + 3] = lowest + left
        if i == rows or (part and last == columns):
            whole = float(here[columns + 2]) + (2 * _PRICE[1, 0] if i < rows else 0.0)
            if whole < total:
                end, total = i, whole
    missing = [Bead(range(at, at + 1), range(columns, columns)) for at in range(end, rows)]
    return [*_path(taken, end, columns, band), *missing], total


def paragraphs(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return the beads of two lists of paragraphs: one to one if they are as many, and most of them align so.

    >>> paragraphs(["One.", "Two, which is longer."], ["A long first one.", "B."])
    [Bead(source=range(0, 1), target=range(0, 1)), Bead(source=range(1, 2), target=range(1, 2))]
    """
    count = len(source)
    if count != len(target):
        return align(source, target)
    each = [Bead(range(at, at + 1), range(at, at + 1)) for at in range(count)]
    if count < FEW:
        return each
    found = align(source, target)
    return each if 2 * len(set(found) & set(each)) > count else found


def _window(row: int, rows: int, columns: int, band: int) -> tuple[int, int]:
    """Return the first and the last column that are looked at in *row*."""
    middle = row * columns // rows
    return max(0, middle - band), min(columns, middle + band)


def _path(taken: NDArray[np.uint8], end: int, columns: int, band: int) -> list[Bead]:
    """Return the beads of the cheapest path to the row *end*; *taken* has the number of the last step to each cell."""
    beads = []
    i, j = end, columns
    while i or j:
        number = taken[i, j - _window(i, len(taken) - 1, columns, band)[0]]
        if number == _UNREACHED:
            # Lists of very unequal length leave the band: what is left belongs together as a whole.
            beads.append(Bead(range(i), range(j)))
            break
        m, n = _STEPS[number]
        beads.append(Bead(range(i - m, i), range(j - n, j)))
        i, j = i - m, j - n
    return beads[::-1]


def _pairs(values: NDArray[Any], join: np.ufunc) -> NDArray[Any]:
    """Return each of *values* joined with the next one."""
    found: NDArray[Any] = join(values[:-1], values[1:])
    return found


def _unlike(length: float, translated: Row, ratio: float, costs: Row) -> Row:
    """Return the negative logarithm of the chance that texts of these lengths translate each other (section 3.3)."""
    mean = np.maximum((length + translated / ratio) / 2, 1e-9)
    delta = np.abs(translated - length * ratio) / np.sqrt(mean * VARIANCE * ratio**1.5)
    found: Row = costs.take((np.minimum(delta, _FAR) * _GRID + 0.5).astype(np.intp))
    return found


def _evidence(mark: np.uint64, marks: NDArray[np.uint64]) -> Row:
    """Return what the anchors of a bead take from its cost."""
    found: Row = SHARED * np.bitwise_count(marks & mark) - APART * np.bitwise_count(marks ^ mark)
    return found


def _anchors(source: Sequence[str], target: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the anchors of each sentence: a bit (of 64) for each word or number that is rare, but in both texts."""
    words = [[set(_ANCHOR.findall(text.lower())) for text in texts] for texts in (source, target)]
    counts = [Counter(word for found in side for word in found) for side in words]
    most = [max(RARE, len(side) // 50) for side in words]
    bits = {
        word: 1 << crc32(word.encode()) % 64
        for word, count in counts[0].items()
        if count <= most[0] and 0 < counts[1][word] <= most[1]
    }
    mine, theirs = (
        np.array([sum({bits[word] for word in found if word in bits}) for found in side], np.uint64) for side in words
    )
    return mine, theirs
