"""Tables with one row per term, whose language is stated in a column.

Rows with the same number belong to one concept; they become one row with a column per language, and their values are
collected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossary.errors import InputError
from glossary.formats import Skipped
from glossary.formats.table.cells import answer, several
from glossary.formats.table.columns import LANGUAGE, SOURCE, Column, language_of, letters_of
from glossary.formats.terms import join, usage_of
from glossary.model import Usage

_TERMS = frozenset({"admitted", "deprecated", "forbidden"})
_LISTS = _TERMS | {"variants", "rejected", "forms"}
_Values = dict[Column, dict[str, None]]


def language_column(head: Sequence[str], columns: Sequence[Column]) -> int:
    """Return the index of the column that states the language of the term in its row, or -1 if there is none."""
    names = [letters_of(cell) for cell in head]
    told = [at for at, name in enumerate(names) if name in LANGUAGE]
    terms = [at for at, column in enumerate(columns) if column.role == "term"]
    return told[0] if len(told) == len(terms) == 1 and names[terms[0]] in SOURCE else -1


def gathered(
    columns: Sequence[Column], rows: Iterable[tuple[int, list[str]]], at: int, skipped: list[Skipped]
) -> tuple[list[Column], Iterator[tuple[int, list[str]]]]:
    """Return the columns and rows of a table in which the cell *at* of each row states its language.

    Unusable rows are added to *skipped*. All rows are held in memory.
    """
    number = next((place for place, column in enumerate(columns) if column.role == "id"), -1)
    concepts: dict[str, tuple[int, _Values]] = {}
    for line, cells in rows:
        cells = [*cells, *[""] * len(columns)][: len(columns)]
        language = language_of(cells[at])
        if language:
            key = cells[number].strip() if number >= 0 else ""
            _collect(concepts.setdefault(key or f"line {line}", (line, {}))[1], columns, cells, language)
        else:
            spelled = cells[at].strip()[:40]
            what = f"'{spelled}' is not a language" if spelled else "a language without name"
            skipped.append(Skipped(line, what))
    source = next(column for column in columns if column.role == "term")
    made = list(dict.fromkeys([source, *(column for _, said in concepts.values() for column in said)]))
    return made, ((line, [_cell(column, said.get(column, ())) for column in made]) for line, said in concepts.values())


def _collect(said: _Values, columns: Sequence[Column], cells: Sequence[str], language: str) -> None:
    """Add the values in the *cells* of a row, whose term is in *language*, to those of its concept."""
    rows = [(column, cell.strip()) for column, cell in zip(columns, cells, strict=True) if cell.strip()]
    status = next((cell for column, cell in rows if column.role == "status"), "")
    if any(column.loose and column.role == "forbidden" and answer(cell) for column, cell in rows):
        status = Usage.FORBIDDEN.value
    for column, cell in rows:
        key, found = column, [cell]
        if column.role == "term":
            if cell in said.get(Column("term", language), ()):
                continue
            usage = usage_of(status) or Usage.PREFERRED
            first = usage is Usage.PREFERRED and Column("term", language) not in said
            role = "term" if first else "admitted" if usage is Usage.PREFERRED else usage.value
            key = Column(role, language)
            if first and status:
                said[Column("status", language)] = {status: None}
        elif not column.role or column.role == "status":
            continue
        elif column.role == "part_of_speech":
            key = Column(column.role, language)
        elif column.loose:
            key, found = Column(column.role, language), several(cell, column.role)
        said.setdefault(key, {}).update(dict.fromkeys(found))


def _cell(column: Column, values: Iterable[str]) -> str:
    if column.role in _LISTS:
        return join(values)
    return " | ".join(values) if column.role in ("flags", "references", "waivers") else "\n".join(values)


def joined(
    columns: Sequence[Column], rows: Iterable[tuple[int, list[str]]], at: int
) -> tuple[list[Column], Iterator[tuple[int, list[str]]]]:
    """Return the *columns* and *rows* of a table with rows that have the same cell *at* joined into one concept.

    The concept's own fields are taken from its first row, the terms from all rows.
    """
    groups: dict[str, tuple[int, list[str]]] = {}
    for line, cells in rows:
        cells = [*cells, *[""] * len(columns)][: len(columns)]
        known = groups.setdefault(cells[at] or f"line {line}", (line, []))
        known[1].extend(cells)
    most = max((len(cells) for _, cells in groups.values()), default=0) // len(columns)
    terms = [column if column.language else Column("") for column in columns]
    return [*columns, *terms * (most - 1)], iter(groups.values())


def alike(lines: Iterable[tuple[int, list[str]]], said: list[str], where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows, each of which states its languages. Raises InputError at one with other languages than *said*."""
    for line, cells in lines:
        if any(cells[2:4]) and cells[2:4] != said:
            what = "a row in other languages than those above"
            raise InputError(what, where=where, line=line, hint="make a file for each pair of languages")
        yield line, cells
