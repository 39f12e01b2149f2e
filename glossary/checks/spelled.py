"""Numbers in words: those of English sources that a translation should have, and those in translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from glossary import languages, tables
from glossary.text.numerals import NUMBERS, ROMAN

_HAN_DIGITS = {char: at for at, same in enumerate("〇零 一 二两兩 三 四 五 六 七 八 九".split()) for char in same}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HALVES = re.compile(f"([\\d{''.join(_HAN_DIGITS)}])[个個年天点點倍周週岁歲]半")
"""One and a half: 一个半."""
_HALF_OF = {
    "半年 个半月 個半月": 6,
    "年半": 18,
    "半小时 半个小时 半小時": 30,
    "半世 半个世 半個世": 50,
}
"""Words for half of a unit, in the next smaller unit: months, minutes, years."""
_TENTHS = re.compile(f"([{''.join(_HAN_DIGITS)}])成([半{''.join(_HAN_DIGITS)}])?")
"""Tenths as percentages: 四成 is forty per cent, 四成五 forty-five."""
_FROM_TO = re.compile(f"([{''.join(_HAN_DIGITS)}])[{''.join(_HAN_DIGITS)}]([{''.join(_HAN_UNITS)}])")
"""A range of tens: 三四十, thirty to forty."""
_HAN_NUMBER = re.compile(f"[{''.join([*_HAN_DIGITS, *_HAN_UNITS, *_HAN_MYRIADS])}]{{1,30}}")

_FILLER = re.compile("(?<=[十百千])[多余餘来來](?=[万萬亿億])")
"""A filler inside a number: 五十多万, over 500,000."""

_NOT_LONGER = r"(?!\w*?(?:дцат|десят|девяност|сот|двести|триста|четыреста))"
"""Excludes words that begin like one of the first ten numbers but mean another number."""


@cache
def _russian() -> tuple[re.Pattern[str], tuple[tuple[float, re.Pattern[str]], ...]]:
    """Return a pattern for the possible start of a Russian number word, and (value, pattern of its start) of each."""
    rows = [(float(value), stems) for value, stems in tables.rows(__package__, "data/numbers_ru.tsv")]
    each = ((value, re.compile(rf"\b{_NOT_LONGER if value < 10 else ''}(?:{stems})")) for value, stems in rows)
    return re.compile(rf"\b(?={'|'.join(stems for _, stems in rows)})"), tuple(each)


_ENGLISH = {word: value for value, word in enumerate(NUMBERS)}
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SMALLEST = 3
"""The smallest number looked for, since one and two can be expressed in many ways."""
_WORDS = {word: value for word, value in (_ENGLISH | _TENS).items() if value >= _SMALLEST}
ENDS = re.compile(
    r"[ERXNTYerxnty]\b(?<=[EeVvNn][Ee]|[Uu][Rr]|[Ii][Xx]|[Ee][Nn]|[Hh][Tt]|[Tt][Yy])(?i:"
    + "|".join(f"(?<={word})" for word in (*_WORDS, "fortnight"))
    + ")"
)
"""The end of a number word; matching from the end is faster, since fewer words share their last letters."""
_UNITS = "|".join([*_ENGLISH][1:10])
_LARGER = "|".join(dict.fromkeys([*_ENGLISH, *_TENS][10:]))
_TO_TWENTY = re.compile(rf"\b(?:{'|'.join(_ENGLISH)})\b", re.IGNORECASE)
_TENS_AND_ONES = re.compile(rf"\b({'|'.join(_TENS)})\b(?:[- ]({_UNITS})\b)?", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"(?<![\w-])(?:(?:(?P<tens>{'|'.join(_TENS)})-)?(?P<unit>{_UNITS})|(?P<whole>{_LARGER}))"
    r"(?P<half>[ -]and[ -]a[ -]half)?(?![\w-])"
    r"(?= [A-Za-z]|[.;]|, [a-z])"
    r"(?! (?:hundred|lakh|crore|quarters|fifths|tenths|thirds|per ?cent"
    rf"|(?:thousand|million|billion|trillion) (?:and|{_UNITS}|{_LARGER})"
    r"|out|in|from|or|to|and"
    r"|feet|foot|inch(?:es)?|miles?|yards?|pounds?|ounces?|acres?|gallons?|stone|pints?|degrees|knots)\b)"
    rf"(?! of\b(?! (?:(?:the|its|their|his|her|our) )?(?:\d|(?:{_UNITS}|{_LARGER})\b)))",
    re.IGNORECASE,
)
"""A number in words that is a count, and not part of a longer number."""


def caseless(word: str) -> str:
    """Return *word* with all letters that a case-insensitive pattern treats as equal made the same.

    >>> caseless("MİLYON"), caseless("\u017fix")
    ('milyon', 'six')
    """
    return word.casefold().replace("\u0307", "").replace("ı", "i")


_CAPITALS = re.compile(r"\b(?:[IVX]{2,}|[IV]|X(?= век))\b")
"""Roman numerals; X alone is the social network."""


@lru_cache(maxsize=4)  # called for every number that is missing
def written_out(text: str, language: str) -> frozenset[float]:
    """Return the numbers that *text* has in words or Chinese numerals, as far as they can be read."""
    base = languages.base(language)
    if base in ("zh", "ja", "yue"):
        halves = {float(_HAN_DIGITS.get(digit, digit)) + 0.5 for digit in _HALVES.findall(text)}
        halves |= {
            _HAN_DIGITS[tenth] * 10.0 + _HAN_DIGITS.get(rest, 5 * bool(rest)) for tenth, rest in _TENTHS.findall(text)
        }
        halves |= {float(value) for words, value in _HALF_OF.items() if any(word in text for word in words.split())}
        halves |= {float(_HAN_DIGITS[digit] * _HAN_UNITS[unit]) for digit, unit in _FROM_TO.findall(text)}
        plain = _FILLER.sub("", text)
        halves |= {float(value) for match in _HAN_NUMBER.finditer(plain) for value in _han_values(match.group())}
        return frozenset(halves)
    if base in ("ru", "uk", "be"):
        low = text.lower()
        begins, numbers = _russian()
        places = [match.start() for match in begins.finditer(low)]
        found = {value for at in places for value, pattern in numbers if pattern.match(low, at)}
        found |= {a + b for a in found for b in found if 20 <= a < 100 and b < 10}
        found |= {value + 0.5 for value in found if "с половин" in low}
        found |= {value + 0.25 for value in found if "с четверт" in low}
        found |= {float(ROMAN[numeral]) for numeral in _CAPITALS.findall(text) if numeral in ROMAN}
        return frozenset(found | {a * b for a in found for b in found & {1e3, 1e6, 1e9, 1e12} if a < b})
    if base != "en":
        return frozenset()
    # The ones follow the tens in the same word, or after a hyphen.
    tens = {float(_TENS[caseless(ten)] + _ENGLISH.get(caseless(one), 0)) for ten, one in _TENS_AND_ONES.findall(text)}
    return frozenset(tens | {float(_ENGLISH[caseless(word)]) for word in _TO_TWENTY.findall(text)})


def _han_values(numeral: str) -> Iterator[int]:
    """Yield the possible values of a Chinese numeral: read as a number, and read digit by digit."""
    if all(char in _HAN_DIGITS for char in numeral):
        yield int("".join(str(_HAN_DIGITS[char]) for char in numeral[:15]))
        for char in numeral:
            yield _HAN_DIGITS[char]
        return
    total = section = digit = 0
    for char in numeral:
        if char in _HAN_DIGITS:
            if section and digit:
                yield total + section + digit  # the 14th plan of five years: 十四五
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            some, size = section + digit, _HAN_MYRIADS[char]
            total = total + some * size if total > size else (total + some or 1) * size  # 一亿五千万, 三万亿
            section = digit = 0
    yield total + section + digit


_MULTIPLIERS = {"decade": 10, "centur": 100, "dozen": 12, "score": 20} | {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_MULTIPLIED = re.compile(rf"[ -]({'|'.join(_MULTIPLIERS)})(?:(?<=score) and (?P<more>{_UNITS})\b)?", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:at least|aged|(?:kill|injur|wound)(?:ed|ing)) $")
"""Words before a number of people that is not followed by a noun; *the other three* may be said differently."""
_PART = re.compile(r"(?:score and|\b(?:hundred|thousand|million|billion|trillion)(?: and)?)[ -]$", re.IGNORECASE)
"""The beginning of a larger number: *three hundred and fifty million*."""
_CLOCK = re.compile(r"\b(?:half|quarter) (past|to) $", re.IGNORECASE)
_OUT_OF = re.compile(rf"\b({_UNITS}) (?:in|(?:out )?of)(?: every)? $", re.IGNORECASE)
_FORTNIGHT = re.compile(r"\bfortnight\b", re.IGNORECASE)


def said(source: str) -> Iterator[tuple[str, set[float]]]:
    """Yield each English number in words from three to ninety-nine, with its possible values in a translation.

    These are the number itself, and its product with the decades, centuries, dozens or millions that it counts; for a
    clock time (*half past three*), the hour before or after as well.
    """
    yield from ((found[0], {2.0, 14.0, 15.0}) for found in _FORTNIGHT.finditer(source))
    for match in _IN_WORDS.finditer(source):
        value: float = _TENS.get(caseless(match["tens"] or ""), 0) + _ENGLISH.get(caseless(match["unit"] or ""), 0)
        value = value or _WORDS[caseless(match["whole"])]
        before = source[max(0, match.start() - 20) : match.start()]
        # A capitalized number inside a sentence is part of a name: the Four Corners.
        named = match[0][:1].isupper() and re.search(r"\w,? $", before)
        if source[match.end()] != " " and not _COUNTED.search(before):
            continue
        if (value < _SMALLEST and not match["half"]) or named or _PART.search(before):
            continue
        value += 0.5 * bool(match["half"])
        meant = {value}
        if some := _OUT_OF.search(before):
            meant.add(100.0 * _ENGLISH[caseless(some[1])] / value)  # nine out of ten is 90 %
        if timed := _MULTIPLIED.match(source, match.end()):
            meant.add(value * _MULTIPLIERS[timed[1].lower()] + _ENGLISH.get(caseless(timed["more"] or ""), 0))
        if clock := _CLOCK.search(before):
            other = value + 1 if clock[1] == "past" else value - 1
            meant |= {hour + half for hour in (value, other) for half in (0, 12)}
        yield source[match.start() : timed.end() if timed else match.end()], meant
