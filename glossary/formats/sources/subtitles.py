"""Subtitles (SubRip, WebVTT) -> a document whose text is that of the file, with spaces for all that is not said, and
characters for their names (``&amp;``).

Kept: what is said, in sentences that go on from one title to the next. Dropped: numbers, times, styles, notes, tags,
what is heard besides (*[alarm]*, *(music)*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from glossary.formats.sources import asides
from glossary.model import Block, Document

BEGIN = 4096
"""How many characters of a text tell whether it is subtitles."""
LONGEST = 2000
"""The most characters of a block: what is spoken to a machine has no full stops."""

_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"  # meeting programs write 0:0:3.5
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_TAG = re.compile(r"<(?:v(?:\.[\w.]+)?[ \t]++(?P<voice>[^<>\n]{1,80})|[\w/][^<>\n]{0,200})>|\{\\[^{}\n]{0,200}\}")
_HEARD = re.compile(r"♪[^♪\n]*♪|[\[(（][^\[\]()（）\n]{0,80}[\])）]|[♪♫]")
_TURN = re.compile(r"[-–—]\s*(?=\S)|(?P<loud>[A-ZА-ЯЁ][A-ZА-ЯЁ .'-]{1,30}):\s")
"""What the words of another one begin with."""


def begin(text: str) -> bool:
    """Does *text* begin as subtitles do?"""
    start = text[:BEGIN].lstrip("\ufeff \n")
    return (start.startswith("WEBVTT") and "-->" in start) or _TIMES.match(start.partition("\n")[2]) is not None


def read(text: str, *, name: str, language: str) -> Document:
    """Return the document of the subtitles *text*."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    said = list(_said(lines))
    whole = "\n".join(words for words, _ in said)
    turns = (_TURN.match(words.strip()) for words, _ in said)
    voices = frozenset(turn["loud"] for turn in turns if turn and turn["loud"])
    voices |= asides.speakers(words.strip() for words, _ in said)
    return Document(name, whole, language, tuple(asides.told(whole, _blocks(whole, said), voices)))


def _said(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each of *lines* with spaces for what is not said in it, and who speaks, if it says so."""
    shown = False
    for line in lines:
        times = _TIMES.match(line)
        shown = bool(line.strip()) and (shown or times is not None)
        tags = list(_TAG.finditer(line))
        words = _HEARD.sub(_blank, _TAG.sub(_blank, line)) if shown and not times else " " * len(line)
        yield unescape(words).replace("\n", " "), next((tag["voice"] for tag in tags if tag["voice"]), "")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _blocks(text: str, said: list[tuple[str, str]]) -> Iterator[Block]:
    """Yield the turns of those who speak, and the sentences of each."""
    start = end = at = first = 0
    speaker = ""
    for number, (words, voice) in enumerate(said, 1):
        bare = words.strip()
        if any(map(str.isalnum, bare)):
            begun = at + words.index(bare)
            turn = _TURN.match(bare)
            other = turn or (voice and voice != speaker)
            if end and (other or asides.STOPPED.search(text[end - 8 : end]) or at - start > LONGEST):
                yield Block(text[start:end].replace("\n", " "), start, first)
                end = 0
            if not end:
                dash = turn.end() if turn and bare[0] in "-–—" else 0
                start, first = begun + dash, number
            end, speaker = begun + len(bare), voice or speaker
        at += len(words) + 1
    if end:
        yield Block(text[start:end].replace("\n", " "), start, first)
