"""What prepositions, "and" and "'s" join: *Institute for Strategic Studies*, *Bank of Japan*, *oil and gas*.

English puts what belongs to something behind it; so does Russian, in a case, while Chinese has it before, or within.
Which preposition divides a phrase is found first (:meth:`Joints._division`): a part that is known stays together.
"""

from __future__ import annotations

import re

from glossary.suggest import classes, lexicon
from glossary.suggest.bodies import nouns
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.government import Government, about, seated
from glossary.suggest.pieces import Piece, adjective_of, agreeing
from glossary.text import russian

_NAMED = re.compile("(.+·.+?)(研究所|研究院|学院|中心|基金会)")
_BEARING = re.compile(r"(?:Институт|Центр|Фонд|Школа) (?:имени )?[А-ЯЁ]\S+(?: [А-ЯЁ]\S+)+")
"""Bodies that bear the name of a person."""
_OF_UNIVERSITIES = ("Hospital", "Library", "Museum", "Observatory")
_MINISTRIES = ("Ministry", "Department")
_JOINING = frozenset("of for in on and to with against from by at , the".split())


class Joints(Government):
    """Builds X for Y, X of Y, X in Y, X and Y, X's Y."""

    def for_(self, words: list[str]) -> Piece | None:
        """Return a body and what it is for; other uses of "for" are too varied."""
        if "for" not in words[1:-1]:
            return None
        front = " ".join(words[: words.index("for", 1)])
        return self._joined(words, "for") if words[0][:1].isupper() or classes.ends(front, "tasked") else None

    def of(self, words: list[str]) -> Piece | None:
        """Return what is of something, unless that is a name which something else has: *Bank of England governor*."""
        if "of" not in words[1:-1]:
            return None
        banks = words[0].lower() == "governor" and "bank" in map(str.lower, words) and words[1] == "of"
        if banks and (bank := self.build(words[2:])):  # whose governor is that of no province
            return self.frame("глава {:gent}", "{}行长", bank)
        if self._goes_before(words):
            return self._belonging(words)
        if words[:2] == ["University", "of"] and words[-1] in _OF_UNIVERSITIES:
            owner, owned = self.build(words[:-1]), self.whole(words[-1])
            return self.of_owner(owned, owner) if owner and owned else None
        if words[-1] in ("Labour", "Labor") and words[0].istitle():  # no party
            words = [*words[:-1], "labour"]
        return self._joined(words, "of")

    def field(self, words: list[str]) -> Piece | None:
        """Return an office for a field of two words: *Financial Services Authority*, управление финансовых услуг."""
        if not self.russian or len(words) not in (3, 4) or words[-1] not in classes.words("office"):
            return None
        if words[-3] in classes.words("scope") or words[-3] in COUNTRIES or self.whole(words[-2:]):
            return None
        one, two, head = (self.whole(word) for word in words[-3:])
        field = self.build(words[-3:-1]) if one and one.sort in ("adjective", "noun") else None
        if not field or not two or not head or {two.sort, field.sort, head.sort} != {"noun"}:
            return None
        text = self.of_owner(head, field)
        if not words[:-3]:
            return text
        if owner := self.country(words[0]):
            return self.of_owner(text, owner)
        owner = self.whole(words[0])
        return self.qualified(owner, text) if owner and owner.sort == "adjective" else None

    def inherited(self, words: list[str]) -> Piece | None:
        """Return three nouns by what is known of the last two: *corporate bond yields*, доходность корпоративных ….

        The first words are known together, and so are the last: it is the bond that is corporate.
        """
        if len(words) != 3 or not words[2].islower():
            return None
        own = self.whole(words[0])
        built = own is not None and own.sort == "noun"  # (fuel tax) cuts, but annual (tax cuts)
        first = self.build(words[:2]) if built else self.whole(words[:2])
        known, single = self.whole(words[1:]), self.whole(words[1])
        if not first or not known or not single or {first.sort, known.sort, single.sort} != {"noun"}:
            return None
        if not self.russian:
            rest = known.text.removeprefix(single.text)
            return Piece(first.text + rest, "noun") if rest != known.text and len(single.text) > 1 else None
        for many in (False, True):
            last, of = (
                russian.in_number(piece.single or piece.text, plural=many, case="gent") for piece in (single, first)
            )
            if known.text.endswith(f" {last}"):
                return Piece(f"{known.text.removesuffix(last)}{of}", "noun")
        return None

    def in_(self, words: list[str]) -> Piece | None:
        """Return what is somewhere."""
        return self._joined(words, "in")

    def and_(self, words: list[str]) -> Piece | None:
        """Return A and B; A, B and C."""
        if "and" not in words[1:-1]:
            return None
        at = words.index("and")
        if at == 1 and words[0][-1] == "-":  # short- and medium-range
            words = [words[0] + words[2].partition("-")[2], *words[1:]]
        if self.russian and at == 1 and words[3:] and self.place(words[0]) and self.place(words[2]):
            return None  # (England and Wales) Cricket
        if self.whole(words[: at + 2]) or any(self.whole(words[start:]) for start in range(1, at)):
            return None  # (oil and gas) revenues, ruling (Party of Action and Solidarity)
        if both := self.shared(words, at) or self._described(words, at):
            return both
        bodies = classes.words("joint")
        if words[0].istitle() and words[-1] in bodies and bodies.isdisjoint(words[:at]):
            return None  # (Trade and Development) Bank; nor Ministry of (Finance and Bank) of Japan
        parts = [*" ".join(words[:at]).rstrip(" ,").split(" ,"), " ".join(words[at + 1 :])]
        pieces = [self.build("labour" if part.strip() in ("Labour", "Labor") else part) for part in parts]
        texts = [piece.text for piece in pieces if piece and piece.sort != "adjective"]
        if len(texts) != len(pieces):
            return None
        # 和 in one of them would be read as the joint: 战争与和平.
        comma, joint = (", ", " и ") if self.russian else ("、", "与" if "和" in "".join(texts) else "和")
        return Piece(comma.join(texts[:-1]) + joint + texts[-1], "noun")

    def _described(self, words: list[str], at: int) -> Piece | None:
        """Return what two adjectives describe: *economic and financial crimes*, экономические и финансовые …."""
        if at != 1 or len(words) < 4 or len({self._own(word) for word in (words[0], words[2])}) > 1:
            return None  # energy and (mineral resources)
        if words[2][:1].isupper() and not self._own(words[0]) and self.whole(words[2:]):
            return None  # Energy and (Climate Change)
        both = [self._adjective(word) for word in (words[0], words[2])]
        head = self.build(words[3:]) if all(both) else None
        if not head or head.sort != "noun":
            return None
        return self.described(both, head)

    def _own(self, word: str) -> bool:
        """Return whether *word* is an adjective in English, too."""
        piece = self.whole(word)
        return piece is not None and piece.sort == "adjective"

    def _adjective(self, word: str) -> str:
        """Return the adjective for *word*: its own, or the Russian one of a noun before another."""
        piece = self.whole(word)
        own = piece.text if piece and piece.sort == "adjective" else ""
        form = self.relational(word) if self.russian else ""
        return own or form * form[-1:].isalpha()

    def possessive(self, words: list[str]) -> Piece | None:
        """Return what somebody has: *president's lawyers*."""
        at = next((i for i, word in enumerate(words[:-1]) if word.endswith(("'s", "s'"))), -1)
        if at < 0:
            return None
        if at and self.whole(words[at:]):
            return None  # Danish (People's Party)
        if any(self.whole(words[:end]) for end in range(at + 2, len(words))) or self._own(words[at]):
            return None  # (women's rights) activist; a women's team is none of some women
        owner = self.build(" ".join(words[: at + 1]).removesuffix("'s").removesuffix("'"))
        owned = self.build(words[at + 1 :])
        return self.of_owner(owned, owner) if owner and owned and nouns(owner, owned) else None

    def _goes_before(self, words: list[str]) -> bool:
        """Return whether all of "X of Y" is before a head: *Bay of Pigs invasion*, *freedom of speech campaign*."""
        after = words.index("of", 1) + 1
        if not words[-1].islower() or not _JOINING.isdisjoint(words[after:]) or self.whole(words[after:]):
            return False
        named = words[0][:1].isupper() and words[after][:1].isupper()
        return named or any(self.whole(words[:end]) for end in range(after + 1, len(words)))

    def _belonging(self, words: list[str]) -> Piece | None:
        """Return who belongs to a body with "of" in its name: *Bank of England governor*, глава Банка Англии."""
        start = next(at for at, word in enumerate(words) if word.islower() and word not in _JOINING)
        who = lexicon.row(" ".join(words[start:]))
        return self.build([*words[start:], "of", *words[:start]]) if who and lexicon.of_person(who) else None

    def _joined(self, words: list[str], preposition: str) -> Piece | None:
        """Return X for Y, X of Y, X in Y."""
        at = self._division(words, preposition)
        if not at:
            return None
        seated = self.place(words[at + 1 :]) is not None  # (American University) of Beirut
        if preposition != "in" and not seated and (own := self._with_its_place(words, at, preposition)):
            return own
        if at > 1 and preposition == "of" and self.whole(words[at - 1 :]):
            first = self.whole(words[0])
            if not seated or not first or first.sort != "noun":  # (Development Bank) of Japan
                return None  # Royal Melbourne (Institute of Technology)
        one, two = self.build(words[:at]), self.build(words[at + 1 :])
        if not one or not two or not nouns(one, two):
            return None
        if not self.russian:
            return Piece(_in_chinese(one, two, preposition), "noun")
        if preposition == "for" and not _BEARING.fullmatch(one.text) and classes.ends(" ".join(words[:at]), "tasked"):
            return self._tasked(words, at, one, two)
        if adjective := _made_at(words, at, one, two):
            return self.qualified(Piece(adjective, "adjective"), one)
        return Piece(f"{one} {two:{_government(words, at, one, two)}}", "noun")

    def _division(self, words: list[str], preposition: str) -> int:
        """Return where the preposition stands that divides: the first, if none of these; 0 where none does.

        What has a rendering stays together: (Ministry of Finance) of Kazakhstan, speaker of the (House of
        Representatives); a place behind the last one has all before it: (Ministry of Science and Education) of Russia.
        """
        if preposition not in words[1:-1] or "and" in words[: words.index(preposition, 1)]:
            return 0
        first = words.index(preposition, 1)
        if preposition == "of" and (words[first - 1] in classes.words("towards") or words[0] in words[first:]):
            return 0
        last = len(words) - 1 - words[::-1].index(preposition)
        if last > first and self.place(words[last + 1 :]):
            return last
        if self.whole(" ".join(words[first + 1 :]).removeprefix("the ")):
            return first
        others = (at for at in range(first + 1, len(words) - 1) if words[at] == preposition)
        return next((at for at in others if self.whole(words[:at])), first)

    def _with_its_place(self, words: list[str], at: int, preposition: str) -> Piece | None:
        """Return what belongs to a place as a whole: *Shanghai* (Institutes of International Studies)."""
        for end in range(at - 1, 0, -1):
            front = " ".join(words[:end])
            place = self.country(front)
            rest = self.whole(words[end:]) or self._joined(words[end:], preposition) if place else None
            if not place or not rest:
                continue
            own = self.whole(front) if front in COUNTRIES else None
            taught = self.russian and classes.ends(words[at - 1], "teaching")
            adjective = own.text if own and own.sort == "adjective" else adjective_of(place.text) if taught else ""
            if taught and adjective:
                return Piece(f"{agreeing(adjective, rest.text)} {rest.text[:1].lower()}{rest.text[1:]}", "noun")
            return self.of_owner(rest, place)
        return None

    def _tasked(self, words: list[str], at: int, one: Piece, two: Piece) -> Piece:
        """Return a Russian body with its task: a ministry has it in the genitive, others behind «по»."""
        if affairs := self.affairs(" ".join(words[:at]), words[at + 1 :]):
            return affairs
        if words[at - 1] in _MINISTRIES:
            known = self.whole(f"Ministry of {' '.join(words[at + 1 :])}") if at == 1 else None
            return known or self.of_owner(one, two)
        return self.frame("{} {:по datv}", "", one, two)


