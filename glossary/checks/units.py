"""Checks of units of measure and currencies: are they those of the source?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from glossary import tables
from glossary.checks import Problem, rule
from glossary.checks.numbers import values
from glossary.checks.spelled import written_out
from glossary.languages import base
from glossary.model import Severity

_COLUMNS = ("en", "ru", "zh")
_SIGNS = {
    "$": "dollars?",
    "US$": "(?:US|U\\.S\\.|American) dollars?|USD",
    "A$": "Australian dollars?|AUD",
    "C$": "Canadian dollars?|CAD",
    "HK$": "Hong Kong dollars?|HKD",
    "NZ$": "New Zealand dollars?|NZD",
    "S$": "Singapore dollars?|SGD",
    "NT$": "(?:New )?Taiwan dollars?|TWD",
    "€": "euros?|EUR",
    "£": "pounds? sterling|GBP",
}
"""Currency signs before the number, and their English words in the table."""
_SIGN = re.compile("(?<![A-Za-z])(?:[A-Z]{1,2}(?=[$]))?[$€£]$")
_DOLLARS = tuple(unit for sign, unit in _SIGNS.items() if "$" in sign)
_SCALES = {
    "en": r"(?:[ \u00a0-]?(?:thousand|(?:m|b|tr)illion|(?:lakh )?crore|lakh|(?:ml?n|bl?n|tr?n|[kmb])\b))?[ \u00a0-]?+",
    "ru": r"(?:[ \u00a0]?(?:тыс\.?|тысяч\w*|млн\.?|миллион\w*|млрд\.?|миллиард\w*|трлн\.?|триллион\w*))?[ \u00a0-]?+",
    "zh": "[多余餘来來]?[十百千万萬亿億兆]*[多余餘来來]? ?",
}
_IMPERIAL = re.compile("acres|pounds|ounces|stones|square (?:miles|.*feet)|gallons|pints|miles|feet|inch|yards|knots")
_WORD_END = "(?![A-Za-z])"
"""Boundary after an English unit: *5 European states* is not an amount in euros."""
_TOLERANCE = 0.15
"""Tolerance of a conversion, as a fraction of the exact size."""
_MAX_NAMED = 3
"""The maximum number of source measures named in a message."""
_FEET_AND_INCHES = re.compile(r"\b(\d{1,2})[ -]?(?:f(?:ee|oo)?t\b|['’])[ -]?(\d{1,2})\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:an?|half|quarter|few|couple|several|many|\w+(?:dred|sand|zen)s?)(?: an?| of)?(?: square)?[ -]"
    r"(?:acre|pound|ounce|stone|mile|gallon|pint|feet|foot|inch|yard|knot)",
    re.IGNORECASE,
)
"""Measures without a number."""
_NOT_LENGTH = re.compile(r"秒|/с\b|в секунду|(?:на |每)100 ?(?:км|公里)|на (?:га\b|гектар)|每公[顷頃]|\d米\d")
"""Expressions in which metres are not a length: per second, per 100 km or hectare, or part of a height (1米80)."""
_SHARE = re.compile(r"[%％‰成]|процент|百分|п\.[ \u00a0]?п")
_POINTS = re.compile("пункт|基点")
_SCALED = {language: re.compile(pattern.removesuffix(r"[ \u00a0-]?+")) for language, pattern in _SCALES.items()}
Places = dict[tuple[float, str], dict[str, tuple[int, int]]]
"""(number, class of units) -> the units found with it, each with its span."""


@cache
def _units(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return (class, unit, pattern for the unit after a number in *language*) for every unit."""
    rows = tables.rows(__package__, "data/units.tsv")
    column, flags = 1 + _COLUMNS.index(language), re.IGNORECASE if language == "en" else re.NOFLAG
    end = _WORD_END if language == "en" else ""
    return tuple((row[0], row[1], re.compile(f"{_SCALES[language]}(?:{row[column]}){end}", flags)) for row in rows)


@cache
def _sizes() -> dict[str, float]:
    """Return the size of each unit that has one, in metres, kilograms, square or cubic metres."""
    return {row[1]: float(row[4]) for row in tables.rows(__package__, "data/units.tsv") if len(row) > 4}


