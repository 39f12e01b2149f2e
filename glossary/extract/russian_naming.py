"""The nominative and the kind of a Russian name: a person, a place, an organization or a work."""

from __future__ import annotations

import re

from glossary.extract import reference, russian_before
from glossary.extract.russian_forms import HEADS, WORDS, either
from glossary.extract.russian_persons import PLACE, body, chinese, syllabic
from glossary.extract.russian_quoted import STATE, Quoted

NUMERAL = re.compile("[IVXLХ]+").fullmatch
"""The number of a king, a pope or a century."""
SIDE = re.compile(f"(?:{either('side')})(?:[ыи]й|[ая]я|[ую]ю|[оыеи]м|[ое]го|[ое]му|[ое]й)$")
"""Adjectives for a side that are part of the name of a place: *Западная Вирджиния*."""
_IN_TOWN = re.compile(
    "([А-ЯЁ].+(?:[аеёиоуыэюя][бвгдзклмнпрстф]|[бвгджзклмнпрстх][бгдзкпстфх]))е", re.IGNORECASE
).fullmatch
"""The locative of a town that has a case ending: *Дакаре*, but not *Эдирне*."""
_BODY = reference.ending(WORDS["body_end"])
_SHE = re.compile("[аеиыуя]ла(?:сь)?$")
"""The ending of a past-tense verb whose subject is a woman."""


