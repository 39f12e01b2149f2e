"""Catalog -> bytes. What was not changed comes back byte for byte; what was is written as GNU gettext writes it.

An entry that was changed keeps the line breaks of every text in it that stayed the same, and every byte above the
translation, or below the comments, if that is all that changed. A new text is broken as msgcat breaks it, at 79 columns
or, in a file that was written with ``--no-wrap``, not at all. The places where a line may break are those of UAX #14
for the scripts we meet (after spaces, hyphens and slashes; between ideographs, but not before closing punctuation);
msgcat knows some rarer ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from glossary.formats.po.catalog import Catalog, Entry
from glossary.formats.po.parse import SIMPLE, literals, value, walk
from glossary.text.columns import columns, is_narrow

WIDTH = 79
"""The columns of a line (GNU gettext's default)."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written."""

    newline: str = "\n"
    width: int = WIDTH
    """Columns of a line; 0 for as many as there are."""
    apart: bool = True
    """Whether a blank line stands between entries."""


def serialize(catalog: Catalog) -> bytes:
    """Return *catalog* as bytes, in its own encoding, or in UTF-8 (and its header says so) if that cannot hold it."""
    try:
        return catalog.bom + _text(catalog).encode(catalog.encoding)
    except UnicodeEncodeError:
        return _text(in_utf8(catalog)).encode("utf-8", "replace")  # half a surrogate pair is no text


def in_utf8(catalog: Catalog) -> Catalog:
    """Return *catalog* in UTF-8, with a header that says so."""
    charset = re.compile(r"(charset=)[^\s;]+")
    entries = tuple(
        replace(entry, msgstr=(charset.sub(r"\1UTF-8", entry.msgstr[0], count=1),)) if entry.is_header else entry
        for entry in catalog.entries
    )
    return replace(catalog, entries=entries, encoding="utf-8", bom=b"")


def _text(catalog: Catalog) -> str:
    """Return *catalog* as text: entries that were read as they stood, the others in the style of those."""
    if all(entry.raw for entry in catalog.entries):
        return "".join([entry.lead + entry.raw for entry in catalog.entries]) + catalog.tail
    style = style_of(catalog)
    parts: list[str] = []
    joint = True  # whether a blank line stands above
    for entry in catalog.entries:
        text = entry.raw or compose(entry, style)
        if style.apart and not entry.raw and not _blank_below(text):  # it may have been the last one
            text += style.newline
        if not (joint or entry.lead) and (not entry.former or not entry.raw or not parts[-1].endswith(("\n", "\r"))):
            parts.append(style.newline)
        parts.append(entry.lead + text)
        joint = _blank_below(text)
    if catalog.entries and not catalog.tail and not (last := catalog.entries[-1]).raw:
        text = parts[-1].rstrip()
        parts[-1] = text + (last.former[len(last.former.rstrip()) :] if last.former else style.newline)
    return "".join(parts) + catalog.tail


def _blank_below(text: str) -> bool:
    end = text[len(text.rstrip()) :]
    return end.count("\n") > 1 or (not end.count("\n") and end.count("\r") > 1)


def style_of(catalog: Catalog) -> Style:
    """Return how the entries of *catalog* that were read are written."""
    sample = "".join([entry.former for entry in catalog.entries[:1000]])
    newline = "\r\n" if sample.count("\r\n") * 2 > sample.count("\n") else "\n"
    # Only who does not wrap at all writes lines that would have had room for several breaks.
    unwrapped = re.search(r'^(?:msg\w+ )?"(?=.{100})(?:[^"\\ ]*+ ){6}', sample, re.MULTILINE)
    above = [entry.former for entry in catalog.entries[:1000] if entry.former][:-1]
    apart = 2 * sum(map(_blank_below, above)) >= len(above)
    return Style(newline, 0 if unwrapped else WIDTH, apart)


def compose(entry: Entry, style: Style = Style()) -> str:
    """Return the text of *entry*, with a blank line below unless the text that it was read from had none."""
    was = next(walk(entry.former, where="")) if entry.former else None
    if was and (commented := _commented(entry, was, style.newline)):
        return commented
    former = literals(entry.former) if entry.former else {}
    mark = "#~ " if entry.obsolete else ""
    lines = list(entry.comments)

    def quoted(text: str, name: str, first: int, others: int) -> list[str]:
        kept = former.get(name)
        if kept and value("".join(kept)) == text:
            return kept
        return _touched(kept or [], text, style.width - others) or wrap(text, first, others, style.width)

    def add(prefix: str, keyword: str, name: str, text: str | None) -> None:
        if text is not None:
            first = WIDTH if entry.is_header else len(prefix) + len(keyword) + 1  # a line for every field
            start, *more = quoted(text, name, first, len(prefix))
            lines.append(f"{prefix}{keyword} {start}")
            lines.extend(prefix + literal for literal in more)

    if entry.previous is not None:
        for name, text in zip(entry.previous._fields, entry.previous, strict=True):
            add("#~| " if entry.obsolete else "#| ", name, f"#|{name}", text)
    add(mark, "msgctxt", "msgctxt", entry.msgctxt)
    add(mark, "msgid", "msgid", entry.msgid)
    add(mark, "msgid_plural", "msgid_plural", entry.msgid_plural)
    above = _above(entry, was) if was else ""
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
"""What stands between the keyword and the text: nearly always a space."""


def _commented(entry: Entry, was: Entry, newline: str) -> str:
    """Return the text of *entry* where nothing but its comments, which stand on top, has changed; else nothing."""
    head = "".join([line + newline for line in was.comments])
    if replace(entry, comments=was.comments) != was or not entry.former.startswith(head):
        return ""
    return "".join([line + newline for line in entry.comments]) + entry.former[len(head) :]


def _above(entry: Entry, was: Entry) -> str:
    """Return what stood above the translation, if nothing else of *entry* has changed; else nothing."""
    found = re.search(r"^(?:#~[ \t]*)?msgstr", entry.former, re.MULTILINE)
    if (
        not found
        or replace(entry, msgstr=was.msgstr) != was
        or re.search(r"^#(?!~)", entry.former[found.end() :], re.M)
    ):
        return ""  # not in the usual shape, or comments, names or flags are others
    return entry.former[: found.start()]


def _touched(kept: list[str], text: str, room: int) -> list[str] | None:
    """Return the literals *kept* with the one of them written anew in which *text* is another one; None where that is
    not just one of several, or it does not fit *room*."""
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
"""Between two characters where a line may break."""
_BEFORE_BREAK = re.compile(r"[ /!?|}–-](?:(?<= )(?=[^ ])|(?<=/)(?=[%\w])(?<!//)|(?<=[^ \d][-–/?!}|])(?=[^\W\d_]))")
"""What such a place stands behind where all characters are narrow: found several times as fast."""


def escape(text: str) -> str:
    """Return *text* as it stands between quotes."""
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text  # most texts have none: five times as fast


def wrap(text: str, first: int, others: int, width: int = WIDTH) -> list[str]:
    """Return *text* as quoted literals: one where it fits a line that has *first* columns before it, else an empty
    one and below it one for every line, with *others* columns before it."""
    whole = escape(text)
    if not text or ("\n" not in text[:-1] and (not width or first + columns(whole) + 2 <= width)):
        return [f'"{whole}"']
    paragraphs = [part + "\n" for part in text.split("\n")]
    paragraphs[-1] = paragraphs[-1][:-1]
    lines = [line for part in paragraphs if part for line in _fill(part, width - others - 2)]
    return ['""', *(f'"{line}"' for line in lines)]


def _fill(paragraph: str, room: int) -> Iterator[str]:
    """Yield *paragraph*, escaped, in lines of at most *room* columns; a word that is longer stands alone."""
    if room <= 0:
        yield escape(paragraph)
        return
    body = paragraph.removesuffix("\n")
    if is_narrow(body) and _ESCAPED.search(body) is None:
        yield from _filled(paragraph, room)
        return
    line, used = "", 0
    for piece in map(escape, _BREAK.split(paragraph)):
        size = columns(piece)
        if line and used + size > room:
            yield line
            line, used = "", 0
        line, used = line + piece, used + size
    yield line


def _filled(paragraph: str, room: int) -> Iterator[str]:
    """Yield what :func:`_fill` does, of narrow characters that stand for themselves; a line end takes two."""
    start = last = 0
    whole = len(paragraph) + paragraph.endswith("\n")
    for end in (*(found.end() for found in _BEFORE_BREAK.finditer(paragraph)), whole):
        if end - start > room and last > start:
            yield paragraph[start:last]
            start = last
        last = end
    yield escape(paragraph[start:])


def reference_lines(references: Iterable[str]) -> list[str]:
    """Return ``#:`` lines of at most 79 bytes that hold *references*, as msgcat fills them."""
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
