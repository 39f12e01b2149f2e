"""Numbers that the translation writes on another scale: 30,000 and 3万, 1.3 billion and 13亿, 10,000 and 10 тыс."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from glossary.memory.agreement import LETTER, NEXT_WORD

_NUMBER = re.compile(
    rf"\d(?<!{LETTER}\d|\d\d)(?<!\d[.,:/]\d)"  # see repair._FIGURES
    r"(?:\d{,2}(?:[,.: \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d*(?:[.,]\d+)?)"
)
_SEPARATOR = re.compile(r"\D")
_NOT_THOUSANDS = re.compile(r"\D(?!\d{3}(?!\d))")
"""A separator that does not precede three digits: 8,2 in English."""
_SHORT = {"en": {"bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1e3}}
"""Abbreviations missing from CLDR. An m may be a metre, but then no number in the translation has the same value."""


@cache
def _scales(language: str) -> dict[str, Decimal]:
    """Return the words of *language* for thousands, millions … and their values, longest first."""
    from glossary import languages

    found = languages.scales(language) | _SHORT.get(languages.base(language), {})
    return {word: Decimal(int(found[word])) for word in sorted(found, key=len, reverse=True)}


def _scale(text: str, end: int, language: str) -> Decimal:
    """Return the scale given by the word after the number that ends at *end*, or 1."""
    following = NEXT_WORD.match(text, end)
    if not following:
        return Decimal(1)
    word, scales = following[1].lower(), _scales(language)
    if word in scales or word < "\u2e80":
        return scales.get(word, Decimal(1))
    return next((size for name, size in scales.items() if word.startswith(name)), Decimal(1))


def _value(number: str, language: str) -> Decimal | None:
    """Return the value of *number*, or None if *language* does not write numbers so."""
    from glossary.languages import decimal_mark

    mark = decimal_mark(language) or "."
    whole, _, fraction = number.partition(mark)
    if _NOT_THOUSANDS.search(whole) or not (fraction or "0").isdigit():
        return None
    return Decimal(_SEPARATOR.sub("", whole) + "." + (fraction or "0"))


def _value_and_scale(number: str, text: str, language: str) -> tuple[Decimal, Decimal] | None:
    """Return the value and the scale of *number* in *text*, or None unless it occurs there exactly once."""
    found = [place for place in _NUMBER.finditer(text) if place.group() == number]
    value = _value(number, language)
    if len(found) != 1 or value is None:
        return None
    scale = _scale(text, found[0].end(), language)
    return value * scale, scale


def replacement(
    query: str, source: str, target: str, pair: tuple[str, str], languages: tuple[str, str]
) -> tuple[int, int, str] | None:
    """Return where *target* has the old number of *pair* on another scale, and the new number on that scale.

    *languages* are those of *source* and *target*. The result is None if the number is not found, if *query* has the
    new one on a scale of its own, or if it would need more than two decimals or another scale.

    >>> replacement("50,000 people", "30,000 people", "3万人", ("30,000", "50,000"), ("en", "zh-Hans"))
    (0, 1, '5')
    """
    old, new = _value_and_scale(pair[0], source, languages[0]), _value_and_scale(pair[1], query, languages[0])
    if not old or not new or old[1] != new[1]:
        return None
    found = []
    for place in _NUMBER.finditer(target):
        scale, value = _scale(target, place.end(), languages[1]), _value(place.group(), languages[1])
        if value is not None and value * scale == old[0]:
            found.append((place, scale))
    if len(found) != 1:
        return None
    place, scale = found[0]
    written = _written((new[0] / scale).normalize(), scale, place.group(), languages[1])
    return (*place.span(), written) if written else None


def _written(value: Decimal, scale: Decimal, old: str, language: str) -> str:
    """Return *value* in the format of the *old* number, or an empty string if it would need another scale."""
    from glossary.languages import decimal_mark

    decimals = -min(0, int(value.as_tuple().exponent))
    if decimals > 2 or (scale > 1 and not 1 <= value < 10_000) or (scale == 1 and decimals):
        return ""
    if old[0] == "0" != old:  # a time: 02:30
        return ""
    if scale == 1:
        grouped = re.search(r"\d(\D)\d{3}", old)
        if not grouped and value >= 10_000 and len(old) < 5:
            return ""
        return f"{value:,f}".replace(",", grouped[1] if grouped else "")
    return f"{value:f}".replace(".", decimal_mark(language) or ".")