class Naming(Quoted):
    """The nominative and the kind of the names in the current window."""

    def _name(self, run: list[str], before: list[str], after: str) -> tuple[str, str]:
        """Return the nominative and the kind of the name *run* between the words *before* and the word *after* it.

        The first of these that applies: a name before a number or a country (*Геологической службы | США*); a country
        or the place of a dateline in capitals; a name with letters that are not declined (*Совбезе ООН*); a Chinese
        person; a town that somebody is in; a person; anything else.
        """
        if len(run) > 1 and (NUMERAL(run[-1]) or (len(run) > 2 and self._country(run[-1]))):
            shown, kind = self._name(run[:-1], before, after)
            return f"{shown} {run[-1]}", kind
        if len(run) == 1 and run[0].isupper() and self._town(low := self._capitals(run[0], run[0].lower())):
            if "Abbr" in self._tag(run[0]):
                return run[0], "place"
            run = run if before else [low]
        told = russian_before.kind(self._parses, before) if self._morph is not None else ""
        if self._morph is None or run[0].isascii() or any(word.isupper() and len(word) > 1 for word in run):
            return self._lettered(run, told)
        if full := chinese(run):
            self._families.add(run[0])
            return full, "person"
        where, into = self._where(run, before)
        if where and (visited := self._visited(run[0])):
            return visited, "place"
        tags = [self._tag(word) for word in run]
        capitals = 2 <= len(run) <= 3 and all(word[0].isupper() for word in run)
        case, role = russian_before.case(self._parses, _unquoted(before))
        town = any(self._town(one) and (case != "nomn" or self._nominal(one)) for one in run)  # Нургазы Айдаров
        titled = role and capitals and not town and not any(map(self._heads, run))
        told, sure = self._kind_before(run, tags, told, capitals=capitals)
        if sure or not (titled or (not into and self._personal(run, tags))):
            return self._thing(run, tags, told, into=into)
        name = self._person(run, case, woman=not case and any(map(_SHE.search, (*before[-1:], after))))
        self._families.add(name[0] if syllabic(run) else name[-1])
        if len(name) > 1:
            self._givens.add(name[0])
        return " ".join(name), "person"

    def _country(self, word: str) -> bool:
        """Return whether *word* is the acronym of a country: *США*."""
        return word.isupper() and {"Abbr", "Geox"} <= set(re.split("[ ,]", self._tag(word)))

    def _where(self, run: list[str], before: list[str]) -> tuple[bool, str]:
        """Return whether a one-word name follows *в* or *во*, and the preposition before one not in the dictionary."""
        joined = len(before) > 2 and before[-1] == "и" and before[-2].istitle()  # в Тикси и Певеке
        where = before[-3 if joined else -1].lower() if before and len(run) == 1 else ""
        unknown = where in WORDS["into"] and not self._known(run[0].lower())
        return where in ("в", "во"), where if unknown else ""

    def _visited(self, word: str) -> str:
        """Return the nominative of a town that is also a given name, as in *в Милане*, or an empty string."""
        if "Name" not in self._tag(word) or self._town(word) or not self._known(word.lower()):
            return ""
        town = next((one for one in self._parses(word) if {"Geox", "loct"} <= set(one.tag.grammemes)), None)
        return self._capitals(word, self._nominative(town)) if town else ""

    def _kind_before(self, run: list[str], tags: list[str], told: str, *, capitals: bool) -> tuple[str, bool]:
        """Return the kind of a name whose context suggests *told*, and whether it is certainly not a person."""
        if "имени" in run:
            return told, True
        if len(run) == 1 and STATE(run[0]):
            return "organization", True
        if len(run) == 2 and SIDE.match(run[0]) and self._fits(run[0], self._parsed(run[1])[1]):
            return "place", True
        if told == "organization" and len(run) == 1 and self._town(run[0]):
            return "", False  # сборная России
        if told == "organization" and capitals and any("Name" in tag or "Surn" in tag for tag in tags):
            return "", False  # партия Джереми Корбина
        if len(run) == 1 and not {run[0], self._shown(run[0])}.isdisjoint(self._families):
            return "", False  # команда Джеррарда
        if told in ("work", "event") and capitals and not any(map(self._heads, run)):
            return "", False  # фильм Уэса Андерсона
        first_name = any("Name" in tag and self._known(word.lower()) for tag, word in zip(tags, run, strict=True))
        return told, told != "" and not first_name

    def _thing(self, run: list[str], tags: list[str], told: str, *, into: str) -> tuple[str, str]:
        """Return the nominative and the kind of a name that is not a person; its own noun overrides *told*."""
        if len(run) == 1 and (state := STATE(run[0])):
            return state[1], "organization"
        head = self._head(run, tags)
        noun = self._parsed(run[head])[1]
        if head and not all(self._fits(word, noun) for word in run[:head]):
            noun = self._fitting(run[head], run[:head])
        body = "organization" if _BODY(noun.normal_form) else ""
        kind = HEADS.get(noun.normal_form) or body or told or ("place" if into else self._kind(run, tags, head))
        front = [self._capitals(word, self._agreeing(word, noun)) for word in run[:head]]
        stands = self._foreign(run[head]) or not {"NOUN", "ADJF"} & set(noun.tag.grammemes)
        stands = stands or bool(told and not head and not self._certain(run))
        unknown = not head and not self._known(run[0].lower()) and not self._compound(run[0])
        if unknown and (known := self._shown(run[0])):
            return " ".join([known, *run[1:]]), kind  # острова Ломбока, if Ломбок is in the text
        if unknown and len(run) == 1 and run[0].endswith("ии"):
            return run[0][:-1] + "я", "place" if kind == "other" else kind  # жители Сванетии
        if unknown and len(run) == 1 and (into or stands):
            return _town(run[0]) if into in ("в", "во") else run[0], kind
        if unknown and len(run) == 1 and run[0][-1] in "бвгджзклмнпрстфхцчшщ" and not run[0].endswith(("ов", "ев")):
            return run[0], kind  # Даклак is not the genitive of Даклаки
        shown = run[head] if stands else self._capitals(run[head], self._nominative(noun))
        rest = run[head + 1 :]
        if rest[:1] == ["и"] and self._town(rest[-1]):
            rest[-1] = self._capitals(rest[-1], self._nominative(self._parsed(rest[-1])[1]))  # Боснии и Герцеговине
        return " ".join([*front, shown, *rest]), kind

    def _head(self, run: list[str], tags: list[str]) -> int:
        """Return the index of the head noun of a name: the first noun that all the words before it agree with."""
        for place, word in enumerate(run):
            parse = self._fitting(word, run[:place]) if place else self._parsed(word)[1]
            leads = not place and len(run) > 1 and self._fits(word, self._parsed(run[1].lower())[1])
            if "NOUN" in parse.tag and not leads and all(self._fits(one, parse) for one in run[:place]):
                return place
        return next((place for place, tag in enumerate(tags) if "NOUN" in tag or "UNKN" in tag), 0)

    def _lettered(self, run: list[str], told: str) -> tuple[str, str]:
        """Return a name that contains an acronym or a foreign word, with only its head declined: *Совбезе ООН*."""
        first = run[0]
        if first in WORDS["code"] and len(run) > 1:
            return " ".join(run), told or "work"
        if self._morph is not None and len(run) > 1 and not first.isupper() and not first.isascii():
            parse = self._parsed(first)[1]
            if "NOUN" in parse.tag and "inan" in parse.tag and "Geox" not in parse.tag:
                shown = self._capitals(first, self._nominative(parse))
                return " ".join([shown, *run[1:]]), told or "organization"
        numbered = len(run) == 1 and re.search(r"-?\d", first)  # С-400
        organization = ((first.isupper() and len(first) > 1) or first.isascii()) and not numbered
        whose = len(run) == 1 and first.isupper() and told in ("work", "event")  # матч ЦСКА
        return " ".join(run), (not whose and told) or ("organization" if organization else "other")

    def _kind(self, run: list[str], tags: list[str], head: int) -> str:
        """Return the kind of a name that is not a person and whose head noun does not show its kind."""
        if "Geox" in tags[head] or (len(run) == 1 and not self._known(run[0].lower()) and PLACE(run[0])):
            return "place"
        named = any("Orgn" in tag for tag in tags) or run[0].lower() in self._stop or head + 1 < len(run)
        return "organization" if named or body(run, tags) else "other"


def _unquoted(before: list[str]) -> list[str]:
    """Return *before* without a quotation at its end and without quotation marks: *фракции «Ыйман нуру»*."""
    if before[-1:] == ["»"] and "«" in before:
        before = before[: -before[::-1].index("«") - 1]
    return [word for word in before if word not in "«»"]


def _town(word: str) -> str:
    """Return the nominative of *word*, the locative of a town that is not in the dictionary.

    >>> _town("Дакаре"), _town("Пасадене"), _town("Эдирне")
    ('Дакар', 'Пасадена', 'Эдирне')
    """
    found = _IN_TOWN(word)
    feminine = word.endswith(("ене", "аде", "-Ате"))
    return found[1] + "а" * feminine if found else word
