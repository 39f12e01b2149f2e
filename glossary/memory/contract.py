"""The interface of a translation memory, which every store implements. The tests run the same cases on every store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from glossary import plugins
from glossary.model import Match, TranslationUnit

Progress = Callable[[int], None]
"""Called with the number of units added so far, about once in two thousand."""

DEFAULT = "default"
"""The name of the memory to which units are added if none is given."""


@dataclass(frozen=True, slots=True)
class Added:
    """How many of the given units were added, updated, unchanged or skipped."""

    added: int = 0
    """New units."""
    updated: int = 0
    """Known units whose other properties (state, dates, note …) were updated."""
    unchanged: int = 0
    """Known units that brought nothing new."""
    skipped: int = 0
    """Units without a source or without a target."""

    @property
    def total(self) -> int:
        return self.added + self.updated + self.unchanged + self.skipped


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase was found by :meth:`Memory.search`."""

    unit: TranslationUnit
    memory: str
    side: str
    """source or target."""
    start: int
    """Where the phrase begins in that text."""
    end: int
    inflected: bool = False
    """Whether its words are inflected."""


@dataclass(frozen=True, slots=True)
class Stats:
    """The number of units of one memory in one pair of languages."""

    memory: str
    source_language: str
    target_language: str
    units: int
    approved: int
    penalty: float


class Memory(Protocol):
    """A store of translation units. Every method raises InputError or OutputError if the store cannot be used.

    Several threads may share a memory; they take turns. A thread that must not wait for a long :meth:`add` opens the
    memory for itself.

    >>> with Memory.open(home.root / "memory.sqlite") as memory:
    ...     added = memory.add([TranslationUnit("The talks began.", "Переговоры начались.", "en", "ru")])
    ...     match = memory.lookup("The talks began!", "ru")[0]
    >>> added.added, match.score, match.unit.target
    (1, 97.0, 'Переговоры начались.')
    """

    @staticmethod
    def open(path_or_url: str | os.PathLike[str], *, name: str | None = None, read_only: bool = False) -> Memory:
        """Return the memory in the file, or at the URL, *path_or_url*; a missing file is created.

        A store may have several memories. With a *name*, units are added to that memory and looked up in it only;
        without one, they are added to ``default`` and looked up in all memories. A URL ``scheme://…`` is opened by the
        row *scheme* of the plug-in table ``memories``; anything else is a SQLite file.

        Raises InputError if the file or database is not a memory, and ConfigError for an unknown scheme.
        """
        path_or_url = os.fspath(path_or_url)
        scheme, colon, _ = path_or_url.partition("://")
        if colon and scheme.isalnum() and len(scheme) > 1:
            scheme = {"postgres": "postgresql"}.get(scheme, scheme)
            opened: Memory = plugins.load("memories", scheme)(path_or_url, name=name, read_only=read_only)
            return opened
        from glossary.memory.sqlite import SqliteMemory

        return SqliteMemory(path_or_url, name=name, read_only=read_only)

    def add(self, units: Iterable[TranslationUnit], *, progress: Progress | None = None) -> Added:
        """Add all *units* or none, and return how many were new, updated, unchanged or skipped.

        Units with the same languages, source, target, key and neighbours are the same unit, which is stored once; its
        other properties are those of the later version (by ``changed``), or of the approved one. So the same file can
        be imported repeatedly. Memory use does not grow with the number of units.
        """

    def lookup(
        self,
        text: str,
        target_language: str,
        source_language: str | None = None,
        *,
        minimum: float = 70,
        limit: int = 5,
        previous: str = "",
        next: str = "",
        key: str = "",
        exhaustive: bool = False,
    ) -> list[Match]:
        """Return at most *limit* matches for *text* with a score of at least *minimum*, best first.

        Exact matches in the same context (with the same neighbours *previous* and *next*, or the same *key*) come
        first, then other exact ones, then fuzzy ones. ``penalties`` explains the score of each match. *exhaustive*
        compares every unit instead of using the index. Units in the languages of other regions (``en-GB`` for ``en``)
        are included, and for a bare ``zh`` those in both scripts; such a translation loses a point.
        """

    def search(
        self,
        phrase: str,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        side: str = "both",
        limit: int = 20,
    ) -> list[Hit]:
        """Return where *phrase* occurs in segments, ignoring case, in the order in which they were added.

        Segments in which it is part of a longer word or inflected (Russian and English) come last. Languages of other
        regions and scripts are included as in :meth:`lookup`. *side* is source, target or both.
        """

    def units(
        self, *, source_language: str | None = None, target_language: str | None = None
    ) -> Iterator[TranslationUnit]:
        """Yield the units in the order in which they were added."""

    def stats(self) -> list[Stats]:
        """Return how many units the store has, by memory and pair of languages."""

    def remove(self, units: Iterable[TranslationUnit]) -> int:
        """Remove those of *units* that the memory has (as :meth:`add` identifies them); return how many."""

    def penalize(self, points: float) -> None:
        """Set how many points every match of this memory loses."""

    def close(self) -> None:
        """Close the file or connection."""

    def __enter__(self) -> Memory: ...

    def __exit__(self, *_: object) -> None: ...
