"""Gettext PO and POT: bytes <-> catalog <-> termbase.

Kept: everything. Unchanged entries come back byte for byte, changed ones are written as GNU gettext writes them, and
whatever we do not understand stays where it is (:mod:`~glossary.formats.po.parse`,
:mod:`~glossary.formats.po.write`). :mod:`~glossary.formats.po.comments` defines the comments of a glossary;
:mod:`~glossary.formats.po.termbase` updates a file from the termbase without losing what a person wrote.

Dropped, in a file made from another format: see :func:`~glossary.formats.po.termbase.losses`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from glossary.formats import Format, files
from glossary.formats.po.catalog import Catalog, Entry, Key, Previous
from glossary.formats.po.header import language_of, one_language
from glossary.formats.po.parse import parse
from glossary.formats.po.reading import concepts, read
from glossary.formats.po.termbase import combined, headed, losses, template, to_termbase, update
from glossary.formats.po.units import Fill, fill, read_header, units, write_units
from glossary.formats.po.write import serialize
from glossary.formats.terms import NONE_APPROVED
from glossary.model import Loss, Termbase

__all__ = [
    "MO",
    "PO",
    "Catalog",
    "Entry",
    "Fill",
    "Key",
    "Previous",
    "fill",
    "headed",
    "language_of",
    "parse",
    "read",
    "serialize",
    "template",
    "to_termbase",
    "units",
    "update",
    "write",
    "write_units",
]

_BEGINNING = re.compile(
    r'[ \t\r\n\f\v]*+(?:#[^\r\n]*+[ \t\r\n\f\v]*+)*+(?:msgctxt|msgid|domain)[ \t\r\n\f\v]*+"'
    r'|(?:[ \t]*+(?:#[^\r\n]*+)?[\r\n]++)*?#~[ \t]*+msgid[ \t]*+"'
)


def detect(head: bytes) -> bool:
    """Return whether *head* begins with comments and a msgid."""
    mark, codec = files.marked(head)
    return _BEGINNING.match(head[len(mark) :].decode(codec or "utf-8", "replace")) is not None


def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return a PO file of *termbase* in the only one of *languages* (a template if there is none), and the losses.

    The entries are in the order of the termbase.
    """
    language = one_language(languages) if languages else ""
    lost = losses(termbase, language)
    whole = combined(termbase, language)
    catalog = update(None, whole, language=language) if language else template(None, whole)
    place = {key: number for number, key in enumerate(whole.index())}
    entries = sorted(catalog.entries[1:], key=lambda entry: (entry.obsolete, place[entry.key]))
    return serialize(replace(catalog, entries=(*catalog.entries[:1], *entries))), lost


def compile_mo(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return an MO file, which can hold only the approved renderings of *termbase*, and the losses."""
    from glossary.formats.po.mo import compiled

    language = one_language(languages)
    catalog = update(None, combined(termbase, language), language=language)
    missing = [entry.msgid for entry in catalog.entries if entry.msgid and not entry.obsolete and not entry.translated]
    lost = [Loss(NONE_APPROVED, len(missing), missing[0])] if missing else []
    return compiled(catalog), lost


PO = Format(
    name="po",
    title="gettext PO",
    suffixes=(".po", ".pot"),
    detect=detect,
    read=read,
    write=write,
    concepts=concepts,
    units=units,
    write_units=write_units,
    header=read_header,
    single=True,
    running=True,
)

MO = Format(
    name="mo",
    title="gettext MO (compiled, write only)",  # message
    suffixes=(".mo",),
    detect=lambda head: head[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"),
    write=compile_mo,
)
