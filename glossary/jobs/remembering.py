"""``glossary memory``: what was translated before, kept, looked up and given back."""

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
    """Return whether *project* has a translation memory; what is on a server is taken to be there."""
    where = project.memory_path
    return "://" in where or Path(where).exists()


@contextmanager
def memory_of(project: Project, name: str = "", *, read_only: bool = False) -> Iterator[Memory]:
    """Give the translation memory of *project*; *name* is the one of several that are kept there.

    Raises InputError where it is to be read and is not there.
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
    """Raise InputError where nothing is kept under the *name* that *memory* was opened with."""
    if name and not memory.stats():
        raise InputError(f"there is no memory '{name}'", hint="'glossary memory stats' shows those that there are")


def translations(rows: Iterable[Stats | TranslationUnit]) -> tuple[str, ...]:
    """Return from which language into which *rows* translate: ``en → ru``."""
    pairs = dict.fromkeys((row.source_language, row.target_language) for row in rows)
    return tuple(" → ".join(map(languages.gettext, pair)) for pair in pairs if all(pair))


@dataclass(frozen=True, slots=True)
class Taken:
    """What :func:`memory_import` took in from one file."""

    file: str
    added: Added
    passed: tuple[Skipped, ...] = ()
    """What could not be used in it."""


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
) -> tuple[list[Taken], list[GlossaryError]]:
    """Take the units of the bilingual files *names* into the memory, of each all or none; return what, and what failed.

    With *target*, the translation of the one text in *names* in *language*, or in that which the configuration says of
    such a file, the two are aligned, or paired *by_line*. *name* is the memory they go to, *penalty* what its matches
    lose.
    """
    project, names, target = opened(project), each(names), one(target)
    if target and len(names) > 1:
        raise ConfigError("several texts cannot have one translation", hint="give one FILE with --target")
    if target and real(target) in map(real, names):
        raise ConfigError("a text is not its own translation", hint="give another one with --target")
    for file in (*names, target) if target else ():
        if Path(file).suffix.lower() not in sources.SUFFIXES and formats.by_name(file):
            hint = "leave out --target for a file that holds both languages"
            raise ConfigError("no text, which --target is for", where=file, hint=hint)
    if target and not language:
        own = project.relative(Path(target))
        named = (spelled for known, _, spelled in pairing.expected(project) if known == own)
        language = next(named, project.only())
    if by_line and not target:
        raise ConfigError("lines can be paired only with those of a translation", hint="give it with --target")
    pair = bilingual.lines if by_line else bilingual.aligned

    def take(file: str) -> Taken:
        passed = formats.Passed()
        if target:
            rows = pair(project, file, target, language=language, encoding=encoding)
        elif _is_text(file):
            raise InputError("a text, which does not hold its translation", where=file, hint="name that with --target")
        else:
            rows = _said(bilingual.units(project, file, language=language, encoding=encoding, skip=passed.add), file)
        added = memory.add(rows, progress=lambda count: progress(f"{file}: {count} units"))
        if not added.total:
            told = language and not target
            raise InputError(
                f"there is no translation into {language} in it" if told else "there is no translation in it",
                where=file,
                hint="nothing was added; see 'glossary info'",
            )
        return Taken(file, added, passed.list(file))

    with memory_of(project, name) as memory:
        if penalty is not None:
            memory.penalize(penalty)
        return _of_each(names, take)


def _said(units: Iterable[TranslationUnit], file: str) -> Iterator[TranslationUnit]:
    """Yield *units* without what leverage noted. Raises InputError where *file* does not say their language: nobody
    would find them again."""
    from glossary.memory.leverage import NOTE

    for unit in units:
        if unit.target and unit.target_language == "und":
            raise InputError(
                "the file does not say which language it translates into", where=file, hint="name it with -l"
            )
        yield replace(unit, note=NOTE.sub("", unit.note).strip()) if "memory " in unit.note else unit


def _of_each(names: Names, work: Callable[[str], T]) -> tuple[list[T], list[GlossaryError]]:
    """Return what *work* made of each of the files *names*, and what stopped it at others.

    Where the memory cannot be written, none is tried any more.
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
    """What :func:`memory_remove` took out by one file."""

    file: str
    units: int


