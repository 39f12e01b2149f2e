"""Transliteration by tables of regular expressions (the first match at a position applies); English pronunciation."""

from __future__ import annotations

import re
from functools import cache

from glossary import tables
from glossary.suggest import table

Rules = tuple[tuple[re.Pattern[str], str], ...]
LONGEST = 60
"""The maximum length of a name, in characters."""


@cache
def rules(name: str, origin: str = "") -> Rules:
    """Return the rules of the table *name*; *origin* selects those of one language in a shared table."""
    rows = [row[1:] for row in table(name) if row[0] == origin] if origin else table(name)
    return tuple((re.compile(pattern), text) for pattern, text, *_ in rows)


def rewritten(word: str, by: Rules) -> str:
    """Return *word* rewritten by the rules, or an empty string if no rule matches or the word is too long."""
    text, at = "", 0
    while at < len(word) <= 4 * LONGEST:
        found = next(((match, to) for rule, to in by if (match := rule.match(word, at))), None)
        if found is None:
            return ""
        text += found[1]
        at = found[0].end()
    return text


@cache
def sounds() -> dict[str, tuple[str, str]]:
    """Return (a sound for each letter, ``f`` or ``m`` for given names) by American name, in lowercase."""
    rows = (line.split(" ") for line in tables.lines(__package__, "data/english_sounds.txt"))
    return {name: (spoken, sex[0] if sex else "") for name, spoken, *sex in rows}


def is_given(name: str) -> bool:
    """Return whether Americans use *name* as a given name."""
    return bool(sounds().get(name.lower(), ("", ""))[1])
