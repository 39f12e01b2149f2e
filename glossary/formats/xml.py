"""Safe reading of untrusted XML and writing of well-formed XML, for all XML formats.

Files are parsed by expat in chunks, so that a file of any size needs little memory and every element has a byte offset.
Nothing outside the file is ever read: a DOCTYPE is skipped, an external entity is refused, and so is an internal one
that could expand without bound (:data:`ENTITY`). Expat runs without namespace support because files with undeclared
prefixes are common; :func:`local` strips the prefix.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Protocol
from xml.parsers import expat

from glossary.errors import InputError
from glossary.formats import Skipped, files

PIECE = 1 << 16
"""Bytes per read, small enough that a chunk and what is made of it stay in the processor's cache."""

TOKEN = 1 << 23
"""The most bytes that one tag, text or comment may have; expat would rescan a longer one again and again."""

ENTRY = 1 << 24
"""The most bytes that one entry (``tu``, ``termEntry``, ``trans-unit`` …) may have."""

NODES = 50_000
"""The most elements that one entry may have."""

DEPTH = 128
"""The deepest nesting of elements in an entry."""

SHOWN = 1000
"""How many comments, and elements with no place in the model, are remembered per file."""

COMMENTS = "comments and processing instructions are left out"  # message

ENTITY = 256
"""The longest text of an internal entity, which may contain neither entities nor elements, so that a file cannot expand
by more than this factor. Also the most characters of default attributes that a DOCTYPE may add to an element."""

