"""``glossary suggest`` and ``inflect``: proposing missing renderings, and adding inflected forms to renderings."""

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
"""The most segments of the memory that are read for a term."""
_OTHERS, _READ = 400, 4000
"""How many other segments they are compared with, spread over how many at the beginning of the memory."""
MOST = 3
"""The most proposals for an entry."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """The proposals of :func:`suggest` for one entry."""

    concept: str
    language: str
    suggestions: tuple[Suggestion, ...]
    """The best first; it becomes the fuzzy rendering."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """The result of :func:`suggest`."""

    made: tuple[Suggested, ...]
    written: tuple[str, ...]
    """The files that changed."""
    broken: tuple[PluginError, ...] = ()
    """The errors of suggesters that failed; the others were used."""
    warnings: tuple[str, ...] = ()


def suggest(
    project: Home, wanted: Names = (), *, only: Names = (), lists: Names = (), dry_run: bool = False
) -> Proposals:
    """Propose renderings where they are missing, and write them unless *dry_run*.

    The best proposal becomes the rendering, marked as proposed (fuzzy); the next ones become comments. Renderings that
    a person wrote are never replaced, and those that a person rejected or forbade are not proposed again. *only* names
    the suggesters to use, *lists* further files of names. Raises ConfigError for a language that the glossary does not
    have.
    """
    project = opened(project)
    disk = existing(project)
    asked = targets(project, disk.termbase, wanted)
    named = [(name, _list(project, name)) for name in (*project.lists, *each(lists))]
    made: list[Suggested] = []
    concepts = list(disk.termbase.concepts)
    with _memory_lookups(project) as (exact, aligned):
        broken: dict[str, PluginError] = {}
        context = Context(termbase=disk.termbase, memory=exact, aligned=aligned, lists=named, broken=broken)
        _propose(concepts, asked, context, each(only), made)
        seen = 0
        while len(made) > seen and "parts" in (each(only) or ["parts"]):  # phrases can be built from new proposals
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
    """Add proposals to *concepts* without a rendering, and to *made*."""
    for index, concept in enumerate(concepts):
        if concept.obsolete or "read-only" in concept.flags:
            continue
        for language in asked:
            known = concept.terms_in(language)
            if concept.rendering(language) is not None:
                continue
            refused = {term.text for term in known}
            found = suggesters.suggest(concept, language, context, only=only)
            best = [row for row in found if row.text not in refused][:MOST]
            if best:
                made.append(Suggested(concept.name, language, tuple(best)))
                terms = [_term(row, number) for number, row in enumerate(best)]
                concepts[index] = concept = concept.with_terms(language, (*terms, *known))


@contextmanager
def _memory_lookups(project: Project) -> Iterator[tuple[Lookup | None, Lookup | None]]:
    """Return a context with two lookups in the memory (or None), of whole segments and of parts of segments."""
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
        def sample(source: str, target: str) -> list[TranslationUnit]:
            units = memory.units(source_language=source, target_language=target)
            return list(islice(units, 0, _READ, _READ // _OTHERS))

        def aligned(text: str, source: str, target: str) -> Iterator[tuple[str, int]]:
            finder = Finder([(text, source, None)])
            hits = memory.search(text, source_language=source, target_language=target, side="source", limit=_SEGMENTS)
            units = [hit.unit for hit in hits if len(hit.unit.source) > len(text)]
            texts = [unit.target for unit in units if finder.find(unit.source)]
            if len(texts) > 1:
                others = [unit.target for unit in sample(source, target) if not finder.find(unit.source)]
                yield from counterparts(texts, others, spaced=languages.base(target) not in UNSPACED)[:1]

        yield exact, aligned


def _term(row: Suggestion, number: int) -> Term:
    """Return a proposal as a term; the first one (number 0) is preferred."""
    return Term(
        row.text,
        row.language,
        usage=Usage.ADMITTED if number else Usage.PREFERRED,
        state=State.PROPOSED,
        origin=f"{row.origin} ({row.confidence})",
    )


def _list(project: Project, name: str) -> Lookup:
    """Return a lookup in the file *name*: Wikidata labels (JSON Lines, TSV), or a glossary in any supported format."""
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
    """Add inflected forms to renderings; return how many renderings got them, and the files written.

    Texts are checked against these forms, which a person may correct. Existing forms stay, unless they are those of a
    former rendering. Raises ConfigError if pymorphy3 is not installed, for a language other than Russian, and for one
    that the glossary does not have.
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
    """Return *concept* with forms for its usable Russian renderings without any, if Russian is one of *asked*.

    Forms with another beginning than their rendering belong to a former one, and are replaced.
    """
    terms = []
    for term in concept.terms:
        forms = term.forms if any(form[:2] == term.text[:2] for form in term.forms) else ()
        if not forms and term.usable and term.language in asked and languages.base(term.language) == "ru":
            forms = russian.forms(term.text, concept.kind.value)
        terms.append(term if forms == term.forms else replace(term, forms=forms))
    return replace(concept, terms=tuple(terms))
