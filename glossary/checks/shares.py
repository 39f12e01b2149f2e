"""A check of fractions and multiples: *two-thirds* and «две трети», *twice* and «вдвое»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from glossary.checks import Problem, another, rule
from glossary.checks.numbers import values
from glossary.checks.parts import NUMBER, PARTS, TIMES, Found, Fractions, found, fractions
from glossary.languages import base
from glossary.model import Severity

_WORDS = (
    "half halv third fourth fifth sixth seventh eighth ninth tenth quarter fold twice thrice doubl tripl trebl "
    "quadrupl quintupl time"
).split()
"""Beginnings or parts of the words above."""
_RARE = "qxzvbpwgymfcudlhrnstoaie"
"""The letters of English that occur in :data:`_WORDS`, the rarest first."""


def _by_a_rare_letter(words: list[str]) -> str:
    """Return a pattern for any of *words* that starts at the rarest letter, which is fast in long texts."""
    found = []
    for word in words:
        at = min(range(len(word)), key=lambda at: _RARE.index(word[at]))
        both = rf"(?i:(?<={word[: at + 1]}){word[at + 1 :]})"
        found += [word[at] + both, word[at].upper() + both]
    return "|".join(found)


_NEEDED = "|".join(
    [_by_a_rare_letter(_WORDS), r"/(?<=\d.)\d"]
    + [rf"{last}(?i:(?<= in)|(?<= of)) (?i:every )?(?:\d|(?i:{NUMBER})\b)" for last in "nNfF"]
)
_PERCENT = re.compile(r" ?(?:%|per ?cent\b)")


@rule("pair", Severity.WARNING, languages=("ru", "zh"), source=_NEEDED)
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a different fraction or multiple than in the source

    Checks English sources, and translations that have a fraction with another denominator, or another multiple, than
    the source, and lack one of the source. A fraction may be given as a percentage.

    Wrong: en "two-thirds of them" zh-Hans "其中四分之三"
    Wrong: en "a quarter of all homes" ru "треть всех домов"
    Wrong: en "one in five Britons" ru "каждый шестой британец"
    Wrong: en "twice as many" ru "втрое больше"
    Right: en "more than four-fifths of them, 83 percent" zh-Hans "超过八成（83%）"
    Right: en "one in five Britons" ru "пятая часть британцев"
    Right: en "33 percent, and half of the rest" ru "треть, и вдвое меньше остального"
    Right: en "Sales tripled to a quarter." zh-Hans "销量增长两倍，占四分之一"
    """
    if base(source_language) != "en":
        return
    language = base(target_language)
    parts, times = found("en", PARTS, source), found("en", TIMES, source)
    cut = found(language, PARTS, target) if parts else []
    more = found(language, TIMES, target) if times else []
    there = fractions(language, target) if parts else {}
    percents = [row[0] for row in values(source) if _PERCENT.match(source, row[3])] if cut or more or there else []
    shares = [share / 100 for share in percents]
    pieces = [(part, share * part) for part in {part for part, _ in cut} for share in shares]
    wanted = fractions("en", source) if there else {}
    for part, some in wanted.items():
        in_per_cent = {count for count in range(part) if round(100 * count / part) in percents}
        yield from another(_written(some.items()), there.get(part, {}), in_per_cent)
    whole = {part for part, size in pieces if abs(size - round(size)) < 0.08}
    others = list(another(_written(parts), dict(cut), whole))
    yield from others or _other_fraction(wanted, there, parts, percents)
    # Halved is «вдвое». In Chinese, what grows by two times becomes three times as much (but 翻番 is doubled).
    fine = {part for part, _ in parts} | {round(share) + rest for share in shares for rest in (0, 1)}
    grown = {value - 1 for value, _ in times} if language == "zh" else set()
    more = [(value + (value in grown and match[0][0] != "翻"), match) for value, match in more]
    yield from another(_written(times), dict(more), fine)


def _other_fraction(wanted: Fractions, there: Fractions, parts: Found, percents: list[float]) -> Iterator[Problem]:
    """Yield the first fraction of *there* with a denominator not in *parts*, if a fraction of *wanted* is missing."""
    meant, said = _percentages(wanted), _percentages(there)
    elsewhere = _percentages({part: some for part, some in there.items() if part not in dict(parts)})
    others = [match for share, match in elsewhere.items() if share not in meant and share not in percents]
    lost = [match for share, match in meant.items() if share not in said]
    if others and lost:
        written, ordinal = others[0][0], lost[0][0]
        yield Problem(f"'{written}' where the source has '{ordinal}'", *others[0].span())


def _percentages(cut: Fractions) -> dict[int, re.Match[str]]:
    return {round(100 * count / part): match for part, some in cut.items() for count, match in some.items()}


def _written(found: Iterable[tuple[int, re.Match[str]]]) -> dict[int, str]:
    return {value: match[0] for value, match in found}
