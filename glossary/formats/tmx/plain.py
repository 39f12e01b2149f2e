"""The plain shape of a ``tu``, which nearly all have, found in the text: several times as fast as by expat's handlers.

Plain is a ``tu`` of notes, props and ``tuv``, each of these a ``seg`` and nothing else: attributes in double quotes,
no inline codes, no comments, no CDATA. Whatever is not surely that is not plain, and expat reads it: all that is found
here, it would have read the same way. A step of Python's takes longer than what it does for one unit, so units that
follow each other are read column by column: first those that are built alike (:func:`_alike`), cut at each ``<``; where
that fails, those of up to four sides that a regular expression knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, chain, groupby, pairwise, repeat
from operator import methodcaller

Item = tuple[str, str, str]
"""A note or prop: (its type, empty for a note; its language; its text)."""
Tuv = tuple[str, dict[str, str], list[Item], str, str]
"""One language's side: its language as spelled, attributes, notes and props, plain text, and the segment's own XML
where it has inline codes."""
Tu = tuple[dict[str, str], list[Item], list[Tuv], int]
"""A translation unit: attributes, notes and props, its sides, its line."""
Side = tuple[str, dict[str, str]]
"""A side's language as spelled, and its attributes."""

_SIDES = 4
_SPACE = r"[ \t\n]*+"
_ATTRIBUTE = r"""[ \n]++[A-Za-z_:][A-Za-z0-9_:.-]*+="[^"<&\t\n]*+\""""
_TUV = rf"<tuv((?:{_ATTRIBUTE})++)>{_SPACE}<seg>([^<]*+)</seg>{_SPACE}</tuv>{_SPACE}"
_TUVS = _TUV
for _ in range(_SIDES - 1):
    _TUVS = rf"{_TUV}(?:{_TUVS})?+"
_TU = re.compile(
    rf"<tu((?:{_ATTRIBUTE})*+)>{_SPACE}((?>(?:<(prop|note)(?:{_ATTRIBUTE})*+>[^<]*+</\3>{_SPACE})*)){_TUVS}</tu>{_SPACE}"
)
"""A plain ``tu``, and the white space after it, in text whose line ends are line feeds."""
_ITEM = re.compile(rf"<(prop|note)((?:{_ATTRIBUTE})*+)>([^<]*+)</")
_ITEM_OPEN = re.compile(rf"(prop|note)((?:{_ATTRIBUTE})*+)>")
_ITEM_CLOSED = re.compile(rf"/(prop|note)>{_SPACE}")
_HEAD = re.compile(rf"tu((?:{_ATTRIBUTE})*+)>{_SPACE}")
_TUV_OPEN = re.compile(rf"tuv((?:{_ATTRIBUTE})++)>{_SPACE}")
_SEG_CLOSED = re.compile("/seg>" + _SPACE)
_TUV_CLOSED = re.compile("/tuv>" + _SPACE)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n"))
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_UNUSUAL = re.compile("&(?!(?:lt|gt|quot|apos|amp);)(?:#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));)?")
_NO_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_groups = methodcaller("groups", "")


class NotPlain(Exception):
    """This is no XML, or only expat can tell."""


@dataclass(frozen=True, slots=True)
class Run:
    """Plain units that follow each other, column by column."""

    names: tuple[str, ...] | None
    """The attributes of every ``tu``, where they all have the same ones; then :attr:`values` are theirs."""
    values: list[list[str]]
    attributes: list[dict[str, str]]
    """The attributes of each ``tu``, where they have not."""
    items: Sequence[list[Item]]
    """The notes and props of each; empty where none has any."""
    sides: Sequence[Sequence[Side | None]]
    """The first side of each ``tu``, the second one …; None where there is none."""
    texts: Sequence[Sequence[str]]
    """What the sides say."""
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
            [(*side, [], text, "") if side else None for side, text in zip(spoken, texts, strict=True)]
            for spoken, texts in zip(self.sides, self.texts, strict=True)
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


def runs(block: str) -> Iterator[tuple[int, int, Callable[[int], Run]]]:
    """Yield (start, end, how to read it) of what looks like plain units with nothing between them.

    The reading is given the line of the start, and raises NotPlain where it is not plain after all.
    """
    whole = block.split("</tu>")[:-1]
    at = done = 0
    for _, group in groupby((tu.split("<") for tu in whole), len):
        rows = list(group)
        tus = whole[done : done + len(rows)]
        end = at + sum(map(len, tus)) + len("</tu>") * len(rows)
        try:
            made = _alike(rows, tus)
        except NotPlain:
            for found in _matches(block, at, end):
                yield found[0].start(), found[-1].end(), partial(_matched, found, block)
        else:
            yield at, end, made
        at = end
        done += len(rows)


