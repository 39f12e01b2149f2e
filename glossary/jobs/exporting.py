"""``glossary export``: write the glossary for other programs, and remember what was sent out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from glossary import formats, plugins
from glossary.errors import ConfigError, GlossaryError, InputError
from glossary.formats import Write, files, tmx
from glossary.formats.terms import EXPORT, EXPORTS, NONE_APPROVED, SIGNATURE, UNAPPROVED, UNRENDERED
from glossary.jobs.disk import existing, private, refuse_own, targets
from glossary.languages import written_as
from glossary.model import Loss, Termbase
from glossary.project import Home, Name, Names, Project, each, one, opened


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of :func:`export`: what was written, and what the format could not hold."""

    written: tuple[str, ...]
    concepts: int
    losses: tuple[Loss, ...]
    data: bytes = b""
    """The contents of the file if it goes to standard output."""
    caution: str = ""
    """Advice on using such a file."""


def export(project: Home, target: Name, *, languages: Names = (), format: str = "", tool: str = "") -> Exported:
    """Write the glossary to the file *target* in the format of its suffix, or in *format*.

    For the target ``-``, the contents are returned as ``data``. *tool* selects the dialect that the tool imports.
    Obsolete concepts are left out. *languages* default to those of the project.

    >>> export(home, "-", tool="deepl").data.decode().splitlines()
    ['party congress\\tсъезд партии', 'Samarkand\\tСамарканд']
    """
    project, target = opened(project), one(target)
    if target != "-" and not Path(target).parent.is_dir():
        raise InputError("there is no such folder", where=str(Path(target).parent), hint="make it first")
    refuse_own(project, target)
    termbase = existing(project).termbase
    live = replace(termbase, concepts=termbase.live)
    wanted = targets(project, termbase, languages)
    caution = ""
    if tool:
        from glossary.formats import tools

        row = tools.by_name(tool)
        signed = _signed(project, live, wanted, row.signed(target))
        with written_as((*project.languages, *each(languages))):
            data, losses = row.write(signed, target, languages=wanted)
        caution = row.cautions.get(Path(target).suffix.lower(), "")
    else:
        name, write_as = _writing(target, format)
        signed = _signed(project, live, wanted, name)
        with written_as((*project.languages, *each(languages))):
            data, losses = write_as(signed, languages=wanted)
    # A concept that has no rendering in one of the languages may have one in another.
    absent = (NONE_APPROVED, UNRENDERED, UNAPPROVED) if len(wanted) == 1 else (NONE_APPROVED,)
    count = len(live.concepts) - sum(loss.count for loss in losses if loss.what in absent)
    if target == "-":
        return Exported((), count, tuple(losses), data, caution)
    files.write_atomic(Path(target), data)
    return Exported((target,), count, tuple(losses), caution=caution)


_EXPORTS = ".glossary/exports"
"""The folder in which exports are remembered by their signature."""
_MARKS = dict.fromkeys(("tbx", "tbx2", "xliff", "xliff1", "multiterm", "omegat", "csv", "tsv", "xlsx"), EXPORT)
_MARKS |= EXPORTS
"""Where each format stores the signature of an export; the CSV and TSV files of tools have no place for it."""


def _signed(project: Project, termbase: Termbase, wanted: Sequence[str], format_: str) -> Termbase:
    """Return *termbase* with a signature if *format_* can hold one, and store what was exported under that signature.

    An import uses it to find the base of its three-way merge.
    """
    if format_ not in _MARKS:
        return termbase
    data, _ = tmx.write(termbase, languages=wanted)
    mark = hashlib.sha256(data).hexdigest()[:16]
    folder = project.root / _EXPORTS
    with suppress(GlossaryError, OSError):
        private(folder.parent)
        folder.mkdir(exist_ok=True)
        files.write_atomic(folder / f"{mark}.tmx", data)
    return replace(termbase, languages=tuple(wanted), extra=((_MARKS[format_], mark),))


def sent_out(project: Project, termbase: Termbase) -> Termbase | None:
    """Return the export that *termbase* comes from, found by its signature.

    None if it has no known signature, or if the stored export cannot be read.
    """
    mark = next((value for name, value in termbase.extra if name in _MARKS.values()), "")
    path = project.root / _EXPORTS / f"{mark}.tmx"
    if SIGNATURE.fullmatch(mark):
        with suppress(GlossaryError):
            return tmx.read(files.read_bytes(path), where=path.name, source_language=project.source_language).termbase
    return None


def render(termbase: Termbase, target: str) -> tuple[bytes, list[Loss]]:
    """Return the concepts of *termbase* that are not obsolete as a file called *target*, and what it could not hold."""
    row = formats.by_name(target)
    if row is None or row.write is None:
        raise ConfigError(
            f"cannot tell the format of '{target}'", hint="in the configuration 'tmx' ends in .tmx, 'tbx' in .tbx"
        )
    return row.write(replace(termbase, concepts=termbase.live), languages=termbase.languages)


def _writing(target: str, format_: str) -> tuple[str, Write]:
    """Return the name and the writer of the format for *target*. Raises ConfigError if there is none."""
    row = formats.get(format_) if format_ else formats.by_name(target)
    if row is None or row.write is None:
        rows = map(formats.get, plugins.names("formats"))
        endings = dict.fromkeys(row.suffixes[0] for row in rows if row.write is not None)
        hint = f"give a name that ends in {', '.join(endings)}, or --format"
        raise ConfigError(f"cannot tell the format of '{target}'", hint=hint)
    return row.name, row.write