_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]{0,40})["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)

_UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Reading


def encoding_of(head: bytes, encoding: str = "") -> str:
    """Return the Python codec of the XML file that begins with *head*; *encoding* overrides what the file declares.

    Declarations can be wrong: text that must be UTF-8 is read as UTF-8. Raises InputError for an encoding that is not a
    text encoding.
    """
    name = encoding or next((found for bom, found in _BOMS if head.startswith(bom)), "")
    if not name:
        declared = _DECLARED.match(head)
        name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name.startswith("utf-16") and b"\0" not in head[:2] and not encoding and not head.startswith(_UTF16):
        return "utf-8"  # a declaration that stayed behind when the file was converted
    if name.lower() in _UNICODE:
        return name.lower()
    codec = files.standard(name)
    if not codec:
        raise InputError(f"the encoding '{name}' is not supported", hint="save the file as UTF-8")
    return "utf-8" if not encoding and _surely_utf8(head) else codec


def _surely_utf8(head: bytes) -> bool:
    """Return whether *head* is valid UTF-8 with too many non-ASCII characters to be so by chance."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return len(head) - len(text) >= _CHANCE


_CHANCE = 8
"""In another encoding at most one pair of bytes in seven looks like a UTF-8 character."""


def root_of(head: bytes) -> tuple[str, dict[str, str]]:
    """Return the name, without prefix, and the attributes of the root element of XML that begins with *head*.

    Returns empty values if there is no root element. Never raises, since it serves
    :attr:`glossary.formats.Format.detect`.
    """
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append((local(name), attributes))

    with suppress(expat.ExpatError, InputError, UnicodeError, ValueError):
        encoding = encoding_of(head)
        if encoding != "utf-8":
            head = codecs.getincrementaldecoder(encoding)().decode(head).encode()
        parser = expat.ParserCreate("UTF-8")
        parser.StartElementHandler = start
        parser.Parse(head)
    return found[0] if found else ("", {})


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


class Stream(Protocol):
    """A source of bytes."""

    def read(self, size: int, /) -> bytes: ...


class Source:
    """A parser of one untrusted XML file.

    *start* and *end* are expat's element handlers; set others on :attr:`parser`. :meth:`pieces` drives the parser and
    yields after every chunk, so that the caller can pass on what its handlers have collected.
    """

    def __init__(
        self,
        stream: Stream,
        *,
        where: str,
        roots: Collection[str],
        title: str,
        start: Callable[[str, dict[str, str]], object],
        end: Callable[[str], object],
        encoding: str = "",
    ) -> None:
        self.where = where
        self._stream = stream
        self._roots = frozenset(roots)
        self._title = title
        self._start = start
        self._head = stream.read(PIECE)
        files.refuse_foreign(self._head, where=where)
        if not self._head.strip():
            raise InputError("the file is empty", where=where)
        try:
            self.encoding = encoding_of(self._head, encoding)
        except InputError as error:
            raise error.at(where) from None
        # Expat sees UTF-8 only; all else is decoded here, strictly.
        utf8 = self.encoding == "utf-8"
        self._decoder = None if utf8 else codecs.getincrementaldecoder(self.encoding)("strict")
        parser = expat.ParserCreate("UTF-8")
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._root
        parser.EndElementHandler = end
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attribute
        parser.SkippedEntityHandler = self._skipped
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = lambda target, data: self._comment(data)
        self.parser = parser
        self._added: Counter[str] = Counter()
        self.comments: list[Skipped] = []
        """The first comments and processing instructions, except our own."""
        self.parsed = 0
        """How many bytes the parser has seen."""
        self._entry = 0

    def error(self, what: str, *, hint: str = "") -> InputError:
        """Return an error at the current line."""
        return InputError(what, where=self.where, line=self.parser.CurrentLineNumber, hint=hint)

    def entry_ended(self) -> None:
        """Record that an entry ended in this chunk, which resets the size limit."""
        self._entry = self.parsed

    def pieces(self) -> Iterator[None]:
        """Parse the file, yielding after every chunk. Raises InputError."""
        for block in self.blocks():
            self.parse(block)
            yield
        self.parse(b"", last=True)

    def blocks(self) -> Iterator[bytes]:
        """Yield the file in chunks of UTF-8, for :meth:`parse`. Raises InputError."""
        piece = self._head
        while piece:
            yield self._decoded(piece)
            piece = self._stream.read(PIECE)
        if self._decoder is not None:
            yield self._decoded(b"", last=True)

    def _decoded(self, piece: bytes, *, last: bool = False) -> bytes:
        if self._decoder is None:
            return piece
        try:
            return self._decoder.decode(piece, last).encode()
        except UnicodeError:
            hint = "give the right encoding with --encoding"
            raise self.error(f"from here, or soon after, it is not valid {self.encoding}", hint=hint) from None

    def parse(self, block: bytes, *, last: bool = False) -> None:
        """Parse the next bytes of the file. Raises InputError."""
        parser = self.parser
        try:
            parser.Parse(block, last)
        except expat.ExpatError as error:
            raise self._garbled(block) or self._broken(error, last) from None
        if last:
            return
        self.parsed += len(block)
        if self.parsed - parser.CurrentByteIndex > TOKEN:
            raise self.error(f"a single tag, text or comment of more than {TOKEN >> 20} MB")
        if self.parsed - self._entry > ENTRY:
            raise self.error(f"a single entry of more than {ENTRY >> 20} MB")

    def _garbled(self, block: bytes) -> InputError | None:
        """Return an error if the bytes in *block* that expat rejects are not valid UTF-8, otherwise None."""
        at = self.parser.ErrorByteIndex - self.parsed
        try:
            block[max(at, 0) :][:4].decode()
        except UnicodeDecodeError as error:
            if not error.start and not self._decoder and self.parser.StartElementHandler != self._root:
                line = self.parser.ErrorLineNumber - block.count(b"\n", 0, at)
                return files.undecodable(block, at, "UTF-8", self.where, self.parsed, line)
        return None

    def _broken(self, error: expat.ExpatError, last: bool) -> InputError:
        """Return an error with a clear message for expat's *error*."""
        what = expat.ErrorString(error.code)
        if "declaration not at start" in what:
            what = "something precedes its declaration (<?xml … ?>)"
            return InputError(f"the XML is broken: {what}", where=self.where, line=error.lineno, hint="delete that")
        if self.parser.StartElementHandler == self._root and what != "duplicate attribute":
            return InputError(f"this is no XML file, so no {self._title}", where=self.where, line=error.lineno)
        if what in ("no element found", "unclosed token", "unclosed CDATA section", "partial character") and last:
            return InputError(
                "the file was cut off: it ends in the middle of an element",
                where=self.where,
                line=error.lineno,
                hint="get it again from its sender",
            )
        what = _COMPLAINTS.get(what, what)
        return InputError(f"the XML is broken: {what}", where=self.where, line=error.lineno)

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        """Check the root element, then switch to the real handler."""
        if local(name) not in self._roots:
            hint = "it looks like a web page that was saved under this name" if local(name).lower() == "html" else ""
            raise self.error(f"the root element is <{name[:60]}>, so this is not {self._title}", hint=hint)
        self.parser.StartElementHandler = self._start
        self._start(name, attributes)

    def _entity(
        self, name: str, parameter: bool, value: str | None, base: object, system: str | None, *rest: object
    ) -> None:
        """Refuse an entity that reads other files or could expand without bound."""
        if value is None:
            raise self.error(f"the entity '{name[:60]}' wants to read another file: refused")
        if parameter or len(value) > ENTITY or "&" in value or "<" in value or "%" in value:
            raise self.error(f"the entity '{name[:60]}' could grow without bound: refused")

    def _attribute(self, element: str, name: str, kind: str, default: str | None, required: int) -> None:
        """Refuse default attributes that would bloat every *element*."""
        if default is not None:
            self._added[element] += len(name) + len(default)
            if self._added[element] > ENTITY:
                raise self.error(
                    f"the DOCTYPE adds attributes to every <{element[:60]}> that could grow without bound: refused"
                )

    def _comment(self, text: str) -> None:
        if len(self.comments) < SHOWN and not text.startswith(" glossary "):
            self.comments.append(Skipped(self.parser.CurrentLineNumber, COMMENTS))

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            raise self.error(f"the entity &{name[:60]}; is not defined")


_COMPLAINTS = {
    expat.errors.XML_ERROR_TAG_MISMATCH: "this end tag does not match the last start tag",  # message
    expat.errors.XML_ERROR_INVALID_TOKEN: "a character that is not allowed here, such as & or < by itself",  # message
    expat.errors.XML_ERROR_BAD_CHAR_REF: "a reference to a character that XML cannot hold, such as &#x1F;",  # message
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: "an undefined entity, such as &nbsp; of HTML",  # message
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute is given twice",  # message
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something follows the end of the root element",  # message
}
"""Expat's messages for the commonest errors -> ours."""

Spaces = tuple[dict[str, str], "Spaces | None"]
"""Namespaces in scope: (``xmlns:PREFIX`` -> URI of the innermost element that declares any, those around it)."""


class Node:
    """An element of an entry, with its position in the file."""

    __slots__ = ("attributes", "children", "end", "line", "local", "name", "parent", "spaces", "start")

    def __init__(self, name: str, attributes: dict[str, str], line: int, start: int) -> None:
        self.name = name
        """The name as spelled, with its prefix."""
        self.local = name.rpartition(":")[2] if ":" in name else name
        """The name without its prefix."""
        self.attributes = attributes
        self.children: list[Node | str] = []
        self.parent: Node | None = None
        """The element around an entry, without its children; None inside an entry, which keeps reference cycles
        away."""
        self.spaces: Spaces | None = None
        """The namespace prefixes in scope."""
        self.line = line
        self.start = start
        """The byte offset of the start tag, counted in the UTF-8 that expat is fed."""
        self.end = start
        """The byte offset of the end tag; of an empty element (``<x/>``) the offset after it."""

    def get(self, name: str) -> str:
        """Return the attribute *name*, spelled with its prefix, or an empty string."""
        return self.attributes.get(name, "")

    def nodes(self, *names: str) -> list[Node]:
        """Return the child elements, only those called *names* (without prefix) if any are given."""
        if names:
            return [child for child in self.children if type(child) is Node and child.local in names]
        return [child for child in self.children if type(child) is Node]

    def first(self, name: str) -> Node | None:
        """Return the first child element called *name* (without prefix), or None."""
        for child in self.children:
            if type(child) is Node and child.local == name:
                return child
        return None

    def text(self, without: Collection[str] = ()) -> str:
        """Return the text in this element, skipping elements called *without*."""
        children = self.children
        if len(children) == 1 and type(children[0]) is str:
            return children[0]
        parts: list[str] = []
        for child in children:
            if isinstance(child, str):
                parts.append(child)
            elif child.local not in without:
                parts.append(child.text(without))
        return "".join(parts)

    def spaced(self) -> str:
        """Return the text with every run of whitespace as one space, and none at the ends."""
        return " ".join(self.text().split())

    def walk(self) -> Iterator[Node]:
        """Yield this element and its descendants in document order."""
        yield self
        for child in self.nodes():
            yield from child.walk()

    def content(self) -> str:
        """Return the XML inside this element."""
        return "".join(escape(child) if isinstance(child, str) else child.source() for child in self.children)

    def source(self) -> str:
        """Return the XML of this element."""
        inside = self.content()
        head = tag(self.name, self.attributes)
        return f"{head}{inside}</{self.name}>" if inside else f"{head[:-1]}/>"

    def whole(self) -> str:
        """Return the XML of this element with all namespaces it uses declared, so that it can stand alone."""
        used = {name.partition(":")[0] for node in self.walk() for name in (node.name, *node.attributes) if ":" in name}
        missing: dict[str, str] = {}
        for name in (f"xmlns:{prefix}" for prefix in sorted(used - {"xml", "xmlns"})):
            around = self.spaces
            while around is not None and name not in around[0]:
                around = around[1]
            if around is not None and name not in self.attributes:
                missing[name] = around[0][name]
        if not missing:
            return self.source()
        copy = Node(self.name, self.attributes | missing, self.line, self.start)
        copy.children = self.children
        return copy.source()


def marked_up(text: str, kept: str, without: Collection[str] = (), meant: Callable[[str], str] = str) -> str:
    """Return XML for *text*: *kept* if it still has this text (outside elements called *without*), else plain XML.

    *meant* returns a text as the format reads it back.
    """
    if kept:
        stream = BytesIO(f"<text>{kept}</text>".encode("utf-8", "replace"))
        with suppress(InputError):
            found = Entries(stream, where="", roots=["text"], title="XML", whole=["text"])
            if [meant(node.text(without)) for node in found] == [text]:
                return kept
    return escape(text)


class Entries:
    """The elements called *whole* (without prefix) of an untrusted XML file, each as a tree, in document order.

    The elements around an entry are its :attr:`Node.parent` chain; :attr:`root` is the root element.
    """

    def __init__(
        self,
        stream: Stream,
        *,
        where: str,
        roots: Collection[str],
        title: str,
        whole: Collection[str],
        encoding: str = "",
    ) -> None:
        self._source = Source(
            stream, where=where, roots=roots, title=title, start=self._open, end=self._close, encoding=encoding
        )
        self._parser = self._source.parser
        self._whole = frozenset(whole)
        self._around: list[Node] = []
        """The open elements, outermost first: those around the entry, then those in it."""
        self._entry = 0
        """The depth of the open entry, from 1; 0 outside entries."""
        self._nodes = 0
        self._done: list[Node] = []
        self._held = 0
        """How many of the open elements, from the outermost, contain an entry."""
        self.outside: list[Node] = []
        """The first of the outermost elements that neither are nor contain an entry."""
        self.root = Node("", {}, 0, 0)
        self.encoding = self._source.encoding
        self.comments = self._source.comments

    def __iter__(self) -> Iterator[Node]:
        for _ in self._source.pieces():
            if self._done:
                self._source.entry_ended()
                done, self._done = self._done, []
                done.reverse()
                while done:
                    yield done.pop()
        yield from self._done

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        around = self._around
        if len(around) >= DEPTH:
            raise self._source.error(f"elements nested more than {DEPTH} deep")
        parser = self._parser
        node = Node(name, attributes, parser.CurrentLineNumber, parser.CurrentByteIndex)
        if around:
            above = around[-1]
            node.spaces = above.spaces
            if self._entry:
                above.children.append(node)
                self._nodes += 1
                if self._nodes > NODES:
                    raise self._source.error(f"a single entry of more than {NODES} elements")
            else:
                node.parent = above
        else:
            self.root = node
        if attributes and "xmlns:" in "".join(attributes):
            declared = {key: value for key, value in attributes.items() if key.startswith("xmlns:")}
            node.spaces = declared, node.spaces
        if not self._entry and node.local in self._whole:
            self._entry = len(around) + 1
            self._held = len(around)
            self._nodes = 0
            parser.CharacterDataHandler = self._text
        around.append(node)

    def _text(self, data: str) -> None:
        self._around[-1].children.append(data)

    def _close(self, name: str) -> None:
        around = self._around
        node = around.pop()
        node.end = self._parser.CurrentByteIndex
        if len(around) < self._entry:
            self._entry = 0
            self._parser.CharacterDataHandler = None
            self._done.append(node)
        elif around and not self._entry:
            if len(around) < self._held:
                self._held = len(around)
                return
            while self.outside and self.outside[-1].start > node.start:
                self.outside.pop()
            if len(self.outside) < SHOWN:
                self.outside.append(node)


def fed(data: bytes, *, where: str) -> tuple[bytes, Callable[[bytes], bytes]]:
    """Return *data* as the UTF-8 that expat is fed, and a function that converts such bytes back."""
    try:
        encoding = encoding_of(data[:PIECE])
    except InputError as error:
        raise error.at(where) from None
    if encoding == "utf-8":
        return data, bytes
    mark, codec = files.marked(data)
    codec = codec or encoding
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].decode(codec, "ignore").count("\n") + 1
        raise InputError(f"not valid {encoding}", where=where, line=line) from None
    with suppress(UnicodeEncodeError):
        # A file that is entirely GBK stays GBK: its reader may not know GB 18030.
        if codec == "gb18030" and text.encode("gbk") == data:
            codec = "gbk"
    return text.encode(), lambda changed: mark + changed.decode().encode(codec, "xmlcharrefreplace")


