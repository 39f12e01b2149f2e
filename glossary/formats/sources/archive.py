"""Open office documents, ZIP archives of XML, within limits that protect against hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from glossary.errors import InputError
from glossary.formats.xml import Entries, Node, Source, local

PART = 48 * 2**20
"""The most bytes to which a part may unpack, whatever size it claims."""
TAGS = 3_000_000
"""The most tags of a part, whose text is a fraction of its size."""
RATIO = 200
"""The maximum compression ratio of a part larger than :data:`SMALL`: long sheets reach 10 or 50, ZIP bombs 1000."""
SMALL = 1 << 24
"""Up to this many bytes, a part may unpack at any ratio."""
PARTS = 20_000
"""The most parts of a document."""


def open_archive(data: bytes, *, where: str, title: str) -> zipfile.ZipFile:
    """Return the ZIP archive in *data*. *title* names the format (``DOCX document``). Raises InputError."""
    if not data.startswith(b"PK"):
        raise InputError(f"no {title}: it is not a ZIP archive", where=where)
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
    """A part of a document, unpacked while it is read; bytes are counted, because the stated size may be wrong."""

    stream: IO[bytes]
    name: str
    where: str
    limit: int
    tags: int
    """The most tags."""
    seen: int = 0
    """The number of bytes unpacked so far."""
    tags_seen: int = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next *size* bytes, or by default all that are left. Raises InputError if there are too many."""
        try:
            data = self.stream.read(size if size >= 0 else self.limit + 1)
        except _DAMAGED as error:
            raise InputError(f"{self.name} in it is damaged", where=self.where, hint=_AGAIN) from error
        self.seen += len(data)
        if self.seen > self.limit:
            raise InputError(f"{self.name} is bigger than {self.limit:,} bytes when unpacked", where=self.where)
        self.tags_seen += data.count(b"<")
        if self.tags_seen > self.tags:
            raise InputError(f"{self.name} has more tags than any text", where=self.where)
        return data


def part(archive: zipfile.ZipFile, name: str, *, where: str, limit: int = PART, tags: int = TAGS) -> Part | None:
    """Return the part *name* for reading, or None if there is none. Raises InputError if it is damaged."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise InputError("the document is encrypted", where=where, hint="save it without a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InputError(f"{name} is compressed in a way that is not supported", where=where)
    if info.file_size > max(SMALL, info.compress_size * RATIO):  # zipfile never unpacks more than the stated size
        raise InputError(f"{name} unpacks to more than {RATIO} times its size", where=where)
    try:
        return Part(archive.open(info), name, where, limit, tags)
    except _DAMAGED as error:
        raise InputError(f"{name} in it is damaged", where=where, hint=_AGAIN) from error


def damaged(title: str, what: str, *, where: str, hint: str = "") -> InputError:
    """Return the error for a damaged document, without a line: it would be that of a part, which no user ever sees."""
    return InputError(f"damaged {title}: {what}", where=where, hint=hint)


def walk(
    content: Part,
    *,
    where: str,
    root: str,
    title: str,
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> None:
    """Parse the XML part *content*, passing its elements and text to *start*, *end* and *text*. Raises InputError."""
    try:
        source = Source(content, where=where, roots=(root,), title=title, start=start, end=end)
        source.parser.CharacterDataHandler = text
        for _ in source.pieces():
            source.entry_ended()  # the size of a part is limited elsewhere
    except InputError as error:
        raise damaged(title, error.what, where=where, hint=error.hint) from error


def nodes(content: Part, *, where: str, root: str, title: str, wanted: Collection[str]) -> Iterator[Node]:
    """Yield the elements called *wanted* of the XML part *content*, with all that is in them. Raises InputError."""
    try:
        yield from Entries(content, where=where, roots=(root,), title=title, whole=wanted)
    except InputError as error:
        raise damaged(title, error.what, where=where, hint=error.hint) from error


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return the value of the attribute *name* with any prefix, or an empty string."""
    return next((value for key, value in attributes.items() if local(key) == name), "")
