"""Two branches of one PO file -> one, entry by entry."""

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


def merged(mine: Catalog, yours: Catalog, ancestor: Catalog, *, where: str) -> tuple[bytes, dict[Key, tuple[str, ...]]]:
    """Return *mine* with what *yours*, the file *where*, changed since *ancestor*, as the file holds it, and what
    *yours* has for a msgstr where two persons disagree: there both stand in the file, between the marks of git.

    Raises InputError where *yours* has an entry twice.
    """
    style = style_of(mine)
    yours = _ending(yours, style.newline, where)
    left, right, was = mine.index(), yours.index(), ancestor.index()
    kept, apart = _kept(mine, left, right, was)
    added = _added(left, yours, right, ancestor, was, where)
    result = arranged(kept, [replace(entry, lead="") for entry in added])
    header = _header(mine.header, yours.header, ancestor.header)
    data = serialize(mine.with_entries((*([header] if header else []), *result)))
    return (_marked(data, apart, style) if apart else data), apart


def _kept(
    mine: Catalog, left: Mapping[Key, Entry], right: Mapping[Key, Entry], was: Mapping[Key, Entry]
) -> tuple[list[Entry], dict[Key, tuple[str, ...]]]:
    """Return the entries of *mine* merged with those of the *right*, and what these say where two persons disagree."""
    result: list[Entry] = []
    apart: dict[Key, tuple[str, ...]] = {}
    for entry in mine.entries:
        other, before = right.get(entry.key), was.get(entry.key)
        if entry is not left.get(entry.key):
            if not entry.is_header:
                result.append(entry)
        elif other is not None:
            made, settled = _merged(entry, other, before)
            result.append(made)
            if not settled:
                apart[entry.key] = other.msgstr
        elif before is None or _said(entry) != _said(before):
            result.append(entry)
    return result, apart


def _ending(catalog: Catalog, newline: str, where: str) -> Catalog:
    """Return *catalog*, the content of the file *where*, with lines that end in *newline*."""
    text = "".join(entry.lead + entry.raw for entry in catalog.entries) + catalog.tail
    if style_of(catalog).newline == newline:
        return catalog
    return parse(text.replace("\r\n", "\n").replace("\n", newline).encode(), where=where)


def _added(
    left: Mapping[Key, Entry],
    yours: Catalog,
    right: Mapping[Key, Entry],
    ancestor: Catalog,
    was: Mapping[Key, Entry],
    where: str,
) -> list[Entry]:
    """Return the entries of *yours*, the file *where*, that *left* lacks and did not drop."""
    old = set(ancestor.entries)
    found = []
    for entry in yours.entries:
        if entry is right.get(entry.key):
            before = was.get(entry.key)
            if entry.key not in left and (before is None or _said(entry) != _said(before)):
                found.append(entry)
        elif entry.obsolete and entry not in old:
            found.append(entry)
        elif not entry.is_header and not entry.obsolete:
            what = f"'{entry.msgid}' stands here a second time"
            raise InputError(what, where=where, line=entry.line, hint="keep one of them")
    return found


# One entry

Part = tuple[str, ...]
"""A comment: a line, and those on which it goes on."""


class _Rendering(NamedTuple):
    """What is taken from one side as a whole."""

    msgstr: tuple[str, ...] = ("",)
    plural: str | None = None
    fuzzy: bool = False
    previous: Previous | None = None
    origin: tuple[Part, ...] = ()
    """The comments that say which program proposed it."""


def _notes(entry: Entry) -> list[Part]:
    lines = [line[1:] for line in entry.comments if is_note(line)]
    return [tuple(f"#{line}" for line in part) for part in comments.broken(lines, comments.translator, "#")]


def _facts(entry: Entry) -> list[Part]:
    lines = [line[2:] for line in entry.comments if line.startswith("#.")]
    return [tuple(f"#.{line}" for line in part) for part in comments.broken(lines, comments.extracted, "#.")]


def _remarks(entry: Entry) -> list[Part]:
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


def _said(entry: Entry) -> tuple[object, ...]:
    """Return what people, or programs for them, have written in *entry*."""
    found = fact_lines(entry, FOUND)
    rest = [line for line in entry.comments if line not in found and not line.startswith(("#:", "#,", "#="))]
    return _rendering(entry), sorted(rest), sorted(entry.flags)


