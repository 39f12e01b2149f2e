"""Hyphenated modifiers: *Iran-backed*, *anti-inflation*, *three-day*.

``compounds.tsv`` has the parts after a hyphen or before one, ``units.tsv`` the units of measure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from glossary.suggest import classes, lexicon, table
from glossary.suggest.bodies import Bodies
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.pieces import Piece, adjective_of
from glossary.text import russian
from glossary.text.numerals import NUMBERS, RUSSIAN_OF, han


class _Unit(NamedTuple):
    """A unit as a modifier with a number."""

    russian: str
    """The second half of the Russian adjective: дневный."""
    chinese: str
    age: str = ""
    """The Chinese for an age in this unit."""


@cache
def _units() -> dict[str, _Unit]:
    return {unit: _Unit(*row[1:]) for row in table("units.tsv") for unit in row[0].split("|")}


@cache
def _measure() -> re.Pattern[str]:
    counts, units = "|".join(NUMBERS[1:13]), "|".join(_units())
    return re.compile(f"(?P<count>{counts}|[0-9]+)-(?P<unit>{units})(?P<old>-old)?")


class _Row(NamedTuple):
    """A row of ``compounds.tsv``."""

    side: str
    words: str
    of: str
    place: str
    russian: str
    chinese: str
    many: str = ""


@cache
def _rows() -> dict[tuple[str, str], _Row]:
    """Return the rows keyed by (side of the hyphen, word)."""
    rows = [_Row(*cells) for cells in table("compounds.tsv")]
    return {(row.side, word): row for row in rows for word in row.words.split("|")}


class Compounds(Bodies):
    """Builds hyphenated modifiers."""

    def compound(self, phrase: str) -> Piece | None:
        """Return the rendering of a hyphenated *phrase*: an adjective, or a piece that goes after the Russian noun."""
        if text := measured(phrase, self.language):
            return Piece(text, "after" if " " in text else "adjective")
        front, _, back = phrase.rpartition("-")
        row = _rows().get(("after", back)) if front else None
        if row:
            return self._suffixed(row, front)
        front, _, back = phrase.partition("-")
        row = _rows().get(("before", front.lower())) if back and " " not in back else None
        return self._prefixed(row, back) if row else None

    def _suffixed(self, row: _Row, front: str) -> Piece | None:
        """Return the rendering of a compound like *Iran-backed*, поддерживаемый Ираном."""
        name = front[:1].isupper()
        of = self.known(COUNTRIES.get(front, front))
        if row.of not in ("any", "name" if name else "noun") or not of or of.sort in ("adjective", "after"):
            return None
        if name and of.sort == "person":
            return None
        if not self.russian:
            return Piece(row.chinese.format(of), "adjective")
        if row.many and not name and front not in classes.words("mass") | classes.words("plain"):
            of = Piece(russian.in_number(of.text, plural=True), of.sort)
        return Piece(row.russian.format(of), "after" if row.place == "after" else "adjective")

    def _prefixed(self, row: _Row, back: str) -> Piece | None:
        """Return the rendering of a prefixed compound like *anti-inflation*: антиинфляционный, or «против …»."""
        piece = self.known(back) or self.known(back.lower())
        if not piece or (row.of == "people" and back not in COUNTRIES) or piece.sort == "person":
            return None
        if row.of == "adjective" and piece.sort != "adjective":
            return None
        if not self.russian:
            known = self.known(COUNTRIES.get(back, back)) if row.words != "pro" else None
            if row.words == "pro" and back.islower() and piece.sort == "noun":
                return Piece(f"支持{piece.text}的", "adjective")
            return Piece(row.chinese.format((known or piece).text), "adjective")
        adjective = piece.text if piece.sort == "adjective" else lexicon.relational(back)
        if piece.sort == "place" and row.words == "pro":
            adjective = adjective_of(piece.text)  # pro-Russia
        if adjective and adjective[-1].isalpha():
            return Piece(row.russian + adjective.lower(), "adjective")
        if row.words != "anti" or piece.sort not in ("noun", "place"):
            return None
        if piece.sort == "noun" and back.islower() and back not in classes.words("mass"):
            piece = Piece(russian.in_number(piece.text, plural=True), "noun")
        return Piece(f"против {piece:gent}", "after")


def measured(word: str, language: str) -> str:
    """Return a number and its unit as a modifier, or an empty string if *word* is something else.

    >>> measured("three-day", "ru"), measured("three-day", "zh-Hans"), measured("100-meter", "ru")
    ('трёхдневный', '为期三天的', '100-метровый')
    >>> measured("21-year-old", "ru"), measured("two-month-old", "zh-Hans")
    ('21-летний', '两个月大的')
    >>> measured("six-member", "ru"), measured("six-member", "zh-Hans"), measured("three-judge", "ru")
    ('из шести человек', '六人', 'из трёх судей')
    """
    match = _measure().fullmatch(word)
    if not match:
        return ""
    own, chinese, age = _units()[match["unit"]]
    chinese = age if match["old"] else chinese
    if not chinese:
        return ""
    follows = "{}" in own  # из шести человек
    if match["count"].isdecimal():
        many = own.format(match["count"]) if follows else f"{match['count']}-{own}"
        return many if language == "ru" else chinese.format(match["count"])
    number = NUMBERS.index(match["count"])
    if language != "ru":
        return chinese.format("两" if number == 2 else han(number))
    if number == 1:
        if follows:
            return ""
        return own if match["unit"] in ("week", "month", "hour", "minute") else f"одно{own}"  # недельный
    return own.format(RUSSIAN_OF[number]) if follows else RUSSIAN_OF[number] + own
