"""What each tool imports as a glossary, and back: ``glossary export --for TOOL``.

A :class:`Tool` has a way of writing for each kind of file that it takes. Before writing, its own rules are checked:
a row that the tool would refuse or mangle is left out and listed, a file that it would refuse is an error. What the
tool's format cannot hold is listed too; reading back what was written gives the same glossary up to that list.

Tools of machine translation (DeepL, Google, Microsoft, AWS) force their glossaries upon every text: they get approved
renderings only. Sources: the tools' own code (OmegaT, Weblate, Poedit, Crowdin) and documentation, 2025.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from glossary import languages as tags
from glossary.errors import ConfigError, OutputError
from glossary.formats import Format, Read, Reading, Write, get, multiterm, omegat, table, tbx, tmx, xlsx
from glossary.formats.table import Column
from glossary.formats.terms import Losses, code_of, in_order, left_out, usable
from glossary.model import Concept, Kind, Loss, State, Term, Termbase, Usage
from glossary.plugins import near


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that glossaries are exchanged with."""

    name: str
    """What a user types: ``omegat``."""
    title: str
    """What the tool calls itself."""
    kinds: Mapping[str, tuple[Write, Read]]
    """Ending of the file name -> how to write and read such a file for the tool; the first is the usual one."""
    one: bool = False
    """Whether a file holds one target language only."""
    advice: str = ""
    """Where the file goes in the tool."""

    def kind(self, path: str) -> tuple[Write, Read]:
        """Return how to write and read the file *path*. Raises ConfigError where the tool takes no such file."""
        suffix = PurePath(path).suffix.lower()
        if path in ("", "-"):
            suffix = next(iter(self.kinds))
        if suffix not in self.kinds:
            raise ConfigError(f"{self.title} takes no '{suffix}' files", hint=f"it takes {', '.join(self.kinds)}")
        return self.kinds[suffix]

    def write(self, termbase: Termbase, path: str, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        """Return the file *path* for the tool, and what was lost.

        Raises ConfigError where the tool takes no such file or fewer languages, OutputError where it would refuse it.
        """
        write = self.kind(path)[0]
        if self.one and len(languages) != 1:
            hint = f"choose one, such as -l {languages[0]}" if languages else "name a language with -l"
            raise ConfigError(f"a file for {self.title} holds one translation", hint=hint)
        losses = Losses()
        live = tuple(concept for concept in termbase.concepts if not concept.obsolete)
        for concept in termbase.concepts:
            if concept.obsolete:
                losses.add("obsolete concepts", concept.name)
        data, found = write(replace(termbase, concepts=live), languages=languages)
        return data, [*losses.list(), *found]

    def read(self, data: bytes, path: str, *, source_language: str, language: str = "") -> Reading:
        """Return the glossary in a file that the tool wrote, or that was written for it. Raises InputError."""
        return self.kind(path)[1](data, where=path, source_language=source_language, language=language)


def by_name(name: str) -> Tool:
    """Return the tool called *name*. Raises ConfigError, with near names, where there is none."""
    if name not in TOOLS:
        raise ConfigError(f"unknown tool '{name}'", hint=near(name, TOOLS))
    return TOOLS[name]


# Rows of two columns


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a tool refuses in a table of terms."""

    title: str
    first: str = ""
    """Characters that no cell may begin with."""
    never: str = ""
    """A regular expression for what no cell may hold."""
    longest: int = 0
    """The most bytes of a cell; 0 if that does not matter."""
    size: int = 0
    """The most bytes of a file."""
    unique: bool = False
    """Whether no two rows may have the same source."""

    def broken(self, cell: str) -> str:
        """Return what is wrong with a cell; empty if nothing is."""
        if self.first and cell[:1] and cell[0] in self.first:
            return f"terms that begin with one of {' '.join(self.first.strip())}"
        if self.never and re.search(self.never, cell):
            return f"terms with characters that {self.title} refuses"
        if self.longest and len(cell.encode()) > self.longest:
            return f"terms of more than {self.longest} bytes"
        return ""

    def bounded(self, data: bytes) -> bytes:
        """Return *data*. Raises OutputError where the tool would refuse so much of it."""
        if self.size and len(data) > self.size:
            raise OutputError(
                f"{self.title} takes {self.size:,} bytes, and this is {len(data):,}", hint="export a part of it"
            )
        return data


def _approved(term: Term | None) -> Term | None:
    return term if term is not None and term.state is State.APPROVED else None


def _sources(concept: Concept) -> list[str]:
    """Return what a text may show of the concept: its head, the variants, the inflected forms of both."""
    found = [term for term in concept.terms_in(concept.head.language) if term is concept.head or usable(term)]
    return list(dict.fromkeys(text for term in found for text in (term.text, *term.forms)))


def _pairs(termbase: Termbase, language: str, rules: _Rules, losses: Losses) -> Iterator[tuple[str, str]]:
    """Yield (source, rendering), approved ones, for a tool of machine translation."""
    seen: dict[str, str] = {}
    for concept in termbase.concepts:
        left_out(concept, language, losses, keeps={"states", "variants", "origins"})
        rendering = concept.rendering(language)
        if rendering is None or not rendering.text.strip():
            losses.add("concepts without a rendering", concept.name)
            continue
        if _approved(rendering) is None:
            losses.add("renderings that nobody has approved", concept.name)
            continue
        for at, source in enumerate(_sources(concept)):
            if at:
                losses.add("variants, which become terms of their own", source)
            if source.strip() != source or rendering.text.strip() != rendering.text:
                losses.add("white space around terms", source)
            pair = source.strip(), rendering.text.strip()
            why = next(filter(None, map(rules.broken, pair)), "")
            if not why and not all(pair):
                why = "terms without text"
            if not why and rules.unique and pair[0] in seen:
                if seen[pair[0]] == pair[1]:
                    continue
                why = "sources with a second rendering"
            if why:
                losses.add(why, pair[0])
                continue
            seen.setdefault(*pair)
            yield pair


def _two_columns(rules: _Rules, between: str) -> tuple[Write, Read]:
    """Return how to write and read a table of two columns without a header."""

    def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        losses = Losses()
        if len(languages) != 1:
            raise ConfigError(
                f"such a file for {rules.title} goes in one direction", hint="choose one language, such as -l ru"
            )
        target = tags.tag(languages[0])
        lines = list(_pairs(termbase, target, rules, losses))
        return rules.bounded(table.written(lines, between, guarded=False, end="\n")), losses.list()

    def read(
        data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None
    ) -> Reading:
        lines, _ = table.table(data, where=where, encoding=encoding, between=between)
        columns = [Column("term", tags.tag(source_language)), Column("term", _or_unknown(language))]
        return table.from_rows(
            lines,
            where=where,
            source_language=source_language,
            language=language,
            columns=columns,
            guarded=False,
        )

    return write, read


def _or_unknown(language: str) -> str:
    return tags.tag(language) if language else "?"


def _languages_of(termbase: Termbase, languages: Sequence[str]) -> list[str]:
    return [termbase.source_language, *(tags.tag(name) for name in languages)]


def _equivalents(rules: _Rules, header: Callable[[str], str], kind: str) -> tuple[Write, Read]:
    """Return how to write and read a table with a column per language, approved terms only."""

    def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        losses = Losses()
        codes = _languages_of(termbase, languages)
        lines: list[list[str]] = [[header(code) for code in codes]]
        seen: set[str] = set()
        for concept in termbase.concepts:
            for code in codes[1:]:
                left_out(concept, code, losses, keeps={"states", "variants", "origins"})
            found = [_approved(concept.rendering(code)) for code in codes[1:]]
            if not any(found):
                losses.add("concepts without an approved rendering", concept.name)
                continue
            for at, source in enumerate(_sources(concept)):
                if at:
                    losses.add("variants, which become terms of their own", source)
                cells = [source.strip(), *(term.text.strip() if term else "" for term in found)]
                why = next(filter(None, map(rules.broken, cells)), "")
                if not why and cells[0] in seen:
                    why = "sources that stand twice"
                if why:
                    losses.add(why, source)
                    continue
                seen.add(cells[0])
                lines.append(cells)
        book = kind == "xlsx"
        data = xlsx.written(lines, losses) if book else table.written(lines, kind, guarded=False, end="\n")
        return rules.bounded(data), losses.list()

    if kind == "xlsx":
        return write, xlsx.read
    return write, _plain_table(kind)


def _google() -> tuple[Write, Read]:
    """Return how to write and read CSV for Google: two columns without header, or with several languages a set."""
    (two, read_two), (many, read_many) = _two_columns(_GOOGLE, ","), _equivalents(_GOOGLE, code_of, ",")

    def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        return (two if len(languages) == 1 else many)(termbase, languages=languages)

    def read(
        data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None
    ) -> Reading:
        lines, _ = table.table(data, where=where, encoding=encoding, between=",")
        header = all(map(table.language_of, lines[0][1]))
        return (read_many if header else read_two)(
            data, where=where, source_language=source_language, language=language, encoding=encoding
        )

    return write, read


def _plain_table(between: str) -> Read:
    """Return how to read a table with a header, whose cells are not guarded."""

    def read(
        data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None
    ) -> Reading:
        lines, _ = table.table(data, where=where, encoding=encoding, between=between)
        # Amazon's "zh" is Simplified Chinese, and "zh-TW" the other.
        head = [{"zh": "zh-CN"}.get(cell, cell) for cell in lines[0][1]]
        lines = [(lines[0][0], head), *lines[1:]]
        return table.from_rows(lines, where=where, source_language=source_language, language=language, guarded=False)

    return read


def _approved_tmx(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return a TMX of what machine translation may use: each source with its approved rendering, and no more."""
    losses = Losses()
    concepts: list[Concept] = []
    for concept in termbase.concepts:
        found = [_approved(concept.rendering(tags.tag(name))) for name in languages]
        for name in languages:
            left_out(concept, tags.tag(name), losses, keeps={"states", "variants", "origins"})
        terms = [Term(term.text, term.language) for term in found if term]
        if not terms:
            losses.add("concepts without an approved rendering", concept.name)
            continue
        for at, source in enumerate(_sources(concept)):
            if at:
                losses.add("variants, which become terms of their own", source)
            concepts.append(Concept((Term(source, concept.head.language), *terms)))
    data, found_more = tmx.write(Termbase(tuple(concepts), termbase.source_language), languages=languages)
    return data, [*losses.list(), *found_more]


def _usable_tmx(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return a TMX of two languages, one ``tu`` per source and rendering: a memory that offers whatever it holds."""
    losses = Losses()
    target = tags.tag(languages[0])
    concepts: list[Concept] = []
    for concept in termbase.concepts:
        left_out(concept, target, losses, keeps={"kinds", "notes", "contexts", "states", "origins", "senses"})
        renderings = [term for term in in_order(concept, [target]).terms_in(target) if usable(term)]
        if not renderings:
            losses.add("concepts without a rendering", concept.name)
            continue
        concepts.append(
            replace(concept, terms=(Term(concept.name, concept.head.language), renderings[0]), flags=frozenset())
        )
    return tmx.write(Termbase(tuple(concepts), termbase.source_language), languages=languages)[0], losses.list()


# Stem markers


def stem(term: Term, *, star: bool) -> str:
    """Return a term with marks where its inflected forms begin to differ: ``книг|а``; *star* for ``child*``.

    Words are compared one by one; where forms have another number of words, or a stem would be shorter than three
    letters, the term stays as it is.

    >>> stem(Term("книга", "ru", forms=("книги", "книгу")), star=True)
    'книг|а'
    >>> stem(Term("Владимир Путин", "ru", forms=("Владимира Путина",)), star=True)
    'Владимир* Путин*'
    """
    words = term.text.split(" ")
    forms = [form.split(" ") for form in term.forms]
    if not forms or any(len(form) != len(words) for form in forms):
        return term.text
    marked: list[str] = []
    for at, word in enumerate(words):
        length = len(word)
        for form in forms:
            common = next((i for i, (a, b) in enumerate(zip(word, form[at], strict=False)) if a != b), None)
            length = min(length, len(form[at]) if common is None else common)
        if all(form[at] == word for form in forms):
            marked.append(word)
        elif length < 3:
            return term.text
        elif length == len(word):
            marked.append(word + ("*" if star else "|"))
        else:
            marked.append(word[:length] + "|" + word[length:])
    return " ".join(marked)


def unstem(text: str) -> str:
    """Return a term without the marks of :func:`stem`."""
    return re.sub(r"\*(?= |$)|\|", "", text)


def _unstemmed(reading: Reading) -> Reading:
    """Return what was read, its terms without marks of stems."""
    concepts = tuple(
        replace(concept, terms=tuple(replace(term, text=unstem(term.text)) for term in concept.terms))
        for concept in reading.termbase.concepts
    )
    return replace(reading, termbase=replace(reading.termbase, concepts=concepts))


def _stemmed(term: Term, losses: Losses, *, star: bool) -> str:
    if "|" in term.text or re.search(r"\*(?: |$)", term.text):
        losses.add("bars and stars in terms, which would be marks of a stem", term.text)
        return unstem(term.text)
    return stem(term, star=star)


# memoQ: a row per concept, columns repeated for synonyms


_MEMOQ_NAMES = {"zh-Hans": "Chinese (PRC)", "zh-Hant": "Chinese (Taiwan)"}


def _write_memoq(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    losses = Losses()
    codes = _languages_of(termbase, languages)
    names = [_MEMOQ_NAMES.get(code) or tags.english_name(code) for code in codes]
    concepts = [in_order(concept, codes[1:]) for concept in termbase.concepts]
    shown = [[[term for term in concept.terms_in(code) if usable(term)] for code in codes] for concept in concepts]
    widths = [max((len(row[at]) for row in shown), default=1) or 1 for at in range(len(codes))]
    header = ["Entry_ID", "Entry_Subject", "Entry_Note"]
    for name, width in zip(names, widths, strict=True):
        header += [f"{name}_Def", *[name, "Term_Info", "Term_Example"] * width]
    lines = [header]
    for number, (concept, row) in enumerate(zip(concepts, shown, strict=True), 1):
        for code in codes[1:]:
            kept = {"notes", "definitions", "subjects", "variants", "admitted renderings", "contexts"}
            left_out(concept, code, losses, keeps=kept)
        cells = [str(number), concept.subject, concept.note]
        for at, terms in enumerate(row):
            cells.append(concept.definition if at == 0 else "")
            for place in range(widths[at]):
                text = _stemmed(terms[place], losses, star=True) if place < len(terms) else ""
                cells += [text, "", concept.context if at == place == 0 else ""]
        lines.append(cells)
    return table.written(lines, ";", guarded=False), losses.list()


def _read_memoq(
    data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None
) -> Reading:
    return _unstemmed(
        _plain_table(";")(data, where=where, source_language=source_language, language=language, encoding=encoding)
    )


# Phrase: a row for each synonym, held together by CID


def _write_phrase(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    losses = Losses()
    codes = _languages_of(termbase, languages)
    lines = [["CID", "concept_domain", "concept_definition", "concept_note", "TID", *map(code_of, codes)]]
    count = 0
    for number, concept in enumerate(termbase.concepts, 1):
        concept = in_order(concept, codes[1:])
        for code in codes[1:]:
            kept = {"notes", "definitions", "subjects", "variants", "admitted renderings"}
            left_out(concept, code, losses, keeps=kept)
        shown = [[term for term in concept.terms_in(code) if usable(term)] for code in codes]
        for at in range(max(map(len, shown))):
            count += 1
            cells = [_stemmed(terms[at], losses, star=False) if at < len(terms) else "" for terms in shown]
            about = [concept.subject, concept.definition, concept.note] if not at else ["", "", ""]
            lines.append([str(number), *about, str(count), *cells])
    return xlsx.written(lines, losses), losses.list()


def _read_phrase(
    data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None
) -> Reading:
    source, target = tags.tag(source_language), tags.tag(language) if language else ""
    lines = xlsx.first(data, where=where, source=source, target=target)
    columns = table.layout(lines[0][1], source, target)
    if columns is None or not any(column.role == "id" for column in columns):
        return _unstemmed(xlsx.read(data, where=where, source_language=source, language=target))
    at = next(at for at, column in enumerate(columns) if column.role == "id")
    groups: dict[str, tuple[int, list[str]]] = {}
    blank = [""] * len(columns)
    for line, cells in lines[1:]:
        cells = [*cells, *blank][: len(columns)]
        if cells[at] in groups:
            groups[cells[at]][1].extend(cells)
        else:
            groups[cells[at] or f"line {line}"] = line, cells
    most = max((len(cells) for _, cells in groups.values()), default=len(columns)) // len(columns)
    terms = [column if column.language else Column("") for column in columns]
    return _unstemmed(
        table.from_rows(
            list(groups.values()),
            where=where,
            source_language=source,
            columns=[*columns, *terms * (most - 1)],
            guarded=False,
        )
    )


# Crowdin, Lokalise, Weblate: a row per concept


def _write_crowdin(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    header, lines, losses = _crowdin(termbase, languages)
    return table.written([header, *lines], ",", guarded=False), losses.list()


def _write_crowdin_book(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    header, lines, losses = _crowdin(termbase, languages)
    return xlsx.written([header, *lines], losses), losses.list()


def _crowdin(termbase: Termbase, languages: Sequence[str]) -> tuple[list[str], list[list[str]], Losses]:
    losses = Losses()
    codes = _languages_of(termbase, languages)
    header: list[str] = []
    for code in codes:
        header += [f"{kind}_{code_of(code)}" for kind in ("term", "description", "status")]
    lines: list[list[str]] = []
    for concept in termbase.concepts:
        for code in codes[1:]:
            left_out(concept, code, losses, keeps={"definitions", "notes on terms", "origins"})
        cells: list[str] = []
        for code in codes:
            term = concept.head if code == concept.head.language else concept.rendering(code)
            about = concept.definition if term is concept.head else term.note if term else ""
            if term is concept.head and term.note:
                losses.add("notes on source terms", term.note)
            cells += [term.text if term else "", about, term.usage.value if term else ""]
        lines.append(cells)
    return header, lines, losses


def _write_lokalise(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    losses = Losses()
    codes = _languages_of(termbase, languages)
    header = ["term", "description", "casesensitive", "translatable", "forbidden", "tags"]
    for code in codes:
        name = tags.gettext(code)
        header += [name, f"{name}_description"]
    lines = [header]
    for concept in termbase.concepts:
        for code in codes[1:]:
            left_out(concept, code, losses, keeps={"definitions", "notes on terms", "kinds", "flags"})
        named = concept.kind not in (Kind.PHRASE, Kind.OTHER)
        kept = "read-only" in concept.flags
        cells = [concept.name, concept.definition, _word(named), _word(not kept), "no", concept.kind.value]
        for code in codes:
            term = concept.head if code == concept.head.language else concept.rendering(code)
            if term is None and not kept:
                losses.add("empty translations, which Lokalise may take as an order to delete them", concept.name)
            cells += [term.text, term.note] if term else ["", ""]
        lines.append(cells)
    return table.written(lines, ";", guarded=False), losses.list()


def _word(yes: bool) -> str:
    return "yes" if yes else "no"


_WEBLATE = "location,source,target,id,fuzzy,context,translator_comments,developer_comments".split(",")


def _write_weblate(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    losses = Losses()
    rules = _Rules("Weblate", first="=+-@|%\t ")
    target = tags.tag(languages[0])
    lines: list[Sequence[str]] = [_WEBLATE]
    for concept in termbase.concepts:
        kept = {"kinds", "senses", "definitions", "notes", "contexts", "states", "variants", "inflected forms"}
        left_out(concept, target, losses, keeps=kept)
        rendering = concept.rendering(target)
        fuzzy = "True" if rendering is not None and rendering.state is State.PROPOSED else ""
        about = [("kind", concept.kind.value), ("definition", concept.definition), ("context", concept.context)]
        for at, source in enumerate(_sources(concept)):
            cells = (source, rendering.text if rendering else "")
            why = next(filter(None, map(rules.broken, cells)), "")
            if why:
                losses.add(why, source)
                continue
            said = (
                "\n".join(f"{name}: {text}" for name, text in about if text) if not at else f"variant: {concept.name}"
            )
            lines.append(["", *cells, "", fuzzy, concept.sense, concept.note if not at else "", said])
    return table.written(lines, ",", guarded=False), losses.list()


def _read_weblate(
    data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None
) -> Reading:
    found = _plain_table(",")(data, where=where, source_language=source_language, language=language, encoding=encoding)
    # Variants have rows of their own; they come home.
    concepts: dict[tuple[str, str], Concept] = {}
    for concept in found.termbase.concepts:
        extra = dict(concept.extra)
        main = concepts.get((extra.get("table:variant", ""), concept.sense))
        if main is None:
            concepts.setdefault(concept.key, concept)
            continue
        variant = Term(concept.name, concept.head.language, Usage.ADMITTED, place=concept.place)
        concepts[main.key] = in_order(replace(main, terms=(*main.terms, variant)), found.termbase.languages)
    return replace(found, termbase=replace(found.termbase, concepts=tuple(concepts.values())))


# The tools


def _of(row: Format) -> tuple[Write, Read]:
    assert row.write is not None, "our own formats are written"
    assert row.read is not None, "our own formats are read"
    return row.write, row.read


def _write_po(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    return _of(get("po"))[0](termbase, languages=languages)


def _read_po(
    data: bytes, *, where: str, source_language: str, language: str = "", encoding: str | None = None
) -> Reading:
    return _of(get("po"))[1](data, where=where, source_language=source_language, language=language, encoding=encoding)


def _aws(code: str) -> str:
    return {"zh-Hans": "zh", "zh-Hant": "zh-TW"}.get(code, code)


_PO = (_write_po, _read_po)
_DEEPL = _Rules("DeepL", never="[\x00-\x1f\x7f-\x9f\u2028\u2029]", longest=1024, size=10 << 20, unique=True)
_GOOGLE = _Rules("Google", never="[\t\r\n]", size=10 << 20, unique=True)
_MICROSOFT = _Rules("Microsoft", never="[\t\r\n]", unique=True)
_AWS = _Rules("AWS", first="=+-@", never="[\t\r\n]", size=10 << 20, unique=True)

TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "omegat",
            "OmegaT",
            {
                ".utf8": _of(omegat.OMEGAT),
                ".txt": _of(omegat.OMEGAT),
                ".tab": _of(omegat.OMEGAT),
                ".tsv": _of(omegat.OMEGAT),
                ".tbx": _of(tbx.TBX2),
            },
            True,
            "put it into the project's folder glossary/",
        ),
        Tool(
            "weblate",
            "Weblate",
            {".csv": (_write_weblate, _read_weblate), ".po": _PO, ".tbx": _of(tbx.TBX2)},
            True,
            "upload it to the glossary component",
        ),
        Tool("poedit", "Poedit", {".tmx": (_usable_tmx, tmx.read), ".po": _PO}, True, "Preferences, TM, Import"),
        Tool(
            "multiterm",
            "Trados MultiTerm",
            {".xml": _of(multiterm.MULTITERM), ".tbx": _of(tbx.TBX), ".xlsx": _of(xlsx.XLSX), ".csv": _of(table.CSV)},
            False,
            "make a termbase with the same languages first, then import",
        ),
        Tool(
            "memoq",
            "memoQ",
            {".csv": (_write_memoq, _read_memoq), ".tbx": _of(tbx.TBX2)},
            False,
            "Term bases, Import terminology; the delimiter is ;",
        ),
        Tool(
            "phrase",
            "Phrase TMS",
            {".xlsx": (_write_phrase, _read_phrase), ".tbx": _of(tbx.TBX2)},
            False,
            "Term bases, Import",
        ),
        Tool(
            "crowdin",
            "Crowdin",
            {
                ".tbx": _of(tbx.TBX),
                ".csv": (_write_crowdin, _plain_table(",")),
                ".xlsx": (_write_crowdin_book, xlsx.read),
            },
            False,
            "Glossaries, Upload",
        ),
        Tool("lokalise", "Lokalise", {".csv": (_write_lokalise, _plain_table(";"))}, False, "Glossary, Upload"),
        Tool(
            "deepl",
            "DeepL",
            {".tsv": _two_columns(_DEEPL, "\t"), ".csv": _two_columns(_DEEPL, ",")},
            True,
            "Glossaries, Import",
        ),
        Tool(
            "google",
            "Google Cloud Translation",
            {
                ".csv": _google(),
                ".tsv": _two_columns(_GOOGLE, "\t"),
                ".tmx": (_approved_tmx, tmx.read),
            },
            False,
            "with several languages .csv is a set of equivalent terms",
        ),
        Tool(
            "microsoft",
            "Microsoft Translator",
            {".tmx": (_approved_tmx, tmx.read), ".xlsx": _equivalents(_MICROSOFT, str, "xlsx")},
            False,
            "Custom Translator, phrase dictionary",
        ),
        Tool(
            "aws",
            "Amazon Translate",
            {
                ".csv": _equivalents(_AWS, _aws, ","),
                ".tsv": _equivalents(_AWS, _aws, "\t"),
                ".tmx": (_approved_tmx, tmx.read),
            },
            False,
            "Custom terminology",
        ),
    )
}
"""The tools by name, in the order in which they are shown."""