def _merged(ours: Entry, theirs: Entry, was: Entry | None) -> tuple[Entry, bool]:
    """Return *ours* with what *theirs* changed since *was*, and whether they agree on the rendering."""
    if was is not None and _said(theirs) == _said(was):
        return ours, True
    rendering = _chosen(_rendering(ours), _rendering(theirs), _rendering(was))
    now = rendering or _rendering(ours)
    old = was or Entry("")
    notes = _three(*map(_remarks, (ours, theirs, old)), known=comments.translator)
    mine, gone = fact_lines(ours, FOUND), fact_lines(theirs, FOUND) | fact_lines(old, FOUND)
    facts = _three(
        _facts(ours),
        [part for part in _facts(theirs) if part[0] not in gone],
        [part for part in _facts(old) if part[0] not in mine],
        known=comments.extracted,
    )
    flags = [flag for (flag,) in _three(*map(_flags, (ours, theirs, old)))]
    rest = [line for line in ours.comments if not is_note(line) and not line.startswith("#.")]
    there = {*ours.comments, *old.comments}
    rest += [line for line in theirs.comments if line.startswith(("#!", "#@", "#~")) and line not in there]
    lines = tuple([line for part in (*now.origin, *notes, *facts) for line in part] + rest)
    made = replace(
        ours,
        msgstr=now.msgstr,
        msgid_plural=now.plural,
        previous=now.previous,
        comments=ours.comments if sorted(lines) == sorted(ours.comments) else lines,
    ).with_flags(["fuzzy"] * now.fuzzy + flags)
    return (ours if made == ours else made), rendering is not None


def _chosen(ours: _Rendering, theirs: _Rendering, was: _Rendering) -> _Rendering | None:
    """Return the rendering that holds; None where two persons disagree."""
    if theirs in (ours, was):
        return ours
    if ours == was:
        return theirs
    if ours.msgstr == theirs.msgstr and ours.plural == theirs.plural:
        return theirs if ours.fuzzy and not theirs.fuzzy else ours
    if not any(theirs.msgstr) or not any(ours.msgstr):
        return ours if any(ours.msgstr) else theirs
    for weak, other in ((theirs, ours), (ours, theirs)):
        if weak.fuzzy and weak.origin:
            return other
    for weak, other in ((theirs, ours), (ours, theirs)):
        approved = was.fuzzy and not weak.fuzzy
        if weak.msgstr == was.msgstr and not approved:
            return other
    return None


def _three(
    ours: Sequence[Part], theirs: Sequence[Part], was: Sequence[Part], *, known: Callable[[str], object] = bool
) -> list[Part]:
    """Return *ours* without what *theirs* dropped since *was*, and with what they added.

    A comment that is not *known* is put first: below one that is, it might be taken for its end.
    """
    if ours == was:
        return list(theirs)
    there, old, here = set(theirs), set(was), set(ours)
    kept = [row for row in ours if row in there or row not in old]
    new = [row for row in dict.fromkeys(theirs) if row not in old and row not in here]
    bare = [row for row in new if not known(row[0].lstrip("#."))]
    return bare + kept + [row for row in new if known(row[0].lstrip("#."))]


# The header

_READING = ("content-type", "content-transfer-encoding", "mime-version")
"""Fields that say how the file is to be read: ours is."""


def _header(ours: Entry | None, theirs: Entry | None, was: Entry | None) -> Entry | None:
    """Return the header *ours* with the fields and comments that only *theirs* changed since *was*."""
    if ours is None or theirs is None:
        return ours or theirs
    text = ours.msgstr[0]
    mine, before = dict(header_fields(text)), dict(header_fields(was.msgstr[0])) if was else {}
    for name, value in header_fields(theirs.msgstr[0]):
        if mine.get(name) != before.get(name) or value == before.get(name) or name.lower() in _READING:
            continue
        found = re.search(rf"(?m)^{re.escape(name)}[ \t]*:.*\n?(?:[ \t].*\n?)*", text) if name in mine else None
        above = text[: found.start()] if found else text + "\n" * (not text.endswith("\n"))
        text = f"{above}{name}: {value}\n{text[found.end() :] if found else ''}"
    now = ours if text == ours.msgstr[0] else replace(ours, msgstr=(text,))
    return _merged(now, replace(theirs, msgstr=(text,)), was)[0]


# The marks of git


def _marked(data: bytes, theirs: Mapping[Key, tuple[str, ...]], style: Style) -> bytes:
    """Return the file *data* with what *theirs* has for a msgstr beside ours, between the marks that git writes."""
    catalog = parse(data, where="")
    first, parts = catalog.index(), []
    for entry in catalog.entries:
        text = theirs.get(entry.key) if entry is first.get(entry.key) else None
        parts.append(entry.lead + (_apart(entry, text, style) if text else entry.raw))
    made = "".join(parts) + catalog.tail
    try:
        return catalog.bom + made.encode(catalog.encoding)
    except UnicodeEncodeError:
        return _marked(serialize(in_utf8(catalog)), theirs, style)


def _apart(entry: Entry, msgstr: tuple[str, ...], style: Style) -> str:
    """Return the text of *entry* with the lines in which it differs from one that has *msgstr* between marks."""
    one, two = (text.splitlines() for text in (entry.raw, compose(replace(entry, msgstr=msgstr), style)))
    above = below = 0
    shorter = min(len(one), len(two))
    while above < shorter and one[above] == two[above]:
        above += 1
    while below < shorter - above and one[-1 - below] == two[-1 - below]:
        below += 1
    end, marks = len(one) - below, ("<<<<<<< ours", "=======", ">>>>>>> theirs")
    lines = [*one[:above], marks[0], *one[above:end], marks[1], *two[above : len(two) - below], marks[2], *one[end:]]
    return style.newline.join(lines) + style.newline
