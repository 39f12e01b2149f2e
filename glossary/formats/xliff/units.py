"""XLIFF <-> translation units, streaming."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import BinaryIO

from glossary import languages as tags
from glossary.errors import InputError
from glossary.formats import Skip, xml
from glossary.formats.terms import LABELS, REMINDER, Losses, as_note, from_note, label
from glossary.formats.xliff.scan import (
    CODES,
    NUMBERED,
    OPEN,
    SECOND,
    TAILS,
    UNITS,
    File,
    Segment,
    has_second,
    head,
    notes_of,
    one_language,
)
from glossary.model import Loss, Place, State, TranslationUnit


def units(
    stream: BinaryIO,
    *,
    where: str,
    source_language: str = "",
    language: str = "",
    encoding: str = "",
    skip: Skip | None = None,
) -> Iterator[TranslationUnit]:
    """Yield the translation units of an XLIFF file; untranslated ones have an empty target.

    Units with ``translate="no"`` and segments without text are skipped; *skip* is called for the former and for units
    in other languages. Raises InputError, also if a language is neither in the file nor given.
    """
    file = File(stream, where, encoding)
    given = tags.tag(source_language) if source_language else "", tags.tag(language) if language else ""
    for node in file:
        said = file.languages(node)
        spoken = said[0] or given[0], said[1] or given[1]
        if not all(spoken):
            what = "the file does not say which language it translates into"
            raise InputError(what, where=where, line=node.line, hint="name it with -l")
        if any(wanted and not tags.near([found], wanted) for wanted, found in zip(given, spoken, strict=True)):
            if skip is not None:
                skip(node.line, f"it is in other languages: {spoken[0]}, {spoken[1]}")  # message
            continue
        if skip is not None:
            if node.get("translate") == "no":
                skip(node.line, UNTRANSLATED)
            if has_second(node):
                skip(node.line, SECOND)
            file.note_unread(node)
        yield from units_of(file, node, file.segments(node), *spoken)
    if skip is not None:
        for row in file.unread():
            skip(row.line, row.why)


_HEADER = "x-gettext-domain-header"
"""The ``restype`` of a PO file's header (XLIFF 1.2 Representation Guide for Gettext PO)."""
UNTRANSLATED = "it is not to be translated"  # message
_TOLD = (REMINDER,)
"""The labels of our notes to the translator, which are not read back from bilingual files of ours."""


def units_of(
    file: File, node: xml.Node, segments: Sequence[Segment], source: str, target: str
) -> Iterator[TranslationUnit]:
    """Yield the translation units of the *segments* of a unit."""
    if node.get("translate") == "no" or node.get("restype") == _HEADER:
        return
    codes = CODES[file.major]
    ours = LABELS if file.ours else _TOLD if file.units else ()
    note = "\n".join(from_note(text, _TOLD) if file.units else text for text in notes_of(node) if not label(text, ours))
    common: list[tuple[str, str]] = []
    for other in node.nodes("alt-trans"):
        match = other.first("target")
        if match is not None and match.text(codes):
            found = (other.get("match-quality"), other.get("origin"), match.text(codes))
            common.append(("xliff:alt", "\t".join(found)))
    for segment in segments:
        text = segment.source.text(codes)
        if not text.strip():
            continue
        extra = list(common)
        for name, part in (("source", segment.source), ("target", segment.target)):
            if part is not None and any(part.nodes()):
                pieces = [xml.escape(child) if isinstance(child, str) else child.whole() for child in part.children]
                extra.append((f"xliff{file.major}:{name}", "".join(pieces)))
        yield TranslationUnit(
            text,
            segment.rendered(codes),
            source,
            target,
            State.PROPOSED if segment.state.startswith(OPEN) else State.APPROVED,
            key=segment.key,
            note=note,
            extra=tuple(extra),
            place=Place(file.where, segment.source.line),
        )


_NAME = re.compile(r"[\w.:-]+", re.ASCII)
REMEMBERED = 100_000
"""How many identifiers are remembered, so that memory stays bounded."""


class _Identifiers:
    """Decides which keys of units can be identifiers: they must be names and unique, keys need not."""

    def __init__(self) -> None:
        self._highest = -1
        self._used: set[str] = set()

    def free(self, key: str) -> bool:
        """Return whether *key* can be an identifier, and reserve it. Ascending numbers always can."""
        if key.isascii() and key.isdecimal() and len(key) < 19:
            if int(key) <= self._highest:
                return False
            self._highest = int(key)
            return True
        if not _NAME.fullmatch(key) or key in self._used or NUMBERED.fullmatch(key):
            return False
        if len(self._used) == REMEMBERED:
            return False
        self._used.add(key)
        return True


def _write_units(
    major: int, stream: BinaryIO, units: Iterable[TranslationUnit], *, source_language: str, languages: Sequence[str]
) -> list[Loss]:
    """Write *units* as XLIFF and return the losses; without *languages*, those in the language of the first unit.

    Raises ConfigError for more than one language.
    """
    source, target, units = tags.tag(source_language), one_language(languages), iter(units)
    if not target and (first := next(units, None)):
        target, units = one_language([first.target_language]), chain([first], units)
    losses = Losses()
    stream.write(head(source, target, major, UNITS).encode())
    identifiers = _Identifiers()
    for at, unit in enumerate(units, 1):
        if unit.target_language != target:
            losses.add("units in other languages", unit.source)
            continue
        losses.unit(unit, source)
        free = identifiers.free(unit.key)
        identifier = xml.quote(unit.key) if free else f'"u{at}"'
        if unit.key and not free:
            identifier += f" {'name' if major == 2 else 'resname'}={xml.quote(unit.key)}"
        stream.write(_line(unit, identifier, major, losses).encode())
    stream.write(TAILS[major].encode())
    return losses.list()


write_units = partial(_write_units, 2)
write_units_v1 = partial(_write_units, 1)


def _line(unit: TranslationUnit, identifier: str, major: int, losses: Losses) -> str:
    """Return a unit as a line of XLIFF; *identifier* is the quoted attribute value, and possibly a name attribute."""
    extra = dict(unit.extra)
    source, target = (
        f"<{name}>{xml.marked_up(text, extra.pop(f'xliff{major}:{name}', ''), CODES[major])}</{name}>"
        for name, text in (("source", unit.source), ("target", unit.target))
    )
    said = [as_note(unit.note, _TOLD), f"{REMINDER}: {terms}" if (terms := extra.pop(REMINDER, "")) else ""]
    losses.details(extra)
    note = "".join(f"<note>{xml.escape(text)}</note>" for text in said if text)
    approved = unit.state is State.APPROVED
    if not unit.target:
        target = ""
    if major == 2:
        state = f' state="{"final" if approved else "initial"}"' if target else ""
        notes = f"<notes>{note}</notes>" if note else ""
        return f"    <unit id={identifier}>{notes}<segment{state}>{source}{target}</segment></unit>\n"
    state = f' approved="{"yes" if approved else "no"}"' if target else ""
    if target and not approved:
        target = target.replace("<target", '<target state="needs-review-translation"', 1)
    return f"      <trans-unit id={identifier}{state}>{source}{target}{note}</trans-unit>\n"
