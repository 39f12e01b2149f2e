"""A TMX file, unit by unit, as it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from glossary.errors import InputError
from glossary.formats import xml
from glossary.formats.terms import known

Item = tuple[str, str, str]
"""A note or prop: (its type, empty for a note; its language; its text)."""
Tuv = tuple[str, dict[str, str], list[Item], str, str]
"""One language's side: its language as spelled, attributes, notes and props, plain text, and the segment's own XML
where it has inline codes."""
Tu = tuple[dict[str, str], list[Item], list[Tuv], int]
"""A translation unit: attributes, notes and props, its sides, its line."""

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

    def __iter__(self) -> Iterator[Tu]:
        done: list[Tu] = []
        finish = done.append
        buffer: list[str] = []
        add = buffer.append
        clear = buffer.clear
        raw: list[str] | None = None
        code = depth = line = 0
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
            if inside:
                inline_start(name, attributes)
            elif name == "tuv":
                side = attributes
                spoken = attributes.get("xml:lang") or attributes.get("lang") or ""
                items = []
                text = segment = ""
            elif name == "seg":
                inside = True
                clear()
                parser.CharacterDataHandler = add
            elif name == "tu":
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
            elif name == "tmx":
                self.root = attributes

        def end(name: str) -> None:
            nonlocal items, raw, text, segment, inside
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
            elif name == "tu":
                finish((unit, unit_items, sides, line))
                items = []
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
        for _ in source.pieces():
            if len(sides) > xml.NODES or len(items) > xml.NODES:
                raise source.error(f"a single tu of more than {xml.NODES} elements")
            if done:
                source.entry_ended()
                yield from done
                done.clear()
        yield from done


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
            found = known(name)
            self._known[name] = found
        return found


def plain(segment: str) -> str:
    """Return the text of a segment's XML: without inline codes and what is nested in them."""
    document = f'<tmx><tu><tuv lang="x"><seg>{segment}</seg></tuv></tu></tmx>'
    return next(iter(Scan(BytesIO(document.encode()), "")))[2][0][3]
