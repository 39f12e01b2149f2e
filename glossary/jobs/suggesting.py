"""``glossary suggest`` and ``inflect``: renderings that are missing, and the forms of those that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import PurePath

from glossary import formats, languages, merge
from glossary import suggest as suggesters
from glossary.errors import ConfigError, InputError, PluginError, to_install
from glossary.formats import files
from glossary.jobs.disk import existing, save, targets
from glossary.jobs.remembering import memory_of, remembers
from glossary.model import Concept, State, Suggestion, Term, TranslationUnit, Usage
from glossary.project import Home, Names, Project, each, opened
from glossary.suggest import Context, Lookup
from glossary.suggest.lists import labels
from glossary.text import russian, russian_words

_SEGMENTS = 100
"""How many segments of the memory with a term are looked at."""
_OTHERS, _READ = 400, 4000
"""How many others they are compared with, out of how many from the beginning."""
MOST = 3
"""How many proposals an entry gets."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What :func:`suggest` proposes for one entry."""

    concept: str
    language: str
    suggestions: tuple[Suggestion, ...]
    """The best first; that one becomes the fuzzy rendering."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What :func:`suggest` did."""

    made: tuple[Suggested, ...]
    written: tuple[str, ...]
    """The files that changed."""
    broken: tuple[PluginError, ...] = ()
    """Of suggesters that broke; the others were asked."""
    warnings: tuple[str, ...] = ()


def suggest(
    project: Home, wanted: Names = (), *, only: Names = (), lists: Names = (), dry_run: bool = False
) -> Proposals:
    """Propose renderings where there are none, and write them unless *dry_run*.

    The best proposal becomes the rendering, marked as proposed (fuzzy); the next ones stand in comments below it. What
    a person wrote, rejected or forbade is never proposed over or again. *only* names the suggesters to ask, *lists*
    files of names besides those of the configuration. Raises ConfigError for a language that the glossary has not.
    """
    project = opened(project)
    disk = existing(project)
    asked = targets(project, disk.termbase, wanted)
    named = [(name, _list(project, name)) for name in (*project.lists, *each(lists))]
    made: list[Suggested] = []
    concepts = list(disk.termbase.concepts)
    with _remembered(project) as (exact, aligned):
        broken: dict[str, PluginError] = {}
        context = Context(termbase=disk.termbase, memory=exact, aligned=aligned, lists=named, broken=broken)
        _propose(concepts, asked, context, each(only), made)
        seen = 0
        while len(made) > seen and "parts" in (each(only) or ["parts"]):  # phrases, of what was proposed just now
            seen = len(made)
            context = replace(context, termbase=replace(disk.termbase, concepts=tuple(concepts)), kept={})
            _propose(concepts, asked, context, ["parts"], made)
    written: list[str] = []
    if made and not dry_run:
        termbase = replace(disk.termbase, concepts=tuple(concepts))
        written = save(project, disk, termbase)
    plain = any(languages.base(name) == "ru" for name in asked) and not russian_words.available()
    command = to_install("pymorphy3")
    warning = f"without pymorphy3 no Russian phrases are built of their parts; {command}"
    return Proposals(tuple(made), tuple(written), tuple(broken.values()), (warning,) if plain else ())


def _propose(
    concepts: list[Concept], asked: Sequence[str], context: Context, only: Sequence[str], made: list[Suggested]
) -> None:
    """Put proposals into *concepts* where there is no rendering, and into *made* what they are."""
    for index, concept in enumerate(concepts):
        if concept.obsolete or "read-only" in concept.flags:
            continue
        for language in asked:
            there = concept.terms_in(language)
            if concept.rendering(language) is not None:
                continue
            refused = {term.text for term in there}
            found = suggesters.suggest(concept, language, context, only=only)
            best = [row for row in found if row.text not in refused][:MOST]
            if best:
                made.append(Suggested(concept.name, language, tuple(best)))
                terms = [_term(row, number) for number, row in enumerate(best)]
                concepts[index] = concept = concept.with_terms(language, (*terms, *there))


