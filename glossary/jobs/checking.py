"""``glossary check``: check the glossary itself, and translated files against it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from glossary import languages
from glossary.checks import baseline, places, run
from glossary.checks.cache import Cache, key_of
from glossary.checks.run import Selection
from glossary.engines import without_collector
from glossary.errors import ConfigError, InputError
from glossary.formats import files, po, sources
from glossary.formats.po.parse import decode
from glossary.jobs import caching, pairing
from glossary.jobs.choosing import baselined, ignored, selection, today
from glossary.jobs.disk import no_glossary, paths_of, read, real
from glossary.model import Finding, Place, Severity, Termbase, TranslationUnit
from glossary.project import Home, Name, Names, Project, each, one, opened

if TYPE_CHECKING:
    from glossary.checks.renderings import Terms

_COLUMNS_UP_TO = 64 << 20
"""In files that are larger (in bytes) findings have no columns, because that takes reading the file again."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of :func:`check`."""

    findings: tuple[Finding, ...]
    """The findings that are not in the baseline, ignored by the configuration or waived in an entry."""
    files: int
    """The number of files that were checked."""
    broken: tuple[InputError, ...] = ()
    """Why files could not be read; the others were checked. Errors with a line are among the findings, too."""
    crashed: tuple[str, ...] = ()
    """A line for each check that raised an exception; the others still ran."""
    known: int = 0
    """The number of findings that are in the baseline."""
    rules: tuple[tuple[str, str, Severity], ...] = ()
    """(name, message, severity) of the checks that ran."""
    root: Path = Path()
    """The folder that the paths of findings are relative to, except for those in :attr:`named`."""
    named: Mapping[str, str] = field(default_factory=dict)
    """The project's names of the files that the user named, by their paths in findings."""
    looked_at: frozenset[str] = frozenset()
    """The files that were checked, by their names in the project."""
    absent: tuple[str, ...] = ()
    """Languages of files that the glossary does not have; files with cached results do not count."""

    def count(self, severity: Severity) -> int:
        """Return the number of findings with *severity*."""
        return sum(found.severity is severity for found in self.findings)

    def shown(self, least: str) -> list[Finding]:
        """Return the findings that are at least as severe as *least*."""
        levels = [severity.value for severity in Severity]
        return [row for row in self.findings if levels.index(row.severity.value) <= levels.index(least)]

    def exit_status(self, fail_on: str) -> int:
        """Return 3 if a check crashed, 2 if a file was unreadable, 1 for a finding of *fail_on* or above, else 0."""
        if self.crashed or self.broken:
            return 3 if self.crashed else 2
        return int(fail_on != "never" and bool(self.shown(fail_on)))

    def here(self, row: Finding) -> Finding:
        """Return *row* with its path relative to the current folder, as editors and CI systems need it."""
        if row.place is None or not row.place.path or row.place.path in self.named:
            return row
        path = relative_to(os.getcwd(), self.root, row.place.path)
        return replace(row, place=replace(row.place, path=path))

    def excerpt(self, row: Finding) -> str:
        """Return the line of text that a finding is about, or an empty string if it has none."""
        place = self.here(row).place
        if place is None or not place.line:
            return ""
        try:
            with Path(place.path).open(encoding="utf-8", errors="replace") as stream:
                return next(islice(stream, place.line - 1, None), "").rstrip()
        except OSError:
            return ""


@lru_cache(maxsize=16)  # one file may have thousands of findings
def relative_to(here: str, root: Path, path: str) -> str:
    """Return the file *path* under *root* relative to the folder *here*."""
    try:
        return Path(os.path.relpath(root / path, here)).as_posix()
    except ValueError:  # they are on different drives
        return (root / path).as_posix()


