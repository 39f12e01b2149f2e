"""Read XML: news (NITF, NewsML and NewsML-G2), feeds (RSS, Atom) and any other XML.

Kept: headlines, abstracts and the text of each story, by paragraph. Dropped: metadata (subjects, rights, dates, links)
and pictures. All text of other XML is kept; an element with text of its own is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.entities import name2codepoint
from io import BytesIO

from glossary.errors import InputError
from glossary.formats import files
from glossary.formats.sources import html
from glossary.formats.sources.pieces import BREAK, Piece, document
from glossary.formats.xml import Source, local, root_of
from glossary.model import Document

TITLE = "document"

_STORIES = {
    "nitf": ("hedline", "abstract", "dateline", "body.content"),
    "newsml": ("headline", "datacontent"),
    "newsitem": ("headline", "inlinexml", "inlinedata"),
    "newsmessage": ("headline", "inlinexml", "inlinedata"),
    "rss": ("item",),
    "rdf": ("item",),
    "feed": ("entry",),
}
"""Root element -> the elements whose text is read, in lowercase; with any other root, all text is read."""
_FEEDS = ("rss", "rdf", "feed")
_TRANSLATIONS = ("tmx", "martif", "tbx", "xliff", "mtf")
_ROLES = {
    **html.ROLES,
    **dict.fromkeys(("title", "headline", "hedline", "hl1", "hl2", "head"), "heading"),
    "listitem": "item",
    "entry": "cell",
    "bq": "quote",
}
_BLOCKS = frozenset(("p", "para", "ul", "ol", "dl", "table", "tr", "div", "section", "block", *_ROLES))
_BLOCKS -= {"quote", "item", "cell"}  # if text comes before one, it is part of a sentence
_INLINE = frozenset(
    "a abbr acronym alt-code b bdo big chron cite city code copyrite country del em event frac function i ins lang "
    "location money name.family name.given num object.title org person postaddr pronounce q region sgmltag small span "
    "state strong sub sublocation sup tt u virtloc".split()
)
_SILENT = frozenset(
    "media media-metadata media-producer media-reference script style catalogref itemmeta story.date".split()
)
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,9});")
_FIELDS = frozenset(("title", "description", "encoded", "summary", "content"))
"""The fields of a feed item that are read; they may contain escaped HTML."""
_OTHERS = ("media:", "itunes:")
"""Namespaces whose fields have the same names: captions of pictures, summaries of podcasts."""
_RAW = frozenset(("inlinedata", "datacontent"))
"""Elements that contain a story as plain text or escaped HTML."""
_TAG = re.compile("<[^<>]*>")
_BLANK = re.compile(r"\n[^\S\n]*\n")


def is_news(head: bytes) -> bool:
    """Return whether a file that begins with *head* is news or a feed."""
    return root_of(head)[0].lower() in _STORIES


def holds_translations(head: bytes) -> bool:
    """Return whether a file that begins with *head* is a glossary, a memory or a bilingual file."""
    return root_of(head)[0].lower() in _TRANSLATIONS


def read(data: bytes, *, name: str, language: str, encoding: str = "") -> Document:
    """Return the document in the XML *data*. Raises InputError if it is broken."""
    reader = _Reader()
    source = Source(
        BytesIO(_ENTITY.sub(_character, data)),
        where=name,
        roots=root_of(data[: files.SNIFF])[:1],
        title=TITLE,
        start=reader.start,
        end=reader.end,
        encoding=encoding,
    )
    reader.source = source
    source.parser.CharacterDataHandler = reader.text
    for _ in source.pieces():
        source.entry_ended()  # the size of a source is limited elsewhere
    return document(reader.found, name=name, language=language)


def _character(entity: re.Match[bytes]) -> bytes:
    """Return the numeric reference for an HTML entity (``&nbsp;``), which feeds use but XML lacks."""
    code = name2codepoint.get(entity[1].decode())
    return b"&#%d;" % code if code else entity[0]


@dataclass(slots=True)
class _Block:
    line: int
    role: str
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Element:
    name: str
    block: _Block
    """The block that its text belongs to: its own paragraph, or that of the parent element."""
    heard: bool
    field: str = ""
    """The field of a feed that it is or is inside."""


class _Reader:
    """Collects the paragraphs of a file while it is parsed."""

    source: Source

    def __init__(self) -> None:
        self.found: list[Piece] = []
        self._open: list[_Element] = []
        self._stories: tuple[str, ...] = ()
        self._feed = False
        self._fields: dict[str, list[Piece]] = {}
        """Field of the current feed item -> its paragraphs."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, line = local(tag).lower(), self.source.parser.CurrentLineNumber
        if not self._open:
            self._stories, self._feed = _STORIES.get(name, ()), name in _FEEDS
            self._open.append(_Element(name, _Block(line, "paragraph"), heard=not self._stories))
            return
        above = self._open[-1]
        block = above.block
        story = name in self._stories
        heard = (above.heard or story) and name not in _SILENT
        if self._feed and heard and above.name in self._stories and not story:
            heard = name in _FIELDS and not tag.startswith(_OTHERS)
        if name == "br" and heard:
            block.texts.append(BREAK)
        elif not above.heard or not (name in _INLINE or (block.texts and name not in _BLOCKS)):
            self._flush(above)
            block = _Block(line, "paragraph" if self._feed and story else _ROLES.get(name, block.role))
        self._open.append(_Element(name, block, heard, above.field or (name if name in _FIELDS else "")))

    def text(self, text: str) -> None:
        top = self._open[-1]
        if not top.heard:
            return
        if not top.block.texts:
            bare = text.lstrip()
            top.block.line += text.count("\n", 0, len(text) - len(bare))
            text = bare
        if text:
            top.block.texts.append(text)

    def end(self, tag: str) -> None:
        last = self._open.pop()
        if not self._open or last.block is not self._open[-1].block:
            self._flush(last)
        if self._feed and last.name in self._stories:
            whole = any(self._fields.get(name) for name in ("encoded", "content"))
            for name, pieces in self._fields.items():
                if name not in ("description", "summary") or not whole:
                    self.found += pieces
            self._fields.clear()

    def _flush(self, element: _Element) -> None:
        """End the paragraph collected so far in *element*."""
        block = element.block
        text = "".join(block.texts)
        block.texts.clear()
        if not text:
            return
        piece = Piece(text, block.line, block.role)
        pieces = self._unescaped(piece) if element.name in (_FIELDS if self._feed else _RAW) else [piece]
        (self._fields.setdefault(element.field, []) if self._feed else self.found).extend(pieces)

    def _unescaped(self, piece: Piece) -> list[Piece]:
        """Return the paragraphs of HTML or plain text in *piece*, or *piece* if it is nested too deeply to parse."""
        if not self._feed and "</" not in piece.text:
            return [piece._replace(text=_BLANK.sub("\n" + BREAK + "\n", piece.text))]
        if "<" not in piece.text and "&" not in piece.text:
            return [piece]
        try:
            found = list(html.pieces(piece.text, piece.line))
        except InputError:  # one bad item must not lose the others
            return [piece._replace(text=unescape(_TAG.sub(" ", piece.text)))]
        return [one._replace(role=piece.role) for one in found] if piece.role == "heading" else found
