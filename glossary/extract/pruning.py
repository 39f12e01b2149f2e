"""Phrases cut to size: without words that order, compare, point or judge, unless they sort with what follows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from glossary.extract import lists, reference
from glossary.extract.keys import singular
from glossary.tables import named_lists
from glossary.text.numerals import NUMBERS

LONGEST = 6
"""Words that a phrase has at most."""
_SORTED = named_lists(__package__, "data/sorting.txt")
"""Adjectives that judge elsewhere, and the nouns with which they sort."""


def prune(lows: Sequence[str], letters: str, origin: str) -> tuple[int, int, str]:
    """Return which part of a phrase is the term, as (from, to, reason); the reason is empty where something is left.

    Words that order, compare or point go from both ends; adjectives that judge go from the front while two words
    or more remain. Nothing goes from the front of a compound that a dictionary has.

    >>> prune(["so-called", "borderless", "partnership"], "jjn", "noun")
    (1, 3, '')
    >>> prune(["humiliating", "military", "retreat"], "jjn", "noun")
    (1, 3, '')
    >>> prune(["rare", "earth", "exports"], "jnn", "noun")
    (0, 3, '')
    >>> prune(["last", "week"], "jn", "noun")[2]
    'only words that carry no term'
    >>> prune(["long", "term"], "jn", "noun"), prune(["multiple", "myeloma"], "jn", "noun")
    ((1, 2, ''), (0, 2, ''))
    """
    if origin == "quoted":
        start = next((at for at, low in enumerate(lows) if letters[at] != "d" or low == "no"), len(lows))
        return (start, len(lows), "") if start < len(lows) else (0, 0, "nothing is left")
    start, end = _kept(lows, letters)
    reason = _refused(lows, letters, start, end, origin)
    return (0, 0, reason) if reason else (start, end, "")


def _kept(lows: Sequence[str], letters: str) -> tuple[int, int]:
    """Return what is left when the words are gone from both ends that carry no term."""
    weak = reference.weak()
    start, end = 0, len(lows)
    while (
        start < end
        and letters[start] != "e"
        and (weak.get(lows[start]) == "edge" or not lows[start][0].isalpha())
        and not _sorts(lows[start:])  # first aid
    ):
        start += 1
    while end > start and (weak.get(lows[end - 1]) == "edge" or not lows[end - 1][-1].isalnum()):
        end -= 1
    while (
        end - start > 1
        and lows[end - 1] in lists.DAYS
        and letters[end - 1] not in "ep"
        and not sorting(lows[start:end])
    ):
        end -= 1  # the attack yesterday, the border south of
    if end - start > 2 and lows[end - 1] in lists.COUNTED and lows[end - 2] in ("last", "next", "this"):
        end -= 2  # blister copper last year
    while (
        end - start > 2
        and (letters[start] in "jgv" or "-" in lows[start] or comparative(lows[start]))
        and letters[start + 1] in "jgvnsp"
        and _describes(lows[start], weak)
        and not _sorts(lows[start:end])
    ):
        start += 1
        while end - start > 1 and weak.get(lows[start]) == "edge":
            start += 1
    return start, end


def _refused(lows: Sequence[str], letters: str, start: int, end: int, origin: str) -> str:
    """Return why the words from *start* to *end* are no term; empty where nothing speaks against it."""
    weak, kept, alone = reference.weak(), letters[start:end], end - start == 1
    headless = kept[:1] in ("o", "i") or (alone and kept != "e" and superlative(lows[start]))
    if not kept or headless:
        return "only words that carry no term"
    if set(kept) == {"e"}:
        return "a name"
    if kept == "es" and lows[start + 1] in _UNITS and not _peoples(lows[start]):
        return "what several names are, behind the last"  # Masvingo and Chiredzi districts
    if len(kept) > LONGEST:
        return f"longer than {LONGEST} words"
    if (alone or weak.get(lows[end - 1]) == "light") and all(low in weak for low in lows[start:end]):
        return "only words that carry no term"
    if alone and _ADJECTIVE(lows[start]):
        return "an adjective without a noun"
    if lows[end - 1] == "ones":
        return "'ones' stands for a noun"
    if origin == "of" and lows[letters.index("o") - 1] in reference.words("quantity"):
        return f"'{lows[letters.index('o') - 1]} of' measures or sorts"
    return ""


def _peoples(low: str) -> bool:
    return "group" in reference.gazetteer().get((low.title(),), "")


_ADJECTIVE = re.compile(r"pro-\w{4,}|.*-(?:\w{2,}[^e]ed|driven|stricken|led|wing)").fullmatch
"""What stands before a noun or a name and is none: *the right-wing Vox*, *drought-stricken*."""
_UNITS = ("counties", "districts", "governorates", "oblasts", "prefectures", "provinces")
"""What stands behind the last of several names, but no *Paris suburbs*."""
_LENGTHS = ("long", "short")
"""What is no term with one word behind it: *in the long term*."""


def _sorts(lows: Sequence[str]) -> bool:
    """Return whether the first of *lows* belongs to the next words: *first aid*, *long term forecast*."""
    return reference.opens(lows) or (sorting(lows) and (len(lows) > 2 or lows[0] not in _LENGTHS))


def sorting(lows: Sequence[str]) -> bool:
    """Return whether the adjective before another word sorts with it, though it judges elsewhere: *heavy goods*."""
    return len(lows) > 1 and singular(lows[1]) in _SORTED.get(lows[0], ())


def _describes(low: str, weak: Mapping[str, str]) -> bool:
    """Return whether an adjective judges or describes the moment rather than sorts."""
    return weak.get(low) in ("praise", "edge") or describes(low) or superlative(low) or comparative(low)


def comparative(low: str) -> bool:
    """Return whether *low* compares: *hotter*, *slower*."""
    return len(low) > 4 and low.endswith("er") and f"{low[:-2]}est" in reference.common("en") and low not in lists.ALIKE


@lru_cache(20_000)
def superlative(low: str) -> bool:
    """Return whether *low* is the superlative of an adjective that judges.

    >>> [superlative(word) for word in ("weakest", "second-largest", "busiest", "forest", "harvest")]
    [True, True, True, False, False]
    """
    low, weak = low.rpartition("-")[2], reference.weak()
    if not low.endswith("est") or len(low) < 6:
        return False
    stem = low[:-3]
    bases = (
        stem,
        stem + "e",
        stem[:-1] + "y" if stem[-1] == "i" else stem,
        stem[:-1] if stem[-1] == stem[-2] else stem,
    )
    return weak.get(low) == "praise" or any(weak.get(base) == "praise" for base in bases)


@lru_cache(20_000)
def describes(low: str) -> bool:
    """Return whether *low* rather describes than sorts: the *-ing* form of a verb, or how long or how often.

    >>> [describes(word) for word in ("changing", "humiliating", "lightning", "ruling", "king")]
    [True, True, False, False, False]
    >>> [describes(word) for word in ("three-month", "two-goal", "two-party", "zero-day")]
    [True, True, False, False]
    """
    number, _, counted = low.partition("-")
    if counted in lists.COUNTED:
        return number in NUMBERS and number != "zero"
    if not low.endswith("ing") or low in lists.KEPT or low in reference.gerunds() or len(low) < 6:
        return False
    if low.endswith(("ating", "izing", "ising", "ifying")):
        return True
    common, stem = reference.common("en"), low[:-3]
    return stem in common or stem + "e" in common or (stem[-1] == stem[-2] and stem[:-1] in common)