def after_tag(data: bytes, start: int) -> int:
    """Return the offset after the tag at *start* in UTF-8 *data*; quoted values may contain ``>``."""
    found = _TAG.match(data, start)
    return found.end() if found else start


_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


# Changing in place


def inside(data: bytes, node: Node, content: str) -> tuple[int, int, str]:
    """Return the edit that replaces the content of an element."""
    start = after_tag(data, node.start)
    if data[start - 2 : start] == b"/>":
        return start - 2, start, f">{content}</{node.name}>"
    return start, node.end, content


def attribute(data: bytes, node: Node, name: str, value: str) -> tuple[int, int, str]:
    """Return the edit that sets an attribute of an element."""
    at = node.start + 1 + len(node.name.encode())
    for found in _ATTRIBUTE.finditer(data, at, after_tag(data, node.start)):
        if found[1] == name.encode():
            return found.start(2), found.end(2), quote(value)
    return at, at, f" {name}={quote(value)}"


_ATTRIBUTE = re.compile(rb"""([^\s=/]+)\s*=\s*("[^"]*"|'[^']*')""")


def indent(data: bytes, node: Node) -> str:
    """Return the line end and whitespace before *node*, or an empty string if it does not begin a line."""
    found = re.search(rb"\r?\n[ \t]*\Z", data[max(0, node.start - 200) : node.start])
    return found[0].decode() if found else ""


