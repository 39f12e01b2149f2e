"""Checks of dates: are the months and days of the week those of the source?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from glossary import languages
from glossary.checks import Problem, another, rule
from glossary.model import Severity
from glossary.text.numerals import MONTHS, WEEKDAYS

_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)}
_SHORT = {f"{name[:3]}.": number for name, number in _MONTHS.items() if name[:3] not in ("Mar", "May")} | {"Sept.": 9}
_NUMBER_OF = _MONTHS | _SHORT
_MONTH = "|".join(map(re.escape, _NUMBER_OF))
"""English months, including the short forms before a day: *Jan. 1*."""
_STEMS_OF_MONTHS = ("янв", "фев", "март", "апр", "ма[йяею]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_HAN_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
_DATE = re.compile(
    r"\b(?:(?P<before>\d\d?)(?:st|nd|rd|th)? (?:of )?)?"
    rf"(?P<month>{_MONTH})(?![a-z])(?: (?P<after>\d\d?)(?:st|nd|rd|th)?\b)?"
)
_MONTH_OF_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),? (?P<year>(?:19|20)\d\d)\b")
_WITH_YEAR = {
    "ru": re.compile(rf"\b(?P<month>{'|'.join(_STEMS_OF_MONTHS)})[а-я]*[ \u00a0](?P<year>(?:19|20)\d\d)\b"),
    "zh": re.compile(r"(?P<year>(?:19|20)\d\d) ?年 ?(?P<month>\d\d?) ?月"),
}
"""A month and its year, in either order."""
_WITHOUT_YEAR = {
    "ru": re.compile(rf"\b(?:{'|'.join(_STEMS_OF_MONTHS)})(?![а-я]*[ \u00a0](?:19|20)\d\d\b)"),
    "zh": re.compile(r"(?<!\d)(?<!年)(?<!年 )\d\d?(?= ?月)"),
}
"""A month without a year."""
_ANY = {
    "ru": re.compile(
        r"\b(?P<month>январ|феврал|март(?!ин|ен|ы)|апрел|ма[йяею]\b|июн|июл|август(?!ин|ов|ей)|сентябр|октябр|ноябр|декабр)"
        r"[а-я]{0,3}\b"
    ),
    "zh": re.compile(rf"(?<![\d历曆{''.join(_HAN_MONTHS)}])(?P<month>\d\d?|{'|'.join(reversed(_HAN_MONTHS))}) ?月"),
}
"""A month, with or without a year."""
_DAYS = {
    "ru": re.compile(rf"\b(?P<day>\d\d?)(?:-?го)?[ \u00a0](?P<month>(?:{'|'.join(_STEMS_OF_MONTHS)})[а-я]*)"),
    "zh": re.compile(r"(?<!\d)(?P<month>\d\d?) ?月 ?(?P<day>\d\d?) ?[日号號]"),
}


_SURE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|of|through|during|early|late|last|next|at least)|mid)[ -](?:March|May)\b"
    r"|\b(?:after|before|by|from) March\b"
)
"""May and March after words which show that these are months, not names or verbs."""
_TO_THE_END = re.compile(rf"\b(?:through|end of|(?:by|until|before)(?= \S+ (?:30|31)\b)) (?P<month>{_MONTH})(?![a-z])")
_FIRST_DAY = {
    "ru": re.compile(rf"\b(?:[Дд]о|[Кк]) 1(?:-?го)?[ \u00a0](?P<month>{'|'.join(_STEMS_OF_MONTHS)})"),
    "zh": re.compile(r"(?<!\d)(?P<month>\d\d?) ?月 ?1 ?[日号號](?=之?前|以前)"),
}


def _first_days(source: str, target: str, language: str) -> set[int]:
    """Return the months whose first day *target* gives for the end of the month before: *through June*."""
    first = {_month(found["month"]) for found in _FIRST_DAY[language].finditer(target)}
    return first & {_NUMBER_OF[month] % 12 + 1 for month in _TO_THE_END.findall(source)}


def undated(source: str, target: str) -> str:
    """Return *target* without the numbers of Chinese months, if *source* names months in words.

    Decades are rewritten in digits like those of the source: 20世纪40年代 becomes 1940年代.
    """
    bare = _MONTH_OF_DATE.sub("", target) if _DATE.search(source) else target
    return _DECADE.sub(lambda found: f"{(int(found[1]) - 1) * 100 + int(found[2])}年代", bare)


_MONTH_OF_DATE = re.compile(r"(?<!\d)1?\d(?= ?月)")
_DECADE = re.compile(r"(?<!\d)([12]\d)世[纪紀]([1-9]0)年代")
_END_OF_MONTH = re.compile(r"\b[Кк]онц[аеу]\b|[底末]|\b(?:[Дд]о|[Кк]) 1[ \u00a0]")
_NIGHT = re.compile(r"\bnight of (?:the )?(?:[A-Z][a-z]+ )?$")
_NIGHT_BEFORE = re.compile(r"\bночь на (\d{1,2})\b")


@lru_cache(maxsize=4)  # called for each number that is missing
def _nights(target: str) -> frozenset[int]:
    """Return the days that *target* uses for the nights before them."""
    return frozenset(map(int, _NIGHT_BEFORE.findall(target)))


def is_paraphrased(source: str, start: int, value: float, target: str) -> bool:
    """Return whether *value* at *start* is a day that *target* expresses differently.

    Russian dates a night by the next day («в ночь на 4 декабря»); the end of a month may be the start of the next.
    """
    if value == 1 and _TO_THE_END.search(target):
        return any(match.start() < start < match.end() for match in _FIRST_DAY["ru"].finditer(source))
    if _NIGHT.search(source, max(0, start - 24), start) and not _nights(target).isdisjoint((value + 1, 1)):
        return True
    at_end = value in (30, 31) and _at_end(target)
    return at_end and any(match.start() <= start < match.end() for match in _DATE.finditer(source))


@lru_cache(maxsize=1)
def _at_end(target: str) -> bool:
    return _END_OF_MONTH.search(target) is not None


def _names(months: set[int]) -> str:
    """Return the names of *months*, joined by "or"."""
    return " or ".join(name for name, number in _MONTHS.items() if number in months)


def _month(written: str) -> int:
    """Return the number of a month given in digits, in Chinese, or by the first letters of the Russian name."""
    if written.isdecimal():
        return int(written)
    if written in _HAN_MONTHS:
        return 1 + _HAN_MONTHS.index(written)
    return 1 + next(at for at, stem in enumerate(_STEMS_OF_MONTHS) if re.match(stem, written))


@rule("pair", Severity.WARNING, languages=("ru", "zh"), source=_MONTH)
def month(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a different month than in the source

    Compares days of the month that are in both texts with a month, months with a year, and months alone if each text
    has one that the other lacks.

    Wrong: en "on July 26" ru "26 июня"
    Wrong: en "on 4 October 2022" zh-Hans "2022年9月4日"
    Wrong: en "since December 2022" ru "с ноября 2022 года"
    Wrong: en "a report published in June" ru "в опубликованном в июле докладе"
    Right: en "since December 2022" zh-Hans "自2022年12月以来"
    Right: en "from May to June 2022" zh-Hans "2022年5月至6月"
    Right: en "on July 26" ru "26 июля"
    Right: en "will stay open through June 2030" ru "проработает до 1 июля 2030 года"
    """
    wanted: dict[int, set[int]] = {}
    for found in _DATE.finditer(source):
        day = found["before"] or found["after"]
        if day:
            wanted.setdefault(int(day), set()).add(_NUMBER_OF[found["month"]])
    there: dict[int, dict[int, tuple[int, int]]] = {}
    language = languages.base(target_language)
    for found in _DAYS[language].finditer(target) if wanted else ():
        there.setdefault(int(found["day"]), {})[_month(found["month"])] = found.span()
    for day, months in wanted.items():
        if day in there and not months & there[day].keys():
            start, end = next(iter(there[day].values()))
            written, date = target[start:end], f"{day} {_names(months)}"
            yield Problem(f"'{written}' where the source has {date}", start, end)
    if wanted.keys().isdisjoint(there) and not _nights(target):
        yield from list(_another_month(source, target, language)) or _no_such_month(source, target, language)


