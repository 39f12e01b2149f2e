"""Japanese names in Latin letters (Hepburn) transcribed into Russian by the Polivanov system.

The syllables and the names are data files (``data/polivanov.tsv``, ``data/japanese_surnames.txt`` and
``japanese_given.txt``). Long vowels, which the press does not mark, become short ones in Russian.
"""

from __future__ import annotations

import re
from functools import cache

from glossary import tables

_APART = re.compile("(?<=[aeiou])n(?=ichi(?:ro)?$)|(?:(?<=^shi)|(?<=^ju))n(?=ya$)")
"""A syllabic n that is written without its apostrophe: Ken'ichi, Shin'ya."""
_PLAIN = str.maketrans("āēīōūâêîôû", "aeiouaeiou")


@cache
def _syllables() -> dict[str, str]:
    return dict(tables.rows(__package__, "data/polivanov.tsv"))


@cache
def surnames() -> frozenset[str]:
    """Return the listed Japanese surnames, in lowercase."""
    return frozenset(" ".join(tables.lines(__package__, "data/japanese_surnames.txt")).split())


@cache
def given_names() -> frozenset[str]:
    """Return the listed Japanese given names, in lowercase."""
    return frozenset(" ".join(tables.lines(__package__, "data/japanese_given.txt")).split())


@cache
def _pieces() -> re.Pattern[str]:
    one = "|".join(sorted(_syllables(), key=lambda part: (-len(part), part)))
    # A consonant is doubled (kk, tch), m stands for n before b, m and p.
    return re.compile(f"(?P<double>[ksp](?=[ksp])|t(?=t|ch))?(?P<syllable>{one})|n(?:'|(?![aiueoy]))|m(?=[bmp])")


def word(romaji: str) -> str:
    """Return the capitalized Russian word for one Japanese word in Latin letters, or "" if it is not Japanese.

    >>> word("Kenji"), word("Shinzo"), word("Hattori"), word("Jun'ichiro"), word("Junichiro"), word("Smith")
    ('Кэндзи', 'Синдзо', 'Хаттори', 'Дзюнъитиро', 'Дзюнъитиро', '')
    """
    low = _APART.sub("n'", romaji.lower().translate(_PLAIN).replace("’", "'"))
    text, at = "", 0
    while at < len(low):
        match = _pieces().match(low, at)
        if not match:
            return ""
        at = match.end()
        russian = _syllables().get(match["syllable"] or "", "")
        if not russian:  # н gets a hard sign before a vowel, and is м before б, м and п
            text += "нъ" if match[0].endswith("'") else "м" if re.match("[bmp]", low[at:]) else "н"
            continue
        if russian == "и" and (text.endswith("э") or (text.endswith("а") and at < len(low))):
            russian = "й"  # Кэйсукэ, Айдзава; but Араи, Коидзуми
        text += (russian[0] if match["double"] else "") + russian
    return text[:1].upper() + text[1:]


def person(name: str) -> str:
    """Return the Russian name of a Japanese person, in the order of *name*, or "" if no part of it is a listed name.

    >>> person("Haruka Ono"), person("Tanaka Kenji"), person("Hirokazu Koreeda"), person("Marina Rossi")
    ('Харука Оно', 'Танака Кэндзи', 'Хирокадзу Корээда', '')
    """
    parts = name.split()
    known = surnames() | given_names()
    if len(parts) != 2 or not any(part.lower().translate(_PLAIN) in known for part in parts):
        return ""
    words = [word(part) for part in parts]
    return " ".join(words) if all(words) else ""
