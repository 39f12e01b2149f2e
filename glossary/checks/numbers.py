"""A check of numbers: does the translation have those of the source?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from math import floor, log10, prod
from operator import itemgetter

from glossary import languages
from glossary.checks import END, SOURCE, TARGET, Problem, dates, parts, protected, rule, spelled, wholes
from glossary.model import Severity

_SCALES = {"lakh": 1e5, "crore": 1e7, "lakh crore": 1e12} | {
    word: value
    for value, words in (
        (1e1, "十"),
        (1e2, "hundred 百"),
        (1e3, "thousand k тыс тысяч 千"),
        (1e4, "万 萬"),
        (1e6, "million mn mln m млн миллион"),
        (1e8, "亿 億"),
        (1e9, "billion bn bln b млрд миллиард mds"),
        (1e12, "trillion tn trn трлн триллион 兆 تريليون"),
    )
    for word in words.split()
}
_SCALE = re.compile(
    r"(?: с (?:лишним|небольшим))?[ \u00a0\u202f-]?[多余餘来來]?(?=[htmbklcтм十百千万萬亿億兆])"
    r"(?P<scale>hundred|thousand|million|billion|trillion|lakh(?: crore)?|crore|(?:ml?n|bl?n|tr?n|[kmb])\b(?!/)"
    r"|тыс(?:яч)?|млн|миллион|млрд|миллиард|трлн|триллион"
    r"|(?:[十百千万萬亿億兆](?!(?<=千)[克米卡瓦伏帕赫焦字]|(?<=兆)[瓦帕赫焦字]|(?<=百)帕)){1,2})"
)
"""Multipliers after a number, but not metres per second (m/s), nor Chinese units with one inside (千瓦, 兆瓦, 百帕)."""
_HALF_A = re.compile(
    r"\b[Hh]alf a (?P<en>million|billion|trillion)\b|\b[Пп]олу?(?P<ru>миллион|миллиард|триллион)[а-я]*"
)
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_RANGE = r"(?P<first>(?<![\d.,])\d+(?:[.,]\d+)?)(?: ?[–—~～-] ?| (?:to|and|or|до|по|и|или) |[至到和或])\d+(?:[.,]\d+)?"
_RESULT = re.compile(r"(\d{1,9})[秒米](\d{1,3})(?!\d)")
"""Sports results in the Chinese style: 43秒1 is 43.1 seconds."""
_MEASURED = re.compile(
    r"(?: ?(?:to|or|and|by|-|–) ?\d[\d.,]*)?[ \u00a0-]?(?:(?:thousand|[mb]illion) )?"
    r"(?:(?:square|sq\.?|cubic|cu\.?|nautical|troy) ?)?(?:feet|foot|ft|inch(?:es)?|mph|['’] ?\d"
    r"|in\b(?!-)(?:(?<=-in)|(?! (?!(?:of|by|or|long|wide|tall|high|deep|thick|across)\b)\w))"
    r"|miles?|yards?|yds?|pounds?|lbs?|ounces?|oz|acres?|gallons?|stone|kph|km/h|hours?|pints?"
    r"|(?:degrees|[°º])(?! ?C)|[ap]\.?m\b|o['’]clock|knots)",
    re.IGNORECASE,
)
"""Units that translators convert, and hours, which another clock counts differently."""
_KMH = re.compile(r" ?(?:km/h|kph)")
_KM_AN_HOUR = re.compile("км ?/ ?ч|км в час|километр[а-я]* в час|[时時]速|每小[时時]")
_PREFIXED = re.compile(r"[ \u00a0-]?(?:(?:kilo|mega|giga|tera)[a-z]|[kMGT](?:Wh?|Hz|B|P)\b)", re.IGNORECASE)
"""A unit that may be replaced by one a thousand or a million times as large or small: 2 GW are 200万千瓦."""
_UNIT = re.compile(r"(?i)\d[ \u00a0-]?(?:м(?:\b|ин|етр)|m(?:et|in)|[кk][бb]|米|公尺|分)")

_READ = frozenset(("en", "ru", "zh", "ja", "yue"))
"""Languages whose numbers in words can be read, and whose scales are in the table above."""
_OFTEN_IN_WORDS = frozenset((*range(21), *range(30, 101, 10), 1000))
_MONTHLY = re.compile(r"\d{1,2} ?[월月]|(?<=tháng )\d+")
_PLAIN_DIGITS = str.maketrans("٫٬・", ".,.") | {
    zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10) for digit in range(10)
}
"""Separators in Arabic, Persian and Japanese numbers (5・5%), and the digits of other scripts."""
_NOT_PLAIN = re.compile(f"[{''.join(map(chr, _PLAIN_DIGITS))}]")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SPACED = re.compile(r"(?<=\d)[\u00a0\u202f\u2009 ](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:\x00\d{3})+(?:[.,]\d+)?|\d+(?:(?:[.,]\d++|[:：]\d++(?!\x00))+| [1-9]/[2-9](?![\d/]))?")
"""2 1/2 is one number, 10:30 is two."""
_IN_DOTS = re.compile(r"\d\d?\.\d\d?\.(?:19|20)\d\d")
"""A date: 31.05.2017."""


@cache
def _scales(language: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, float]]:
    """Return patterns for a scale after a number in *language* and for a range with a scale, and the scales' values."""
    if languages.base(language) in _READ:
        return _SCALE, re.compile(_RANGE + _SCALE.pattern), _SCALES
    table = {"k": 1e3, "m": 1e6} | _SCALES | languages.scales(language)
    table |= {spelled.caseless(word): value for word, value in table.items()}
    words = sorted(table, key=len, reverse=True)
    # Short scales are whole words; long and Arabic ones may have endings; East Asian and Thai text has no spaces.
    found = "|".join(re.escape(word) + (r"(?![^\W\d_])" if len(word) < 4 and word < "\u0590" else "") for word in words)
    scale = rf"[ \u00a0\u202f-]?(?P<scale>(?i:{found}))"
    return re.compile(scale), re.compile(_RANGE + scale), table


