"""XLSX workbooks: one table, laid out as in :mod:`glossary.formats.table`.

Only strings are written, so that nothing becomes a formula, with a frozen first row and no dates, so that the same
glossary gives the same bytes. Sheets whose first row we understand are read; numbers and dates become text.
"""

from __future__ import annotations

from glossary.formats import Format
from glossary.formats.xlsx.termbase import concepts, read
from glossary.formats.xlsx.write import write, write_concepts, write_units, written

__all__ = ["XLSX", "read", "write", "written"]

XLSX = Format(
    "xlsx",
    "Excel workbook",  # message
    (".xlsx",),
    lambda head: head[:2] == b"PK" and b"xl/" in head,
    read=read,
    write=write,
    concepts=concepts,
    write_concepts=write_concepts,
    write_units=write_units,
)
