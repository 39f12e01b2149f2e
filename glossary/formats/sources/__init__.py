"""Read documents that people write: plain text, Markdown, HTML, DOCX, ODT, and news in XML or JSON.

The kind of a file is recognised by its content (a ZIP archive, a web page), then by its name. A document keeps the
position of its blocks: the line in the file, or the number of the block if there are no lines.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import filterfalse
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from glossary.errors import ConfigError, InputError
from glossary.formats import files
from glossary.model import Document

_CALLED = {
    "txt": ".txt .text",
    "md": ".md .markdown",
    "html": ".html .htm .xhtml",
    "docx": ".docx .docm",
    "odt": ".odt",
    "xml": ".nitf .rss .atom .xml",
}
KINDS = tuple(_CALLED)
SUFFIXES = {suffix: kind for kind, suffixes in _CALLED.items() for suffix in suffixes.split()}
"""Suffix in lowercase -> kind of text."""
BILINGUAL = frozenset((".po", ".pot", ".tmx", ".tbx", ".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff"))
"""Suffixes of files with translations; read as texts, they would be full of markup."""
_UNREAD = frozenset((".srt", ".vtt", ".eml", ".mht", ".mhtml"))
"""Suffixes of subtitles and mails; read as texts, they would be full of times and header lines."""
LIMIT = 64 * 2**20
"""The most bytes of a source, some ten million words."""


class Found(NamedTuple):
    """The result of :func:`find`."""

    paths: list[Path]
    """The files to read, in order."""
    skipped: list[Path]
    """What was skipped in folders: links to folders, broken links, files with an unknown suffix."""


def find(paths: Iterable[str | os.PathLike[str]]) -> Found:
    """Return the source texts among *paths*: files that are named, and the files in folders, sorted.

    A named file is included whatever its suffix; duplicates are removed. Raises InputError if a path does not exist or
    a folder cannot be listed.
    """
    found: dict[Path, None] = {}
    skipped: dict[Path, None] = {}
    for path in map(Path, paths):
        try:
            if path.is_dir():
                inside, passed = _inside(path)
                found.update(dict.fromkeys(inside))
                skipped.update(dict.fromkeys(passed))
            else:
                path.stat()
                found[path] = None
        except OSError as error:
            raise files.unreadable(error, files.name_of(path)) from error
        except ValueError as error:  # a NUL character in the name
            raise InputError("not a file name", where=files.name_of(path)) from error
    return Found(list(found), [path for path in skipped if path not in found])


def _inside(folder: Path) -> Found:
    """Return the visible files in *folder*, by name; links to folders and broken links are not followed."""
    found: list[Path] = []
    skipped: list[Path] = []

    def refuse(error: OSError) -> None:
        raise InputError("the folder cannot be listed", where=files.name_of(error.filename or folder)) from error

    for root, folders, names in os.walk(folder, onerror=refuse):
        here = Path(root)
        folders[:] = filterfalse(_is_hidden, folders)
        skipped.extend(here / name for name in folders if (here / name).is_symlink())
        for path in (here / name for name in filterfalse(_is_hidden, names)):
            (found if path.exists() and is_text(path) else skipped).append(path)
    return Found(sorted(found, key=attrgetter("parts")), sorted(skipped, key=attrgetter("parts")))


def is_text(path: str | os.PathLike[str]) -> bool:
    """Return whether *path* has the name of a text, and is not some other program's XML or JSON.

    A file that cannot be opened counts as a text, so that its reader reports the reason.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in (".xml", ".json"):
        return suffix in SUFFIXES
    from glossary.formats.sources import feed, jsonfeed

    try:
        with files.opened(path) as stream:
            head = files.head(stream)
            return jsonfeed.MARK in head if suffix == ".json" else feed.is_news(head)
    except (InputError, OSError):
        return True


def is_foreign_xml(data: bytes) -> bool:
    """Return whether *data* is XML, but neither a web page nor news."""
    from glossary.formats.sources import feed, html

    head = data[: files.SNIFF]
    return b"<?xml" in head[:8] and not html.is_page(head) and not feed.is_news(head)


