"""Bytes in from outside, safely; bytes out to the disk, all or nothing.

Every format reads with :func:`read_bytes` and :func:`decode` and is written with :func:`write_atomic`,
:func:`write_all` or, where it is too big for the memory, :func:`atomic`.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import Any, BinaryIO

from glossary.errors import InputError, OutputError

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

LIMIT = 256 * 2**20
"""The most bytes that one file may have, unless a format says less."""

SNIFF = 1 << 16
"""How many bytes of a file a format may look at to recognise it."""

PIECE = 1 << 20
"""So many bytes of a text are read at once."""
LINE = 1 << 24
"""The most bytes that a line may have."""

STDIN = "-"
"""The name of standard input, which may be read like a file; one of that name is ``./-``."""

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks; UTF-32 before UTF-16, whose mark it begins with."""

_WIDER = {"gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs"}
"""Encodings that the standard reads as their larger successors, and what Python calls those."""


# Reading


def name_of(path: str | os.PathLike[str]) -> str:
    """Return *path* as we show and store it: forward slashes, and nothing that cannot be written as UTF-8."""
    text = Path(path).as_posix()
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_bytes(path: str | os.PathLike[str], limit: int = LIMIT, *, hint: str = "split it") -> bytes:
    """Return the content of the regular file *path*, or of standard input (:data:`STDIN`), at most *limit* bytes of it.

    Raises InputError where it is missing, a folder, a pipe or a device, not readable, bigger than *limit* (then *hint*
    says what to do), or changed while it was read.
    """
    if path == STDIN:
        return _standard_input(limit)
    where = name_of(path)
    with opened(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        data = stream.read(limit + 1) if size <= limit else b""
    if size > limit or len(data) > limit:
        raise InputError(f"too big: {max(size, len(data)):,} bytes, the limit is {limit:,}", where=where, hint=hint)
    return data


def _standard_input(limit: int) -> bytes:
    """Return what standard input holds, as often as it is asked for. Raises InputError where that is over *limit*."""
    data = _whole(sys.stdin.buffer)
    if len(data) > limit:
        raise InputError(f"more than {limit:,} bytes", where="standard input", hint="save it to files and split it")
    return data


@lru_cache(maxsize=1)  # for it can be read once only
def _whole(stream: BinaryIO) -> bytes:
    """Return what is in *stream*, as far as :data:`LIMIT` and a byte more."""
    return stream.read(LIMIT + 1)


@contextmanager
def opened(path: str | os.PathLike[str]) -> Iterator[BufferedReader]:
    """Give the regular file *path* as a stream, whatever its size, or standard input (:data:`STDIN`) to its limit.

    Raises InputError as :func:`read_bytes`.
    """
    if path == STDIN:
        yield BufferedReader(BytesIO(_standard_input(LIMIT)), SNIFF)
        return
    where = name_of(path)
    try:
        _regular(os.stat(path), where)
        # Between the two looks the name may have become a pipe: opening that does not wait for a writer.
        stream: BufferedReader = BufferedReader(_Raw(path, where), SNIFF)  # peek gives no more than the buffer holds
    except OSError as error:
        raise unreadable(error, where) from error
    except ValueError as error:  # a NUL in the name
        raise InputError("not a file name", where=where) from error
    with stream:
        _regular(os.fstat(stream.fileno()), where)
        yield stream


def rest(stream: BinaryIO, where: str) -> bytes:
    """Return what is still to be read of *stream*, the file *where*. Raises InputError where that is over the limit."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(f"too big: the limit is {LIMIT:,} bytes", where=where, hint="split it")
    return data


def lines(first: bytes, stream: BinaryIO, where: str) -> Iterator[bytes]:
    """Yield *first* and what follows in *stream* in blocks of whole lines. Raises InputError at one without an end."""
    held = [first]
    while block := stream.read(PIECE):
        cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, -1)) + 1
        if cut:
            yield b"".join([*held, block[:cut]])
            held = []
        held.append(block[cut:])
        if len(held) * PIECE > LINE:
            raise InputError(f"a line of more than {LINE >> 20} MB", where=where)
    yield b"".join(held)


def head(stream: BufferedReader) -> bytes:
    """Return the beginning of *stream*, :data:`SNIFF` bytes of it, which are still to be read."""
    return stream.peek(SNIFF)[:SNIFF]


class _Raw(FileIO):
    """A file whose errors name it: whoever reads from it may be writing another one."""

    def __init__(self, path: str | os.PathLike[str], where: str) -> None:
        super().__init__(os.fspath(path), "rb", opener=_without_waiting)
        self._where = where
        self._before = os.fstat(self.fileno())

    def readinto(self, buffer: Any) -> int:
        try:
            count = super().readinto(buffer)
        except OSError as error:
            raise unreadable(error, self._where) from error
        if count is None:
            raise InputError("nothing can be read from it", where=self._where)
        if not count:
            _same_still(self.fileno(), self._before, self._where)
        return count


def _same_still(descriptor: int, before: os.stat_result, where: str) -> None:
    """Raise InputError where the file has changed since *before*: what was read of it may be half of two versions."""
    now = os.fstat(descriptor)
    if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise changed(where)


def unreadable(error: OSError, where: str) -> InputError:
    """Return the error for what cannot be opened or read at *where*."""
    if error.errno in (errno.ENOENT, errno.EINVAL) and where.lower().startswith(("http:/", "https:/")):
        return InputError("an address, not a file", where=where, hint="nothing is fetched: save it, and name the file")
    return InputError(reason(error), where=where)


def changed(where: str) -> InputError:
    """Return the error for a file that somebody else has written since we began to read it."""
    return InputError("it was changed meanwhile", where=where, hint="once it is saved, run the command again")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _regular(status: os.stat_result, where: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError("a folder, not a file", where=where)
    if not stat.S_ISREG(status.st_mode):
        raise InputError("a pipe or a device, not a file", where=where, hint="save it to a file first")


def reason(error: OSError) -> str:
    """Return what went wrong in our own words, whatever the language of the system."""
    known = {  # message
        errno.ENOENT: "there is no such file",
        errno.ENOTDIR: "there is no such file",
        errno.EACCES: "no permission",
        errno.EPERM: "no permission",
        errno.EISDIR: "a folder, not a file",
        errno.ELOOP: "a symbolic link that leads to itself",
        errno.ENAMETOOLONG: "the file name is too long",
        errno.ENOSPC: "no space left on the disk",
        errno.EDQUOT: "the disk quota is used up",
        errno.EROFS: "the file system is read-only",
        errno.EIO: "the disk reports an error",
    }
    return known.get(error.errno or 0) or str(error.strerror or error)


_FOREIGN = (  # message
    (b"\x1f\x8b", "compressed (gzip)", "unpack it first"),
    (b"PK\x03\x04", "a ZIP archive", "unpack it first"),
    (b"PK\x05\x06", "a ZIP archive", "unpack it first"),
    (b"\xfd7zXZ\0", "compressed (xz)", "unpack it first"),
    (b"BZh", "compressed (bzip2)", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"%PDF-", "a PDF", "save its text as .txt or .docx, or get the file that it was made from"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file", "save it as .docx or .xlsx, no password"),
    (b"{\\rtf", "an RTF document", "save it as .docx"),
    (b"SQLite format 3\0", "an SQLite database", "export it as .tmx, if it is a memory"),
    (b"\0\1\0\0Standard Jet DB", "an Access database", "export it as MultiTerm XML, if it is a termbase"),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"version https://git-lfs.github.com/spec/", "a pointer of Git LFS", "get the file itself with: git lfs pull"),
    (b"GIF8", "a picture", ""),
)
"""How files begin that are something else, whatever their name."""
_WORDFAST = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\0?%\0?(?:\d\0?){8}~\0?(?:\d\0?){6}\t")
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def refuse_foreign(head: bytes, *, where: str) -> None:
    """Raise InputError where a file that begins with *head* is surely no text, and say what it is."""
    if head.startswith(b"PK") and _ODS in head[:120]:
        raise InputError("this is an OpenDocument table, which we do not read", where=where, hint="save it as .xlsx")
    if head[257:262] == b"ustar":
        raise InputError("this is a TAR archive, which we do not read", where=where, hint="unpack it first")
    if _WORDFAST.match(head):
        raise InputError("this is a memory of Wordfast, which we do not read", where=where, hint="save it as .tmx")
    for mark, what, hint in _FOREIGN:
        if head.startswith(mark) and (mark != b"BZh" or head[4:10] == b"1AY&SY"):
            raise InputError(f"this is {what}, which we do not read", where=where, hint=hint)


def marked(data: bytes) -> tuple[bytes, str]:
    """Return the byte order mark that *data* begins with (several, where files were joined), and its codec, if any."""
    mark, codec = next((found for found in BOMS if data.startswith(found[0])), (b"", ""))
    size = len(mark)
    while mark and data.startswith(mark, size):
        size += len(mark)
    return data[:size], codec


def decode(data: bytes, *, where: str, encoding: str = "", declared: str = "") -> str:
    """Return *data* as text, without a byte order mark; line ends stay as they are.

    *encoding* is what the user ordered for what does not say it: a byte order mark goes before it, and so does UTF-8
    that is surely that. Without it a byte order mark decides, then strict UTF-8, then *declared*, the label that the
    file itself carries, if the WHATWG Encoding Standard knows it (so a file cannot name a codec that is no character
    set). Raises InputError that names the byte offset and the line of the first byte that does not fit, or says that
    this is no text at all.
    """
    refuse_foreign(data, where=where)
    codec = _codec(encoding) if encoding else ""
    mark, name = marked(data)
    if codec and not mark and not _surely_utf8(data, codec):
        text = _decode(data, codec, encoding, where)
        return _text(text.removeprefix("\ufeff"), data, where)
    if mark:
        return _text(_decode(data[len(mark) :], name, name.upper(), where, skipped=len(mark)), data, where)
    try:
        return _text(data.decode("utf-8"), data, where)
    except UnicodeDecodeError as error:
        if b"\0" in data[:4096]:
            _text("\0", data, where)
        codec = standard(declared)
        if codec and codec != "utf-8":
            return _text(_decode(data, codec, declared, where), data, where)
        raise undecodable(data, error.start, "UTF-8", where) from error


def _surely_utf8(data: bytes, codec: str) -> bool:
    """Return whether *data* is UTF-8 rather than *codec*, in which a few pairs of bytes may look like that.

    >>> _surely_utf8("Élysée".encode(), "cp1252"), _surely_utf8("联通".encode("gbk"), "gbk")
    (True, False)
    """
    if data.isascii() or codecs.lookup(codec).name.startswith("utf"):
        return False
    try:
        text = data.decode("utf-8")
        one_byte = len(bytes(range(128, 256)).decode(codec, "replace")) == 128
    except UnicodeError:  # "idna" knows no other way
        return False
    return one_byte or sum(letter > "\x7f" for letter in text) > _SURE


_SURE = 4
"""More letters than these, all of them UTF-8, are not that by chance."""


def standard(label: str) -> str:
    """Return the codec for a *label* that a file carries; empty where the Encoding Standard does not know it."""
    import webencodings

    found = webencodings.lookup(label) if label else None
    if found is None or found.name in ("replacement", "x-user-defined"):
        return ""
    return _WIDER.get(found.name) or str(found.codec_info.name)


def _codec(label: str) -> str:
    """Return the codec for a *label* that the user gave: one of the standard, else one that Python knows as text."""
    codec = standard(label)
    if not codec:
        try:
            "".encode(label)
        except (LookupError, UnicodeError, ValueError) as error:
            raise InputError(f"unknown encoding '{label}'", hint="for instance utf-8, windows-1251, gb18030") from error
        codec = label
    return codec


def _decode(data: bytes, codec: str, name: str, where: str, skipped: int = 0) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise undecodable(data, error.start, name, where, skipped) from error
    except (UnicodeError, ValueError) as error:
        raise InputError(f"not valid {name}", where=where, hint="give the right one with --encoding") from error


def undecodable(data: bytes, offset: int, name: str, where: str, skipped: int = 0, line: int = 1) -> InputError:
    """Return the error for the byte of *data* at *offset*, *skipped* bytes before and in the *line* where it begins."""
    hint = f"save it as UTF-8, or name its encoding: --encoding {_likely(data)} for instance"
    if name.lower() == "utf-8" and sum(letter > "\x7f" for letter in data[:offset].decode(errors="ignore")) > _SURE:
        hint = "what stands above is UTF-8: it is damaged here, or goes on in another encoding; save all of it as UTF-8"
    return InputError(
        f"not valid {name} at byte offset {offset + skipped} (0x{data[offset]:02x})",
        where=where,
        line=data.count(b"\n", 0, offset) + line,
        hint=hint,
    )


def _likely(data: bytes) -> str:
    """Return an encoding that *data*, which is no UTF-8, may have: the words of Cyrillic are runs of high bytes, the
    signs of Chinese are pairs of them, and accents stand alone. Cyrillic is what has more of its commonest letters."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", data)]
    cyrillic = b"".join(re.findall(rb"[\xc0-\xff]{3,}", data))
    if len(cyrillic) > sum(runs) * 0.6:
        said = {codec: cyrillic.decode(codec).lower() for codec in ("windows-1251", "koi8-r")}
        return max(said, key=lambda codec: sum(map(said[codec].count, "оеаинтсрвл")))
    return "windows-1252" if sum(runs) < 2 * len(runs) else "gb18030"


