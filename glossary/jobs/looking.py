"""``glossary status`` and ``glossary lookup``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.decisions import fold
from glossary.errors import GlossaryError
from glossary.formats import files
from glossary.jobs.disk import existing, of_bytes, targets
from glossary.model import Kind, State, Term, Termbase
from glossary.project import Home, Names, each, opened

if TYPE_CHECKING:
    from glossary.checks.renderings import Mention


@dataclass(frozen=True, slots=True)
class Status:
    """How much of a glossary is rendered."""

    concepts: int
    """Concepts that are not obsolete."""
    obsolete: int
    kinds: Mapping[str, int]
    """Number of concepts by kind."""
    languages: Mapping[str, Mapping[str, int]]
    """Numbers of rendered, proposed and empty concepts by language tag."""


def status(project: Home) -> Status:
    """Return the number of concepts by kind, and by language how many are rendered.

    >>> status(home).languages["ru"]
    {'rendered': 2, 'proposed': 0, 'empty': 0}
    """
    termbase = existing(opened(project)).termbase
    live = termbase.live
    by_language: dict[str, dict[str, int]] = {}
    for language in termbase.languages:
        counts = {"rendered": 0, "proposed": 0, "empty": 0}
        for concept in live:
            term = concept.rendering(language)
            counts["empty" if term is None else "proposed" if term.state is State.PROPOSED else "rendered"] += 1
        by_language[language] = counts
    kinds = {kind.value: sum(concept.kind is kind for concept in live) for kind in Kind}
    return Status(len(live), len(termbase.concepts) - len(live), kinds, by_language)


_MOST = 50
"""The most homographs that are returned for one place."""


@dataclass(frozen=True, slots=True)
class Found:
    """A term of the glossary found in a text."""

    term: str
    form: str
    """The words as they occur in the text."""
    start: int
    end: int
    kind: Kind
    renderings: Mapping[str, tuple[Term, ...]]
    """Renderings by language, preferred ones first; empty if there are none."""
    others: int = 0
    """How many further concepts these words may mean."""


def lookup(project: Home, text: str, wanted: Names = ()) -> list[Found]:
    """Return the terms of the glossary in *text*, in their order, with their renderings in the *wanted* languages.

    Of overlapping terms the longest is returned; if it has no rendering in a language, also the terms inside it that
    have one. Raises ConfigError for a language that the glossary does not have.

    >>> [(row.form, row.renderings["ru"][0].text) for row in lookup(home, "Two party congresses in Samarkand", "ru")]
    [('party congresses', 'съезд партии'), ('Samarkand', 'Самарканд')]
    """
    project = opened(project)
    termbase = existing(project).termbase
    shown_in = targets(project, termbase, wanted)
    found = []
    for mention in _mentions(termbase, text, shown_in):
        others = max(0, len(mention.concepts) - _MOST)
        for concept in mention.concepts[:_MOST]:
            shown = {tag: tuple(term for term in concept.terms_in(tag) if term.usable) for tag in shown_in}
            found.append(Found(concept.name, mention.form, mention.start, mention.end, concept.kind, shown, others))
    return found


def _mentions(termbase: Termbase, text: str, wanted: Iterable[str]) -> list[Mention]:
    """Return the longest terms in *text* and, inside those without a rendering in a language, terms that have one."""
    from glossary.checks.renderings import Terms

    longest = Terms(termbase, next(iter(wanted), termbase.source_language)).mentions(text)
    found = {(mention.start, mention.end): mention for mention in longest}
    for language in wanted:
        bare = [row for row in longest if not any(concept.rendering(language) for concept in row.concepts)]
        for inner in Terms(termbase, language).mentions(text, rendered=True) if bare else ():
            if any(outer.start <= inner.start and inner.end <= outer.end for outer in bare):
                found.setdefault((inner.start, inner.end), inner)
    return [found[place] for place in sorted(found, key=lambda place: (place[0], -place[1]))]


def names(project: Home) -> list[str]:
    """Return the names and variants of the concepts in the template, or an empty list if it cannot be read."""
    try:
        project = opened(project)
        template = of_bytes(project, {project.template.name: files.read_bytes(project.template)}).termbase
    except GlossaryError:
        return []
    return list(dict.fromkeys(name for concept in template.concepts for name in (concept.name, *concept.variants)))


def unknown(project: Home, terms: Names) -> dict[str, list[str]]:
    """Return the *terms* that are not concepts of the glossary, with similar names that may have been meant.

    The result is empty if there is no glossary yet.
    """
    from rapidfuzz import fuzz, process

    known = names(project)
    folded = set(map(fold, known))
    odd = [term for term in each(terms) if known and fold(term) not in folded]
    return {
        term: [name for name, *_ in process.extract(term, known, scorer=fuzz.ratio, limit=3, score_cutoff=75)]
        for term in odd
    }
