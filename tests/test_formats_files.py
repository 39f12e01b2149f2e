"""Reading bytes from outside, and writing all or nothing."""

from __future__ import annotations

import bz2
import errno
import gzip
import lzma
import os
import re
import stat
from pathlib import Path

import pytest

from glossary.errors import InputError, OutputError
from glossary.formats import detect, files, get
from glossary.formats.files import atomic, decode, name_of, read_bytes, write_all, write_atomic

UNPRIVILEGED = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything")
UNIX = pytest.mark.skipif(os.name != "posix", reason="pipes, links, permissions and locks of Unix")


# Reading


def test_read_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert read_bytes(tmp_path / "a") == b"abc"
    assert read_bytes(str(tmp_path / "a"), limit=3) == b"abc"


@UNIX
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none", "there is no such file"),
        ("a/b", "there is no such file"),
        ("folder", "a folder, not a file"),
        ("pipe", "a pipe or a device, not a file; save it to a file first"),
        ("loop", "a symbolic link that leads to itself"),
        ("n" * 300, "the file name is too long"),
        ("nul\0", "not a file name"),
        ("a", "too big: 4 bytes, the limit is 3; split it"),
    ],
)
def test_what_is_not_read(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "a").write_bytes(b"abcd")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError) as caught:
        read_bytes(tmp_path / name, limit=3)
    assert str(caught.value) == f"{name_of(tmp_path / name)}: {message}"


def test_a_file_that_grows_while_it_is_read_is_still_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"abcd")
    small = os.stat(tmp_path / "a")
    monkeypatch.setattr(files, "_regular", lambda status, where: os.stat_result((*small[:6], 1, *small[7:10])))
    with pytest.raises(InputError, match="too big"):
        read_bytes(tmp_path / "a", limit=3)


@UNPRIVILEGED
def test_no_permission_to_read(tmp_path: Path) -> None:
    (tmp_path / "a").touch(mode=0o000)
    with pytest.raises(InputError, match="no permission"):
        read_bytes(tmp_path / "a")


@UNIX
def test_a_name_that_is_not_unicode_can_be_shown() -> None:
    assert name_of(os.fsdecode(b"a\xff.txt")) == "a\ufffd.txt"


# Decoding


@pytest.mark.parametrize(
    ("data", "encoding", "declared"),
    [
        ("Žluťoučký Путин 北京".encode(), "", ""),
        ("Žluťoučký Путин 北京".encode("utf-8-sig"), "", ""),
        ("Žluťoučký Путин 北京".encode("utf-16"), "", ""),
        (b"\xfe\xff" + "Žluťoučký Путин 北京".encode("utf-16-be"), "", ""),
        ("Žluťoučký Путин 北京".encode("utf-32"), "", ""),
        ("Žluťoučký Путин 北京".encode("utf-16-le"), "utf-16-le", ""),
        ("Žluťoučký Путин 北京".encode("utf-16"), "utf-16", ""),
        ("Žluťoučký Путин 北京".encode("utf-8-sig"), "UTF-8", ""),
        ("Žluťoučký Путин 北京".encode(), "", "windows-1252"),  # a label that lies: strict UTF-8 comes first
        ("Žluťoučký Путин 北京".encode("gb18030"), "", "GBK"),
        ("Žluťoučký Путин 北京".encode("gb18030"), "gb2312", ""),
        ("Žluťoučký Путин 北京".encode("utf-16"), "windows-1251", ""),  # in a folder of all kinds
        ("Žluťoučký Путин 北京".encode("utf-8-sig"), "windows-1251", ""),
        ("Žluťoučký Путин 北京".encode(), "windows-1251", ""),
        ("Žluťoučký Путин 北京".encode(), "gb18030", ""),
    ],
)
def test_decode(data: bytes, encoding: str, declared: str) -> None:
    assert decode(data, where="a", encoding=encoding, declared=declared) == "Žluťoučký Путин 北京"


def test_decode_keeps_line_ends() -> None:
    assert decode(b"a\r\nb\rc\n", where="a") == "a\r\nb\rc\n"


