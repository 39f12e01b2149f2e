"""``glossary extract`` and the decisions: update the glossary on disk from texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from glossary import decisions, engines, languages, merge
from glossary.engines import Progress, quiet
from glossary.errors import ConfigError, InputError
from glossary.formats import files, sources
from glossary.jobs.disk import Disk, files_of, no_glossary, paths_of, read, write
from glossary.jobs.exporting import render
from glossary.model import Candidate, Change, Document, Kind, Loss, Termbase
from glossary.project import Home, Names, Project, each, opened
from glossary.text.garbled import foreign, unlike


@dataclass(frozen=True, slots=True)
class Extracted:
    """The result of :func:`extract`."""

    candidates: tuple[Candidate, ...]
    """Best first."""
    changes: tuple[Change, ...] = ()
    written: tuple[str, ...] = ()
    concepts: int = 0
    """The number of concepts in the glossary now, without obsolete ones."""
    documents: int = 0
    skipped: tuple[str, ...] = ()
    """Files that were skipped because they are not source texts."""
    losses: tuple[Loss, ...] = ()
    explanation: tuple[str, ...] = ()
    """What happened to the term to explain."""
    warnings: tuple[str, ...] = ()


def extract(
    project: Home,
    paths: Names = (),
    *,
    dry_run: bool = False,
    only: bool = False,
    explain: str = "",
    processes: int = 1,
    progress: Progress = quiet,
) -> Extracted:
    """Find the concepts of the sources and update the glossary with them.

    Without *paths*, the sources are those of the configuration. With *paths* (``-`` is standard input), they are these
    and, unless *only* is set, all earlier sources of the glossary that still exist. A concept that a person has worked
    on stays as long as it occurs in the texts, whatever its score. With *dry_run*, only *paths* are read and nothing is
    written. If *explain* is a term, the result says what happened to it.

    Raises ConfigError if no text is in the script of the source language, and InputError if there are no texts.
    """
    from glossary import extract as extraction

    project, paths = opened(project), each(paths)
    disk = Disk(None, {}, Termbase((), project.source_language)) if dry_run else read(project)
    texts, skipped = _sources(project, disk.termbase, paths, dry_run or only)
    warnings: list[str] = []
    progress(f"extracting from {len(texts)} texts")
    found = extraction.extract(
        _documents(project, texts, warnings, progress),
        minimum_score=project.min_score,
        limit=project.limit,
        kinds=[Kind(kind) for kind in project.kinds],
        decisions=_decided(project, disk.termbase),
        source_language=project.source_language,
        entities=project.entities,
        engine=engines.serial if processes == 1 else partial(engines.processes, workers=processes),
        explain=explain,
        known=[concept.name for concept in disk.termbase.live],
    )
    if texts and not found.documents:
        raise ConfigError(
            f"no text is written in the script of '{project.source_language}'",
            hint="name the language of the texts with --source-language",
        )
    made = Extracted(
        found.candidates,
        documents=found.documents,
        skipped=skipped,
        explanation=found.trace,
        warnings=(*warnings, *found.warnings),
    )
    if dry_run:
        return made
    news = merge.concepts(found.candidates, project.source_language)
    merged = merge.extracted(disk.termbase, news, passed=found.passed)
    termbase = replace(merged.termbase, languages=tuple(project.tags()))
    content = files_of(project, disk, termbase)
    losses: list[Loss] = []
    for name in filter(None, (project.tmx, project.tbx)):
        with languages.written_as(project.languages):
            data, lost = render(termbase, name)
        content[project.root / name] = data
        losses += lost
    return replace(
        made,
        changes=merged.changes,
        warnings=(*made.warnings, *_lacking(project, disk)),
        written=tuple(write(project, content, disk.content)),
        concepts=len(termbase.live),
        losses=tuple(losses),
    )


def _lacking(project: Project, disk: Disk) -> Iterator[str]:
    """Yield a warning for each catalogue that lacks entries of the template: it may have been truncated or renamed."""
    live = [row.key for row in disk.template.entries if not row.obsolete and not row.is_header] if disk.template else []
    for language in project.tags():
        path, catalog = project.catalogue(language), disk.catalogs.get(language)
        if catalog is None and not any(path.parent.glob(f"{path.stem}*.po")):
            continue  # a new language
        present = {row.key for row in catalog.entries} if catalog else set()
        if lacking := len({*live} - present):
            name = project.relative(path)
            why = f"{name}: terms were missing: {lacking}; they are back, empty; restore the file if it had renderings"
            yield why


def _decided(project: Project, termbase: Termbase) -> decisions.Decisions:
    """Return people's decisions; concepts of *termbase* that people have worked on count as kept too.

    Such concepts that differ only in capitalization are split.
    """
    made = decisions.compile(_decisions(project)[2])
    worked = [concept for concept in termbase.concepts if merge.worked_on(concept)]
    kept = {decisions.fold(concept.name): None for concept in worked} | made.kept
    rendered = (concept for concept in worked if merge.approved(concept) and not concept.obsolete)
    own = {decisions.fold(concept.name) for concept in rendered} - made.joined.keys()
    spelled = Counter(map(decisions.fold, {concept.name for concept in worked}))
    apart = {(term, term) for term, count in spelled.items() if count > 1}
    return replace(made, kept=kept, own=frozenset(own), split=made.split | apart)


def _sources(
    project: Project, termbase: Termbase, paths: Sequence[str], only: bool
) -> tuple[dict[str, Path | None], tuple[str, ...]]:
    """Return the texts to extract from, as name -> file (None for standard input), and the skipped files."""
    wanted = (
        [Path(name) for name in paths if name != "-"] if paths else [project.root / name for name in project.sources]
    )
    if not paths and not any(path.exists() for path in wanted):
        hint = "name some texts, or run 'glossary init' and put them there"
        raise InputError("there are no source texts", where=", ".join(project.sources), hint=hint)
    found, skipped = sources.find(wanted)
    tags = {languages.known(name) for name in (*project.languages, *project.found())}
    named = frozenset(wanted)
    texts: list[Path] = []
    translations: list[Path] = []
    for path in found:
        (translations if path not in named and _is_translation(path, tags) else texts).append(path)
    # Output of 'leverage' is named like a translation and of another type: it is skipped without being reported.
    skipped = [*(path for path in skipped if not _is_translation(path, tags)), *translations]
    if paths and not only:
        known = dict.fromkeys(place.document for concept in termbase.concepts for place in concept.occurrences)
        texts += [path for path in (project.root / name for name in known if name != "-") if path.is_file()]
    by_name: dict[str, Path | None] = dict(sorted((files.name_of(project.relative(path)), path) for path in texts))
    if "-" in paths:
        by_name["-"] = None
    if not by_name:
        where = ", ".join(project.relative(path) for path in wanted)
        suffixes = " ".join(sources.SUFFIXES)
        raise InputError("no source texts found", where=where, hint=f"put some there: {suffixes}")
    return by_name, tuple(Path(project.relative(path.parent), path.name).as_posix() for path in skipped)


def _is_translation(path: Path, tags: AbstractSet[str]) -> bool:
    """Return whether *path* is named like a translation of a text next to it into one of *tags*: ``news.de.txt``."""
    stem, _, language = path.stem.rpartition(".")
    return languages.known(language) in tags - {""} and any(
        path.with_name(stem + suffix).exists() for suffix in sources.SUFFIXES
    )


def _documents(
    project: Project, by_name: dict[str, Path | None], warnings: list[str], progress: Progress
) -> Iterator[Document]:
    """Yield the texts one at a time, to save memory; skip those in another script.

    Append to *warnings* for empty texts and for those in another language or script.
    """
    encoding, language = project.encoding, project.source_language
    for name, path in by_name.items():
        progress(name)
        if path is None:
            document = sources.read_stream(files.read_bytes(files.STDIN), encoding=encoding, language=language)
        else:
            document = sources.read(path, name=name, encoding=encoding, language=language)
        if not document.blocks:
            warnings.append(f"{document.name}: there is no text in it")  # message
        elif foreign(document.text, language):
            warnings.append(f"{document.name}: skipped: it is written in another script")  # message
            continue
        elif (len(by_name) > 1 or language != "en") and unlike(document.text, language):
            why = f"{document.name}: it does not look like '{language}': its terms will be poor"
            warnings.append(why)
        yield document


def _decisions(project: Project) -> tuple[dict[Path, bytes], str, list[decisions.Decision]]:
    """Return the file of decisions as path -> bytes, its text and its decisions; all empty if there is no file."""
    if not project.decisions.exists():
        return {}, "", []
    where = project.relative(project.decisions)
    data = files.read_bytes(project.decisions)
    text = files.decode(data, where=where)
    return {project.decisions: data}, text, decisions.parse(text, where=where)


def decide(
    project: Home, verb: str, terms: Names, *, others: Names = (), reason: str = "", undo: bool = False
) -> list[str]:
    """Record a person's decision on *terms*, or undo it; return the names of the files written.

    *others* are the variants of ``join`` and ``split``, or the one kind of ``keep``. Raises InputError if there is
    neither a configuration nor a glossary.
    """
    project = opened(project)
    if not project.config and not paths_of(project):
        raise no_glossary(project)
    rows = [decisions.Decision(verb, term, other) for term in each(terms) for other in each(others) or ("",)]
    before, text, _ = _decisions(project)
    change = decisions.remove(text, rows) if undo else decisions.add(text, rows, reason=reason)
    return write(project, {project.decisions: change.encode()}, before) if change != text else []
