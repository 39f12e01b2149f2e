"""Catalog -> MO, the compiled form that programs load. polib writes it; nothing of ours needs to read it."""

from __future__ import annotations

import polib

from glossary.formats.po.catalog import Catalog


def compiled(catalog: Catalog) -> bytes:
    """Return *catalog* as msgfmt compiles it: what is translated and not fuzzy, and the header."""
    result = polib.MOFile(encoding="utf-8")
    result.metadata = dict(catalog.fields)
    for entry in catalog.entries:
        if entry.obsolete or entry.is_header or not entry.translated:
            continue
        plural = entry.msgid_plural is not None
        result.append(
            polib.MOEntry(
                msgid=entry.msgid,
                msgid_plural=entry.msgid_plural or "",
                msgctxt=entry.msgctxt,
                msgstr="" if plural else entry.msgstr[0],
                msgstr_plural=dict(enumerate(entry.msgstr)) if plural else {},
            )
        )
    return bytes(result.to_binary())
