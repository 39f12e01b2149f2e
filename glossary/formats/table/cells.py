"""Text <-> rows of cells: encodings, delimiters, quotes and what a spreadsheet takes for a formula."""

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
"""The longest cell that we read."""
WIDE = 16_384
"""The most cells of a row, as many as a spreadsheet has."""


def decode(data: bytes, *, where: str, encoding: str = "", declared: str = "") -> str:
    """Return the text of a table: as :func:`glossary.formats.files.decode`, and UTF-16 by its zero bytes."""
    if not encoding and not data.startswith(UTF16):
        if data[1:2] == b"\0" and data[:1] != b"\0":
            encoding = "utf-16-le"
        elif data[:1] == b"\0" and data[1:2] != b"\0":
            encoding = "utf-16-be"
    return files.decode(data, where=where, encoding=encoding, declared=declared)


def only_marks(text: str) -> bool:
    """Return whether *text* is nothing but punctuation that is no term by itself.

    >>> only_marks(" ; "), only_marks("%"), only_marks("C++")
    (True, False, False)
    """
    return not text[:1].isalnum() and all(category(letter)[0] in "PZ" and letter not in _SAID for letter in text)


_SAID = "%&@#§‰"
"""Punctuation that is read as a word."""


def answer(cell: str) -> bool | None:
    """Return whether a *cell* says yes or no; None where it says something else.

    >>> answer("Yes"), answer(" нет"), answer("net")
    (True, False, None)
    """
    word = cell.strip().lower()
    return True if word in _YES else False if word in _NO else None


_YES = frozenset("yes true 1 x y ✓ ✔ ja oui sí да 是".split())
_NO = frozenset("no false 0 n nein non нет 否".split())


def several(cell: str, role: str) -> list[str]:
    """Return the terms in a *cell* of somebody else, who may have put semicolons or line breaks between them.

    Where its *role* is what is forbidden, a cell that says yes or no holds none.

    >>> several("grid; mains | power grid", "admitted"), several("–", "admitted"), several("No", "forbidden")
    (['grid', 'mains', 'power grid'], [], [])
    """
    if role == "forbidden" and answer(cell) is not None:
        return []
    terms = map(str.strip, re.split(r"[|;；\r\n]", cell))
    return [term for term in terms if term and not only_marks(term)]


def crowded(cells: Sequence[str], terms: Iterable[tuple[int, str]], lists: Iterable[int]) -> str:
    """Return a cell that is read as one term, and looks as if it held several; empty where there is none.

    *terms* say which cells hold a term, and in which language, *lists* which hold several, between semicolons.

    >>> crowded(["grid", "Netz; Stromnetz"], [(0, "en"), (1, "de")], []), crowded(["grid", "Netz, Strom"], [], [1])
    ('Netz; Stromnetz', 'Netz, Strom')
    """
    for at, _ in terms:
        if at < len(cells) and (";" in cells[at] or "\n" in cells[at].strip()):
            return cells[at].strip()[:40]
    return next((cells[at].strip()[:40] for at in lists if at < len(cells) and ", " in cells[at]), "")


def refuse_foreign(first: Sequence[str], where: str) -> None:
    """Raise InputError where a table without a header cannot be one, by its *first* row."""
    if len(first) < 2:
        raise InputError(
            "no table of terms: one column, and no first row that names it", where=where, hint="name the columns"
        )
    if first[0].lstrip().startswith(("<!", "<?", "<html", '{"', '[{"')):
        raise InputError("this is no table: it looks like a web page, XML or JSON", where=where)


def pieces(stream: BinaryIO, where: str, encoding: str, declared: str = "") -> Iterator[str]:
    """Yield the text of a table piece by piece, each of whole lines. Raises InputError as :func:`decode`."""
    head = stream.read(4)
    # A line end may be more than a byte; and what was yielded as UTF-8 cannot be taken back.
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
    """Return UTF-8 as text; None where it is none."""
    try:
        text = block.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guard(text: str) -> str:
    """Return *text* as no spreadsheet takes it for a formula. :func:`unguard` gives it back.

    >>> guard("=1+1"), guard("'-"), guard("Xi")
    ("'=1+1", "''-", 'Xi')
    """
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return *text* without the apostrophe that :func:`guard` put in front."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


