"""Persons in Russian text: which names are those of persons, and their nominatives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from glossary.extract import reference, russian_before
from glossary.extract.russian_forms import HEADS, WORDS, Forms, either
from glossary.text import palladius

_ENDING = re.compile(r"(?:а|у|е|ом|ем|ым|я|ю)$")
"""The case endings of masculine names that have none in the nominative."""
_RUSSIAN = re.compile(r"(?:[оеё]в|[иы]н|ск|цк)(?:а|у|е|ой|ым|ого|ому|им|ом|ую)$")
"""Endings of Russian surnames in any form but the nominative of a man."""
_TELLING = re.compile("(?:(?P<gent>[ое]го)|(?P<datv>[ое]му)|(?P<ablt>[сц]ким|[бвгджзклмнпрстфхцчшщ][ыое]м))$")
"""Endings of a man's surname that occur in one case only: *Дмитрия Быстрицкого*."""
_WOMAN = re.compile("(?:(?<=[сц]к)(ой|ую)|(?<=[оеё]в|[иы]н)(?:ой|у))$")
"""Endings of a woman's surname in the oblique cases."""
_OPEN = frozenset("оеэиу")
"""Final vowels of foreign names that are not declined."""
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
_BY_HIM = re.compile("(?:[оеё]в|[иы]н)ым$")
"""The instrumental of a man's Russian surname."""
_CLOSED = _CONSONANTS | {"ь"}
_OBLIQUE = frozenset(("gent", "datv", "accs", "ablt"))
_FAMILY = re.compile(".{2,}(?:[яа]н|швили|дзе|енко|чук|ович|евич)").fullmatch
"""Surnames that the dictionary lacks, by their endings: *Липарит Аветисян* is not a mineral."""
_SURNAME = re.compile(r"[А-ЯЁ]\w+(?:[оеё]в|[иы]н|ский|цкий)").fullmatch
_SYLLABLE = re.compile("[аеёиоуыэюя]")
_CASE_ENDING = re.compile("(?:а|у|ом|е|я|ю|ем)$")
PLACE = re.compile(f"(?:{either('place_front')})-|.{{3,}}(?:{either('place_end')})(?:а|у|е|ом)?$").match
"""Places that the dictionary lacks, by their first part or ending: *Сан-Диего*, *Вустершир*."""


