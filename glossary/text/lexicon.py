"""The lexicon of news in English, Russian and Chinese: what drafts are built of, and terms to find in texts."""

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
    """Why it is not sure: ``loaded``, ``several``, or ``ambiguous``, which nothing is built of."""
    terms: str = ""
    """In which languages, ``ru`` and ``zh``, the rendering is a term as a whole."""

    def text(self, language: str) -> str:
        """Return the rendering."""
        return self.russian if language == "ru" else self.chinese


@cache
def entries() -> tuple[Entry, ...]:
    """Return the rows, as they stand in the table."""
    return tuple(Entry(*row) for row in tables.rows(__package__, "data/lexicon.tsv"))


@cache
def terms(language: str) -> frozenset[str]:
    """Return the set phrases of *language* (``ru``, ``zh``) that are terms as a whole: *красный карлик*."""
    return frozenset(entry.text(language) for entry in entries() if language in entry.terms.split())