def _no_such_month(source: str, target: str, language: str) -> Iterator[Problem]:
    """Yield the first month of *target* missing from the source, if one of the source is missing from *target*."""
    dates = list(_DATE.finditer(source))
    unsure = {match.end("month") for match in dates if match["month"] in ("March", "May")}
    if unsure - {match.end() for match in _SURE_MONTH.finditer(source)}:
        return
    months = {_NUMBER_OF[match["month"]] for match in dates} | _first_days(source, target, language)
    there = {_month(found["month"]): found for found in _ANY[language].finditer(target)}
    yield from another({month: MONTHS[month - 1] for month in sorted(months)}, there)


def _another_month(source: str, target: str, language: str) -> Iterator[Problem]:
    """Yield the months in *target* that differ from the source for the same year.

    If there are several months with the year (2022年5月至6月), any of them may match.
    """
    years: dict[str, set[int]] = {}
    for found in _MONTH_OF_YEAR.finditer(source):
        years.setdefault(found["year"], set()).add(_NUMBER_OF[found["month"]])
    there: dict[str, dict[int, tuple[int, int]]] = {}
    for found in _WITH_YEAR[language].finditer(target) if years else ():
        there.setdefault(found["year"], {})[_month(found["month"])] = found.span()
    alone = {_month(written) for written in _WITHOUT_YEAR[language].findall(target)} if there else set()
    after = _first_days(source, target, language) if there else set()
    for year, months in years.items():
        if year in there and not (months | after) & (alone | there[year].keys()):
            start, end = next(iter(there[year].values()))
            written, date = target[start:end], f"{_names(months)} {year}"
            yield Problem(f"'{written}' where the source has {date}", start, end)


