"""Line and column of findings: the text that was checked is located in its file.

A file has quotes, escapes and line breaks of its own (PO wraps texts, XML has ``&amp;``, CSV doubles quotes), so the
two are compared character by character, without whitespace. If a text cannot be matched, such as a paragraph with
markup in it, the finding keeps the line of its entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from itertools import accumulate

from glossary.model import Finding, Place

_MSGSTR = re.compile(r"msgstr\b")
_GAP = re.compile(r'(?:\s|"[ \t\r]*\n[ \t]*(?:#~[ \t]*)?")*')
"""Whitespace, and the line breaks between the strings of a PO file."""
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_ESCAPE = re.compile(r'\\(["\\])|(&(?:amp|lt|gt|quot|apos);)|(")"|\\[ntr]')
_FIRST_WORD = re.compile(r"[\w]+|\S")
_TRIES = 20
"""The number of places that are tried as the beginning of a text."""
_LOOKAHEAD = 30
"""The number of characters after the wanted one that have to match as well."""


def placed(findings: Iterable[Finding], name: str, content: str) -> list[Finding]:
    """Return *findings* in the order of the file, those in the file *name* with line and column if they can be located.

    *content* is the text of the file. In a PO file a translation is searched for after ``msgstr``, and then in the
    comments of its entry, where other terms are.
    """
    po = name.lower().endswith((".po", ".pot"))
    lines = [0, *accumulate(map(len, StringIO(content, newline="\n")))]

    def place(row: Finding) -> Finding:
        if row.start < 0 or row.place is None or row.place.path != name or not 0 < row.place.line <= len(lines):
            return row
        for begin, end in _ranges(content, lines[row.place.line - 1], len(row.text), po):
            at = _offset(content, begin, end, row.text, row.start)
            if at >= 0:
                line = bisect_right(lines, at)
                return replace(row, place=Place(row.place.path, line, at - lines[line - 1] + 1))
        return row

    return sorted(map(place, findings), key=_order)


def _order(row: Finding) -> tuple[str, int, int]:
    return (row.place.path, row.place.line, row.place.column) if row.place else ("", 0, 0)


def _ranges(content: str, entry: int, size: int, po: bool) -> Iterator[tuple[int, int]]:
    """Yield the ranges that may hold a text of *size* characters whose entry begins at *entry*."""
    reach = 4 * size + 4000
    begin = entry
    if po:
        found = _MSGSTR.search(content, entry, entry + 100_000)
        begin = found.end() if found else entry
    yield begin, begin + reach
    if po:
        yield max(content.rfind("\n\n", 0, entry), 0), entry


def _offset(content: str, begin: int, end: int, text: str, start: int) -> int:
    """Return the offset in *content* of the character *start* of *text*, or -1 if the text is not in the range."""
    head = _FIRST_WORD.search(text)
    if head is None:
        return -1
    at = begin
    for _ in range(_TRIES):
        at = content.find(head[0], at, end)
        if at < 0:
            return -1
        found = _matched_from(content, at, text, head.start(), start)
        if found >= 0:
            return found
        at += 1
    return -1


def _matched_from(content: str, at: int, text: str, first: int, start: int) -> int:
    """Return the offset of ``text[start]`` if ``text[first]`` is at *at*, or -1 if the content differs."""
    found = at
    for number, letter in enumerate(text[first : start + _LOOKAHEAD], first):
        if number == start:
            found = at if letter.isspace() else _next(content, at)[0]
        if letter.isspace():
            continue
        at, written = _next(content, at)
        if written and letter == (written[1] or _ENTITIES.get(written[2]) or written[3]):
            at = written.end()
        elif content[at : at + 1] == letter:
            at += 1
        else:
            return -1
    return found


def _next(content: str, at: int) -> tuple[int, re.Match[str] | None]:
    """Return the offset of the next character from *at* on, and its match if it is written as an escape or entity."""
    while True:
        at = _GAP.match(content, at).end()  # type: ignore[union-attr]
        written = _ESCAPE.match(content, at)
        if written is None or written.lastindex:
            return at, written
        at = written.end()  # the escape of a line break or tab
