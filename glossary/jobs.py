"""The whole flow, one function per command, in the order in which they run. This is the room that opens the files.

Every function takes a :class:`~glossary.project.Project` first and returns a record of what it did; what it cannot
do is a :class:`~glossary.errors.GlossaryError`. Files are written last and together, so that a job that stops halfway
has changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary import decisions, engines, languages, merge
from glossary.errors import ConfigError, InputError
from glossary.model import (
    Authority,
    Candidate,
    Change,
    Concept,
    Document,
    Finding,
    Kind,
    Loss,
    Severity,
    State,
    Term,
    Termbase,
    Usage,
)
from glossary.project import Project, folder

if TYPE_CHECKING:
    from glossary.formats import Reading
    from glossary.formats.po import Catalog

Progress = Callable[[str], None]
"""Is told, in a few words, what a long job does now."""


def quiet(_: str) -> None:
    """Tell nobody."""


# The glossary on disk


@dataclass(frozen=True, slots=True)
class Disk:
    """The files of a glossary, as they are, and the termbase that they make together."""

    template: Catalog | None
    catalogs: Mapping[str, Catalog]
    """By language tag."""
    termbase: Termbase


def read(project: Project) -> Disk:
    """Return the glossary of *project*. Raises InputError where a file of it cannot be read."""
    from glossary.formats import files, po

    template = None
    readings: list[Reading] = []
    if project.template.exists():
        name = project.relative(project.template)
        template = po.parse(files.read_bytes(project.template), where=name)
        readings.append(po.to_termbase(template, language="", source_language=project.source_language, where=name))
    catalogs: dict[str, Catalog] = {}
    for language in project.tags():
        path = project.catalogue(language)
        if path.exists():
            name = project.relative(path)
            catalogs[language] = po.parse(files.read_bytes(path), where=name)
            readings.append(
                po.to_termbase(
                    catalogs[language], language=language, source_language=project.source_language, where=name
                )
            )
    return Disk(template, catalogs, _together(project, [row.termbase for row in readings], template is not None))


def _together(project: Project, parts: Sequence[Termbase], template: bool) -> Termbase:
    """Return the termbases of the template (the first, if *template*) and of the languages as one."""
    source = project.source_language
    found: dict[tuple[str, str], Concept] = {}
    for number, part in enumerate(parts):
        for concept in part.concepts:
            known = found.get(concept.key)
            if known is None:
                found[concept.key] = concept
                continue
            found[concept.key] = replace(
                known,
                terms=known.terms + tuple(term for term in concept.terms if term.language != source),
                flags=known.flags | concept.flags,
                waivers=tuple(dict.fromkeys(known.waivers + concept.waivers)),
                note=known.note or concept.note,
                definition=known.definition or concept.definition,
                subject=known.subject or concept.subject,
                previous=known.previous or concept.previous,
                obsolete=known.obsolete and (concept.obsolete or (template and number > 0)),
            )
    return Termbase(tuple(found.values()), source, tuple(project.tags()))


def _files(project: Project, disk: Disk, termbase: Termbase) -> dict[Path, bytes]:
    """Return the files that hold *termbase*: the template and a catalogue for each language."""
    from glossary.formats import po

    written = {project.template: po.serialize(po.template(disk.template, termbase, project=project.name))}
    for language in dict.fromkeys((*termbase.languages, *project.tags())):
        catalog = po.update(disk.catalogs.get(language), termbase, language=language, project=project.name)
        written[project.catalogue(language)] = po.serialize(catalog)
    return written


def _write(project: Project, content: Mapping[Path, bytes]) -> list[str]:
    """Write the files, all or none, and return the names of those that changed."""
    from glossary.formats import files

    for path in content:
        path.parent.mkdir(parents=True, exist_ok=True)
    return [project.relative(Path(path)) for path in files.write_all(dict(content))]


# init

CONFIGURATION = """\
# The glossary of this project.
sources = ["seeds"]
languages = [{languages}]
"""

TOX = """\
[testenv:glossary]
description = extract the glossary from the sources and check it
deps = glossary-tm
commands =
    glossary extract
    glossary check
