"""Bytes <-> model, one module per format; this page is what they have in common.

A format is a :class:`Format` row in the table ``formats`` of :mod:`glossary.plugins`. It can hold a termbase
(``read``, ``write``), running translations (``units``, ``write_units``), or both, and it says what it could not
read (:class:`Skipped`) and what it could not hold (:class:`~glossary.model.Loss`).
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
    """Something in a file that could not be read as what it should be, and was passed over."""

    line: int
    """The line in the file, from 1; 0 if unknown, or if it is about the whole file."""
    why: str
    file: str = ""
    """The file, where that is told, too."""


SHOWN = 1000
"""How many of the things that were passed over are told one by one."""


class FirstSkipped:
    """What was passed over in a file: the first :data:`SHOWN`, and how many more there were."""

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
        return (*self._rows, Skipped(0, f"{count} more were passed over")) if count else tuple(self._rows)  # message


class Passed:
    """What was passed over while a file was read, once for each reason."""

    def __init__(self, rows: Iterable[Skipped] = ()) -> None:
        self._found: dict[str, list[int]] = {}
        for row in rows:
            self.add(row.line, row.why)

    def add(self, line: int, why: str) -> None:
        self._found.setdefault(why, [line, 0])[1] += 1

    def list(self, file: str = "") -> tuple[Skipped, ...]:
        """Return it as of *file*."""
        return tuple(
            Skipped(line, why if count == 1 else f"{why} ({count} times, here first)", file)  # message
            for why, (line, count) in self._found.items()
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held."""

    termbase: Termbase
    skipped: tuple[Skipped, ...] = ()
    version: str = ""
    """The version that the file declares (``1.4``, ``2``, ``TBX-Basic dca``)."""
    encoding: str = "utf-8"
    """The encoding it was read in."""
    states: bool = False
    """Whether such a file can say that a term is only proposed. Where not, a term in it was not approved by that."""
    beside: bool = False
    """Whether the state stands in a cell of its own, and stays there when somebody rewrites the term beside it."""
    unsaid: frozenset[Place] = frozenset()
    """Where the renderings stand of which a file that can say it does not."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """What is in the file, by name: entries, translated, fuzzy, obsolete, units, variants, concepts, terms."""
    left: tuple[Skipped, ...] = ()
    """What is no entry and has no place in a termbase: comments, elements of other tools."""

    def says(self, term: Term) -> bool:
        """Return whether the file says in which state *term* is."""
        return self.states and term.place not in self.unsaid


class Read(Protocol):
    def __call__(
        self, data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = ""
    ) -> Reading:
        """Return what *data*, the content of the file *where*, holds.

        *source_language* is the language whose terms become the heads; *language* names the target language of
        a format that does not say it itself. Raises InputError where the file cannot be read at all.
        """


class Write(Protocol):
    def __call__(self, termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        """Return the file that holds *termbase* in its source language and *languages*, and what was lost."""


Skip = Callable[[int, str], object]


class Again:
    """The concepts of a file that is read anew each time that they are gone through."""

    def __init__(self, made: Callable[[], Iterator[Concept]], count: int, heads: Iterable[str]) -> None:
        self._made = made
        self._count = count
        self.heads = list(heads)
        """The languages of their heads, in the order in which they come."""

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Concept]:
        return self._made()


class Concepts(Protocol):
    def __call__(
        self, stream: BinaryIO, *, where: str, source_language: str, language: str = "", encoding: str = "", skip: Skip
    ) -> tuple[Reading, Again]:
        """Return what :class:`Read` does in bounded memory: the concepts apart, to be gone through several times.

        *skip* is told (line, why) of what is passed over, once.
        """


class WriteConcepts(Protocol):
    def __call__(
        self, stream: BinaryIO, termbase: Termbase, concepts: Iterable[Concept], *, languages: Sequence[str]
    ) -> list[Loss]:
        """Write to *stream* what :class:`Write` would return, in bounded memory, and return what was lost.

        The *concepts*, which may be gone through several times, are those of *termbase*, which has none itself.
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

        An empty *source_language* or *language* means: as the file says, all of them. *skip* is told (line, why) of
        what is passed over.
        """


class WriteUnits(Protocol):
    def __call__(
        self, stream: BinaryIO, units: Iterable[TranslationUnit], *, source_language: str, languages: Sequence[str]
    ) -> list[Loss]:
        """Write *units* to *stream* in bounded memory and return what was lost.

        A format with :attr:`Format.header` also takes *extra*, what that said of the file that the units come from.
        """


class Header(Protocol):
    def __call__(self, stream: BinaryIO, *, where: str, encoding: str = "") -> Extra:
        """Return what a file of running translations says of itself, beside its languages.

        Of *stream* no more is read than that needs. Raises InputError.
        """


class Info(Protocol):
    def __call__(self, stream: BinaryIO, *, where: str, source_language: str = "en", encoding: str = "") -> Reading:
        """Return what *stream* holds in numbers, in bounded memory: a Reading whose termbase has languages only.

        *source_language* is for a format that does not say it.
        """


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table of formats."""

    name: str
    """What a user types: ``tmx``."""
    title: str
    """What a page calls it: ``Translation Memory eXchange 1.4``."""
    suffixes: tuple[str, ...]
    """Endings of file names, lower case with the dot; the first is the usual one."""
    detect: Callable[[bytes], bool]
    """Is this the beginning (:data:`files.SNIFF` bytes) of a file in this format?"""
    read: Read | None = None
    write: Write | None = None
    concepts: Concepts | None = None
    write_concepts: WriteConcepts | None = None
    units: Units | None = None
    write_units: WriteUnits | None = None
    info: Info | None = None
    """A look at a file of any size; without it :attr:`read` tells the same."""
    header: Header | None = None
    single: bool = False
    """Whether a file holds one target language only."""
    running: bool = False
    """Whether such files hold running translations, unless we wrote them, rather than a glossary."""