def values(text: str, language: str = "en") -> wholes.Numbers:
    """Return the numbers written in digits in *text*, scaled: (value, as written, start, end).

    >>> [value for value, *_ in values("2,500 sq km, 1.5m, 150万, 3,2 млн")]
    [2500.0, 1500000.0, 1500000.0, 3200000.0]
    >>> [value for value, *_ in values("2,5 Millionen, 3 Mrd. Euro", "de")]
    [2500000.0, 3000000000.0]
    """
    scales = _scales(language)
    found = [
        (0.5 * _SCALES[half["en"] or half["ru"]], half[0], *half.span())
        for half in (_HALF_A.finditer(text) if "alf a " in text or "илли" in text else ())
    ]
    joined = _plain(text)
    for match in _NUMBER.finditer(joined):
        written = match.group()
        pieces = [written]
        if not written.isdecimal() and "\x00" not in written:
            pieces = re.split("[.]" if _IN_DOTS.fullmatch(written) else "[:：]", written)
        at = match.start()
        for part in pieces:
            value = _value(part, commas=languages.base(language) not in ("ru", "uk", "be"))
            end = at + len(part)
            if joined[end : end + 1] in _FRACTIONS:
                value += _FRACTIONS[joined[end]]
                end += 1
            scale = scales[0].match(joined, end) if end >= match.end() else None
            if scale:
                # Rounded, so that 8.3 billion and 83亿 do not differ in the last bit.
                value = float(f"{value * _scale(scale['scale'], scales[2]):.12g}")
            found.append((round(value, 6), text[at:end], at, end))
            at = end + 1
    return sorted(found, key=itemgetter(2))


