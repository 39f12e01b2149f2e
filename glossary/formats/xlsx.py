"""XLSX workbooks: one table, as :mod:`glossary.formats.table` has it.

Written are strings only, so that nothing is a formula, with a first row that stays in sight, and no date, so that the
same glossary gives the same bytes. Read are the sheets whose first row we understand; numbers and dates come as text.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import lru_cache
from itertools import chain, islice
from typing import Any, BinaryIO

from glossary.errors import ConfigError, InputError
from glossary.formats import Format, Reading, Skipped, table, xml
from glossary.formats.sources import archive
from glossary.formats.table.columns import listed
from glossary.formats.terms import EXPORT, SIGNATURE, Losses, signature
from glossary.model import Concept, Loss, Termbase
from glossary.text.columns import columns

UNPACKED = 1 << 27
"""The most bytes that a part of a workbook may unpack to."""
ELEMENTS = 8_000_000
"""The most elements of a part."""
DEPTH = 64
"""How deep elements may be nested."""
CELLS = 10_000_000
"""The most cells of a workbook, empty ones before a filled one in its row included."""
LETTERS = 1 << 27
"""The most characters in the cells of a workbook: many cells may share a long text."""
COLUMNS = 500
"""The columns that we look at."""
MERGED = 100_000
"""The most cells over several rows of a sheet that are looked at."""
LONGEST = 32_767
"""Characters in a cell: more, a spreadsheet cuts off."""
_TITLE = "workbook (XLSX)"

Rows = list[tuple[int, list[str]]]
"""The rows of a sheet in which something stands: (line, cells)."""
Merges = list[tuple[int, int, int]]
"""The cells of a sheet that are one over several rows: (column from 1, first line, last line)."""


def sheets(data: bytes, *, where: str) -> tuple[list[Rows], list[Merges], list[Skipped]]:
    """Return the rows of every sheet as text, its cells that are one over several rows, and what else people wrote.

    Such cells have their text in the first of their rows. Raises InputError where this is no workbook, or one that is
    not safe.
    """
    with archive.open_archive(data, where=where, title=_TITLE) as book:
        base, names = 0, {}
        order: list[str] = []
        hidden: list[str] = []

        def workbook(name: str, attributes: dict[str, str]) -> None:
            nonlocal base
            if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                base = 1462  # days between the two ways of counting
            elif name == "sheet" and attributes.get("state", "visible") == "visible":
                order.extend(value for key, value in attributes.items() if xml.local(key) == "id" and ":" in key)
            elif name == "sheet":
                hidden.append(attributes.get("name", ""))

        def relation(name: str, attributes: dict[str, str]) -> None:
            if attributes.get("Type", "").endswith("/worksheet"):
                target = posixpath.join("/xl", attributes.get("Target", ""))
                names[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

        if not _walk(book, "xl/workbook.xml", "workbook", where, workbook):
            raise InputError(f"no {_TITLE}: it has no xl/workbook.xml", where=where)
        _walk(book, "xl/_rels/workbook.xml.rels", "Relationships", where, relation)
        left = _Left()
        strings, styles = _strings(book, left, where), _styles(book, where)
        parts = dict.fromkeys(names[key] for key in order if key in names)
        every = [_rows(book, sheet, strings, styles, base, left, where) for sheet in parts]
        shown, uncounted, comments = listed(hidden), left.uncounted, _comments(book, where)
        left_out = [
            (hidden, f"hidden sheets, which are left out: {shown}"),  # message
            (left.struck, f"texts that are struck out, which are left out: {left.struck}"),  # message
            (left.red, f"texts in red, which are read as all others: {left.red}"),  # message
            (left.failed, f"cells whose formula has failed, which are left out: {left.failed}"),  # message
            (uncounted, f"cells whose formula was never calculated, which are left out: {uncounted}"),  # message
            (comments, f"comments on cells, which are left out: {comments}"),  # message
        ]
        said = [Skipped(0, why) for found, why in left_out if found]
        return [rows for rows, _ in every], [cells for _, cells in every], said


class _Left:
    """What the sheets of a workbook may still hold, all together; and what is left out of them."""

    def __init__(self) -> None:
        self.unpacked = 2 * UNPACKED
        self.elements = 2 * ELEMENTS
        self.cells = CELLS
        self.letters = LETTERS
        self.struck = 0
        """How often something is struck out in a cell."""
        self.red = 0
        """How many cells hold a text in red, which may mean that nobody should write it."""
        self.failed = 0
        """How many cells hold an error (``#N/A``)."""
        self.uncounted = 0
        """How many have a formula and no result: no spreadsheet has saved them. An empty text would have its type."""
        self.rich: set[str] = set()
        """The numbers of the shared texts whose parts have fonts of their own, whatever that of the cell."""


def _walk(
    book: zipfile.ZipFile,
    name: str,
    root: str,
    where: str,
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object] = lambda name: None,
    text: Callable[[str], object] | None = None,
    left: _Left | None = None,
) -> bool:
    """Give the part *name* to the handlers, elements without their prefix, and return whether there is one."""
    left = left or _Left()
    limit, most = min(UNPACKED, left.unpacked), min(ELEMENTS, left.elements)
    content = archive.part(book, name, where=where, limit=limit, tags=2 * ELEMENTS)
    if content is None:
        return False
    count = depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if count > most or depth > DEPTH:
            raise InputError("too many elements, or nested too deep")
        start(xml.local(name) if ":" in name else name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(xml.local(name) if ":" in name else name)

    archive.walk(content, where=where, roots=(root,), title=_TITLE, start=opened, end=closed, text=text)
    left.unpacked -= content.seen
    left.elements -= count
    return True


def _strings(book: zipfile.ZipFile, left: _Left, where: str) -> list[str]:
    """Return the texts that the cells of a workbook share, without what is struck out in them."""
    found: list[str] = []
    parts: list[str] = []
    inside = phonetic = struck = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside, phonetic, struck
        inside = name == "t" and not phonetic and not struck
        phonetic = phonetic or name == "rPh"
        if name == "rPr":
            left.rich.add(str(len(found)))
        elif _is_strike(name, attributes):
            struck = True
            left.struck += 1

    def end(name: str) -> None:
        nonlocal inside, phonetic, struck
        inside = False
        if name == "si":
            found.append(_plain("".join(parts)))
            parts.clear()
        elif name == "rPh":
            phonetic = False
        elif name == "r":
            struck = False

    _walk(book, "xl/sharedStrings.xml", "sst", where, start, end, lambda data: parts.append(data) if inside else None)
    return found


_DATES = frozenset({*range(14, 23), *range(45, 48)})
"""The built-in formats of numbers that show a date or a time."""


def _is_strike(name: str, attributes: dict[str, str]) -> bool:
    """Return whether an element of a font strikes its text out."""
    return name == "strike" and attributes.get("val") not in ("0", "false")


_RED = re.compile("(?:FF)?[C-F][0-9A-F](?:[0-3][0-9A-F]){2}", re.IGNORECASE)
"""The colour of a font: FFFF0000, FFC00000."""


def _styles(book: zipfile.ZipFile, where: str) -> tuple[set[str], set[str], set[str]]:
    """Return the styles of cells that show a number as a date or a time, strike the text out, or make it red."""
    formats: dict[str, str] = {}
    dates: set[str] = set()
    struck: set[str] = set()
    red: set[str] = set()
    fonts: list[set[str]] = []
    styles = 0
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal styles, inside
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in ("fonts", "cellXfs"):
            inside = name
        elif name == "font" and inside == "fonts":
            fonts.append(set())
        elif inside == "fonts" and fonts and _is_strike(name, attributes):
            fonts[-1].add("struck")
        elif inside == "fonts" and fonts and name == "color" and _RED.fullmatch(attributes.get("rgb", "")):
            fonts[-1].add("red")
        elif name == "xf" and inside == "cellXfs":
            font = attributes.get("fontId", "")
            marks = fonts[int(font[:9])] if font.isdecimal() and int(font[:9]) < len(fonts) else ()
            if "struck" in marks:
                struck.add(str(styles))
            elif "red" in marks:
                red.add(str(styles))
            number = attributes.get("numFmtId", "")
            code = re.sub(r'"[^"]*"|\[[^]]*]|\\.', "", formats.get(number, "")).lower()
            if (number.isdecimal() and int(number[:9]) in _DATES) or re.search("[ymdhs]", code):
                dates.add(str(styles))
            styles += 1

    def end(name: str) -> None:
        nonlocal inside
        inside = "" if name == inside else inside

    _walk(book, "xl/styles.xml", "styleSheet", where, start, end)
    return dates, struck, red


def _rows(
    book: zipfile.ZipFile,
    sheet: str,
    strings: Sequence[str],
    styles: tuple[Collection[str], Collection[str], Collection[str]],
    base: int,
    left: _Left,
    where: str,
) -> tuple[Rows, Merges]:
    """Return the rows of a sheet, and its cells that are one over several rows."""
    dates, crossed, red = styles
    found: Rows = []
    merged: Merges = []
    cells: list[str] = []
    parts: list[str] = []
    line = column = 0
    kind = style = ""
    inside = phonetic = struck = rich = uncounted = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal line, column, kind, style, inside, phonetic, struck, rich, uncounted
        if name == "c":
            place = attributes.get("r", "")
            column = _column(place) if place else column + 1
            kind, style = attributes.get("t", "n"), attributes.get("s", "")
            rich = uncounted = False
            parts.clear()
        elif name == "v" or name == "t":
            inside = not phonetic and not struck
        elif name == "f":
            uncounted = True
        elif name == "row":
            number = attributes.get("r", "")
            line = int(number) if number.isdecimal() and len(number) < 8 else line + 1
            column = 0
            cells.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "rPr":
            rich = True
        elif name == "mergeCell" and len(merged) < MERGED and (span := _MERGED.fullmatch(attributes.get("ref", ""))):
            merged.append((_column(span[1]), int(span[2]), int(span[3])))
        elif _is_strike(name, attributes):
            struck = True
            left.struck += 1

    def end(name: str) -> None:
        nonlocal inside, phonetic, struck
        text = "".join(parts) if name == "c" else ""
        if text.strip() and style in crossed and not (rich or (kind == "s" and text in left.rich)):
            left.struck += 1
        elif name == "c" and kind == "e":
            left.failed += 1
        elif name == "c" and uncounted and not parts and kind == "n":
            left.uncounted += 1
        elif name == "c" and parts and column <= COLUMNS:
            value = _value(text, kind, strings, base if style in dates else -1)
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = value
            left.red += style in red
            left.letters -= len(value)
            if left.letters < 0:
                raise InputError(f"more than {LETTERS:,} characters in its cells")
        elif name == "v" or name == "t":
            inside = False
        elif name == "row" and any(cell.strip() for cell in cells):
            found.append((line, cells.copy()))
            left.cells -= len(cells)
            if left.cells < 0:
                raise InputError(f"more than {CELLS:,} cells")
        elif name == "rPh":
            phonetic = False
        elif name == "r":
            struck = False

    _walk(book, sheet, "worksheet", where, start, end, lambda data: parts.append(data) if inside else None, left)
    return found, [(column, first, last) for column, first, last in merged if column <= COLUMNS and first < last]


_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})")