def check(
    project: Home,
    names: Names = (),
    *,
    source: Name = "",
    language: str = "",
    strict: bool = False,
    select: Names = (),
    extend: Names = (),
    ignore: Names = (),
    known: bool = True,
    cached: bool = True,
) -> Checked:
    """Check the glossary itself, or the translated files *names* against it.

    Without *names*, the glossary and all ``translations`` of the configuration are checked. *names* may be folders, and
    PO files of the glossary. *source* is the original of a translated text. *language* is that of files that do not
    declare one; without *names* only this language is checked. With *strict*, every mention of a term has to be
    rendered, instead of one per segment. *select*, *extend* and *ignore* are as in :func:`glossary.checks.run.select`;
    if *select* is empty, the configuration decides. Findings of the baseline are left out unless *known* is false.
    With *cached*, the results of an earlier check are used if neither a file nor what it is checked by has changed.

    >>> [f"{row.place}: {row.message}" for row in check(home, select="usage").findings]
    ["translations/ru/visit.txt:1: 'party congress' is not rendered as 'съезд партии'"]
    """
    project, source = opened(project), one(source)
    given = frozenset(each(names))
    names = pairing.inside(project, each(names))
    chosen = selection(project, select, extend, ignore)
    absent: set[str] = set()
    work = _Work(project, chosen, _terms(project, chosen, strict, absent), source, language, given)
    tasks = work.tasks(names)
    if not tasks:
        if project.template.exists():
            where = project.relative(project.locale_path)
            hint = "run 'glossary extract'" if project.languages else "run 'glossary extract -l ru' for Russian"
            raise InputError("there are no renderings yet", where=where, hint=hint)
        raise no_glossary(project)
    store = caching.open_cache(project) if cached else Cache()
    findings, broken = _run_tasks(project, tasks if names else [*work.template(), *tasks], chosen, store, strict)
    if cached and store.changed:
        caching.save_cache(project, store)
    findings = [row for row in findings if not ignored(project, row)]
    old_ones = frozenset(row["id"] for row in baselined(project)) if known else frozenset()
    named = {name: project.relative(Path(name)) for name in names}
    findings, old = baseline.unknown(findings, old_ones, named)
    findings += [run.unreadable(error) for error in broken if error.line]
    return Checked(
        findings=tuple(findings),
        files=len(tasks),
        broken=tuple(broken),
        crashed=tuple(chosen.crashes),
        known=old,
        rules=tuple(
            (name, rule.message, chosen.severity.get(name, rule.severity)) for name, rule in chosen.rules.items()
        ),
        root=project.root,
        named=named,
        looked_at=frozenset(named.get(task.file, task.file) for task in tasks),
        absent=tuple(sorted(absent)),
    )


def _run_tasks(
    project: Project, tasks: Iterable[_Task], chosen: Selection, store: Cache, strict: bool
) -> tuple[list[Finding], list[InputError]]:
    """Return the findings of *tasks*, from *store* if they are cached, and the errors of unreadable files."""
    settings, glossary = caching.settings(project, chosen, strict), cache(partial(caching.glossary, project))
    findings: list[Finding] = []
    broken: dict[str, InputError] = {}
    for task in tasks:
        try:
            by = glossary() if task.by_glossary else ""
            key = key_of(settings, by, task.file, task.other_inputs, *map(caching.content, task.inputs))
            rows = store.get(key)
            if rows is None:
                with without_collector():
                    rows = _with_columns(list(task.find()), task.inputs[-1])
                if not chosen.crashes:
                    store.put(key, rows)
            findings += rows
        except InputError as error:
            broken[str(error)] = error  # a broken catalogue raises the same error for each of its articles
    return findings, list(broken.values())


def _check_catalogue(project: Project, language: str, chosen: Selection, data: bytes | None = None) -> list[Finding]:
    """Return the findings in the catalogue of *language*, with *data* as its content if given."""
    path = project.catalogue(language)
    name = project.relative(path)
    termbase, catalog = po.headed(
        files.read_bytes(path) if data is None else data,
        language=language,
        source_language=project.source_language,
        where=name,
    )
    place = Place(name, catalog.header.line if catalog.header else 1)
    with languages.written_as([project.spelled(language)]):
        header = run.header(catalog.fields, language, chosen, place)
    return header + run.termbase(termbase, language, chosen, today())


