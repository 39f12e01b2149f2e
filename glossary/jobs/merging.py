"""``glossary merge``: two branches of one PO file -> one, entry by entry. Git calls it as a merge driver."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from glossary import languages, merge
from glossary.formats import files, po
from glossary.formats.po import Catalog, Key
from glossary.model import Authority, Change, Concept, Termbase
from glossary.project import Project, opened


@dataclass(frozen=True, slots=True)
class Branches:
    """What :func:`merge_branches` did."""

    changes: tuple[Change, ...]

    @property
    def unsettled(self) -> list[Change]:
        """What a person has to look at: renderings that disagree, entries that could not be taken."""
        return [
            row for row in self.changes if row.action == "conflict" or (row.action == "rejected" and row.after == "")
        ]


def merge_branches(project: Project | str | Path, base: str, ours: str, theirs: str) -> Branches:
    """Merge the PO files (or templates) *ours* and *theirs*, which both come from *base*, and write *ours*.

    What one side added, rendered or approved is taken; an entry that one side dropped and the other left alone goes.
    Where they disagree on a rendering, both stand in the file between the marks of git. What a program writes (how
    often a term was seen, and where) is that of *ours*, until the next ``extract``.

    >>> path = str(home.catalogue("ru"))
    >>> merge_branches(home, path, path, path).unsettled
    []
    """
    project = opened(project)
    mine, yours = (po.parse(files.read_bytes(name), where=name) for name in (ours, theirs))
    before = files.read_bytes(base)
    named = mine.fields.get("Language", "") or yours.fields.get("Language", "")
    source = project.source_language
    language = languages.require_script(named) if named else ""
    language = "" if language == source else language  # a template says that it is in the source language

    def termbase(catalog: Catalog, where: str) -> Termbase:
        return po.to_termbase(catalog, language=language, source_language=source, where=where).termbase

    left, right = termbase(mine, ours), termbase(yours, theirs)
    ancestor = termbase(po.parse(before, where=base), base) if before.strip() else None
    if ancestor:
        left, right = _without_dropped(left, right, ancestor), _without_dropped(right, left, ancestor)
    merged = merge.merge(left, right, by=Authority.PERSON, ancestor=ancestor)
    made = po.update(mine, merged.termbase, language=language) if language else po.template(mine, merged.termbase)
    if mine.header is not None:
        made = replace(made, entries=(mine.header, *made.entries[1:]))  # dates and names change with every save
    data = po.serialize(made)
    apart = {row.concept for row in merged.changes if row.action == "conflict"}
    if apart:
        there = dict(_renderings(po.serialize(yours).decode(yours.encoding), apart))
        data = _marked(data.decode(made.encoding), there).encode(made.encoding)
    files.write_atomic(ours, data)
    return Branches(merged.changes)


def _without_dropped(one: Termbase, other: Termbase, ancestor: Termbase) -> Termbase:
    """Return *one* without what *other* has dropped since *ancestor*, where *one* has left it as it was."""
    known = {concept.key: concept for concept in ancestor.concepts}
    there = {concept.key for concept in other.concepts}
    return replace(
        one,
        concepts=tuple(
            concept
            for concept in one.concepts
            if concept.key in there or concept.key not in known or _said(concept) != _said(known[concept.key])
        ),
    )


def _said(concept: Concept) -> tuple[object, ...]:
    """Return what people, or programs for them, have written about *concept*."""
    rendered = tuple(term for term in concept.terms if term.language != concept.head.language)
    return rendered, concept.note, concept.flags, concept.waivers, concept.extra


def _blocks(text: str, names: Collection[str]) -> Iterator[tuple[Key, int, int]]:
    """Yield (key, first, behind the last) of the lines of msgstr of the entries in *text* called *names*."""
    lines = text.split("\n")
    for entry in po.parse(text.encode(), where="").entries:
        if entry.msgid not in names or entry.obsolete:
            continue
        first = entry.line - 1
        while not lines[first].lstrip().startswith("msgstr"):
            first += 1
        last = first + 1
        while last < len(lines) and lines[last].lstrip().startswith(('"', "msgstr[")):
            last += 1
        yield entry.key, first, last


def _renderings(text: str, names: Collection[str]) -> Iterator[tuple[Key, list[str]]]:
    """Yield the keys of the entries in *text* called *names*, and the lines of their msgstr."""
    lines = text.replace("\r\n", "\n").split("\n")
    for key, first, last in _blocks(text, names):
        yield key, lines[first:last]


def _marked(text: str, theirs: Mapping[Key, list[str]]) -> str:
    """Return *text* with what *theirs* has beside ours, between the marks that git writes."""
    lines = text.split("\n")
    for key, first, last in [*_blocks(text, {name for name, _ in theirs})][::-1]:
        ours, end = lines[first:last], "\r" if lines[first].endswith("\r") else ""
        other = [line + end for line in theirs.get(key, ())]
        if other and other != ours:
            marks = [f"{mark}{end}" for mark in ("<<<<<<< ours", "=======", ">>>>>>> theirs")]
            lines[first:last] = [marks[0], *ours, marks[1], *other, marks[2]]
    return "\n".join(lines)
