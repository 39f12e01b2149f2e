"""CSV and TSV tables with a header and one row per concept (RFC 4180); many foreign layouts are read.

Our layout has a column per language (``en``, ``zh_CN``, ``ru``) that a person can fill in, followed by further columns,
written only if they are not empty (:data:`ABOUT`, :data:`PER_LANGUAGE`). Several values in a cell are separated by
`` | ``; a literal bar is ``\\|``. A cell that a spreadsheet would take for a formula gets an apostrophe in front, which
is removed when it is read (:func:`guard`).

Read: ``, ; TAB |`` between the columns, UTF-8 and UTF-16 with and without BOM, any line ends, multi-line cells, columns
recognised by name in any order (``source`` and ``target``, language codes, ``term_ru``, ``ru_note`` …); two columns
without a header.
Dropped when written: the model's ``extra``, and the state, origin, note and forms of all but the first term of a
language.
"""

from __future__ import annotations

from dataclasses import replace

from glossary.errors import InputError
from glossary.formats import Format
from glossary.formats.table.cells import UTF16, decode, delimiter, guard, read_rows, rows, unguard
from glossary.formats.table.columns import HEAD, Column, header_of, layout
from glossary.formats.table.termbase import (
    concepts,
    from_rows,
    read,
    to_rows,
    write,
    write_concepts,
    write_concepts_tsv,
    write_tsv,
    written,
)
from glossary.formats.table.units import write_units, write_units_tsv

__all__ = [
    "CSV",
    "HEAD",
    "TSV",
    "Column",
    "from_rows",
    "guard",
    "header_of",
    "layout",
    "read",
    "read_rows",
    "to_rows",
    "unguard",
    "write",
    "written",
]


def _detect(head: bytes, suffix: str) -> bool:
    """Return whether *head* is the beginning of a table with a header that we understand."""
    # The head may end in the middle of a character, but its first lines suffice.
    wide = b"\0" in head[:2] or head[:2] in UTF16
    try:
        text = decode(head[: len(head) // 2 * 2] if wide else head[:-3].rpartition(b"\n")[0] or head, where="")
    except InputError:
        return False
    between = delimiter(text)
    if (between == "\t") != (suffix == ".tsv"):
        return False
    try:
        _, first = next(rows([text], where="", delimiter=between, quoted=between != "\t"), (0, []))
    except InputError:
        return False
    return len(first) > 1 and layout(first, "en", "und") is not None


CSV = Format(
    "csv",
    "table, comma-separated values",  # message
    (".csv",),
    lambda head: _detect(head, ".csv"),
    read=read,
    write=write,
    concepts=concepts,
    write_concepts=write_concepts,
    write_units=write_units,
)

TSV = replace(
    CSV,
    name="tsv",
    title="table, tab-separated values",  # message
    suffixes=(".tsv",),
    detect=lambda head: _detect(head, ".tsv"),
    write=write_tsv,
    write_concepts=write_concepts_tsv,
    write_units=write_units_tsv,
)
