"""Rows of modifiers and a head: *Chinese government*, *oil company executive*, *court documents*.

Chinese has the same word order. Russian needs the relation of each modifier to the head: an adjective, a genitive, a
place. :meth:`Rows.row` tries every word as the start of the head.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from glossary.suggest import classes, lexicon, rules
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.compounds import Compounds
from glossary.suggest.joints import Joints
from glossary.suggest.pieces import Piece, adjective_of, agreeing, described, idiomatic, where
from glossary.text import numerals, russian, russian_words


@dataclass(slots=True)
class _Row:
    """A head with the modifiers processed so far, from right to left."""

    head: Piece
    english: str
    """The head in English."""
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    inner: str = ""
    """The sort of the last modifier."""
    owner: Piece | None = None
    """The last modifier after the head, if the next one may belong to it rather than to the head."""
    theirs: bool = False
    """Whether the owner is a body."""
    seated: bool = False
    """Whether the last modifier after the head is a chamber, which in English has its country or city before it."""

    def lead(self, adjective: str) -> None:
        """Put a Russian *adjective* before the head."""
        self.before.insert(0, agreeing(adjective, self.head.text))


class Rows(Joints, Compounds):
    """Builds a head with its modifiers."""

    def row(self, words: list[str]) -> Piece | None:
        """Return modifiers and a head, in as few parts as possible; among equals, with the longest head."""
        singles = [word.removesuffix("s") for word in words]
        if words[-1].lower() == "general" or singles[-1] in singles[:-1]:
            return None  # an auditor general is not a general; general election general elections
        found = []
        for at in range(1, len(words)):
            if words[at - 1] == "City" and at > 1 and self.known(words[at - 1 :]):
                continue  # New York (City Council)
            head = self._head_of(words[at:])
            way = self._modified(words[:at], head, " ".join(words[at:])) if head else None
            if way:
                known = at > 1 and self.known(words[:at])  # (freight train) derailment
                found.append(((way[0], -at if known else 0), way[1]))
        return min(found, key=lambda way: way[0])[1] if found else None

    def _head_of(self, words: list[str]) -> Piece | None:
        """Return *words* as a noun; as a head, *official* is the person, not the adjective."""
        single = len(words) == 1 and words[0].islower() and words[0] not in self.senses
        head = (self.known(f"-{words[0]}") if single else None) or self.known(words)
        return head if head and head.sort not in ("adjective", "after") else None

    def _modified(self, modifiers: list[str], head: Piece, english: str) -> tuple[int, Piece] | None:
        """Return (number of parts, rendering) of *head* with its modifiers, the longest match first."""
        row = _Row(head, english)
        at, parts, fronted, phrase = len(modifiers), 1, 0, ""
        while at:
            for start in range(at):
                phrase = " ".join(modifiers[start:at])
                piece = self._modifier(phrase, row)
                if not piece:
                    continue
                if self._is_misread(phrase, piece, row):
                    return None
                row.inner = piece.sort
                bearing = classes.ends(english, "bearing")
                if piece.sort != "person" or bearing or not (english == "Administration" or self.firm):
                    break  # the Trump *Administration* is a government, others are agencies; Tata Steel
            else:
                return None
            if not self.russian:
                row.before.insert(fronted, piece.text)
                fronted = fronted or int(phrase in COUNTRIES)  # 澳大利亚皇家空军, 澳大利亚前总理
            elif piece.sort == "place" and english.lower() in classes.words("apposed") and head.text in piece.text:
                return parts, piece  # Баб-эль-Мандебский пролив
            else:
                self._attach(piece, phrase, row)
            at = start
            parts += 1
        if self.russian:
            last = _after_adjective(row.head.text) if row.before and modifiers[-1][:1].isupper() else row.head.text
            return parts, Piece(" ".join([*row.before, last, *row.after]), "noun")
        # Chinese prefixes depend on the owner: 国立 of a nation, 州立 of a state; 长江 already ends with "river".
        last = "市" if parts == 2 and row.inner == "place" and english.lower() == "city" else head.text
        return parts, Piece(idiomatic("".join([*row.before, last]), "row"), "noun")

    def _modifier(self, phrase: str, row: _Row) -> Piece | None:
        """Return a modifier of the head, or None for a homograph; before an adjective only an adjective will do."""
        piece = self._adjective_for(phrase) or self.known(phrase)
        piece = piece or (self.eponym(phrase) if classes.ends(row.english, "bearing") else None)
        if not piece and " " in phrase and phrase.islower():
            piece = self.governed(phrase.split())  # (gold price) forecast
        if not piece or phrase.lower() in classes.words("homograph"):
            return None
        return piece if row.head.sort == "noun" or piece.sort == "adjective" else None

    def _is_misread(self, phrase: str, piece: Piece, row: _Row) -> bool:
        """Return whether *phrase* probably means something else before this head."""
        last = row.english.rpartition(" ")[2].lower()
        animal = not classes.words("animal").isdisjoint((last, last.removesuffix("s")))
        return bool(
            # May is a person in May Foundation
            (phrase in numerals.MONTHS and classes.ends(row.english, "bearing"))
            # Robert (Bosch) Foundation
            or (row.inner == "noun" and piece.sort == "person" and rules.is_given(phrase))
            or (animal and self.is_species(phrase, piece))
            or (classes.ends(row.english, "serving") and self.is_only_name(phrase, piece))
            # first female president
            or (self.russian and phrase in ("female", "male") and russian.animate(row.head.text))
            or (self.russian and (self._is_unclear(phrase, piece, row) or self._is_ambiguous(phrase, piece, row)))
        )

    def _is_unclear(self, phrase: str, piece: Piece, row: _Row) -> bool:
        """Return whether the relation of a noun to the head is unclear: *base stations* are not «станции базы»."""
        if piece.sort != "noun" or piece.single or not phrase.islower() or " " in phrase or self.relational(phrase):
            return False
        goods = (classes.words("mass") | classes.words("many")) - classes.words("vague")
        whose = phrase in classes.words("body") | classes.words("meeting") | goods or russian.animate(piece.text)
        return not whose and not any(classes.ends(row.english, sort) for sort in ("belonging", "menace"))

    def _is_ambiguous(self, phrase: str, piece: Piece, row: _Row) -> bool:
        """Return whether an adjective may belong to the next noun or to the head: *Electronic Frontier Foundation*."""
        scope = phrase in COUNTRIES or phrase.title() in classes.words("scope")
        followed = row.inner == "noun" and bool(row.after)
        return piece.sort == "adjective" and followed and not scope and not russian.animate(row.head.text)

    def _attach(self, piece: Piece, phrase: str, row: _Row) -> None:
        """Attach a Russian *piece* to the head, as an adjective before it or as a complement after it."""
        english, head = row.english, row.head
        last = english.rpartition(" ")[2].lower()
        belonging = classes.ends(english, "belonging") or self.has_mark(english, "of")
        held = classes.ends(english, "event") or classes.ends(english, "held") or english.lower() == "war"
        named = ("place",) if last == "islands" else ("place", "person")  # острова Гилберта, but вулкан Попокатепетль
        if phrase in COUNTRIES and (row.seated or classes.ends(english, "institution")):
            row.after.append(f"{self.known(COUNTRIES[phrase]) or piece:gent}")
        elif phrase in COUNTRIES and classes.ends(english, "held") and (land := self.known(COUNTRIES[phrase])):
            row.after.append(f"{land:where}")
        elif piece.sort == "adjective":
            row.lead(piece.text)
        elif piece.sort == "after":
            row.after.append(piece.text)
        elif "election" in last and phrase[:1].isupper() and classes.ends(phrase, "chamber"):
            row.after.append(f"{piece:into}")
            row.seated = True
        elif phrase in classes.words("beside") and russian.animate(head.text):
            many = russian.in_number(head.text, plural=True) == head.text
            row.head = Piece(f"{head}-{russian.in_number(piece.text, plural=many)}", "noun")
        elif head.sort == "noun" and (row.owner or not belonging) and (adjective := self.relational(phrase)):
            self._attach_adjective(adjective, piece, phrase, row)
        elif (piece.sort in named and english.lower() in classes.words("apposed")) or (
            piece.text[0] == "«" and classes.ends(english, "called")  # ракеты «Искандер»
        ):
            row.after.append(piece.text)
        elif piece.sort == "place" and self._is_local(phrase, english) and (adjective := adjective_of(piece.text)):
            row.lead(adjective)
        elif piece.sort == "place" and held and not row.seated:
            row.after.append(where(piece.text))
        else:
            all_of = self.all_of(piece, phrase, last)
            row.after.append(f"{all_of:gent}")
            meant = phrase.islower() or russian.animate(piece.text)  # (Transport Workers) Union
            row.owner = all_of if meant and row.inner == "noun" else None
            row.theirs = phrase in classes.words("body")

    def _is_local(self, place: str, english: str) -> bool:
        """Return whether Russian uses the adjective of *place* here: for residents, and treaties made in a city."""
        made = classes.ends(english, "treaty") and place not in COUNTRIES.values()
        return made or classes.ends(english, "resident")

    def _attach_adjective(self, adjective: str, piece: Piece, phrase: str, row: _Row) -> None:
        """Attach a modifier that has an *adjective* or a prefix to the head, or to its owner."""
        if not adjective[-1].isalpha():
            prefixed = "" if row.before or row.after else lexicon.prefixed(adjective, row.head.text)
            if prefixed:
                row.head = Piece(prefixed, "noun")
            else:
                row.after.append(f"{self.all_of(piece, phrase):gent}")
        elif row.owner and (row.theirs or self.modifies(phrase, row.owner)):
            row.owner = described(adjective, row.owner)
            row.after[-1] = f"{row.owner:gent}"  # (oil company) executive
        else:
            row.lead(adjective)

    def _adjective_for(self, word: str) -> Piece | None:
        """Return the adjective that the lexicon has for a noun used as a modifier: *record* deficit, рекордный."""
        entry = lexicon.row(f"{word}-") if word.islower() and word not in self.senses else None
        text = entry.text(self.language) if entry else ""
        return Piece(text, "adjective") if text else None


def _after_adjective(text: str) -> str:
    """Return the name of a body as written after an adjective: a common first word loses its capital."""
    first, _, rest = text.partition(" ")
    common = rest[:1].islower() and russian_words.readings(first.lower())[0].normal_form in lexicon.common()
    common = common or text in classes.words("capital")
    return text[:1].lower() + text[1:] if common else text