@contextmanager
def _remembered(project: Project) -> Iterator[tuple[Lookup | None, Lookup | None]]:
    """Give two lookups in the translation memory: of whole segments, and of parts of longer ones; None without one."""
    if not remembers(project):
        yield None, None
        return
    from glossary.text.counterparts import counterparts
    from glossary.text.find import UNSPACED, Finder

    with memory_of(project, read_only=True) as memory:

        def exact(text: str, source: str, target: str) -> Iterator[tuple[str, int]]:
            found = memory.lookup(text, target, source, minimum=100, limit=_SEGMENTS)
            yield from Counter(match.unit.target for match in found).items()

        @cache
        def some(source: str, target: str) -> list[TranslationUnit]:
            units = memory.units(source_language=source, target_language=target)
            return list(islice(units, 0, _READ, _READ // _OTHERS))

        def aligned(text: str, source: str, target: str) -> Iterator[tuple[str, int]]:
            finder = Finder([(text, source, None)])
            hits = memory.search(text, source_language=source, target_language=target, side="source", limit=_SEGMENTS)
            units = [hit.unit for hit in hits if len(hit.unit.source) > len(text)]
            texts = [unit.target for unit in units if finder.find(unit.source)]
            if len(texts) > 1:
                others = [unit.target for unit in some(source, target) if not finder.find(unit.source)]
                yield from counterparts(texts, others, spaced=languages.base(target) not in UNSPACED)[:1]

        yield exact, aligned


def _term(row: Suggestion, number: int) -> Term:
    """Return a proposal as a term: the first one (number 0) is preferred."""
    return Term(
        row.text,
        row.language,
        usage=Usage.ADMITTED if number else Usage.PREFERRED,
        state=State.PROPOSED,
        origin=f"{row.origin} ({row.confidence})",
    )


def _list(project: Project, name: str) -> Lookup:
    """Return a lookup in the file *name*: labels of Wikidata (JSON lines, TSV), or any glossary that we can read."""
    own = project.root / name
    data = files.read_bytes(own if name != files.STDIN and own.exists() else name)
    suffix = PurePath(name).suffix.lower()
    if suffix in (".jsonl", ".json", ".ndjson"):
        return labels(data, name)
    try:
        termbase = formats.read(data, where=name, source_language=project.source_language).termbase
    except InputError:
        if suffix != ".tsv":
            raise
        return labels(data, name)
    index: dict[str, list[Term]] = {}
    for concept in termbase.concepts:
        for term in concept.terms_in(project.source_language):
            index.setdefault(merge.tidy(term.text), []).extend(concept.terms)

    def lookup(text: str, source: str, target: str) -> Iterator[tuple[str, int]]:
        found = index.get(merge.tidy(text), ())
        yield from Counter(term.text for term in found if term.language == target and term.usable).items()

    return lookup


def inflect(project: Home, wanted: Names = (), *, dry_run: bool = False) -> tuple[int, list[str]]:
    """Write the inflected forms of renderings beside them, and return how many renderings and the files written.

    A text is checked by these forms, and a person may mend them. What has forms keeps them, unless they are those of
    a rendering that was there before. Raises ConfigError if pymorphy3 is not installed, for another language than
    Russian, and for one that the glossary does not have.
    """
    project = opened(project)
    disk = existing(project)
    asked = targets(project, disk.termbase, wanted)
    others = [language for language in asked if languages.base(language) != "ru"]
    if others and (wanted or others == asked):
        named = ", ".join(map(project.spelled, others))
        raise ConfigError(f"only Russian is inflected, not {named}")
    concepts = tuple(_inflected(concept, asked) for concept in disk.termbase.concepts)
    pairs = zip(disk.termbase.concepts, concepts, strict=True)
    count = sum(one.forms != two.forms for old, new in pairs for one, two in zip(old.terms, new.terms, strict=True))
    if dry_run or not count:
        return count, []
    return count, save(project, disk, replace(disk.termbase, concepts=concepts))


def _inflected(concept: Concept, asked: Sequence[str]) -> Concept:
    """Return *concept* with forms for its usable Russian renderings that have none, if Russian is *asked*.

    Forms that begin otherwise than their rendering belong to a former one, and are replaced.
    """
    terms = []
    for term in concept.terms:
        forms = term.forms if any(form[:2] == term.text[:2] for form in term.forms) else ()
        if not forms and term.usable and term.language in asked and languages.base(term.language) == "ru":
            forms = russian.forms(term.text, concept.kind.value)
        terms.append(term if forms == term.forms else replace(term, forms=forms))
    return replace(concept, terms=tuple(terms))
