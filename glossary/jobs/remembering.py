"""``glossary memory``: importing, exporting, looking up and searching translation units."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from glossary import formats, languages
from glossary.engines import Progress, quiet
from glossary.errors import ConfigError, GlossaryError, InputError, OutputError
from glossary.formats import Skipped, files, sources
from glossary.formats.terms import FURTHER
from glossary.jobs import bilingual, pairing
from glossary.jobs.disk import private, read, real, refuse_own, sink
from glossary.memory import Added, Hit, Memory, Stats
from glossary.model import Document, Loss, Match, State, TranslationUnit
from glossary.project import Home, Name, Names, Project, each, one, opened

if TYPE_CHECKING:
    from glossary.memory.serve import MemoryServer

T = TypeVar("T")


def remembers(project: Project) -> bool:
    """Return whether *project* has a translation memory; one on a server is assumed to exist."""
    where = project.memory_path
    return "://" in where or Path(where).exists()


@contextmanager
def memory_of(project: Project, name: str = "", *, read_only: bool = False) -> Iterator[Memory]:
    """Return a context with the translation memory of *project*, or with the one called *name* in its store.

    Raises InputError if it is opened *read_only* and does not exist.
    """
    where = project.memory_path
    if "://" not in where:
        path = Path(where)
        if read_only and not remembers(project):
            hint = "run 'glossary memory import FILE'"
            raise InputError("there is no translation memory yet", where=project.relative(path), hint=hint)
        if path.parent.name == ".glossary":
            private(path.parent)
    with Memory.open(where, name=name or None, read_only=read_only) as found:
        yield found


def _require(memory: Memory, name: str) -> None:
    """Raise InputError if *memory*, which was opened with *name*, has no units."""
    if name and not memory.stats():
        raise InputError(f"there is no memory '{name}'", hint="'glossary memory stats' lists them")


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What :func:`memory_import` imported from one file."""

    file: str
    added: Added
    passed: tuple[Skipped, ...] = ()
    """The parts of the file that could not be used."""


def memory_import(
    project: Home,
    names: Names,
    *,
    language: str = "",
    target: Name = "",
    by_line: bool = False,
    name: str = "",
    penalty: float | None = None,
    encoding: str = "",
    progress: Progress = quiet,
) -> tuple[list[ImportedFile], list[GlossaryError]]:
    """Import the units of the bilingual files *names*, each file completely or not at all; also return the errors.

    With *target*, *names* is one text and *target* its translation into *language* (by default, the language that the
    configuration gives for that file); the two are aligned, or paired *by_line*. *name* is the memory to add to, and
    *penalty* the points that its matches lose.
    """
    project, names, target = opened(project), each(names), one(target)
    if target and len(names) > 1:
        raise ConfigError("several texts cannot have one translation", hint="give one FILE with --target")
    if target and real(target) in map(real, names):
        raise ConfigError("a text is not its own translation", hint="give another one with --target")
    for file in (*names, target) if target else ():
        if Path(file).suffix.lower() not in sources.SUFFIXES and formats.by_name(file):
            hint = "leave out --target for a file that holds both languages"
            raise ConfigError("--target is for plain texts, and this is not one", where=file, hint=hint)
    if target and not language:
        own = project.relative(Path(target))
        named = (spelled for known, _, spelled in pairing.expected(project) if known == own)
        language = next(named, project.only())
    if by_line and not target:
        raise ConfigError("lines can be paired only with those of a translation", hint="give it with --target")
    pair = bilingual.lines if by_line else bilingual.aligned

    def import_file(file: str) -> ImportedFile:
        passed = formats.SkippedByReason()
        if target:
            rows = pair(project, file, target, language=language, encoding=encoding)
        elif _is_text(file):
            raise InputError(
                "it is a text without its translation", where=file, hint="give the translation with --target"
            )
        else:
            rows = _importable(
                bilingual.units(project, file, language=language, encoding=encoding, skip=passed.add), file
            )
        added = memory.add(rows, progress=lambda count: progress(f"{file}: {count} units"))
        if not added.total:
            is_given = language and not target
            raise InputError(
                f"there is no translation into {language} in it" if is_given else "there is no translation in it",
                where=file,
                hint="nothing was added; see 'glossary info'",
            )
        return ImportedFile(file, added, passed.list(file))

    with memory_of(project, name) as memory:
        if penalty is not None:
            memory.penalize(penalty)
        return _for_each(names, import_file)


def _importable(units: Iterable[TranslationUnit], file: str) -> Iterator[TranslationUnit]:
    """Yield *units* without the notes of leverage.

    Raises InputError if *file* does not give their target language, because they could not be looked up.
    """
    from glossary.memory.leverage import NOTE

    for unit in units:
        if unit.target and unit.target_language == "und":
            raise InputError(
                "the file does not say which language it translates into", where=file, hint="name it with -l"
            )
        yield replace(unit, note=NOTE.sub("", unit.note).strip()) if "memory " in unit.note else unit