VERSIONS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What separates the cells, and what :attr:`Reading.version` calls it."""


_SEPARATOR = re.compile(r"sep=([,;\t|])[\r\n]", re.IGNORECASE)
"""The first line by which Excel is told what separates the cells."""


def delimiter(text: str, usual: str = "") -> str:
    """Return what separates the cells: what cuts the first lines into the same number of cells, the most of them.

    What is *usual* in such a file is taken where it does so, too.
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
        # The last row of the sample may be cut.
        even = sum(width == widths[0] for width in widths)
        if candidate == usual and even == len(widths):
            return usual
        if (even, widths[0]) > best:
            best, chosen = (even, widths[0]), candidate
    return chosen


def rows(text: Iterable[str], *, where: str, delimiter: str, quoted: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of every row that is not empty of a *text* in pieces that end where lines do.

    Between bars, as in Markdown, a row of dashes is a line below the head, spaces around a cell are for the eye, and a
    bar that is meant is ``\\|``.

    Raises InputError where a quotation mark is never closed.
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
"""Stands for a bar that is meant, while those between cells are looked for."""


def _excels(row: Sequence[str]) -> bool:
    return len(row) == 2 and not row[1] and row[0].lower() == "sep="


def _complaint(error: str) -> str:
    """Return what the csv module says of a broken table in our own words."""
    if "unexpected end" in error:
        return "a quotation mark is never closed"  # message
    if "field limit" in error:
        return f"a cell of more than {CELL:,} characters; perhaps a quotation mark is never closed"  # message
    if "expected after" in error:
        return 'text behind a closing quotation mark; one that is meant is written twice ("")'  # message
    return error


def _narrow(text: Iterable[str], delimiter: str) -> Iterator[str]:
    """Yield the lines of *text*, up to one with more cells than any table has, without the byte order mark that one
    begins with where files were joined."""
    for line in chain.from_iterable(io.StringIO(piece, newline="") for piece in text):
        if len(line) > WIDE and line.count(delimiter) > WIDE:
            raise csv.Error(f"more than {WIDE:,} cells in a row")  # message
        line = line.removeprefix("\ufeff")
        yield line.replace("\\|", _BAR) if delimiter == "|" else line


def opened(
    stream: BinaryIO, *, where: str, encoding: str = "", between: str = ""
) -> tuple[Callable[[], Iterator[tuple[int, list[str]]]], str]:
    """Return what yields the rows of a table with their lines, as often as it is called, and what separates the cells.

    *between* is what usually does so. Raises InputError, while the rows are read too.
    """
    if not stream.read(files.SNIFF).strip():
        raise InputError("the file is empty", where=where)
    stream.seek(0)
    between = delimiter(next(pieces(stream, where, encoding), ""), between)
    quoted = True

    def look() -> Iterator[tuple[int, list[str]]]:
        stream.seek(0)
        found = rows(pieces(stream, where, encoding), where=where, delimiter=between, quoted=quoted)
        first = next(found, None)
        if first is None:
            raise InputError("the table has no rows", where=where)
        return chain([first], found)

    if between == "\t":
        # Tables between tabs are often written without quoting, and then a quotation mark is only that.
        try:
            for _ in look():
                pass
        except InputError:
            quoted = False
    return look, between


def table(data: bytes, *, where: str, encoding: str = "", between: str = "") -> Iterator[tuple[int, list[str]]]:
    """Return the rows of a table as :func:`opened`, to be gone through once."""
    return opened(BytesIO(data), where=where, encoding=encoding, between=between)[0]()


def _cut(text: str) -> Iterator[str]:
    """Yield *text* in pieces of whole lines: a stream of all of it would take four bytes for each character."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + files.PIECE) + 1 or len(text)
        yield text[at:end]
        at = end
