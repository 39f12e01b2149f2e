"""Objects of nouns: laws are about something, bodies are for something, prices are «цены на» something.

``government.tsv`` says for each noun where its object stands in English, and its Russian preposition and case; classes
of words (:mod:`glossary.suggest.classes`) restrict the objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from glossary.suggest import classes, lexicon, table
from glossary.suggest.bodies import Bodies, nouns
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.pieces import Piece, agreeing
from glossary.text import russian

_UNCOUNTABLE = re.compile("(?:(?:[bd]uc|tec|ven|c)tion|[lrnt]ing|ity|rol|ology|ism)$")
"""Endings of uncountable nouns: *protection*, *training*, *control*, *oncology*."""
_CLASSES = frozenset("crime site sport utility paid chamber loan mail disease doing calamity stage source".split())
"""Classes of objects that rows of the table can be restricted to."""
_SCOPE = re.compile("国际|世界|皇家|国家|全国|联邦|欧洲|欧盟|中央|州立|国立|议会|参议院|众议院")
_SCOPED_BODY = re.compile(
    "(?:组织|机构|委员会|局|署|中心|研究所|研究院|学院|法庭|理事会|基金会|协会|学会|联合会|联盟|办公室|大学|公司|秘书处|博物馆|图书馆|美术馆|档案馆|委员|专员|^联邦部)$"
)
"""Endings of Chinese bodies that take their field between the scope and the rest of the name: 国际|标准化|组织."""
_PREPOSITIONS = frozenset("of on against for to from in into over about with at by".split())


class _Row(NamedTuple):
    """A row of ``government.tsv``."""

    nouns: str
    place: str
    head: str = ""
    government: str = ""
    only: str = ""
    chinese: str = ""
    frame: str = ""


@cache
def _rows() -> dict[tuple[str, str], list[_Row]]:
    """Return the rows by (noun, position of its object)."""
    rows = [_Row(*cells) for cells in table("government.tsv")]
    found: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        for noun in row.nouns.split("|"):
            for place in row.place.split("|"):
                found.setdefault((noun, place), []).append(row)
    return found


def _row_for(noun: str, place: str, of: str) -> _Row | None:
    """Return the first row of *noun* whose class of objects includes *of*: *murder* and *parking charges* differ."""
    rows = _rows().get((noun, place), [])
    fitting = [row for row in rows if row.only not in _CLASSES or classes.ends(of, row.only)]
    return next(iter(fitting or rows), None)


@cache
def _russian_rows() -> dict[tuple[str, str], list[_Row]]:
    """Return the rows by (Russian noun, position of the object)."""
    found: dict[tuple[str, str], list[_Row]] = {}
    for (noun, place), rows in _rows().items():
        entry = lexicon.row(noun) or lexicon.other_number(noun, "ru")
        for row in rows:
            found.setdefault((row.head or (entry.russian if entry else noun), place), []).append(row)
    return found


def _row_for_russian(row: _Row, head: Piece, place: str) -> _Row:
    """Return the row that fits the Russian noun of a set phrase: *drone strikes*, атаки беспилотников, take «на»."""
    rows = [rows for word in head.text.split() if (rows := _russian_rows().get((word, place)))]
    return row if not rows or any(row in own for own in rows) else rows[0][0]


class Government(Bodies):
    """Builds nouns with their objects, and names of bodies for a field."""

    def governed(self, words: list[str]) -> Piece | None:
        """Return a noun with its object before it: *ticket prices*, цены на билеты."""
        common = len(words) > 1 and words[-2].islower() and "and" not in words
        row = _row_for(words[-1], "before", " ".join(words[:-1])) if common else None
        if not row or not (self.russian or row.chinese):
            return None
        known = self.known(words[1:]) if len(words) > 2 else None
        inner = _row_for(words[-2], "before", words[-3]) if len(words) > 2 else None
        against = inner is not None and inner.only == "disease" and words[-3] in classes.words("disease")
        if known and not against and not self.known(words[:-1]):
            topic = self._subject(words[:1]) if self.russian and row.government.startswith("на ") else None
            if not topic or not words[0].islower() or " на " in known.text:
                return None  # US (oil prices), but (corporate bond) market
            return self._with_object(row, known, topic, "before")  # steel (import tariffs)
        for size, owner in self._outside_object(words[:-1]):
            last = words[-2]
            alone = len(words) - size == 2 or not self.known(words[size:-1])  # not in (ballistic missile)
            if (len(words) == 2 and last in classes.words("plain")) or (
                "after" in row.only and alone and self.russian and self.relational(last)
            ):
                return None
            if row.only in _CLASSES and not classes.ends(" ".join(words[:-1]), row.only):
                return None
            complement, head = self._subject(words[size:-1]), self._head(row, words[-1:])
            if not complement or not head or (row.only == "sport" and not self.known(words[size:-1])):
                continue
            mass = classes.words("mass") | classes.words("doing")
            counted = last not in mass and last[-1] != "s" and not _UNCOUNTABLE.search(last)
            if ("many" in row.only or row.only in ("loan", "mail")) and counted and self.russian:
                complement = _plural_of(" ".join(words[size:-1]), complement.text)
            return self._owned(self._with_object(row, head, complement, "before"), owner)
        return None

    def all_of(self, piece: Piece, english: str, head: str = "") -> Piece:
        """Return *piece* in the number that *english* means before another noun: *migrant families*, семьи мигрантов.

        A federation consists of several: *trade union confederation*, конфедерация профсоюзов.
        """
        last = english.partition(" of ")[0].rpartition(" ")[2]
        common = english.islower() or (piece.sort == "noun" and lexicon.row(english) and piece.text.islower())
        alone = english.lower() in classes.words("one") or last.lower() in classes.words("mass")
        if piece.sort != "noun" or not common or alone:
            return piece  # раки is crayfish
        many = head.endswith(("ederation", "oalition", "lliance")) and english.lower() not in classes.words("sport")
        many = many or last in classes.words("many") or self.has_mark(english, "many")
        if not many and not russian.animate(piece.text):
            return piece
        return _plural_of(english, piece.single or piece.text)

    def modifies(self, noun: str, owner: Piece) -> bool:
        """Return whether *noun* modifies only the next noun, *owner*: it is neither a time nor an agent.

        If *owner* is people, *noun* may also be a body: *bank employees union*, профсоюз банковских работников.
        """
        acts = noun.lower() in classes.words("body") and not russian.animate(owner.text)
        return not acts and noun.lower() not in classes.words("apart")

    def shared(self, words: list[str], at: int) -> Piece | None:
        """Return a noun shared by two objects: *energy and transport ministers*, министры энергетики и транспорта."""
        if at != 1 or len(words) != 4 or words[0][-1] == "s" or not "".join(words).islower():
            return None
        one, two, head = (self.known(words[place]) for place in (0, 2, 3))
        first, second = self.known(f"{words[0]} {words[3]}"), self.known(words[2:])
        if (second and not first) or not one or not two or not head or {one.sort, two.sort, head.sort} != {"noun"}:
            return None  # heat and (forest fires)
        if not self.russian:  # 粮食和水短缺: the special word 缺水 fits water only
            apart = second and not second.text.endswith(head.text)
            return Piece(f"{one.text}和{two.text}{head.text}", "noun") if apart else None
        row = _row_for(words[3], "before", words[2])
        much = row is not None and row.government == "gent"
        if not much and not russian.animate(head.text) and self.relational(words[0]) and self.relational(words[2]):
            return None  # air and sea blockade
        both = Piece(f"{one.text} и {two.text}", "noun")
        if row and set(row.only.split()) <= {"after", "many"}:
            return self._with_object(row, self._head(row, words[3:]) or head, both, "before")
        return self.frame("{} {:gent} и {:gent}", "", head, one, two)

    def _outside_object(self, words: list[str]) -> Iterator[tuple[int, Piece | None]]:
        """Yield how many leading *words* are outside the object, and their rendering: *US* oil prices."""
        owner = self.known(COUNTRIES.get(words[0], words[0])) if len(words) > 1 else None
        if owner and owner.sort in ("place", "adjective") and not self.known(words[:2]):
            yield 1, owner
        yield 0, None

    def _owned(self, piece: Piece, owner: Piece | None) -> Piece:
        if not owner:
            return piece
        return self.qualified(owner, piece) if owner.sort == "adjective" else self.of_owner(piece, owner)

    def governs(self, words: list[str]) -> Piece | None:
        """Return a noun with a prepositional object: *ban on exports*, запрет на экспорт."""
        at = next((at for at, word in enumerate(words[1:-1], 1) if word in _PREPOSITIONS), 0)
        row = _row_for(words[at - 1], words[at], words[-1]) if at else None
        if not row or "and" in words[:at]:
            return None
        front = words[0].removesuffix("'s")
        if not self.russian and at > 1 and (owner := self.country(front)):  # 俄罗斯对乌克兰的入侵
            rest = self.governs(words[1:])
            return rest and Piece(f"{owner}{rest}", "noun")
        head, complement = self._head(row, words[:at]), self.build(words[at + 1 :])
        if not head or not complement or not nouns(head, complement):
            return None
        outside = words[at] == "from" and complement.sort != "place" and words[at - 1] not in ("exit", "withdrawal")
        if (row.only == "crime" and words[-1] not in classes.words("crime")) or outside:
            return None
        if row.only == "matter" and complement.sort == "place":
            return None
        row = _row_for_russian(row, head, words[at]) if self.russian else row
        return self._with_object(row, head, complement, words[at])

    def _head(self, row: _Row, words: list[str]) -> Piece | None:
        """Return the governing noun with its modifiers, from the table if it has the noun."""
        own = row.head if self.russian else row.chinese
        if self.russian and own and words[-1].removesuffix("s") in row.nouns.split("|") and words[-1][-1] == "s":
            own = lexicon.plural(own)
        if not own:
            return None if not self.russian and row.head else self.build(words)
        if len(words) > 1 and (whole := self.known(words)):
            return whole
        return self._described_by(words[:-1], Piece(own, "noun"))

    def _described_by(self, words: list[str], head: Piece) -> Piece | None:
        """Return *head* with the adjectives before it, or None if one of *words* is not an adjective."""
        pieces = [self.known(word) for word in words]
        texts = [piece.text for piece in pieces if piece and piece.sort == "adjective"]
        if len(texts) != len(words):
            return None
        if self.russian:
            texts = [agreeing(text, head.text) for text in texts]
        return Piece((" " if self.russian else "").join([*texts, head.text]), "noun")

    def _with_object(self, row: _Row, head: Piece, complement: Piece, place: str) -> Piece:
        """Return a noun with its object in the required case, or in the Chinese frame."""
        if not self.russian:
            frame = row.frame if row.frame and (place != "before" or row.only == "crime") else "{of}{head}"
            return Piece(frame.format(of=complement, head=head), "noun")
        return Piece(f"{head} {complement:{row.government}}", "noun")

    def is_species(self, phrase: str, piece: Piece) -> bool:
        """Return whether *phrase* before an animal makes the name of a species, as in *killer whale*."""
        if piece.sort == "adjective":
            return not self.russian and phrase.lower() in classes.words("colour")
        return piece.sort == "noun" and not (self.russian and self.relational(phrase))

    def is_only_name(self, phrase: str, piece: Piece) -> bool:
        """Return whether *phrase* is only the name of a school or hospital, not whom it serves: *Ridge Hospital*."""
        if piece.sort != "noun" or " " in phrase or phrase.islower() or phrase in lexicon.words():
            return False
        if phrase.lower() in classes.words("sight"):
            return True
        return self.russian and not self.relational(phrase) and not russian.animate(piece.text)

    def law(self, words: list[str]) -> Piece | None:
        """Return a law with its subject: *Data Protection Act*."""
        theirs = len(words) > 1 and words[-2].lower() in classes.words("body") | classes.words("meeting")
        if words[-1] in self.senses:
            return None  # an electricity bill is not a law
        if theirs and words[-1].lower() in ("declaration", "resolution"):
            return None  # its author, not its subject: Security Council resolution
        head = self.known(words[-1]) if classes.ends(words[-1], "law") and len(words) > 1 else None
        subject = self._subject(lowercased(words[:-1])) if head else None
        if not head or not subject:
            return None
        law = "法" if head.text == "法律" else head.text.removeprefix("法律")
        return Piece(f"{head} {subject:о loct}" if self.russian else subject.text.removesuffix("法") + law, "noun")

    def body(self, words: list[str]) -> Piece | None:
        """Return a body with its field before it in English: *Foreign Affairs Committee*."""
        if not self.russian or len(words) < 2:
            return None
        scope = words[0] in classes.words("scope") and len(words) > 3 and not self.known(words[:2])
        whose = self.known(words[0]) if scope or (len(words) > 2 and words[0] in COUNTRIES) else None
        inner = self.body(words[1:]) if whose and whose.sort == "adjective" else None
        if whose and inner:
            return self.qualified(whose, inner)
        if len(words) > 2 and self.known(words[1:]):
            return None  # joint (news conference)
        if words[-1] in classes.words("council") and words[-2].lower() in classes.words("ward"):
            return self.affairs(words[-1], words[:-1])
        if len(words) > 2 and words[-2].lower() in classes.words("body"):
            return None  # African Union (Commission)
        scoped = words[0] in classes.words("scope") and len(words) == 3 and words[1][-1] != "s"
        if scoped and not self.known(words[:2]):
            return None  # International (Transport Forum)
        several = len(words) > 2 or words[0].endswith("s") or words[-1] in ("Conference", "Forum")
        if not several or words[0].lower() in ("party", "press", "news"):
            return None
        head = self.known(words[-1]) if words[-1].lower() in classes.words("panel") else None
        subject = self._subject(words[:-1]) if head else None
        return self.frame("{} {:по datv}", "", head, subject) if head and subject else None

    def affairs(self, head: str, people: list[str]) -> Piece | None:
        """Return a body or office in charge of people: *Refugee Council*, совет по делам беженцев."""
        one = self.build(head) if self.russian and people[-1].lower() in classes.words("ward") else None
        subject = self._subject(people) if one else None
        if not one or not subject:
            return None
        return self.frame("{} по делам {:gent}", "", one, Piece(russian.in_number(subject.text, plural=True), "noun"))

    def _subject(self, words: list[str]) -> Piece | None:
        """Return the rendering of a subject of laws and bodies; a place, a person or a bare adjective is not one."""
        phrase = " ".join(words)
        if words[0].isupper() and len(words[0]) > 1:
            return None  # the author of the law: UN Convention
        if any((piece := self.known(word)) and piece.sort in ("place", "person") for word in words):
            return None
        if phrase in COUNTRIES or any(word in COUNTRIES or word in ("of", "on", "for", "in") for word in words):
            return None
        piece = self.build(phrase)
        return piece if piece and piece.sort == "noun" else None

    def on(self, words: list[str]) -> Piece | None:
        """Return a law or body with its subject after it: *Convention on Climate Change*."""
        if "on" not in words[1:-1]:
            return None
        at = words.index("on", 1)
        if "of" in words[1:at] and words[0].islower():
            return None  # chairman of (the Duma Committee on Defence)
        law = classes.ends(words[at - 1], "law")
        body = words[at - 1].lower() in classes.words("panel") or classes.ends(" ".join(words[:at]), "tasked")
        if not law and not body:
            return None
        head, subject = self.build(words[:at]), self.build(words[at + 1 :])
        if not head or not subject or not nouns(head, subject):
            return None
        if self.russian:
            return Piece(f"{head} {subject:{'о' if law else 'по'} {'loct' if law else 'datv'}}", "noun")
        scope, rest = split_scope(head.text) or ("", "法" if head.text == "法律" else after_subject(head.text))
        return Piece(f"{scope}{subject}{rest}", "noun")


def _plural_of(english: str, single: str) -> Piece:
    """Return the Russian plural for *english* from its singular, unless the lexicon has an irregular one: цветы."""
    own = lexicon.words().get(f"{english}s")
    many = own.russian if own and own.sort == "n" else lexicon.plural(single)
    return Piece(many, "noun", single if many != single and not own else "")


def lowercased(words: list[str]) -> list[str]:
    """Return the *words* of a title in lowercase, unless there are names among them: *Child Protection*."""
    lower = [word.lower() if word.istitle() and word not in COUNTRIES else word for word in words]
    return lower if all(word in COUNTRIES or lexicon.row(word) or word in _PREPOSITIONS for word in lower) else words


def after_subject(title: str) -> str:
    """Return a Chinese *title* in the form used after its subject: 人权问题特别报告员."""
    return f"问题{title}" if title.endswith(("报告员", "特使", "代表", "专员")) else title


def split_scope(body: str) -> tuple[str, str] | None:
    """Return the Chinese *body* split around the place for its field, or None if it is not (inter)national.

    >>> split_scope("国际委员会"), split_scope("委员会")
    (('国际', '委员会'), None)
    """
    scope = _SCOPE.match(body) if _SCOPED_BODY.search(body) else None
    return (scope[0], body[scope.end() :]) if scope else None
