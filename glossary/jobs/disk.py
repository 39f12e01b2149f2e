"""The files of a glossary: read as one termbase, written together or not at all."""

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
    """The files of a glossary, as they are, and the termbase that they make together."""

    template: Catalog | None
    catalogs: Mapping[str, Catalog]
    """By language tag."""
    termbase: Termbase
    content: Mapping[Path, bytes] = field(default_factory=dict)
    """What the files held; empty where they were not read from the disk."""


def targets(project: Project, termbase: Termbase, wanted: Names) -> list[str]:
    """Return the tags of the languages *wanted*, or of all that *termbase*, the glossary of *project*, has.

    Raises ConfigError for a language that it lacks.
    """
    asked = [languages.require_script(name) for name in each(wanted)]
    for other in asked:
        if other not in termbase.languages:
            raise ConfigError(
                f"{languages.english_name(other)} ({other}) is no language of this glossary",
                hint=f"it has {', '.join(map(project.spelled, termbase.languages)) or 'none'}",
            )
    return asked or list(termbase.languages)


def read(project: Project) -> Disk:
    """Return the glossary of *project*. Raises InputError where a file of it cannot be read."""
    content = {path: files.read_bytes(path) for path in paths_of(project)}
    # As the project names it: a catalogue may be a link to a file that is called otherwise.
    names = {path: path.relative_to(project.root) if path.is_relative_to(project.root) else path for path in content}
    disk = of_bytes(project, {names[path].as_posix(): data for path, data in content.items()})
    return replace(disk, content=content)


def paths_of(project: Project) -> list[Path]:
    """Return the files of the glossary of *project* that exist, the template first."""
    return [path for path in (project.template, *map(project.catalogue, project.tags())) if path.exists()]


def existing(project: Project) -> Disk:
    """Return what :func:`read` does. Raises InputError where there is no glossary yet."""
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
    """Return the glossary of *content*, the bytes of its files by name. Catalogues lie in ``LANGUAGE/LC_MESSAGES``."""
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
    """Return *parts* as one termbase in the languages *spoken*; the first part is that of the *template*, if any."""
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
    """Return the files that hold *termbase*: the template and a catalogue for each language."""
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
    """Return the glossary in the file *name*, which somebody else or a *tool* has written.

    *language* is what it translates into, if it does not say so itself.
    """
    target = languages.require_script(language) if language else ""
    data, source = files.read_bytes(name), project.source_language
    if tool:
        from glossary.formats import tools

        return tools.by_name(tool).read(data, name, source_language=source, language=target)
    return formats.read(data, where=name, source_language=source, language=target, encoding=encoding)


def refuse_own(project: Project, target: str) -> None:
    """Raise ConfigError where *target* is a file of the glossary itself, which another one must not replace."""
    own = [project.template, *map(project.catalogue, project.tags()), project.decisions]
    own += [project.config] if project.config else []
    if real(target) in map(real, own):
        hint = "give another name; 'glossary import' merges a file into the glossary"
        raise ConfigError("this is a file of the glossary itself", where=target, hint=hint)


def save(project: Project, disk: Disk, termbase: Termbase) -> list[str]:
    """Make *termbase* the glossary, which was read as *disk*, and return the names of the files that changed.

    Raises InputError as :func:`write`.
    """
    return write(project, files_of(project, disk, termbase), disk.content)


def write(project: Project, content: Mapping[Path, bytes], before: Mapping[Path, bytes]) -> list[str]:
    """Write the files, all or none, and return the names of those that changed.

    Raises InputError where one that was read is not any more what it was *before*: a translator may have saved it.
    """
    for path, data in before.items():
        if files.read_bytes(path) != data:
            raise files.changed(project.relative(path))
    for path in content:
        path.parent.mkdir(parents=True, exist_ok=True)
    return [project.relative(Path(path)) for path in files.write_all(dict(content))]


def sink(target: str, stdout: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    """Return a context manager of a stream that becomes the file *target*, whole or not at all.

    For the target ``-`` the stream is *stdout*, if given. Raises OutputError as :func:`glossary.formats.files.atomic`.
    """
    return _flushed(stdout) if target == "-" and stdout is not None else files.atomic(target)


@contextmanager
def _flushed(stream: BinaryIO) -> Iterator[BinaryIO]:
    yield stream
    stream.flush()  # now, while it can still be said that the disk is full


def real(path: Path | str) -> Path:
    """Return where *path* leads; Path.resolve() fails where a link leads to itself."""
    return Path(os.path.realpath(path))


def private(folder: Path) -> Path:
    """Make *folder*, the ``.glossary`` of a project, keep it out of version control, and return it.

    It holds what a machine can make again or must not share: the memory, the cache, what was exported.
    """
    folder.mkdir(exist_ok=True)
    if not (folder / ".gitignore").exists():
        files.write_atomic(folder / ".gitignore", b"*\n")
    return folder
