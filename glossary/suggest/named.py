"""Names recognized by their form: with a year or a number, of streets, hurricanes or football clubs.

Only the generic part is translated (``frames.tsv``); the proper part is kept or transcribed. Names whose words do not
say what they name, such as *World Vision*, get no draft at all (:meth:`Named.is_opaque`).
"""

from __future__ import annotations

import re

from glossary.model import Kind
from glossary.suggest import classes, cyrillic, english, firms, letters, lexicon, numbered, rules, table
from glossary.suggest.bodies import Bodies
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.joints import with_type
from glossary.suggest.pieces import Piece
from glossary.text import numerals, palladius, russian

_YEAR = re.compile(r"(?P<name>.+?),? (?:of )?(?P<year>(?:1[89]|20)\d\d)|(?P<first>(?:1[89]|20)\d\d) (?P<event>.+)")
_GROUP = re.compile(r"(?P<name>[A-Z][\w&.'-]*(?: [A-Z][\w&.'-]*)?) Group")
_CLUB = re.compile(r"(?:FC|CF|AC|SC|AS) (?P<front>.+)|(?P<back>.+)(?<! City) (?:FC|CF|SC)")
_NUMBERED = re.compile(
    r"(?P<number>\d{1,4})(?:st|nd|rd|th) (?P<name>[A-Z].+|(?:session|anniversary)(?: of .+)?|century)"
)
_TYPE_AFTER_NAME, _TYPE_BEFORE_NAME = (
    {row[1]: (row[2], row[3]) for row in table("frames.tsv") if row[0] == where} for where in ("after", "before")
)
"""Generic words (street, county, bridge) after a proper name or before it, with their frames."""
_ARTICLE = re.compile("^(?:the|an?) ", re.IGNORECASE)
_SPOKEN = re.compile(r"[A-ZÀ-Þ](?![A-Z])")
_NUMBERED_THINGS = numbered.craft, numbered.lettered, numbered.quake


def without_article(name: str) -> str:
    """Return *name* without its leading article."""
    return _ARTICLE.sub("", name)


