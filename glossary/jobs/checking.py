"""``glossary check``: the glossary itself, and translated files against it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from glossary import languages
from glossary.errors import InputError
from glossary.jobs.disk import read
from glossary.model import Document, Finding, Place, Severity, TranslationUnit
from glossary.project import Project


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


def check(
    project: Project,
    names: Sequence[str] = (),
    *,
    source: str = "",
    language: str = "",
    strict: bool = False,
    select: Sequence[str] = (),
    extend: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Checked:
    """Check the glossary itself, or the translated files *names* against it.

    Without *names* the glossary is looked at, and all ``translations`` of the configuration. *source* is the text that
    a translated text was made from, *language* the language of files that do not say it; with *strict* every mention
    of a term has to be rendered, not one in a segment. *select*, *extend* and *ignore* are those of
    :func:`glossary.check.run.select`; the configuration holds where *select* is empty.
    """
    from glossary.check import run

    chosen = run.select(
        select or project.select,
        extend=(*project.extend_select, *extend),
        ignore=(*project.ignore, *ignore),
        severity=project.tables.get("severity", {}),
    )
    findings: list[Finding] = []
    broken: list[str] = []
    tasks: list[tuple[str, Any]] = []
    if names:
        tasks += [(name, _translated(project, name, source, language)) for name in names]
    else:
        for spelled in project.tags():
            if project.catalogue(spelled).exists():
                tasks.append((spelled, None))
        tasks += [(name, _pair(project, original, name, spelled)) for name, original, spelled in _pairs(project)]
    if not tasks:
        where = project.relative(project.locale_path)
        raise InputError("there is no glossary yet", where=where, hint="run 'glossary extract'")
    terms = _terms(project, chosen, strict) if any(units is not None for _, units in tasks) else None
    for name, units in tasks:
        try:
            if units is None:
                findings += _catalogue(project, name, chosen)
            else:
                findings += run.units(units, chosen, terms)
        except InputError as error:
            broken.append(str(error))
    return Checked(tuple(row for row in findings if not _ignored(project, row)), len(tasks), tuple(broken))


def _ignored(project: Project, row: Finding) -> bool:
    """Return whether the configuration does not want this finding in its language or its file."""
    from glossary.check.run import begins

    for spelled, words in project.tables.get("per-language", {}).items():
        if languages.tag(spelled) == row.language and any(begins(row.check, word) for word in words):
            return True
    path = row.place.path if row.place else ""
    return any(
        PurePosixPath(path).match(pattern) and any(begins(row.check, word) for word in words)
        for pattern, words in project.tables.get("per-file", {}).items()
    )


def _catalogue(project: Project, language: str, chosen: Any) -> list[Finding]:
    """Return what is found in the glossary in *language*."""
    from glossary.check import run
    from glossary.formats import files, po

    path = project.catalogue(language)
    name = project.relative(path)
    catalog = po.parse(files.read_bytes(path), where=name)
    reading = po.to_termbase(catalog, language=language, source_language=project.source_language, where=name)
    header = run.header(catalog.fields, language, chosen, Place(name, catalog.header.line if catalog.header else 1))
    return header + run.termbase(reading.termbase, language, chosen, _today())


def _today() -> date:
    """Return the day that waivers go by: that of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) or of the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch) if epoch.isdecimal() else time.time(), UTC).date()


def _terms(project: Project, chosen: Any, strict: bool) -> Callable[[str], Any] | None:
    """Return what gives the glossary compiled for a language, as ``unit`` checks want it; None if none of them runs."""
    if not any(rule.scope == "unit" for rule in chosen.rules.values()):
        return None
    from glossary.check.usage import Terms

    termbase = read(project).termbase
    return cache(lambda language: Terms(termbase, language, strict=strict))


def _translated(project: Project, name: str, source: str, language: str) -> Iterator[TranslationUnit]:
    """Yield the units of the translated file *name*: bilingual itself, or a text beside its source."""
    from glossary import formats
    from glossary.formats import files, sources

    if Path(name).suffix.lower() in sources.SUFFIXES:
        if source:
            if not language:
                raise InputError("its language is not known", where=name, hint="give it with --language")
            yield from _pair(project, source, name, language)
            return
        here = Path(name).resolve()
        for path, original, spelled in _pairs(project):
            if (project.root / path).resolve() == here:
                yield from _pair(project, original, path, spelled)
                return
        raise InputError(
            "no source text is known for it", where=name, hint="give it with --source, or set 'translations'"
        )
    data = files.read_bytes(name)
    row = formats.detect(data[: formats.SNIFF], name)
    if row.units is None:
        raise InputError(f"{row.title} holds no translated segments", where=name)
    from io import BytesIO

    wanted = languages.require_script(language) if language else ""
    yield from row.units(BytesIO(data), where=name, source_language=project.source_language, language=wanted)


def _pairs(project: Project) -> Iterator[tuple[str, str, str]]:
    """Yield (translated text, its source, its language) for all that the configuration names and that is there.

    In a pattern of ``translations``, ``{language}`` stands for the language as it names its folder, ``{stem}`` for the
    name of the source without folder and suffix, ``{path}`` for its path without suffix and ``{suffix}`` for that.
    """
    from glossary.formats import sources

    if not project.translations:
        return
    originals = [
        project.relative(path) for path in sources.find([project.root / name for name in project.sources]).paths
    ]
    for spelled in project.languages:
        for original in originals:
            path = PurePosixPath(original)
            for pattern in project.translations:
                name = pattern.format(
                    language=spelled, stem=path.stem, path=path.with_suffix("").as_posix(), suffix=path.suffix
                )
                if (project.root / name).is_file():
                    yield name, original, spelled


def _pair(project: Project, original: str, name: str, language: str) -> Iterator[TranslationUnit]:
    """Yield the paragraphs of the text *original* with those of its translation *name*."""
    from glossary.text.align import align

    target = languages.require_script(language)
    encoding = project.encoding or None
    one = _open(project, original, encoding, project.source_language)
    two = _open(project, name, encoding, target)
    for bead in align([block.text for block in one.blocks], [block.text for block in two.blocks]):
        yield TranslationUnit(
            source="\n".join(one.blocks[index].text for index in bead.source),
            target="\n".join(two.blocks[index].text for index in bead.target),
            source_language=project.source_language,
            target_language=target,
            origin=name,
            place=Place(name, two.blocks[bead.target.start].line if bead.target else 0),
        )


def _open(project: Project, name: str, encoding: str | None, language: str) -> Document:
    from glossary.formats import sources

    path = project.root / name
    return sources.read(path if path.exists() else Path(name), name=name, encoding=encoding, language=language)
