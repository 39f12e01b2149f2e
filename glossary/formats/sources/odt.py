"""Read ODT (OpenDocument text) documents.

Kept: headings, paragraphs, list items, table cells, text boxes, footnotes (after the paragraph that refers to them).
Dropped: tracked deletions, comments, headers and footers, hidden text, descriptions of pictures. The line of a block
is its number.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from glossary.errors import InputError
from glossary.formats.sources.archive import attribute, part, walk
from glossary.formats.sources.pieces import BREAK, Piece, document, numbered
from glossary.formats.xml import local
from glossary.model import Document

TITLE = "ODT document"

_SILENT = frozenset(
    (
        "tracked-changes", "annotation", "note-citation", "hidden-text", "hidden-paragraph", "title", "desc", "forms",
        "sequence-decls", "variable-decls", "user-field-decls", "index-title-template", "ruby-text", "object", "math",
    )
)  # fmt: skip
_ROLES = {"list-item": "item", "list-header": "item", "table-cell": "cell"}
_STYLES = {"Title": "heading", "Subtitle": "heading", "Quotations": "quote"}
"""Style -> role of its paragraphs; a style made by manual formatting is based on one of these."""


def read(archive: zipfile.ZipFile, *, name: str, language: str) -> Document:
    """Return the document in the ODT *archive*. Raises InputError if it is damaged or encrypted."""
    content = part(archive, "content.xml", where=name)
    if content is None:
        raise InputError(f"no {TITLE}: there is no content.xml in it", where=name)
    manifest = part(archive, "META-INF/manifest.xml", where=name)
    if manifest is not None and b"encryption-data" in manifest.read():
        raise InputError("the document is encrypted", where=name, hint="save it without a password")
    body = _Body()
    walk(content, where=name, root="document-content", title=TITLE, start=body.start, end=body.end, text=body.text)
    return document(numbered(body.found), name=name, language=language)


class _Body:
    """Collects the paragraphs of the content while it is parsed."""

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self._open: list[tuple[list[str], str]] = []
        self._roles: list[str] = []
        self._styles = dict(_STYLES)
        self._silent = 0
        self._in_body = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = local(tag)
        if self._silent:
            self._silent += 1
        elif tag == "body":
            self._in_body = True
        elif tag in _SILENT:
            self._silent = 1
        elif tag in _ROLES:
            self._roles.append(_ROLES[tag])
        elif tag == "style":
            based = self._styles.get(attribute(attributes, "parent-style-name"), "")
            self._styles.setdefault(attribute(attributes, "name"), based)
        elif tag in ("p", "h") and self._in_body:
            role = self._roles[-1] if self._roles else self._styles.get(attribute(attributes, "style-name"), "")
            self._open.append(([], "heading" if tag == "h" else role or "paragraph"))
        elif self._open:
            texts = self._open[-1][0]
            if tag in ("tab", "s"):
                texts.append(" ")
            elif tag == "line-break":
                texts.append(BREAK)

    def text(self, text: str) -> None:
        if self._open and not self._silent:
            self._open[-1][0].append(text)

    def end(self, tag: str) -> None:
        tag = local(tag)
        if self._silent:
            self._silent -= 1
        elif tag in _ROLES:
            self._roles.pop()
        elif tag in ("p", "h") and self._open:
            texts, role = self._open.pop()
            if text := "".join(texts).strip():
                self.found.append(Piece(text.replace("\n", " "), 0, role))
