"""Text and rows of cells: encodings, delimiters, quoting, and the guard against spreadsheet formulas."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import BinaryIO
from unicodedata import category

from glossary.errors import InputError
from glossary.formats import files

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CELL = 1 << 20
"""The most characters of a cell."""
WIDE = 16_384
"""The most cells of a row, as in spreadsheets."""


def decode(data: bytes, *, where: str, encoding: str = "", declared: str = "") -> str:
    """Return the text of a table: as :func:`glossary.formats.files.decode`, and UTF-16 recognised by its zero bytes."""
    if not encoding and not data.startswith(UTF16):
        if data[1:2] == b"\0" and data[:1] != b"\0":
            encoding = "utf-16-le"
        elif data[:1] == b"\0" and data[1:2] != b"\0":
            encoding = "utf-16-be"
    return files.decode(data, where=where, encoding=encoding, declared=declared)


def only_marks(text: str) -> bool:
    """Return whether *text* consists of punctuation that cannot be a term.

    >>> only_marks(" ; "), only_marks("%"), only_marks("C++")
    (True, False, False)
    """
    return not text[:1].isalnum() and all(category(letter)[0] in "PZ" and letter not in _SAID for letter in text)


_SAID = "%&@#§‰"
"""Punctuation that is read out as a word."""


def answer(cell: str) -> bool | None:
    """Return True for yes and False for no in a *cell*, or None for anything else.

    >>> answer("Yes"), answer(" нет"), answer("net")
    (True, False, None)
    """
    word = cell.strip().lower()
    return True if word in _YES else False if word in _NO else None


_YES = frozenset("yes true 1 x y ✓ ✔ ja oui sí да 是".split())
_NO = frozenset("no false 0 n nein non нет 否".split())


def several(cell: str, role: str) -> list[str]:
    """Return the terms in a *cell* of somebody else's table, separated by semicolons or line breaks.

    If the *role* is ``forbidden``, a cell that says yes or no contains no terms.

    >>> several("grid; mains | power grid", "admitted"), several("–", "admitted"), several("No", "forbidden")
    (['grid', 'mains', 'power grid'], [], [])
    """
    if role == "forbidden" and answer(cell) is not None:
        return []
    terms = map(str.strip, re.split(r"[|;；\r\n]", cell))
    return [term for term in terms if term and not only_marks(term)]


def crowded(cells: Sequence[str], terms: Iterable[tuple[int, str]], lists: Iterable[int]) -> str:
    """Return a cell that was read as one term but may hold several, or an empty string.

    *terms* are (cell, language) of single terms, *lists* the cells that hold several, between semicolons. A comma
    between quotation marks is part of a name.

    >>> crowded(["grid", "Netz; Stromnetz"], [(0, "en"), (1, "de")], []), crowded(["grid", "Netz, Strom"], [], [1])
    ('Netz; Stromnetz', 'Netz, Strom')
    >>> crowded(["forum", "форум «Один пояс, один путь»"], [], [1]), crowded(["", '5" disk, 3.5" disk'], [], [1])
    ('', '5" disk, 3.5" disk')
    """
    for at, _ in terms:
        if at < len(cells) and (";" in cells[at] or "\n" in cells[at].strip()):
            return cells[at].strip()[:40]
    return next((cells[at].strip()[:40] for at in lists if at < len(cells) and ", " in _QUOTED.sub("", cells[at])), "")


_QUOTED = re.compile(r'«[^»]*»|“[^”]*”|„[^“]*“|(?<!\w)"[^"]*"')


def refuse_foreign(first: Sequence[str], where: str) -> None:
    """Raise InputError if *first*, the first row of a table without a header, shows that this is not a glossary."""
    if len(first) < 2:
        raise InputError(
            "not a table of terms: one column, and no header row that names it", where=where, hint="name the columns"
        )
    if first[0].lstrip().startswith(("<!", "<?", "<html", '{"', '[{"')):
        raise InputError("this is not a table: it looks like a web page, XML or JSON", where=where)


def pieces(stream: BinaryIO, where: str, encoding: str, declared: str = "") -> Iterator[str]:
    """Yield the text of a table in pieces of whole lines. Raises InputError as :func:`decode` does."""
    head = stream.read(4)
    # A line end may take several bytes, and text already yielded as UTF-8 cannot be taken back.
    whole = bool(encoding or declared) or b"\0" in head[:2] or head[:2] in UTF16
    stream.seek(0)
    begun = False
    for block in () if whole else files.lines(b"", stream, where):
        text = _decoded(block)
        if text is None:
            break
        yield text if begun else decode(block, where=where)
        begun = True
    else:
        if not whole:
            return
    stream.seek(0)
    yield from _cut(decode(files.rest(stream, where), where=where, encoding=encoding, declared=declared))


def _decoded(block: bytes) -> str | None:
    """Return *block* decoded as UTF-8, or None if it is not UTF-8."""
    try:
        text = block.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guard(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula; :func:`unguard` reverses this.

    >>> guard("=1+1"), guard("'-"), guard("Xi")
    ("'=1+1", "''-", 'Xi')
    """
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return *text* without the apostrophe added by :func:`guard`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


