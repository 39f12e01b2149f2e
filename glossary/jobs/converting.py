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
from glossary.formats import Format, Reading, Skipped, SkippedByReason, files, sources
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
    reader_arguments = {"where": name, "source_language": source_language, "encoding": encoding}
    heads: Iterable[str] = ()
    with files.opened(name) as stream:
        row = formats.detect(files.head(stream), name)
        if row.info is not None:
            reading = row.info(stream, **reader_arguments)
        elif row.concepts is not None:
            reading, concepts = _in_any_language(partial(_one_by_one, row.concepts, stream), reader_arguments)
            heads = concepts.heads
        else:
            reading, whole = _in_any_language(partial(_whole, formats.read, files.read_bytes(name)), reader_arguments)
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


def _in_its_language(read: Callable[..., tuple[Reading, H]], reader_arguments: dict[str, Any]) -> tuple[Reading, H]:
    """Return what *read*, called with *reader_arguments*, finds in a file: a :class:`Reading` and its concepts.

    If the file has nothing in the given source language, it is read again in its own.
    """
    try:
        found = read(**reader_arguments)
        source = found[0].termbase.source_language
        if found[1] or source == languages.tag(reader_arguments["source_language"]):
            return found
    except OtherLanguageError as error:
        source = error.language
    return read(**reader_arguments | {"source_language": source})


def _in_any_language(read: Callable[..., tuple[Reading, H]], reader_arguments: dict[str, Any]) -> tuple[Reading, H]:
    """As :func:`_in_its_language`, but a table need not name its target language."""
    try:
        return _in_its_language(read, reader_arguments)
    except InputError as error:
        try:
            return _in_its_language(read, reader_arguments | {"language": "und"})
        except InputError as other:  # an error with a line number is more helpful
            raise (other if other.line and not error.line else error) from None


def _one_by_one(
    concepts: formats.Concepts, stream: BinaryIO, **reader_arguments: Any
) -> tuple[Reading, formats.LazyConcepts]:
    """Return the :class:`Reading` of *stream*, everything skipped included, and its concepts."""
    stream.seek(0)
    skipped = formats.FirstSkipped()
    reading, found = concepts(stream, **reader_arguments, skip=skipped.add)
    return replace(reading, skipped=skipped.list()), found


def _whole(read: formats.Read, data: bytes, **reader_arguments: Any) -> tuple[Reading, Sequence[Concept]]:
    """Return the :class:`Reading` of *data*, and its concepts."""
    reading = read(data, **reader_arguments)
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
        return Converted(made.translated, (), SkippedByReason(made.left).list(text), sentences=made.sentences)
    with files.opened(source) as stream:
        head = files.head(stream)
        old, new = _formats(head, source, target, from_, to)
        refuse_own(project, target)
        wanted = languages.require_script(language) if language else ""
        conversion = _Conversion(project, source, old, new, wanted, encoding, sink(target, stdout))
        whole = old is new and terms is None and not encoding and (not wanted or _only(old, head) == wanted)
        if terms is None:
            terms = _is_glossary(old, new, head)
        units = not terms and old.units is not None and new.write_units is not None
        if whole:
            return _copied(conversion, stream, units=units)
        with languages.written_as([language]):
            return _streamed(conversion, stream) if units else _rewritten(conversion, stream)


@dataclass(frozen=True, slots=True)
class _Conversion:
    """A conversion: source and target with their formats."""

    project: Project
    source: str
    old: Format
    new: Format
    language: str
    """The only target language to convert; empty for all."""
    encoding: str
    into: AbstractContextManager[BinaryIO]

    @property
    def reader_arguments(self) -> dict[str, Any]:
        """The arguments for the reader."""
        return {
            "where": self.source,
            "source_language": self.project.source_language,
            "language": self.language,
            "encoding": self.encoding,
        }