def _spread(rows: Rows, merged: Merges, head: int) -> None:
    """Write what stands in cells that are one over several rows into each of these, below the line *head*.

    Raises InputError where these are more than a workbook can have.
    """
    lines = [line for line, _ in rows]
    if lines != sorted(lines):  # no spreadsheet writes them so
        return
    room = CELLS
    for column, first, last in merged:
        at, end = bisect_left(lines, first), bisect_right(lines, last)
        room -= end - at
        if room < 0:
            raise InputError(f"more than {CELLS:,} cells")
        if first <= head or at == len(rows) or lines[at] != first or not (text := rows[at][1][column - 1 : column]):
            continue
        for _, cells in rows[at + 1 : end]:
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = cells[column - 1] or text[0]


@lru_cache(maxsize=4096)
def _letters(letters: str) -> int:
    if not re.fullmatch("[A-Z]{1,3}", letters):
        return COLUMNS + 1
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _column(place: str) -> int:
    """Return the number of the column in ``BC12``, from 1; one beyond all that we look at where it is none."""
    return _letters(place.rstrip("0123456789"))


def _value(text: str, kind: str, strings: Sequence[str], base: int) -> str:
    """Return what stands in a cell as a person sees it; a number is a date if *base* is not negative."""
    if kind == "s":
        if not text.isdecimal() or len(text) > 9 or int(text) >= len(strings):
            raise InputError(f"a cell wants text number {text[:20]}, which is not there")
        return strings[int(text)]
    if kind in ("inlineStr", "str", "d"):
        return _plain(text)
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    with suppress(ValueError, OverflowError):
        number = float(text)
        if base >= 0:
            # Excel takes 1900 for a leap year: before March, its count is one too low.
            days = number + base + (number < 60 and not base)
            at = datetime(1899, 12, 30) + timedelta(seconds=round(days * 86400))
            return str(at) if at.time() != time() else str(at.date())
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text
    return text