VERSIONS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""Delimiter -> its name in :attr:`Reading.version`."""


_SEPARATOR = re.compile(r"sep=([,;\t|])[\r\n]", re.IGNORECASE)
"""The optional first line that tells Excel the delimiter."""


def delimiter(text: str, usual: str = "") -> str:
    """Return the delimiter: the one that splits the first lines into the same number of cells, the more the better.

    The *usual* delimiter of such a file is preferred if it does so, too.
    """
    if said := _SEPARATOR.match(text):
        return said[1]
    sample = text[:20000]
    best, chosen = (0, 0), usual or ","
    for candidate in dict.fromkeys([*usual, *VERSIONS]):
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=candidate):
                if any(row):
                    widths.append(len(row))
                if len(widths) == 12:
                    break
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        # The last row of the sample may be incomplete.
        even = sum(width == widths[0] for width in widths)
        if candidate == usual and even == len(widths):
            return usual
        if (even, widths[0]) > best:
            best, chosen = (even, widths[0]), candidate
    return chosen


def rows(text: Iterable[str], *, where: str, delimiter: str, quoted: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of every non-empty row of *text*, pieces that end at line ends.

    If the delimiter is a bar, the table may be Markdown: a row of dashes is skipped, spaces around cells are stripped,
    and a literal bar is ``\\|``.

    Raises InputError if a quotation mark is never closed.
    """
    csv.field_size_limit(CELL)
    reader = csv.reader(
        _narrow(text, delimiter),
        delimiter=delimiter,
        strict=quoted,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    line = 1
    try:
        for row in reader:
            if delimiter == "|":
                row = ["" if _RULE.fullmatch(cell) else cell.strip().replace(_BAR, "|") for cell in row]
            if any(row) and not "".join(row).isspace() and not (line == 1 and _excels(row)):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"not a table: {_complaint(str(error))}", where=where, line=line) from None


_RULE = re.compile(r"\s*:?-+:?\s*")
_BAR = "\1"
"""Stands for a literal bar while rows are split at bars."""


def _excels(row: Sequence[str]) -> bool:
    return len(row) == 2 and not row[1] and row[0].lower() == "sep="


def _complaint(error: str) -> str:
    """Return our message for an error of the csv module."""
    if "unexpected end" in error:
        return "a quotation mark is never closed"  # message
    if "field limit" in error:
        return f"a cell of more than {CELL:,} characters; perhaps a quotation mark is never closed"  # message
    if "expected after" in error:
        return 'text after a closing quotation mark; double a quotation mark that is part of the text ("")'  # message
    return error


def _narrow(text: Iterable[str], delimiter: str) -> Iterator[str]:
    """Yield the lines of *text* without byte order marks, which concatenated files have inside. Raises csv.Error at a
    line with more cells than any table has."""
    for line in chain.from_iterable(io.StringIO(piece, newline="") for piece in text):
        if len(line) > WIDE and line.count(delimiter) > WIDE:
            raise csv.Error(f"more than {WIDE:,} cells in a row")  # message
        line = line.removeprefix("\ufeff")
        yield line.replace("\\|", _BAR) if delimiter == "|" else line


def row_reader(
    stream: BinaryIO, *, where: str, encoding: str = "", between: str = ""
) -> tuple[Callable[[], Iterator[tuple[int, list[str]]]], str]:
    """Return a function that yields the rows of a table with their lines each time it is called, and the delimiter.

    *between* is the usual delimiter. Raises InputError, also while rows are read.
    """
    if not stream.read(files.SNIFF).strip():
        raise InputError("the file is empty", where=where)
    stream.seek(0)
    between = delimiter(next(pieces(stream, where, encoding), ""), between)
    quoted = True

    def read() -> Iterator[tuple[int, list[str]]]:
        stream.seek(0)
        found = rows(pieces(stream, where, encoding), where=where, delimiter=between, quoted=quoted)
        first = next(found, None)
        if first is None:
            raise InputError("the table has no rows", where=where)
        return chain([first], found)

    if between == "\t":
        # Tab-separated tables are often written without quoting; a quotation mark is then literal.
        try:
            for _ in read():
                pass
        except InputError:
            quoted = False
    return read, between


def read_rows(data: bytes, *, where: str, encoding: str = "", between: str = "") -> Iterator[tuple[int, list[str]]]:
    """Return the rows of a table as :func:`row_reader`, for a single iteration."""
    return row_reader(BytesIO(data), where=where, encoding=encoding, between=between)[0]()


def _cut(text: str) -> Iterator[str]:
    """Yield *text* in pieces of whole lines: a StringIO of all of it would take four bytes per character."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + files.PIECE) + 1 or len(text)
        yield text[at:end]
        at = end
