"""The nominative and the kind of a Russian name: a person, a place, an organization or a work."""

from __future__ import annotations

import re

from glossary.extract import reference, russian_before
from glossary.extract.russian_forms import HEADS, WORDS, either
from glossary.extract.russian_persons import CONSONANTS, begins_with_thing, chinese_name, is_korean, is_unknown_place
from glossary.extract.russian_quoted import Quoted, state_body

is_numeral = re.compile("[IVXLХ]+").fullmatch
"""The number of a king, a pope or a century."""
SIDE = re.compile(f"(?:{either('side')})(?:[ыи]й|[ая]я|[ую]ю|[оыеи]м|[ое]го|[ое]му|[ое]й)$")
"""Adjectives for a side that are part of the name of a place: *Западная Вирджиния*."""
_LOCATIVE_TOWN = re.compile(
    "([А-ЯЁ].+(?:[аеёиоуыэюя][бвгдзклмнпрстф]|[бвгджзклмнпрстх][бгдзкпстфх]))е", re.IGNORECASE
).fullmatch
"""The locative of a town that has a case ending: *Дакаре*, but not *Эдирне*."""
_is_body = reference.ending(WORDS["body_end"])
_FEMININE_PAST = re.compile("[аеиыуя]ла(?:сь)?$")
"""The ending of a past-tense verb whose subject is a woman."""