def _plain(text: str) -> str:
    """Return *text*, of the same length, with ASCII digits, NUL as digit group separator, and placeholders blanked."""
    text = protected.blanked(text)
    plain = text.translate(_PLAIN_DIGITS) if _NOT_PLAIN.search(text) else text
    return _SPACED.sub("\x00", plain)


def _summed(text: str, rows: wholes.Numbers, language: str) -> dict[int, float]:
    """Return the total of numbers given in parts (1亿2000万), keyed by the start of each part in *rows*.

    A part has a scale, and is directly followed by a smaller part.
    """
    if len(rows) < 2:  # the usual case
        return {}
    scales, _, table = _scales(language)
    joined = _plain(text)
    found: dict[int, float] = {}
    sums: list[int] = []
    after, least, total = -1, 0.0, 0.0
    for value, _, start, end in rows:
        if not (after >= 0 and value < least and _NEXT_PART.fullmatch(joined, after, start)):
            sums, total = [], 0.0
        sums.append(start)
        total += value
        if len(sums) > 1:
            found |= dict.fromkeys(sums, round(total, 6))
        scale = scales.match(joined, end)
        after, least = (scale.end(), _scale(scale["scale"], table)) if scale else (-1, 0.0)
    return found


_NEXT_PART = re.compile(r"\.?[ \u00a0]?")


def _in_words(value: float, source: str, end: int, target: str, language: str) -> bool:
    """Return whether a number of *source* missing from *target* may be there in words that we cannot read.

    That can be a small number, a decade, or a small multiple of a thousand, a million … (*deux millions*).
    """
    if value in _OFTEN_IN_WORDS or (value % 10 == 0 and source[end : end + 1] == "s"):
        return True
    scales, _, table = _scales(language)
    return any(
        value / _scale(found["scale"], table) in _OFTEN_IN_WORDS
        for found in scales.finditer(target)
        if _is_bare_scale(found["scale"], target[max(0, found.start("scale") - 2) : found.start("scale")])
    )


def _is_bare_scale(word: str, before: str) -> bool:
    """Return whether *word* is a scale (not *k*, or the end of *famille*) without digits *before* it."""
    if len(word) < 3 or _COUNTED.search(before):
        return False
    return len(word) > 6 or word > "\u0590" or not before[-1:].isalpha()


_COUNTED = re.compile(r"\d[ \u00a0\u202f-]?$")


def _scale(word: str, table: dict[str, float]) -> float:
    """Return the value of a scale *word*, or of several Chinese ones (十万)."""
    return table.get(word) or table.get(spelled.caseless(word)) or prod(table[char] for char in word)


def _range_starts(text: str, language: str) -> dict[int, float]:
    """Return the first numbers of ranges with one scale after the second (*5 to 6 million*), by offset."""
    _, ranges, table = _scales(language)
    return {row.start(): round(_value(row["first"]) * _scale(row["scale"], table), 6) for row in ranges.finditer(text)}


def _value(digits: str, *, commas: bool = True) -> float:
    """Return the value of *digits*; *commas* may group thousands, except in Russian."""
    if digits.isdecimal():
        return float(digits[:40])
    if digits[-2] == "/":
        return float(digits[:-4][:40]) + int(digits[-3]) / int(digits[-1])
    digits = digits.replace("\x00", "").replace(",", ".") if "\x00" in digits else digits
    # Indian grouping: 12,50,000.
    grouped = re.fullmatch(r"\d{1,3}([,.])\d{3}(?:\1\d{3})+|[1-9]\d{0,2},\d{3}|[1-9]\d?(?:,\d\d)+,\d{3}", digits)
    if grouped and (commas or digits.count(",") != 1):
        digits = re.sub("[,.]", "", digits)
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:\.\d{3})+,\d+", digits):
        digits = digits.replace(re.sub(r"\d", "", digits)[0], "")
    digits = digits.replace(",", ".")
    whole, _, rest = digits.partition(".")
    return float(f"{whole}.{rest.replace('.', '') or 0}"[:40])


