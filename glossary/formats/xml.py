"""Hostile XML in, well-formed XML out: what the XML formats have in common.

Reading is expat's, piece by piece, so that a file of any size needs little memory and every byte has a place. Nothing
outside the file is ever read: a DOCTYPE is passed over, an external entity is refused, and so is an internal one that
could grow (:data:`ENTITY`). Expat is used without its name spaces, because files with undeclared prefixes are
common; :func:`local` cuts the prefix off.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, Protocol
from xml.parsers import expat

from glossary.errors import InputError
from glossary.formats import files

PIECE = 1 << 16
"""Bytes that are read at once: as much as the caches of a processor hold together with what is made of it."""

TOKEN = 1 << 23
"""The longest run of bytes without an end of tag, text or comment: more is refused (expat would scan it again and
again)."""

ENTRY = 1 << 24
"""The most bytes that one entry (``tu``, ``termEntry``, ``trans-unit`` …) may have."""

NODES = 50_000
"""The most elements that one entry may have."""

DEPTH = 128
"""How deep elements may be nested in an entry."""

SHOWN = 1000
"""How many of the things in a file that have no place in the model are remembered."""

COMMENTS = "comments and processing instructions are left out"  # message

ENTITY = 256
"""The longest text that an internal entity may stand for. It may not hold other entities or elements, so that a file
cannot grow by more than this factor. So much, too, may a DOCTYPE add to each element of a name by attributes."""

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
    """Return the encoding, as Python calls it, of the XML file that begins with *head*; *encoding* overrides it.

    A declaration may lie: what is surely UTF-8 is read as UTF-8. Raises InputError where the file names an encoding
    that no text has.
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
        raise InputError(f"the encoding '{name}' is not one that we read", hint="save the file as UTF-8")
    return "utf-8" if not encoding and _surely_utf8(head) else codec


def _surely_utf8(head: bytes) -> bool:
    """Return whether *head* is UTF-8 with so many letters beyond ASCII that it cannot be that by chance."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return len(head) - len(text) >= _CHANCE


_CHANCE = 8
"""Of two bytes in another encoding one pair in seven, at most, looks like a letter of UTF-8."""


def root_of(head: bytes) -> tuple[str, dict[str, str]]:
    """Return the name, without prefix, and the attributes of the root element of XML that begins with *head*.

    Empty where there is none.

    Never raises: this is for :attr:`glossary.formats.Format.detect`.
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
    """What a file is read from."""

    def read(self, size: int, /) -> bytes: ...


