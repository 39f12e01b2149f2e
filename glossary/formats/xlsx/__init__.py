"""XLSX workbooks: one table, as :mod:`glossary.formats.table` has it.

Written are strings only, so that nothing is a formula, with a first row that stays in sight, and no date, so that the
same glossary gives the same bytes. Read are the sheets whose first row we understand; numbers and dates come as text.
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
