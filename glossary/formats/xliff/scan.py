"""Reading an XLIFF file by unit and segment."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from glossary import languages as tags
from glossary.errors import ConfigError
from glossary.formats import Skipped, xml

CODES = {
    1: frozenset({"x", "bx", "ex", "bpt", "ept", "ph", "it"}),
    2: frozenset({"ph", "sc", "ec", "sm", "em", "cp"}),
}
"""Inline elements that do not contain text, by version."""
_PARTS = {
    1: frozenset({"source", "target", "seg-source", "note", "alt-trans"}),
    2: frozenset({"segment", "notes"}),
}
"""The child elements of a unit that are read, by version."""
_ATTRIBUTES = frozenset("id name translate approved state source-language target-language xml:lang xml:space".split())
"""Attributes of units, their descendants and ancestors that are read or can be ignored."""
_OWN = frozenset({"original", "datatype", "resname"})
"""Attributes that can also be ignored in files that we wrote."""
_AROUND = frozenset({"file", "body", "group"})
OURS = "glossary"
"""The ``original`` of a termbase that we wrote, which may be followed by the export signature: ``glossary#…``. In XLIFF
2 the ``id`` is the same, with a hyphen, because some tools keep only that."""
UNITS = "units"
"""The ``original`` of a bilingual file that we wrote."""
NUMBERED = re.compile(r"u\d+", re.ASCII)
"""Our identifiers for units whose key cannot be one."""
_OURS = re.compile(rf"{OURS}(?:[#-](?P<mark>.*))?")
NAMED = 20
"""How many names of skipped elements are listed."""
OPEN = ("new", "needs-", "initial")
"""Prefixes of the states in which nobody has approved a translation."""
_UNREVIEWED = ("fuzzy-match", "leveraged-mt", "mt-suggestion", "tm-suggestion", "rejected-")
"""Prefixes of a ``state-qualifier`` (1.2) for translations that nobody has reviewed."""
_DOUBTED = "needs-review-translation"
_TOOLS = {
    **dict.fromkeys(("0", "draft", "rejectedtranslation", "rejectedsignoff", "rejected"), _DOUBTED),
    **dict.fromkeys(("pretranslated", "partiallyedited", "assembledfromfragments", "machinetranslated"), _DOUBTED),
    **dict.fromkeys(("1", "translated", "approvedtranslation", "approvedsignoff"), "translated"),
    **dict.fromkeys(("manuallyconfirmed", "reviewer1confirmed", "proofread"), "translated"),
}
"""State of a segment in Phrase (``m:confirmed``), Trados (``conf``) and memoQ (``mq:status``), in lowercase -> the
equivalent state of 1.2. *Not started* has none: the text, if any, is from somewhere else."""


class File:
    """An XLIFF file, unit by unit."""

    def __init__(self, stream: BinaryIO, where: str, encoding: str = "") -> None:
        self.where = where
        self._entries = xml.Entries(
            stream,
            where=where,
            roots=("xliff",),
            title="XLIFF",
            whole=("trans-unit", "unit", "bin-source"),
            encoding=encoding,
        )
        self._files = 0
        self.major = 1
        """1 or 2, for the element names in use; known after the first unit."""
        self.binaries = 0
        """How many units contain no text (``bin-unit``)."""
        self._file: xml.Node | None = None
        self._spoken: tuple[xml.Node | None, tuple[str, str]] | None = None
        self.encoding = self._entries.encoding
        self._unread: dict[str, int] = {}
        self._seen: xml.Node | None = None

    def note_unread(self, unit: xml.Node) -> None:
        """Note the content of *unit* that is not read."""
        seen = [unit, *unit.nodes("segment", "target", "note", "notes")]
        for within in seen[1:]:
            seen += within.nodes("target", "note")
        around = unit.parent
        while around is not None and around is not self._entries.root and around is not self._seen:
            seen.append(around)
            around = around.parent
        self._seen = unit.parent
        known = _ATTRIBUTES | _OWN if self.ours or self.units else _ATTRIBUTES
        names = [(name, node) for node in seen for name in node.attributes if name not in known]
        for name, node in [*((f"<{node.name}>", node) for node in unit.nodes()), *names]:
            if len(self._unread) < NAMED and name.strip("<>").rpartition(":")[2] not in _PARTS[self.major]:
                self._unread.setdefault(name, node.line)

    def unread(self) -> Iterator[Skipped]:
        """Yield what has no place in the model: what :meth:`note_unread` noted, and what is outside units."""
        found = {f"<{node.name}>": node.line for node in self._entries.outside if node.local not in _AROUND}
        found = dict(list(found.items())[:NAMED]) | self._unread
        if found:
            names = ", ".join(found)
            yield Skipped(min(found.values()), f"left out, here first: {names}")  # message
        yield from self._entries.comments

    @property
    def version(self) -> str:
        return self._entries.root.get("version")

    def __iter__(self) -> Iterator[xml.Node]:
        for node in self._entries:
            if node.local == "bin-source":
                self.binaries += 1
                continue
            if not self._files:  # the declared version may be wrong
                later = self.version[:1] not in ("", "1") or node.first("segment") is not None
                self.major = 2 if later and node.local == "unit" else 1
            if node.local == ("trans-unit" if self.major == 1 else "unit"):
                file = _file_of(node)
                if file is not self._file:
                    self._file, self._files = file, self._files + 1
                yield node

    def languages(self, node: xml.Node) -> tuple[str, str]:
        """Return the source and target tags of a unit, from the file or else from the unit; empty if unknown."""
        file = _file_of(node) if self.major == 1 else self._entries.root
        if self._spoken is None or self._spoken[0] is not file:
            from_, to = ("source-language", "target-language") if self.major == 1 else ("srcLang", "trgLang")
            self._spoken = file, (tags.known(file.get(from_)), tags.known(file.get(to))) if file else ("", "")
        source, target = self._spoken[1]
        return source or _language_of(node, "source"), target or _language_of(node, "target")

    @property
    def ours(self) -> bool:
        """Whether this is a termbase that we wrote. Known after the first unit."""
        return self._mark() is not None

    @property
    def units(self) -> bool:
        """Whether this is a bilingual file that we wrote. Known after the first unit."""
        return self._file is not None and self._file.get("original") == UNITS

    @property
    def export(self) -> str:
        """The signature of an export, or an empty string."""
        return self._mark() or ""

    def _mark(self) -> str | None:
        """Return the signature in a termbase of ours (may be empty), or None for any other file."""
        said = (self._file.get("original"), self._file.get("id")) if self._file is not None else ()
        found = next(filter(None, map(_OURS.fullmatch, said)), None)
        return (found["mark"] or "") if found else None

    def segments(self, node: xml.Node) -> list[Segment]:
        """Return the segments of a unit. From the second ``file`` on, keys begin with its number."""
        name = node.get("id")
        if NUMBERED.fullmatch(name):
            # Units without a key, or with one that cannot be an identifier, are numbered.
            name = node.get("name") or (node.get("resname") if self.units else name)
        key = f"{self._files}/{name}" if self._files > 1 else name
        return list(_segments_2(node, key) if self.major == 2 else _segments_1(node, key))


SECOND = "a second target, which is left out"  # message


def has_second(unit: xml.Node) -> bool:
    """Return whether *unit*, or a segment of it, has more than one target, although only one is allowed."""
    return any(len(part.nodes("target")) > 1 for part in (unit, *unit.nodes("segment")))


def _language_of(unit: xml.Node, name: str) -> str:
    """Return the language tag of the source or target of a unit, if it has its own."""
    found = unit.first(name)
    return tags.known(found.get("xml:lang")) if found is not None else ""


class Segment(NamedTuple):
    """A source and its target in the file."""

    key: str
    around: xml.Node
    """The parent of the target: the unit or the segment."""
    source: xml.Node
    target: xml.Node | None
    state: str

    def rendered(self, without: Collection[str] = ()) -> str:
        """Return the text of the target, skipping elements called *without*, or an empty string."""
        return self.target.text(without) if self.target is not None else ""


def _file_of(node: xml.Node) -> xml.Node | None:
    """Return the ``file`` element around *node*, or None."""
    at = node.parent
    while at is not None and at.local != "file":
        at = at.parent
    return at


def _segments_1(unit: xml.Node, key: str) -> Iterator[Segment]:
    """Yield the segments of a ``trans-unit``: the marks of its ``seg-source``, or all of it."""
    source, target, parts = unit.first("source"), unit.first("target"), unit.first("seg-source")
    if source is None:
        return
    for part in filter(None, (source, target, parts)):
        _drop_deleted(part)
    # A state overrides approved="no", which Poedit and Weblate leave on what a person has translated.
    approved = unit.get("approved") == "yes"
    state = (target.get("state") if target else "") or ("final" if approved else "")
    unseen = target is not None and target.get("state-qualifier").startswith(_UNREVIEWED)
    said = _of_tool(unit)
    if said == _DOUBTED or (unseen and not approved and state not in ("final", "signed-off")):
        state = _DOUBTED
    state = state or said
    marks = [mark for mark in parts.walk() if mark.get("mtype") == "seg"] if parts else []
    if not marks:
        yield Segment(key, unit, source, target, state)
        return
    targets = {mark.get("mid"): mark for mark in target.walk() if mark.get("mtype") == "seg"} if target else {}
    confirmed = {seg.get("id"): _of_tool(seg) for group in unit.nodes("seg-defs") for seg in group.nodes("seg")}
    for mark in marks:
        mid = mark.get("mid")
        said = confirmed.get(mid, "")
        yield Segment(f"{key}/{mid}", unit, mark, targets.get(mid), said if said == _DOUBTED else state or said)


def _drop_deleted(node: xml.Node) -> None:
    """Remove from *node* the tracked deletions of Trados."""
    if inner := node.nodes():
        gone = {id(part) for part in inner if part.get("mtype") == "x-sdl-deleted"}
        if gone:
            node.children = [child for child in node.children if id(child) not in gone]
        for part in inner:
            _drop_deleted(part)


def _of_tool(node: xml.Node) -> str:
    """Return the state of a unit or segment in attributes of Phrase, memoQ or Trados, or an empty string."""
    for name, value in node.attributes.items():
        if (name == "conf" or name.endswith((":confirmed", ":status"))) and value.lower() in _TOOLS:
            return _TOOLS[value.lower()]
    return ""


def _segments_2(unit: xml.Node, key: str) -> Iterator[Segment]:
    found = unit.nodes("segment")
    for at, segment in enumerate(found):
        source = segment.first("source")
        if source is None:
            continue
        name = segment.get("id") or (str(at + 1) if len(found) > 1 else "")
        # Poedit's "needs work", which leaves the state as it was.
        state = "initial" if segment.get("subState") == "poedit:fuzzy" else segment.get("state")
        yield Segment(f"{key}/{name}" if name else key, segment, source, segment.first("target"), state)


def notes_of(node: xml.Node) -> list[str]:
    """Return the notes of a unit."""
    found = node.nodes("note")
    for group in node.nodes("notes"):
        found += group.nodes("note")
    return [text for note in found if (text := note.text().strip())]


def one_language(languages: Sequence[str]) -> str:
    """Return the tag of the only one of *languages*, or an empty string if there is none.

    Raises ConfigError for several.
    """
    if len(languages) > 1:
        raise ConfigError(
            f"an XLIFF file holds one translation, not {len(languages)}", hint=f"choose one, such as -l {languages[0]}"
        )
    return tags.tag(languages[0]) if languages and languages[0] else ""


def head(source: str, target: str, major: int, original: str) -> str:
    """Return everything before the first unit."""
    start = '<?xml version="1.0" encoding="UTF-8"?>\n'
    from_, to = xml.quote(tags.regional(source)), xml.quote(tags.regional(target)) if target else ""
    if major == 2:
        return (
            f'{start}<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"'
            f' xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.0" srcLang={from_}'
            + (f" trgLang={to}" if to else "")
            + f">\n  <file id={xml.quote(original.replace('#', '-'))} original={xml.quote(original)}>\n"
        )
    return (
        f'{start}<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n  <file original='
        f'{xml.quote(original)} datatype="plaintext" source-language={from_}'
        + (f" target-language={to}" if to else "")
        + ">\n    <body>\n"
    )


TAILS = {2: "  </file>\n</xliff>\n", 1: "    </body>\n  </file>\n</xliff>\n"}
