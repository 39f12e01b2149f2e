"""Safe reading of files from outside, and atomic writing.

Every format reads with :func:`read_bytes` and :func:`decode` and is written with :func:`write_atomic`,
:func:`write_all` or, if it is too big for memory, :func:`atomic`.
"""

from __future__ import annotations

import codecs
import errno
import filecmp
import os
import re
import stat
import sys
import time
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
"""The largest file, in bytes, unless a format has a lower limit."""

SNIFF = 1 << 16
"""How many bytes of a file a format may look at to recognise it."""

PIECE = 1 << 20
"""Bytes per read of a text."""
LINE = 1 << 24
"""The longest line, in bytes."""

STDIN = "-"
"""The name of standard input, which can be read like a file; a file of that name is ``./-``."""

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks; UTF-32 before UTF-16, whose mark is a prefix of its own."""

_WIDER = {"gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs"}
"""Encodings that the standard reads as their supersets -> Python's name for those."""


# Reading


def name_of(path: str | os.PathLike[str]) -> str:
    """Return *path* as we show and store it: forward slashes, and always encodable as UTF-8."""
    text = Path(path).as_posix()
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_bytes(path: str | os.PathLike[str], limit: int = LIMIT, *, hint: str = "split it") -> bytes:
    """Return the content of the regular file *path*, or of standard input (:data:`STDIN`).

    Raises InputError if it is missing, a folder, a pipe or a device, not readable, bigger than *limit* bytes (*hint*
    then says what to do), or was changed while it was read.
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
    """Return the content of standard input, also on repeated calls. Raises InputError if it is over *limit*."""
    data = _whole(sys.stdin.buffer)
    if len(data) > limit:
        raise InputError(f"more than {limit:,} bytes", where="standard input", hint="save it to files and split it")
    return data


@lru_cache(maxsize=1)  # it can be read only once
def _whole(stream: BinaryIO) -> bytes:
    """Return the content of *stream*, up to :data:`LIMIT` and a byte more."""
    return stream.read(LIMIT + 1)


@contextmanager
def opened(path: str | os.PathLike[str]) -> Iterator[BufferedReader]:
    """Open the regular file *path* of any size, or standard input (:data:`STDIN`) up to its limit.

    Raises InputError like :func:`read_bytes`.
    """
    if path == STDIN:
        yield BufferedReader(BytesIO(_standard_input(LIMIT)), SNIFF)
        return
    where = name_of(path)
    try:
        _regular(os.stat(path), where)
        # The path may become a pipe after stat: _Raw opens it without waiting for a writer.
        stream: BufferedReader = BufferedReader(_Raw(path, where), SNIFF)  # peek returns at most one buffer
    except OSError as error:
        raise unreadable(error, where) from error
    except ValueError as error:  # a NUL in the name
        raise InputError("not a file name", where=where) from error
    with stream:
        _regular(os.fstat(stream.fileno()), where)
        yield stream


def rest(stream: BinaryIO, where: str) -> bytes:
    """Return the rest of *stream*, the file *where*. Raises InputError if that is over the limit."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(f"too big: the limit is {LIMIT:,} bytes", where=where, hint="split it")
    return data


def lines(first: bytes, stream: BinaryIO, where: str) -> Iterator[bytes]:
    """Yield *first* and the rest of *stream* in blocks of whole lines. Raises InputError if a line is too long."""
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
    """Return the first :data:`SNIFF` bytes of *stream* without consuming them."""
    return stream.peek(SNIFF)[:SNIFF]


class _Raw(FileIO):
    """A file whose errors name it, because its reader may be writing another file."""

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
    """Raise InputError if the file has changed since *before*, so that what was read may mix two versions."""
    now = os.fstat(descriptor)
    if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise changed(where)


def unreadable(error: OSError, where: str) -> InputError:
    """Return the error for a path *where* that cannot be opened or read."""
    if error.errno in (errno.ENOENT, errno.EINVAL) and where.lower().startswith(("http:/", "https:/")):
        return InputError("an address, not a file", where=where, hint="nothing is fetched: save it, and name the file")
    return InputError(reason(error), where=where)


