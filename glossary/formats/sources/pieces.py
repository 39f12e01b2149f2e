"""Build a document from the paragraphs that a reader has found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from glossary.formats.sources import asides
from glossary.model import Block, Document

BREAK = "\v"
"""The character for an intended line break (``<br>``)."""

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f]")
_SPACE = re.compile(r"[^\S\v\u00a0\u202f]+")
SOLID = re.compile(r"[^\W_]")
_OPEN_END = re.compile(r"[^.!?…:;。！？；][\"'”’»)\]]*\s*$")


class Piece(NamedTuple):
    """A paragraph of a formatted text."""

    text: str
    """With ``\\n`` for line ends in the source and :data:`BREAK` for intended line breaks."""
    line: int
    role: str = "paragraph"


def numbered(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield *pieces* of a source without lines, with their number as the line."""
    return (piece._replace(line=number) for number, piece in enumerate(pieces, 1))


def document(pieces: Iterable[Piece], *, name: str, language: str) -> Document:
    """Return the document that consists of *pieces*, separated by blank lines.

    Whitespace is collapsed, invisible characters are dropped, and pieces without a letter or digit are left out. The
    text of the document keeps the source's line ends within a block, so that lines can be counted; the block has a
    space there. Asides are marked.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for piece in pieces:
        for text, line in _parts(piece):
            blocks.append(Block(text.replace("\n", " "), start, line, piece.role))
            texts.append(text)
            start += len(text) + 2
    text = "\n\n".join(texts)
    voices = asides.speakers(block.text for block in blocks if block.role in asides.VOICED)
    return Document(name, text, language, tuple(asides.mark_asides(text, blocks, voices)))


def _parts(piece: Piece) -> Iterator[tuple[str, int]]:
    """Yield the texts between the intended line breaks of *piece*, with their lines; a sentence may span a break."""
    line = piece.line
    held: list[str] = []
    since = reached = line
    for part in _INVISIBLE.sub("", piece.text).split(BREAK):
        bare = part.lstrip()
        here = line + part.count("\n", 0, len(part) - len(bare))
        line += part.count("\n")
        text = _SPACE.sub(lambda found: "\n" if "\n" in found[0] else " ", bare.rstrip())
        if not SOLID.search(text):
            continue
        if held and runs_on(held[-1], text):
            held.append("\n" if here > reached else " ")
        else:
            if held:
                yield "".join(held), since
            held, since = [], here
        held.append(text)
        reached = max(reached, here) + text.count("\n")
    if held:
        yield "".join(held), since


def runs_on(before: str, after: str) -> bool:
    """Return whether a sentence continues from the line *before* to the line *after*."""
    return after.lstrip()[:1].islower() and bool(_OPEN_END.search(before[-8:]))
