"""Roman numerals, of centuries, congresses, quarters."""

from __future__ import annotations


def roman(number: int) -> str:
    """Return a *number* below 40 in Roman figures, as Russian has them for centuries.

    >>> roman(4), roman(19), roman(21)
    ('IV', 'XIX', 'XXI')
    """
    return "X" * (number // 10) + ("", *"I II III IV V VI VII VIII IX".split())[number % 10]


ROMAN = {roman(number): number for number in range(1, 40)}
"""Numeral -> number, of those below 40."""