def _text(text: str, data: bytes, where: str) -> str:
    """Return *text* unless there is a NUL in it: then it is no text, or UTF-16 that does not say so."""
    if "\0" not in text:
        return text
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    # Line ends, commas and digits make zero bytes in every language; a single one is something else.
    if bool(even) != bool(odd) and (even + odd) * 25 > len(data[:4096]):
        name = "utf-16-le" if odd else "utf-16-be"
        raise InputError(
            "looks like UTF-16 without a byte order mark", where=where, hint=f"say so with --encoding {name}"
        )
    offset = data.find(b"\0")
    raise InputError(f"not a text: a NUL at byte offset {offset}", where=where, line=data.count(b"\n", 0, offset) + 1)


# Writing


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file on its way: a temporary neighbour of the place where it will stand."""

    where: str
    target: str
    """The file itself, not a link to it."""
    temporary: str
    stream: BinaryIO


def write_atomic(path: str | os.PathLike[str], data: bytes) -> bool:
    """Write *data* to *path*, all or nothing, and return whether that changed anything.

    A file that holds these bytes already is not touched. See :func:`atomic` for the rest.
    """
    return bool(write_all({path: data}))


def write_all(files: Mapping[Any, bytes]) -> list[str]:
    """Write several *files* (path -> content) and return the names of those that changed, in the order given.

    All of them are written out before the first is put into place, so that whatever fails until then (no space,
    no permission, an interrupt) leaves every old file as it was.
    """
    drafts: list[_Draft] = []
    changed: list[str] = []
    try:
        for path, data in files.items():
            if _holds(path, data):
                continue
            drafts.append(_begin(path))
            with _blamed(drafts[-1]):
                drafts[-1].stream.write(data)
                _finish(drafts[-1])
        for draft in drafts:
            with _blamed(draft):
                _place(draft)
            changed.append(draft.where)
    finally:
        for draft in drafts:
            _discard(draft)
    return changed


@contextmanager
def atomic(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Give a stream whose content becomes the file *path* when the block ends without an error.

    The bytes go to a temporary neighbour, are flushed to the disk, and are renamed into place; any error or
    interrupt removes the neighbour and leaves the old file whole. The permissions of the old file are kept, a
    symbolic link stays one and its target is replaced, and a file that would not change is not touched. The
    folder has to be there. Raises OutputError.
    """
    draft = _begin(path)
    try:
        with _blamed(draft):
            yield draft.stream
            _finish(draft)
            if not _same(draft.temporary, draft.target):
                _place(draft)
    finally:
        _discard(draft)


