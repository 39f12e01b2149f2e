"""Reading a PO file as a glossary, whole or entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from glossary import languages as tags
from glossary.engines import without_collector
from glossary.errors import InputError
from glossary.formats import Reading, Skip, Skipped
from glossary.formats.po import header
from glossary.formats.po.catalog import Catalog, Entry
from glossary.formats.po.parse import Pieces, walk
from glossary.formats.po.termbase import COUNTS, concepts_of
from glossary.formats.terms import OpenedFile, ignore, readers
from glossary.model import Concept, Termbase


@without_collector()
def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = "") -> Reading:
    """Return the content of *data*, with the terms in file order.

    The language is the one given, else the header's, else the path's, else ``und``. A file in *source_language* is read
    as a template. Raises InputError if it is not a PO file, or declares another language than the one given, or two
    languages.
    """
    target = tags.tag(language) if language else ""
    file = _File(BytesIO(data), where, tags.tag(source_language), target, encoding)
    found = tuple(file.concepts(ignore))
    reading = file.reading()
    return replace(reading, termbase=replace(reading.termbase, concepts=found))


class _File(OpenedFile):
    """A PO file that is read entry by entry; :meth:`concepts` can be called repeatedly."""

    _known: str | None = None

    def concepts(self, skip: Skip) -> Iterator[Concept]:
        """Yield the concepts. Raises InputError like :func:`read`."""
        if self._known is None:
            self._known = self._find_language()
        self.heads = {}
        self._counts = dict.fromkeys(COUNTS, 0)
        entries = _in_one_language(self._entries(), self._known, self._where)
        for concept in concepts_of(entries, self._target(), self._source, self._where, self._counts):
            self.heads[self._source] = None
            yield concept

    def _find_language(self) -> str:
        """Return the language of the file, and keep its header; usually only the first entry is needed."""
        self._header = Catalog()
        top = next((entry for entry in self._entries() if entry.is_header), None)
        if top is not None:
            self._header = Catalog((top,))
        said = header.language_of(self._header)
        is_told = said and (not self._language or said == self._language)
        translated = is_told or any(map(_is_translated, self._entries()))
        return _language_of(self._header, self._where, self._language, translated=bool(translated))

    def _target(self) -> str:
        return "" if self._known == self._source else self._known or ""

    def _entries(self) -> Iterator[Entry]:
        self._stream.seek(0)
        self._pieces = Pieces(self._stream, where=self._where, encoding=self._encoding)
        self._translated = 0
        for entry in walk(self._pieces, where=self._where):
            if _is_translated(entry):
                self._translated += 1
                if self._translated == 1:
                    self._first = entry.line
            yield entry

    def reading(self) -> Reading:
        """Return everything but the concepts, after :meth:`concepts` has finished."""
        target = self._target()
        termbase = Termbase((), self._source, (target,) if target else (), header.known(self._header))
        translated, source = self._translated, self._source
        skipped = []
        if self._known == source and translated:
            skipped.append(Skipped(self._first, f"{translated} renderings in the source language ({source})"))
        return Reading(termbase, tuple(skipped), encoding=self._pieces.codec, states=True, counts=self._counts)


concepts = readers(_File)[1]


def _is_translated(entry: Entry) -> bool:
    return bool(entry.msgid) and any(entry.msgstr)


def _in_one_language(entries: Iterable[Entry], known: str, where: str) -> Iterator[Entry]:
    """Yield *entries* of the language *known*. Raises InputError if a later header declares another language."""
    first = True
    other: InputError | None = None
    for entry in entries:
        if entry.is_header:
            said = "" if first or known in ("", "und") else header.language_of(Catalog((entry,)))
            first, other = False, header.contradiction(said, known, where, entry.line)
        elif other and _is_translated(entry):
            raise other
        yield entry


def _language_of(catalog: Catalog, where: str, wanted: str, *, translated: bool) -> str:
    """Return the language of a file with the header of *catalog*; *wanted* is the one requested, if any.

    *translated* says whether the file has translations. Raises InputError if it is in another language than requested.
    """
    said = header.language_of(catalog)
    known = wanted or said
    if translated and (other := header.contradiction(said, known, where)):
        raise other
    if not known and (translated or not where.lower().endswith(".pot")):
        return header.language_in(where) or ("und" if translated else "")
    return known
