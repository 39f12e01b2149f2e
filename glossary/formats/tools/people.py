"""Glossaries for translators' tools: memoQ, Phrase, Crowdin, Lokalise, Weblate, Poedit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary import languages as tags
from glossary.formats import Reading, table, tmx, xlsx
from glossary.formats.po.comments import hide
from glossary.formats.table.stems import stem, unmarked
from glossary.formats.terms import UNRENDERED, Losses, in_order, left_out, promoted, signature
from glossary.formats.tools.machine import Rules, languages_of, plain_table, sources_of
from glossary.model import Concept, Kind, Loss, State, Term, Termbase, Usage


def usable_tmx(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return a TMX of two languages with one ``tu`` per source and rendering, for memories that offer all they hold."""
    losses = Losses()
    target = tags.tag(languages[0])
    concepts: list[Concept] = []
    for concept in termbase.concepts:
        left_out(concept, [target], losses, keeps={"kinds", "notes", "contexts", "states", "origins", "senses"})
        renderings = [term for term in in_order(concept, [target]).terms_in(target) if term.usable]
        if not renderings:
            losses.add(UNRENDERED, concept.name)
            continue
        promoted(concept, [target], losses)
        concepts.append(
            replace(concept, terms=(Term(concept.name, concept.head.language), renderings[0]), flags=frozenset())
        )
    made = Termbase(tuple(concepts), termbase.source_language, extra=termbase.extra)
    data, found = tmx.write(made, languages=languages)
    return data, [*losses.list(), *found]


# memoQ: a row per concept, repeated columns for synonyms


_MEMOQ_NAMES = {"zh-Hans": "Chinese (PRC)", "zh-Hant": "Chinese (Taiwan)"}


