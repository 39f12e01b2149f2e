"""A check of times: *half past six* and «в половине седьмого», *9 p.m.* and 晚上9点."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from glossary.checks import Problem, rule
from glossary.checks.dates import zoned
from glossary.languages import base
from glossary.model import Severity
from glossary.text.numerals import HAN, NUMBERS, RUSSIAN, RUSSIAN_OF, RUSSIAN_ORDINALS

_DAY, _HALF_DAY, _NEARLY = 24 * 60, 12 * 60, 30


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in a text."""

    minutes: int
    """Minutes since midnight."""
    sure: bool
    """Whether the text tells morning from afternoon."""
    words: bool
    """Whether it is in clock words: half past, a quarter to."""
    match: re.Match[str]

    def agrees(self, other: Time) -> bool:
        """Return whether *other* may be the same time, possibly rounded to the full hour."""
        day = _DAY if self.sure and other.sure else _HALF_DAY
        apart = abs(self.minutes - other.minutes) % day
        rounded = not (self.minutes % 60 and other.minutes % 60) and not (self.words or other.words)
        return min(apart, day - apart) < (_NEARLY if rounded else 1)


_NUMBERS, _OF_NUMBERS = ["час", *RUSSIAN[2:]], ["часу", *RUSSIAN_OF[2:]]
_ORDINALS = [f"{stem}{'ьего' if stem == 'трет' else 'ого'}" for stem in RUSSIAN_ORDINALS[:12]]
_HOUR_OF = HAN | {
    word.replace("ё", "е"): at
    for words in (NUMBERS[1:13], _NUMBERS, _OF_NUMBERS, _ORDINALS)
    for at, word in enumerate(words, 1)
}


_PARTS = "утра|дня|вечера|ночи"
_HAN_PARTS = "凌晨|清晨|早[上晨]?|上午|中午|下午|傍晚|晚[上间間]?|深夜|[夜午][间間里裡夜]"

_HALF_OF_DAY = {
    "ru": re.compile(rf"(?i)\b(?:(?:{_PARTS}|утром|дн[её]м|вечером|ночью)\b|(?:по)?пол(?:у?д[не]|у?ноч))"),
    "zh": re.compile("[晨早午晚夜]"),
}
"""Words for the half of the day; without them, a time in digits is in 24-hour notation."""


def _any(words: list[str]) -> str:
    return "|".join(sorted((word.replace("ё", "[её]") for word in words), key=len, reverse=True))


_PATTERNS = {
    "en": re.compile(
        rf"\b(?P<turn>half|(?:a )?quarter) (?P<to>past|to) (?P<h>{_any(NUMBERS[1:13])}|1[0-2]|[1-9])\b"
        r"(?: in the (?P<in>morning|afternoon|evening))?"
        r"|(?<![\d:.,])(?P<hour>\d\d?)(?:[:.](?P<minute>[0-5]\d))? ?(?P<part>[ap])\.?m\b"
        r"|(?<![\d:.,])(?P<plain>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![\d:]|[.,]\d)"
        r"(?:(?=(?: (?:to|and) |[-–])(?P<next>\d\d?)(?:[:.][0-5]\d)? ?(?P<shared>[ap])\.?m\b))?",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        rf"\b(?:(?P<half>половин[аеыу] |пол)(?P<o>{_any(_ORDINALS)})\b|(?P<quarter>четверть) (?P<q>{_any(_ORDINALS)})\b"
        rf"|без четверти (?P<n>{_any(_NUMBERS)})\b"
        r"|(?:(?<=\b[вкс] )|(?<=\bдо )|(?<=\bпосле )|(?<=\bоколо ))"
        rf"(?P<hour>\d\d?|{_any([*_NUMBERS, *_OF_NUMBERS])})(?: час(?:ов|а|ам|у)?)? (?P<part>{_PARTS})\b)"
        r"|(?<![\d:.,])(?P<plain>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![\d:]|[.,]\d)"
        rf"(?: (?P<day>{_PARTS})\b)?",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        rf"(?P<part>{_HAN_PARTS})? ?"
        rf"(?<!\d)(?P<hour>[01]?\d|2[0-3]|(?<!十){_any([*HAN][:12])}|[两兩])(?:[点點](?![多名])|[时時](?![间間代期速隔候]))"
        rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>[0-5]?\d)分)?"
        rf"|(?P<day>{_HAN_PARTS})? ?"
        r"(?<![\d:：.])(?P<plain>[01]?\d|2[0-3])[:：](?P<minutes>[0-5]\d)(?![\d:：]|[.]\d)"
    ),
}


def _in_24_hours(hour: int, part: str) -> tuple[int, bool]:
    """Return *hour* in 24-hour notation, and whether *part* tells which half of the day it is in.

    Only the first letter of *part* counts, in English (a, p), Russian (утра, дня, ночи) or Chinese (上午, 晚上 …).
    """
    if hour > 12 or hour == 0 or not part:
        return hour, hour > 12 or hour == 0
    if part[0] in "aA上早清凌у":
        return hour % 12, True
    if part[0] in "中д":
        return (hour if hour > 8 else hour + 12), True
    if part[0] in "深夜午н":
        return ((hour + 12) % 24 if hour > 8 else hour), hour != 12 or part[0] == "н"
    return hour % 12 + 12, part[0] != "晚" or 4 < hour < 12