def _government(words: list[str], at: int, one: Piece, two: Piece) -> str:
    """Return the Russian preposition, and its case, for the English one at *at*; nothing for a name."""
    preposition, front = words[at], " ".join(words[:at])
    if preposition == "for" and _BEARING.fullmatch(one.text):
        return "по datv"
    if preposition == "for" and classes.ends(front, "striving"):
        return "за accs"
    if preposition == "in":
        return "по datv" if two.sort != "place" and classes.ends(words[at - 1], "won") else "where"
    apposed = front.lower() in classes.words("apposed") or words[at - 1] == "Republic"  # … Республики Казахстан
    if preposition == "of" and two.sort == "place" and apposed:
        return ""
    commanding = re.search(r"(?:командующий|управляющий|заведующий)\b", one.text)
    return "ablt" if preposition == "of" and commanding else "gent"


def _made_at(words: list[str], at: int, one: Piece, two: Piece) -> str:
    """Return the Russian adjective of the place where a treaty was made, or that a university bears."""
    made = words[at] == "of" and classes.ends(words[at - 1], "treaty") and words[-1] not in COUNTRIES.values()
    return adjective_of(two.text) if two.sort == "place" and (made or one.text == "университет") else ""


def _in_chinese(one: Piece, two: Piece, preposition: str) -> str:
    """Return X of Y in Chinese: Y before X, or within it."""
    # 国际研究 and 研究所 share a word.
    front = two.text.removesuffix(
        one.text[:2] if len(one.text) > 2 else re.sub("[^州省]", "", two.text[-1]) * (one.text == "大学")
    )
    if preposition != "of" and one.text.endswith("奖"):
        return f"{one.text.removesuffix('奖')}{front}奖"  # 诺贝尔文学奖
    if two.sort != "place" and (seat := seated(one.text)):
        return f"{seat[0]}{front}{seat[1]}".replace("研究研究", "研究")  # 国际标准化组织
    if named := _NAMED.fullmatch(one.text):
        return f"{named[1]}{front}{named[2]}"  # 马克斯·普朗克化学研究所
    if one.text == "城市" and two.sort == "place" and preposition == "of":
        return f"{two.text}市"
    abroad = two.sort == "place" and preposition == "for"
    return once("{}" + (about(one.text) if abroad else one.text), front)


def once(form: str, name: str) -> str:
    """Return *name* in the *form* of its kind, unless it ends like that: 湄公河 is a river by its name."""
    kind = form.removeprefix("{}")
    ends = kind != form and name.endswith((kind, "江") if kind == "河" else kind)
    bare = name.removesuffix("郡") if kind == "县" else name  # 萨福克县, of America
    return name if ends else form.replace("{}", bare, 1)
