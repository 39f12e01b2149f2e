"""Read the files of a glossary as one termbase, and write them all or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from glossary import formats, languages
from glossary.errors import ConfigError, InputError
from glossary.formats import Reading, files, po
from glossary.formats.po import Catalog
from glossary.model import SAID, Concept, Termbase
from glossary.project import Names, Project, each


@dataclass(frozen=True, slots=True)
class Disk:
    """The files of a glossary as read, and the termbase that they form."""

    template: Catalog | None
    catalogs: Mapping[str, Catalog]
    """Catalogues by language tag."""
    termbase: Termbase
    content: Mapping[Path, bytes] = field(default_factory=dict)
    """The original bytes of the files; empty if they were not read from disk."""


def targets(project: Project, termbase: Termbase, wanted: Names) -> list[str]:
    """Return the tags of the *wanted* languages, or of all languages of *termbase*, the glossary of *project*.

    Raises ConfigError for a language that it does not have.
    """
    asked = [languages.require_script(name) for name in each(wanted)]
    for other in asked:
        if other not in termbase.languages:
            raise ConfigError(
                f"{languages.english_name(other)} ({other}) is not a language of this glossary",
                hint=f"it has {', '.join(map(project.spelled, termbase.languages)) or 'none'}",
            )
    return asked or list(termbase.languages)


def read(project: Project) -> Disk:
    """Return the glossary of *project*. Raises InputError if one of its files cannot be read."""
    content = {path: files.read_bytes(path) for path in paths_of(project)}
    # Keyed by the path in the project: a catalogue may be a symbolic link to a file with another name.
    names = {path: path.relative_to(project.root) if path.is_relative_to(project.root) else path for path in content}
    disk = of_bytes(project, {names[path].as_posix(): data for path, data in content.items()})
    return replace(disk, content=content)


def paths_of(project: Project) -> list[Path]:
    """Return the existing files of the glossary of *project*, the template first."""
    return [path for path in (project.template, *map(project.catalogue, project.tags())) if path.exists()]


def existing(project: Project) -> Disk:
    """As :func:`read`, but raises InputError if there is no glossary yet."""
    found = read(project)
    if not found.content and not project.config:
        raise no_glossary(project)
    return found


def no_glossary(project: Project) -> InputError:
    """Return the error for a *project* without a glossary."""
    where = project.relative(project.locale_path)
    hint = "run 'glossary extract'" if project.config else "name the project with -C, or run 'glossary init'"
    return InputError("there is no glossary yet", where=where, hint=hint)


def of_bytes(project: Project, content: Mapping[str, bytes]) -> Disk:
    """Return the glossary of *content*, file name -> bytes. Catalogues are in ``LANGUAGE/LC_MESSAGES``."""
    source = project.source_language
    template = None
    readings: list[Reading] = []
    catalogs: dict[str, Catalog] = {}
    for name, data in content.items():
        catalog = po.parse(data, where=name)
        if name.endswith(".pot"):
            template = catalog
            readings.insert(0, po.to_termbase(catalog, language="", source_language=source, where=name))
        else:
            language = languages.require_script(PurePosixPath(name).parts[-3])
            catalogs[language] = catalog
            readings.append(po.to_termbase(catalog, language=language, source_language=source, where=name))
    termbases = [row.termbase for row in readings]
    spoken = tuple(dict.fromkeys((*project.tags(), *catalogs)))
    return Disk(template, catalogs, _together(source, spoken, termbases, template is not None))


def _together(source: str, spoken: tuple[str, ...], parts: Sequence[Termbase], template: bool) -> Termbase:
    """Return *parts* as one termbase in the languages *spoken*; with *template*, the first part is the template."""
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
                id=known.id or concept.id,
                note=known.note or concept.note,
                definition=known.definition or concept.definition,
                subject=known.subject or concept.subject,
                part_of_speech=known.part_of_speech or concept.part_of_speech,
                previous=known.previous or concept.previous,
                extra=known.extra + tuple(pair for pair in concept.extra if pair[0].startswith(SAID)),
                obsolete=known.obsolete and (concept.obsolete or (template and number > 0)),
            )
    return Termbase(tuple(found.values()), source, spoken)


def files_of(project: Project, disk: Disk, termbase: Termbase) -> dict[Path, bytes]:
    """Return path -> bytes of the files that hold *termbase*: the template and a catalogue per language."""
    written = {
        project.template: po.serialize(
            po.template(disk.template, termbase, project=project.name, contact=project.contact)
        )
    }
    for language in dict.fromkeys((*termbase.languages, *project.tags())):
        with languages.written_as(project.languages):
            catalog = po.update(
                disk.catalogs.get(language), termbase, language=language, project=project.name, contact=project.contact
            )
        written[project.catalogue(language)] = po.serialize(catalog)
    return written


def sent(project: Project, name: str, language: str = "", encoding: str = "", tool: str = "") -> Reading:
    """Return the contents of the glossary file *name*, written by other people or by *tool*.

    *language* is its target language if it does not name one.
    """
    target = languages.require_script(language) if language else ""
    data, source = files.read_bytes(name), project.source_language
    if tool:
        from glossary.formats import tools

        return tools.by_name(tool).read(data, name, source_language=source, language=target)
    return formats.read(data, where=name, source_language=source, language=target, encoding=encoding)


def refuse_own(project: Project, target: str) -> None:
    """Raise ConfigError if *target* is a file of the glossary itself, which must not be overwritten by another."""
    own = [project.template, *map(project.catalogue, project.tags()), project.decisions]
    own += [project.config] if project.config else []
    if real(target) in map(real, own):
        hint = "give another name; 'glossary import' merges a file into the glossary"
        raise ConfigError("this is a file of the glossary itself", where=target, hint=hint)


def save(project: Project, disk: Disk, termbase: Termbase) -> list[str]:
    """Save *termbase* as the glossary that was read as *disk*, and return the names of the files that changed.

    Raises InputError as :func:`write` does.
    """
    return write(project, files_of(project, disk, termbase), disk.content)


def write(project: Project, content: Mapping[Path, bytes], before: Mapping[Path, bytes]) -> list[str]:
    """Write the files, all or none, and return the names of those that changed.

    Raises InputError if a file differs from what it was *before*: a translator may have saved it meanwhile.
    """
    for path, data in before.items():
        if files.read_bytes(path) != data:
            raise files.changed(project.relative(path))
    for path in content:
        path.parent.mkdir(parents=True, exist_ok=True)
    return [project.relative(Path(path)) for path in files.write_all(dict(content))]


def sink(target: str, stdout: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    """Return a context manager for a stream that becomes the file *target*, completely or not at all.

    For the target ``-`` the stream is *stdout*, if given. Raises OutputError as :func:`glossary.formats.files.atomic`
    does.
    """
    return _flushed(stdout) if target == "-" and stdout is not None else files.atomic(target)


@contextmanager
def _flushed(stream: BinaryIO) -> Iterator[BinaryIO]:
    yield stream
    stream.flush()  # now, while a full disk can still be reported


def real(path: Path | str) -> Path:
    """Return the path that *path* links to; Path.resolve() fails on a link to itself."""
    return Path(os.path.realpath(path))


def private(folder: Path) -> Path:
    """Create *folder*, the ``.glossary`` of a project, exclude it from version control, and return it.

    It holds what can be generated again or must not be shared: the memory, the cache, the exports.
    """
    folder.mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        files.write_atomic(folder / ".gitignore", b"*\n")
    return folder
