"""``glossary check``: the glossary itself, and translated files against it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from glossary import __version__, languages
from glossary.checks import baseline, places, run
from glossary.checks.cache import Cache, digest, key_of
from glossary.checks.run import Selection, means
from glossary.engines import without_collector
from glossary.errors import ConfigError, GlossaryError, InputError
from glossary.formats import files, po, sources
from glossary.formats.po.parse import decode
from glossary.jobs import pairing
from glossary.jobs.disk import no_glossary, paths_of, private, read, real
from glossary.model import Finding, Place, Severity, Termbase, TranslationUnit
from glossary.project import Home, Name, Names, Project, each, one, opened

if TYPE_CHECKING:
    from glossary.checks.renderings import Terms

_LARGEST = 64 << 20
"""In larger files (bytes) findings have no columns: they are read once only."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What :func:`check` found."""

    findings: tuple[Finding, ...]
    """Without those that the baseline knows, the configuration ignores or an entry waives."""
    files: int
    """How many files were looked at."""
    broken: tuple[InputError, ...] = ()
    """Why files could not be read; the others were checked. What has a line is among the findings, too."""
    crashed: tuple[str, ...] = ()
    """Checks that broke, one line each; the others ran all the same."""
    known: int = 0
    """How many findings are in the baseline."""
    rules: tuple[tuple[str, str, Severity], ...] = ()
    """(name, message, severity) of the checks that ran."""
    root: Path = Path()
    """The folder that findings name files from, but those in :attr:`named`."""
    named: Mapping[str, str] = field(default_factory=dict)
    """The files that were asked for by name, as findings name them, and what the project calls them."""
    looked_at: frozenset[str] = frozenset()
    """The files that were looked at, as the project calls them."""

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh as much as *severity*."""
        return sum(found.severity is severity for found in self.findings)

    def shown(self, least: str) -> list[Finding]:
        """Return the findings that are at least as severe as *least*."""
        levels = [severity.value for severity in Severity]
        return [row for row in self.findings if levels.index(row.severity.value) <= levels.index(least)]

    def exit_status(self, fail_on: str) -> int:
        """Return 3 if a check broke, 2 if a file did, 1 if a finding is as severe as *fail_on* (``never``: none is)."""
        if self.crashed or self.broken:
            return 3 if self.crashed else 2
        return int(fail_on != "never" and bool(self.shown(fail_on)))

    def here(self, row: Finding) -> Finding:
        """Return *row* with its file as it is called from the current folder, where editors and CI look for it."""
        if row.place is None or not row.place.path or row.place.path in self.named:
            return row
        path = called_from(os.getcwd(), self.root, row.place.path)
        return replace(row, place=replace(row.place, path=path))

    def excerpt(self, row: Finding) -> str:
        """Return the line that a finding is about; empty where there is none."""
        place = self.here(row).place
        if place is None or not place.line:
            return ""
        try:
            with Path(place.path).open(encoding="utf-8", errors="replace") as stream:
                return next(islice(stream, place.line - 1, None), "").rstrip()
        except OSError:
            return ""


@lru_cache(maxsize=16)  # thousands of findings are in one file
def called_from(here: str, root: Path, path: str) -> str:
    """Return what the file *path* under *root* is called from the folder *here*."""
    try:
        return Path(os.path.relpath(root / path, here)).as_posix()
    except ValueError:  # no way leads from one drive to another
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

    Without *names* the glossary is looked at (its PO files may be named, too), and all ``translations`` of the
    configuration. *source* is the text that a translated text was made from, *language* the language of files that do
    not say it, and without *names* the only one that is looked at; with *strict* every mention of a term has to be
    rendered, not one in a segment. *select*, *extend* and *ignore* are those of :func:`glossary.checks.run.select`; the
    configuration holds where *select* is empty. Unless *known* is false, what the baseline knows is left out; with
    *cached*, files that were checked before and have not changed, nor anything that they are checked by, are not looked
    at again.

    >>> [f"{row.place}: {row.message}" for row in check(home, select="usage").findings]
    ["translations/ru/visit.txt:1: 'party congress' is not rendered as 'съезд партии'"]
    """
    project, names, source = opened(project), each(names), one(source)
    chosen = selection(project, select, extend, ignore)
    terms = _terms(project, chosen, strict)
    tasks = _tasks(project, names, source, language, chosen, terms)
    if not tasks:
        if project.template.exists():
            where = project.relative(project.locale_path)
            raise InputError(
                "there are no renderings yet", where=where, hint="run 'glossary extract -l ru' for Russian"
            )
        raise no_glossary(project)
    store = _open_cache(project) if cached else Cache()
    findings, broken = _found(project, tasks, chosen, store, strict)
    if cached and store.changed:
        _save_cache(project, store)
    findings = [row for row in findings if not _ignored(project, row)]
    old_ones = frozenset(row["id"] for row in baselined(project)) if known else frozenset()
    named = {name: project.relative(Path(name)) for name in names}
    findings, old = baseline.news(findings, old_ones, named)
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
    )


