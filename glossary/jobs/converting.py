"""``glossary info`` and ``convert``: what files hold, and the same in another format."""

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
    """What a file holds."""

    file: str
    format: str
    version: str
    encoding: str
    languages: tuple[str, ...]
    """The source language first, then the others as they come."""
    counts: Mapping[str, int]
    """Those of ``entries``, ``translated``, ``fuzzy``, ``obsolete``, ``units``, ``variants``, ``concepts`` and
    ``terms`` that apply to the format."""
    skipped: tuple[Skipped, ...]


def info(project: Home, names: Names, *, encoding: str = "") -> tuple[list[Info], list[InputError]]:
    """Return what each of the files holds, before anyone trusts it, and why some cannot be read."""
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
    """Return what the file *name* holds. Raises InputError where it cannot be read."""
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
    """Return what was *skipped* as of the file *name*."""
    return tuple(Skipped(row.line, row.why, name) for row in skipped)


H = TypeVar("H", bound=Sized)


def _in_its_language(read: Callable[..., tuple[Reading, H]], said: dict[str, Any]) -> tuple[Reading, H]:
    """Return what *read* finds in a file, its concepts apart; *said* are the arguments of *read*.

    If the file has nothing in the source language that is said, it is read in its own.
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
    """Return what :func:`_in_its_language` does, also for a table that does not name its target language."""
    try:
        return _in_its_language(read, said)
    except InputError as error:
        try:
            return _in_its_language(read, said | {"language": "und"})
        except InputError as other:  # the one that names a line tells more
            raise (other if other.line and not error.line else error) from None


def _one_by_one(concepts: formats.Concepts, stream: BinaryIO, **said: Any) -> tuple[Reading, formats.Again]:
    """Return what *stream* holds, with all that is passed over, and its concepts."""
    stream.seek(0)
    skipped = formats.FirstSkipped()
    reading, found = concepts(stream, **said, skip=skipped.add)
    return replace(reading, skipped=skipped.list()), found


def _whole(read: formats.Read, data: bytes, **said: Any) -> tuple[Reading, Sequence[Concept]]:
    """Return what *data* holds, and its concepts."""
    reading = read(data, **said)
    skipped = formats.FirstSkipped()
    for row in reading.skipped:
        skipped.add(row.line, row.why)
    return replace(reading, skipped=skipped.list()), reading.termbase.concepts


@dataclass(frozen=True, slots=True)
class Converted:
    """What :func:`convert` did."""

    read: int
    """How many concepts or units were read; of a text that was written, how many of its sentences are translated."""
    losses: tuple[Loss, ...]
    skipped: tuple[Skipped, ...] = ()
    units: bool = False
    """Whether it was running translations that were read."""
    sentences: int = 0
    """How many sentences the text has that was written; 0 where it is none."""


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
    """Read the file *source* and write what it holds to *target* (``-``: *stdout*), in the format of its name or *to*.

    With *text*, the article whose sentences *source* translates, the translated article is written; *fuzzy* tells
    whether with proposals. A file that :func:`~glossary.jobs.leverage` made of a text names that itself.

    If both names have the same suffix, the version of the format is kept. In the same format, if nothing is to be left
    out, the file is read to its end and copied byte for byte. *terms* tells whether it is a glossary or running
    translations. By default, PO, TMX and XLIFF files are running translations where both formats can hold these, except
    glossaries of ours, and PO files that become tables. Running translations are streamed. Raises ConfigError where a
    format is not known.
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
        way = _Way(project, source, one, two, wanted, encoding, sink(target, stdout))
        whole = one is two and terms is None and not encoding and (not wanted or _only(one, head) == wanted)
        if terms is None:
            terms = _is_glossary(one, two, head)
        units = not terms and one.units is not None and two.write_units is not None
        if whole:
            return _copied(way, stream, units=units)
        with languages.written_as([language]):
            return _streamed(way, stream) if units else _rewritten(way, stream)


@dataclass(frozen=True, slots=True)
class _Way:
    """From which file to which."""

    project: Project
    source: str
    one: Format
    two: Format
    language: str
    """The only one that is wanted; empty for all."""
    encoding: str
    into: AbstractContextManager[BinaryIO]

    @property
    def said(self) -> dict[str, Any]:
        """What a reader is told of the file."""
        return {
            "where": self.source,
            "source_language": self.project.source_language,
            "language": self.language,
            "encoding": self.encoding,
        }


