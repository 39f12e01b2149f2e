"""Running translations -> a table: a row each, written one after the other, so that size does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from glossary import languages as tags
from glossary.errors import ConfigError
from glossary.formats.table.termbase import written
from glossary.formats.terms import NUL, REMINDER, Losses
from glossary.model import Loss, State, TranslationUnit

_ROWS = 1_000
"""Rows that are written together."""


def _write_units(
    stream: BinaryIO,
    units: Iterable[TranslationUnit],
    *,
    source_language: str,
    languages: Sequence[str],
    between: str,
) -> list[Loss]:
    """Write *units*, those of the one target language in *languages* (else that of the first), as a table.

    Returns what was lost. The columns are the two texts, the state of the translation and its note.
    """
    if len(languages) > 1:
        hint = f"choose one, such as -l {languages[0]}"
        raise ConfigError(f"a table of translations holds one language, not {len(languages)}", hint=hint)
    found = iter(units)
    first = list(islice(found, 1))
    source = tags.tag(source_language)
    target = tags.tag(languages[0]) if languages else first[0].target_language if first else "und"
    name = tags.gettext(target)
    losses = Losses()
    rows = filter(None, (_cells(unit, source, target, losses) for unit in chain(first, found)))
    stream.write(written([(tags.gettext(source), name, f"{name}_state", f"{name}_note")], between))
    while lines := list(islice(rows, _ROWS)):
        stream.write(written(lines, between))
    return losses.list()


def _cells(unit: TranslationUnit, source: str, target: str, losses: Losses) -> tuple[str, ...] | None:
    """Return the cells of *unit*; None for one that has no place in the table."""
    if unit.target_language != target:
        losses.add("units in other languages", unit.source)
        return None
    if not unit.source:
        losses.add("units without a source text", unit.target)
        return None
    losses.unit(unit, source)
    if unit.key:
        losses.add("identifiers", unit.source)
    losses.details(name for name, _ in unit.extra if name != REMINDER)
    state = unit.state.value if unit.target and unit.state is not State.APPROVED else ""
    cells = (unit.source, unit.target, state, unit.note)
    if any("\0" in cell for cell in cells):
        losses.add(NUL, unit.source)
    return tuple(cell.replace("\0", "") for cell in cells)


write_units = partial(_write_units, between=",")
write_units_tsv = partial(_write_units, between="\t")
