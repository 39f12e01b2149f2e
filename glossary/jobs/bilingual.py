"""Translation units of bilingual files in any format, of glossaries, and of two parallel texts.

Parallel texts are aligned by sentence, or paired line by line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from glossary import formats, languages
from glossary.errors import ConfigError, InputError
from glossary.formats import files, xml
from glossary.jobs.disk import sent
from glossary.model import WAIVER, Concept, Document, State, TranslationUnit
from glossary.project import Project

if TYPE_CHECKING:
    from glossary.memory import Stats


def units(
    project: Project, name: str, *, language: str = "", encoding: str = "", skip: formats.Skip | None = None
) -> Iterator[TranslationUnit]:
    """Yield the units of the bilingual file *name*, untranslated ones included, in bounded memory.

    With *language*, only units into that language. *skip* is called with the line and the reason for each entry of a
    TMX or a glossary that cannot be used. Raises InputError if the format of the file does not hold translations.
    """

    def unusable(line: int, why: str) -> None:
        if skip and why != xml.COMMENTS:
            skip(line, why)

    wanted = languages.require_script(language) if language else ""
    with files.opened(name) as stream:
        row = formats.detect(files.head(stream), name)
        if row.units is not None:
            source = project.source_language if wanted or row.name == "po" else ""  # not named in a PO
            spoken = {"source_language": source, "language": wanted}
            told = unusable if row.name == "tmx" else None  # others report what is not a translation
            yield from row.units(stream, where=name, **spoken, encoding=encoding, skip=told)
            return
        if row.concepts is not None:
            said = {"where": name, "source_language": project.source_language, "language": wanted, "encoding": encoding}
            reading, concepts = row.concepts(stream, **said, skip=unusable)
            yield from _rendered(concepts, reading.termbase.source_language, wanted)
            return
    if row.read is None:
        raise InputError(f"{row.title} has no translated segments", where=name)
    reading = sent(project, name, language, encoding)
    for passed in reading.skipped:
        unusable(passed.line, passed.why)
    yield from _rendered(reading.termbase.concepts, reading.termbase.source_language, wanted)


def languages_of(rows: Iterable[Stats | TranslationUnit]) -> tuple[str, ...]:
    """Return the pairs of languages of *rows*, each as ``en → ru``."""
    pairs = dict.fromkeys((row.source_language, row.target_language) for row in rows)
    return tuple(" → ".join(map(languages.gettext, pair)) for pair in pairs if all(pair))


def refuse_other_languages(project: Project, name: str, language: str) -> None:
    """Raise InputError if the bilingual file *name*, which has no units into *language*, has some into others."""
    if pairs := languages_of(units(project, name)):
        wanted = f"{languages.gettext(project.source_language)} → {languages.gettext(language)}"
        raise InputError(
            f"the file holds {', '.join(pairs)}, not {wanted}", where=name, hint="name one of its languages with -l"
        )


def _rendered(concepts: Iterable[Concept], source: str, wanted: str) -> Iterator[TranslationUnit]:
    """Yield each rendering of *concepts* as a unit; a concept's waivers go to its note, as in a PO file.

    If the *wanted* language is the source language, the units translate in the opposite direction.
    """
    back = bool(wanted and languages.near([wanted], source))
    for concept in concepts:
        if concept.head.language != source:
            continue
        waivers = [WAIVER + text for text in concept.waivers]
        for language in dict.fromkeys([term.language for term in concept.terms if term.language != source]):
            term = concept.rendering(language)
            if term is None or (wanted and language != wanted and not back):
                continue
            said, state = concept.head, term.state
            if back:
                said, term = term, said
                state = term.state if state is State.APPROVED else state
            note = "\n".join([note for note in (term.note, *waivers) if note]) if waivers else term.note
            texts = (said.text, term.text, said.language, term.language)
            key = concept.sense or concept.id
            yield TranslationUnit(*texts, state, term.origin, key, note=note, place=concept.place)


def aligned(
    project: Project, name: str, target: str, *, language: str, encoding: str = ""
) -> Iterator[TranslationUnit]:
    """Yield the sentences of the text *name* paired with those of its translation *target* into *language*.

    If both have the same number of paragraphs, paragraphs are paired first. Sentences without a partner are left out.
    """
    from glossary.formats import sources
    from glossary.text.align import Bead, align, paragraphs

    wanted = _language(language)
    one = sources.read(name, language=project.source_language, encoding=encoding)
    two = sources.read(target, language=wanted, encoding=encoding)
    joints = list(map(languages.joint, (project.source_language, wanted)))
    mine, theirs = _by_block(one), _by_block(two)
    if len(mine) == len(theirs):
        beads = paragraphs([block.text for block in one.blocks], [block.text for block in two.blocks])
    else:
        beads = [Bead(range(len(mine)), range(len(theirs)))]
    for part in beads:
        source = [text for at in part.source for text in mine[at]]
        translated = [text for at in part.target for text in theirs[at]]
        for bead in align(source, translated):
            if bead.source and bead.target:
                said = joints[0].join(source[bead.source.start : bead.source.stop])
                here = joints[1].join(translated[bead.target.start : bead.target.stop])
                yield TranslationUnit(said, here, project.source_language, wanted, origin=target)


def lines(project: Project, name: str, target: str, *, language: str, encoding: str = "") -> Iterator[TranslationUnit]:
    """Yield the non-empty lines of the text *name* paired with those of its translation *target*.

    Raises InputError if the files have different numbers of lines.
    """
    wanted = _language(language)
    one, two = (
        files.decode(files.read_bytes(file), where=file, encoding=encoding).removesuffix("\n").split("\n")
        for file in (name, target)
    )
    if len(one) != len(two):
        raise InputError(
            f"has {len(two)} lines, and {name} has {len(one)}", where=target, hint="without --by-line they are aligned"
        )
    for text, translated in zip(one, two, strict=True):
        if text.strip() and translated.strip():
            yield TranslationUnit(text.strip(), translated.strip(), project.source_language, wanted, origin=target)


def _language(language: str) -> str:
    """Return the tag of a target *language*. Raises ConfigError if it is empty or lacks a necessary script."""
    if not language:
        raise ConfigError("the language of the translation is not known", hint="give it with --language")
    return languages.require_script(language)


def _by_block(document: Document) -> list[list[str]]:
    """Return the sentences of each block of *document*."""
    from glossary.text.segments import walk

    starts = [block.start for block in document.blocks]
    found: list[list[str]] = [[] for _ in starts]
    for segment in walk(document):
        found[bisect_right(starts, segment.start) - 1].append(segment.text)
    return found
