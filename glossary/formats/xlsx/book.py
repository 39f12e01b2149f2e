"""Read the rows of a workbook's sheets as text; numbers and dates as a spreadsheet shows them."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from glossary.errors import InputError
from glossary.formats import Skipped, xml
from glossary.formats.sources import archive
from glossary.formats.table.columns import listed

UNPACKED = 1 << 29
"""The most bytes to which a part of a workbook may unpack."""
ELEMENTS = 8_000_000
"""The most elements of a part, or one per byte of the file if that is more."""
DEPTH = 64
"""How deeply elements may be nested."""
CELLS = 10_000_000
"""The most cells of a workbook, including empty ones before a filled one in its row."""
LETTERS = 1 << 27
"""The most characters in the cells of a workbook; many cells may share a long text."""
COLUMNS = 500
"""The most columns that are read."""
MERGED = 100_000
"""The most merged cells of a sheet that are read."""
_TITLE = "workbook (XLSX)"

Row = tuple[int, list[str]]
"""A non-empty row of a sheet: (line, cells)."""
Merge = tuple[int, int, int]
"""A cell merged over several rows: (first line, last line, column from 1)."""


class Budget:
    """What remains of the limits on a workbook, and counts of what was left out."""

    def __init__(self, elements: int, struck: int = 0) -> None:
        self.unpacked = 2 * UNPACKED
        self.elements = 2 * elements
        self.cells = CELLS
        self.letters = LETTERS
        self.struck = struck
        """The number of struck-out texts."""
        self.red = 0
        """The number of cells with red text, which may mean that nobody should use it."""
        self.failed = 0
        """The number of cells with an error (``#N/A``)."""
        self.uncalculated = 0
        """The number of formulas without a result (never saved by a spreadsheet). An empty text would have a type."""


class Book:
    """The workbook *data*; its sheets are read row by row, any number of times.

    Raises InputError if this is not a workbook or not a safe one, also while it is read.
    """

    def __init__(self, data: bytes, *, where: str) -> None:
        self._where = where
        self._zip = archive.open_archive(data, where=where, title=_TITLE)
        self._most = max(ELEMENTS, len(data))
        self._epoch_offset, names = 0, {}
        order: list[str] = []
        self._hidden: list[str] = []

        def workbook(name: str, attributes: dict[str, str]) -> None:
            if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self._epoch_offset = 1462  # days between the epochs 1900 and 1904
            elif name == "sheet" and attributes.get("state", "visible") == "visible":
                order.extend(value for key, value in attributes.items() if xml.local(key) == "id" and ":" in key)
            elif name == "sheet":
                self._hidden.append(attributes.get("name", ""))

        def relation(name: str, attributes: dict[str, str]) -> None:
            if attributes.get("Type", "").endswith("/worksheet"):
                target = posixpath.join("/xl", attributes.get("Target", ""))
                names[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

        if "xl/workbook.xml" not in self._zip.namelist():
            raise InputError(f"no {_TITLE}: it has no xl/workbook.xml", where=where)
        self._walk("xl/workbook.xml", "workbook", workbook)
        self._walk("xl/_rels/workbook.xml.rels", "Relationships", relation)
        self.sheets = list(dict.fromkeys(names[key] for key in order if key in names))
        """The parts that are visible sheets."""
        self._strings, self._rich_texts, self._struck = self._texts()
        self._date_styles, self._strike_styles, self._red_styles = self._styles()
        self._comments = self._commented()
        self.begin()

    def begin(self) -> None:
        """Reset limits and counts before the sheets are read again."""
        self._budget = Budget(self._most, self._struck)

    def left_out(self) -> list[Skipped]:
        """Return what was left out of the sheets read so far."""
        shown, budget = listed(self._hidden), self._budget
        uncounted, comments = budget.uncalculated, self._comments
        said = [
            (self._hidden, f"hidden sheets, which are left out: {shown}"),  # message
            (budget.struck, f"texts that are struck out, which are left out: {budget.struck}"),  # message
            (budget.red, f"texts in red, which are read like all others: {budget.red}"),  # message
            (budget.failed, f"cells whose formula has failed, which are left out: {budget.failed}"),  # message
            (uncounted, f"cells whose formula was never calculated, which are left out: {uncounted}"),  # message
            (comments, f"comments on cells, which are left out: {comments}"),  # message
        ]
        return [Skipped(0, why) for found, why in said if found]

    def _steps(
        self,
        name: str,
        root: str,
        start: Callable[[str, dict[str, str]], object],
        end: Callable[[str], object] = lambda name: None,
        text: Callable[[str], object] | None = None,
        budget: Budget | None = None,
    ) -> Iterator[None]:
        """Parse the part *name*, if it exists, calling the handlers with local names; yield after each piece."""
        budget = budget or Budget(self._most)
        limit, most = min(UNPACKED, budget.unpacked), min(self._most, budget.elements)
        content = archive.part(self._zip, name, where=self._where, limit=limit, tags=8 * self._most)
        if content is None:
            return
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

        yield from archive.steps(
            content, where=self._where, roots=(root,), title=_TITLE, start=opened, end=closed, text=text
        )
        budget.unpacked -= content.seen
        budget.elements -= count

    def _walk(self, *part: Any) -> None:
        """Parse a whole part."""
        for _ in self._steps(*part):
            pass

    def _texts(self) -> tuple[Texts, set[str], int]:
        """Return the shared texts without struck-out parts, the indices of those with rich text (whose own fonts
        override the cell's), and the number of struck-out parts."""
        found = Texts()
        rich: set[str] = set()
        parts: list[str] = []
        inside = False
        ignored: set[str] = set()  # open elements whose text does not belong to the cell
        count = letters = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal inside, count
            inside = name == "t" and not ignored
            if name == "rPh":
                ignored.add(name)
            elif name == "rPr":
                rich.add(str(len(found)))
            elif _is_strike(name, attributes):
                ignored.add("r")
                count += 1

        def end(name: str) -> None:
            nonlocal inside
            inside = False
            ignored.discard(name)
            if name == "si":
                found.append(_plain("".join(parts)))
                parts.clear()

        def text(data: str) -> None:
            nonlocal letters
            if inside:
                parts.append(data)
                letters += len(data)
                if letters > LETTERS:
                    raise InputError(f"more than {LETTERS:,} characters in its cells")

        self._walk("xl/sharedStrings.xml", "sst", start, end, text)
        return found, rich, count

    def _styles(self) -> tuple[set[str], set[str], set[str]]:
        """Return the cell styles that show numbers as dates or times, those that strike text out, and the red ones."""
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

        self._walk("xl/styles.xml", "styleSheet", start, end)
        return dates, struck, red

    def _commented(self) -> int:
        """Return the number of cells with comments."""
        count = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal count
            count += name == "comment"

        for name in self._zip.namelist():
            if re.fullmatch(r"xl/(?:comments/)?comments?\d*\.xml", name):
                self._walk(name, "comments", start)
        return count

    def custom_property(self, wanted: str) -> str:
        """Return the document property *wanted*, or an empty string."""
        found: list[str] = []
        name = ""

        def start(element: str, attributes: dict[str, str]) -> None:
            nonlocal name
            name = attributes.get("name", "") if element == "property" else name

        def text(data: str) -> None:
            if name == wanted:
                found.append(data)

        self._walk("docProps/custom.xml", "Properties", start, lambda name: None, text)
        return "".join(found).strip()

    def merges(self, sheet: str) -> list[Merge]:
        """Return the cells of a *sheet* that are merged over several rows; their text is in the first of these."""
        found: set[tuple[bytes, bytes, bytes]] = set()
        limit = min(UNPACKED, self._budget.unpacked)
        content = archive.part(self._zip, sheet, where=self._where, limit=limit, tags=8 * self._most)
        before = b""
        while content and len(found) < MERGED and (piece := content.read(xml.PIECE).replace(b"\0", b"")):  # UTF-16, too
            found.update(_MERGED.findall(before + piece))
            before = piece[-600:]  # a match may straddle two pieces
        self._budget.unpacked -= content.seen if content else 0
        rows = ((int(first), int(last), _column(letters.decode())) for letters, first, last in found)
        return sorted(row for row in rows if row[0] < row[1] and row[2] <= COLUMNS)

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a *sheet* as text."""
        budget, strings = self._budget, self._strings
        dates, strike_styles, red = self._date_styles, self._strike_styles, self._red_styles
        found: list[Row] = []
        cells: list[str] = []
        parts: list[str] = []
        line = column = 0
        kind = style = ""
        inside = False
        in_cell: set[str] = set()  # elements found in the cell: rich text, a formula
        ignored: set[str] = set()  # open elements whose text does not belong to the cell

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal line, column, kind, style, inside
            if name == "c":
                place = attributes.get("r", "")
                column = _column(place) if place else column + 1
                kind, style = attributes.get("t", "n"), attributes.get("s", "")
                in_cell.clear()
                parts.clear()
            elif name == "v" or name == "t":
                inside = not ignored
            elif name == "f" or name == "rPr":
                in_cell.add(name)
            elif name == "row":
                number = attributes.get("r", "")
                line = int(number) if number.isdecimal() and len(number) < 8 else line + 1
                column = 0
                cells.clear()
            elif name == "rPh":
                ignored.add(name)
            elif _is_strike(name, attributes):
                ignored.add("r")
                budget.struck += 1

        def cell() -> None:
            said = "".join(parts)
            has_own_fonts = "rPr" in in_cell or (kind == "s" and said in self._rich_texts)
            if said.strip() and style in strike_styles and not has_own_fonts:
                budget.struck += 1
            elif kind == "e":
                budget.failed += 1
            elif "f" in in_cell and not parts and kind == "n":
                budget.uncalculated += 1
            elif parts and column <= COLUMNS:
                value = _value(said, kind, strings, self._epoch_offset if style in dates else -1)
                cells.extend([""] * (column - len(cells)))
                cells[column - 1] = value
                budget.red += style in red
                budget.letters += len(said) - len(value)

        def end(name: str) -> None:
            nonlocal inside
            ignored.discard(name)
            if name == "v" or name == "t":
                inside = False
            elif name == "c":
                cell()
            elif name == "row" and any(cell.strip() for cell in cells):
                found.append((line, cells.copy()))
                budget.cells -= len(cells)
                if budget.cells < 0:
                    raise InputError(f"more than {CELLS:,} cells")

        def text(data: str) -> None:
            if inside:
                parts.append(data)
                budget.letters -= len(data)
                if budget.letters < 0:
                    raise InputError(f"more than {LETTERS:,} characters in its cells")

        for _ in self._steps(sheet, "worksheet", start, end, text, budget):
            yield from found
            found.clear()
        yield from found


_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]{0,500}?\bref\s{0,9}=\s{0,9}["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["']"""
)


class Texts:
    """A list of texts in a quarter of the memory that strings would need."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> str:
        return self._bytes[self._ends[at] : self._ends[at + 1]].decode("utf-8", "surrogatepass")

    def append(self, text: str) -> None:
        """Append a text."""
        self._bytes += text.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._bytes))


def spread(rows: Iterable[Row], merges: Sequence[Merge], head: int) -> Iterator[Row]:
    """Yield *rows* with the text of vertically merged cells repeated in each of their rows below the line *head*.

    Raises InputError if there are more such cells than a workbook can have.
    """
    at = before = 0
    room = CELLS
    active: dict[int, tuple[int, str]] = {}
    """Column -> (last line of the merged cell, its text)."""
    for line, cells in rows:
        if line <= before:  # rows out of order, which no spreadsheet writes: stop repeating
            at, active = len(merges), {}
        before = line
        for column, (last, text) in list(active.items()):
            if line > last:
                del active[column]
                continue
            room -= 1
            if room < 0:
                raise InputError(f"more than {CELLS:,} cells")
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = cells[column - 1] or text
        while at < len(merges) and merges[at][0] <= line:
            first, last, column = merges[at]
            at += 1
            if first == line > head and (text := "".join(cells[column - 1 : column])):
                active[column] = last, text
        yield line, cells


_DATES = frozenset({*range(14, 23), *range(45, 48)})
"""Built-in number formats for dates and times."""


def _is_strike(name: str, attributes: dict[str, str]) -> bool:
    """Return whether an element of a font is a strikethrough."""
    return name == "strike" and attributes.get("val") not in ("0", "false")


_RED = re.compile("(?:FF)?[C-F][0-9A-F](?:[0-3][0-9A-F]){2}", re.IGNORECASE)
"""Red font colours: FFFF0000, FFC00000."""


@lru_cache(maxsize=4096)
def _letters(letters: str) -> int:
    if not re.fullmatch("[A-Z]{1,3}", letters):
        return COLUMNS + 1
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _column(place: str) -> int:
    """Return the column number (from 1) in ``BC12``; if there is none, a number beyond all columns that are read."""
    return _letters(place.rstrip("0123456789"))


def _value(text: str, kind: str, strings: Texts, base: int) -> str:
    """Return the value of a cell as a spreadsheet shows it; a number is a date if *base* is not negative."""
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
            # Excel treats 1900 as a leap year: before March, its day count is one too low.
            days = number + base + (number < 60 and not base)
            at = datetime(1899, 12, 30) + timedelta(seconds=round(days * 86400))
            return str(at) if at.time() != time() else str(at.date())
        return f"{number or 0.0:.15g}" if abs(number) < 1e15 else text  # as many digits as Excel shows
    return text


_CODE = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


def _plain(text: str) -> str:
    """Return the text of a cell with ``_x0001_`` escapes decoded."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
