"""Small numbers in English, Russian and Chinese words, Roman numerals, and English names of months and weekdays."""

from __future__ import annotations

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
"""Each number is the index of its word."""
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
RUSSIAN = "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать".split()
RUSSIAN_OF = "нуля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати".split()
"""The same in the genitive."""
RUSSIAN_ORDINALS = (
    "перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат "
    "шестнадцат семнадцат восемнадцат девятнадцат двадцат"
).split()
"""The stems of the ordinals, in the order of :data:`ORDINALS`."""
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def roman(number: int) -> str:
    """Return a *number* below 40 in Roman numerals, as Russian writes centuries.

    >>> roman(4), roman(19), roman(21)
    ('IV', 'XIX', 'XXI')
    """
    return "X" * (number // 10) + ("", *"I II III IV V VI VII VIII IX".split())[number % 10]


ROMAN = {roman(number): number for number in range(1, 40)}
"""Roman numeral -> number, for numbers below 40."""


def han(number: int) -> str:
    """Return a *number* below 100 in Chinese characters, any other in digits, as the press writes them.

    >>> han(6), han(10), han(19), han(20), han(21), han(121)
    ('六', '十', '十九', '二十', '二十一', '121')
    """
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    front = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones or not tens else "")


_DIGITS = "〇一二三四五六七八九"
HAN = {han(number): number for number in range(1, 40)} | {"两": 2, "兩": 2}
"""Chinese numeral -> number, for numbers below 40."""
