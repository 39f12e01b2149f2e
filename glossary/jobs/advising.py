"""The current glossary applied to a text, and to translations that the memory found for it."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.renderings import MANY, Mention, Terms
from glossary.checks.usage import contradictions
from glossary.memory.answer import Advice
from glossary.memory.repair import Known, renders
from glossary.model import Concept, Term, Termbase, TranslationUnit, Usage


def terms_of(termbase: Termbase, language: str) -> Terms | None:
    """Return the compiled terms of *termbase* and their renderings in *language*, or None if it has no concepts."""
    return Terms(termbase, language) if termbase.live else None


def reminder(text: str, terms: Terms) -> str:
    """Return the agreed renderings of the terms in *text*, one per line: ``Samarkand: Самарканд``.

    Each sense of a homograph has its own line, with its name: ``Georgia (country): Грузия``.
    """
    terms.begin()
    mentions = sorted(terms.mentions(text, rendered=True), key=lambda mention: mention.start)
    named = {concept.key: _agreed(concept, terms) for mention in mentions for concept in mention.concepts[:MANY]}
    return "\n".join(
        f"{name}{f' ({sense})' if sense else ''}: {' | '.join(term.text for term in agreed)}"
        for (name, sense), agreed in named.items()
        if agreed
    )


def advice(terms: Terms) -> Advice:
    """Return a function that judges a translation found for a text by the glossary.

    It applies the rules of :func:`glossary.jobs.check` to the terms that are in the text as well as in the unit's
    source.
    """

    def advise(text: str, unit: TranslationUnit) -> tuple[list[str], list[Known]]:
        against = list(contradictions(unit, terms))
        terms.begin()
        here, there = (terms.mentions(one, rendered=True) for one in (text, unit.source))
        asked = {concept.name for mention in here for concept in mention.concepts}
        reasons = [_reason(concept, bad, unit, terms) for concept, bad in against if concept.name in asked]
        return list(filter(None, reasons)), [*_known(here, terms), *_known(there, terms)]

    return advise


def _reason(concept: Concept, bad: str, unit: TranslationUnit, terms: Terms) -> str:
    """Return why the translation of *unit* contradicts the glossary; empty if a looser comparison finds the term."""
    source, agreed = concept.name, terms.agreed(concept)
    if bad:
        return f"glossary: not '{bad}' for '{source}'"  # message
    if terms.method == "exact" and any(renders(unit.target, term.text) for term in agreed):
        return ""
    rendering = agreed[0].text
    return f"glossary: '{source}' is '{rendering}' today"  # message


def _known(mentions: tuple[Mention, ...], terms: Terms) -> Iterator[Known]:
    """Yield the concepts mentioned, with their renderings."""
    for mention in mentions:
        for concept in mention.concepts[:MANY]:
            yield Known(mention.form, tuple(term.text for term in _agreed(concept, terms)), concept.kind.value)


def _agreed(concept: Concept, terms: Terms) -> list[Term]:
    """Return the renderings of *concept* that may be used, preferred ones first."""
    return sorted(terms.agreed(concept), key=lambda term: term.usage is not Usage.PREFERRED)
