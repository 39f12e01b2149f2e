"""Running translations as a table, written row by row in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import BinaryIO

from glossary import languages as tags
from glossary.formats.table.termbase import in_pieces
from glossary.formats.terms import NUL, REMINDER, Losses
from glossary.model import Loss, State, TranslationUnit


def unit_rows(
    units: Iterable[TranslationUnit], source_language: str, languages: Sequence[str], losses: Losses
) -> Iterator[list[str]]:
    """Yield the header and the rows of a table of *units* into the target *languages* (default: that of the first).

    The columns are the source, then the translation, state and note of each language, then the identifier if one of the
    first units has any. Consecutive units that translate the same text into several languages share a row. What is lost
    is added to *losses*.
    """
    found = iter(units)
    first = list(islice(found, _LOOKED_AT))
    keyed = any(unit.key for unit in first)
    source = tags.tag(source_language)
    targets = list(dict.fromkeys(map(tags.tag, languages))) or [unit.target_language for unit in first[:1]] or ["und"]
    header = [tags.gettext(source)]
    for name in map(tags.gettext, targets):
        header += [name, f"{name}_state", f"{name}_note"]
    yield [*header, "key"] if keyed else header
    for row, key in _rows(_counted(chain(first, found), source, targets, losses, keyed=keyed), targets):
        yield [cell.replace("\0", "") for cell in ([*row, key] if keyed else row)]


_LOOKED_AT = 1_000
"""The number of units that decide whether there is a column for identifiers."""


def _write_units(
    stream: BinaryIO, units: Iterable[TranslationUnit], *, source_language: str, languages: Sequence[str], between: str
) -> list[Loss]:
    """Write *units* as a table, and return what was lost."""
    losses = Losses()
    for piece in in_pieces(unit_rows(units, source_language, languages, losses), between):
        stream.write(piece.encode("utf-8", "replace"))
    return losses.list()


def _counted(
    units: Iterable[TranslationUnit], source: str, targets: Sequence[str], losses: Losses, *, keyed: bool
) -> Iterator[TranslationUnit]:
    """Yield the *units* that have a place in the table; add what is lost of all to *losses*."""
    for unit in units:
        other = unit.source_language != source and not tags.near([unit.source_language], source)
        if other or unit.target_language not in targets:
            losses.add("units in other languages", unit.source)
            continue
        if not unit.source:
            losses.add("units without a source text", unit.target)
            continue
        losses.unit(unit, source)
        if unit.key and not keyed:
            losses.add("identifiers", unit.source)
        losses.details(name for name, _ in unit.extra if name != REMINDER)
        if "\0" in unit.source + unit.target + unit.note + unit.key:
            losses.add(NUL, unit.source)
        yield unit


def _rows(units: Iterable[TranslationUnit], targets: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Yield each row of *units* with its identifier."""
    for (source, key), alike in groupby(units, attrgetter("source", "key")):
        said: dict[str, tuple[str, str, str]] = {}
        for unit in alike:
            if unit.target_language in said:
                yield _row(source, said, targets), key
                said = {}
            state = unit.state.value if unit.target and unit.state is not State.APPROVED else ""
            said[unit.target_language] = (unit.target, state, unit.note)
        yield _row(source, said, targets), key


def _row(source: str, said: dict[str, tuple[str, str, str]], targets: Sequence[str]) -> list[str]:
    return [source, *chain.from_iterable(said.get(language, ("", "", "")) for language in targets)]


write_units = partial(_write_units, between=",")
write_units_tsv = partial(_write_units, between="\t")
