"""Translated files -> translation units: bilingual files, and texts paired with their sources."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePosixPath

from glossary import languages
from glossary.errors import ConfigError, InputError
from glossary.formats import files, sources
from glossary.jobs import bilingual
from glossary.jobs.disk import real
from glossary.model import Document, Place, TranslationUnit
from glossary.project import Project

TRANSLATIONS = sources.BILINGUAL - {".pot"}
"""The suffixes of translated files in a folder."""


def translated(project: Project, name: str, source: str, language: str) -> Iterator[TranslationUnit]:
    """Yield the units of the translated file *name*, which is bilingual, or a text that is paired with its source."""
    if sources.is_text(name) or (name == files.STDIN and source):
        if not source:
            here = real(name)
            for path, original, spelled in pairs(project):
                if real(project.root / path) == here:
                    yield from pair(project, original, path, spelled)
                    return
            source, spelled = beside(project, name)
            language = language or spelled
        if not source:
            raise InputError(
                "no source text is known for it", where=name, hint="give it with --source, or set 'translations'"
            )
        language = language or project.only()
        if not language:
            raise InputError("its language is not known", where=name, hint="give it with --language")
        yield from pair(project, source, name, language, Path())
        return
    yield from bilingual.units(project, name, language=language, encoding=project.encoding)


def required(project: Project, name: str, source: str, language: str) -> Iterator[TranslationUnit]:
    """Yield the units like :func:`translated`; raises InputError for a bilingual file with other languages only."""
    found = False
    for unit in translated(project, name, source, language):
        found = True
        yield unit
    if language and not found and not sources.is_text(name):
        bilingual.refuse_other_languages(project, name, language)


def beside(project: Project, name: str) -> tuple[str, str]:
    """Return the source text of *name* and its language if it is called ``news.pt_BR.txt`` and ``news.txt`` exists.

    Both are empty otherwise, or if the project does not have the language.
    """
    path = Path(name)
    stem, _, spelled = path.stem.rpartition(".")
    source = path.with_name((stem or path.stem) + path.suffix)
    try:
        wanted = languages.tag(spelled) if stem else ""
    except ConfigError:  # as in news.draft.txt
        wanted = ""
    names = {languages.tag(name): name for name in (*project.languages, *project.found())}
    language = names.get(wanted, "")
    return (source.as_posix(), language) if language and source.is_file() else ("", "")


def inside(project: Project, names: Iterable[str], suffixes: Collection[str] = TRANSLATIONS) -> list[str]:
    """Return *names* without duplicates, and with each folder replaced by the files in it that are to be checked.

    These are files with one of the *suffixes* and translated texts that the configuration names, except exports of the
    glossary. Raises InputError for a folder without any.
    """
    found: list[str] = []
    for name in names:
        if name == files.STDIN or not Path(name).is_dir():
            found.append(name)
            continue
        texts = {real(project.root / row[0]) for row in pairs(project)}
        made = {real(project.root / path) for path in (project.tmx, project.tbx) if path}
        rows = [
            files.name_of(path)
            for path in chain(*sources.find([name]))
            if (path.suffix.lower() in suffixes and not path.is_dir() and path.name[0] != ".") or real(path) in texts
        ]
        rows = sorted(row for row in rows if real(row) not in made)
        if not rows:
            hint = f"looked for are {', '.join(sorted(suffixes))}, and texts that 'translations' names"
            raise InputError("nothing in this folder can be checked", where=name, hint=hint)
        found += rows
    return list({os.path.abspath(name): name for name in found}.values())


def pairs(project: Project) -> Iterator[tuple[str, str, str]]:
    """Yield (translated text, its source, its language) for all existing translations that the configuration names."""
    return (row for row in expected(project) if (project.root / row[0]).is_file())


def expected(project: Project) -> Iterator[tuple[str, str, str]]:
    """Yield the same as :func:`pairs`, including translated texts that do not exist.

    In a pattern of ``translations``, ``{language}`` is the name of the language's folder, ``{stem}`` the name of the
    source without folder and suffix, ``{path}`` its path without suffix, and ``{suffix}`` its suffix.
    """
    if not project.translations:
        return
    originals = [
        project.relative(path) for path in sources.find([project.root / name for name in project.sources]).paths
    ]
    for spelled in project.languages or project.found():
        for original in originals:
            path = PurePosixPath(original)
            for pattern in project.translations:
                name = pattern.format(
                    language=spelled, stem=path.stem, path=path.with_suffix("").as_posix(), suffix=path.suffix
                )
                yield name, original, spelled


def paired(project: Project, language: str = "") -> list[tuple[str, list[TranslationUnit]]]:
    """Return the translated texts of :func:`pairs` and their units, for one *language* or all."""
    return [
        (name, list(pair(project, original, name, spelled)))
        for name, original, spelled in pairs(project)
        if is_asked(spelled, language)
    ]


def is_asked(spelled: str, language: str) -> bool:
    """Return whether the language *spelled* is *language*; an empty *language* means any."""
    return not language or languages.require_script(spelled) == languages.require_script(language)


def pair(
    project: Project, original: str, name: str, language: str, folder: Path | None = None
) -> Iterator[TranslationUnit]:
    """Yield the aligned paragraphs of the text *original* and of its translation *name*.

    Both names are relative to *folder* or to the root of the project; ``-`` is standard input.
    """
    from glossary.text.align import paragraphs

    def opened(name: str, language: str) -> Document:
        file = name if name == files.STDIN else (folder or project.root) / name
        return sources.read(file, name=name, encoding=project.encoding, language=language)

    target = languages.require_script(language)
    one, two = opened(original, project.source_language), opened(name, target)
    for bead in paragraphs([block.text for block in one.blocks], [block.text for block in two.blocks]):
        yield TranslationUnit(
            source="\n".join(one.blocks[index].text for index in bead.source),
            target="\n".join(two.blocks[index].text for index in bead.target),
            source_language=project.source_language,
            target_language=target,
            origin=name,
            place=Place(name, two.blocks[bead.target.start].line if bead.target else 0),
            source_place=Place(original, one.blocks[bead.source.start].line if bead.source else 0),
        )
