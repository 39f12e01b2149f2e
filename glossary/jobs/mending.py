"""``glossary check --fix``, ``--write-baseline`` and ``--add-waiver``: what a person can do about findings."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import unified_diff
from io import BytesIO
from pathlib import Path

from glossary import languages
from glossary.checks import baseline
from glossary.checks.run import Selection, apply_fixes, known, means
from glossary.checks.waivers import parse
from glossary.errors import InputError
from glossary.formats import files, po
from glossary.formats.po import comments
from glossary.formats.po.catalog import is_note
from glossary.formats.po.header import language_in
from glossary.jobs import pairing
from glossary.jobs.checking import Checked, relative_to
from glossary.jobs.choosing import baselined, selection, today
from glossary.jobs.disk import refuse_own, write
from glossary.model import WAIVER
from glossary.project import Home, Names, Project, each, opened


@dataclass(frozen=True, slots=True)
class Fixed:
    """The fixes that :func:`fix` made in one file."""

    file: str
    """The path relative to the current folder."""
    count: int
    """The number of entries that were corrected."""
    before: bytes
    after: bytes

    def diff(self) -> str:
        """Return the change as a unified diff that ``git apply`` and ``patch -p1`` accept if the file is in UTF-8.

        They are to be run in the current folder, or in the folder above it that holds the file.
        """
        old, new = ([line.decode("utf-8", "replace") for line in BytesIO(data)] for data in (self.before, self.after))
        name = re.sub(r"^(\.\./)+", "", relative_to(os.getcwd(), Path(), self.file))
        name += "\t" if " " in name else ""  # tells patch where the name ends
        rows = unified_diff(old, new, f"a/{name}", f"b/{name}")
        return "".join(row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows)


def fix(
    project: Home,
    names: Names = (),
    *,
    language: str = "",
    select: Names = (),
    extend: Names = (),
    ignore: Names = (),
    unsafe: bool = False,
    dry_run: bool = False,
) -> list[Fixed]:
    """Make the safe fixes in the PO files *names*, or in those of the glossary, and return what changed.

    With *unsafe*, fixes that may be wrong are made, too. Only the msgstr of corrected entries is rewritten, every other
    byte stays; obsolete and plural entries are left alone. *language*, *select*, *extend* and *ignore* are as in
    :func:`check`. Raises InputError for a file that is not PO.
    """
    project = opened(project)
    chosen = selection(project, select, extend, ignore)
    paths = {name: Path(name) for name in pairing.inside(project, each(names), po.PO.suffixes)} or {
        relative_to(os.getcwd(), project.root, project.relative(path)): path
        for path in map(project.catalogue, project.tags())
        if path.exists()
    }
    made = []
    for name, path in paths.items():
        if name == files.STDIN:
            raise InputError("standard input cannot be fixed", hint="name a PO file")
        if path.suffix.lower() not in po.PO.suffixes:
            raise InputError("only PO files can be fixed", where=name)
        fixed = _fixed(project, name, path, files.read_bytes(path), chosen, language, unsafe)
        if fixed.count:
            made.append(fixed)
    if not dry_run:
        before = {paths[row.file]: row.before for row in made}
        write(project, {paths[row.file]: row.after for row in made}, before)
    return made


def fix_text(project: Project, path: Path, text: str) -> str:
    """Return *text*, the content of the PO file *path* in an editor, after the safe fixes of the configured checks."""
    fixed = _fixed(project, path.name, path, text.encode("utf-8"), selection(project), "", False)
    return fixed.after.decode("utf-8")


def _fixed(
    project: Project, name: str, path: Path, before: bytes, chosen: Selection, language: str, unsafe: bool
) -> Fixed:
    """Return the result of the fixes of *chosen* on *before*, the content of the PO file *path*."""
    catalog = po.parse(before, where=name)
    said = po.language_of(catalog) or language_in(path.as_posix()) or "und"
    language = languages.require_script(language) if language else said
    reading = po.to_termbase(catalog, language=language, source_language=project.source_language, where=name)
    waivers = {concept.key: [parse(text) for text in concept.waivers] for concept in reading.termbase.concepts}
    day = today()
    fills = {}
    for entry in catalog.entries:
        if entry.is_header or entry.obsolete or entry.msgid_plural is not None or not entry.msgstr[0]:
            continue
        text = apply_fixes(
            entry.msgstr[0],
            entry.msgid,
            (project.source_language, languages.tag(language)),
            chosen,
            {check for row in waivers.get(entry.key, ()) for check in chosen.rules if row.waives(check, day)},
            unsafe=unsafe,
        )
        if text != entry.msgstr[0]:
            fills[entry.key] = po.Fill(msgstr=(text,))
    return Fixed(name, len(fills), before, po.fill(before, fills, where=name) if fills else before)


def write_baseline(project: Home, found: Checked) -> tuple[str, int]:
    """Write the findings of *found* into the baseline, and return the name of the file and its number of findings.

    Infos, which every empty entry has, are left out unless they fail the check (``fail-on``). Findings of the old
    baseline are kept if their check did not run, or if their file was not checked and still exists. Raises ConfigError
    if the file is one of the glossary itself.
    """
    project = opened(project)
    path = project.root / project.baseline
    refuse_own(project, str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    counted = found.shown("info" if project.fail_on == "info" else "warning")
    ran = {name for name, *_ in found.rules}
    kept: list[baseline.Row] = []
    with suppress(InputError):  # a file that is not a baseline, or of another version, is replaced
        for row in baselined(project):
            elsewhere = row["file"] not in found.looked_at and (project.root / row["file"]).exists()
            if elsewhere or row["check"] not in ran:
                kept.append(row)
    files.write_atomic(path, baseline.write(counted, kept, found.named).encode("utf-8", "backslashreplace"))
    return project.relative(path), len(counted) + len(kept)


def waive(project: Home, found: Checked, check: str, reason: str) -> int:
    """Write a waiver of *check* into every entry of the glossary with such a finding in *found*; return how many.

    It replaces an older waiver of the same check, which must have expired.
    """
    project = opened(project)
    known(check)
    content: dict[Path, bytes] = {}
    before: dict[Path, bytes] = {}
    count = 0
    for language in project.tags():
        path = project.catalogue(language)
        name = project.relative(path)
        wanted = {
            (row.place.line, row.concept)
            for row in found.findings
            if row.place and row.place.path == name and row.concept and means(check, row.check)
        }
        if not wanted:
            continue
        before[path] = files.read_bytes(path)
        catalog = po.parse(before[path], where=name)
        line = f"# {WAIVER}{check} -- {' '.join(reason.split())}"
        older = re.compile(rf"#\s*glossary:\s*ignore\s+{re.escape(check)}(?!\S)")
        entries = list(catalog.entries)
        first = 1
        for number, entry in enumerate(entries):
            first += entry.lead.count("\n")
            last = first + entry.raw.rstrip().count("\n")
            if any((at, entry.msgid) in wanted for at in range(first, last + 1)):
                entries[number] = replace(entry, comments=_waived(entry.comments, line, older))
                count += 1
            first += entry.raw.count("\n")
        content[path] = po.serialize(replace(catalog, entries=tuple(entries)))
    write(project, content, before)
    return count


def _waived(lines: Sequence[str], waiver: str, older: re.Pattern[str]) -> tuple[str, ...]:
    """Return the comment *lines* with *waiver* after the other translator comments, without those that *older* matches.

    A comment after the waiver might be read as its continuation.
    """
    notes = comments.broken([line[1:] for line in lines if is_note(line)], comments.translator, "#")
    gone = {f"#{line}" for part in notes if older.match(f"#{part[0]}") for line in part}
    kept = [line for line in lines if line not in gone]
    last = max((place for place, line in enumerate(kept, 1) if is_note(line)), default=0)
    return (*kept[:last], waiver, *kept[last:])
