"""Catalog -> bytes. Unchanged entries come back byte for byte; changed ones are written as GNU gettext writes them.

A changed entry keeps the line breaks of every text in it that is unchanged, and, if only the translation or only the
comments changed, every other byte. A new text is wrapped as msgcat wraps it, at 79 columns, or not at all in a file
that was written with ``--no-wrap``. Break opportunities follow UAX #14 for the scripts we meet (after spaces, hyphens
and slashes; between ideographs, but not before closing punctuation); msgcat knows some rarer ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from glossary.formats.po.catalog import Catalog, Entry
from glossary.formats.po.parse import SIMPLE, literals, value, walk
from glossary.text.columns import columns, is_narrow

WIDTH = 79
"""The width of a line, GNU gettext's default."""


@dataclass(frozen=True, slots=True)
class Style:
    """The layout of a file."""

    newline: str = "\n"
    width: int = WIDTH
    """The width of a line; 0 for no wrapping."""
    apart: bool = True
    """Whether blank lines separate entries."""


def serialize(catalog: Catalog) -> bytes:
    """Return *catalog* as bytes, in UTF-8 (also in its header) if its own encoding cannot represent it."""
    try:
        return catalog.bom + _text(catalog).encode(catalog.encoding)
    except UnicodeEncodeError:
        return _text(in_utf8(catalog)).encode("utf-8", "replace")  # lone surrogates


def in_utf8(catalog: Catalog) -> Catalog:
    """Return *catalog* in UTF-8, with its header updated."""
    charset = re.compile(r"(charset=)[^\s;]+")
    entries = tuple(
        replace(entry, msgstr=(charset.sub(r"\1UTF-8", entry.msgstr[0], count=1),)) if entry.is_header else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries, encoding="utf-8", bom=b"")


def _text(catalog: Catalog) -> str:
    """Return *catalog* as text: unchanged entries as they were, the others in the same style."""
    if all(entry.raw for entry in catalog.entries):
        return "".join([entry.lead + entry.raw for entry in catalog.entries]) + catalog.tail
    style = style_of(catalog)
    parts: list[str] = []
    spaced = True  # whether a blank line precedes
    above: Entry | None = None
    for entry, below in zip(catalog.entries, (*catalog.entries[1:], None), strict=True):
        text = entry.raw or compose(entry, style)
        if style.apart and not entry.raw and not _ends_with_blank(text) and not _are_in_place(entry, below):
            text += style.newline
        if not (spaced or entry.lead) and not (_are_in_place(above, entry) and parts[-1].endswith(("\n", "\r"))):
            parts.append(style.newline)
        parts.append(entry.lead + text)
        spaced, above = _ends_with_blank(text), entry
    if catalog.entries and not catalog.tail and not (last := catalog.entries[-1]).raw:
        text = parts[-1].rstrip()
        parts[-1] = text + (last.former[len(last.former.rstrip()) :] if last.former else style.newline)
    return "".join(parts) + catalog.tail


def _are_in_place(above: Entry | None, below: Entry | None) -> bool:
    """Return whether both entries were in the file, in this order, so that the space between them stays."""
    return bool(above and below and above.former and below.former and 0 < above.line < below.line)


def _ends_with_blank(text: str) -> bool:
    end = text[len(text.rstrip()) :]
    return end.count("\n") > 1 or (not end.count("\n") and end.count("\r") > 1)


def style_of(catalog: Catalog) -> Style:
    """Return the style of the entries in *catalog* that were read from a file."""
    sample = "".join([entry.former for entry in catalog.entries[:1000]])
    newline = "\r\n" if sample.count("\r\n") * 2 > sample.count("\n") else "\n"
    # Only unwrapped files have lines with room for several breaks.
    unwrapped = re.search(r'^(?:msg\w+ )?"(?=.{100})(?:[^"\\ ]*+ ){6}', sample, re.MULTILINE)
    above = [entry.former for entry in catalog.entries[:1000] if entry.former][:-1]
    apart = 2 * sum(map(_ends_with_blank, above)) >= len(above)
    return Style(newline, 0 if unwrapped else WIDTH, apart)


