"""Reading a TMX file unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO
from xml.parsers.expat import XMLParserType

from glossary import languages as tags
from glossary.errors import InputError
from glossary.formats import Skipped, xml
from glossary.formats.tmx import plain as plainly
from glossary.formats.tmx.plain import CODES, Item, NotPlain, Run, Tu, Tuv

LANGUAGES = 2000
"""The most languages in a file."""


class Scan:
    """A TMX file, unit by unit. :attr:`header` and :attr:`root` are set before the first unit is yielded."""

    def __init__(self, stream: BinaryIO, where: str, encoding: str = "") -> None:
        self.root: dict[str, str] = {}
        self.header: dict[str, str] = {}
        self.header_items: list[Item] = []
        self.comments: list[Skipped] = []
        self.encoding = ""
        self._stream = stream
        self._where = where
        self._wanted = encoding

    def __iter__(self) -> Iterator[Tu]:
        for piece in self.pieces():
            yield from piece.units() if isinstance(piece, Run) else piece

    def pieces(self) -> Iterator[list[Tu] | Run]:
        """Yield the units in batches: plain ones as columns, others one by one."""
        events = _Events(self)
        source = xml.Source(
            self._stream,
            where=self._where,
            roots=("tmx",),
            title="TMX",
            start=events.start,
            end=events.end,
            encoding=self._wanted,
        )
        self.encoding = source.encoding
        self.comments = source.comments
        events.listen(source)
        held = b""
        for piece in source.blocks():
            held += piece
            cut = held.rfind(_END) + len(_END)
            block, held = (held[:cut], held[cut:]) if cut >= len(_END) else (held, b"")
            ended = False
            for found in _units(block, events):
                ended = True
                yield found
            if ended:
                source.entry_ended()
        source.parse(held)
        source.parse(b"", last=True)
        yield events.taken()


_END = b"</tu>"


def _units(block: bytes, events: _Events) -> Iterator[list[Tu] | Run]:
    """Yield the units in *block*, which ends with one if there is any.

    Expat never sees plain units, only their line ends, which keep its line numbers right. A ``tu`` counts as plain only
    directly after ``<body>`` or another unit that expat has seen end; otherwise it might be inside a comment.
    """
    chars = ""
    if events.plain and block.endswith(_END):
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in block else block
        chars = plainly.decoded(block) or ""
    at = 0
    for first, last, ends, read in plainly.runs(chars):
        if at < first:
            events.feed(chars[at:first].encode())
            at = first
        if events.between and events.plain:
            with suppress(NotPlain):
                found = read(events.line)
                if events.done:
                    yield events.taken()
                yield found
                events.feed(b"\n" * ends)
                at = last
    if rest := chars[at:].encode() if chars else block:
        events.feed(rest)
    if events.done:
        yield events.taken()


class _Events:
    """Expat's handlers, which collect the units of a TMX.

    They run some twenty times per unit: so the commonest elements are tested first, and text outside segments, notes
    and props has no handler at all.
    """

    source: xml.Source
    parser: XMLParserType

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.done: list[Tu] = []
        self.plain = True
        """Whether units may bypass expat."""
        self.between = False
        """Whether the next unparsed byte directly follows a unit or ``<body>``."""
        self.line = 1
        """The line of that byte."""
        self.ended = self.ended_line = -1
        """The position after the last unit or ``<body>``, in bytes and as a line."""
        self.buffer: list[str] = []
        self.open_units = 0
        self.unit: dict[str, str] = {}
        self.unit_line = 0
        self.unit_items: list[Item] = scan.header_items
        self.items: list[Item] = scan.header_items
        self.sides: list[Tuv] = []
        self.side: dict[str, str] = {}
        self.text = self.segment = self.kind = self.language = self.spoken = ""
        self.inside = False
        self.raw: list[str] | None = None
        """The XML of a segment with inline elements."""
        self.hollow = False
        """Whether the last inline start tag is not followed by anything yet."""
        self.code = self.depth = 0

    def listen(self, source: xml.Source) -> None:
        """Handle the events of *source* from now on."""
        self.source, self.parser = source, source.parser
        self.parser.StartDoctypeDeclHandler = self.doctype

    def feed(self, block: bytes) -> None:
        """Let expat parse *block*. Raises InputError."""
        solid = len(block.rstrip(b" \t\n"))
        self.source.parse(block)
        if solid:
            self.between = self.ended == self.source.parsed - (len(block) - solid)
            self.line = self.ended_line
        self.line += block.count(b"\n", solid)
        if len(self.sides) > xml.NODES or len(self.items) > xml.NODES:
            raise self.source.error(f"a single tu of more than {xml.NODES} elements")

    def taken(self) -> list[Tu]:
        """Return the finished units, and forget them."""
        found, self.done = self.done, []
        return found

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        self.plain = not internal  # it may declare default attributes

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.inside:
            self.inline_start(name, attributes)
        elif name == "tuv":
            self.side = attributes
            self.spoken = attributes.get("xml:lang") or attributes.get("lang") or ""
            self.items = []
            self.text = self.segment = ""
        elif name == "seg":
            if self.text:  # a second seg in this tuv: keep both, as separate sides
                self.sides.append((self.spoken, self.side, self.items, self.text, self.segment))
                self.segment = ""
            self.inside = True
            self.buffer.clear()
            self.parser.CharacterDataHandler = self.buffer.append
        elif name == "tu":
            self.open_units += 1
            self.unit = attributes
            self.items = self.unit_items = []
            self.sides = []
            self.unit_line = self.parser.CurrentLineNumber
        elif name == "prop" or name == "note":
            self.kind = (attributes.get("type") or "-") if name == "prop" else ""
            self.language = attributes.get("xml:lang") or attributes.get("lang") or ""
            self.buffer.clear()
            self.parser.CharacterDataHandler = self.buffer.append
        elif name == "header":
            self.scan.header = attributes
        elif name == "body" and not self.open_units:
            self.ended = self.parser.CurrentByteIndex + len("<body>")
            self.ended_line = self.parser.CurrentLineNumber
        elif name == "tmx":
            self.scan.root = attributes
        elif not self.scan.root and xml.local(name) == "tmx":
            # TMX has no namespace, but some serializers add a prefix to every name.
            self.scan.root = attributes or {"": ""}
            self.parser.StartElementHandler = lambda name, attributes: self.start(xml.local(name), attributes)
            self.parser.EndElementHandler = lambda name: self.end(xml.local(name))

    def end(self, name: str) -> None:
        if self.inside:
            if self.depth:
                self.inline_end(name)
                return
            self.inside = False
            self.parser.CharacterDataHandler = None
            self.text = "".join(self.buffer)
            if self.raw is not None:
                self.segment = "".join(self.raw)
                self.raw = None
        elif name == "tuv":
            self.sides.append((self.spoken, self.side, self.items, self.text, self.segment))
            self.items = self.unit_items
            self.text = ""
        elif name == "tu":
            self.done.append((self.unit, self.unit_items, self.sides, self.unit_line))
            self.items = self.unit_items = []
            self.sides = []
            self.open_units -= 1
            if not self.open_units:
                self.ended = self.parser.CurrentByteIndex + len(_END)
                self.ended_line = self.parser.CurrentLineNumber
        elif name == "prop" or name == "note":
            self.parser.CharacterDataHandler = None
            self.items.append((self.kind, self.language, "".join(self.buffer)))

    def inline_start(self, name: str, attributes: dict[str, str]) -> None:
        if self.raw is None:
            self.raw = [xml.escape("".join(self.buffer))]
            self.parser.CharacterDataHandler = self.inline_text
        self.raw.append(xml.tag(name, attributes))
        self.hollow = True
        self.depth += 1
        if self.depth > xml.DEPTH:
            raise self.source.error(f"elements nested more than {xml.DEPTH} deep")
        if self.code or name in CODES:
            self.code += 1

    def inline_text(self, data: str) -> None:
        assert self.raw is not None
        self.raw.append(xml.escape(data))
        self.hollow = False
        if not self.code:
            self.buffer.append(data)

    def inline_end(self, name: str) -> None:
        assert self.raw is not None
        if self.hollow:
            self.raw[-1] = f"{self.raw[-1][:-1]}/>"
            self.hollow = False
        else:
            self.raw.append(f"</{name}>")
        self.depth -= 1
        if self.code:
            self.code -= 1


class Names:
    """A cache of a file's language names -> tags."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return the tag of *name*, or an empty string if it is not a language."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= LANGUAGES:
                raise InputError(f"more than {LANGUAGES} different languages", where=self._where)
            found = tags.known(name)
            self._known[name] = found
        return found