_GAP = r"[.,:： \u00a0\u202f\u2009-]?[多余餘来來]?"
_WHOLE = rf"(?!{_GAP}\d|[{''.join(_FRACTIONS)}])(?!{_SCALE.pattern.replace('?P<scale>', '?:')})"
_SAME = (
    rf"[^\d{TARGET}]*+(?:{TARGET}"
    rf"|(?<![.,:：])(\d++){_WHOLE}[^\d{TARGET}]*+{TARGET}[^\d{END}]*+(?<![.,:：])\1(?!\d){_WHOLE})"
)
"""Fast path for most pairs: the source has no number, or one plain number that comes first in the translation too."""


@rule(
    "pair",
    Severity.WARNING,
    needs=rf"[{SOURCE}fПп月代](?:(?<={SOURCE})(?!{_SAME})|(?<=[Hh]alf) a |(?<=[Пп])олу?[мт]|(?<=月)|(?<=年代))",
    source=spelled.ENDS.pattern,
)
def missing(source: str, target: str, source_language: str, target_language: str) -> Iterator[Problem]:
    """a number of the source is not in the translation

    Thousands, millions, 万 and 亿 are scaled. Numbers in words are read in English, Russian, Chinese and Japanese; in
    other languages a small number may be in words. English numbers in words are checked from three to ninety-nine.
    Units that translators convert (feet, miles) are left alone, and so are hours, unless another hour is there.

    Wrong: en "2,500 sq km" ru "250 кв. км"
    Wrong: en "up to 38.1 percent" ru "до 38 процентов"
    Wrong: en "3.1 percent" zh-Hans "31%"
    Wrong: en "5 of 5.5 tonnes" ru "5 из 6,5 тонны"
    Right: en "at 9 pm on the night of 3 December" ru "в 21:00, в ночь на 4 декабря"
    Right: en "12 men on 2,500 sq km" ru "двенадцать мужчин на 2500 кв. км"
    Right: en "eight years in prison" zh-Hans "八年监禁"
    Right: en "from $1.2 million to $3.4 million" ru "с 1,2 до 3,4 млн долларов"
    """
    for written in _missing_numbers(source, target, source_language, target_language):
        shown = written if len(written) < 60 else written[:59] + "…"
        decimal = "," in written and written in target  # 12,500 in Russian
        hint = "a comma is the decimal point in this language" if decimal else ""
        yield Problem(f"the number {shown} is not in the translation", hint=hint)


def _missing_numbers(source: str, target: str, source_language: str, target_language: str) -> Iterator[str]:
    """Yield the numbers of *source* that are not in *target*, as they are written."""
    said = list(spelled.said(source)) if spelled.ENDS.search(source) and languages.base(source_language) == "en" else []
    bare = dates.undated(source, target) if "月" in target or "年代" in target else target
    there = _in_digits(target, bare, target_language)
    numbers = values(source, source_language)
    # In other languages a missing number may be in words, unless *target* has a number that the source does not.
    unsure = languages.base(target_language) not in _READ and not _adds(target, target_language, said, numbers)
    for written, meant in said:
        if not unsure and there.isdisjoint(meant) and spelled.written_out(target, target_language).isdisjoint(meant):
            yield written
    numbers, phones = wholes.without_phones(source, target, numbers)
    yield from phones
    yield from wholes.scores_lost(source, target)
    shared = _range_starts(source, source_language)
    summed = _summed(source, numbers, source_language)
    for value, written, start, end in numbers:
        if (
            value in there
            or shared.get(start) in there
            or summed.get(start) in there
            or wholes.year(source, start, value) in there
            or _is_equivalent(value, written, there)
            or _in_other_unit(source, start, end, value, target, there)
            or _as_multiple(source, end, value, target, target_language)
            or (unsure and _in_words(value, source, end, target, target_language))
            or _may_be_missing(source, start, end, value, target, there)
        ):
            continue
        words = spelled.written_out(target, target_language)
        if value in words or _by_century(source, end, value, words, there):
            continue
        if _in_larger_unit(source, end, value, target, words | there):
            continue
        scale = _SCALE.match(source, end)
        yield source[start : scale.end() if scale else end]


