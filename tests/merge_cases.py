"""What the tests of merging make glossaries with, and how they look at the result."""

from __future__ import annotations

from dataclasses import replace

from glossary.merge import Merged
from glossary.model import Concept, Kind, State, Term, Termbase, Usage

NAMES = ["Kremlin", "Xi Jinping", "party congress", "balance of power", "Taiwan"]


def concept(name: str, ru: str = "", state: State = State.APPROVED, seen: int = 1, **more: object) -> Concept:
    terms = (Term(name, "en"),) + ((Term(ru, "ru", state=state),) if ru else ())
    return Concept(terms, frequency=seen, documents=min(seen, 1), **more)


def base(*concepts: Concept) -> Termbase:
    return Termbase(concepts, "en", ("ru",))


def rendering(termbase: Termbase, name: str) -> tuple[str, State] | None:
    term = next(row for row in termbase.concepts if row.name == name).rendering("ru")
    return (term.text, term.state) if term else None


def actions(merged: Merged, language: str = "ru") -> list[str]:
    return [change.action for change in merged.changes if change.language == language]


def spelled(head: str, *variants: str, kind: Kind = Kind.PHRASE) -> Concept:
    terms = (Term(head, "en"), *(Term(text, "en", Usage.ADMITTED) for text in variants))
    return replace(concept(head, kind=kind), terms=terms)
