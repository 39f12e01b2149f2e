"""Gettext PO and POT: bytes <-> catalog <-> termbase.

Kept: everything. What was not changed comes back byte for byte, what was changed is written as GNU gettext writes it,
and what we do not understand stays where it is (:mod:`~glossary.formats.po.parse`,
:mod:`~glossary.formats.po.write`). What the lines of a glossary mean stands in
:mod:`~glossary.formats.po.comments`; how a file follows the termbase, and no word of a person is lost, in
:mod:`~glossary.formats.po.termbase`.

Dropped, in a file that is made from another format: see :func:`~glossary.formats.po.termbase.losses`.
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
from glossary.formats.po.units import Fill, about, fill, units, write_units
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
    """Return the PO file that holds *termbase* in the one language of *languages* (in none: the template), in the order
    of the termbase, and what was lost."""
    language = one_language(languages) if languages else ""
    lost = losses(termbase, language)
    whole = combined(termbase, language)
    catalog = update(None, whole, language=language) if language else template(None, whole)
    place = {key: number for number, key in enumerate(whole.index())}
    entries = sorted(catalog.entries[1:], key=lambda entry: (entry.obsolete, place[entry.key]))
    return serialize(replace(catalog, entries=(*catalog.entries[:1], *entries))), lost


def compile_mo(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return the MO file with the approved renderings of *termbase* (all that it can hold), and what was lost."""
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
    header=about,
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