"""


@dataclass(frozen=True, slots=True)
class Initialised:
    """What :func:`init` made."""

    written: tuple[str, ...]
    tox: str
    """A tox environment to paste; empty where there is one already."""


def init(root: Path, target: Sequence[str]) -> Initialised:
    """Make *root* a glossary project for the *target* languages: configuration, sources and locale/.

    What is there already stays as it is. Raises ConfigError where *root* is a project already with other languages.
    """
    from glossary import project as projects

    there = projects.load(root)
    wanted = [folder(name) for name in target]
    written: dict[Path, bytes] = {}
    if there.config is None or there.root.resolve() != root.resolve():
        names = ", ".join(f'"{name}"' for name in wanted)
        written[root / "glossary.toml"] = CONFIGURATION.format(languages=names).encode()
        there = replace(there, root=root, config=root / "glossary.toml", languages=tuple(wanted), sources=("seeds",))
    elif {languages.tag(name) for name in wanted} - set(there.tags()):
        assert there.config is not None
        raise ConfigError(
            "is configured already, for other languages", where=str(there.config), hint="add them to 'languages' there"
        )
    for source in there.sources:
        if not (there.root / source).exists():
            (there.root / source).mkdir(parents=True)
    disk = read(there)
    if not disk.termbase.concepts:
        written |= _files(there, disk, replace(disk.termbase, languages=tuple(there.tags())))
    tox = there.root / "tox.ini"
    mentioned = tox.exists() and "[testenv:glossary]" in tox.read_text(encoding="utf-8", errors="replace")
    return Initialised(tuple(_write(there, written)), "" if mentioned else TOX)


# extract


@dataclass(frozen=True, slots=True)
class Extracted:
    """What :func:`extract` found and did."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    changes: tuple[Change, ...] = ()
    written: tuple[str, ...] = ()
    concepts: int = 0
    """How many concepts the glossary holds now, obsolete ones aside."""
    documents: int = 0
    skipped: tuple[str, ...] = ()
    """Files that are no source texts and were passed over."""
    losses: tuple[Loss, ...] = ()
    explanation: tuple[str, ...] = ()
    """What happened to the term that was asked for."""
    warnings: tuple[str, ...] = ()


def extract(
    project: Project,
    paths: Sequence[str] = (),
    *,
    stdin: bytes = b"",
    dry_run: bool = False,
    only: bool = False,
    explain: str = "",
    processes: int = 1,
    progress: Progress = quiet,
) -> Extracted:
    """Find the concepts of the sources and bring the glossary up to date with them.

    Without *paths*, the sources are those of the configuration. With *paths* (``-`` is *stdin*), they are these and,
    unless *only* is set, all texts that the glossary was made from before and that are still there. A concept that a
    person has rendered stays as long as the texts have it, whatever its score. With *dry_run* only *paths* are
    looked at and nothing is written.
    """
    from glossary import extract as extraction

    disk = Disk(None, {}, Termbase((), project.source_language)) if dry_run else read(project)
    documents, skipped = _sources(project, disk.termbase, paths, stdin, dry_run or only, progress)
    progress(f"extracting from {len(documents)} texts")
    made = decisions.compile(_decisions(project))
    kept = dict(made.kept)
    for concept in disk.termbase.concepts:
        if any(term.state is State.APPROVED and term.language != project.source_language for term in concept.terms):
            kept.setdefault(decisions.fold(concept.name), None)
    found = extraction.extract(
        documents,
        minimum_score=project.min_score,
        limit=project.limit,
        kinds=[Kind(kind) for kind in project.kinds],
        decisions=replace(made, kept=kept),
        source_language=project.source_language,
        entities=project.entities,
        engine=engines.serial if processes == 1 else partial(engines.processes, workers=processes),
        explain=explain,
    )
    candidates = found.candidates
    if dry_run:
        return Extracted(
            candidates, documents=len(documents), skipped=skipped, explanation=found.trace, warnings=found.warnings
        )
    merged = merge.extracted(disk.termbase, merge.concepts(candidates, project.source_language))
    termbase = replace(merged.termbase, languages=tuple(project.tags()))
    content = _files(project, disk, termbase)
    losses: list[Loss] = []
    for name in filter(None, (project.tmx, project.tbx)):
        data, lost = render(termbase, name, ())
        content[project.root / name] = data
        losses += lost
    return Extracted(
        candidates=candidates,
        changes=merged.changes,
        written=tuple(_write(project, content)),
        concepts=sum(not concept.obsolete for concept in termbase.concepts),
        documents=len(documents),
        skipped=skipped,
        losses=tuple(losses),
        explanation=found.trace,
        warnings=found.warnings,
    )


