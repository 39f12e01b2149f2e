"""Bodies, offices and contests, as Russian and Chinese name them after a country, a place, a field, a sport: what
:mod:`glossary.suggest.parts` builds its drafts with.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass

from glossary.model import Term
from glossary.suggest import lexicon, table
from glossary.suggest.senses import Sense
from glossary.text import russian

COUNTRIES = {row[0]: row[1] for row in table("peoples.tsv")}
"""Adjectives that Russian turns into the genitive of the country beside an institution: «правительство Китая»."""
SCOPES = frozenset("International National Federal European Regional Global World Central Joint State Public".split())
"""What stands before the head of a body, and not before its field."""
_CHAMBERS = {"House": "House of Representatives", "Duma": "State Duma", "Commons": "House of Commons"} | {
    name: name for name in ("Senate", "State Duma", "Bundestag", "Bundesrat", "Knesset", "Sejm", "Verkhovna Rada")
}
"""Whose committees they are: «комитет Сената по обороне»."""
_QUARTERS = {
    "Northern": ("Северный", "北"),
    "Southern": ("Южный", "南"),
    "Eastern": ("Восточный", "东"),
    "Western": ("Западный", "西"),
    "Middle": ("Центральный", "中"),
    "Central": ("Центральный", "中"),
}
"""The districts of federal courts in a state of America."""
TREATIES = re.compile("(?:Treaty|Peace|Congress|Pact|Protocol|Accords?)$")
"""These Russian calls by the adjective of where they were made: «Утрехтский договор»."""
_JOINT = re.compile(
    r"(?:Agency|Authority|Administration|Board|Council|Bureau|Office|Service|Commission|Committee|Directorate|Department"
    r"|Ministry|Institute|Cent(?:er|re)|Organi[sz]ation|Fund|Association|Corporation|Academy|Party|Movement|Union"
    r"|Bank|Company|Alliance|Federation|Confederation|Chamber|Society|Network|Forum|Agencies|University)$"
)
"""These bear the names of several things together: *Competition and Consumer Commission*."""
_OF_THEM = re.compile(
    "(?:Департамент|Министерство|Совет|Институт|Центр|Фонд|Организация|Академия|Корпорация|Партия|Движение|Союз|Банк"
    "|Компания|Альянс|Федерация|Конфедерация|Палата|Общество|Сеть|Университет)$",
    re.I,
)
"""Whose several things stand in the genitive, and those of others behind «по»."""
_CONTESTED = {"World": "мира", "European": "Европы", "Asian": "Азии", "African": "Африки", "Arab": "арабских стран"}
"""Whose championships they are."""
_CHAIRED = (
    ("(?:理事会|委员会|协会|联合会|联盟|基金会|大会|法庭|联合国|安理会)$", "председатель", "主席"),
    ("(?:议会|议院|参议院|众议院)$", "председатель", "议长"),
    ("(?:法院|学院|研究院|科学院|医院|研究所)$", "председатель", "院长"),
    ("(?:银行|央行)$", "президент", "行长"),
    ("大学$", "ректор", "校长"),
    ("(?:公司|集团)$", "президент", "总裁"),
    ("(?:足联|奥委会|俱乐部|工会)$", "президент", "主席"),
)
_HEADED = (
    ("部$", "部长"),
    ("局$", "局长"),
    ("署$", "署长"),
    ("馆$", "馆长"),
    ("(?:中心|办公室)$", "主任"),
    ("(?:代表团|观察团)$", "团长"),
    ("(?:组织|机构)$", "总干事"),
    ("(?:储备系统|美联储)$", "主席"),
)
"""What the head of an office is called in Chinese, by how the name of the office ends."""
_BELOW = {
    "deputy": "заместитель",
    "vice": "заместитель",
    "acting": "исполняющий обязанности",
    "assistant": "помощник",
}
_JOINED = re.compile(r"(?P<one>[A-Z][\w. ]*?)[-–](?P<two>[A-Z]\w*(?: [A-Z]\w+)*) (?P<head>[\w ]+)")
_LINES = re.compile("(?:summit|forum|dialogue|railway|highway|pipeline|corridor|route|expo|forum|games)$", re.I)
"""What joins two: «саммит ЕС — Китай»; of other things it is between them."""
_DEALINGS = re.compile(
    "(?:agreement|treaty|talks|relations|ties|trade|war|border|conflict|negotiations|ceasefire|cooperation|meeting|deal"
    "|dialogue|partnership|conversation|alliance|dispute|friendship|truce|clashes|peace|surplus|deficit)$",
    re.I,
)
"""What somebody has with another, or what there is between two."""
"""What the president of a body is called, by how its Chinese name ends: «председатель Европейского совета», 主席."""
_SCIENCES = "(?<!社会)(经济|生态|物理|生物|地质|考古|海洋|心理|病毒|遗传|气象|微生物)学"
"""What bodies in these fields leave out: 生态部, 经济研究所."""
_ON = re.compile(
    r"(?:площадь|остров|полуостров|Украина|Куба|Кипр|Мальта|Тайвань|Филиппины|Балканы|Кавказ|Урал|Гаити|Аляска|Сахалин|Марс|[Лл]уна|Венера"
    r"|Камчатка|Чукотка|Бали|Суматра|Ява|Шри-Ланка|Мадагаскар|Фиджи|Хоккайдо|Окинава|Сицилия|Корсика|Алтай"
    r"|Голанские высоты|Западный берег|\w+ний Восток|Донбасс|Тувалу|Мальдивы|Сейшелы|Ямайка|Багамы|Барбадос)\b"
)

_AT = re.compile(
    r"^(?:[а-яё-]+(?:ый|ий|ой|ая|яя|ое|ее) )*(?:завод|фабрика|шахта|вокзал|станция|рынок|стадион|ферма|склад"
    r"|электростанция|верфь|рудник|концерт|граница|месторождение|предприятие|шоссе|дорога|мост|пляж|побережье|судно|корабль"
    r"|площадка|база|выборы|фронт|комбинат|свалка|вечеринка|свадьба|митинг|заседание|АЭС|ГЭС|трубопровод|нефтепровод|газопровод|платформа)\b"
)
"""Common nouns that something is «на»: «взрыв на нефтеперерабатывающем заводе»."""

_AGREES = re.compile("(?:[ыио]й|ся)$")
"""How a Russian adjective or participle ends that agrees with its noun."""
AGREEING = re.compile(r"^(?!(?:в|на|с|со|без) ).*(?:[ыио]й|ся)\b")
"""What has one, and does not stand behind its noun: «в последний момент»."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The rendering of a part."""

    text: str
    sort: str
    """``noun``, ``adjective``, ``place`` or ``person``."""
    single: str = ""
    """The Russian singular of what was put into the plural, of which its cases are made: «парков», «гранат»."""


