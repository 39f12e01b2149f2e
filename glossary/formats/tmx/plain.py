"""A fast reader for plain ``tu`` elements, which nearly all are: several times as fast as expat's handlers.

A plain ``tu`` has notes, props and ``tuv`` elements with a ``seg`` and nothing else: attributes in double quotes, the
inline elements of TMX, no comments, no CDATA. Anything that might not be plain is left to expat; the results are the
same.

In Python, the steps taken per unit cost more than the work itself. So consecutive units are read together, as columns:
those that differ only in texts and attribute values by a regular expression made from the first of them
(:class:`_Shape`), others, with up to four sides, by a general expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate, pairwise, repeat
from operator import methodcaller
from typing import NamedTuple

from glossary.formats.xml import DEPTH, escape, is_legal
from glossary.formats.xml import tag as start_tag

Item = tuple[str, str, str]
"""A note or prop: (type, empty for a note; language; text)."""
Tuv = tuple[str, dict[str, str], list[Item], str, str]
"""One side of a unit: language as spelled, attributes, notes and props, plain text, and the XML of the segment if it
has inline codes."""
Tu = tuple[dict[str, str], list[Item], list[Tuv], int]
"""A translation unit: attributes, notes and props, sides, line."""
Side = tuple[str, dict[str, str]]
"""The language of a side, as spelled, and its attributes."""
Texts = tuple[Sequence[str], Sequence[str]]
"""The texts of some sides, and the XML of those with inline elements (an empty string for others; no column if no side
has any)."""
CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements that contain code, not text; a ``sub`` in them is a separate text."""

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
_VALUED = r""" ([A-Za-z_:][A-Za-z0-9_:.-]*+)="[^"<>&\t\n\x01]*+\""""
_CODE = re.compile(
    rf"<({'|'.join(sorted(CODES))})(?:{_VALUED}(?:(?! \2=){_VALUED}(?:(?! \2=| \3=){_VALUED})?+)?+)?+"
    r"(?: ?/>|>(?!</)[^<>&\x01]*+(?:&(?:amp|lt|gt);[^<>&\x01]*+)*+</\1>)"
)
"""An inline element with nothing but code, in the form in which we write it (except a space before ``/>``), with up to
three attributes, which have different names."""
_SEG_CLOSED = re.compile("/seg>" + _SPACE)
_TUV_CLOSED = re.compile("/tuv>" + _SPACE)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n"))
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"))
_NUMBER = re.compile("&#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));")
_FOREIGN = re.compile("&(?!(?:amp|lt|gt);)")
"""A reference that we do not write, or an ampersand."""
_AMPERSAND = "\2"
"""Replaces an ampersand that is already unescaped, while others are not; not a character of XML."""
_END = "</tu>"
_FEW = 8
"""Fewer units than this are not worth an expression of their own."""
_LONGEST = 10_000
"""The most characters in the expression of a shape."""
_groups = methodcaller("groups", "")


@cache
def _plain_tu() -> re.Pattern[str]:
    """Return the pattern of a plain ``tu`` and the whitespace after it, in text with line feeds as line ends."""
    sides = _TUV
    for _ in range(_SIDES - 1):
        sides = rf"{_TUV}(?:{sides})?+"
    items = rf"(?>(?:<(prop|note)(?:{_ATTRIBUTE})*+>[^<]*+</\3>{_SPACE})*)"
    return re.compile(rf"<tu((?:{_ATTRIBUTE})*+)>{_SPACE}({items}){sides}</tu>{_SPACE}")


class NotPlain(Exception):
    """Raised when only expat can tell how to read something."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive plain units, as columns."""

    names: tuple[str, ...] | None
    """The attribute names, if they are the same for every ``tu``; then :attr:`values` has their values."""
    values: Sequence[Sequence[str]]
    attributes: list[dict[str, str]]
    """The attributes of each ``tu`` otherwise."""
    items: Sequence[list[Item]]
    """The notes and props of each unit; empty if none has any."""
    sides: Sequence[Sequence[Side | None]]
    """The first side of each ``tu``, the second one …; None for missing ones."""
    texts: Sequence[Sequence[str]]
    """The texts of the sides."""
    segments: Sequence[Sequence[str]]
    """The XML of segments with inline elements; an empty column for sides without any."""
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
    """Return *block* as text, or None if it may have characters that expat would refuse or change."""
    if len(block.translate(None, _CONTROLS)) < len(block):
        return None
    try:
        text = block.decode()
    except UnicodeDecodeError:
        return None
    # Searching for a single character first is much faster.
    return None if "\ufffe" in text or "\uffff" in text or ("]" in text and "]]>" in text) else text