def _sources(
    project: Project, termbase: Termbase, paths: Sequence[str], stdin: bytes, only: bool, progress: Progress
) -> tuple[list[Document], tuple[str, ...]]:
    """Return the texts to extract from, by name, and what was passed over."""
    from glossary.formats import sources

    wanted = (
        [Path(name) for name in paths if name != "-"] if paths else [project.root / name for name in project.sources]
    )
    found, skipped = sources.find(wanted)
    if paths and not only:
        known = dict.fromkeys(place.document for concept in termbase.concepts for place in concept.occurrences)
        found += [path for path in (project.root / name for name in known if name != "-") if path.is_file()]
    by_name = {project.relative(path): path for path in found}
    documents = []
    for name in sorted(by_name):
        progress(name)
        documents.append(
            sources.read(by_name[name], name=name, encoding=project.encoding or None, language=project.source_language)
        )
    if "-" in paths:
        documents.append(
            sources.read_stream(stdin, encoding=project.encoding or None, language=project.source_language)
        )
    if not documents:
        where = ", ".join(str(path) for path in wanted)
        raise InputError("no source texts found", where=where, hint=f"known are {' '.join(sources.SUFFIXES)}")
    return documents, tuple(project.relative(path) for path in skipped)


def _decisions(project: Project) -> list[decisions.Decision]:
    """Return what people decided on candidates; nothing where there is no such file."""
    from glossary.formats import files

    if not project.decisions.exists():
        return []
    where = project.relative(project.decisions)
    return decisions.parse(files.decode(files.read_bytes(project.decisions), where=where), where=where)


def decide(
    project: Project,
    verb: str,
    terms: Sequence[str],
    *,
    others: Sequence[str] = (),
    reason: str = "",
    undo: bool = False,
) -> list[str]:
    """Write down what a person decided on *terms*, or take it back, and return the names of the files written.

    *others* are the variants of ``join`` and ``split``, or the one kind of ``keep``.
    """
    from glossary.formats import files

    rows = [decisions.Decision(verb, term, other) for term in terms for other in (others or ("",))]
    where = project.relative(project.decisions)
    text = ""
    if project.decisions.exists():
        text = files.decode(files.read_bytes(project.decisions), where=where)
        decisions.parse(text, where=where)
    change = decisions.remove(text, rows) if undo else decisions.add(text, rows, reason=reason)
    return _write(project, {project.decisions: change.encode()}) if change != text else []


# status


@dataclass(frozen=True, slots=True)
class Status:
    """How much of a glossary there is."""

    concepts: int
    """Obsolete ones aside."""
    obsolete: int
    kinds: Mapping[str, int]
    """Concepts by kind."""
    languages: Mapping[str, Mapping[str, int]]
    """By language tag: rendered, proposed and empty."""


def status(project: Project) -> Status:
    """Return how many concepts there are, by kind, and how many are rendered, by language."""
    termbase = read(project).termbase
    live = [concept for concept in termbase.concepts if not concept.obsolete]
    by_language: dict[str, dict[str, int]] = {}
    for language in termbase.languages:
        counts = {"rendered": 0, "proposed": 0, "empty": 0}
        for concept in live:
            term = concept.rendering(language)
            counts["empty" if term is None else "proposed" if term.state is State.PROPOSED else "rendered"] += 1
        by_language[language] = counts
    kinds = {kind.value: sum(concept.kind is kind for concept in live) for kind in Kind}
    return Status(len(live), len(termbase.concepts) - len(live), kinds, by_language)


# export and import


@dataclass(frozen=True, slots=True)
class Exported:
    """What :func:`export` wrote, and what the format could not hold."""

    written: tuple[str, ...]
    concepts: int
    losses: tuple[Loss, ...]
    data: bytes = b""
    """The file itself, where it goes to standard output."""


