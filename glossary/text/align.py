"""Two texts, one a translation of the other -> which sentences belong together (Gale and Church).

W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19(1),
1993: sentences of a text and of its translation have lengths in proportion, so the best pairing is the cheapest path
through a table of beads (1-1, 1-0, 0-1, 2-1, 1-2, 2-2). The mean ratio of lengths is taken from the two texts
themselves rather than from the paper, because Chinese needs a third of the characters of English; and a sentence that
is left out costs the same whatever its length, because otherwise a long one is shared out among its neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

PRIORS = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
"""How often a bead occurs (table 5 of the paper; each of two symmetric ones gets half)."""
VARIANCE = 6.8
"""Variance of the length of a translation per character of its source (section 3 of the paper)."""
BAND = 100
"""How far a path may stray from the diagonal, in sentences; bounds time and memory at ``BAND`` times the length."""


class Bead(NamedTuple):
    """Sentences that translate each other: two ranges of indexes, either of which may be empty."""

    source: range
    target: range


def align(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return the beads of two lists of sentences (or paragraphs), in order; together they cover both lists.

    >>> [(len(bead.source), len(bead.target)) for bead in align(["aaaa aaaa.", "bb."], ["AAAA.", "AAAA.", "BB."])]
    [(1, 2), (1, 1)]
    """
    a = [len(text) for text in source]
    b = [len(text) for text in target]
    if not a or not b:
        return [Bead(range(len(a)), range(len(b)))] if a or b else []
    ratio = max(sum(b), 1) / max(sum(a), 1)
    slope = len(b) / len(a)
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(len(a) + 1)]
    best[0][0] = (0.0, 0, 0)
    for i in range(len(a) + 1):
        middle = int(i * slope)
        for j in range(max(0, middle - BAND), min(len(b), middle + BAND) + 1):
            for (m, n), prior in PRIORS.items():
                if m > i or n > j or (before := best[i - m].get(j - n)) is None:
                    continue
                cost = before[0] - math.log(prior)
                if m and n:
                    cost += _cost(sum(a[i - m : i]), sum(b[j - n : j]), ratio)
                if j not in best[i] or cost < best[i][j][0]:
                    best[i][j] = (cost, m, n)
    beads = []
    i, j = len(a), len(b)
    while i or j:
        if j not in best[i]:
            # Lists of very unequal length leave the band: what is left belongs together as a whole.
            beads.append(Bead(range(i), range(j)))
            break
        _, m, n = best[i][j]
        beads.append(Bead(range(i - m, i), range(j - n, j)))
        i, j = i - m, j - n
    return beads[::-1]


def _cost(length: int, translated: int, ratio: float) -> float:
    """Return the negative logarithm of the chance that texts of these lengths translate each other (section 3.3)."""
    mean = (length + translated / ratio) / 2
    if not mean:
        return 0.0
    delta = abs(translated - length * ratio) / math.sqrt(mean * VARIANCE * ratio)
    return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-300))
