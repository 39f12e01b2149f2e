"""Glossaries for machine translation: DeepL, Google, Microsoft, AWS. Approved renderings only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from glossary import languages as tags
from glossary.errors import ConfigError, OutputError
from glossary.formats import Read, Reading, Write, table, tmx, xlsx
from glossary.formats.table import Column
from glossary.formats.terms import NONE_APPROVED, UNAPPROVED, UNRENDERED, Losses, left_out, signature
from glossary.model import Concept, Loss, State, Term, Termbase


@dataclass(frozen=True, slots=True)
class Rules:
    """What a tool refuses in a table of terms."""

    title: str
    first: str = ""
    """Characters that no cell may begin with."""
    never: str = ""
    """A regular expression that no cell may match."""
    longest: int = 0
    """The most bytes of a cell; 0 for no limit."""
    size: int = 0
    """The most bytes of a file."""

    def broken(self, cell: str) -> str:
        """Return what is wrong with a cell, or an empty string."""
        if self.first and cell[:1] and cell[0] in self.first:
            first = " ".join(self.first.strip())
            return f"terms that begin with one of {first}"  # message
        if self.never and re.search(self.never, cell):
            return f"terms with characters that {self.title} refuses"  # message
        if self.longest and len(cell.encode()) > self.longest:
            return f"terms of more than {self.longest} bytes"  # message
        return ""

    def bounded(self, data: bytes) -> bytes:
        """Return *data*. Raises OutputError if it is too large for the tool."""
        if self.size and len(data) > self.size:
            raise OutputError(
                f"{self.title} takes {self.size:,} bytes, and this is {len(data):,}", hint="export a part of it"
            )
        return data


def _approved(term: Term | None) -> Term | None:
    return term if term is not None and term.state is State.APPROVED else None


_KEPT = frozenset({"states", "variants"})
"""Losses reported differently here: unapproved renderings are left out, and variants have rows of their own."""


def sources_of(concept: Concept) -> list[str]:
    """Return the forms of a concept in texts: its head, the variants, and the inflected forms of both."""
    found = [term for term in concept.terms_in(concept.head.language) if term is concept.head or term.usable]
    return list(dict.fromkeys(text for term in found for text in (term.text, *term.forms)))


def _sources(concept: Concept, losses: Losses) -> Iterator[str]:
    """Yield the :func:`sources_of` *concept*, and count in *losses* that variants become separate terms."""
    for at, source in enumerate(sources_of(concept)):
        if at:
            losses.add("variants, which become terms of their own", source)
        yield source


def _pairs(termbase: Termbase, language: str, rules: Rules, losses: Losses) -> Iterator[tuple[str, str]]:
    """Yield approved (source, rendering) pairs for machine translation."""
    seen: dict[str, str] = {}
    for concept in termbase.concepts:
        left_out(concept, [language], losses, keeps=_KEPT)
        rendering = concept.rendering(language)
        if rendering is None or not rendering.text.strip():
            losses.add(UNRENDERED, concept.name)
            continue
        if _approved(rendering) is None:
            losses.add(UNAPPROVED, concept.name)
            continue
        for source in _sources(concept, losses):
            if source.strip() != source or rendering.text.strip() != rendering.text:
                losses.add("whitespace around terms", source)
            pair = source.strip(), rendering.text.strip()
            why = next(filter(None, map(rules.broken, pair)), "")
            if not why and not all(pair):
                why = "terms without text"
            if not why and pair[0] in seen:
                if seen[pair[0]] == pair[1]:
                    continue
                why = "sources with a second rendering"
            if why:
                losses.add(why, pair[0])
                continue
            seen.setdefault(*pair)
            yield pair


def two_columns(rules: Rules, between: str) -> tuple[Write, Read]:
    """Return the writer and reader of a table with two columns and no header."""

    def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        losses = Losses()
        if len(languages) != 1:
            raise ConfigError(
                f"such a file for {rules.title} goes in one direction", hint="choose one language, such as -l ru"
            )
        target = tags.tag(languages[0])
        lines = list(_pairs(termbase, target, rules, losses))
        return rules.bounded(table.written(lines, between, end="\n")), losses.list()

    def read(data: bytes, *, where: str, source_language: str, language: str = "", encoding: str = "") -> Reading:
        lines = table.read_rows(data, where=where, encoding=encoding, between=between)
        columns = [Column("term", tags.tag(name) if name else "?") for name in (source_language, language)]
        said = {"where": where, "source_language": source_language, "language": language}
        return table.from_rows(lines, **said, columns=columns)

    return write, read


def languages_of(termbase: Termbase, languages: Sequence[str]) -> list[str]:
    """Return the tags of the source language and of *languages*."""
    return [termbase.source_language, *(tags.tag(name) for name in languages)]


def equivalents(rules: Rules, header: Callable[[str], str], kind: str) -> tuple[Write, Read]:
    """Return the writer and reader of a table with a column per language, approved terms only."""

    def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        losses = Losses()
        codes = languages_of(termbase, languages)
        lines: list[list[str]] = [[header(code) for code in codes]]
        seen: set[str] = set()
        for concept in termbase.concepts:
            left_out(concept, codes[1:], losses, keeps=_KEPT)
            found = [_approved(concept.rendering(code)) for code in codes[1:]]
            if not any(found):
                losses.add(NONE_APPROVED, concept.name)
                continue
            for source in _sources(concept, losses):
                cells = [source.strip(), *(term.text.strip() if term else "" for term in found)]
                why = next(filter(None, map(rules.broken, cells)), "")
                if not why and cells[0] in seen:
                    why = "duplicate sources"
                if why:
                    losses.add(why, source)
                    continue
                seen.add(cells[0])
                lines.append(cells)
        book = kind == "xlsx"
        mark = signature(termbase.extra)
        data = xlsx.written(lines, losses, mark) if book else table.written(lines, kind, end="\n")
        return rules.bounded(data), losses.list()

    if kind == "xlsx":
        return write, xlsx.read
    return write, plain_table(kind)


def google() -> tuple[Write, Read]:
    """Return the writer and reader of Google's CSV: two columns without header, or several languages with one."""
    (two, read_two), (many, read_many) = two_columns(GOOGLE, ","), equivalents(GOOGLE, tags.regional, ",")

    def write(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
        return (two if len(languages) == 1 else many)(termbase, languages=languages)

    def read(data: bytes, *, where: str, source_language: str, encoding: str = "", **more: str) -> Reading:
        lines = table.read_rows(data, where=where, encoding=encoding, between=",")
        # A header has codes, because "English" may be a term. Google allows two columns about the terms.
        codes = [tags.known(cell) for cell in next(lines)[1] if cell not in ("pos", "description")]
        header = all(codes) and tags.near(codes, tags.tag(source_language))
        made = read_many if header else read_two
        return made(data, where=where, source_language=source_language, encoding=encoding, **more)

    return write, read


def plain_table(between: str) -> Read:
    """Return the reader of a table with a header whose cells are not guarded."""

    def read(data: bytes, *, where: str, encoding: str = "", **languages: Any) -> Reading:
        lines = table.read_rows(data, where=where, encoding=encoding, between=between)
        # Amazon's "zh" is Simplified Chinese, and "zh-TW" the other.
        number, cells = next(lines)
        head = [{"zh": "zh-CN"}.get(cell, cell) for cell in cells]
        return table.from_rows(chain([(number, head)], lines), where=where, **languages)

    return read


def approved_tmx(termbase: Termbase, *, languages: Sequence[str]) -> tuple[bytes, list[Loss]]:
    """Return a TMX of each source with its approved rendering, and nothing else, for machine translation."""
    losses = Losses()
    concepts: list[Concept] = []
    for concept in termbase.concepts:
        found = [_approved(concept.rendering(tags.tag(name))) for name in languages]
        left_out(concept, map(tags.tag, languages), losses, keeps=_KEPT)
        terms = [Term(term.text, term.language) for term in found if term]
        if not terms:
            losses.add(NONE_APPROVED, concept.name)
            continue
        concepts += [Concept((Term(source, concept.head.language), *terms)) for source in _sources(concept, losses)]
    made = Termbase(tuple(concepts), termbase.source_language, extra=termbase.extra)
    data, found_more = tmx.write(made, languages=languages)
    return data, [*losses.list(), *found_more]


def aws_code(code: str) -> str:
    """Return Amazon's code for a language."""
    return {"zh-Hans": "zh", "zh-Hant": "zh-TW"}.get(code, code)


DEEPL = Rules("DeepL", never="[\x00-\x1f\x7f-\x9f\u2028\u2029]", longest=1024, size=10 << 20)
GOOGLE = Rules("Google", never="[\t\r\n]", size=10 << 20)
MICROSOFT = Rules("Microsoft", never="[\t\r\n]")
AWS = Rules("AWS", first="=+-@", never="[\t\r\n]", size=10 << 20)