def test_encodings_that_only_python_knows_are_for_the_user() -> None:
    assert decode(b"\x8f\xe3\xe2\xa8\xad", where="a", encoding="cp866") == "Путин"
    assert decode(b"\x80\xe3\xe2", where="a", encoding="cp855") != ""
    with pytest.raises(InputError, match="not valid UTF-8"):
        decode(b"\x80\xe3\xe2", where="a", declared="cp855")


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        ("Кремль\n".encode() + "Москва".encode("cp1251"), {}, "a:2: not valid UTF-8 at byte offset 13 (0xcc); the text above is UTF-8: it is damaged here, or continues in another encoding; save all of it as UTF-8"),
        (b"one\ntwo \xe9t\xe9", {}, "a:2: not valid UTF-8 at byte offset 8 (0xe9); save it as UTF-8, or name its encoding: --encoding windows-1252 for instance"),
        ("ООН, МВФ, НАТО, США".encode("cp1251"), {}, "--encoding windows-1251"),
        ("ООН, МВФ, НАТО, США".encode("koi8-r"), {}, "--encoding koi8-r"),
        (b"\xef\xbb\xbfx\n\xff", {}, "a:2: not valid UTF-8 at byte offset 5 (0xff)"),
        (b"\xed\xa0\x80", {}, "a:1: not valid UTF-8 at byte offset 0 (0xed)"),
        (b"\xc0\xaf", {}, "a:1: not valid UTF-8 at byte offset 0 (0xc0)"),
        (b"\xff\xfeabc", {}, "a:1: not valid UTF-16-LE at byte offset 4 (0x63)"),
        (b"\xff", {"encoding": "koi9"}, "unknown encoding 'koi9'; for instance utf-8, windows-1251, gb18030"),
        ("сеть".encode(), {"encoding": "idna"}, "a:1: not valid idna at byte offset 0"),
        (b"\xff", {"encoding": "zlib_codec"}, "unknown encoding 'zlib_codec'"),
        (b"\xff", {"encoding": "\0"}, "unknown encoding"),
        (b"\xff\xff", {"declared": "zlib_codec"}, "not valid UTF-8"),
        (b"+ADw-\xff", {"declared": "utf-7"}, "not valid UTF-8"),
        (b"\x81\xff", {"declared": "gbk"}, "a:1: not valid gbk at byte offset 0 (0x81)"),
        ("Hello world".encode("utf-16-le"), {}, "a: looks like UTF-16 without a byte order mark; say so with --encoding utf-16-le"),
        ("Привет мир".encode("utf-16-be"), {}, "say so with --encoding utf-16-be"),
        ("北京 a".encode("utf-16-le"), {"declared": "utf-16"}, "say so with --encoding utf-16-le"),
        (b"\x7fELF\x02\x01\n\x01\0\0\0\0", {}, "a:2: not a text: a NUL at byte offset 8"),
        (b"ab\0\0b", {"encoding": "utf-8"}, "a:1: not a text: a NUL at byte offset 2"),
    ],
)  # fmt: skip
def test_what_is_not_decoded(data: bytes, options: dict[str, str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, where="a", **options)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


# Writing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_write_atomic(tmp_path: Path) -> None:
    target = tmp_path / "a.po"
    assert write_atomic(target, b"one") is True
    assert target.read_bytes() == b"one"
    assert write_atomic(target, b"two") is True
    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["a.po"]


@UNIX
def test_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "new", b"x")
        write_atomic(tmp_path / "old", b"x")
        (tmp_path / "old").chmod(0o604)
        write_atomic(tmp_path / "old", b"y")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o604


def test_a_file_that_would_not_change_is_not_touched(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"same")
    os.utime(target, ns=(1, 1))
    before = target.stat()
    assert write_atomic(target, b"same") is False
    with atomic(target) as stream:
        stream.write(b"same")
    after = target.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert names(tmp_path) == ["a"]
    assert write_atomic(target, b"SAME") is True


@UNIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real/a")
    (tmp_path / "dangling").symlink_to("real/b")
    write_atomic(tmp_path / "link", b"new")
    write_atomic(tmp_path / "dangling", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "dangling").is_symlink()
    assert (tmp_path / "real" / "a").read_bytes() == (tmp_path / "real" / "b").read_bytes() == b"new"


@pytest.mark.parametrize("problem", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_interrupted_stream_leaves_the_old_file(tmp_path: Path, problem: type[BaseException]) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def write() -> None:
        with atomic(target) as stream:
            stream.write(b"new" * 100_000)
            raise problem

    with pytest.raises(problem):
        write()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_an_error_of_the_disk_leaves_all_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "b").write_bytes(b"old b")

    def fail(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "kein Platz")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OutputError) as caught:
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert str(caught.value) == f"{name_of(tmp_path / 'a')}: cannot be written: no space left on the disk"
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"old a", b"old b")
    assert names(tmp_path) == ["a", "b"]


def test_write_all_prepares_everything_first(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").mkdir()
    with pytest.raises(OutputError, match="a folder, not a file"):
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"new", tmp_path / "c": b"new"})
    assert names(tmp_path) == ["a", "c"]
    assert (tmp_path / "a").read_bytes() == b"old"
    assert write_all({tmp_path / "a": b"old", tmp_path / "b": b"new"}) == [name_of(tmp_path / "b")]


def test_an_error_about_another_file_is_not_blamed_on_this_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), atomic(tmp_path / "a"):
        (tmp_path / "none").read_bytes()
    assert names(tmp_path) == []


@UNIX
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none/a", "cannot be written: there is no such folder"),
        ("folder", "cannot be written: a folder, not a file"),
        ("pipe", "cannot be written: a pipe or a device; give the name of a file"),
        ("nul\0", "not a file name"),
        ("n" * 300, "cannot be written: the file name is too long"),
    ],
)
def test_what_is_not_written(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError) as caught:
        write_atomic(tmp_path / name, b"x")
    assert str(caught.value) == f"{name_of(tmp_path / name)}: {message}"
    assert names(tmp_path) == ["folder", "pipe"]


@UNPRIVILEGED
def test_a_write_protected_file_is_respected(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o444)
    with pytest.raises(OutputError, match="write-protected"):
        write_atomic(tmp_path / "a", b"new")


def test_a_big_stream_is_compared_in_pieces(tmp_path: Path) -> None:
    big = b"0123456789" * 300_000
    (tmp_path / "a").write_bytes(big)
    with atomic(tmp_path / "a") as stream:
        stream.write(big[:-1] + b"x")
    assert (tmp_path / "a").read_bytes()[-1:] == b"x"


def test_files_of_one_folder_are_saved_together(tmp_path: Path) -> None:
    wanted = {tmp_path / name: name.encode() for name in ("a.pot", "b.tmx", "c.tbx")}
    assert len(write_all(wanted)) == 3
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == wanted


