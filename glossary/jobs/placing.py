"""Put translated sentences back into the text that they were taken from."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary import formats, languages
from glossary.errors import ConfigError
from glossary.formats import Skipped, files, sources
from glossary.jobs import bilingual
from glossary.model import Segment, State, TranslationUnit
from glossary.project import Project
from glossary.text.segments import segments

KINDS = ("txt", "md")
"""The kinds of text in which a sentence is found literally, as it was read."""

_LINE_ENDS = re.compile(r"\r\n?|\n")
_BAR = re.compile(r"(?<!\\)\|")
_TITLE = re.compile(r"title[ \t]*[:=][ \t]*(?P<quote>[\"']?)")
_BREAKING = {
    '"': re.compile(r'["\\]'),
    "'": re.compile("'"),
    "": re.compile(r":(?=\s|$)|\s#|^[-?:,\[\]{}#&*!|>'\"%@`]"),
}
"""Quotation mark around a title in front matter -> a pattern for what it cannot hold."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A translated text."""

    data: bytes
    translated: int
    """How many of its sentences are translated."""
    sentences: int
    left: tuple[Skipped, ...]
    """The sentences that were left unchanged, and why; those with markup inside share a row with all their lines."""


def place(project: Project, name: str, text: str, *, language: str, fuzzy: bool, encoding: str = "") -> Placed:
    """Return the file *text* with its sentences replaced by their translations from the bilingual file *name*.

    Everything else stays, except for the encoding, which becomes UTF-8, and the space between two translated sentences,
    which becomes that of the target language. Proposals are used only if *fuzzy*. Raises ConfigError if *text* is not
    of one of the :data:`KINDS`.
    """
    require_text(text)
    units = list(bilingual.units(project, name, language=language, encoding=encoding))
    spoken = sorted({unit.target_language for unit in units})
    if len(spoken) > 1:
        several = ", ".join(spoken)
        raise ConfigError(f"translates into {several}", where=name, hint="choose one language, such as -l ru")
    document = sources.read(Path(text), encoding=project.encoding, language=project.source_language)
    data = files.read_bytes(text)
    raw = files.decode(data, where=text, encoding=project.encoding)
    markdown = sources.SUFFIXES.get(Path(text).suffix.lower()) == "md"
    found = segments(document)
    starts = [block.start for block in document.blocks]
    joint = languages.joint(spoken[0]) if spoken else " "
    taken: list[tuple[tuple[int, int], int, str]] = []
    left: list[Skipped] = []
    marked: list[int] = []
    for segment, unit, span in zip(found, _matched(found, units), _places(raw, found), strict=True):
        if why := _why_left(unit, name, fuzzy):
            left.append(Skipped(segment.line, why, text))
            continue
        assert unit is not None, "else it is left"
        if span is None:
            marked.append(segment.line)
        elif _breaks_title(raw, span[0], unit.target):
            left.append(
                Skipped(segment.line, "left as it is: translated, the title of the front matter would break", text)
            )  # message
        else:
            target = _plain(unit.target)
            if markdown and _in_table(raw, span[0]):
                target = _BAR.sub(r"\\|", target)
            taken.append((span, bisect_right(starts, segment.start), target))
    if marked:
        lines = ", ".join(map(str, dict.fromkeys(marked)))
        why = f"left as it is where there is markup inside, to be translated by hand; lines: {lines}"
        left.append(Skipped(marked[0], why, text))
    made = ("\ufeff" if data.startswith(BOM_UTF8) else "") + _replaced(raw, taken, joint)
    return Placed(made.encode("utf-8"), len(taken), len(found), tuple(left))


def _replaced(raw: str, taken: Iterable[tuple[tuple[int, int], int, str]], joint: str) -> str:
    """Return *raw* with the text of each *taken* row in its place.

    A row is (place, number of its paragraph, text). If only space separated two texts of a paragraph, it becomes
    *joint*.
    """
    made: list[str] = []
    at, before = 0, -1  # the offset up to which *raw* is copied, and the paragraph of the previous row
    for (start, end), paragraph, target in taken:
        gap = raw[at:start]
        made += [joint if paragraph == before and not gap.strip() else gap, target]
        at, before = end, paragraph
    return "".join([*made, raw[at:]])


def require_text(name: str) -> None:
    """Raise ConfigError if the suffix of *name* is known, but not of one of the :data:`KINDS`."""
    kind = sources.SUFFIXES.get(Path(name).suffix.lower())
    if kind not in KINDS and (kind or formats.by_name(name)):
        raise ConfigError("only plain text and Markdown can be written in another language", where=name)


def _why_left(unit: TranslationUnit | None, name: str, fuzzy: bool) -> str:
    """Return why a sentence is left untranslated, or an empty string if it is translated."""
    if unit is None:
        return f"left as it is: not in {name}, or changed since"  # message
    if not unit.target.strip():
        return f"left as it is: no translation in {name}"  # message
    if unit.state is State.PROPOSED and not fuzzy:
        return f"left as it is: fuzzy in {name} (--fuzzy takes it)"  # message
    return ""


def _matched(found: Sequence[Segment], units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit | None]:
    """Yield the unit of each sentence, or None. Repeated sentences use repeated units in order, then the last one."""
    waiting: dict[str, deque[TranslationUnit]] = defaultdict(deque)
    for unit in units:
        waiting[_plain(unit.source)].append(unit)
    for segment in found:
        row = waiting.get(_plain(segment.text))
        yield None if row is None else row.popleft() if len(row) > 1 else row[0]


def _places(raw: str, found: Iterable[Segment]) -> Iterator[tuple[int, int] | None]:
    """Yield the start and end of each sentence in the file *raw*, or None if markup interrupts its words.

    The search for the next sentence continues after an interrupted one, because the next may have the same words.
    """
    lines = [0, *(end.end() for end in _LINE_ENDS.finditer(raw)), len(raw)]
    at = 0
    for segment in found:
        words = segment.text.split()
        start = max(at, lines[segment.line - 1])
        reach = lines[min(segment.line + len(words), len(lines) - 1)]
        there = _pattern(" ".join(words)).search(raw, start, reach)
        if there is None or there.start() >= lines[segment.line]:
            at = _end_of_words(raw, words, start, reach)
            yield None
        else:
            at = there.end()
            yield there.span()


def _breaks_title(raw: str, start: int, target: str) -> bool:
    """Return whether the text at *start* is a front-matter title that cannot be *target*, because of its quotes."""
    title = _TITLE.match(raw, raw.rfind("\n", 0, start) + 1)
    return bool(title and raw.startswith(("---", "+++")) and _BREAKING[title["quote"]].search(target.strip()))


def _in_table(raw: str, start: int) -> bool:
    """Return whether *start* is in a row of a Markdown table, where a bar ends a cell."""
    return raw.startswith("|", raw.rfind("\n", 0, start) + 1)


def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern for *text* with any line breaks, each of which Markdown's quotation mark (>) may follow."""
    body = text.rstrip("> ")
    words = re.sub(r"(?:\\ >*)+", r"[\\s>]+", re.escape(body))
    return re.compile(r"(?<!\\)" + words + re.escape(text[len(body) :]).replace("\\ ", r"\s+"))


def _end_of_words(raw: str, words: Iterable[str], start: int, end: int) -> int:
    """Return the end of the last of *words* if all occur in this order between *start* and *end*, else *start*."""
    at = start
    for word in words:
        found = raw.find(word, at, end)
        if found < 0:
            return start
        at = found + len(word)
    return at


def _plain(text: str) -> str:
    return " ".join(text.split())