class Bodies(ABC):
    """Builds the names of bodies and offices of those of their parts, which :meth:`build` and :meth:`whole` give."""

    def __init__(
        self, language: str, own: tuple[str, str], glossary: dict[str, tuple[tuple[str, str], Term]], firm: bool
    ) -> None:
        self.language = language
        self.own = own
        self.glossary = glossary
        self.russian = language == "ru"
        self.firm = firm
        """Whether it may be a company: those are no common nouns of a person's."""
        self.senses: dict[str, Sense] = {}
        """What words of several senses mean beside the others of the phrase."""

    @abstractmethod
    def build(self, phrase: str, depth: int) -> Piece | None:
        """Return the rendering of *phrase*, or None where a part is not known."""

    @abstractmethod
    def whole(self, phrase: str) -> Piece | None:
        """Return the rendering that *phrase* has as a whole."""

    def meant(self, word: str) -> Piece | None:
        """Return what a *word* of several senses means here; None where that has no rendering."""
        sense = self.senses[word]
        text = sense.text(self.language)
        if self.russian and sense.plural and text:
            many = lexicon.plural(text)
            return Piece(many, "noun", text if many != text else "")
        return Piece(text, "adjective" if "adjective" in sense.marks else "noun") if text else None

    def marked(self, word: str, mark: str) -> bool:
        """Return whether a *word* of several senses has a *mark* in the one that it has here."""
        return word in self.senses and mark in self.senses[word].marks

    def relational(self, noun: str) -> str:
        """Return the adjective, or the prefix, that Russian has for an English *noun* before another, or nothing."""
        sense = self.senses.get(noun)
        return sense.relational if sense else lexicon.relational(noun)

    def genitive(self, piece: Piece) -> str:
        if piece.single:
            return russian.in_number(piece.single, plural=True, case="gent")
        return in_case(piece.text, "gent", "person" if piece.sort == "person" else "other")

    def ambassador(self, words: list[str], depth: int) -> Piece | None:
        """Return the ambassador of a country to another: *Chinese Ambassador to Russia*, посол Китая в России."""
        at = next((at for at, word in enumerate(words[:-1]) if word.lower() == "ambassador"), -1)
        if at < 0 or words[at + 1] != "to":
            return None
        front = " ".join(words[:at]).removesuffix("'s").removesuffix("'")
        host = self.whole(" ".join(words[at + 2 :]).removeprefix("the "))
        owner = self.whole(COUNTRIES.get(front, front)) if front else None
        if not host or host.sort != "place" or words[-1] in ("EU", "Union") or (front and not owner):
            return None
        if owner and owner.sort != "place":
            return None
        if not self.russian:
            there = "华" if host.text == "中国" else host.text
            return Piece(f"{owner.text if owner else ''}驻{there}大使", "noun")
        return Piece(f"посол {f'{self.genitive(owner)} ' if owner else ''}{where(host.text)}", "noun")

    def battle(self, words: list[str], depth: int) -> Piece | None:
        """Return a battle that is named like its place: *Battle of Bakhmut*."""
        place = self.whole(" ".join(words[2:])) if words[:2] == ["Battle", "of"] and words[2:] else None
        if not place or place.sort != "place":
            return None
        return Piece(
            f"битва за {in_case(place.text, 'accs', 'place')}" if self.russian else f"{place.text}战役", "noun"
        )

    def deputy(self, words: list[str], depth: int) -> Piece | None:
        """Return who stands below the head of a ministry or an agency, or in for him, with what is said of him:
        *Deputy Minister of Finance*, *former deputy defence minister*, *acting head of the agency*."""
        title = words[0].lower()
        if title not in _BELOW:
            said = self.whole(words[0]) if len(words) > 2 and words[1].lower() in _BELOW else None
            inner = self.deputy(words[1:], depth) if said and said.sort == "adjective" else None
            if not said or not inner:
                return None
            if self.russian:
                return Piece(f"{agreeing(said.text, inner.text)} {inner.text}", "noun")
            return Piece(f"{said.text}{inner.text}", "noun")
        if len(words) < 2 or "for" in words or words[1].lower() in ("president", "premier"):
            return None
        if self.whole(" ".join(words)):
            return None
        chief = self.build(" ".join(words[1:]), depth)
        if not chief or chief.sort != "noun" or (self.russian and not russian.animate(chief.text)):
            return None
        if self.russian:
            return Piece(f"{_BELOW[title]} {self.genitive(chief)}", "noun")
        if title in ("acting", "assistant"):
            return Piece(f"{'代理' if title == 'acting' else '助理'}{chief.text}", "noun")
        found = re.fullmatch(r"(.+?)(部长|局长|署长|主任|主席|检察长|总干事|院长|行长|州长|省长|市长)", chief.text)
        if not found:
            return None
        return Piece(f"{found[1]}{'部' if found[2] == '部长' else ''}副{found[2]}", "noun")

    def dealings(self, words: list[str], depth: int) -> Piece | None:
        """Return what somebody has with another: *trade agreement with China*, *talks between Iran and the US*."""
        at = next((at for at, word in enumerate(words[1:-1], 1) if word in ("with", "between")), 0)
        one = self.build(" ".join(words[:at]), depth) if at and _DEALINGS.search(words[at - 1]) else None
        if not one or one.sort != "noun":
            return None
        if words[at] == "with":
            other = self.build(" ".join(words[at + 1 :]), depth)
            if not other or other.sort == "adjective":
                return None
            return Piece(
                f"{one.text} {with_(self._by(other))}" if self.russian else f"与{other.text}的{one.text}", "noun"
            )
        first, _, second = " ".join(words[at + 1 :]).partition(" and ")
        return self._between(one, self.build(first, depth), self.build(second, depth))

    def pair(self, words: list[str], depth: int) -> Piece | None:
        """Return what joins two, or is between them: *EU-China summit*, *Iran-Russia trade agreement*."""
        match = _JOINED.fullmatch(" ".join(words))
        if not match or self.whole(f"{match['one']}-{match['two']}") or not match["head"][-1].islower():
            return None
        line, dealings = _LINES.search(match["head"]), _DEALINGS.search(match["head"])
        one, two = self.whole(match["one"]), self.whole(match["two"])
        head = self.build(match["head"], depth) if one and two and (line or dealings) else None
        if not head or not one or not two or "adjective" in (one.sort, two.sort):
            return None
        if not line:
            return self._between(head, one, two)
        return Piece(
            f"{head.text} {one.text} — {two.text}" if self.russian else f"{one.text}—{two.text}{head.text}", "noun"
        )

    def _several(self, noun: str) -> str:
        """Return the plural of who is meant by an English *noun* before another: *Consumer Commission*."""
        who = lexicon.row(noun.lower())
        people = self.russian and who is not None and who.sort == "n" and russian.animate(who.russian)
        return f"{noun}s" if people and lexicon.counted(f"{noun}s", "ru") else noun

    def _between(self, what: Piece, one: Piece | None, two: Piece | None) -> Piece | None:
        if not one or not two or "adjective" in (one.sort, two.sort):
            return None
        if not self.russian:
            return Piece(f"{one.text}与{two.text}{what.text}", "noun")
        return Piece(f"{what.text} между {self._by(one)} и {self._by(two)}", "noun")

    def _by(self, piece: Piece) -> str:
        return in_case(piece.text, "ablt", piece.sort if piece.sort in ("person", "place") else "other")

    def national(self, words: list[str], depth: int) -> Piece | None:
        """Return a team of a country in a sport: *Chinese women's volleyball team*, женская сборная Китая по …."""
        at = words.index("team") if "team" in words[2:] else 0
        if not at or words[at + 1 : at + 2] not in ([], ["of"]):
            return None
        sexes = {"men's": ("мужская", "男子"), "women's": ("женская", "女子")}
        sex = next((sexes[word] for word in words if word in sexes), ("", ""))
        rest = [word for word in words[:at] if word not in sexes and word != "national"]
        firsts = ((size, self.whole(COUNTRIES.get(name := " ".join(rest[:size]), name))) for size in (2, 1))
        size, land = next(((size, piece) for size, piece in firsts if piece and piece.sort == "place"), (0, None))
        if words[at + 1 :]:
            land = land or self.whole(" ".join(words[at + 2 :]))
        sport = self.whole(" ".join(rest[size:])) if rest[size:] else None
        if (rest[size:] and (not sport or sport.sort != "noun")) or ("national" not in words and not (land and sport)):
            return None
        if not self.russian:
            state = "国家" * ("national" in words)
            return Piece(f"{land.text if land else ''}{state}{sex[1]}{sport.text if sport else ''}队", "noun")
        parts = [sex[0], "сборная", self.genitive(land) if land else ""]
        parts += [f"по {in_case(sport.text, 'datv')}"] if sport else []
        return Piece(" ".join(filter(None, parts)), "noun")

    def flight(self, words: list[str], depth: int) -> Piece | None:
        """Return a flight by its number: *Malaysia Airlines Flight 370*."""
        if len(words) < 2 or words[-2].lower() != "flight" or not re.fullmatch("[A-Z0-9]{0,2}[0-9]{1,4}", words[-1]):
            return None
        line = " ".join(words[:-2])
        if self.russian:
            return Piece(f"рейс {words[-1]}{f' авиакомпании {line}' if line else ''}", "noun")
        known = self.build(line, depth) if line else Piece("", "noun")
        return Piece(f"{known.text}{words[-1]}航班", "noun") if known else None

    def president(self, words: list[str], depth: int) -> Piece | None:
        """Return the president of a body, who is no head of a state, and a governor that Chinese has a title for."""
        if words[0].lower() == "vice" and words[1:2] == ["president"]:
            return self._vice(self.president(words[1:], depth))
        title = words[0].lower()
        if title not in ("president", "governor", "head", "director", "chairman") or words[1:2] != ["of"]:
            return None
        owner = self.build(" ".join(words[2:]), depth)
        chinese = type(self)("zh-Hans", self.own, {}, self.firm).build(" ".join(words[2:]), depth) if owner else None
        if not owner or not chinese:
            return None
        if title == "governor":
            own = "省长" if chinese.text.endswith("省") else "知事" if re.search("[县府道都]$", chinese.text) else ""
            return Piece(re.sub("省$", "", chinese.text) + own, "noun") if own and not self.russian else None
        if title != "president":
            ends = [(row[0], row[-1]) for row in (*_HEADED, *_CHAIRED)]
            own = next((text for end, text in ends if re.search(end, chinese.text)), "")
            if self.russian or title == "chairman":
                return Piece(f"глава {self.genitive(owner)}", "noun") if title == "head" else None
            return Piece(re.sub("部$", "", owner.text) + own, "noun") if own else None
        found = next((row for row in _CHAIRED if re.search(row[0], chinese.text)), None)
        if not found:
            return None
        return Piece(f"{found[1]} {self.genitive(owner)}" if self.russian else owner.text + found[2], "noun")

    def _vice(self, chief: Piece | None) -> Piece | None:
        """Return who stands below the president of a body: *vice president of the European Commission*."""
        if not chief:
            return None
        if not self.russian:
            return Piece(re.sub("(?=(?:主席|议长|院长|行长|校长|总裁)$)", "副", chief.text), "noun")
        if not chief.text.startswith("председатель "):
            return None
        return Piece(f"заместитель {self.genitive(chief)}", "noun")

    def district(self, words: list[str], depth: int) -> Piece | None:
        """Return a federal district of a state of America: *Southern District of New York*."""
        quarter = _QUARTERS.get(words[0]) if words[1:3] == ["District", "of"] else None
        state = self.whole(" ".join(words[3:])) if quarter else None
        if not quarter or not state or state.sort != "place":
            return None
        if self.russian:
            return Piece(f"{quarter[0]} округ {self.genitive(state)}", "noun")
        return Piece(f"{state.text.removesuffix('州')}{quarter[1]}区", "noun")

    def local(self, words: list[str], depth: int) -> Piece | None:
        """Return a body of a province or a city: *Guangdong Provincial Government*, правительство провинции Гуандун."""
        at = next((at for at, word in enumerate(words) if word in ("Provincial", "Municipal")), 0)
        place = self.whole(" ".join(words[:at])) if at and words[at + 1 :] else None
        body = self.build(" ".join(words[at + 1 :]), depth) if place and place.sort == "place" else None
        if not place or not body or body.sort != "noun":
            return None
        department = words[at + 1] == "Department"  # no ministry, which a state has
        if self.russian:
            owner = f"провинции {place.text}" if words[at] == "Provincial" else self.genitive(place)
            text = body.text.replace("Министерство", "Департамент") if department else body.text
            return Piece(f"{text} {owner}", "noun")
        kind, office = ("省", "厅") if words[at] == "Provincial" else ("市", "局")
        text = re.sub("部$", office, body.text) if department else body.text
        return Piece(f"{place.text}{'' if place.text[-1] in '省市州' else kind}{text}", "noun")

    def chamber(self, words: list[str], depth: int) -> Piece | None:
        """Return a committee of a chamber of parliament: *Senate Finance Committee*."""
        size = 2 if " ".join(words[:2]) in _CHAMBERS else 1
        owner = self.whole(_CHAMBERS.get(" ".join(words[:size]), ""))
        body = self.build(" ".join(words[size:]), depth) if owner and "Committee" in words[size:] else None
        if not owner or not body:
            return None
        if not self.russian:
            return Piece(owner.text + body.text, "noun")
        text = re.sub("комитет(?= по )|$", rf"\g<0> {self.genitive(owner)}", body.text, count=1, flags=re.I)
        return Piece(text, "noun")

    def championship(self, words: list[str], depth: int) -> Piece | None:
        """Return a championship in a sport: *World Judo Championships*, чемпионат мира по дзюдо."""
        if "in" in words[2:-1] and words[at := words.index("in") - 1].lower().startswith("championship"):
            sport = self.whole(" ".join(words[at + 2 :]))  # World Championships in Athletics
            reordered = " ".join([*words[:at], *words[at + 2 :], words[at]])
            return self.build(reordered, depth) if sport and sport.sort == "noun" else None
        contest = {"championship": "чемпионат", "champion": "чемпион"}.get(words[-1].lower().removesuffix("s"))
        if not contest or len(words) < 2 or (contest == "чемпион" and len(words) < 3):
            return None
        if contest == "чемпион" and words[-1][-1] == "s":
            contest = "чемпионы"
        names = [word if word != "world" else "World" for word in words]
        first = next((at for at, word in enumerate(names) if word in _CONTESTED or word in COUNTRIES), -1)
        if first < 0 or not self.russian or (words[-1].islower() and names[first] != "World"):
            return None
        owner = _CONTESTED.get(names[first], "")
        if not owner and (country := self.whole(COUNTRIES[words[first]])):
            owner = self.genitive(country)
        rest = words[:first] + words[first + 1 : -1]
        sport = self.build(" ".join(rest), depth) if rest else None
        if not owner or (rest and (not sport or sport.sort != "noun")):
            return None
        about = f" по {in_case(sport.text, 'datv')}" if sport else ""
        return Piece(f"{contest} {owner}{about}", "noun")

    def joint(self, words: list[str], depth: int) -> Piece | None:
        """Return a body for several things: *Competition and Consumer Commission*, комиссия по конкуренции и …."""
        if (
            not _JOINT.fullmatch(words[-1])
            or "and" not in words[1:-2]
            or not {"of", "for", "on", "in"}.isdisjoint(words)
        ):
            return None
        head = self.whole(words[-1])
        for size in (2, 1, 0):
            first = " ".join(words[:size])
            front = self.whole(first) if size else None
            if size and (not front or "and" in words[: size + 1] or self.whole(" ".join(words[: size + 1]))):
                continue
            if front and front.sort not in ("adjective", "place"):
                continue
            subject = self.build(" ".join([*words[size:-2], self._several(words[-2])]), depth)
            if not head or not subject or subject.sort != "noun":
                continue
            if not self.russian:
                return Piece(f"{front.text if front else ''}{subject.text}{head.text}", "noun")
            of_them = _OF_THEM.fullmatch(head.text)
            matter = self.genitive(subject) if of_them else f"по {in_case(subject.text, 'datv')}"
            text = f"{head.text} {matter}"
            if adjective := self.relational(" ".join(words[size:-1])):  # oil and gas company
                text = f"{russian.agreeing(adjective, head.text)} {head.text}"
            if front and front.sort == "adjective":
                text = f"{russian.agreeing(front.text, head.text)} {text}"
            return Piece(f"{text} {self.genitive(front)}" if front and front.sort == "place" else text, "noun")
        return None

    def one_body(self, words: list[str], at: int) -> bool:
        """Return whether a body is for both: *Trade and Development Bank*, but not *Ministry of X and Bank of Y*."""
        named = words[0].istitle() and _JOINT.fullmatch(words[-1]) is not None
        return named and not any(map(_JOINT.fullmatch, words[:at]))