class Persons(Forms):
    """The names of persons in the current window."""

    def __init__(self) -> None:
        super().__init__()
        self._common = reference.common("ru")
        self._seen: set[str] = set()
        """The capitalized words of the current window."""
        self._families: set[str] = set()
        """The surnames found so far in the document."""
        self._givens: set[str] = set()
        """The given names of those found with a surname."""

    def _personal(self, run: list[str], tags: list[str]) -> bool:
        """Return whether a name is a person's: by the dictionary, or as a surname seen after a given name."""
        if len(run) == 1 and not {run[0], self._shown(run[0])}.isdisjoint(self._families | self._givens):
            return True
        if syllabic(run):
            return True
        named = len(run) > 1 and "Name" in tags[0]  # Антон Долин is not a valley
        if body(run, tags) and self._known(run[0].lower()):
            return len(run) == 2 and _FAMILY(run[1]) is not None and not self._known(run[1].lower())
        if not named and self._parsed(run[-1].lower())[1].normal_form in HEADS:
            return False
        if len(run) == 1 and not self._known(run[0].lower()) and PLACE(run[0]):
            return False
        if any("Name" in tag or "Surn" in tag or "Patr" in tag for tag in tags):
            return True
        # Two or three words that are not in the dictionary: Хурэлсух Ухнаа.
        foreign = 2 <= len(run) <= 3 and not any(word.isascii() or self._known(word.lower()) for word in run)
        return foreign and not any("Orgn" in tag for tag in tags)

    def _person(self, run: list[str], case: str, *, woman: bool) -> list[str]:
        """Return the nominative of a person's name that stands in *case*, which is empty if unknown.

        Other forms in the text may show it (*Александра Габуева* of *Габуев*); or the name is in the nominative
        already; or the endings of its case are taken off. *woman* says that a verb beside it has a feminine ending.
        """
        if other := self._elsewhere(run):
            return other
        given = [parse for word in run for parse in self._parses(word) if "Name" in parse.tag]
        case = case or self._told(run[-1], given)
        if woman and run[0][-1] in "ая" and run[-1][-1] in _OPEN and not self._shown(run[0]):
            return run  # сказала Джорджа Мелони, not a form of Джордж Мелони
        return run if self._stands(run, case, given) else self._undeclined(run, case, given)

    def _elsewhere(self, run: list[str]) -> list[str]:
        """Return the nominative of a name whose forms without endings occur in the text, or an empty list."""
        shown = [self._shown(word) for word in run]
        if syllabic(run):
            last = shown[-1] or run[-1]
            return [*run[:-1], _CASE_ENDING.sub("", last) if _syllables(last) > 1 else last]  # Ким Чен Ына
        if len(run) == 1 and run[0] in self._families:
            return [shown[0] or run[0]]
        return shown if all(shown) and (len(run) > 1 or not self._known(run[0].lower())) else []

    def _stands(self, run: list[str], case: str, given: Sequence[Any]) -> bool:
        """Return whether a name, probably in *case*, is in the nominative; *given* are the parses of given names."""
        nominal = any({"nomn", "sing"} in parse.tag and parse.word.capitalize() == run[0] for parse in given)
        if case == "nomn" or (nominal and (not case or len(run) == 1)):
            return True
        if len(run) == 1:
            return _SURNAME(run[0]) is not None  # Жапаров is not a form of Жапары
        unknown = not self._known(run[0].lower())
        return case not in _OBLIQUE and (nominal or unknown) and _upright(run)

    def _undeclined(self, run: list[str], case: str, given: Sequence[Any]) -> list[str]:
        """Return the nominative of a name in *case*, word by word; *given* are the parses of given names."""
        if len(run) > 1 and case in _OBLIQUE and not any(self._known(word.lower()) for word in run):
            return [russian_before.nominative(word, case) for word in run]
        fitting = [one for one in given if case in one.tag.grammemes]
        # Арину Соболенко: nobody is called Арин
        given = fitting or sorted(given, key=lambda one: -self._common.get(reference.spelled(one.normal_form), 0))
        if _closed(run[-1]) and not _RUSSIAN.search(run[-1]):
            given = [one for one in given if one.tag.gender == "femn"] or given  # Александру Гюлен
        gender = None
        if given:
            gender, case = given[0].tag.gender, str(given[0].tag.case or "")
        told = bool(given) and case in _OBLIQUE | {"loct"} and self._known(given[0].word)
        found = [
            (self._cased(word, case, gender) if told else "")
            or self._bare(word)
            or self._listed(word, case, gender, first=not place and len(run) > 1)
            for place, word in enumerate(run)
        ]
        told = any(self._known(one.word) for one in given)
        if not told and found[-1] != run[-1] and found[0] == run[0] and not self._known(run[0].lower()):
            found[0] = russian_before.nominative(run[0], case)  # Йоакиму Триеру, Уэса Андерсона
        return [
            one.replace("ё", "е") if "ё" not in word and not self._known(word.lower()) else one  # Бургассера
            for one, word in zip(found, run, strict=True)
        ]

    def _listed(self, word: str, case: str, gender: str | None, *, first: bool) -> str:
        """Return the nominative of *word* by the dictionary, preferably of its form in *case* and *gender*.

        *first* says that it is the given name.
        """
        parses = self._parses(word)
        names = [one for one in parses if any(mark in one.tag for mark in ("Name", "Surn", "Patr", "Geox"))]
        best = min(
            names or parses[:1],
            key=lambda one: (
                gender not in (None, one.tag.gender),
                first and "Name" not in one.tag,  # о Павле Дурове
                bool(case) and case != str(one.tag.case),
                "plur" in one.tag,
            ),
        )
        unlike = not first and case in _OBLIQUE and case not in best.tag
        if unlike and (word[-1] in "еэио" or (word[-1] == "у" and gender == "femn")):
            return word  # испанца Оливера Лаше: nobody is called Лаша
        return word if "UNKN" in best.tag or "plur" in best.tag else self._capitals(word, self._nominative(best))

    def _told(self, surname: str, given: Sequence[Any]) -> str:
        """Return the case that the ending of a man's *surname* shows if a *given* name may be in it, or ""."""
        found = _TELLING.search(surname)
        if not found or (self._known(surname.lower()) and any("nomn" in one.tag for one in self._parses(surname))):
            return ""
        case = str(found.lastgroup)
        return case if any(case in one.tag.grammemes for one in given) else ""

    def _cased(self, word: str, case: str, gender: str | None) -> str:
        """Return the nominative of a surname that the dictionary lacks, by the *case* and *gender* of the given name.

        The result is empty if the surname does not look like a form in that case, as *Константину Доморовскому* and
        *Ольгой Замятниной* do.
        """
        if gender == "masc" and case == "ablt" and _BY_HIM.search(word):
            return word[:-2]  # Сергеем Карасёвым
        if self._known(word.lower()) or self._shown(word):
            return ""
        if gender == "femn":
            return _WOMAN.sub(lambda found: "ая" if found[1] else "а", word) if _WOMAN.search(word) else ""
        if gender != "masc" or word[-2:-1] in _OPEN:
            return ""
        parses = [one for one in self._parses(word) if {"NOUN", "masc", "sing", case} <= set(one.tag.grammemes)]
        parses.sort(key=lambda one: ("Surn" not in one.tag, "anim" not in one.tag))
        if parses:
            return self._capitals(word, parses[0].normal_form)
        return russian_before.nominative(word, case) if case in ("gent", "accs") and word[-1] == "а" else ""

    def _foreign(self, word: str) -> bool:
        """Return whether *word* is a foreign name that is not declined: *Бекеле*, *Куру*, *Чэнду*."""
        known = self._known(word.lower()) or self._compound(word)
        return word[-1] in _OPEN and not known and not self._shown(word)

    def _bare(self, word: str) -> str:
        """Return the nominative of a name not in the dictionary, or "" if it has the ending of a Russian name.

        A foreign name that ends in a consonant is in the nominative. With an ending, it is a form of the name without
        it if that occurs in the text (*Хурэлсуха* of *Хурэлсух*), and otherwise stays as it is.
        """
        if _SURNAME(word) or self._foreign(word):
            return word
        if self._known(word.lower()):
            return ""
        shown = self._shown(word)
        if shown or _RUSSIAN.search(word):
            return shown
        return word[:-2] if word.endswith(("ом", "ем")) and word[-3] in _CONSONANTS else word

    def _shown(self, word: str) -> str:
        """Return the form that the text has and of which *word* may be an oblique case, or an empty string."""
        first, hyphen, rest = word.partition("-")
        if hyphen and rest[:1].isupper() and (ending := _ENDING.search(first)):
            form = first[: ending.start()] + hyphen + rest  # Авангарда-Юг
            return form if form in self._seen else ""
        ending = _ENDING.search(word)
        stem = word[: ending.start()] if ending else ""
        forms = (stem, stem + "й", stem + "ь") if stem else ()
        return next((form for form in forms if form in self._seen or form in self._families), "")


