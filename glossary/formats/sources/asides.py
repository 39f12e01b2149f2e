"""Mark text around an article as blocks with the role ``aside``, which hold no terms.

These are bibliographies and tables of contents, source notes, bylines, credits and contacts, what a page says about
itself, greetings, and the names of speakers in a dialogue. They stay in the document, to be translated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from glossary import tables
from glossary.model import Block

ASIDE = "aside"
VOICED = ("paragraph", "item", "quote")
"""The roles of blocks that can be spoken."""
FEW, LINE = 8, 25
"""The most words of an address line, and of a line recognised by its first words."""
HEADING, LABEL = 60, 80
"""The most characters of a list's heading, and of a speaker's name."""

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+|(?<!\w)@\w{2,}|\+\d[\d ()-]{7,}\d")
_BUTTON = re.compile("^【[^】]{1,8}】(?=.)")
_REPORTERS = re.compile("（(?:记者|記者|通讯员|通訊員)[^（）]{1,60}）")
"""The reporters named in the first sentence of a Chinese report."""
_NUMBER = re.compile(r"^(?:\d++(?:\.\d++)*+\.?|[IVX]{1,5}\.)\s+")
_LEADER = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,})\s*\d{1,4}$")
"""The leader between a heading and its page number in a table of contents."""
_STOPPED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_CITED = (
    re.compile(r"\b(?:pp?\.|[сС]\.)\s?\d|第\d+页"),
    re.compile(r"\b[Vv]ol\. ?\d|\b\d+ ?\(\d+\)[:,]|\b[Тт]\. ?\d"),
    re.compile(r"\bdoi\b|\bISBN\b|\bibid\b|\bop\. cit\b|\bet al\b|\bRetrieved\b|Archived from", re.IGNORECASE),
    re.compile(r"https?://"),
)
"""Patterns of source references; a note has at least one, other text hardly two."""
_YEAR = re.compile("(?:19|20)[0-9][0-9]")
_DATED = re.compile(r"[(,]\s?(?:\d+ \w+ )?(?:19|20)\d\d[a-z]?[),:.]|(?:19|20)\d\d\.?$")
"""The year in a source reference."""
_AROUND = "\"'“”‘’«»„()[]《》「」*_—–-"
_NOTE = re.compile(r"[\^¹²³⁰-⁹†‡]|\[\d+\]")
_NUMBERED = re.compile(r"\d{1,3} [A-Z]")
_LABEL = re.compile(
    r"(?:[\[(]?\d[\d:.]+[\])]?\s+)?"
    r"(?P<label>[^\W\d_][^\s:：.!?。！？]*(?:\.? [^\s:：!?。！？]+){0,4})(?::(?=\s|$)|：)\s*"
)
"""A speaker's name, perhaps after the time."""
_JOINING = frozenset("and at de for in of the van von with".split())


@cache
def _words(role: str) -> tuple[str, ...]:
    """Return the table's words for a *role* in all languages, since a text may quote another language."""
    rows = tables.rows("glossary.formats", "data/asides.tsv")
    return tuple(word for _, of, words in rows if of == role for word in words.split("|"))


@cache
def _pattern(role: str) -> re.Pattern[str]:
    """Return a pattern for the table's words for a *role*; ``…`` in the table matches anything."""
    return re.compile("|".join(re.escape(word).replace("…", ".*") for word in _words(role)))


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """Return the names before a colon that begin several of *lines*, or an empty set if no two speakers alternate.

    Text that ends in a lowercase word or a verb of saying introduces a quotation instead: *Angela Merkel said:*.
    """
    found = Counter(label["label"] for line in lines if (label := _label(line)))
    voices = frozenset(label for label, count in found.items() if count > 1 and _is_name(label))
    return voices if sum(found[label] for label in voices) > 2 else frozenset()


def mark_asides(text: str, blocks: Iterable[Block], voices: frozenset[str]) -> Iterator[Block]:
    """Yield *blocks* of *text* with asides marked as such; the names of *voices* become separate blocks."""
    section = ""
    for block in blocks:
        section = _section(section, block)
        if section or _is_line(block) or _is_note(block):
            yield replace(block, role=ASIDE)
        elif span := _inside(block, voices):
            yield from _parts(text, block, *span)
        else:
            yield block


def _inside(block: Block, voices: frozenset[str]) -> tuple[int, int] | None:
    """Return the span in *block* of a speaker's name, of reporters, or of a caption's label; None if there is none."""
    if caption := _pattern("caption").match(block.text[:LABEL].casefold()):
        return caption.span()
    if voices and block.role in VOICED and (label := _label(block.text)) and label["label"] in voices:
        return label.span()
    reporters = _REPORTERS.search(block.text, 0, LABEL) if "（" in block.text[:LABEL] else None
    return reporters and reporters.span()


