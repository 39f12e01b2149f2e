"""Units with gaps + memories -> filled units, and the statistics that translators are paid by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.memory.answer import Advice, advised, ranked
from glossary.memory.contract import Memory
from glossary.model import Extra, Match, State, TranslationUnit
from glossary.text.similarity import fold

BANDS: tuple[tuple[str, float], ...] = (
    ("context", 100.05),  # message
    ("100", 99.95),
    ("95-99", 95.0),
    ("85-94", 85.0),
    ("75-84", 75.0),
    ("50-74", 50.0),
    ("new", 0.0),  # message
)
"""The rows of the table for matches, with the lowest score of each."""
NOTE = re.compile(r"^memory .*: [\d.]+ %(?: \(.* -[\d.]+\))?(?:; .*)?$(?:\nalso: .*)*\n?", re.MULTILINE)
"""The part of a unit's note that :func:`fill` adds."""
ROWS = (
    "translated",  # message
    "repetitions",  # message
    *(name for name, _ in BANDS),
)
"""All rows in order: translated text, repetitions, and the bands of matches."""


@dataclass(frozen=True, slots=True)
class Count:
    """An amount of text."""

    segments: int = 0
    words: int = 0
    """Words and numbers; in scripts without spaces, characters."""
    characters: int = 0
    """Characters without whitespace."""

    def __add__(self, other: Count) -> Count:
        return Count(self.segments + other.segments, self.words + other.words, self.characters + other.characters)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much of a text, or of several files in order, the memories know."""

    segments: tuple[tuple[str, Count, tuple[str, str, str]], ...] = ()
    """For each segment its row, its amount of text, and the text with its two languages."""

    @property
    def rows(self) -> dict[str, Count]:
        """The amount of text in each row; the second occurrence of an unknown text is a repetition."""
        rows, seen = dict.fromkeys(ROWS, Count()), set()
        for name, count, text in self.segments:
            known = name in ("translated", "context", "100")
            rows["repetitions" if text in seen and not known else name] += count
            if not known:
                seen.add(text)
        return rows

    @property
    def total(self) -> Count:
        return sum((count for _, count, _ in self.segments), Count())


@dataclass(frozen=True, slots=True)
class Filled:
    """The result of :func:`fill`."""

    units: tuple[TranslationUnit, ...]
    """All units in order; those that had a translation are unchanged."""
    statistics: Statistics
    filled: int
    """How many gaps were filled."""


def fill(
    units: Iterable[TranslationUnit],
    memories: Sequence[Memory],
    *,
    minimum: float = 75.0,
    exact: State = State.APPROVED,
    advice: Advice | None = None,
) -> Filled:
    """Return *units* with their gaps filled from *memories*, and the statistics.

    The translation of an exact match gets the state *exact*, or is a proposal if the match lost points or the memories
    have several translations of the text. A fuzzy match of at least *minimum* points is always a proposal. The ``note``
    of a filled unit says where the translation comes from and which points it lost. Existing translations are never
    overwritten. With the *advice* of a glossary, matches that contradict it lose points.
    """
    given = list(units)
    rows: list[tuple[str, Count, tuple[str, str, str]]] = []
    result, filled = [], 0
    for at, unit in enumerate(given):
        count, text = counted(unit.source), (unit.source, unit.source_language, unit.target_language)
        if unit.target.strip() or not unit.source.strip():
            rows.append(("translated", count, text))
            result.append(unit)
            continue
        before = unit.previous or (given[at - 1].source if at else "")
        after = unit.next or (given[at + 1].source if at + 1 < len(given) else "")
        most = 20 if "po:form" in dict(unit.extra) else 5  # Arabic has six plural forms, which may share a source
        found: list[Match] = []
        for memory in memories:
            found += memory.lookup(
                unit.source,
                unit.target_language,
                unit.source_language,
                minimum=min(50.0, minimum),
                limit=most,
                previous=before,
                next=after,
                key=unit.key,
            )
        found = ranked(found, 0.0, most)
        if advice:
            found = advised(found, unit.source, advice)
        found.sort(key=lambda match: (-match.score, _form(match.unit) != _form(unit)))
        best = found[0] if found else None
        rows.append((next(name for name, least in BANDS if (best.score if best else 0.0) >= least), count, text))
        if best and best.score >= minimum:
            filled += 1
            result.append(_filled(unit, found, exact))
        else:
            result.append(unit)
    return Filled(tuple(result), Statistics(tuple(rows)), filled)


def _filled(unit: TranslationUnit, found: Sequence[Match], exact: State) -> TranslationUnit:
    """Return *unit* with the translation of the best match; *found* is sorted."""
    best, form = found[0], _form(unit)
    same_form = [match for match in found if not form or _form(match.unit) == form]
    known = [match.repaired or match.unit.target for match in same_form if match.score == best.score]
    target = best.repaired or best.unit.target
    others = dict.fromkeys(" ".join(text.split()) for text in known if text != target)
    extra = _with_codes(unit, best.unit)
    sure = not best.penalties and best.unit.state is State.APPROVED and best in same_form and not others
    ledger = ", ".join(f"{row.reason} -{row.points:g}" for row in best.penalties)
    note = f"memory {best.memory}: {best.score:g} %" + (f" ({ledger})" if ledger else "")
    if best.repaired:
        note += "; numbers, dates or terms put right"
    if extra is None:
        note += "; inline codes are left out"
    note = "\n".join(filter(None, (unit.note, note, *(f"also: {text}" for text in others))))
    return replace(
        unit,
        target=target,
        state=exact if sure and extra is not None else State.PROPOSED,
        origin=f"memory {best.memory}",
        note=note,
        extra=unit.extra if extra is None else extra,
    )


def _with_codes(unit: TranslationUnit, known: TranslationUnit) -> Extra | None:
    """Return the extra of *unit* with the inline codes of the translation of *known*, or None if they do not fit."""
    known_extra, extra = dict(known.extra), unit.extra
    for name, codes in unit.extra:
        if ":source" in name:  # xliff1:source, tmx:source:seg
            if known_extra.get(name) != codes:
                return None
            name = name.replace(":source", ":target")
            extra = (*extra, (name, known_extra.get(name, "")))
    return extra


def _form(unit: TranslationUnit) -> str:
    """Return the number of the plural form of *unit*, or an empty string for none and for the first (the singular)."""
    form = dict(unit.extra).get("po:form", "")
    return "" if form == "0" else form


def counted(text: str) -> Count:
    """Return the amount of text in *text*.

    >>> counted("In 2019, Xi won.")
    Count(segments=1, words=4, characters=13)
    """
    return Count(1, len(fold(text).words), len("".join(text.split())))
