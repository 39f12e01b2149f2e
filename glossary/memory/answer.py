"""Candidates -> matches: context, penalties and order; the same for every store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.memory import repair
from glossary.model import Match, Penalty, State, Termbase, TranslationUnit, Usage
from glossary.text.similarity import Score, fold

UNAPPROVED = 5.0
"""Points that a translation loses which nobody has looked at."""
ELSEWHERE = 1.0
"""Points that a translation loses which is in the language as another region writes it: never quite 100."""


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
        """Return whether *unit* stood where this text stands: the same key, or the same neighbours."""
        if self.key and self.key == unit.key:
            return True
        return bool(self.previous or self.next) and (self.previous, self.next) == (unit.previous, unit.next)


def exact(unit: TranslationUnit, asked: Asked, memory: str, penalty: float) -> Match:
    """Return the match for a unit that has the very text: 100, or 101 in its context, less what it loses."""
    context = asked.agrees(unit)
    ledger = _other(unit, asked, memory, penalty)
    points = (101.0 if context else 100.0) - sum(row.points for row in ledger)
    return Match(unit, round(max(0.0, points), 1), "context" if context else "exact", tuple(ledger), memory)


def fuzzy(unit: TranslationUnit, score: Score, asked: Asked, memory: str, penalty: float) -> Match:
    """Return the match for a unit that resembles what was asked for, with its numbers and dates put right."""
    ledger = list(score.penalties) + _other(unit, asked, memory, penalty)
    points = round(max(0.0, 100.0 - sum(row.points for row in ledger)), 1)
    mended = repair.repaired(asked.text, unit.source, unit.target)
    return Match(unit, points, "fuzzy", tuple(ledger), memory, "" if mended == unit.target else mended)


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

    Of equal scores, what a person approved comes first, then what was used more, what is more recent, and what was
    added first.
    """
    kept = [match for match in matches if match.score >= minimum]
    kept.sort(key=lambda match: match.unit.changed, reverse=True)
    kept.sort(key=lambda match: (-match.score, match.unit.state is not State.APPROVED, -match.unit.uses))
    best: dict[tuple[str, str, str, str], Match] = {}
    for match in kept:
        unit = match.unit
        best.setdefault((unit.source, unit.target, unit.source_language, unit.target_language), match)
    return list(best.values())[:limit]


def found(phrase: str, source: str, target: str, side: str) -> tuple[str, int, int] | None:
    """Return (side, start, end) of the first place where *phrase* stands, whatever its capitals and spaces."""
    pattern = _pattern(phrase)
    for name, text in (("source", source), ("target", target)):
        if side in (name, "both"):
            place = pattern.search(text)
            if place:
                return name, *place.span()
    return None


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, phrase.split())), re.IGNORECASE)


# What today's glossary says


CONTRADICTED = 10.0
"""Points that a match loses whose translation contradicts the glossary, for each term."""


def known_terms(termbase: Termbase, language: str) -> list[repair.Known]:
    """Return the terms of *termbase* that have a rendering in *language*, variants of the source term too."""
    found = []
    for concept in termbase.live:
        terms = [term for term in concept.terms_in(language) if term.state is not State.REJECTED]
        approved = [term for term in terms if term.usable and term.state is State.APPROVED]
        wrong = tuple(term.text for term in terms if term.usage in (Usage.DEPRECATED, Usage.FORBIDDEN))
        if approved or wrong:
            ordered = sorted(approved, key=lambda term: term.usage is not Usage.PREFERRED)
            renderings = tuple(dict.fromkeys(text for term in ordered for text in (term.text, *term.forms)))
            found += [
                repair.Known(name, renderings, wrong) for name in dict.fromkeys((concept.name, *concept.variants))
            ]
    return found


def advised(matches: Iterable[Match], text: str, terms: Sequence[repair.Known]) -> list[Match]:
    """Return *matches* for *text* as the glossary sees them: demoted where they contradict it, terms put right.

    A term is looked at where it stands both in *text* and in the source of the match; longer terms shadow shorter ones
    inside them. The order may change.
    """
    folded = fold(text).text
    here = [term for term in terms if repair.mentions(folded, term.source)]
    changed = []
    for match in matches:
        source = fold(match.unit.source).text
        ledger = _contradictions(match.unit.target, [term for term in here if repair.mentions(source, term.source)])
        mended = match.repaired
        if match.kind == "fuzzy" and not mended:
            mended = repair.repaired(text, match.unit.source, match.unit.target, terms)
            mended = "" if mended == match.unit.target else mended
        points = round(max(0.0, match.score - sum(row.points for row in ledger)), 1)
        changed.append(replace(match, score=points, penalties=(*match.penalties, *ledger), repaired=mended))
    changed.sort(key=lambda match: -match.score)
    return changed


def _contradictions(target: str, terms: Sequence[repair.Known]) -> list[Penalty]:
    """Return the penalties of a translation that has *terms* in its source; those inside longer ones do not count."""
    folded = fold(target).text
    ledger = []
    for term in terms:
        if any(one.source != term.source and repair.mentions(fold(one.source).text, term.source) for one in terms):
            continue
        bad = next((wrong for wrong in term.wrong if repair.mentions(folded, wrong)), None)
        if bad is not None and not any(repair.mentions(fold(good).text, bad) for good in term.renderings):
            ledger.append(Penalty(f"glossary: not '{bad}' for '{term.source}'", CONTRADICTED))
        elif term.renderings and not any(repair.renders(target, good) for good in term.renderings):
            rendering = term.renderings[0]
            ledger.append(Penalty(f"glossary: '{term.source}' is '{rendering}' today", CONTRADICTED))
    return ledger
