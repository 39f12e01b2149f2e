"""Read DOCX (Office Open XML) documents.

Kept: headings, paragraphs, list items, table cells, text boxes, footnotes and endnotes (after the body), tracked
insertions. Dropped: tracked deletions, hidden text, comments, headers and footers, field codes. References to other
files are never opened. The line of a block is its number.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from glossary.errors import InputError
from glossary.formats.sources.archive import attribute, nodes, part, walk
from glossary.formats.sources.asides import ASIDE
from glossary.formats.sources.pieces import BREAK, Piece, document, numbered
from glossary.formats.xml import local
from glossary.model import Document

TITLE = "DOCX document"

_CALLED = {"toc |table of ": ASIDE, "heading|(?:sub)?title$": "heading", ".*quote": "quote", "list": "item"}
"""Pattern for the name of a style -> the role of paragraphs in that style."""
_SILENT = frozenset(("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "sectPr", "rt", "object"))
"""Elements whose text is deleted, a code, or repeated elsewhere."""


def read(archive: zipfile.ZipFile, *, name: str, language: str) -> Document:
    """Return the document in the DOCX *archive*. Raises InputError if it is damaged or too large."""
    main = _main(archive, name)
    folder = main.rpartition("/")[0]
    styles = _styles(archive, f"{folder}/styles.xml", name)
    found: list[Piece] = []
    notes = ((f"{folder}/{root}.xml", root) for root in ("footnotes", "endnotes"))
    for path, root in ((main, "document"), *notes):
        content = part(archive, path, where=name)
        if content is None and path == main:
            raise InputError(f"no {TITLE}: there is no {main} in it", where=name)
        if content is None:
            continue
        body = _Body(styles)
        walk(content, where=name, root=root, title=TITLE, start=body.start, end=body.end, text=body.text)
        found.extend(body.found)
    return document(numbered(found), name=name, language=language)


def _main(archive: zipfile.ZipFile, name: str) -> str:
    """Return the name of the main part, as stated by the package, or the usual one."""
    content = part(archive, "_rels/.rels", where=name)
    links = nodes(content, where=name, root="Relationships", title=TITLE, wanted=("Relationship",)) if content else ()
    main = [link for link in links if link.get("Type").endswith("/officeDocument")]
    targets = [link.get("Target").removeprefix("/") for link in main if link.get("TargetMode") != "External"]
    return next(filter(None, targets), "word/document.xml")


def _styles(archive: zipfile.ZipFile, path: str, name: str) -> dict[str, str]:
    """Return style identifier -> role (empty if none); roles depend on names, as identifiers are often translated."""
    content = part(archive, path, where=name)
    roles: dict[str, str] = {}
    based: dict[str, str] = {}
    styles = nodes(content, where=name, root="styles", title=TITLE, wanted=("style",)) if content else ()
    for node in styles:
        style = attribute(node.attributes, "styleId")
        for about in node.walk():
            value = attribute(about.attributes, "val")
            if about.local == "basedOn":
                based[style] = value
            elif about.local == "name":
                called = next((role for names, role in _CALLED.items() if re.match(names, value, re.IGNORECASE)), "")
                if called:
                    roles[style] = called
            elif about.local == "outlineLvl" and value in "012345678":
                roles.setdefault(style, "heading")
            elif about.local == "numPr":
                roles.setdefault(style, "item")
    for style in based:
        passed: dict[str, None] = {}
        while style not in roles and style not in passed:
            passed[style] = None
            style = based.get(style, "")
        roles |= dict.fromkeys(passed, roles.get(style, ""))
    return roles


@dataclass(slots=True)
class _Paragraph:
    texts: list[str] = field(default_factory=list)
    role: str = ""


class _Body:
    """Collects the paragraphs of a part while it is parsed."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self.found: list[Piece] = []
        self._styles = styles
        self._open: list[_Paragraph] = []
        self._silent = 0
        """The number of open elements from the outermost ignored one inwards; 0 outside."""
        self._runs = self._cells = 0
        self._taking = self._hidden = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = local(tag)
        if self._silent:
            self._silent += 1
        elif tag in _SILENT or (tag in ("footnote", "endnote") and attribute(attributes, "type") not in ("", "normal")):
            self._silent = 1
        elif tag == "t":
            self._taking = True
        elif tag == "r":
            self._runs += 1
            self._hidden = False
        elif tag == "p":
            self._open.append(_Paragraph(role="cell" if self._cells else ""))
        elif tag == "tc":
            self._cells += 1
        elif self._open:
            self._note(tag, attributes)

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Handle an element inside a paragraph other than text."""
        paragraph = self._open[-1]
        value = attribute(attributes, "val")
        if tag == "pStyle":
            paragraph.role = paragraph.role or self._styles.get(value, "")
        elif tag == "outlineLvl" and value in "012345678":
            paragraph.role = paragraph.role or "heading"
        elif tag == "numId" and value != "0":
            paragraph.role = paragraph.role or "item"
        elif self._runs:
            if tag == "vanish":
                self._hidden = value not in ("0", "false", "off")
            elif tag in ("br", "cr"):
                paragraph.texts.append(BREAK)
            elif tag in ("tab", "ptab"):
                paragraph.texts.append(" ")
            elif tag == "noBreakHyphen":
                paragraph.texts.append("-")

    def text(self, text: str) -> None:
        if self._taking and self._open and not self._hidden and not self._silent:
            self._open[-1].texts.append(text)

    def end(self, tag: str) -> None:
        tag = local(tag)
        if self._silent:
            self._silent -= 1
        elif tag == "t":
            self._taking = False
        elif tag == "r":
            self._runs -= 1
        elif tag == "tc":
            self._cells -= 1
        elif tag == "p" and self._open:
            paragraph = self._open.pop()
            if text := "".join(paragraph.texts).strip():
                self.found.append(Piece(text.replace("\n", " "), 0, paragraph.role or "paragraph"))
