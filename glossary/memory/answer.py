"""Candidates -> matches: context, penalties and order; the same for every store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.memory import repair
from glossary.model import Match, Penalty, State, TranslationUnit
from glossary.text.similarity import Score

UNAPPROVED = 5.0
"""Points that a translation loses which nobody has looked at."""
ELSEWHERE = 1.0
"""Points that a translation loses which is in the language as another region writes it: never quite 100."""


_COUNT = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was looked up."""

    text: str
    previous: str = ""
    next: str = ""
    key: str = ""
    language: str = ""
    """The target language, by any of its names; empty for any region's."""

    def loses(self, language: str) -> float:
        """Return the points that a translation in *language* loses because the region is another."""
        if self.language in ("", language):
            return 0.0
        from glossary.languages import known

        return 0.0 if known(self.language) == known(language) else ELSEWHERE

    def agrees(self, unit: TranslationUnit) -> bool:
        """Return whether *unit* stood where this text stands: the same key, or the same neighbours.

        A short number is no key: it counts the segments of a file, and every file has one of its own.
        """
        if self.key and self.key == unit.key and not _COUNT.fullmatch(self.key):
            return True
        return bool(self.previous or self.next) and (self.previous, self.next) == (unit.previous, unit.next)


def exact(unit: TranslationUnit, asked: Asked, memory: str, penalty: float) -> Match:
    """Return the match for a unit that has the very text: 100, or 101 in its context, less what it loses."""
    context = asked.agrees(unit)
    ledger = _other(unit, asked, memory, penalty)
    points = (101.0 if context else 100.0) - sum(row.points for row in ledger)
    return Match(unit, round(max(0.0, points), 1), "context" if context else "exact", tuple(ledger), memory)


def fuzzy(unit: TranslationUnit, score: Score, asked: Asked, memory: str, penalty: float) -> Match:
    """Return the match for a unit that resembles what was asked for."""
    ledger = list(score.penalties) + _other(unit, asked, memory, penalty)
    points = round(max(0.0, 100.0 - sum(row.points for row in ledger)), 1)
    return Match(unit, points, "fuzzy", tuple(ledger), memory)


def mended(match: Match, text: str) -> Match:
    """Return *match* with its numbers and dates put right for *text*, if that is not the very text."""
    repaired = _mended(text, match.unit) if match.kind == "fuzzy" else ""
    return replace(match, repaired=repaired) if repaired else match


def _mended(text: str, unit: TranslationUnit, terms: Sequence[repair.Known] = ()) -> str:
    """Return the translation of *unit* put right for *text*; empty where it is as it was."""
    made = repair.repaired(text, unit.source, unit.target, unit.target_language, terms, spoken=unit.source_language)
    return "" if made == unit.target else made


def _other(unit: TranslationUnit, asked: Asked, memory: str, penalty: float) -> list[Penalty]:
    """Return the penalties that have nothing to do with the source text."""
    ledger = []
    if unit.state is State.PROPOSED:
        ledger.append(Penalty("not approved", UNAPPROVED))
    if points := asked.loses(unit.target_language):
        ledger.append(Penalty("another region", points))
    if penalty:
        ledger.append(Penalty(f"memory {memory}", penalty))
    return ledger


def ranked(matches: Iterable[Match], minimum: float, limit: int) -> list[Match]:
    """Return the best *limit* of *matches* that reach *minimum*, each translation of a source once.

    Of equal scores, what a person approved comes first, then the very text (in its context before any other), what was
    used more, what is more recent, and what was added first.
    """
    kept = [match for match in matches if match.score >= minimum]
    kept.sort(key=lambda match: match.unit.changed or match.unit.created, reverse=True)
    # The names of the kinds stand in their order: context, exact, fuzzy.
    kept.sort(key=lambda row: (-row.score, row.unit.state is not State.APPROVED, row.kind, -row.unit.uses))
    best: dict[tuple[str, str, str, str], Match] = {}
    for match in kept:
        unit = match.unit
        best.setdefault((unit.source, unit.target, unit.source_language, unit.target_language), match)
    return list(best.values())[:limit]


# What today's glossary says


CONTRADICTED = 10.0
"""Points that a match loses whose translation contradicts the glossary, for each term."""


Advice = Callable[[str, TranslationUnit], tuple[Sequence[str], Sequence[repair.Known]]]
"""What today's glossary says of a unit that was found for a text: the reasons why its translation contradicts it, and
the terms in one of the two sources, which may be slots."""


def advised(matches: Iterable[Match], text: str, advice: Advice) -> list[Match]:
    """Return *matches* for *text* as the glossary sees them: demoted where they contradict it, terms put right.

    The order may change.
    """
    changed = []
    for match in matches:
        reasons, terms = advice(text, match.unit)
        ledger = [Penalty(reason, CONTRADICTED) for reason in reasons]
        mended = (_mended(text, match.unit, terms) if terms and match.kind == "fuzzy" else "") or match.repaired
        points = round(max(0.0, match.score - sum(row.points for row in ledger)), 1)
        changed.append(replace(match, score=points, penalties=(*match.penalties, *ledger), repaired=mended))
    changed.sort(key=lambda match: -match.score)
    return changed