def _for_each(names: Names, work: Callable[[str], T]) -> tuple[list[T], list[GlossaryError]]:
    """Return the results of *work* for the files *names*, and the errors.

    It stops when the memory cannot be written.
    """
    done, broken = [], dict[str, GlossaryError]()
    for file in each(names):
        try:
            done.append(work(file))
        except (InputError, OutputError) as error:
            broken.setdefault(str(error), error)
            if isinstance(error, OutputError):
                break
    return done, list(broken.values())


@dataclass(frozen=True, slots=True)
class Removed:
    """How many units of one file :func:`memory_remove` removed."""

    file: str
    units: int


def memory_remove(
    project: Home, names: Names, *, language: str = "", name: str = "", encoding: str = ""
) -> tuple[list[Removed], list[GlossaryError]]:
    """Remove the units of the bilingual files *names* from the memory; return how many, and the errors.

    The units of a file are removed in one transaction. *name* is the memory to remove from. Raises InputError if there
    is none.
    """
    project = opened(project)

    def remove(file: str) -> Removed:
        if _is_text(file):
            hint = "remove its sentences by a TMX file that 'glossary memory export' wrote"
            raise InputError("it is a text without its translation", where=file, hint=hint)
        return Removed(file, memory.remove(bilingual.units(project, file, language=language, encoding=encoding)))

    with memory_of(project, name, read_only=True) as memory:
        _require(memory, name)
    with memory_of(project, name) as memory:
        return _for_each(names, remove)


def _is_text(name: str) -> bool:
    """Return whether the file *name* is a text; a ``.txt`` file with tabs is a table of terms instead."""
    if Path(name).suffix.lower() != ".txt":
        return sources.is_text(name)
    with files.opened(name) as stream:
        return b"\t" not in files.head(stream)


def memory_export(
    project: Home, target: Name, *, language: str = "", name: str = "", stdout: BinaryIO | None = None
) -> tuple[int, list[Loss]]:
    """Write the units of the memory to the file *target*; return their number, and what the format cannot hold.

    With *stdout*, ``-`` is standard output, and the units are written as TMX.
    """
    project, target = opened(project), one(target)
    row = formats.get("tmx") if target == "-" and stdout else formats.by_name(target)
    if row is None or row.write_units is None:
        raise ConfigError(f"'{target}' cannot hold translated segments", hint="give a name that ends in .tmx")
    refuse_own(project, target)
    wanted = languages.require_script(language) if language else None
    count = 0
    with memory_of(project, name, read_only=True) as memory:
        _require(memory, name)
        pairs = memory.stats()
        targets = [wanted] if wanted else list(dict.fromkeys(pair.target_language for pair in pairs))
        source = pairs[0].source_language if pairs else project.source_language

        def counted() -> Iterator[TranslationUnit]:
            nonlocal count
            if row.name == "po" and len(targets) == 1:  # PO has one translation per text
                units = _best_first(memory, targets[0])
            else:
                units = _interleaved(memory, targets) if len(targets) > 1 else memory.units(target_language=wanted)
            for unit in units:
                count += 1
                yield unit

        with languages.written_as((*project.languages, language)), sink(target, stdout) as stream:
            losses = row.write_units(stream, counted(), source_language=source, languages=targets)
    return count - sum(loss.count for loss in losses if loss.what == FURTHER), losses


def _repeated(names: Iterable[tuple[str, ...]]) -> set[int]:
    """Return the hashes of those *names* that occur more than once."""
    import numpy as np

    found = np.sort(np.fromiter(map(hash, names), np.int64))
    return set(found[1:][found[1:] == found[:-1]].tolist())


def _best_first(memory: Memory, language: str) -> Iterator[TranslationUnit]:
    """Yield the units into *language*; of several with the same source and key, the best comes first.

    That is an approved unit, then one with more uses, then the one changed last. Its note has the other translations.
    """
    repeated = _repeated((unit.source, unit.key) for unit in memory.units(target_language=language))
    groups: dict[int, list[TranslationUnit]] = {}
    for unit in memory.units(target_language=language):
        code = hash((unit.source, unit.key))
        if code in repeated and not any(name == "po:plural" for name, _ in unit.extra):  # plural forms stay together
            groups.setdefault(code, []).append(unit)
        else:
            yield unit
    for units in groups.values():
        best = max(units, key=lambda unit: (unit.state is State.APPROVED, unit.uses, unit.changed))
        others = dict.fromkeys(" ".join(unit.target.split()) for unit in units if unit.target != best.target)
        yield replace(best, note="\n".join(filter(None, (best.note, *(f"also: {text}" for text in others)))))
        yield from (unit for unit in units if unit is not best)


AHEAD = 2_000
"""How many source texts of one language are buffered to match them with those of another."""
_text_and_context = attrgetter("source_language", "source", "key", "previous", "next")