def changed(where: str) -> InputError:
    """Return the error for a file that another program changed while we read it."""
    return InputError("it was changed meanwhile", where=where, hint="once it is saved, run the command again")


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _regular(status: os.stat_result, where: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError("a folder, not a file", where=where)
    if not stat.S_ISREG(status.st_mode):
        raise InputError("a pipe or a device, not a file", where=where, hint="save it to a file first")


def reason(error: OSError) -> str:
    """Return a message for *error* in our own words, independent of the system's language."""
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
    on_windows = {32: "another program has it open", 123: "not a file name"}  # message
    found = on_windows.get(getattr(error, "winerror", None) or 0) or known.get(error.errno or 0)
    return found or str(error.strerror or error)


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
"""(first bytes, what it is, what to do) of files that are not text, whatever their name."""
_WORDFAST = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\0?%\0?(?:\d\0?){8}~\0?(?:\d\0?){6}\t")
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def refuse_foreign(head: bytes, *, where: str) -> None:
    """Raise InputError, saying what it is, if a file that begins with *head* is a known binary or foreign format."""
    if head.startswith(b"PK") and _ODS in head[:120]:
        raise InputError("this is an OpenDocument table, which is not supported", where=where, hint="save it as .xlsx")
    if head[257:262] == b"ustar":
        raise InputError("this is a TAR archive, which is not supported", where=where, hint="unpack it first")
    if _WORDFAST.match(head):
        raise InputError("this is a memory of Wordfast, which is not supported", where=where, hint="save it as .tmx")
    for mark, what, hint in _FOREIGN:
        if head.startswith(mark) and (mark != b"BZh" or head[4:10] == b"1AY&SY"):
            raise InputError(f"this is {what}, which is not supported", where=where, hint=hint)


def marked(data: bytes) -> tuple[bytes, str]:
    """Return the byte order mark at the start of *data* (repeated, if files were joined), and its codec, if any."""
    mark, codec = next((found for found in BOMS if data.startswith(found[0])), (b"", ""))
    size = len(mark)
    while mark and data.startswith(mark, size):
        size += len(mark)
    return data[:size], codec


def decode(data: bytes, *, where: str, encoding: str = "", declared: str = "") -> str:
    """Return *data* as text, without a byte order mark; line ends stay as they are.

    *encoding* is the user's choice, for files that do not name theirs: a byte order mark, or content that must be
    UTF-8, overrides it. Without it a byte order mark decides, then strict UTF-8, then *declared*, the label in the file
    itself, if the WHATWG Encoding Standard knows it (so that a file cannot name a codec that is not a character set).
    Raises InputError naming the byte offset and line of the first invalid byte, or saying that this is not text at all.
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
    """Return whether *data* is UTF-8 and not *codec*, in which a few pairs of bytes may look like UTF-8.

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
"""More valid non-ASCII characters than these are not UTF-8 by chance."""


def standard(label: str) -> str:
    """Return the codec for the *label* in a file, or an empty string if the Encoding Standard does not know it."""
    import webencodings

    found = webencodings.lookup(label) if label else None
    if found is None or found.name in ("replacement", "x-user-defined"):
        return ""
    return _WIDER.get(found.name) or str(found.codec_info.name)


def _codec(label: str) -> str:
    """Return the codec for a *label* from the user: one of the standard, or any text codec of Python."""
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
    """Return the error for the byte of *data* at *offset*; *skipped* bytes precede *data*, which begins in *line*."""
    hint = f"save it as UTF-8, or name its encoding: --encoding {_likely(data)} for instance"
    if name.lower() == "utf-8" and sum(letter > "\x7f" for letter in data[:offset].decode(errors="ignore")) > _SURE:
        hint = "the text above is UTF-8: it is damaged here, or continues in another encoding; save all of it as UTF-8"
    return InputError(
        f"not valid {name} at byte offset {offset + skipped} (0x{data[offset]:02x})",
        where=where,
        line=data.count(b"\n", 0, offset) + line,
        hint=hint,
    )


def _likely(data: bytes) -> str:
    """Return a likely encoding of *data*, which is not UTF-8.

    Words in Cyrillic are runs of high bytes, Chinese characters are pairs, accented letters stand alone. Of the two
    Cyrillic encodings, the one that yields more of the commonest letters wins.
    """
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", data)]
    cyrillic = b"".join(re.findall(rb"[\xc0-\xff]{3,}", data))
    if len(cyrillic) > sum(runs) * 0.6:
        said = {codec: cyrillic.decode(codec).lower() for codec in ("windows-1251", "koi8-r")}
        return max(said, key=lambda codec: sum(map(said[codec].count, "оеаинтсрвл")))
    return "windows-1252" if sum(runs) < 2 * len(runs) else "gb18030"


def _text(text: str, data: bytes, where: str) -> str:
    """Return *text*, or raise InputError if it has a NUL and is thus binary, or UTF-16 without a byte order mark."""
    if "\0" not in text:
        return text
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    # In UTF-16 every line end, comma and digit has a zero byte, in any language; one alone is something else.
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
    """A temporary file beside the file that it will replace."""

    where: str
    target: str
    """The file itself, with symbolic links resolved."""
    temporary: str
    stream: BinaryIO


def write_atomic(path: str | os.PathLike[str], data: bytes) -> bool:
    """Write *data* to *path* atomically, and return whether the file changed.

    A file that already holds these bytes is not touched. See also :func:`atomic`.
    """
    return bool(write_all({path: data}))


def write_all(files: Mapping[Any, bytes]) -> list[str]:
    """Write several *files* (path -> content) and return the names of those that changed, in the order given.

    All are written to temporary files before the first is renamed, so that a failure until then (disk full, no
    permission, an interrupt) leaves every old file as it was.
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
    """Yield a stream whose content becomes the file *path* when the block ends without an error.

    The bytes go to a temporary file in the same folder, which must exist; it is flushed to disk and renamed. An error
    or interrupt removes it and leaves the old file intact. The permissions of the old file are kept, a symbolic link
    stays and its target is replaced, and a file that would not change is not touched. Raises OutputError.
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
    """Turn an error while writing *draft* into an OutputError; errors that name another file pass unchanged."""
    try:
        yield
    except OSError as error:
        if error.filename not in (None, draft.temporary, draft.target):
            raise
        raise OutputError(f"cannot be written: {reason(error)}", where=draft.where) from error


def _begin(path: str | os.PathLike[str]) -> _Draft:
    """Return an open draft of *path*, with the permissions that the file has or would get."""
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
    """Return the name and stream of a new draft in *folder*; it is locked while it is open."""
    while True:
        temporary = os.path.join(folder, f".glossary-{os.urandom(8).hex()}.tmp")
        # Not tempfile, whose files are private: a new file should get the permissions that the umask gives.
        stream = open(temporary, "xb")  # noqa: SIM115
        with suppress(OSError):
            if fcntl is not None:
                fcntl.flock(stream, fcntl.LOCK_EX)
        # Another process may have swept it away before it was locked.
        if os.path.exists(temporary):
            return temporary, stream
        stream.close()


def _sweep(folder: str) -> None:
    """Remove the drafts that killed processes left in *folder*: those of ours that are not locked."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(OSError), open(entry.path, "rb", opener=_without_waiting) as stream:
                    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.unlink(entry.path)


def _writable(target: str, where: str) -> int | None:
    """Return the permission bits of *target*, or None if there is no such file yet."""
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
        draft.stream.close()  # elsewhere it stays open and locked until it is renamed, or _sweep would remove it


_WAITS = (0, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds to wait before each attempt to replace a file."""


def _place(draft: _Draft) -> None:
    """Replace the target by *draft*, and sync its folder."""
    _replace(draft)
    # The rename is durable only once the folder is synced, which not every system can do.
    with suppress(OSError):
        folder = os.open(os.path.dirname(draft.target), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _replace(draft: _Draft) -> None:
    """Rename *draft* to its target. On Windows, wait while another program, such as a virus scanner, has that open."""
    for wait in _WAITS:
        time.sleep(wait)
        try:
            return os.replace(draft.temporary, draft.target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in (5, 32):
                raise
    raise OutputError("cannot be written: another program has it open", where=draft.where, hint="close it there")


def _discard(draft: _Draft) -> None:
    """Remove the temporary file of *draft*, unless it was renamed."""
    with suppress(OSError):
        draft.stream.close()
    with suppress(OSError):
        os.unlink(draft.temporary)


def _holds(path: str | os.PathLike[str], data: bytes) -> bool:
    """Return whether *path* is a regular file with exactly these bytes."""
    with suppress(OSError, ValueError):
        status = os.stat(path)
        if stat.S_ISREG(status.st_mode) and status.st_size == len(data):
            with open(path, "rb") as stream:
                return stream.read(len(data) + 1) == data
    return False


def _same(temporary: str, target: str) -> bool:
    """Return whether the two files hold the same bytes."""
    with suppress(OSError):
        filecmp.clear_cache()  # which would answer for other bytes of the same name, size and time
        return filecmp.cmp(temporary, target, shallow=False)
    return False
