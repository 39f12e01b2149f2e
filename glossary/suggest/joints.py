"""Phrases joined by prepositions, "and" and "'s": *Institute for Strategic Studies*, *Bank of Japan*, *oil and gas*.

English and Russian put the complement after the noun (Russian in a case), Chinese puts it before the noun or inside.
The preposition at which to split is chosen first (:meth:`Joints._division`): parts with a rendering stay together.
"""

from __future__ import annotations

import re

from glossary.suggest import classes, lexicon
from glossary.suggest.bodies import nouns
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.government import Government, after_subject, split_scope
from glossary.suggest.pieces import Piece, adjective_of, agreeing
from glossary.text import russian

_CHINESE_EPONYM = re.compile("(.+·.+?)(研究所|研究院|学院|中心|基金会)")
_EPONYM = re.compile(r"(?:Институт|Центр|Фонд|Школа) (?:имени )?[А-ЯЁ]\S+(?: [А-ЯЁ]\S+)+")
"""Bodies named after a person."""
_OF_UNIVERSITIES = ("Hospital", "Library", "Museum", "Observatory")
_MINISTRIES = ("Ministry", "Department")
_FUNCTION_WORDS = frozenset("of for in on and to with against from by at , the".split())


class Joints(Government):
    """Builds X for Y, X of Y, X in Y, X and Y, X's Y."""

    def for_(self, words: list[str]) -> Piece | None:
        """Return a body with its purpose; other uses of "for" vary too much."""
        if "for" not in words[1:-1]:
            return None
        front = " ".join(words[: words.index("for", 1)])
        return self._joined(words, "for") if words[0][:1].isupper() or classes.ends(front, "tasked") else None

    def of(self, words: list[str]) -> Piece | None:
        """Return "X of Y", unless all of it is a name that modifies a noun: *Bank of England governor*."""
        if "of" not in words[1:-1]:
            return None
        banks = words[0].lower() == "governor" and "bank" in map(str.lower, words) and words[1] == "of"
        if banks and (bank := self.build(words[2:])):  # its governor is not that of a province
            return self.frame("глава {:gent}", "{}行长", bank)
        if self._is_modifier(words):
            return self._member(words)
        if words[:2] == ["University", "of"] and words[-1] in _OF_UNIVERSITIES:
            owner, owned = self.build(words[:-1]), self.known(words[-1])
            return self.of_owner(owned, owner) if owner and owned else None
        if words[-1] in ("Labour", "Labor") and words[0].istitle():  # the field, not the party
            words = [*words[:-1], "labour"]
        return self._joined(words, "of")

    def field(self, words: list[str]) -> Piece | None:
        """Return an office with a two-word field: *Financial Services Authority*, управление финансовых услуг."""
        if not self.russian or len(words) not in (3, 4) or words[-1] not in classes.words("office"):
            return None
        if words[-3] in classes.words("scope") or words[-3] in COUNTRIES or self.known(words[-2:]):
            return None
        one, two, head = (self.known(word) for word in words[-3:])
        field = self.build(words[-3:-1]) if one and one.sort in ("adjective", "noun") else None
        if not field or not two or not head or {two.sort, field.sort, head.sort} != {"noun"}:
            return None
        text = self.of_owner(head, field)
        if not words[:-3]:
            return text
        if owner := self.country(words[0]):
            return self.of_owner(text, owner)
        owner = self.known(words[0])
        return self.qualified(owner, text) if owner and owner.sort == "adjective" else None

    def inherited(self, words: list[str]) -> Piece | None:
        """Return three nouns from the rendering of the last two: *corporate bond yields*, доходность корпоративных ….

        Both pairs must be known: the first shows that *corporate* modifies *bond*.
        """
        if len(words) != 3 or not words[2].islower():
            return None
        own = self.known(words[0])
        built = own is not None and own.sort == "noun"  # (fuel tax) cuts, but annual (tax cuts)
        first = self.build(words[:2]) if built else self.known(words[:2])
        known, single = self.known(words[1:]), self.known(words[1])
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
        """Return "X in Y"."""
        return self._joined(words, "in")

    def and_(self, words: list[str]) -> Piece | None:
        """Return "A and B" or "A, B and C"."""
        if "and" not in words[1:-1]:
            return None
        at = words.index("and")
        if at == 1 and words[0][-1] == "-":  # short- and medium-range
            words = [words[0] + words[2].partition("-")[2], *words[1:]]
        if self.russian and at == 1 and words[3:] and self.place(words[0]) and self.place(words[2]):
            return None  # (England and Wales) Cricket
        if self.known(words[: at + 2]) or any(self.known(words[start:]) for start in range(1, at)):
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
        # A 和 inside one of them would be read as the "and": 战争与和平.
        comma, joint = (", ", " и ") if self.russian else ("、", "与" if "和" in "".join(texts) else "和")
        return Piece(comma.join(texts[:-1]) + joint + texts[-1], "noun")

    def _described(self, words: list[str], at: int) -> Piece | None:
        """Return a noun with two adjectives: *economic and financial crimes*, экономические и финансовые …."""
        if at != 1 or len(words) < 4 or len({self._is_adjective(word) for word in (words[0], words[2])}) > 1:
            return None  # energy and (mineral resources)
        if words[2][:1].isupper() and not self._is_adjective(words[0]) and self.known(words[2:]):
            return None  # Energy and (Climate Change)
        both = [self._adjective(word) for word in (words[0], words[2])]
        head = self.build(words[3:]) if all(both) else None
        if not head or head.sort != "noun":
            return None
        return self.described(both, head)

    def _is_adjective(self, word: str) -> bool:
        """Return whether *word* is an adjective in English as well."""
        piece = self.known(word)
        return piece is not None and piece.sort == "adjective"

    def _adjective(self, word: str) -> str:
        """Return the adjective for *word*: its rendering, or the Russian adjective of a modifying noun."""
        piece = self.known(word)
        own = piece.text if piece and piece.sort == "adjective" else ""
        form = self.relational(word) if self.russian else ""
        return own or form * form[-1:].isalpha()

    def possessive(self, words: list[str]) -> Piece | None:
        """Return a possessive: *president's lawyers*."""
        at = next((i for i, word in enumerate(words[:-1]) if word.endswith(("'s", "s'"))), -1)
        if at < 0:
            return None
        if at and self.known(words[at:]):
            return None  # Danish (People's Party)
        if any(self.known(words[:end]) for end in range(at + 2, len(words))) or self._is_adjective(words[at]):
            return None  # (women's rights) activist; *women's* in *women's team* is not "of some women"
        owner = self.build(" ".join(words[: at + 1]).removesuffix("'s").removesuffix("'"))
        owned = self.build(words[at + 1 :])
        return self.of_owner(owned, owner) if owner and owned and nouns(owner, owned) else None

    def _is_modifier(self, words: list[str]) -> bool:
        """Return whether all of "X of Y" modifies a head: *Bay of Pigs invasion*, *freedom of speech campaign*."""
        after = words.index("of", 1) + 1
        if not words[-1].islower() or not _FUNCTION_WORDS.isdisjoint(words[after:]) or self.known(words[after:]):
            return False
        named = words[0][:1].isupper() and words[after][:1].isupper()
        return named or any(self.known(words[:end]) for end in range(after + 1, len(words)))

    def _member(self, words: list[str]) -> Piece | None:
        """Return a member of a body with "of" in its name: *Bank of England governor*, глава Банка Англии."""
        start = next(at for at, word in enumerate(words) if word.islower() and word not in _FUNCTION_WORDS)
        who = lexicon.row(" ".join(words[start:]))
        return self.build([*words[start:], "of", *words[:start]]) if who and lexicon.is_person(who) else None

    def _joined(self, words: list[str], preposition: str) -> Piece | None:
        """Return "X for Y", "X of Y" or "X in Y"."""
        at = self._division(words, preposition)
        if not at:
            return None
        seated = self.place(words[at + 1 :]) is not None  # (American University) of Beirut
        if preposition != "in" and not seated and (own := self._with_its_place(words, at, preposition)):
            return own
        if at > 1 and preposition == "of" and self.known(words[at - 1 :]):
            first = self.known(words[0])
            if not seated or not first or first.sort != "noun":  # (Development Bank) of Japan
                return None  # Royal Melbourne (Institute of Technology)
        head, complement = self.build(words[:at]), self.build(words[at + 1 :])
        if not head or not complement or not nouns(head, complement):
            return None
        if not self.russian:
            return Piece(_in_chinese(head, complement, preposition), "noun")
        if preposition == "for" and not _EPONYM.fullmatch(head.text) and classes.ends(" ".join(words[:at]), "tasked"):
            return self._with_task(words, at, head, complement)
        if adjective := _adjective_of_seat(words, at, head, complement):
            return self.qualified(Piece(adjective, "adjective"), head)
        return Piece(f"{head} {complement:{_government(words, at, head, complement)}}", "noun")

    def _division(self, words: list[str], preposition: str) -> int:
        """Return the index of the preposition to split at: the first by default, 0 if there is none.

        What has a rendering stays together: (Ministry of Finance) of Kazakhstan, speaker of the (House of
        Representatives). A place after the last preposition belongs to everything before it: (Ministry of Science and
        Education) of Russia.
        """
        if preposition not in words[1:-1] or "and" in words[: words.index(preposition, 1)]:
            return 0
        first = words.index(preposition, 1)
        if preposition == "of" and (words[first - 1] in classes.words("towards") or words[0] in words[first:]):
            return 0
        last = len(words) - 1 - words[::-1].index(preposition)
        if last > first and self.place(words[last + 1 :]):
            return last
        if self.known(" ".join(words[first + 1 :]).removeprefix("the ")):
            return first
        others = (at for at in range(first + 1, len(words) - 1) if words[at] == preposition)
        return next((at for at in others if self.known(words[:at])), first)

    def _with_its_place(self, words: list[str], at: int, preposition: str) -> Piece | None:
        """Return a whole name that belongs to a place: *Shanghai* (Institutes of International Studies)."""
        for end in range(at - 1, 0, -1):
            front = " ".join(words[:end])
            place = self.country(front)
            rest = self.known(words[end:]) or self._joined(words[end:], preposition) if place else None
            if not place or not rest:
                continue
            own = self.known(front) if front in COUNTRIES else None
            taught = self.russian and classes.ends(words[at - 1], "teaching")
            adjective = own.text if own and own.sort == "adjective" else adjective_of(place.text) if taught else ""
            if taught and adjective:
                return Piece(f"{agreeing(adjective, rest.text)} {rest.text[:1].lower()}{rest.text[1:]}", "noun")
            return self.of_owner(rest, place)
        return None

    def _with_task(self, words: list[str], at: int, body: Piece, task: Piece) -> Piece:
        """Return a Russian body with its task: in the genitive after a ministry, with «по» after others."""
        if affairs := self.affairs(" ".join(words[:at]), words[at + 1 :]):
            return affairs
        if words[at - 1] in _MINISTRIES:
            known = self.known(f"Ministry of {' '.join(words[at + 1 :])}") if at == 1 else None
            return known or self.of_owner(body, task)
        return self.frame("{} {:по datv}", "", body, task)


