"""Agreement between a Russian noun and the adjectives before it at the beginning of a term."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from glossary.text.russian_words import known, readings

_CYRILLIC = re.compile(r"\s*[А-Яа-яЁё-]+(?:\s+[А-Яа-яЁё-]+(?!\S)|\s*\Z)")
"""Matches text that begins with two Russian words, or consists of one."""


class _Reading(NamedTuple):
    """The grammatical tags that agreement depends on; pymorphy3 would compute them anew each time."""

    case: str | None
    number: str | None
    gender: str | None
    fixed: bool
    """Whether it is indeclinable."""
    common: bool
    """Whether it has more than one gender."""
    nominative: bool


class _Word(NamedTuple):
    """All readings of a word."""

    readings: tuple[_Reading, ...]
    """The readings in the dictionary; empty if the word is not in it."""
    adjective: bool | None
    """Whether it is an adjective; None if it may also be something else."""
    noun: bool
    """Whether it is a noun and nothing else."""
    nominative: bool
    """Whether it may be in the nominative or is indeclinable."""


@lru_cache(maxsize=50_000)
def _lookup(word: str) -> _Word:
    """Return what the dictionary knows about *word*."""
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
    """Return what is certainly wrong with the adjectives and the noun that begin *term*, or an empty string.

    >>> disagreement("Центральный Азия"), disagreement("Центральная Азия")
    ("'Центральный' does not agree with 'Азия'", '')
    """
    if not _CYRILLIC.match(term):
        return ""
    words = term.split()
    row = []
    for word in words:
        row.append(_lookup(word))
        if not row[-1].readings or row[-1].adjective is None:  # an adjective that may be a noun proves nothing
            return ""
        if not row[-1].adjective:
            break
    *adjectives, head = row
    if not head.noun:
        return ""
    noun = words[len(adjectives)]
    for adjective, known_as in zip(words, adjectives, strict=False):
        if not any(_agree(one, other) for one in known_as.readings for other in head.readings):
            return f"'{adjective}' does not agree with '{noun}'"  # message
    if not head.nominative:
        return f"'{noun}' is not in the nominative"  # message
    return ""


def _agree(adjective: _Reading, noun: _Reading) -> bool:
    if adjective.case != noun.case or adjective.number != noun.number:
        return noun.fixed
    return adjective.number == "plur" or adjective.gender == noun.gender or noun.common
