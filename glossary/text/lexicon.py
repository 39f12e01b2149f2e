"""The lexicon of news in English, Russian and Chinese: draft renderings are built of it, and terms found by it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from glossary import tables


class Entry(NamedTuple):
    """A row of the lexicon."""

    names: str
    """The English, with | between several."""
    sort: str
    """``n`` for a noun, ``a`` for an adjective, ``p`` for a set phrase."""
    russian: str
    chinese: str
    mark: str = ""
    """Why it is not sure: ``loaded``, ``several``, or ``ambiguous``; of the latter nothing is built."""
    terms: str = ""
    """The languages (``ru``, ``zh``) in which the whole rendering is a term."""

    def text(self, language: str) -> str:
        """Return the rendering."""
        return self.russian if language == "ru" else self.chinese


@cache
def entries() -> tuple[Entry, ...]:
    """Return the rows in the order of the table."""
    return tuple(Entry(*row) for row in tables.rows(__package__, "data/lexicon.tsv"))


@cache
def terms(language: str) -> frozenset[str]:
    """Return the set phrases of *language* (``ru``, ``zh``) that are terms as a whole: *красный карлик*."""
    return frozenset(entry.text(language) for entry in entries() if language in entry.terms.split())
