"""What the formats of terms have in common: the order of terms, where they were seen, and the list of what was lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary.model import Concept, Loss, Occurrence, State, Term, Usage

_USABLE = (Usage.PREFERRED, Usage.ADMITTED)
_RANK = {usage: rank for rank, usage in enumerate(Usage)}


def usable(term: Term) -> bool:
    """Return whether a translator may write *term*."""
    return term.usage in _USABLE and term.state is not State.REJECTED


def in_order(concept: Concept, languages: Sequence[str]) -> Concept:
    """Return *concept* with its terms in canonical order.

    The head comes first, then the other terms of its language, then those of each language in the order of
    *languages*; in a language preferred before admitted before those that may not be written, else as they stood.
    """
    order = {name: at for at, name in enumerate((concept.head.language, *languages))}
    terms = sorted(
        concept.terms[1:],
        key=lambda term: (order.get(term.language, len(order)), not usable(term), _RANK[term.usage]),
    )
    return replace(concept, terms=(concept.head, *terms))


def number(text: str) -> int:
    """Return the count that a file gives as *text*; 0 where that is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def reference(at: Occurrence) -> str:
    """Return where a term was seen as ``file:line``, as in a PO."""
    return f"{at.document}:{at.line}" if at.line else at.document


def occurrence(text: str) -> Occurrence:
    """Return the occurrence that :func:`reference` wrote."""
    document, _, line = text.rpartition(":")
    known = bool(document and number(line))
    return Occurrence(document if known else text, number(line) if known else 0, -1, -1, "")


class Losses:
    """What is lost while a file is written, gathered by kind."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, str]] = {}

    def add(self, what: str, example: str = "") -> None:
        """Count one loss of the kind *what*; the first *example* is kept."""
        count, first = self._found.get(what, (0, example))
        self._found[what] = (count + 1, first)

    def list(self) -> list[Loss]:
        """Return the losses, in the order in which their kinds came."""
        return [Loss(what, count, example) for what, (count, example) in self._found.items()]
