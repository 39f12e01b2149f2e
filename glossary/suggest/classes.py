"""Classes of words that the rules of drafts go by (``classes.tsv``): what takes place, what one is accused of.

A rule asks whether a word is one of the :func:`words` of a class, whether a name :func:`ends` with one, or :func:`has`
one anywhere.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.suggest import table

COUNTRIES = {row[0]: row[1] for row in table("peoples.tsv")}
"""The countries of the adjectives of peoples: *Chinese*, China."""


@cache
def words(sort: str) -> frozenset[str]:
    """Return the words of a class as they are spelled in the table, those with a plural in both numbers."""
    spelled = next(row[1] for row in table("classes.tsv") if row[0] == sort).split()
    pairs = ((word.removesuffix("(s)"), word.replace("(s)", "s")) for word in spelled)
    return frozenset(form.replace("_", " ") for pair in pairs for form in pair)


def ends(name: str, sort: str) -> bool:
    """Return whether *name* ends with a word of a class.

    >>> ends("Venice Film Festival", "event"), ends("festival director", "event"), ends("Police", "institution")
    (True, False, True)
    """
    return _any_of(sort, "$").search(name) is not None


def has(name: str, sort: str) -> bool:
    """Return whether a word of a class stands anywhere in *name*."""
    return _any_of(sort, r"\b").search(name) is not None


@cache
def _any_of(sort: str, end: str) -> re.Pattern[str]:
    """Return a pattern of the words of a class; those in small letters may have capitals."""
    small, named = (
        "|".join(sorted(filter(test, words(sort)))) for test in (str.islower, lambda word: not word.islower())
    )
    return re.compile(rf"\b(?:{f'(?i:{small})' if small else '(?!)'}|{named or '(?!)'}){end}")