def _parts(text: str, block: Block, start: int, end: int) -> Iterator[Block]:
    """Yield *block* of *text* in parts; the part from *start* to *end* is an aside."""
    for first, last, role in ((0, start, block.role), (start, end, ASIDE), (end, len(block.text), block.role)):
        piece = block.text[first:last]
        if bare := piece.strip():
            begin = block.start + first + piece.index(bare)
            yield Block(bare, begin, block.line + text.count("\n", block.start, begin), role)


def _is_name(label: str) -> bool:
    return not label[label.rfind(" ") + 1].islower() and not label[0].islower() and not label.endswith(_words("saying"))


def _label(text: str) -> re.Match[str] | None:
    return _LABEL.match(text) if ":" in (head := text[:LABEL]) or "：" in head else None


def _section(before: str, block: Block) -> str:
    """Return the heading of the list that *block* belongs to or is; *before* is that of the previous block."""
    if before and _is_over(before, block):
        before = ""
    if block.role == "cell" or _pattern("contents").fullmatch(before) or len(block.text) > HEADING:
        return before
    bare = _NUMBER.sub("", block.text).rstrip(":").casefold()
    return bare if bare in _words("section") or _pattern("contents").fullmatch(bare) else before


def _is_over(section: str, block: Block) -> bool:
    """Return whether *block* ends the list under the heading *section*: a heading, or text that cannot be an entry."""
    if block.role == "heading":
        return not any(mark.search(block.text) for mark in _CITED)
    if _pattern("contents").fullmatch(section):
        return block.text.endswith(":") or bool(_STOPPED.search(block.text[-8:]))
    return _is_prose(block.text) and not (_DATED.search(block.text) or any(mark.search(block.text) for mark in _CITED))


def _is_prose(text: str) -> bool:
    """Return whether *text* is a sentence with mostly lowercase words, unlike lists of names or titles."""
    initials = [bare[0] for word in text.split() if (bare := word.strip(_AROUND)) and bare[0].isalpha()]
    return sum(not one.isupper() for one in initials) * 2 > len(initials) and _STOPPED.search(text[-8:]) is not None


def _is_line(block: Block) -> bool:
    """Return whether *block* is a credit, a contact, a line of a table of contents, or a page's text about itself."""
    if block.text[-1:].isdigit() and _LEADER.search(block.text[-LABEL:]):
        return True
    if block.role == "cell" or len(block.text) > 400:
        return False
    text = _BUTTON.sub("", block.text).strip("*_—–-|•> ")
    if text[:1] + text[-1:] in ("()", "[]", "【】", "（）"):
        text = text[1:-1].strip()
    low, short = text.casefold(), text.count(" ") < LINE
    if short and (_pattern("line").match(low) or low.rstrip(" .:…»>→") in _words("whole") or _labelled(text, low)):
        return True
    if short and (_pattern("within").search(low) or _pattern("greeting").fullmatch(low)):
        return True
    if "@" not in text and "+" not in text and "://" not in text and "www." not in text:
        return False
    rest, addresses = _ADDRESS.subn("", text)
    return bool(addresses) and len(rest.split()) <= FEW and not _STOPPED.search(rest.rstrip())


def _labelled(text: str, low: str) -> bool:
    """Return whether *text* is a label, either followed by a colon and no sentence, or ending in *by* with names."""
    for label in _words("label") if low.startswith(_words("label")) else ():
        if low.startswith(label):
            rest = text[len(label) :]
            if rest[:1] in (":", "：", ""):
                return not rest.endswith(("?", "？")) and not _is_prose(rest[1:])
            if label.endswith("by") and _are_names(rest):
                return True
    return False


def _are_names(text: str) -> bool:
    """Return whether *text* consists of names and joining words: *Amit Sandhu and Jo Day in London*."""
    words = text.partition(";")[0].replace(",", " ").split()
    capital = all(word[0].isupper() or word in _JOINING for word in words)
    return text[:1] == " " and len(words) > 1 and capital and not _STOPPED.search(text)


def _is_note(block: Block) -> bool:
    """Return whether *block* is a note that names a source."""
    text = block.text
    dated = _YEAR.search(text)
    noted = _NOTE.match(text)
    listed = _NUMBERED.match(text) or (block.role == "item" and dated)
    if len(text) > 600 or not (noted or listed or dated):
        return False
    *named, linked = (bool(mark.search(text)) for mark in _CITED)
    return sum(named) + linked > (not noted) or bool(listed and any(named))  # articles have links, too
