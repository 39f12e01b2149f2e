"""CSV and TSV tables: one row per concept, a header, RFC 4180; many layouts of others are read.

Ours has a column per language (``en``, ``zh_CN``, ``ru``) that a person can fill in, then what else there is, each in
a column that is only there where something stands in it (:data:`_ABOUT`, :data:`_PER_LANGUAGE`). Several values in one
cell stand between `` | ``; a bar that is meant is ``\\|``. A cell that a spreadsheet would take for a formula gets
an apostrophe in front, and loses it when it is read (:func:`guard`).

Read: any of ``, ; TAB |`` between the columns, UTF-8 and UTF-16 with and without BOM, line ends of every system, cells
of several lines, columns found by their names in any order (``source`` and ``target``, language codes, ``term_ru``,
``ru_note`` …); two columns without a header.
Dropped when written: what the model calls ``extra``, and the state, origin, note and forms of all but the first term
of a language.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from glossary import languages as tags
from glossary.engines import without_collector
from glossary.errors import InputError
from glossary.formats import Format, Reading, Skipped, files
from glossary.formats.terms import (
    EXPORT,
    SIGNATURE,
    Losses,
    in_order,
    join,
    known,
    near,
    number,
    occurrence,
    reference,
    signature,
    split,
    usage_of,
)
from glossary.model import Concept, Kind, Loss, Place, State, Term, Termbase, Usage

CELL = 1 << 20
"""The longest cell that we read."""
WIDE = 16_384
"""The most cells of a row, as many as a spreadsheet has."""
LOOKED = 1000
"""How many columns we ask for what they hold."""

SHOWN = 1000
"""How many of the rows that cannot be read :func:`info` lists."""

# Text


def decode(data: bytes, *, where: str, encoding: str | None = None) -> str:
    """Return the text of a table: as :func:`glossary.formats.files.decode`, and UTF-16 by its zero bytes."""
    if encoding is None and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if data[1:2] == b"\0" and data[:1] != b"\0":
            encoding = "utf-16-le"
        elif data[:1] == b"\0" and data[1:2] != b"\0":
            encoding = "utf-16-be"
    return files.decode(data, where=where, encoding=encoding)


PIECE = 1 << 20
"""How much of a file of any size is read at once."""


def _pieces(stream: BinaryIO, where: str, encoding: str | None) -> Iterator[str]:
    """Yield the text of a table piece by piece, each of whole lines. Raises InputError as :func:`decode`."""
    head = stream.read(4)
    whole = bool(encoding) or b"\0" in head[:2] or head[:2] in _UTF16  # where a line end may be more than a byte
    stream.seek(0)
    held: list[bytes] = []
    begun = False
    while not whole and (piece := stream.read(PIECE)):
        cut = piece.rfind(b"\n") + 1
        if not cut:
            held.append(piece)
            continue
        text = _decoded([*held, piece[:cut]])
        if text is None:
            whole = True
        else:
            yield text if begun else decode(text.encode(), where=where)
            begun, held = True, [piece[cut:]]
    text = None if whole else _decoded(held)
    if text is not None:
        yield text if begun else decode(text.encode(), where=where)
        return
    stream.seek(0)
    data = stream.read(files.LIMIT + 1)
    if len(data) > files.LIMIT:
        raise InputError(f"too big: {len(data):,} bytes, the limit is {files.LIMIT:,}", where=where, hint="split it")
    yield decode(data, where=where, encoding=encoding)


def _decoded(parts: Sequence[bytes]) -> str | None:
    """Return UTF-8 as text; None where it is none."""
    try:
        text = b"".join(parts).decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guard(text: str) -> str:
    """Return *text* as no spreadsheet takes it for a formula. :func:`unguard` gives it back.

    >>> guard("=1+1"), guard("'-"), guard("Xi")
    ("'=1+1", "''-", 'Xi')
    """
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return *text* without the apostrophe that :func:`guard` put in front."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_VERSIONS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What separates the cells, and what :attr:`Reading.version` calls it."""


