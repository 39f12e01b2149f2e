"""The content of a PO file: entries with everything that belongs to them, including the text they were read from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from glossary.model import record

Key = tuple[str, str]
"""The identity of an entry: (msgid, msgctxt), with an empty string for no msgctxt."""


FLAG_LINES = ("#,", "#=")


class Previous(NamedTuple):
    """The former msgctxt, msgid and msgid_plural of an entry (``#|``)."""

    msgctxt: str | None
    msgid: str | None
    msgid_plural: str | None


@record
class Entry:
    """A message with its translation.

    Change it with :func:`dataclasses.replace`: the copy has no :attr:`raw` text and is written in the style of its
    former text.
    """

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    """The translation; one text per plural form if there is a ``msgid_plural``."""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    comments: tuple[str, ...] = ()
    """The lines that begin with ``#``, verbatim and in order, except those of :attr:`previous`."""
    previous: Previous | None = None
    obsolete: bool = False
    domain: str = field(default="", compare=False)
    """The name in the last ``domain`` directive above it."""
    line: int = field(default=0, compare=False)
    """The line of its msgctxt or msgid."""
    lead: str = field(default="", compare=False)
    """Text above the entry that does not belong to it: a ``domain`` directive with its comments, blank lines at the
    top."""
    former: str = field(default="", compare=False)
    """The text that it, or the entry it was copied from, was read from; the style to write it in."""
    raw: str = field(default="", init=False, compare=False)
    """The text that it was read from, up to the next entry; empty after a change."""

    @property
    def key(self) -> Key:
        return self.msgid, self.msgctxt or ""

    @property
    def is_header(self) -> bool:
        return not self.msgid and not self.msgctxt and not self.obsolete

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags in order. A future gettext will write some of them on lines of their own (``#=``)."""
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
        """The translator comments, line by line, without the ``#``."""
        return tuple([line[1:].removeprefix(" ") for line in self.comments if is_note(line)])

    @property
    def extracted(self) -> tuple[str, ...]:
        """The comments by programs and programmers (``#.``), line by line."""
        return tuple([line[2:].removeprefix(" ") for line in self.comments if line.startswith("#.")])

    def with_flags(self, flags: Iterable[str]) -> Entry:
        """Return the entry with exactly these *flags*, at the position of the old ones."""
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
    """The text after the last entry."""
    encoding: str = "utf-8"
    """The codec of its bytes."""
    bom: bytes = b""
    """The byte order mark."""

    @property
    def header(self) -> Entry | None:
        """The entry that holds the header fields, or None."""
        return next((entry for entry in self.entries if entry.is_header), None)

    @property
    def fields(self) -> dict[str, str]:
        """The header fields in order, with names as spelled; the last of duplicates wins."""
        return dict(header_fields(self.header.msgstr[0])) if self.header else {}

    def with_entries(self, entries: tuple[Entry, ...]) -> Catalog:
        """Return the catalog with *entries*; a new last entry is written anew, with the right line end."""
        last = entries[-1] if entries else None
        if last and last.former and not (self.entries and last.line == self.entries[-1].line):
            entries = (*entries[:-1], replace(last, former=_LINE_END.sub(r"\1", last.former)))
        return replace(self, entries=entries)

    def index(self) -> dict[Key, Entry]:
        """Return the entries by :attr:`Entry.key`; of duplicates the first current one, or else the first obsolete
        one."""
        found: dict[Key, Entry] = {}
        for obsolete in (False, True):
            for entry in self.entries:
                if entry.obsolete is obsolete and not entry.is_header:
                    found.setdefault(entry.key, entry)
        return found


_LINE_END = re.compile(r"(\r?\n)\s*\Z")
_MEANT = frozenset(".:,|~=!@")


def is_note(line: str) -> bool:
    """Return whether the comment *line* is a translator's, with no special character after its ``#``."""
    return line[1:2] not in _MEANT


def header_fields(text: str) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of the header *text*; a line without a colon continues the line above."""
    found: list[tuple[str, str]] = []
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon and name and not name[0].isspace():
            found.append((name.strip(), value.strip()))
        elif line.strip() and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found