class Source:
    """A hostile XML file that is being parsed.

    *start* and *end* are expat's handlers; :attr:`parser` is there for the others. :meth:`pieces` drives it, and
    yields after every piece, so that the caller can hand on what its handlers have gathered.
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
        parser.ExternalEntityRefHandler = self._external
        parser.SkippedEntityHandler = self._skipped
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = lambda target, data: self._comment(data)
        self.parser = parser
        self._added: Counter[str] = Counter()
        self.comments: list[int] = []
        """The lines of the first comments and processing instructions that are not ours."""
        self.parsed = 0
        """How many bytes the parser has seen."""
        self._entry = 0

    def error(self, what: str, *, hint: str = "") -> InputError:
        """Return an error at the line that is being read."""
        return InputError(what, where=self.where, line=self.parser.CurrentLineNumber, hint=hint)

    def entry_ended(self) -> None:
        """Say that an entry has ended in this piece: the next may be as big again."""
        self._entry = self.parsed

    def pieces(self) -> Iterator[None]:
        """Parse the file and yield after every piece of it. Raises InputError."""
        for block in self.blocks():
            self.parse(block)
            yield
        self.parse(b"", last=True)

    def blocks(self) -> Iterator[bytes]:
        """Yield the file piece by piece, in UTF-8, for :meth:`parse`. Raises InputError."""
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
            raise self.error(f"from here on, or soon after, it is not valid {self.encoding}", hint=hint) from None

    def parse(self, block: bytes, *, last: bool = False) -> None:
        """Let the handlers see what comes next in the file. Raises InputError."""
        parser = self.parser
        try:
            parser.Parse(block, last)
        except expat.ExpatError as error:
            raise self._garbled(block) or self._broken(error, last) from None
        except UnicodeError as error:
            raise self.error(f"not text: {error}") from None
        if last:
            return
        self.parsed += len(block)
        if self.parsed - parser.CurrentByteIndex > TOKEN:
            raise self.error(f"a single tag, text or comment of more than {TOKEN >> 20} MB")
        if self.parsed - self._entry > ENTRY:
            raise self.error(f"a single entry of more than {ENTRY >> 20} MB")

    def _garbled(self, block: bytes) -> InputError | None:
        """Return the complaint that what expat stumbles over below the root, in *block*, is no UTF-8; else None."""
        at = self.parser.ErrorByteIndex - self.parsed
        try:
            block[max(at, 0) :][:4].decode()
        except UnicodeDecodeError as error:
            if not error.start and not self._decoder and self.parser.StartElementHandler != self._root:
                line = self.parser.ErrorLineNumber - block.count(b"\n", 0, at)
                return files.undecodable(block, at, "UTF-8", self.where, self.parsed, line)
        return None

    def _broken(self, error: expat.ExpatError, last: bool) -> InputError:
        """Return expat's complaint as a clear line."""
        what = expat.ErrorString(error.code)
        if "declaration not at start" in what:
            what = "something stands before its declaration (<?xml … ?>)"
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
        """Check the root element, then hand over to the real handler."""
        if local(name) not in self._roots:
            hint = "it looks like a web page that was saved under this name" if local(name).lower() == "html" else ""
            raise self.error(f"the root element is <{name[:60]}>, so this is no {self._title}", hint=hint)
        self.parser.StartElementHandler = self._start
        self._start(name, attributes)

    def _entity(
        self, name: str, parameter: bool, value: str | None, base: object, system: str | None, *rest: object
    ) -> None:
        """Refuse the declaration of an entity that reads other files, or that could grow."""
        if value is None:
            raise self.error(f"the entity '{name[:60]}' wants to read another file: refused")
        if parameter or len(value) > ENTITY or "&" in value or "<" in value or "%" in value:
            raise self.error(f"the entity '{name[:60]}' could grow without bound: refused")

    def _attribute(self, element: str, name: str, kind: str, default: str | None, required: int) -> None:
        """Refuse the declaration of an attribute that would stand, without being written, in every such element."""
        if default is not None:
            self._added[element] += len(name) + len(default)
            if self._added[element] > ENTITY:
                raise self.error(
                    f"the DOCTYPE adds attributes to every <{element[:60]}> that could grow without bound: refused"
                )

    def _comment(self, text: str) -> None:
        if len(self.comments) < SHOWN and not text.startswith(" glossary "):
            self.comments.append(self.parser.CurrentLineNumber)

    def _external(self, *rest: object) -> int:
        raise self.error("an entity wants to read another file: refused")

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            raise self.error(f"the entity &{name[:60]}; is nowhere defined")


_COMPLAINTS = {
    expat.errors.XML_ERROR_TAG_MISMATCH: "a tag ends here that was not the last to begin",  # message
    expat.errors.XML_ERROR_INVALID_TOKEN: "a sign that may not stand here, such as & or < by itself",  # message
    expat.errors.XML_ERROR_BAD_CHAR_REF: "a reference to a character that XML cannot hold, such as &#x1F;",  # message
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: "an entity that nothing defines, such as &nbsp; of HTML",  # message
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute stands here twice",  # message
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something stands behind the end",  # message
}
"""What expat says of the commonest mistakes -> what we say."""

Spaces = tuple[dict[str, str], "Spaces | None"]
"""Name spaces: (``xmlns:PREFIX`` -> its URI, as an element declares it; what is declared around that)."""


class Node:
    """An element of an entry, with its place in the file."""

    __slots__ = ("attributes", "children", "end", "line", "local", "name", "parent", "spaces", "start")

    def __init__(self, name: str, attributes: dict[str, str], line: int, start: int) -> None:
        self.name = name
        """As it is spelled, with its prefix."""
        self.local = name.rpartition(":")[2] if ":" in name else name
        """The name without its prefix."""
        self.attributes = attributes
        self.children: list[Node | str] = []
        self.parent: Node | None = None
        """What stands around an entry and around that, without children; None inside an entry, so that no circle of
        records waits for the collector."""
        self.spaces: Spaces | None = None
        """The prefixes that are declared here and around."""
        self.line = line
        self.start = start
        """Where its start tag begins, in bytes of what expat was fed."""
        self.end = start
        """Where its end tag begins; for an empty element (``<x/>``) where that has ended."""

    def get(self, name: str) -> str:
        """Return the attribute *name*, spelled with its prefix; empty where there is none."""
        return self.attributes.get(name, "")

    def nodes(self, *names: str) -> list[Node]:
        """Return the elements directly in this one, those called *names* (without prefix) if any are given."""
        if names:
            return [child for child in self.children if type(child) is Node and child.local in names]
        return [child for child in self.children if type(child) is Node]

    def first(self, name: str) -> Node | None:
        """Return the first element called *name* directly in this one."""
        for child in self.children:
            if type(child) is Node and child.local == name:
                return child
        return None

    def text(self, without: Collection[str] = ()) -> str:
        """Return the text in this element, in order; what is in elements called *without* is left out."""
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
        """Return the text in this element with every run of white space as one space, without any at its ends."""
        return " ".join(self.text().split())

    def walk(self) -> Iterator[Node]:
        """Yield this element and all in it, in the order of the file."""
        yield self
        for child in self.nodes():
            yield from child.walk()

    def content(self) -> str:
        """Return the XML of what is in this element."""
        return "".join(escape(child) if isinstance(child, str) else child.source() for child in self.children)

    def source(self) -> str:
        """Return the XML of this element."""
        inside = self.content()
        head = tag(self.name, self.attributes)
        return f"{head}{inside}</{self.name}>" if inside else f"{head[:-1]}/>"

    def whole(self) -> str:
        """Return the XML of this element, with the name spaces of its prefixes declared, so that it can stand alone."""
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


