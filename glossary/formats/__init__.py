"""What all formats share: the :class:`Format` record, what a reader returns, and detection.

There is one module per format. A format is a :class:`Format` row in the table ``formats`` of :mod:`glossary.plugins`.
It can hold a termbase (``read``, ``write``), bilingual text (``units``, ``write_units``), or both. It reports what it
could not read (:class:`Skipped`) and what it could not write (:class:`~glossary.model.Loss`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import PurePath
from typing import Any, BinaryIO, Protocol, cast

from glossary.errors import GlossaryError, InputError
from glossary.formats import files
from glossary.model import Concept, Extra, Loss, Place, Term, Termbase, TranslationUnit
from glossary.plugins import BUILTIN, blamed, expected, load, names


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a file that could not be read and was skipped."""

    line: int
    """The line in the file, from 1; 0 if it is unknown or the whole file is meant."""
    why: str
    file: str = ""
    """The name of the file; empty if it is clear from the context."""


SHOWN = 1000
"""How many skipped things are reported one by one."""


class FirstSkipped:
    """Collects the first :data:`SHOWN` things skipped in a file, and counts the rest."""

    def __init__(self) -> None:
        self._rows: list[Skipped] = []
        self._more = 0

    def add(self, line: int, why: str) -> None:
        if len(self._rows) < SHOWN:
            self._rows.append(Skipped(line, why))
        else:
            self._more += 1

    def list(self) -> tuple[Skipped, ...]:
        count = self._more
        return (*self._rows, Skipped(0, f"{count} more were skipped")) if count else tuple(self._rows)  # message