def _is_hidden(name: str) -> bool:
    """Return whether the file *name* is hidden, or a lock file of an open document."""
    return name.startswith((".", "~$"))


def read(
    path: str | os.PathLike[str], *, name: str | None = None, encoding: str = "", language: str = "en"
) -> Document:
    """Return the document in the file *path* (``-``: standard input), with *name* or *path* as its name.

    Raises InputError if it cannot be read, has the suffix of a file that is not a source text, is damaged, or is a web
    page or office document without text. A plain text without letters is a document without blocks.
    """
    name = files.name_of(path) if name is None else name
    suffix = Path(path).suffix.lower()
    if suffix in BILINGUAL:
        raise _translations(name)
    if suffix in _UNREAD:
        hint = "save its text as .txt or .html"
        raise InputError("subtitles and saved mails or pages (.mhtml) are not read", where=name, hint=hint)
    kind = SUFFIXES.get(suffix)
    data = files.read_bytes(path, LIMIT)
    return read_stream(data, name=name, kind=kind, encoding=encoding, language=language)


def read_stream(
    data: bytes, *, name: str = "-", kind: str | None = None, encoding: str = "", language: str = "en"
) -> Document:
    """Return the document in *data*; its content decides the kind, else *kind*, one of :data:`KINDS`.

    Raises InputError as :func:`read` does, and ConfigError for an unknown *kind*.
    """
    if kind is not None and kind not in KINDS:
        raise ConfigError(f"unknown kind of text '{kind}'", hint=f"known are {', '.join(KINDS)}")
    if not data:
        raise InputError("the file is empty", where=name)
    if len(data) > LIMIT:
        raise InputError(f"too big: {len(data):,} bytes, the limit is {LIMIT:,}", where=name, hint="split it")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _from_archive(data, name, kind, language)
    files.refuse_foreign(data, where=name)
    if kind in ("docx", "odt"):
        return _from_archive(data, name, kind, language)
    return _from_text(data, name, kind, encoding, language)


def _translations(name: str) -> InputError:
    hint = "'glossary import' merges a glossary, 'glossary memory import' keeps translations"
    return InputError("this holds translations and is not a source text", where=name, hint=hint)


def _from_archive(data: bytes, name: str, kind: str | None, language: str) -> Document:
    from glossary.formats.sources import docx, odt
    from glossary.formats.sources.archive import open_archive

    with open_archive(data, where=name, title=odt.TITLE if kind == "odt" else docx.TITLE) as archive:
        parts = archive.namelist()
        if "content.xml" in parts and kind != "docx":
            found = odt.read(archive, name=name, language=language)
        elif kind == "docx" or any(part.startswith("word/") for part in parts):
            found = docx.read(archive, name=name, language=language)
        else:
            raise InputError("a ZIP archive, but neither DOCX nor ODT", where=name, hint="unpack it first")
    return _with_text(found, name)


def _with_text(found: Document, name: str) -> Document:
    """Return *found*. Raises InputError if there is no text in it."""
    if not found.blocks:
        raise InputError("there is no text in it", where=name)
    return found


def _from_text(data: bytes, name: str, kind: str | None, encoding: str, language: str) -> Document:
    from glossary.formats.sources import feed, html, jsonfeed, markdown, plain

    head = data[: files.SNIFF]
    if kind in (None, "xml") and feed.holds_translations(head):
        raise _translations(name)
    is_xml = kind == "xml" or (kind is None and b"<?xml" in head[:8])
    if (is_xml and not html.is_page(data[:4096])) or (kind in (None, "html") and feed.is_news(head)):
        return feed.read(data, name=name, language=language, encoding=encoding)
    if kind == "html" or html.is_page(data[:4096]):
        text = files.decode(data, where=name, encoding=encoding, declared=html.declared(data))
        return html.read(text, name=name, language=language)
    text = files.decode(data, where=name, encoding=encoding)
    if jsonfeed.MARK in head and text.lstrip().startswith("{"):
        return _with_text(jsonfeed.read(text, name=name, language=language), name)
    if kind == "md":
        return markdown.read(text, name=name, language=language)
    return plain.read(text, name=name, language=language)
