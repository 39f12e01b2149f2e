"""``glossary export``: the glossary as a file that others read, and what was sent out with it."""

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
    """What :func:`export` wrote, and what the format could not hold."""

    written: tuple[str, ...]
    concepts: int
    losses: tuple[Loss, ...]
    data: bytes = b""
    """The file itself, where it goes to standard output."""
    caution: str = ""
    """What to know about such a file."""


def export(project: Home, target: Name, *, languages: Names = (), format: str = "", tool: str = "") -> Exported:
    """Write the glossary to the file *target* (``-``: give it back as data) in the format of its name, or *format*.

    With *tool*, in the dialect that the tool imports. Obsolete concepts stay at home. *languages* are those of the
    project unless given.

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
    # What lacks a rendering in one of several languages may be there in another one.
    absent = (NONE_APPROVED, UNRENDERED, UNAPPROVED) if len(wanted) == 1 else (NONE_APPROVED,)
    count = len(live.concepts) - sum(loss.count for loss in losses if loss.what in absent)
    if target == "-":
        return Exported((), count, tuple(losses), data, caution)
    files.write_atomic(Path(target), data)
    return Exported((target,), count, tuple(losses), caution=caution)


_EXPORTS = ".glossary/exports"
"""Where what was sent out is remembered, by its signature."""
_MARKS = dict.fromkeys(("tbx", "tbx2", "xliff", "xliff1", "multiterm", "omegat", "csv", "tsv", "xlsx"), EXPORT)
_MARKS |= EXPORTS
"""Where the formats hold the signature of an export; the CSV and TSV of tools have no place for it."""


def _signed(project: Project, termbase: Termbase, wanted: Sequence[str], format_: str) -> Termbase:
    """Return *termbase* with a signature, and remember under it what it holds, if the format called *format_* can.

    So an import knows what was sent out.
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
    """Return what was sent out, if *termbase* says by a signature of ours which export it comes from.

    None where that is not known, or cannot be read any more.
    """
    mark = next((value for name, value in termbase.extra if name in _MARKS.values()), "")
    path = project.root / _EXPORTS / f"{mark}.tmx"
    if SIGNATURE.fullmatch(mark):
        with suppress(GlossaryError):
            return tmx.read(files.read_bytes(path), where=path.name, source_language=project.source_language).termbase
    return None


def render(termbase: Termbase, target: str) -> tuple[bytes, list[Loss]]:
    """Return what is live in *termbase* as a file called *target*, and what that could not hold."""
    row = formats.by_name(target)
    if row is None or row.write is None:
        raise ConfigError(
            f"cannot tell the format of '{target}'", hint="in the configuration 'tmx' ends in .tmx, 'tbx' in .tbx"
        )
    return row.write(replace(termbase, concepts=termbase.live), languages=termbase.languages)


def _writing(target: str, format_: str) -> tuple[str, Write]:
    """Return the name of the format that a glossary is to be written in, and how. Raises ConfigError for none."""
    row = formats.get(format_) if format_ else formats.by_name(target)
    if row is None or row.write is None:
        rows = map(formats.get, plugins.names("formats"))
        endings = dict.fromkeys(row.suffixes[0] for row in rows if row.write is not None)
        hint = f"give a name that ends in {', '.join(endings)}, or --format"
        raise ConfigError(f"cannot tell the format of '{target}'", hint=hint)
    return row.name, row.write