def memory_remove(
    project: Home, names: Names, *, language: str = "", name: str = "", encoding: str = ""
) -> tuple[list[Removed], list[GlossaryError]]:
    """Take the units of the bilingual files *names* out of the memory, of each all or none, and return
    what went and what failed.

    *name* is the memory they are taken from. Raises InputError where there is none.
    """
    project = opened(project)

    def remove(file: str) -> Removed:
        if _is_text(file):
            hint = "remove its sentences by a TMX file that 'glossary memory export' wrote"
            raise InputError("a text, which does not hold its translation", where=file, hint=hint)
        return Removed(file, memory.remove(bilingual.units(project, file, language=language, encoding=encoding)))

    with memory_of(project, name, read_only=True) as memory:
        _require(memory, name)
    with memory_of(project, name) as memory:
        return _of_each(names, remove)


def _is_text(name: str) -> bool:
    """Return whether the file *name* is a text, rather than a table of terms that is called one (``.txt``)."""
    if Path(name).suffix.lower() != ".txt":
        return sources.is_text(name)
    with files.opened(name) as stream:
        return b"\t" not in files.head(stream)


def memory_export(
    project: Home, target: Name, *, language: str = "", name: str = "", stdout: BinaryIO | None = None
) -> tuple[int, list[Loss]]:
    """Write the units of the memory to the file *target*, and return how many and what was lost.

    With *stdout*, ``-`` stands for that, and the units are written as TMX.
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
            if row.name == "po" and len(targets) == 1:  # which holds one translation of a text
                units = _best_first(memory, targets[0])
            else:
                units = _together(memory, targets) if len(targets) > 1 else memory.units(target_language=wanted)
            for unit in units:
                count += 1
                yield unit

        with languages.written_as((*project.languages, language)), sink(target, stdout) as stream:
            losses = row.write_units(stream, counted(), source_language=source, languages=targets)
    return count - sum(loss.count for loss in losses if loss.what == FURTHER), losses


def _repeated(names: Iterable[tuple[str, ...]]) -> set[int]:
    """Return the hashes of those of *names* that come more than once."""
    import numpy as np

    found = np.sort(np.fromiter(map(hash, names), np.int64))
    return set(found[1:][found[1:] == found[:-1]].tolist())


def _best_first(memory: Memory, language: str) -> Iterator[TranslationUnit]:
    """Yield the units into *language*; of those that translate a text in the same context the best comes first, and
    names the others in its note: an approved one, of these one that is used, then the one that was changed last."""
    several = _repeated((unit.source, unit.key) for unit in memory.units(target_language=language))
    held: dict[int, list[TranslationUnit]] = {}
    for unit in memory.units(target_language=language):
        named = hash((unit.source, unit.key))
        if named in several and not any(name == "po:plural" for name, _ in unit.extra):  # whose forms stay together
            held.setdefault(named, []).append(unit)
        else:
            yield unit
    for units in held.values():
        best = max(units, key=lambda unit: (unit.state is State.APPROVED, unit.uses, unit.changed))
        others = dict.fromkeys(" ".join(unit.target.split()) for unit in units if unit.target != best.target)
        yield replace(best, note="\n".join(filter(None, (best.note, *(f"also: {text}" for text in others)))))
        yield from (unit for unit in units if unit is not best)


AHEAD = 2_000
"""How many things that are said in one language are held to be put beside what says them in another."""
_place = attrgetter("source_language", "source", "key", "previous", "next")


def _together(memory: Memory, targets: Iterable[str]) -> Iterator[TranslationUnit]:
    """Yield the units into all *targets*, translations of the same text in the same place one after another, so that
    they share a row: as far as those of each language came in in the same order."""
    shared = _repeated(_place(unit) for target in targets for unit in memory.units(target_language=target))

    def beside(units: Iterator[TranslationUnit], others: Iterator[TranslationUnit]) -> Iterator[TranslationUnit]:
        held: OrderedDict[tuple[str, ...], list[TranslationUnit]] = OrderedDict()
        awaited = set(shared)
        for unit in units:
            while True:
                while held and hash(next(iter(held))) not in awaited:
                    yield from held.popitem(last=False)[1]
                if len(held) == AHEAD or (other := next(others, None)) is None:
                    break
                held.setdefault(_place(other), []).append(other)
            found: list[TranslationUnit] = []
            place = _place(unit)
            while place in held:
                at, found = held.popitem(last=False)
                if at != place:
                    yield from found
            yield unit
            yield from found
            awaited.discard(hash(place))  # what comes later is too late
        yield from chain.from_iterable(held.values())
        yield from others

    return reduce(beside, [memory.units(target_language=target) for target in targets])


DEMOTED = 5
"""How many matches more than are wanted are asked for, of which some may go behind the others by the glossary."""


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
    """Return by language tag (``zh-Hans``) what the memory has for *text*, best first; see :meth:`Memory.lookup`.

    Without a *language* those of the project are asked, or, where it names none, all that the memory has. What is to be
    translated into the source language of the project may be in any other one. Matches that contradict the glossary
    lose points, and say so.
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
    """Return those of *rows* that translate from the source language of *project*."""
    return [row for row in rows if languages.near([row.source_language], project.source_language)]


