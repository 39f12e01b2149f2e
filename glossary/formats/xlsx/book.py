"""Read the rows of a workbook's sheets as text; numbers and dates as a spreadsheet shows them."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from functools import lru_cache

from glossary.errors import InputError
from glossary.formats import Skipped, xml
from glossary.formats.sources import archive
from glossary.formats.table.columns import listed

UNPACKED = 1 << 29
"""The most bytes to which a part of a workbook may unpack."""
ELEMENTS = 8_000_000
"""The most elements of a part, or one per byte of the file if that is more."""
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

    def __init__(self, tags: int) -> None:
        self.unpacked = UNPACKED
        self.tags = tags
        self.cells = CELLS
        self.letters = LETTERS
        self.struck = 0
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
        self._most = 2 * max(ELEMENTS, len(data))  # an element has up to two tags
        if "xl/workbook.xml" not in self._zip.namelist():
            raise InputError(f"no {_TITLE}: it has no xl/workbook.xml", where=where)
        self._epoch_offset = 0
        self._hidden: list[str] = []
        order: list[str] = []
        for node in self._nodes("xl/workbook.xml", "workbook", "workbookPr", "sheet"):
            if node.get("date1904") in ("1", "true"):
                self._epoch_offset = 1462  # days between the epochs 1900 and 1904
            if node.get("state") not in ("", "visible"):
                self._hidden.append(node.get("name"))
            else:
                order += [value for key, value in node.attributes.items() if xml.local(key) == "id" and ":" in key]
        names = {
            node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target"))).lstrip("/")
            for node in self._nodes("xl/_rels/workbook.xml.rels", "Relationships", "Relationship")
            if node.get("Type").endswith("/worksheet")
        }
        self.sheets = list(dict.fromkeys(names[key] for key in order if key in names))
        """The parts that are visible sheets."""
        self._strings, self._rich_texts, self._struck = self._texts()
        self._date_styles, self._strike_styles, self._red_styles = self._styles()
        parts = [name for name in self._zip.namelist() if re.fullmatch(r"xl/(?:comments/)?comments?\d*\.xml", name)]
        self._comments = sum(1 for name in parts for _ in self._nodes(name, "comments", "comment"))
        self.begin()

    def begin(self) -> None:
        """Reset limits and counts before the sheets are read again."""
        self._budget = Budget(2 * self._most)
        self._budget.unpacked *= 2
        self._budget.struck = self._struck

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

    def _spend_letters(self, text: str, budget: Budget) -> None:
        budget.letters -= len(text)
        if budget.letters < 0:
            raise archive.damaged(_TITLE, f"more than {LETTERS:,} characters in its cells", where=self._where)

    def _part(self, name: str, budget: Budget) -> archive.Part | None:
        """Return the part *name* for reading within *budget*, or None if there is none."""
        limits = {"limit": min(UNPACKED, budget.unpacked), "tags": min(self._most, budget.tags)}
        return archive.part(self._zip, name, where=self._where, **limits)

    def _nodes(self, name: str, root: str, *wanted: str, budget: Budget | None = None) -> Iterator[xml.Node]:
        """Yield the elements called *wanted* of the part *name*, if it exists."""
        budget = budget or Budget(self._most)
        content = self._part(name, budget)
        if content is not None:
            yield from archive.nodes(content, where=self._where, root=root, title=_TITLE, wanted=wanted)
            budget.unpacked -= content.seen
            budget.tags -= content.tags_seen

    def _texts(self) -> tuple[Texts, set[str], int]:
        """Return the shared texts without struck-out parts, the indices of those with rich text (whose own fonts
        override the cell's), and the number of struck-out parts."""
        found = Texts()
        rich: set[str] = set()
        budget = Budget(self._most)
        for node in self._nodes("xl/sharedStrings.xml", "sst", "si", budget=budget):
            text, is_rich = _text_of(node, budget)
            if is_rich:
                rich.add(str(len(found)))
            self._spend_letters(text, budget)
            found.append(_plain(text))
        return found, rich, budget.struck

    def _styles(self) -> tuple[set[str], set[str], set[str]]:
        """Return the cell styles that show numbers as dates or times, those that strike text out, and the red ones."""
        formats: dict[str, str] = {}
        fonts: list[str] = []
        dates, struck, red = set[str](), set[str](), set[str]()
        styles = 0
        for node in self._nodes("xl/styles.xml", "styleSheet", "numFmt", "font", "xf"):
            group = node.parent.local if node.parent else ""
            if node.local == "numFmt":
                formats[node.get("numFmtId")] = node.get("formatCode")
            elif node.local == "font" and group == "fonts":
                is_red = any(_RED.fullmatch(color.get("rgb")) for color in node.nodes("color"))
                fonts.append("struck" if _is_struck(node) else "red" if is_red else "")
            elif node.local == "xf" and group == "cellXfs":
                font, number, style = node.get("fontId"), node.get("numFmtId"), str(styles)
                mark = fonts[int(font[:9])] if font.isdecimal() and int(font[:9]) < len(fonts) else ""
                if mark:
                    (struck if mark == "struck" else red).add(style)
                code = re.sub(r'"[^"]*"|\[[^]]*]|\\.', "", formats.get(number, "")).lower()
                if (number.isdecimal() and int(number[:9]) in _DATES) or re.search("[ymdhs]", code):
                    dates.add(style)
                styles += 1
        return dates, struck, red

    def custom_property(self, wanted: str) -> str:
        """Return the document property *wanted*, or an empty string."""
        found = self._nodes("docProps/custom.xml", "Properties", "property")
        return next((node.text().strip() for node in found if node.get("name") == wanted), "")

    def merges(self, sheet: str) -> list[Merge]:
        """Return the cells of a *sheet* that are merged over several rows; their text is in the first of these."""
        found: set[tuple[bytes, bytes, bytes]] = set()
        content = self._part(sheet, self._budget)
        before = b""
        while content and len(found) < MERGED and (piece := content.read(xml.PIECE).replace(b"\0", b"")):  # UTF-16, too
            found.update(_MERGED.findall(before + piece))
            before = piece[-600:]  # a match may straddle two pieces
        self._budget.unpacked -= content.seen if content else 0
        rows = ((int(first), int(last), _column(letters.decode())) for letters, first, last in found)
        return sorted(row for row in rows if row[0] < row[1] and row[2] <= COLUMNS)

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a *sheet* as text."""
        line = 0
        for row in self._nodes(sheet, "worksheet", "row", budget=self._budget):
            number = row.get("r")
            line = int(number) if number.isdecimal() and len(number) < 8 else line + 1
            cells: list[str] = []
            column = 0
            for cell in row.nodes("c"):
                place = cell.get("r")
                column = _column(place) if place else column + 1
                text = self._cell(cell) if column <= COLUMNS else None
                if text is not None:
                    cells.extend([""] * (column - len(cells)))
                    cells[column - 1] = text
            if any(map(str.strip, cells)):
                self._budget.cells -= len(cells)
                if self._budget.cells < 0:
                    raise archive.damaged(_TITLE, f"more than {CELLS:,} cells", where=self._where)
                yield line, cells

    def _cell(self, cell: xml.Node) -> str | None:
        """Return the text of a cell, or None if it is empty or left out."""
        budget, style, kind = self._budget, cell.get("s"), cell.get("t") or "n"
        base = self._epoch_offset if style in self._date_styles else -1
        raw, has_own_fonts = _text_of(cell, budget)
        has_own_fonts = has_own_fonts or (kind == "s" and raw in self._rich_texts)
        if raw.strip() and style in self._strike_styles and not has_own_fonts:
            budget.struck += 1
        elif kind == "e":
            budget.failed += 1
        elif not raw:
            budget.uncalculated += kind == "n" and cell.first("f") is not None
        else:
            budget.red += style in self._red_styles
            text = self._shared(raw) if kind == "s" else _value(raw, kind, base)
            self._spend_letters(text, budget)
            return text
        return None

    def _shared(self, number: str) -> str:
        """Return the shared text with this *number*."""
        if not number.isdecimal() or len(number) > 9 or int(number) >= len(self._strings):
            raise archive.damaged(
                _TITLE, f"a cell wants text number {number[:20]}, which is not there", where=self._where
            )
        return self._strings[int(number)]


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


def _is_struck(font: xml.Node) -> bool:
    """Return whether a *font* strikes text out."""
    return any(node.get("val") not in ("0", "false") for node in font.nodes("strike"))


def _text_of(node: xml.Node, budget: Budget) -> tuple[str, bool]:
    """Return the text of a cell or a shared text, and whether it has fonts of its own.

    Struck-out parts are left out and counted in *budget*; so are phonetic guides.
    """
    parts: list[str] = []
    is_rich = False
    for part in node.nodes():
        if part.local in ("v", "t"):
            parts.append(part.text())
        elif part.local in ("is", "r"):
            text, has_fonts = _text_of(part, budget)
            parts.append(text)
            is_rich = is_rich or has_fonts
        elif part.local == "rPr":
            is_rich = True
            if _is_struck(part):
                budget.struck += 1
                return "", True
    return "".join(parts), is_rich


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


def _value(text: str, kind: str, base: int) -> str:
    """Return the value of a cell as a spreadsheet shows it; a number is a date if *base* is not negative."""
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