def _in_digits(target: str, bare: str, language: str) -> set[float]:
    """Return what the numbers in digits of *target* may mean; *bare* is *target* without numbers of months."""
    rows = values(bare, language)
    there = {value for row in rows for value in _meanings(row[0], row[1], language)}
    there.update(_summed(bare, rows, language).values())
    there.update(_range_starts(target, language).values())
    there.update(float(f"{whole}.{rest}") for whole, rest in _RESULT.findall(target))
    return there


def _may_be_missing(source: str, start: int, end: int, value: float, target: str, there: set[float]) -> bool:
    """Return whether a number may be missing from *there*: a paraphrased day, a zero in a score, a converted unit."""
    return (
        dates.is_paraphrased(source, start, value, target)
        or _may_be_left_out(source, start, end, target)
        or _as_share(source, start, target, there)
        or (_is_converted(source, start, end) and not _is_unconverted(source, start, end, target, there))
    )


def _in_other_unit(source: str, start: int, end: int, value: float, target: str, there: set[float]) -> bool:
    """Return whether *value* is in *there* in another unit, or was misread as millions or thousands although it is in
    metres, minutes or kilobytes."""
    if _PREFIXED.match(source, end):
        return any(round(value * 1000**power, 6) in there for power in (1, 2, 3, 4))
    money = start > 0 and source[start - 1] in "$€£"
    unit = None if money else re.match(r"[ \u00a0]?([mk])\b", source[end : end + 3])
    return unit is not None and round(value / (1e6 if unit[1] == "m" else 1e3), 6) in there and _contains(_UNIT, target)


_PERCENT = re.compile(r"[ -]?(?:%|per ?cent\b)")
_PER_CENT = re.compile("%|％|процент|百分之")
_BY_HALF = re.compile("половин|вдвое|пол[уо]?тора|半|腰[斩斬]")


def _as_multiple(source: str, end: int, value: float, target: str, language: str) -> bool:
    """Return whether *value* is a percentage that *target* has as a multiple, or as a fraction («на четверть»).

    A growth of 200 per cent is growth to three times, or by two times; a fall of 75 per cent is a fall to a quarter.
    """
    if not _PERCENT.match(source, end):
        return False
    if value == 50 and _contains(_BY_HALF, target):
        return True
    base = languages.base(language)
    cut = parts.fractions(base, target) if base in ("ru", "zh") else {}
    if any(abs(100 * count / part - value) < 1 for part, some in cut.items() for count in some):
        return True
    times = {value / 100, value / 100 + 1, 100 / (100 - value) if value < 100 else 0.0}
    return not parts.multiples(base, target).isdisjoint(round(factor, 6) for factor in times)


def _in_larger_unit(source: str, end: int, value: float, target: str, there: AbstractSet[float]) -> bool:
    """Return whether *target* has *value* in a larger unit: 18 months as years, 90 minutes as hours."""
    for unit, many, larger in _LARGER_UNITS:
        of_it = unit.match(source, end) or (_NO_UNIT.match(source, end) and _contains(unit, source))
        if of_it and _contains(larger, target) and (value == many or value / many in there):
            return True
    return False


