"""A check of ordinals in words: *second* and «третий»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks import Problem, another, rule
from glossary.checks.spelled import caseless
from glossary.languages import base
from glossary.model import Severity
from glossary.text.numerals import HAN, ORDINALS, ROMAN, RUSSIAN_ORDINALS

_SOURCE = re.compile(
    r"\b(?<!\bone[ -])(?<!\bby a )(?<!\bsplit[ -])(?<!\bper )(?!(?<=\bof a )second\b)"
    r"(?!(?<=\ba )\w+ (?:of|more|less|higher|lower|faster|slower)\b)"
    r"(?<!ty-)"
    rf"(?:({'|'.join(ORDINALS)})|(1?[1-9]|[12]0)(?:st|nd|rd|th))\b(?![ -]centur)",
    re.IGNORECASE,
)
"""An ordinal, but not a fraction (one third, by a third, a third of them), a short time (a split second), or a century,
whose first half may be meant.
"""
_ONES = "".join([*HAN][:9])
_BEGIN = rf"(?<![{_ONES}十百\d])"
_NUMBERED = {
    "century": {
        "en": re.compile(rf"\b(?:({'|'.join(ORDINALS)})|(\d\d?)(?:st|nd|rd|th))[ -]centur(?:y|ies)", re.IGNORECASE),
        "ru": re.compile(r"\b(?:([IVX]+)|(\d\d?)(?:-[а-я]{1,2})?)[ \u00a0](?:в(?:ек|\.)|столет)"),
        "zh": re.compile(rf"{_BEGIN}(?:(二十一?|十[{_ONES}]?|[{_ONES}])|(\d\d?)) ?世[纪紀]"),
    },
    "ruler": {
        "en": re.compile(r"\b[A-Z]\w*[a-z] ([IVX]{2,})\b(?!\.)"),
        "ru": re.compile(r"\b[А-ЯЁ][а-яё]+[ \u00a0]([IVX]+)\b(?![ \u00a0](?:в(?:ек|\.)|квартал|съезд))"),
        "zh": re.compile(rf"{_BEGIN}(二?十[{_ONES}]?|[{_ONES}])世(?![纪紀界代])"),
    },
    "row": {
        "en": re.compile(
            rf"\b(?:({'|'.join(ORDINALS)})|(\d\d?)(?:st|nd|rd|th)) (?:straight|consecutive)\b", re.IGNORECASE
        ),
        "zh": re.compile(rf"{_BEGIN}(\d\d?|二?十[{_ONES}]?|[两兩{_ONES}])[连連](?=[胜勝败敗冠霸跌涨漲平])"),
    },
}
"""Expressions with an ordinal in words, digits or numerals, by language."""
_QUARTER = re.compile(rf"\b(?:(?i:{'|'.join(ORDINALS[:4])})[ -](?i:quarters?)|Q(?P<number>[1-4]))\b")
_QUARTERS = {
    "ru": re.compile(
        r"\b(?:(?P<a>перв|1-|I\b)|(?P<b>втор|2-|II\b)|(?P<c>трет|3-|III\b)|(?P<d>четв[её]рт|4-|IV\b))[а-я]* квартал",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:(?P<a>[1一首])|(?P<b>[2二])|(?P<c>[3三])|(?P<d>[4四]))(?:(?<=第.)[个個])?季[度报報]"),
}
"""Quarters of a year, by number."""
_CHINESE = re.compile(
    rf"第(?:(?<=连续第)|(?<=連續第)|(?!二[天年]))([12]0|1?[1-9]|二十|十[{_ONES}]?|[{_ONES}])(?![\d{_ONES}十百])"
)
"""第二天 also means "the next day", but not in 连续第二天."""
_STEM = "|".join(RUSSIAN_ORDINALS).replace("ё", "[её]")
_TARGET = re.compile(
    rf"\b(?<!ать )(?<!сят )(?<!сорок )(?<!сто )(?:(?!перв\w+ очередь)(?P<stem>{_STEM})"
    r"(?:(?<!трет)(?:ый|ая|ое|ого|ой|ому|ым|ом|ую|ые|ых|ыми)|(?<=трет)(?:ий|ь[яею]|ьего|ьей|ьему|ьим|ьем|ьи|ьих|ьими))"
    r"|([12]0|1?[1-9])-(?:й|я|е|го|му|м|ю))\b",
    re.IGNORECASE,
)


# The pattern starts from the end of the word: many words begin like an ordinal, but few end like one.
@rule(
    "pair",
    Severity.WARNING,
    languages=("ru", "zh"),
    source=r"[IVXDdTtHh1-4](?:(?<= [IVX])[IVX]+\b|\b(?:(?<=\bQ[1-4])|(?i:"
    + "|".join(("(?<=\\d(?:st|nd|rd|th))", *(f"(?<={word})" for word in ORDINALS)))
    + ")))",
)
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a different ordinal than in the source

    Checks English texts with one ordinal up to the twentieth whose translation has one as well; also quarters of a
    year, and centuries.

    Wrong: en "from her second album" zh-Hans "从她的第三张专辑中"
    Wrong: en "in its third week" ru "уже четвёртую неделю"
    Right: en "in its third week" ru "уже третью неделю"
    Wrong: en "for the twelfth time" ru "в двадцатый раз"
    Right: en "for the twelfth time" zh-Hans "第十二次"
    Wrong: en "for the third year in a row" zh-Hans "连续第二年"
    Right: en "in the early 19th century" ru "в первой половине XIX века"
    Right: en "since the fifth century, in the 21st century" zh-Hans "从五世纪以来，在二十一世纪"
    """
    if base(source_language) != "en":
        return
    for kind in _NUMBERED:
        yield from _others(source, target, kind, base(target_language))
    wanted = {ORDINALS.index(caseless(word)) + 1 if word else int(digits) for word, digits in _SOURCE.findall(source)}
    quarters = list(_QUARTER.finditer(source))
    wanted |= {int(found["number"]) for found in quarters if found["number"]}
    for found in _QUARTERS[base(target_language)].finditer(target) if quarters else ():
        if 1 + "abcd".index(found.lastgroup or "a") not in wanted:
            written, ordinal = found[0], " or ".join(ORDINALS[number - 1] for number in sorted(wanted))
            yield Problem(f"'{written}' where the source has '{ordinal}'", *found.span())
            return
    there = dict(_chinese(target) if target_language.startswith("zh") else _russian(target))
    if len(wanted) == len(there) == 1:
        yield from another({number: ORDINALS[number - 1] for number in wanted}, there)


