"""Acronyms and the words before them that they stand for: *National People's Congress (NPC)*."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.extract import reference

REACH = 12
"""How many words before an acronym are looked at."""
LETTERS = 3
"""The most letters of it that one word gives."""
_SMALL = frozenset("of the for and in on to a de la du des et & - at with by и в во по на для о об с".split())


def noun(word: str) -> bool:
    """Return whether *word* is an acronym, in any number, that is a noun of the language and names nobody.

    >>> noun("GDP"), noun("SUVs"), noun("NATO")
    (True, True, False)
    """
    return word.removesuffix("s") in reference.words("acronyms")


def expansion(before: Sequence[str], short: str) -> int:
    """Return how many of the last words of *before* spell the acronym *short*; 0 for none.

    Every word gives its initial, and may give letters behind it (after Schwartz and Hearst 2003); small words may be
    left out. A plural *s* of the acronym does not count.

    >>> expansion("talks with the National People 's Congress".split(), "NPC")
    4
    >>> expansion("the Economic Community of West African States".split(), "ECOWAS")
    6
    """
    letters = short.rstrip("s").replace(".", "").replace("-", "").lower()
    return _spelled([word.lower() for word in reversed(before[-REACH:])], 0, letters, len(letters), set())


def _spelled(lows: Sequence[str], used: int, letters: str, at: int, failed: set[tuple[int, int]]) -> int:
    """Return how many words of *lows*, from the last to the first and *used* so far, spell the first *at* letters.

    What *failed* is not tried twice: *aaa aaa aaa (AAAAAAA)* can be shared out in very many ways.
    """
    start = used, at
    if start in failed:
        return 0
    while used < len(lows):
        low = lows[used]
        used += 1
        for taken in range(1, min(at, LETTERS) + 1):
            if low[:1] == letters[at - taken] and _holds(low, letters[at - taken : at]):
                found = used if taken == at else _spelled(lows, used, letters, at - taken, failed)
                if found:
                    return found
        if low not in _SMALL and low not in ("'s", "'", "-"):
            break
    failed.add(start)
    return 0


def _holds(low: str, letters: str) -> bool:
    """Stand the *letters* in *low* in their order?"""
    rest = iter(low)
    return all(letter in rest for letter in letters)
