"""Japanese names in Latin letters (Hepburn) -> Russian, by the system of Polivanov.

The table of syllables and the names are data (``data/polivanov.tsv``, ``data/japanese_surnames.txt`` and
``japanese_given.txt``). The press does not mark long vowels, and Russian writes them short.
"""

from __future__ import annotations

import re
from functools import cache

from glossary import tables

_APART = re.compile("(?<=[aeiou])n(?=ichi(?:ro)?$)|(?:(?<=^shi)|(?<=^ju))n(?=ya$)")
"""A syllable of its own that is written without its apostrophe: Ken'ichi, Shin'ya."""
_PLAIN = str.maketrans("āēīōūâêîôû", "aeiouaeiou")


@cache
def _syllables() -> dict[str, str]:
    return dict(tables.rows(__package__, "data/polivanov.tsv"))


@cache
def surnames() -> frozenset[str]:
    """Return the Japanese surnames of the table, in lower case."""
    return frozenset(" ".join(tables.lines(__package__, "data/japanese_surnames.txt")).split())


@cache
def given_names() -> frozenset[str]:
    """Return the Japanese given names of the table, in lower case."""
    return frozenset(" ".join(tables.lines(__package__, "data/japanese_given.txt")).split())


@cache
def _pieces() -> re.Pattern[str]:
    one = "|".join(sorted(_syllables(), key=lambda part: (-len(part), part)))
    # A consonant is doubled (kk, tch), m stands for n before b, m and p.
    return re.compile(f"(?P<double>[ksp](?=[ksp])|t(?=t|ch))?(?P<syllable>{one})|n(?:'|(?![aiueoy]))|m(?=[bmp])")


def word(romaji: str) -> str:
    """Return the capitalised Russian word for one Japanese word in Latin letters; empty where it is no Japanese word.

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
        if not russian:  # н before a vowel has a hard sign behind it, and is м before б, м and п
            text += "нъ" if match[0].endswith("'") else "м" if re.match("[bmp]", low[at:]) else "н"
            continue
        if russian == "и" and (text.endswith("э") or (text.endswith("а") and at < len(low))):
            russian = "й"  # Кэйсукэ, Айдзава; but Араи, Коидзуми
        text += (russian[0] if match["double"] else "") + russian
    return text[:1].upper() + text[1:]


def person(name: str) -> str:
    """Return the Russian name of a Japanese person, in the order of *name*; empty where no part is a name we know.

    >>> person("Haruka Ono"), person("Tanaka Kenji"), person("Hirokazu Koreeda"), person("Marina Rossi")
    ('Харука Оно', 'Танака Кэндзи', 'Хирокадзу Корээда', '')
    """
    parts = name.split()
    known = surnames() | given_names()
    if len(parts) != 2 or not any(part.lower().translate(_PLAIN) in known for part in parts):
        return ""
    words = [word(part) for part in parts]
    return " ".join(words) if all(words) else ""