@cache
def _imperial() -> frozenset[str]:
    """Return the units that translators convert."""
    return frozenset(unit for unit in _sizes() if _IMPERIAL.match(unit))


@cache
def _any_imperial() -> str:
    """Return a pattern for a number with a unit that translators convert."""
    after = f"{_SCALES['en']}(?:{'|'.join(sorted(_imperial()))}){_WORD_END}"
    return rf"\d(?!\d)(?=[ \u00a0-]?[A-Za-z]){_both_cases(after)}"


@cache
def _any(language: str) -> re.Pattern[str]:
    """Return a pattern for any number with a unit in *language*, to skip the many texts without one."""
    column = 1 + _COLUMNS.index(language)
    units = "|".join([row[column] for row in tables.rows(__package__, "data/units.tsv")])
    after = f"{_SCALES[language]}(?:{units})"
    half = ""
    if language == "en":
        after = rf"(?=[ \u00a0-]?[A-Za-z%]){_both_cases(after + _WORD_END)}"  # rejects most numbers at once
        half = "|(?<=[Hh]alf) a "
    # The possible first characters come first, so that the rest of the text is skipped fast.
    return re.compile(rf"[$€£\df](?:(?<=\d)(?!\d){after}|(?<=[$€£])\d{half})")


def _both_cases(pattern: str) -> str:
    """Return *pattern* with every letter in both cases, which matches five times as fast as with IGNORECASE."""
    parts = re.findall(r"\\.|\(\?.|\[[^]]*\]|.", pattern)
    return "".join(
        f"[{letters}{letters.swapcase()}]" if (letters := part.strip("[]")).isalpha() else part for part in parts
    )


def measured(text: str, language: str) -> Places:
    """Return the units of the numbers in *text*; an ambiguous word (元) counts as every unit that it may mean."""
    found: Places = {}
    if not _any(language).search(text) and not (language != "en" and ("alf a " in text or "илли" in text)):
        return found
    for value, _, start, end in values(text):
        if before := _SIGN.search(text, max(0, start - 3), start):
            unit = _SIGNS.get(before[0], _SIGNS[before[0][-1]])
            scale = _SCALED[language].match(text, end)
            found.setdefault((value, "currency"), {})[unit] = before.start(), scale.end() if scale else end
            continue
        for sort, unit, pattern in _units(language):
            if match := pattern.match(text, end):
                found.setdefault((value, sort), {})[unit] = start, match.end()
    return found


