"""A TMX file, unit by unit, as it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

from glossary import languages as tags
from glossary.errors import InputError
from glossary.formats import xml
from glossary.formats.tmx import plain as plainly
from glossary.formats.tmx.plain import Item, NotPlain, Run, Tu, Tuv

CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements that hold code, not text; a ``sub`` in them is a text of its own."""
LANGUAGES = 2000
"""The most languages that a file may name."""


class Scan:
    """A TMX file, unit by unit. :attr:`header` and :attr:`root` are there when the first unit is."""

    def __init__(self, stream: BinaryIO, where: str, encoding: str | None = None) -> None:
        self.root: dict[str, str] = {}
        self.header: dict[str, str] = {}
        self.header_items: list[Item] = []
        self.variants = 0
        self._stream = stream
        self._where = where
        self._wanted = encoding
        self.encoding = ""
        self.comments: list[int] = []

    def __iter__(self) -> Iterator[Tu]:
        for piece in self.pieces():
            yield from piece.units() if isinstance(piece, Run) else piece

    def pieces(self) -> Iterator[list[Tu] | Run]:
        """Yield the units as they were read: plain ones by columns, all others one by one."""
        done: list[Tu] = []
        finish = done.append
        buffer: list[str] = []
        add = buffer.append
        clear = buffer.clear
        raw: list[str] | None = None
        code = depth = line = 0
        open_units = 0
        after = after_line = -1
        unit: dict[str, str] = {}
        unit_items: list[Item] = self.header_items
        items: list[Item] = self.header_items
        sides: list[Tuv] = []
        side: dict[str, str] = {}
        text = segment = kind = language = spoken = ""
        inside = False

        # The handlers run some twenty times for a unit: the commonest elements come first, and text outside of
        # segments, notes and props has no handler at all.
        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal side, unit, sides, items, unit_items, kind, language, spoken, text, segment, inside, line
            nonlocal open_units, after, after_line
            if inside:
                inline_start(name, attributes)
            elif name == "tuv":
                side = attributes
                spoken = attributes.get("xml:lang") or attributes.get("lang") or ""
                items = []
                text = segment = ""
            elif name == "seg":
                if text:  # a second one in this tuv: a side of its own, so that neither is lost
                    sides.append((spoken, side, items, text, segment))
                    segment = ""
                inside = True
                clear()
                parser.CharacterDataHandler = add
            elif name == "tu":
                open_units += 1
                unit = attributes
                items = unit_items = []
                sides = []
                line = parser.CurrentLineNumber
            elif name == "prop" or name == "note":
                kind = (attributes.get("type") or "-") if name == "prop" else ""
                language = attributes.get("xml:lang") or attributes.get("lang") or ""
                clear()
                parser.CharacterDataHandler = add
            elif name == "header":
                self.header = attributes
            elif name == "body" and not open_units:
                after, after_line = parser.CurrentByteIndex + len("<body>"), parser.CurrentLineNumber
            elif name == "tmx":
                self.root = attributes
            elif not self.root and xml.local(name) == "tmx":
                # Name spaces are not TMX's, but somebody's serializer may have put a prefix before everything.
                self.root = attributes or {"": ""}
                parser.StartElementHandler = lambda name, attributes: start(xml.local(name), attributes)
                parser.EndElementHandler = lambda name: end(xml.local(name))

        def end(name: str) -> None:
            nonlocal items, unit_items, sides, raw, text, segment, inside, open_units, after, after_line
            if inside:
                if depth:
                    inline_end(name)
                    return
                inside = False
                parser.CharacterDataHandler = None
                text = "".join(buffer)
                if raw is not None:
                    segment = "".join(raw)
                    raw = None
            elif name == "tuv":
                sides.append((spoken, side, items, text, segment))
                items = unit_items
                text = ""
            elif name == "tu":
                finish((unit, unit_items, sides, line))
                items = unit_items = []
                sides = []
                open_units -= 1
                if not open_units:
                    after, after_line = parser.CurrentByteIndex + len("</tu>"), parser.CurrentLineNumber
            elif name == "prop" or name == "note":
                parser.CharacterDataHandler = None
                items.append((kind, language, "".join(buffer)))

        def inline_start(name: str, attributes: dict[str, str]) -> None:
            nonlocal raw, code, depth
            if raw is None:
                raw = [xml.escape("".join(buffer))]
                parser.CharacterDataHandler = inline_text
            raw.append(xml.tag(name, attributes))
            depth += 1
            if depth > xml.DEPTH:
                raise source.error(f"elements nested more than {xml.DEPTH} deep")
            if code or name in CODES:
                code += 1

        def inline_text(data: str) -> None:
            assert raw is not None
            raw.append(xml.escape(data))
            if not code:
                add(data)

        def inline_end(name: str) -> None:
            nonlocal code, depth
            assert raw is not None
            raw.append(f"</{name}>")
            depth -= 1
            if code:
                code -= 1

        source = xml.Source(
            self._stream, where=self._where, roots=("tmx",), title="TMX", start=start, end=end, encoding=self._wanted
        )
        parser = source.parser
        self.encoding = source.encoding
        self.comments = source.comments
        plain = True

        def doctype(name: str, system: str | None, public: str | None, internal: bool) -> None:
            nonlocal plain
            plain = not internal  # there may be attributes that every tu has without saying so

        parser.StartDoctypeDeclHandler = doctype
        # What is plain expat never sees: it gets the line ends of it, so that it knows where it is. A tu is only taken
        # for one right after expat has seen the end of another one or <body>, or it might stand in a comment.
        held = b""
        between = False
        at_line = 1
        for piece in source.blocks():
            held += piece
            cut = held.rfind(b"</tu>") + len("</tu>")
            block, held = (held[:cut], held[cut:]) if cut >= len("</tu>") else (held, b"")
            ended = False
            chars = ""
            if cut >= len("</tu>") and plain:
                block = block.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in block else block
                chars = plainly.decoded(block) or ""
            at = 0
            for first, last, read in plainly.runs(chars):
                if at < first:
                    rest = chars[at:first].encode()
                    solid = rest.rstrip(b" \t\n")
                    source.parse(rest)
                    if solid:
                        between = after == source.parsed - (len(rest) - len(solid))
                        at_line = after_line
                    at_line += rest.count(b"\n", len(solid))
                    at = first
                if between and plain:
                    with suppress(NotPlain):
                        found = read(at_line)
                        if done:
                            yield done[:]
                            done.clear()
                        yield found
                        ended = True
                        ends = chars.count("\n", first, last)
                        source.parse(b"\n" * ends)
                        at_line += ends
                        at = last
            rest = chars[at:].encode() if chars else block
            if rest:
                source.parse(rest)
                between = after == source.parsed
                at_line = after_line
            if len(sides) > xml.NODES or len(items) > xml.NODES:
                raise source.error(f"a single tu of more than {xml.NODES} elements")
            if done:
                ended = True
                yield done[:]
                done.clear()
            if ended:
                source.entry_ended()
        source.parse(held)
        source.parse(b"", last=True)
        yield done


class Names:
    """The languages of a file: its own names -> tags."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """Return the tag of *name*; empty where it is no language."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= LANGUAGES:
                raise InputError(f"more than {LANGUAGES} different languages", where=self._where)
            found = tags.known(name)
            self._known[name] = found
        return found


def plain(segment: str) -> str:
    """Return the text of a segment's XML: without inline codes and what is nested in them."""
    document = f'<tmx><tu><tuv lang="x"><seg>{segment}</seg></tuv></tu></tmx>'
    return next(iter(Scan(BytesIO(document.encode()), "")))[2][0][3]
