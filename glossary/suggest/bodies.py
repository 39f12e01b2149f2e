"""Names of organizations, offices and contests, built in Russian and Chinese around a country, city, field or sport.

:class:`Bodies` is the base of the classes that build drafts (:mod:`glossary.suggest.parts` combines them). Each rule is
a method that takes the words of a phrase and returns a rendering, or None if the rule does not apply.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from glossary.model import Concept, Kind, Term
from glossary.suggest import Context, classes, lexicon, table, western
from glossary.suggest.classes import COUNTRIES
from glossary.suggest.pieces import Piece, agreeing
from glossary.suggest.senses import Sense
from glossary.text import russian

_CHAMBERS = {"House": "House of Representatives", "Duma": "State Duma", "Commons": "House of Commons"} | {
    name: name for name in ("Senate", "State Duma", "Bundestag", "Bundesrat", "Knesset", "Sejm", "Verkhovna Rada")
}
"""Short names of parliamentary chambers, for their committees: «комитет Сената по обороне»."""
_DIRECTIONS = {row[0]: row[1:] for row in table("directions.tsv")}
_REGIONS = {"World": "мира", "European": "Европы", "Asian": "Азии", "African": "Африки", "Arab": "арабских стран"}
"""Prefixes of championships and the Russian genitives for them."""
_DEPUTY = {"deputy": "заместитель", "vice": "заместитель", "assistant": "помощник", "acting": "исполняющий обязанности"}
_CHINESE_TITLE = re.compile("(.+?)(部长|局长|署长|主任|主席|检察长|总干事|院长|行长|州长|省长|市长)")
"""Chinese titles that take the prefix 副 for a deputy."""
_AMBASSADOR = re.compile(r"(?:(?P<owner>.+?)(?:'s?)? )?[Aa]mbassador to (?:the )?(?P<host>(?!.*\b(?:EU|Union)$).+)")
_HYPHENATED = re.compile(r"(?P<one>[A-Z][\w. ]*?)[-–](?P<two>[A-Z]\w*(?: [A-Z]\w+)*) (?P<head>[\w ]*[a-z])")
_BETWEEN = re.compile(r"(?P<head>.*[a-z]) between (?P<one>.+?) and (?P<two>.+)")


Phrase = str | list[str]
"""English text, or its words."""


def spelled(phrase: Phrase) -> str:
    """Return *phrase* as text."""
    return phrase if isinstance(phrase, str) else " ".join(phrase)


def nouns(*pieces: Piece | None) -> bool:
    """Return whether every piece was found and none is an adjective."""
    return all(piece is not None and piece.sort != "adjective" for piece in pieces)


class Bodies(ABC):
    """Builds names of organizations and offices from the parts that :meth:`build` and :meth:`known` return."""

    def __init__(
        self, language: str, own: tuple[str, str], glossary: dict[str, tuple[tuple[str, str], Term]], firm: bool
    ) -> None:
        self.language = language
        self.own = own
        self.glossary = glossary
        self.russian = language == "ru"
        self.firm = firm
        """Whether the concept may be a company, in whose name common nouns must not be taken for a person's."""
        self.depth = 0
        """Recursion depth of :meth:`build`."""
        self.senses: dict[str, Sense] = {}
        """The senses of the phrase's ambiguous words, chosen by its other words."""

    @abstractmethod
    def build(self, phrase: Phrase) -> Piece | None:
        """Return the rendering of *phrase*, or None if a part of it is unknown."""

    @abstractmethod
    def known(self, phrase: Phrase) -> Piece | None:
        """Return the rendering that the glossary or a table has for *phrase* as a whole."""

    def place(self, name: Phrase) -> Piece | None:
        """Return the rendering of the place *name*, or None if it is not a place."""
        piece = self.known(name) if name else None
        return piece if piece and piece.sort == "place" else None

    def country(self, name: Phrase) -> Piece | None:
        """Return the place *name*, or the country of an adjective: *Chinese*, Китай."""
        return self.place(COUNTRIES.get(spelled(name), name))

    def eponym(self, phrase: str) -> Piece | None:
        """Return the transcribed name of a person after whom something is named: *Adolfo Ibáñez*."""
        person = Concept((Term(phrase, "en"),), kind=Kind.PERSON)
        found = western.suggest(person, self.language, Context()) if " " in phrase else []
        return Piece(found[0].text, "person") if found else None

    def frame(self, ru: str, zh: str, *pieces: Piece) -> Piece:
        """Return a noun made by filling *pieces* into the frame of the target language: «посол {:gent} {:where}»."""
        return Piece((ru if self.russian else zh).format(*pieces), "noun")

    def of_owner(self, owned: Piece, owner: Piece) -> Piece:
        """Return *owned* with its owner: «правительство Китая», 中国政府."""
        return self.frame("{0} {1:gent}", "{1}{0}", owned, owner)

    def qualified(self, adjective: Piece, head: Piece) -> Piece:
        """Return a noun with an adjective before it."""
        return self.described([adjective.text], head)

    def described(self, adjectives: list[str], head: Piece) -> Piece:
        """Return a noun with coordinated adjectives before it."""
        if not self.russian:
            return Piece(f"{'和'.join(adjectives)}{head}", "noun")
        return Piece(f"{' и '.join(agreeing(word, head.text) for word in adjectives)} {head}", "noun")

    def meant(self, word: str) -> Piece | None:
        """Return the rendering of an ambiguous *word* in its sense here, or None if that sense has none."""
        sense = self.senses[word]
        text = sense.text(self.language)
        if self.russian and sense.plural and text:
            many = lexicon.plural(text)
            return Piece(many, "noun", text if many != text else "")
        return Piece(text, "adjective" if "adjective" in sense.marks else "noun") if text else None

    def has_mark(self, word: str, mark: str) -> bool:
        """Return whether the sense that an ambiguous *word* has here carries *mark*."""
        return word in self.senses and mark in self.senses[word].marks

    def relational(self, noun: str) -> str:
        """Return the Russian adjective or prefix for an English *noun* used as a modifier, or an empty string."""
        sense = self.senses.get(noun)
        return sense.relational if sense else lexicon.relational(noun)

    def ambassador(self, words: list[str]) -> Piece | None:
        """Return an ambassador between countries: *Chinese Ambassador to Russia*, посол Китая в России."""
        match = _AMBASSADOR.fullmatch(" ".join(words))
        host = self.place(match["host"]) if match else None
        owner = self.country(match["owner"]) if match and match["owner"] else None
        if not match or not host or (match["owner"] and not owner):
            return None
        if self.russian:
            return Piece(f"посол {owner:gent} {host:where}" if owner else f"посол {host:where}", "noun")
        return Piece(f"{owner or ''}驻{'华' if host.text == '中国' else host}大使", "noun")

    def battle(self, words: list[str]) -> Piece | None:
        """Return a battle named after a place: *Battle of Bakhmut*."""
        place = self.place(words[2:]) if words[:2] == ["Battle", "of"] else None
        return self.frame("битва {:за accs}", "{}战役", place) if place else None

    def deputy(self, words: list[str]) -> Piece | None:
        """Return a deputy or acting head, with adjectives: *former deputy defence minister*, *acting agency head*."""
        title = words[0].lower()
        if title not in _DEPUTY:
            said = self.known(words[0]) if len(words) > 2 and words[1].lower() in _DEPUTY else None
            inner = self.deputy(words[1:]) if said and said.sort == "adjective" else None
            return self.qualified(said, inner) if said and inner else None
        if len(words) < 2 or "for" in words or words[1].lower() in ("president", "premier"):
            return None
        if self.known(words):
            return None
        chief = self.build(words[1:])
        if not chief or chief.sort != "noun" or (self.russian and not russian.animate(chief.text)):
            return None
        if self.russian or title in ("acting", "assistant"):
            return self.frame(f"{_DEPUTY[title]} {{:gent}}", ("代理" if title == "acting" else "助理") + "{}", chief)
        found = _CHINESE_TITLE.fullmatch(chief.text)
        return Piece(f"{found[1]}{'部' if found[2] == '部长' else ''}副{found[2]}", "noun") if found else None

    def dealings(self, words: list[str]) -> Piece | None:
        """Return something that one party has with another: *trade agreement with China*."""
        at = words.index("with") if "with" in words[1:-1] else 0
        one = self.build(words[:at]) if at and classes.ends(words[at - 1], "dealing") else None
        other = self.build(words[at + 1 :]) if one and one.sort == "noun" else None
        return self.frame("{} {:с ablt}", "与{1}的{0}", one, other) if one and other and nouns(other) else None

    def between(self, words: list[str]) -> Piece | None:
        """Return something between two parties: *EU-China summit*, *talks between Iran and the US*."""
        match = _HYPHENATED.fullmatch(" ".join(words)) or _BETWEEN.fullmatch(" ".join(words))
        if not match or self.known(f"{match['one']}-{match['two']}"):
            return None
        line = match.re is _HYPHENATED and classes.ends(match["head"], "line")
        head = self.build(match["head"]) if line or classes.ends(match["head"], "dealing") else None
        one, two = (self.build(match[part]) for part in ("one", "two")) if head else (None, None)
        if not head or not one or not two or head.sort != "noun" or not nouns(one, two):
            return None
        if line:
            return self.frame("{} {} — {}", "{1}—{2}{0}", head, one, two)
        return self.frame("{} между {:ablt} и {:ablt}", "{1}与{2}{0}", head, one, two)

    def flight(self, words: list[str]) -> Piece | None:
        """Return a numbered flight: *Malaysia Airlines Flight 370*."""
        if len(words) < 2 or words[-2].lower() != "flight" or not re.fullmatch("[A-Z0-9]{0,2}[0-9]{1,4}", words[-1]):
            return None
        line = " ".join(words[:-2])
        if self.russian:
            return Piece(f"рейс {words[-1]}{f' авиакомпании {line}' if line else ''}", "noun")
        known = self.build(line) if line else Piece("", "noun")
        return Piece(f"{known}{words[-1]}航班", "noun") if known else None

    def president(self, words: list[str]) -> Piece | None:
        """Return the president of an organization (not a state), or a governor with a Chinese title of its own."""
        title = words[0].lower()
        if title not in ("president", "governor", "head", "director", "chairman") or words[1:2] != ["of"]:
            return None
        owner = self.build(words[2:])
        chinese = type(self)("zh-Hans", self.own, {}, self.firm).build(" ".join(words[2:])) if owner else None
        if not owner or not chinese:
            return None
        if title == "governor":
            own = "省长" if chinese.text.endswith("省") else "知事" if re.search("[县府道都]$", chinese.text) else ""
            return Piece(chinese.text.removesuffix("省") + own, "noun") if own and not self.russian else None
        chiefs = [row for row in table("chiefs.tsv") if re.search(f"(?:{row[0]})$", chinese.text)]
        if title == "president":
            row = next((row for row in chiefs if row[1]), None)
            return self.frame(f"{row[1]} {{:gent}}", f"{{}}{row[2]}", owner) if row else None
        if self.russian:
            return self.frame("глава {:gent}", "", owner) if title == "head" else None
        own = chiefs[0][2] if chiefs and title != "chairman" else ""
        return Piece(owner.text.removesuffix("部") + own, "noun") if own else None

    def direction(self, words: list[str]) -> Piece | None:
        """Return a part of a place: *northern Syria*."""
        direction = _DIRECTIONS.get(words[0].lower().replace("-", ""), ("",))
        place = self.place(words[1:]) if direction[0] else None
        return place and Piece(self.frame(f"{direction[0]} {{:gent}}", f"{{}}{direction[1]}", place).text, "place")

    def local(self, words: list[str]) -> Piece | None:
        """Return a body of a province or city: *Guangdong Provincial Government*, правительство провинции Гуандун."""
        at = next((at for at, word in enumerate(words) if word in ("Provincial", "Municipal")), 0)
        place = self.place(words[:at])
        body = self.build(words[at + 1 :]) if place and words[at + 1 :] else None
        if not place or not body or body.sort != "noun":
            return None
        department = words[at + 1] == "Department"  # not a ministry, which only a state has
        if self.russian:
            owner = f"провинции {place}" if words[at] == "Provincial" else f"{place:gent}"
            text = body.text.replace("Министерство", "Департамент") if department else body.text
            return Piece(f"{text} {owner}", "noun")
        kind, office = ("省", "厅") if words[at] == "Provincial" else ("市", "局")
        text = re.sub("部$", office, body.text) if department else body.text
        return Piece(f"{place}{'' if place.text[-1] in '省市州' else kind}{text}", "noun")

    def chamber(self, words: list[str]) -> Piece | None:
        """Return a committee of a parliamentary chamber: *Senate Finance Committee*."""
        size = 2 if " ".join(words[:2]) in _CHAMBERS else 1
        owner = self.known(_CHAMBERS.get(" ".join(words[:size]), ""))
        body = self.build(words[size:]) if owner and "Committee" in words[size:] else None
        if not owner or not body:
            return None
        if not self.russian:
            return Piece(owner.text + body.text, "noun")
        owned = re.sub("комитет(?= по )|$", lambda head: f"{head[0]} {owner:gent}", body.text, count=1, flags=re.I)
        return Piece(owned, "noun")

    def championship(self, words: list[str]) -> Piece | None:
        """Return a championship in a sport: *World Judo Championships*, чемпионат мира по дзюдо."""
        if "in" in words[2:-1] and words[at := words.index("in") - 1].lower().startswith("championship"):
            sport = self.known(words[at + 2 :])  # World Championships in Athletics
            reordered = " ".join([*words[:at], *words[at + 2 :], words[at]])
            return self.build(reordered) if sport and sport.sort == "noun" else None
        contest = {"championship": "чемпионат", "champion": "чемпион"}.get(words[-1].lower().removesuffix("s"))
        if not contest or len(words) < 2 or (contest == "чемпион" and len(words) < 3):
            return None
        if contest == "чемпион" and words[-1][-1] == "s":
            contest = "чемпионы"
        names = [word if word != "world" else "World" for word in words]
        first = next((at for at, word in enumerate(names) if word in _REGIONS or word in COUNTRIES), -1)
        if first < 0 or not self.russian or (words[-1].islower() and names[first] != "World"):
            return None
        owner = _REGIONS.get(names[first], "")
        if not owner and (country := self.known(COUNTRIES[words[first]])):
            owner = f"{country:gent}"
        rest = words[:first] + words[first + 1 : -1]
        sport = self.build(rest) if rest else None
        if not owner or (rest and (not sport or sport.sort != "noun")):
            return None
        return Piece(f"{contest} {owner}{f' {sport:по datv}' if sport else ''}", "noun")

    def joint(self, words: list[str]) -> Piece | None:
        """Return an organization for several things: *Freedom and Solidarity Party*, партия свободы и …."""
        if words[-1] not in classes.words("joint") or "and" not in words[1:-2]:
            return None
        if not {"of", "for", "on", "in"}.isdisjoint(words):
            return None
        head = self.known(words[-1])
        for size in (2, 1, 0):
            first = " ".join(words[:size])
            front = self.known(first) if size else None
            if size and (not front or "and" in words[: size + 1] or self.known(words[: size + 1])):
                continue
            if front and front.sort not in ("adjective", "place"):
                continue
            subject = self.build(words[size:-1])
            if not head or not subject or subject.sort != "noun":
                continue
            if not self.russian:
                return Piece(f"{front or ''}{subject}{head}", "noun")
            of_them = head.text.lower() in classes.words("of_them")
            text = f"{head} {subject:gent}" if of_them else f"{head} {subject:по datv}"
            if adjective := self.relational(" ".join(words[size:-1])):  # oil and gas company
                text = f"{agreeing(adjective, head.text)} {head}"
            if front and front.sort == "adjective":
                text = f"{agreeing(front.text, head.text)} {text}"
            return Piece(f"{text} {front:gent}" if front and front.sort == "place" else text, "noun")
        return None