class _Shape(NamedTuple):
    """The common structure of units that differ only in texts and attribute values."""

    pattern: re.Pattern[str]
    """Has a group for each attribute value of the ``tu``, for each note or prop, and for each side: its attributes, if
    it has more than a language, and its text."""
    names: tuple[str, ...]
    """The attribute names of the ``tu``."""
    items: list[tuple[str, str]]
    """The type and language of the notes and props."""
    sides: list[Side | None]
    """The sides, or None for one whose attributes may vary."""
    before: int
    """The number of line ends before the ``tu``."""
    ends: int
    """The number of line ends in the whole, excluding those in its texts."""


def runs(block: str) -> Iterator[tuple[int, int, int, Callable[[int], Run]]]:
    """Yield (start, end, number of line ends, reader) for consecutive units that look plain.

    The reader takes the line of the start and returns a :class:`Run`, or raises NotPlain.
    """
    at = 0
    while (cut := block.find(_END, at)) >= 0:
        end = cut + len(_END)
        try:
            shape = _shape(block[at:end])
        except NotPlain:
            at = end
            continue
        found = _consecutive(shape.pattern, block, at)
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
    """Return the shape of a ``tu`` and the whitespace before it. Raises NotPlain."""
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
        items.append(_kind(opened[1], opened[2]))
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
    """Return the *found* units of a *shape*, the first of which is in *line*. Raises NotPlain.

    *block* is empty if no text has more than one line.
    """
    columns = zip(*map(_groups, found), strict=True)
    values = [next(columns) for _ in shape.names]
    items = [[(*about, text) for text in _texts(next(columns))] for about in shape.items]
    sides: list[Sequence[Side]] = []
    said: list[Texts] = []
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
    """Return the sides with these attributes. Raises NotPlain."""
    known = {text: _side(_whole(_ATTRIBUTES, text)[0]) for text in set(column)}
    return [*map(known.__getitem__, column)]


def _whole(shape: re.Pattern[str], text: str) -> re.Match[str]:
    """Return the match of the whole *text*. Raises NotPlain if there is none."""
    found = shape.fullmatch(text)
    if found is None:
        raise NotPlain
    return found


def _consecutive(shape: re.Pattern[str], block: str, start: int) -> list[re.Match[str]]:
    """Return the consecutive matches of *shape* in *block* from *start* on."""
    found = []
    for match in shape.finditer(block, start):
        if match.start() != start:
            break
        found.append(match)
        start = match.end()
    return found


def _matches(block: str, start: int) -> Iterator[list[re.Match[str]]]:
    """Yield lists of consecutive matches of the expression for all units, in *block* from *start* on."""
    found = list(_plain_tu().finditer(block, start))
    starts = [*map(re.Match.start, found)]
    ends = [*map(re.Match.end, found)]
    cuts = [at for at, (end, start) in enumerate(zip(ends, starts[1:], strict=False), 1) if end != start]
    for one, two in pairwise([0, *cuts, len(found)]):
        if one < two:
            yield found[one:two]


def _matched(found: Sequence[re.Match[str]], block: str, line: int) -> Run:
    """Return the *found* units in *block*, the first of which is in *line*. Raises NotPlain."""
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
    """Return the text of pieces of character data. Raises NotPlain."""
    joined = "\0".join(column)
    return _unescaped(joined).split("\0") if "&" in joined else column


def _segments(column: Sequence[str]) -> Texts:
    """Return the texts of segments, and their XML as we write it. Raises NotPlain.

    Inline codes that already have that form are only cut out of the text; segments with others are parsed tag by tag.
    """
    joined = _BORDER.join(column)
    if "<" not in joined:
        return _texts(column), ()
    bare = _CODE.sub("", joined)
    texts, segments = _unescaped(bare).split(_BORDER), [text if "<" in text else "" for text in column]
    if "<" in bare or ">" in bare or _FOREIGN.search(bare):
        odd = [
            at
            for at, (text, segment) in enumerate(zip(bare.split(_BORDER), segments, strict=True))
            if segment and ("<" in text or ">" in text or _FOREIGN.search(text))
        ]
        if odd:
            for at, text, segment in zip(odd, *_nested(_BORDER.join([column[at] for at in odd])), strict=True):
                texts[at], segments[at] = text, segment
    if " />" in joined:
        segments = _BORDER.join(segments).replace(" />", "/>").split(_BORDER)
    return texts, segments


