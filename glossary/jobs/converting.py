"""``glossary info`` and ``convert``: describe files, and write them in other formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader, BytesIO
from itertools import chain
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO, TypeVar

from glossary import formats, languages
from glossary.engines import without_collector
from glossary.errors import ConfigError, InputError, OtherLanguageError
from glossary.formats import Format, Passed, Reading, Skipped, files, sources
from glossary.jobs.disk import real, refuse_own, sink
from glossary.jobs.placing import place, require_text
from glossary.model import Concept, Loss, TranslationUnit
from glossary.project import Home, Name, Names, Project, each, opened


@dataclass(frozen=True, slots=True)
class Info:
    """A summary of a file."""

    file: str
    format: str
    version: str
    encoding: str
    languages: tuple[str, ...]
    """The source language first, then the others in file order."""
    counts: Mapping[str, int]
    """Those of ``entries``, ``translated``, ``fuzzy``, ``obsolete``, ``units``, ``variants``, ``concepts`` and
    ``terms`` that apply to the format."""
    skipped: tuple[Skipped, ...]


def info(project: Home, names: Names, *, encoding: str = "") -> tuple[list[Info], list[InputError]]:
    """Return a summary of each file, and the errors for those that cannot be read."""
    project = opened(project)
    found: list[Info] = []
    broken: list[InputError] = []
    for name in each(names):
        try:
            found.append(_info(name, project.source_language, encoding))
        except InputError as error:
            broken.append(error)
    return found, broken


def _info(name: str, source_language: str, encoding: str) -> Info:
    """Return the summary of the file *name*. Raises InputError if it cannot be read."""
    said = {"where": name, "source_language": source_language, "encoding": encoding}
    heads: Iterable[str] = ()
    with files.opened(name) as stream:
        row = formats.detect(files.head(stream), name)
        if row.info is not None:
            reading = row.info(stream, **said)
        elif row.concepts is not None:
            reading, concepts = _in_any_language(partial(_one_by_one, row.concepts, stream), said)
            heads = concepts.heads
        else:
            reading, whole = _in_any_language(partial(_whole, formats.read, files.read_bytes(name)), said)
            heads = dict.fromkeys(concept.head.language for concept in whole)
    termbase = reading.termbase
    spoken = (term.language for concept in termbase.concepts for term in concept.terms)
    there = dict.fromkeys(chain(heads, spoken))
    source = termbase.source_language
    first = [source] if source in there or (not there and termbase.languages) else []
    return Info(
        file=name,
        format=row.name,
        version=reading.version,
        encoding=reading.encoding,
        languages=tuple(dict.fromkeys((*first, *heads, *termbase.languages, *there))),
        counts=dict(reading.counts or {"concepts": len(termbase.concepts)}),
        skipped=_in(name, reading.skipped),
    )


def _in(name: str, skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """Return *skipped* with the file *name* filled in."""
    return tuple(Skipped(row.line, row.why, name) for row in skipped)


H = TypeVar("H", bound=Sized)


def _in_its_language(read: Callable[..., tuple[Reading, H]], said: dict[str, Any]) -> tuple[Reading, H]:
    """Return what *read*, called with the arguments *said*, finds in a file, with the concepts separate.

    If the file has nothing in the given source language, it is read again in its own.
    """
    try:
        found = read(**said)
        source = found[0].termbase.source_language
        if found[1] or source == languages.tag(said["source_language"]):
            return found
    except OtherLanguageError as error:
        source = error.language
    return read(**said | {"source_language": source})


def _in_any_language(read: Callable[..., tuple[Reading, H]], said: dict[str, Any]) -> tuple[Reading, H]:
    """As :func:`_in_its_language`, but a table need not name its target language."""
    try:
        return _in_its_language(read, said)
    except InputError as error:
        try:
            return _in_its_language(read, said | {"language": "und"})
        except InputError as other:  # an error with a line number is more helpful
            raise (other if other.line and not error.line else error) from None


def _one_by_one(concepts: formats.Concepts, stream: BinaryIO, **said: Any) -> tuple[Reading, formats.Again]:
    """Return the :class:`Reading` of *stream*, everything skipped included, and its concepts."""
    stream.seek(0)
    skipped = formats.FirstSkipped()
    reading, found = concepts(stream, **said, skip=skipped.add)
    return replace(reading, skipped=skipped.list()), found


def _whole(read: formats.Read, data: bytes, **said: Any) -> tuple[Reading, Sequence[Concept]]:
    """Return the :class:`Reading` of *data*, and its concepts."""
    reading = read(data, **said)
    skipped = formats.FirstSkipped()
    for row in reading.skipped:
        skipped.add(row.line, row.why)
    return replace(reading, skipped=skipped.list()), reading.termbase.concepts


@dataclass(frozen=True, slots=True)
class Converted:
    """The result of :func:`convert`."""

    read: int
    """How many concepts or units were read; if a text was written, how many of its sentences are translated."""
    losses: tuple[Loss, ...]
    skipped: tuple[Skipped, ...] = ()
    units: bool = False
    """Whether the file was read as running translations."""
    sentences: int = 0
    """How many sentences the text that was written has; 0 if none was."""


def convert(
    project: Home,
    source: Name,
    target: Name,
    *,
    from_: str = "",
    to: str = "",
    language: str = "",
    terms: bool | None = None,
    encoding: str = "",
    text: Name = "",
    fuzzy: bool = False,
    stdout: BinaryIO | None = None,
) -> Converted:
    """Read the file *source* and write it to *target* (``-``: *stdout*), in the format of its name or in *to*.

    With *text*, the article that *source* translates, the translated article is written; *fuzzy* says whether proposals
    are used. A file that :func:`~glossary.jobs.leverage` made from a text names that text itself.

    If both names have the same suffix, the format version is kept. If the format stays the same and nothing is left
    out, the file is read to its end and copied byte for byte. *terms* says whether the file is a glossary or running
    translations. By default, PO, TMX and XLIFF files are running translations if both formats can hold these, except
    glossaries of ours and PO files that become tables. Running translations are streamed. Raises ConfigError for an
    unknown format.
    """
    project = opened(project)
    source, target, text = each((source, target, text))
    if not text and not to and terms is None:
        text = _text(source, target)
    if text:
        _require_other(project, target, text)
        made = place(project, source, text, language=language, fuzzy=fuzzy, encoding=encoding)
        with sink(target, stdout) as out:
            out.write(made.data)
        return Converted(made.translated, (), Passed(made.left).list(text), sentences=made.sentences)
    with files.opened(source) as stream:
        head = files.head(stream)
        one, two = _formats(head, source, target, from_, to)
        refuse_own(project, target)
        wanted = languages.require_script(language) if language else ""
        way = _Conversion(project, source, one, two, wanted, encoding, sink(target, stdout))
        whole = one is two and terms is None and not encoding and (not wanted or _only(one, head) == wanted)
        if terms is None:
            terms = _is_glossary(one, two, head)
        units = not terms and one.units is not None and two.write_units is not None
        if whole:
            return _copied(way, stream, units=units)
        with languages.written_as([language]):
            return _streamed(way, stream) if units else _rewritten(way, stream)


@dataclass(frozen=True, slots=True)
class _Conversion:
    """A conversion: source and target with their formats."""

    project: Project
    source: str
    one: Format
    two: Format
    language: str
    """The only target language to convert; empty for all."""
    encoding: str
    into: AbstractContextManager[BinaryIO]

    @property
    def said(self) -> dict[str, Any]:
        """The arguments for the reader."""
        return {
            "where": self.source,
            "source_language": self.project.source_language,
            "language": self.language,
            "encoding": self.encoding,
        }


def _formats(head: bytes, source: str, target: str, from_: str, to: str) -> tuple[Format, Format]:
    """Return the formats of the file *source*, which begins with *head*, and of *target*. Raises ConfigError."""
    one = formats.get(from_) if from_ else formats.detect(head, source)
    # If the suffix is the same, so is the format: TBX 2 and XLIFF 1.2 share theirs with their successors.
    same = one.write is not None and Path(target).suffix.lower() in one.suffixes
    two = formats.get(to) if to else one if same else formats.by_name(target)
    if two is None:
        hint = "name the text that it translates with --source" if _is_text(target) else "give it with --to"
        raise ConfigError(f"cannot tell the format of '{target}'", hint=hint)
    return one, two


def _is_text(name: str) -> bool:
    return Path(name).suffix.lower() in sources.SUFFIXES


def _text(source: str, target: str) -> str:
    """Return the text from which ``leverage`` made the file *source*, if *target* is named like a text."""
    if source == files.STDIN or not _is_text(target):
        return ""
    with files.opened(source) as stream:
        head = files.head(stream)
        first = _first(formats.detect(head, source), head)
    found = _SENTENCE.fullmatch(first.key) if first is not None else None
    text = found["text"] if found and _is_text(found["text"]) else ""
    if text and not Path(text).exists():
        raise InputError(f"was made of {text}, which is not here", where=source, hint="name it with --source")
    return text


def _require_other(project: Project, target: str, text: str) -> None:
    """Raise ConfigError unless *target* is a possible name for the translation of *text*."""
    refuse_own(project, target)
    if real(target) == real(text):
        raise ConfigError("this is the text itself, which its translation must not replace", where=target)
    require_text(target)


_SENTENCE = re.compile(r"(?P<text>.+):[1-9]\d*")
"""A sentence as ``leverage`` refers to it: file and number."""


@without_collector()
def _copied(way: _Conversion, stream: BufferedReader, *, units: bool) -> Converted:
    """Copy *stream* unchanged after reading it to its end."""
    if units and way.one.units is not None:
        count = sum(1 for _ in way.one.units(stream, where=way.source))
    else:
        count = len(_glossary(way, stream, apart=True)[1])
    with way.into as out:
        stream.seek(0)
        copyfileobj(stream, out)
    return Converted(count, (), units=units)


def _streamed(way: _Conversion, stream: BufferedReader) -> Converted:
    """Write the running translations of *stream* unit by unit."""
    one, two, project = way.one, way.two, way.project
    assert one.units is not None and two.write_units is not None, "both hold running translations"  # noqa: PT018
    passed = Passed()
    head = files.head(stream)
    about = one.header(stream, where=way.source, encoding=way.encoding) if one.header else ()
    said = way.said
    targets = [way.language] if way.language else []
    # The source language of a memory may differ from the project's.
    if not way.language or _first(one, head, project.source_language, way.language) is None:
        first = None if two.running else _first(one, head, language=way.language)
        said["source_language"] = first.source_language if first else ""
    if not targets and not two.running:  # a table has one source column and a column per target language
        stream.seek(0)
        targets = list(dict.fromkeys(unit.target_language for unit in one.units(stream, **said)))
    stream.seek(0)
    units = _Counted(one.units(stream, **said, skip=passed.add))
    if two.single and not targets:
        targets = [units.first.target_language] if units.first else project.tags()[:1]
    from_language = units.first.source_language if units.first else project.source_language
    carried: dict[str, Any] = {"extra": about} if one is two and about else {}
    with way.into as out:
        losses = two.write_units(out, units, source_language=from_language, languages=targets, **carried)
    if about and not carried:
        losses.insert(0, Loss("header fields", len(about), about[0][0]))
    return Converted(units.count, tuple(losses), passed.list(way.source), units=True)


@without_collector()
def _rewritten(way: _Conversion, stream: BufferedReader) -> Converted:
    """Write the glossary in *stream*, concept by concept if both formats can."""
    two = way.two
    reading, concepts = _glossary(way, stream, apart=two.write_concepts is not None)
    termbase = reading.termbase
    targets = [way.language] if way.language else list(termbase.languages)
    with way.into as out:
        if two.write_concepts is not None:
            losses = two.write_concepts(out, termbase, concepts, languages=targets)
        else:
            assert two.write is not None, "as _glossary has found"
            made, losses = two.write(termbase, languages=targets)
            out.write(made)
    passed = Passed(reading.left)
    return Converted(len(concepts), tuple(losses), (*_in(way.source, reading.skipped), *passed.list(way.source)))


def _glossary(
    way: _Conversion, stream: BufferedReader, *, apart: bool
) -> tuple[Reading, formats.Again] | tuple[Reading, Sequence[Concept]]:
    """Return the :class:`Reading` of *stream* and its concepts; with *apart*, they are streamed if the format allows.

    Raises ConfigError if the source format cannot be read or the target format cannot be written.
    """
    one, two = way.one, way.two
    if apart and one.concepts is not None:
        return _in_its_language(partial(_one_by_one, one.concepts, stream), way.said)
    if one.read is None or two.write is None:
        raise ConfigError(f"{one.title} cannot be converted to {two.title}")
    streams = one.units is not None and two.write_units is not None
    data = files.read_bytes(way.source, hint="with --units it is streamed" if streams else "split it")
    return _in_its_language(partial(_whole, one.read, data), way.said)


def _is_glossary(one: Format, two: Format, head: bytes) -> bool:
    """Return whether a file in the format *one* that begins with *head* is a glossary, or becomes one in *two*.

    Only a glossary table has columns for the contexts and comments of a PO file.
    """
    if not one.running or _OURS.search(head):
        return True
    return not two.running and (two.write_units is None or one.name == "po")


_OURS = re.compile(rb'\n#\. kind: |segtype="phrase" o-tmf="glossary"| original="glossary["#]')
"""A mark in the head of a PO, TMX or XLIFF file by which we recognise our own glossaries."""


def _first(row: Format, head: bytes, source_language: str = "", language: str = "") -> TranslationUnit | None:
    """Return the first unit of a file in the format *row* that begins with *head*, read in the given languages."""
    with suppress(InputError):
        if row.units is not None:
            units = row.units(BytesIO(head), where="", source_language=source_language, language=language)
            return next(units, None)
    return None


def _only(row: Format, head: bytes) -> str:
    """Return the only target language of a file in the format *row* that begins with *head*, or an empty string."""
    first = _first(row, head) if row.single else None
    return first.target_language if first else ""


class _Counted:
    """Units for a single iteration; the first is available before it, their number after it."""

    def __init__(self, units: Iterator[TranslationUnit]) -> None:
        self.first = next(units, None)
        self._rest = units
        self.count = 0

    def __iter__(self) -> Iterator[TranslationUnit]:
        for unit in chain([self.first] if self.first else [], self._rest):
            self.count += 1
            yield unit