def _formats(head: bytes, source: str, target: str, from_: str, to: str) -> tuple[Format, Format]:
    """Return the formats of the file *source*, which begins with *head*, and of *target*. Raises ConfigError."""
    one = formats.get(from_) if from_ else formats.detect(head, source)
    # What has the same ending stays what it is: TBX 2 and XLIFF 1.2 share theirs with their successors.
    same = one.write is not None and Path(target).suffix.lower() in one.suffixes
    two = formats.get(to) if to else one if same else formats.by_name(target)
    if two is None:
        hint = "name the text that it translates with --source" if _is_text(target) else "give it with --to"
        raise ConfigError(f"cannot tell the format of '{target}'", hint=hint)
    return one, two


def _is_text(name: str) -> bool:
    return Path(name).suffix.lower() in sources.SUFFIXES


def _text(source: str, target: str) -> str:
    """Return the text that ``leverage`` made the file *source* of, where *target* is called like a text."""
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
    """Raise ConfigError where *target* is no name for the translation of *text*."""
    refuse_own(project, target)
    if real(target) == real(text):
        raise ConfigError("this is the text itself, which its translation must not replace", where=target)
    require_text(target)


_SENTENCE = re.compile(r"(?P<text>.+):[1-9]\d*")
"""What ``leverage`` calls a sentence: its text, and which one it is there."""


@without_collector()
def _copied(way: _Way, stream: BufferedReader, *, units: bool) -> Converted:
    """Write *stream* as it stands, after it has been read to its end."""
    if units and way.one.units is not None:
        count = sum(1 for _ in way.one.units(stream, where=way.source))
    else:
        count = len(_glossary(way, stream, apart=True)[1])
    with way.into as out:
        stream.seek(0)
        copyfileobj(stream, out)
    return Converted(count, (), units=units)


def _streamed(way: _Way, stream: BufferedReader) -> Converted:
    """Write the running translations of *stream*, unit by unit."""
    one, two, project = way.one, way.two, way.project
    assert one.units is not None and two.write_units is not None, "both hold running translations"  # noqa: PT018
    passed = Passed()
    head = files.head(stream)
    about = one.header(stream, where=way.source, encoding=way.encoding) if one.header else ()
    said = way.said
    targets = [way.language] if way.language else []
    # A memory of other people's need not have the source language of this project.
    if not way.language or _first(one, head, project.source_language, way.language) is None:
        first = None if two.running else _first(one, head, language=way.language)
        said["source_language"] = first.source_language if first else ""
    if not targets and not two.running:  # a table has one source language, and a column for each other
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
def _rewritten(way: _Way, stream: BufferedReader) -> Converted:
    """Write the glossary in *stream*, concept by concept where both formats can."""
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
    way: _Way, stream: BufferedReader, *, apart: bool
) -> tuple[Reading, formats.Again] | tuple[Reading, Sequence[Concept]]:
    """Return what *stream* holds, and its concepts: if *apart*, they are not held in memory where the format can do so.

    Raises ConfigError where the one format cannot be read, or the other one not be written.
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

    Contexts and comments of a PO have columns in a glossary only.
    """
    if not one.running or _OURS.search(head):
        return True
    return not two.running and (two.write_units is None or one.name == "po")


_OURS = re.compile(rb'\n#\. kind: |segtype="phrase" o-tmf="glossary"| original="glossary["#]')
"""What the head of a glossary says that we wrote: PO, TMX or XLIFF."""


def _first(row: Format, head: bytes, source_language: str = "", language: str = "") -> TranslationUnit | None:
    """Return the first unit of a file in the format *row* that begins with *head*, in these languages if any."""
    with suppress(InputError):
        if row.units is not None:
            units = row.units(BytesIO(head), where="", source_language=source_language, language=language)
            return next(units, None)
    return None


def _only(row: Format, head: bytes) -> str:
    """Return the one target language of a file in the format *row* that begins with *head*; empty if it has several."""
    first = _first(row, head) if row.single else None
    return first.target_language if first else ""


class _Counted:
    """Units that can be iterated once. It knows the first one before that, and how many there were after it."""

    def __init__(self, units: Iterator[TranslationUnit]) -> None:
        self.first = next(units, None)
        self._rest = units
        self.count = 0

    def __iter__(self) -> Iterator[TranslationUnit]:
        for unit in chain([self.first] if self.first else [], self._rest):
            self.count += 1
            yield unit
