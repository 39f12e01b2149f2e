"""What a PO file is: its entries with everything that belongs to them, each with the text it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from glossary.model import record

Key = tuple[str, str]
"""What tells the entries of a file apart: (msgid, msgctxt), where no msgctxt is an empty one."""


FLAG_LINES = ("#,", "#=")


class Previous(NamedTuple):
    """What an entry was called before (``#|``)."""

    msgctxt: str | None
    msgid: str | None
    msgid_plural: str | None


@record
class Entry:
    """A message with its translation. Change it with :func:`dataclasses.replace`: the copy forgets its
    :attr:`raw` text and is written anew, in the style of what it was."""

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    """The translation; one text for every plural form where there is a ``msgid_plural``."""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    comments: tuple[str, ...] = ()
    """The lines that begin with ``#``, in their order, as they stand, but for those of :attr:`previous`."""
    previous: Previous | None = None
    obsolete: bool = False
    domain: str = field(default="", compare=False)
    """The name that a ``domain`` directive above it gave."""
    line: int = field(default=0, compare=False)
    """Where its msgctxt or msgid stands."""
    lead: str = field(default="", compare=False)
    """What stands above it and is not its own: a ``domain`` directive with its comments, blank lines on top."""
    former: str = field(default="", compare=False)
    """The text it was read from, or its copy was: the style to write it in."""
    raw: str = field(default="", init=False, compare=False)
    """The text it was read from, up to the next entry; empty once it is changed."""

    @property
    def key(self) -> Key:
        return self.msgid, self.msgctxt or ""

    @property
    def is_header(self) -> bool:
        return not self.msgid and not self.msgctxt and not self.obsolete

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags in their order. Gettext is about to write some of them on lines of their own (``#=``)."""
        found = [line[2:] for line in self.comments if line.startswith(FLAG_LINES)]
        return tuple(flag for part in ",".join(found).split(",") if (flag := part.strip())) if found else ()

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a translation that is not fuzzy."""
        return all(self.msgstr) and not self.fuzzy

    @property
    def notes(self) -> tuple[str, ...]:
        """What translators wrote, line by line, without the ``#``."""
        return tuple([line[1:].removeprefix(" ") for line in self.comments if is_note(line)])

    @property
    def extracted(self) -> tuple[str, ...]:
        """What programs and programmers wrote (``#.``), line by line."""
        return tuple([line[2:].removeprefix(" ") for line in self.comments if line.startswith("#.")])

    def with_flags(self, flags: Iterable[str]) -> Entry:
        """Return the entry with just these *flags*, which stand where the old ones stood."""
        wanted = list(dict.fromkeys(flags))
        if wanted == list(self.flags):
            return self
        kept = [line for line in self.comments if not line.startswith(FLAG_LINES)]
        place = next((n for n, line in enumerate(self.comments) if line.startswith(FLAG_LINES)), len(kept))
        line = ["#, " + ", ".join(wanted)] if wanted else []
        return replace(self, comments=(*kept[:place], *line, *kept[place:]))


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file."""

    entries: tuple[Entry, ...] = ()
    tail: str = ""
    """What stands after the last entry."""
    encoding: str = "utf-8"
    """The codec that its bytes are in."""
    bom: bytes = b""
    """The byte order mark that it begins with."""

    @property
    def header(self) -> Entry | None:
        """The entry that holds the header fields, or None."""
        return next((entry for entry in self.entries if entry.is_header), None)

    @property
    def fields(self) -> dict[str, str]:
        """The header fields in their order; names as they are written, the last of equal ones wins."""
        return dict(header_fields(self.header.msgstr[0])) if self.header else {}

    def with_entries(self, entries: tuple[Entry, ...]) -> Catalog:
        """Return the catalog with *entries*; one that has become the last is written anew, with the end of a file."""
        last = entries[-1] if entries else None
        if last and last.former and not (self.entries and last.line == self.entries[-1].line):
            entries = (*entries[:-1], replace(last, former=_LINE_END.sub(r"\1", last.former)))
        return replace(self, entries=entries)

    def index(self) -> dict[Key, Entry]:
        """Return the entries by :attr:`Entry.key`: living ones before obsolete ones, the first of equal keys."""
        found: dict[Key, Entry] = {}
        for obsolete in (False, True):
            for entry in self.entries:
                if entry.obsolete is obsolete and not entry.is_header:
                    found.setdefault(entry.key, entry)
        return found


_LINE_END = re.compile(r"(\r?\n)\s*\Z")
_MEANT = frozenset(".:,|~=!@")


def is_note(line: str) -> bool:
    """Return whether the comment *line* is a translator's: nothing that means more follows its ``#``."""
    return line[1:2] not in _MEANT


def header_fields(text: str) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of the header *text*; a line without a colon goes on with the line above."""
    found: list[tuple[str, str]] = []
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon and name and not name[0].isspace():
            found.append((name.strip(), value.strip()))
        elif line.strip() and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found