def check_text(project: Project, path: Path, text: str) -> list[Finding]:
    """Return the findings of the configured checks in *text*, the content of the PO file *path* in an editor."""
    chosen = selection(project)
    data = text.encode("utf-8")
    for language in project.tags():
        if real(project.catalogue(language)) == real(path):
            found = _check_catalogue(project, language, chosen, data)
            break
    else:
        rows = po.units(BytesIO(data), where=path.as_posix(), source_language=project.source_language)
        glossary = tuple((path, caching.stamp(path)) for path in paths_of(project))
        found = list(run.units(rows, chosen, _cached_terms(project, glossary), today()))
    name = next((row.place.path for row in found if row.place), "")
    return [row for row in places.placed(found, name, text) if not ignored(project, row)]


def _with_columns(rows: list[Finding], path: Path | str) -> list[Finding]:
    """Return the findings *rows* of the file *path*, with columns if the texts can be located in it."""
    name = next((row.place.path for row in rows if row.start >= 0 and row.place), "")
    if not name or (path != files.STDIN and os.stat(path).st_size > _COLUMNS_UP_TO):
        return rows
    data = files.read_bytes(path)
    is_po = PurePath(path).suffix.lower() in po.PO.suffixes
    try:
        text = decode(data, where=name)[0] if is_po else files.decode(data, where=name)
    except InputError:  # a binary format such as XLSX
        return rows
    return places.placed(rows, name, text)


@dataclass(frozen=True, slots=True)
class _Task:
    """A check of one file, whose result can be cached."""

    inputs: tuple[Path | str, ...]
    """The files that the result depends on; the last is the one that is checked."""
    file: str
    """The path of the file in findings."""
    other_inputs: str
    """Other values that the result depends on: the name of the source, the language."""
    by_glossary: bool
    """Whether the result also depends on the glossary."""
    find: Callable[[], Iterable[Finding]]


_BREAK = "space.line"
"""A check to ignore in running text: pairing joins several paragraphs that translate one by a line break."""