def _government(words: list[str], at: int, head: Piece, complement: Piece) -> str:
    """Return the Russian preposition and case for the English preposition at *at*, or an empty string before a name."""
    preposition, front = words[at], " ".join(words[:at])
    if preposition == "for" and _EPONYM.fullmatch(head.text):
        return "по datv"
    if preposition == "for" and classes.ends(front, "striving"):
        return "за accs"
    if preposition == "in":
        return "по datv" if complement.sort != "place" and classes.ends(words[at - 1], "won") else "where"
    apposed = front.lower() in classes.words("apposed") or words[at - 1] == "Republic"  # … Республики Казахстан
    if preposition == "of" and complement.sort == "place" and apposed:
        return ""
    commanding = re.search(r"(?:командующий|управляющий|заведующий)\b", head.text)
    return "ablt" if preposition == "of" and commanding else "gent"


def _adjective_of_seat(words: list[str], at: int, head: Piece, complement: Piece) -> str:
    """Return the Russian adjective of the place where a treaty was made, or where a university is."""
    made = words[at] == "of" and classes.ends(words[at - 1], "treaty") and words[-1] not in COUNTRIES.values()
    return adjective_of(complement.text) if complement.sort == "place" and (made or head.text == "университет") else ""


def _in_chinese(head: Piece, complement: Piece, preposition: str) -> str:
    """Return "X of Y" in Chinese, with Y before X or inside it."""
    # 国际研究 and 研究所 overlap in 研究.
    front = complement.text.removesuffix(
        head.text[:2] if len(head.text) > 2 else re.sub("[^州省郡]", "", complement.text[-1]) * (head.text == "大学")
    )
    if preposition != "of" and head.text.endswith("奖"):
        return f"{head.text.removesuffix('奖')}{front}奖"  # 诺贝尔文学奖
    if complement.sort != "place" and (seat := split_scope(head.text)):
        return f"{seat[0]}{front}{seat[1]}".replace("研究研究", "研究")  # 国际标准化组织
    if named := _CHINESE_EPONYM.fullmatch(head.text):
        return f"{named[1]}{front}{named[2]}"  # 马克斯·普朗克化学研究所
    if head.text == "城市" and complement.sort == "place" and preposition == "of":
        return f"{complement.text}市"
    abroad = complement.sort == "place" and preposition == "for"
    return with_type("{}" + (after_subject(head.text) if abroad else head.text), front)


def with_type(form: str, name: str) -> str:
    """Return *name* in the *form* for its type, unless it already ends with that: 湄公河 ends with "river"."""
    kind = form.removeprefix("{}")
    ends = kind != form and name.endswith((kind, "江") if kind == "河" else kind)
    bare = name.removesuffix("郡") if kind == "县" else name  # 萨福克县, the American county
    return name if ends else form.replace("{}", bare, 1)
