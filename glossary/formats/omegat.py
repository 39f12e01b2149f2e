"""OmegaT glossaries: ``source TAB target TAB comment``, no header, no quoting, ``#`` begins a comment.

Ours begin with ``# -*- coding: utf-8 -*-``, so that OmegaT reads them as UTF-8 whatever their name. The preferred
rendering comes first; admitted ones and variants of the source have lines of their own. Anything else about a line
stands in brackets at the beginning of its comment: ``[person]``, ``[admitted]``, ``[variant] Putin``; with the sense
of the concept, if any: ``[place: country]``, ``[admitted: country]``.
Quotation marks added by a spreadsheet are removed. Dropped when written: what OmegaT would not show, or would show as
correct (forbidden terms); concepts without a rendering; terms that begin with ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from glossary import languages as tags
from glossary.errors import ConfigError, InputError
from glossary.formats import Format, Reading, Skip
from glossary.formats.table.cells import pieces
from glossary.formats.terms import (
    EXPORT,
    NUL,
    REGIONS,
    SAME,
    SPACE,
    UNRENDERED,
    Losses,
    OpenedFile,
    in_order,
    left_out,
    promoted,
    readers,
    signature,
    writers,
)
from glossary.model import Concept, Kind, Place, Term, Termbase, Usage
from glossary.vocabulary import KINDS

LINE = 1 << 20
"""The most characters of a line."""
CODING = "# -*- coding: utf-8 -*-"
_CODING = re.compile(rb"#.{0,20}coding[:=][ \t]*([A-Za-z0-9._-]{1,40})")
_EXPORT = "# glossary export "
"""The prefix of the line with the signature of an export; OmegaT takes it for a comment."""
_SENSE = re.compile(r"(?! )[^][\t\r\n]+(?<! )")
"""What can follow a mark in its brackets."""
_COMMENT = re.compile(r"(?:\[(\w+)(?:: ([^][]+))?\] ?)?(.*)", re.DOTALL)


class _File(OpenedFile):
    """An OmegaT glossary, read as a termbase each time that :meth:`concepts` is called."""

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts in the order of their first lines. Raises InputError, also if no language is given."""
        if not self._language:
            what = "the file does not say which language it translates into"
            raise InputError(what, where=self._where, hint="name it with -l")
        later = set(chain.from_iterable(self._more.values()))
        first: tuple[int, str] | None = None
        self._entries = self._translated = 0
        for number, line in self._lines():
            self._entries += 1
            row = _row(line)
            if row is None:
                why = "no two terms with a tab between them"
                first = first or (number, why)
                skip(number, why)
                continue
            self._translated += 1
            if number not in later:
                yield self._concept(row, number)
        if first and not self._translated:
            hint = "a text is read by 'glossary extract'"
            raise InputError(first[1], where=self._where, line=first[0], hint=hint)

    def _concept(self, row: _Row, number: int) -> Concept:
        """Return the concept that begins with *row*, which is line *number*."""
        at, source, target = Place(self._where, number), self._source, self._language
        head, rendering = Term(row.name, source, place=at), Term(row.rendering, target, place=at)
        terms = {(term.text, term.language): term for term in (head, rendering)}
        for line, more in self._more.get(number, {}).items():
            is_variant = more.mark == "variant" and (more.comment, more.sense) == (row.name, row.sense)
            term = (more.name, source) if is_variant else (more.rendering, target)
            terms.setdefault(term, Term(*term, usage=Usage.ADMITTED, place=Place(self._where, line)))
        self.heads[source] = None
        kind = KINDS.get(row.mark, Kind.OTHER)
        note = row.comment if row.mark in KINDS or row.sense or not row.mark else row.third
        return Concept(tuple(terms.values()), sense=row.sense, kind=kind, note=note, place=at)

    @cached_property
    def _more(self) -> dict[int, dict[int, _Row]]:
        """Further lines of concepts: line of the concept -> their line -> row."""
        begun: dict[int, int] = {}  # keyed by hash: a million names would take too much memory
        found: dict[int, dict[int, _Row]] = {}
        for number, line in self._lines():
            if row := _row(line):
                own, of = (hash((name, row.sense)) for name in (row.name, row.comment))
                key = of if row.mark == "variant" and of in begun else own
                if key in begun:
                    found.setdefault(begun[key], {})[number] = row
                else:
                    begun[key] = number
        return found

    def _lines(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that are entries with their numbers, without quotation marks added by a spreadsheet."""
        stream, where = self._stream, self._where
        stream.seek(0)
        coding = _CODING.match(stream.read(100))
        declared = coding[1].decode() if coding and coding[1].lower() != b"utf-8" else ""
        bare: Callable[[str], str] | None = None
        number = 0
        self._export = ""
        for piece in pieces(stream, where, self._encoding, declared):
            # A spreadsheet may have quoted all cells, even the comment in the first line.
            bare = bare or (_bare if piece.startswith('"#') else _unquoted)
            lines = _END.split(piece)
            for line in lines if lines[-1] else lines[:-1]:
                number += 1
                if len(line) > LINE:
                    raise InputError(f"a line of more than {LINE:,} characters", where=where, line=number)
                if '"' in line:
                    line = "\t".join(map(bare, line.split("\t")))
                if line.startswith(_EXPORT):
                    self._export = line.removeprefix(_EXPORT).strip()
                if line.strip() and not line.startswith("#"):
                    yield number, line

    def reading(self) -> Reading:
        """Return everything but the concepts; call it after :meth:`concepts` has finished."""
        extra = ((EXPORT, self._export),) if self._export else ()
        counts = {"entries": self._entries, "translated": self._translated}
        return Reading(Termbase((), self._source, (self._language,), extra), counts=counts)


_END = re.compile(r"\r\n|\r|\n")
read, concepts = readers(_File)


class _Row(NamedTuple):
    """The parts of a line."""

    name: str
    rendering: str
    mark: str
    sense: str
    comment: str
    """The third cell after the mark."""
    third: str


def _row(line: str) -> _Row | None:
    """Return the parts of a *line*, or None if it is not an entry."""
    name, rendering, *more = [*line.split("\t"), ""]
    if not name.strip() or not rendering.strip():
        return None
    third = "\n".join(filter(str.strip, more))
    mark, sense, comment = _COMMENT.fullmatch(third).groups("")  # type: ignore[union-attr]
    if sense and mark not in (*KINDS, "admitted", "variant"):
        mark, sense, comment = "", "", third
    return _Row(name, rendering, mark, sense, comment, third)


def _bare(cell: str) -> str:
    """Return *cell* without the quotation marks that a spreadsheet adds, if it has any."""
    inside = cell[1:-1]
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', "")
    return inside.replace('""', '"') if is_quoted else cell


def _unquoted(cell: str) -> str:
    """Return *cell* without quotation marks if a spreadsheet would have added them; others may be part of the text."""
    return _bare(cell) if '""' in cell[1:-1] or "," in cell else cell


def _text(termbase: Termbase, concepts: Iterable[Concept], languages: Sequence[str], losses: Losses) -> Iterator[str]:
    """Yield an OmegaT glossary. Raises ConfigError for more than one target language."""
    if len(languages) != 1:
        raise ConfigError(
            "a glossary of OmegaT holds one translation",
            hint=f"choose one, such as -l {languages[0]}" if languages else "name a language with -l",
        )
    target = tags.tag(languages[0])
    mark = signature(termbase.extra)
    losses.header(termbase.extra)
    keys: set[int] = set()  # hashes: a million names would take too much memory
    yield f"{CODING}\n"
    if mark:
        yield f"{_EXPORT}{mark}\n"
    for concept in concepts:
        concept = in_order(concept, [target])
        shown = [term for term in concept.terms_in(target) if term.usable]
        sense = concept.sense if _SENSE.fullmatch(concept.sense) else ""
        keeps = {"kinds", "notes", "variants", "admitted renderings", *(["senses"] if sense else [])}
        left_out(concept, [target], losses, keeps=keeps)
        if concept.head.language != termbase.source_language:
            losses.add(REGIONS, concept.name)
        key = hash((concept.name, sense))
        if key in keys:
            losses.add(SAME, concept.name)
        keys.add(key)
        if not shown:
            losses.add(UNRENDERED, concept.name)
            continue
        promoted(concept, [target], losses)
        if concept.note != concept.note.strip():
            losses.add(SPACE, concept.name)
        of = f": {sense}]" if sense else "]"
        marked = sense or concept.kind is not Kind.OTHER or concept.note.startswith("[")
        kind = f"[{concept.kind.value}{of}" if marked else ""
        rows = [(concept.name, shown[0].text, f"{kind} {concept.note}".strip())]
        rows += [(concept.name, term.text, f"[admitted{of}") for term in shown[1:]]
        variants = [term.text for term in concept.terms_in(concept.head.language)[1:] if term.usable]
        rows += [(text, shown[0].text, f"[variant{of} {concept.name}") for text in variants]
        for row in rows:
            yield _line(row, losses)


def _line(row: tuple[str, str, str], losses: Losses) -> str:
    """Return a line of a term, its rendering and a comment; empty if OmegaT would take it for a comment."""
    if row[0].startswith("#"):
        losses.add("terms that begin with #", row[0])
        return ""
    if "\0" in "".join(row):
        losses.add(NUL, row[0].replace("\0", ""))
    whole = [cell.replace("\0", "") for cell in row]
    cells = [re.sub(r"[\t\r\n]+", " ", cell) for cell in whole]
    if cells != whole:
        losses.add("tabs and line ends", row[0])
    if any(_unquoted(cell) != cell for cell in cells):
        losses.add("quotation marks around texts", row[0])  # message
    return "\t".join(cells[: 3 if cells[2] else 2]) + "\n"


write, write_concepts = writers(_text)


def _detect(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").startswith(CODING.encode())


OMEGAT = Format(
    "omegat",
    "glossary of OmegaT",  # message
    (".utf8", ".tab", ".txt"),
    _detect,
    read=read,
    write=write,
    concepts=concepts,
    write_concepts=write_concepts,
)
