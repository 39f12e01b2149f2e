"""Rows of cells as a termbase, and a termbase as rows of cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain, islice
from typing import Any, BinaryIO

from glossary import languages as tags
from glossary.errors import InputError, OtherLanguageError
from glossary.formats import Reading, Skip, Skipped
from glossary.formats.po.comments import hide, show
from glossary.formats.table import rowwise
from glossary.formats.table.cells import (
    UTF16,
    VERSIONS,
    WIDE,
    answer,
    crowded,
    guard,
    only_marks,
    refuse_foreign,
    row_reader,
    several,
    unguard,
)
from glossary.formats.table.columns import (
    ABOUT,
    HEAD,
    LOKALISE,
    PER_LANGUAGE,
    SIGNED,
    STEMS,
    Column,
    header_of,
    layout,
    letters_of,
    listed,
    paired,
    two_row_header,
    unread,
)
from glossary.formats.table.stems import unstemmed
from glossary.formats.terms import (
    EXPORT,
    FIELDS,
    NUL,
    REFUSED,
    SEVERAL,
    SIGNATURE,
    SPACE,
    Losses,
    heads_of,
    in_order,
    is_refused_twice,
    join,
    number,
    read_whole,
    readers,
    signature,
    split,
    state_of,
    usage_of,
)
from glossary.formats.terms import writers as in_text
from glossary.model import SAID, Concept, Kind, Place, State, Term, Termbase, Usage
from glossary.vocabulary import KINDS, STATES


def _encoding(data: bytes) -> str:
    """Return the name of the encoding with which :func:`decode` read *data*."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # first, as UTF-16's BOM is a prefix of UTF-32's
        return "utf-32"
    return "utf-16" if b"\0" in data[:2] or data[:2] in UTF16 else "utf-8"


def _opened(stream: BinaryIO, where: str, source: str, language: str, encoding: str) -> Rows:
    """Return the table in *stream*. Raises InputError if it is not a table."""
    named = encoding or _encoding(stream.read(4))
    stream.seek(0)
    rows, between = row_reader(stream, where=where, encoding=encoding)
    return Rows(rows, where, source, language, named, VERSIONS[between])


def from_rows(
    lines: Iterable[tuple[int, list[str]]],
    *,
    where: str,
    source_language: str,
    language: str = "",
    columns: list[Column] | None = None,
) -> Reading:
    """Return rows of cells, which are not guarded against formulas, as a termbase.

    Without *columns*, the first row names them.
    """
    source, target = tags.tag(source_language), tags.tag(language) if language else ""
    return read_whole(Rows(lambda: lines, where, source, target, columns=columns, guarded=False))