@rule("pair", Severity.WARNING, languages=("ru", "zh"), source=lambda _: _any("en").pattern)
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a different unit or currency than in the source

    Checks English sources, and numbers that both texts have with units of the same class. A converted measure has
    another number and is left alone.

    Wrong: en "It costs €10bn." ru "Это стоит 10 млрд долларов."
    Wrong: en "a fine of 90 pounds" zh-Hans "罚款90美元"
    Right: en "90 pounds of butter for £90" zh-Hans "90磅黄油售90英镑"
    Wrong: en "5.9 tonnes" zh-Hans "5.9公斤"
    Wrong: en "A$1.2 billion" ru "1,2 млрд долларов США"
    Right: en "A$1.2 billion" zh-Hans "12亿澳元"
    Right: en "$1.2 billion" zh-Hans "12亿美元"
    Right: en "$5 and €5" ru "5 евро и 5 долларов"
    Right: en "20 Eurasian states" ru "20% государств Евразии"
    """
    if base(source_language) != "en":
        return
    wanted = measured(source, "en")
    there = measured(target, base(target_language)) if wanted else {}
    for place, units in wanted.items():
        dollars = [unit for unit in _DOLLARS if unit in units]
        if dollars:  # *dollars* alone may be those of any country, depending on the context
            also = _DOLLARS if _DOLLARS[0] in units else _DOLLARS[:1]
            units |= {unit: units[dollars[0]] for unit in also if unit not in units}
        others = there.get(place, {})
        start, end = next(iter(others.values()), (-1, -1))
        if place[1] == "share" and not others:
            start, end = _lone_share(place[0], source, target)
        if end > 0 and not units.keys() & (others.keys() | _imperial()):
            first, last = next(iter(units.values()))
            written, ordinal = target[start:end], source[first:last]
            yield Problem(f"'{written}' where the source has '{ordinal}'", start, end)


def _lone_share(share: float, source: str, target: str) -> tuple[int, int]:
    """Return the span of *share*, a percentage of *source*, in *target* if unique and without unit, else (-1, -1)."""
    found = _spans(target).get(share, ())
    if len(found) != 1 or len(_spans(source).get(share, ())) != 1:
        return -1, -1
    start, end = found[0]
    said = _SHARE.search(target, start, end + 40) or "百分" in target[max(0, start - 20) : start]
    points = _POINTS.search(target, start, end + 40) if "point" in source else None
    return (-1, -1) if said or points else (start, end)


@lru_cache(maxsize=2)  # called for every share of a text
def _spans(text: str) -> dict[float, list[tuple[int, int]]]:
    """Return the spans of each number in *text*."""
    found: dict[float, list[tuple[int, int]]] = {}
    for value, _, start, end in values(text):
        found.setdefault(value, []).append((start, end))
    return found


@rule("pair", Severity.WARNING, languages=("ru", "zh"), source=lambda _: _any_imperial())
def converted(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a measure was converted wrongly

    Checks English sources with miles, feet, inches, yards, pounds, acres, gallons and the like: measures of the same
    class in the translation must be within 15 % of one in the source.

    Wrong: en "12 miles from the border" zh-Hans "距边境29公里"
    Right: en "12 miles from the border" zh-Hans "距边境约20公里"
    Wrong: en "a 5,000-acre fire" ru "пожар на площади 200 га"
    Right: en "5 ft 11 in tall, 150 pounds" ru "рост 1,80 м, вес 68 кг"
    Right: en "from 10 to 15 miles, or half a mile" ru "от 16 до 24 километров, или 800 метров"
    Right: en "six miles (10 km), 100 mph" zh-Hans "10公里，时速160公里"
    """
    if base(source_language) != "en":
        return
    wanted = measured(source, "en")
    places = {(sort, row[unit]) for (_, sort), row in wanted.items() for unit in row.keys() & _imperial()}
    if not places or _VAGUE.search(source):
        return
    # 200 m may mean metres.
    said = {one for value, *_ in values(source) for one in (value, round(value / 1e6, 6))}
    alone = said - {value for value, _ in wanted}
    named: dict[str, list[str]] = {}
    for sort, (first, last) in sorted(places):
        named[sort] = [*named.get(sort, ()), source[first:last]][:_MAX_NAMED]
    bare = alone | written_out(source, "en")
    known = {sort: _source_sizes(source, wanted, sort, bare) for sort in named}
    for (value, sort), units in measured(target, base(target_language)).items():
        start, end = next(iter(units.values()))
        if sort not in known or value in alone or _NOT_LENGTH.search(target, max(0, start - 3), end + 12):
            continue
        sizes = [value * _sizes()[unit] for unit in units if unit in _sizes() and unit not in _imperial()]
        if len(sizes) == len(units) and not any(_is_near(size, known[sort]) for size in sizes):
            written, date = target[start:end], " or ".join(named[sort])
            yield Problem(f"'{written}' where the source has {date}", start, end)


def _is_near(size: float, known: Sequence[float]) -> bool:
    """Return whether *size*, rounded, equals one of the sorted *known* sizes."""
    at = bisect_left(known, size / (1 + _TOLERANCE))
    return at < len(known) and known[at] <= size / (1 - _TOLERANCE)


def _source_sizes(source: str, wanted: Places, sort: str, bare: AbstractSet[float]) -> list[float]:
    """Return the sorted sizes of the measures of class *sort* in *source*, in metres, kilograms and so on.

    A number without a unit (*bare*) may share that of another one (from 10 to 15 miles); feet and inches may form one
    measure.
    """
    units = {unit for (_, other), row in wanted.items() if other == sort for unit in row.keys() & _sizes().keys()}
    own = {(value, unit) for (value, other), row in wanted.items() if other == sort for unit in row.keys() & units}
    sizes = {value * _sizes()[unit] for value, unit in own | {(value, unit) for value in bare for unit in units}}
    sizes |= {0.0254 * (12 * int(feet) + int(inches)) for feet, inches in _FEET_AND_INCHES.findall(source)}
    return sorted(sizes)