def _by_century(source: str, end: int, value: float, *there: AbstractSet[float]) -> bool:
    """Return whether *value* is a year whose last digits are in *there*, or a decade (1890s) given by its century.

    The 1600s are the 17th century, the early 2000s are in the 21st.
    """
    decade = source[end : end + 1] == "s" and any(value // 100 + 1 in some for some in there)
    if decade and value % 100 == 0:
        return True
    if value >= 2100 or not any(value % 100 in some for some in there):
        return False
    return value >= 1900 or decade


def _adds(target: str, language: str, said: list[tuple[str, set[float]]], numbers: wholes.Numbers) -> bool:
    """Return whether *target* has numbers in digits that the source has neither in words (*said*) nor in digits."""
    known = {value for _, meant in said for value in meant} | {value for value, *_ in numbers}
    there = values(_MONTHLY.sub("", target), language)
    return any(known.isdisjoint(_meanings(value, written, language)) for value, written, *_ in there)


def _meanings(value: float, written: str, language: str) -> tuple[float, ...]:
    """Return what a number may mean: with decimal commas, 12.345 may be twelve thousand; 5,7,9 are three numbers."""
    commas = written.count(",")
    if (commas > 1 or (commas and languages.base(language) == "zh")) and not re.search(r",\d{3}(?!\d)|\.", written):
        return (value, *map(float, written.split(",")))
    grouped = _DOTTED.fullmatch(written) and languages.decimal_mark(language) == ","
    return (value, round(value * 1000, 6)) if grouped else (value,)


def _is_equivalent(value: float, written: str, there: set[float]) -> bool:
    """Return whether *value* is in *there* in another notation: 1.234 for 1234, or rounded to three digits."""
    if _GROUPED.fullmatch(written) and float(re.sub("[.,]", "", written)[:15]) in there:
        return True
    if 1900 <= value < 2100 and re.fullmatch(r"\d{4}", written):
        return False  # a year is not rounded
    least = 2 - floor(log10(value)) if value > 0 else 0
    if any(round(value, places) in there for places in range(least, least + 3)):
        return True
    return value >= 1e4 and any(abs(value - other) <= 1e-9 * value for other in there)


_IDIOMATIC = (
    (re.compile("24/7"), re.compile("круглосуточн|круглые сутки|全天候|[7七]天")),
    (re.compile("50[-–/]50"), re.compile("пополам|поровну|половин|[一各]半|[对對]半|五五")),
    (re.compile("9/11"), re.compile("11 сентября|[9九]月11日")),
    (re.compile("100 ?(?:%|pe)"), re.compile("абсолютн|полность|совершенно|целиком|на все сто|[完十]全|[绝絕][对對]")),
)
"""Idiomatic numbers, and the words that may replace them."""


_PART = re.compile(r"分之|半|成|половин|полтор|трет|четверт|\b(?:дв|тр)\w+ \w+[ыи]х\b|\w(?:ая|ой|ую)(?= част| дол)")
"""A fraction in words; the check of shares verifies its value."""


_SLASHED = re.compile(r"(?<![\d/])([1-9])/([2-9])(?![\d/])")


def _as_share(source: str, start: int, target: str, there: set[float]) -> bool:
    """Return whether the number at *start* is part of a fraction (*3/4*) that *target* has as a percentage."""
    cut = _SLASHED.match(source, start) or _SLASHED.match(source, max(0, start - 2))
    if cut is None or not _contains(_PER_CENT, target):
        return False
    share = 100 * int(cut[1]) / int(cut[2])
    return any(abs(share - other) < 1 for other in there)


def _may_be_left_out(source: str, start: int, end: int, target: str) -> bool:
    """Return whether a number may be left out: the zero of a score (*13-0*), the first (*No. 1*), or a number for
    which *target* has a word (*24/7*)."""
    around = source[max(0, start - 3) : end + 3]
    if any(number.search(around) and _contains(word, target) for number, word in _IDIOMATIC):
        return True
    before = source[max(0, start - 10) : start]
    if re.match(r"/[2-9](?![\d/])", source[end : end + 3]) or re.search(r"(?<![\d/])\d/$", before):
        return _contains(_PART, target)
    if source[start:end] == "0" and (score := re.search(r"(?<![\d.,])(\d{1,2})[-–:]$", before)):
        return re.search(rf"(?<![\d.,]){score[1]} ?[-–—:：比] ?\d", target) is None  # 4:1 for 4-0
    if re.match(r" (?:in|out of|of) (?:every )?\d", source[end : end + 14]) and source[start:end] == "1":
        return True  # каждый четвёртый
    if source[start:end] == "10" and re.search(r"\d (?:in|out of|of) (?:every )?$", source[max(0, start - 14) : start]):
        return "成" in target
    return source[start:end] == "1" and re.search(r"\bN(?:o\.?|umber) ?$", before) is not None


def _is_converted(source: str, start: int, end: int) -> bool:
    # The text may have thousands of numbers, so take no more of it than the patterns need.
    before, after = source[max(0, start - 12) : start], source[end : end + 12]
    if _MEASURED.match(source, end) or re.search(r"\d[- ](?:foot|ft|feet)[- ]$", before):
        return True
    if re.search(r"\d:$", before) or re.match(r":\d\d| (?:GMT|UTC)\b", after):
        # The hour on another clock, with its minutes.
        return True
    # A number inside a word or a code: B52, 4x4, G7, Covid-19, ISO-8859-15.
    counted = r"(?:st|nd|rd|th|s|C|m|ml?n|bl?n|tr?n|k|(?:m|b|tr)illion)\b"
    joined = source[end : end + 1].isalpha() and not re.match(counted, after)
    return bool(joined or re.search(r"(?:[^\W\d]-?|[A-Z]-?\d+-|['’])$", before)) and not before.lower().endswith("mid-")


_SCALED = r"(?:[ \u00a0]?(?:[十百千万萬亿億]|тыс\.?|тысяч\w*|мл[нр]д?|миллион\w*))?"
_KEPT_OF = r"(?:(?:кв\.?|квадратн\w+|морск\w+)[ \u00a0]?|平方)?"
_UNIT_KEPT = tuple(
    (
        re.compile(rf"[ \u00a0-]?(?:(?:square|sq\.?|nautical) ?)?(?:{unit})", re.IGNORECASE),
        re.compile(rf"\d{_SCALED}[ \u00a0-]?{_KEPT_OF}(?:{kept})"),
    )
    for unit, kept in (
        (r"inch|in\b", "дюйм|英寸|吋"),
        ("feet|foot|ft", "фут|英尺|呎"),
        ("mile|mph", r"мил[ьияюе]\b|英里|哩|海里"),
        ("yard|yd", "ярд|[码碼]"),
        ("pound|lb", "фунт|磅"),
        ("ounce|oz", "унци|盎司"),
        ("acre", "акр|英[亩畝]"),
        ("gallon", "галлон|加[仑侖]"),
        ("knots", "уз(?:л|ел)|[节節]"),
        (r"degrees F|[°º] ?F", r"[°º] ?F|[华華]氏|градус\w* (?:по )?(?:шкале )?Фаренгейт"),
    )
)
"""Units that translators convert, and patterns which show that the translation kept the unit."""
_MINUTES = re.compile(r"\d[:：]\d\d|\d ?(?:[时時点點]|час[а-я]*) ?\d")
_LETTERS_BEFORE = re.compile(r"(?<![^\W_])([A-Z][A-Za-z]*)-?$")
_LETTERS_AFTER = re.compile(r"[A-Za-z]+")
_LETTERS_FIRST = re.compile(r"(?<![A-Za-z])([A-Za-z]++)-?(\d++)")
_DIGITS_FIRST = re.compile(r"(?<!\d)(\d++) ?([A-Za-z]++)")
_NO_UNIT = re.compile(r"[.,;)]|$")
"""What follows a number whose unit was given before."""
_LARGER_UNITS = tuple(
    (re.compile(rf"[ -]{unit}s?\b"), many, re.compile(larger))
    for unit, many, larger in (
        ("minute", 60, "час|小[时時]|[钟鐘]头"),
        ("month", 12, r"лет\b|год|年"),
        ("day", 7, "недел|[周週]|星期"),
        ("day", 30, "месяц|[个個]月"),
        ("basis[ -]point", 100, "процент|%|п\\. ?п|百分"),
    )
)
"""Units, how many of them make a larger one, and a pattern for the larger one in *target*."""
_HOURS = re.compile(r"[ -]hours?\b")
_DURATION = re.compile(r"(?<![\d.,:])(?<!\bв[ \u00a0])(\d{1,4})(?:[ \u00a0-]?час|个?小时|個?小時)")
"""A duration in hours; «в 15 часов» is a time of day."""
_CLOCK = re.compile(r"(\d{1,4})(?:\.(\d+))?")
_HALF_OF_DAY = re.compile(r" ?[ap]\.?m\b| o['’]clock")
_TWELVE = re.compile("полдень|пол(?:у?дн|у?ноч)|零[时時点點]|[正中]午|[午半]夜")
_HOUR = re.compile(
    r"(?<![\d:：.,])(\d\d?)(?:[:：.]\d\d(?!\d)| ?(?:час(?:ов|а|ам)?|утра|вечера|дня|ночи)\b|[时時点點](?!间|間))"
)


def _is_unconverted(source: str, start: int, end: int, target: str, there: set[float]) -> bool:
    """Return whether *target* has another number in the same unit, on the same clock, or in the same code.

    The number of *source* from *start* to *end* is not in *there*.
    """
    if _KMH.match(source, end):
        return _contains(_KM_AN_HOUR, target)
    if any(_contains(kept, target) for unit, kept in _UNIT_KEPT if unit.match(source, end)):
        return True
    if _HOURS.match(source, end):
        lasting = _durations(target)
        # If all other numbers are there, this one may be given in days.
        return bool(lasting) and not lasting <= _numbers(source)
    if re.search(r"\d:$", source[max(0, start - 3) : start]):
        return _contains(_MINUTES, target)
    clock = _CLOCK.fullmatch(source, start, end)
    if clock and (re.match(r":\d\d", source[end : end + 3]) or _HALF_OF_DAY.match(source, end)):
        if clock[2] and _contains(_MINUTES, target) and float(clock[2]) not in there:
            return True
        hour = int(clock[1]) % 12
        hours = _hours(target) if not dates.zoned(source, target) else ()
        return bool(hours) and hour not in hours and not (hour == 0 and _contains(_TWELVE, target))
    before, after = _LETTERS_BEFORE.search(source, max(0, start - 12), start), _LETTERS_AFTER.match(source, end)
    letters = f"{before[1]}-" if before else after[0] if after else ""
    digits = _codes(target).get(letters, ())
    return bool(digits) and source[start:end] not in digits


@lru_cache(maxsize=32)  # called for every number of a text
def _contains(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


@lru_cache(maxsize=1)
def _codes(text: str) -> dict[str, set[str]]:
    """Return the numbers next to letters in *text*, keyed by the letters, with a hyphen if these come first."""
    found: dict[str, set[str]] = {}
    for letters, digits in _LETTERS_FIRST.findall(text):
        found.setdefault(f"{letters}-", set()).add(digits)
    for digits, letters in _DIGITS_FIRST.findall(text):
        found.setdefault(letters, set()).add(digits)
    return found


@lru_cache(maxsize=1)
def _durations(text: str) -> frozenset[float]:
    return frozenset(map(float, _DURATION.findall(text)))


@lru_cache(maxsize=1)
def _numbers(source: str) -> frozenset[float]:
    """Return the numbers of an English *source*."""
    return frozenset(value for value, *_ in values(source)) | spelled.written_out(source, "en")


@lru_cache(maxsize=1)
def _hours(text: str) -> frozenset[int]:
    """Return the hours in *text*, modulo twelve."""
    return frozenset(int(hour) % 12 for hour in _HOUR.findall(text))
