"""A number that the translation writes in another scale: 30,000 and 3万, 1.3 billion and 13亿, 10,000 and 10 тыс."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from glossary.memory.agreement import BEHIND, LETTER

_NUMBER = re.compile(
    rf"\d(?<!{LETTER}\d|\d\d)(?<!\d[.,:/]\d)"  # see repair._FIGURES
    r"(?:\d{,2}(?:[,.: \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d*(?:[.,]\d+)?)"
)
_SEPARATOR = re.compile(r"\D")
_AMISS = re.compile(r"\D(?!\d{3}(?!\d))")
"""What tells no thousands apart: 8,2 in English."""
_SHORT = {"en": {"bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1e3}}
"""What CLDR has not; a single m is also a metre, but not of more than one value at once."""


@cache
def _scales(language: str) -> dict[str, Decimal]:
    """Return the words for thousands, millions … of *language*, longer ones first."""
    from glossary import languages

    found = languages.scales(language) | _SHORT.get(languages.base(language), {})
    return {word: Decimal(int(found[word])) for word in sorted(found, key=len, reverse=True)}


def _scale(text: str, end: int, language: str) -> Decimal:
    """Return the scale of the number that ends at *end*: 1 where there is no word for one."""
    behind = BEHIND.match(text, end)
    if not behind:
        return Decimal(1)
    word, scales = behind[1].lower(), _scales(language)
    if word in scales or word < "\u2e80":
        return scales.get(word, Decimal(1))
    return next((size for name, size in scales.items() if word.startswith(name)), Decimal(1))


def _value(number: str, language: str) -> Decimal | None:
    """Return the value of a *number*, as *language* writes it; None where it does not write so."""
    from glossary.languages import decimal_mark

    mark = decimal_mark(language) or "."
    whole, _, fraction = number.partition(mark)
    if _AMISS.search(whole) or not (fraction or "0").isdigit():
        return None
    return Decimal(_SEPARATOR.sub("", whole) + "." + (fraction or "0"))


def _meant(number: str, text: str, language: str) -> tuple[Decimal, Decimal] | None:
    """Return the value and the scale of the one *number* in *text*; None where it does not stand there once."""
    found = [place for place in _NUMBER.finditer(text) if place.group() == number]
    value = _value(number, language)
    if len(found) != 1 or value is None:
        return None
    scale = _scale(text, found[0].end(), language)
    return value * scale, scale


def put(
    query: str, source: str, target: str, pair: tuple[str, str], spoken: tuple[str, str]
) -> tuple[int, int, str] | None:
    """Return where the old number of *pair* stands in *target* in another scale, and the new one in that; else None.

    *spoken* are the languages of *source* and *target*. None as well where *query* has the new one in a scale of its
    own, or where it would be written with more figures behind the mark than two, or in another scale.

    >>> put("50,000 people", "30,000 people", "3万人", ("30,000", "50,000"), ("en", "zh-Hans"))
    (0, 1, '5')
    """
    old, new = _meant(pair[0], source, spoken[0]), _meant(pair[1], query, spoken[0])
    if not old or not new or old[1] != new[1]:
        return None
    found = []
    for place in _NUMBER.finditer(target):
        scale, value = _scale(target, place.end(), spoken[1]), _value(place.group(), spoken[1])
        if value is not None and value * scale == old[0]:
            found.append((place, scale))
    if len(found) != 1:
        return None
    place, scale = found[0]
    written = _written((new[0] / scale).normalize(), scale, place.group(), spoken[1])
    return (*place.span(), written) if written else None


def _written(value: Decimal, scale: Decimal, shown: str, language: str) -> str:
    """Return *value* as *shown* is written; empty where it would need another scale."""
    from glossary.languages import decimal_mark

    decimals = -min(0, int(value.as_tuple().exponent))
    if decimals > 2 or (scale > 1 and not 1 <= value < 10_000) or (scale == 1 and decimals):
        return ""
    if shown[0] == "0" != shown:  # of the time: 02:30
        return ""
    if scale == 1:
        grouped = re.search(r"\d(\D)\d{3}", shown)
        if not grouped and value >= 10_000 and len(shown) < 5:
            return ""
        return f"{value:,f}".replace(",", grouped[1] if grouped else "")
    return f"{value:f}".replace(".", decimal_mark(language) or ".")
