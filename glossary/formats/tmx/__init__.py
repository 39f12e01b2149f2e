"""TMX: reads 1.1 to 1.4, writes 1.4, as a termbase (one ``tu`` per concept) or a translation memory, of any size.

A termbase that we wrote is read back unchanged, with terms in canonical order (:func:`in_order`). Every language has
its preferred term first, and all preferred terms precede the others, because many tools take the first or second
``tuv`` regardless of language. Terms that must not be used (deprecated, forbidden or rejected) are not ``tuv``
elements, since a memory would offer them as translations; they are ``prop`` elements of type ``x-term``.

Kept: tuid, dates, authors, usage counts, notes, props and attributes of ``tu`` and ``tuv`` (those not in the model as
``tmx:…`` in ``extra``), the inline codes of a segment (its text excludes them, ``tmx:seg`` holds the original XML),
all ``tuv`` of one language, the languages of the header.
Dropped: comments and processing instructions, a DOCTYPE. :func:`fill` edits a file in place and drops nothing.
"""

from __future__ import annotations

from glossary.formats import Format, xml
from glossary.formats.tmx.fill import fill, gap, gaps
from glossary.formats.tmx.markup import header
from glossary.formats.tmx.termbase import concepts, read, write, write_concepts
from glossary.formats.tmx.units import info, units, write_units

__all__ = ["TMX", "detect", "fill", "gap", "gaps", "read", "units", "write", "write_units"]


def detect(head: bytes) -> bool:
    """Return whether *head* is the beginning of a TMX file."""
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