@dataclass
class Rows:
    """Rows of cells, read as a termbase each time that :meth:`concepts` is called.

    For the tables of memoQ and Phrase, stem markers are removed, and rows with the same number become one concept.
    """

    rows: Callable[[], Iterable[tuple[int, list[str]]]]
    where: str
    source: str
    target: str
    encoding: str = "utf-8"
    version: str = ""
    columns: list[Column] | None = None
    guarded: bool = True
    whole: bool = False
    heads: dict[str, None] = field(default_factory=dict)

    def _begin(self, skip: Skip) -> Iterator[tuple[int, list[str]]]:
        """Read the header, reset what :meth:`reading` reports, and return the rows."""
        columns, rows, header = self.columns, iter(self.rows()), list[str]()
        if columns is None:
            columns, header, rows, skipped = _headed(rows, self.source, self.target, self.where)
            for row in skipped:
                skip(row.line, row.why)
        marks = (cell.strip().removeprefix(SIGNED + " ") for cell in header)
        self._mark = next(filter(SIGNATURE.fullmatch, marks), "")
        names = [letters_of(cell) for cell in header]
        self._has_stems = not STEMS.isdisjoint(names)
        if columns and "cid" in names and "tid" in names:
            columns, rows = rowwise.joined(columns, rows, names.index("cid"))
        first = next(rows, None)
        columns = columns or [Column("term", self.source), Column("term", self.target or "?"), Column("note")]
        self._layout = _layout_of(columns, self.source, self.target, where=self.where if first else "")
        self._width = len(columns) if header else WIDE
        self._status_columns = [at for at, role, _, _ in self._layout.used if role in ("status", "state")]
        self._kind_columns = [at for at, role, _, _ in self._layout.used if role == "kind"]
        self._has_states = not (self._has_stems or (LOKALISE.issubset(names) and not self._status_columns))
        self.heads = {}
        self._entries = self._translated = self._fuzzy = 0
        self._unknown_statuses: set[str] = set()
        self._unknown_kinds: set[str] = set()
        self._unsaid: set[Place] = set()
        self._crowded = self._nameless = 0
        self._crowded_cell = self._nameless_cell = ""
        return rows if first is None else chain([first], rows)

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts. Raises InputError if this is not a glossary, or if its languages are not stated."""
        for line, cells in self._begin(skip):
            self._entries += 1
            if len(cells) > self._width and (beyond := next(filter(None, map(str.strip, cells[self._width :])), "")):
                self._nameless += 1
                self._nameless_cell = self._nameless_cell or beyond[:40]
            letters = "".join(cells)
            if self.guarded and "'" in letters:
                cells = [unguard(cell) for cell in cells]
            place = Place(self.where, line)
            found = _concept(self._layout, cells, place)
            if found is None:
                skip(line, f"no term in {self._layout.source}")  # message
            elif only_marks(found.head.text):
                skip(line, f"no term in {self._layout.source}, only '{found.name[:40]}'")  # message
            else:
                self.heads[found.head.language] = None
                self._count(found)
                self._note_oddities(found, cells, letters, place)
                yield unstemmed(found) if self._has_stems else found

    def _note_oddities(self, found: Concept, cells: Sequence[str], letters: str, place: Place) -> None:
        """Note unknown statuses and kinds in a row, and cells that may hold several terms."""
        layout = self._layout
        if (layout.loose or ";" in letters or "\n" in letters) and (cell := crowded(cells, layout.terms, layout.loose)):
            self._crowded += 1
            self._crowded_cell = self._crowded_cell or cell
        for at in self._status_columns:
            if at < len(cells) and (word := cells[at].strip()) and _state(word) is None:
                if len(self._unknown_statuses) < _MOST_UNKNOWN:
                    self._unknown_statuses.add(word[:40])
                if self.whole:
                    self._unsaid.add(place)
        if found.kind is Kind.OTHER and len(self._unknown_kinds) < _MOST_UNKNOWN:
            words = {cells[at].strip()[:40] for at in self._kind_columns if at < len(cells)}
            self._unknown_kinds |= {word for word in words if word.lower() not in ("", Kind.OTHER)}

    def _count(self, found: Concept) -> None:
        """Count a concept as translated or fuzzy if it is."""
        own = found.terms[0].language
        best = -1
        for term in found.terms:  # preferred terms decide, if there are any
            if term.language != own:
                best = max(best, 2 * (term.usage is _PREFERRED) + (term.state is not _PROPOSED))
        if best >= 0:
            self._translated += best % 2
            self._fuzzy += 1 - best % 2

    def reading(self) -> Reading:
        """Return everything but the concepts; call it after :meth:`concepts` has finished."""
        layout, mark = self._layout, self._mark
        targets = tuple(code for code in layout.targets if code not in self.heads)
        shown = listed(sorted(self._unknown_statuses))
        skipped = [Skipped(0, f"statuses that are not recognised: {shown}")] if shown else []
        if kinds := listed(sorted(self._unknown_kinds)):
            skipped.append(Skipped(0, f"kinds that are not recognised: {kinds}"))
        if count := self._crowded:
            cell = self._crowded_cell
            why = f"cells that may hold several terms, and are read as one ({count}, such as '{cell}')"
            skipped.append(Skipped(0, why))
        if count := self._nameless:
            cell = self._nameless_cell
            why = f"cells in columns without a name, which are left out ({count}, such as '{cell}')"  # message
            skipped.append(Skipped(0, why))
        return Reading(
            Termbase((), layout.source, targets, ((EXPORT, mark),) if mark else ()),
            tuple(skipped),
            version=self.version,
            encoding=self.encoding,
            states=self._has_states,
            beside=True,
            unsaid=frozenset(self._unsaid),
            counts={"entries": self._entries, "translated": self._translated}
            | ({"fuzzy": self._fuzzy} if self._fuzzy else {}),
        )


_MOST_UNKNOWN = 1_000
"""The most unknown statuses, and kinds, that are remembered."""
read, concepts = readers(_opened)


def _headed(
    lines: Iterator[tuple[int, list[str]]], source: str, target: str, where: str
) -> tuple[list[Column] | None, list[str], Iterator[tuple[int, list[str]]], list[Skipped]]:
    """Return the columns, the header row, the rows below it, and what was skipped.

    The columns are None if no row names them; the first row is then among the rows, too. Raises InputError if this is
    not a table.
    """
    top = list(islice(lines, HEAD))
    if not top:
        return None, [], lines, []
    if found := paired([cells for _, cells in top]):
        return found, top[0][1], rowwise.alike(chain(top, lines), top[0][1][2:], where), []
    at = header_of([cells for _, cells in top], source, target)
    head = top[max(at, 0)][1]
    both = two_row_header(head, top[at + 1][1], source) if 0 <= at < len(top) - 1 else []
    if both:
        head, at = both, at + 1
    while head and not head[-1].strip():  # spreadsheets keep empty columns
        head = head[:-1]
    skipped: list[Skipped] = []
    columns = layout(head, source, target)
    rest: Iterator[tuple[int, list[str]]] = chain(top[at + 1 :], lines)
    if columns is None:
        refuse_foreign(head, where)
    else:
        said = rowwise.language_column(head, columns)
        if why := unread([*head[:said], "", *head[said + 1 :]] if said >= 0 else head, columns):
            skipped.append(Skipped(0, why))
        if said >= 0:
            columns, rest = rowwise.gathered(columns, rest, said, skipped)
    at -= bool(both)
    if at > 0:
        skipped.append(Skipped(0, f"rows above those that name the columns: {at}"))
    return columns, head, rest, skipped


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of a table, prepared once for all rows."""

    used: tuple[tuple[int, str, str, bool], ...]
    """(index, role, language, whether it holds a single value) of each known column."""
    codes: tuple[str, ...]
    """The languages of all columns, in column order."""
    source: str
    targets: tuple[str, ...]
    terms: tuple[tuple[int, str], ...]
    """(index, language) of each column of terms, those of the source language first."""
    loose: frozenset[int]
    """Indices of the columns that may hold several terms with foreign separators."""