def _english(found: re.Match[str]) -> Time:
    if found["turn"]:
        hour = _HOUR_OF.get(found["h"].lower()) or int(found["h"])
        apart = 30 if found["turn"].lower() == "half" else 15
        part = {"": "", "morning": "a"}.get((found["in"] or "").lower(), "p")
        whole, sure = _in_24_hours(hour, part)
        return Time((60 * whole + (apart if found["to"].lower() == "past" else -apart)) % _DAY, sure, True, found)
    # "9:45 to 10:15 p.m." is one half of the day; "11:45 to 12:15" crosses noon.
    shared = found["shared"] if found["shared"] and int(found["plain"]) <= int(found["next"]) < 12 else ""
    return _in_digits(found, found["hour"], found["minute"], found["part"] or shared)


def _russian(found: re.Match[str]) -> Time:
    for name, apart in (("o", 30), ("q", 45), ("n", 15)):
        if found[name]:
            hour = _HOUR_OF[found[name].lower().replace("ё", "е")]
            return Time((60 * hour - apart) % _DAY, False, True, found)
    return _in_digits(found, found["hour"], None, found["part"] or found["day"] or "")


def _chinese(found: re.Match[str]) -> Time | None:
    if not found["plain"]:
        words = bool(found["half"] or found["quarter"])
        exact = words or found["minute"] or found["part"] or (found["hour"].isdecimal() and "点" not in found[0])
        if not exact:
            return None  # 两点 may also mean "two points"
        minute = "30" if found["half"] else {"一": "15", "三": "45"}.get(found["quarter"] or "", found["minute"])
        time = _in_digits(found, found["hour"], minute, found["part"] or "")
        return Time(time.minutes, time.sure, words, found)
    return _in_digits(found, None, None, found["day"] or "")


def _in_digits(found: re.Match[str], hour: str | None, minute: str | None, part: str) -> Time:
    """Return the time of *hour* and *minute*, or of a match in digits, in that *part* of the day."""
    hour, minute = (hour, minute) if hour else (found["plain"], found["minutes"])
    number = int(hour) if hour.isdecimal() else _HOUR_OF[hour.lower().replace("ё", "е")]
    whole, sure = _in_24_hours(number, part.lower())
    return Time((60 * whole + int(minute or 0)) % _DAY, sure, False, found)


_READERS: dict[str, Callable[[re.Match[str]], Time | None]] = {"en": _english, "ru": _russian, "zh": _chinese}


def _times(text: str, language: str) -> list[Time]:
    """Return the distinct times in *text*."""
    found = (_READERS[language](match) for match in _PATTERNS[language].finditer(text))
    first: dict[tuple[int, bool, bool], Time] = {}
    for time in found:
        if time:
            first.setdefault((time.minutes, time.sure, time.words), time)
    times = list(first.values())
    if language == "en" or not times or _HALF_OF_DAY[language].search(text):
        return times
    return [replace(time, sure=True) if time.match["plain"] else time for time in times]


@rule(
    "pair",
    Severity.WARNING,
    languages=("ru", "zh"),
    source=r"[\dfrFR](?:(?<=\d)(?::[0-5]\d| ?[apAP]\.?[mM]\b)|(?<=[fFrR]) (?:past|to) )",
)
def differs(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a different time of day than in the source

    Checks English sources: half and quarter hours in words, and the half of the day. 6:00 is in the morning unless the
    translation names a part of the day. Different time zones (GMT, 北京时间) are left alone; a different hour in
    digits is reported by ``number.missing``.

    Wrong: en "at half past six" ru "в половине шестого"
    Right: en "at half past six" ru "в половине седьмого"
    Wrong: en "at half past six" zh-Hans "早上七点半"
    Right: en "at half past six" zh-Hans "早上6点30分"
    Right: en "at a quarter to eight" ru "в 19:45"
    Wrong: en "at a quarter to eight" ru "в четверть восьмого"
    Wrong: en "at 9 p.m. on Monday" ru "в понедельник в 9 утра"
    Right: en "from 10:40 a.m. to 12 p.m." ru "примерно с 11 до 12 часов дня"
    """
    if base(source_language) != "en" or zoned(source, target):
        return
    wanted = _times(source, "en")
    there = _times(target, base(target_language)) if wanted else []
    lost = [time for time in wanted if not any(time.agrees(other) for other in there)]
    for other in there:
        if not any(other.agrees(time) for time in wanted):
            for time in lost:
                if time.words or other.words or (time.minutes - other.minutes) % _HALF_DAY == 0:
                    written, date = other.match[0].strip(), time.match[0]
                    yield Problem(f"'{written}' where the source has {date}", *other.match.span())
                    return