_ENDINGS = ("ский", "ьский", "нский", "енский", "инский", "овский", "ейский", "кий")


def in_case(text: str, case: str, kind: str = "other") -> str:
    """Return *text* in *case*; of an enumeration each of its parts.

    >>> in_case("сельское хозяйство, рыболовство и продовольствие", "gent")
    'сельского хозяйства, рыболовства и продовольствия'
    """
    front, comma, last = text.rpartition(", ")
    if not comma or " и " not in last:
        return russian.in_case(text, case, kind)
    parts = [*front.split(", "), *last.split(" и ", 1)]
    *others, final = (russian.in_case(part, case, kind) for part in parts)
    return f"{', '.join(others)} и {final}"


def over(text: str) -> str:
    """Return the Chinese *text* with the title that the president of a body has, who is no head of a state; and a
    body for statistics without their data, for a field without its science.

    >>> over("国际足联总统"), over("大学副总统"), over("法国总统"), over("经济学与和平研究所")
    ('国际足联主席', '大学副校长', '法国总统', '经济与和平研究所')
    """
    text = re.sub("统计数据(?=局|署|研究|办公室|学院|委员会|处)", "统计", text)
    text = re.sub("金融(?=厅$)", "财政", text)
    text = re.sub("(?<!犯)罪案(?=审判|$)", "案", text)
    text = re.sub("旅游业(?=(?:[和与、].*)?(?:部|局|署|厅|委员会)$)", "旅游", text)
    text = re.sub("(?<=[和与、])发展(?=银行$)", "开发", text)
    text = re.sub(f"{_SCIENCES}(?=(?:[和与、].*)?(?:研究[所院]|研究中心|部|局|署|中心|委员会)$)", r"\1", text)
    for end, _, title in _CHAIRED:
        text = re.sub(f"({end[:-1]})((?:前|副)?)总统$", rf"\1\2{title}", text)
    return text