def edited(data: bytes, edits: Iterable[tuple[int, int, str]]) -> bytes:
    """Return *data* with the non-overlapping edits (start, end, replacement) applied."""
    parts: list[bytes] = []
    at = 0
    for start, end, replacement in sorted(edits):
        parts += [data[at:start], replacement.encode()]
        at = end
    return b"".join([*parts, data[at:]])


# Writing

_SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_ATTRIBUTE = re.compile('[&<>"\r\n\t\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')


def legal(text: str) -> str:
    """Return *text* without the characters that XML 1.0 cannot hold (control characters, lone surrogates)."""
    return _ILLEGAL.sub("", text)


def is_legal(text: str) -> bool:
    """Return whether XML 1.0 can hold every character of *text*."""
    return _ILLEGAL.search(text) is None


def escape(text: str) -> str:
    """Return *text* as element content, without characters that XML cannot hold."""
    if _SPECIAL.search(text) is None:
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _ILLEGAL.sub("", text)


def quote(text: str) -> str:
    """Return *text* as an attribute value, with its quotation marks."""
    if _IN_ATTRIBUTE.search(text) is None:
        return f'"{text}"'
    text = escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{text}"'


def tag(name: str, attributes: dict[str, str]) -> str:
    """Return the start tag of an element."""
    return f"<{name}" + "".join(f" {key}={quote(value)}" for key, value in attributes.items()) + ">"
