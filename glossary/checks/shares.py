"""A check of fractions and multiples: *two-thirds* and «две трети», *twice* and «вдвое»."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from glossary.checks import Problem, rule
from glossary.checks.numbers import values
from glossary.languages import base
from glossary.model import Severity

_Found = list[tuple[int, re.Match[str]]]
"""The parts into which wholes are cut, or how many times more something is, with their places."""
_NUMBERS = "one two three four five six seven eight nine ten".split()
_NUMBER = "|".join(_NUMBERS)
_HAN = "一二三四五六七八九十"
_PARTS = {
    "en": (
        (2, r"\bhal(?:f|ves?|ved|ving)\b"),
        (3, r"\bthirds?\b"),
        (4, r"\b(?:quarter(?:s|ed)?|(?:one|three)[- ]fourths?|every fourth)\b"),
        *((at, rf"\b{word}s?\b") for at, word in enumerate("fifth sixth seventh eighth ninth tenth".split(), 5)),
        (0, rf"\b(?:\d+|{_NUMBER}) (?:in|of|out of)(?: every)? (\d+|{_NUMBER})\b"),
        (0, r"\b\d/(\d\d?)\b"),
    ),
    "ru": (
        (3, r"\bтрет(?:ь|и|ей|ям)\b(?! страна)|\bкажд\w+ трет(?!ь\b)"),
        (4, r"\bчетверт(?:ь|и|ей|ям|ью)\b(?! (?:век|час|столет|финал))|\bкажд\w+ четв[её]рт"),
        *(
            (at, rf"\b{word}(?:ая|ой|ую|ых)(?= част| дол)|\b(?:дв|тр)\w+ {word}ых\b|\bкажд\w+ {word}[аоу]")
            for at, word in enumerate("пят шест седьм восьм девят десят".split(), 5)
        ),
    ),
    "zh": ((0, rf"(?<![百千万萬\d{_HAN}])(\d+|[{_HAN}])分之[\d一二两兩三四五六七八九](?!决赛|決賽|强|強)"),),
}
"""By language, into how many parts a fraction cuts; 0 where the group says it."""
_TIMES = {
    "en": (
        (2, r"\b(?:twice|doubl(?:e[ds]?|ing)|two-?fold)\b"),
        (3, r"\b(?:thrice|tr(?:ip|eb)l(?:e[ds]?|ing)|three-?fold)\b"),
        (4, r"\b(?:quadrupl(?:e[ds]?|ing)|four-?fold)\b"),
        (5, r"\b(?:quintupl(?:e[ds]?|ing)|five-?fold)\b"),
        (10, r"\bten-?fold\b"),
        (0, rf"\b(\d+|{_NUMBER})(?:[ -](?:time\b|times\b|fold)| or (?:\d+|{_NUMBER}) times)"),
    ),
    "ru": (
        (2, r"\b(?:вдвое|в два раза|удв(?:о[ие]|аив)|двукратн|дважды)"),
        (3, r"\b(?:втрое|в три раза|утр(?:о[ие]|аив)|тр[её]хкратн|трижды)"),
        (4, r"\b(?:вчетверо|в четыре раза|учетвер|четыр[её]хкратн|четырежды)"),
        (5, r"\b(?:впятеро|в пять раз|пятикратн)"),
        (10, r"\b(?:вдесятеро|в десять раз|десятикратн)"),
    ),
    "zh": ((0, rf"(?<![\d.{_HAN}百千万])([2-9两兩二三四五六七八九十])[多余餘]?倍"),),
}
"""By language, how many times more or less something is."""
_NEEDED = (
    r"[fFvVqQxXwWbBpPmM/dDhHnN](?:"
    rf"(?:(?<=[nN])(?<= [iI].)|(?<=[fF])(?<= [oO].)) (?=[\doOtTfFsSeEnN])(?:every )?(?:\d\d?\b|(?i:{_NUMBER})\b)"
    r"|[sS]?\b(?:(?<=[dDhH])|(?<=[dDhH][sS]))(?:(?<=[iI][rR].)|(?<=[iI][rR]..)|(?<=[eEiI][nN][tT][hH])|(?<=[hH][tT][hH])|(?<=[nNhH][tT][hH][sS]))"
    r"|(?<=[aA][lL][fFvV])|(?<=[qQ])[uU][aAiI][rRdDnN][tTrR]|(?<=[xXfF])[tT][hH]|(?<=[fF])[oO][lL][dD]|(?<=[wW])[iI][cC][eE]"
    r"|(?<=[hH])[rR][iI][cC][eE]|(?<=[uUiIeE][bBpP])[lL][eEiI]|(?<=[- ][tT][iI][mM])[eE]|(?<=\d/)\d)"
)
"""Something of each word above, by a rare letter of it: it is looked for in all texts, and must not cost much."""
_PERCENT = re.compile(r" ?(?:%|per ?cent\b)")


@rule("pair", Severity.WARNING, languages=("ru", "zh"), needs=_NEEDED, of_source=True)
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a fraction or a multiple is another one than in the source

    Looks at English sources, and at translations that cut into other parts (thirds, quarters) or have another multiple
    than all of the source, while one of the source is not there. A share may be said in per cent.

    Wrong: en "two-thirds of them" zh-Hans "其中四分之三"
    Wrong: en "a quarter of all homes" ru "треть всех домов"
    Wrong: en "one in five Britons" ru "каждый шестой британец"
    Wrong: en "twice as many" ru "втрое больше"
    Wrong: en "three times as large" zh-Hans "是其五倍"
    Right: en "one in five Britons" ru "пятая часть британцев"
    Right: en "33 percent, and half of the rest" ru "треть, и вдвое меньше остального"
    Right: en "Sales tripled to a quarter." zh-Hans "销量增长两倍，占四分之一"
    Right: en "one fourth of pupils, a third grader" ru "четверть учеников, третьеклассник"
    Right: en "cut by half in the third quarter" ru "в третьем квартале сократили вдвое"
    """
    if base(source_language) != "en":
        return
    language = base(target_language)
    parts, times = _found("en", _PARTS, source), _found("en", _TIMES, source)
    cut = _found(language, _PARTS, target) if parts else []
    more = _found(language, _TIMES, target) if times else []
    shares = [row[0] / 100 for row in values(source) if _PERCENT.match(source, row[3])] if cut or more else []
    pieces = [(part, one * part) for part in {part for part, _ in cut} for one in shares]
    yield from _other(parts, cut, {part for part, one in pieces if abs(one - round(one)) < 0.08})
    # Halved is «вдвое»; what has grown by two times is, in Chinese, three times as much.
    fine = {part for part, _ in parts} | {round(share) + rest for share in shares for rest in (0, 1)}
    yield from _other(times, more, fine | {one - 1 for one, _ in times if language == "zh"})


def _found(language: str, rows: dict[str, tuple[tuple[int, str], ...]], text: str) -> _Found:
    """Return what the patterns of *language* find in *text*."""
    return [(part or _number(match[1]), match) for part, pattern in rows[language] for match in _finder(pattern)(text)]


@cache
def _finder(pattern: str) -> Callable[[str], Iterator[re.Match[str]]]:
    return re.compile(pattern, re.IGNORECASE).finditer


def _number(written: str) -> int:
    """Return what a number up to ten in words, a character, or a number in digits means."""
    if written.isdecimal():
        return int(written[:9])
    return (
        2 if written in "两兩" else _HAN.index(written) + 1 if written in _HAN else _NUMBERS.index(written.lower()) + 1
    )


def _other(wanted: _Found, there: _Found, fine: set[int]) -> Iterator[Problem]:
    """Yield the first of *there* that is none of *wanted* and not *fine*, where one of *wanted* is not there."""
    known, found = fine | {value for value, _ in wanted}, {value for value, _ in there}
    others = [match for value, match in there if value not in known]
    lost = [match for value, match in wanted if value not in found]
    if others and lost:
        written, ordinal = others[0][0], lost[0][0]
        yield Problem(f"'{written}' where the source has '{ordinal}'", *others[0].span())
