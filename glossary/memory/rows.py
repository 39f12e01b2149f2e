"""Translation units as database rows: how they are stored, identified and restored, the same for every store."""

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
"""A unit in the columns that follow; the last holds its other properties as JSON."""
COLUMNS = "id, source, target, state, origin, key, previous, next, author, created, changed, uses, note, extra"
TEXTS = "id, source, target"


class Chunk(NamedTuple):
    """Up to 65,536 units of a stream."""

    id: int
    units: int
    """How many units the chunk has."""
    indexed: int
    """How many of them are indexed."""


class Stream(NamedTuple):
    """The units of one memory in one pair of languages."""

    id: int
    memory: str
    source: str
    target: str
    penalty: float
    """The points that every match of the memory loses."""


def damaged(why: object, where: str) -> InputError:
    """Return the error to raise if a store holds something that we never write."""
    hint = "restore a copy, or import its TMX files into a new one"
    return InputError(f"the memory is damaged ({why})", where=where, hint=hint)


def to_streams(rows: Iterable[tuple[Any, ...]], where: str) -> list[Stream]:
    """Return *rows* as streams. Raises InputError, naming *where*, if one is damaged."""
    streams = [Stream(*row) for row in rows]
    for stream in streams:
        if tuple(map(type, stream)) != (int, str, str, str, float) or not 0 <= stream.penalty <= 100:
            raise damaged(f"stream {tuple(stream)}", where)
    return streams


def to_chunks(rows: Iterable[tuple[Any, ...]], where: str) -> list[Chunk]:
    """Return *rows* as chunks. Raises InputError, naming *where*, if one is damaged."""
    chunks = [Chunk(*row) for row in rows]
    for chunk in chunks:
        if set(map(type, chunk)) != {int} or not (0 < chunk.id <= _LAST and 0 <= chunk.indexed <= chunk.units <= CHUNK):
            raise damaged(f"chunk {tuple(chunk)}", where)
    return chunks


def to_rows(rows: list[Any], where: str) -> list[Any]:
    """Return *rows*, which are whole units or their first columns. Raises InputError if one is damaged."""
    for row in rows:
        if tuple(map(type, row)) != _TYPES[: len(row)]:
            raise damaged(f"unit {row[0]}", where)
    return rows


MOST = 1 << 62
"""The largest number of uses that is stored, and the limit of a query without one."""
_LAST = 1 << 40
"""The largest id of a chunk for which the ids of its units fit into 64 bits."""

_columns = COLUMNS.split(", ")[1:-1]
_texts = [attrgetter(name) for name in sorted({*_columns, "source_language", "target_language"} - {"state", "uses"})]
"""Getters of all text attributes of a unit except its ``extra``."""
_row_values = attrgetter(*[name.replace("state", "state._value_") for name in _columns])
"""A getter of the columns of a row between its id and ``extra``."""
_TYPES = (int, *[str] * 10, int, str, str)
"""The types of the columns of a row."""


def codes(units: Sequence[TranslationUnit]) -> list[int]:
    """Return the hashes that identify *units*: languages and source in the upper bits, the rest in the lower 31.

    Raises InputError for a unit that a store cannot hold.
    """
    _check(units)
    return [
        prefix(unit.source_language, unit.target_language, unit.source) << 31
        | crc32(f"{unit.target}\0{unit.key}\0{unit.previous}\0{unit.next}".encode()) & 0x7FFFFFFF
        for unit in units
    ]


def prefix(source_language: str, target_language: str, source: str) -> int:
    """Return the upper 32 bits of a code, as a signed integer."""
    text = f"{source_language}\0{target_language}\0{source}".encode()
    return int.from_bytes(blake2b(text, digest_size=4).digest(), "big", signed=True)


def _check(units: Sequence[TranslationUnit]) -> None:
    """Raise InputError for the first of *units* that contains characters that a store cannot hold."""
    more = "".join([text for unit in units if unit.extra for text in chain.from_iterable(unit.extra)])
    if not _unfit(more) and not any(_unfit("".join(map(column, units))) for column in _texts):
        return
    for unit in units:
        if what := _unfit("".join([*(column(unit) for column in _texts), *chain.from_iterable(unit.extra)])):
            shown = unit.source[:40].encode("utf-8", "replace").decode().replace("\0", "\\0")
            where = str(unit.place) if unit.place else unit.origin.encode("utf-8", "replace").decode()
            raise InputError(
                f"the segment '{shown}' holds {what}", where=where, hint="correct the file; nothing was added"
            )


def _unfit(text: str) -> str:
    """Return the name of a character in *text* that a store cannot hold, or an empty string."""
    if "\0" in text:
        return "a NUL character"  # message
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return "half of a character (a lone surrogate)"  # message
    return ""


def same(row: Row, unit: TranslationUnit) -> bool:
    """Return whether *row* holds the unit that *unit* is a version of."""
    return (*row[1:3], *row[5:8]) == (unit.source, unit.target, unit.key, unit.previous, unit.next)


def newer(unit: TranslationUnit, row: Row) -> bool:
    """Return whether *unit* is a newer version than *row*."""
    if to_row(row[0], unit) == row:
        return False
    if unit.changed != row[10]:
        return unit.changed > row[10]
    return row[3] == State.PROPOSED.value and unit.state is not State.PROPOSED


def to_row(number: int, unit: TranslationUnit) -> Row:
    """Return *unit* as a row with the id *number*."""
    extra = json.dumps(unit.extra, ensure_ascii=False, separators=(",", ":")) if unit.extra else ""
    row: Row = (number, *_row_values(unit), extra)
    return row if 0 <= unit.uses <= MOST else (*row[:11], max(0, min(unit.uses, MOST)), *row[12:])


def to_unit(row: Row, source_language: str, target_language: str, where: str) -> TranslationUnit:
    """Return the unit in *row*. Raises InputError, naming *where*, if the row is damaged."""
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