_CODE = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


def _plain(text: str) -> str:
    """Return the text of a cell: characters that XML cannot hold are written as their code."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _headed(rows: Rows, source: str, target: str) -> bool:
    """Return whether a sheet has a header that we understand."""
    return table.header_of([cells for _, cells in rows[: table.HEAD]], source, target) >= 0


def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = "") -> Reading:
    """Return a workbook as a termbase, the rows of all sheets whose first row we understand.

    Raises InputError; see :func:`glossary.formats.table.read`.
    """
    every, merged, left_out = sheets(data, where=where)
    for rows, cells in zip(every, merged, strict=True):
        if cells and rows:
            at = table.header_of([row for _, row in rows[: table.HEAD]], source_language, language)
            _spread(rows, cells, rows[max(at, 0)][0])
    filled = [rows for rows in every if rows]
    if not filled:
        raise InputError("the workbook is empty", where=where, hint="; ".join(row.why for row in left_out))
    parts = [rows for rows in filled if _headed(rows, source_language, language)] or filled[:1]
    others = len(filled) - len(parts)
    settings: dict[str, Any] = {"where": where, "source_language": source_language, "language": language}
    found = table.from_rows(parts[0], **settings)
    for rows in parts[1:]:
        try:
            found = _together(found, table.from_rows(rows, **settings))
        except InputError:
            others += 1
    if others:
        left_out.append(Skipped(0, f"sheets without a first row that we understand: {others}"))
    return _signed(replace(found, skipped=(*found.skipped, *left_out)), data, where=where)


def _comments(book: zipfile.ZipFile, where: str) -> int:
    """Return how many cells of a workbook somebody has written a comment on."""
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += name == "comment"

    for name in book.namelist():
        if re.fullmatch(r"xl/(?:comments/)?comments?\d*\.xml", name):
            _walk(book, name, "comments", where, start)
    return count


def _together(one: Reading, two: Reading) -> Reading:
    """Return what two sheets hold as one."""
    termbase = replace(
        one.termbase,
        concepts=one.termbase.concepts + two.termbase.concepts,
        languages=tuple(dict.fromkeys(one.termbase.languages + two.termbase.languages)),
    )
    counts = {name: number + two.counts[name] for name, number in one.counts.items()}
    return replace(one, termbase=termbase, skipped=one.skipped + two.skipped, counts=counts)


def _signed(reading: Reading, data: bytes, *, where: str) -> Reading:
    """Return *reading* with the signature of an export, where the workbook *data* has one among its properties."""
    texts: dict[str, str] = {}
    name = ""

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal name
        name = attributes.get("name", "") if element == "property" else name

    def text(said: str) -> None:
        if name == _EXPORT:
            texts[name] = texts.get(name, "") + said

    with archive.open_archive(data, where=where, title=_TITLE) as book:
        _walk(book, "docProps/custom.xml", "Properties", where, start, text=text)
    mark = texts.get(_EXPORT, "").strip()
    if not SIGNATURE.fullmatch(mark) or signature(reading.termbase.extra):
        return reading
    return replace(reading, termbase=replace(reading.termbase, extra=(*reading.termbase.extra, (EXPORT, mark))))


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
_EXPORT = "glossary export"
"""The property of a workbook for a tool that holds the signature of an export: a column would be a term to the tool."""
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
"""Part -> (its end, what stands before that where there are properties)."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


