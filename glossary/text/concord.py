"""Whether the words that a Russian term begins with agree with each other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from glossary.text.russian import analyzer

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


@lru_cache(maxsize=50_000)
def _known(word: str) -> tuple[tuple[_Reading, ...], frozenset[str]]:
    """Return the readings of a word of the dictionary and their parts of speech; nothing for another one."""
    tags = [parse.tag for parse in analyzer().parse(word)] if analyzer().word_is_known(word.lower()) else []
    readings = [
        _Reading(tag.case, tag.number, tag.gender, "Fixd" in tag, "GNdr" in tag or "ms-f" in tag, "nomn" in tag)
        for tag in tags
    ]
    return tuple(readings), frozenset(tag.POS for tag in tags)


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
        parses, kinds = _known(word)
        if not parses:
            return ""
        readings.append(parses)
        if kinds.isdisjoint(_ADJECTIVES):
            break
        if not kinds <= _ADJECTIVES:
            return ""  # an adjective that may be a noun tells nothing
    nouns = readings[-1]
    if kinds != {"NOUN"}:
        return ""
    for at, options in enumerate(readings[:-1]):
        if not any(_agree(one, noun) for one in options for noun in nouns):
            return f"'{words[at]}' does not agree with '{words[len(readings) - 1]}'"
    if not any(noun.nominative or noun.fixed for noun in nouns):
        return f"'{words[len(readings) - 1]}' is not in the nominative"
    return ""


def _agree(adjective: _Reading, noun: _Reading) -> bool:
    if adjective.case != noun.case or adjective.number != noun.number:
        return noun.fixed
    return adjective.number == "plur" or adjective.gender == noun.gender or noun.common
