"""Aligning the sentences of a text with those of its translation (Gale and Church, with anchors).

W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1),
1993: the lengths of sentences and their translations are proportional, so the best alignment is the cheapest path
through a table of beads (1-1, 1-0, 0-1, 2-1, 1-2, 2-2). Unlike in the paper, the mean ratio of lengths is that of the
two texts, because Chinese needs a third of the characters of English; and an omitted sentence costs the same whatever
its length, because otherwise a long one is split among its neighbours. Rare numbers and words that occur in both texts
are anchors: they lower the cost of pairing the sentences that share them.

A translation with fewer sentences may be unfinished. It is then aligned a second time as if it were: with the ratio to
as many sentences at the beginning of the text, and with a cost of two sentences for all that is missing at the end. The
cheaper path wins.

A row of the table is computed at once with numpy, and only near the diagonal, so that time and memory are linear in the
number of sentences if both texts have about as many.
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
"""How far a path may stray from the diagonal, in sentences, in addition to the difference in their number."""
WIDEST = 2_000
"""How far it may stray in any case."""
SHARED, APART = 3.0, 1.0
"""How much an anchor on both sides of a bead lowers its cost, and how much one on one side only raises it."""

RARE = 3
"""The most sentences of a short text that may contain an anchor; in a long text, a fiftieth of them."""
ARTICLE = 1_000
"""The most sentences of a text whose translation may be unfinished."""
FEW = 4
"""With fewer paragraphs than this, texts with the same number of paragraphs are paired one to one."""

_ANCHOR = re.compile(r"\d+|[^\W\d_]{3,}")
_STEPS = tuple(PRIORS)
_PRICE = {bead: -math.log(prior) for bead, prior in PRIORS.items()}
_GRID = 32
"""Points of the table of costs for a difference of 1."""
_FAR = 26
"""The difference above which the cost is constant."""
_UNREACHED = 255
_COSTS = [-math.log(math.erfc(step / _GRID / math.sqrt(2)) or 1e-300) for step in range(_FAR * _GRID + 1)]

Row = NDArray[np.float64]


class Bead(NamedTuple):
    """Sentences and their translation: two ranges of indexes, either of which may be empty."""

    source: range
    target: range


def align(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return the beads of two lists of sentences or paragraphs, in order; together they cover both lists.

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
    unfinished, cost_unfinished = _cheapest(sizes, marks, _ratio(sizes[0][:columns], sizes[1]), part=True)
    return unfinished if cost_unfinished < cost else found


def _ratio(source: Row, target: Row) -> float:
    """Return the number of characters in the target per character of the source."""
    return max(float(target.sum()), 1.0) / max(float(source.sum()), 1.0)


def _cheapest(
    sizes: Sequence[Row], marks: tuple[NDArray[np.uint64], NDArray[np.uint64]], ratio: float, *, part: bool = False
) -> tuple[list[Bead], float]:
    """Return the beads of the cheapest path through the table, and its cost.

    With *part*, the target may be unfinished: everything missing at its end costs as much as two sentences.
    """
    rows, columns = map(len, sizes)
    # Lengths and anchors of one and of two sentences, by the first of them.
    source_sizes, target_sizes = ({1: size, 2: _pairs(size, np.add)} for size in sizes)
    source_marks, target_marks = ({1: mark, 2: _pairs(mark, np.bitwise_or)} for mark in marks)
    band = min(WIDEST, BAND + abs(rows - columns))
    costs = np.array(_COSTS)
    # The lowest cost to reach each column of the last three rows, after two columns of padding.
    best = np.full((3, columns + 3), np.inf)
    # The last bead of the cheapest path to each cell.
    taken = np.full((rows + 1, min(columns, 2 * band) + 1), _UNREACHED, np.uint8)
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
                length, translated = float(source_sizes[m][i - m]), target_sizes[n][start - n : last - n + 1]
                evidence = _evidence(source_marks[m][i - m], target_marks[n][start - n : last - n + 1])
                cost[start - first :] += _length_cost(length, translated, ratio, costs) - evidence
            better = cost < cheapest
            cheapest[better] = cost[better]
            steps[better] = number
        # Sentences without a source (0-1) come last, because they lead from one column of this row to another.
        extra = _PRICE[0, 1] * np.arange(len(cheapest))
        level = cheapest - extra
        lowest = np.minimum.accumulate(level)
        steps[lowest < level] = _STEPS.index((0, 1))
        here[first + 2 : last + 3] = lowest + extra
        if i == rows or (part and last == columns):
            whole = float(here[columns + 2]) + (2 * _PRICE[1, 0] if i < rows else 0.0)
            if whole < total:
                end, total = i, whole
    missing = [Bead(range(at, at + 1), range(columns, columns)) for at in range(end, rows)]
    return [*_path(taken, end, columns, band), *missing], total


def paragraphs(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return the beads of two lists of paragraphs: one to one if their number is the same and most align that way.

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
    """Return the first and the last column of the band in *row*."""
    middle = row * columns // rows
    return max(0, middle - band), min(columns, middle + band)


def _path(taken: NDArray[np.uint8], end: int, columns: int, band: int) -> list[Bead]:
    """Return the beads of the cheapest path to row *end*; *taken* has the number of the last step to each cell."""
    beads = []
    i, j = end, columns
    while i or j:
        number = taken[i, j - _window(i, len(taken) - 1, columns, band)[0]]
        if number == _UNREACHED:
            # Lists of very unequal length leave the band: the rest becomes one bead.
            beads.append(Bead(range(i), range(j)))
            break
        m, n = _STEPS[number]
        beads.append(Bead(range(i - m, i), range(j - n, j)))
        i, j = i - m, j - n
    return beads[::-1]


def _pairs(values: NDArray[Any], join: np.ufunc) -> NDArray[Any]:
    """Return each of *values* combined with the next one."""
    found: NDArray[Any] = join(values[:-1], values[1:])
    return found


def _length_cost(length: float, translated: Row, ratio: float, costs: Row) -> Row:
    """Return the negative log probability that texts of these lengths are translations (section 3.3)."""
    mean = np.maximum((length + translated / ratio) / 2, 1e-9)
    delta = np.abs(translated - length * ratio) / np.sqrt(mean * VARIANCE * ratio**1.5)
    found: Row = costs.take((np.minimum(delta, _FAR) * _GRID + 0.5).astype(np.intp))
    return found


def _evidence(mark: np.uint64, marks: NDArray[np.uint64]) -> Row:
    """Return how much the anchors of each bead lower its cost."""
    found: Row = SHARED * np.bitwise_count(marks & mark) - APART * np.bitwise_count(marks ^ mark)
    return found


def _anchors(source: Sequence[str], target: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the anchors of each sentence: one of 64 bits for each rare word or number that occurs in both texts."""
    words = [[set(_ANCHOR.findall(text.lower())) for text in texts] for texts in (source, target)]
    counts = [Counter(word for found in side for word in found) for side in words]
    most = [max(RARE, len(side) // 50) for side in words]
    bits = {
        word: 1 << crc32(word.encode()) % 64
        for word, count in counts[0].items()
        if count <= most[0] and 0 < counts[1][word] <= most[1]
    }
    source_marks, target_marks = (
        np.array([sum({bits[word] for word in found if word in bits}) for found in side], np.uint64) for side in words
    )
    return source_marks, target_marks