_WHOLE = frozenset({"term", "state", "origin", "note", "definition", "context", "part_of_speech"})
_NAMES = frozenset({"term", "variants", "admitted", "deprecated", "forbidden"})
_TERMS = _NAMES | {"rejected"}
_OF_CONCEPT = ("definition", "context", "part_of_speech")
"""Columns about the source language that describe the concept; in another language they are notes on its rendering."""
_NOTED = dict.fromkeys(("note", *_OF_CONCEPT)).keys()
_PREFERRED, _PROPOSED = Usage.PREFERRED, State.PROPOSED


def _layout_of(columns: Sequence[Column], source: str, target: str, *, where: str) -> _Layout:
    """Return the layout of *columns*. Raises InputError if a language is missing, unless *where* is empty."""
    named = list(dict.fromkeys(column.language for column in columns if column.role == "term"))
    spoken = [code for code in named if code != "?"]
    codes = dict.fromkeys(column.language for column in columns if column.language and column.language != "?")
    like = tags.near(spoken, source) or [at for at, one in enumerate(spoken) if tags.covers(one, source)]
    source = next((spoken[at] for at in like), source)
    if "?" in named and where:
        raise InputError(
            "the file does not say which language it translates into", where=where, line=1, hint="name it with -l"
        )
    if source not in named and where:
        what = f"no column for the source language {source}"
        others = [code for code in spoken if not tags.near([code], target)]
        if others and not tags.near([*codes], source):
            error = OtherLanguageError(what, where=where, line=1, hint=f"there are {', '.join(spoken)}")
            error.language = others[0]
            raise error
        raise InputError(what, where=where, line=1, hint="name the columns in a first row")
    used = [(at, one.role, one.language, one.role in _WHOLE) for at, one in enumerate(columns) if one.role]
    terms = sorted(((at, code) for at, role, code, _ in used if role == "term"), key=lambda row: row[1] != source)
    return _Layout(
        tuple(used),
        tuple(codes),
        source,
        tuple(code for code in spoken if code != source),
        tuple(terms),
        frozenset(at for at, one in enumerate(columns) if one.loose and one.role in _TERMS),
    )


