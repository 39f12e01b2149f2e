"""XLIFF 1.2 and 2.x: bilingual files as translation units, and glossaries (2.x: the glossary module).

As units: every ``trans-unit`` (or its ``mrk`` segments) and every ``segment``, with notes and state. The text excludes
inline codes; if there are any, ``extra`` holds the XML (``xliff1:source``, ``xliff2:target`` …). ``alt-trans`` elements
become ``xliff:alt`` (quality, origin, text). Tracked deletions of Trados are left out.
:func:`fill` adds translations to a file and changes nothing else.
As a termbase: files that we wrote are read back in full; in others the entries of the glossary module are the concepts,
or, if there are none, the segments.
Dropped in a new file: skeletons, groups, the attributes of units, other modules. One target language per file.
"""

from __future__ import annotations

from dataclasses import replace

from glossary.formats import Format, xml
from glossary.formats.xliff.fill import fill
from glossary.formats.xliff.termbase import concepts, read, write, write_concepts, write_concepts_v1, write_v1
from glossary.formats.xliff.units import units, write_units, write_units_v1

__all__ = ["XLIFF", "XLIFF1", "fill", "read", "units", "write", "write_units", "write_units_v1", "write_v1"]


def _detect(head: bytes, major: int) -> bool:
    name, attributes = xml.root_of(head)
    first = attributes.get("version", "1")[:1]
    return name == "xliff" and (first == "1") == (major == 1)


XLIFF = Format(
    "xliff",
    "XLIFF 2.x",
    (".xlf", ".xliff", ".mxliff", ".mqxliff", ".sdlxliff"),
    lambda head: _detect(head, 2),
    read=read,
    write=write,
    concepts=concepts,
    write_concepts=write_concepts,
    units=units,
    write_units=write_units,
    single=True,
    running=True,
)

XLIFF1 = replace(
    XLIFF,
    name="xliff1",
    title="XLIFF 1.2",
    detect=lambda head: _detect(head, 1),
    write=write_v1,
    write_concepts=write_concepts_v1,
    write_units=write_units_v1,
)
