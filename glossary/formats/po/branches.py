"""Merging two branches of a PO file, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from glossary.errors import InputError
from glossary.formats.po import comments
from glossary.formats.po.catalog import Catalog, Entry, Key, Previous, header_fields, is_note
from glossary.formats.po.parse import parse
from glossary.formats.po.termbase import FOUND, arranged, fact_lines
from glossary.formats.po.write import Style, compose, in_utf8, serialize, style_of


def merged(ours: Catalog, theirs: Catalog, base: Catalog, *, where: str) -> tuple[bytes, dict[Key, tuple[str, ...]]]:
    """Return the file *ours* merged with *theirs* (the file *where*), and the conflicts: their msgstr by key.

    *base* is the common ancestor. Both sides of a conflict are in the file, between git's conflict markers. Raises
    InputError if *theirs* has an entry twice.
    """
    style = style_of(ours)
    theirs = _with_line_ends(theirs, style.newline, where)
    entries, conflicts = _kept(ours, theirs.index(), base.index())
    added = [replace(entry, lead="", line=0) for entry in _added(ours.index(), theirs, base, where)]
    header = _header(ours.header, theirs.header, base.header)
    data = serialize(ours.with_entries((*([header] if header else []), *arranged(entries, added))))
    return (_with_markers(data, conflicts, style) if conflicts else data), conflicts


def _kept(
    ours: Catalog, theirs: Mapping[Key, Entry], base: Mapping[Key, Entry]
) -> tuple[list[Entry], dict[Key, tuple[str, ...]]]:
    """Return our entries merged with theirs, without those that they deleted, and their msgstr in conflicts."""
    result: list[Entry] = []
    conflicts: dict[Key, tuple[str, ...]] = {}
    first = ours.index()
    for entry in ours.entries:
        other, before = theirs.get(entry.key), base.get(entry.key)
        if entry is not first.get(entry.key):  # the header, or a duplicate
            if not entry.is_header:
                result.append(entry)
        elif other is not None:
            made, agreed = _merged(entry, other, before)
            result.append(made)
            if not agreed:
                conflicts[entry.key] = other.msgstr
        elif _is_changed(entry, before):
            result.append(entry)
    return result, conflicts


def _added(ours: Mapping[Key, Entry], theirs: Catalog, base: Catalog, where: str) -> list[Entry]:
    """Return the entries that they (the file *where*) added, or changed although we deleted them."""
    first, before, known = theirs.index(), base.index(), set(base.entries)
    found = []
    for entry in theirs.entries:
        if entry is first.get(entry.key):
            if entry.key not in ours and _is_changed(entry, before.get(entry.key)):
                found.append(entry)
        elif entry.obsolete and entry not in known:
            found.append(entry)
        elif not entry.is_header and not entry.obsolete:
            what = f"'{entry.msgid}' is here a second time"
            raise InputError(what, where=where, line=entry.line, hint="keep one of them")
    return found


def _is_changed(entry: Entry, before: Entry | None) -> bool:
    return before is None or _written(entry) != _written(before)


def _with_line_ends(catalog: Catalog, newline: str, where: str) -> Catalog:
    """Return *catalog*, the content of the file *where*, with lines that end in *newline*."""
    if style_of(catalog).newline == newline:
        return catalog
    text = "".join(entry.lead + entry.raw for entry in catalog.entries) + catalog.tail
    return parse(text.replace("\r\n", "\n").replace("\n", newline).encode(), where=where)


# One entry

Part = tuple[str, ...]
"""A comment: a line and its continuation lines."""


class _Rendering(NamedTuple):
    """The parts of an entry that are taken together from one side."""

    msgstr: tuple[str, ...] = ("",)
    plural: str | None = None
    fuzzy: bool = False
    previous: Previous | None = None
    origin: tuple[Part, ...] = ()
    """The comments that name the program that proposed it."""


def _notes(entry: Entry) -> list[Part]:
    lines = [line[1:] for line in entry.comments if is_note(line)]
    return [tuple(f"#{line}" for line in part) for part in comments.broken(lines, comments.translator, "#")]


def _facts(entry: Entry) -> list[Part]:
    lines = [line[2:] for line in entry.comments if line.startswith("#.")]
    return [tuple(f"#.{line}" for line in part) for part in comments.broken(lines, comments.extracted, "#.")]


def _other_notes(entry: Entry) -> list[Part]:
    return [part for part in _notes(entry) if not _is_origin(part)]


def _flags(entry: Entry) -> list[Part]:
    return [(flag,) for flag in entry.flags if flag != "fuzzy"]


def _is_origin(part: Part) -> bool:
    return (comments.translator(part[0][1:]) or ("",))[0] == "origin"


def _rendering(entry: Entry | None) -> _Rendering:
    if entry is None:
        return _Rendering()
    origin = tuple(part for part in _notes(entry) if _is_origin(part))
    return _Rendering(entry.msgstr, entry.msgid_plural, entry.fuzzy, entry.previous, origin)


def _written(entry: Entry) -> tuple[object, ...]:
    """Return what people, or programs on their behalf, wrote in *entry*."""
    found = fact_lines(entry, FOUND)
    rest = [line for line in entry.comments if line not in found and not line.startswith(("#:", "#,", "#="))]
    return _rendering(entry), sorted(rest), sorted(entry.flags)


def _merged(ours: Entry, theirs: Entry, base: Entry | None) -> tuple[Entry, bool]:
    """Return *ours* with the changes from *base* to *theirs*, and whether the renderings can be merged."""
    if base is not None and not _is_changed(theirs, base):
        return ours, True
    chosen = _chosen(_rendering(ours), _rendering(theirs), _rendering(base))
    rendering = chosen or _rendering(ours)
    old = base or Entry("")
    notes = _three_way(*map(_other_notes, (ours, theirs, old)), known=comments.translator)
    # What a program found in the texts is always ours.
    mine, others = fact_lines(ours, FOUND), fact_lines(theirs, FOUND) | fact_lines(old, FOUND)
    facts = _three_way(
        _facts(ours),
        [part for part in _facts(theirs) if part[0] not in others],
        [part for part in _facts(old) if part[0] not in mine],
        known=comments.extracted,
    )
    flags = [flag for (flag,) in _three_way(*map(_flags, (ours, theirs, old)))]
    rest = [line for line in ours.comments if not is_note(line) and not line.startswith("#.")]
    known = {*ours.comments, *old.comments}
    rest += [line for line in theirs.comments if line.startswith(("#!", "#@", "#~")) and line not in known]
    lines = tuple([line for part in (*rendering.origin, *notes, *facts) for line in part] + rest)
    made = replace(
        ours,
        msgstr=rendering.msgstr,
        msgid_plural=rendering.plural,
        previous=rendering.previous,
        comments=ours.comments if sorted(lines) == sorted(ours.comments) else lines,
    ).with_flags(["fuzzy"] * rendering.fuzzy + flags)
    return (ours if made == ours else made), chosen is not None


def _chosen(ours: _Rendering, theirs: _Rendering, base: _Rendering) -> _Rendering | None:
    """Return the rendering to keep, or None if two people disagree."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if ours.msgstr == theirs.msgstr and ours.plural == theirs.plural:
        return theirs if ours.fuzzy and not theirs.fuzzy else ours
    if not any(theirs.msgstr) or not any(ours.msgstr):
        return ours if any(ours.msgstr) else theirs
    for side, other in ((theirs, ours), (ours, theirs)):
        if side.fuzzy and side.origin:  # a machine's proposal
            return other
    for side, other in ((theirs, ours), (ours, theirs)):
        approved = base.fuzzy and not side.fuzzy
        if side.msgstr == base.msgstr and not approved:
            return other
    return None


