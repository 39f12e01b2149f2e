"""Units with gaps + memories -> filled units and the statistics that translators are paid by."""

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
"""The rows of the table, with the least score of each."""
NOTE = re.compile(r"^memory .*: [\d.]+ %(?: \(.* -[\d.]+\))?(?:; .*)?$(?:\nalso: .*)*\n?", re.MULTILINE)
"""What the note of a filled unit says of its match."""
ROWS = (
    "translated",  # message
    "repetitions",  # message
    *(name for name, _ in BANDS),
)
"""All rows in their order: what is done already, what repeats itself, and the bands of matches."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much text there is in a row."""

    segments: int = 0
    words: int = 0
    """Words and numbers; in scripts without spaces, characters."""
    characters: int = 0
    """Characters, blank space left out."""

    def __add__(self, other: Count) -> Count:
        return Count(self.segments + other.segments, self.words + other.words, self.characters + other.characters)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much of a text, or of several files one after another, the memories know."""

    segments: tuple[tuple[str, Count, tuple[str, str, str]], ...] = ()
    """Of each segment its row, how much text it has, and that text with its languages."""

    @property
    def rows(self) -> dict[str, Count]:
        """What is in each of the rows: a text that the memories have not is a repetition when it comes again."""
        rows, once = dict.fromkeys(ROWS, Count()), set()
        for name, count, text in self.segments:
            known = name in ("translated", "context", "100")
            rows["repetitions" if text in once and not known else name] += count
            if not known:
                once.add(text)
        return rows

    @property
    def total(self) -> Count:
        return sum((count for _, count, _ in self.segments), Count())


@dataclass(frozen=True, slots=True)
class Filled:
    """What :func:`fill` gives back."""

    units: tuple[TranslationUnit, ...]
    """The units in their order; those that had a translation are as they were."""
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

    An exact match is taken over in the state *exact*, but as a proposal where the memories know several translations
    of it or nobody has approved it; a fuzzy one of at least *minimum* points always as a proposal. Both say in
    ``note`` where they come from and what they lost. Nothing that is there is overwritten. By the *advice* of
    today's glossary, matches that contradict it lose points.
    """
    asked = list(units)
    rows: list[tuple[str, Count, tuple[str, str, str]]] = []
    result, filled = [], 0
    for at, unit in enumerate(asked):
        count, text = counted(unit.source), (unit.source, unit.source_language, unit.target_language)
        if unit.target.strip() or not unit.source.strip():
            rows.append(("translated", count, text))
            result.append(unit)
            continue
        before = unit.previous or (asked[at - 1].source if at else "")
        after = unit.next or (asked[at + 1].source if at + 1 < len(asked) else "")
        most = 20 if "po:form" in dict(unit.extra) else 5  # Arabic has six forms, which may have one source
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
    """Return *unit* with the translation of the best match."""
    best, form = found[0], _form(unit)
    alike = [match for match in found if not form or _form(match.unit) == form]
    known = [match.repaired or match.unit.target for match in alike if match.score == best.score]
    target = best.repaired or best.unit.target
    others = dict.fromkeys(" ".join(text.split()) for text in known if text != target)
    extra = _with_codes(unit, best.unit)
    sure = best.score >= 100 and best.unit.state is State.APPROVED and best in alike and not others
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
    """Return the extra of *unit* with the inline codes of the translation; None where its own are not those *known*."""
    there, extra = dict(known.extra), unit.extra
    for name, codes in unit.extra:
        if ":source" in name:  # xliff1:source, tmx:source:seg
            if there.get(name) != codes:
                return None
            name = name.replace(":source", ":target")
            extra = (*extra, (name, there.get(name, "")))
    return extra


def _form(unit: TranslationUnit) -> str:
    """Return which plural form *unit* is, if it is another one than the first, which goes with the singular."""
    form = dict(unit.extra).get("po:form", "")
    return "" if form == "0" else form


def counted(text: str) -> Count:
    """Return how much *text* there is.

    >>> counted("In 2019, Xi won.")
    Count(segments=1, words=4, characters=13)
    """
    return Count(1, len(fold(text).words), len("".join(text.split())))