def _concept(layout: _Layout, cells: Sequence[str], place: Place) -> Concept | None:
    """Return the concept of a row, or None if it has no term in the source language."""
    about, said, forbidden_in = _values_of(layout, cells)
    source = _source_of(layout, said)
    if not source:
        return None
    extra = _take_developer_comments(about) if "labels" in about else ()
    fields = {_ABOUT[role][0]: _ABOUT[role][1](cell) for role, cell in about.items() if role in _ABOUT}
    for name in _OF_CONCEPT:
        if name in said[source]:
            texts = dict.fromkeys([fields.get(name, ""), *said[source].pop(name)])
            fields[name] = "\n".join(filter(None, texts))
    is_forbidden = "isforbidden" in about and answer(about["isforbidden"]) is True
    fuzzy = "fuzzy" in about and answer(about["fuzzy"]) is True
    plain = not (is_forbidden or fuzzy or forbidden_in)
    terms: list[Term] = []
    for code in dict.fromkeys((source, *said)):
        of, other = said[code], code != source
        if other and "status" in about:
            of.setdefault("status", [about["status"]])
        values = of.get("term", [])
        if plain and len(of) == 1 == len(values):
            terms.append(Term(values[0], code, place=place))
        else:
            if other and not _NOTED.isdisjoint(of):
                notes = [(role, text) for role in _NOTED for text in of.get(role, ())]
                of["note"] = [text for role, text in notes if role == "note" or text != fields.get(role)]
            if other and not values:  # there is no term yet that these could be attached to
                lines = [f"note: {hide(text)}" for text in of.get("note", ())]
                if "forms" in of:
                    lines.append("forms: " + " | ".join(hide(text, "|") for text in of["forms"]))
                extra += tuple((SAID + code, line) for line in lines)
            terms += _terms(
                code, of, place, fuzzy=fuzzy and other, is_forbidden=code in forbidden_in or (is_forbidden and other)
            )
    if answer(about.get("translatable", "")) is False or answer(about.get("untranslatable", "")) is True:
        fields["flags"] = fields.get("flags", frozenset()) | {"read-only"}
    return Concept(tuple(terms), extra=extra, place=place, **fields)