class Entries:
    """The elements called *whole* (without prefix) of a hostile XML file, each as a tree, in the order of the file.

    What stands around them is in :attr:`Node.parent`; :attr:`root` is the root element.
    """

    def __init__(
        self,
        stream: BinaryIO,
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
        """The elements that are open: those around the entry, then those of it."""
        self._entry = 0
        """How deep the entry lies that is open, from 1; 0 where none is."""
        self._nodes = 0
        self._done: list[Node] = []
        self._held = 0
        """How many of the elements that are open hold an entry: so many from the outermost."""
        self.outside: list[Node] = []
        """The outermost elements that are no entries and hold none; the first of them."""
        self.root = Node("", {}, 0, 0)
        self.encoding = self._source.encoding

    def __iter__(self) -> Iterator[Node]:
        for _ in self._source.pieces():
            if self._done:
                self._source.entry_ended()
                done, self._done = self._done, []
                done.reverse()
                while done:
                    yield done.pop()
        yield from self._done

    @property
    def comments(self) -> list[int]:
        """The lines of the first comments and processing instructions."""
        return self._source.comments

    def error(self, what: str, *, hint: str = "") -> InputError:
        """Return an error at the line that is being read."""
        return self._source.error(what, hint=hint)

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
        if attributes:
            declared = {key: value for key, value in attributes.items() if key.startswith("xmlns:")}
            if declared:
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
    """Return *data* as UTF-8, as expat is fed, and a function that turns it back into the encoding of the file.

    For changes in place: the offsets of :class:`Node` count in these bytes.
    """
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
        # Into a file that is GBK to its end no letter beyond that is put: who reads it may not know GB 18030.
        if codec == "gb18030" and text.encode("gbk") == data:
            codec = "gbk"
    return text.encode(), lambda changed: mark + changed.decode().encode(codec, "xmlcharrefreplace")


def after_tag(data: bytes, start: int) -> int:
    """Return where the tag that begins at *start* of UTF-8 *data* has ended; quoted values may hold ``>``."""
    found = _TAG.match(data, start)
    return found.end() if found else start


_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


# Changing in place


def inside(data: bytes, node: Node, content: str) -> tuple[int, int, str]:
    """Return the edit that gives an element this content."""
    start = after_tag(data, node.start)
    if data[start - 2 : start] == b"/>":
        return start - 2, start, f">{content}</{node.name}>"
    return start, node.end, content


def attribute(data: bytes, node: Node, name: str, value: str) -> tuple[int, int, str]:
    """Return the edit that gives an element this attribute, or another value of it."""
    at = node.start + 1 + len(node.name.encode())
    for found in _ATTRIBUTE.finditer(data, at, after_tag(data, node.start)):
        if found[1] == name.encode():
            return found.start(2), found.end(2), quote(value)
    return at, at, f" {name}={quote(value)}"


_ATTRIBUTE = re.compile(rb"""([^\s=/]+)\s*=\s*("[^"]*"|'[^']*')""")


def indent(data: bytes, node: Node) -> str:
    """Return the line end and the white space before *node*; empty where it does not begin its line."""
    found = re.search(rb"\r?\n[ \t]*\Z", data[max(0, node.start - 200) : node.start])
    return found[0].decode() if found else ""


def edited(data: bytes, edits: Iterable[tuple[int, int, str]]) -> bytes:
    """Return *data* with the edits made: (start, end, what stands there then), which do not overlap."""
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
    """Return *text* as the content of an element. Characters that XML cannot hold are left out."""
    if _SPECIAL.search(text) is None:
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _ILLEGAL.sub("", text)


def quote(text: str) -> str:
    """Return *text* as the value of an attribute, with its quotation marks."""
    if _IN_ATTRIBUTE.search(text) is None:
        return f'"{text}"'
    text = escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{text}"'


def tag(name: str, attributes: dict[str, str]) -> str:
    """Return the start tag of an element."""
    return f"<{name}" + "".join(f" {key}={quote(value)}" for key, value in attributes.items()) + ">"