def _found(
    project: Project, tasks: Iterable[_Task], chosen: Selection, store: Cache, strict: bool
) -> tuple[list[Finding], list[InputError]]:
    """Return the findings of *tasks*, those that *store* has of an unchanged file, and what could not be read."""
    settings, glossary = _settings(project, chosen, strict), cache(partial(_glossary, project))
    findings: list[Finding] = []
    broken: dict[str, InputError] = {}
    for task in tasks:
        try:
            by = glossary() if task.by_glossary else ""
            key = key_of(settings, by, task.file, task.made_of, *map(_content, task.inputs))
            rows = store.get(key)
            if rows is None:
                with without_collector():
                    rows = _placed(list(task.find()), task.path)
                if not chosen.crashes:
                    store.put(key, rows)
            findings += rows
        except InputError as error:
            broken[str(error)] = error  # a catalogue that is broken stops its articles, too
    return findings, list(broken.values())


def baselined(project: Project) -> list[baseline.Row]:
    """Return the findings that the baseline of the project knows; none where there is no baseline."""
    path = project.root / project.baseline
    if not path.exists():
        return []
    where = project.relative(path)
    return baseline.read(files.decode(files.read_bytes(path), where=where), where=where)


def selection(project: Project, select: Names = (), extend: Names = (), ignore: Names = ()) -> Selection:
    """Return the checks that run by the configuration, or *select* instead, with *extend* and without *ignore*.

    What is asked for here runs, whatever ``ignore`` of the configuration says.
    """
    _verify(project)
    select, extend, ignore = each(select), each(extend), each(ignore)
    if not select:
        ignore = (*(run.named(project.ignore) - run.named(extend)), *ignore)
        select, extend = project.select, (*project.extend_select, *extend)
    return run.select(select, extend=extend, ignore=ignore, severity=project.severity)


def _verify(project: Project) -> None:
    """Raise ConfigError, which names the file and the key, where the configuration names a check that is none."""
    rows = [("select", project.select), ("extend-select", project.extend_select), ("ignore", project.ignore)]
    rows += [("severity", tuple(project.severity))]
    rows += [("per-language", words) for words in project.per_language.values()]
    rows += [("per-file", words) for words in project.per_file.values()]
    for key, words in rows:
        for word in words:
            try:
                run.known(word)
            except ConfigError as error:
                raise ConfigError(f"'{key}': {error.what}", where=str(project.config or ""), hint=error.hint) from None


def _ignored(project: Project, row: Finding) -> bool:
    """Return whether the configuration does not want this finding in its language or its file."""
    path = row.place.path if row.place else ""
    lists = [project.per_language.get(row.language, ())]
    lists += [words for pattern, words in project.per_file.items() if _fits(path, pattern)]
    return any(means(word, row.check) for words in lists for word in words)


def _fits(path: str, pattern: str) -> bool:
    """Return whether *pattern* means *path*, by its beginning or its end, or a folder that it lies in.

    >>> [_fits("news/ru/a.txt", pattern) for pattern in ("news/*", "ru/*.txt", "*.txt", "news", "ru/", "ws/*", "a")]
    [True, True, True, True, True, False, False]
    >>> _fits("news/a[1].txt", "./news/a[1].txt")
    True
    """
    own = pattern.removeprefix("./").rstrip("/")
    ways = (own, f"*/{own}", f"{own}/*", f"*/{own}/*", own.replace("**/", ""))
    return path == own or any(fnmatchcase(path, way) for way in ways)