def _take_developer_comments(about: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Move the developer comments of Weblate's table into *about*, and return those that have no place there."""
    extra: tuple[tuple[str, str], ...] = ()
    for line in re.split(r"\r\n|\r|\n", about["labels"]):
        name, _, text = line.partition(": ")
        if name in ("kind", "definition", "part of speech", "context"):
            about.setdefault(name.replace(" ", "_"), show(text))
        elif name == "variant":
            extra = (("table:variant", show(text)),)
    return extra


_Values = dict[str, dict[str, list[str]]]
"""Language -> role -> values of the columns about it."""


def _values_of(layout: _Layout, cells: Sequence[str]) -> tuple[dict[str, str], _Values, set[str]]:
    """Return a row's values about its concept (role -> text) and about the terms of each language, and the languages
    whose term it forbids."""
    about: dict[str, str] = {}
    said: _Values = {}
    forbidden_in: set[str] = set()
    count = len(cells)
    for at, role, language, whole in layout.used:
        if at >= count:
            break
        cell = cells[at]
        if not cell or cell.isspace():
            continue
        if language:
            values = [cell] if whole else several(cell, role) if at in layout.loose else split(cell)
            if values and language not in said:
                said[language] = {role: values}
            elif values:
                said[language].setdefault(role, []).extend(values)
            elif role == "forbidden" and answer(cell):
                forbidden_in.add(language)
        elif role in about and role not in ("id", "kind"):
            about[role] += "\n" + cell
        else:
            about.setdefault(role, cell)
    return about, said, forbidden_in


def _source_of(layout: _Layout, said: _Values) -> str:
    """Return the language whose term names the concept: the source language, another region of it, or one with only
    terms that are not preferred; empty if there is none."""
    if "term" in said.get(layout.source, ()):
        return layout.source
    preferred = [code for code in layout.codes if "term" in said.get(code, ())]
    others = [code for code in layout.codes if not _NAMES.isdisjoint(said.get(code, ()))]
    return next((named[at] for named in (preferred, others) for at in tags.near(named, layout.source)), "")


_ABOUT: dict[str, tuple[str, Callable[[str], Any], Callable[[Any], str]]] = {
    **FIELDS,
    **{name: (name, str, str) for name in ("definition", "note", "subject", "context", "part_of_speech")},
    **{name: (name, number, str) for name in ("frequency", "documents")},
    "kind": ("kind", lambda cell: KINDS.get(cell.strip().lower(), Kind.OTHER), str),
    "obsolete": ("obsolete", lambda cell: answer(cell) or False, lambda obsolete: "yes"),
    "id": ("id", str.strip, str),
}
"""Role of a column about a concept -> the concept's field, the function that reads it, the one that writes it."""


def _terms(code: str, of: dict[str, list[str]], place: Place, *, fuzzy: bool, is_forbidden: bool) -> list[Term]:
    """Return the terms of a row in one language from its values (role -> values)."""
    usual = State.PROPOSED if fuzzy else State.APPROVED
    terms: list[Term] = []
    status = "".join(of.get("status", ()))
    state = (of.get("state") or [""])[0]
    for at, text in enumerate(dict.fromkeys(of.get("term", ()))):
        usage = Usage.FORBIDDEN if is_forbidden else Usage.ADMITTED if at else Usage.PREFERRED
        if at:
            terms.append(Term(text, code, usage, place=place))
            continue
        terms.append(
            Term(
                text,
                code,
                usage if is_forbidden else usage_of(status or (state if state != State.REJECTED else "")) or usage,
                _state(state) or state_of(status) or usual,
                "".join(of.get("origin", ())),
                "\n".join(of.get("note", ())),
                tuple(of.get("forms", ())),
                place=place,
            )
        )
    for role, usage in _OTHER_TERMS:
        terms += [Term(text, code, usage, place=place) for text in of.get(role, ())]
    return terms + [Term(text, code, state=State.REJECTED, place=place) for text in of.get("rejected", ())]


@lru_cache(maxsize=1_000)  # there are few different words for states
def _state(cell: str) -> State | None:
    """Return the state that a cell means, in our words (``rejected`` included) or those of other tools."""
    word = cell.strip().lower()
    return STATES.get(word) or state_of(word)


_OTHER_TERMS = (
    ("variants", Usage.ADMITTED),
    ("admitted", Usage.ADMITTED),
    ("deprecated", Usage.DEPRECATED),
    ("forbidden", Usage.FORBIDDEN),
)
"""Columns of terms that are not preferred, and the usage of these."""


# Termbase -> rows


def _text(
    between: str, termbase: Termbase, concepts: Iterable[Concept], languages: Sequence[str], losses: Losses
) -> Iterator[str]:
    """Yield the text of a table (RFC 4180) whose delimiter is *between*."""
    header, lines = to_rows(termbase, concepts, languages, losses)
    yield from in_pieces(chain([header], lines), between)


def in_pieces(rows: Iterator[Sequence[str]], between: str) -> Iterator[str]:
    """Yield *rows* of cells as text with the delimiter *between*, many rows at a time."""
    while some := list(islice(rows, _ROWS)):
        yield _as_text([[*map(guard, cells)] for cells in some], between)


_ROWS = 1_000
"""The number of rows that are written at a time."""
write, write_concepts = in_text(partial(_text, ","))
write_tsv, write_concepts_tsv = in_text(partial(_text, "\t"))


def written(lines: Iterable[Sequence[str]], between: str, *, end: str = "\r\n") -> bytes:
    """Return rows of cells as UTF-8 with the delimiter *between*, without a guard against formulas."""
    return _as_text(lines, between, end).encode("utf-8", "replace")


def _as_text(lines: Iterable[Sequence[str]], between: str, end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=between, lineterminator=end).writerows(lines)
    return stream.getvalue()


def to_rows(
    termbase: Termbase, concepts: Iterable[Concept], languages: Sequence[str], losses: Losses
) -> tuple[list[str], Iterator[list[str]]]:
    """Return the header and the rows of the *concepts* of *termbase* in our layout; add what is lost to *losses*.

    Concepts that are not a tuple are iterated twice, and none is kept in memory.
    """
    # Heads may be in another region of the source language.
    heads = heads_of(concepts)
    source = termbase.source_language
    first = [source] if source in heads or not heads else []
    codes = list(dict.fromkeys([*first, *heads, *map(tags.tag, languages)]))
    header = [tags.gettext(code) for code in codes]
    header += ["kind", "sense", "context", "definition", "note"]
    for code in codes:
        header += [f"{tags.gettext(code)}_{role}" for role in PER_LANGUAGE]
    header += [name for name in ABOUT if name not in header]

    def lines(losses: Losses) -> Iterator[dict[str, str]]:
        return (_cells(in_order(concept, codes), codes, losses) for concept in concepts)

    made = list(lines(losses)) if isinstance(concepts, tuple) else None
    spoken = header[: len(codes)]
    filled = {*spoken, "kind", "context", "note"}
    told = layout([*spoken, "kind", "context"], source, "") or ()
    if [column.language for column in told][: len(codes)] != codes:
        filled.add("concept_id")  # ours alone: with "id", Indonesian columns and codes unknown to CLDR are readable
    for line in made or lines(Losses()):
        filled.update(line)
    used = [name for name in header if name in filled]
    losses.header(termbase.extra)
    # Only an empty column survives in every spreadsheet; no other part of a table does.
    signed = [f"{SIGNED} {mark}"] if (mark := signature(termbase.extra)) else []
    empty = [""] * len(signed)
    return [*used, *signed], ([line.get(name, "") for name in used] + empty for line in made or lines(losses))


def _cells(concept: Concept, codes: Sequence[str], losses: Losses) -> dict[str, str]:
    """Return column name -> cell for the non-empty cells of a concept."""
    cells: dict[str, str] = {}
    listed = [*concept.waivers, concept.id]
    for term in concept.terms:
        listed += term.forms
    if concept.extra or any(term.extra for term in concept.terms):
        losses.add("details of other formats", concept.name)
    if only_marks(concept.head.text):
        losses.add("terms of punctuation only", concept.name)  # message
    for code in codes:
        main, more = _by_role(concept, code, losses)
        name = tags.gettext(code)
        if main is not None:
            cells[name] = main.text
            state = main.state.value if main.state is not State.APPROVED else ""
            said = (("state", state), ("origin", main.origin), ("note", main.note), ("forms", join(main.forms)))
            cells |= {f"{name}_{role}": text for role, text in said if text}
        for role, texts in more.items():
            cells[f"{name}_{role}"] = join(texts)
            listed += texts
    about = {role: say(value) for role, (field, _, say) in _ABOUT.items() if (value := getattr(concept, field))}
    cells |= {"concept_id" if role == "id" else role: cell for role, cell in about.items()}
    if listed != [*map(str.strip, listed)] or any(map(str.isspace, cells.values())):
        losses.add(SPACE, concept.name)
    if "\0" in "".join(cells.values()):
        losses.add(NUL, concept.name)
        cells = {name: value.replace("\0", "") for name, value in cells.items()}
    return {name: value for name, value in cells.items() if value}


def _by_role(concept: Concept, code: str, losses: Losses) -> tuple[Term | None, dict[str, list[str]]]:
    """Return the preferred term of a concept in a language, and the texts of the others by role."""
    main: Term | None = None
    more: dict[str, list[str]] = {}
    for term in concept.terms_in(code):
        if term.state is State.REJECTED and term is not concept.head:
            role = "rejected"
            if is_refused_twice(term):
                losses.add(REFUSED, concept.name)
        elif term.usage is Usage.PREFERRED and main is None:
            main = term
            continue
        elif term.usage in (Usage.PREFERRED, Usage.ADMITTED):
            role = "variants" if code == concept.head.language else "admitted"
            if term.usage is Usage.PREFERRED:
                losses.add(SEVERAL, concept.name)
        else:
            role = term.usage.value
        more.setdefault(role, []).append(term.text)
        if term.note or term.origin or term.forms:
            losses.add("notes, origins and forms of other than preferred terms", term.text)
        if term.state is State.PROPOSED or (term.state is State.REJECTED and role != "rejected"):
            losses.add("states of other than preferred terms", term.text)
    return main, more