def export(project: Project, target: str, *, languages_: Sequence[str] = (), format_: str = "") -> Exported:
    """Write the glossary to the file *target* (``-``: give it back as data) in the format of its name, or *format_*.

    Obsolete concepts stay at home. *languages_* are those of the project unless given.
    """
    termbase = read(project).termbase
    live = replace(termbase, concepts=tuple(concept for concept in termbase.concepts if not concept.obsolete))
    wanted = [languages.require_script(name) for name in languages_] or list(termbase.languages)
    data, losses = render(live, target, wanted, format_=format_)
    if target == "-":
        return Exported((), len(live.concepts), tuple(losses), data)
    path = Path(target)
    if not path.parent.is_dir():
        raise InputError("no such folder", where=str(path.parent), hint="make it first")
    from glossary.formats import files

    files.write_atomic(path, data)
    return Exported((target,), len(live.concepts), tuple(losses))


def render(termbase: Termbase, target: str, wanted: Sequence[str], *, format_: str = "") -> tuple[bytes, list[Loss]]:
    """Return *termbase* as a file called *target*, and what it could not hold."""
    from glossary import formats

    row = formats.get(format_) if format_ else formats.by_name(target)
    if row is None or row.write is None:
        hint = f"give a name that ends in {', '.join(writable())}, or --format"
        raise ConfigError(f"cannot tell the format of '{target}'", hint=hint)
    live = replace(termbase, concepts=tuple(concept for concept in termbase.concepts if not concept.obsolete))
    return row.write(live, languages=list(wanted) or list(termbase.languages))