WIDEST = 40
"""Digits in the width of the widest column: longer cells are cut off on the screen."""


LOOKED_AT = 1_000
"""Rows by whose cells the widths of the columns are chosen."""
ROWS = 1 << 20
"""The rows that a sheet of a spreadsheet can have."""


def _widths(lines: Iterable[Sequence[str]]) -> str:
    """Return the widths of the columns, in which most terms can be read; a program would make all equally narrow."""
    found: list[int] = []
    for cells in lines:
        found += [0] * (len(cells) - len(found))
        for at, cell in enumerate(cells):
            if found[at] < WIDEST:
                found[at] = max(found[at], min(columns(cell), WIDEST))
    rows = [f'<col min="{at}" max="{at}" width="{wide + 2}" customWidth="1"/>' for at, wide in enumerate(found, 1)]
    return f"<cols>{''.join(rows)}</cols>" if rows else ""


def written(lines: Iterable[Sequence[str]], losses: Losses, mark: str = "") -> bytes:
    """Return rows of cells as a workbook; what a cell cannot hold goes to *losses*.

    *mark* is the signature of an export, unless a column has it. Raises ConfigError where a sheet has no room for them.
    """
    stream = io.BytesIO()
    _write(stream, lines, losses, mark)
    return stream.getvalue()