def _three_way(
    ours: Sequence[Part], theirs: Sequence[Part], base: Sequence[Part], *, known: Callable[[str], object] = bool
) -> list[Part]:
    """Return *ours* without the parts that *theirs* removed since *base*, and with those they added.

    Added comments that are not *known* go first: after one that is, they might be read as its continuation.
    """
    if ours == base:
        return list(theirs)
    in_ours, in_theirs, in_base = set(ours), set(theirs), set(base)
    kept = [part for part in ours if part in in_theirs or part not in in_base]
    added = [part for part in dict.fromkeys(theirs) if part not in in_base and part not in in_ours]
    unknown = [part for part in added if not known(part[0].lstrip("#."))]
    return unknown + kept + [part for part in added if known(part[0].lstrip("#."))]


# The header

_READING = ("content-type", "content-transfer-encoding", "mime-version")
"""Fields about the encoding, which stays ours."""


def _header(ours: Entry | None, theirs: Entry | None, base: Entry | None) -> Entry | None:
    """Return the header *ours* with the fields and comments that only *theirs* changed since *base*."""
    if ours is None or theirs is None:
        return ours or theirs
    text = ours.msgstr[0]
    mine, before = dict(header_fields(text)), dict(header_fields(base.msgstr[0])) if base else {}
    for name, value in header_fields(theirs.msgstr[0]):
        if mine.get(name) != before.get(name) or value == before.get(name) or name.lower() in _READING:
            continue
        found = re.search(rf"(?m)^{re.escape(name)}[ \t]*:.*\n?(?:[ \t].*\n?)*", text) if name in mine else None
        above = text[: found.start()] if found else text + "\n" * (not text.endswith("\n"))
        text = f"{above}{name}: {value}\n{text[found.end() :] if found else ''}"
    updated = ours if text == ours.msgstr[0] else replace(ours, msgstr=(text,))
    return _merged(updated, replace(theirs, msgstr=(text,)), base)[0]


# Conflict markers of git


def _with_markers(data: bytes, theirs: Mapping[Key, tuple[str, ...]], style: Style) -> bytes:
    """Return the file *data* with each msgstr in *theirs* beside ours, between git's conflict markers."""
    catalog = parse(data, where="")
    first, parts = catalog.index(), []
    for entry in catalog.entries:
        msgstr = theirs.get(entry.key) if entry is first.get(entry.key) else None
        parts.append(entry.lead + (_conflict(entry, msgstr, style) if msgstr else entry.raw))
    made = "".join(parts) + catalog.tail
    try:
        return catalog.bom + made.encode(catalog.encoding)
    except UnicodeEncodeError:
        return _with_markers(serialize(in_utf8(catalog)), theirs, style)


def _conflict(entry: Entry, msgstr: tuple[str, ...], style: Style) -> str:
    """Return the text of *entry*, with conflict markers around the lines that differ if it has *msgstr*."""
    ours = entry.raw.splitlines()
    theirs = compose(replace(entry, msgstr=msgstr), style).splitlines()
    above = below = 0  # the number of equal lines
    shorter = min(len(ours), len(theirs))
    while above < shorter and ours[above] == theirs[above]:
        above += 1
    while below < shorter - above and ours[-1 - below] == theirs[-1 - below]:
        below += 1
    end = len(ours) - below
    changed = ["<<<<<<< ours", *ours[above:end], "=======", *theirs[above : len(theirs) - below], ">>>>>>> theirs"]
    return style.newline.join([*ours[:above], *changed, *ours[end:]]) + style.newline