def compose(entry: Entry, style: Style = Style()) -> str:
    """Return the text of *entry*, followed by a blank line unless its former text was not."""
    was = next(walk(entry.former, where="")) if entry.former else None
    if was and (commented := _with_new_comments(entry, was, style.newline)):
        return commented
    former = literals(entry.former) if entry.former else {}
    mark = "#~ " if entry.obsolete else ""
    lines = _comment_lines(entry)

    def quoted(text: str, name: str, first: int, others: int) -> list[str]:
        kept = former.get(name)
        if kept and value("".join(kept)) == text:
            return kept
        return _with_one_changed(kept or [], text, style.width - others) or wrap(text, first, others, style.width)

    def add(prefix: str, keyword: str, name: str, text: str | None) -> None:
        if text is not None:
            first = WIDTH if entry.is_header else len(prefix) + len(keyword) + 1  # one line per header field
            start, *more = quoted(text, name, first, len(prefix))
            lines.append(f"{prefix}{keyword} {start}")
            lines.extend(prefix + literal for literal in more)

    if entry.previous is not None:
        for name, text in zip(entry.previous._fields, entry.previous, strict=True):
            add("#~| " if entry.obsolete else "#| ", name, f"#|{name}", text)
    add(mark, "msgctxt", "msgctxt", entry.msgctxt)
    add(mark, "msgid", "msgid", entry.msgid)
    add(mark, "msgid_plural", "msgid_plural", entry.msgid_plural)
    above = _before_msgstr(entry, was) if was else ""
    if above:
        lines = []
    for number, text in enumerate(entry.msgstr):
        keyword = "msgstr" if entry.msgid_plural is None else f"msgstr[{number}]"
        add(mark, keyword, f"msgstr[{number}]", text)
    below = entry.former[len(entry.former.rstrip()) :] if entry.former else style.newline * 2
    text = style.newline.join(lines)
    if above and (gap := _GAP.match(entry.former, len(above))):
        text = text.replace(" ", gap[1], 1)
    return above + text + (below or style.newline)


_GAP = re.compile(r'msgstr(\s*)"')
"""The whitespace between keyword and text, nearly always a space."""


def _with_new_comments(entry: Entry, was: Entry, newline: str) -> str:
    """Return the text of *entry* if only the comments above it have changed, or an empty string."""
    head = "".join([line + newline for line in was.comments])
    if replace(entry, comments=was.comments) != was or not entry.former.startswith(head):
        return ""
    return "".join([line + newline for line in _comment_lines(entry)]) + entry.former[len(head) :]


def _comment_lines(entry: Entry) -> list[str]:
    """Return the comments of *entry*, with a space after a final backslash: gettext would join it with the next line.

    >>> _comment_lines(Entry("disk", comments=("# note: C:\\\\\\\\",)))
    ['# note: C:\\\\\\\\ ']
    """
    return [f"{line} " if line.endswith("\\") else line for line in entry.comments]


def _before_msgstr(entry: Entry, was: Entry) -> str:
    """Return the text before the translation if only the translation has changed, or an empty string."""
    found = re.search(r"^(?:#~[ \t]*)?msgstr", entry.former, re.MULTILINE)
    if (
        not found
        or replace(entry, msgstr=was.msgstr) != was
        or re.search(r"^#(?!~)", entry.former[found.end() :], re.M)
    ):
        return ""  # an unusual layout, or other parts changed, too
    return entry.former[: found.start()]


def _with_one_changed(kept: list[str], text: str, room: int) -> list[str] | None:
    """Return the literals *kept* with only the one rewritten in which *text* differs.

    Returns None if more than one differs, if there is only one, or if the new one does not fit into *room*.
    """
    lines = [value(literal) for literal in kept]
    above = below = start = 0
    end = len(text)
    while above < len(lines) and text.startswith(lines[above], start):
        start += len(lines[above])
        above += 1
    while below < len(lines) - above and text.endswith(lines[-1 - below], start, end):
        end -= len(lines[-1 - below])
        below += 1
    line = escape(text[start:end])
    if above + below != len(lines) - 1 or not any(lines[:above] + lines[above + 1 :]) or not line:
        return None
    if "\n" in text[start : end - 1] or (room > 0 and columns(line) + 2 > room):
        return None
    return [*kept[:above], f'"{line}"', *kept[above + 1 :]]