def sentences(text: str) -> int:
    """Return how many sentences *text* has, which :func:`memory_lookup` looks up as one segment."""
    from glossary.text.segments import segments

    return len(segments(Document("-", text)))


def memory_lacks(project: Home, asked: Names, *, name: str = "") -> tuple[list[str], tuple[str, ...]]:
    """Return those of the languages *asked* that the memory translates nothing into, and all it does (``en → ru``)."""
    project = opened(project)
    with memory_of(project, name, read_only=True) as memory:
        rows = memory.stats() if asked else []
    there = [row.target_language for row in _from_source(rows, project)]
    there += [row.target_language for row in rows if languages.near([row.target_language], project.source_language)]
    lacking = [language for language in each(asked) if not languages.near(there, languages.tag(language))]
    return lacking, translations(rows)


def memory_search(
    project: Home, phrase: str, *, language: str = "", side: str = "both", limit: int = 20, name: str = ""
) -> list[Hit]:
    """Return where *phrase* stands in the segments of the memory; last inside of words, or in other forms."""
    if not phrase.strip():
        raise InputError("the phrase is empty", hint="give some letters to search for")
    with memory_of(opened(project), name, read_only=True) as memory:
        wanted = languages.require_script(language) if language else None
        hits = memory.search(phrase, target_language=wanted, side=side, limit=limit)
        if not hits:
            _require(memory, name)
        return hits


def memory_stats(project: Home) -> list[Stats]:
    """Return what is in the memory, by name and pair of languages."""
    with memory_of(opened(project), read_only=True) as memory:
        return memory.stats()


@contextmanager
def memory_server(
    project: Home, *, host: str = "127.0.0.1", port: int | None = None, token: str = "", name: str = ""
) -> Iterator[MemoryServer]:
    """Give a server that answers lookups in the memory (see :mod:`glossary.memory.serve`) and listens already.

    Raises ConfigError where *host* is more than this machine and there is no *token*.
    """
    from glossary.memory import serve

    with memory_of(opened(project), name, read_only=True) as memory:
        server = serve.server(memory, host=host, port=serve.PORT if port is None else port, token=token)
        try:
            yield server
        finally:
            server.server_close()