def write_memoq(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return CSV for memoQ, with a row per concept, repeated columns for synonyms, stem markers; and what was lost."""
    losses = Losses()
    codes = languages_of(termbase, languages)
    names = [_MEMOQ_NAMES.get(code) or tags.english_name(code) for code in codes]
    concepts = [in_order(concept, codes[1:]) for concept in unmarked(termbase.concepts, codes, losses)]
    shown = [[[term for term in concept.terms_in(code) if term.usable] for code in codes] for concept in concepts]
    widths = [max((len(row[at]) for row in shown), default=1) or 1 for at in range(len(codes))]
    header = ["Entry_ID", "Entry_Subject", "Entry_Note"]
    for name, width in zip(names, widths, strict=True):
        header += [f"{name}_Def", *[name, "Term_Info", "Term_Example"] * width]
    lines = [header]
    for number, (concept, row) in enumerate(zip(concepts, shown, strict=True), 1):
        kept = {"notes", "definitions", "subjects", "variants", "admitted renderings", "contexts"}
        left_out(concept, codes[1:], losses, keeps=kept)
        promoted(concept, codes[1:], losses)
        cells = [str(number), concept.subject, concept.note]
        for at, terms in enumerate(row):
            cells.append(concept.definition if at == 0 else "")
            for place in range(widths[at]):
                text = stem(terms[place], star=True) if place < len(terms) else ""
                cells += [text, "", concept.context if at == place == 0 else ""]
        lines.append(cells)
    return table.written(lines, ";"), losses.list()


# Phrase: a row per synonym, grouped by CID


def write_phrase(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return a workbook for Phrase, with a row per synonym, grouped by CID, and stem markers; and what was lost."""
    losses = Losses()
    codes = languages_of(termbase, languages)
    lines = [["CID", "concept_domain", "concept_definition", "concept_note", "TID", *map(tags.regional, codes)]]
    count = 0
    for number, concept in enumerate(unmarked(termbase.concepts, codes, losses), 1):
        concept = in_order(concept, codes[1:])
        kept = {"notes", "definitions", "subjects", "variants", "admitted renderings"}
        left_out(concept, codes[1:], losses, keeps=kept)
        promoted(concept, codes[1:], losses)
        shown = [[term for term in concept.terms_in(code) if term.usable] for code in codes]
        for at in range(max(map(len, shown))):
            count += 1
            cells = [stem(terms[at], star=False) if at < len(terms) else "" for terms in shown]
            about = [concept.subject, concept.definition, concept.note] if not at else ["", "", ""]
            lines.append([str(number), *about, str(count), *cells])
    return xlsx.written(lines, losses, signature(termbase.extra)), losses.list()


# Crowdin, Lokalise, Weblate: a row per concept


def write_crowdin(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return CSV for Crowdin, with a row per concept, and what was lost."""
    header, lines, losses = _crowdin(termbase, languages)
    return table.written([header, *lines], ","), losses.list()


def write_crowdin_book(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return a workbook for Crowdin, with a row per concept, and what was lost."""
    header, lines, losses = _crowdin(termbase, languages)
    return xlsx.written([header, *lines], losses, signature(termbase.extra)), losses.list()


def _crowdin(termbase: Termbase, languages: Sequence[str]) -> tuple[list[str], list[list[str]], Losses]:
    """Return the header and the rows of a table for Crowdin, and what was lost."""
    losses = Losses()
    codes = languages_of(termbase, languages)
    header: list[str] = []
    for code in codes:
        header += [f"{kind}_{tags.regional(code)}" for kind in ("term", "description", "status")]
    classed = any(concept.part_of_speech for concept in termbase.concepts)
    header += [f"partOfSpeech_{tags.regional(codes[0])}"] * classed
    lines: list[list[str]] = []
    for concept in termbase.concepts:
        left_out(concept, codes[1:], losses, keeps={"definitions", "notes on terms", "parts of speech"})
        cells: list[str] = []
        for code in codes:
            term = concept.head if code == concept.head.language else concept.rendering(code)
            about = concept.definition if term is concept.head else term.note if term else ""
            if term is concept.head and term.note:
                losses.add("notes on source terms", term.note)
            cells += [term.text if term else "", about, term.usage.value if term else ""]
        lines.append(cells + [concept.part_of_speech] * classed)
    return header, lines, losses


def write_lokalise(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return CSV for Lokalise, with a row per concept, and what was lost."""
    losses = Losses()
    codes = languages_of(termbase, languages)
    header = ["term", "description", "casesensitive", "translatable", "forbidden", "tags"]
    for code in codes:
        name = tags.gettext(code)
        header += [name, f"{name}_description"]
    lines = [header]
    for concept in termbase.concepts:
        left_out(concept, codes[1:], losses, keeps={"definitions", "notes on terms", "kinds", "flags"})
        named = concept.kind not in (Kind.PHRASE, Kind.OTHER)
        kept = "read-only" in concept.flags
        cells = [concept.name, concept.definition, _word(named), _word(not kept), "no", concept.kind.value]
        for code in codes:
            term = concept.head if code == concept.head.language else concept.rendering(code)
            if term is None and not kept:
                losses.add("empty translations, which Lokalise may take as an order to delete them", concept.name)
            cells += [term.text, term.note] if term else ["", ""]
        lines.append(cells)
    return table.written(lines, ";"), losses.list()


def _word(yes: bool) -> str:
    return "yes" if yes else "no"


_WEBLATE = "location,source,target,id,fuzzy,context,translator_comments,developer_comments".split(",")


def write_weblate(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return CSV for Weblate, with a row per source, variant and form, and what was lost."""
    losses = Losses()
    rules = Rules("Weblate", first="=+-@|%\t ")
    target = tags.tag(languages[0])
    lines: list[Sequence[str]] = [_WEBLATE]
    for concept in termbase.concepts:
        kept = {"kinds", "senses", "definitions", "parts of speech", "notes", "contexts", "states", "variants"}
        left_out(concept, [target], losses, keeps=kept)
        rendering = concept.rendering(target)
        fuzzy = "True" if rendering is not None and rendering.state is State.PROPOSED else ""
        about = {
            "kind": concept.kind.value,
            "definition": concept.definition,
            "part of speech": concept.part_of_speech,
            "context": concept.context,
        }
        for at, source in enumerate(sources_of(concept)):
            cells = (source, rendering.text if rendering else "")
            why = next(filter(None, map(rules.broken, cells)), "")
            if why:
                losses.add(why, source)
                continue
            told = {"variant": concept.name} if at else about
            said = "\n".join(f"{name}: {hide(text)}" for name, text in told.items() if text)
            lines.append(["", *cells, "", fuzzy, concept.sense, "" if at else concept.note, said])
    return table.written(lines, ","), losses.list()


def read_weblate(data: bytes, **said: str) -> Reading:
    """Return Weblate's CSV as a termbase; variants go back to their concept. Raises InputError."""
    found = plain_table(",")(data, **said)
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