def _others(source: str, target: str, kind: str, language: str) -> Iterator[Problem]:
    """Yield the first century, regnal number (*III*) or streak (六连败) that only *target* has, if it lacks another."""
    patterns = _NUMBERED[kind]
    wanted = {_number(found): found[0] for found in patterns["en"].finditer(source)} if language in patterns else {}
    there = {_number(found): found for found in (patterns[language].finditer(target) if wanted else ())}
    yield from another(wanted, there)


def _number(found: re.Match[str]) -> int:
    """Return the number that *found* has in words, digits or numerals."""
    written = next(filter(None, found.groups()), "")
    return int(written) if written.isdecimal() else _NUMBER_OF.get(written) or _NUMBER_OF.get(caseless(written), 0)


_NUMBER_OF = HAN | ROMAN
for words in (ORDINALS, RUSSIAN_ORDINALS):
    _NUMBER_OF |= {word.replace("ё", "е"): number for number, word in enumerate(words, 1)}


def _chinese(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for found in _CHINESE.finditer(text):
        yield int(found[1]) if found[1].isdecimal() else HAN[found[1]], found


def _russian(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for found in _TARGET.finditer(text):
        stem = found["stem"]
        yield _NUMBER_OF[stem.lower().replace("ё", "е")] if stem else int(found[2]), found
