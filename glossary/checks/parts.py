"""Fractions and multiples in English, Russian and Chinese: *two-thirds*, «вдвое», 三倍."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from glossary.checks.spelled import written_out
from glossary.text.numerals import HAN, NUMBERS, ORDINALS, RUSSIAN, RUSSIAN_OF, RUSSIAN_ORDINALS

Found = list[tuple[int, re.Match[str]]]
"""The denominators of fractions, or the factors of multiples, with their matches."""
Fractions = dict[int, dict[int, re.Match[str]]]
"""By denominator: the numerators, with their matches."""
NUMBER = "|".join(NUMBERS[1:11])
_HAN = "".join([*HAN][:10])
PARTS = {
    "en": (
        (2, r"\bhal(?:f|ves?|ved|ving)\b"),
        (3, r"\bthirds?\b"),
        (4, r"\b(?:quarter(?:s|ed)?|(?:one|three)[- ]fourths?|every fourth)\b"),
        *((at, rf"\b{word}s?\b") for at, word in enumerate(ORDINALS[4:10], 5)),
        (0, rf"\b(?:\d+|{NUMBER}) (?:in|of|out of)(?: every)? (\d+|{NUMBER})\b"),
        (0, r"\b\d/(\d\d?)\b"),
    ),
    "ru": (
        (3, r"\bтрет(?:ь|и|ей|ям)\b(?! страна)|\bкажд\w+ трет(?!ь\b)"),
        (4, r"\bчетверт(?:ь|и|ей|ям|ью)\b(?! (?:век|час|столет|финал))|\bкажд\w+ четв[её]рт"),
        *(
            (at, rf"\b{word}(?:ая|ой|ую|ых)(?= част| дол)|\b(?:дв|тр)\w+ {word}ых\b|\bкажд\w+ {word}[аоу]")
            for at, word in enumerate(RUSSIAN_ORDINALS[4:10], 5)
        ),
    ),
    "zh": ((0, rf"(?<![百千万萬\d{_HAN}])(\d+|[{_HAN}])分之[\d一二两兩三四五六七八九](?!决赛|決賽|强|強)"),),
}
"""Patterns by language and denominator; 0 if a group of the pattern gives it."""
TIMES = {
    "en": (
        (2, r"\b(?:twice|doubl(?:e[ds]?|ing))\b"),
        (3, r"\b(?:thrice|tr(?:ip|eb)l(?:e[ds]?|ing))\b"),
        (4, r"\b(?:quadrupl(?:e[ds]?|ing))\b"),
        (5, r"\b(?:quintupl(?:e[ds]?|ing))\b"),
        (0, rf"\b(\d+|{NUMBER})(?:[ -]times?\b|[ -]?fold\b| or (?:\d+|{NUMBER}) times)"),
    ),
    "ru": tuple(
        (at, rf"\b(?:{words}|в {RUSSIAN[at]} раза?\b|{RUSSIAN_OF[at].replace('ё', '[её]')}кратн)")
        for at, words in enumerate(
            (
                "вдвое|удв(?:о[ие]|аив)|двукратн|дважды",
                "втрое|утр(?:о[ие]|аив)|трижды",
                "вчетверо|учетвер|четырежды",
                *"впятеро вшестеро всемеро ввосьмеро вдевятеро вдесятеро".split(),
            ),
            2,
        )
    ),
    "zh": (
        (2, "翻了?一?番|翻了?[一1]?倍"),
        (4, "翻了?[两兩]番"),
        (0, rf"(?<!翻)(?<!翻了)(?<![\d.{_HAN}百千万])([1-9两兩{_HAN}])[多余餘]?倍"),
    ),
}
"""Patterns by language and factor."""


def found(language: str, rows: dict[str, tuple[tuple[int, str], ...]], text: str) -> Found:
    """Return (number, match) for the patterns of *language* in *text*."""
    return [(part or _number(match[1]), match) for part, pattern in rows[language] for match in _finder(pattern)(text)]


_DIGITS_TIMES = re.compile(r"(?<![\d.,])(\d{1,4})(?:[.,](\d{1,3}))?(?:[ \u00a0]раза?\b|[多余餘]?倍)")
_WORDS_TIMES = re.compile(r"\bв (?!\w+[ыои]й раз)((?:[а-яё]+ ){1,4})раза?\b|([一二三四五六七八九十百两兩]{1,6}倍半?)")


@lru_cache(maxsize=1)  # called for every percentage that is missing
def multiples(language: str, text: str) -> frozenset[float]:
    """Return the factors of multiples in *text*, in digits or in words: «в 2,5 раза», 一倍半.

    >>> sorted(multiples("ru", "в 2,5 раза, втрое, в первый раз")), sorted(multiples("zh", "11倍，一倍半"))
    ([2.5, 3], [1, 1.5, 11.0])
    """
    there: set[float] = {value for value, _ in found(language, TIMES, text)} if language in TIMES else set()
    there.update(float(f"{whole}.{rest or 0}") for whole, rest in _DIGITS_TIMES.findall(text))
    words = {some or numeral for some, numeral in _WORDS_TIMES.findall(text)}
    return frozenset(there.union(*(written_out(word, language) for word in words)))


@cache
def _finder(pattern: str) -> Callable[[str], Iterator[re.Match[str]]]:
    return re.compile(pattern, re.IGNORECASE).finditer


def _number(written: str) -> int:
    """Return the value of a number in digits, or of one up to ten in words or as a character."""
    return int(written[:9]) if written.isdecimal() else HAN.get(written) or NUMBERS.index(written.lower())


_CUT_BY = {"quarter": 4} | {
    stem.replace("ё", "е"): at for words in (ORDINALS, RUSSIAN_ORDINALS) for at, stem in enumerate(words[:10], 1)
}
_SOME = {"дв": 2, "тр": 3, "четыр": 4, "сем": 7, "восем": 8} | _CUT_BY
_CUTS = "|".join(("quarter", *ORDINALS[2:10]))
_RUSSIAN_CUTS = "|".join(RUSSIAN_ORDINALS[4:10])
_FRACTIONS = {
    "en": re.compile(
        rf"(?i:\b(?P<some>{'|'.join(NUMBERS[2:10])})[- ](?P<part>{_CUTS})s\b"
        r"|\b(?:one[- ]|by (?:about |nearly |almost |over )?a |a (?=\w+ (?:of|more|less|fewer|higher|lower)\b))"
        rf"(?P<one>{_CUTS})\b(?! of (?:an?|one) |[ -](?:time|place|person)\b))"
        r"|(?<![\d/])(?P<over>[1-9])/(?P<under>[3-9])(?![\d/])"
    ),
    "ru": re.compile(
        r"\b(?P<some>дв|тр|четыр|пят|шест|сем|восем|восьм|девят)[а-яё]* "
        rf"(?P<part>трет|четверт|{_RUSSIAN_CUTS})(?:ей|и|ям|ями|ых|ым|ыми)\b"
        r"|\b(?P<one>трет(?=ь\b)|четверт(?=ь\b(?! (?:век|час|столет|финал)))"
        rf"|(?:{_RUSSIAN_CUTS})(?=(?:ая|ой|ую) (?:част|дол)))",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        rf"(?<![百千万萬\d{_HAN}])(?:(?P<part>[{_HAN}])分之(?P<some>[{_HAN}两兩])(?![百千万萬{_HAN}])"
        rf"|(?P<tenths>[{_HAN}两兩])成(?![立为為本功长長员員果就交绩績年人熟半{_HAN}]))"
    ),
}


def fractions(language: str, text: str) -> Fractions:
    """Return the fractions of *text*, by denominator and numerator.

    >>> {parts: list(some) for parts, some in fractions("en", "two-thirds, 3/4, three quarters, a fifth of it").items()}
    {3: [2], 4: [3], 5: [1]}
    """
    parts: Fractions = {}
    for match in _FRACTIONS[language].finditer(text):
        found = match.groupdict()
        if language == "zh":
            whole, count = _number(found["part"] or "十"), _number(found["some"] or found["tenths"])
        elif found.get("over"):
            count, whole = int(found["over"]), int(found["under"])
        else:
            whole = _CUT_BY[(found["one"] or found["part"]).lower()]
            some = (found["some"] or "").lower()
            count = 1 if found["one"] else _SOME.get(some) or NUMBERS.index(some)
        parts.setdefault(whole, {}).setdefault(count, match)
    return parts
