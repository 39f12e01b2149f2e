"""OmegaT's glossaries: ``source TAB target TAB comment``, no header, no quoting, ``#`` begins a comment.

Ours begin with ``# -*- coding: utf-8 -*-``, so that OmegaT reads them as UTF-8 whatever their name. The preferred
rendering comes first; an admitted one and a variant of the source have lines of their own. What a line is beyond its
two terms stands in brackets at the beginning of its comment: ``[person]``, ``[admitted]``, ``[variant] Putin``; where a
concept has a sense, ``[place: country]``, ``[admitted: country]``.
The quotation marks of a spreadsheet that saved the file are taken off. Dropped when written: whatever OmegaT would not
show, or would show as right (forbidden terms); concepts without a rendering; terms that begin with ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from glossary import languages as tags
from glossary.errors import ConfigError, InputError
from glossary.formats import Format, Reading, Skipped, files
from glossary.formats.terms import (
    EXPORT,
    NUL,
    REGIONS,
    SAME,
    SPACE,
    UNRENDERED,
    Losses,
    in_order,
    left_out,
    signature,
    written,
)
from glossary.model import Concept, Kind, Place, Term, Termbase, Usage
from glossary.vocabulary import KINDS

LINE = 1 << 20
"""The most characters of a line."""
CODING = "# -*- coding: utf-8 -*-"
_CODING = re.compile(rb"#.{0,20}coding[:=][ \t]*([A-Za-z0-9._-]{1,40})")
_EXPORT = "# glossary export "
"""The line with the signature of an export begins so; to OmegaT it is a comment."""
_SENSE = re.compile(r"(?! )[^][\t\r\n]+(?<! )")
"""What can stand behind a mark in its brackets."""
_COMMENT = re.compile(r"(?:\[(\w+)(?:: ([^][]+))?\] ?)?(.*)", re.DOTALL)


def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = "") -> Reading:
    """Return the glossary in a file of OmegaT. Raises InputError, also where *language* is not given."""
    if not language:
        raise InputError("the file does not say which language it translates into", where=where, hint="name it with -l")
    source, target = tags.tag(source_language), tags.tag(language)
    coding = _CODING.match(data)
    text = files.decode(data, where=where, encoding=encoding, declared=coding[1].decode() if coding else "")
    concepts: dict[tuple[str, str], Concept] = {}
    more: dict[tuple[str, str], dict[tuple[str, str], Term]] = {}
    """The terms of the few concepts that have more than a line, by text and language."""
    skipped: list[Skipped] = []
    count = 0
    export = ""
    # A spreadsheet may have put quotation marks around all cells, the comment in the first line included.
    bare = _bare if text.startswith('"#') else _unquoted
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if len(line) > LINE:
            raise InputError(f"a line of more than {LINE:,} characters", where=where, line=number)
        if '"' in line:
            line = "\t".join(map(bare, line.split("\t")))
        if line.startswith(_EXPORT):
            export = line.removeprefix(_EXPORT).strip()
        if not line.strip() or line.startswith("#"):
            continue
        count += 1
        cells = line.split("\t")
        if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
            skipped.append(Skipped(number, "no two terms with a tab between them"))
            continue
        at = Place(where, number)
        name, rendering = cells[0], Term(cells[1], target, place=at)
        third = cells[2] if len(cells) > 2 else ""
        mark, sense, comment = found.groups("") if (found := _COMMENT.fullmatch(third)) else ("", "", "")
        if sense and mark not in (*KINDS, "admitted", "variant"):
            mark, sense, comment = "", "", third
        key = (comment if mark == "variant" else name, sense)
        if mark == "variant" and key in concepts:
            _terms(key, concepts, more).setdefault((name, source), Term(name, source, usage=Usage.ADMITTED, place=at))
            continue
        key = (name, sense)
        if key in concepts:
            admitted = replace(rendering, usage=Usage.ADMITTED)
            _terms(key, concepts, more).setdefault((rendering.text, target), admitted)
        else:
            kind = KINDS.get(mark, Kind.OTHER)
            note = comment if mark in KINDS or sense or not mark else third
            head = Term(name, source, place=at)
            both = (head, rendering) if head != rendering else (head,)
            concepts[key] = Concept(both, sense=sense, kind=kind, note=note, place=at)
    if skipped and not concepts:
        hint = "a text is read by 'glossary extract'"
        raise InputError(skipped[0].why, where=where, line=skipped[0].line, hint=hint)
    for key, terms in more.items():
        concepts[key] = in_order(replace(concepts[key], terms=tuple(terms.values())), [target])
    counts = {"entries": count, "translated": count - len(skipped)}
    extra = ((EXPORT, export),) if export else ()
    return Reading(Termbase(tuple(concepts.values()), source, (target,), extra), tuple(skipped), counts=counts)


def _terms(
    key: tuple[str, str],
    concepts: dict[tuple[str, str], Concept],
    more: dict[tuple[str, str], dict[tuple[str, str], Term]],
) -> dict[tuple[str, str], Term]:
    """Return the terms of the concept *key* in *more*, where they are put when it has a second line."""
    if key not in more:
        more[key] = {(term.text, term.language): term for term in concepts[key].terms}
    return more[key]


def _bare(cell: str) -> str:
    """Return *cell* without the quotation marks that a spreadsheet puts around it, where it has some."""
    inside = cell[1:-1]
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', "")
    return inside.replace('""', '"') if is_quoted else cell


def _unquoted(cell: str) -> str:
    """Return *cell* without quotation marks if a spreadsheet would need them; other ones may be meant."""
    return _bare(cell) if '""' in cell[1:-1] or "," in cell else cell


def _text(termbase: Termbase, concepts: Iterable[Concept], languages: Sequence[str], losses: Losses) -> Iterator[str]:
    """Yield a glossary of OmegaT. Raises ConfigError for more than one language."""
    if len(languages) != 1:
        raise ConfigError(
            "a glossary of OmegaT holds one translation",
            hint=f"choose one, such as -l {languages[0]}" if languages else "name a language with -l",
        )
    target = tags.tag(languages[0])
    mark = signature(termbase.extra)
    losses.header(termbase.extra)
    keys: set[int] = set()  # not the names, which may be a million
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
        own = concept.terms_in(concept.head.language)
        if not shown:
            losses.add(UNRENDERED, concept.name)
            continue
        if shown[0].usage is not Usage.PREFERRED:
            losses.add("admitted renderings that become the preferred ones", concept.name)  # message
        if concept.note != concept.note.strip():
            losses.add(SPACE, concept.name)
        of = f": {sense}]" if sense else "]"
        marked = sense or concept.kind is not Kind.OTHER or concept.note.startswith("[")
        kind = f"[{concept.kind.value}{of}" if marked else ""
        rows = [(concept.name, shown[0].text, f"{kind} {concept.note}".strip())]
        rows += [(concept.name, term.text, f"[admitted{of}") for term in shown[1:]]
        for term in own[1:]:
            if term.usable:
                rows.append((term.text, shown[0].text, f"[variant{of} {concept.name}"))
        for row in rows:
            if row[0].startswith("#"):
                losses.add("terms that begin with #", row[0])
                continue
            if "\0" in "".join(row):
                losses.add(NUL, row[0].replace("\0", ""))
            whole = [cell.replace("\0", "") for cell in row]
            cells = [re.sub(r"[\t\r\n]+", " ", cell) for cell in whole]
            if cells != whole:
                losses.add("tabs and line ends", row[0])
            if any(_unquoted(cell) != cell for cell in cells):
                losses.add("quotation marks around texts", row[0])  # message
            yield "\t".join(cells[: 3 if cells[2] else 2]) + "\n"


write, write_concepts = written(_text)


def _detect(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").startswith(CODING.encode())


OMEGAT = Format(
    "omegat",
    "glossary of OmegaT",
    (".utf8", ".tab", ".txt"),
    _detect,
    read=read,
    write=write,
    write_concepts=write_concepts,
)
