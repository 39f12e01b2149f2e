"""Findings -> the line and column where they stand: the text that a check was given is looked for in its file.

A file writes a text with quotes, escapes and line breaks of its own (PO wraps it, XML has ``&amp;``, CSV doubles its
quotes), so it is followed character by character; white space counts for nothing on the way. What cannot be
followed, such as a paragraph with markup in it, keeps the line of its entry.
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
"""White space, and where a PO file breaks a text."""
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_WRITTEN = re.compile(r'\\(["\\])|(&(?:amp|lt|gt|quot|apos);)|(")"|\\[ntr]')
_HEAD = re.compile(r"[\w]+|\S")
_TRIES = 20
"""So many places where a text may begin are looked at."""
_FURTHER = 30
"""So many characters from the one that is looked for have to be there, too."""


def placed(findings: Iterable[Finding], name: str, content: str) -> list[Finding]:
    """Return *findings*, those in the file *name* with line and column where these are known, in the order of the file.

    *content* is the text of the file. In a PO file a translation is looked for behind ``msgstr``, another term in the
    comments of its entry.
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
    """Yield where a text of *size* characters may stand whose entry begins at *entry*."""
    reach = 4 * size + 4000
    begin = entry
    if po:
        found = _MSGSTR.search(content, entry, entry + 100_000)
        begin = found.end() if found else entry
    yield begin, begin + reach
    if po:
        yield max(content.rfind("\n\n", 0, entry), 0), entry


def _offset(content: str, begin: int, end: int, text: str, start: int) -> int:
    """Return where the character *start* of *text* stands in *content*, -1 if the text is not there."""
    head = _HEAD.search(text)
    if head is None:
        return -1
    at = begin
    for _ in range(_TRIES):
        at = content.find(head[0], at, end)
        if at < 0:
            return -1
        found = _followed(content, at, text, head.start(), start)
        if found >= 0:
            return found
        at += 1
    return -1


def _followed(content: str, at: int, text: str, first: int, start: int) -> int:
    """Return the offset of *text* [*start*] where *text* [*first*] stands at *at*; -1 where they part ways."""
    found = at
    for number, letter in enumerate(text[first : start + _FURTHER], first):
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
    """Return where the next letter stands from *at* on, and how it is written where that is not as it is."""
    while True:
        at = _GAP.match(content, at).end()  # type: ignore[union-attr]
        written = _WRITTEN.match(content, at)
        if written is None or written.lastindex:
            return at, written
        at = written.end()  # the escape of a line break or tab