def _nested(joined: str) -> Texts:
    """Do what :func:`_segments` does, for any inline elements and any spelling of characters."""
    pieces = _TAGS.split(joined)
    if any("<" in piece for piece in pieces[::2]):
        raise NotPlain
    texts = _texts(pieces[::2])
    written = _written(pieces[::2], texts)
    text, segment = [texts[0]], [written[0]]
    open_: list[str] = []
    hollow = False  # whether the last tag was a start tag, directly before this one
    code = 0
    for (name, tag, opens, closes), said, wrote in zip(map(_tag, pieces[1::2]), texts[1:], written[1:], strict=True):
        if opens:
            open_.append(name)
            code += bool(code) or name in CODES
        if closes and hollow and not opens:
            segment[-2:], tag = [f"{segment[-2][:-1]}/>"], ""
        hollow = opens and not closes and not said
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
"""Separates segments that are processed together; not a character of XML."""


def _written(pieces: Sequence[str], said: Sequence[str]) -> Sequence[str]:
    """Return character data in the form in which we write it; usually the same as in *pieces*, whose texts are
    *said*."""
    joined = "".join(pieces)
    if ">" not in joined and not _FOREIGN.search(joined):
        return pieces
    return [_BORDER.join(map(escape, text.split(_BORDER))) for text in said]


@lru_cache(maxsize=1024)
def _tag(spelled: str) -> tuple[str, str, bool, bool]:
    """Return the name of an inline tag, its form as we write it, whether it opens an element, and whether it closes
    one.

    Raises NotPlain.
    """
    inside = spelled.strip("</>")
    name = inside.split(None, 1)[0]
    if spelled[1] == "/":
        if inside.rstrip(" \n") != name or spelled.endswith("/>"):
            raise NotPlain
        return name, f"</{name}>", False, True
    empty = spelled.endswith("/>")
    opened = start_tag(name, _attributes(inside[len(name) :]))
    return name, f"{opened[:-1]}/>" if empty else opened, True, empty


def _unescaped(text: str) -> str:
    """Return *text* with references replaced by their characters. Raises NotPlain."""
    text = text.replace("&amp;", _AMPERSAND)
    if "&" in text:
        for name, character in _ENTITIES:
            text = text.replace(name, character)
        text = _NUMBER.sub(_character, text)  # last: what it gives is no part of a name
        if "&" in text:
            raise NotPlain
    return text.replace(_AMPERSAND, "&")


def _character(found: re.Match[str]) -> str:
    """Return the character of a numeric reference."""
    decimal, hexadecimal = found.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code > 0x10FFFF or not is_legal(chr(code)):
        raise NotPlain
    return _AMPERSAND if code == ord("&") else chr(code)


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes in *text*, the part of a tag after its name."""
    parts = text.split('"')
    return dict(zip(_names(tuple(parts[:-1:2])), parts[1::2], strict=True))


@lru_cache(maxsize=1024)
def _names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return attribute names, given the parts of a tag before their values."""
    names = tuple(part.strip(" \n=") for part in parts)
    if len(set(names)) < len(names):
        raise NotPlain
    return names


@lru_cache(maxsize=1024)
def _side(text: str) -> Side:
    """Return the language in the attributes *text*, and all attributes."""
    found = _attributes(text)
    return found.get("xml:lang") or found.get("lang") or "", found


def _kind(name: str, text: str) -> tuple[str, str]:
    """Return the type and the language of a note or prop with the attributes *text*."""
    language, attributes = _side(text)
    return (attributes.get("type") or "-") if name == "prop" else "", language


def _items(text: str) -> list[Item]:
    """Return the notes and props in *text*."""
    names, abouts, texts = zip(*_ITEM.findall(text), strict=True)
    rows = zip(map(_kind, names, abouts), _texts(texts), strict=True)
    return [(kind, language, said) for (kind, language), said in rows]