def _formats(head: bytes, source: str, target: str, from_: str, to: str) -> tuple[Format, Format]:
    """Return the formats of the file *source*, which begins with *head*, and of *target*. Raises ConfigError."""
    old = formats.get(from_) if from_ else formats.detect(head, source)
    # If the suffix is the same, so is the format: TBX 2 and XLIFF 1.2 share theirs with their successors.
    same = old.write is not None and Path(target).suffix.lower() in old.suffixes
    new = formats.get(to) if to else old if same else formats.by_name(target)
    if new is None:
        hint = "name the text that it translates with --source" if _is_text(target) else "give it with --to"
        raise ConfigError(f"cannot tell the format of '{target}'", hint=hint)
    return old, new


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
        raise InputError(f"was made from {text}, which is not here", where=source, hint="name it with --source")
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
def _copied(conversion: _Conversion, stream: BufferedReader, *, units: bool) -> Converted:
    """Copy *stream* unchanged after reading it to its end."""
    if units and conversion.old.units is not None:
        count = sum(1 for _ in conversion.old.units(stream, where=conversion.source))
    else:
        count = len(_glossary(conversion, stream, apart=True)[1])
    with conversion.into as out:
        stream.seek(0)
        copyfileobj(stream, out)
    return Converted(count, (), units=units)


def _streamed(conversion: _Conversion, stream: BufferedReader) -> Converted:
    """Write the running translations of *stream* unit by unit."""
    old, new, project = conversion.old, conversion.new, conversion.project
    assert old.units is not None and new.write_units is not None, "both hold running translations"  # noqa: PT018
    passed = SkippedByReason()
    head = files.head(stream)
    about = old.header(stream, where=conversion.source, encoding=conversion.encoding) if old.header else ()
    reader_arguments = conversion.reader_arguments
    targets = [conversion.language] if conversion.language else []
    # The source language of a memory may differ from the project's.
    if not conversion.language or _first(old, head, project.source_language, conversion.language) is None:
        first = None if new.running else _first(old, head, language=conversion.language)
        reader_arguments["source_language"] = first.source_language if first else ""
    if not targets and not new.running:  # a table has one source column and a column per target language
        stream.seek(0)
        targets = list(dict.fromkeys(unit.target_language for unit in old.units(stream, **reader_arguments)))
    stream.seek(0)
    units = _Counted(old.units(stream, **reader_arguments, skip=passed.add))
    if new.single and not targets:
        targets = [units.first.target_language] if units.first else project.tags()[:1]
    from_language = units.first.source_language if units.first else project.source_language
    carried: dict[str, Any] = {"extra": about} if old is new and about else {}
    with conversion.into as out:
        losses = new.write_units(out, units, source_language=from_language, languages=targets, **carried)
    if about and not carried:
        losses.insert(0, Loss("header fields", len(about), about[0][0]))
    return Converted(units.count, tuple(losses), passed.list(conversion.source), units=True)


@without_collector()
def _rewritten(conversion: _Conversion, stream: BufferedReader) -> Converted:
    """Write the glossary in *stream*, concept by concept if both formats can."""
    new = conversion.new
    reading, concepts = _glossary(conversion, stream, apart=new.write_concepts is not None)
    termbase = reading.termbase
    targets = [conversion.language] if conversion.language else list(termbase.languages)
    with conversion.into as out:
        if new.write_concepts is not None:
            losses = new.write_concepts(out, termbase, concepts, languages=targets)
        else:
            assert new.write is not None, "as _glossary has found"
            made, losses = new.write(termbase, languages=targets)
            out.write(made)
    passed = SkippedByReason(reading.left)
    return Converted(
        len(concepts), tuple(losses), (*_in(conversion.source, reading.skipped), *passed.list(conversion.source))
    )


def _glossary(
    conversion: _Conversion, stream: BufferedReader, *, apart: bool
) -> tuple[Reading, formats.LazyConcepts] | tuple[Reading, Sequence[Concept]]:
    """Return the :class:`Reading` of *stream* and its concepts; with *apart*, they are streamed if the format allows.

    Raises ConfigError if the source format cannot be read or the target format cannot be written.
    """
    old, new = conversion.old, conversion.new
    if apart and old.concepts is not None:
        return _in_its_language(partial(_one_by_one, old.concepts, stream), conversion.reader_arguments)
    if old.read is None or new.write is None:
        raise ConfigError(f"{old.title} cannot be converted to {new.title}")
    streams = old.units is not None and new.write_units is not None
    data = files.read_bytes(conversion.source, hint="with --units it is streamed" if streams else "split it")
    return _in_its_language(partial(_whole, old.read, data), conversion.reader_arguments)


def _is_glossary(old: Format, new: Format, head: bytes) -> bool:
    """Return whether a file in the format *old* that begins with *head* is a glossary, or becomes one in *new*.

    Only a glossary table has columns for the contexts and comments of a PO file.
    """
    if not old.running or _OURS.search(head):
        return True
    return not new.running and (new.write_units is None or old.name == "po")


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
