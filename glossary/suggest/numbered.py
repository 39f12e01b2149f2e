"""Numbered things: spacecraft and airliners from a table, types of aircraft and weapons, earthquakes."""

from __future__ import annotations

import re
from functools import cache

from glossary.suggest import table
from glossary.text.numerals import han

_CRAFT = re.compile(
    r"(?P<name>[A-Z][A-Za-z']+(?: (?:March|MS))?)[ -](?P<number>[A-Z]?\d{1,9}[A-Z]?(?:[ -][A-Z\d][\w-]*)?)"
)
_LETTERED = re.compile(r"(?P<letters>[A-Z][A-Za-z]{0,3})-(?P<number>\d+\w*)")
_QUAKE = re.compile(
    r"(?:magnitude[ -](?P<after>\d\.\d|\d)|(?P<front>\d\.\d|\d)[ -]magnitude) (?:earthquake|quake)", re.IGNORECASE
)


def craft(name: str, language: str) -> str:
    """Return a spacecraft, a rocket or an airliner with its number, or an empty string if the table has none.

    >>> craft("Chang'e-6", "zh-Hans"), craft("Long March 5B", "zh-Hans"), craft("Shenzhou 21", "ru")
    ('嫦娥六号', '长征五号B', '«Шэньчжоу-21»')
    >>> craft("Chang'e-106", "zh-Hans")
    '嫦娥106号'
    >>> craft("Boeing 737 MAX", "zh-Hans"), craft("Airbus A320", "ru"), craft("Pier 39", "ru")
    ('波音737 MAX', 'Airbus A320', '')
    """
    match = _CRAFT.fullmatch(name)
    row = _rows().get(match["name"]) if match else None
    if not match or not row:
        return ""
    number, kind = re.fullmatch(r"(\D?\d+)(.*)", match["number"], re.DOTALL).groups()  # type: ignore[union-attr]
    if language == "ru":
        return row[1].format(match["number"])
    if "{一}" not in row[2]:
        return row[2].format(match["number"])
    return row[2].replace("{一}", han(int(number))) + kind if number.isdecimal() else ""


def lettered(name: str, language: str) -> str:
    """Return one or several types of aircraft or weapons: *Su-35*, Су-35, 苏-35; an empty string for anything else.

    >>> lettered("Su-35", "ru"), lettered("MiG-31K", "zh-Hans"), lettered("F-16s", "ru"), lettered("Covid-19", "ru")
    ('Су-35', '米格-31K', 'F-16', '')
    """
    match = _LETTERED.fullmatch(name[:-1] if name[-1] == "s" and name[-2:-1].isdigit() else name)
    if not match:
        return ""
    if own := _rows().get(f"{match['letters']}-"):
        return own[1 if language == "ru" else 2].format(match["number"])
    return match[0] if match["letters"].isupper() else ""


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    """Return the rows of the table by name."""
    return {name: row for row in table("craft.tsv") for name in row[0].split("|")}


def quake(name: str, language: str) -> str:
    """Return an earthquake with its magnitude, or an empty string for anything else.

    >>> quake("magnitude 6.4 earthquake", "ru"), quake("7.8-magnitude quake", "zh-Hans")
    ('землетрясение магнитудой 6,4', '7.8级地震')
    """
    match = _QUAKE.fullmatch(name)
    if not match:
        return ""
    size = match["after"] or match["front"]
    return f"землетрясение магнитудой {size.replace('.', ',')}" if language == "ru" else f"{size}级地震"