def _write(stream: BinaryIO, lines: Iterable[Sequence[str]], losses: Losses, mark: str = "") -> None:
    """Write what :func:`written` returns, row by row."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, said in _about(mark).items():
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
    """Return a part of a workbook. It has a date of its own, or the file would change with the clock."""
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
    """Return the XML of a cell; what it cannot hold goes to *losses*."""
    if cell.startswith("'"):
        cell = table.guard(cell)  # read() takes off the one that a CSV had that was saved as a workbook
    if len(cell) > LONGEST:
        losses.add(f"more than {LONGEST} characters in a cell", cell[:40])
        cell = cell[:LONGEST]
    inside = f'<is><t xml:space="preserve">{_escape(cell)}</t></is>'
    return f'<c t="inlineStr">{inside}</c>' if cell else "<c/>"


def _about(mark: str) -> dict[str, str]:
    """Return the parts of a workbook besides its sheet; *mark*, if any, becomes a property of it."""
    if not mark:
        return _PARTS
    parts = dict(_PARTS)
    for name, (end, more) in _PROPERTIES.items():
        parts[name] = parts[name].replace(end, more + end)
    parts["docProps/custom.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{_EXPORT}">'
        f"<vt:lpwstr>{mark}</vt:lpwstr></property></Properties>"
    )
    return parts


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
    write_concepts=write_concepts,
)
