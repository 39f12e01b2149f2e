"""Write rows of cells as a workbook with one sheet: strings only, a frozen first row, no dates."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from glossary.errors import ConfigError
from glossary.formats import table, xml
from glossary.formats.table.units import unit_rows
from glossary.formats.terms import Losses
from glossary.model import Concept, Loss, Termbase, TranslationUnit
from glossary.text.columns import columns

LONGEST = 32_767
"""The most characters of a cell; spreadsheets cut off the rest."""


def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return *termbase* as a workbook of one sheet, and what was lost."""
    stream = io.BytesIO()
    losses = write_concepts(stream, termbase, termbase.concepts, languages=languages)
    return stream.getvalue(), losses


def write_concepts(
    stream: BinaryIO, termbase: Termbase, concepts: Iterable[Concept], *, languages: Sequence[str]
) -> list[Loss]:
    """Write *concepts*, those of *termbase*, as a workbook of one sheet, and return what was lost."""
    losses = Losses()
    header, lines = table.to_rows(termbase, concepts, languages, losses)
    _write(stream, chain([header], lines), losses)
    return losses.list()


def write_units(
    stream: BinaryIO, units: Iterable[TranslationUnit], *, source_language: str, languages: Sequence[str]
) -> list[Loss]:
    """Write *units* as a workbook of one sheet, and return what was lost."""
    losses = Losses()
    _write(stream, unit_rows(units, source_language, languages, losses), losses)
    return losses.list()


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
PROPERTY = "glossary export"
"""The workbook property for the signature of an export in files for tools, which would take a column for a term."""
_PROPERTIES = {
    "[Content_Types].xml": (
        "</Types>",
        '<Override PartName="/docProps/custom.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.custom-properties+xml"/>',
    ),
    "_rels/.rels": (
        "</Relationships>",
        '<Relationship Id="rId2" Target="docProps/custom.xml" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"/>',
    ),
}
"""Part -> (end of its XML, the text inserted before it if there are properties)."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


WIDEST = 40
"""The maximum column width in characters; longer cells are cut off on the screen."""


LOOKED_AT = 1_000
"""The number of rows that determine the column widths."""
ROWS = 1 << 20
"""The most rows of a sheet."""


def _widths(lines: Iterable[Sequence[str]]) -> str:
    """Return column widths at which most terms can be read; by default all columns would be equally narrow."""
    found: list[int] = []
    for cells in lines:
        found += [0] * (len(cells) - len(found))
        for at, cell in enumerate(cells):
            if found[at] < WIDEST:
                found[at] = max(found[at], min(columns(cell), WIDEST))
    rows = [f'<col min="{at}" max="{at}" width="{wide + 2}" customWidth="1"/>' for at, wide in enumerate(found, 1)]
    return f"<cols>{''.join(rows)}</cols>" if rows else ""


def written(lines: Iterable[Sequence[str]], losses: Losses, mark: str = "") -> bytes:
    """Return rows of cells as a workbook; add what a cell cannot hold to *losses*.

    *mark* is the signature of an export, unless a column holds it. Raises ConfigError if there are too many rows.
    """
    stream = io.BytesIO()
    _write(stream, lines, losses, mark)
    return stream.getvalue()


def _write(stream: BinaryIO, lines: Iterable[Sequence[str]], losses: Losses, mark: str = "") -> None:
    """Write what :func:`written` returns, row by row."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, said in _other_parts(mark).items():
            book.writestr(_part(name), _DECLARATION + said)
        with book.open(_part("xl/worksheets/sheet1.xml"), "w", force_zip64=False) as part:
            rows = _sheet(iter(lines), losses)
            room = zipfile.ZIP64_LIMIT
            while some := "".join(islice(rows, LOOKED_AT)).encode():
                room -= len(some)
                if room < 0:
                    raise ConfigError("a sheet of a workbook holds 2 GB", hint="write it as .csv")
                part.write(some)


def _part(name: str) -> zipfile.ZipInfo:
    """Return the entry for a part of a workbook, with a fixed date, so that the file does not change with the clock."""
    made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _sheet(lines: Iterator[Sequence[str]], losses: Losses) -> Iterator[str]:
    """Yield the XML of a sheet."""
    first = list(islice(lines, LOOKED_AT))
    yield (
        f'{_DECLARATION}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews>{_widths(first)}<sheetData>"
    )
    for at, cells in enumerate(chain(first, lines)):
        if at == ROWS:
            raise ConfigError(f"a sheet of a workbook holds {ROWS:,} rows", hint="write it as .csv")
        yield f"<row>{''.join([_cell(cell, losses) for cell in cells])}</row>"
    yield "</sheetData></worksheet>"


def _cell(cell: str, losses: Losses) -> str:
    """Return the XML of a cell; add what it cannot hold to *losses*."""
    if cell.startswith("'"):
        cell = table.guard(cell)  # read() removes one apostrophe, as from a CSV file saved as a workbook
    if len(cell) > LONGEST:
        losses.add(f"more than {LONGEST} characters in a cell", cell[:40])
        cell = cell[:LONGEST]
    inside = f'<is><t xml:space="preserve">{_escape(cell)}</t></is>'
    return f'<c t="inlineStr">{inside}</c>' if cell else "<c/>"


def _other_parts(mark: str) -> dict[str, str]:
    """Return the parts of a workbook other than its sheet; *mark*, if any, becomes a property."""
    if not mark:
        return _PARTS
    parts = dict(_PARTS)
    for name, (end, more) in _PROPERTIES.items():
        parts[name] = parts[name].replace(end, more + end)
    parts["docProps/custom.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{mark}</vt:lpwstr></property></Properties>"
    )
    return parts


def _escape(cell: str) -> str:
    """Return a cell with characters that XML cannot hold, and text that looks like the escape, as ``_x0001_``."""
    cell = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", cell)
    cell = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]", lambda found: f"_x{ord(found[0]):04X}_", cell)
    return xml.escape(cell)
