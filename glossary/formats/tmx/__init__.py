"""TMX 1.1 to 1.4, read; 1.4, written: a termbase (one ``tu`` per concept) or a translation memory, of any size.

A termbase that we wrote comes back equal, terms in their canonical order (:func:`in_order`). Every language has its
preferred term first, and all preferred terms stand before the others, because many tools take the first or the
second ``tuv`` whatever its language. What nobody may write (deprecated, forbidden or rejected terms) is no ``tuv``,
since a memory would offer it as a translation; it stands in ``prop`` elements of the type ``x-term``.

Kept: tuid, dates, authors, usage counts, notes, props and attributes of ``tu`` and ``tuv`` (those without a word in the
model as ``tmx:…`` in ``extra``), the inline codes of a segment (its text is without them, ``tmx:seg`` holds the segment
as it was), all ``tuv`` of one language, the languages of the header.
Dropped: comments and processing instructions, a DOCTYPE. :func:`fill` changes a file in place and drops nothing.
"""

from __future__ import annotations

from glossary.formats import Format, xml
from glossary.formats.tmx.fill import fill, gap, gaps
from glossary.formats.tmx.markup import header
from glossary.formats.tmx.termbase import concepts, read, write, write_concepts
from glossary.formats.tmx.units import info, units, write_units

__all__ = ["TMX", "detect", "fill", "gap", "gaps", "read", "units", "write", "write_units"]


def detect(head: bytes) -> bool:
    """Return whether this is the beginning of a TMX file."""
    return xml.root_of(head)[0] == "tmx"


TMX = Format(
    "tmx",
    "Translation Memory eXchange",
    (".tmx",),
    detect,
    read=read,
    write=write,
    concepts=concepts,
    write_concepts=write_concepts,
    units=units,
    write_units=write_units,
    info=info,
    header=header,
    running=True,
)
