"""Letters -> other letters by a table of regular expressions: the first one that fits at a place counts.

And how English names are spoken, for those rules that go by sounds.
"""

from __future__ import annotations

import re
from functools import cache

from glossary import tables
from glossary.suggest import table

Rules = tuple[tuple[re.Pattern[str], str], ...]
LONGEST = 60
"""No name has more letters."""


@cache
def rules(name: str, origin: str = "") -> Rules:
    """Return the rules of the table *name*: those of a language, where its rows begin with one."""
    rows = [row[1:] for row in table(name) if row[0] == origin] if origin else table(name)
    return tuple((re.compile(pattern), text) for pattern, text, *_ in rows)


def rewritten(word: str, by: Rules) -> str:
    """Return *word* as the rules have it; empty where no rule fits, and for a word that is too long to be a name."""
    text, at = "", 0
    while at < len(word) <= 4 * LONGEST:
        found = next(((match, to) for rule, to in by if (match := rule.match(word, at))), None)
        if found is None:
            return ""
        text += found[1]
        at = found[0].end()
    return text


@cache
def spoken() -> dict[str, tuple[str, str]]:
    """Return (a sound for each letter, ``f`` or ``m`` for given names) by the names that America has."""
    rows = (line.split(" ") for line in tables.lines(__package__, "data/english_sounds.txt"))
    return {name: (sounds, sex[0] if sex else "") for name, sounds, *sex in rows}


def is_given(name: str) -> bool:
    """Return whether America has *name* as a given name."""
    return bool(spoken().get(name.lower(), ("", ""))[1])