def _interleaved(memory: Memory, targets: Iterable[str]) -> Iterator[TranslationUnit]:
    """Yield the units into all *targets*; translations of the same text in the same context are next to each other.

    They then share a row of the file. This works as far as the units of each language were added in the same order.
    """
    shared = _repeated(_text_and_context(unit) for target in targets for unit in memory.units(target_language=target))

    def merged(units: Iterator[TranslationUnit], others: Iterator[TranslationUnit]) -> Iterator[TranslationUnit]:
        buffer: OrderedDict[tuple[str, ...], list[TranslationUnit]] = OrderedDict()
        awaited = set(shared)
        for unit in units:
            while True:
                while buffer and hash(next(iter(buffer))) not in awaited:
                    yield from buffer.popitem(last=False)[1]
                if len(buffer) == AHEAD or (other := next(others, None)) is None:
                    break
                buffer.setdefault(_text_and_context(other), []).append(other)
            found: list[TranslationUnit] = []
            key = _text_and_context(unit)
            while key in buffer:
                first, found = buffer.popitem(last=False)
                if first != key:
                    yield from found
            yield unit
            yield from found
            awaited.discard(hash(key))  # units that come later cannot share the row
        yield from chain.from_iterable(buffer.values())
        yield from others

    return reduce(merged, [memory.units(target_language=target) for target in targets])


DEMOTED = 5
"""How many more matches than wanted are looked up, because the glossary may demote some of them."""


def memory_lookup(
    project: Home,
    text: str,
    language: str = "",
    *,
    minimum: float = 70,
    limit: int = 5,
    previous: str = "",
    next: str = "",
    exhaustive: bool = False,
    name: str = "",
) -> dict[str, list[Match]]:
    """Return the matches for *text*, best first, by language tag (``zh-Hans``); see :meth:`Memory.lookup`.

    Without a *language*, the languages of the project are used, or all that the memory has if the project names none.
    For translations into the source language of the project, *text* may be in any other language. Matches that
    contradict the glossary lose points, with the reason.
    """
    if not text.strip():
        raise InputError("the text is empty", hint="give a sentence to look up")
    from glossary.jobs.advising import advice, terms_of
    from glossary.memory import answer

    project = opened(project)
    termbase, matches = read(project).termbase, dict[str, list[Match]]()
    with memory_of(project, name, read_only=True) as memory:
        tags = (languages.require_script(language),) if language else project.tags()
        for tag in tags or sorted({row.target_language for row in _from_source(memory.stats(), project)}):
            terms = terms_of(termbase, tag)
            found = memory.lookup(
                text,
                tag,
                None if languages.near([tag], project.source_language) else project.source_language,
                minimum=minimum,
                limit=limit + DEMOTED if terms else limit,
                previous=previous,
                next=next,
                exhaustive=exhaustive,
            )
            if terms:
                found = [match for match in answer.advised(found, text, advice(terms)) if match.score >= minimum]
            matches[tag] = found[:limit]
        if not any(matches.values()):
            _require(memory, name)
    return matches


def _from_source(rows: Iterable[Stats], project: Project) -> list[Stats]:
    """Return those of *rows* whose source language is that of *project*."""
    return [row for row in rows if languages.near([row.source_language], project.source_language)]


def sentences(text: str) -> int:
    """Return the number of sentences in *text*, which :func:`memory_lookup` looks up as one segment."""
    from glossary.text.segments import segments

    return len(segments(Document("-", text)))


def memory_lacks(project: Home, asked: Names, *, name: str = "") -> tuple[list[str], tuple[str, ...]]:
    """Return those of the languages *asked* for which the memory has no units, and all its pairs (``en → ru``)."""
    project = opened(project)
    with memory_of(project, name, read_only=True) as memory:
        rows = memory.stats() if asked else []
    there = [row.target_language for row in _from_source(rows, project)]
    there += [row.target_language for row in rows if languages.near([row.target_language], project.source_language)]
    lacking = [language for language in each(asked) if not languages.near(there, languages.tag(language))]
    return lacking, bilingual.languages_of(rows)


def memory_search(
    project: Home, phrase: str, *, language: str = "", side: str = "both", limit: int = 20, name: str = ""
) -> list[Hit]:
    """Return where *phrase* occurs in segments of the memory; whole words as written come first."""
    if not phrase.strip():
        raise InputError("the phrase is empty", hint="give some letters to search for")
    with memory_of(opened(project), name, read_only=True) as memory:
        wanted = languages.require_script(language) if language else None
        hits = memory.search(phrase, target_language=wanted, side=side, limit=limit)
        if not hits:
            _require(memory, name)
        return hits


def memory_stats(project: Home) -> list[Stats]:
    """Return how many units the memory has, by name and pair of languages."""
    with memory_of(opened(project), read_only=True) as memory:
        return memory.stats()


@contextmanager
def memory_server(
    project: Home, *, host: str = "127.0.0.1", port: int | None = None, token: str = "", name: str = ""
) -> Iterator[MemoryServer]:
    """Return a context with a server for lookups in the memory, already listening (see :mod:`glossary.memory.serve`).

    Raises ConfigError if *host* is not the local machine and there is no *token*.
    """
    from glossary.memory import serve

    with memory_of(opened(project), name, read_only=True) as memory:
        server = serve.server(memory, host=host, port=serve.PORT if port is None else port, token=token)
        try:
            yield server
        finally:
            server.server_close()
