"""Word classes that the rules for drafts use (``classes.tsv``), such as events or crimes.

:func:`words` returns the words of a class; :func:`ends` tests the last word of a name, :func:`has` any of its words.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.suggest import table

COUNTRIES = {row[0]: row[1] for row in table("peoples.tsv")}
"""Adjectives of peoples and their countries: *Chinese*, China."""


@cache
def words(sort: str) -> frozenset[str]:
    """Return the words of a class as the table spells them, both singular and plural where it marks a plural."""
    spelled = next(row[1] for row in table("classes.tsv") if row[0] == sort).split()
    pairs = ((word.removesuffix("(s)"), word.replace("(s)", "s")) for word in spelled)
    return frozenset(form.replace("_", " ") for pair in pairs for form in pair)


def ends(name: str, sort: str) -> bool:
    """Return whether *name* ends with a word of the class *sort*.

    >>> ends("Venice Film Festival", "event"), ends("festival director", "event"), ends("Police", "institution")
    (True, False, True)
    """
    return _any_of(sort, "$").search(name) is not None


def has(name: str, sort: str) -> bool:
    """Return whether *name* contains a word of the class *sort*."""
    return _any_of(sort, r"\b").search(name) is not None


@cache
def _any_of(sort: str, end: str) -> re.Pattern[str]:
    """Return a pattern for the words of a class; words listed in lowercase also match capitalized."""
    small, named = (
        "|".join(sorted(filter(test, words(sort)))) for test in (str.islower, lambda word: not word.islower())
    )
    return re.compile(rf"\b(?:{f'(?i:{small})' if small else '(?!)'}|{named or '(?!)'}){end}")