class SkippedByReason:
    """Collects what was skipped in a file, once per reason, with the number of times."""

    def __init__(self, rows: Iterable[Skipped] = ()) -> None:
        self._found: dict[str, list[int]] = {}
        for row in rows:
            self.add(row.line, row.why)

    def add(self, line: int, why: str) -> None:
        self._found.setdefault(why, [line, 0])[1] += 1

    def list(self, file: str = "") -> tuple[Skipped, ...]:
        """Return the rows, each naming *file*."""
        return tuple(
            Skipped(line, why if count == 1 else f"{why} ({count} times, here first)", file)  # message
            for why, (line, count) in self._found.items()
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a file."""

    termbase: Termbase
    skipped: tuple[Skipped, ...] = ()
    version: str = ""
    """The version that the file declares (``1.4``, ``2``, ``TBX-Basic dca``)."""
    encoding: str = "utf-8"
    """The encoding of the file."""
    states: bool = False
    """Whether this kind of file can mark a term as proposed. If not, a term is not approved by being in it."""
    beside: bool = False
    """Whether the state is in a separate cell, which stays as it is when somebody edits the term."""
    unsaid: frozenset[Place] = frozenset()
    """The places of the renderings without a state, in a file that can hold states."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Counts by name: entries, translated, fuzzy, obsolete, units, variants, concepts, terms."""
    left: tuple[Skipped, ...] = ()
    """Content with no place in a termbase: comments, elements of other tools."""

    def says(self, term: Term) -> bool:
        """Return whether the file gives the state of *term*."""
        return self.states and term.place not in self.unsaid


class Read(Protocol):
    def __call__(
        self, data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = ""
    ) -> Reading:
        """Return the content of the file *where*, whose bytes are *data*.

        *source_language* is the language whose terms become the heads; *language* is the target language, for formats
        that do not name it. Raises InputError if the file cannot be read at all.
        """


class Write(Protocol):
    def __call__(self, termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        """Return the file holding *termbase* in its source language and *languages*, and the losses."""


Skip = Callable[[int, str], object]


class LazyConcepts:
    """An iterable of concepts that reads the file again on each iteration."""

    def __init__(self, made: Callable[[], Iterator[Concept]], count: int, heads: Iterable[str]) -> None:
        self._made = made
        self._count = count
        self.heads = list(heads)
        """The languages of the head terms, in order of appearance."""

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Concept]:
        return self._made()


class Concepts(Protocol):
    def __call__(
        self, stream: BinaryIO, *, where: str, source_language: str, language: str = "", encoding: str = "", skip: Skip
    ) -> tuple[Reading, LazyConcepts]:
        """Read like :class:`Read`, but in bounded memory: return the concepts separately, as a repeatable iterable.

        *skip* is called with (line, reason) for everything skipped, once.
        """


class WriteConcepts(Protocol):
    def __call__(
        self, stream: BinaryIO, termbase: Termbase, concepts: Iterable[Concept], *, languages: Sequence[str]
    ) -> list[Loss]:
        """Write to *stream* what :class:`Write` would return, in bounded memory, and return the losses.

        *concepts*, which may be iterated several times, replaces the concepts of *termbase*, which are empty.
        """


class Units(Protocol):
    def __call__(
        self,
        stream: BinaryIO,
        *,
        where: str,
        source_language: str = "",
        language: str = "",
        encoding: str = "",
        skip: Skip | None = None,
    ) -> Iterator[TranslationUnit]:
        """Yield the translation units of *stream*, one per pair of source and target, in bounded memory.

        An empty *source_language* means the one that the file names, an empty *language* all of them. *skip* is called
        with (line, reason) for everything skipped.
        """


class WriteUnits(Protocol):
    def __call__(
        self, stream: BinaryIO, units: Iterable[TranslationUnit], *, source_language: str, languages: Sequence[str]
    ) -> list[Loss]:
        """Write *units* to *stream* in bounded memory and return the losses.

        A format with :attr:`Format.header` also takes *extra*, the result of ``header`` for the file that the units
        come from.
        """


class Header(Protocol):
    def __call__(self, stream: BinaryIO, *, where: str, encoding: str = "") -> Extra:
        """Return the metadata of a bilingual file, except its languages.

        Reads no more of *stream* than needed. Raises InputError.
        """


class Info(Protocol):
    def __call__(self, stream: BinaryIO, *, where: str, source_language: str = "en", encoding: str = "") -> Reading:
        """Return the counts of *stream*, in bounded memory, as a Reading whose termbase has languages but no concepts.

        *source_language* is for formats that do not name it.
        """


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table of formats."""

    name: str
    """The name that users type: ``tmx``."""
    title: str
    """The full name: ``Translation Memory eXchange 1.4``."""
    suffixes: tuple[str, ...]
    """File name suffixes in lowercase, with the dot; the first is the usual one."""
    detect: Callable[[bytes], bool]
    """Returns whether the given bytes, the first :data:`files.SNIFF` of a file, are in this format."""
    read: Read | None = None
    write: Write | None = None
    concepts: Concepts | None = None
    write_concepts: WriteConcepts | None = None
    units: Units | None = None
    write_units: WriteUnits | None = None
    info: Info | None = None
    """Counts the content of a file of any size; without it, :attr:`read` is used."""
    header: Header | None = None
    single: bool = False
    """Whether a file holds only one target language."""
    running: bool = False
    """Whether such files usually hold bilingual text, not a glossary (unless we wrote them)."""


@cache
def get(name: str) -> Format:
    """Return the format called *name*.

    Raises ConfigError, with similar names, if there is none, and PluginError if a format of another package fails.
    """
    found: Format = load("formats", name, Format)
    return found if name in BUILTIN["formats"] else _others(name, found)


def _others(name: str, row: Format) -> Format:
    """Return *row*, a format of another package, with its failures reported as errors of the plugin *name*."""
    blame = partial(blamed, "formats", name, (GlossaryError, OSError))

    def units(stream: BinaryIO, **said: Any) -> Iterator[TranslationUnit]:
        with blame():
            for unit in cast("Units", row.units)(stream, **said):
                yield expected(unit, TranslationUnit)

    def concepts(stream: BinaryIO, **said: Any) -> tuple[Reading, LazyConcepts]:
        def again() -> Iterator[Concept]:
            with blame():
                yield from found

        with blame():
            reading, found = cast("Concepts", row.concepts)(stream, **said)
            return reading, LazyConcepts(again, len(found), found.heads)

    def reading(call: Callable[..., Reading], *given: Any, **said: Any) -> Reading:
        return cast("Reading", expected(call(*given, **said), Reading))

    calls = {name: call for name in Format.__slots__ if callable(call := getattr(row, name))}
    calls |= {name: partial(reading, calls[name]) for name in ("read", "info") if name in calls}
    made = {name: blame()(call) for name, call in calls.items()}
    lazy = {"units": units, "concepts": concepts}
    return replace(row, **made | {name: lazy[name] for name in lazy.keys() & calls})


def by_name(path: str) -> Format | None:
    """Return the first format with the suffix of *path*, or None. For files that are to be written."""
    suffix = PurePath(path).suffix.lower()
    return next((row for row in map(get, names("formats")) if suffix in row.suffixes), None)


def detect(data: bytes, path: str) -> Format:
    """Return the format of the file *path*; *data* is its content, or the beginning of it.

    The content decides, then the name. Among the formats that recognise the content, one that also matches the suffix
    comes first.
    """
    head = data[: files.SNIFF]
    if not head.strip():
        raise InputError("the file is empty", where=path)
    suffix = PurePath(path).suffix.lower()
    rows = [get(name) for name in names("formats")]
    seen = [row for row in rows if row.detect(head)]
    for row in [row for row in seen if suffix in row.suffixes] + seen:
        return row
    from glossary.formats.sources import SUFFIXES

    known = by_name(path)
    if known is None and suffix in SUFFIXES:
        raise InputError("not a format that we can read", where=path, hint="a text is read by 'glossary extract'")
    files.refuse_foreign(head, where=path)
    if known is None:
        readable = ", ".join(row.name for row in rows if row.read or row.units)
        raise InputError("not a format that we can read", where=path, hint=f"known are {readable}")
    return known


def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = "") -> Reading:
    """Return the glossary in *data*, the content of the file *where*, in any format; see :class:`Read`.

    Raises InputError if it holds none that we can read.
    """
    row = detect(data, where)
    if row.read is None:
        raise InputError(f"{row.title} has no glossary that can be read", where=where)
    return row.read(data, where=where, source_language=source_language, language=language, encoding=encoding)