@contextmanager
def _blamed(draft: _Draft) -> Iterator[None]:
    """Turn an error of writing *draft* into an OutputError; one that names another file is not ours."""
    try:
        yield
    except OSError as error:
        if error.filename not in (None, draft.temporary, draft.target):
            raise
        raise OutputError(f"cannot be written: {reason(error)}", where=draft.where) from error


def _begin(path: str | os.PathLike[str]) -> _Draft:
    """Return the open draft of *path*, with the permissions that the file has or would get."""
    where = name_of(path)
    try:
        target = os.path.realpath(path)
        mode = _writable(target, where)
        _sweep(os.path.dirname(target))
        temporary, stream = _drafted(os.path.dirname(target))
    except OSError as error:
        missing = error.errno in (errno.ENOENT, errno.ENOTDIR)
        why = "there is no such folder" if missing else reason(error)
        raise OutputError(f"cannot be written: {why}", where=where) from error
    except ValueError as error:
        raise OutputError("not a file name", where=where) from error
    draft = _Draft(where, target, temporary, stream)
    if mode is not None and hasattr(os, "fchmod"):
        try:
            os.fchmod(stream.fileno(), mode)
        except OSError as error:
            _discard(draft)
            raise OutputError(f"cannot be written: {reason(error)}", where=where) from error
    return draft


