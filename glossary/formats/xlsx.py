"""XLSX workbooks: one table, as :mod:`glossary.formats.table` has it. Reading needs openpyxl (``glossary-tm[xlsx]``).

Written are strings only, so that nothing is a formula, with a first row that stays in sight, and no date, so that the
same glossary gives the same bytes. Read is the first sheet whose first row we understand; numbers and dates come as
text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from glossary.errors import InputError, PluginError
from glossary.formats import Format, Reading, table, xml
from glossary.formats.terms import Losses
from glossary.model import Loss, Termbase

UNPACKED = 1 << 27
"""The most bytes that the parts of a workbook may unpack to."""
ROWS = 1_048_576
COLUMNS = 500
LONGEST = 32_767
"""Characters in a cell: more, a spreadsheet cuts off."""


def sheets(data: bytes, *, where: str) -> list[list[list[str]]]:
    """Return the rows of every sheet as text. Raises InputError where this is no workbook, or one that is not safe."""
    _safe(data, where)
    try:
        import openpyxl
    except ImportError as error:
        raise PluginError(
            "reading XLSX needs openpyxl", where=where, hint="pip install 'glossary-tm[xlsx]', or save it as CSV"
        ) from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [_cells(sheet, where) for sheet in book.worksheets]
    except InputError:
        raise
    except Exception as error:
        # Openpyxl lets through whatever a broken part makes it stumble over.
        raise InputError(f"the workbook is broken: {type(error).__name__}: {error}", where=where) from error


def _safe(data: bytes, where: str) -> None:
    """Refuse what is no zip, unpacks to too much, or brings a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > UNPACKED or len(parts) > 10_000:
                raise InputError(f"the workbook unpacks to more than {UNPACKED >> 20} MB", where=where)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        if b"<!" in stream.read(4096).replace(b"\0", b"").replace(b"<!--", b""):
                            raise InputError(f"{part.filename} has a DTD: refused", where=where)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as error:
        raise InputError(f"no workbook (XLSX): {error}", where=where) from error


def _cells(sheet: Any, where: str) -> list[list[str]]:
    found: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=COLUMNS)):
        if number >= ROWS:
            raise InputError(f"more than {ROWS} rows", where=where)
        found.append([_text(value) for value in row])
    return found


def _text(value: Any) -> str:
    """Return the value of a cell as a person sees it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # Characters that XML cannot hold are written as their code.
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), str(value))


def first(data: bytes, *, where: str, source: str, target: str) -> list[tuple[int, list[str]]]:
    """Return the rows (line, cells) of the sheet with the terms: the first with a header that we understand."""
    found = [
        [(at, row) for at, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
        for rows in sheets(data, where=where)
    ]
    filled = [rows for rows in found if rows]
    if not filled:
        raise InputError("the workbook is empty", where=where)
    return next((rows for rows in filled if table.layout(rows[0][1], source, target) is not None), filled[0])


def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None) -> Reading:
    """Return a workbook as a termbase. Raises InputError; see :func:`glossary.formats.table.read`."""
    lines = first(data, where=where, source=source_language, target=language)
    return table.from_rows(lines, where=where, source_language=source_language, language=language, guarded=False)


def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return *termbase* as a workbook of one sheet, and what was lost."""
    header, lines, found = table.to_rows(termbase, languages)
    losses = Losses()
    data = written([header, *lines], losses)
    return data, [*found, *losses.list()]


_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="glossary" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    ' Target="worksheets/sheet1.xml"/></Relationships>',
}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def written(lines: Sequence[Sequence[str]], losses: Losses) -> bytes:
    """Return rows of cells as a workbook; what a cell cannot hold goes to *losses*."""
    parts = [
        _DECLARATION,
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><sheetData>",
    ]
    for cells in lines:
        parts.append("<row>")
        for cell in cells:
            if len(cell) > LONGEST:
                losses.add(f"more than {LONGEST} characters in a cell", cell[:40])
                cell = cell[:LONGEST]
            inside = f'<is><t xml:space="preserve">{_escape(cell)}</t></is>'
            parts.append(f'<c t="inlineStr">{inside}</c>' if cell else "<c/>")
        parts.append("</row>")
    parts.append("</sheetData></worksheet>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (*_PARTS.items(), ("xl/worksheets/sheet1.xml", "".join(parts))):
            # A date of its own, or the file would change with the clock.
            made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            made.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(made, text if text.startswith(_DECLARATION) else _DECLARATION + text)
    return stream.getvalue()


def _escape(cell: str) -> str:
    """Return a cell as SpreadsheetML: what XML cannot hold as ``_x0001_``, what looks like that escaped too."""
    cell = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", cell)
    cell = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]", lambda found: f"_x{ord(found[0]):04X}_", cell)
    return xml.escape(cell)


XLSX = Format(
    "xlsx",
    "Excel workbook",
    (".xlsx",),
    lambda head: head[:2] == b"PK" and b"xl/" in head,
    read=read,
    write=write,
)
