"""Prune phrases: remove words that order, compare, point or judge, unless they form a fixed compound with the noun."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from glossary.extract import lists, reference
from glossary.extract.keys import singular
from glossary.tables import named_lists
from glossary.text.numerals import NUMBERS

LONGEST = 6
"""Maximum number of words of a phrase."""
_CLASSIFIED = named_lists(__package__, "data/sorting.txt")
"""Adjective that usually judges -> the nouns before which it names a class instead: *heavy goods*."""


def prune(lows: Sequence[str], letters: str, origin: str) -> tuple[int, int, str]:
    """Return the part of a phrase that is the term, as (start, end, ""), or (0, 0, reason) if nothing is left.

    Words that order, compare or point are removed from both ends, and adjectives that judge from the front while two
    words or more remain. The front of a compound of a dictionary is left alone.

    >>> prune(["so-called", "borderless", "partnership"], "jjn", "noun")
    (1, 3, '')
    >>> prune(["humiliating", "military", "retreat"], "jjn", "noun")
    (1, 3, '')
    >>> prune(["rare", "earth", "exports"], "jnn", "noun")
    (0, 3, '')
    >>> prune(["last", "week"], "jn", "noun")[2]
    'only words that make no term'
    >>> prune(["long", "term"], "jn", "noun"), prune(["multiple", "myeloma"], "jn", "noun")
    ((1, 2, ''), (0, 2, ''))
    """
    if origin == "quoted":
        start = next((at for at, low in enumerate(lows) if letters[at] != "d" or low == "no"), len(lows))
        return (start, len(lows), "") if start < len(lows) else (0, 0, "nothing is left")
    start, end = _trimmed(lows, letters)
    reason = _objection(lows, letters, start, end, origin)
    return (0, 0, reason) if reason else (start, end, "")


def _trimmed(lows: Sequence[str], letters: str) -> tuple[int, int]:
    """Return the range that remains without the words at both ends that are not part of a term."""
    weak = reference.weak()
    start, end = 0, len(lows)
    while (
        start < end
        and letters[start] != "e"
        and (weak.get(lows[start]) == "edge" or not lows[start][0].isalpha())
        and not _opens_compound(lows[start:])  # first aid
    ):
        start += 1
    while end > start and (weak.get(lows[end - 1]) == "edge" or not lows[end - 1][-1].isalnum()):
        end -= 1
    while (
        end - start > 1
        and lows[end - 1] in lists.DAYS
        and letters[end - 1] not in "ep"
        and not classifies(lows[start:end])
    ):
        end -= 1  # the attack yesterday, the border south of
    if end - start > 2 and lows[end - 1] in lists.COUNTED and lows[end - 2] in ("last", "next", "this"):
        end -= 2  # blister copper last year
    while (
        end - start > 2
        and (letters[start] in "jgv" or "-" in lows[start] or comparative(lows[start]))
        and letters[start + 1] in "jgvnsp"
        and _describes(lows[start], weak)
        and not _opens_compound(lows[start:end])
    ):
        start += 1
        while end - start > 1 and weak.get(lows[start]) == "edge":
            start += 1
    return start, end


def _objection(lows: Sequence[str], letters: str, start: int, end: int, origin: str) -> str:
    """Return the reason why the words from *start* to *end* cannot be a term, or an empty string."""
    weak, shape, alone = reference.weak(), letters[start:end], end - start == 1
    headless = shape[:1] in ("o", "i") or (alone and shape != "e" and superlative(lows[start]))
    if not shape or headless:
        return "only words that make no term"
    if set(shape) == {"e"}:
        return "a name"
    if shape == "es" and lows[start + 1] in _UNITS and not _is_people(lows[start]):
        return "a common noun after several names"  # Masvingo and Chiredzi districts
    if len(shape) > LONGEST:
        return f"longer than {LONGEST} words"
    if (alone or weak.get(lows[end - 1]) == "light") and all(low in weak for low in lows[start:end]):
        return "only words that make no term"
    if alone and _ADJECTIVE(lows[start]):
        return "an adjective without a noun"
    if lows[end - 1] == "ones":
        return "'ones' stands for a noun"
    if origin == "of" and lows[letters.index("o") - 1] in reference.words("quantity"):
        return f"'{lows[letters.index('o') - 1]} of' only gives an amount or a kind"
    return ""


def _is_people(low: str) -> bool:
    return "group" in reference.gazetteer().get((low.title(),), "")


_ADJECTIVE = re.compile(r"pro-\w{4,}|.*-(?:\w{2,}[^e]ed|driven|stricken|led|wing)").fullmatch
"""Hyphenated adjectives that the tagger may take for nouns: *the right-wing Vox*, *drought-stricken*."""
_UNITS = ("counties", "districts", "governorates", "oblasts", "prefectures", "provinces")
"""Nouns that follow the last of several names; not *suburbs*, as in *Paris suburbs*."""
_LENGTHS = ("long", "short")
"""Adjectives that do not form a term with only one more word: *in the long term*."""


def _opens_compound(lows: Sequence[str]) -> bool:
    """Return whether the first of *lows* belongs to the following words: *first aid*, *long term forecast*."""
    return reference.opens(lows) or (classifies(lows) and (len(lows) > 2 or lows[0] not in _LENGTHS))


def classifies(lows: Sequence[str]) -> bool:
    """Return whether the first of *lows*, which usually judges, names a class of the noun after it: *heavy goods*."""
    return len(lows) > 1 and singular(lows[1]) in _CLASSIFIED.get(lows[0], ())


def _describes(low: str, weak: Mapping[str, str]) -> bool:
    """Return whether an adjective judges or describes rather than names a class."""
    return weak.get(low) in ("praise", "edge") or describes(low) or superlative(low) or comparative(low)


def comparative(low: str) -> bool:
    """Return whether *low* is a comparative: *hotter*, *slower*."""
    return len(low) > 4 and low.endswith("er") and f"{low[:-2]}est" in reference.common("en") and low not in lists.ALIKE


@lru_cache(20_000)
def superlative(low: str) -> bool:
    """Return whether *low* is the superlative of an adjective that judges, alone or at the end of a compound.

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
    """Return whether *low* describes rather than names a class: the *-ing* form of a verb, or a count or duration.

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
