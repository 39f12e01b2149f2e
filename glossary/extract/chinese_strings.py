"""Repeated strings of Chinese text: their frequency and their neighbours show where its words end."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from glossary.text.chinese import HAN, known

_RUN = re.compile(f"[{HAN}]+")
LONGEST = 8
"""Maximum length of a repeated string."""
INNER = tuple("的了是在和与也都而但并他她它我你这那不")
"""Words that no repeated string contains."""
_MEASURES = frozenset("枚名位项座辆艘架届起桩支篇幅头门场张种款份")
"""Measure words: 枚金牌 is 金牌 after a number."""


def repeated(texts: list[str], stop: Collection[str], common: Mapping[str, float]) -> list[str]:
    """Return strings that occur more than once, keep together and have varied neighbours.

    No string begins or ends with a character of *stop*; *common* has the Zipf values of common words.
    """
    runs = [run.group() for text in texts for run in _RUN.finditer(text)]
    counts: Counter[str] = Counter(char for run in runs for char in run)
    before: defaultdict[str, Counter[str]] = defaultdict(Counter)
    after: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total = max(1, sum(map(len, runs)))
    often: set[str] = set()
    places: list[Iterable[int]] = [range(len(run) - 1) for run in runs]
    for size in range(2, LONGEST + 1):  # a string comes again only if that without its last character does
        level = Counter(run[start : start + size] for run, starts in zip(runs, places, strict=True) for start in starts)
        again = {string for string, count in level.items() if count > 1}
        counts.update({string: level[string] for string in again})
        often |= again
        for at, (run, starts) in enumerate(zip(runs, places, strict=True)):
            further = []
            for start in starts:
                string, end = run[start : start + size], start + size
                if string in again:
                    before[string][run[start - 1] if start else "^"] += 1
                    after[string][run[end] if end < len(run) else "$"] += 1
                    if end < len(run):
                        further.append(start)
            places[at] = further
    found = []
    for string in sorted(often):
        if string[0] in stop or string[-1] in stop or any(word in string for word in INNER):
            continue
        if string[0] in _MEASURES and known(string[1:]) and not known(string):
            continue
        if common.get(string, 0) > 5.2:
            continue
        if min(_variety(before[string]), _variety(after[string])) < 0.6:
            continue
        together = min(
            math.log2(counts[string] * total / (counts[string[:cut]] * counts[string[cut:]]))
            for cut in range(1, len(string))
        )
        if together >= 3.0 or string in common:
            found.append(string)
    return found


def _variety(neighbours: Counter[str]) -> float:
    """Return the entropy of *neighbours* in bits; each edge of a run counts as a different neighbour."""
    total = sum(neighbours.values())
    edges = neighbours.get("^", 0) + neighbours.get("$", 0)
    found = sum(-count / total * math.log2(count / total) for mark, count in neighbours.items() if mark not in "^$")
    return found + edges * math.log2(total) / total if total > 1 else found
