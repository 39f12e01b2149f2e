"""Read plain text; the text of the document is the text of the file, character for character.

Kept: every character, so that offsets are those of the file (line ends become ``\\n``), except running heads and page
numbers, which become page breaks (``\\f``). Paragraphs are separated by blank lines; lines wrapped by an editor or a
mail program are joined, even over page breaks. Tables and quoted mail are not recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from glossary.formats.sources import asides
from glossary.formats.sources.pieces import SOLID, runs_on
from glossary.model import Block, Document

WIDEST = 130
"""The longest line, in characters, that counts as wrapped."""
NARROWEST = 40
"""The narrowest width, in columns, at which lines may be wrapped."""
LONGEST = 65536
"""The most characters of a block; a longer paragraph is cut at the end of a line."""
LINES = 20_000
"""The most lines that are processed together; a longer paragraph is read in parts."""

SAMPLE = 1_000_000
"""How many characters of a text are searched for running heads and names of speakers."""
APART, HEAD = 8, 100
"""The fewest lines between two running heads, and the most characters in one."""

_LINE = re.compile(r"[^\n]*\n?")
_PAGE = re.compile(
    r"^(?:[\W_]*|page )\d{1,3}(?: of \d{1,3})?[\W_]*$|^\d{1,3}(?:\s{2,}|\s*[|·–—-]\s+)"
    r"|(?:\s{2,}|\s+[|·–—-]\s*|\s+page\s+)\d{1,3}(?: of \d{1,3})?$",
    re.IGNORECASE,
)
"""A page number, alone in its line or at either end of a running head."""
_ITEM = re.compile(r"[^\S\n]*(?:[-*+•·‣▪◦●]|\(?\d{1,3}[.)]|\(?[a-z]\))[^\S\n]+(?=\S)")
_UNSPACED = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WIDE = re.compile(f"[{_UNSPACED}\uac00-\ud7a3]")
_FIRST = re.compile(rf"[^\s{_UNSPACED}]*[{_UNSPACED}]{{0,2}}")
"""The smallest unit before a line break: a word, or a Chinese or Japanese character with adjacent punctuation."""
_STOPPED = re.compile(r"[.!?…:;,。！？；：，][\"'”’»)\]]*$")


class _Line(NamedTuple):
    start: int
    end: int
    """Without trailing whitespace."""
    number: int
    columns: int


class _Width(NamedTuple):
    """The width of wrapped lines: in columns, as programs count, a Chinese character taking two."""

    characters: int
    columns: int


def read(text: str, *, name: str, language: str) -> Document:
    """Return the document of the plain *text*."""
    text = _unpaged(text.replace("\r\n", "\n").replace("\r", "\n"))
    return Document(name, text, language, Blocks(text))


def _unpaged(text: str) -> str:
    """Return *text* with page breaks in place of repeated running heads and of page numbers.

    The first line stays, as it may be the title. If no page has a number or a page break, as in a song, everything
    stays, and so do repeated lines whose numbers rise and fall, as in a table.
    """
    places: dict[str, list[int]] = {}
    pages: dict[str, list[int]] = {}
    for number, found in enumerate(_LINE.finditer(text[:SAMPLE])):
        if (line := found[0].strip()) and len(line) <= HEAD and not line[0].islower():
            head = _unnumbered(line)
            places.setdefault(head, []).append(number)
            if head != line and (page := _PAGE.search(line)):
                pages.setdefault(head, []).append(int("".join(filter(str.isdecimal, page[0].split(" of ")[0]))))
    heads = {
        line
        for line, found in places.items()
        if len(found) > 2 and all(two - one >= APART for one, two in pairwise(found)) and not _STOPPED.search(line)
    }
    heads -= {line for line, numbers in pages.items() if numbers != sorted(numbers)}
    if "\f" not in text and (heads.isdisjoint(pages) or not any(map(SOLID.search, heads))):
        return text
    title = _LINE.match(text, len(text) - len(text.lstrip()))
    head, rest = (text[: title.end()], text[title.end() :]) if title else ("", text)
    return head + _LINE.sub(
        lambda line: re.sub(".", "\f", line[0]) if _unnumbered(line[0].strip()) in heads else line[0], rest
    )


def _unnumbered(line: str) -> str:
    return _PAGE.sub("", line) if len(line) < 12 or line[0].isdigit() or line[-1].isdigit() else line


class Blocks(Sequence[Block]):
    """The blocks of a plain text, created on demand: a text of short lines has millions."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._width = _width(text)
        self._voices = asides.speakers(line[0] for line in _LINE.finditer(text[:SAMPLE]))

    def __iter__(self) -> Iterator[Block]:
        return asides.mark_asides(self._text, self._unmarked(), self._voices)

    def _unmarked(self) -> Iterator[Block]:
        text = self._text
        before = 0
        held: Block | None = None  # the only block of a paragraph: a heading if another paragraph follows
        for lines in _paragraphs(text):
            if held is not None:
                yield Block(held.text, held.start, held.line, "heading") if _is_heading(held) else held
            found = _blocks(text, lines, self._width)
            held = next(found, None) if len(lines) == 1 and before < LINES else None  # else it ends a long paragraph
            before = len(lines)
            yield from found
        if held is not None:
            yield held

    @cached_property
    def _all(self) -> tuple[Block, ...]:
        return tuple(iter(self))

    def __len__(self) -> int:
        return len(self._all)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __getitem__(self, index: Any) -> Any:
        return self._all[index]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph, at most :data:`LINES`; a sentence continues over a page break."""
    lines: list[_Line] = []
    ended = paged = False  # whether there were blank lines since the last line, and a page break among them
    for number, found in enumerate(_LINE.finditer(text), 1):
        stripped = found[0].rstrip()
        paged = paged or found[0].startswith("\f")
        if not stripped:
            ended = True
            continue
        start = found.start()
        over = paged and bool(lines) and runs_on(text[lines[0].start : lines[-1].end], stripped)
        if lines and ((ended and not over) or len(lines) == LINES):
            yield lines
            lines = []
        lines.append(_Line(start, start + len(stripped), number, _columns(stripped)))
        ended = paged = False
    if lines:
        yield lines


def _columns(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _width(text: str) -> _Width | None:
    """Return the width at which the lines of the text were wrapped, or None if they were not."""
    count = short = 0
    width = _Width(0, 0)
    for lines in _paragraphs(text):
        narrow = [line for line in lines if line.end - line.start <= WIDEST]
        count += len(lines)
        short += len(narrow)
        width = _Width(*map(max, width, _widest(narrow)))
    if width.columns < NARROWEST or short < 0.9 * count:
        return None
    breaks = full = 0
    for lines in _paragraphs(text):
        breaks += len(lines) - 1
        full += sum(_is_full(text, pair, width) for pair in pairwise(lines))
    return width if breaks and full >= 0.6 * breaks else None


def _widest(lines: Sequence[_Line]) -> _Width:
    characters = max((line.end - line.start for line in lines), default=0)
    return _Width(characters, max((line.columns for line in lines), default=0))


def _is_full(text: str, pair: tuple[_Line, _Line], width: _Width) -> bool:
    """Return whether the first word of the second line would not have fitted into the first."""
    line, following = pair
    found = _FIRST.match(text, following.start)
    word = found[0] if found else ""
    return line.end - line.start + 1 + len(word) > width.characters or line.columns + 1 + _columns(word) > width.columns


def _blocks(text: str, lines: Sequence[_Line], width: _Width | None) -> Iterator[Block]:
    """Yield the blocks of one paragraph: its list items, its wrapped lines joined, or each line."""
    own = _widest(lines)
    if len(lines) >= 4 and own.columns >= NARROWEST and own.characters <= WIDEST:
        full = sum(_is_full(text, pair, own) for pair in pairwise(lines))
        if full >= 0.8 * (len(lines) - 1):
            width = own
    first = lines[0]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if following is not None and _goes_on(text, first, line, following, width):
            continue
        if SOLID.search(text, first.start, line.end):
            item = _ITEM.match(text, first.start, line.end)
            start = item.end() if item else first.start
            piece = text[start : line.end]
            start += len(piece) - len(piece.lstrip())
            yield Block(text[start : line.end].replace("\n", " "), start, first.number, "item" if item else "paragraph")
        if following is not None:
            first = following


def _goes_on(text: str, first: _Line, line: _Line, following: _Line, width: _Width | None) -> bool:
    """Return whether the block from the line *first* to *line* continues in the line *following*."""
    if following.end - first.start > LONGEST:
        return False
    end = text[max(first.start, line.end - 8) : line.end]
    full = width is not None and _is_full(text, (line, following), width)
    if _ITEM.match(text, following.start):
        # A wrapped line may begin with a dash or a number, too; after an item or a colon it is the next item.
        return full and not _ITEM.match(text, first.start) and not _STOPPED.search(end)
    return full or runs_on(end, text[following.start : following.end])


def _is_heading(block: Block) -> bool:
    text = block.text
    return (
        block.role == "paragraph"
        and len(text) <= 120
        and len(text.split()) <= 16
        and not text[0].islower()
        and not _STOPPED.search(text)
    )