class Naming(Quoted):
    """The nominative and the kind of the names in the current window."""

    def _name_and_kind(self, run: list[str], before: list[str], after: str) -> tuple[str, str]:
        """Return the nominative and the kind of the name *run* between the words *before* and the word *after* it.

        The first of these that applies: a name before a number or a country (*Геологической службы | США*); a country
        or the place of a dateline in capitals; a name with letters that are not declined (*Совбезе ООН*); a Chinese
        person; a town that somebody is in; a person; anything else.
        """
        if len(run) > 1 and (is_numeral(run[-1]) or (len(run) > 2 and self._is_country_acronym(run[-1]))):
            shown, kind = self._name_and_kind(run[:-1], before, after)
            return f"{shown} {run[-1]}", kind
        if len(run) == 1 and run[0].isupper() and self._is_place(low := self._recase(run[0], run[0].lower())):
            if "Abbr" in self._tag(run[0]):
                return run[0], "place"
            run = run if before else [low]
        hint = russian_before.kind(self._parses, before) if self._morph is not None else ""
        if self._morph is None or run[0].isascii() or any(word.isupper() and len(word) > 1 for word in run):
            return self._acronym_and_kind(run, hint)
        if full := chinese_name(run):
            self._surnames.add(run[0])
            return full, "person"
        where, into = self._place_context(run, before)
        if where and (visited := self._visited_town(run[0])):
            return visited, "place"
        tags = [self._tag(word) for word in run]
        capitals = 2 <= len(run) <= 3 and all(word[0].isupper() for word in run)
        case, role = russian_before.case(self._parses, _unquoted(before) or before)
        places = filter(self._is_place, run)
        in_case = any(case != "nomn" or self._is_nominative(word, "Geox") for word in places)  # Нургазы Айдаров
        titled = role and capitals and not in_case and not any(map(self._is_head, run))
        if hint == "organization" and capitals and len(before) > 2 and before[-2].istitle():
            hint = ""  # от Социалистической партии | Эстель Мерсье
        hint, sure = self._check_hint(run, tags, hint, capitals=capitals)
        if sure or not (titled or (not into and self._is_person(run, tags))):
            return self._thing_and_kind(run, tags, hint, into=into)
        woman = not case and any(map(_FEMININE_PAST.search, (*before[-1:], after)))
        name = self._person_nominative(run, case, woman=woman)
        self._surnames.add(name[0] if is_korean(run) else name[-1])
        if len(name) > 1:
            self._given_names.add(name[0])
        return " ".join(name), "person"

    def _is_country_acronym(self, word: str) -> bool:
        """Return whether *word* is the acronym of a country: *США*."""
        return word.isupper() and {"Abbr", "Geox"} <= set(re.split("[ ,]", self._tag(word)))

    def _place_context(self, run: list[str], before: list[str]) -> tuple[bool, str]:
        """Return whether a one-word name follows *в* or *во*, and the preposition before one not in the dictionary."""
        joined = len(before) > 2 and before[-1] == "и" and before[-2].istitle()  # в Тикси и Певеке
        where = before[-3 if joined else -1].lower() if before and len(run) == 1 else ""
        unknown = where in WORDS["into"] and not self._is_known(run[0].lower())
        return where in ("в", "во"), where if unknown else ""

    def _visited_town(self, word: str) -> str:
        """Return the nominative of a town that is also a given name, as in *в Милане*, or an empty string."""
        if "Name" not in self._tag(word) or self._is_place(word) or not self._is_known(word.lower()):
            return ""
        town = next((parse for parse in self._parses(word) if {"Geox", "loct"} in parse.tag), None)
        return self._recase(word, self._nominative(town)) if town else ""

    def _check_hint(self, run: list[str], tags: list[str], hint: str, *, capitals: bool) -> tuple[str, bool]:
        """Return the kind of a name whose context suggests *hint*, and whether it is certainly not a person."""
        if "имени" in run:
            return hint, True
        if len(run) == 1 and state_body(run[0]):
            return "organization", True
        if len(run) == 2 and SIDE.match(run[0]) and self._fits_noun(run[0], self._parsed(run[1])[1]):
            return "place", True
        if hint == "organization" and len(run) == 1 and self._is_place(run[0]):
            return "", False  # сборная России
        if hint == "organization" and capitals and any("Name" in tag or "Surn" in tag for tag in tags):
            return "", False  # партия Джереми Корбина
        if len(run) == 1 and not {run[0], self._base_in_text(run[0])}.isdisjoint(self._surnames):
            return "", False  # команда Джеррарда
        if hint in ("work", "event") and capitals and not any(map(self._is_head, run)):
            return "", False  # фильм Уэса Андерсона
        first_name = any("Name" in tag and self._is_known(word.lower()) for tag, word in zip(tags, run, strict=True))
        return hint, hint != "" and not first_name

    def _thing_and_kind(self, run: list[str], tags: list[str], hint: str, *, into: str) -> tuple[str, str]:
        """Return the nominative and the kind of a name that is not a person; its own noun overrides *hint*."""
        if len(run) == 1 and (state := state_body(run[0])):
            return state[1], "organization"
        head = self._head_index(run, tags)
        noun = self._parsed(run[head])[1]
        if head and not all(self._fits_noun(word, noun) for word in run[:head]):
            noun = self._fitting_noun(run[head], run[:head])
        body = "organization" if _is_body(noun.normal_form) else ""
        kind = HEADS.get(noun.normal_form) or body or hint or ("place" if into else self._default_kind(run, tags, head))
        front = [self._recase(word, self._adjective_in_case(word, noun)) for word in run[:head]]
        unchanged = self._is_indeclinable(run[head]) or not ("NOUN" in noun.tag or "ADJF" in noun.tag)
        unchanged = unchanged or bool(hint and not head and not self._is_certain(run))
        unknown = not head and not self._is_known(run[0].lower()) and not self._is_compound(run[0])
        if unknown and (base := self._base_in_text(run[0])):
            return " ".join([base, *run[1:]]), kind  # острова Ломбока, if Ломбок is in the text
        if unknown and len(run) == 1:
            if run[0].endswith("ии"):
                return run[0][:-1] + "я", "place" if kind == "other" else kind  # жители Сванетии
            if into or unchanged:
                return _town_nominative(run[0]) if into in ("в", "во") else run[0], kind
            if run[0][-1] in CONSONANTS and not run[0].endswith(("ов", "ев", "й")):
                return run[0], kind  # Даклак is not the genitive of Даклаки
        shown = run[head] if unchanged else self._recase(run[head], self._nominative(noun))
        rest = run[head + 1 :]
        if rest[:1] == ["и"] and self._is_place(rest[-1]):
            rest[-1] = self._recase(rest[-1], self._nominative(self._parsed(rest[-1])[1]))  # Боснии и Герцеговине
        return " ".join([*front, shown, *rest]), kind

    def _head_index(self, run: list[str], tags: list[str]) -> int:
        """Return the index of the head noun of a name: the first noun that all the words before it agree with."""
        for place, word in enumerate(run):
            parse = self._fitting_noun(word, run[:place]) if place else self._parsed(word)[1]
            leads = not place and len(run) > 1 and self._fits_noun(word, self._parsed(run[1].lower())[1])
            if "NOUN" in parse.tag and not leads and all(self._fits_noun(word, parse) for word in run[:place]):
                return place
        return next((place for place, tag in enumerate(tags) if "NOUN" in tag or "UNKN" in tag), 0)

    def _acronym_and_kind(self, run: list[str], hint: str) -> tuple[str, str]:
        """Return a name that contains an acronym or a foreign word, with only its head declined: *Совбезе ООН*."""
        first = run[0]
        if first in WORDS["code"] and len(run) > 1:
            return " ".join(run), hint or "work"
        if self._morph is not None and len(run) > 1 and not first.isupper() and not first.isascii():
            parse = self._parsed(first)[1]
            if "NOUN" in parse.tag and "inan" in parse.tag and "Geox" not in parse.tag:
                shown = self._recase(first, self._nominative(parse))
                return " ".join([shown, *run[1:]]), hint or "organization"
        numbered = len(run) == 1 and re.search(r"-?\d", first)  # С-400
        organization = ((first.isupper() and len(first) > 1) or first.isascii()) and not numbered
        whose = len(run) == 1 and first.isupper() and hint in ("work", "event")  # матч ЦСКА
        return " ".join(run), (not whose and hint) or ("organization" if organization else "other")

    def _default_kind(self, run: list[str], tags: list[str], head: int) -> str:
        """Return the kind of a name that is not a person and whose head noun does not show its kind."""
        if "Geox" in tags[head] or (len(run) == 1 and not self._is_known(run[0].lower()) and is_unknown_place(run[0])):
            return "place"
        named = any("Orgn" in tag for tag in tags) or run[0].lower() in self._stop or head + 1 < len(run)
        return "organization" if named or begins_with_thing(run, tags) else "other"


def _unquoted(before: list[str]) -> list[str]:
    """Return *before* without a quotation at its end and without quotation marks: *фракции «Ыйман нуру»*."""
    if before[-1:] == ["»"] and "«" in before:
        before = before[: -before[::-1].index("«") - 1]
    return [word for word in before if word not in "«»"]


def _town_nominative(word: str) -> str:
    """Return the nominative of *word*, the locative of a town that is not in the dictionary.

    >>> _town_nominative("Дакаре"), _town_nominative("Пасадене"), _town_nominative("Эдирне")
    ('Дакар', 'Пасадена', 'Эдирне')
    """
    found = _LOCATIVE_TOWN(word)
    feminine = word.endswith(("ене", "аде", "-Ате"))
    return found[1] + "а" * feminine if found else word
