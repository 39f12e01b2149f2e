"""Units as rows: how they are kept, recognised and given back; the same for every store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple
from zlib import crc32

from glossary.errors import InputError
from glossary.memory.tail import CHUNK
from glossary.model import Extra, State, TranslationUnit

Row = tuple[int, str, str, str, str, str, str, str, str, str, str, int, str, str]
"""A unit as it is kept, in these columns; the last is what else came with it, as JSON."""
COLUMNS = "id, source, target, state, origin, key, previous, next, author, created, changed, uses, note, extra"
TEXTS = "id, source, target"


class Chunk(NamedTuple):
    """65,536 units of a stream, or fewer."""

    id: int
    units: int
    """How many units it has."""
    indexed: int
    """How many of them are indexed."""


class Stream(NamedTuple):
    """The units of one memory in one pair of languages."""

    id: int
    memory: str
    source: str
    target: str
    penalty: float
    """What every match of the memory loses, in points."""


def damaged(why: object, where: str) -> InputError:
    """Return the error to raise where a store holds something that we never write."""
    hint = "restore a copy, or import its TMX files into a new one"
    return InputError(f"the memory is damaged ({why})", where=where, hint=hint)


def to_streams(rows: Iterable[tuple[Any, ...]], where: str) -> list[Stream]:
    """Return the streams in *rows*; InputError, with *where*, if one of them is none."""
    streams = [Stream(*row) for row in rows]
    for stream in streams:
        if tuple(map(type, stream)) != (int, str, str, str, float) or not 0 <= stream.penalty <= 100:
            raise damaged(f"stream {tuple(stream)}", where)
    return streams


def to_chunks(rows: Iterable[tuple[Any, ...]], where: str) -> list[Chunk]:
    """Return the chunks in *rows*; InputError, with *where*, if one of them is none."""
    chunks = [Chunk(*row) for row in rows]
    for chunk in chunks:
        if set(map(type, chunk)) != {int} or not (0 < chunk.id <= _LAST and 0 <= chunk.indexed <= chunk.units <= CHUNK):
            raise damaged(f"chunk {tuple(chunk)}", where)
    return chunks


def to_rows(rows: list[Any], where: str) -> list[Any]:
    """Return *rows* of units, as far as their columns go; InputError, with *where*, if one of them is none."""
    for row in rows:
        if tuple(map(type, row)) != _TYPES[: len(row)]:
            raise damaged(f"unit {row[0]}", where)
    return rows


MOST = 1 << 62
"""The greatest count, of uses that are kept, or of rows."""
_LAST = 1 << 40
"""The greatest id of a chunk, so that the ids of its units can be kept."""

_columns = COLUMNS.split(", ")[1:-1]
_said = [attrgetter(name) for name in sorted({*_columns, "source_language", "target_language"} - {"state", "uses"})]
"""Everything that a unit says in words, but for what is in its ``extra``."""
_kept = attrgetter(*[name.replace("state", "state._value_") for name in _columns])
"""The columns of a row between its id and ``extra``."""
_TYPES = (int, *[str] * 10, int, str, str)
"""What the columns of a row are."""


def codes(units: Sequence[TranslationUnit]) -> list[int]:
    """Return the numbers by which *units* are recognised: languages and source above, the rest below.

    Raises InputError for a unit that no store can hold.
    """
    _check(units)
    return [
        prefix(unit.source_language, unit.target_language, unit.source) << 31
        | crc32(f"{unit.target}\0{unit.key}\0{unit.previous}\0{unit.next}".encode()) & 0x7FFFFFFF
        for unit in units
    ]


def prefix(source_language: str, target_language: str, source: str) -> int:
    """Return the upper half of a code: 32 bits, signed."""
    text = f"{source_language}\0{target_language}\0{source}".encode()
    return int.from_bytes(blake2b(text, digest_size=4).digest(), "big", signed=True)


def _check(units: Sequence[TranslationUnit]) -> None:
    """Raise InputError for the first of *units* that holds what no store can hold."""
    more = "".join([text for unit in units if unit.extra for text in chain.from_iterable(unit.extra)])
    if not _unfit(more) and not any(_unfit("".join(map(column, units))) for column in _said):
        return
    for unit in units:
        if what := _unfit("".join([*(column(unit) for column in _said), *chain.from_iterable(unit.extra)])):
            shown = unit.source[:40].encode("utf-8", "replace").decode().replace("\0", "\\0")
            where = str(unit.place) if unit.place else unit.origin.encode("utf-8", "replace").decode()
            raise InputError(
                f"the segment '{shown}' holds {what}", where=where, hint="mend the file; nothing was added"
            )


def _unfit(text: str) -> str:
    """Return what *text* holds that no store can hold, if anything."""
    if "\0" in text:
        return "a NUL character"  # message
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return "half of a character (a lone surrogate)"  # message
    return ""


def same(row: Row, unit: TranslationUnit) -> bool:
    """Return whether *unit* is the one in *row*."""
    return (*row[1:3], *row[5:8]) == (unit.source, unit.target, unit.key, unit.previous, unit.next)


def newer(unit: TranslationUnit, row: Row) -> bool:
    """Return whether *unit* is more recent than the *row* of the same unit."""
    if to_row(row[0], unit) == row:
        return False
    if unit.changed != row[10]:
        return unit.changed > row[10]
    return row[3] == State.PROPOSED.value and unit.state is not State.PROPOSED


def to_row(number: int, unit: TranslationUnit) -> Row:
    """Return *unit* as it is kept."""
    extra = json.dumps(unit.extra, ensure_ascii=False, separators=(",", ":")) if unit.extra else ""
    row: Row = (number, *_kept(unit), extra)
    return row if 0 <= unit.uses <= MOST else (*row[:11], max(0, min(unit.uses, MOST)), *row[12:])


def to_unit(row: Row, source_language: str, target_language: str, where: str) -> TranslationUnit:
    """Return the unit in *row*; InputError, with *where*, if it is none."""
    try:
        state = State(row[3])
        extra: Extra = tuple((name, value) for name, value in json.loads(row[13])) if row[13] else ()
    except (ValueError, TypeError, RecursionError):
        raise damaged(f"unit {row[0]}", where) from None
    return TranslationUnit(
        source=row[1], target=row[2], source_language=source_language, target_language=target_language,
        state=state, origin=row[4], key=row[5], previous=row[6], next=row[7], author=row[8],
        created=row[9], changed=row[10], uses=row[11], note=row[12], extra=extra,
    )  # fmt: skip
