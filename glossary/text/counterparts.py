"""The likely rendering of a term: what the translations of the segments that contain it have in common.

N-grams of words, or of characters in a language without spaces, are counted in the translations of the segments that
contain the term and in the others. Words that differ only in their endings are counted together, as Russian requires.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_MAX_WORDS = 5
_MAX_CHARACTERS = 8
_MIN_SHARE = 0.6
"""The minimum share of the translations that contain the n-gram."""
_MIN_RATIO = 5
"""The minimum ratio of its frequency there to that in other texts."""
_MAX_ELSEWHERE = 0.05
"""A term does not begin or end with a word that a larger share of the other texts contains."""
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_ENDING = re.compile(
    r"(?<=...)(?:и?[ая](?:ми|[мх])|[оеё]в|[иы]?[еоиы]?й|[ая]я|[ое]е|[иы]е|[ое]го|[ое]му|[иы](?:ми|[мх])|[ую]ю|[еоь]ю|[ои]?[еоя]м|"
    r"и?[аеиоуыэюяь])$"
)
"""The endings of Russian nouns and adjectives."""

_NGram = tuple[str, ...]


def counterparts(texts: Sequence[str], others: Sequence[str], *, spaced: bool) -> list[tuple[str, int]]:
    """Return up to three strings that most of *texts* and few of *others* contain, with the count of *texts*.

    The likeliest comes first; at least two texts must contain it. *spaced* says that words are separated by spaces.

    >>> counterparts(["рост цен", "росту экономики", "о росте"], ["в мире", "о мире"], spaced=True)
    [('рост', 3)]
    >>> counterparts(["рост цен", "росту цен"], ["о мире"], spaced=True)
    [('рост цен', 2)]
    """
    inside: Counter[_NGram] = Counter()
    forms: dict[_NGram, Counter[str]] = {}
    for text in texts:
        there = dict(_ngrams(text, spaced))
        inside.update(there.keys())
        for row, form in there.items():
            forms.setdefault(row, Counter())[form] += 1
    least = max(2, _MIN_SHARE * len(texts))
    likely = {row: count for row, count in inside.items() if count >= least}
    elsewhere = Counter(
        row for text in others for row in dict(_ngrams(text, spaced)) if row in likely or len(row) == 1 or not spaced
    )
    whole = max(len(others), 1)
    kept = {
        row: count
        for row, count in likely.items()
        if count / len(texts) >= _MIN_RATIO * elsewhere[row] / whole
        and all(elsewhere[(end,)] / whole <= _MAX_ELSEWHERE for end in (row[0], row[-1]) if spaced)
    }
    best = [
        row
        for row, count in kept.items()
        if not any(len(other) > len(row) and kept[other] >= 0.9 * count and _contains(other, row) for other in kept)
    ]
    best.sort(key=lambda row: (-kept[row] / len(texts) + elsewhere[row] / whole, -len(row), row))
    return [(min(forms[row], key=lambda form: (-forms[row][form], len(form), form)), kept[row]) for row in best[:3]]


def _ngrams(text: str, spaced: bool) -> Iterator[tuple[_NGram, str]]:
    """Yield the stems and the written form of every n-gram in *text*."""
    if not spaced:
        for run in _WORD.findall(text):
            for start in range(len(run)):
                for end in range(start + 2, min(start + _MAX_CHARACTERS, len(run)) + 1):
                    yield tuple(run[start:end]), run[start:end]
        return
    words = list(_WORD.finditer(text))
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MAX_WORDS, len(words)) + 1):
            between = text[words[end - 2].end() : words[end - 1].start()] if end - start > 1 else " "
            if between not in (" ", "\u00a0"):
                break
            row = words[start:end]
            yield tuple(stem(word.group()) for word in row), text[row[0].start() : row[-1].end()]


def stem(word: str) -> str:
    """Return the beginning that the forms of *word* have in common."""
    low = word.lower().replace("ё", "е")
    if "\u0400" <= low[0] <= "\u04ff":
        bare = _ENDING.sub("", low)
        return bare[:3] + bare[3:].rstrip("аеиоуыэюяьй")
    return low[:-2] if len(low) > 6 else low


def _contains(long: _NGram, short: _NGram) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
