"""The lexicon of news in English, Russian and Chinese, for drafting renderings and for finding terms."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from glossary import tables


class Entry(NamedTuple):
    """A row of the lexicon."""

    names: str
    """The English terms, separated by ``|``."""
    sort: str
    """``n`` for a noun, ``a`` for an adjective, ``p`` for a set phrase."""
    russian: str
    chinese: str
    mark: str = ""
    """Why it is uncertain: ``loaded``, ``several``, or ``ambiguous``; the last is not used in longer renderings."""
    terms: str = ""
    """Return the set phrases of *language* (``ru``, ``zh``) that are terms as a whole: *красный карлик*."""

    def text(self, language: str) -> str:
        """Return the rendering in *language*."""
        return self.russian if language == "ru" else self.chinese


@cache
def entries() -> tuple[Entry, ...]:
    """Return the rows in the order of the table."""
    return tuple(Entry(*row) for row in tables.rows(__package__, "data/lexicon.tsv"))


@cache
def terms(language: str) -> frozenset[str]:
    """Return the set phrases of *language* (``ru``, ``zh``) that are terms as a whole: *красный карлик*."""
    return frozenset(entry.text(language) for entry in entries() if language in entry.terms.split())
