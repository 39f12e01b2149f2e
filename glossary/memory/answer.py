"""Candidates -> matches: context, penalties, repairs and order, the same for every store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.memory import repair
from glossary.model import Match, Penalty, State, TranslationUnit
from glossary.text.similarity import Score

UNAPPROVED = 5.0
"""The points that a translation loses that nobody has reviewed."""
OTHER_REGION = 1.0
"""The points that a translation in the language of another region loses."""

_COUNT = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Query:
    """A text to look up, and its context."""

    text: str
    previous: str = ""
    next: str = ""
    key: str = ""
    language: str = ""
    """The target language, by any of its names, or an empty string for any."""

    def region_penalty(self, language: str) -> float:
        """Return the points that a translation in *language* loses because it is that of another region."""
        if self.language in ("", language):
            return 0.0
        from glossary.languages import known

        return 0.0 if known(self.language) == known(language) else OTHER_REGION

    def has_context_of(self, unit: TranslationUnit) -> bool:
        """Return whether *unit* has the same key or the same neighbours as this text.

        A short number does not count as a key: it numbers the segments of a file, as in every file.
        """
        if self.key and self.key == unit.key and not _COUNT.fullmatch(self.key):
            return True
        return bool(self.previous or self.next) and (self.previous, self.next) == (unit.previous, unit.next)


def exact(unit: TranslationUnit, query: Query, memory: str, penalty: float) -> Match:
    """Return the match for a unit with the same source: 100 points, 101 in the same context, less its penalties."""
    context = query.has_context_of(unit)
    ledger = _penalties(unit, query, memory, penalty)
    points = (101.0 if context else 100.0) - sum(row.points for row in ledger)
    return Match(unit, round(max(0.0, points), 1), "context" if context else "exact", tuple(ledger), memory)


def fuzzy(unit: TranslationUnit, score: Score, query: Query, memory: str, penalty: float) -> Match:
    """Return the match for a unit with a similar source."""
    ledger = list(score.penalties) + _penalties(unit, query, memory, penalty)
    points = round(max(0.0, 100.0 - sum(row.points for row in ledger)), 1)
    return Match(unit, points, "fuzzy", tuple(ledger), memory)


def repaired(match: Match, text: str) -> Match:
    """Return *match*, if fuzzy, with a translation adapted to the numbers and dates of *text*."""
    target = _repaired(text, match.unit) if match.kind == "fuzzy" else ""
    return replace(match, repaired=target) if target else match


def _repaired(text: str, unit: TranslationUnit, terms: Sequence[repair.Known] = ()) -> str:
    """Return the translation of *unit* adapted to *text*, or an empty string if nothing changes."""
    target = repair.repaired(
        text, unit.source, unit.target, unit.target_language, terms, source_language=unit.source_language
    )
    return "" if target == unit.target else target


def _penalties(unit: TranslationUnit, query: Query, memory: str, penalty: float) -> list[Penalty]:
    """Return the penalties for other reasons than the source text."""
    ledger = []
    if unit.state is State.PROPOSED:
        ledger.append(Penalty("not approved", UNAPPROVED))
    if points := query.region_penalty(unit.target_language):
        ledger.append(Penalty("another region", points))
    if penalty:
        ledger.append(Penalty(f"memory {memory}", penalty))
    return ledger


def ranked(matches: Iterable[Match], minimum: float, limit: int) -> list[Match]:
    """Return the *limit* best *matches* that reach *minimum*, without duplicate translations of a source.

    Ties are broken by approval, then by kind (context, exact, fuzzy), number of uses, date and order of addition.
    """
    kept = [match for match in matches if match.score >= minimum]
    kept.sort(key=lambda match: match.unit.changed or match.unit.created, reverse=True)
    # The names of the kinds sort in the right order: context, exact, fuzzy.
    kept.sort(key=lambda row: (-row.score, row.unit.state is not State.APPROVED, row.kind, -row.unit.uses))
    best: dict[tuple[str, str, str, str], Match] = {}
    for match in kept:
        unit = match.unit
        best.setdefault((unit.source, unit.target, unit.source_language, unit.target_language), match)
    return list(best.values())[:limit]


# The current glossary

CONTRADICTED = 10.0
"""The points that a match loses for each term whose translation contradicts the glossary."""

Advice = Callable[[str, TranslationUnit], tuple[Sequence[str], Sequence[repair.Known]]]
"""Judges a unit found for a text by the glossary. Returns the reasons why its translation contradicts the glossary, and
the terms in either of the two source texts, which may be swapped."""


def advised(matches: Iterable[Match], text: str, advice: Advice) -> list[Match]:
    """Return *matches* for *text*, best first, after penalties for contradicting the glossary and repairs of terms."""
    changed = []
    for match in matches:
        reasons, terms = advice(text, match.unit)
        ledger = [Penalty(reason, CONTRADICTED) for reason in reasons]
        target = (_repaired(text, match.unit, terms) if terms and match.kind == "fuzzy" else "") or match.repaired
        points = round(max(0.0, match.score - sum(row.points for row in ledger)), 1)
        changed.append(replace(match, score=points, penalties=(*match.penalties, *ledger), repaired=target))
    changed.sort(key=lambda match: -match.score)
    return changed