def adjective_of(place: str) -> str:
    """Return the adjective of a Russian *place*, as far as the dictionary has one: болонский, of Болонья.

    >>> adjective_of("Ташкент"), adjective_of("Казань"), adjective_of("Найроби")
    ('Ташкентский', 'Казанский', '')
    """
    if not place.isalpha() or not russian.available():
        return ""
    stems = dict.fromkeys(re.sub(f"(?:{ending})$", "", place) for ending in ("[аяоьыий]", "[ьи]я"))
    for word in (stem + ending for stem in stems for ending in _ENDINGS):
        if any(parse.is_known and "ADJF" in parse.tag for parse in russian.analyzer().parse(word.lower())):
            return word
    return ""


def with_(text: str) -> str:
    """Return *text* (instrumental) after the preposition «с», which is «со» before с or з with another consonant."""
    return ("со " if re.match("[сзшж][бвгджзклмнпрстфхцчшщ]", text.lower()) and not text[:2].isupper() else "с ") + text


def where(text: str, case: str = "loct") -> str:
    """Return *text* (nominative) with «в», «во» or «на»: in Samarkand, in Ukraine.

    «Во» stands before в or ф with another consonant, «на» with islands, squares, factories, peninsulas and mountains.
    """
    place = in_case(text, case, "place")
    if _ON.match(text) or _AT.search(text):
        return f"на {place}"
    return ("во " if re.match("[вф][бвгджзклмнпрстфхцчшщ]", place.lower()) else "в ") + place


def into(text: str) -> str:
    """Return *text* (nominative) with what "into" and "to" are before a place: в Ирак, на Украину."""
    return where(text, "accs")


def described(adjective: str, piece: Piece) -> Piece:
    """Return *piece* with an *adjective* before it."""
    texts = [f"{russian.agreeing(adjective, text)} {text}" if text else "" for text in (piece.text, piece.single)]
    return Piece(texts[0], piece.sort, texts[1])


def agreeing(text: str, head: str) -> str:
    """Return an adjective of one word or several that agrees with *head*: «опасные для жизни»."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if _AGREES.search(word)), 0)
    return " ".join([*words[:at], russian.agreeing(words[at], head), *words[at + 1 :]])
