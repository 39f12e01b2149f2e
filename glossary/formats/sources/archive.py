"""Office documents are ZIP archives of XML: opened with every bound that a hostile one calls for."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from glossary.errors import InputError
from glossary.formats.xml import Source, local

PART = 48 * 2**20
"""The most bytes that one part of a document may have when unpacked, whatever size it claims."""
TAGS = 3_000_000
"""The most tags of a part: its text is a fraction of its size."""
RATIO = 200
"""How many times its size a part may unpack to, beyond :data:`SMALL`: long sheets come to 10 or 50, bombs to 1000."""
SMALL = 1 << 24
"""So many bytes any part may unpack to, however little it was."""
PARTS = 20_000
"""The most parts of a document."""


def open_archive(data: bytes, *, where: str, title: str) -> zipfile.ZipFile:
    """Return the archive in *data*, which should be a *title* (``DOCX document``). Raises InputError if it is none."""
    if not data.startswith(b"PK"):
        raise InputError(f"no {title}: it is no ZIP archive", where=where)
    if data.count(b"PK\x01\x02") > PARTS:
        raise InputError(f"no {title}: more than {PARTS:,} parts", where=where)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
        raise InputError(f"damaged {title}: the ZIP archive cannot be opened", where=where) from error


_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, RuntimeError)
_AGAIN = "get it again from its sender"


@dataclass(slots=True)
class Part:
    """A part of a document, unpacked as it is read, and counted: the size that the archive states may be a lie."""

    stream: IO[bytes]
    name: str
    where: str
    limit: int
    tags: int
    """How many more tags there may be."""
    seen: int = 0
    """How many bytes were unpacked."""

    def read(self, size: int = -1) -> bytes:
        """Return the next *size* bytes, all that is left unless given. Raises InputError where there are too many."""
        try:
            data = self.stream.read(size if size >= 0 else self.limit + 1)
        except _DAMAGED as error:
            raise InputError(f"{self.name} in it is damaged", where=self.where, hint=_AGAIN) from error
        self.seen += len(data)
        if self.seen > self.limit:
            raise InputError(f"{self.name} is bigger than {self.limit:,} bytes when unpacked", where=self.where)
        self.tags -= data.count(b"<")
        if self.tags < 0:
            raise InputError(f"{self.name} has more tags than any text", where=self.where)
        return data


def part(archive: zipfile.ZipFile, name: str, *, where: str, limit: int = PART, tags: int = TAGS) -> Part | None:
    """Return the part *name*, to be read, or None where there is none. Raises InputError where it is damaged."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise InputError("the document is encrypted", where=where, hint="save it without a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError(f"{name} is compressed in a way that we do not read", where=where)
    if info.file_size > max(SMALL, info.compress_size * RATIO):  # more than it states is never unpacked
        raise InputError(f"{name} unpacks to more than {RATIO} times its size", where=where)
    try:
        return Part(archive.open(info), name, where, limit, tags)
    except _DAMAGED as error:
        raise InputError(f"{name} in it is damaged", where=where, hint=_AGAIN) from error


def steps(
    content: Part,
    *,
    where: str,
    roots: Collection[str],
    title: str,
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object] | None = None,
) -> Iterator[None]:
    """Give the elements and the text of the XML part *content* to *start*, *end* and *text*, piece by piece.

    Yields after each piece. Raises InputError.
    """
    try:
        source = Source(content, where=where, roots=roots, title=title, start=start, end=end)
        source.parser.CharacterDataHandler = text
        for _ in source.pieces():
            source.entry_ended()  # the size of a part is bounded as it is
            yield
    except InputError as error:
        # The line is one of the part, which no user ever sees.
        raise InputError(f"damaged {title}: {error.what}", where=where, hint=error.hint) from error


def walk(content: Part, **said: Any) -> None:
    """Give all of *content* to the handlers, as :func:`steps` does."""
    for _ in steps(content, **said):
        pass


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return the value of the attribute *name*, whatever its prefix; empty where there is none."""
    return next((value for key, value in attributes.items() if local(key) == name), "")