@pytest.mark.parametrize("patient", [True, False])
def test_on_windows_a_file_that_is_open_cannot_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patient: bool
) -> None:
    failed: list[float] = []

    def replaced(*names: str) -> None:
        if patient and len(failed) > 1:
            return replace(*names)
        error = PermissionError(errno.EACCES, "Access denied", names[1])
        error.winerror = 5  # type: ignore[attr-defined, unused-ignore]
        raise error

    replace = os.replace
    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(files.time, "sleep", failed.append)
    (tmp_path / "a").write_bytes(b"old")
    if patient:
        assert write_atomic(tmp_path / "a", b"new")
    else:
        with pytest.raises(OutputError, match="another program has it open; close it there"):
            write_atomic(tmp_path / "a", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new" if patient else b"old"]
    assert 1 < len(failed) < 9


def test_what_windows_says_of_a_file() -> None:
    for number, told in ((32, "another program has it open"), (123, "not a file name"), (5, "no permission")):
        error = PermissionError(errno.EACCES, "Zugriff verweigert")
        error.winerror = number  # type: ignore[attr-defined, unused-ignore]
        assert files.reason(error) == told


@UNIX
def test_what_a_killed_program_left_goes_with_the_next_save(tmp_path: Path) -> None:
    left = tmp_path / ".glossary-0123456789abcdef.tmp"
    left.write_bytes(b"half a f")
    others = [tmp_path / ".glossary-notes.tmp", tmp_path / ".glossary-0123456789abcdef.tmp.bak"]
    for other in others:
        other.write_bytes(b"")
    (tmp_path / ".glossary-00000000000000aa.tmp").mkdir()
    (tmp_path / ".glossary-00000000000000bb.tmp").symlink_to(others[0])
    with files.atomic(tmp_path / "one.txt") as stream:
        stream.write(b"1")
        assert not left.exists()
        # A draft that is being written is nobody else's business.
        files.write_atomic(tmp_path / "two.txt", b"2")
        assert len(list(tmp_path.glob(".glossary-*.tmp"))) == 4
    assert (tmp_path / "one.txt").read_bytes() == b"1"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".glossary-00000000000000aa.tmp",
        ".glossary-00000000000000bb.tmp",
        ".glossary-0123456789abcdef.tmp.bak",
        ".glossary-notes.tmp",
        "one.txt",
        "two.txt",
    ]


def test_decode_says_that_a_file_is_compressed() -> None:
    with pytest.raises(InputError, match=r"x: this is compressed \(gzip\), which is not supported; unpack it first"):
        decode(b"\x1f\x8b\x08\0", where="x")


@pytest.mark.parametrize("name", ["a.po", "a.tmx", "a.csv", "a.xlsx", "a.xml", "a.utf8", "a.bin"])
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (gzip.compress(b"x", mtime=0), "compressed (gzip)"),
        (bz2.compress(b"x"), "compressed (bzip2)"),
        (lzma.compress(b"x"), "compressed (xz)"),
        (b"PK\x03\x04 of no workbook", "a ZIP archive"),
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04".ljust(30) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument table"),
        (b"a.po".ljust(257, b"\0") + b"ustar\x0000", "a TAR archive"),
        (b"%20200131~120000\t%User ID,A\t%TU=00000001\t%EN-US", "a memory of Wordfast"),
        ("\ufeff%20200131~120000\t%User ID".encode("utf-16-le"), "a memory of Wordfast"),
    ],
)
def test_a_file_in_disguise_is_called_by_its_name(name: str, data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=re.escape(f"{name}: this is {what}, which is not supported")):
        detect(data, name)


@pytest.mark.parametrize("name", ["po", "tmx", "tbx", "xliff", "multiterm", "csv", "tsv", "omegat"])
def test_a_reader_refuses_a_file_in_disguise_by_itself(name: str) -> None:
    read = get(name).read
    with pytest.raises(InputError, match=r"x: this is compressed \(gzip\)"):
        read(gzip.compress(b"x", mtime=0), where="x", source_language="en", language="ru")


@pytest.mark.parametrize("text", ["C++, A+, 1+1", "+49 30 1234\n+7 495 12\n+86 10 66", "a+b-\nc+d-\ne+f-", "++--"])
def test_a_plus_is_a_plus(text: str) -> None:
    assert decode(text.encode(), where="x") == text


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"x" * 200_000)
    with files.opened(path) as stream:
        stream.read(1000)
        path.write_bytes(b"y" * 100_000)
        with pytest.raises(InputError, match="changed meanwhile"):
            list(iter(lambda: stream.read(1000), b""))
    real = os.fstat

    def saving(descriptor: int) -> os.stat_result:
        found = real(descriptor)
        path.write_bytes(path.read_bytes() + b"z")
        return found

    monkeypatch.setattr(os, "fstat", saving)
    with pytest.raises(InputError, match="changed meanwhile"):
        files.read_bytes(path)
    monkeypatch.undo()
    assert files.read_bytes(path) == path.read_bytes()