@dataclass(frozen=True, slots=True)
class _Work:
    """Makes the tasks of one run."""

    project: Project
    chosen: Selection
    terms: Callable[[str], Terms] | None
    source: str
    language: str
    given: frozenset[str]
    """The files named by the user, as opposed to those found in a folder: they must have the language."""

    def tasks(self, names: Sequence[str]) -> list[_Task]:
        """Return the tasks for the files *names*, or for the whole project."""
        project = self.project
        catalogues = {real(project.catalogue(language)): language for language in project.tags()}
        if not names:
            return self._project_tasks({path: language for path, language in catalogues.items() if path.exists()})
        texts = {}
        if not self.source and any(map(sources.is_text, names)):
            texts = {real(project.root / row[0]): row for row in pairing.pairs(project)}
        tasks = []
        for name in names:
            here = real(name)
            if here in catalogues:
                tasks.append(self._catalogue_task(here, catalogues[here]))
            elif here in texts:
                tasks.append(self._pair_task(*texts[here]))
            else:
                tasks.append(self._file_task(name))
        return tasks

    def template(self) -> list[_Task]:
        """Return a task that only reports whether the template can be parsed, if there is one."""
        path = self.project.template
        name = self.project.relative(path)

        def parsed() -> tuple[Finding, ...]:
            po.parse(files.read_bytes(path), where=name)
            return ()

        return [_Task((path,), name, "", False, parsed)] if path.exists() else []

    def _project_tasks(self, there: Mapping[Path, str]) -> list[_Task]:
        """Return the tasks for the whole project, in one language or in all; *there* are its existing catalogues."""
        is_wanted = partial(pairing.is_asked, language=self.language)
        tasks = [self._catalogue_task(path, language) for path, language in there.items() if is_wanted(language)]
        tasks += [self._pair_task(*row) for row in pairing.pairs(self.project) if is_wanted(row[2])]
        if there and not tasks:
            names = [*map(self.project.spelled, self.project.tags())]
            hint = f"the project has {', '.join(names)}"
            if any(map(is_wanted, names)):
                hint = "'glossary extract' makes its PO file"
            raise ConfigError(f"there is nothing in '{self.language}' here", hint=hint)
        return tasks

    def _catalogue_task(self, path: Path, language: str) -> _Task:
        find = partial(_check_catalogue, self.project, language, self.chosen)
        return _Task((path,), self.project.relative(path), language, False, find)

    def _pair_task(self, name: str, original: str, spelled: str) -> _Task:
        root = self.project.root
        units = partial(pairing.pair, self.project, original, name, spelled)
        other_inputs = f"{original} {spelled}"
        return _Task((root / original, root / name), name, other_inputs, True, partial(self._paragraphs, units))

    def _file_task(self, name: str) -> _Task:
        read = pairing.required if name in self.given else pairing.translated
        units = partial(read, self.project, name, self.source, self.language)
        is_text = bool(self.source) or sources.is_text(name)
        source = self.source or (pairing.beside(self.project, name)[0] if is_text else "")
        inputs = (source, name) if source else (name,)
        find = self._paragraphs if is_text else self._units
        other_inputs = f"{source} {self.language or self.project.only()}"
        return _Task(inputs, name, other_inputs, True, partial(find, units))

    def _units(self, units: Callable[[], Iterable[TranslationUnit]]) -> Iterable[Finding]:
        return run.units(units(), self.chosen, self.terms, today())

    def _paragraphs(self, units: Callable[[], Iterable[TranslationUnit]]) -> Iterable[Finding]:
        return (row for row in self._units(units) if row.check != _BREAK)


def stamps(project: Project, names: Sequence[str]) -> dict[Path, int]:
    """Return the modification time of each file that :func:`check` of *names* may read."""
    paths = [Path(name) for name in names]
    with suppress(InputError):  # check says what is wrong with the sources
        paths += map(Path, pairing.inside(project, names))
        paths += [project.root / part for row in pairing.pairs(project) for part in row[:2]]
    paths += [Path(source) for name in names if (source := pairing.beside(project, name)[0])]
    paths += [*paths_of(project), *([project.config] if project.config else [])]
    return {path: caching.stamp(path) for path in paths}


def wait_for_change(project: Project, names: Sequence[str], since: dict[Path, int]) -> None:
    """Wait until a file was changed, added or removed *since* :func:`stamps` were taken; look twice a second."""
    while stamps(project, names) == since:
        time.sleep(0.5)


@lru_cache(maxsize=1)
def _cached_terms(project: Project, glossary: tuple[tuple[Path, int], ...]) -> Callable[[str], Terms] | None:
    """Return :func:`_terms`, cached for an editor until a modification time of the *glossary* files changes."""
    return _terms(project, selection(project), False, set())


def _terms(project: Project, chosen: Selection, strict: bool, absent: set[str]) -> Callable[[str], Terms] | None:
    """Return a function that compiles the glossary for a language, or None without a glossary or ``unit`` checks.

    The function adds languages that the glossary does not have to *absent*.
    """
    if not paths_of(project) or not any(rule.scope == "unit" for rule in chosen.rules.values()):
        return None

    @cache
    def termbase() -> Termbase:
        return read(project).termbase

    @cache
    def compiled(language: str) -> Terms:
        from glossary.checks.renderings import Terms

        terms = Terms(termbase(), language, strict=strict)
        if terms.language not in termbase().languages:
            absent.add(language)
        return terms

    return compiled
