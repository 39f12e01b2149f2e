"""The unit beside a number: is it that of the source?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from glossary import tables
from glossary.checks import Problem, rule
from glossary.checks.numbers import values
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
"""Signs that stand before the number, and the English words for them as the table has them."""
_SIGN = re.compile("(?<![A-Za-z])(?:[A-Z]{1,2}(?=[$]))?[$€£]$")
_DOLLARS = tuple(unit for sign, unit in _SIGNS.items() if "$" in sign)
_SCALES = {
    "en": r"(?:[ \u00a0-]?(?:thousand|million|billion|trillion|(?:ml?n|bl?n|tr?n|[kmb])\b))?[ \u00a0-]?+",
    "ru": r"(?:[ \u00a0]?(?:тыс\.?|тысяч\w*|млн\.?|миллион\w*|млрд\.?|миллиард\w*|трлн\.?|триллион\w*))?[ \u00a0-]?+",
    "zh": "[多余餘来來]?[十百千万萬亿億兆]*[多余餘来來]? ?",
}
_Places = dict[tuple[float, str], dict[str, tuple[int, int]]]
"""By a number and the class of its units: each unit, with its place."""


@cache
def _units(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return (class, unit, what finds it behind a number in *language*) of every unit."""
    rows = tables.rows(__package__, "data/units.tsv")
    column, flags = 1 + _COLUMNS.index(language), re.IGNORECASE if language == "en" else re.NOFLAG
    return tuple((row[0], row[1], re.compile(f"{_SCALES[language]}(?:{row[column]})", flags)) for row in rows)


@cache
def _any(language: str) -> re.Pattern[str]:
    """Return what finds a number with a unit in *language*: most texts have none, and one search says so."""
    column = 1 + _COLUMNS.index(language)
    units = "|".join([row[column] for row in tables.rows(__package__, "data/units.tsv")])
    behind = f"{_SCALES[language]}(?:{units})"
    half = ""
    if language == "en":
        behind = rf"(?=[ \u00a0-]?[A-Za-z%]){_both_cases(behind)}"  # most numbers end at the first few signs
        half = "|(?<=[Hh])alf a "
    # What may begin is named first of all: the rest of a text is then passed over in no time.
    return re.compile(rf"[$€£\dHh](?:(?<=\d)(?!\d){behind}|(?<=[$€£])\d{half})")


def _both_cases(pattern: str) -> str:
    """Return *pattern* with every letter in both cases, which is found in a fifth of the time that IGNORECASE takes."""
    parts = re.findall(r"\\.|\(\?.|\[[^]]*\]|.", pattern)
    return "".join(
        f"[{letters}{letters.swapcase()}]" if (letters := part.strip("[]")).isalpha() else part for part in parts
    )


def _measured(text: str, language: str) -> _Places:
    """Return the units beside the numbers of *text*; what a word leaves open (元) counts as each that it may mean."""
    found: _Places = {}
    if not _any(language).search(text) and not (language != "en" and ("alf a " in text or "ол" in text)):
        return found
    for value, _, start, end in values(text):
        if before := _SIGN.search(text, max(0, start - 3), start):
            unit = _SIGNS.get(before[0], _SIGNS[before[0][-1]])
            found.setdefault((value, "currency"), {})[unit] = before.start(), end
            continue
        for sort, unit, pattern in _units(language):
            if match := pattern.match(text, end):
                found.setdefault((value, sort), {})[unit] = start, match.end()
    return found


@rule("pair", Severity.WARNING, languages=("ru", "zh"), needs=lambda _: _any("en").pattern, of_source=True)
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a number has another unit or currency than in the source

    Looks at English sources, and at numbers that stand in both texts with units of one kind. What was converted has
    another number, and is left alone.

    Wrong: en "It costs €10bn." ru "Это стоит 10 млрд долларов."
    Wrong: en "5.9 tonnes" zh-Hans "5.9公斤"
    Wrong: en "A$1.2 billion" ru "1,2 млрд долларов США"
    Right: en "A$1.2 billion" zh-Hans "12亿澳元"
    Right: en "$1.2 billion" zh-Hans "12亿美元"
    Wrong: en "by 3 percentage points" ru "на 3 %"
    Right: en "$5 and €5" ru "5 евро и 5 долларов"
    Right: en "It costs $2.5m." zh-Hans "价格为250万美元"
    Right: en "6 miles" ru "6 миль, или 10 км"
    Wrong: en "600 g, 640 light-years" zh-Hans "600公斤，640光年"
    Wrong: en "12 GWh a year" zh-Hans "每年12吉瓦"
    Wrong: en "over 30 degrees Celsius" zh-Hans "超过30华氏度"
    Right: en "from 7 to 30°C, 5 kWh" ru "от 7 до 30 градусов, 5 кВт·ч"
    """
    if base(source_language) != "en":
        return
    wanted = _measured(source, "en")
    there = _measured(target, base(target_language)) if wanted else {}
    for place, units in wanted.items():
        dollars = [one for one in _DOLLARS if one in units]
        if dollars:  # Dollars alone are those of any country: which, the text has said.
            also = _DOLLARS if _DOLLARS[0] in units else _DOLLARS[:1]
            units |= {one: units[dollars[0]] for one in also if one not in units}
        others = there.get(place, {})
        if others and not units.keys() & others.keys():
            start, end = next(iter(others.values()))
            first, last = next(iter(units.values()))
            yield Problem(f"'{target[start:end]}' where the source has '{source[first:last]}'", start, end)