class Named(Bodies):
    """Builds renderings of proper names, and of names with a number or a year."""

    def by_form(self, name: str, kind: Kind) -> Piece | None:
        """Return the first rendering that the form of *name* allows, or None."""
        return (
            self.year(name)
            or self.club(name, kind)
            or self.numbered(name)
            or (self.typed(name) if kind is not Kind.PLACE else None)
            or self.named(name, kind)
            or self.team(name)
        )

    def is_opaque(self, name: str, kind: Kind) -> bool:
        """Return whether the words do not say what *name* is: *State Street*, *World Vision*, *Target*."""
        bare = without_article(name)
        front = re.split(" (?:of|for|on|in|against|to) ", bare)[0].rpartition(" ")[2]
        heads = {front.lower(), front.lower().removesuffix("s")}
        if kind is Kind.PLACE:
            told = not heads.isdisjoint(classes.words("place") | classes.words("site")) and " and " not in bare
            told = told or not bare[:1].isupper() or any(map(self.place, [bare, *bare.split(" ")]))
            return not told or classes.ends(bare, "street")
        if kind in (Kind.WORK, Kind.OTHER):
            told = kind is Kind.OTHER and any(classes.ends(bare, sort) for sort in ("bearing", "event", "institution"))
            return bare[:1].isupper() and not told and not classes.has(bare, "document")
        if kind is Kind.EVENT:
            unsaid = " " not in bare and not classes.ends(bare, "event") and heads.isdisjoint(classes.words("again"))
            return unsaid or bare.startswith("Operation ")
        if kind is not Kind.ORGANIZATION:
            return False
        if self.russian and bare.endswith((" Airlines", " Airways")):
            return True  # Nepal Airlines
        if bare.split()[0].lower() in classes.words("animal") and not classes.has(bare, "keeping"):
            return True  # Fox Business Network
        if not self.russian and firms.is_firm(bare) and not self._has_known_part(bare):
            return True
        known = front in lexicon.words() and front != bare  # Riksbank
        return not known and heads.isdisjoint(classes.words("body")) and bare.lower() not in classes.words("alone")

    def _has_known_part(self, firm: str) -> bool:
        """Return whether a company's name begins with a place, a person or another known name: *Volkswagen Group*."""
        first, front = firm.split()[0], firm.rpartition(" ")[0]
        piece = self.known(first)
        named = first in COUNTRIES or (piece is not None and piece.sort in ("place", "person"))
        return named or any(name in lexicon.words() for name in (firm, front, first))

    def group(self, name: str, kind: Kind) -> Piece | None:
        """Return a group of companies with its own name, which Chinese does not translate: *Match Group*, Match集团."""
        match = _GROUP.fullmatch(name) if kind is Kind.ORGANIZATION and firms.is_firm(name) else None
        return Piece(f"{match['name']}集团", "noun") if match and not self.russian else None

    def year(self, name: str) -> Piece | None:
        """Return a law or event with its year: *Data Protection Act 2018*, *2024 Summer Olympics*."""
        match = _YEAR.fullmatch(name)
        piece = self.build(match["name"] or match["event"]) if match else None
        if not match or not piece or piece.sort != "noun":
            return None
        year = match["year"] or match["first"]
        return self.frame(f"{{}} {year} года", f"{year}年{{}}", piece)

    def club(self, name: str, kind: Kind) -> Piece | None:
        """Return a football club named after its town: *FC Augsburg*."""
        match = _CLUB.fullmatch(name) if kind is Kind.ORGANIZATION else None
        place = self.place(match["front"] or match["back"]) if match else None
        return self.frame("«{}»", "{}足球俱乐部", place) if place else None

    def named(self, name: str, kind: Kind) -> Piece | None:
        """Return a street, county or hurricane with its proper name: *Lee County*, *Hurricane Rosa*."""
        first, *others = name.split()
        if others and f"{first} {others[0]}" in _TYPE_BEFORE_NAME:
            first, *others = f"{first} {others[0]}", *others[1:]
        if " ".join(others[-2:]) in _TYPE_AFTER_NAME:
            others[-2:] = [" ".join(others[-2:])]
        formats = _TYPE_BEFORE_NAME.get(first) or _TYPE_AFTER_NAME.get(others[-1] if others else "")
        if not formats or kind in (Kind.PHRASE, Kind.GROUP) or self.known(name):
            return None
        bearer = others if first in _TYPE_BEFORE_NAME else [first, *others[:-1]]
        if kind is Kind.ORGANIZATION and any(word.endswith("'s") for word in bearer):
            return None  # Guy's Hospital
        form = formats[0 if self.russian else 1]
        storm, district = formats[1][-1] == "”", formats[1] in ("{}区", "{}县")
        text = self._proper(bearer, storm=storm, district=district) if len(bearer) < 3 else ""
        place = self.place(bearer) if self.russian and others and others[-1] in ("Valley", "Delta") else None
        if text and place:
            text = f"{place:gent}"  # долина Луары
        piece = Piece(text, "person")
        return Piece(form.format(piece) if self.russian else with_type(form, text), "noun") if text else None

    def _proper(self, words: list[str], *, storm: bool, district: bool) -> str:
        """Return a proper name, known or transcribed, or an empty string; *storm*s have given names."""
        known = [cyrillic.known_name(word) for word in words]
        whole = None if all(known) else self.known(words)
        given = next((row for row in table("storms.tsv") if storm and [row[0]] == words), None)
        if given:
            return given[1 if self.russian else 2]
        if whole:
            return whole.text if whole.sort == "place" else ""
        if any(
            word in classes.words("common") or not _SPOKEN.match(word) or (lexicon.row(word) and not row)
            for word, row in zip(words, known, strict=True)
        ):
            return ""  # Industrial Park
        chinese = len(words) == 1 and (district or letters.PINYIN_LETTERS.search(words[0].lower()))
        pinyin = palladius.divide(words[0]) if chinese else ()
        if pinyin and len(pinyin[0]) > 1 and words[0].lower() not in rules.sounds():
            return palladius.word(words[0])[0] if self.russian else ""  # pinyin does not tell the characters
        texts = [english.part(word, self.language, given=storm) for word in words]
        return (" " if self.russian else "·").join(texts) if all(texts) else ""

    def team(self, name: str) -> Piece | None:
        """Return a national team: *Team USA*."""
        place = self.place(name.removeprefix("Team ")) if name.startswith("Team ") else None
        return self.frame("сборная {:gent}", "{}队", place) if place else None

    def numbered(self, name: str) -> Piece | None:
        """Return a numbered event: *47th Ryder Cup*."""
        match = _NUMBERED.fullmatch(name)
        if match and not self.russian and match["name"] in ("Street", "Avenue"):
            return Piece(f"第{match['number']}{_TYPE_AFTER_NAME[match['name']][1].format('')}", "noun")
        piece = self.build(match["name"]) if match else None
        if not match or not piece or piece.sort != "noun":
            return None
        number = match["number"]
        if match["name"] == "century":
            return self.frame(f"{numerals.roman(int(number))} век", f"{number}世纪")
        if piece.text.endswith("周年纪念"):
            return Piece(f"{piece.text.removesuffix('周年纪念')}{number}周年", "noun")
        ordinal = f"{number}-{russian.agreeing('пятый', piece.text)[-1]} {{}}" if self.russian else ""
        return self.frame(ordinal, f"第{number}{'' if classes.ends(name, 'unit') else '届'}{{}}", piece)

    def typed(self, name: str) -> Piece | None:
        """Return a name with a model number or type: *Chang'e-6*, *F-35 fighter jet*, *Power of Siberia 2*."""
        text = next(filter(None, (way(name, self.language) for way in _NUMBERED_THINGS)), "")
        if text:
            return Piece(text, "noun")
        first, _, rest = name.partition(" ")
        kind = self.known(rest) if (text := numbered.lettered(first, self.language)) else None
        if kind and kind.sort == "noun" and rest.islower():
            return self.frame(f"{{}} {text}", f"{text}{{}}", kind)
        front, _, number = name.rpartition(" ")
        line = self.known(front) if number.isdecimal() and len(number) < 3 else None
        if not line or line.sort != "noun" or not front[:1].isupper():
            return None
        if not self.russian:  # “西伯利亚力量-2”天然气管道
            return Piece(re.sub("(?=”)|$", f"-{number}", line.text, count=1), "noun")
        dash = " — " if " " in line.text else "-"  # «Сила Сибири — 2»
        return Piece(f"{line.text[:-1]}{dash}{number}»", "noun") if line.text.endswith("»") else None
