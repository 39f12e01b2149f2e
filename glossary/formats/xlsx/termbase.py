"""The sheets of a workbook as a termbase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial, reduce
from itertools import chain, islice

from glossary.errors import InputError
from glossary.formats import Reading, Skip, Skipped, files, table
from glossary.formats.table.termbase import Rows
from glossary.formats.terms import EXPORT, SIGNATURE, OpenedFile, readers, signature
from glossary.formats.xlsx.book import Book, Merge, Row, spread
from glossary.formats.xlsx.write import PROPERTY
from glossary.model import Concept


class _File(OpenedFile):
    """A workbook, read as a termbase: the sheets whose first row we understand, or else the first sheet."""

    @cached_property
    def _book(self) -> Book:
        self._stream.seek(0)
        return Book(files.rest(self._stream, self._where), where=self._where)

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts. Raises InputError as a table does; after the first, unreadable sheets are skipped."""
        chosen = self._chosen
        self._book.begin()
        self._read: list[Rows] = []
        for sheet in chosen:
            lines = partial(self._lines, sheet)
            rows = Rows(lines, self._where, self._source, self._language, whole=self.whole)
            found = rows.concepts(skip)
            try:
                first = list(islice(found, 1))
            except InputError:
                if self._read:
                    continue
                raise
            self._read.append(rows)
            yield from chain(first, found)
        self.heads = {language: None for rows in self._read for language in rows.heads}

    @cached_property
    def _chosen(self) -> dict[str, list[Merge]]:
        """The sheets to read, with their vertically merged cells."""
        tops = {sheet: [row for _, row in islice(self._book.rows(sheet), table.HEAD)] for sheet in self._book.sheets}
        filled = [sheet for sheet in tops if tops[sheet]]
        if not filled:
            hint = "; ".join(row.why for row in self._book.left_out())
            raise InputError("the workbook is empty", where=self._where, hint=hint)
        headed = [sheet for sheet in filled if table.header_of(tops[sheet], self._source, self._language) >= 0]
        self._filled = len(filled)
        return {sheet: self._book.merges(sheet) for sheet in headed or filled[:1]}

    def _lines(self, sheet: str) -> Iterator[Row]:
        rows = self._book.rows(sheet)
        top = list(islice(rows, table.HEAD))
        at = table.header_of([cells for _, cells in top], self._source, self._language)
        return spread(chain(top, rows), self._chosen[sheet], top[max(at, 0)][0])

    def reading(self) -> Reading:
        """Return everything but the concepts; call it after :meth:`concepts` has finished."""
        found = reduce(_together, [rows.reading() for rows in self._read])
        left_out = self._book.left_out()
        if others := self._filled - len(self._read):
            left_out.append(Skipped(0, f"sheets without a first row that we understand: {others}"))
        mark, termbase = self._book.custom_property(PROPERTY), found.termbase
        if SIGNATURE.fullmatch(mark) and not signature(termbase.extra):
            termbase = replace(termbase, extra=(*termbase.extra, (EXPORT, mark)))
        return replace(found, termbase=termbase, skipped=(*found.skipped, *left_out))


def _together(one: Reading, two: Reading) -> Reading:
    """Return the results of two sheets as one."""
    languages = dict.fromkeys(one.termbase.languages + two.termbase.languages)
    counts = {name: one.counts.get(name, 0) + two.counts.get(name, 0) for name in {**one.counts, **two.counts}}
    return replace(
        one,
        termbase=replace(one.termbase, languages=tuple(languages)),
        skipped=one.skipped + two.skipped,
        unsaid=one.unsaid | two.unsaid,
        counts=counts,
    )


read, concepts = readers(_File)