def _catalogue(project: Project, language: str, chosen: Selection, data: bytes | None = None) -> list[Finding]:
    """Return what is found in the glossary in *language*, or in *data* as the content of its file."""
    path = project.catalogue(language)
    name = project.relative(path)
    target = languages.require_script(language)
    termbase, catalog = po.headed(
        files.read_bytes(path) if data is None else data,
        language=target,
        source_language=project.source_language,
        where=name,
    )
    header = run.header(catalog.fields, target, chosen, Place(name, catalog.header.line if catalog.header else 1))
    return header + run.termbase(termbase, target, chosen, today())


def check_text(project: Project, path: Path, text: str) -> list[Finding]:
    """Return what is found in *text*, the PO file *path* as an editor has it, by the checks of the configuration."""
    chosen = selection(project)
    data = text.encode("utf-8")
    for spelled in project.tags():
        if real(project.catalogue(spelled)) == real(path):
            found = _catalogue(project, spelled, chosen, data)
            break
    else:
        rows = po.units(BytesIO(data), where=path.as_posix(), source_language=project.source_language)
        glossary = tuple((path, _stamp(path)) for path in paths_of(project))
        found = list(run.units(rows, chosen, _terms_since(project, glossary), today()))
    name = next((row.place.path for row in found if row.place), "")
    return [row for row in places.placed(found, name, text) if not _ignored(project, row)]


def _placed(rows: list[Finding], path: Path | str) -> list[Finding]:
    """Return the findings *rows* of the file *path* with their columns, where these can be told."""
    name = next((row.place.path for row in rows if row.start >= 0 and row.place), "")
    if not name or (path != files.STDIN and os.stat(path).st_size > _LARGEST):
        return rows
    data = files.read_bytes(path)
    is_po = PurePath(path).suffix.lower() in po.PO.suffixes
    try:
        text = decode(data, where=name)[0] if is_po else files.decode(data, where=name)
    except InputError:  # a format that is no text, such as XLSX
        return rows
    return places.placed(rows, name, text)


def today() -> date:
    """Return the day that waivers go by: that of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) or of the clock."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class _Task:
    """Something to be checked by itself."""

    inputs: tuple[Path | str, ...]
    """The files that the result depends on."""
    path: Path | str
    """The file that is checked."""
    file: str
    """What findings call it."""
    made_of: str
    """What else the result depends on: the name of the source, the language."""
    by_glossary: bool
    """Whether the result depends on the glossary, too."""
    find: Callable[[], Iterable[Finding]]


_BREAK = "space.line"
"""No finding in a text: the paragraphs that translate one are joined by a line break of ours."""


def _tasks(
    project: Project,
    names: Sequence[str],
    source: str,
    language: str,
    chosen: Selection,
    terms: Callable[[str], Terms] | None,
) -> list[_Task]:
    """Return what is to be checked: the files *names*, or the whole project."""

    def units_of(units: Callable[[], Iterable[TranslationUnit]]) -> Iterable[Finding]:
        return run.units(units(), chosen, terms, today())

    def paragraphs_of(units: Callable[[], Iterable[TranslationUnit]]) -> Iterable[Finding]:
        return (row for row in units_of(units) if row.check != _BREAK)

    def pair(name: str, original: str, spelled: str) -> _Task:
        inputs = (project.root / original, project.root / name)
        units = partial(pairing.pair, project, original, name, spelled)
        return _Task(inputs, inputs[1], name, f"{original} {spelled}", True, partial(paragraphs_of, units))

    otherwise = language or project.only()

    def file(name: str) -> _Task:
        units = partial(pairing.translated, project, name, source, language)
        inputs = tuple(part for part in (name, source) if part)
        found = paragraphs_of if source or sources.is_text(name) else units_of
        return _Task(inputs, name, name, f"{source} {otherwise}", True, partial(found, units))

    def own(path: Path, spelled: str) -> _Task:
        find = partial(_catalogue, project, spelled, chosen)
        return _Task((path,), path, project.relative(path), spelled, False, find)

    catalogues = {real(project.catalogue(spelled)): spelled for spelled in project.tags()}
    if not names:
        there = {path: spelled for path, spelled in catalogues.items() if path.exists()}
        tasks = [own(path, spelled) for path, spelled in there.items() if pairing.is_asked(spelled, language)]
        tasks += [pair(*row) for row in pairing.pairs(project) if pairing.is_asked(row[2], language)]
        if there and not tasks:
            several = ", ".join(map(project.spelled, project.tags()))
            raise ConfigError(f"there is nothing in '{language}' here", hint=f"the project has {several}")
        return tasks
    texts = {}
    if not source and any(map(sources.is_text, names)):
        texts = {real(project.root / row[0]): row for row in pairing.pairs(project)}
    tasks = []
    for name in names:
        here = real(name)
        if here in catalogues:
            tasks.append(own(here, catalogues[here]))
        else:
            tasks.append(pair(*texts[here]) if here in texts else file(name))
    return tasks


def stamps(project: Project, names: Sequence[str]) -> dict[Path, int]:
    """Return when each file that :func:`check` of *names* may look at was changed last."""
    paths = [Path(name) for name in names]
    with suppress(InputError):  # check says what is wrong with the sources
        paths += [project.root / part for row in pairing.pairs(project) for part in row[:2]]
    paths += [*paths_of(project), *([project.config] if project.config else [])]
    return {path: _stamp(path) for path in paths}


def wait_for_change(project: Project, names: Sequence[str], since: dict[Path, int]) -> None:
    """Return when a file has changed, come or gone *since* :func:`stamps` were taken; look twice a second."""
    while stamps(project, names) == since:
        time.sleep(0.5)


def _stamp(path: Path) -> int:
    """Return when the file was changed last; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _open_cache(project: Project) -> Cache:
    """Return the cache of the project; an empty one where there is none, or none that can be read."""
    with suppress(GlossaryError):
        return Cache(files.read_bytes(project.root / _CACHE).decode("utf-8", "surrogateescape"))
    return Cache()