_OURS = re.compile(r"\.glossary-[0-9a-f]{16}\.tmp")


def _drafted(folder: str) -> tuple[str, BinaryIO]:
    """Return the name and the stream of a new draft in *folder*, which is locked as long as it is open."""
    while True:
        temporary = os.path.join(folder, f".glossary-{os.urandom(8).hex()}.tmp")
        # Not tempfile: a new file should get the permissions that the umask gives, not those of a secret.
        stream = open(temporary, "xb")  # noqa: SIM115
        with suppress(OSError):
            if fcntl is not None:
                fcntl.flock(stream, fcntl.LOCK_EX)
        # Somebody who sweeps may have seen it before it was locked.
        if os.path.exists(temporary):
            return temporary, stream
        stream.close()


def _sweep(folder: str) -> None:
    """Remove the drafts that killed programs have left in *folder*: those of ours that nobody has locked."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError), open(entry.path, "rb", opener=_without_waiting) as stream:
                    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.unlink(entry.path)


def _writable(target: str, where: str) -> int | None:
    """Return the permission bits of *target*, or None where there is no such file yet."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise OutputError("cannot be written: a folder, not a file", where=where)
    if not stat.S_ISREG(status.st_mode):
        raise OutputError("cannot be written: a pipe or a device", where=where, hint="give the name of a file")
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise OutputError("cannot be written: the file is write-protected", where=where)
    return stat.S_IMODE(status.st_mode)