def _closed(word: str) -> bool:
    """Return whether *word* ends in a consonant that does not belong to a case ending."""
    return word[-1] in _CLOSED and not _ENDING.search(word)


def _upright(run: list[str]) -> bool:
    """Return whether the endings of a name allow the nominative: *Салтанат Байжанова*.

    The given name of a man would have an ending, too.
    """
    return _closed(run[0]) and (run[-1][-1] in "ая" or _closed(run[-1]))


def _syllables(word: str) -> int:
    return len(_SYLLABLE.findall(word.lower()))


def syllabic(run: list[str]) -> bool:
    """Return whether a name has three words of one syllable, as Korean and Vietnamese ones have: *Пак Мин Джун*.

    After a surname from there, the last word may have a case ending: *Ким Чен Ына*.
    """
    if len(run) != 3:
        return False
    counts = list(map(_syllables, run))
    return counts[:2] == [1, 1] and counts[2] <= 1 + (run[0] in WORDS["eastern"])


def body(run: list[str], tags: list[str]) -> bool:
    """Return whether a name of several words begins with an inanimate noun: *Институт Келлера*."""
    return len(run) > 1 and "NOUN" in tags[0] and "inan" in tags[0] and "Geox" not in tags[0]


@lru_cache(1)
def _pinyin() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the Chinese surnames in Russian, and a regular expression for a given name with its case ending."""
    syllables = palladius.syllables()
    surnames = frozenset(syllables[one].capitalize() for one in palladius.surnames() if one in syllables)
    one = "|".join(sorted(set(syllables.values()), key=lambda part: (-len(part), part)))
    return surnames, re.compile(f"((?:{one})(?:ъ?(?:{one}))?)(?:а|у|ом|е|я|ю|ем)?", re.IGNORECASE)


def chinese(run: list[str]) -> str:
    """Return the nominative of a Chinese name in the Palladius system, or an empty string if *run* is not one.

    >>> chinese(["Си", "Цзиньпина"]), chinese(["Ли", "Шувалова"])
    ('Си Цзиньпин', '')
    """
    surnames, given = _pinyin()
    if len(run) != 2 or run[0] not in surnames:
        return ""
    found = given.fullmatch(run[1])
    return f"{run[0]} {found[1]}" if found else ""