_WEEKDAY = {
    "en": re.compile(f"\\b({')|('.join(WEEKDAYS)})s?\\b"),
    "ru": re.compile(
        r"\b(?:(понедельник)|(вторни[кч])"
        r"|((?<=[Вв] )среду|(?<=[Нн]а )среду|(?<=[Пп]о )средам|(?<=[ДдСс]о )среды|(?<=[Кк] )среде)"
        r"|(четверг(?!ов))|(пятни[цч](?!к))|(суббот(?!ин))|(воскрес(?:ень[еяюи]|н[ыоа])))",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:(?<![一二两兩三四五六七八九十几幾每\d])[周週]|星期|[礼禮]拜)(?:(一)|(二)|(三)|(四)|(五)|(六)|([日天]))"
        r"(?![周週个個天次年])"
    ),
}
"""Days of the week, each as a group of its own."""


_ZONE = re.compile(
    r"\b(?:GMT|UTC|[ECMPB][SD]?T|(?:local|(?!(?:This|That|Some|Each|Every|Any|Next|Last|First|Second|No|Long|By|Same|Half|Full"
    r"|Extra|Prime|What|One|In|At|All|Over|Real|Free|Big|Playing|Waiting|Travel|Of)\b)[A-Z][a-z]+) time"
    r"|[ap]\.?m\.? (?:Eastern|Pacific|Central|Mountain))\b"
)
"""Time zones in an English text."""
_CLOCK = re.compile(
    r"\bмск\b|\bпо (?:Москве|Гринвичу)\b|\bпо (?!местному)\w+ому времени"
    "|(?:北京|[东東]京|莫斯科|美[东東]|治)(?:标准|標準)?[时時][间間]"
)
"""Other time zones in a translation."""

_LOCAL_TIME = re.compile("местному времени|местного времени|[当當]地[时時][间間]")


@lru_cache(maxsize=1)  # called for every hour of a text
def zoned(source: str, target: str) -> bool:
    """Return whether one of the texts names a time zone, so that hours may differ.

    False if both say that it is local time.
    """
    if _LOCAL_TIME.search(target):
        source = source.replace("local time", "")
    return _ZONE.search(source) is not None or _CLOCK.search(target) is not None


def _weekdays(text: str, language: str) -> dict[int, re.Match[str]]:
    """Return the first match of each day of the week in *text*, by its number from 1."""
    found: dict[int, re.Match[str]] = {}
    for match in _WEEKDAY[language].finditer(text):
        found.setdefault(match.lastindex or 0, match)
    return found


@rule("pair", Severity.WARNING, languages=("ru", "zh"), source=r"[nsir]day")
def weekday(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a different day of the week than in the source

    Checks English sources whose translation names days of the week, if each text has one that the other lacks. Russian
    may date a night by the next day; so may a translation for an hour in a time zone further west.

    Wrong: en "The institute said on Friday" ru "В субботу институт сообщил"
    Wrong: en "The institute said on Friday" zh-Hans "研究所周六表示"
    Wrong: en "Saturday's final" ru "Воскресный финал"
    Right: en "from Friday to Saturday" ru "с пятницы до субботы"
    Right: en "on Wednesday night" ru "в ночь на четверг"
    Right: en "at 8:30 p.m. GMT on Sunday" zh-Hans "北京时间周一凌晨4:30"
    Wrong: en "at 8:30 p.m. GMT on Sunday" zh-Hans "北京时间周五凌晨4:30"
    Right: en "on Thursday evening in Washington" ru "в пятницу утром по московскому времени"
    """
    if languages.base(source_language) != "en" or "ночь" in target:
        return
    wanted, there = _weekdays(source, "en"), _weekdays(target, languages.base(target_language))
    # If the time zones differ, the readers' is further east.
    fine = {day % 7 + 1 for day in wanted} if zoned(source, target) else ()
    yield from another({day: WEEKDAYS[day - 1] for day in wanted}, there, fine)