# Line breaks

_ESCAPES = str.maketrans({char: f"\\{letter}" for letter, char in SIMPLE.items()} | {"\0": "\\000"})
_ESCAPED = re.compile(r'[\x00\a\b\t\n\v\f\r"\\]')
_WIDE = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "，。、；：？！）》」』】〉〕〗’”…·‧ー々・,.;:!?)\\]}%\u3041\u3043\u3045\u3047\u3049\u3063"
_OPENING = "（《「『【〈〔〖‘“(\\[{"
_BREAK = re.compile(
    rf"(?<= )(?=[^ ])"
    rf"|(?<=/)(?=[%\w])(?<!//)|(?<=[^ \d][-–/?!}}|])(?=[^\W\d_])"
    rf"|(?<=[{_WIDE}，。、；：？！）》」』】])(?=[^ {_CLOSING}])"
    rf"|(?<=[^ {_OPENING}])(?=[{_WIDE}（《「『【])(?![{_CLOSING}])"
)
"""The positions where a line may break."""
_BEFORE_BREAK = re.compile(r"[ /!?|}–-](?:(?<= )(?=[^ ])|(?<=/)(?=[%\w])(?<!//)|(?<=[^ \d][-–/?!}|])(?=[^\W\d_]))")
"""The character before a break in text of narrow characters; several times as fast to find."""


def escape(text: str) -> str:
    """Return *text* as it is written between quotes."""
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text  # most texts need none: five times as fast


def wrap(text: str, first: int, others: int, width: int = WIDTH) -> list[str]:
    """Return *text* as quoted literals.

    One literal if it fits a line after *first* columns, otherwise an empty one and then one per line, each after
    *others* columns.
    """
    whole = escape(text)
    if not text or ("\n" not in text[:-1] and (not width or first + columns(whole) + 2 <= width)):
        return [f'"{whole}"']
    paragraphs = [part + "\n" for part in text.split("\n")]
    paragraphs[-1] = paragraphs[-1][:-1]
    lines = [line for part in paragraphs if part for line in _lines(part, width - others - 2)]
    return ['""', *(f'"{line}"' for line in lines)]


def _lines(paragraph: str, room: int) -> Iterator[str]:
    """Yield *paragraph*, escaped, in lines of at most *room* columns; a longer word gets its own line."""
    if room <= 0:
        yield escape(paragraph)
        return
    body = paragraph.removesuffix("\n")
    if is_narrow(body) and _ESCAPED.search(body) is None:
        yield from _narrow_lines(paragraph, room)
        return
    line, used = "", 0
    for piece in map(escape, _BREAK.split(paragraph)):
        size = columns(piece)
        if line and used + size > room:
            yield line
            line, used = "", 0
        line, used = line + piece, used + size
    yield line


def _narrow_lines(paragraph: str, room: int) -> Iterator[str]:
    """Do what :func:`_lines` does, for narrow characters that need no escaping; a line end counts two columns."""
    start = last = 0
    whole = len(paragraph) + paragraph.endswith("\n")
    for end in (*(found.end() for found in _BEFORE_BREAK.finditer(paragraph)), whole):
        if end - start > room and last > start:
            yield paragraph[start:last]
            start = last
        last = end
    yield escape(paragraph[start:])


def reference_lines(references: Iterable[str]) -> list[str]:
    """Return ``#:`` lines of at most 79 bytes with *references*, wrapped as msgcat does."""
    lines: list[str] = []
    used = WIDTH
    for reference in references:
        size = len(reference.encode("utf-8", "replace")) + 1
        if used + size > WIDTH:
            lines.append("#:")
            used = 2
        lines[-1] += " " + reference
        used += size
    return lines