def _alike(rows: Sequence[Sequence[str]], tus: Sequence[str]) -> Callable[[int], Run]:
    """Return how to read *rows*, each a ``tu`` that was cut at every ``<``; *tus* are the same ones whole.

    Raises NotPlain where any is not plain, or they are not built alike.
    """
    if len(rows[0]) < 6:
        raise NotPlain
    before, heads, *columns = zip(*rows, strict=True)
    if "".join(before).strip(" \t\n"):
        raise NotPlain
    names, values = _columns(heads)
    at = 0
    items: list[list[Item]] = []
    while at + 1 < len(columns) and columns[at][0].startswith(("prop", "note")):
        items.append(_item_column(*columns[at : at + 2]))
        at += 2
    sides: list[Sequence[Side | None]] = []
    texts: list[Sequence[str]] = []
    if (len(columns) - at) % 4 or at == len(columns):
        raise NotPlain
    for opened, said, end, closed in zip(*[iter(columns[at:])] * 4, strict=True):
        known = {tag: _side(_whole(_TUV_OPEN, tag)[1]) for tag in set(opened)}
        sides.append([*map(known.__getitem__, opened)])
        texts.append(_texts(said, "seg>"))
        for shape, column in ((_SEG_CLOSED, end), (_TUV_CLOSED, closed)):
            for tag in set(column):
                _whole(shape, tag)
    gathered = [*map(list, zip(*items, strict=True))]

    def read(line: int) -> Run:
        starts = accumulate(map(str.count, tus[:-1], repeat("\n")), initial=line)
        lines = [*map(int.__add__, starts, map(str.count, before, repeat("\n")))]
        return Run(names, values, [], gathered, sides, texts, lines)

    return read


def _whole(shape: re.Pattern[str], text: str) -> re.Match[str]:
    """Return how all of *text* matches. Raises NotPlain where it does not."""
    found = shape.fullmatch(text)
    if found is None:
        raise NotPlain
    return found


def _item_column(opened: Sequence[str], closed: Sequence[str]) -> list[Item]:
    """Return the notes or props that stand at the same place of each ``tu``. Raises NotPlain where these differ."""
    begun = _ITEM_OPEN.match(opened[0])
    if begun is None or any(_whole(_ITEM_CLOSED, tag)[1] != begun[1] for tag in set(closed)):
        raise NotPlain
    kind, language = _about(begun[1], begun[2])
    return [(kind, language, text) for text in _texts(opened, begun[0])]


def _columns(heads: Sequence[str]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the names of the attributes that all *heads* have, and their values. Raises NotPlain where they differ.

    A head is ``tu tuid="1">`` and the white space after it.
    """
    first = _whole(_HEAD, heads[0])[1]
    count = first.count('"') // 2
    if not count:
        if any(_whole(_HEAD, head)[1] for head in set(heads)):
            raise NotPlain
        return (), []
    parts = "\0".join(heads).split('"')
    # Between two heads stand the end of one and the beginning of the next.
    borders = {parts[-1] + "\0" + parts[0], *parts[2 * count : -1 : 2 * count]}
    between = [set(parts[at : -1 : 2 * count]) for at in range(2, 2 * count, 2)]
    values = [parts[at :: 2 * count] for at in range(1, 2 * count, 2)]
    if len(parts) != 2 * count * len(heads) + 1 or len(borders) > 1 or any(len(names) > 1 for names in between):
        raise NotPlain
    joined = "".join(chain.from_iterable(values))
    if "&" in joined or "\t" in joined or "\n" in joined:
        raise NotPlain
    return _names(tuple(first.split('"')[:-1:2])), values


def _matches(block: str, start: int, end: int) -> Iterator[list[re.Match[str]]]:
    """Yield what the regular expression takes for plain units with nothing between them, in a part of *block*."""
    found = list(_TU.finditer(block, start, end))
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
    return Run(
        None,
        [],
        [*map(_attributes, heads)],
        [_items(item) if item else [] for item in items] if any(items) else [],
        [[_side(side) if side else None for side in column] for column in spoken],
        [_texts(column) for column in sides[1 : 2 * len(spoken) : 2]],
        [*accumulate(map(block.count, repeat("\n"), starts, starts[1:]), initial=line)],
    )


def _texts(column: Sequence[str], opened: str = "") -> Sequence[str]:
    """Return pieces of character data as what they say, without *opened*, with which each begins.

    Raises NotPlain where one does not begin so.
    """
    joined = "\0" + "\0".join(column)
    if "&" in joined:
        joined = _said(joined)
    found = joined.split("\0" + opened)
    if len(found) != len(column) + 1:
        raise NotPlain
    return found[1:]


def _said(text: str) -> str:
    """Return *text* with its references replaced by what they stand for."""
    if text.count("&") == text.count("&amp;"):
        return text.replace("&amp;", "&")
    if _UNUSUAL.search(text):
        text = _UNUSUAL.sub(_character, text)
    for name, character in _NAMED:
        text = text.replace(name, character)
    return text


def _character(found: re.Match[str]) -> str:
    """Return the character of a reference that gives its number; an ampersand as a reference."""
    decimal, hexadecimal = found.groups()
    if not decimal and not hexadecimal:
        raise NotPlain
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code > 0x10FFFF or _NO_CHARACTER.match(chr(code)):
        raise NotPlain
    return "&amp;" if code == ord("&") else chr(code)


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