def writable() -> list[str]:
    """Return the endings of the formats that a glossary can be written in."""
    from glossary import formats
    from glossary.plugins import names

    rows = [formats.get(name) for name in names("formats")]
    return [row.suffixes[0] for row in rows if row.write is not None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What :func:`import_` did."""

    changes: tuple[Change, ...]
    skipped: tuple[tuple[str, int, str], ...]
    """What could not be read: file, line and why."""
    written: tuple[str, ...] = ()

    def count(self, *actions: str) -> int:
        """Return how many changes are one of *actions*."""
        return sum(change.action in actions for change in self.changes)


def import_(
    project: Project,
    names: Sequence[str],
    *,
    language: str = "",
    base: str = "",
    add: bool = True,
    dry_run: bool = False,
    stdin: bytes = b"",
    encoding: str = "",
) -> Imported:
    """Merge the files *names* that somebody sent back into the glossary; two persons who disagree are a conflict.

    *language* is the target language of files that do not say it. *base* is the file that was sent out: with it a
    change of one side only is told from a disagreement. New concepts are added unless *add* is false.
    """
    disk = read(project)
    termbase = disk.termbase
    ancestor = _open(project, base, language, b"", encoding).termbase if base else None
    changes: list[Change] = []
    skipped: list[tuple[str, int, str]] = []
    known = set(termbase.languages)
    for name in names:
        reading = _open(project, name, language, stdin, encoding)
        skipped += [(name, row.line, row.why) for row in reading.skipped]
        news = reading.termbase
        foreign = dict.fromkeys(
            term.language
            for concept in news.concepts
            for term in concept.terms
            if term.language not in known and term.language != project.source_language
        )
        for other in foreign:
            skipped.append((name, 0, f"{languages.english_name(other)} ({other}) is no language of this glossary"))
        wanted = known | {project.source_language}
        news = replace(
            news,
            concepts=tuple(
                replace(concept, terms=tuple(term for term in concept.terms if term.language in wanted))
                for concept in news.concepts
                if concept.head.language in wanted
            ),
        )
        merged = merge.merge(termbase, news, by=Authority.PERSON, ancestor=ancestor, add=add)
        termbase = merged.termbase
        changes += merged.changes
    written: list[str] = []
    if not dry_run and any(change.action in ("added", "changed") for change in changes):
        written = _write(project, _files(project, disk, termbase))
    return Imported(tuple(changes), tuple(skipped), tuple(written))


def _open(project: Project, name: str, language: str, stdin: bytes, encoding: str) -> Reading:
    """Return what the file *name* (``-``: *stdin*) holds as a termbase."""
    from glossary import formats
    from glossary.formats import files

    data = stdin if name == "-" else files.read_bytes(name)
    row = formats.detect(data[: formats.SNIFF], name)
    if row.read is None:
        raise InputError(f"{row.title} holds no glossary that we can read", where=name)
    target = languages.require_script(language) if language else ""
    return row.read(
        data, where=name, source_language=project.source_language, language=target, encoding=encoding or None
    )


# check


@dataclass(frozen=True, slots=True)
class Checked:
    """What :func:`check` found."""

    findings: tuple[Finding, ...]
    files: int
    """How many files were looked at."""
    broken: tuple[str, ...] = ()
    """Files that could not be read, one line each; the others were checked all the same."""

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh as much as *severity*."""
        return sum(found.severity is severity for found in self.findings)

    def exit_status(self, fail_on: str) -> int:
        """Return 2 if a file was broken, 1 if a finding is as severe as *fail_on* (``never``: none is), else 0."""
        levels = [severity.value for severity in Severity]
        fatal = levels[: levels.index(fail_on) + 1] if fail_on in levels else []
        return 2 if self.broken else int(any(found.severity.value in fatal for found in self.findings))


def check(project: Project, names: Sequence[str] = (), **chosen: Any) -> Checked:
    """Check the glossary itself, or the translated files *names* against it.

    *chosen* are ``select``, ``extend`` and ``ignore`` of :func:`glossary.check.run.select`; the configuration holds
    where they are empty. Without *names* the glossary is looked at, and the ``translations`` of the configuration.
    """
    from glossary.check import run

    selection = run.select(
        chosen.get("select") or project.select,
        extend=(*project.extend_select, *chosen.get("extend", ())),
        ignore=(*project.ignore, *chosen.get("ignore", ())),
        severity=project.tables.get("severity", {}),
    )
    findings: list[Finding] = []
    broken: list[str] = []
    count = 0
    if not names:
        for language in project.tags():
            path = project.catalogue(language)
            if not path.exists():
                continue
            count += 1
            try:
                findings += _check_catalogue(project, path, language, selection)
            except InputError as error:
                broken.append(str(error))
        if not count:
            raise InputError(
                "there is no glossary yet", where=project.relative(project.locale_path), hint="run 'glossary extract'"
            )
    return Checked(tuple(findings), count, tuple(broken))


def _check_catalogue(project: Project, path: Path, language: str, selection: Any) -> list[Finding]:
    from glossary.check import run
    from glossary.formats import files, po

    name = project.relative(path)
    catalog = po.parse(files.read_bytes(path), where=name)
    reading = po.to_termbase(catalog, language=language, source_language=project.source_language, where=name)
    return run.termbase(reading.termbase, language, selection)


# lookup


@dataclass(frozen=True, slots=True)
class Found:
    """A term of the glossary in a text."""

    term: str
    form: str
    """The words as they stand in the text."""
    start: int
    end: int
    kind: Kind
    renderings: Mapping[str, tuple[Term, ...]]
    """By language: preferred first; empty where there is none."""


def lookup(project: Project, text: str, wanted: Sequence[str] = ()) -> list[Found]:
    """Return the terms of the glossary in *text*, in their order, with their renderings in the *wanted* languages."""
    from glossary.text.find import Finder

    termbase = read(project).termbase
    source = termbase.source_language
    live = [concept for concept in termbase.concepts if not concept.obsolete]
    targets = [languages.require_script(name) for name in wanted] or list(termbase.languages)
    finder: Finder[int] = Finder(
        (text_, source, index) for index, concept in enumerate(live) for text_ in (concept.name, *concept.variants)
    )
    found = []
    for hit in finder.find(text):
        concept = live[hit.key]
        shown = {
            language: tuple(
                term
                for term in concept.terms_in(language)
                if term.usage in (Usage.PREFERRED, Usage.ADMITTED) and term.state is not State.REJECTED
            )
            for language in targets
        }
        found.append(Found(concept.name, text[hit.start : hit.end], hit.start, hit.end, concept.kind, shown))
    return found
