"""Numbers in English words, the months and days by their numbers, and Roman numerals."""

from __future__ import annotations

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
"""Each at the place of its number."""
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def roman(number: int) -> str:
    """Return a *number* below 40 in Roman figures, as Russian has them for centuries.

    >>> roman(4), roman(19), roman(21)
    ('IV', 'XIX', 'XXI')
    """
    return "X" * (number // 10) + ("", *"I II III IV V VI VII VIII IX".split())[number % 10]


ROMAN = {roman(number): number for number in range(1, 40)}
"""Numeral -> number, of those below 40."""
