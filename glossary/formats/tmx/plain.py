"""The plain shape of a ``tu``, which nearly all have, found in the text: several times as fast as by expat's handlers.

Plain is a ``tu`` of notes, props and ``tuv``, each of these a ``seg`` and nothing else: attributes in double quotes,
the inline elements of TMX, no comments, no CDATA. Whatever is not surely that is not plain, and expat reads it: all
that is found here, it would have read the same way. A step of Python's takes longer than what it does for one unit, so
units that follow each other are read column by column: those that differ in nothing but their texts and values by a
regular expression that is made of the first of them (:class:`_Shape`), others of up to four sides by one for all of
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, compress, count, pairwise, repeat
from operator import contains, methodcaller
from typing import NamedTuple

from glossary.formats.xml import DEPTH, escape, is_legal
from glossary.formats.xml import tag as start_tag

Item = tuple[str, str, str]
"""A note or prop: (its type, empty for a note; its language; its text)."""
Tuv = tuple[str, dict[str, str], list[Item], str, str]
"""One language's side: its language as spelled, attributes, notes and props, plain text, and the segment's own XML
where it has inline codes."""
Tu = tuple[dict[str, str], list[Item], list[Tuv], int]
"""A translation unit: attributes, notes and props, its sides, its line."""
Side = tuple[str, dict[str, str]]
"""A side's language as spelled, and its attributes."""
Said = tuple[Sequence[str], Sequence[str]]
"""What sides say, and the segment's own XML where it has inline elements; the latter empty where none has any."""
CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements that hold code, not text; a ``sub`` in them is a text of its own."""

_SIDES = 4
_SPACE = r"[ \t\n]*+"
_ATTRIBUTE = r"""[ \n]++[A-Za-z_:][A-Za-z0-9_:.-]*+="[^"<&\t\n]*+\""""
_INLINE = rf"</?(?:{'|'.join(sorted(CODES))}|hi|sub)(?:{_ATTRIBUTE})*+[ \n]*+/?>"
_SEG = rf"[^<]*+(?:</?(?:{'|'.join(sorted(CODES))}|hi|sub)[^<]*+)*+"
_TUV = rf"<tuv((?:{_ATTRIBUTE})++)>{_SPACE}<seg>({_SEG})</seg>{_SPACE}</tuv>{_SPACE}"
_ITEM = re.compile(rf"<(prop|note)((?:{_ATTRIBUTE})*+)>([^<]*+)</")
_ITEM_OPEN = re.compile(rf"(prop|note)((?:{_ATTRIBUTE})*+)>")
_ITEM_CLOSED = re.compile(rf"/(prop|note)>{_SPACE}")
_HEAD = re.compile(rf"tu((?:{_ATTRIBUTE})*+)>{_SPACE}")
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE})++")
_TUV_OPEN = re.compile(rf"tuv((?:{_ATTRIBUTE})++)>{_SPACE}")
_SEG_OPEN = re.compile(f"seg>({_SEG})")
_TAGS = re.compile(f"({_INLINE})")
_CODE = re.compile(rf"(<(?:{'|'.join(sorted(CODES))})[^<>\x01]*+>(?:(?<=/>)|[^<\x01]*+</[^<>\x01]*+>))")
"""What is surely an inline element that holds code, and nothing but a text, if it is well-formed."""
_EMPTY = re.compile(r"""<([a-z]++)((?:[ \n]++[^"<>]++"[^"<>]*+")*+)[ \n]*+/>""")
_VALUE = re.compile(r'"[^"<>\x01]*+"|(?<=>)[^<>\x01]++(?=</)')
"""The value of an attribute of a code, or its text."""
_SEG_CLOSED = re.compile("/seg>" + _SPACE)
_TUV_CLOSED = re.compile("/tuv>" + _SPACE)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n"))
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"))
_NUMBER = re.compile("&#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));")
_FOREIGN = re.compile("&(?!(?:amp|lt|gt);)")
"""A reference that we write otherwise, if it is one."""
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
"""Figures, by which codes mostly differ, and which all say the same of whether one is well-formed."""
_AMPERSAND = "\2"
"""What stands for an ampersand that has been read, while others have not: no character of XML."""
_END = "</tu>"
_FEW = 8
"""Fewer units of one shape are not worth an expression of their own."""
_LONGEST = 10_000
"""The most characters of the expression of a shape."""
_groups = methodcaller("groups", "")


@cache
def _any() -> re.Pattern[str]:
    """Return what a plain ``tu`` looks like, and the white space after it, in text whose line ends are line feeds."""
    sides = _TUV
    for _ in range(_SIDES - 1):
        sides = rf"{_TUV}(?:{sides})?+"
    items = rf"(?>(?:<(prop|note)(?:{_ATTRIBUTE})*+>[^<]*+</\3>{_SPACE})*)"
    return re.compile(rf"<tu((?:{_ATTRIBUTE})*+)>{_SPACE}({items}){sides}</tu>{_SPACE}")


class NotPlain(Exception):
    """This is no XML, or only expat can tell."""


@dataclass(frozen=True, slots=True)
class Run:
    """Plain units that follow each other, column by column."""

    names: tuple[str, ...] | None
    """The attributes of every ``tu``, where they all have the same ones; then :attr:`values` are theirs."""
    values: Sequence[Sequence[str]]
    attributes: list[dict[str, str]]
    """The attributes of each ``tu``, where they have not."""
    items: Sequence[list[Item]]
    """The notes and props of each; empty where none has any."""
    sides: Sequence[Sequence[Side | None]]
    """The first side of each ``tu``, the second one …; None where there is none."""
    texts: Sequence[Sequence[str]]
    """What the sides say."""
    segments: Sequence[Sequence[str]]
    """Their XML where they have inline elements; of a side of which none has any, nothing."""
    lines: Sequence[int]

    def heads(self) -> Iterable[dict[str, str]]:
        """Return the attributes of each ``tu``."""
        if self.names is None:
            return self.attributes
        names = self.names
        if not names:
            return [{} for _ in self.lines]
        return [dict(zip(names, row, strict=True)) for row in zip(*self.values, strict=True)]

    def units(self) -> list[Tu]:
        """Return the units one by one."""
        columns: list[list[Tuv | None]] = [
            [
                (*side, [], text, segment) if side else None
                for side, text, segment in zip(spoken, texts, segments or repeat(""), strict=False)
            ]
            for spoken, texts, segments in zip(self.sides, self.texts, self.segments, strict=True)
        ]
        rows = ([side for side in row if side] for row in zip(*columns, strict=True))
        items = self.items or [[] for _ in self.lines]
        return list(zip(self.heads(), items, rows, self.lines, strict=True))


def decoded(block: bytes) -> str | None:
    """Return *block* as text if every character in it is one that stands for itself; None where expat has to look."""
    if len(block.translate(None, _CONTROLS)) < len(block):
        return None
    try:
        text = block.decode()
    except UnicodeDecodeError:
        return None
    # A single character is found much faster than several.
    return None if "\ufffe" in text or "\uffff" in text or ("]" in text and "]]>" in text) else text


class _Shape(NamedTuple):
    """How units are built that differ in their texts and values only."""

    pattern: re.Pattern[str]
    """A group for each value of an attribute of the ``tu``, for each note or prop, and for each side: its attributes
    if it has more than a language, and its text."""
    names: tuple[str, ...]
    """The attributes of the ``tu``."""
    items: list[tuple[str, str]]
    """Type and language of the notes and props."""
    sides: list[Side | None]
    """The sides; None where their attributes may differ."""
    before: int
    """How many lines end before the ``tu`` begins."""
    ends: int
    """How many lines end in all of it, those in its texts not counted."""


def runs(block: str) -> Iterator[tuple[int, int, int, Callable[[int], Run]]]:
    """Yield (start, end, how many lines end there, how to read it) of what looks like plain units with nothing between.

    The reading is given the line of the start, and raises NotPlain where it is not plain after all.
    """
    at = 0
    while (cut := block.find(_END, at)) >= 0:
        end = cut + len(_END)
        try:
            shape = _shape(block[at:end])
        except NotPlain:
            at = end
            continue
        found = _row(shape.pattern, block, at)
        if not found or (len(found) < _FEW and found[-1].end() < len(block)):
            break
        end = found[-1].end()
        ends = block.count("\n", at, end)
        yield at, end, ends, partial(_shaped, found, shape, block if ends > shape.ends * len(found) else "")
        at = end
    for found in _matches(block, at) if at < len(block) else ():
        at, end = found[0].start(), found[-1].end()
        yield at, end, block.count("\n", at, end), partial(_matched, found, block)


def _shape(tu: str) -> _Shape:
    """Return the shape of a ``tu``, with the white space before it. Raises NotPlain where it is not plain."""
    before, *tags = tu.split("<")
    if len(tags) < 6 or before.strip(" \t\n"):
        raise NotPlain
    names = _names(tuple(_whole(_HEAD, tags[0])[1].split('"')[:-1:2]))
    pattern = r'"([^"<&\t\n]*+)"'.join(map(re.escape, f"{before}<{tags[0]}".split('"')[::2]))
    free = ""
    items: list[tuple[str, str]] = []
    sides: list[Side | None] = []
    at = 1
    while tags[at].startswith(("prop", "note")):
        opened, closed = _ITEM_OPEN.match(tags[at]), _whole(_ITEM_CLOSED, tags[at + 1])
        if opened is None or opened[1] != closed[1]:
            raise NotPlain
        items.append(_about(opened[1], opened[2]))
        pattern += f"{re.escape('<' + opened[0])}([^<]*+){re.escape('<' + closed[0])}"
        free += tags[at][opened.end() :]
        at += 2
    while at < len(tags) - 1:
        opened_, attributes = tags[at], _whole(_TUV_OPEN, tags[at])[1]
        side = _side(attributes)
        alone = len(side[1]) == 1
        sides.append(side if alone else None)
        end = next((more for more in range(at + 2, len(tags) - 2) if tags[more].startswith("/seg>")), 0)
        text = _whole(_SEG_OPEN, "<".join(tags[at + 1 : end]))[1]
        ended, closed_ = _whole(_SEG_CLOSED, tags[end])[0], _whole(_TUV_CLOSED, tags[end + 1])[0]
        pattern += (
            f"<tuv{re.escape(attributes) if alone else '([^<>]*+)'}{re.escape(opened_[len('tuv' + attributes) :])}"
        )
        pattern += f"<seg>({_SEG})<{ended}<{closed_}"
        free += text if alone else attributes + text
        at = end + 2
    if not sides or len(pattern) > _LONGEST:
        raise NotPlain
    ends = tu.count("\n") - free.count("\n")
    return _Shape(re.compile(pattern + _END), names, items, sides, before.count("\n"), ends)


def _shaped(found: Sequence[re.Match[str]], shape: _Shape, block: str, line: int) -> Run:
    """Return the units that were *found* to have a *shape*, from *line* on. Raises NotPlain where any is not plain.

    *block* is empty where no text has more than one line.
    """
    columns = zip(*map(_groups, found), strict=True)
    values = [next(columns) for _ in shape.names]
    items = [[(*about, text) for text in _texts(next(columns))] for about in shape.items]
    sides: list[Sequence[Side]] = []
    said: list[Said] = []
    for side in shape.sides:
        sides.append([side] * len(found) if side else _sides(next(columns)))
        said.append(_segments(next(columns)))
    line += shape.before
    lines: Sequence[int] = [line + shape.ends * at for at in range(len(found))]
    if block:
        starts = [*map(re.Match.start, found)]
        lines = [*accumulate(map(block.count, repeat("\n"), starts, starts[1:]), initial=line)]
    texts, segments = zip(*said, strict=True)
    return Run(shape.names, values, [], [*map(list, zip(*items, strict=True))], sides, texts, segments, lines)


def _sides(column: Sequence[str]) -> list[Side]:
    """Return the sides that have these attributes. Raises NotPlain where they are none."""
    known = {text: _side(_whole(_ATTRIBUTES, text)[0]) for text in set(column)}
    return [*map(known.__getitem__, column)]


def _whole(shape: re.Pattern[str], text: str) -> re.Match[str]:
    """Return how all of *text* matches. Raises NotPlain where it does not."""
    found = shape.fullmatch(text)
    if found is None:
        raise NotPlain
    return found


def _row(shape: re.Pattern[str], block: str, start: int) -> list[re.Match[str]]:
    """Return what has this *shape* in *block*, from *start* on and with nothing between."""
    found = []
    for match in shape.finditer(block, start):
        if match.start() != start:
            break
        found.append(match)
        start = match.end()
    return found


def _matches(block: str, start: int) -> Iterator[list[re.Match[str]]]:
    """Yield what the expression for all takes for units with nothing between them, in *block* from *start* on."""
    found = list(_any().finditer(block, start))
    starts = [*map(re.Match.start, found)]
    ends = [*map(re.Match.end, found)]
    cuts = [at for at, (end, start) in enumerate(zip(ends, starts[1:], strict=False), 1) if end != start]
    for one, two in pairwise([0, *cuts, len(found)]):
        if one < two:
            yield found[one:two]


def _matched(found: Sequence[re.Match[str]], block: str, line: int) -> Run:
    """Return the units that were *found* in *block*, from *line* on. Raises NotPlain where any of them is not plain."""
    heads, items, _, *sides = zip(*map(_groups, found), strict=True)
    starts = [*map(re.Match.start, found)]
    spoken = [column for column in sides[::2] if any(column)]
    texts, segments = zip(*map(_segments, sides[1 : 2 * len(spoken) : 2]), strict=True)
    return Run(
        None,
        [],
        [*map(_attributes, heads)],
        [_items(item) if item else [] for item in items] if any(items) else [],
        [[_side(side) if side else None for side in column] for column in spoken],
        texts,
        segments,
        [*accumulate(map(block.count, repeat("\n"), starts, starts[1:]), initial=line)],
    )


def _texts(column: Sequence[str]) -> Sequence[str]:
    """Return pieces of character data as what they say. Raises NotPlain where only expat can tell."""
    joined = "\0".join(column)
    return _said(joined).split("\0") if "&" in joined else column


def _segments(column: Sequence[str]) -> Said:
    """Return the contents of ``seg`` as what they say. Raises NotPlain where only expat can tell."""
    joined = _BORDER.join(column)
    if "<" not in joined:
        return _said(joined).split(_BORDER) if "&" in joined else column, ()
    places = [*compress(count(), map(contains, column, repeat("<")))]
    coded = [column[at] for at in places]
    said, written = _inline(coded)
    if len(places) == len(column):
        return said, written
    texts, segments = [*column], [""] * len(column)
    for at in places:
        texts[at] = ""
    texts = [*_texts(texts)]
    for at, text, segment in zip(places, said, written, strict=True):
        texts[at], segments[at] = text, segment
    return texts, segments


def _inline(column: Sequence[str]) -> Said:
    """Return the contents of ``seg``, all of which have inline elements, and their XML as we write it.

    Raises NotPlain where only expat can tell.
    """
    joined = _BORDER.join(column)
    pieces = _CODE.split(joined)
    bare = "".join(pieces[::2])
    if "<" in bare or ">" in bare or _FOREIGN.search(bare):
        return _nested(joined)
    codes = list(set(pieces[1::2]))  # mostly few, and often
    written = _coded(_BORDER.join(codes))
    if written != codes:
        pieces[1::2] = map(dict(zip(codes, written, strict=True)).__getitem__, pieces[1::2])
        column = "".join(pieces).split(_BORDER)
    return _said(bare).split(_BORDER), column


def _coded(joined: str) -> Sequence[str]:
    """Return inline codes as we write them. Raises NotPlain where only expat can tell."""
    if "/>" in joined:
        joined = _EMPTY.sub(r"<\1\2></\1>", joined)
    alike = set(joined.encode().translate(_DIGITS).decode().split(_BORDER))  # few, also of many codes
    usual = all(map(_usual, {_VALUE.sub('""', code) for code in alike}))
    return joined.split(_BORDER) if usual and not _FOREIGN.search(joined) else _nested(joined)[1]


@lru_cache(maxsize=64)
def _usual(shape: str) -> bool:
    """Return whether an inline code of *shape* stands as we write it. Raises NotPlain where only expat can tell."""
    return _nested(shape)[1] == [shape]


def _nested(joined: str) -> Said:
    """Return what :func:`_segments` does, whatever the inline elements hold, and however the texts are written."""
    pieces = _TAGS.split(joined)
    if any("<" in piece for piece in pieces[::2]):
        raise NotPlain
    texts = _texts(pieces[::2])
    written = _written(pieces[::2], texts)
    text, segment = [texts[0]], [written[0]]
    open_: list[str] = []
    code = 0
    for (name, tag, opens, closes), said, wrote in zip(map(_tag, pieces[1::2]), texts[1:], written[1:], strict=True):
        if opens:
            open_.append(name)
            code += bool(code) or name in CODES
        if closes:
            if not open_ or open_.pop() != name:
                raise NotPlain
            code -= bool(code)
        if open_ and (_BORDER in said or len(open_) > DEPTH):
            raise NotPlain
        segment += (tag, wrote)
        if not code:
            text.append(said)
    if open_:
        raise NotPlain
    segments = "".join(segment).split(_BORDER)
    return "".join(text).split(_BORDER), [found if "<" in found else "" for found in segments]


_BORDER = "\1"
"""What stands between segments that are read together: no character of XML."""


def _written(pieces: Sequence[str], said: Sequence[str]) -> Sequence[str]:
    """Return character data that says what is *said* as we write it, which mostly is how it stands in *pieces*."""
    joined = "".join(pieces)
    if ">" not in joined and not _FOREIGN.search(joined):
        return pieces
    return [_BORDER.join(map(escape, text.split(_BORDER))) for text in said]


@lru_cache(maxsize=1024)
def _tag(spelled: str) -> tuple[str, str, bool, bool]:
    """Return the name in an inline tag, the tag as we write it, whether it opens the element, and whether it ends it.

    Raises NotPlain where it is none.
    """
    inside = spelled.strip("</>")
    name = inside.split(None, 1)[0]
    if spelled[1] == "/":
        if inside.rstrip(" \n") != name or spelled.endswith("/>"):
            raise NotPlain
        return name, f"</{name}>", False, True
    empty = spelled.endswith("/>")
    opened = start_tag(name, _attributes(inside[len(name) :]))
    return name, f"{opened}</{name}>" if empty else opened, True, empty


def _said(text: str) -> str:
    """Return *text* with its references replaced by what they stand for."""
    text = text.replace("&amp;", _AMPERSAND)
    if "&" in text:
        for name, character in _NAMED:
            text = text.replace(name, character)
        text = _NUMBER.sub(_character, text)  # last: what it gives is no part of a name
        if "&" in text:
            raise NotPlain
    return text.replace(_AMPERSAND, "&")


def _character(found: re.Match[str]) -> str:
    """Return the character of a reference that gives its number."""
    decimal, hexadecimal = found.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code > 0x10FFFF or not is_legal(chr(code)):
        raise NotPlain
    return _AMPERSAND if code == ord("&") else chr(code)


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag, of which *text* is what stands after its name."""
    parts = text.split('"')
    return dict(zip(_names(tuple(parts[:-1:2])), parts[1::2], strict=True))


@lru_cache(maxsize=1024)
def _names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of attributes from what stands before their values."""
    names = tuple(part.strip(" \n=") for part in parts)
    if len(set(names)) < len(names):
        raise NotPlain
    return names


@lru_cache(maxsize=1024)
def _side(text: str) -> Side:
    """Return the language that the attributes in *text* name, and all of them."""
    found = _attributes(text)
    return found.get("xml:lang") or found.get("lang") or "", found


def _about(name: str, text: str) -> tuple[str, str]:
    """Return the type and the language of a note or prop, of which *text* are the attributes."""
    language, attributes = _side(text)
    return (attributes.get("type") or "-") if name == "prop" else "", language


def _items(text: str) -> list[Item]:
    """Return notes and props."""
    names, abouts, texts = zip(*_ITEM.findall(text), strict=True)
    rows = zip(map(_about, names, abouts), _texts(texts), strict=True)
    return [(kind, language, said) for (kind, language), said in rows]