@cache
def get(name: str) -> Format:
    """Return the format called *name*. Raises ConfigError, with near names, where there is none.

    One of another package raises a PluginError where it breaks.
    """
    found: Format = load("formats", name, Format)
    return found if name in BUILTIN["formats"] else _others(name, found)


def _others(name: str, row: Format) -> Format:
    """Return the *row* of another package, blamed by its *name* where it breaks."""
    blame = partial(blamed, "formats", name, (GlossaryError, OSError))

    def units(stream: BinaryIO, **said: Any) -> Iterator[TranslationUnit]:
        with blame():
            for unit in cast("Units", row.units)(stream, **said):
                yield expected(unit, TranslationUnit)

    def concepts(stream: BinaryIO, **said: Any) -> tuple[Reading, Again]:
        def again() -> Iterator[Concept]:
            with blame():
                yield from found

        with blame():
            reading, found = cast("Concepts", row.concepts)(stream, **said)
            return reading, Again(again, len(found), found.heads)

    def reading(call: Callable[..., Reading], *given: Any, **said: Any) -> Reading:
        return cast("Reading", expected(call(*given, **said), Reading))

    calls = {name: call for name in Format.__slots__ if callable(call := getattr(row, name))}
    calls |= {name: partial(reading, calls[name]) for name in ("read", "info") if name in calls}
    made = {name: blame()(call) for name, call in calls.items()}
    lazy = {"units": units, "concepts": concepts}
    return replace(row, **made | {name: lazy[name] for name in lazy.keys() & calls})


def by_name(path: str) -> Format | None:
    """Return the first format whose file names end like *path*, or None. For files that are to be written."""
    suffix = PurePath(path).suffix.lower()
    return next((row for row in map(get, names("formats")) if suffix in row.suffixes), None)


def detect(data: bytes, path: str) -> Format:
    """Return the format of a file that is called *path* and holds *data*, or begins with that.

    The content tells it, then the name. Among the formats that recognise the content, one that also fits the name
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
    files.refuse_foreign(head, where=path)
    known = by_name(path)
    if known is None:
        readable = ", ".join(row.name for row in rows if row.read or row.units)
        raise InputError("not a format that we can read", where=path, hint=f"known are {readable}")
    return known


def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = "") -> Reading:
    """Return the glossary in *data*, the content of the file *where*, whatever its format; see :class:`Read`.

    Raises InputError where it holds none that we can read.
    """
    row = detect(data, where)
    if row.read is None:
        raise InputError(f"{row.title} holds no glossary that we can read", where=where)
    return row.read(data, where=where, source_language=source_language, language=language, encoding=encoding)
