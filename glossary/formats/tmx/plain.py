"""The plain shape of a ``tu``, which nearly all have, found in bytes: several times as fast as by expat's handlers.

Plain is a ``tu`` of notes, props and one to four ``tuv``, each of these a ``seg`` and nothing else: attributes between
double quotes, no inline codes, no comments, no CDATA. Whatever is not surely that is not plain, and expat reads it: all
that is found here, it would have read the same way. Much is done for many units at once, because a step of Python's
takes longer than what it does for one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, repeat
from operator import methodcaller

Item = tuple[str, str, str]
"""A note or prop: (its type, empty for a note; its language; its text)."""
Tuv = tuple[str, dict[str, str], list[Item], str, str]
"""One language's side: its language as spelled, attributes, notes and props, plain text, and the segment's own XML
where it has inline codes."""
Tu = tuple[dict[str, str], list[Item], list[Tuv], int]
"""A translation unit: attributes, notes and props, its sides, its line."""

_SIDES = 4
_ATTRIBUTE = rb"""[ \n]++[A-Za-z_:][A-Za-z0-9_:.-]*+="[^"<&\t\n]*+\""""
_TUV = rb"<tuv((?:%b)++)>[ \t\n]*+<seg>([^<]*+)</seg>[ \t\n]*+</tuv>[ \t\n]*+" % _ATTRIBUTE
_TUVS = _TUV
for _ in range(_SIDES - 1):
    _TUVS = _TUV + rb"(?:%b)?+" % _TUVS
TU = re.compile(
    rb"<tu((?:%b)*+)>[ \t\n]*+((?:<(prop|note)(?:%b)*+>[^<]*+</\3>[ \t\n]*+)*+)%b</tu>[ \t\n]*+"
    % (_ATTRIBUTE, _ATTRIBUTE, _TUVS)
)
"""A plain ``tu``, and the white space after it, in UTF-8 whose line ends are line feeds."""
_ITEM = re.compile(rb"<(prop|note)([^>]*+)>([^<]*+)</")
_CONTROLS = bytes(set(range(1, 0x20)) - set(b"\t\n"))
_NAMED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_UNUSUAL = re.compile("&(?!(?:lt|gt|quot|apos|amp);)(?:#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}));)?")
_NO_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_groups = methodcaller("groups", b"")


class NotPlain(Exception):
    """This is no XML, or only expat can tell."""


def runs(block: bytes) -> Iterator[list[re.Match[bytes]]]:
    """Yield what looks like plain units with nothing between them."""
    found = list(TU.finditer(block))
    starts = [*map(re.Match.start, found)]
    ends = [*map(re.Match.end, found)]
    cuts = [at for at, (end, start) in enumerate(zip(ends, starts[1:], strict=False), 1) if end != start]
    for one, two in pairwise([0, *cuts, len(found)]):
        if one < two:
            yield found[one:two]


def units(run: Sequence[re.Match[bytes]], block: bytes, line: int) -> list[Tu]:
    """Return the units of a *run* in *block* that begins in *line*. Raises NotPlain where any of them is not plain."""
    heads, items, _, *sides = zip(*map(_groups, run), strict=True)
    starts = [*map(re.Match.start, run)]
    lines = accumulate(map(block.count, repeat(b"\n"), starts, starts[1:]), initial=line)
    columns: list[Sequence[Tuv | None]] = []
    for spoken, texts in zip(sides[::2], sides[1::2], strict=True):
        if any(spoken):
            pairs = zip(map(_side, spoken), _texts(texts), strict=True)
            columns.append([(*side, [], text, "") if side else None for side, text in pairs])
    rows = zip(*columns, strict=True)
    return list(
        zip(
            [_attributes(head) for head in _texts(heads)],
            [_items(item) if item else [] for item in items],
            map(list, rows) if None not in columns[-1] else ([side for side in row if side] for row in rows),
            lines,
            strict=True,
        )
    )


def _texts(column: Sequence[bytes]) -> list[str]:
    """Return pieces of character data as what they say."""
    joined = b"\0".join(column)
    if len(joined.translate(None, _CONTROLS)) < len(joined) or b"]]>" in joined:
        raise NotPlain
    if b"\xef\xbf\xbe" in joined or b"\xef\xbf\xbf" in joined:  # U+FFFE and U+FFFF are no characters
        raise NotPlain
    try:
        text = joined.decode()
    except UnicodeDecodeError:
        raise NotPlain from None
    found = (_said(text) if "&" in text else text).split("\0")
    if len(found) != len(column):
        raise NotPlain
    return found


def _said(text: str) -> str:
    """Return *text* with its references replaced by what they stand for."""
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
def _side(data: bytes) -> tuple[str, dict[str, str]] | None:
    """Return the language that the attributes in *data* name, and all of them."""
    if not data:
        return None
    found = _attributes(_texts([data])[0])
    return found.get("xml:lang") or found.get("lang") or "", found


def _items(data: bytes) -> list[Item]:
    """Return notes and props."""
    names, abouts, texts = zip(*_ITEM.findall(data), strict=True)
    found: list[Item] = []
    for name, about, text in zip(names, abouts, _texts(texts), strict=True):
        language, attributes = _side(about) or ("", {})
        found.append(((attributes.get("type") or "-") if name == b"prop" else "", language, text))
    return found