def _finish(draft: _Draft) -> None:
    draft.stream.flush()
    os.fsync(draft.stream.fileno())
    if fcntl is None:
        draft.stream.close()  # else it stays open, and locked, until it is in its place: _sweep would take it


def _place(draft: _Draft) -> None:
    os.replace(draft.temporary, draft.target)
    # The rename itself lasts only when the folder is on the disk; not every system can do that to a folder.
    with suppress(OSError):
        folder = os.open(os.path.dirname(draft.target), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _discard(draft: _Draft) -> None:
    """Remove what is left of *draft*; nothing where it was put into place."""
    with suppress(OSError):
        draft.stream.close()
    with suppress(OSError):
        os.unlink(draft.temporary)


def _holds(path: str | os.PathLike[str], data: bytes) -> bool:
    """Is *path* a regular file with exactly these bytes?"""
    with suppress(OSError, ValueError):
        status = os.stat(path)
        if stat.S_ISREG(status.st_mode) and status.st_size == len(data):
            with open(path, "rb") as stream:
                return stream.read(len(data) + 1) == data
    return False


def _same(temporary: str, target: str) -> bool:
    """Do the two files hold the same bytes?"""
    with suppress(OSError), open(temporary, "rb") as new, open(target, "rb") as old:
        if os.fstat(new.fileno()).st_size != os.fstat(old.fileno()).st_size:
            return False
        while chunk := new.read(2**20):
            if chunk != old.read(len(chunk)):
                return False
        return True
    return False