def _save_cache(project: Project, store: Cache) -> None:
    """Write the cache, if that is possible; a check does not fail because its folder is read-only.

    A folder that is no project gets no folder of ours for a file that somebody had a look at.
    """
    if project.config is None and not project.locale_path.is_dir():
        return
    path = project.root / _CACHE
    with suppress(GlossaryError, OSError):
        private(path.parent)
        files.write_atomic(path, store.text().encode("utf-8", "surrogateescape"))


_CACHE = ".glossary/check.json"


def _settings(project: Project, chosen: Selection, strict: bool) -> str:
    """Return what every result depends on: our version, the day, checks and extras with the age of their code."""
    rules = [
        f"{name} {chosen.severity.get(name, rule.severity)} {_age(rule.function.__module__)}"
        for name, rule in chosen.rules.items()
    ]
    rules += [f"{name} {_age(name)}" for name in _EXTRAS]
    return "\n".join((__version__, project.source_language, project.encoding, str(strict), today().isoformat(), *rules))


_EXTRAS = ("pymorphy3", "pymorphy3_dicts_ru", "snowballstemmer")
"""The packages by which inflected renderings are found, where they are installed."""


@cache
def _age(module: str) -> int:
    """Return when the code of *module* was changed last; 0 where there is none."""
    found = find_spec(module)
    return _stamp(Path(found.origin)) if found and found.origin else 0


def _glossary(project: Project) -> str:
    """Return what stands for all files of the glossary of *project*, by their names and what is in them."""
    return key_of(*(f"{project.relative(path)} {_content(path)}" for path in paths_of(project)))


def _content(path: Path | str) -> str:
    """Return what stands for the content of a file. Raises InputError where it cannot be read."""
    with files.opened(path) as stream:
        return digest(stream)


@lru_cache(maxsize=1)
def _terms_since(project: Project, glossary: tuple[tuple[Path, int], ...]) -> Callable[[str], Terms] | None:
    """Return :func:`_terms` as long as the files of the *glossary* have the same age: an editor asks at every pause."""
    return _terms(project, selection(project), False)


def _terms(project: Project, chosen: Selection, strict: bool) -> Callable[[str], Terms] | None:
    """Return what gives the glossary compiled for a language, as ``unit`` checks want it; None without either."""
    if not paths_of(project) or not any(rule.scope == "unit" for rule in chosen.rules.values()):
        return None

    @cache
    def termbase() -> Termbase:
        return read(project).termbase

    @cache
    def compiled(language: str) -> Terms:
        from glossary.checks.renderings import Terms

        return Terms(termbase(), language, strict=strict)

    return compiled
