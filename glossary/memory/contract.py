"""What a memory can do, whatever store it is kept in. The tests run the same cases over every store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from glossary import plugins
from glossary.model import Match, TranslationUnit

Progress = Callable[[int], None]
"""Is told how many units have been taken in so far, about once in two thousand."""

DEFAULT = "default"
"""The name of the memory that units go to where no other is named."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the units that were to be added."""

    added: int = 0
    """New ones."""
    updated: int = 0
    """Known ones whose particulars (state, dates, note …) were brought up to date."""
    unchanged: int = 0
    """Known ones that brought nothing new."""
    skipped: int = 0
    """Without a source or without a target: no translation."""

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
    """Whether its words stand there in other forms."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in one memory for one pair of languages."""

    memory: str
    source_language: str
    target_language: str
    units: int
    approved: int
    penalty: float


class Memory(Protocol):
    """A store of translation units. Every method raises InputError or OutputError where the store cannot be used.

    Several threads may use one: they take turns. Who shall not wait for a long :meth:`add` opens the memory for itself.

    >>> with Memory.open(home.root / "memory.sqlite") as memory:
    ...     added = memory.add([TranslationUnit("The talks began.", "Переговоры начались.", "en", "ru")])
    ...     match = memory.lookup("The talks began!", "ru")[0]
    >>> added.added, match.score, match.unit.target
    (1, 97.0, 'Переговоры начались.')
    """

    @staticmethod
    def open(path_or_url: str | os.PathLike[str], *, name: str | None = None, read_only: bool = False) -> Memory:
        """Return the memory in the file, or at the URL, *path_or_url*; a file that is not there is made.

        One store holds several memories side by side: *name* is the one that units are added to (``default`` if it
        is None), and the only one that is looked into; without a name all of them are. A URL ``scheme://…`` is opened
        by the row *scheme* of the plug-in table ``memories``, anything else is a SQLite file.

        Raises InputError where there is something else than a memory, and ConfigError for an unknown scheme.
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
        """Take in *units*, all or none, and return what became of them.

        Units that agree in languages, source, target, key and neighbours are the same unit; it is kept once, and the
        later one (by ``changed``), or the approved one, says what its particulars are. So the same file can be imported
        again and again. Memory use does not grow with the number of units.
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

        Exact ones whose neighbours (*previous* and *next*) or whose *key* agree come before other exact ones,
        those before fuzzy ones. Each match explains its score in ``penalties``. *exhaustive* compares every unit
        instead of asking the index. Units in the languages of another region (``en-GB`` for ``en``) count as well, and
        those in both scripts for a bare ``zh``; a translation loses a point by it.
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
        """Return where *phrase* stands inside segments, small and capital letters alike, in the order they came in.

        Segments in which it is part of a longer word, or its words stand in other forms (Russian and English), come
        last. Languages of other regions and scripts count as in :meth:`lookup`. *side* is source, target or both.
        """

    def units(
        self, *, source_language: str | None = None, target_language: str | None = None
    ) -> Iterator[TranslationUnit]:
        """Yield the units in the order they came in."""

    def stats(self) -> list[Stats]:
        """Return what is in the store, by memory and pair of languages."""

    def remove(self, units: Iterable[TranslationUnit]) -> int:
        """Remove those of *units* that are there (as :meth:`add` recognises them), all or none; return how many."""

    def penalize(self, points: float) -> None:
        """Set how many points every match of this memory loses."""

    def close(self) -> None:
        """Give back what is held open."""

    def __enter__(self) -> Memory: ...

    def __exit__(self, *_: object) -> None: ...
