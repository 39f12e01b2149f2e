"""Whether the words that a Russian term begins with agree with each other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from glossary.text.russian_words import known, readings

_CYRILLIC = re.compile(r"\s*[А-Яа-яЁё-]+(?:\s+[А-Яа-яЁё-]+(?!\S)|\s*\Z)")
"""What begins with two Russian words, or is one."""


class _Reading(NamedTuple):
    """What agreement goes by; pymorphy3 works it out anew whenever it is asked."""

    case: str | None
    number: str | None
    gender: str | None
    fixed: bool
    """Whether it is not declined."""
    common: bool
    """Whether it has more than one gender."""
    nominative: bool


class _Word(NamedTuple):
    """What a word may be: all its readings together."""

    readings: tuple[_Reading, ...]
    """Those of the dictionary; none where it does not know the word."""
    adjective: bool | None
    """Whether it is an adjective; None where it may be one, or something else."""
    noun: bool
    """Whether it is a noun, and nothing else."""
    nominative: bool
    """Whether it may stand in the nominative, or is not declined."""


@lru_cache(maxsize=50_000)
def _known(word: str) -> _Word:
    """Return what the dictionary says of *word*."""
    tags = [parse.tag for parse in readings(word)] if known(word) else []
    found = [
        _Reading(tag.case, tag.number, tag.gender, "Fixd" in tag, "GNdr" in tag or "ms-f" in tag, "nomn" in tag)
        for tag in tags
    ]
    kinds = {tag.POS for tag in tags}
    adjective = False if kinds.isdisjoint(_ADJECTIVES) else True if kinds <= _ADJECTIVES else None
    nominative = any(reading.nominative or reading.fixed for reading in found)
    return _Word(tuple(found), adjective, kinds == {"NOUN"}, nominative)


_ADJECTIVES = frozenset(("ADJF", "PRTF"))


def disagreement(term: str) -> str:
    """Return what is wrong with the adjectives and the head that *term* begins with; empty if nothing is known to be.

    >>> disagreement("Центральный Азия"), disagreement("Центральная Азия")
    ("'Центральный' does not agree with 'Азия'", '')
    """
    if not _CYRILLIC.match(term):
        return ""
    words = term.split()
    readings = []
    for word in words:
        known = _known(word)
        if not known.readings or known.adjective is None:  # an adjective that may be a noun tells nothing
            return ""
        readings.append(known.readings)
        if not known.adjective:
            break
    if not known.noun:
        return ""
    nouns = readings[-1]
    for at, options in enumerate(readings[:-1]):
        if not any(_agree(one, noun) for one in options for noun in nouns):
            return f"'{words[at]}' does not agree with '{words[len(readings) - 1]}'"
    if not known.nominative:
        return f"'{words[len(readings) - 1]}' is not in the nominative"
    return ""


def _agree(adjective: _Reading, noun: _Reading) -> bool:
    if adjective.case != noun.case or adjective.number != noun.number:
        return noun.fixed
    return adjective.number == "plur" or adjective.gender == noun.gender or noun.common
