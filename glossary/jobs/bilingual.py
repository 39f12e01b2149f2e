"""Bilingual files -> translation units, whatever their format; a glossary gives its renderings as units."""

from __future__ import annotations

from collections.abc import Iterator

from glossary import formats, languages
from glossary.errors import InputError
from glossary.formats import files
from glossary.model import Termbase, TranslationUnit
from glossary.project import Project


def units(project: Project, name: str, *, language: str = "", encoding: str = "") -> Iterator[TranslationUnit]:
    """Yield the units of the bilingual file *name*, also those without a translation, in bounded memory.

    With *language*, those into that language only. Raises InputError where the file holds nothing of the kind.
    """
    wanted = languages.require_script(language) if language else ""
    with files.opened(name) as stream:
        row = formats.detect(stream.peek(formats.SNIFF)[: formats.SNIFF], name)
        if row.units is not None:
            source = project.source_language if wanted else ""
            yield from row.units(stream, where=name, source_language=source, language=wanted, encoding=encoding or None)
            return
    if row.read is None:
        raise InputError(f"{row.title} holds no translated segments", where=name)
    reading = row.read(
        files.read_bytes(name),
        where=name,
        source_language=project.source_language,
        language=wanted,
        encoding=encoding or None,
    )
    yield from _rendered(reading.termbase, wanted)


def _rendered(termbase: Termbase, wanted: str) -> Iterator[TranslationUnit]:
    """Yield each rendering of a termbase as a unit."""
    for concept in termbase.concepts:
        if concept.head.language != termbase.source_language:
            continue
        for language in dict.fromkeys(term.language for term in concept.terms):
            term = concept.rendering(language)
            if language == termbase.source_language or term is None or (wanted and language != wanted):
                continue
            yield TranslationUnit(
                source=concept.name,
                target=term.text,
                source_language=termbase.source_language,
                target_language=language,
                state=term.state,
                origin=term.origin,
                key=concept.sense,
                note=term.note,
                place=concept.place,
            )
