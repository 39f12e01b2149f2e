"""Plain text -> a document whose text is the text of the file, character for character.

Kept: every character, so that offsets count in the file (line ends are made ``\\n``). Paragraphs are set apart by
blank lines; lines that an editor or a mail program wrapped are put together again. Not told apart: tables, quoted mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from glossary.formats.sources.pieces import runs_on
from glossary.model import Block, Document

WIDEST = 130
"""The longest line, in characters, that is taken for a wrapped one."""
NARROWEST = 40
LONGEST = 65536
"""The most characters of a block: a paragraph without a blank line for so long is cut at the end of a line."""

_LINE = re.compile(r"[^\n]*\n?")
_ITEM = re.compile(r"[^\S\n]*(?:[-*+•·‣▪◦●]|\(?\d{1,3}[.)]|\(?[a-z]\))[^\S\n]+(?=\S)")
_SOLID = re.compile(r"[^\W_]")
_FIRST = re.compile(r"\S*")
_STOPPED = re.compile(r"[.!?…:;,。！？；：，][\"'”’»)\]]*$")


class _Line(NamedTuple):
    start: int
    end: int
    """Without the space at its end."""
    number: int


def read(text: str, *, name: str, language: str) -> Document:
    """Return the document of the plain *text*."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = list(_paragraphs(text))
    width = _width(text, paragraphs)
    blocks: list[Block] = []
    for number, lines in enumerate(paragraphs):
        before = len(blocks)
        blocks.extend(_blocks(text, lines, width))
        alone = len(lines) == 1 and len(blocks) == before + 1 and number + 1 < len(paragraphs)
        if alone and _is_heading(blocks[-1]):
            last = blocks[-1]
            blocks[-1] = Block(last.text, last.start, last.line, "heading")
    return Document(name, text, language, tuple(blocks))


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph."""
    lines: list[_Line] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.rstrip()
        if stripped:
            lines.append(_Line(start, start + len(stripped), number))
        elif lines:
            yield lines
            lines = []
        start += len(line) + 1
    if lines:
        yield lines


def _width(text: str, paragraphs: Sequence[Sequence[_Line]]) -> int:
    """Return the column at which the lines of the text were wrapped, 0 if they were not."""
    lengths = [line.end - line.start for lines in paragraphs for line in lines]
    short = [length for length in lengths if length <= WIDEST]
    if len(short) < 0.9 * len(lengths):
        return 0
    width = max(short, default=0)
    breaks = [_is_full(text, pair, width) for lines in paragraphs for pair in pairwise(lines)]
    return width if width >= NARROWEST and breaks and sum(breaks) >= 0.6 * len(breaks) else 0


def _is_full(text: str, pair: tuple[_Line, _Line], width: int) -> bool:
    """Would the first word of the second line not have found room in the first?"""
    line, following = pair
    word = _FIRST.match(text, following.start)
    return line.end - line.start + 1 + (word.end() - word.start() if word else 0) > width


def _blocks(text: str, lines: Sequence[_Line], width: int) -> Iterator[Block]:
    """Yield the blocks of one paragraph: its list items, its wrapped lines put together, or each line."""
    own = max(line.end - line.start for line in lines)
    if len(lines) >= 4 and NARROWEST <= own <= WIDEST:
        full = sum(_is_full(text, pair, own) for pair in pairwise(lines))
        if full >= 0.8 * (len(lines) - 1):
            width = own
    first = lines[0]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if following is not None and _goes_on(text, first, line, following, width):
            continue
        if _SOLID.search(text, first.start, line.end):
            item = _ITEM.match(text, first.start, line.end)
            start = item.end() if item else first.start
            piece = text[start : line.end]
            start += len(piece) - len(piece.lstrip())
            yield Block(text[start : line.end].replace("\n", " "), start, first.number, "item" if item else "paragraph")
        if following is not None:
            first = following


def _goes_on(text: str, first: _Line, line: _Line, following: _Line, width: int) -> bool:
    """Does the block that began with the line *first* and reached *line* go on in the line *following*?"""
    if following.end - first.start > LONGEST:
        return False
    end = text[max(first.start, line.end - 8) : line.end]
    full = width and _is_full(text, (line, following), width)
    if _ITEM.match(text, following.start):
        # A wrapped line may begin with a dash or a figure, too; after an item or a colon it is the next item.
        return bool(full) and not _ITEM.match(text, first.start) and not _STOPPED.search(end)
    return bool(full) or runs_on(end, text[following.start : following.end])


def _is_heading(block: Block) -> bool:
    text = block.text
    return (
        block.role == "paragraph"
        and len(text) <= 120
        and len(text.split()) <= 16
        and not text[0].islower()
        and not _STOPPED.search(text)
    )
