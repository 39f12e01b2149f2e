"""Translated sentences and the text that they were taken from -> the translated text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary import languages
from glossary.errors import ConfigError
from glossary.formats import Skipped, files, sources
from glossary.jobs import bilingual
from glossary.model import Segment, State, TranslationUnit
from glossary.project import Project
from glossary.text.segments import segments

KINDS = ("txt", "md")
"""The kinds of text whose sentences stand in the file as they are read."""

_LINE_ENDS = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Placed:
    """A text, translated."""

    data: bytes
    translated: int
    """How many of its sentences are in the other language."""
    sentences: int
    left: tuple[Skipped, ...]
    """The sentences that stand as they were, and why; those with markup inside in one row, with their lines."""


def place(project: Project, name: str, text: str, *, language: str, fuzzy: bool, encoding: str = "") -> Placed:
    """Return *text* with each of its sentences that the bilingual file *name* translates replaced where it stands.

    All else stays as it is, but for the space between two translated sentences of a paragraph, which is that of their
    language. Proposals are left out, unless *fuzzy*. Raises ConfigError where *text* is of none of the :data:`KINDS`.
    """
    if sources.SUFFIXES.get(Path(text).suffix.lower(), "txt") not in KINDS:
        raise ConfigError("only plain text and Markdown can be written in another language", where=text)
    units = list(bilingual.units(project, name, language=language, encoding=encoding))
    spoken = sorted({unit.target_language for unit in units})
    if len(spoken) > 1:
        several = ", ".join(spoken)
        raise ConfigError(f"translates into {several}", where=name, hint="choose one language, such as -l ru")
    document = sources.read(Path(text), encoding=project.encoding, language=project.source_language)
    raw = files.decode(files.read_bytes(text), where=text, encoding=project.encoding)
    ends = _LINE_ENDS.search(raw)
    raw = _LINE_ENDS.sub("\n", raw)
    found = segments(document)
    starts = [block.start for block in document.blocks]
    joint = "" if spoken and languages.base(spoken[0]) in ("zh", "ja") else " "
    made: list[str] = []
    left: list[Skipped] = []
    marked: list[int] = []
    at, before = 0, -1  # how far the text is written, and the paragraph that this was in
    for segment, unit, place in zip(found, _matched(found, units), _places(raw, found), strict=True):
        if why := _why_left(unit, name, fuzzy):
            left.append(Skipped(segment.line, why, text))
            continue
        assert unit is not None, "else it is left"
        if place is None:
            marked.append(segment.line)
            continue
        gap, block = raw[at : place[0]], bisect_right(starts, segment.start)
        made += [joint if block == before and not gap.strip() else gap, unit.target.strip()]
        at, before = place[1], block
    made.append(raw[at:])
    written = "".join(made).replace("\n", ends[0] if ends else "\n")
    done = len(found) - len(left) - len(marked)
    if marked:
        lines = ", ".join(map(str, dict.fromkeys(marked)))
        why = f"left as it is where there is markup inside, to be translated by hand; lines: {lines}"  # message
        left.append(Skipped(marked[0], why, text))
    return Placed(written.encode("utf-8"), done, len(found), tuple(left))


def _why_left(unit: TranslationUnit | None, name: str, fuzzy: bool) -> str:
    """Return why a sentence is left in the language of the source; empty where it is not."""
    if unit is None:
        return f"left as it is: not in {name}, or changed since"  # message
    if not unit.target.strip():
        return f"left as it is: no translation in {name}"  # message
    if unit.state is State.PROPOSED and not fuzzy:
        return f"left as it is: fuzzy in {name} (--fuzzy takes it)"  # message
    return ""


def _matched(found: Sequence[Segment], units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit | None]:
    """Yield the unit of each sentence: of those with the same text the first for the first, the last for all others."""
    waiting: dict[str, deque[TranslationUnit]] = defaultdict(deque)
    for unit in units:
        waiting[_plain(unit.source)].append(unit)
    for segment in found:
        row = waiting.get(_plain(segment.text))
        yield None if row is None else row.popleft() if len(row) > 1 else row[0]


def _places(raw: str, found: Iterable[Segment]) -> Iterator[tuple[int, int] | None]:
    """Yield where each sentence begins and ends in the file *raw*; None where its words do not stand there in a row."""
    lines = [0, *(end.end() for end in re.finditer("\n", raw)), len(raw)]
    at = 0
    for segment in found:
        start = max(at, lines[segment.line - 1])
        # A quotation of Markdown has its mark in each line.
        words = re.compile(r"[\s>]+".join(map(re.escape, segment.text.split())))
        place = words.search(raw, start)
        if place is None or place.start() >= lines[segment.line]:
            yield None
        else:
            at = place.end()
            yield place.span()


def _plain(text: str) -> str:
    return " ".join(text.split())