def delimiter(text: str) -> str:
    """Return what separates the cells: what cuts the first lines into the same number of cells, the most of them."""
    sample = text[:20000]
    best, chosen = (0, 0), ","
    for candidate in _VERSIONS:
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=candidate):
                if any(row):
                    widths.append(len(row))
                if len(widths) == 12:
                    break
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        # The last row of the sample may be cut.
        even = sum(width == widths[0] for width in widths)
        if (even, widths[0]) > best:
            best, chosen = (even, widths[0]), candidate
    return chosen


def rows(text: Iterable[str], *, where: str, delimiter: str, quoted: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of every row that is not empty of a *text* in pieces that end where lines do.

    Raises InputError where a quotation mark is never closed.
    """
    csv.field_size_limit(CELL)
    reader = csv.reader(
        _narrow(text, delimiter),
        delimiter=delimiter,
        strict=quoted,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    line = 1
    try:
        for row in reader:
            if any(row) and not "".join(row).isspace():
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        why = "a quotation mark is never closed" if "unexpected end" in str(error) else str(error)
        raise InputError(f"not a table: {why}", where=where, line=line) from None


def _narrow(text: Iterable[str], delimiter: str) -> Iterator[str]:
    """Yield the lines of *text*, up to one with more cells than any table has."""
    for line in chain.from_iterable(io.StringIO(piece, newline="") for piece in text):
        if len(line) > WIDE and line.count(delimiter) > WIDE:
            raise csv.Error(f"more than {WIDE:,} cells in a row")
        yield line


def table(
    data: bytes, *, where: str, encoding: str | None = None, between: str = ""
) -> tuple[list[tuple[int, list[str]]], str]:
    """Return the rows of a table with their lines, and what separates its cells (*between* if known).

    Raises InputError.
    """
    text = decode(data, where=where, encoding=encoding)
    if not text.strip():
        raise InputError("the file is empty", where=where)
    between = between or delimiter(text)
    try:
        found = list(rows(_cut(text), where=where, delimiter=between))
    except InputError:
        # Tables between tabs are often written without quoting, and then a quotation mark is only that.
        if between != "\t":
            raise
        found = list(rows(_cut(text), where=where, delimiter=between, quoted=False))
    if not found:
        raise InputError("the table has no rows", where=where)
    return found, between


def _cut(text: str) -> Iterator[str]:
    """Yield *text* in pieces of whole lines: a stream of all of it would take four bytes for each character."""
    at = 0
    while at < len(text):
        end = text.find("\n", at + PIECE) + 1 or len(text)
        yield text[at:end]
        at = end


# Layout: what the columns mean


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds."""

    role: str
    """A key of :data:`_ABOUT` or :data:`_PER_LANGUAGE`; empty if it says nothing to us."""
    language: str = ""


_ABOUT: dict[str, str] = {
    "concept_id": "id",
    "sense": "sense",
    "kind": "kind",
    "definition": "definition",
    "subject": "subject",
    "note": "note",
    "context": "context",
    "frequency": "frequency",
    "documents": "documents",
    "references": "references",
    "flags": "flags",
    "waivers": "waivers",
    "obsolete": "obsolete",
    "previous": "previous",
}
"""Columns about the concept -> fields of it, in the order in which they are written."""

_PER_LANGUAGE = ("state", "variants", "admitted", "deprecated", "forbidden", "rejected", "origin", "note", "forms")
"""Columns about a language, called ``ru_state`` and so on, in the order in which they are written."""

_LISTS = frozenset({"variants", "admitted", "deprecated", "forbidden", "rejected", "forms"})

_SYNONYMS = {
    "conceptid": "id",
    "concept": "id",
    "id": "id",
    "entryid": "id",
    "cid": "id",
    "location": "references",
    "context": "context",
    "exampleofuse": "context",
    "example": "context",
    "kind": "kind",
    "type": "kind",
    "sense": "sense",
    "msgctxt": "sense",
    "definition": "definition",
    "description": "definition",
    "conceptdefinition": "definition",
    "subject": "subject",
    "domain": "subject",
    "conceptdomain": "subject",
    "note": "note",
    "notes": "note",
    "comment": "note",
    "comments": "note",
    "conceptnote": "note",
    "frequency": "frequency",
    "documents": "documents",
    "references": "references",
    "flags": "flags",
    "waivers": "waivers",
    "obsolete": "obsolete",
    "previous": "previous",
    "forbidden": "isforbidden",
    "translatable": "translatable",
    "tags": "kind",
    "fuzzy": "fuzzy",
    "translatorcomments": "note",
    "developercomments": "labels",
    "entrysubject": "subject",
    "entrynote": "note",
    "conceptsubdomain": "subject",
    "termexample": "context",
    "casesensitive": "",
    "tid": "",
    "terminfo": "",
}
"""Names of columns, letters only -> what they hold."""

_SOURCE = frozenset({"source", "sourceterm", "term", "msgid", "original"})
_TARGET = frozenset({"target", "targetterm", "translation", "msgstr", "rendering"})
_LANGUAGE_ROLES = {
    "term": "term",
    **{role: role for role in _PER_LANGUAGE},
    "notes": "note",
    "description": "note",
    "def": "definition",
    "definition": "definition",
    "example": "context",
    "exampleofuse": "context",
    "status": "status",
}
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?(?:@[a-z]{4,})?")


_EXPORT = "export"
"""How the head of the column begins whose head is the signature of an export."""


def language_of(name: str) -> str:
    """Return the tag of the language that the head of a column names; empty where it names none."""
    name = name.strip()
    if not _CODE.fullmatch(name):
        return tags.named(name)
    found = known(name)
    if not found:
        return ""
    return found if tags.english_name(found) != found else tags.named(name)


def layout(header: Sequence[str], source: str, target: str) -> list[Column] | None:
    """Return what the columns with these heads hold, or None where this is no header."""
    columns: list[Column] = []
    names = [cell.strip().lower() for cell in header]
    terms = 0
    last = ""
    for at, cell in enumerate(header):
        column = _column(cell, source, target) if at < LOOKED else Column("")
        if column.role == "context" and "fuzzy" in names:
            column = Column("sense")  # as Weblate means it
        if column.role == "term":
            terms += 1
            last = column.language
        elif last and not column.language and column.role in ("note", "context") and names.count(names[at]) > 1:
            # "en-GB, Notes, es-ES, Notes": such a column belongs to the language before it.
            column = Column(column.role, last)
        columns.append(column)
    known = sum(bool(column.role) for column in columns)
    if not terms or (known < 2 and len(columns) > 1):
        return None
    return columns


def _column(cell: str, source: str, target: str) -> Column:
    """Return what a column called *cell* holds."""
    name = cell.strip()
    letters = re.sub(r"[^a-z]", "", name.lower())
    if letters in _SOURCE:
        return Column("term", source)
    if letters in _TARGET:
        return Column("term", target or "?")
    code = language_of(name)
    if letters in _SYNONYMS and (not code or code not in (source, target)):
        return Column(_SYNONYMS[letters])
    # Before the bare code: the "note" of "en_note" looks like a script.
    for one, other in ((name.rpartition("_")[::2]), (name.partition("_")[::2][::-1]), (name.rpartition(" ")[::2])):
        role = _LANGUAGE_ROLES.get(re.sub(r"[^a-z]", "", other.lower()), "") if other else ""
        spoken = language_of(one)
        if role and spoken:
            # "description_en", as Crowdin has it, is of the concept; "en_description", Lokalise's, of the term.
            about = name.lower().startswith("description") and spoken == source
            return Column("definition" if about else role, spoken)
    if code:
        return Column("term", code)
    return Column("")


# Rows -> termbase


def _encoding(data: bytes) -> str:
    """Return the name of what :func:`decode` read *data* as."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # first: UTF-16's mark begins the former
        return "utf-32"
    return "utf-16" if b"\0" in data[:2] or data[:2] in _UTF16 else "utf-8"


def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None) -> Reading:
    """Return a table as a termbase. Raises InputError where it is no table, or does not say which language is which."""
    lines, between = table(data, where=where, encoding=encoding)
    return from_rows(
        lines,
        where=where,
        source_language=source_language,
        language=language,
        encoding=encoding or _encoding(data),
        version=_VERSIONS[between],
    )


def from_rows(
    lines: Sequence[tuple[int, list[str]]],
    *,
    where: str,
    source_language: str,
    language: str = "",
    encoding: str = "utf-8",
    version: str = "",
    columns: list[Column] | None = None,
    guarded: bool = True,
) -> Reading:
    """Return rows of cells as a termbase: their meaning is given with *columns*, or the first row tells it.

    *guarded* says whether cells are guarded against formulas.
    """
    source = tags.tag(source_language)
    target = tags.tag(language) if language else ""
    marks = [cell.strip().removeprefix(_EXPORT + " ") for cell in lines[0][1]] if lines and columns is None else []
    mark = next(filter(SIGNATURE.fullmatch, marks), "")
    if columns is None:
        columns = layout(lines[0][1], source, target) if lines else None
        if columns is not None:
            lines = lines[1:]
    laid = _laid(columns or _nameless(source, target), source, where=where if lines else "")
    concepts: list[Concept] = []
    skipped: list[Skipped] = []
    with without_collector():
        for line, cells in lines:
            if guarded and any(cell.startswith("'") for cell in cells):
                cells = [unguard(cell) for cell in cells]
            found = _concept(laid, cells, Place(where, line))
            if found is None:
                skipped.append(Skipped(line, f"no term in {laid.source}"))
            else:
                concepts.append(in_order(found, laid.targets))
    return Reading(
        Termbase(tuple(concepts), laid.source, laid.targets, ((EXPORT, mark),) if mark else ()),
        tuple(skipped),
        version=version,
        encoding=encoding,
        counts={
            "entries": len(lines),
            "translated": sum(any(term.language != laid.source for term in concept.terms) for concept in concepts),
        },
    )


def info(stream: BinaryIO, *, where: str, source_language: str = "en", encoding: str | None = None) -> Reading:
    """Return the counts and languages of a table of any size, whatever language it translates into.

    Raises InputError as :func:`read`.
    """
    source = tags.tag(source_language)
    named = encoding or _encoding(stream.read(4))
    stream.seek(0)
    between = delimiter(next(_pieces(stream, where, encoding)))
    try:
        return _counted(stream, where, source, encoding, named, between)
    except InputError:
        if between != "\t":
            raise
        return _counted(stream, where, source, encoding, named, between, quoted=False)


def _counted(
    stream: BinaryIO, where: str, source: str, encoding: str | None, named: str, between: str, *, quoted: bool = True
) -> Reading:
    stream.seek(0)
    found = rows(_pieces(stream, where, encoding), where=where, delimiter=between, quoted=quoted)
    head = next(found, None)
    if head is None:
        raise InputError("the table has no rows", where=where)
    columns = layout(head[1], source, "und")
    if columns is None:
        found = chain([head], found)
    laid = _laid(columns or _nameless(source, "und"), source, where=where)
    own = [at for at, role, language, _ in laid.used if role == "term" and language == laid.source]
    others = [
        (at, whole)
        for at, role, language, whole in laid.used
        if role in _TERMS and language in laid.codes and language != laid.source
    ]
    entries = translated = 0
    skipped: list[Skipped] = []
    for line, cells in found:
        entries += 1
        width = len(cells)
        if not any(at < width and cells[at].strip() for at in own):
            if len(skipped) < SHOWN:
                skipped.append(Skipped(line, f"no term in {laid.source}"))
        elif any(at < width and (cells[at].strip() if whole else split(cells[at])) for at, whole in others):
            translated += 1
    return Reading(
        Termbase((), laid.source, laid.targets),
        tuple(skipped),
        version=_VERSIONS[between],
        encoding=named,
        counts={"entries": entries, "translated": translated},
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of a table, looked at once for all rows."""

    used: tuple[tuple[int, str, str, bool], ...]
    """(which cell, its role, its language, whether it holds a single value) of each column that means something."""
    codes: tuple[str, ...]
    """The languages of all columns, in their order."""
    source: str
    targets: tuple[str, ...]


_WHOLE = frozenset({"term", "state", "origin", "note", "definition", "context"})
_TERMS = frozenset({"term", "variants", "admitted", "deprecated", "forbidden", "rejected"})


def _nameless(source: str, target: str) -> list[Column]:
    """Return what the columns of a table without a header hold."""
    return [Column("term", source), Column("term", target or "?"), Column("note")]


def _laid(columns: Sequence[Column], source: str, *, where: str) -> _Layout:
    """Return *columns* for reading. Raises InputError where they lack a language, unless *where* is empty."""
    named = list(dict.fromkeys(column.language for column in columns if column.role == "term"))
    spoken = [code for code in named if code != "?"]
    source = next((spoken[at] for at in near(spoken, source)), source)
    if "?" in named and where:
        raise InputError(
            "the table does not say which language it translates into", where=where, line=1, hint="name it with -l"
        )
    if source not in named and where:
        raise InputError(
            f"no column for the source language {source}", where=where, line=1, hint="name the columns in a first row"
        )
    used = [(at, one.role, one.language, one.role in _WHOLE) for at, one in enumerate(columns) if one.role]
    codes = dict.fromkeys(column.language for column in columns if column.language and column.language != "?")
    return _Layout(tuple(used), tuple(codes), source, tuple(code for code in spoken if code != source))


def _concept(layout: _Layout, cells: Sequence[str], place: Place) -> Concept | None:
    """Return the concept of a row, or None where it has no term in the source language."""
    source = layout.source
    about: dict[str, str] = {}
    said: dict[str, dict[str, list[str]]] = {}
    count = len(cells)
    for at, role, language, whole in layout.used:
        if at >= count:
            break
        cell = cells[at]
        if not cell or cell.isspace():
            continue
        if language:
            values = [cell] if whole else split(cell)
            of = said.setdefault(language, {})
            of[role] = of[role] + values if role in of else values
        elif role in about and role not in ("id", "kind"):
            about[role] += "\n" + cell
        else:
            about.setdefault(role, cell)
    own = said.get(source, {})
    if not own.get("term"):
        return None
    extra: tuple[tuple[str, str], ...] = ()
    if "labels" in about:
        for line in re.split(r"\r\n|\r|\n", about["labels"]):
            name, _, text = line.partition(": ")
            if name in ("kind", "definition", "context"):
                about.setdefault(name, text)
            elif name == "variant":
                extra = (("table:variant", text),)
    get = about.get
    shut = _yes(get("isforbidden", ""))
    flags = set(split(get("flags", "")))
    if get("translatable", "").strip().lower() in ("no", "false"):
        flags.add("read-only")
    fuzzy = _yes(get("fuzzy", ""))
    terms: list[Term] = []
    head = 0
    for code in layout.codes:
        if code not in said:
            continue
        if code == source:
            head = len(terms)
        terms += _terms(code, said[code], place, fuzzy=fuzzy and code != source, shut=shut and code != source)
    if head:
        terms.insert(0, terms.pop(head))
    return Concept(
        tuple(terms),
        get("sense", ""),
        _KINDS.get(get("kind", "").strip().lower(), Kind.OTHER),
        get("definition", "") or "\n".join(own.get("definition", ())),
        get("note", ""),
        get("subject", ""),
        get("context", "") or "\n".join(own.get("context", ())),
        number(get("frequency", "")),
        number(get("documents", "")),
        tuple(map(occurrence, split(get("references", "")))),
        frozenset(flags),
        tuple(split(get("waivers", ""))),
        _yes(get("obsolete", "")),
        get("previous", ""),
        get("id", "").strip(),
        extra,
        place,
    )


_KINDS = {kind.value: kind for kind in Kind}


def _terms(code: str, of: dict[str, list[str]], place: Place, *, fuzzy: bool, shut: bool) -> list[Term]:
    """Return the terms of a row in one language, from what its columns hold (role -> values)."""
    usual = State.PROPOSED if fuzzy else State.APPROVED
    main = of.get("term", [])
    if len(main) == len(of) == 1 and not shut:
        return [Term(main[0], code, Usage.PREFERRED, usual, place=place)]
    terms: list[Term] = []
    state = (of.get("state") or [""])[0].strip().lower()
    for at, text in enumerate(dict.fromkeys(main)):
        usage = Usage.FORBIDDEN if shut else Usage.ADMITTED if at else Usage.PREFERRED
        if at:
            terms.append(Term(text, code, usage, place=place))
            continue
        terms.append(
            Term(
                text,
                code,
                usage_of("".join(of.get("status", ()))) or usage,
                State(state) if state in State._value2member_map_ else usual,
                "".join(of.get("origin", ())),
                "\n".join(of.get("note", ())),
                tuple(of.get("forms", ())),
                place=place,
            )
        )
    for role, usage in _OTHERS:
        terms += [Term(text, code, usage, place=place) for text in of.get(role, ())]
    return terms + [Term(text, code, state=State.REJECTED, place=place) for text in of.get("rejected", ())]


_OTHERS = (
    ("variants", Usage.ADMITTED),
    ("admitted", Usage.ADMITTED),
    ("deprecated", Usage.DEPRECATED),
    ("forbidden", Usage.FORBIDDEN),
)
"""Columns about a language whose terms are not the preferred one, and what those may be used for."""


def _yes(cell: str) -> bool:
    return cell.strip().lower() in ("yes", "true", "1", "x", "y")


# Termbase -> rows


def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return *termbase* as CSV (UTF-8, commas, RFC 4180), and what was lost."""
    return _write(termbase, languages, ",")


def write_tsv(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return *termbase* as a table between tabs (UTF-8, quoted as in CSV where needed), and what was lost."""
    return _write(termbase, languages, "\t")


def _write(termbase: Termbase, languages: Sequence[str], between: str) -> tuple[bytes, list[Loss]]:
    header, lines, losses = to_rows(termbase, languages)
    return written([header, *lines], between), losses


def written(lines: Iterable[Sequence[str]], between: str, *, guarded: bool = True, end: str = "\r\n") -> bytes:
    """Return rows of cells as UTF-8, separated by *between*."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=between, lineterminator=end)
    made: Callable[[str], str] = guard if guarded else str
    for cells in lines:
        writer.writerow([made(cell) for cell in cells])
    return stream.getvalue().encode("utf-8", "replace")


def to_rows(termbase: Termbase, languages: Sequence[str]) -> tuple[list[str], list[list[str]], list[Loss]]:
    """Return the header and the rows of *termbase* in our layout, and what was lost."""
    losses = Losses()
    source = termbase.source_language
    targets = [tags.tag(name) for name in languages]
    codes = [source, *(code for code in targets if code != source)]
    header = [tags.gettext(code) for code in codes]
    header += ["kind", "sense", "context", "definition", "note"]
    for code in codes:
        header += [f"{tags.gettext(code)}_{role}" for role in _PER_LANGUAGE]
    header += [name for name in _ABOUT if name not in header]
    lines = [_cells(in_order(concept, codes[1:]), codes, losses) for concept in termbase.concepts]
    for name, _ in termbase.extra:
        if name != EXPORT:
            losses.add("header fields", name)
    always = {*(tags.gettext(code) for code in codes), "kind", "context", "note"}
    used = [name for name in header if name in always or any(name in line for line in lines)]
    rows = [[line.get(name, "") for name in used] for line in lines]
    if mark := signature(termbase.extra):
        # An empty column is what every spreadsheet keeps, and no other place in a table is.
        return [*used, f"{_EXPORT} {mark}"], [[*row, ""] for row in rows], losses.list()
    return used, rows, losses.list()


def _cells(concept: Concept, codes: Sequence[str], losses: Losses) -> dict[str, str]:
    """Return the cells of a concept by the name of their column; empty ones are left out."""
    cells: dict[str, str] = {}
    if concept.extra or any(term.extra for term in concept.terms):
        losses.add("details of other formats", concept.name)
    for code in codes:
        name = tags.gettext(code)
        more: dict[str, list[str]] = {}
        for term in concept.terms_in(code):
            if term.state is State.REJECTED and term is not concept.head:
                role = "rejected"
            elif term.usage is Usage.PREFERRED and name not in cells:
                cells[name] = term.text
                state = term.state.value if term.state is not State.APPROVED else ""
                cells |= {f"{name}_state": state, f"{name}_origin": term.origin, f"{name}_note": term.note}
                cells[f"{name}_forms"] = join(term.forms)
                continue
            elif term.usage in (Usage.PREFERRED, Usage.ADMITTED):
                role = "variants" if code == codes[0] else "admitted"
            else:
                role = term.usage.value
            more.setdefault(role, []).append(term.text)
            if term.note or term.origin or term.forms:
                losses.add("notes, origins and forms of other than preferred terms", term.text)
            if term.state is State.PROPOSED:
                losses.add("states of other than preferred terms", term.text)
        cells |= {f"{name}_{role}": join(texts) for role, texts in more.items()}
    cells |= {
        "concept_id": concept.id,
        "sense": concept.sense,
        "kind": concept.kind.value,
        "definition": concept.definition,
        "subject": concept.subject,
        "note": concept.note,
        "context": concept.context,
        "frequency": str(concept.frequency or ""),
        "documents": str(concept.documents or ""),
        "references": join(reference(at) for at in concept.occurrences),
        "flags": join(sorted(concept.flags)),
        "waivers": join(concept.waivers),
        "obsolete": "yes" if concept.obsolete else "",
        "previous": concept.previous,
    }
    return {name: value for name, value in cells.items() if value}


def _detect(head: bytes, suffix: str) -> bool:
    """Return whether this is the beginning of a table with a header that we understand."""
    # The head may end in the middle of a character: its first lines are enough.
    wide = b"\0" in head[:2] or head[:2] in _UTF16
    try:
        text = decode(head[: len(head) // 2 * 2] if wide else head[:-3].rpartition(b"\n")[0] or head, where="")
    except InputError:
        return False
    between = delimiter(text)
    if (between == "\t") != (suffix == ".tsv"):
        return False
    try:
        _, first = next(rows([text], where="", delimiter=between, quoted=between != "\t"), (0, []))
    except InputError:
        return False
    return len(first) > 1 and layout(first, "en", "und") is not None


CSV = Format(
    "csv",
    "table, comma-separated values",
    (".csv",),
    lambda head: _detect(head, ".csv"),
    read=read,
    write=write,
    info=info,
)

TSV = Format(
    "tsv",
    "table, tab-separated values",
    (".tsv",),
    lambda head: _detect(head, ".tsv"),
    read=read,
    write=write_tsv,
    info=info,
)
